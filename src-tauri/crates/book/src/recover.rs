//! Saving what can be saved out of a damaged file.

use crate::{
    Book, BookError, Change, Installation, Stored,
    copy::copy_files,
    installation::random,
    living,
    log::{Head, Snapshot, Update},
    pages::{self, Found},
};
use chrono::{DateTime, Utc};
use document::{Author, Document};
use serde::Serialize;
use sheet::{Sheet, SheetId};
use std::{collections::BTreeMap, fs, path::Path, sync::Arc};

/// What was saved, and what was not.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Recovery {
    /// The sheets that were saved.
    pub sheets: Vec<Saved>,
    /// How many named versions were saved.
    pub versions: usize,
    /// How many pictures were saved.
    pub pictures: usize,
    /// The hashes of pictures that a saved sheet still has on its poster and that are lost.
    pub lost_pictures: Vec<String>,
    /// The numbers of updates that are lost, as far as the file still tells: when its end is cut off, the last ones may be
    /// lost without a trace.
    pub lost: Vec<i64>,
    /// Whether it could not be found out whose book it is.
    pub head_lost: bool,
}

/// A sheet that was saved out of a damaged file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Saved {
    /// The sheet.
    pub id: SheetId,
    /// Its fiscal year.
    pub fiscal_year: i32,
    /// Its theme.
    pub theme: String,
    /// How many of its updates were found.
    pub updates: usize,
    /// How many of them build on lost ones, so that they do not show.
    pub waiting: usize,
    /// Whether a stored state stands for updates that may be lost.
    pub from_snapshot: bool,
}

impl Recovery {
    /// Whether everything that was ever committed is there.
    pub fn is_complete(&self) -> bool {
        self.lost.is_empty()
            && self.lost_pictures.is_empty()
            && !self.head_lost
            && self.sheets.iter().all(|s| s.waiting == 0)
    }
}

/// Saves all that is readable of the book at `path` into the new book `to`, and answers with what that is. The damaged file
/// is only read.
///
/// # Errors
/// [`BookError::NothingLeft`]; [`BookError::Exists`] when there is a file at `to`; else as [`Book::create`]. Nothing is left
/// behind at `to` then.
pub fn recover(path: &Path, to: &Path, installation: &Installation) -> Result<Recovery, BookError> {
    let work = tempfile::tempdir().map_err(|e| BookError::io(to, &e))?;
    let copy = work.path().join("book.aritai");
    match copy_files(path, &copy) {
        Ok(()) => {}
        // An interrupted save that cannot be undone leaves pages of which each row is looked at for itself.
        Err(_) if copy.is_file() => {}
        Err(e) => return Err(e),
    }
    let file = fs::read(&copy).map_err(|e| BookError::io(path, &e))?;
    let found = pages::search(&file);
    if found.updates.is_empty() && found.snapshots.is_empty() {
        return Err(BookError::NothingLeft { path: path.to_owned() });
    }
    let (head, mut recovery) = survey(&found, path)?;
    let folder = match to.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let at_target = |e: std::io::Error| BookError::io(to, &e);
    if to.try_exists().map_err(at_target)? {
        return Err(BookError::Exists { path: to.to_owned() });
    }
    let draft = tempfile::Builder::new().prefix(".aritai-").tempdir_in(folder).map_err(at_target)?;
    let draft = draft.path().join("book.aritai");
    let mut book = Book::create(&draft, &head, installation)?;
    for (sheet, rows) in sheets(&found, &recovery) {
        let (changes, saved, view) = judge(path, &sheet, rows, !recovery.lost.is_empty())?;
        let mut changes = changes.into_iter();
        if let Some(first) = changes.next() {
            book.add_sheet(&sheet, &first, &view)?;
            let rest: Vec<_> = changes.collect();
            if !rest.is_empty() {
                book.commit_many(&sheet, &rest, &view)?;
            }
        }
        recovery.sheets.push(saved);
        let wanted = view.poster.pictures.iter().filter_map(|p| p.hash.as_ref());
        let lost = wanted.filter(|hash| !found.pictures.iter().any(|p| p.hash() == hash.as_str()));
        recovery.lost_pictures.extend(lost.cloned());
    }
    recovery.lost_pictures.sort();
    recovery.lost_pictures.dedup();
    for picture in &found.pictures {
        recovery.pictures += usize::from(book.add_picture(picture)?);
    }
    let mut versions: Vec<_> = found.versions.iter().collect();
    versions.sort_by_key(|v| v.number);
    versions.dedup_by_key(|v| v.number);
    for named in versions {
        book.add_version(&named.sheet, &named.version)?;
        recovery.versions += 1;
    }
    drop(book);
    tempfile::TempPath::try_from_path(draft)
        .map_err(at_target)?
        .persist_noclobber(to)
        .map_err(|e| at_target(e.error))?;
    Ok(recovery)
}

/// A row of the log that is mentioned lies at most so far behind the last one that is known.
const FURTHER: i64 = 1000;

/// Whose book it is, and which numbers of the log are missing.
fn survey(found: &Found, path: &Path) -> Result<(Head, Recovery), BookError> {
    let mut there: Vec<i64> = found.updates.iter().map(|u| u.seq).collect();
    there.sort_unstable();
    there.dedup();
    // A number that a damaged place mentions counts if the log can have come that far by rows that are lost.
    let mut last = found.snapshots.iter().map(|s| s.seq).chain(there.last().copied()).max().unwrap_or_default();
    let mut mentioned = found.mentioned.clone();
    mentioned.sort_unstable();
    mentioned.dedup();
    for seq in mentioned {
        if seq > last && seq <= last + FURTHER {
            last = seq;
        }
    }
    let lost = (1..=last).filter(|seq| there.binary_search(seq).is_err()).collect();
    let head = match found.heads.first() {
        Some(head) => head.clone(),
        None => {
            let number = random().map_err(|detail| BookError::Installation { path: path.to_owned(), detail })?;
            let created = found.updates.iter().map(|u| u.change.time).min().unwrap_or_default();
            Head { id: format!("recovered-{number:x}"), organisation: String::new(), created }
        }
    };
    Ok((head, Recovery { lost, head_lost: found.heads.is_empty(), ..Recovery::default() }))
}

/// What was found of one sheet.
struct Rows {
    begun: DateTime<Utc>,
    snapshot: Option<Snapshot>,
    updates: Vec<Update>,
}

/// The rows of every sheet. The stored state is used only where updates are missing that it may stand for.
fn sheets(found: &Found, recovery: &Recovery) -> BTreeMap<SheetId, Rows> {
    let mut sheets: BTreeMap<SheetId, Rows> = BTreeMap::new();
    let blank = || Rows { begun: DateTime::default(), snapshot: None, updates: Vec::new() };
    for update in &found.updates {
        sheets.entry(update.sheet.clone()).or_insert_with(blank).updates.push(update.clone());
    }
    for snapshot in &found.snapshots {
        let rows = sheets.entry(snapshot.sheet.clone()).or_insert_with(blank);
        if recovery.lost.iter().any(|seq| *seq <= snapshot.seq)
            && rows.snapshot.as_ref().is_none_or(|s| s.seq < snapshot.seq)
        {
            rows.snapshot = Some(snapshot.clone());
        }
    }
    for born in &found.born {
        if let Some(rows) = sheets.get_mut(&born.sheet) {
            rows.begun = born.created;
        }
    }
    for rows in sheets.values_mut() {
        rows.updates.sort_by_key(|u| u.seq);
        rows.updates.dedup_by_key(|u| u.seq);
    }
    sheets
}

/// The changes that make the sheet up again, what to say of them, and the sheet that they show.
fn judge(path: &Path, id: &SheetId, rows: Rows, gaps: bool) -> Result<(Vec<Change>, Saved, Arc<Sheet>), BookError> {
    let stored = Stored {
        snapshot: rows.snapshot.as_ref().map(|s| s.bytes.clone()),
        updates: rows.updates.iter().map(|u| u.change.bytes.clone()).collect(),
    };
    let mut document = living::revive(path, id, &stored, living::READER)?;
    let updates = rows.updates.len();
    let mut waiting = 0;
    let mut changes = Vec::with_capacity(updates + 1);
    if let Some(snapshot) = rows.snapshot {
        let time = rows.updates.first().map_or(rows.begun, |u| u.change.time);
        let author = Author::new("", "");
        changes.push(Change {
            peer: 0,
            author,
            label: "recovered".into(),
            time,
            waiting: false,
            bytes: snapshot.bytes,
        });
    }
    let from_snapshot = !changes.is_empty();
    for update in rows.updates {
        // What still waits once everything was taken in waits for something lost.
        let waits = gaps && take_in(path, id, &mut document, &update.change.bytes)?;
        waiting += usize::from(waits);
        changes.push(Change { waiting: waits, ..update.change });
    }
    let view = document.sheet();
    let saved = Saved {
        id: id.clone(),
        fiscal_year: view.fiscal_year.number(),
        theme: view.theme.text.clone(),
        updates,
        waiting,
        from_snapshot,
    };
    Ok((changes, saved, view))
}

/// Takes an update in; answers whether it waits for others.
fn take_in(path: &Path, sheet: &SheetId, document: &mut Document, bytes: &[u8]) -> Result<bool, BookError> {
    let unreadable = |e: document::DocumentError| BookError::Unreadable {
        path: path.to_owned(),
        sheet: sheet.to_string(),
        detail: e.to_string(),
    };
    document.import(bytes).map(|i| i.waiting).map_err(unreadable)
}
