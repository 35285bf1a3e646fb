//! Names of things that stay the same for as long as a sheet lives.
//!
//! An [`ItemId`] begins with the kind of the item, so that a [`FieldId`] alone tells what it is. Items that the form
//! gives (*slots*: `vision-main`, `gap-people-past`, `step-1`) have the same id in every copy of a sheet, so two people
//! who fill the same slot apart from each other meet in it. All other items get a random id from the caller.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use ts_rs::TS;

/// Why a string is no id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no id of the expected shape")]
pub struct BadId(pub String);

/// What an item is. The first word of its id says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The sheet's own head (`sheet`).
    Sheet,
    /// A vision with its drift (slot `vision-<key>`).
    Vision,
    /// An ideal of organisation or people (slot `ideal-<aspect>`).
    Ideal,
    /// A cell of the gap matrix (slot `gap-<aspect>-<column>`).
    Gap,
    /// A list of findings about the present (slots `finding-strengths`, `finding-weaknesses`, `finding-lessons`).
    Finding,
    /// A step on the way (slot `step-<key>`).
    Step,
    /// A member of the team.
    Member,
    /// A municipality that the team talks with.
    Partner,
    /// A bullet under a vision, an ideal, a gap cell or a finding.
    Bullet,
    /// A cause (なぜ) under a bullet.
    Cause,
    /// A goal state of a step.
    Goal,
    /// A note on an earlier cohort's action.
    Earlier,
    /// An action.
    Action,
    /// An effect of an action on one audience.
    Effect,
    /// A dated change of an action's status.
    Status,
    /// What the poster adds to the sheet (slot `poster-main`).
    Poster,
    /// A picture on the poster.
    Picture,
}

/// A list that keeps the order of all items of one kind in a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each is the list of the kind it is named after")]
pub enum List {
    Members,
    Partners,
    Bullets,
    Causes,
    Goals,
    Earlier,
    Actions,
    Effects,
    Statuses,
    Pictures,
}

impl List {
    /// Every list of a sheet.
    pub const ALL: [List; 10] = [
        List::Members,
        List::Partners,
        List::Bullets,
        List::Causes,
        List::Goals,
        List::Earlier,
        List::Actions,
        List::Effects,
        List::Statuses,
        List::Pictures,
    ];

    /// The list's name, the same in every version of the file format.
    pub fn name(self) -> &'static str {
        match self {
            List::Members => "members",
            List::Partners => "partners",
            List::Bullets => "bullets",
            List::Causes => "causes",
            List::Goals => "goals",
            List::Earlier => "earlier",
            List::Actions => "actions",
            List::Effects => "effects",
            List::Statuses => "statuses",
            List::Pictures => "pictures",
        }
    }
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 17] = [
        Kind::Sheet,
        Kind::Vision,
        Kind::Ideal,
        Kind::Gap,
        Kind::Finding,
        Kind::Step,
        Kind::Member,
        Kind::Partner,
        Kind::Bullet,
        Kind::Cause,
        Kind::Goal,
        Kind::Earlier,
        Kind::Action,
        Kind::Effect,
        Kind::Status,
        Kind::Poster,
        Kind::Picture,
    ];

    /// The first word of the ids of this kind.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Sheet => "sheet",
            Kind::Vision => "vision",
            Kind::Ideal => "ideal",
            Kind::Gap => "gap",
            Kind::Finding => "finding",
            Kind::Step => "step",
            Kind::Member => "member",
            Kind::Partner => "partner",
            Kind::Bullet => "bullet",
            Kind::Cause => "cause",
            Kind::Goal => "goal",
            Kind::Earlier => "earlier",
            Kind::Action => "action",
            Kind::Effect => "effect",
            Kind::Status => "status",
            Kind::Poster => "poster",
            Kind::Picture => "picture",
        }
    }

    /// The list that orders items of this kind; `None` for the head and for slots, which are not ordered by the team.
    pub fn list(self) -> Option<List> {
        Some(match self {
            Kind::Member => List::Members,
            Kind::Partner => List::Partners,
            Kind::Bullet => List::Bullets,
            Kind::Cause => List::Causes,
            Kind::Goal => List::Goals,
            Kind::Earlier => List::Earlier,
            Kind::Action => List::Actions,
            Kind::Effect => List::Effects,
            Kind::Status => List::Statuses,
            Kind::Picture => List::Pictures,
            Kind::Sheet | Kind::Vision | Kind::Ideal | Kind::Gap | Kind::Finding | Kind::Step | Kind::Poster => {
                return None;
            }
        })
    }

    /// The kinds of item that an item of this kind can belong to; empty when it belongs to the sheet itself.
    pub fn places(self) -> &'static [Kind] {
        match self {
            Kind::Bullet => &[Kind::Vision, Kind::Ideal, Kind::Gap, Kind::Finding],
            Kind::Cause => &[Kind::Bullet],
            Kind::Goal => &[Kind::Step],
            Kind::Effect | Kind::Status => &[Kind::Action],
            Kind::Picture => &[Kind::Poster],
            _ => &[],
        }
    }

    /// The text fields that every item of this kind has; the first one names the item.
    pub fn keys(self) -> &'static [&'static str] {
        match self {
            Kind::Sheet => &["theme", "subtitle", "why"],
            Kind::Vision => &["headline", "label", "background", "drift"],
            Kind::Ideal => &["headline", "reasoning"],
            Kind::Gap | Kind::Finding => &[],
            Kind::Step => &["label"],
            Kind::Member => &["name", "reading", "post", "affiliation"],
            Kind::Partner => &["name"],
            Kind::Bullet | Kind::Cause | Kind::Goal => &["text"],
            Kind::Earlier => &["title", "team", "note"],
            Kind::Action => &["title", "owner"],
            Kind::Effect => &["text", "audience"],
            Kind::Status => &["reason"],
            Kind::Poster => &["headline", "catchphrase"],
            Kind::Picture => &["caption", "alt"],
        }
    }

    /// The beginnings of further field keys, whose rest is a key of the form (`attr-purpose`, `lead-vision`).
    pub fn open_keys(self) -> &'static [&'static str] {
        match self {
            Kind::Sheet => &["lead-"],
            Kind::Action => &["attr-", "roadmap-"],
            _ => &[],
        }
    }
}

fn is_key(s: &str) -> bool {
    !s.is_empty() && s.len() <= 40 && s.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}

/// Whether `s` can be a key in a form: small Latin letters and digits, 1 to 40 of them.
pub fn is_form_key(s: &str) -> bool {
    is_key(s)
}

/// Whether `s` can be the id of a form, a template or a theme: keys joined by hyphens, at most 60 bytes.
pub fn is_name(s: &str) -> bool {
    s.len() <= 60 && !s.is_empty() && s.split('-').all(is_key)
}

/// Whether `s` can be the hash of a picture: a SHA-256 in 64 small hexadecimal digits.
pub fn is_hash(s: &str) -> bool {
    s.len() == 64 && s.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

macro_rules! string_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS, JsonSchema)]
        #[serde(transparent)]
        #[ts(type = "string")]
        pub struct $name(String);

        impl $name {
            /// The id as it is written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

string_id! {
    /// The name of a form, which is also the name of its file: `change-story`.
    FormId
}
string_id! {
    /// The name of one year's sheet in a book.
    SheetId
}
string_id! {
    /// The name of an item of a sheet: `bullet-7k2m9x4q1v0t`, or a slot such as `step-1`.
    ///
    /// An empty id stands for "not yet named"; [`crate::Sheet::name_items`] gives such items an id.
    ItemId
}
string_id! {
    /// The address of a text field: the item's id, a full stop, the field's key: `vision-main.headline`.
    FieldId
}

impl FormId {
    /// The form named `s`.
    ///
    /// # Errors
    /// `s` is not made of small Latin letters, digits and hyphens.
    pub fn new(s: &str) -> Result<Self, BadId> {
        if is_name(s) { Ok(Self(s.into())) } else { Err(BadId(s.into())) }
    }
}

const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

fn digits(mut random: u64, count: usize) -> String {
    (0..count)
        .map(|_| {
            let digit = DIGITS[(random & 31) as usize];
            random >>= 5;
            char::from(digit)
        })
        .collect()
}

impl SheetId {
    /// A new name made of 60 random bits that the caller hands in.
    pub fn mint(random: u64) -> Self {
        Self(format!("sheet-{}", digits(random, 12)))
    }

    /// The sheet named `s`.
    ///
    /// # Errors
    /// `s` does not look like `sheet-0a1b2c3d4e5f`.
    pub fn new(s: &str) -> Result<Self, BadId> {
        match s.strip_prefix("sheet-") {
            Some(rest) if is_key(rest) => Ok(Self(s.into())),
            _ => Err(BadId(s.into())),
        }
    }
}

impl ItemId {
    /// The sheet's own head.
    pub fn sheet() -> Self {
        Self("sheet".into())
    }

    /// A new item of `kind`, named by 60 random bits that the caller hands in.
    pub fn mint(kind: Kind, random: u64) -> Self {
        Self(format!("{}-{}", kind.word(), digits(random, 12)))
    }

    /// The slot of `kind` for the form's `keys`: `slot(Kind::Gap, &["people", "past"])` is `gap-people-past`.
    pub fn slot(kind: Kind, keys: &[&str]) -> Self {
        Self(std::iter::once(kind.word()).chain(keys.iter().copied()).collect::<Vec<_>>().join("-"))
    }

    /// The sheet's one poster: the slot `poster-main`.
    pub fn poster() -> Self {
        Self::slot(Kind::Poster, &["main"])
    }

    /// The item named `s`.
    ///
    /// # Errors
    /// `s` does not begin with a kind, or its other words are not small Latin letters and digits, or their number is
    /// wrong for the kind.
    pub fn new(s: &str) -> Result<Self, BadId> {
        let bad = || BadId(s.into());
        let mut words = s.split('-');
        let first = words.next().unwrap_or_default();
        let kind = Kind::ALL.into_iter().find(|k| k.word() == first).ok_or_else(bad)?;
        let rest: Vec<&str> = words.collect();
        let wanted = match kind {
            Kind::Sheet => 0,
            Kind::Gap => 2,
            _ => 1,
        };
        if rest.len() == wanted && rest.iter().all(|w| is_key(w)) { Ok(Self(s.into())) } else { Err(bad()) }
    }

    /// Whether the item still waits for its id.
    pub fn is_unnamed(&self) -> bool {
        self.0.is_empty()
    }

    /// What the item is; `None` for an unnamed one.
    pub fn kind(&self) -> Option<Kind> {
        let first = self.0.split('-').next()?;
        Kind::ALL.into_iter().find(|k| k.word() == first)
    }

    /// The form's keys in a slot's id: `["people", "past"]` of `gap-people-past`. Empty for the head.
    pub fn keys(&self) -> Vec<&str> {
        self.0.split('-').skip(1).collect()
    }

    /// The address of this item's text field `key`.
    pub fn field(&self, key: &str) -> FieldId {
        FieldId(format!("{}.{key}", self.0))
    }
}

impl FieldId {
    /// The field addressed by `s`.
    ///
    /// # Errors
    /// `s` is not an item id, a full stop and a field key which items of that kind have.
    pub fn new(s: &str) -> Result<Self, BadId> {
        let bad = || BadId(s.into());
        let (item, key) = s.split_once('.').ok_or_else(bad)?;
        let kind = ItemId::new(item)?.kind().ok_or_else(bad)?;
        let open = |prefix: &&str| key.strip_prefix(*prefix).is_some_and(is_key);
        if kind.keys().contains(&key) || kind.open_keys().iter().any(open) { Ok(Self(s.into())) } else { Err(bad()) }
    }

    /// The item that the field belongs to.
    pub fn item(&self) -> ItemId {
        ItemId(self.0.split_once('.').map_or(self.0.as_str(), |(item, _)| item).into())
    }

    /// The field's key within its item.
    pub fn key(&self) -> &str {
        self.0.split_once('.').map_or("", |(_, key)| key)
    }

    /// Whether this is the field of `item` with the key that `parts` make one after the other.
    pub(crate) fn is(&self, item: &ItemId, parts: [&str; 2]) -> bool {
        let key = self.0.strip_prefix(item.as_str()).and_then(|rest| rest.strip_prefix('.'));
        key.and_then(|key| key.strip_prefix(parts[0])) == Some(parts[1])
    }

    /// Whether the key's rest comes from a form (`attr-purpose`), so that the set of keys is not fixed by the kind.
    pub fn is_open(&self) -> bool {
        let key = self.key();
        self.item().kind().is_some_and(|k| k.open_keys().iter().any(|p| key.starts_with(p)))
    }
}

macro_rules! from_str {
    ($($name:ident),*) => {$(
        impl FromStr for $name {
            type Err = BadId;
            fn from_str(s: &str) -> Result<Self, BadId> {
                Self::new(s)
            }
        }
    )*};
}
from_str!(FormId, SheetId, ItemId, FieldId);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_tells_its_kind() {
        let id = ItemId::mint(Kind::Bullet, 0x1234_5678_9abc);
        assert_eq!(ItemId::new(id.as_str()), Ok(id.clone()));
        assert_eq!(id.kind(), Some(Kind::Bullet));
        assert_eq!(ItemId::slot(Kind::Gap, &["people", "past"]).keys(), ["people", "past"]);
        assert_eq!(ItemId::slot(Kind::Sheet, &[]), ItemId::sheet());
    }

    #[test]
    fn ids_of_another_shape_are_refused() {
        for bad in [
            "",
            "bullet",
            "bullet-",
            "gap-people",
            "gap-a-b-c",
            "sheet-1",
            "vision-Main",
            "table-1",
            "step-1.",
            "step-あ",
        ] {
            assert!(ItemId::new(bad).is_err(), "{bad}");
        }
        for bad in [
            "vision-main",
            "vision-main.",
            "vision-main.purpose",
            "action-1.attr-",
            "sheet.lead-A",
            "bullet-1.text.text",
        ] {
            assert!(FieldId::new(bad).is_err(), "{bad}");
        }
        for good in
            ["sheet.theme", "sheet.lead-gap", "vision-main.headline", "action-1.attr-purpose", "action-1.roadmap-3"]
        {
            assert!(FieldId::new(good).is_ok(), "{good}");
        }
    }
}
