//! An open book: making and opening one, and reading sheets out of it.

use crate::{
    Access, BookError, Installation, ReadOnlyReason,
    commit::data_version,
    connection,
    installation::Hold,
    log::{Born, Head, Named, Snapshot, Update, believed},
    place::{Identity, Place},
    schema,
};
use chrono::{DateTime, Utc};
use document::Version;
use rusqlite::Connection;
use sheet::{FiscalYear, FormId, Sheet, SheetId};
use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::Arc,
};

/// After how many updates a sheet's state should be stored anew ([`Book::snapshot`]), so that opening stays fast.
pub const UPDATES_PER_SNAPSHOT: i64 = 500;

/// What is stored of a sheet: its document is the snapshot and, on top of it, the updates in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stored {
    /// The state as of some earlier update.
    pub snapshot: Option<Vec<u8>>,
    /// What came after it.
    pub updates: Vec<Vec<u8>>,
}

/// A sheet as a list of years shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetEntry {
    /// The sheet's id.
    pub id: SheetId,
    /// Its fiscal year.
    pub fiscal_year: FiscalYear,
    /// Its cohort.
    pub cohort: Option<u32>,
    /// Its form.
    pub form: FormId,
    /// Its theme.
    pub theme: String,
    /// How many members its team has.
    pub members: u32,
    /// How many goals it sets.
    pub goals: u32,
    /// How many actions it starts.
    pub actions: u32,
    /// When it was last changed.
    pub changed: Option<DateTime<Utc>>,
}

/// An open book.
///
/// While it is open for writing, no other window of this installation can open it for writing. Dropping it closes it.
#[derive(Debug)]
pub struct Book {
    // The connection is closed before the lock is let go, and a working copy is removed last.
    pub(crate) connection: Connection,
    pub(crate) hold: Option<Hold>,
    pub(crate) path: PathBuf,
    pub(crate) identity: Identity,
    pub(crate) read_only: Option<ReadOnlyReason>,
    pub(crate) head: Head,
    /// The number of the last update in the log.
    pub(crate) last: i64,
    /// SQLite's own counter of what others wrote.
    pub(crate) data_version: i64,
    /// What the stored read model shows, for the sheets that were written to.
    pub(crate) shown: HashMap<SheetId, Arc<Sheet>>,
    /// The updates of each sheet since its snapshot, for the sheets that were written to.
    pub(crate) since_snapshot: HashMap<SheetId, i64>,
    /// Where a book in an older format that cannot be upgraded in place was upgraded.
    pub(crate) _working_copy: Option<tempfile::TempDir>,
}

impl Book {
    /// Makes a book at `path` and opens it for writing. Nothing is left behind where that fails.
    ///
    /// # Errors
    /// [`BookError::Exists`], [`BookError::Missing`] when there is no such folder, [`BookError::DiskFull`] and other
    /// ways in which a file cannot be made.
    pub fn create(path: &Path, head: &Head, installation: &Installation) -> Result<Self, BookError> {
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let failed = |e: std::io::Error| BookError::io(path, &e);
        if path.try_exists().map_err(failed)? {
            return Err(BookError::Exists { path: path.to_owned() });
        }
        // Only a whole book ever bears the name.
        let mut draft = tempfile::Builder::new();
        draft.prefix(".aritai-");
        // Who may read a book is for the account to say, as with any other document.
        #[cfg(unix)]
        draft.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let draft = draft.tempfile_in(folder).map_err(failed)?.into_temp_path();
        write_empty(&draft, head)?;
        draft.persist_noclobber(path).map_err(|e| failed(e.error))?;
        #[cfg(unix)]
        std::fs::File::open(folder).and_then(|f| f.sync_all()).map_err(failed)?;
        Self::open(path, Access::Write, installation)
    }

    /// Opens the book at `path`. Where it cannot be changed it is opened for reading, and [`Book::read_only`] says why.
    ///
    /// A book in an older format is brought up to date. The file stays exactly as it was where this fails.
    ///
    /// # Errors
    /// As the variants of [`BookError`] say; [`BookError::is_damage`] tells when [`crate::recover`] may help.
    pub fn open(path: &Path, access: Access, installation: &Installation) -> Result<Self, BookError> {
        Self::open_at(Place::of(path)?, access, installation)
    }

    pub(crate) fn open_at(place: Place, access: Access, installation: &Installation) -> Result<Self, BookError> {
        let path = &place.path;
        let identity = Identity::of(path)?;
        let asked = match access {
            Access::ReadOnly => Some(ReadOnlyReason::Asked),
            Access::Write => place.read_only(),
        };
        let mut hold = if asked.is_none() { Some(installation.hold(path, &identity)?) } else { None };
        let writing = if asked.is_none() { Some(open_for_writing(path)?) } else { None };
        let (mut connection, read_only) = match writing {
            Some((connection, None)) => (connection, None),
            Some((_, Some(reason))) => (open_for_reading(path, reason)?, Some(reason)),
            None => {
                let reason = asked.unwrap_or(ReadOnlyReason::Asked);
                (open_for_reading(path, reason)?, Some(reason))
            }
        };
        if read_only.is_some() {
            hold = None;
        }
        let failed = |e: rusqlite::Error| connection::diagnose(path, BookError::sqlite(path, &e));
        let version = schema::check(&connection, path).map_err(|e| connection::diagnose(path, e))?;
        let mut working_copy = None;
        let mut rebuild = false;
        if version < schema::VERSION {
            if read_only.is_some() {
                let folder = tempfile::tempdir().map_err(|e| BookError::io(path, &e))?;
                let copy = folder.path().join("book.aritai");
                std::fs::copy(path, &copy).map_err(|e| BookError::io(path, &e))?;
                connection = connection::open(&copy, true)?;
                working_copy = Some(folder);
            }
            rebuild = schema::upgrade(&mut connection, version, schema::MIGRATIONS).map_err(failed)?;
        }
        let head = Head::read(&connection).map_err(failed)?;
        let head = head.ok_or_else(|| BookError::Damaged { path: path.clone(), detail: "book 1".into() })?;
        let last =
            connection.query_row("SELECT coalesce(max(seq), 0) FROM \"update\"", [], |r| r.get(0)).map_err(failed)?;
        let data_version = data_version(&connection).map_err(failed)?;
        let mut book = Self {
            connection,
            hold,
            path: place.path,
            identity,
            read_only,
            head,
            last,
            data_version,
            shown: HashMap::new(),
            since_snapshot: HashMap::new(),
            _working_copy: working_copy,
        };
        if rebuild {
            book.rebuild_read_model()?;
        }
        Ok(book)
    }

    /// Where the book lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whose book it is.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// Why the book cannot be changed; `None` where it can.
    pub fn read_only(&self) -> Option<ReadOnlyReason> {
        self.read_only
    }

    /// The number of the last update in the log; 0 in a new book.
    pub fn last_seq(&self) -> i64 {
        self.last
    }

    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    pub(crate) fn sqlite(&self, error: &rusqlite::Error) -> BookError {
        BookError::sqlite(&self.path, error)
    }

    /// The ids of the book's sheets, in the order in which they were begun.
    ///
    /// # Errors
    /// [`BookError::Damaged`] when one was not as it was written.
    pub fn sheet_ids(&self) -> Result<Vec<SheetId>, BookError> {
        let born = Born::all(&self.connection).map_err(|e| self.sqlite(&e))?;
        Ok(believed(born, "document", &self.path)?.into_iter().map(|b| b.sheet).collect())
    }

    /// The book's sheets, the newest year first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn sheets(&self) -> Result<Vec<SheetEntry>, BookError> {
        const SQL: &str = "SELECT s.id, s.fiscal_year, s.cohort, s.form, s.theme,
               (SELECT count(*) FROM member m WHERE m.sheet = s.id AND m.archived = 0),
               (SELECT count(*) FROM goal g WHERE g.sheet = s.id AND g.archived = 0),
               (SELECT count(*) FROM action a WHERE a.sheet = s.id AND a.archived = 0),
               (SELECT u.time FROM \"update\" u WHERE u.document = s.id ORDER BY u.seq DESC LIMIT 1)
             FROM sheet s ORDER BY s.fiscal_year DESC, s.id";
        let entries = || -> rusqlite::Result<Vec<SheetEntry>> {
            let mut found = self.connection.prepare_cached(SQL)?;
            let mut rows = found.query([])?;
            let mut entries = Vec::new();
            while let Some(r) = rows.next()? {
                let (id, form): (String, String) = (r.get(0)?, r.get(3)?);
                // The ids of sheets are compared with the log by `verify`; a form may be unknown to this version.
                let Ok(id) = SheetId::new(&id) else { continue };
                entries.push(SheetEntry {
                    id,
                    fiscal_year: FiscalYear::new(r.get(1)?),
                    cohort: r.get(2)?,
                    form: FormId::new(&form).unwrap_or_default(),
                    theme: r.get(4)?,
                    members: r.get(5)?,
                    goals: r.get(6)?,
                    actions: r.get(7)?,
                    changed: r.get::<_, Option<String>>(8)?.and_then(|t| crate::log::parsed(&t)),
                });
            }
            Ok(entries)
        };
        entries().map_err(|e| self.sqlite(&e))
    }

    /// What is stored of `sheet`. Everything handed out was found to be exactly as it was written.
    ///
    /// # Errors
    /// [`BookError::NoSuchSheet`]; [`BookError::Damaged`] when a row that is needed was changed by anything but a commit.
    pub fn load(&self, sheet: &SheetId) -> Result<Stored, BookError> {
        let failed = |e: rusqlite::Error| self.sqlite(&e);
        // A snapshot only saves time: a damaged one is passed over here, and reported by `verify`.
        let snapshot = Snapshot::of(&self.connection, sheet).map_err(failed)?.and_then(|s| s.row);
        let from = snapshot.as_ref().map_or(0, |s| s.seq);
        let updates = Update::after(&self.connection, Some(sheet), from).map_err(failed)?;
        let updates = believed(updates, "update", &self.path)?;
        if updates.is_empty() && snapshot.is_none() {
            return Err(self.no_such(sheet));
        }
        Ok(Stored {
            snapshot: snapshot.map(|s| s.bytes),
            updates: updates.into_iter().map(|u| u.change.bytes).collect(),
        })
    }

    /// Every update of `sheet` from the beginning, as if there were no snapshot.
    ///
    /// # Errors
    /// As [`Book::load`].
    pub fn log(&self, sheet: &SheetId) -> Result<Vec<Update>, BookError> {
        let updates = Update::after(&self.connection, Some(sheet), 0).map_err(|e| self.sqlite(&e))?;
        if updates.is_empty() { Err(self.no_such(sheet)) } else { believed(updates, "update", &self.path) }
    }

    /// The named versions of `sheet`, in the order in which they were kept.
    ///
    /// # Errors
    /// [`BookError::Damaged`] when one was not as it was written.
    pub fn versions(&self, sheet: &SheetId) -> Result<Vec<Version>, BookError> {
        let all = Named::all(&self.connection, Some(sheet)).map_err(|e| self.sqlite(&e))?;
        Ok(believed(all, "version", &self.path)?.into_iter().map(|named| named.version).collect())
    }

    /// Checks that the path still leads to the file that is open.
    pub(crate) fn still_there(&self) -> Result<(), BookError> {
        if self.identity.is_at(&self.path) { Ok(()) } else { Err(BookError::Vanished { path: self.path.clone() }) }
    }

    pub(crate) fn no_such(&self, sheet: &SheetId) -> BookError {
        BookError::NoSuchSheet { path: self.path.clone(), sheet: sheet.to_string() }
    }
}

/// Opens the book for writing and tries whether that is possible; answers also why not.
fn open_for_writing(path: &Path) -> Result<(Connection, Option<ReadOnlyReason>), BookError> {
    let connection = connection::open(path, true)?;
    // No byte of a file that is no book of ours is touched, not even on trial.
    schema::check(&connection, path).map_err(|e| connection::diagnose(path, e))?;
    let reason = connection::try_to_write(&connection, path)?;
    Ok((connection, reason))
}

/// Opens the book for reading. Where only the caller's wish speaks against writing, an interrupted commit is first undone.
fn open_for_reading(path: &Path, reason: ReadOnlyReason) -> Result<Connection, BookError> {
    let open = || {
        let connection = connection::open(path, false)?;
        schema::check(&connection, path).map_err(|e| connection::diagnose(path, e))?;
        Ok(connection)
    };
    match open() {
        Err(BookError::Interrupted { .. } | BookError::ReadOnly { .. }) if reason == ReadOnlyReason::Asked => {
            schema::check(&connection::open(path, true)?, path)?;
            open()
        }
        Err(BookError::ReadOnly { path, .. }) => Err(BookError::Interrupted { path }),
        other => other,
    }
}

/// Makes the empty file at `path` into a book without sheets.
fn write_empty(path: &Path, head: &Head) -> Result<(), BookError> {
    let write = || -> rusqlite::Result<()> {
        let mut connection = Connection::open(path)?;
        connection.pragma_update(None, "page_size", i64::try_from(connection::PAGE).unwrap_or(4096))?;
        connection.pragma_update(None, "encoding", "UTF-8")?;
        connection.pragma_update(None, "application_id", schema::APPLICATION_ID)?;
        connection.pragma_update(None, "synchronous", "EXTRA")?;
        schema::upgrade(&mut connection, 0, schema::MIGRATIONS)?;
        head.insert(&connection)?;
        connection.close().map_err(|(_, e)| e)
    };
    write().map_err(|e| BookError::sqlite(path, &e))
}
