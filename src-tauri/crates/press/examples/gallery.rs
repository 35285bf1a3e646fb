//! Everything that is printed at a glance: each template × theme × form × paper as a thumbnail on one page, posters both ways
//! up; in one theme also with little written and with much, posters with pictures, sheets as drafts and to be filled in.
//!
//! `cargo xtask gallery` runs this; the folder is its only argument.

#[path = "../tests/fixtures/mod.rs"]
mod fixtures;

use fixtures::{Amount, organisation, sheet};
use press::picture::Picture;
use press::png::{self as raster, Dpi};
use press::{
    Fonts, Options, Orientation, Paper, Pictures, PosterOptions, Press, Printed, Purpose, SheetTemplate, Template,
    Theme,
};
use sheet::{Catalogue, Form, ItemId, Kind, Language, PosterPicture, forms};
use std::error::Error;
use std::fmt::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

/// The longer side of a thumbnail, in pixels.
const LONGEST: u32 = 300;

/// A failure that can leave its thread.
type Failure = Box<dyn Error + Send + Sync>;

/// Sheets go through office printers.
const OFFICE: [&str; 2] = ["a3", "a4"];

/// What one row of the page shows.
struct Row {
    form: &'static Form,
    template: Kinds,
    paper: &'static Paper,
}

#[derive(Clone, Copy)]
enum Kinds {
    Poster(&'static Template),
    Sheet(&'static SheetTemplate),
}

impl Kinds {
    fn id(self) -> &'static str {
        match self {
            Kinds::Poster(template) => &template.id,
            Kinds::Sheet(template) => &template.id,
        }
    }
}

/// A row that has been drawn: which, its part of the page, how many prints.
struct Drawn {
    at: usize,
    html: String,
    count: usize,
}

/// What every thread reads.
struct Gallery {
    folder: PathBuf,
    fonts: Fonts,
    words: Catalogue,
    pictures: Pictures,
}

fn main() -> Result<(), Failure> {
    let start = Instant::now();
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("say into which folder")?);
    std::fs::create_dir_all(&folder)?;
    let mut rows = Vec::new();
    for form in forms::builtin() {
        for template in Template::builtin() {
            rows.extend(Paper::builtin().iter().map(|paper| Row { form, template: Kinds::Poster(template), paper }));
        }
        for template in SheetTemplate::builtin() {
            let papers = OFFICE.into_iter().filter_map(Paper::find);
            rows.extend(papers.map(|paper| Row { form, template: Kinds::Sheet(template), paper }));
        }
    }
    let picture = Arc::new(bay()?);
    let gallery = Gallery {
        folder,
        fonts: Fonts::embedded(),
        words: Catalogue::builtin(Language::Ja),
        pictures: [(picture.hash().to_owned(), picture)].into(),
    };
    let next = AtomicUsize::new(0);
    let work = || -> Result<Vec<Drawn>, Failure> {
        let mut press = Press::new(&gallery.fonts);
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(row) = rows.get(at) else { return Ok(done) };
            let (html, count) = gallery.draw(&mut press, row)?;
            done.push(Drawn { at, html, count });
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let done = thread::scope(|scope| -> Result<Vec<Vec<Drawn>>, Failure> {
        let all: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        all.into_iter().map(|thread| thread.join().map_err(|_| "a thread ended early")?).collect()
    })?;
    let mut done: Vec<Drawn> = done.into_iter().flatten().collect();
    done.sort_by_key(|row| row.at);
    let mut html = String::from(
        "<!doctype html><meta charset=\"utf-8\"><title>Gallery</title><style>body{font:14px sans-serif;margin:2em;\
         background:#8a8a8a}h2{margin-top:2em}div{display:flex;flex-wrap:wrap;gap:12px;align-items:end}\
         figure{margin:0;width:min-content}figcaption{font-size:11px}</style><h1>Gallery</h1>",
    );
    html.extend(done.iter().map(|row| row.html.as_str()));
    let index = gallery.folder.join("index.html");
    std::fs::write(&index, html)?;
    let count: usize = done.iter().map(|row| row.count).sum();
    println!("{count} prints in {:.0} s: {}", start.elapsed().as_secs_f32(), index.display());
    Ok(())
}

impl Gallery {
    /// One row: its part of the page, and how many prints it has.
    fn draw(&self, press: &mut Press, row: &Row) -> Result<(String, usize), Failure> {
        let prints = match row.template {
            Kinds::Poster(template) => self.posters(press, row, template),
            Kinds::Sheet(template) => self.sheets(press, row, template),
        };
        let title = format!("{}-{}-{}", row.form.id, row.template.id(), row.paper.id);
        let mut html = format!("<h2>{title}</h2><div>");
        for (name, printed) in &prints {
            for (n, page) in printed.pages.iter().enumerate() {
                let file = format!("{title}-{name}-{}.png", n + 1);
                let image = raster::write(page, &self.fonts, Dpi::for_longest(page, LONGEST))?;
                std::fs::write(self.folder.join(&file), image)?;
                write!(
                    html,
                    "<figure><img loading=\"lazy\" src=\"{file}\" alt=\"\"><figcaption>{name} {}/{}: {:.1} pt, {} left \
                     out, {} too small</figcaption></figure>",
                    n + 1,
                    printed.pages.len(),
                    printed.report.text_size.0,
                    printed.report.left_out.len(),
                    printed.report.illegible.len()
                )?;
            }
        }
        html.push_str("</div>");
        Ok((html, prints.len()))
    }

    fn posters(&self, press: &mut Press, row: &Row, template: &Template) -> Vec<(String, Printed)> {
        let written = sheet(row.form, Amount::Typical);
        let first = &Theme::builtin()[0];
        let mut shown: Vec<_> =
            Theme::builtin().iter().map(|theme| (theme.id.as_str(), written.public(), theme)).collect();
        for (name, amount) in [("short", Amount::Short), ("long", Amount::Long)] {
            shown.push((name, sheet(row.form, amount).public(), first));
        }
        let mut framed = written;
        for n in 0..template.pictures as u64 {
            framed.poster.pictures.push(PosterPicture {
                id: ItemId::mint(Kind::Picture, n),
                hash: self.pictures.keys().next().cloned(),
                caption: "朝の浜に集まる".into(),
                alt: "朝の入り江".into(),
                ..PosterPicture::default()
            });
        }
        shown.push(("pictures", framed.public(), first));
        let mut prints = Vec::new();
        for (name, sheet, theme) in &shown {
            for orientation in Orientation::ALL {
                let options = PosterOptions {
                    orientation,
                    theme: Some((*theme).clone()),
                    organisation: organisation().into(),
                    ..PosterOptions::new(template.clone(), row.paper.clone(), Language::Ja)
                };
                let printed = press.poster(sheet, row.form, &options, &self.pictures, &self.words);
                prints.push((format!("{name}-{}", orientation.word()), printed));
            }
        }
        prints
    }

    fn sheets(&self, press: &mut Press, row: &Row, template: &'static SheetTemplate) -> Vec<(String, Printed)> {
        let first = &Theme::builtin()[0];
        let themes = Theme::builtin().iter().map(|t| (t.id.as_str(), Amount::Typical, t, Purpose::Final));
        let shown = themes.chain([
            ("short", Amount::Short, first, Purpose::Final),
            ("long", Amount::Long, first, Purpose::Final),
            ("draft", Amount::Short, first, Purpose::Draft),
            ("blank", Amount::Empty, first, Purpose::Blank),
        ]);
        let mut print = |(name, amount, theme, purpose): (&str, Amount, &Theme, Purpose)| {
            let options = Options {
                template,
                theme: Some(theme.clone()),
                organisation: organisation().into(),
                purpose,
                ..Options::new(row.paper, Language::Ja)
            };
            let printed = press.lay_out(&sheet(row.form, amount).public(), row.form, &options, &self.words);
            (name.to_owned(), printed)
        };
        shown.map(&mut print).collect()
    }
}

/// A picture of our own making: a bay under a morning sky.
fn bay() -> Result<Picture, Failure> {
    let (width, height) = (900_u32, 600_u32);
    let mut pixels = Vec::with_capacity((width * height) as usize);
    for y in 0..height {
        for x in 0..width {
            let (across, down) = (x as f32 / width as f32, y as f32 / height as f32);
            let ridge = 0.62 - 0.09 * (across * 6.0).sin() - 0.03 * (across * 17.0).sin();
            let sun = (across - 0.68).hypot((down - 0.4) * 0.67) < 0.09;
            pixels.push(match () {
                () if down > 0.8 => 70,
                () if down > ridge => 110,
                () if sun => 245,
                () => 215 - (down * 60.0) as u8,
            });
        }
    }
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.write_header()?.write_image_data(&pixels)?;
    Ok(Picture::read(&file)?)
}
