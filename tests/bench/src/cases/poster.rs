//! A poster on A0 with three photos of 12 megapixels, from the files of the photos to the bytes of a PDF, and the same on A4.
//!
//! Memory is that of a process of its own, which does nothing else.

use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use press::impose::TileOptions;
use press::picture::Picture;
use press::{Fonts, Page, Paper, Pictures, PosterOptions, Press, Template, pdf};
use sheet::{ItemId, Kind, Language, PosterPicture};

use super::print::Sample;
use crate::Measured;
use crate::measure::{Times, alone, tell_peak};
use crate::table::{Bar, Table};

const RUNS: usize = 15;
const PHOTOS: u64 = 3;
/// Pixels of a photo, across and down.
const WIDTH: u16 = 4000;
const HEIGHT: u16 = 3000;

/// Every run reads the photos, composes the poster and writes it, then parts it into tiles and writes those.
pub fn measure(root: &Path, place: &Path, table: &mut Table) -> Measured {
    for n in 0..PHOTOS {
        std::fs::write(place.join(format!("photo{n}.jpg")), photo(n)?)?;
    }
    let sample = Sample::read(root)?;
    let fonts = Fonts::embedded();
    let mut press = Press::new(&fonts);
    let options = TileOptions::new(Paper::find("a4").ok_or("A4 is a paper")?.clone());
    let (mut whole, mut parted) = (Times::default(), Times::default());
    let mut bytes = [0; 2];
    for run in 0..=RUNS {
        let (mut first, mut of_first) = (Times::default(), Times::default());
        let (posters, tiles) = if run == 0 { (&mut first, &mut of_first) } else { (&mut whole, &mut parted) };
        let (_, file) = posters.once(|| poster(&sample, place, &mut press, &fonts))?;
        let tiled = tiles.once(|| {
            let page = compose(&sample, place, &mut press)?;
            let tiles = press.tiles(&page, &options, &sample.words);
            Ok(pdf::write(&tiles.pages, &fonts, &sample.meta(&sample.sheet))?)
        })?;
        bytes = [file.len(), tiled.len()];
    }
    table.add("A0 poster with three photos of 12 MP", &whole, None, Some(Bar::Milliseconds(400.0)));
    table.add("the same on A4 tiles", &parted, Some(("the poster whole", &whole)), Some(Bar::Over(30.0)));
    let share = (bytes[1] as f64 / bytes[0] as f64 - 1.0) * 100.0;
    table.weigh("tiles, larger than the poster by", share, "%", Some(10.0));
    table.note(format!("The poster has {} KB, of which {} KB are the photos as they came.", bytes[0] / 1000, {
        (0..PHOTOS).map(|n| std::fs::metadata(place.join(format!("photo{n}.jpg"))).map_or(0, |m| m.len())).sum::<u64>()
            / 1000
    }));
    let asked = [root.display().to_string(), place.display().to_string()];
    let (_, peak) = alone("poster", &asked)?;
    table.weigh("memory at most of a process that makes the poster", peak, "MB", Some(150.0));
    Ok(())
}

/// The work of the process whose memory is measured.
pub fn once(root: &Path, place: &Path) -> Measured {
    let sample = Sample::read(root)?;
    let fonts = Fonts::embedded();
    let start = Instant::now();
    let (_, file) = poster(&sample, place, &mut Press::new(&fonts), &fonts)?;
    std::fs::write(place.join("poster.pdf"), file)?;
    eprintln!("a poster in a process of its own: {} ms", start.elapsed().as_millis());
    tell_peak();
    Ok(())
}

fn poster(sample: &Sample, place: &Path, press: &mut Press, fonts: &Fonts) -> Result<(Page, Vec<u8>), Box<dyn Error>> {
    let page = compose(sample, place, press)?;
    let file = pdf::write(std::slice::from_ref(&page), fonts, &sample.meta(&sample.sheet))?;
    Ok((page, file))
}

fn compose(sample: &Sample, place: &Path, press: &mut Press) -> Result<Page, Box<dyn Error>> {
    let mut sheet = sample.sheet.clone();
    let mut pictures = Pictures::new();
    for n in 0..PHOTOS {
        let picture = Arc::new(Picture::read(&std::fs::read(place.join(format!("photo{n}.jpg")))?)?);
        let shown = PosterPicture {
            id: ItemId::mint(Kind::Picture, n),
            hash: Some(picture.hash().to_owned()),
            ..PosterPicture::default()
        };
        sheet.poster.pictures.push(shown);
        pictures.insert(picture.hash().to_owned(), picture);
    }
    let template = Template::builtin().iter().max_by_key(|t| t.pictures).ok_or("there are templates")?;
    let options = PosterOptions {
        organisation: sample.organisation.clone(),
        ..PosterOptions::new(template.clone(), Paper::find("a0").ok_or("A0 is a paper")?.clone(), Language::Ja)
    };
    let mut printed = press.poster(&sheet.public(), sample.form, &options, &pictures, &sample.words);
    Ok(printed.pages.remove(0))
}

/// A picture with the smooth slopes and the grain of a photo, so that it weighs what one weighs.
fn photo(seed: u64) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut dice = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut pixels = Vec::with_capacity(usize::from(WIDTH) * usize::from(HEIGHT) * 3);
    for y in 0..u32::from(HEIGHT) {
        for x in 0..u32::from(WIDTH) {
            // xorshift64
            dice ^= dice << 13;
            dice ^= dice >> 7;
            dice ^= dice << 17;
            let grain = (dice % 12) as u32;
            let slope = [x * 200 / u32::from(WIDTH), y * 200 / u32::from(HEIGHT), (x + y) * 100 / u32::from(HEIGHT)];
            pixels.extend(slope.map(|v| (v + grain).min(255) as u8));
        }
    }
    let mut bytes = Vec::new();
    jpeg_encoder::Encoder::new(&mut bytes, 90).encode(&pixels, WIDTH, HEIGHT, jpeg_encoder::ColorType::Rgb)?;
    Ok(bytes)
}
