//! Which book the person asked for from outside: a double click on a file, or an argument of the command line.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The book that the next window to get ready is to open.
pub(crate) struct Asked(Mutex<Option<PathBuf>>);

impl Asked {
    /// What was asked for, if anything.
    pub(crate) fn new(path: Option<PathBuf>) -> Self {
        Self(Mutex::new(path))
    }

    /// The book asked for; answered once, so that a reload of the screens does not open it again.
    pub(crate) fn take(&self) -> Option<PathBuf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// The path of the book among the arguments of a start, made absolute from the directory of that start.
///
/// The first argument is the program's own name; options are none of ours and are passed over.
pub(crate) fn book_among(arguments: impl IntoIterator<Item = String>, directory: &Path) -> Option<PathBuf> {
    arguments
        .into_iter()
        .skip(1)
        .find(|argument| !argument.is_empty() && !argument.starts_with('-'))
        .map(|argument| directory.join(argument))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn among(arguments: &[&str]) -> Option<PathBuf> {
        book_among(arguments.iter().map(ToString::to_string), Path::new("/home/team"))
    }

    #[test]
    fn the_first_plain_argument_is_the_book() {
        assert_eq!(among(&["aritai"]), None);
        assert_eq!(among(&["aritai", "--flag", ""]), None);
        assert_eq!(among(&["aritai", "綴り.aritai"]), Some(PathBuf::from("/home/team/綴り.aritai")));
        assert_eq!(among(&["aritai", "-x", "/srv/b.aritai"]), Some(PathBuf::from("/srv/b.aritai")));
    }

    #[test]
    fn a_book_asked_for_is_answered_once() {
        let asked = Asked::new(Some(PathBuf::from("a.aritai")));
        assert_eq!(asked.take(), Some(PathBuf::from("a.aritai")));
        assert_eq!(asked.take(), None);
    }
}
