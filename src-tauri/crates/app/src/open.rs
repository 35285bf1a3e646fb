//! The book that is open, with the documents of the sheets that were looked at.

use crate::{Rim, Trouble};
use book::{Access, Book, Installation};
use document::{Author, Change, Document};
use sheet::{Edit, Sheet, SheetId};
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

pub(crate) struct Open {
    pub book: Book,
    pub sample: bool,
    documents: HashMap<SheetId, Document>,
    revisions: HashMap<SheetId, u32>,
}

/// Who changes something, and with whose clock.
#[derive(Clone, Copy)]
pub(crate) struct Hand<'a> {
    pub who: &'a Author,
    pub rim: &'a Rim,
}

impl Open {
    pub fn new(book: Book, sample: bool) -> Self {
        Self { book, sample, documents: HashMap::new(), revisions: HashMap::new() }
    }

    pub fn at(path: &Path, access: Access, installation: &Installation) -> Result<Self, Trouble> {
        Ok(Self::new(Book::open(path, access, installation)?, false))
    }

    /// Opens the book anew, after something else wrote to the file. Revisions go on from where they were.
    pub fn anew(self, installation: &Installation) -> Result<Self, Trouble> {
        let Self { book, sample, documents, mut revisions } = self;
        let path = book.path().to_owned();
        documents.keys().for_each(|sheet| *revisions.entry(sheet.clone()).or_default() += 1);
        // Closed before it is opened again: it would find itself in use.
        drop(book);
        Ok(Self { sample, revisions, ..Self::at(&path, Access::Write, installation)? })
    }

    /// How often the sheet was changed since the book was opened.
    pub fn revision(&self, sheet: &SheetId) -> u32 {
        self.revisions.get(sheet).copied().unwrap_or_default()
    }

    /// The living sheet, opened from the file at first use.
    pub fn document(&mut self, sheet: &SheetId) -> Result<&mut Document, Trouble> {
        if !self.documents.contains_key(sheet) {
            let document = self.book.document(sheet)?;
            self.documents.insert(sheet.clone(), document);
        }
        Ok(self.documents.get_mut(sheet).expect("it was put there"))
    }

    /// The sheet as it stands.
    pub fn sheet(&mut self, sheet: &SheetId) -> Result<Arc<Sheet>, Trouble> {
        Ok(self.document(sheet)?.sheet())
    }

    /// Changes the living sheet and commits the change. What is in memory is never ahead of the file: where the commit
    /// fails, the document is opened anew from it at the next look.
    pub fn change(
        &mut self,
        sheet: &SheetId,
        hand: Hand<'_>,
        change: impl FnOnce(&mut Document) -> Result<Option<Change>, document::DocumentError>,
    ) -> Result<Option<Change>, Trouble> {
        self.document(sheet)?;
        let document = self.documents.get_mut(sheet).expect("it was put there");
        let changed = match change(document) {
            Ok(changed) => changed,
            Err(e @ document::DocumentError::Broken(_)) => {
                self.documents.remove(sheet);
                return Err(e.into());
            }
            Err(e) => return Err(e.into()),
        };
        let Some(change) = changed else { return Ok(None) };
        if let Err(e) = self.book.keep(sheet, document, &change, hand.who, hand.rim.utc()) {
            self.documents.remove(sheet);
            return Err(e.into());
        }
        *self.revisions.entry(sheet.clone()).or_default() += 1;
        Ok(Some(change))
    }

    /// Begins a sheet that `edits` write.
    pub fn begin(&mut self, edits: &[Edit], hand: Hand<'_>) -> Result<SheetId, Trouble> {
        let sheet = SheetId::mint(hand.rim.random());
        let document = self.book.begin(&sheet, edits, hand.who, hand.rim.utc())?;
        self.documents.insert(sheet.clone(), document);
        Ok(sheet)
    }

    /// Stores the state of every sheet that was changed, so that the next opening is fast. All changes are saved already:
    /// a disk that is full, or a file that is gone, keeps nobody from going on to another book.
    pub fn close(mut self) {
        for (sheet, document) in &self.documents {
            drop(self.book.settle(sheet, document));
        }
    }
}
