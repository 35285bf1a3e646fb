//! How a file is opened by SQLite: what it may do, what it must not, and what its refusals mean.

use crate::{BookError, ReadOnlyReason};
use rusqlite::{Connection, OpenFlags, config::DbConfig, limits::Limit};
use std::{
    ffi::OsString,
    fs::File,
    io::{Read, Seek, SeekFrom},
    path::{Path, PathBuf},
    time::Duration,
};

/// The size of a page of every book, in bytes.
pub(crate) const PAGE: usize = 4096;

/// No text, blob or row of a book is longer, in bytes.
pub(crate) const LONGEST: i32 = 256 << 20;

/// How long to wait for a program that reads the file, such as `sqlite3`.
const PATIENCE: Duration = Duration::from_secs(2);

/// Opens the database at `path`, which must exist. Whether it is a book is another question ([`crate::schema::check`]).
pub(crate) fn open(path: &Path, writable: bool) -> Result<Connection, BookError> {
    refuse_foreign_journal(path)?;
    let access = if writable { OpenFlags::SQLITE_OPEN_READ_WRITE } else { OpenFlags::SQLITE_OPEN_READ_ONLY };
    let result = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .and_then(|c| harden(&c).map(|()| c))
        .and_then(|c| if writable { durable(&c).map(|()| c) } else { Ok(c) });
    let connection = result.map_err(|e| diagnose(path, BookError::sqlite(path, &e)))?;
    refuse_cut(&connection, path).map_err(|e| diagnose(path, e))?;
    Ok(connection)
}

/// Refuses a file of which the last page is not whole: SQLite would take what is missing to be zeros.
fn refuse_cut(connection: &Connection, path: &Path) -> Result<(), BookError> {
    let number = |pragma| connection.pragma_query_value(None, pragma, |r| r.get::<_, i64>(0));
    let expected = number("page_count").and_then(|count| Ok(count * number("page_size")?));
    let expected = expected.map_err(|e| BookError::sqlite(path, &e))?.unsigned_abs();
    let found = std::fs::metadata(path).map_err(|e| BookError::io(path, &e))?.len();
    if found < expected { Err(BookError::Truncated { path: path.to_owned(), expected, found }) } else { Ok(()) }
}

/// Takes from the connection every power that a forged file could turn against us.
fn harden(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, LONGEST)?;
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    connection.set_prepared_statement_cache_capacity(128);
    connection.execute_batch("PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0;")
}

/// Sees to it that between two commits the one file is the whole truth, and that a commit survives a power cut.
fn durable(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "EXTRA")
}

/// Tries the beginning of a commit, changing nothing, and answers why the book cannot be changed, if so.
pub(crate) fn try_to_write(connection: &Connection, path: &Path) -> Result<Option<ReadOnlyReason>, BookError> {
    let marked = std::fs::metadata(path).is_ok_and(|m| m.permissions().readonly());
    if marked || connection.is_readonly("main").map_err(|e| BookError::sqlite(path, &e))? {
        return Ok(Some(ReadOnlyReason::File));
    }
    let attempt = connection.unchecked_transaction().and_then(|t| {
        let version: i64 = t.pragma_query_value(None, "user_version", |r| r.get(0))?;
        t.pragma_update(None, "user_version", version)?;
        t.rollback()
    });
    match attempt.map_err(|e| BookError::sqlite(path, &e)) {
        Ok(()) => Ok(None),
        Err(BookError::ReadOnly { reason, .. }) => Ok(Some(reason)),
        // Every commit will say so; reading is possible all the same.
        Err(BookError::DiskFull { .. }) => Ok(None),
        Err(other) => Err(other),
    }
}

/// What is wrong with the file at `path`, more precisely than SQLite's `error` says.
pub(crate) fn diagnose(path: &Path, error: BookError) -> BookError {
    let known = match error {
        BookError::Damaged { .. } | BookError::NotABook { .. } | BookError::OtherDatabase { .. } => true,
        BookError::ReadOnly { .. } => false,
        _ => return error,
    };
    let mut head = [0; 100];
    let look = File::open(path).and_then(|mut f| Ok((f.metadata()?.len(), read_up_to(&mut f, &mut head)?)));
    let (length, read) = match look {
        Ok(found) if known => found,
        Err(e) if e.kind() == std::io::ErrorKind::PermissionDenied => {
            return BookError::Denied { path: path.to_owned() };
        }
        Ok(_) | Err(_) => return error,
    };
    let path = path.to_owned();
    if !head.starts_with(b"SQLite format 3\0") {
        // A book whose first bytes were hit still has the mark of the application in its header.
        let marked = read == head.len() && head[68..72] == crate::schema::APPLICATION_ID.to_be_bytes();
        let detail = "the first bytes are wrong".to_owned();
        return if marked { BookError::Damaged { path, detail } } else { BookError::NotABook { path } };
    }
    let number = |at: usize| u64::from(u32::from_be_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]));
    let expected = number(28) * PAGE as u64;
    if read < head.len() || expected > length {
        return BookError::Truncated { path, expected: expected.max(PAGE as u64), found: length };
    }
    error
}

fn read_up_to(from: &mut impl Read, buffer: &mut [u8]) -> std::io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match from.read(&mut buffer[filled..])? {
            0 => break,
            n => filled += n,
        }
    }
    Ok(filled)
}

/// The path of the journal of an interrupted commit.
pub(crate) fn journal(path: &Path) -> PathBuf {
    let mut name = OsString::from(path);
    name.push("-journal");
    name.into()
}

/// Refuses a journal that names a further journal: a book's never does, and SQLite would delete the file it names.
fn refuse_foreign_journal(path: &Path) -> Result<(), BookError> {
    const MAGIC: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
    let journal = journal(path);
    let tail = |mut f: File| -> std::io::Result<[u8; 8]> {
        let mut tail = [0; 8];
        if f.metadata()?.len() > 512 {
            f.seek(SeekFrom::End(-8))?;
            f.read_exact(&mut tail)?;
        }
        Ok(tail)
    };
    match File::open(&journal).and_then(tail) {
        Ok(MAGIC) => Err(BookError::Suspicious { path: path.to_owned(), detail: journal.display().to_string() }),
        // It may end between our looking and our reading: it is no longer needed then.
        Ok(_) | Err(_) => Ok(()),
    }
}
