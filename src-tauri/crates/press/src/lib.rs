//! From a sheet to paper.
pub mod fonts;
pub mod length;
pub mod page;
pub mod text;
mod error;
pub mod pdf;
mod layout;
pub mod svg;
pub use fonts::Fonts;
