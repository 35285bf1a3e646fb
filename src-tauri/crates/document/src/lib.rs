//! The living sheet: merging, undo, versions, and who wrote what. The only user of Loro.
//!
//! ```
//! use document::{Author, Document, Timestamp};
//! use sheet::{Edit, FiscalYear, FormId, Sheet};
//!
//! let who = Author::new("p1", "山田");
//! let now = Timestamp::from_timestamp(1_660_000_000, 0).unwrap();
//! let form = FormId::new("change-story").unwrap();
//! let (mut ours, birth) = Document::birth(1, &Sheet::blank(FiscalYear::new(2022), form).edits(), &who, now).unwrap();
//!
//! let field = "sheet.theme".parse().unwrap();
//! ours.apply(&Edit::Text { field, base: "".into(), text: "対話".into() }, &who, now).unwrap();
//! assert_eq!(ours.sheet().theme.text, "対話");
//!
//! let mut theirs = Document::open(Some(&birth.update), [], 2).unwrap();
//! theirs.import(&ours.updates_since(&theirs.known()).unwrap()).unwrap();
//! assert_eq!(theirs.sheet(), ours.sheet());
//!
//! ours.undo(&who, now).unwrap();
//! assert_eq!(ours.sheet().theme.text, "");
//! ```
//!
//! # How it is kept
//!
//! Every text, every item's values and every list is a **root container named after its address**, so that two copies
//! that write a field for the first time, apart from each other, write the same container. Items are archived, never
//! removed. Who spoke, when and what is in every change's commit message ([`ChangeRecord`]), since three people may
//! share one peer.
//!
//! # What the caller owes
//!
//! - A **peer** belongs to one installation and one document; keep it outside the book and renew it when the book was
//!   copied or restored ([`DocumentError::PeerUsedElsewhere`]). Not at every start: hundreds of peers make a sheet slow.
//! - What is **imported from elsewhere** can be forged so that Loro ends the whole process (an allocation that fails
//!   cannot be caught). Panics are caught here and answered as errors, but bytes from elsewhere belong into a child
//!   process first.
//! - A **snapshot** now and then: 50,000 updates alone take 0.7 s to open, a snapshot of them 4 ms.
//! - Keep the bytes of an import that is still waiting for others ([`Imported::waiting`]): a snapshot does not hold it.

#![deny(missing_docs)]

mod apply;
mod compare;
mod document;
mod error;
#[cfg(feature = "generate")]
pub mod generate;
mod history;
mod import;
pub mod merge;
mod mirror;
mod pen;
mod record;
mod undo;
mod version;

pub use compare::{Difference, compare};
pub use document::{Change, Document, Known, Touched};
pub use error::DocumentError;
pub use import::Imported;
pub use record::{Author, ChangeRecord, How, Timestamp};
pub use version::Version;
