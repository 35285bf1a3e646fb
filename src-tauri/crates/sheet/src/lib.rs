//! What a change story sheet is: its typed content, the forms that say how it is asked for and shown, and the edits
//! that change it. Pure data: this crate reads no file, calls no clock and draws no random number.
//!
//! ```
//! use sheet::{FiscalYear, Language, Sheet, forms};
//!
//! let form = &forms::builtin()[0];
//! let mut sheet = Sheet::blank(FiscalYear::new(2022), form.id.clone());
//! sheet.theme = "歩いて暮らせるまち".into();
//! assert_eq!(sheet.public().theme.text, "歩いて暮らせるまち");
//! assert_eq!(sheet.fiscal_year.label(Language::Ja), "令和4年度（2022年度）");
//! ```

#![deny(missing_docs)]

pub mod catalogue;
pub mod coherence;
pub mod content;
pub mod edit;
pub mod form;
pub mod forms;
pub mod id;
pub mod model;
pub mod public;
pub mod text;
pub mod year;

pub use catalogue::{Catalogue, Language, Localized};
pub use coherence::{Doubt, Hint};
pub use content::{Content, Value};
pub use edit::{Edit, EditError, Label};
pub use form::{Form, FormError, NotShown};
pub use id::{BadId, FieldId, FormId, ItemId, Kind, List, SheetId};
pub use model::*;
pub use public::PublicSheet;
pub use text::Text;
pub use year::{FiscalYear, era_date};
