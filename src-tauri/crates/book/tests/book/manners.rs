//! Files that cannot be opened as they are: each has its own answer, and stays as it was.

use crate::common::*;
use book::{Access, Book, BookError, ReadOnlyReason, copy_book};
use std::{fs, process::Command};

/// What opening `bytes` as a book answers. The file must stay exactly as it was.
fn refusal(desk: &Desk, bytes: &[u8]) -> BookError {
    let path = desk.path("他の ファイル.aritai");
    fs::write(&path, bytes).unwrap();
    for access in [Access::ReadOnly, Access::Write] {
        let error = Book::open(&path, access, &desk.installation).unwrap_err();
        assert_eq!(fs::read(&path).unwrap(), bytes, "{error}");
        assert!(!desk.path("他の ファイル.aritai-journal").exists());
        if access == Access::Write {
            return error;
        }
    }
    unreachable!()
}

#[test]
fn what_is_no_book_is_told_apart() {
    let desk = Desk::new();
    assert_eq!(refusal(&desk, b"").code(), "book.empty");
    assert_eq!(refusal(&desk, "ただの文章です。".repeat(300).as_bytes()).code(), "book.not-a-book");
    assert_eq!(refusal(&desk, b"x").code(), "book.not-a-book");
    assert_eq!(refusal(&desk, &[b"PK\x03\x04".as_slice(), &[7; 5000]].concat()).code(), "book.not-a-book");
    assert_eq!(refusal(&desk, &[0; 8192]).code(), "book.not-a-book");

    let other = desk.path("other.db");
    rusqlite::Connection::open(&other).unwrap().execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES (1);").unwrap();
    assert_eq!(refusal(&desk, &fs::read(&other).unwrap()).code(), "book.other-database");

    let open = |path: &str| Book::open(&desk.path(path), Access::Write, &desk.installation).unwrap_err();
    assert_eq!(open("nowhere/no.aritai").code(), "book.missing");
    fs::create_dir(desk.path("folder.aritai")).unwrap();
    assert_eq!(open("folder.aritai").code(), "book.not-a-book");
}

#[test]
fn a_newer_book_is_left_alone() {
    let desk = Desk::new();
    let path = desk.full("a.aritai");
    rusqlite::Connection::open(&path)
        .unwrap()
        .execute_batch("PRAGMA user_version = 99; CREATE TABLE new (x);")
        .unwrap();
    let error = refusal(&desk, &fs::read(&path).unwrap());
    assert!(matches!(error, BookError::Newer { found: 99, known: book::VERSION, .. }), "{error}");
}

#[test]
fn only_one_window_writes() {
    let desk = Desk::new();
    let path = desk.full("a.aritai");
    let first = desk.open("a.aritai");
    let error = open(&path, &desk).unwrap_err();
    assert_eq!(error.code(), "book.in-use");
    // By another name, too.
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&path, desk.path("link.aritai")).unwrap();
        assert_eq!(open(&desk.path("link.aritai"), &desk).unwrap_err().code(), "book.in-use");
    }
    // Looking at it is no harm.
    let looked = Book::open(&path, Access::ReadOnly, &desk.installation).unwrap();
    assert_eq!(looked.sheets().unwrap().len(), 2);
    drop(first);
    drop(looked);
    assert!(open(&path, &desk).is_ok());
}

#[test]
fn another_program_that_writes_is_waited_for_and_then_named() {
    let desk = Desk::new();
    let path = desk.full("a.aritai");
    let mut book = desk.open("a.aritai");
    let mut document = book.document(&id(1)).unwrap();
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let change = document.apply(&theme(&document, "待つ"), &who(), time(5000)).unwrap().unwrap();
    let error = book.keep(&id(1), &document, &change, &who(), time(5000)).unwrap_err();
    assert_eq!(error.code(), "book.in-use");
    other.execute_batch("ROLLBACK").unwrap();
    let mut document = book.document(&id(1)).unwrap();
    assert_ne!(document.sheet().theme.text, "待つ", "nothing was written");
    assert_eq!(write_theme(&mut book, &id(1), &mut document, "待つ", 5000), 13);

    // What another program changed in the meantime is never overwritten.
    other.execute_batch("UPDATE sheet SET theme = 'x'").unwrap();
    let change = document.apply(&theme(&document, "また"), &who(), time(6000)).unwrap().unwrap();
    let error = book.keep(&id(1), &document, &change, &who(), time(6000)).unwrap_err();
    assert_eq!(error.code(), "book.changed-elsewhere");
    drop((book, other));
    let mut book = desk.open("a.aritai");
    assert!(!book.verify().unwrap().is_clean());
    book.rebuild_read_model().unwrap();
    let mut document = book.document(&id(1)).unwrap();
    write_theme(&mut book, &id(1), &mut document, "また", 6000);
    assert!(book.verify().unwrap().is_clean());
    assert_eq!(book.sheet(&id(1)).unwrap().theme.text, "また");
}

#[test]
fn two_accounts_of_one_computer_do_not_write_over_each_other() {
    let desk = Desk::new();
    let path = desk.full("a.aritai");
    let mut ours = desk.open("a.aritai");
    let mut theirs = Book::open(&path, Access::Write, &book::Installation::at(desk.path("another account"))).unwrap();
    let [mut first, mut second] = [&mut ours, &mut theirs].map(|book| book.document(&id(1)).unwrap());
    assert_ne!(first.peer(), second.peer());
    write_theme(&mut ours, &id(1), &mut first, "私たち", 5000);
    let change = second.apply(&theme(&second, "あちら"), &who(), time(5001)).unwrap().unwrap();
    let error = theirs.keep(&id(1), &second, &change, &who(), time(5001)).unwrap_err();
    assert_eq!(error.code(), "book.changed-elsewhere");
    assert_eq!(ours.sheet(&id(1)).unwrap().theme.text, "私たち");
    assert!(ours.verify().unwrap().is_clean());
}

#[test]
fn a_file_that_vanished_is_missed_and_found_again() {
    if !cfg!(unix) {
        return; // Windows does not let an open file be moved.
    }
    let desk = Desk::new();
    let path = desk.full("a.aritai");
    let mut book = desk.open("a.aritai");
    let mut document = book.document(&id(1)).unwrap();
    fs::rename(&path, desk.path("b.aritai")).unwrap();
    fs::copy(desk.path("b.aritai"), &path).unwrap();
    let another = fs::read(&path).unwrap();
    let change = document.apply(&theme(&document, "ここに"), &who(), time(5000)).unwrap().unwrap();
    let error = book.keep(&id(1), &document, &change, &who(), time(5000)).unwrap_err();
    assert_eq!(error.code(), "book.vanished");
    assert_eq!(fs::read(&path).unwrap(), another);
    fs::rename(desk.path("b.aritai"), &path).unwrap();
    let mut document = book.document(&id(1)).unwrap();
    write_theme(&mut book, &id(1), &mut document, "ここに", 5000);
    assert_eq!(book.sheet(&id(1)).unwrap().theme.text, "ここに");
}

#[test]
fn a_write_protected_file_is_opened_to_be_read() {
    let desk = Desk::new();
    let path = desk.full("a.aritai");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let book = open(&path, &desk).unwrap();
    assert_eq!(book.read_only(), Some(ReadOnlyReason::File));
    assert_eq!(book.read_only().unwrap().code(), "book.read-only-file");
    assert_eq!(book.sheets().unwrap().len(), 2);
    let copy = copy_book(&path, &desk.path("手元 copy.aritai"), &desk.installation).unwrap();
    assert_eq!(copy.read_only(), None);
    assert!(copy.verify().unwrap().is_clean());
}

#[test]
fn nothing_is_written_over_a_file_that_is_there() {
    let desk = Desk::new();
    let path = desk.full("a.aritai");
    fs::write(desk.path("b.aritai"), "mine").unwrap();
    let taken = desk.path("b.aritai");
    let errors = [
        Book::create(&taken, &head(), &desk.installation).unwrap_err(),
        copy_book(&path, &taken, &desk.installation).unwrap_err(),
        book::recover(&path, &taken, &desk.installation).unwrap_err(),
    ];
    for error in errors {
        assert_eq!(error.code(), "book.exists");
    }
    assert_eq!(fs::read(&taken).unwrap(), b"mine");
    let nowhere = Book::create(&desk.path("no/folder/b.aritai"), &head(), &desk.installation).unwrap_err();
    assert_eq!(nowhere.code(), "book.missing");
    assert_eq!(fs::read_dir(desk.folder.path()).unwrap().count(), 3, "no draft is left behind");
}

/// Opens, as an account without any privilege, what the test has prepared; prints the outcome.
#[test]
fn opens_as_nobody_when_told() {
    let Ok(path) = std::env::var("ARITAI_TEST_NOBODY") else { return };
    let desk = Desk::new();
    match Book::open(path.as_ref(), Access::Write, &desk.installation) {
        Ok(book) => println!("opened {:?} {}", book.read_only(), book.sheets().unwrap().len()),
        Err(e) => println!("refused {}", e.code()),
    }
}

#[cfg(unix)]
#[test]
fn a_folder_or_file_of_somebody_else_is_respected() {
    use std::os::unix::{fs::PermissionsExt, process::CommandExt};
    let desk = Desk::new();
    let path = desk.full("a.aritai");
    let mode = |path: &std::path::Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let root = fs::metadata("/proc/self").is_ok_and(|m| std::os::unix::fs::MetadataExt::uid(&m) == 0);
    let outcome = || {
        let mut child = Command::new(std::env::current_exe().unwrap());
        child.args(["--exact", "manners::opens_as_nobody_when_told", "--nocapture"]).env("ARITAI_TEST_NOBODY", &path);
        child.current_dir("/");
        if root {
            child.uid(65_534).gid(65_534);
        }
        String::from_utf8(child.output().unwrap().stdout).unwrap()
    };
    if root && !outcome().contains("opened") && !outcome().contains("refused") {
        eprintln!("skipped: the test program cannot be started by another account");
        return;
    }
    mode(desk.folder.path(), 0o777);
    mode(&path, 0o666);
    assert!(outcome().contains("opened None 2"), "{}", outcome());
    mode(desk.folder.path(), 0o555);
    assert!(outcome().contains("opened Some(Folder) 2"), "{}", outcome());
    mode(&path, 0o444);
    assert!(outcome().contains("opened Some(File) 2"), "{}", outcome());
    mode(&path, 0o000);
    assert!(outcome().contains("refused book.denied"), "{}", outcome());
    mode(desk.folder.path(), 0o777);
}

#[test]
fn an_interrupted_save_is_undone() {
    let desk = Desk::new();
    let path = desk.full("a.aritai");
    // A commit that stopped between writing the file and deleting the journal.
    let whole = fs::read(&path).unwrap();
    let other = rusqlite::Connection::open(&path).unwrap();
    other
        .execute_batch(
            "PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN; UPDATE bullet SET text = hex(zeroblob(9000));",
        )
        .unwrap();
    let (torn, journal) = (fs::read(&path).unwrap(), fs::read(desk.path("a.aritai-journal")).unwrap());
    assert_ne!(torn, whole);
    drop(other);
    let lay = |name: &str| {
        fs::write(desk.path(name), &torn).unwrap();
        fs::write(desk.path(&format!("{name}-journal")), &journal).unwrap();
        desk.path(name)
    };
    for (name, access) in [("write.aritai", Access::Write), ("read.aritai", Access::ReadOnly)] {
        let book = Book::open(&lay(name), access, &desk.installation).unwrap();
        assert!(book.verify().unwrap().is_clean());
    }
    let from = lay("from.aritai");
    let copy = copy_book(&from, &desk.path("to.aritai"), &desk.installation).unwrap();
    assert!(copy.verify().unwrap().is_clean());
    assert_eq!(fs::read(&from).unwrap(), torn);
    assert!(book::open_foreign(&from).is_ok());
    assert!(book::recover(&from, &desk.path("recovered.aritai"), &desk.installation).unwrap().is_complete());

    // A journal that names a further file would make SQLite delete that file.
    let victim = desk.path("大切な書類.txt");
    fs::write(&victim, "大切").unwrap();
    let name = victim.to_str().unwrap().as_bytes();
    let sum = name.iter().map(|b| u32::from(*b)).sum::<u32>();
    let length = u32::try_from(name.len()).unwrap();
    let tail =
        [name, &length.to_be_bytes(), &sum.to_be_bytes(), &[0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]].concat();
    let from = lay("forged.aritai");
    fs::write(desk.path("forged.aritai-journal"), [journal.as_slice(), &tail].concat()).unwrap();
    assert_eq!(open(&from, &desk).unwrap_err().code(), "book.suspicious");
    assert_eq!(book::open_foreign(&from).unwrap_err().code(), "book.suspicious");
    assert!(victim.exists());
}
