//! The peer belongs to one installation and one file.

use crate::common::*;
use book::{Access, Book, BookError, Installation};
use std::fs;

/// The peer that `desk`'s installation is in its first sheet, when it opens the book `name`.
fn peer(desk: &Desk, name: &str) -> u64 {
    desk.open(name).peer(&id(1)).unwrap()
}

#[test]
fn the_peer_stays_from_launch_to_launch_and_each_sheet_has_its_own() {
    let desk = Desk::new();
    desk.full("a.aritai");
    let first = peer(&desk, "a.aritai");
    for n in 0..3 {
        let mut book = desk.open("a.aritai");
        let mut document = book.document(&id(1)).unwrap();
        assert_eq!(document.peer(), first);
        write_theme(&mut book, &id(1), &mut document, &format!("{n}"), 5000 + n);
        assert_ne!(book.peer(&id(2)).unwrap(), first);
    }
    let elsewhere = Installation::at(desk.path("another"));
    let other = Book::open(&desk.path("a.aritai"), Access::Write, &elsewhere).unwrap().peer(&id(1)).unwrap();
    assert_ne!(other, first);
}

#[test]
fn a_copy_has_another_peer_and_both_keep_theirs() {
    let desk = Desk::new();
    desk.full("a.aritai");
    let first = peer(&desk, "a.aritai");
    fs::copy(desk.path("a.aritai"), desk.path("b.aritai")).unwrap();
    let second = peer(&desk, "b.aritai");
    assert_ne!(first, second);
    assert_eq!((peer(&desk, "a.aritai"), peer(&desk, "b.aritai")), (first, second));
}

#[test]
fn a_moved_book_keeps_its_peer() {
    let desk = Desk::new();
    desk.full("a.aritai");
    let first = peer(&desk, "a.aritai");
    fs::create_dir(desk.path("令和4年度 保存")).unwrap();
    fs::rename(desk.path("a.aritai"), desk.path("令和4年度 保存/綴り.aritai")).unwrap();
    assert_eq!(peer(&desk, "令和4年度 保存/綴り.aritai"), first);
}

#[test]
fn a_backup_put_back_gets_another_peer() {
    let desk = Desk::new();
    desk.full("a.aritai");
    let first = peer(&desk, "a.aritai");
    fs::copy(desk.path("a.aritai"), desk.path("backup")).unwrap();
    let mut book = desk.open("a.aritai");
    let mut document = book.document(&id(1)).unwrap();
    write_theme(&mut book, &id(1), &mut document, "失われる", 5000);
    drop(book);

    // Into the same file: what this installation wrote last is not there.
    fs::write(desk.path("a.aritai"), fs::read(desk.path("backup")).unwrap()).unwrap();
    let second = peer(&desk, "a.aritai");
    assert_ne!(second, first);
    assert_eq!(peer(&desk, "a.aritai"), second);

    // In place of the file.
    fs::remove_file(desk.path("a.aritai")).unwrap();
    fs::rename(desk.path("backup"), desk.path("a.aritai")).unwrap();
    let third = peer(&desk, "a.aritai");
    assert!(third != first && third != second);

    // And what was lost with the backup still merges.
    let mut book = desk.open("a.aritai");
    let mut restored = book.document(&id(1)).unwrap();
    restored.import(&document.export_snapshot().unwrap()).unwrap();
    assert_eq!(restored.sheet().theme.text, "失われる");
}

#[test]
fn a_commit_that_never_ended_counts_as_written() {
    let desk = Desk::new();
    desk.full("a.aritai");
    let first = peer(&desk, "a.aritai");
    let mut book = desk.open("a.aritai");
    let mut document = book.document(&id(1)).unwrap();
    let change = document.apply(&theme(&document, "x"), &who(), time(5000)).unwrap().unwrap();
    // The file is gone at the moment of the commit; somebody may have it.
    fs::rename(desk.path("a.aritai"), desk.path("away")).unwrap();
    let error = book.keep(&id(1), &document, &change, &who(), time(5000)).unwrap_err();
    if cfg!(unix) {
        assert!(matches!(error, BookError::Vanished { .. }), "{error}");
    }
    drop(book);
    fs::rename(desk.path("away"), desk.path("a.aritai")).unwrap();
    assert_ne!(peer(&desk, "a.aritai"), first);
}

#[test]
fn notes_that_were_spoilt_cost_no_more_than_a_new_peer() {
    let desk = Desk::new();
    desk.full("a.aritai");
    let first = peer(&desk, "a.aritai");
    for spoilt in ["", "{", "{\"book\":\"book-1\",\"sheets\":{\"x\":1}}", "\u{0}\u{0}"] {
        for notes in fs::read_dir(desk.path("設定 data/books")).unwrap() {
            fs::write(notes.unwrap().path(), spoilt).unwrap();
        }
        assert_ne!(peer(&desk, "a.aritai"), first);
    }
}
