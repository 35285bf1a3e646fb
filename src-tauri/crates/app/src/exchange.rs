//! Whole books in and out: reading for scripts, import of JSON, checking.

use crate::interchange::BookFile;
use crate::open::{Hand, Open};
use crate::{App, Event, Trouble, lock};
use book::{Access, Book, Recovery, Verification};
use document::Document;
use sheet::{Label, Sheet, SheetId};
use std::path::Path;

impl App {
    /// Opens the book at `path` to be looked at only; others may go on writing.
    ///
    /// # Errors
    /// The book cannot be read.
    pub fn look_at(&self, path: &Path) -> Result<(), Trouble> {
        let open = Open::at(path, Access::ReadOnly, &self.installation)?;
        *lock(&self.open) = Some(open);
        Ok(())
    }

    /// The book or sheet in the JSON file at `path`; items without an id get one.
    ///
    /// # Errors
    /// The file cannot be read, or is not what it should be.
    pub fn read_json(&self, path: &Path) -> Result<BookFile, Trouble> {
        let json = std::fs::read_to_string(path).map_err(|error| Trouble::File { path: path.into(), error })?;
        BookFile::parse(path, &json, || self.rim.random())
    }

    /// Writes an export to `path`, whole or not at all.
    ///
    /// # Errors
    /// The folder cannot be written, or the disk is full.
    pub fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
        crate::files::write_whole(path, bytes).map_err(|error| Trouble::File { path: path.into(), error })
    }

    /// The open book with all its sheets, the latest year first.
    ///
    /// # Errors
    /// No book is open, or it cannot be read.
    pub fn book_file(&self) -> Result<BookFile, Trouble> {
        self.with_open(|open| {
            let mut sheets = Vec::new();
            for entry in open.book.sheets()? {
                sheets.push((*open.sheet(&entry.id)?).clone());
            }
            Ok(BookFile::new(open.book.head().organisation.clone(), sheets))
        })
    }

    /// Takes the sheets of `file` into the book at `path`, which is begun where there is none, and leaves it open.
    /// Answers with how many sheets were taken in.
    ///
    /// # Errors
    /// A year of the file has content in the book already, or the book cannot be written. Nothing is imported then.
    pub fn import(&self, path: &Path, file: &BookFile) -> Result<usize, Trouble> {
        if !path.exists() {
            if file.organisation.trim().is_empty() {
                return Err(Trouble::Empty("organisation"));
            }
            let made = self.make(path, file)?;
            *lock(&self.open) = Some(made);
            return Ok(file.sheets.len());
        }
        let mut open = Open::at(path, Access::Write, &self.installation)?;
        let who = self.author();
        let hand = Hand { who: &who, rim: &self.rim };
        let mut places = Vec::new();
        for sheet in &file.sheets {
            places.push(self.place_for(&mut open, sheet)?);
        }
        for (sheet, place) in file.sheets.iter().zip(places) {
            match place {
                None => drop(self.add_sheet(&mut open, sheet, hand)?),
                Some(id) => drop(open.change(&id, hand, |document| write_into(document, sheet, hand))?),
            }
        }
        *lock(&self.open) = Some(open);
        self.tell(Event::BookChanged);
        Ok(file.sheets.len())
    }

    /// What a close look at every byte of the book at `path` finds.
    ///
    /// # Errors
    /// The book cannot even be opened.
    pub fn check(&self, path: &Path) -> Result<Verification, Trouble> {
        Ok(Book::open(path, Access::ReadOnly, &self.installation)?.verify()?)
    }

    /// Saves all that is readable of the damaged book at `path` into the new book `to`.
    ///
    /// # Errors
    /// Nothing is left of it, or `to` cannot be written.
    pub fn recover(&self, path: &Path, to: &Path) -> Result<Recovery, Trouble> {
        Ok(book::recover(path, to, &self.installation)?)
    }

    /// The empty sheet of the book that `sheet` can be written into; `None` where it has to become a new one.
    fn place_for(&self, open: &mut Open, sheet: &Sheet) -> Result<Option<SheetId>, Trouble> {
        let year = sheet.fiscal_year;
        for entry in open.book.sheets()?.into_iter().filter(|e| e.fiscal_year == year) {
            let there = open.sheet(&entry.id)?;
            let blank = Sheet { cohort: there.cohort, ..Sheet::blank(year, there.form.clone()) };
            let cohorts_agree = there.cohort == sheet.cohort || there.cohort.is_none();
            if *there == blank && cohorts_agree {
                return Ok(Some(entry.id));
            }
            if entry.cohort == sheet.cohort {
                return Err(Trouble::YearExists(year.label(self.catalogue().language())));
            }
        }
        Ok(None)
    }
}

fn write_into(
    document: &mut Document,
    sheet: &Sheet,
    hand: Hand<'_>,
) -> Result<Option<document::Change>, document::DocumentError> {
    let label = Label { key: "undo.import".into(), kind: None, field: None };
    document.apply_all(&sheet.edits(), label, hand.who, hand.rim.utc())
}
