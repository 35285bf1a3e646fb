//! Setting text: shaping and break opportunities from parley, lines and justification by the rules of Japanese.

mod balance;
mod draw;
mod kinsoku;
mod ruby;
mod set;
mod shape;

pub use draw::Ink;
pub use kinsoku::{Gap, inseparable, may_not_begin, may_not_end};
pub use ruby::{RUBY_SIZE, Ruby, SetRuby};
pub use set::{Edge, Line};
pub use shape::{Engine, Family, Shaped, Type, Weight};
