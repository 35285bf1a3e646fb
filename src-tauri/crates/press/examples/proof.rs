//! Prints made-up sheets in every form on every paper to a folder, to be looked at.
//!
//! `cargo run -p press --release --example proof -- target/proofs`

#[path = "../tests/fixtures/mod.rs"]
mod fixtures;

use fixtures::{Amount, organisation, sheet};
use press::{Fonts, Options, Paper, Press, pdf, svg};
use sheet::{Catalogue, Language, forms};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("say into which folder")?;
    std::fs::create_dir_all(&folder)?;
    let fonts = Fonts::embedded();
    let mut press = Press::new(&fonts);
    for language in [Language::Ja, Language::En] {
        let words = Catalogue::builtin(language);
        for form in forms::builtin() {
            for paper in Paper::builtin() {
                for amount in Amount::ALL {
                    if language == Language::En && amount != Amount::Typical {
                        continue;
                    }
                    let options =
                        Options { paper: paper.clone(), language, theme: None, organisation: organisation().into() };
                    let printed = press.lay_out(&sheet(form, amount).public(), form, &options, &words);
                    let name = format!("{folder}/{}-{}-{amount:?}-{}", form.id, paper.id, language.tag());
                    let meta = pdf::Meta { title: name.clone(), author: String::new(), created: None, language };
                    let bytes = pdf::write(&printed.pages, &fonts, &meta)?;
                    std::fs::write(format!("{name}.svg"), svg::write(&printed.pages[0], &fonts))?;
                    println!(
                        "{name}: {} pages, text {:.2} pt, {} overflow, {} bytes",
                        printed.pages.len(),
                        printed.report.text_size.0,
                        printed.report.overflow.len(),
                        bytes.len()
                    );
                    std::fs::write(format!("{name}.pdf"), bytes)?;
                }
            }
        }
    }
    Ok(())
}
