//! Every word that the core can ask for stands in both catalogues.

use app::Trouble;
use book::BookError;
use sheet::{Catalogue, Kind, Language, Status};
use std::path::Path;

fn both() -> [Catalogue; 2] {
    [Catalogue::builtin(Language::Ja), Catalogue::builtin(Language::En)]
}

/// The codes that a source file names: every string in it that begins with `room.`.
fn codes_in(file: &str, room: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file);
    let source = std::fs::read_to_string(path).unwrap();
    let start = format!("\"{room}.");
    let found: Vec<String> = source
        .split(&start)
        .skip(1)
        .filter_map(|rest| rest.split_once('"'))
        .map(|(rest, _)| format!("{room}.{rest}"))
        .collect();
    assert!(!found.is_empty(), "{file} names no code of {room}");
    found
}

#[test]
fn every_error_has_its_three_sentences() {
    let mut codes: Vec<String> = BookError::CODES.map(String::from).to_vec();
    codes.extend(codes_in("document/src/error.rs", "document"));
    codes.extend(codes_in("press/src/error.rs", "press"));
    codes.extend(codes_in("app/src/trouble.rs", "app"));
    for catalogue in both() {
        for code in &codes {
            for part in ["what", "next", "kept"] {
                let key = format!("error.{code}.{part}");
                assert!(catalogue.has(&key), "{:?} lacks {key}", catalogue.language());
            }
        }
    }
}

#[test]
fn every_kind_status_and_edit_has_its_word() {
    let kinds = Kind::ALL.map(|k| format!("kind.{}", k.word()));
    let statuses = Status::ALL.map(|s| format!("status.{}", s.word()));
    let mut edits = codes_in("sheet/src/edit.rs", "undo");
    edits.extend(codes_in("document/src/document.rs", "undo"));
    edits.extend(codes_in("app/src/exchange.rs", "undo"));
    for catalogue in both() {
        for key in kinds.iter().chain(&statuses).chain(&edits) {
            assert!(catalogue.has(key), "{:?} lacks {key}", catalogue.language());
        }
    }
}

#[test]
fn a_failure_is_told_whole() {
    for catalogue in both() {
        let failure = Trouble::BadYear(26).say(&catalogue);
        assert!(failure.what.contains("26") && !failure.next.is_empty() && !failure.kept.is_empty());
    }
}
