//! Prints sheets on every paper to a folder, to be looked at: those of the JSON files that are named, or made-up ones in
//! every form and of every length.
//!
//! `cargo run -p press --release --example proof -- target/proofs [assets/samples/NAME.json …]`

#[path = "../tests/fixtures/mod.rs"]
mod fixtures;

use chrono::NaiveDate;
use fixtures::{Amount, organisation, sheet};
use press::{Fonts, Options, Paper, Press, Purpose, SheetTemplate, VersionNote, pdf, svg};
use sheet::{Catalogue, Form, Language, Sheet, forms};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("say into which folder")?;
    std::fs::create_dir_all(&folder)?;
    let fonts = Fonts::embedded();
    let mut proofs = Proofs { press: Press::new(&fonts), fonts, folder };
    let files: Vec<String> = arguments.collect();
    for file in &files {
        let book: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(file)?)?;
        let organisation = book["organisation"].as_str().unwrap_or_default().to_owned();
        for value in book["sheets"].as_array().ok_or("no sheets")? {
            let sheet: Sheet =
                serde_json::from_value(value["sheet"].clone()).or_else(|_| serde_json::from_value(value.clone()))?;
            let form = forms::find(&sheet.form).ok_or("no such form")?;
            let stem = std::path::Path::new(file).file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let name = format!("{stem}-{}", sheet.fiscal_year.number());
            proofs.print(&name, &sheet, form, &organisation, Language::Ja)?;
        }
    }
    if files.is_empty() {
        for form in forms::builtin() {
            for amount in Amount::ALL {
                let name = format!("{}-{amount:?}", form.id);
                proofs.print(&name, &sheet(form, amount), form, organisation(), Language::Ja)?;
                if amount == Amount::Typical {
                    proofs.print(&name, &sheet(form, amount), form, organisation(), Language::En)?;
                }
            }
        }
    }
    Ok(())
}

struct Proofs {
    press: Press,
    fonts: Fonts,
    folder: String,
}

impl Proofs {
    fn print(
        &mut self,
        name: &str,
        sheet: &Sheet,
        form: &Form,
        whose: &str,
        language: Language,
    ) -> Result<(), Box<dyn Error>> {
        let words = Catalogue::builtin(language);
        let blank = ("blank", Purpose::Blank);
        let classic = [("final", Purpose::Final), ("draft", Purpose::Draft), blank];
        for (template, paper, purposes) in [
            ("sheet", "a3", &classic[..]),
            ("sheet", "a4", &classic[..]),
            ("reading", "a4", &classic[..]),
            ("brief", "a4", &classic[..1]),
        ] {
            for (purpose, of) in purposes {
                let paper = Paper::find(paper).ok_or("no such paper")?;
                let options = Options {
                    template: SheetTemplate::find(template).ok_or("no such template")?,
                    organisation: whose.into(),
                    purpose: *of,
                    version: Some(VersionNote {
                        name: "中間報告版".into(),
                        date: NaiveDate::from_ymd_opt(2026, 10, 1),
                    }),
                    ..Options::new(paper, language)
                };
                let printed = self.press.lay_out(&sheet.public(), form, &options, &words);
                let name = format!("{}/{name}-{template}-{}-{purpose}-{}", self.folder, paper.id, language.tag());
                let meta = pdf::Meta { title: name.clone(), author: String::new(), created: None, language };
                let bytes = pdf::write(&printed.pages, &self.fonts, &meta)?;
                std::fs::write(format!("{name}.svg"), svg::write(&printed.pages[0], &self.fonts, &|_| String::new()))?;
                println!(
                    "{name}: {} pages, text {:.2} pt, {} overflow, {} left out, {} missing, {} bytes",
                    printed.pages.len(),
                    printed.report.text_size.0,
                    printed.report.overflow.len(),
                    printed.report.left_out.len(),
                    printed.report.missing_glyphs.len(),
                    bytes.len()
                );
                std::fs::write(format!("{name}.pdf"), bytes)?;
            }
        }
        Ok(())
    }
}
