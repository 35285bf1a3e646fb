//! Pictures that were made to do harm: each is read by a process of its own, whose time and memory are measured.

use std::error::Error;
use std::path::Path;

use press::picture::Picture;

use crate::Measured;
use crate::measure::{alone, tell_peak};
use crate::table::Table;

/// A picture is refused, or read, within this.
const SECONDS: f64 = 3.0;
const MEGABYTES: f64 = 256.0;

/// Small files that would unpack to as much as their headers promise, and the largest that is still taken.
pub fn measure(place: &Path, table: &mut Table) -> Measured {
    let bombs = [
        ("60,000 × 60,000 pixels by its header", header(60_000, 60_000)?, false),
        ("25,000 × 25,000 pixels, packed a thousandfold", packed(25_000, 25_000)?, false),
        ("60,000 × 60 pixels", packed(60_000, 60)?, false),
        ("10,900 × 10,900 pixels, packed a thousandfold, still taken", packed(10_900, 10_900)?, true),
    ];
    for (what, bytes, taken) in bombs {
        let file = place.join("hostile.png");
        std::fs::write(&file, bytes)?;
        let (seconds, peak) = alone("picture", &[file.display().to_string(), taken.to_string()])?;
        table.weigh(format!("a picture of {what}: time"), seconds, "s", Some(SECONDS));
        table.weigh(format!("a picture of {what}: memory"), peak, "MB", Some(MEGABYTES));
    }
    Ok(())
}

/// The work of the process that is measured: the picture is refused, or taken and put on a page's worth of pixels.
pub fn once(file: &Path, taken: bool) -> Measured {
    match (Picture::read(&std::fs::read(file)?), taken) {
        (Ok(picture), true) => drop(picture.reduced(1200)?),
        (Err(_), false) => {}
        (Ok(_), false) => return Err("a hostile picture was taken".into()),
        (Err(error), true) => return Err(format!("a large but honest picture was refused: {error}").into()),
    }
    tell_peak();
    Ok(())
}

/// A PNG whose header promises what does not follow.
fn header(width: u32, height: u32) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    drop(encoder.write_header()?);
    Ok(bytes)
}

/// A whole PNG of nothing but black, which packs a thousandfold.
fn packed(width: u32, height: u32) -> Result<Vec<u8>, Box<dyn Error>> {
    use std::io::Write;
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header()?;
    let mut lines = writer.stream_writer()?;
    let line = vec![0; width as usize * 3];
    for _ in 0..height {
        lines.write_all(&line)?;
    }
    lines.finish()?;
    drop(writer);
    Ok(bytes)
}
