//! How long an A0 poster with three photos of 12 megapixels takes from the files of the photos to the bytes of a PDF, how
//! much memory that needs, and what the same poster weighs on A4 tiles. The photos are made here.
//!
//! `cargo run -p press --release --example poster_a0 [-- FOLDER]` also writes the files, to be looked at.

#[path = "../tests/fixtures/mod.rs"]
mod fixtures;
#[path = "../tests/fixtures/photos.rs"]
mod photos;

use fixtures::{Amount, print, sheet};
use press::impose::{TileOptions, booklet, marks, n_up};
use press::page::{Colour, Image, Item, Placed, Point, Rect, Shape};
use press::picture::Picture;
use press::png::{self, Dpi};
use press::{Fonts, Mm, Page, Paper, Press, pdf};
use sheet::{Catalogue, Language, forms};
use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A0, upright.
const WIDTH: Mm = Mm(841.0);
const HEIGHT: Mm = Mm(1189.0);

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1);
    let fonts = Fonts::embedded();
    let words = Catalogue::builtin(Language::Ja);
    let meta = pdf::Meta { title: "A0".into(), author: String::new(), created: None, language: Language::Ja };
    let form = &forms::builtin()[0];
    let sheets = print(&sheet(form, Amount::Typical), form, "a3").pages;
    let files: Vec<Vec<u8>> = (0..3).map(|n| photos::jpeg(4000, 3000, 20 + n, false)).collect();
    println!("photos: {:?} bytes", files.iter().map(Vec::len).collect::<Vec<_>>());
    let mut press = Press::new(&fonts);
    // The highest mark of memory so far is forgotten, where the system lets us.
    let forgotten = std::fs::write("/proc/self/clear_refs", "5").is_ok();
    let before = memory();
    let (mut whole, mut parted, mut sizes) = (Vec::new(), Vec::new(), (0, 0));
    let mut kept = None;
    for _ in 0..5 {
        let start = Instant::now();
        let pictures = files.iter().map(|f| Picture::read(f).map(Arc::new)).collect::<Result<Vec<_>, _>>()?;
        let page = poster(&pictures, &sheets[0]);
        let file = pdf::write(std::slice::from_ref(&page), &fonts, &meta)?;
        whole.push(start.elapsed());
        let tiles = press.tiles(&page, &TileOptions::new(Paper::find("a4").ok_or("no A4")?.clone()), &words);
        let tiled = pdf::write(&tiles.pages, &fonts, &meta)?;
        parted.push(start.elapsed());
        sizes = (file.len(), tiled.len());
        kept = Some((page, file, tiles.pages, tiled));
    }
    println!("memory: {} before, {} at most (mark forgotten: {forgotten})", before, memory());
    println!("poster: {} ms, {} bytes", median(&mut whole), sizes.0);
    println!("poster and tiles: {} ms, tiles {} bytes", median(&mut parted), sizes.1);
    let (Some(folder), Some((page, file, tiles, tiled))) = (folder, kept) else { return Ok(()) };
    std::fs::create_dir_all(&folder)?;
    let save = |name: &str, bytes: Vec<u8>| std::fs::write(format!("{folder}/{name}"), bytes);
    save("poster.pdf", file)?;
    save("tiles.pdf", tiled)?;
    save("shop.pdf", pdf::write(&[marks(&page)], &fonts, &meta)?)?;
    let start = Instant::now();
    save("poster.png", png::write(&page, &fonts, Dpi::for_longest(&page, 1920))?)?;
    println!("PNG: {:?}", start.elapsed());
    save("tile.png", png::write(&tiles[1], &fonts, Dpi(96.0))?)?;
    save("two.pdf", pdf::write(&n_up(&sheets), &fonts, &meta)?)?;
    save("booklet.pdf", pdf::write(&booklet(&sheets), &fonts, &meta)?)?;
    save("sheet.pdf", pdf::write(&sheets, &fonts, &meta)?)?;
    Ok(())
}

/// A poster: a sheet as large as goes, and three photos below it.
fn poster(pictures: &[Arc<Picture>], sheet: &Page) -> Page {
    let margin = Mm(42.0);
    let scale = (WIDTH - margin * 2.0) / sheet.width;
    let ground = Rect { x: Mm::ZERO, y: Mm::ZERO, width: WIDTH, height: HEIGHT }.grown(Mm(3.0));
    let colour = Colour { r: 246, g: 243, b: 234 };
    let corner = Point { x: ground.x, y: ground.y };
    let mut items = vec![Item::Shape(Shape::rect(corner, ground.width, ground.height, colour))];
    let at = Point { x: margin, y: margin };
    let clip = Rect { x: margin, y: margin, width: sheet.width * scale, height: sheet.height * scale };
    items.push(Item::Placed(Placed { page: Arc::new(sheet.clone()), at, scale, clip, order: 0 }));
    let side = (WIDTH - margin * 2.0 - Mm(20.0)) / 3.0;
    for (n, picture) in pictures.iter().enumerate() {
        let clip = Rect { x: margin + (side + Mm(10.0)) * n as f32, y: Mm(700.0), width: side, height: side * 1.4 };
        let width = clip.height * (picture.width() as f32 / picture.height() as f32);
        let area = Rect { x: clip.x - (width - clip.width) / 2.0, y: clip.y, width, height: clip.height };
        items.push(Item::Figure(format!("写真{}", n + 1)));
        items.push(Item::Image(Image { picture: Arc::clone(picture), area, clip }));
        items.push(Item::End);
    }
    Page { width: WIDTH, height: HEIGHT, bleed: Mm::ZERO, items }
}

/// The most memory that was in use, as the system tells it.
fn memory() -> String {
    let told = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = told.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.map_or("unknown".into(), |l| l.trim().to_owned())
}

fn median(times: &mut [Duration]) -> String {
    times.sort();
    format!("{:.1}", times[times.len() / 2].as_secs_f64() * 1000.0)
}
