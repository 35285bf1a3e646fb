//! Measures, in a release build, what a person waits for: opening a year of many edits, and an edit until it is durable
//! beside a bare SQLite commit of the same bytes with the same pragmas in the same folder in the same run.
//!
//! `cargo run --release -p book --example measure_book -- [edits] [commits] [folder]`

use book::{Access, Book, Change, Head, Installation};
use document::{Document, generate};
use rusqlite::Connection;
use sheet::{Edit, FieldId, SheetId};
use std::{
    error::Error,
    time::{Duration, Instant},
};

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let edits = args.next().map_or(Ok(50_000), |a| a.parse())?;
    let commits = args.next().map_or(Ok(300), |a| a.parse())?;
    let parent = args.next().map_or_else(std::env::temp_dir, Into::into);
    let folder = tempfile::tempdir_in(parent)?;
    let installation = Installation::at(folder.path().join("data"));
    let path = folder.path().join("year.aritai");

    let year = generate::year(edits, 1)?;
    let (who, mut now) = (year.author, year.end);
    let head = Head { id: "book-1".into(), organisation: "例市".into(), created: now };
    let id = SheetId::mint(1);
    let view = year.document.sheet();
    let changes: Vec<Change> = year
        .updates
        .into_iter()
        .map(|bytes| Change { peer: 1, author: who.clone(), label: "text".into(), time: now, waiting: false, bytes })
        .collect();
    let (first, rest) = changes.split_first().ok_or("no edits")?;
    let mut book = Book::create(&path, &head, &installation)?;
    book.add_sheet(&id, first, &view)?;
    let began = Instant::now();
    book.commit_many(&id, rest, &view)?;
    println!("one commit of {} updates: {:?}", rest.len(), began.elapsed());
    let open = |what: &str| -> Result<(), Box<dyn Error>> {
        let (mut file, mut whole) = (Vec::new(), Vec::new());
        for _ in 0..21 {
            let began = Instant::now();
            let mut book = Book::open(&path, Access::Write, &installation)?;
            let sheets = book.sheets()?.len();
            file.push(began.elapsed());
            let sheet = book.document(&id)?.sheet();
            whole.push(began.elapsed());
            assert!(sheets == 1 && *sheet == *view);
        }
        println!(
            "open {what}: file and list {:?}, with the document and its sheet {:?} (bar 20 ms)",
            median(file),
            median(whole)
        );
        Ok(())
    };
    drop(book);
    open("by the log alone")?;
    let mut book = Book::open(&path, Access::Write, &installation)?;
    let document = book.document(&id)?;
    let began = Instant::now();
    book.settle(&id, &document)?;
    println!("snapshot: {:?}; file {} KiB", began.elapsed(), std::fs::metadata(&path)?.len() / 1024);
    drop(book);
    open("by the snapshot")?;

    let mut book = Book::open(&path, Access::Write, &installation)?;
    let mut document: Document = book.document(&id)?;
    let bare = Connection::open(folder.path().join("bare.db"))?;
    bare.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
    bare.pragma_update(None, "synchronous", "EXTRA")?;
    bare.execute_batch("CREATE TABLE log (seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT")?;
    let field: FieldId = "sheet.why".parse()?;
    let (mut durable, mut limit) = (Vec::new(), Vec::new());
    for n in 0..commits {
        now += chrono::Duration::seconds(90);
        let base = document.text(&field).to_owned();
        let edit = Edit::Text { text: format!("{base}字{n}"), base, field: field.clone() };
        let began = Instant::now();
        let change = document.apply(&edit, &who, now)?.ok_or("a change")?;
        book.keep(&id, &document, &change, &who, now)?;
        durable.push(began.elapsed());
        let began = Instant::now();
        bare.prepare_cached("INSERT INTO log (bytes) VALUES (?1)")?.execute([&change.update])?;
        limit.push(began.elapsed());
    }
    durable.remove(0);
    let (durable, limit) = (median(durable), median(limit));
    let ratio = durable.as_secs_f64() / limit.as_secs_f64();
    println!("edit to durable {durable:?}, bare commit {limit:?}, ratio {ratio:.2} (bar 1.5), over {commits} commits");
    let began = Instant::now();
    let found = book.verify()?;
    println!("verify: {:?}, clean {}", began.elapsed(), found.is_clean());
    Ok(())
}
