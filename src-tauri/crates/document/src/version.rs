//! 版: named points in a sheet's history. Their state is stored beside, so that looking at one needs no walk back
//! through the history, which takes about a second in a year of 50,000 edits.

use crate::document::Document;
use crate::record::{Author, Timestamp};
use serde::{Deserialize, Serialize};
use sheet::Sheet;

/// A named point in a sheet's history, to be stored by the book. Views and comparisons need only [`Version::state`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Version {
    /// Handed in by the caller.
    pub id: String,
    /// What it is called: 当初案.
    pub name: String,
    /// Why the sheet changed.
    pub reason: String,
    /// Who made the version.
    pub author: Author,
    /// When.
    pub time: Timestamp,
    /// Where in the history, in Loro's own encoding.
    pub frontiers: Vec<u8>,
    /// The sheet as it stood then.
    pub state: Sheet,
}

impl Document {
    /// The document as it stands, as a version called `name`, made because of `reason`. The document itself is not
    /// changed: store the version.
    pub fn version(&self, id: &str, name: &str, reason: &str, who: &Author, now: Timestamp) -> Version {
        Version {
            id: id.into(),
            name: name.into(),
            reason: reason.into(),
            author: who.clone(),
            time: now,
            frontiers: self.doc.oplog_frontiers().encode(),
            state: (*self.sheet()).clone(),
        }
    }
}
