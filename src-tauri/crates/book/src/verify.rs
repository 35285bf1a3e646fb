//! Whether a book is still exactly as it was written.

use crate::{
    Book, BookError, Picture,
    log::{Born, Head, Named, Sealed, Snapshot, Update},
    read_model::Rows,
};
use serde::Serialize;

/// What a close look at a book found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Verification {
    /// What SQLite's own check of its structures says.
    pub structure: Vec<String>,
    /// The rows of the log that are not as they were written: table and number.
    pub rows: Vec<(String, i64)>,
    /// Numbers that are missing in the log.
    pub gaps: Vec<i64>,
    /// Sheets whose updates cannot be read, and why.
    pub unreadable: Vec<(String, String)>,
    /// Tables of the read model, by sheet, that differ from what the log amounts to.
    pub read_model: Vec<(String, String)>,
}

impl Verification {
    /// Whether nothing at all was found.
    pub fn is_clean(&self) -> bool {
        *self == Self::default()
    }

    /// Whether the log is whole, so that [`Book::rebuild_read_model`] can put the rest right.
    pub fn log_is_whole(&self) -> bool {
        self.structure.is_empty() && self.rows.is_empty() && self.gaps.is_empty() && self.unreadable.is_empty()
    }

    fn note<T>(&mut self, table: &str, rows: Vec<Sealed<T>>) -> Vec<T> {
        self.rows.extend(rows.iter().filter(|s| s.row.is_none()).map(|s| (table.to_owned(), s.number)));
        rows.into_iter().filter_map(|s| s.row).collect()
    }
}

impl Book {
    /// Looks at every byte: SQLite's structures, the SHA-256 of every row of the log, and whether the read model is what the
    /// log amounts to. Takes some seconds for a book of many years.
    ///
    /// # Errors
    /// When not even that much can be read.
    pub fn verify(&self) -> Result<Verification, BookError> {
        let connection = self.connection();
        let failed = |e: rusqlite::Error| self.sqlite(&e);
        let mut found = Verification::default();
        let mut check = connection.prepare("PRAGMA integrity_check").map_err(failed)?;
        let lines = check.query_map([], |r| r.get::<_, String>(0)).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        match lines {
            Ok(lines) => found.structure.extend(lines.into_iter().filter(|l| l != "ok")),
            Err(e) => found.structure.push(e.to_string()),
        }
        if Head::read(connection).map_err(failed)?.as_ref() != Some(self.head()) {
            found.rows.push(("book".into(), 1));
        }
        let sheets = found.note("document", Born::all(connection).map_err(failed)?);
        found.note("version", Named::all(connection, None).map_err(failed)?);
        let spoilt = Picture::spoilt(connection).map_err(failed)?;
        found.rows.extend(spoilt.into_iter().map(|number| ("picture".into(), number)));
        let updates = found.note("update", Update::after(connection, None, 0).map_err(failed)?);
        let mut wanted = 1;
        for update in &updates {
            found.gaps.extend((wanted..update.seq).take(1000));
            wanted = update.seq + 1;
        }
        found.gaps.retain(|gap| !found.rows.contains(&("update".into(), *gap)));
        for born in sheets {
            let sheet = &born.sheet;
            if let Some(snapshot) = Snapshot::of(connection, sheet).map_err(failed)? {
                found.note("snapshot", vec![snapshot]);
            }
            // From the log alone, so that what a snapshot hides is seen.
            let of_sheet = updates.iter().filter(|u| u.sheet == *sheet).map(|u| u.change.bytes.clone());
            let stored = crate::Stored { snapshot: None, updates: of_sheet.collect() };
            match crate::living::read(self.path(), sheet, &stored) {
                Ok(view) => {
                    let differing = Rows::stored(connection, sheet).map_err(failed)?.differing(&Rows::of(&view));
                    found.read_model.extend(differing.into_iter().map(|table| (sheet.to_string(), table.to_owned())));
                }
                Err(BookError::Unreadable { detail, .. }) => found.unreadable.push((sheet.to_string(), detail)),
                Err(other) => return Err(other),
            }
        }
        for table in crate::read_model::TABLES {
            let strange: i64 = connection.query_row(&table.strangers(), [], |r| r.get(0)).map_err(failed)?;
            if strange > 0 {
                found.read_model.push((String::new(), table.name.to_owned()));
            }
        }
        Ok(found)
    }
}
