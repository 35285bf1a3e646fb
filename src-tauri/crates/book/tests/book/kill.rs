//! kill -9 at 300 random moments of editing: everything that was acknowledged is there.

use crate::common::*;
use book::{Access, Book, Installation};
use document::generate::Dice;
use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

const TOLD: &str = "ARITAI_TEST_KILL";

/// Edits the book that it is told for ever, and says so after each commit.
#[test]
fn edits_until_killed_when_told() {
    let Ok(folder) = std::env::var(TOLD) else { return };
    let folder = Path::new(&folder);
    let installation = Installation::at(folder.join("data"));
    let path = folder.join("綴り a.aritai");
    let mut book = match path.exists() {
        true => Book::open(&path, Access::Write, &installation).unwrap(),
        false => Book::create(&path, &head(), &installation).unwrap(),
    };
    let mut document = match book.last_seq() {
        0 => book.begin(&id(1), &full_sheet().edits(), &who(), time(0)).unwrap(),
        _ => book.document(&id(1)).unwrap(),
    };
    say("ready");
    loop {
        let seq = book.last_seq() + 1;
        let acknowledged = write_theme(&mut book, &id(1), &mut document, &seq.to_string(), seq * 100);
        say(&format!("update {acknowledged}"));
        if seq % 7 == 0 {
            book.settle(&id(1), &document).unwrap();
        }
        if seq % 5 == 0 {
            let version = document.version(&format!("v{seq}"), "版", "", &who(), time(seq));
            book.add_version(&id(1), &version).unwrap();
            say(&format!("version {seq}"));
        }
    }
}

/// Prints a line at once, past the test harness.
fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").unwrap();
    out.flush().unwrap();
}

#[test]
fn what_was_acknowledged_survives_kill_9_at_300_moments() {
    let mut dice = Dice::new(20_261_121);
    let began = Instant::now();
    let (mut commits, mut lost_births, mut peers) = (0, 0, 0);
    for _ in 0..10 {
        let folder = tempfile::Builder::new().prefix("机 ").tempdir().unwrap();
        let (mut acknowledged, mut version) = (0, 0);
        for kill in 0..30 {
            let delay = Duration::from_micros(dice.roll() % 80_000);
            let said = killed_after(folder.path(), delay, kill % 5 != 0);
            for line in said {
                if let Some(seq) = line.strip_prefix("update ") {
                    acknowledged = seq.parse::<i64>().unwrap();
                }
                if let Some(seq) = line.strip_prefix("version ") {
                    version = seq.parse::<i64>().unwrap();
                }
            }
            let path = folder.path().join("綴り a.aritai");
            if !path.exists() {
                assert_eq!(acknowledged, 0);
                lost_births += 1;
                continue;
            }
            // Opening takes no lock that a dead process could still hold.
            let book = Book::open(&path, Access::Write, &Installation::at(folder.path().join("data"))).unwrap();
            let found = book.verify().unwrap();
            assert!(found.is_clean(), "{found:?}");
            let last = book.last_seq();
            assert!(last >= acknowledged, "{last} of {acknowledged}");
            if last > 1 {
                assert_eq!(book.sheet(&id(1)).unwrap().theme.text, last.to_string());
                let versions = book.versions(&id(1)).unwrap();
                let newest = versions.last().map_or(0, |v| v.id[1..].parse::<i64>().unwrap());
                assert!(newest >= version && versions.iter().all(|v| v.state.theme.text == v.id[1..]));
            }
            acknowledged = last;
        }
        commits += acknowledged;
        if acknowledged > 0 {
            let book =
                Book::open(&folder.path().join("綴り a.aritai"), Access::ReadOnly, &Installation::at(folder.path()))
                    .unwrap();
            peers += book
                .log(&id(1))
                .unwrap()
                .iter()
                .map(|u| u.change.peer)
                .collect::<std::collections::BTreeSet<_>>()
                .len();
        }
    }
    eprintln!(
        "300 kills, {commits} commits, {peers} peers, {lost_births} before the book was made, {:?}",
        began.elapsed()
    );
    assert!(commits > 150, "the kills came too early to test anything");
}

/// What a child says that edits the book in `folder` and is killed `delay` after it was started, or after it was ready.
fn killed_after(folder: &Path, delay: Duration, ready: bool) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "kill::edits_until_killed_when_told", "--nocapture"])
        .env(TOLD, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let mut said = Vec::new();
    if ready {
        said.extend(lines.by_ref().take_while(|line| !line.ends_with("ready")));
    }
    std::thread::sleep(delay);
    child.kill().unwrap();
    child.wait().unwrap();
    said.extend(lines);
    said
}
