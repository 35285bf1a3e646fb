//! Pages from pages: put together they are what they were.

mod fixtures;
#[path = "fixtures/photos.rs"]
mod photos;

use fixtures::{Amount, bare, print, sheet};
use press::impose::{TileOptions, booklet, marks, n_up};
use press::page::{Colour, Image, Item, Point, Rect, Shape};
use press::picture::Picture;
use press::png::{self, Dpi, Raster};
use press::{Fonts, Mm, Page, Paper, Press, Pt, pdf};
use sheet::{Catalogue, Language, forms};
use std::io::Write;
use std::process::Command;
use std::sync::Arc;

/// Two pixels in a millimetre: whole millimetres are whole pixels.
const TWO: Dpi = Dpi(50.8);

fn meta() -> pdf::Meta {
    pdf::Meta { title: "組み付け".into(), author: String::new(), created: None, language: Language::Ja }
}

fn ask(program: &str, arguments: &[&str], file: &[u8]) -> String {
    let mut on_disk = tempfile::Builder::new().suffix(".pdf").tempfile().unwrap();
    on_disk.write_all(file).unwrap();
    let path = on_disk.path().to_str().unwrap();
    let arguments: Vec<&str> = arguments.iter().map(|a| if *a == "FILE" { path } else { *a }).collect();
    let made = Command::new(program).args(arguments).output().unwrap_or_else(|e| panic!("{program}: {e}"));
    let said = String::from_utf8_lossy(&made.stdout).into_owned();
    assert!(made.status.success(), "{program}: {said}{}", String::from_utf8_lossy(&made.stderr));
    said
}

/// A page with everything that can be on one, some of it beyond its edges.
fn poster() -> Page {
    let form = &forms::builtin()[0];
    let mut page = print(&sheet(form, Amount::Typical), form, "a3").pages.remove(0);
    let whole = page.trimmed().grown(Mm(3.0));
    let ground = Colour { r: 244, g: 240, b: 228 };
    page.items.insert(0, Item::Shape(Shape::rect(Point { x: whole.x, y: whole.y }, whole.width, whole.height, ground)));
    let picture = Arc::new(Picture::read(&photos::jpeg(400, 300, 60, false)).unwrap());
    let area = Rect { x: Mm(150.3), y: Mm(120.7), width: Mm(111.1), height: Mm(83.3) };
    let clip = Rect { x: Mm(160.0), y: Mm(125.0), width: Mm(90.0), height: Mm(70.0) };
    page.items.extend([Item::Figure("四つの色".into()), Item::Image(Image { picture, area, clip }), Item::End]);
    let centre = Point { x: Mm(203.0), y: Mm(148.0) };
    page.items.push(Item::Shape(Shape::circle(
        centre,
        Mm(61.3),
        None,
        Some((Colour { r: 0, g: 60, b: 120 }, Pt(3.0))),
    )));
    page
}

fn pixel(raster: &Raster, x: u32, y: u32) -> [u8; 3] {
    let at = (y as usize * raster.width as usize + x as usize) * 3;
    [raster.rgb[at], raster.rgb[at + 1], raster.rgb[at + 2]]
}

#[test]
fn tiles_put_together_are_the_poster_to_the_pixel() {
    let (fonts, poster) = (Fonts::embedded(), poster());
    let whole = png::draw(&poster, &fonts, TWO).unwrap();
    let mut press = Press::new(&fonts);
    let words = Catalogue::builtin(Language::Ja);
    for (overlap, margin) in [(10.0, 4.0), (0.0, 5.0), (25.0, 0.0)] {
        let options =
            TileOptions { paper: Paper::find("a4").unwrap().clone(), overlap: Mm(overlap), margin: Mm(margin) };
        let tiles = press.tiles(&poster, &options, &words);
        assert_eq!(tiles.pages.len(), 1 + tiles.rows * tiles.columns);
        let (first, last) = (tiles.parts[0], tiles.parts[tiles.parts.len() - 1]);
        assert!((first.width - last.width).0 <= tiles.columns as f32, "the last column is narrow: {last:?}");
        assert!((first.height - last.height).0 <= tiles.rows as f32, "the last row is low: {last:?}");
        let mut seen = vec![false; (whole.width * whole.height) as usize];
        for (n, (page, part)) in tiles.pages[1..].iter().zip(&tiles.parts).enumerate() {
            let tile = png::draw(page, &fonts, TWO).unwrap();
            let px = |mm: Mm| (mm.0 * 2.0).round() as u32;
            // What the next sheets cover is not looked at.
            let (row, column) = (n / tiles.columns, n % tiles.columns);
            let cut = |last: bool| if last { 0 } else { px(Mm(overlap)) };
            let (left, top) = (px(part.x), px(part.y));
            let wide = px(part.width) - cut(column + 1 == tiles.columns);
            let high = px(part.height) - cut(row + 1 == tiles.rows);
            let origin = (px(tiles.origin.x), px(tiles.origin.y));
            for y in 0..high.min(whole.height - top) {
                for x in 0..wide.min(whole.width - left) {
                    let wanted = pixel(&whole, left + x, top + y);
                    let found = pixel(&tile, origin.0 + x, origin.1 + y);
                    assert_eq!(found, wanted, "tile {row}, {column} at {x}, {y}");
                    seen[((top + y) * whole.width + left + x) as usize] = true;
                }
            }
        }
        assert!(seen.iter().all(|s| *s), "a part of the poster is on no tile");
    }
}

#[test]
fn tiles_hold_the_poster_once() {
    let (fonts, poster) = (Fonts::embedded(), poster());
    let words = Catalogue::builtin(Language::Ja);
    let tiles = Press::new(&fonts).tiles(&poster, &TileOptions::new(Paper::find("a4").unwrap().clone()), &words);
    let file = pdf::write(&tiles.pages, &fonts, &meta()).unwrap();
    let doc = lopdf::Document::load_mem(&file).unwrap();
    let count = |kind: &[u8]| {
        let is = |o: &lopdf::Object| {
            o.as_stream().is_ok_and(|s| s.dict.get(b"Subtype").is_ok_and(|t| t.as_name().is_ok_and(|t| t == kind)))
        };
        doc.objects.values().filter(|o| is(o)).count()
    };
    assert_eq!((count(b"Form"), count(b"Image")), (1, 1));
    ask("qpdf", &["--check", "FILE"], &file);
    let tree = ask("pdfinfo", &["-struct", "FILE"], &file);
    assert_eq!(tree.matches("Figure").count(), tiles.pages.len(), "{tree}");
    for tag in ["H1", "L", "LI", "Lbl", "LBody"] {
        assert!(tree.lines().any(|l| l.trim().starts_with(tag)), "{tag}: {tree}");
    }
}

#[test]
fn the_same_pages_imposed_have_the_same_bytes() {
    let words = Catalogue::builtin(Language::Ja);
    let file = || {
        let fonts = Fonts::embedded();
        let poster = poster();
        let mut pages =
            Press::new(&fonts).tiles(&poster, &TileOptions::new(Paper::find("a3").unwrap().clone()), &words).pages;
        pages.extend(booklet(&self::pages(3)));
        pages.push(marks(&poster));
        pdf::write(&pages, &fonts, &meta()).unwrap()
    };
    assert!(file() == file());
}

fn boxes(file: &[u8]) -> Vec<[f32; 4]> {
    let doc = lopdf::Document::load_mem(file).unwrap();
    let page = doc.get_dictionary(*doc.get_pages().get(&1).unwrap()).unwrap();
    let sides = |name: &[u8]| {
        let sides = page.get(name).unwrap().as_array().unwrap();
        [0, 1, 2, 3].map(|i| sides[i].as_float().unwrap())
    };
    [b"MediaBox".as_slice(), b"BleedBox", b"TrimBox"].map(sides).to_vec()
}

#[test]
fn the_print_shop_finds_trim_and_bleed_where_they_are() {
    let fonts = Fonts::embedded();
    let page = marks(&poster());
    let file = pdf::write(std::slice::from_ref(&page), &fonts, &meta()).unwrap();
    let point = |mm: f32| mm / 25.4 * 72.0;
    let around = page.bleed.0;
    for (sides, inset) in boxes(&file).iter().zip([0.0, around - 3.0, around]) {
        let (w, h) = (420.0 + around * 2.0 - inset, 297.0 + around * 2.0 - inset);
        let wanted = [inset, inset, w, h].map(point);
        assert!(sides.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 0.01), "{sides:?}, not {wanted:?}");
    }
    // The ground reaches into the bleed and no further, and marks stand outside it.
    let drawn = png::draw(&page, &fonts, TWO).unwrap();
    let at = |x: f32, y: f32| pixel(&drawn, ((x + around) * 2.0) as u32, ((y + around) * 2.0) as u32);
    assert_eq!(at(-2.0, 100.0), [244, 240, 228]);
    assert_eq!(at(-4.0, 100.0), [255, 255, 255]);
    for (x, y) in [(0.0, -8.0), (-8.0, 0.0), (-3.0, -8.0), (420.0, 305.0), (210.0, -8.0)] {
        let dark = [-0.5, 0.0, 0.5].iter().any(|d| at(x + d, y)[0] < 160 || at(x, y + d)[0] < 160);
        assert!(dark, "no mark at {x}, {y}");
    }
    let tree = ask("pdfinfo", &["-struct", "FILE"], &file);
    assert!(["H1", "Table", "Figure"].iter().all(|tag| tree.contains(tag)), "{tree}");
}

/// Pages of a few sheets, each with other words.
fn pages(count: usize) -> Vec<Page> {
    let form = &forms::builtin()[1];
    (0..count)
        .map(|n| {
            let mut written = sheet(form, Amount::Short);
            written.theme = format!("第{n}の頁").into();
            print(&written, form, "a4").pages.remove(0)
        })
        .collect()
}

/// The words in the order of the tags.
fn read(file: &[u8]) -> String {
    let said = ask("pdfinfo", &["-struct-text", "FILE"], file);
    bare(&said.lines().filter_map(|l| l.trim().strip_prefix('"')?.strip_suffix('"')).collect::<String>())
}

#[test]
fn a_booklet_folds_into_the_order_of_its_pages_and_is_read_so() {
    let pages = pages(5);
    let sheets = booklet(&pages);
    let stand = |page: &Page| -> Vec<(usize, bool)> {
        let placed = page.items.iter().map(|i| if let Item::Placed(p) = i { p } else { panic!("{i:?}") });
        placed.map(|p| (p.order + 1, p.at.x > Mm::ZERO)).collect()
    };
    let found: Vec<_> = sheets.iter().map(stand).collect();
    // Eight pages on two sheets: 8 and 1, 2 and 7, 6 and 3, 4 and 5; there are only five.
    let wanted: [&[(usize, bool)]; 4] = [&[(1, true)], &[(2, false)], &[(3, true)], &[(4, false), (5, true)]];
    assert_eq!(found, wanted);
    let fonts = Fonts::embedded();
    let file = pdf::write(&sheets, &fonts, &meta()).unwrap();
    ask("qpdf", &["--check", "FILE"], &file);
    let plain = pdf::write(&pages, &fonts, &meta()).unwrap();
    assert!(read(&file) == read(&plain), "a booklet is read in another order than its pages");
    assert!(read(&plain).contains("第4の頁"));
    let outline = |file: &[u8]| {
        let doc = lopdf::Document::load_mem(file).unwrap();
        doc.get_toc().unwrap().toc.iter().map(|t| t.title.clone()).collect::<Vec<_>>()
    };
    assert_eq!(outline(&file), outline(&plain));
}

#[test]
fn two_a4_make_an_a3() {
    let fonts = Fonts::embedded();
    let pages = pages(3);
    let sheets = n_up(&pages);
    assert_eq!(sheets.len(), 2);
    // These lie, so one stands above the other.
    assert_eq!((sheets[0].width, sheets[0].height), (Mm(297.0), Mm(420.0)));
    let (sheet, page) = (png::draw(&sheets[0], &fonts, TWO).unwrap(), png::draw(&pages[1], &fonts, TWO).unwrap());
    let below = sheet.rgb.len() - page.rgb.len();
    assert!(sheet.rgb[below..] == page.rgb);
    let file = pdf::write(&sheets, &fonts, &meta()).unwrap();
    assert!(read(&file) == read(&pdf::write(&pages, &fonts, &meta()).unwrap()), "two on one are read in another order");
}
