//! The list of all commands: a name, what it is asked, what it answers, and the function of [`App`] that does it.

use crate::api::*;
use crate::bindings::Declarations;
use crate::settings::Settings;
use crate::{App, Trouble};
use serde_json::Value;

macro_rules! commands {
    ($( #[doc = $doc:literal] $name:literal: $asked:ty => $answered:ty = $function:ident; )*) => {
        impl App {
            /// Does the command `name` and gives its answer as JSON. This is the one door through which screens come.
            ///
            /// # Errors
            /// What went wrong, in the user's language.
            pub fn call(&self, name: &str, asked: Value) -> Result<Value, Failure> {
                let done = match name {
                    $( $name => read::<$asked>(asked)
                        .and_then(|asked| self.$function(asked))
                        .and_then(|answer: $answered| serde_json::to_value(answer).map_err(Trouble::from)), )*
                    _ => Err(Trouble::Request(format!("there is no command `{name}`"))),
                };
                done.map_err(|trouble| self.failure(&trouble))
            }
        }

        /// Tells `types` every command's types, and writes every command's line to `out`.
        pub(crate) fn each(types: &mut Declarations<'_>, out: &mut String) {
            $( types.command::<$asked, $answered>($name, $doc, out); )*
        }
    };
}

fn read<T: serde::de::DeserializeOwned>(asked: Value) -> Result<T, Trouble> {
    serde_json::from_value(asked).map_err(|e| Trouble::Request(e.to_string()))
}

commands! {
    /// What a window needs first. At the very first start this makes and opens the sample book.
    "start": Nothing => Started = start;
    /// Changes the settings.
    "settings": Settings => Settings = set_settings;
    /// Begins a new book and opens it.
    "book-new": BookNew => BookView = book_new;
    /// Opens a book.
    "book-open": AtPath => BookView = book_open;
    /// Makes a fresh copy of the sample book and opens it.
    "book-sample": Nothing => BookView = book_sample;
    /// Copies a book to this machine and opens the copy.
    "book-copy": AtPath => BookView = book_copy;
    /// Saves what can be read of a damaged book into a new one and opens that.
    "book-recover": AtPath => Recovered = book_recover;
    /// The open book.
    "book": Nothing => Option<BookView> = book_view;
    /// Closes the open book. All is saved already.
    "book-close": Nothing => () = book_close;
    /// Says whose book it is.
    "organisation": OrganisationSet => BookView = organisation;
    /// Takes a book off the list of recent ones. The file stays.
    "recent-forget": AtPath => Vec<Recent> = recent_forget;
    /// A sheet as it is now.
    "sheet": OfSheet => SheetView = sheet_view;
    /// Changes a sheet. The answer comes after the change is safely in the file.
    "edit": EditSheet => SheetView = edit;
    /// Takes back the author's last change.
    "undo": OfSheet => Option<Undone> = undo;
    /// Brings back what undo took.
    "redo": OfSheet => Option<Undone> = redo;
    /// The pages as they will print.
    "preview": PreviewAsked => Preview = preview;
    /// What can be chosen for a print, and what was chosen the last time.
    "choices": Nothing => Choices = choices;
    /// Begins an export. Events tell how it goes on; all its files appear together at its end, or none.
    "export-start": ExportStart => ExportStarted = export_start;
    /// Asks an export to end without a file.
    "export-cancel": OfExport => () = export_cancel;
    /// Exports and answers when all files are written.
    "export": ExportStart => Exported = export_now;
    /// Keeps a picture in the book, for good.
    "picture-add": PictureAdd => PictureAdded = picture_add;
    /// A picture of the book, small enough for a screen; none where the book lacks it.
    "picture": PictureAsked => Option<PictureView> = picture;
    /// Begins a further year.
    "year-add": YearAdd => SheetView = year_add;
    /// The named versions of a sheet, the latest first.
    "versions": OfSheet => Vec<VersionView> = versions;
    /// Names a version of the sheet as it is now.
    "version-add": VersionAdd => Vec<VersionView> = version_add;
    /// A version, and how the sheet differs from it now.
    "version": OfVersion => VersionCompared = version_compared;
}
