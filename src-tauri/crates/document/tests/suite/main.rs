//! The living sheet from outside: the traps of merging, undo, and a thousand histories of three people.

mod common;
mod damage;
mod histories;
mod traps;
mod undo;
mod versions;
