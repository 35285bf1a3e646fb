//! From a sheet to paper: text, layout, pages, and the pages drawn as PDF and as SVG.
//!
//! The way is one: a [`sheet::PublicSheet`] and its [`sheet::Form`] become a tree of boxes (`sheet_page`), the tree is
//! measured by taffy and its text set by the rules of Japanese (`layout`, `text`), and what comes out are inert [`Page`]s of
//! positioned glyphs and shapes in millimetres. [`pdf`] and [`svg`] draw the same pages, so the preview is the print.
//!
//! Nothing here reads a file or calls a clock: faces and dates are handed in, and the same input gives the same bytes.
//!
//! ```
//! use press::{Fonts, Options, Paper, Press, pdf, svg};
//! use sheet::{Catalogue, FiscalYear, Language, Sheet, forms};
//!
//! let fonts = Fonts::embedded();
//! let mut press = Press::new(&fonts);
//! let form = &forms::builtin()[0];
//! let mut sheet = Sheet::blank(FiscalYear::new(2026), form.id.clone());
//! sheet.theme = "歩いて暮らせるまち".into();
//! let options = Options {
//!     organisation: "みなと市".into(),
//!     ..Options::new(Paper::find("a3").unwrap(), Language::Ja)
//! };
//! let printed = press.lay_out(&sheet.public(), form, &options, &Catalogue::builtin(Language::Ja));
//! assert!(printed.report.overflow.is_empty());
//! let meta = pdf::Meta { title: "歩いて暮らせるまち".into(), author: "みなと市".into(), created: None, language: Language::Ja };
//! assert!(pdf::write(&printed.pages, &fonts, &meta).unwrap().starts_with(b"%PDF-1.7"));
//! assert!(svg::write(&printed.pages[0], &fonts, &|_| String::new()).contains("data-field=\"sheet.theme\""));
//! ```

#![deny(missing_docs)]

mod error;
mod fit;
mod fonts;
pub mod impose;
mod layout;
pub mod length;
pub mod page;
mod paper;
pub mod pdf;
pub mod picture;
pub mod png;
mod poster;
mod press;
mod running;
mod sheet_page;
mod stamp;
pub mod svg;
mod template;
pub mod text;
mod theme;

pub use error::PressError;
pub use fonts::{Face, Fonts};
pub use length::{Em, Mm, Pt};
pub use page::Page;
pub use paper::{Orientation, Paper};
pub use poster::{Pictures, PosterOptions, Template};
pub use press::{Illegible, MissingGlyph, Options, Overflow, Press, Printed, Purpose, Report, VersionNote};
pub use template::{SheetTemplate, TemplateError};
pub use theme::Theme;
