//! What is measured, one file a case.

pub mod edit;
pub mod export;
pub mod hostile;
pub mod open;
pub mod poster;
pub mod print;
pub mod window;
