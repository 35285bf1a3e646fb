//! Who wrote what, when.

use crate::document::Document;
use crate::record::ChangeRecord;
use loro::ID;

impl Document {
    /// Every change with its author, time and label, also those that came by import; each after those that it builds
    /// on. The same on every copy that knows the same changes.
    pub fn history(&self) -> Vec<ChangeRecord> {
        let mut dated = Vec::new();
        for (&peer, &end) in self.doc.oplog_vv().iter() {
            let mut counter = 0;
            let mut last: Option<ChangeRecord> = None;
            while counter < end {
                let Some(change) = self.doc.get_change(ID::new(peer, counter)) else { break };
                let record = ChangeRecord::read(change.message(), change.timestamp);
                // Typing that ran on is one entry, however Loro happens to hold it.
                if last.as_ref() != Some(&record) {
                    dated.push((change.lamport, peer, record.clone()));
                    last = Some(record);
                }
                counter = change.id.counter + change.len as i32;
            }
        }
        dated.sort_by_key(|(lamport, peer, _)| (*lamport, *peer));
        dated.into_iter().map(|(_, _, record)| record).collect()
    }
}
