//! Taking in what was written in another copy of the same book.

use crate::open::Open;
use crate::{App, Event, Trouble, lock};
use book::{Access, Change, Foreign, Update};
use document::Document;
use sheet::SheetId;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// What a merge brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Merged {
    /// How many changes were new here.
    pub changes: usize,
    /// How many sheets were new here.
    pub sheets: usize,
    /// How many named versions were new here.
    pub versions: usize,
    /// How many pictures were new here.
    pub pictures: usize,
}

impl App {
    /// Takes what was written in the copy `other` into the book at `path`, and leaves that open. `other` is only read.
    ///
    /// Changes keep their authors, times and labels. What comes from elsewhere may be forged to end the process that
    /// reads it, so `child` starts one for that: it must do [`vet_pipe`] between its standard input and output.
    ///
    /// # Errors
    /// `other` is not a copy of the same book, is damaged or forged, or the book cannot be written. Nothing is taken in
    /// of the sheet concerned then.
    pub fn merge(&self, path: &Path, other: &Path, child: impl Fn() -> Command) -> Result<Merged, Trouble> {
        let foreign = book::open_foreign(other)?;
        let mut open = Open::at(path, Access::Write, &self.installation)?;
        if foreign.head().id != open.book.head().id {
            return Err(Trouble::OtherBook { path: other.into() });
        }
        let mut merged = Merged::default();
        for hash in foreign.pictures()? {
            // One that was damaged here is made whole by theirs.
            if !matches!(open.book.picture(&hash), Ok(Some(_)))
                && let Some(picture) = foreign.picture(&hash)?
            {
                book::vet_picture_in_child(&picture, other, child())?;
                merged.pictures += usize::from(open.book.add_picture(&picture)?);
            }
        }
        for sheet in foreign.sheet_ids()? {
            book::vet_in_child(&foreign.parcel(&sheet)?, other, child())?;
            take_in(&mut open, &foreign, &sheet, &mut merged)?;
        }
        *lock(&self.open) = Some(open);
        self.tell(Event::BookChanged);
        Ok(merged)
    }
}

/// Takes the changes and versions of one sheet in, all or none.
fn take_in(open: &mut Open, foreign: &Foreign, sheet: &SheetId, merged: &mut Merged) -> Result<(), Trouble> {
    let book = &mut open.book;
    let theirs = foreign.updates(sheet)?;
    if book.sheet_ids()?.contains(sheet) {
        let mut document = book.document(sheet)?;
        let known: BTreeSet<Vec<u8>> = book.log(sheet)?.into_iter().map(|u| u.change.bytes).collect();
        let mut news = Vec::new();
        for update in theirs.into_iter().filter(|u| !known.contains(&u.change.bytes)) {
            let imported = document.import(&update.change.bytes)?;
            if imported.news {
                news.push(Change { waiting: imported.waiting, ..update.change });
            }
        }
        if !news.is_empty() {
            book.commit_many(sheet, &news, &document.sheet())?;
            merged.changes += news.len();
        }
    } else if let Some((birth, rest)) = theirs.split_first() {
        let bytes = |u: &Update| u.change.bytes.clone();
        let all: Vec<Vec<u8>> = theirs.iter().map(bytes).collect();
        let born = Document::open(None, [birth.change.bytes.as_slice()], book.peer(sheet)?)?;
        book.add_sheet(sheet, &birth.change, &born.sheet())?;
        let grown = Document::open(None, all.iter().map(Vec::as_slice), book.peer(sheet)?)?;
        let rest: Vec<Change> = rest.iter().map(|u| u.change.clone()).collect();
        if !rest.is_empty() {
            book.commit_many(sheet, &rest, &grown.sheet())?;
        }
        merged.changes += theirs.len();
        merged.sheets += 1;
    }
    let known: BTreeSet<String> = book.versions(sheet)?.into_iter().map(|v| v.id).collect();
    for version in foreign.versions(sheet)?.into_iter().filter(|v| !known.contains(&v.id)) {
        book.add_version(sheet, &version)?;
        merged.versions += 1;
    }
    Ok(())
}

/// The whole work of the child process that [`App::merge`] starts.
///
/// # Errors
/// Those of standard input and output.
pub fn vet_pipe() -> std::io::Result<()> {
    book::vet_pipe(std::io::stdin().lock(), std::io::stdout().lock(), crate::pictures::look)
}
