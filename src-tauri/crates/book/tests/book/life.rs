//! The ordinary life of a book.

use crate::common::*;
use book::{Access, Book, BookError, ReadOnlyReason, UPDATES_PER_SNAPSHOT, Verification};
use sheet::FiscalYear;
use std::process::Command;

#[test]
fn what_was_written_is_there_after_opening() {
    let desk = Desk::new();
    let path = desk.full("綴り 一.aritai");
    let mut book = desk.open("綴り 一.aritai");
    assert_eq!(book.head(), &head());
    assert_eq!(book.read_only(), None);
    assert_eq!(book.verify().unwrap(), Verification::default());
    assert_eq!(book.sheet_ids().unwrap(), [id(1), id(2)]);
    let mut wanted = full_sheet();
    wanted.theme = "歩いて暮らせるまち9".into();
    assert_eq!(book.sheet(&id(1)).unwrap(), wanted);
    assert_eq!(*book.document(&id(1)).unwrap().sheet(), wanted);

    let sheets = book.sheets().unwrap();
    assert_eq!(
        sheets.iter().map(|s| s.fiscal_year).collect::<Vec<_>>(),
        [FiscalYear::new(2023), FiscalYear::new(2022)]
    );
    let year = &sheets[1];
    assert_eq!((&year.id, year.cohort, year.form.as_str()), (&id(1), Some(4), "change-story"));
    assert_eq!((year.theme.as_str(), year.members, year.goals, year.actions), ("歩いて暮らせるまち9", 2, 3, 1));
    assert_eq!(year.changed, Some(time(900)));

    let versions = book.versions(&id(1)).unwrap();
    assert_eq!(versions.len(), 1);
    assert_eq!((versions[0].name.as_str(), versions[0].state.theme.as_str()), ("当初案", "歩いて暮らせるまち4"));
    assert!(book.versions(&id(2)).unwrap().is_empty());
    let log = book.log(&id(1)).unwrap();
    assert_eq!(log.len(), 11);
    assert_eq!((log[10].change.author.clone(), log[10].change.time), (who(), time(900)));

    book.set_organisation("新例市").unwrap();
    drop(book);
    assert_eq!(Book::open(&path, Access::ReadOnly, &desk.installation).unwrap().head().organisation, "新例市");
}

#[test]
fn between_two_commits_the_one_file_is_the_whole_truth() {
    let desk = Desk::new();
    let mut book = desk.create("a.aritai");
    fill(&mut book);
    let names: Vec<_> = std::fs::read_dir(desk.folder.path()).unwrap().map(|f| f.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    std::fs::copy(desk.path("a.aritai"), desk.path("mailed.aritai")).unwrap();
    let copy = desk.open("mailed.aritai");
    assert!(copy.verify().unwrap().is_clean());
    assert_eq!(copy.sheet(&id(1)).unwrap(), book.sheet(&id(1)).unwrap());
}

#[test]
fn the_read_model_is_what_the_log_amounts_to_and_can_be_made_anew() {
    let desk = Desk::new();
    let mut book = desk.create("a.aritai");
    fill(&mut book);
    let mut document = book.document(&id(1)).unwrap();
    let goals = full_sheet().steps[0].goals.clone();
    let edits = [
        sheet::Edit::Move { id: goals[1].id.clone(), place: Some("step-2".parse().unwrap()), after: None },
        sheet::Edit::Archive { id: goals[0].id.clone() },
        sheet::Edit::Confidential { field: "sheet.why".parse().unwrap(), on: true },
        sheet::Edit::Confidential { field: full_sheet().gap[1].bullets[0].id.field("text"), on: false },
        sheet::Edit::Value { id: full_sheet().actions[0].id.clone(), key: "step".into(), value: None },
    ];
    for (n, edit) in edits.iter().enumerate() {
        let n = 2000 + i64::try_from(n).unwrap();
        let change = document.apply(edit, &who(), time(n)).unwrap().unwrap();
        book.keep(&id(1), &document, &change, &who(), time(n)).unwrap();
        assert!(book.verify().unwrap().is_clean(), "{edit:?}");
    }
    let before = dump(&desk, "a.aritai");
    book.rebuild_read_model().unwrap();
    assert!(book.verify().unwrap().is_clean());
    assert_eq!(dump(&desk, "a.aritai"), before);
    // And the next edit finds the rows that it expects.
    write_theme(&mut book, &id(1), &mut document, "新", 3000);
    assert!(book.verify().unwrap().is_clean());
}

#[test]
fn words_that_are_typed_and_taken_back_leave_the_read_model_right() {
    let desk = Desk::new();
    let mut book = desk.create("a.aritai");
    fill(&mut book);
    let mut document = book.document(&id(1)).unwrap();
    // The theme always has its row; a bullet's text has another table; an empty text is read anew.
    let fields = ["sheet.theme".parse().unwrap(), full_sheet().gap[1].bullets[0].id.field("text")];
    let mut n = 4000;
    for field in fields {
        let first = document.text(&field).to_owned();
        for text in ["一", "一二", &first, "", "三", &first] {
            n += 1;
            let edit =
                sheet::Edit::Text { base: document.text(&field).into(), field: field.clone(), text: text.into() };
            let change = document.apply(&edit, &who(), time(n)).unwrap().unwrap();
            book.keep(&id(1), &document, &change, &who(), time(n)).unwrap();
            assert!(book.verify().unwrap().is_clean(), "{field}: {text}");
        }
    }
}

/// Every row of the read model, by SQLite's own program where there is one.
fn dump(desk: &Desk, name: &str) -> Option<String> {
    let out = Command::new("sqlite3").arg(desk.path(name)).arg(".dump").output().ok()?;
    Some(String::from_utf8(out.stdout).unwrap())
}

#[test]
fn a_person_can_ask_by_sqlite3() {
    let desk = Desk::new();
    let path = desk.full("a.aritai");
    let ask = |sql: &str| Command::new("sqlite3").arg("-readonly").arg(&path).arg(sql).output();
    let Ok(answer) =
        ask("SELECT s.fiscal_year, a.title, k.text, a.status FROM action a JOIN sheet s ON s.id = a.sheet \
         JOIN action_attribute k ON k.sheet = a.sheet AND k.action = a.id AND k.key = 'purpose' WHERE a.archived = 0")
    else {
        eprintln!("skipped: sqlite3 is not installed");
        return;
    };
    assert_eq!(String::from_utf8(answer.stdout).unwrap(), "2022|対話の昼休み|話す習慣|running\n");
    let answer = ask("SELECT c.text FROM gap g JOIN bullet b ON b.place = g.id JOIN cause c ON c.bullet = b.id WHERE g.aspect = 'organisation' ORDER BY c.position").unwrap();
    assert_eq!(String::from_utf8(answer.stdout).unwrap(), "人が減った\n席が離れた\n");
}

#[test]
fn a_book_that_is_only_looked_at_refuses_changes() {
    let desk = Desk::new();
    let path = desk.full("a.aritai");
    let before = std::fs::read(&path).unwrap();
    let mut book = Book::open(&path, Access::ReadOnly, &desk.installation).unwrap();
    assert_eq!(book.read_only(), Some(ReadOnlyReason::Asked));
    let mut document = book.document(&id(1)).unwrap();
    let change = document.apply(&theme(&document, "だめ"), &who(), time(9)).unwrap().unwrap();
    let refused = book.keep(&id(1), &document, &change, &who(), time(9)).unwrap_err();
    assert_eq!(refused.code(), "book.read-only");
    assert!(book.settle(&id(1), &document).is_ok());
    assert!(book.set_organisation("x").is_err());
    drop(book);
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn a_snapshot_is_written_when_it_is_time_and_what_waits_is_not_hidden_by_it() {
    let desk = Desk::new();
    let mut book = desk.create("a.aritai");
    let mut document = book.begin(&id(1), &blank(), &who(), time(0)).unwrap();
    for n in 1..UPDATES_PER_SNAPSHOT + 20 {
        write_theme(&mut book, &id(1), &mut document, &format!("{n}"), n * 100);
    }
    assert_eq!(book.updates_since_snapshot(&id(1)).unwrap(), 20);
    let stored = book.load(&id(1)).unwrap();
    assert!(stored.snapshot.is_some() && stored.updates.len() == 20);

    // A colleague's second change arrives before the first.
    let mut theirs =
        document::Document::open(stored.snapshot.as_deref(), stored.updates.iter().map(Vec::as_slice), 77).unwrap();
    let [first, second] =
        ["甲", "甲乙"].map(|t| theirs.apply(&theme(&theirs, t), &who(), time(90_000)).unwrap().unwrap().update);
    let arrived = |bytes: &[u8], waiting| book::Change {
        peer: 77,
        author: who(),
        label: "import".into(),
        time: time(90_001),
        waiting,
        bytes: bytes.to_vec(),
    };
    assert!(document.import(&second).unwrap().waiting);
    book.commit(&id(1), &arrived(&second, true), &document.sheet()).unwrap();
    book.settle(&id(1), &document).unwrap();
    let mut document = book.document(&id(1)).unwrap();
    assert_ne!(document.sheet().theme.text, theirs.sheet().theme.text);
    assert!(!document.import(&first).unwrap().waiting);
    assert_eq!(document.sheet().theme.text, theirs.sheet().theme.text);
    book.commit(&id(1), &arrived(&first, false), &document.sheet()).unwrap();
    assert!(book.verify().unwrap().is_clean());
}

#[test]
fn there_is_no_sheet_that_was_not_begun() {
    let desk = Desk::new();
    let mut book = desk.create("a.aritai");
    let mut document = book.begin(&id(1), &blank(), &who(), time(0)).unwrap();
    assert!(matches!(book.load(&id(9)), Err(BookError::NoSuchSheet { .. })));
    assert!(matches!(book.log(&id(9)), Err(BookError::NoSuchSheet { .. })));
    let change = document.apply(&theme(&document, "x"), &who(), time(9)).unwrap().unwrap();
    assert!(matches!(book.keep(&id(9), &document, &change, &who(), time(9)), Err(BookError::NoSuchSheet { .. })));
    assert!(book.begin(&id(1), &blank(), &who(), time(0)).is_err(), "twice");
    assert!(book.verify().unwrap().is_clean());
}

#[test]
fn the_read_model_keeps_up_with_a_year_of_three_people() {
    let desk = Desk::new();
    let mut book = desk.create("a.aritai");
    let year = document::generate::year(400, 11).unwrap();
    let mut document = document::Document::open(None, [], 7).unwrap();
    for (n, bytes) in year.updates.into_iter().enumerate() {
        document.import(&bytes).unwrap();
        let change =
            book::Change { peer: 101, author: who(), label: "import".into(), time: time(1), waiting: false, bytes };
        match n {
            0 => book.add_sheet(&id(1), &change, &document.sheet()).unwrap(),
            _ => book.commit(&id(1), &change, &document.sheet()).unwrap(),
        };
        if n % 50 == 0 {
            let found = book.verify().unwrap();
            assert!(found.is_clean(), "{n}: {found:?}");
        }
    }
    assert!(book.verify().unwrap().is_clean());
    let before = dump(&desk, "a.aritai");
    book.rebuild_read_model().unwrap();
    assert_eq!(dump(&desk, "a.aritai"), before);
    assert_eq!(book.sheet(&id(1)).unwrap(), *year.document.sheet());
}

#[test]
fn rows_that_belong_to_no_sheet_are_reported() {
    let desk = Desk::new();
    let path = desk.full("a.aritai");
    let stray = "INSERT INTO partner VALUES ('sheet-x', 'partner-1', 0, 0, 'x')";
    rusqlite::Connection::open(&path).unwrap().execute_batch(stray).unwrap();
    let mut book = desk.open("a.aritai");
    assert_eq!(book.verify().unwrap().read_model, [(String::new(), "partner".to_owned())]);
    book.rebuild_read_model().unwrap();
    assert!(book.verify().unwrap().is_clean());
}
