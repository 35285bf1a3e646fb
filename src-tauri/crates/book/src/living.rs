//! From what is stored to the living document, and from the living document to what is stored.

use crate::{Book, BookError, Change, Stored, UPDATES_PER_SNAPSHOT, installation::random};
use document::{Author, Document, Timestamp};
use sheet::{Edit, Sheet, SheetId};
use std::path::Path;

/// A peer for documents that nobody writes to.
pub(crate) const READER: u64 = 0;

/// The document that `stored` amounts to, to be written on under `peer`.
pub(crate) fn revive(path: &Path, sheet: &SheetId, stored: &Stored, peer: u64) -> Result<Document, BookError> {
    let updates = stored.updates.iter().map(Vec::as_slice);
    Document::open(stored.snapshot.as_deref(), updates, peer).map_err(|e| unreadable(path, sheet, &e))
}

/// The sheet that `stored` amounts to.
pub(crate) fn read(path: &Path, sheet: &SheetId, stored: &Stored) -> Result<Sheet, BookError> {
    revive(path, sheet, stored, READER).map(|d| (*d.sheet()).clone())
}

fn unreadable(path: &Path, sheet: &SheetId, why: &document::DocumentError) -> BookError {
    BookError::Unreadable { path: path.to_owned(), sheet: sheet.to_string(), detail: why.to_string() }
}

impl Book {
    /// The living document of `sheet`, under this installation's peer; in a book that cannot be changed under one that is
    /// used only this once.
    ///
    /// # Errors
    /// As [`Book::load`] and [`Book::peer`]; [`BookError::Unreadable`].
    pub fn document(&mut self, sheet: &SheetId) -> Result<Document, BookError> {
        let stored = self.load(sheet)?;
        let peer = self.peer_or_passing(sheet)?;
        revive(self.path(), sheet, &stored, peer)
    }

    fn peer_or_passing(&mut self, sheet: &SheetId) -> Result<u64, BookError> {
        match self.read_only() {
            None => self.peer(sheet),
            Some(_) => random().map_err(|detail| BookError::Installation { path: self.path().to_owned(), detail }),
        }
    }

    /// Begins the sheet `sheet` with `edits`, made by `who` at `now`, and answers with its document once it is durable.
    ///
    /// # Errors
    /// As [`Book::commit`]; [`BookError::Unreadable`] when the edits cannot be made.
    pub fn begin(
        &mut self,
        sheet: &SheetId,
        edits: &[Edit],
        who: &Author,
        now: Timestamp,
    ) -> Result<Document, BookError> {
        let peer = self.peer(sheet)?;
        let (document, birth) =
            Document::birth(peer, edits, who, now).map_err(|e| unreadable(self.path(), sheet, &e))?;
        self.add_sheet(sheet, &Change::new(&document, &birth, who, now), &document.sheet())?;
        Ok(document)
    }

    /// Commits `change`, which `who` made to `document` at `now`, and stores a snapshot when it is time. Answers with the
    /// number of the change in the log.
    ///
    /// # Errors
    /// As [`Book::commit`]. Nothing was written then, and `document` is ahead of the file: it is to be dropped, opened anew
    /// ([`Book::document`]), and the change made again.
    pub fn keep(
        &mut self,
        sheet: &SheetId,
        document: &Document,
        change: &document::Change,
        who: &Author,
        now: Timestamp,
    ) -> Result<i64, BookError> {
        let seq = self.commit_words(
            sheet,
            &Change::new(document, change, who, now),
            &document.sheet(),
            change.touched.words(),
        )?;
        if self.updates_since_snapshot(sheet).is_ok_and(|count| count >= UPDATES_PER_SNAPSHOT) {
            // The change is durable whatever becomes of the snapshot, which only saves time: to answer with an error here
            // would call it unsaved. The next change tries again.
            drop(self.settle(sheet, document));
        }
        Ok(seq)
    }

    /// Stores a snapshot of `document`, so that `sheet` opens fast: to be called when it is closed. Does nothing where
    /// nothing was committed since the last one.
    ///
    /// # Errors
    /// As [`Book::commit`]. Nothing is lost then: the log is complete without.
    pub fn settle(&mut self, sheet: &SheetId, document: &Document) -> Result<(), BookError> {
        if self.read_only().is_some() || self.updates_since_snapshot(sheet)? == 0 {
            return Ok(());
        }
        let bytes = document.export_snapshot().map_err(|e| unreadable(self.path(), sheet, &e))?;
        self.snapshot(sheet, bytes)
    }

    /// The sheet that is stored as `sheet`, without a document to write on.
    ///
    /// # Errors
    /// As [`Book::load`]; [`BookError::Unreadable`].
    pub fn sheet(&self, sheet: &SheetId) -> Result<Sheet, BookError> {
        read(self.path(), sheet, &self.load(sheet)?)
    }
}

impl Change {
    /// `change`, which `who` made to `document` at `now`.
    pub fn new(document: &Document, change: &document::Change, who: &Author, now: Timestamp) -> Self {
        Self {
            peer: document.peer(),
            author: who.clone(),
            label: change.label.key.clone(),
            time: now,
            waiting: false,
            bytes: change.update.clone(),
        }
    }
}
