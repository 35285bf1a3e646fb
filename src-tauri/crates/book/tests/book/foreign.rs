//! Books from elsewhere.

use crate::common::*;
use book::{
    BookError, Parcel, Picture, Seen, Verdict, open_foreign, vet, vet_in_child, vet_picture_in_child, vet_pipe,
};
use std::{fs, path::Path, process::Command};

#[test]
fn an_honest_book_from_elsewhere_is_taken_in() {
    let desk = Desk::new();
    let path = desk.full("a.aritai");
    let before = fs::read(&path).unwrap();
    let foreign = open_foreign(&path).unwrap();
    fs::remove_file(&path).unwrap();
    assert_eq!(foreign.head(), &head());
    assert_eq!(foreign.sheet_ids().unwrap(), [id(1), id(2)]);
    assert_eq!(foreign.versions(&id(1)).unwrap().len(), 1);
    let parcel = foreign.parcel(&id(1)).unwrap();
    assert_eq!(parcel.updates.len(), 11);
    let Verdict::Sound(sheet) = vet(&parcel) else { panic!() };
    let sheet = std::sync::Arc::new(*sheet);
    assert_eq!(sheet.theme.text, "歩いて暮らせるまち9");
    assert!(matches!(foreign.parcel(&id(9)), Err(BookError::NoSuchSheet { .. })));

    // Into a book of our own.
    fs::write(&path, before).unwrap();
    let mut book = desk.create("mine.aritai");
    let updates = foreign.updates(&id(1)).unwrap();
    let changes: Vec<_> = updates.into_iter().map(|u| u.change).collect();
    book.add_sheet(&id(1), &changes[0], &sheet).unwrap();
    book.commit_many(&id(1), &changes[1..], &sheet).unwrap();
    assert!(book.verify().unwrap().is_clean());
}

#[test]
fn a_book_with_anything_but_our_tables_is_refused() {
    let desk = Desk::new();
    let path = desk.full("a.aritai");
    let whole = fs::read(&path).unwrap();
    for forged in [
        "CREATE TRIGGER t AFTER INSERT ON \"update\" BEGIN DELETE FROM bullet; END",
        "CREATE VIEW v AS SELECT * FROM sheet",
        "CREATE VIRTUAL TABLE v USING fts5(x)",
        "CREATE TABLE more (x)",
        "CREATE INDEX more ON bullet (text)",
        "CREATE INDEX more ON bullet (abs(position))",
        "ALTER TABLE member ADD COLUMN more TEXT",
        "ALTER TABLE member ADD COLUMN more TEXT AS (hex(name))",
        "DROP TABLE bullet",
        "DROP INDEX update_by_document",
        "DROP TABLE sheet; CREATE VIEW sheet AS SELECT 1 AS id",
        "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = replace(sql, 'NOT NULL', 'DEFAULT 1') WHERE name = 'goal'",
        "PRAGMA user_version = 0",
    ] {
        fs::write(&path, &whole).unwrap();
        rusqlite::Connection::open(&path).unwrap().execute_batch(forged).unwrap_or_else(|e| panic!("{forged}: {e}"));
        let before = fs::read(&path).unwrap();
        assert_eq!(open_foreign(&path).unwrap_err().code(), "book.suspicious", "{forged}");
        assert_eq!(open(&path, &desk).unwrap_err().code(), "book.suspicious", "{forged}");
        assert_eq!(fs::read(&path).unwrap(), before);
    }
}

#[test]
fn a_book_with_rows_that_we_never_wrote_is_refused() {
    let desk = Desk::new();
    let path = desk.full("a.aritai");
    let whole = fs::read(&path).unwrap();
    for forged in [
        "UPDATE \"update\" SET author = 'somebody' WHERE seq = 3",
        "UPDATE \"update\" SET time = '2030-01-01T00:00:00.000Z' WHERE seq = 3",
        "UPDATE \"update\" SET waiting = 1 WHERE seq = 3",
        "UPDATE \"update\" SET bytes = x'00' WHERE seq = 3",
        "UPDATE \"update\" SET document = 'sheet-x' WHERE seq = 3",
        "UPDATE \"update\" SET seq = 300 WHERE seq = 3",
        "UPDATE book SET organisation = 'x'",
    ] {
        fs::write(&path, &whole).unwrap();
        rusqlite::Connection::open(&path).unwrap().execute_batch(forged).unwrap();
        assert_eq!(open_foreign(&path).unwrap_err().code(), "book.damaged", "{forged}");
    }
    for (forged, code) in [
        ("UPDATE version SET state = '{}'", "book.damaged"),
        ("UPDATE version SET author = 'x'", "book.damaged"),
        ("UPDATE document SET created = 'x'", "book.damaged"),
    ] {
        fs::write(&path, &whole).unwrap();
        rusqlite::Connection::open(&path).unwrap().execute_batch(forged).unwrap();
        let foreign = open_foreign(&path).unwrap();
        let error = foreign.sheet_ids().err().or_else(|| foreign.versions(&id(1)).err()).unwrap();
        assert_eq!(error.code(), code, "{forged}");
    }
    fs::write(&path, vec![0; 100]).unwrap();
    assert_eq!(open_foreign(&path).unwrap_err().code(), "book.not-a-book");
    fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    assert_eq!(open_foreign(&path).unwrap_err().code(), "book.truncated");
    fs::write(&path, "").unwrap();
    assert_eq!(open_foreign(&path).unwrap_err().code(), "book.empty");
    let large = fs::File::options().write(true).open(&path).unwrap();
    large.set_len(2 << 30).unwrap();
    assert_eq!(open_foreign(&path).unwrap_err().code(), "book.too-large");
}

#[test]
fn a_parcel_arrives_as_it_was_sent() {
    let parcel = Parcel { sheet: id(1), updates: vec![vec![1, 2, 3], vec![], vec![0; 70_000]] };
    let mut sent = Vec::new();
    parcel.write_to(&mut sent).unwrap();
    assert_eq!(Parcel::read_from(sent.as_slice()).unwrap(), parcel);
    for cut in [0, 7, 8, 10, 20, 30, sent.len() - 1] {
        assert!(Parcel::read_from(&sent[..cut]).is_err(), "{cut}");
    }
    assert!(Parcel::read_from(b"aritai-1\xff\xff\xff\xff...".as_slice()).is_err());
    assert!(matches!(vet(&parcel), Verdict::Unreadable(_)));
}

/// Reads a PNG as far as its header.
fn look(bytes: &[u8]) -> Result<Seen, String> {
    let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    match (bytes.starts_with(b"\x89PNG"), number(16), number(20)) {
        (true, Some(width), Some(height)) => {
            let picture = Picture::new("image/png", width, height, bytes.to_vec());
            Ok(Seen { hash: picture.hash().into(), media: "image/png".into(), width, height })
        }
        _ => Err("no PNG".into()),
    }
}

#[cfg(unix)]
#[test]
fn a_child_looks_at_a_picture_and_it_must_be_what_the_file_says() {
    let ask = |picture: &Picture, script: &str| {
        let mut child = Command::new("sh");
        child.args(["-c", script]).arg(std::env::current_exe().unwrap()).env("ARITAI_TEST_VET", "1");
        vet_picture_in_child(picture, Path::new("/机/来た.aritai"), child)
    };
    let honest = "\"$0\" --exact foreign::vets_when_told --nocapture | grep '^{'";
    let png = include_bytes!("../../../../../assets/icons/32x32.png").to_vec();
    ask(&Picture::new("image/png", 32, 32, png.clone()), honest).unwrap();
    for (picture, script) in [
        (Picture::new("image/png", 3200, 32, png.clone()), honest),
        (Picture::new("image/jpeg", 32, 32, png.clone()), honest),
        (Picture::new("image/png", 32, 32, b"GIF89a".to_vec()), honest),
        (Picture::new("image/png", 32, 32, png.clone()), "kill -9 $$"),
        (Picture::new("image/png", 32, 32, png), "cat >/dev/null; echo '{\"unreadable\":\"\"}'"),
    ] {
        assert_eq!(ask(&picture, script).unwrap_err().code(), "book.suspicious", "{picture:?} {script}");
    }
}

/// The child of the next test: looks at the parcel in its standard input.
#[test]
fn vets_when_told() {
    if std::env::var("ARITAI_TEST_VET").is_ok() {
        println!();
        vet_pipe(std::io::stdin(), std::io::stdout(), look).unwrap();
        println!();
    }
}

#[cfg(unix)]
#[test]
fn a_child_looks_at_the_updates_and_may_die_of_it() {
    let desk = Desk::new();
    let foreign = open_foreign(&desk.full("a.aritai")).unwrap();
    let parcel = foreign.parcel(&id(1)).unwrap();
    let ask = |parcel: &Parcel, script: &str| {
        let mut child = Command::new("sh");
        child.args(["-c", script]).arg(std::env::current_exe().unwrap()).env("ARITAI_TEST_VET", "1");
        vet_in_child(parcel, Path::new("/机/来た.aritai"), child)
    };
    let honest = "\"$0\" --exact foreign::vets_when_told --nocapture | grep '^{'";
    assert_eq!(ask(&parcel, honest).unwrap().theme.text, "歩いて暮らせるまち9");
    let mut forged = parcel.clone();
    let middle = forged.updates[2].len() / 2;
    forged.updates[2][middle] ^= 0x10;
    assert_eq!(ask(&forged, honest).unwrap_err().code(), "book.unreadable");
    let large = Parcel { updates: vec![vec![0; 5 << 20]; 3], ..parcel.clone() };
    for (script, parcel) in [
        ("kill -9 $$", &parcel),
        ("kill -9 $$", &large),
        ("cat >/dev/null; exit 3", &large),
        ("cat >/dev/null; echo nonsense", &parcel),
        ("cat >/dev/null", &parcel),
    ] {
        assert_eq!(ask(parcel, script).unwrap_err().code(), "book.suspicious", "{script}");
    }
    let missing = vet_in_child(&parcel, Path::new("x"), Command::new("/nowhere/aritai-cli"));
    assert_eq!(missing.unwrap_err().code(), "book.storage");
}
