//! What is measured, one file a case.

pub mod edit;
pub mod export;
pub mod open;
pub mod print;
pub mod window;
