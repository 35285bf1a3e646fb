//! Pictures: kept once, whole or reported, carried along wherever the book goes.

use crate::common::*;
use book::{Picture, copy_book, open_foreign, recover};
use std::fs;

fn png() -> Picture {
    picture()
}

/// A picture that fills many pages of the file.
fn large() -> Picture {
    let bytes: Vec<u8> = (0..300_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()).collect();
    Picture::new("image/jpeg", 4000, 3000, bytes)
}

#[test]
fn a_picture_is_kept_once_and_read_back_whole() {
    let desk = Desk::new();
    desk.full("a.aritai");
    let mut book = desk.open("a.aritai");
    assert!(!book.add_picture(&png()).unwrap(), "the full book has it already");
    assert!(book.add_picture(&large()).unwrap());
    let size = fs::metadata(book.path()).unwrap().len();
    assert!(!book.add_picture(&large()).unwrap());
    assert_eq!(fs::metadata(book.path()).unwrap().len(), size);
    drop(book);
    let book = desk.open("a.aritai");
    assert_eq!(book.pictures().unwrap(), [png().hash(), large().hash()]);
    assert_eq!(book.picture(large().hash()).unwrap(), Some(large()));
    assert_eq!(book.picture(&"0".repeat(64)).unwrap(), None);
    assert!(book.verify().unwrap().is_clean());
}

#[test]
fn a_picture_that_was_hit_is_reported_and_made_whole_by_adding_it_again() {
    let desk = Desk::new();
    let path = desk.full("a.aritai");
    let mut book = desk.open("a.aritai");
    book.add_picture(&png()).unwrap();
    book.add_picture(&large()).unwrap();
    drop(book);
    for hit in [
        "UPDATE picture SET bytes = zeroblob(length(bytes)) WHERE number = 2",
        "UPDATE picture SET width = 1 WHERE number = 2",
        "UPDATE picture SET media = 'image/png' WHERE number = 2",
        "UPDATE picture SET sha256 = zeroblob(32) WHERE number = 2",
    ] {
        rusqlite::Connection::open(&path).unwrap().execute_batch(hit).unwrap();
        let mut book = desk.open("a.aritai");
        assert_eq!(book.verify().unwrap().rows, [("picture".to_owned(), 2)], "{hit}");
        assert_eq!(book.picture(large().hash()).unwrap_err().code(), "book.damaged", "{hit}");
        assert_eq!(book.picture(png().hash()).unwrap(), Some(png()));
        assert_eq!(open_foreign(&path).unwrap().picture(large().hash()).unwrap_err().code(), "book.damaged", "{hit}");
        assert!(book.add_picture(&large()).unwrap());
        assert!(book.verify().unwrap().is_clean());
    }
}

#[test]
fn copies_and_what_is_recovered_have_the_pictures() {
    let desk = Desk::new();
    let path = desk.full("a.aritai");
    let mut book = desk.open("a.aritai");
    book.add_picture(&png()).unwrap();
    book.add_picture(&large()).unwrap();
    drop(book);
    let copy = copy_book(&path, &desk.path("copy.aritai"), &desk.installation).unwrap();
    assert_eq!(copy.picture(large().hash()).unwrap(), Some(large()));
    drop(copy);
    let foreign = open_foreign(&path).unwrap();
    assert_eq!(foreign.pictures().unwrap().len(), 2);
    assert_eq!(foreign.picture(png().hash()).unwrap(), Some(png()));

    // Page by page, without SQLite's help.
    let recovery = recover(&path, &desk.path("whole.aritai"), &desk.installation).unwrap();
    assert_eq!((recovery.pictures, recovery.lost_pictures.len(), recovery.is_complete()), (2, 0, true));
    assert_eq!(desk.open("whole.aritai").picture(large().hash()).unwrap(), Some(large()));

    // One bit anywhere in the large one: it is lost, the small one is not.
    let mut bytes = fs::read(&path).unwrap();
    let picture = large();
    let needle = &picture.bytes()[600_000..600_040];
    let at = bytes.windows(40).position(|w| w == needle).unwrap();
    bytes[at] ^= 4;
    fs::write(&path, &bytes).unwrap();
    assert_eq!(desk.open("a.aritai").verify().unwrap().rows, [("picture".to_owned(), 2)]);
    let recovery = recover(&path, &desk.path("part.aritai"), &desk.installation).unwrap();
    assert_eq!(recovery.pictures, 1);
    assert_eq!(desk.open("part.aritai").pictures().unwrap(), [png().hash()]);

    // One that a poster shows: the answer names it.
    let mut bytes = fs::read(&path).unwrap();
    let at = bytes.windows(40).position(|w| w == &png().bytes()[200..240]).unwrap();
    bytes[at] ^= 4;
    fs::write(&path, &bytes).unwrap();
    let recovery = recover(&path, &desk.path("less.aritai"), &desk.installation).unwrap();
    assert_eq!((recovery.lost_pictures, recovery.pictures), (vec![png().hash().to_owned()], 0));
}
