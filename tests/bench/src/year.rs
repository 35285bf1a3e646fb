//! A year of 50,000 edits by three people, and books that hold it.

use std::error::Error;
use std::path::{Path, PathBuf};

use book::{Access, Book, Head, Installation};
use document::generate;
use sheet::SheetId;

/// How many edits a year has.
pub const EDITS: usize = 50_000;

/// A year's edits as they were stored.
pub struct Year {
    made: generate::Year,
}

impl Year {
    /// The year, the same every time.
    pub fn written() -> Result<Self, Box<dyn Error>> {
        eprintln!("Three people make {EDITS} edits …");
        Ok(Self { made: generate::year(EDITS, 2022)? })
    }

    /// The state of the year's document in the document's own encoding.
    pub fn snapshot(&self) -> Result<Vec<u8>, Box<dyn Error>> {
        Ok(self.made.document.export_snapshot()?)
    }

    /// A book in a folder that holds the year so many times, closed.
    pub fn book(&self, folder: &Path, years: usize) -> Result<Stocked, Box<dyn Error>> {
        let stocked = Stocked {
            path: folder.join(format!("{years}.aritai")),
            installation: Installation::at(folder.join("installation")),
            sheets: (0..years).map(|year| SheetId::mint(year as u64)).collect(),
        };
        let head = Head { id: format!("bench-{years}"), organisation: "凪浦市".to_owned(), created: self.made.end };
        let mut book = Book::create(&stocked.path, &head, &stocked.installation)?;
        for sheet in &stocked.sheets {
            self.write(&mut book, sheet)?;
        }
        Ok(stocked)
    }

    fn write(&self, book: &mut Book, sheet: &SheetId) -> Result<(), Box<dyn Error>> {
        let change = |bytes: &Vec<u8>| book::Change {
            peer: self.made.document.peer(),
            author: self.made.author.clone(),
            label: "undo.text".to_owned(),
            time: self.made.end,
            waiting: false,
            bytes: bytes.clone(),
        };
        let (birth, rest) = self.made.updates.split_first().ok_or("a year begins with its birth")?;
        let view = self.made.document.sheet();
        book.add_sheet(sheet, &change(birth), &view)?;
        for chunk in rest.chunks(1000) {
            book.commit_many(sheet, &chunk.iter().map(change).collect::<Vec<_>>(), &view)?;
        }
        book.settle(sheet, &self.made.document)?;
        Ok(())
    }
}

/// A closed book with years in it.
pub struct Stocked {
    /// Where it is.
    pub path: PathBuf,
    /// The years' sheets.
    pub sheets: Vec<SheetId>,
    installation: Installation,
}

impl Stocked {
    /// The book, opened to be changed.
    pub fn open(&self) -> Result<Book, Box<dyn Error>> {
        Ok(Book::open(&self.path, Access::Write, &self.installation)?)
    }
}
