//! Pages from pages: a poster on small sheets, two pages on one, a booklet, marks for the print shop.
//!
//! Nothing is drawn anew. Every page here places finished ones ([`crate::page::Placed`]), so that a file holds each once.

mod fold;
mod marks;
mod tiles;
mod words;

pub use fold::{booklet, n_up};
pub use marks::marks;
pub use tiles::{TileOptions, Tiles};
