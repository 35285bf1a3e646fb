//! Committing to an open book: every change is one durable transaction, and what it shows goes with it.

use crate::{
    Book, BookError, ReadOnlyReason,
    log::{Born, Change, Head, Named, Snapshot, Update},
    read_model::Rows,
};
use document::Version;
use rusqlite::{Connection, TransactionBehavior};
use sheet::{FieldId, Sheet, SheetId};
use std::{collections::BTreeSet, path::Path, sync::Arc};

impl Book {
    /// The peer that this installation is in `sheet`, for writing to it.
    ///
    /// It stays the same from launch to launch, and is another one in a copy of the book or after a backup was put back.
    ///
    /// # Errors
    /// [`BookError::ReadOnly`]; [`BookError::Installation`] when the installation's notes cannot be written.
    pub fn peer(&mut self, sheet: &SheetId) -> Result<u64, BookError> {
        let (connection, path) = (&self.connection, &self.path);
        let sealed = |seq| Update::seal_of(connection, sheet, seq).map_err(|e| BookError::sqlite(path, &e));
        match &mut self.hold {
            Some(hold) => hold.peer(&self.head.id, sheet, sealed),
            None => Err(read_only(&self.path, self.read_only)),
        }
    }

    /// Begins a sheet: `change` is its birth and `view` what it then is.
    ///
    /// # Errors
    /// As [`Book::commit`].
    pub fn add_sheet(&mut self, sheet: &SheetId, change: &Change, view: &Arc<Sheet>) -> Result<i64, BookError> {
        self.append(sheet, std::slice::from_ref(change), view, true, None)
    }

    /// Commits `change`, after which `sheet` is `view`, and answers with its number in the log once it is durable.
    ///
    /// # Errors
    /// Nothing was written then. [`BookError::DiskFull`]: try again with the same change. [`BookError::Vanished`] and
    /// [`BookError::ChangedElsewhere`]: open the book anew, and commit there what was not saved.
    pub fn commit(&mut self, sheet: &SheetId, change: &Change, view: &Arc<Sheet>) -> Result<i64, BookError> {
        self.append(sheet, std::slice::from_ref(change), view, false, None)
    }

    /// Commits several changes of one sheet as one, and answers with the number of the last.
    ///
    /// # Errors
    /// As [`Book::commit`].
    pub fn commit_many(&mut self, sheet: &SheetId, changes: &[Change], view: &Arc<Sheet>) -> Result<i64, BookError> {
        self.append(sheet, changes, view, false, None)
    }

    /// Commits one change, as [`Book::commit`], of which `words` are the fields where nothing else was touched.
    pub(crate) fn commit_words(
        &mut self,
        sheet: &SheetId,
        change: &Change,
        view: &Arc<Sheet>,
        words: Option<&BTreeSet<FieldId>>,
    ) -> Result<i64, BookError> {
        self.append(sheet, std::slice::from_ref(change), view, false, words)
    }

    fn append(
        &mut self,
        sheet: &SheetId,
        changes: &[Change],
        view: &Arc<Sheet>,
        birth: bool,
        words: Option<&BTreeSet<FieldId>>,
    ) -> Result<i64, BookError> {
        let (old, rows) = match self.shown.get(sheet) {
            Some(shown) => Rows::of_both(shown, view),
            None => (Rows::stored(&self.connection, sheet).map_err(|e| self.sqlite(&e))?, Rows::of(view)),
        };
        if !birth && old == Rows::default() {
            return Err(self.no_such(sheet));
        }
        let mut updates = Vec::with_capacity(changes.len());
        for (seq, change) in (self.last + 1..).zip(changes) {
            let update = Update { seq, sheet: sheet.clone(), change: change.clone() };
            let seal = update.seal();
            updates.push((update, seal));
        }
        if let Some(hold) = &mut self.hold {
            let mine = hold.noted(sheet).and_then(|peer| updates.iter().rfind(|(u, _)| u.change.peer == peer));
            if let Some((update, seal)) = mine {
                hold.about_to_write(sheet, update.seq, seal)?;
            }
        }
        let born = birth.then(|| changes.first().map(|c| c.time)).flatten();
        let result = self.transact(|to| {
            if let Some(created) = born {
                let number = to.query_row("SELECT coalesce(max(number), 0) + 1 FROM document", [], |r| r.get(0))?;
                Born { number, sheet: sheet.clone(), created }.insert(to)?;
            }
            for (update, seal) in &updates {
                update.insert(to, seal)?;
            }
            rows.write(&old, to, sheet)
        });
        // A commit can be complete although its last step, tidying up, failed.
        let whole = |(update, seal): &(Update, _)| {
            Update::seal_of(&self.connection, sheet, update.seq).is_ok_and(|found| found == Some(*seal))
        };
        let vanished = matches!(result, Err(BookError::Vanished { .. } | BookError::ChangedElsewhere { .. }));
        let complete = result.is_err() && !vanished && updates.last().is_some_and(whole);
        match if complete { Ok(()) } else { result } {
            Ok(()) => {
                self.last += i64::try_from(updates.len()).unwrap_or_default();
                if let Some(count) = self.since_snapshot.get_mut(sheet) {
                    *count += i64::try_from(updates.len()).unwrap_or_default();
                }
                self.show(sheet, view, words);
                Ok(self.last)
            }
            Err(e) => Err(e),
        }
    }

    /// Notes that the read model shows `view` now, which differs from what it showed by `words` alone, if they are given.
    ///
    /// Words are put into the book's own sheet: if it were the document's, the next edit would have to copy it whole.
    fn show(&mut self, sheet: &SheetId, view: &Arc<Sheet>, words: Option<&BTreeSet<FieldId>>) {
        let put = |shown: &mut Arc<Sheet>, words: &BTreeSet<FieldId>| {
            let own = Arc::make_mut(shown);
            words.iter().all(|field| match (own.text_mut(field), view.text(field)) {
                (Some(stands), Some(text)) => {
                    stands.clone_from(text);
                    true
                }
                _ => false,
            })
        };
        let done = self.shown.get_mut(sheet).zip(words).is_some_and(|(shown, words)| put(shown, words));
        if !done {
            self.shown.insert(sheet.clone(), Arc::clone(view));
        }
    }

    /// How many updates of `sheet` came after its snapshot: the time for the next one is at [`UPDATES_PER_SNAPSHOT`].
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn updates_since_snapshot(&mut self, sheet: &SheetId) -> Result<i64, BookError> {
        if let Some(count) = self.since_snapshot.get(sheet) {
            return Ok(*count);
        }
        let count = self.connection.query_row(
            "SELECT count(*) FROM \"update\"
             WHERE document = ?1 AND seq > coalesce((SELECT seq FROM snapshot WHERE document = ?1), 0)",
            [sheet.as_str()],
            |r| r.get(0),
        );
        let count = count.map_err(|e| self.sqlite(&e))?;
        self.since_snapshot.insert(sheet.clone(), count);
        Ok(count)
    }

    /// Stores `bytes`, the document's whole state after every committed update of `sheet` and nothing more, so that the
    /// next opening is fast. The log stays complete without it.
    ///
    /// # Errors
    /// As [`Book::commit`].
    pub fn snapshot(&mut self, sheet: &SheetId, bytes: Vec<u8>) -> Result<(), BookError> {
        let snapshot = Snapshot { sheet: sheet.clone(), seq: self.last, bytes };
        self.transact(|to| snapshot.insert(to))?;
        self.since_snapshot.insert(sheet.clone(), 0);
        Ok(())
    }

    /// Renames the organisation.
    ///
    /// # Errors
    /// As [`Book::commit`].
    pub fn set_organisation(&mut self, organisation: &str) -> Result<(), BookError> {
        let head = Head { organisation: organisation.to_owned(), ..self.head.clone() };
        self.transact(|to| head.insert(to))?;
        self.head = head;
        Ok(())
    }

    /// Keeps a named version.
    ///
    /// # Errors
    /// As [`Book::commit`].
    pub fn add_version(&mut self, sheet: &SheetId, version: &Version) -> Result<(), BookError> {
        let unfit = |e: serde_json::Error| BookError::Storage { path: self.path.clone(), detail: e.to_string() };
        let state = serde_json::to_string(&version.state).map_err(unfit)?;
        let (sheet, version) = (sheet.clone(), version.clone());
        self.transact(|to| {
            let number = to.query_row("SELECT coalesce(max(number), 0) + 1 FROM version", [], |r| r.get(0))?;
            Named { number, sheet, version }.insert(&state, to)
        })
    }

    /// Writes the read model anew from the log.
    ///
    /// # Errors
    /// As [`Book::commit`], and [`BookError::Unreadable`] when an update cannot be read.
    pub fn rebuild_read_model(&mut self) -> Result<(), BookError> {
        self.write_read_model()
    }

    fn write_read_model(&mut self) -> Result<(), BookError> {
        let mut all = Vec::new();
        for sheet in self.sheet_ids()? {
            let view = crate::living::read(&self.path, &sheet, &self.load(&sheet)?)?;
            all.push((sheet, Rows::of(&view)));
        }
        self.shown.clear();
        let write = |to: &Connection| {
            for table in crate::read_model::TABLES {
                to.execute(&format!("DELETE FROM {}", table.name), [])?;
            }
            all.iter().try_for_each(|(sheet, rows)| rows.write(&Rows::default(), to, sheet))
        };
        if self._working_copy.is_some() {
            return write(&self.connection).map_err(|e| self.sqlite(&e));
        }
        self.transact(write)
    }

    /// Runs `body` in one durable transaction, or leaves the file as it is.
    pub(crate) fn transact<T>(
        &mut self,
        body: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, BookError> {
        if self.hold.is_none() || self.read_only.is_some() {
            return Err(read_only(&self.path, self.read_only));
        }
        // A journal written beside another file of this name would ruin that file.
        self.still_there()?;
        let path = &self.path;
        let failed = |e: rusqlite::Error| BookError::sqlite(path, &e);
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
        if data_version(&transaction).map_err(failed)? != self.data_version {
            return Err(BookError::ChangedElsewhere { path: path.clone() });
        }
        let result = body(&transaction).map_err(failed)?;
        transaction.commit().map_err(failed)?;
        self.still_there()?;
        Ok(result)
    }
}

fn read_only(path: &Path, reason: Option<ReadOnlyReason>) -> BookError {
    BookError::ReadOnly { path: path.to_owned(), reason: reason.unwrap_or(ReadOnlyReason::Asked) }
}

pub(crate) fn data_version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.prepare_cached("PRAGMA data_version")?.query_row([], |r| r.get(0))
}
