//! A book from outside: what a person does with the file and what may happen to it.

mod common;
mod damage;
mod disk;
mod fixtures;
mod foreign;
mod kill;
mod life;
mod manners;
mod peers;
mod pictures;
mod words;
