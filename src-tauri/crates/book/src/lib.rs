//! The file: a book (綴り) is one SQLite database that holds every year's sheet of one organisation. The only user of SQLite.
//!
//! ```
//! use book::{Access, Book, Head, Installation};
//! use document::{Author, Timestamp};
//! use sheet::{Edit, FiscalYear, Sheet, SheetId};
//!
//! let folder = tempfile::tempdir()?;
//! let path = folder.path().join("例市.aritai");
//! let installation = Installation::at(folder.path().join("data"));
//! let (who, now) = (Author::new("p1", "青木"), Timestamp::from_timestamp(1_775_000_000, 0).unwrap());
//!
//! let head = Head { id: "book-1".into(), organisation: "例市".into(), created: now };
//! let mut book = Book::create(&path, &head, &installation)?;
//! let year = SheetId::mint(1);
//! let blank = Sheet::blank(FiscalYear::new(2026), "change-story".parse()?);
//! let mut document = book.begin(&year, &blank.edits(), &who, now)?;
//!
//! let edit = Edit::Text { field: "sheet.theme".parse()?, base: "".into(), text: "対話".into() };
//! let change = document.apply(&edit, &who, now)?.unwrap();
//! book.keep(&year, &document, &change, &who, now)?; // durable from here on: 保存済み
//! book.settle(&year, &document)?; // opens fast next time
//! drop(book);
//!
//! let mut book = Book::open(&path, Access::Write, &installation)?;
//! assert_eq!(book.sheets()?[0].theme, "対話");
//! assert_eq!(book.document(&year)?.peer(), document.peer());
//! assert!(book.verify()?.is_clean());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The truth is an append-only log of the documents' updates, each row sealed by a SHA-256; the tables that a person
//! queries are made from it, in the same transaction. `docs/file-format.md` describes both.
//!
//! What is deliberately absent: nothing here deletes or rewrites an update; nothing writes to a file that is not ours,
//! that lies on a network share or that another window holds; nothing but this crate opens the file.

#![deny(missing_docs)]

mod book;
mod commit;
mod connection;
mod copy;
mod error;
mod foreign;
mod installation;
mod living;
mod log;
mod pages;
mod picture;
mod place;
mod read_model;
mod recover;
mod schema;
mod seal;
mod verify;
mod vet;

pub use book::{Book, SheetEntry, Stored, UPDATES_PER_SNAPSHOT};
pub use copy::copy_book;
pub use error::{BookError, ReadOnlyReason};
pub use foreign::{Foreign, open_foreign};
pub use installation::Installation;
pub use log::{Change, Head, Update};
pub use picture::Picture;
pub use recover::{Recovery, Saved, recover};
pub use schema::{APPLICATION_ID, VERSION};
pub use verify::Verification;
pub use vet::{Parcel, Seen, Verdict, vet, vet_in_child, vet_picture_in_child, vet_pipe};

/// What a book is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// To be changed.
    Write,
    /// To be looked at.
    ReadOnly,
}
