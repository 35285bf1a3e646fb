//! Files that were cut short or hit by a flipped bit: never a panic, never a change, and what can be read is saved.

use crate::common::*;
use book::{Access, Book, recover};
use document::generate::Dice;
use std::fs;

#[test]
fn a_file_cut_anywhere_is_refused_and_left_as_it_is() {
    let desk = Desk::new();
    let path = desk.full("a.aritai");
    let whole = fs::read(&path).unwrap();
    let cut = desk.path("cut.aritai");
    let mut lengths: Vec<usize> = (0..whole.len()).step_by(whole.len() / 60).collect();
    lengths.extend([1, 15, 16, 17, 99, 100, 101, 511, 512, 513, 4095, 4096, 4097, whole.len() - 1, whole.len() - 4096]);
    for length in lengths {
        fs::write(&cut, &whole[..length]).unwrap();
        let error = Book::open(&cut, Access::Write, &desk.installation).unwrap_err();
        let wanted = match length {
            0 => "book.empty",
            1..15 => "book.not-a-book",
            _ => "book.truncated",
        };
        assert_eq!(error.code(), wanted, "{length}: {error}");
        assert_eq!(fs::read(&cut).unwrap(), &whole[..length]);
        let to = desk.path("recovered.aritai");
        match recover(&cut, &to, &desk.installation) {
            Ok(recovery) => {
                assert!(!recovery.sheets.is_empty());
                assert!(desk.open("recovered.aritai").verify().unwrap().is_clean(), "{length}");
                fs::remove_file(&to).unwrap();
            }
            Err(e) => assert_eq!(e.code(), "book.nothing-left", "{length}"),
        }
        assert_eq!(fs::read(&cut).unwrap(), &whole[..length]);
    }
}

#[test]
fn a_flipped_bit_is_found_out_or_harmless() {
    let desk = Desk::new();
    let path = desk.full("a.aritai");
    let whole = fs::read(&path).unwrap();
    let [one, two] = {
        let book = desk.open("a.aritai");
        [id(1), id(2)].map(|sheet| book.sheet(&sheet).unwrap())
    };
    let hit = desk.path("hit.aritai");
    let mut dice = Dice::new(7);
    let (mut refused, mut reported, mut harmless, mut saved) = (0, 0, 0, 0);
    for _ in 0..150 {
        let mut bytes = whole.clone();
        bytes[dice.below(whole.len())] ^= 1 << dice.below(8);
        fs::write(&hit, &bytes).unwrap();
        let verified = Book::open(&hit, Access::ReadOnly, &desk.installation).and_then(|book| {
            let found = book.verify()?;
            if found.is_clean() {
                // Then nothing that anybody reads may be different.
                assert_eq!([id(1), id(2)].map(|sheet| book.sheet(&sheet).unwrap()), [one.clone(), two.clone()]);
            }
            Ok(found)
        });
        assert_eq!(fs::read(&hit).unwrap(), bytes);
        match verified {
            Ok(found) if found.is_clean() => harmless += 1,
            Ok(_) => reported += 1,
            Err(_) => refused += 1,
        }
        let to = desk.path("recovered.aritai");
        let recovery = recover(&hit, &to, &desk.installation).unwrap();
        let book = desk.open("recovered.aritai");
        assert!(book.verify().unwrap().is_clean());
        if recovery.is_complete() {
            assert_eq!(book.sheet(&id(1)).unwrap(), one);
            saved += 1;
        }
        drop(book);
        fs::remove_file(&to).unwrap();
    }
    eprintln!("of 150 flips {refused} refused, {reported} reported, {harmless} harmless; {saved} saved whole");
    assert!(refused + reported > 15 && saved > 100);
}

#[test]
fn a_row_lost_from_the_log_is_made_up_for_by_the_snapshot() {
    let desk = Desk::new();
    let path = desk.full("a.aritai");
    let wanted = desk.open("a.aritai").sheet(&id(1)).unwrap();
    let spoil = |seq: i64| {
        let spoilt = rusqlite::Connection::open(&path).unwrap();
        spoilt.execute("UPDATE \"update\" SET bytes = zeroblob(length(bytes)) WHERE seq = ?1", [seq]).unwrap();
    };
    spoil(4);
    let book = desk.open("a.aritai");
    let found = book.verify().unwrap();
    assert_eq!(found.rows, [("update".to_owned(), 4)]);
    assert!(!found.log_is_whole());
    assert_eq!(book.sheet(&id(1)).unwrap(), wanted, "the snapshot stands for it");
    drop(book);
    let recovery = recover(&path, &desk.path("b.aritai"), &desk.installation).unwrap();
    assert_eq!((recovery.lost.as_slice(), recovery.versions, recovery.head_lost), ([4].as_slice(), 1, false));
    assert!(recovery.sheets[0].from_snapshot && recovery.sheets[0].waiting == 0);
    let book = desk.open("b.aritai");
    assert_eq!(book.sheet(&id(1)).unwrap(), wanted);
    assert!(book.verify().unwrap().is_clean());
    drop(book);

    // After the snapshot: the later ones wait, and are kept.
    spoil(9);
    assert_eq!(desk.open("a.aritai").load(&id(1)).unwrap_err().code(), "book.damaged");
    let recovery = recover(&path, &desk.path("c.aritai"), &desk.installation).unwrap();
    assert_eq!(recovery.lost, [4, 9]);
    assert_eq!((recovery.sheets[0].waiting, recovery.is_complete()), (3, false));
    let mut book = desk.open("c.aritai");
    assert!(book.verify().unwrap().is_clean());
    assert!(book.sheet(&id(1)).unwrap().theme.text.starts_with("歩いて暮らせるまち"));
    // And a recovered book can be written on.
    let mut document = book.document(&id(1)).unwrap();
    write_theme(&mut book, &id(1), &mut document, "続き", 9000);
    assert!(book.verify().unwrap().is_clean());
}
