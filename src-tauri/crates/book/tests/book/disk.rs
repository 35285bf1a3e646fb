//! A full disk: the real thing where this machine allows it, in a child process.
#![cfg(unix)]

use crate::common::*;
use book::{Access, Book, Installation};
use sheet::{Edit, ItemId, Kind, Sheet};
use std::{fs, path::Path, process::Command};

const TOLD: &str = "ARITAI_TEST_DISK";

/// Edits a book in the folder that it is told until a commit fails, and prints what then is.
#[test]
fn fills_the_disk_when_told() {
    let Ok(folder) = std::env::var(TOLD) else { return };
    let folder = Path::new(&folder);
    let notes = tempfile::tempdir().unwrap();
    let installation = Installation::at(notes.path());
    let path = folder.join("綴り a.aritai");
    let spare = folder.join("spare");
    fs::write(&spare, vec![1; 60_000]).unwrap();
    let mut book = Book::create(&path, &head(), &installation).unwrap();
    let mut document = book.begin(&id(1), &blank(), &who(), time(0)).unwrap();
    let bullets = |sheet: &Sheet| sheet.findings.first().map_or(0, |f| f.bullets.len());
    for n in 1..1000_i64 {
        let more = Edit::Add {
            id: ItemId::mint(Kind::Bullet, n.unsigned_abs()),
            place: Some("finding-strengths".parse().unwrap()),
            after: None,
            text: n.to_string().repeat(3000),
        };
        let change = document.apply(&more, &who(), time(n * 100)).unwrap().unwrap();
        let Err(error) = book.keep(&id(1), &document, &change, &who(), time(n * 100)) else { continue };
        let typed = usize::try_from(n).unwrap();
        println!("\nfailed {} after {n}", error.code());
        // The file holds what was acknowledged; what was typed is made to it again.
        assert!(book.verify().unwrap().is_clean());
        assert_eq!(bullets(&book.sheet(&id(1)).unwrap()), typed - 1);
        let mut document = book.document(&id(1)).unwrap();
        let change = document.apply(&more, &who(), time(n * 100 + 50)).unwrap().unwrap();
        let again = book.keep(&id(1), &document, &change, &who(), time(n * 100 + 50)).is_err();
        fs::remove_file(&spare).unwrap();
        let mut document = book.document(&id(1)).unwrap();
        let change = document.apply(&more, &who(), time(n * 100 + 60)).unwrap().unwrap();
        let room = book.keep(&id(1), &document, &change, &who(), time(n * 100 + 60));
        println!("\nagain {again}, with room {}", room.is_ok());
        drop(book);
        let book = Book::open(&path, Access::Write, &installation).unwrap();
        assert!(book.verify().unwrap().is_clean());
        let now = book.sheet(&id(1)).unwrap();
        assert_eq!(bullets(&now), if room.is_ok() { typed } else { typed - 1 });
        println!("\nall is well");
        return;
    }
    panic!("the disk was never full");
}

fn told(mut command: Command, folder: &Path) -> String {
    let exe = std::env::current_exe().unwrap();
    command.arg(exe).args(["--exact", "disk::fills_the_disk_when_told", "--nocapture"]).env(TOLD, folder);
    let out = command.output().unwrap();
    format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr))
}

#[test]
fn a_full_disk_is_named_and_what_was_typed_is_saved_once_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let small = "mount -t tmpfs -o size=700k none \"$0\" && exec \"$@\"";
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount", "sh", "-c", small]).arg(folder.path());
    let allowed = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount", "sh", "-c", "mount -t tmpfs -o size=700k none \"$0\""])
        .arg(folder.path())
        .status();
    if !allowed.is_ok_and(|s| s.success()) {
        eprintln!("skipped: this machine mounts no small disk for a test");
        return;
    }
    let said = told(command, folder.path());
    assert!(said.contains("failed book.disk-full"), "{said}");
    assert!(said.contains("with room true") && said.contains("all is well"), "{said}");
}

#[test]
fn a_file_that_may_grow_no_further_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' XFSZ; ulimit -f 600; exec \"$0\" \"$@\""]);
    let said = told(command, folder.path());
    assert!(said.contains("failed book.") && said.contains("all is well"), "{said}");
}
