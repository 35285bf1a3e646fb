//! The file: a book is one SQLite database that holds every year's sheet of one organisation.
#![deny(missing_docs)]

mod book;
mod connection;
mod copy;
mod error;
mod foreign;
mod installation;
mod living;
mod log;
mod pages;
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
pub use recover::{Recovery, Saved, recover};
pub use schema::{APPLICATION_ID, VERSION};
pub use verify::Verification;
pub use vet::{Parcel, Verdict, vet, vet_in_child, vet_pipe};

/// What a book is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// To be changed.
    Write,
    /// To be looked at.
    ReadOnly,
}
