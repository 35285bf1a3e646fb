//! An open book: reading sheets out of it and committing changes to it.

use crate::{
    Access, BookError, Installation, ReadOnlyReason, connection,
    installation::Hold,
    log::{Born, Change, Head, Named, Snapshot, Update, believed},
    place::{Identity, Place},
    read_model::Rows,
    schema,
};
use chrono::{DateTime, Utc};
use document::Version;
use rusqlite::{Connection, TransactionBehavior};
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
    connection: Connection,
    hold: Option<Hold>,
    path: PathBuf,
    identity: Identity,
    read_only: Option<ReadOnlyReason>,
    head: Head,
    /// The number of the last update in the log.
    last: i64,
    /// SQLite's own counter of what others wrote.
    data_version: i64,
    /// What the stored read model shows, for the sheets that were written to.
    shown: HashMap<SheetId, Arc<Sheet>>,
    /// The updates of each sheet since its snapshot, for the sheets that were written to.
    since_snapshot: HashMap<SheetId, i64>,
    /// What a failed commit left in memory only.
    owed: HashMap<SheetId, Vec<Change>>,
    /// Where a book in an older format that cannot be upgraded in place was upgraded.
    _working_copy: Option<tempfile::TempDir>,
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
            owed: HashMap::new(),
            _working_copy: working_copy,
        };
        if rebuild {
            book.write_read_model()?;
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
        self.append(sheet, std::slice::from_ref(change), view, true)
    }

    /// Commits `change`, after which `sheet` is `view`, and answers with its number in the log once it is durable.
    ///
    /// # Errors
    /// Nothing was written then. [`BookError::DiskFull`]: try again with the same change. [`BookError::Vanished`] and
    /// [`BookError::ChangedElsewhere`]: open the book anew, and commit there what was not saved.
    pub fn commit(&mut self, sheet: &SheetId, change: &Change, view: &Arc<Sheet>) -> Result<i64, BookError> {
        self.append(sheet, std::slice::from_ref(change), view, false)
    }

    /// Commits several changes of one sheet as one, and answers with the number of the last.
    ///
    /// # Errors
    /// As [`Book::commit`].
    pub fn commit_many(&mut self, sheet: &SheetId, changes: &[Change], view: &Arc<Sheet>) -> Result<i64, BookError> {
        self.append(sheet, changes, view, false)
    }

    fn append(
        &mut self,
        sheet: &SheetId,
        changes: &[Change],
        view: &Arc<Sheet>,
        birth: bool,
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
                self.shown.insert(sheet.clone(), Arc::clone(view));
                Ok(self.last)
            }
            Err(e) => Err(e),
        }
    }

    /// The changes of `sheet` that a failed commit left in memory only, in order.
    pub fn unsaved(&self, sheet: &SheetId) -> &[Change] {
        self.owed.get(sheet).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn owe(&mut self, sheet: &SheetId, change: Change) {
        self.owed.entry(sheet.clone()).or_default().push(change);
    }

    pub(crate) fn take_owed(&mut self, sheet: &SheetId) -> Vec<Change> {
        self.owed.remove(sheet).unwrap_or_default()
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

    /// The named versions of `sheet`, in the order in which they were kept.
    ///
    /// # Errors
    /// [`BookError::Damaged`] when one was not as it was written.
    pub fn versions(&self, sheet: &SheetId) -> Result<Vec<Version>, BookError> {
        let all = Named::all(&self.connection, Some(sheet)).map_err(|e| self.sqlite(&e))?;
        Ok(believed(all, "version", &self.path)?.into_iter().map(|named| named.version).collect())
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

    /// Checks that the path still leads to the file that is open.
    fn still_there(&self) -> Result<(), BookError> {
        if self.identity.is_at(&self.path) { Ok(()) } else { Err(BookError::Vanished { path: self.path.clone() }) }
    }

    fn no_such(&self, sheet: &SheetId) -> BookError {
        BookError::NoSuchSheet { path: self.path.clone(), sheet: sheet.to_string() }
    }
}

fn read_only(path: &Path, reason: Option<ReadOnlyReason>) -> BookError {
    BookError::ReadOnly { path: path.to_owned(), reason: reason.unwrap_or(ReadOnlyReason::Asked) }
}

fn data_version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.prepare_cached("PRAGMA data_version")?.query_row([], |r| r.get(0))
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
