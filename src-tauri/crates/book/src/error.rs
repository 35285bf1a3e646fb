//! What can go wrong with a file, each way told apart, because a person has to do something else about it.

use std::{io, path::Path, path::PathBuf};

/// Why a book cannot be changed where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReadOnlyReason {
    /// The caller asked for it.
    Asked,
    /// The file may not be written.
    File,
    /// The folder takes no new file, so that no change could be saved safely.
    Folder,
    /// The file lies on a network share, whose locks cannot be trusted.
    Network,
}

impl ReadOnlyReason {
    /// The stable name under which the catalogue of words explains it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Asked => "book.read-only",
            Self::File => "book.read-only-file",
            Self::Folder => "book.read-only-folder",
            Self::Network => "book.read-only-network",
        }
    }
}

/// What happened to a book, in a form that a screen can put into words.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "`path` is the book's path throughout; the messages say the rest")]
pub enum BookError {
    #[error("{path}: there is no such file")]
    Missing { path: PathBuf },
    #[error("{path}: the file is empty")]
    Empty { path: PathBuf },
    #[error("{path}: not a book of Aritai, nor any SQLite database")]
    NotABook { path: PathBuf },
    #[error("{path}: a SQLite database, but not a book of Aritai")]
    OtherDatabase { path: PathBuf },
    #[error("{path}: written by a newer Aritai (format {found}; this one knows up to {known})")]
    Newer { path: PathBuf, found: i64, known: i64 },
    #[error("{path}: the end of the file is missing ({found} of {expected} bytes are there)")]
    Truncated { path: PathBuf, expected: u64, found: u64 },
    #[error("{path}: the file is damaged: {detail}")]
    Damaged { path: PathBuf, detail: String },
    #[error("{path}: a save was interrupted, and cannot be put right where the file is")]
    Interrupted { path: PathBuf },
    #[error("{path}: open elsewhere")]
    InUse { path: PathBuf },
    #[error("{path}: cannot be changed ({reason:?})")]
    ReadOnly { path: PathBuf, reason: ReadOnlyReason },
    #[error("{path}: this account may not read the file")]
    Denied { path: PathBuf },
    #[error("{path}: the disk is full")]
    DiskFull { path: PathBuf },
    #[error("{path}: the file was moved, deleted or replaced while it was open")]
    Vanished { path: PathBuf },
    #[error("{path}: another program changed the file while it was open")]
    ChangedElsewhere { path: PathBuf },
    #[error("{path}: there is a file of that name already")]
    Exists { path: PathBuf },
    #[error("{path}: contains what no book of Aritai contains: {detail}")]
    Suspicious { path: PathBuf, detail: String },
    #[error("{path}: larger than any book of Aritai can be ({size} bytes)")]
    TooLarge { path: PathBuf, size: u64 },
    #[error("{path}: holds no sheet {sheet}")]
    NoSuchSheet { path: PathBuf, sheet: String },
    #[error("{path}: a change of {sheet} cannot be read: {detail}")]
    Unreadable { path: PathBuf, sheet: String, detail: String },
    #[error("{path}: nothing of a book could be found in the file")]
    NothingLeft { path: PathBuf },
    #[error("{path}: this installation's own notes cannot be written: {detail}")]
    Installation { path: PathBuf, detail: String },
    #[error("{path}: {detail}")]
    Storage { path: PathBuf, detail: String },
}

/// Every error is about a file.
macro_rules! with_path {
    ($error:expr, $path:ident => $do:expr) => {
        match $error {
            BookError::Missing { $path, .. }
            | BookError::Empty { $path, .. }
            | BookError::NotABook { $path, .. }
            | BookError::OtherDatabase { $path, .. }
            | BookError::Newer { $path, .. }
            | BookError::Truncated { $path, .. }
            | BookError::Damaged { $path, .. }
            | BookError::Interrupted { $path, .. }
            | BookError::InUse { $path, .. }
            | BookError::ReadOnly { $path, .. }
            | BookError::Denied { $path, .. }
            | BookError::DiskFull { $path, .. }
            | BookError::Vanished { $path, .. }
            | BookError::ChangedElsewhere { $path, .. }
            | BookError::Exists { $path, .. }
            | BookError::Suspicious { $path, .. }
            | BookError::TooLarge { $path, .. }
            | BookError::NoSuchSheet { $path, .. }
            | BookError::Unreadable { $path, .. }
            | BookError::NothingLeft { $path, .. }
            | BookError::Installation { $path, .. }
            | BookError::Storage { $path, .. } => $do,
        }
    };
}

impl BookError {
    /// The stable name of the error; the words are in the catalogue under `error.<code>`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "book.missing",
            Self::Empty { .. } => "book.empty",
            Self::NotABook { .. } => "book.not-a-book",
            Self::OtherDatabase { .. } => "book.other-database",
            Self::Newer { .. } => "book.newer",
            Self::Truncated { .. } => "book.truncated",
            Self::Damaged { .. } => "book.damaged",
            Self::Interrupted { .. } => "book.interrupted",
            Self::InUse { .. } => "book.in-use",
            Self::ReadOnly { reason, .. } => reason.code(),
            Self::Denied { .. } => "book.denied",
            Self::DiskFull { .. } => "book.disk-full",
            Self::Vanished { .. } => "book.vanished",
            Self::ChangedElsewhere { .. } => "book.changed-elsewhere",
            Self::Exists { .. } => "book.exists",
            Self::Suspicious { .. } => "book.suspicious",
            Self::TooLarge { .. } => "book.too-large",
            Self::NoSuchSheet { .. } => "book.no-such-sheet",
            Self::Unreadable { .. } => "book.unreadable",
            Self::NothingLeft { .. } => "book.nothing-left",
            Self::Installation { .. } => "book.installation",
            Self::Storage { .. } => "book.storage",
        }
    }

    /// Every code that [`BookError::code`] can answer with.
    pub const CODES: [&'static str; 25] = [
        "book.missing",
        "book.empty",
        "book.not-a-book",
        "book.other-database",
        "book.newer",
        "book.truncated",
        "book.damaged",
        "book.interrupted",
        "book.in-use",
        "book.read-only",
        "book.read-only-file",
        "book.read-only-folder",
        "book.read-only-network",
        "book.denied",
        "book.disk-full",
        "book.vanished",
        "book.changed-elsewhere",
        "book.exists",
        "book.suspicious",
        "book.too-large",
        "book.no-such-sheet",
        "book.unreadable",
        "book.nothing-left",
        "book.installation",
        "book.storage",
    ];

    /// The path of the file that the error is about.
    pub fn path(&self) -> &Path {
        with_path!(self, path => path)
    }

    /// The same error about the file at `path`, of which another one was a copy.
    pub(crate) fn at(mut self, at: &Path) -> Self {
        let this = &mut self;
        with_path!(this, path => at.clone_into(path));
        self
    }

    /// What fills the places in the catalogue's words: names and values, the file's name first.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let path = self.path();
        let name = path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
        let mut fields = vec![("name", name), ("path", path.display().to_string())];
        match self {
            Self::Newer { found, known, .. } => {
                fields.extend([("found", found.to_string()), ("known", known.to_string())])
            }
            Self::Truncated { expected, found, .. } => {
                let percent = found.saturating_mul(100) / (*expected).max(1);
                fields.push(("percent", percent.to_string()));
            }
            Self::TooLarge { size, .. } => fields.push(("size", (size / 1_000_000).to_string())),
            Self::NoSuchSheet { sheet, .. } => fields.push(("sheet", sheet.clone())),
            Self::Unreadable { sheet, detail, .. } => {
                fields.extend([("sheet", sheet.clone()), ("detail", detail.clone())])
            }
            Self::Damaged { detail, .. }
            | Self::Suspicious { detail, .. }
            | Self::Installation { detail, .. }
            | Self::Storage { detail, .. } => fields.push(("detail", detail.clone())),
            _ => {}
        }
        fields
    }

    /// Whether [`crate::recover`] may save something out of the file.
    pub fn is_damage(&self) -> bool {
        matches!(self, Self::Truncated { .. } | Self::Damaged { .. } | Self::Unreadable { .. })
    }

    /// What an error of the file system means for the file at `path`.
    pub(crate) fn io(path: &Path, error: &io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing { path },
            io::ErrorKind::PermissionDenied => Self::Denied { path },
            io::ErrorKind::AlreadyExists => Self::Exists { path },
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                Self::DiskFull { path }
            }
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly { path, reason: ReadOnlyReason::Folder },
            _ => Self::Storage { path, detail: error.to_string() },
        }
    }

    /// What an answer of SQLite means for the file at `path`.
    pub(crate) fn sqlite(path: &Path, error: &rusqlite::Error) -> Self {
        use rusqlite::{ErrorCode as Code, ffi};
        let path = path.to_owned();
        let detail = error.to_string();
        let rusqlite::Error::SqliteFailure(failure, _) = error else {
            return match error {
                // The file holds another type than its schema promises.
                rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
                | rusqlite::Error::Utf8Error(..) => Self::Damaged { path, detail },
                _ => Self::Storage { path, detail },
            };
        };
        match (failure.code, failure.extended_code) {
            (Code::DiskFull, _) => Self::DiskFull { path },
            (Code::DatabaseBusy | Code::DatabaseLocked, _) => Self::InUse { path },
            (_, ffi::SQLITE_READONLY_DBMOVED) => Self::Vanished { path },
            (_, ffi::SQLITE_READONLY_ROLLBACK | ffi::SQLITE_READONLY_RECOVERY | ffi::SQLITE_READONLY_CANTINIT) => {
                Self::Interrupted { path }
            }
            (_, ffi::SQLITE_READONLY_DIRECTORY) | (Code::CannotOpen, _) => {
                Self::ReadOnly { path, reason: ReadOnlyReason::Folder }
            }
            (Code::ReadOnly, _) => Self::ReadOnly { path, reason: ReadOnlyReason::File },
            (Code::PermissionDenied | Code::AuthorizationForStatementDenied, _) => Self::Denied { path },
            (Code::NotADatabase, _) => Self::NotABook { path },
            (Code::DatabaseCorrupt, _) | (_, ffi::SQLITE_IOERR_SHORT_READ) => Self::Damaged { path, detail },
            _ => Self::Storage { path, detail },
        }
    }
}
