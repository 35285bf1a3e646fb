//! What can go wrong in a command, and its words.

use crate::api::{Failure, Offer};
use book::{BookError, ReadOnlyReason};
use document::DocumentError;
use press::PressError;
use sheet::{Catalogue, EditError, FormId};
use std::io;
use std::path::PathBuf;

/// Why a command was not done.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// About the file.
    #[error(transparent)]
    Book(#[from] BookError),
    /// About the living sheet.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// About the print.
    #[error(transparent)]
    Press(#[from] PressError),
    /// A command needs an open book.
    #[error("no book is open")]
    NoBook,
    /// There is no such form.
    #[error("there is no form `{0}`")]
    NoSuchForm(FormId),
    /// There is no such paper.
    #[error("there is no paper `{0}`")]
    NoSuchPaper(String),
    /// There is no such theme.
    #[error("there is no theme `{0}`")]
    NoSuchTheme(String),
    /// There is no such template.
    #[error("there is no template `{0}`")]
    NoSuchTemplate(String),
    /// It cannot be printed so.
    #[error("it cannot be printed as `{0}`")]
    NoSuchPrint(String),
    /// There is no such version.
    #[error("there is no version `{0}`")]
    NoSuchVersion(String),
    /// The book has that year's sheet already.
    #[error("the book has a sheet of {0} already")]
    YearExists(String),
    /// A name that must be given is empty.
    #[error("`{0}` is empty")]
    Empty(&'static str),
    /// A year outside what the program can keep.
    #[error("{0} is no fiscal year")]
    BadYear(i32),
    /// A file for import is not what it should be.
    #[error("{path}: {detail}")]
    Import {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where.
        detail: String,
    },
    /// A file of ours beside the books, or an export, cannot be read or written.
    #[error("{path}: {error}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// What was remembered cannot be read.
    #[error("{path}: {error}")]
    Memory {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// A damaged book was saved in part.
    #[error("{lost} changes are lost")]
    LostInPart {
        /// The damaged book.
        path: PathBuf,
        /// How many changes were lost.
        lost: usize,
    },
    /// The screens asked for something that the core does not know: a fault of ours.
    #[error("bad request: {0}")]
    Request(String),
    /// The file to be merged is another book, not a copy of this one.
    #[error("{path}: not a copy of this book")]
    OtherBook {
        /// The file.
        path: PathBuf,
    },
}

impl From<serde_json::Error> for Trouble {
    fn from(error: serde_json::Error) -> Self {
        Trouble::Request(error.to_string())
    }
}

impl From<EditError> for Trouble {
    fn from(error: EditError) -> Self {
        Trouble::Document(error.into())
    }
}

impl Trouble {
    /// The stable name of the error, under which its words are found in the catalogue.
    pub fn code(&self) -> &'static str {
        match self {
            Trouble::Book(e) => e.code(),
            Trouble::Document(e) => e.code(),
            Trouble::Press(e) => e.code(),
            Trouble::NoBook => "app.no-book",
            Trouble::NoSuchForm(_) => "app.no-such-form",
            Trouble::NoSuchPaper(_) => "app.no-such-paper",
            Trouble::NoSuchTheme(_) => "app.no-such-theme",
            Trouble::NoSuchTemplate(_) => "app.no-such-template",
            Trouble::NoSuchPrint(_) => "app.no-such-print",
            Trouble::NoSuchVersion(_) => "app.no-such-version",
            Trouble::YearExists(_) => "app.year-exists",
            Trouble::Empty(_) => "app.empty",
            Trouble::BadYear(_) => "app.bad-year",
            Trouble::Import { .. } => "app.import",
            Trouble::File { .. } => "app.file",
            Trouble::Memory { .. } => "app.memory",
            Trouble::LostInPart { .. } => "app.lost-in-part",
            Trouble::Request(_) => "app.request",
            Trouble::OtherBook { .. } => "app.other-book",
        }
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Trouble::Book(e) => e.fields(),
            Trouble::NoSuchForm(form) => vec![("form", form.to_string())],
            Trouble::NoSuchPaper(paper) => vec![("paper", paper.clone())],
            Trouble::NoSuchTheme(id) | Trouble::NoSuchTemplate(id) | Trouble::NoSuchPrint(id) => {
                vec![("id", id.clone())]
            }
            Trouble::YearExists(year) => vec![("year", year.clone())],
            Trouble::BadYear(year) => vec![("year", year.to_string())],
            Trouble::OtherBook { path } => vec![("path", path.display().to_string())],
            Trouble::Import { path, detail } => {
                vec![("path", path.display().to_string()), ("detail", detail.clone())]
            }
            Trouble::File { path, error } | Trouble::Memory { path, error } => {
                vec![("path", path.display().to_string()), ("detail", error.to_string())]
            }
            Trouble::LostInPart { path, lost } => {
                vec![("path", path.display().to_string()), ("lost", lost.to_string())]
            }
            Trouble::Request(detail) => vec![("detail", detail.clone())],
            Trouble::Document(e) => e.fields(),
            Trouble::Press(PressError::Face { face, reason }) => {
                vec![("face", face.clone()), ("reason", reason.clone())]
            }
            Trouble::Press(PressError::Pdf { reason } | PressError::Png { reason }) => vec![("reason", reason.clone())],
            Trouble::Press(PressError::Pixels { width, height, most }) => vec![
                ("width", width.to_string()),
                ("height", height.to_string()),
                ("most", (most / 1_000_000).to_string()),
            ],
            Trouble::Press(PressError::Picture(error)) => error.details(),
            Trouble::Press(PressError::Stopped) => Vec::new(),
            Trouble::NoBook | Trouble::NoSuchVersion(_) | Trouble::Empty(_) => Vec::new(),
        }
    }

    /// The trouble in the words of `catalogue`: what happened, what to do, what was not lost.
    pub fn say(&self, catalogue: &Catalogue) -> Failure {
        let values = self.values();
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let code = self.code();
        let say = |part: &str| catalogue.say(&format!("error.{code}.{part}"), &values);
        Failure {
            code: code.into(),
            what: say("what"),
            next: say("next"),
            kept: say("kept"),
            offer: self.offer().map(Box::new),
        }
    }

    /// What the program can do about it.
    fn offer(&self) -> Option<Offer> {
        let Trouble::Book(error) = self else { return None };
        let path = error.path().display().to_string();
        match error {
            BookError::ReadOnly { reason: ReadOnlyReason::Asked, .. } => None,
            BookError::ReadOnly { .. } | BookError::Interrupted { .. } => Some(Offer::Copy { path }),
            error if error.is_damage() => Some(Offer::Recover { path }),
            _ => None,
        }
    }
}
