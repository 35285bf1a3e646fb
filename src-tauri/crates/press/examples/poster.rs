//! Prints posters to a folder, to be looked at: in every template, of the sheets in the JSON files that are named, or of
//! made-up ones of every length. Pictures that are named too stand on every poster; the word `draft` makes drafts of them.
//!
//! `cargo run -p press --release --example poster -- FOLDER PAPER portrait|landscape|both THEME|year
//! [draft] [NAME.json | PICTURE …]`

#[path = "../tests/fixtures/mod.rs"]
mod fixtures;

use fixtures::{Amount, organisation, sheet};
use press::picture::Picture;
use press::{Fonts, Orientation, Paper, Pictures, PosterOptions, Press, Template, Theme, pdf};
use sheet::{Catalogue, ItemId, Kind, Language, PosterPicture, Sheet, forms};
use std::error::Error;
use std::sync::Arc;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().ok_or("FOLDER PAPER ORIENTATION THEME [FILE …]");
    let (folder, paper, orientation, theme) = (next()?, next()?, next()?, next()?);
    std::fs::create_dir_all(&folder)?;
    let paper = Paper::find(&paper).ok_or("no such paper")?;
    let theme = Theme::find(&theme);
    let mut sheets: Vec<(String, String, Sheet)> = Vec::new();
    let mut shown = Vec::new();
    let mut draft = false;
    for file in arguments {
        if file == "draft" {
            draft = true;
            continue;
        }
        if !file.ends_with(".json") {
            shown.push(Arc::new(Picture::read(&std::fs::read(&file)?)?));
            continue;
        }
        let book: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&file)?)?;
        let whose = book["organisation"].as_str().unwrap_or_default().to_owned();
        for value in book["sheets"].as_array().ok_or("no sheets")? {
            let sheet: Sheet =
                serde_json::from_value(value["sheet"].clone()).or_else(|_| serde_json::from_value(value.clone()))?;
            let stem = std::path::Path::new(&file).file_stem().unwrap_or_default().to_string_lossy().into_owned();
            sheets.push((format!("{stem}-{}", sheet.fiscal_year.number()), whose.clone(), sheet));
        }
    }
    if sheets.is_empty() {
        let form = &forms::builtin()[0];
        for amount in [Amount::Short, Amount::Typical, Amount::Long] {
            sheets.push((format!("{amount:?}").to_lowercase(), organisation().into(), sheet(form, amount)));
        }
    }
    let pictures: Pictures = shown.iter().map(|p| (p.hash().to_owned(), Arc::clone(p))).collect();
    for (_, _, sheet) in &mut sheets {
        for (n, picture) in shown.iter().enumerate() {
            sheet.poster.pictures.push(PosterPicture {
                id: ItemId::mint(Kind::Picture, n as u64),
                hash: Some(picture.hash().to_owned()),
                caption: "霧の朝、岬に集まった人たち（昨年9月）".into(),
                alt: "朝の岬に立つ人々".into(),
                ..PosterPicture::default()
            });
        }
    }
    let fonts = Fonts::embedded();
    let mut press = Press::new(&fonts);
    let words = Catalogue::builtin(Language::Ja);
    for (name, whose, sheet) in &sheets {
        let form = forms::find(&sheet.form).ok_or("no such form")?;
        for template in Template::builtin() {
            for held in Orientation::ALL.into_iter().filter(|o| orientation == "both" || o.word() == orientation) {
                let options = PosterOptions {
                    template: template.clone(),
                    paper: paper.clone(),
                    orientation: held,
                    language: Language::Ja,
                    theme: theme.cloned(),
                    organisation: whose.clone(),
                    family: None,
                    draft,
                };
                let start = std::time::Instant::now();
                let printed = press.poster(&sheet.public(), form, &options, &pictures, &words);
                let took = start.elapsed();
                let name = format!("{name}-{}-{}-{}", template.id, paper.id, held.word());
                let meta =
                    pdf::Meta { title: name.clone(), author: whose.clone(), created: None, language: Language::Ja };
                std::fs::write(format!("{folder}/{name}.pdf"), pdf::write(&printed.pages, &fonts, &meta)?)?;
                println!(
                    "{name}: text {:.1} pt, {} fields not or not all shown, {} too small, {} ms",
                    printed.report.text_size.0,
                    printed.report.left_out.len(),
                    printed.report.illegible.len(),
                    took.as_millis()
                );
            }
        }
    }
    Ok(())
}
