//! Every poster at a glance: each template × theme × form × paper × orientation as a thumbnail on one page.
//!
//! `cargo xtask gallery` runs this; the folder is its only argument.

#[path = "../tests/fixtures/mod.rs"]
mod fixtures;

use fixtures::{Amount, organisation, sheet};
use press::png::{self, Dpi};
use press::{Fonts, Orientation, Paper, Pictures, PosterOptions, Press, Template, Theme};
use sheet::{Catalogue, Language, forms};
use std::error::Error;
use std::fmt::Write;
use std::path::PathBuf;

/// The longer side of a thumbnail, in pixels.
const LONGEST: u32 = 300;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("say into which folder")?);
    std::fs::create_dir_all(&folder)?;
    let fonts = Fonts::embedded();
    let mut press = Press::new(&fonts);
    let words = Catalogue::builtin(Language::Ja);
    let mut html = String::from(
        "<!doctype html><meta charset=\"utf-8\"><title>Posters</title><style>body{font:14px sans-serif;margin:2em;\
         background:#8a8a8a}h2{margin-top:2em}div{display:flex;flex-wrap:wrap;gap:12px;align-items:end}\
         figure{margin:0}figcaption{font-size:11px}</style><h1>Posters</h1>",
    );
    let mut count = 0;
    for form in forms::builtin() {
        let written = sheet(form, Amount::Typical).public();
        for template in Template::builtin() {
            for paper in Paper::builtin() {
                write!(html, "<h2>{} · {} · {}</h2><div>", form.id, template.id, paper.id)?;
                for theme in Theme::builtin() {
                    for held in Orientation::ALL {
                        let options = PosterOptions {
                            template: template.clone(),
                            paper: paper.clone(),
                            orientation: held,
                            language: Language::Ja,
                            theme: Some(theme.clone()),
                            organisation: organisation().into(),
                            family: None,
                            draft: false,
                        };
                        let printed = press.poster(&written, form, &options, &Pictures::new(), &words);
                        let page = &printed.pages[0];
                        let name = format!("{}-{}-{}-{}-{}.png", form.id, template.id, paper.id, theme.id, held.word());
                        std::fs::write(folder.join(&name), png::write(page, &fonts, Dpi::for_longest(page, LONGEST))?)?;
                        write!(
                            html,
                            "<figure><img loading=\"lazy\" src=\"{name}\" alt=\"\"><figcaption>{} {}: {:.1} pt, {} left \
                             out, {} too small</figcaption></figure>",
                            theme.id,
                            held.word(),
                            printed.report.text_size.0,
                            printed.report.left_out.len(),
                            printed.report.illegible.len()
                        )?;
                        count += 1;
                    }
                }
                html.push_str("</div>");
            }
        }
    }
    std::fs::write(folder.join("index.html"), html)?;
    println!("{count} posters: {}", folder.join("index.html").display());
    Ok(())
}
