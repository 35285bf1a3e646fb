//! From addresses to a sheet: how texts, lists and values found under their ids become a [`Sheet`].

use crate::model::*;
use crate::{Doubt, FieldId, FiscalYear, FormId, ItemId, Kind, List, Text};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use ts_rs::TS;

/// A value of an item that is not prose: a year, a date, a status, what it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(untagged)]
pub enum Value {
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Number(#[ts(type = "number")] i64),
    /// A word or an id.
    Word(String),
}

/// The keys under which an item's values are kept.
pub mod key {
    /// What the item belongs to: the id of a slot or of a parent item.
    pub const PLACE: &str = "place";
    /// Whether it was put away.
    pub const ARCHIVED: &str = "archived";
    /// The sheet's and a note's fiscal year.
    pub const FISCAL_YEAR: &str = "fiscalYear";
    /// The sheet's and a note's cohort.
    pub const COHORT: &str = "cohort";
    /// The sheet's form.
    pub const FORM: &str = "form";
    /// A vision's or step's own horizon, in years.
    pub const HORIZON: &str = "horizon";
    /// A goal's aspect.
    pub const ASPECT: &str = "aspect";
    /// The step that an action hangs on.
    pub const STEP: &str = "step";
    /// `serves:<goal>`: whether an action serves a goal.
    pub const SERVES: &str = "serves:";
    /// `phase:<step key>`: the phase of a roadmap cell.
    pub const PHASE: &str = "phase:";
    /// A status change's or earlier action's status.
    pub const STATUS: &str = "status";
    /// A status change's day.
    pub const DATE: &str = "date";
    /// The poster's template.
    pub const TEMPLATE: &str = "template";
    /// The poster's theme.
    pub const THEME: &str = "theme";
    /// `hides:<item>`: whether the poster leaves an item out.
    pub const HIDES: &str = "hides:";
    /// The SHA-256 of a picture's bytes.
    pub const HASH: &str = "hash";
    /// A picture's point to be kept in sight, in thousandths of its width.
    pub const FOCUS_X: &str = "focusX";
    /// A picture's point to be kept in sight, in thousandths of its height.
    pub const FOCUS_Y: &str = "focusY";
    /// How large a picture is drawn, in percent.
    pub const ZOOM: &str = "zoom";
    /// `waived:<doubt>:<item>`: why the team lets a hint be.
    pub const WAIVED: &str = "waived:";
    /// `text:<field key>`: that an open text field of the item was ever written.
    pub const TEXT: &str = "text:";
}

/// What the living document answers when a sheet is read from it.
pub trait Content {
    /// The text of `field`; empty where none was written.
    fn text(&self, field: &FieldId) -> String;
    /// Whether `field` is confidential.
    fn confidential(&self, field: &FieldId) -> bool;
    /// The items of `list` in order.
    fn list(&self, list: List) -> Vec<ItemId>;
    /// The values of `item` by key.
    fn values(&self, item: &ItemId) -> BTreeMap<String, Value>;
    /// The slots in which something was ever written.
    fn slots(&self) -> BTreeSet<ItemId>;
}

/// The values of one item, asked for by key.
struct Values(BTreeMap<String, Value>);

impl Values {
    fn word(&self, key: &str) -> Option<&str> {
        match self.0.get(key)? {
            Value::Word(w) => Some(w),
            _ => None,
        }
    }
    fn number<N: TryFrom<i64>>(&self, key: &str) -> Option<N> {
        match self.0.get(key)? {
            Value::Number(n) => N::try_from(*n).ok(),
            _ => None,
        }
    }
    fn flag(&self, key: &str) -> bool {
        self.0.get(key) == Some(&Value::Bool(true))
    }
    fn item(&self, key: &str) -> Option<ItemId> {
        ItemId::new(self.word(key)?).ok()
    }
    fn with_prefix<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a Value)> {
        self.0.iter().filter_map(move |(k, v)| Some((k.strip_prefix(prefix)?, v)))
    }
}

/// What a list's items belong to.
type Place = (List, Option<ItemId>);

struct Reader<'c, C> {
    content: &'c C,
    /// The items of each list by what they belong to, in order.
    children: HashMap<Place, Vec<(ItemId, Values)>>,
}

impl<C: Content> Reader<'_, C> {
    fn text(&self, item: &ItemId, key: &str) -> Text {
        let field = item.field(key);
        Text { text: self.content.text(&field), confidential: self.content.confidential(&field) }
    }
    fn take(&mut self, list: List, place: Option<&ItemId>) -> Vec<(ItemId, Values)> {
        self.children.remove(&(list, place.cloned())).unwrap_or_default()
    }
    fn open_texts(&self, item: &ItemId, values: &Values, prefix: &str) -> BTreeMap<String, Text> {
        values
            .with_prefix(key::TEXT)
            .filter_map(|(k, _)| k.strip_prefix(prefix))
            .map(|k| (k.to_string(), self.text(item, &format!("{prefix}{k}"))))
            .filter(|(_, text)| *text != Text::default())
            .collect()
    }
    fn bullets(&mut self, place: &ItemId) -> Vec<Bullet> {
        let found = self.take(List::Bullets, Some(place));
        found
            .into_iter()
            .map(|(id, values)| {
                let causes = self.take(List::Causes, Some(&id)).into_iter();
                let causes =
                    causes.map(|(id, v)| Cause { archived: v.flag(key::ARCHIVED), text: self.text(&id, "text"), id });
                let causes = causes.collect();
                Bullet { archived: values.flag(key::ARCHIVED), text: self.text(&id, "text"), causes, id }
            })
            .collect()
    }
    fn goals(&mut self, place: &ItemId) -> Vec<Goal> {
        let found = self.take(List::Goals, Some(place)).into_iter();
        found
            .map(|(id, v)| Goal {
                archived: v.flag(key::ARCHIVED),
                aspect: v.word(key::ASPECT).map(Into::into),
                text: self.text(&id, "text"),
                id,
            })
            .collect()
    }
    fn poster(&mut self) -> Poster {
        let id = ItemId::poster();
        let v = Values(self.content.values(&id));
        let pictures = self.take(List::Pictures, Some(&id)).into_iter().map(|(id, v)| PosterPicture {
            archived: v.flag(key::ARCHIVED),
            hash: v.word(key::HASH).map(Into::into),
            caption: self.text(&id, "caption"),
            alt: self.text(&id, "alt"),
            focus_x: v.number(key::FOCUS_X),
            focus_y: v.number(key::FOCUS_Y),
            zoom: v.number(key::ZOOM),
            id,
        });
        Poster {
            pictures: pictures.collect(),
            headline: self.text(&id, "headline"),
            catchphrase: self.text(&id, "catchphrase"),
            template: v.word(key::TEMPLATE).map(Into::into),
            theme: v.word(key::THEME).map(Into::into),
            hidden: v
                .with_prefix(key::HIDES)
                .filter(|(_, on)| **on == Value::Bool(true))
                .filter_map(|(item, _)| ItemId::new(item).ok())
                .collect(),
            id,
        }
    }
    fn action(&mut self, id: ItemId, v: &Values) -> Action {
        let effects = self.take(List::Effects, Some(&id));
        let statuses = self.take(List::Statuses, Some(&id));
        let mut roadmap: BTreeMap<String, RoadmapCell> = self
            .open_texts(&id, v, "roadmap-")
            .into_iter()
            .map(|(k, text)| (k, RoadmapCell { phase: None, text }))
            .collect();
        for (k, value) in v.with_prefix(key::PHASE) {
            if let Value::Word(phase) = value {
                roadmap.entry(k.into()).or_default().phase = Some(phase.clone());
            }
        }
        Action {
            archived: v.flag(key::ARCHIVED),
            title: self.text(&id, "title"),
            step: v.item(key::STEP),
            serves: v
                .with_prefix(key::SERVES)
                .filter(|(_, on)| **on == Value::Bool(true))
                .filter_map(|(goal, _)| ItemId::new(goal).ok())
                .collect(),
            attributes: self.open_texts(&id, v, "attr-"),
            effects: effects
                .into_iter()
                .map(|(id, v)| Effect {
                    archived: v.flag(key::ARCHIVED),
                    audience: self.text(&id, "audience"),
                    text: self.text(&id, "text"),
                    id,
                })
                .collect(),
            owner: self.text(&id, "owner"),
            statuses: statuses
                .into_iter()
                .map(|(id, v)| StatusChange {
                    archived: v.flag(key::ARCHIVED),
                    status: v.word(key::STATUS).and_then(Status::from_word).unwrap_or_default(),
                    date: v.word(key::DATE).and_then(|d| d.parse::<NaiveDate>().ok()),
                    reason: self.text(&id, "reason"),
                    id,
                })
                .collect(),
            roadmap,
            id,
        }
    }
}

fn waived(of_head: &Values) -> Vec<Waived> {
    let known = |(rest, value): (&str, &Value)| match (Doubt::about(rest), value) {
        (Some((doubt, item)), Value::Word(reason)) => Some(Waived { doubt, item, reason: reason.clone() }),
        _ => None,
    };
    of_head.with_prefix(key::WAIVED).filter_map(known).collect()
}

impl Sheet {
    /// The sheet that `content` holds.
    ///
    /// Slots come in the order of their ids, without those in which nothing is left; items come in the order of their
    /// lists. What a future version may keep beside is passed over, not lost: it stays in the document.
    pub fn read(content: &impl Content) -> Self {
        let mut children: HashMap<Place, Vec<_>> = HashMap::new();
        for list in List::ALL {
            for id in content.list(list) {
                let values = Values(content.values(&id));
                children.entry((list, values.item(key::PLACE))).or_default().push((id, values));
            }
        }
        let mut from = Reader { content, children };
        let head = ItemId::sheet();
        let of_head = Values(content.values(&head));
        let mut sheet = Self {
            fiscal_year: FiscalYear::new(of_head.number(key::FISCAL_YEAR).unwrap_or_default()),
            cohort: of_head.number(key::COHORT),
            form: of_head.word(key::FORM).and_then(|f| FormId::new(f).ok()).unwrap_or_default(),
            theme: from.text(&head, "theme"),
            subtitle: from.text(&head, "subtitle"),
            why: from.text(&head, "why"),
            leads: from.open_texts(&head, &of_head, "lead-"),
            waived: waived(&of_head),
            ..Self::default()
        };
        for id in content.slots() {
            let horizon = || Values(content.values(&id)).number(key::HORIZON);
            match id.kind() {
                Some(Kind::Vision) => sheet.visions.push(Vision {
                    label: from.text(&id, "label"),
                    horizon: horizon(),
                    headline: from.text(&id, "headline"),
                    lines: from.bullets(&id),
                    background: from.text(&id, "background"),
                    drift: from.text(&id, "drift"),
                    id,
                }),
                Some(Kind::Ideal) => sheet.ideals.push(Ideal {
                    headline: from.text(&id, "headline"),
                    bullets: from.bullets(&id),
                    reasoning: from.text(&id, "reasoning"),
                    id,
                }),
                Some(Kind::Gap) => sheet.gap.push(GapCell { bullets: from.bullets(&id), id }),
                Some(Kind::Finding) => sheet.findings.push(Finding { bullets: from.bullets(&id), id }),
                Some(Kind::Step) => sheet.steps.push(Step {
                    label: from.text(&id, "label"),
                    horizon: horizon(),
                    goals: from.goals(&id),
                    id,
                }),
                _ => {}
            }
        }
        for (id, v) in from.take(List::Members, None) {
            sheet.members.push(Member {
                archived: v.flag(key::ARCHIVED),
                name: from.text(&id, "name"),
                reading: from.text(&id, "reading"),
                post: from.text(&id, "post"),
                affiliation: from.text(&id, "affiliation"),
                id,
            });
        }
        for (id, v) in from.take(List::Partners, None) {
            sheet.partners.push(Partner { archived: v.flag(key::ARCHIVED), name: from.text(&id, "name"), id });
        }
        for (id, v) in from.take(List::Earlier, None) {
            sheet.earlier.push(Earlier {
                archived: v.flag(key::ARCHIVED),
                fiscal_year: v.number(key::FISCAL_YEAR).map(FiscalYear::new),
                cohort: v.number(key::COHORT),
                team: from.text(&id, "team"),
                title: from.text(&id, "title"),
                note: from.text(&id, "note"),
                status: v.word(key::STATUS).and_then(Status::from_word),
                id,
            });
        }
        for (id, v) in from.take(List::Actions, None) {
            let action = from.action(id, &v);
            sheet.actions.push(action);
        }
        sheet.poster = from.poster();
        sheet.drop_empty_slots();
        sheet
    }
}
