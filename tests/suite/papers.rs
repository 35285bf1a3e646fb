//! Real input: the sheets in published papers go in whole, and come out on paper as they went in.
//!
//! The papers' words and names stay outside of the repository: `../shared/papers` has them where these tests were
//! written, and elsewhere the tests say that they were skipped. The maps in `tests/papers` hold line numbers only.

mod map;

use std::path::PathBuf;

use map::{Map, Paper};
use sheet::Sheet;

use crate::repository::root;

const PAPERS: [&str; 2] = ["001", "002"];

/// The map, the paper and its sheet; `None`, and a word about it, where the papers are not at hand.
fn paper(name: &str) -> Option<(Map, Paper, Sheet)> {
    let map = Map::load(name);
    let file: PathBuf = root().join("../shared/papers").join(&map.paper);
    if !file.exists() {
        eprintln!("SKIPPED: the published papers are not in ../shared/papers, so paper {name} was not checked.");
        return None;
    }
    let bytes = std::fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let paper = Paper::new(&map, &bytes);
    let sheet = map.sheet(&paper);
    Some((map, paper, sheet))
}

#[test]
fn every_sentence_of_a_published_sheet_has_a_home() {
    for (map, paper, sheet) in PAPERS.into_iter().filter_map(paper) {
        map.account(&paper);
        assert_eq!(map::characters(&sheet), map.characters(&paper), "{}", map.paper);
        let form = sheet::forms::find(&sheet.form).expect("a form that is built in");
        assert_eq!(form.not_shown(&sheet), [], "{}: the form shows all of it", map.paper);
        let json = serde_json::to_string(&sheet).expect("JSON");
        assert_eq!(serde_json::from_str::<Sheet>(&json).expect("a sheet"), sheet);
        println!("{}: {} characters in {} fields", map.paper, map::characters(&sheet), sheet.fields().len());
    }
}
