//! What the tests of the file share.

use book::{Access, Book, Head, Installation, Picture};
use document::{Author, Document, Timestamp};
use sheet::{Edit, Sheet, SheetId};
use std::path::{Path, PathBuf};

/// A folder with Japanese and a space in its name, an installation, and a place for books.
pub struct Desk {
    pub folder: tempfile::TempDir,
    pub installation: Installation,
}

impl Desk {
    pub fn new() -> Self {
        let folder = tempfile::Builder::new().prefix("机 の上 ").tempdir().unwrap();
        let installation = Installation::at(folder.path().join("設定 data"));
        Self { folder, installation }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn create(&self, name: &str) -> Book {
        Book::create(&self.path(name), &head(), &self.installation).unwrap()
    }

    pub fn open(&self, name: &str) -> Book {
        Book::open(&self.path(name), Access::Write, &self.installation).unwrap()
    }

    /// A closed book with one full sheet and one blank one, some edits and a version.
    pub fn full(&self, name: &str) -> PathBuf {
        let mut book = self.create(name);
        fill(&mut book);
        self.path(name)
    }
}

pub fn head() -> Head {
    Head { id: "book-1".into(), organisation: "例市".into(), created: time(0) }
}

/// The `n`-th second of the story.
pub fn time(n: i64) -> Timestamp {
    Timestamp::from_timestamp_millis(1_655_000_000_123 + n * 1000).unwrap()
}

pub fn who() -> Author {
    Author::new("p1", "﨑山 𠮷乃")
}

pub fn id(n: u64) -> SheetId {
    SheetId::mint(n)
}

/// A sheet with something in every table of the read model.
pub fn full_sheet() -> Sheet {
    let mut sheet: Sheet = serde_json::from_str(include_str!("full.json")).unwrap();
    let mut n = 0;
    sheet.name_items(|| {
        n += 1;
        n
    });
    sheet.sort();
    sheet
}

pub fn blank() -> Vec<Edit> {
    Sheet::blank(sheet::FiscalYear::new(2023), "twenty-year".parse().unwrap()).edits()
}

pub fn theme(document: &Document, text: &str) -> Edit {
    let field = "sheet.theme".parse().unwrap();
    Edit::Text { base: document.text(&field).into(), field, text: text.into() }
}

/// Writes `text` as the theme of the sheet and commits that.
pub fn write_theme(book: &mut Book, sheet: &SheetId, document: &mut Document, text: &str, n: i64) -> i64 {
    let change = document.apply(&theme(document, text), &who(), time(n)).unwrap().unwrap();
    book.keep(sheet, document, &change, &who(), time(n)).unwrap()
}

/// The picture that the full sheet has on its poster.
pub fn picture() -> Picture {
    Picture::new("image/png", 32, 32, include_bytes!("../../../../../assets/icons/32x32.png").to_vec())
}

/// Writes two sheets, a picture, ten edits and a version into `book`.
pub fn fill(book: &mut Book) {
    book.add_picture(&picture()).unwrap();
    let mut document = book.begin(&id(1), &full_sheet().edits(), &who(), time(1)).unwrap();
    book.begin(&id(2), &blank(), &who(), time(2)).unwrap();
    for n in 0..5 {
        write_theme(book, &id(1), &mut document, &format!("歩いて暮らせるまち{n}"), 100 * n);
    }
    let version = document.version("v1", "当初案", "研究会の前", &who(), time(600));
    book.add_version(&id(1), &version).unwrap();
    book.settle(&id(1), &document).unwrap();
    for n in 5..10 {
        write_theme(book, &id(1), &mut document, &format!("歩いて暮らせるまち{n}"), 100 * n);
    }
}

/// Opens, without keeping, whatever is at `path`.
pub fn open(path: &Path, desk: &Desk) -> Result<Book, book::BookError> {
    Book::open(path, Access::Write, &desk.installation)
}
