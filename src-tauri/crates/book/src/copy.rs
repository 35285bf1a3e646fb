//! A copy of a book that can be worked on: away from a network share, or where an interrupted save can be put right.

use crate::{Access, Book, BookError, Installation, connection, schema};
use std::{fs, path::Path};

/// Copies the book at `from` to the new file `to`, together with the journal of an interrupted save, which is then put
/// right in the copy. The original is only read.
///
/// # Errors
/// [`BookError::Exists`] when there is a file at `to`; otherwise as [`Book::open`]. Nothing is left behind at `to` then.
pub fn copy_book(from: &Path, to: &Path, installation: &Installation) -> Result<Book, BookError> {
    let at_target = |e: std::io::Error| BookError::io(to, &e);
    if to.try_exists().map_err(at_target)? {
        return Err(BookError::Exists { path: to.to_owned() });
    }
    let folder = match to.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let draft = tempfile::Builder::new().prefix(".aritai-").tempdir_in(folder).map_err(at_target)?;
    let copy = draft.path().join("book.aritai");
    copy_files(from, &copy)?;
    drop(Book::open(&copy, Access::ReadOnly, installation)?);
    fs::File::options().write(true).open(&copy).and_then(|f| f.sync_all()).map_err(at_target)?;
    tempfile::TempPath::try_from_path(copy)
        .map_err(at_target)?
        .persist_noclobber(to)
        .map_err(|e| at_target(e.error))?;
    Book::open(to, Access::Write, installation)
}

/// Copies the file at `from` and its journal, and lets SQLite undo an interrupted commit in the copy.
pub(crate) fn copy_files(from: &Path, to: &Path) -> Result<(), BookError> {
    copy_bytes(from, to).map_err(|e| BookError::io(from, &e))?;
    let journal = connection::journal(from);
    match copy_bytes(&journal, &connection::journal(to)) {
        Ok(_) => {
            let in_copy = |e: BookError| e.at(from);
            let connection = connection::open(to, true).map_err(in_copy)?;
            schema::check(&connection, to).map(drop).map_err(in_copy)
        }
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(e) => Err(BookError::io(&journal, &e)),
    }
}

/// Copies what is in a file, but not who may do what with it.
fn copy_bytes(from: &Path, to: &Path) -> std::io::Result<u64> {
    std::io::copy(&mut fs::File::open(from)?, &mut fs::File::create_new(to)?)
}
