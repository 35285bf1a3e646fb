//! The samples are what a newcomer sees first: whole, sound, and without a loose end.

use std::collections::BTreeSet;

use serde::Deserialize;
use sheet::{Form, Sheet, Text, forms};

use crate::print::{self, Expected};
use crate::program::Program;
use crate::repository::{files, root, text};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Book {
    format: String,
    version: u32,
    organisation: String,
    sheets: Vec<Sheet>,
}

fn books() -> Vec<(String, Book)> {
    let files = files("assets/samples");
    assert!(files.len() >= 3, "a sample of each form");
    files
        .into_iter()
        .map(|file| {
            let mut book: Book = serde_json::from_str(&text(&file)).unwrap_or_else(|error| panic!("{file}: {error}"));
            assert_eq!((book.format.as_str(), book.version), ("aritai-book", 1), "{file}");
            assert!(!book.organisation.is_empty(), "{file}");
            let mut next = 0;
            for sheet in &mut book.sheets {
                sheet.name_items(|| {
                    next += 1;
                    next
                });
            }
            (file, book)
        })
        .collect()
}

fn form(sheet: &Sheet) -> &'static Form {
    forms::find(&sheet.form).unwrap_or_else(|| panic!("no form {}", sheet.form))
}

fn characters(sheet: &Sheet) -> usize {
    sheet.fields().iter().map(|(_, text)| text.characters()).sum()
}

#[test]
fn every_form_has_a_sample_that_fills_it() {
    let mut seen = BTreeSet::new();
    for (file, book) in books() {
        for sheet in &book.sheets {
            let form = form(sheet);
            seen.insert(form.id.clone());
            assert_eq!(form.not_shown(sheet), [], "{file}: content that its form does not show");
            let written: BTreeSet<_> = sheet
                .visions
                .iter()
                .map(|v| &v.id)
                .chain(sheet.ideals.iter().map(|i| &i.id))
                .chain(sheet.gap.iter().map(|c| &c.id))
                .chain(sheet.findings.iter().map(|f| &f.id))
                .chain(sheet.steps.iter().map(|s| &s.id))
                .collect();
            for slot in form.slots() {
                assert!(written.contains(&slot), "{file}: nothing in {slot}");
            }
            for action in &sheet.actions {
                for attribute in &form.attributes {
                    let text = action.attributes.get(&attribute.key);
                    assert!(text.is_some_and(|t| !t.is_empty()), "{file}: {} has no {}", action.id, attribute.key);
                }
            }
            assert!(!sheet.theme.is_empty() && !sheet.why.is_empty() && sheet.members.len() == 3, "{file}");
        }
    }
    assert_eq!(seen, forms::builtin().iter().map(|f| f.id.clone()).collect());
}

#[test]
fn nothing_in_a_sample_points_into_the_void() {
    for (file, book) in books() {
        for sheet in &book.sheets {
            let goals: BTreeSet<_> = sheet.steps.iter().flat_map(|s| &s.goals).map(|g| &g.id).collect();
            let steps: BTreeSet<_> = sheet.steps.iter().map(|s| &s.id).collect();
            for action in &sheet.actions {
                assert!(!action.serves.is_empty(), "{file}: {} serves no goal", action.id);
                assert!(action.serves.iter().all(|goal| goals.contains(goal)), "{file}: {}", action.id);
                assert!(action.step.as_ref().is_some_and(|step| steps.contains(step)), "{file}: {}", action.id);
                assert!(action.statuses.iter().all(|s| s.date.is_some()), "{file}: {}", action.id);
                assert!(action.statuses.is_sorted_by_key(|s| s.date), "{file}: {}", action.id);
            }
            let first = sheet.steps.first().map(|s| &s.goals);
            for goal in first.into_iter().flatten() {
                assert!(sheet.actions.iter().any(|a| a.serves.contains(&goal.id)), "{file}: no action for {}", goal.id);
            }
            let fields: Vec<_> = sheet.fields().into_iter().map(|(field, _)| field).collect();
            assert_eq!(fields.iter().collect::<BTreeSet<_>>().len(), fields.len(), "{file}: an id comes twice");
        }
    }
}

#[test]
fn the_samples_show_what_is_confidential_and_keep_it() {
    for (file, book) in books() {
        let secrets: Vec<_> = book
            .sheets
            .iter()
            .flat_map(|sheet| sheet.fields().into_iter().filter(|(_, text)| text.confidential).map(|(_, t)| t.clone()))
            .collect();
        assert!(!secrets.is_empty(), "{file}: nothing confidential to be seen");
        let public = book.sheets.iter().map(|sheet| serde_json::to_string(&sheet.public()).expect("JSON"));
        let public = public.collect::<String>();
        assert!(secrets.iter().all(|Text { text, .. }| !text.is_empty() && !public.contains(text)), "{file}");
    }
}

#[test]
fn the_sample_book_has_two_years_that_follow_on() {
    let books = books();
    let (_, book) = books.iter().find(|(file, _)| file.ends_with("/suzushio.json")).expect("the sample book");
    let [first, second] = book.sheets.as_slice() else { panic!("two years") };
    assert_eq!(first.fiscal_year.after(1), second.fiscal_year);
    assert_eq!(first.cohort.map(|c| c + 1), second.cohort);
    for action in &first.actions {
        let name = action.title.as_str().split('　').next().expect("a first part");
        let note = second.earlier.iter().find(|e| e.title.as_str() == name);
        let note = note.unwrap_or_else(|| panic!("what became of {name}?"));
        assert_eq!((note.fiscal_year, note.cohort), (Some(first.fiscal_year), first.cohort));
        assert!(note.status.is_some());
    }
    for sheet in [first, second] {
        assert!((2_500..=3_000).contains(&characters(sheet)), "{} characters", characters(sheet));
    }
}

#[test]
fn a_sample_is_printed_whole_and_without_what_is_confidential() {
    if !print::is_readable() {
        return;
    }
    let program = Program::new();
    for (file, book) in books() {
        for sheet in &book.sheets {
            for paper in ["a3", "a4"] {
                let (from, pdf) = (root().join(&file), program.file(&format!("{paper}.pdf")));
                let year = sheet.fiscal_year.number().to_string();
                let which = ["--year", &year, "--paper", paper, "--out"].map(AsRef::as_ref);
                program.run(&[&["export".as_ref(), from.as_os_str()], &which[..], &[pdf.as_os_str()]].concat());
                let expected = Expected { organisation: &book.organisation, sheet, form: form(sheet) };
                let found = print::compare(&pdf, &expected);
                println!("{file} {year} {paper}: {} pages, {} continued", found.pages, found.continued);
            }
        }
    }
}
