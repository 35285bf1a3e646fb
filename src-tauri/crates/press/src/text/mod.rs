//! Setting text: shaping and break opportunities from parley, lines and justification by the rules of Japanese.

mod kinsoku;
mod set;
mod shape;

pub use kinsoku::{inseparable, may_not_begin, may_not_end};
pub use set::Line;
pub use shape::{Engine, Family, Shaped, Type, Weight};
