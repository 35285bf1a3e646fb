//! From a sheet to a page: beside Typst and Chromium setting the same words, and from a keystroke to the new preview.

use std::error::Error;
use std::path::Path;

use press::{Fonts, Options, Paper, Press, pdf, svg};
use serde_json::Value;
use sheet::{Catalogue, Form, Language, Sheet, forms};

use crate::Measured;
use crate::measure::Times;
use crate::peers::{Peer, source};
use crate::table::{Bar, Table};

const RUNS: usize = 41;
/// A process of its own for each page is slow, and steady.
const RUNS_ANEW: usize = 7;
/// Keys that are struck in one field, one after the other.
const KEYS: usize = 120;

/// Characters that the sample does not have: the face that sets them is another one each time.
const NEW: [char; 20] = [
    '鯨', '鮪', '鰹', '鰯', '鱒', '鯛', '鮭', '鯉', '鰻', '鱈', '鴨', '鷹', '鷺', '鶴', '鴎', '雁', '雀', '燕', '鳩',
    '鶏',
];

/// The sample on A3. Every run sets a sheet whose subtitle differs from the one before, by its length and by a character
/// that the sheet did not have, so that nobody's memory answers for it.
pub fn measure(root: &Path, place: &Path, table: &mut Table) -> Measured {
    let sample = Sample::read(root)?;
    let sections = source::sections(&serde_json::to_value(sample.sheet.public())?);
    let faces = format!("file://{}", root.join("assets/fonts").display());
    let (mut press, mut typst, mut chromium) = (Peer::press(root)?, Peer::typst(root)?, Peer::chromium(root)?);
    let (markup, page) = (place.join("sheet.typ"), place.join("sheet.html"));
    let (mut ours, mut theirs, mut kept, mut anew) =
        (Times::default(), Times::default(), Times::default(), Times::default());
    let mut bytes = [0; 3];
    for run in 0..=RUNS {
        let stroke = NEW[run % NEW.len()].to_string() + &"案".repeat(run % 19) + "！";
        std::fs::write(&markup, source::typst(&sections, &stroke))?;
        std::fs::write(&page, source::html(&sections, &stroke, &faces))?;
        let printed = press.ask(&stroke)?;
        let set = typst.ask(&markup.display().to_string())?;
        let kept_open = chromium.ask(&format!("kept {}", page.display()))?;
        bytes = [printed.1, set.1, kept_open.1];
        // The first run loads the faces, here and there, and is not counted.
        if run > 0 {
            ours.push(printed.0);
            theirs.push(set.0);
            kept.push(kept_open.0);
        }
        if (1..=RUNS_ANEW).contains(&run) {
            anew.push(chromium.ask(&format!("anew {}", page.display()))?.0);
        }
    }
    let what = "fit, layout and PDF of the sample, a3";
    table.add(what, &ours, None, Some(Bar::Milliseconds(25.0)));
    table.add(format!("{what}, beside Typst"), &ours, Some(("Typst, size given", &theirs)), Some(Bar::Times(1.0)));
    let limit = Some(("Chromium, a process each", &anew));
    table.add(format!("{what}, beside Chromium"), &ours, limit, Some(Bar::Times(1.0 / 40.0)));
    table.add(format!("{what}, beside a Chromium kept open"), &ours, Some(("Chromium, kept open", &kept)), None);
    table.note(format!(
        "The sample's PDF on A3 has {} KB; Typst's of the same words {} KB, Chromium's {} KB.",
        bytes[0] / 1000,
        bytes[1] / 1000,
        bytes[2] / 1000
    ));
    keystrokes(&sample, table)
}

/// The work of the process that is measured beside the others: prints the sample with each line of its input as the
/// subtitle, and tells how many seconds that took and how many bytes came out.
pub fn each_line(root: &Path) -> Measured {
    let sample = Sample::read(root)?;
    let fonts = Fonts::embedded();
    let mut press = Press::new(&fonts);
    for line in std::io::stdin().lines() {
        let sheet = sample.with_subtitle(&line?);
        let mut time = Times::default();
        let file = time.once(|| sample.pdf(&mut press, &fonts, &sheet))?;
        println!("{} {}", time.median() / 1000.0, file.len());
    }
    Ok(())
}

/// Types into one bullet, key by key, as long as the screens wait for the page.
fn keystrokes(sample: &Sample, table: &mut Table) -> Measured {
    let fonts = Fonts::embedded();
    let mut press = Press::new(&fonts);
    let mut times = Times::default();
    let mut sheet = sample.sheet.clone();
    for key in "歩いて話す、やめて空ける、任せて育てる。".chars().cycle().take(KEYS) {
        let bullet = sheet.gap.iter_mut().flat_map(|cell| &mut cell.bullets).next().ok_or("the sample has a gap")?;
        bullet.text = format!("{}{key}", bullet.text.as_str()).into();
        if bullet.text.as_str().chars().count() > 60 {
            bullet.text = key.to_string().into();
        }
        times.once(|| {
            let printed = sample.lay_out(&mut press, &sheet);
            Ok(printed.pages.iter().map(|page| svg::write(page, &fonts, &|_| String::new()).len()).sum::<usize>())
        })?;
    }
    table.add("a keystroke to the new preview of the sample, a3", &times, None, Some(Bar::Mostly(16.0)));
    Ok(())
}

/// The last year of the sample, and what it takes to print it.
pub struct Sample {
    pub organisation: String,
    pub sheet: Sheet,
    pub form: &'static Form,
    pub words: Catalogue,
}

impl Sample {
    pub fn read(root: &Path) -> Result<Sample, Box<dyn Error>> {
        let book: Value = serde_json::from_str(&std::fs::read_to_string(root.join("assets/samples/suzushio.json"))?)?;
        let last = book["sheets"].as_array().and_then(|years| years.last()).ok_or("the sample has no year")?;
        let sheet: Sheet = serde_json::from_value(last.clone())?;
        let form = forms::find(&sheet.form).ok_or("the sample's form is none of ours")?;
        let organisation = book["organisation"].as_str().unwrap_or_default().to_owned();
        Ok(Sample { organisation, sheet, form, words: Catalogue::builtin(Language::Ja) })
    }

    fn with_subtitle(&self, text: &str) -> Sheet {
        Sheet { subtitle: text.into(), ..self.sheet.clone() }
    }

    fn lay_out(&self, press: &mut Press, sheet: &Sheet) -> press::Printed {
        let paper = Paper::find("a3").expect("A3 is a paper");
        let options = Options { organisation: self.organisation.clone(), ..Options::new(paper, Language::Ja) };
        press.lay_out(&sheet.public(), self.form, &options, &self.words)
    }

    fn pdf(&self, press: &mut Press, fonts: &Fonts, sheet: &Sheet) -> Result<Vec<u8>, Box<dyn Error>> {
        let printed = self.lay_out(press, sheet);
        Ok(pdf::write(&printed.pages, fonts, &self.meta(sheet))?)
    }

    pub fn meta(&self, sheet: &Sheet) -> pdf::Meta {
        let title = sheet.theme.as_str().into();
        pdf::Meta { title, author: self.organisation.clone(), created: None, language: Language::Ja }
    }
}
