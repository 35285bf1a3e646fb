//! What a person can do, as plain functions: open and begin books, change sheets, undo, print, name versions.
//!
//! [`App::call`] is the door for screens: a command's name and JSON in, JSON or a [`Failure`] in the user's language
//! out. Every answer to a change comes after the change is safely in the file.

#![deny(missing_docs)]

pub mod api;
pub mod bindings;
mod books;
mod commands;
mod exchange;
mod files;
pub mod interchange;
mod merge;
mod open;
mod pictures;
mod print;
mod rim;
mod settings;
mod sheets;
mod trouble;
mod versions;
mod view;

pub use api::{Event, Failure};
pub use merge::{Merged, vet_pipe};
pub use print::Pdf;
pub use rim::Rim;
pub use settings::{Look, Settings};
pub use trouble::Trouble;

use book::Installation;
use document::Author;
use open::Open;
use settings::Memory;
use sheet::Catalogue;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard};

/// The folders that the program uses.
#[derive(Debug, Clone)]
pub struct Folders {
    /// For what this installation remembers, and for what must not lie beside a book.
    pub data: PathBuf,
    /// Where new books are put unless said otherwise.
    pub books: PathBuf,
}

/// Names a folder for everything the program keeps, instead of the usual ones: for tests, and for a program on a stick.
pub const DATA_FOLDER: &str = "ARITAI_DATA_DIR";

/// The program's name in the folders of this machine.
const IDENTIFIER: &str = "jp.aritai.desktop";

impl Folders {
    /// The folders of the person at this machine; those under [`DATA_FOLDER`] where that is set.
    ///
    /// # Errors
    /// The system knows no home for this person.
    pub fn here() -> Result<Self, Trouble> {
        if let Some(folder) = std::env::var_os(DATA_FOLDER).filter(|f| !f.is_empty()) {
            let data = PathBuf::from(folder);
            return Ok(Self { books: data.join("books"), data });
        }
        let homeless = || Trouble::File { path: "~".into(), error: std::io::ErrorKind::NotFound.into() };
        let data = dirs::data_dir().ok_or_else(homeless)?.join(IDENTIFIER);
        let books = dirs::document_dir().or_else(dirs::home_dir).ok_or_else(homeless)?.join("Aritai");
        Ok(Self { data, books })
    }
}

type Listener = Box<dyn Fn(&Event) + Send + Sync>;

/// The program without a window: at most one open book, and what is remembered.
pub struct App {
    folders: Folders,
    rim: Rim,
    installation: Installation,
    memory: Mutex<Memory>,
    open: Mutex<Option<Open>>,
    listeners: Arc<Mutex<Vec<Listener>>>,
    works: Arc<print::Works>,
    exports: Arc<print::Exports>,
    /// Whether nothing was remembered at the start: the very first one.
    first: Mutex<bool>,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("folders", &self.folders).finish_non_exhaustive()
    }
}

/// The content behind a lock. A panic elsewhere leaves nothing half-done here: what is in memory follows the file.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

impl App {
    /// The program over `folders`.
    ///
    /// # Errors
    /// What was remembered cannot be read.
    pub fn new(folders: Folders, rim: Rim) -> Result<Self, Trouble> {
        let remembered = Memory::load(&folders.data);
        let remembered = remembered.map_err(|error| Trouble::Memory { path: folders.data.clone(), error })?;
        let first = remembered.is_none();
        let mut memory = remembered.unwrap_or_default();
        if memory.author_id.is_empty() {
            memory.author_id = format!("author-{:016x}", rim.random());
        }
        Ok(Self {
            installation: Installation::at(&folders.data),
            folders,
            rim,
            memory: Mutex::new(memory),
            open: Mutex::new(None),
            listeners: Arc::default(),
            works: Arc::default(),
            exports: Arc::default(),
            first: Mutex::new(first),
        })
    }

    /// Has `listener` told of everything that happens from now on. It is called on the thread that made it happen.
    pub fn listen(&self, listener: impl Fn(&Event) + Send + Sync + 'static) {
        lock(&self.listeners).push(Box::new(listener));
    }

    /// `trouble` in the user's language.
    pub fn failure(&self, trouble: &Trouble) -> Failure {
        trouble.say(&self.catalogue())
    }

    /// The words of the user's language.
    pub fn catalogue(&self) -> Catalogue {
        Catalogue::builtin(lock(&self.memory).settings.language)
    }

    /// Speaks `language` from now on, without remembering it.
    pub fn speak(&self, language: sheet::Language) {
        lock(&self.memory).settings.language = language;
    }

    /// The fiscal year of today.
    pub fn this_year(&self) -> sheet::FiscalYear {
        sheet::FiscalYear::of(self.rim.now().date_naive())
    }

    fn tell(&self, event: Event) {
        for listener in lock(&self.listeners).iter() {
            listener(&event);
        }
    }

    /// Who writes now.
    fn author(&self) -> Author {
        let memory = lock(&self.memory);
        Author::new(memory.author_id.clone(), memory.settings.author.clone())
    }

    /// Does `body` with the open book.
    fn with_open<T>(&self, body: impl FnOnce(&mut Open) -> Result<T, Trouble>) -> Result<T, Trouble> {
        body(lock(&self.open).as_mut().ok_or(Trouble::NoBook)?)
    }

    /// Changes what is remembered, and writes it.
    fn remember<T>(&self, change: impl FnOnce(&mut Memory) -> T) -> Result<T, Trouble> {
        let mut memory = lock(&self.memory);
        let mut changed = memory.clone();
        let answer = change(&mut changed);
        let written = changed.save(&self.folders.data);
        written.map_err(|error| Trouble::File { path: self.folders.data.clone(), error })?;
        *memory = changed;
        Ok(answer)
    }
}
