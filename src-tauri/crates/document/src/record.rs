//! Who changed what, when: kept with every change in its commit message, so that it travels with the change.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sheet::{FieldId, Kind, Label};

/// A moment, handed in by the caller. Kept to the millisecond.
pub type Timestamp = DateTime<Utc>;

/// Who speaks. Three people may share one installation, so an author is not a peer.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Author {
    /// Stays the same when the name changes; undo goes by it.
    pub id: String,
    /// As shown.
    pub name: String,
}

impl Author {
    /// The author `id`, called `name`.
    pub fn new(id: impl Into<String>, name: impl Into<String>) -> Self {
        Self { id: id.into(), name: name.into() }
    }
}

/// How a change came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// By editing.
    #[default]
    Edit,
    /// By taking an edit back.
    Undo,
    /// By bringing back what was taken back.
    Redo,
}

/// One entry of a document's history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChangeRecord {
    /// Who; `None` for a change that no version of this program wrote.
    pub author: Option<Author>,
    /// When. For typing that ran on in one field, when it began.
    pub time: Timestamp,
    /// What; `None` as for the author.
    pub label: Option<Label>,
    /// How it came about.
    pub how: How,
}

/// The commit message: short keys, since there is one for each of tens of thousands of changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Message {
    #[serde(rename = "a")]
    author: String,
    #[serde(rename = "n")]
    name: String,
    #[serde(rename = "t")]
    time: i64,
    #[serde(rename = "l")]
    key: String,
    #[serde(rename = "k", default, skip_serializing_if = "Option::is_none")]
    kind: Option<Kind>,
    #[serde(rename = "f", default, skip_serializing_if = "Option::is_none")]
    field: Option<FieldId>,
    #[serde(rename = "h", default, skip_serializing_if = "is_edit")]
    how: How,
}

fn is_edit(how: &How) -> bool {
    *how == How::Edit
}

impl Message {
    pub(crate) fn new(who: &Author, time: Timestamp, label: &Label, how: How) -> Self {
        Self {
            author: who.id.clone(),
            name: who.name.clone(),
            time: time.timestamp_millis(),
            key: label.key.clone(),
            kind: label.kind,
            field: label.field.clone(),
            how,
        }
    }

    pub(crate) fn written(&self) -> String {
        // Strings, numbers and enums of unit variants always serialise.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl ChangeRecord {
    /// What `message` says of a change that Loro dates `seconds`.
    pub(crate) fn read(message: &str, seconds: i64) -> Self {
        let dated = DateTime::from_timestamp(seconds, 0).unwrap_or_default();
        match serde_json::from_str::<Message>(message) {
            Ok(m) => Self {
                author: Some(Author { id: m.author, name: m.name }),
                time: DateTime::from_timestamp_millis(m.time).unwrap_or(dated),
                label: Some(Label { key: m.key, kind: m.kind, field: m.field }),
                how: m.how,
            },
            Err(_) => Self { author: None, time: dated, label: None, how: How::Edit },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_says_who_when_and_what() {
        let time = DateTime::from_timestamp_millis(1_663_000_000_123).unwrap();
        let label = Label { key: "undo.text".into(), kind: Some(Kind::Sheet), field: "sheet.theme".parse().ok() };
        let who = Author::new("p1", "﨑山");
        let message = Message::new(&who, time, &label, How::Undo).written();
        let record = ChangeRecord::read(&message, 0);
        assert_eq!(record, ChangeRecord { author: Some(who), time, label: Some(label), how: How::Undo });
    }

    #[test]
    fn a_foreign_message_is_passed_over() {
        let record = ChangeRecord::read("hello", 86_400);
        assert_eq!((record.author, record.label, record.time.timestamp()), (None, None, 86_400));
    }
}
