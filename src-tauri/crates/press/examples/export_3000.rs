//! How long a sheet of about 3,000 characters takes from its content to the bytes of a PDF, warm.
//!
//! `cargo run -p press --release --example export_3000`

#[path = "../tests/fixtures/mod.rs"]
mod fixtures;

use fixtures::{Amount, organisation, sheet};
use press::{Fonts, Options, Paper, Press, pdf, svg};
use sheet::{Catalogue, Form, Language, forms};
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let fonts = Fonts::embedded();
    let words = Catalogue::builtin(Language::Ja);
    let meta = pdf::Meta { title: "変革".into(), author: String::new(), created: None, language: Language::Ja };
    for paper in ["a3", "a4"] {
        let paper = Paper::find(paper).ok_or("no such paper")?;
        for form in forms::builtin() {
            for amount in [Amount::Typical, Amount::Long] {
                let start = Instant::now();
                let mut press = Press::new(&fonts);
                let begun = start.elapsed();
                let options = Options { organisation: organisation().into(), ..Options::new(paper, Language::Ja) };
                let public = sheet(form, amount).public();
                let characters: usize = form.shown(&public).fields().iter().map(|(_, t)| t.characters()).sum();
                let (mut layout, mut export, mut preview, mut cold) = (Vec::new(), Vec::new(), Vec::new(), None);
                let mut size = 0;
                for _ in 0..15 {
                    let start = Instant::now();
                    let printed = press.lay_out(&public, form, &options, &words);
                    layout.push(start.elapsed());
                    size = pdf::write(&printed.pages, &fonts, &meta)?.len();
                    let whole = start.elapsed();
                    cold.get_or_insert(whole);
                    export.push(whole);
                    let start = Instant::now();
                    let images: usize =
                        printed.pages.iter().map(|page| svg::write(page, &fonts, &|_| String::new()).len()).sum();
                    assert!(images > 0);
                    preview.push(start.elapsed());
                }
                let typed = typing(&mut press, &fonts, form, &options, &words, amount);
                println!(
                    "{} {} {amount:?}: {characters} characters; press {} ms; first {} ms; median layout {} ms, layout + PDF {} ms, SVG {} ms; a keystroke: median {} ms, p95 {} ms; {size} bytes",
                    form.id,
                    paper.id,
                    ms(begun),
                    ms(cold.unwrap_or_default()),
                    median(layout),
                    median(export),
                    median(preview),
                    ms(typed[typed.len() / 2]),
                    ms(typed[typed.len() * 95 / 100])
                );
            }
        }
    }
    Ok(())
}

/// How long each of many keystrokes takes until the preview of the first page is there, in order of length: a character
/// more in one field after the other.
fn typing(
    press: &mut Press,
    fonts: &Fonts,
    form: &Form,
    options: &Options,
    words: &Catalogue,
    amount: Amount,
) -> Vec<Duration> {
    let mut written = sheet(form, amount);
    let fields = written.fields().iter().filter(|(_, text)| !text.is_empty()).count();
    let mut times = Vec::new();
    for stroke in 0..120 {
        let nth = stroke / 6 * 7 % fields;
        if let Some((_, text)) = written.fields_mut().into_iter().filter(|(_, t)| !t.is_empty()).nth(nth) {
            text.text.push(['対', '話', 'の', '、', '声', 'が'][stroke % 6]);
        }
        let public = written.public();
        let start = Instant::now();
        let printed = press.lay_out(&public, form, options, words);
        assert!(!svg::write(&printed.pages[0], fonts, &|_| String::new()).is_empty());
        times.push(start.elapsed());
    }
    times.sort();
    times
}

fn ms(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() * 1000.0)
}

fn median(mut times: Vec<Duration>) -> String {
    times.sort();
    ms(times[times.len() / 2])
}
