//! A book from elsewhere. It is taken to be hostile: it may have been made to do harm on being opened.

use crate::{
    BookError, Parcel, Picture, Update, connection,
    copy::copy_files,
    log::{Born, Head, Named, believed},
    schema,
};
use document::Version;
use rusqlite::Connection;
use sheet::SheetId;
use std::path::{Path, PathBuf};

/// A book from elsewhere is no larger, in bytes.
const LARGEST: u64 = 1 << 30;

/// A book from elsewhere: a copy of it whose every row is known to be of the shape that our own program writes.
///
/// What its updates hold is still unknown. They go through [`crate::vet_in_child`] before any document takes them in.
#[derive(Debug)]
pub struct Foreign {
    connection: Connection,
    path: PathBuf,
    head: Head,
    _copy: tempfile::TempDir,
}

/// Opens a copy of the book at `path`. The original is only read, and never again after this.
///
/// # Errors
/// [`BookError::Suspicious`] when it holds anything but exactly our tables and indices; [`BookError::TooLarge`];
/// [`BookError::Damaged`] when one row is not as it was written; the other ways in which a file is no book.
pub fn open_foreign(path: &Path) -> Result<Foreign, BookError> {
    let about = std::fs::metadata(path).map_err(|e| BookError::io(path, &e))?;
    if !about.is_file() {
        return Err(BookError::NotABook { path: path.to_owned() });
    }
    match about.len() {
        0 => return Err(BookError::Empty { path: path.to_owned() }),
        size if size > LARGEST => return Err(BookError::TooLarge { path: path.to_owned(), size }),
        _ => {}
    }
    let folder = tempfile::tempdir().map_err(|e| BookError::io(path, &e))?;
    let copy = folder.path().join("book.aritai");
    copy_files(path, &copy)?;
    let opened = || -> Result<(Connection, Head), BookError> {
        let mut connection = connection::open(&copy, false)?;
        let version = schema::check(&connection, &copy).map_err(|e| connection::diagnose(&copy, e))?;
        let failed = |e: rusqlite::Error| BookError::sqlite(&copy, &e);
        let whole: String = connection.query_row("PRAGMA integrity_check(1)", [], |r| r.get(0)).map_err(failed)?;
        if whole != "ok" {
            return Err(BookError::Damaged { path: copy.clone(), detail: whole });
        }
        if version < schema::VERSION {
            connection = connection::open(&copy, true)?;
            schema::upgrade(&mut connection, version, schema::MIGRATIONS).map_err(failed)?;
        }
        let head = Head::read(&connection).map_err(failed)?;
        let head = head.ok_or_else(|| BookError::Damaged { path: copy.clone(), detail: "book 1".into() })?;
        believed(Update::after(&connection, None, 0).map_err(failed)?, "update", &copy)?;
        Ok((connection, head))
    };
    let (connection, head) = opened().map_err(|e| e.at(path))?;
    Ok(Foreign { connection, path: path.to_owned(), head, _copy: folder })
}

impl Foreign {
    /// Whose book it says it is.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// The sheets that it holds.
    ///
    /// # Errors
    /// [`BookError::Damaged`].
    pub fn sheet_ids(&self) -> Result<Vec<SheetId>, BookError> {
        let born = Born::all(&self.connection).map_err(|e| BookError::sqlite(&self.path, &e))?;
        Ok(believed(born, "document", &self.path)?.into_iter().map(|b| b.sheet).collect())
    }

    /// Every update of `sheet`.
    ///
    /// # Errors
    /// [`BookError::NoSuchSheet`]; [`BookError::Damaged`].
    pub fn updates(&self, sheet: &SheetId) -> Result<Vec<Update>, BookError> {
        let rows = Update::after(&self.connection, Some(sheet), 0).map_err(|e| BookError::sqlite(&self.path, &e))?;
        if rows.is_empty() {
            return Err(BookError::NoSuchSheet { path: self.path.clone(), sheet: sheet.to_string() });
        }
        believed(rows, "update", &self.path)
    }

    /// The named versions of `sheet`.
    ///
    /// # Errors
    /// [`BookError::Damaged`].
    pub fn versions(&self, sheet: &SheetId) -> Result<Vec<Version>, BookError> {
        let rows = Named::all(&self.connection, Some(sheet)).map_err(|e| BookError::sqlite(&self.path, &e))?;
        Ok(believed(rows, "version", &self.path)?.into_iter().map(|n| n.version).collect())
    }

    /// The hashes of its pictures.
    ///
    /// # Errors
    /// When the copy cannot be read.
    pub fn pictures(&self) -> Result<Vec<String>, BookError> {
        Picture::hashes(&self.connection).map_err(|e| BookError::sqlite(&self.path, &e))
    }

    /// The picture that it calls `hash`, whole as it was written; whether it can be shown without harm is still unknown.
    ///
    /// # Errors
    /// [`BookError::Damaged`].
    pub fn picture(&self, hash: &str) -> Result<Option<Picture>, BookError> {
        Picture::load(&self.connection, hash, &self.path)
    }

    /// What the child process has to look at before `sheet` may be taken in.
    ///
    /// # Errors
    /// As [`Foreign::updates`].
    pub fn parcel(&self, sheet: &SheetId) -> Result<Parcel, BookError> {
        let updates = self.updates(sheet)?.into_iter().map(|u| u.change.bytes).collect();
        Ok(Parcel { sheet: sheet.clone(), updates })
    }
}
