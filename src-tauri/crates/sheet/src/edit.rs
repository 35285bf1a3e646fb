//! What a person can change in a sheet. One [`Edit`] is one thing that undo takes back.

use crate::content::key;
use crate::{Doubt, FieldId, FormId, ItemId, Kind, Status, Value};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A change to a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "edit", rename_all = "kebab-case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Edit {
    /// Writes a text. What others wrote since `base` stays: the change from `base` to `text` is merged into it.
    Text {
        /// Where.
        field: FieldId,
        /// What the writer saw when the writing began.
        base: String,
        /// What the writer made of it.
        text: String,
    },
    /// Marks a text 非公開, or takes the mark away.
    Confidential {
        /// Where.
        field: FieldId,
        /// Whether it is confidential from now on.
        on: bool,
    },
    /// Adds an item.
    Add {
        /// The new item's id; its kind says which list it joins.
        id: ItemId,
        /// What it belongs to; `None` for items of the sheet itself.
        place: Option<ItemId>,
        /// The item that it comes after; `None` puts it at the end.
        after: Option<ItemId>,
        /// The text that names it (a bullet's text, an action's title, a member's name); may be empty.
        text: String,
    },
    /// Moves an item, also to another place.
    Move {
        /// The item.
        id: ItemId,
        /// What it belongs to from now on; `None` for items of the sheet itself.
        place: Option<ItemId>,
        /// The item that it comes after; `None` puts it first.
        after: Option<ItemId>,
    },
    /// Puts an item away. It stays in the sheet and can be restored.
    Archive {
        /// The item.
        id: ItemId,
    },
    /// Brings an archived item back.
    Restore {
        /// The item.
        id: ItemId,
    },
    /// Sets or clears (`None`) a value: a horizon, a date, a status, a goal that an action serves.
    Value {
        /// The item.
        id: ItemId,
        /// Which value, by the names in [`crate::content::key`].
        key: String,
        /// The value; `None` clears it.
        value: Option<Value>,
    },
    /// Shows the sheet in another form. Nothing is lost: what the new form does not show stays in the sheet.
    Form {
        /// The new form.
        form: FormId,
    },
}

/// What undo and history call a change, as a key of the catalogue, and the field or item it concerns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Label {
    /// The key of the words: `undo.text`.
    pub key: String,
    /// The kind of item concerned.
    pub kind: Option<Kind>,
    /// The field to show after undo or redo.
    pub field: Option<FieldId>,
}

/// Why an edit makes no sense, whatever the sheet holds.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// An id, field or key is malformed.
    #[error("`{0}` is not an id of the expected shape")]
    Malformed(String),
    /// Items of that kind cannot be added, moved or archived.
    #[error("`{0}` is given by the form and cannot be added, moved or archived")]
    Fixed(ItemId),
    /// The item cannot belong there.
    #[error("`{item}` cannot belong to `{place}`")]
    Misplaced {
        /// The item.
        item: ItemId,
        /// Where it was to go; `sheet` for the sheet itself.
        place: ItemId,
    },
    /// Items of that kind have no such value, or it cannot be that.
    #[error("`{item}` cannot have `{key}` set to that")]
    BadValue {
        /// The item.
        item: ItemId,
        /// The value's key.
        key: String,
    },
}

impl Edit {
    /// What undo and history call this change.
    pub fn label(&self) -> Label {
        let (key, id, field) = match self {
            Edit::Text { field, .. } => ("undo.text", field.item(), Some(field.clone())),
            Edit::Confidential { field, .. } => ("undo.confidential", field.item(), Some(field.clone())),
            Edit::Add { id, .. } => ("undo.add", id.clone(), main_field(id)),
            Edit::Move { id, .. } => ("undo.move", id.clone(), main_field(id)),
            Edit::Archive { id } => ("undo.archive", id.clone(), main_field(id)),
            Edit::Restore { id } => ("undo.restore", id.clone(), main_field(id)),
            Edit::Value { id, .. } => ("undo.value", id.clone(), main_field(id)),
            Edit::Form { .. } => ("undo.form", ItemId::sheet(), None),
        };
        Label { key: key.into(), kind: id.kind(), field }
    }

    /// What undo and history call changes made at once: the first one, unless several items are added, as by pasting. `None`
    /// where there are none.
    pub fn label_of(edits: &[Edit]) -> Option<Label> {
        let label = edits.first()?.label();
        let mut added = edits.iter().filter_map(|edit| match edit {
            Edit::Add { id, .. } => Some(id.kind()),
            _ => None,
        });
        match (added.next(), added.next()) {
            (Some(kind), Some(_)) => Some(Label { key: "undo.add-several".into(), kind, ..label }),
            _ => Some(label),
        }
    }

    /// Checks the edit by itself: ids, kinds, places and values.
    ///
    /// # Errors
    /// The edit could not be made to any sheet.
    pub fn check(&self) -> Result<(), EditError> {
        match self {
            Edit::Text { field, .. } | Edit::Confidential { field, .. } => {
                FieldId::new(field.as_str()).map(drop).map_err(|e| EditError::Malformed(e.0))
            }
            Edit::Add { id, place, after, .. } | Edit::Move { id, place, after } => {
                listed(id)?;
                if let Some(after) = after {
                    listed(after)?;
                }
                check_place(id, place.as_ref())
            }
            Edit::Archive { id } | Edit::Restore { id } => listed(id),
            Edit::Value { id, key, value } => {
                let id = &shaped(id)?;
                if value_fits(id, key, value.as_ref()) {
                    Ok(())
                } else {
                    Err(EditError::BadValue { item: id.clone(), key: key.clone() })
                }
            }
            Edit::Form { form } => FormId::new(form.as_str()).map(drop).map_err(|e| EditError::Malformed(e.0)),
        }
    }
}

fn main_field(id: &ItemId) -> Option<FieldId> {
    Some(id.field(id.kind()?.keys().first()?))
}

fn shaped(id: &ItemId) -> Result<ItemId, EditError> {
    ItemId::new(id.as_str()).map_err(|e| EditError::Malformed(e.0))
}

fn listed(id: &ItemId) -> Result<(), EditError> {
    match shaped(id)?.kind().and_then(Kind::list) {
        Some(_) => Ok(()),
        None => Err(EditError::Fixed(id.clone())),
    }
}

fn check_place(id: &ItemId, place: Option<&ItemId>) -> Result<(), EditError> {
    let allowed = id.kind().map_or(&[][..], Kind::places);
    let fits = match place {
        None => allowed.is_empty(),
        Some(place) => shaped(place)?.kind().is_some_and(|k| allowed.contains(&k)),
    };
    let misplaced = || EditError::Misplaced { item: id.clone(), place: place.cloned().unwrap_or_else(ItemId::sheet) };
    if fits { Ok(()) } else { Err(misplaced()) }
}

/// Years, cohorts and horizons beyond these are slips of the hand.
const YEARS: std::ops::RangeInclusive<i64> = 1868..=2999;
const COHORTS: std::ops::RangeInclusive<i64> = 0..=999;
const HORIZONS: std::ops::RangeInclusive<i64> = 0..=500;
/// Characters of the reason why a hint is let be.
const REASON: usize = 200;
/// Thousandths of a picture's width or height.
const FOCUS: std::ops::RangeInclusive<i64> = 0..=1000;
/// Percent of the size that just fills a picture's place; at less it would not be filled.
const ZOOM: std::ops::RangeInclusive<i64> = 100..=1000;

fn value_fits(id: &ItemId, name: &str, value: Option<&Value>) -> bool {
    let Some(kind) = id.kind() else { return false };
    let number_in = |range: std::ops::RangeInclusive<i64>| match value {
        None => true,
        Some(Value::Number(n)) => range.contains(n),
        Some(_) => false,
    };
    let word = |fits: fn(&str) -> bool| match value {
        None => true,
        Some(Value::Word(w)) => fits(w),
        Some(_) => false,
    };
    match (kind, name) {
        (Kind::Sheet, key::FISCAL_YEAR) => value.is_some() && number_in(YEARS),
        (Kind::Earlier, key::FISCAL_YEAR) => number_in(YEARS),
        (Kind::Sheet | Kind::Earlier, key::COHORT) => number_in(COHORTS),
        (Kind::Sheet, name) => {
            name.strip_prefix(key::WAIVED).and_then(Doubt::about).is_some()
                && word(|reason| !reason.trim().is_empty() && reason.chars().count() <= REASON)
        }
        (Kind::Vision | Kind::Step, key::HORIZON) => number_in(HORIZONS),
        (Kind::Goal, key::ASPECT) => word(crate::id::is_form_key),
        (Kind::Action, key::STEP) => word(|w| ItemId::new(w).is_ok_and(|i| i.kind() == Some(Kind::Step))),
        (Kind::Status, key::STATUS) => value.is_some() && word(|w| Status::from_word(w).is_some()),
        (Kind::Earlier, key::STATUS) => word(|w| Status::from_word(w).is_some()),
        (Kind::Status, key::DATE) => word(|w| w.parse::<NaiveDate>().is_ok()),
        (Kind::Poster, key::TEMPLATE | key::THEME) => word(crate::id::is_name),
        (Kind::Poster, name) => {
            let hides = name.strip_prefix(key::HIDES).and_then(|item| ItemId::new(item).ok()?.kind());
            hides.is_some_and(|k| k != Kind::Sheet && k != Kind::Poster) && matches!(value, None | Some(Value::Bool(_)))
        }
        (Kind::Picture, key::HASH) => word(crate::id::is_hash),
        (Kind::Picture, key::FOCUS_X | key::FOCUS_Y) => number_in(FOCUS),
        (Kind::Picture, key::ZOOM) => number_in(ZOOM),
        (Kind::Action, name) => {
            if let Some(goal) = name.strip_prefix(key::SERVES) {
                let goal = ItemId::new(goal).is_ok_and(|i| i.kind() == Some(Kind::Goal));
                goal && matches!(value, None | Some(Value::Bool(_)))
            } else if let Some(step) = name.strip_prefix(key::PHASE) {
                crate::id::is_form_key(step) && word(crate::id::is_form_key)
            } else {
                false
            }
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(s: &str) -> ItemId {
        s.parse().unwrap()
    }

    #[test]
    fn edits_that_fit_no_sheet_are_refused() {
        let add = |i: &str, place: Option<&str>| Edit::Add {
            id: id(i),
            place: place.map(id),
            after: None,
            text: String::new(),
        };
        assert_eq!(add("bullet-1", Some("gap-people-past")).check(), Ok(()));
        assert!(matches!(add("bullet-1", None).check(), Err(EditError::Misplaced { .. })));
        assert!(matches!(add("cause-1", Some("cause-2")).check(), Err(EditError::Misplaced { .. })));
        assert!(matches!(add("step-1", None).check(), Err(EditError::Fixed(_))));
        let value =
            |i: &str, key: &str, value: Option<Value>| Edit::Value { id: id(i), key: key.into(), value }.check();
        assert_eq!(value("action-1", "serves:goal-1", Some(Value::Bool(true))), Ok(()));
        assert_eq!(value("status-1", "date", Some(Value::Word("2022-07-21".into()))), Ok(()));
        assert!(value("status-1", "date", Some(Value::Word("7月".into()))).is_err());
        assert!(value("sheet", "fiscalYear", None).is_err());
        let reason = |text: &str| Some(Value::Word(text.into()));
        assert_eq!(value("sheet", "waived:many-actions:action-1", reason("三年で進めるため")), Ok(()));
        assert_eq!(value("sheet", "waived:many-actions:action-1", None), Ok(()));
        assert!(value("sheet", "waived:many-actions:action-1", reason(" ")).is_err(), "a reason is given");
        assert!(value("sheet", "waived:nothing:action-1", reason("x")).is_err());
        assert!(value("sheet", "waived:many-actions:nothing", reason("x")).is_err());
        assert!(value("bullet-1", "place", Some(Value::Word("x".into()))).is_err());
        assert_eq!(add("picture-1", Some("poster-main")).check(), Ok(()));
        assert!(matches!(add("poster-main", None).check(), Err(EditError::Fixed(_))));
        let on = || Some(Value::Bool(true));
        assert_eq!(value("poster-main", "hides:action-1", on()), Ok(()));
        assert!(value("poster-main", "hides:sheet", on()).is_err());
        assert!(value("poster-main", "hides:nothing", on()).is_err());
        assert_eq!(value("poster-main", "theme", Some(Value::Word("deep-sea".into()))), Ok(()));
        assert!(value("poster-main", "theme", Some(Value::Word("../x".into()))).is_err());
        let hash = |hash: &str| value("picture-1", "hash", Some(Value::Word(hash.into())));
        assert_eq!(hash(&"0f".repeat(32)), Ok(()));
        assert!(hash(&"0F".repeat(32)).is_err() && hash("0f").is_err());
        assert_eq!(value("picture-1", "focusX", Some(Value::Number(1000))), Ok(()));
        assert!(value("picture-1", "focusY", Some(Value::Number(1001))).is_err());
        assert!(value("picture-1", "zoom", Some(Value::Number(99))).is_err());
    }

    #[test]
    fn several_items_added_at_once_are_called_so() {
        let add = |i: &str| Edit::Add { id: id(i), place: Some(id("step-1")), after: None, text: String::new() };
        let text = Edit::Text { field: "goal-1.text".parse().unwrap(), base: String::new(), text: "あ".into() };
        let label =
            |edits: &[Edit]| Edit::label_of(edits).map(|l| (l.key, l.kind, l.field.map(|f| f.as_str().to_string())));
        let goal = |key: &str, field: &str| Some((key.to_string(), Some(Kind::Goal), Some(field.to_string())));
        assert_eq!(label(&[]), None);
        assert_eq!(label(&[add("goal-2")]), goal("undo.add", "goal-2.text"));
        assert_eq!(label(&[text.clone(), add("goal-2")]), goal("undo.text", "goal-1.text"));
        assert_eq!(label(&[text, add("goal-2"), add("goal-3")]), goal("undo.add-several", "goal-1.text"));
    }

    #[test]
    fn json_of_an_edit() {
        let edit = Edit::Text { field: "sheet.theme".parse().unwrap(), base: String::new(), text: "あ".into() };
        let json = r#"{"edit":"text","field":"sheet.theme","base":"","text":"あ"}"#;
        assert_eq!(serde_json::to_string(&edit).unwrap(), json);
        assert_eq!(serde_json::from_str::<Edit>(json).unwrap(), edit);
    }
}
