//! Commands on books: start, begin, open, close, and what is remembered of them.

use crate::api::*;
use crate::interchange::BookFile;
use crate::open::{Hand, Open};
use crate::settings::Settings;
use crate::sheets::{check_year, new_sheet};
use crate::{App, Trouble, lock};
use book::{Access, Book, Head};
use sheet::{Status, forms};
use std::path::{Path, PathBuf};

/// The sample book of a fictional city.
const SAMPLE: &str = include_str!("../../../../assets/samples/suzushio.json");

impl App {
    /// What a window needs first. At the very first start the sample book is made and opened.
    pub(crate) fn start(&self, _: Nothing) -> Result<Started, Trouble> {
        // A second window that starts meanwhile waits here, and finds the sample open.
        let mut first = lock(&self.first);
        let alone = std::mem::take(&mut *first) && lock(&self.open).is_none();
        // Without a sample, for want of room or rights, the program is still of use.
        let sample = if alone { self.book_sample(Nothing {}).map(drop) } else { Ok(()) };
        drop(first);
        let book = self.book_view(Nothing {})?;
        let settings = lock(&self.memory).settings.clone();
        Ok(Started {
            version: env!("CARGO_PKG_VERSION").into(),
            settings,
            recent: self.recent(),
            forms: forms::builtin().to_vec(),
            statuses: Status::ALL.to_vec(),
            papers: crate::print::office_papers(),
            folder: self.folders.books.display().to_string(),
            fiscal_year: self.this_year(),
            book,
            trouble: sample.err().map(|trouble| self.failure(&trouble)),
        })
    }

    pub(crate) fn set_settings(&self, asked: Settings) -> Result<Settings, Trouble> {
        let settings = self.remember(|memory| {
            memory.settings = asked.within_bounds();
            memory.settings.clone()
        })?;
        self.tell(Event::SettingsChanged { settings: settings.clone() });
        Ok(settings)
    }

    pub(crate) fn book_new(&self, asked: BookNew) -> Result<BookView, Trouble> {
        check_year(asked.fiscal_year)?;
        let organisation = named(&asked.organisation)?;
        let sheet = new_sheet(asked.fiscal_year, &asked.form)?;
        let file = BookFile::new(organisation, vec![sheet]);
        let made = self.make(&with_extension(Path::new(&asked.path)), &file)?;
        self.opened(made)
    }

    /// Makes a book at `path` that holds what `file` describes.
    pub(crate) fn make(&self, path: &Path, file: &BookFile) -> Result<Open, Trouble> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| Trouble::File { path: folder.into(), error })?;
        }
        let head = Head {
            id: format!("book-{:016x}", self.rim.random()),
            organisation: file.organisation.clone(),
            created: self.rim.utc(),
        };
        let mut open = Open::new(Book::create(path, &head, &self.installation)?, false);
        let who = self.author();
        for sheet in &file.sheets {
            self.add_sheet(&mut open, sheet, Hand { who: &who, rim: &self.rim })?;
        }
        Ok(open)
    }

    pub(crate) fn book_open(&self, asked: AtPath) -> Result<BookView, Trouble> {
        let path = PathBuf::from(&asked.path);
        // The book that is open already is not opened twice: it would be found in use by ourselves.
        let same = lock(&self.open).as_ref().is_some_and(|open| is_same(open.book.path(), &path));
        if same {
            return self.with_open(|open| self.view_book(open));
        }
        self.opened(Open::at(&path, Access::Write, &self.installation)?)
    }

    pub(crate) fn book_sample(&self, _: Nothing) -> Result<BookView, Trouble> {
        let file = BookFile::parse(Path::new("suzushio.json"), SAMPLE, || self.rim.random())?;
        let path = self.free_path(self.catalogue().word("sample.file"));
        let mut made = self.make(&path, &file)?;
        made.sample = true;
        self.opened(made)
    }

    /// Copies a book that cannot be changed where it is, and opens the copy.
    pub(crate) fn book_copy(&self, asked: AtPath) -> Result<BookView, Trouble> {
        let from = PathBuf::from(&asked.path);
        self.make_folder()?;
        let copy = book::copy_book(&from, &self.free_path(&stem(&from)), &self.installation)?;
        self.opened(Open::new(copy, false))
    }

    /// Saves all that is readable of a damaged book into a new one, and opens that. The damaged file is only read.
    pub(crate) fn book_recover(&self, asked: AtPath) -> Result<Recovered, Trouble> {
        let from = PathBuf::from(&asked.path);
        self.make_folder()?;
        let to = self.free_path(&self.catalogue().say("book.recovered", &[("name", &stem(&from))]));
        let saved = self.recover(&from, &to)?;
        let book = self.opened(Open::at(&to, Access::Write, &self.installation)?)?;
        let waiting: usize = saved.sheets.iter().map(|s| s.waiting).sum();
        let lost = Trouble::LostInPart { path: from, lost: saved.lost.len() + waiting + saved.lost_pictures.len() };
        Ok(Recovered { book, lost: (!saved.is_complete()).then(|| self.failure(&lost)) })
    }

    fn make_folder(&self) -> Result<(), Trouble> {
        let folder = &self.folders.books;
        std::fs::create_dir_all(folder).map_err(|error| Trouble::File { path: folder.clone(), error })
    }

    /// A file name for a new book called `name` in the folder for books that is not taken.
    fn free_path(&self, name: &str) -> PathBuf {
        let mut path = self.folders.books.join(format!("{name}.aritai"));
        let mut number = 2;
        while path.exists() {
            path = self.folders.books.join(format!("{name} {number}.aritai"));
            number += 1;
        }
        path
    }

    /// Makes `open` the open book; the one before is closed.
    fn opened(&self, open: Open) -> Result<BookView, Trouble> {
        let (path, organisation) = (open.book.path().to_owned(), open.book.head().organisation.clone());
        let sample = open.sample;
        self.close();
        *lock(&self.open) = Some(open);
        self.remember(|memory| memory.remember(&path, &organisation, sample))?;
        self.tell(Event::BookChanged);
        self.with_open(|open| self.view_book(open))
    }

    pub(crate) fn book_view(&self, _: Nothing) -> Result<Option<BookView>, Trouble> {
        lock(&self.open).as_ref().map(|open| self.view_book(open)).transpose()
    }

    pub(crate) fn book_close(&self, _: Nothing) -> Result<(), Trouble> {
        self.close();
        self.tell(Event::BookChanged);
        Ok(())
    }

    /// Closes the open book, if there is one. Every change is in the file already; this stores a state that makes the next
    /// opening fast, if the file can still be written.
    pub fn close(&self) {
        let closed = lock(&self.open).take();
        if let Some(open) = closed {
            open.close();
        }
    }

    pub(crate) fn organisation(&self, asked: OrganisationSet) -> Result<BookView, Trouble> {
        let organisation = named(&asked.organisation)?;
        let view = self.with_open(|open| {
            open.book.set_organisation(&organisation)?;
            self.view_book(open)
        })?;
        self.remember(|memory| memory.remember(Path::new(&view.path), &organisation, view.sample))?;
        self.tell(Event::BookChanged);
        Ok(view)
    }

    pub(crate) fn recent_forget(&self, asked: AtPath) -> Result<Vec<Recent>, Trouble> {
        self.remember(|memory| memory.recent.retain(|r| r.path != Path::new(&asked.path)))?;
        Ok(self.recent())
    }

    fn recent(&self) -> Vec<Recent> {
        let memory = lock(&self.memory);
        let recent = memory.recent.iter().map(|r| Recent {
            path: r.path.display().to_string(),
            organisation: r.organisation.clone(),
            missing: !r.path.exists(),
        });
        recent.collect()
    }
}

fn named(name: &str) -> Result<String, Trouble> {
    let name = name.trim();
    if name.is_empty() { Err(Trouble::Empty("organisation")) } else { Ok(name.into()) }
}

/// The file name of `path` without its ending.
fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// `path` as a book's file name.
fn with_extension(path: &Path) -> PathBuf {
    if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("aritai")) {
        return path.into();
    }
    let mut name = path.as_os_str().to_owned();
    name.push(".aritai");
    name.into()
}

fn is_same(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => a == b,
    }
}
