//! The tests that need more than one room. What one room can show is tested there.

mod directions;
mod forgotten;
mod papers;
mod print;
mod program;
mod repository;
mod samples;
