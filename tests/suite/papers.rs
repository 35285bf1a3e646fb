//! Real input: the sheets in published papers go in whole, and come out on paper as they went in.
//!
//! The papers' words and names stay outside of the repository: `../shared/papers` has them where these tests were
//! written, and elsewhere the tests say that they were skipped. The maps in `tests/papers` hold line numbers only.

mod map;

use std::path::PathBuf;
use std::time::Instant;

use map::{Map, Paper};
use serde_json::{Value, json};
use sheet::Sheet;

use crate::print::{self, Expected};
use crate::program::Program;
use crate::repository::root;

const PAPERS: [&str; 2] = ["001", "002"];

/// Stands for the municipality, whose name stays with the paper.
const ORGANISATION: &str = "○○市";

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
    }
}

#[test]
fn a_published_sheet_comes_out_on_paper_as_it_went_in() {
    for (map, _, sheet) in PAPERS.into_iter().filter_map(paper) {
        let program = Program::new();
        let (input, book) = (program.file("paper.json"), program.file("paper.aritai"));
        let written =
            json!({ "format": "aritai-book", "version": 1, "organisation": ORGANISATION, "sheets": [&sheet] });
        std::fs::write(&input, written.to_string()).expect("the file to import");
        program.run(&["import".as_ref(), book.as_os_str(), input.as_os_str()]);
        let shown = program.run(&["show".as_ref(), book.as_os_str(), "--json".as_ref()]);
        let shown: Value = serde_json::from_str(&shown).expect("JSON");
        assert!(shown == written, "{}: the book shows what was imported", map.paper);

        if !print::is_readable() {
            continue;
        }
        let pdf = program.file("paper.pdf");
        let start = Instant::now();
        let print = ["--what", "sheet", "--paper", "a3", "--out"].map(AsRef::as_ref);
        program.run(&[&["export".as_ref(), book.as_os_str()], &print[..], &[pdf.as_os_str()]].concat());
        let took = start.elapsed();
        let form = sheet::forms::find(&sheet.form).expect("a form that is built in");
        let found = print::compare(&pdf, &Expected { organisation: ORGANISATION, sheet: &sheet, form });
        println!(
            "{}: {} characters, {} pages, {} places continued, PDF {} bytes, book {} bytes, export {} ms",
            map.paper,
            map::characters(&sheet),
            found.pages,
            found.continued,
            pdf.metadata().expect("the PDF").len(),
            book.metadata().expect("the book").len(),
            took.as_millis()
        );
    }
}
