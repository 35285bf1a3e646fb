//! A page as a PNG picture, for slides and messages: the same lines at the same places as in the PDF.
//!
//! Curves are made straight and lines made broad before a page is put in its place, and places are held to 1/256 of a
//! pixel: a page that is placed on another by whole pixels has the same pixels there.

mod brush;
mod photo;

use crate::error::PressError;
use crate::fonts::Fonts;
use crate::length::Mm;
use crate::page::{Image, Item, Page, Placed, Rect, Run};
use crate::picture::Pixels;
use brush::{Brush, Glyphs};
use std::collections::BTreeMap;
use std::io::Write;
use std::ops::ControlFlow;

/// The most pixels that a page may come to.
pub const MOST_PIXELS: u64 = 100_000_000;

/// How many things are drawn between two words about how far it is.
const TOLD: usize = 64;

/// How finely a page is drawn: dots to the inch.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Dpi(pub f32);

impl Dpi {
    /// The resolution at which a page has so many pixels in its longer side.
    pub fn for_longest(page: &Page, pixels: u32) -> Dpi {
        let whole = page.whole();
        Dpi(pixels as f32 * 25.4 / whole.width.max(whole.height).0.max(1.0))
    }

    /// Pixels in a millimetre, to a millionth: two are two, so that whole millimetres are whole pixels.
    fn per_mm(self) -> f64 {
        (f64::from(self.0) / 25.4 * 1e6).round() / 1e6
    }
}

/// A finished drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raster {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Red, green and blue of every pixel, row by row.
    pub rgb: Vec<u8>,
}

/// The page as a PNG file.
///
/// # Errors
/// As for [`draw`].
pub fn write(page: &Page, fonts: &Fonts, resolution: Dpi) -> Result<Vec<u8>, PressError> {
    write_while(page, fonts, resolution, &mut |_, _| ControlFlow::Continue(()))
}

/// As [`write`]: tells `go_on` now and then how many of how many things on the page are drawn, and ends where it answers with
/// a break.
///
/// # Errors
/// As for [`draw`], or [`PressError::Stopped`].
pub fn write_while(
    page: &Page,
    fonts: &Fonts,
    resolution: Dpi,
    go_on: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Vec<u8>, PressError> {
    let raster = draw_while(page, fonts, resolution, go_on)?;
    let mut bytes = Vec::new();
    pack(&raster, resolution, &mut bytes).map_err(|e| PressError::Png { reason: e.to_string() })?;
    Ok(bytes)
}

fn pack(raster: &Raster, resolution: Dpi, out: &mut impl Write) -> Result<(), ::png::EncodingError> {
    let mut encoder = ::png::Encoder::new(out, raster.width, raster.height);
    encoder.set_color(::png::ColorType::Rgb);
    encoder.set_depth(::png::BitDepth::Eight);
    let metre = (resolution.per_mm() * 1000.0).round() as u32;
    encoder.set_pixel_dims(Some(::png::PixelDimensions { xppu: metre, yppu: metre, unit: ::png::Unit::Meter }));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&raster.rgb)?;
    writer.finish()
}

/// The page as pixels, bleed and all, on white.
///
/// # Errors
/// It would have no pixels or more than [`MOST_PIXELS`], it uses a face that `fonts` does not have, or a picture cannot be
/// unpacked.
pub fn draw(page: &Page, fonts: &Fonts, resolution: Dpi) -> Result<Raster, PressError> {
    draw_while(page, fonts, resolution, &mut |_, _| ControlFlow::Continue(()))
}

fn draw_while(
    page: &Page,
    fonts: &Fonts,
    resolution: Dpi,
    go_on: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Raster, PressError> {
    let whole = page.whole();
    let side = |length: Mm| (f64::from(length.0) * resolution.per_mm()).round();
    let (width, height) = (side(whole.width), side(whole.height));
    if !(width >= 1.0 && height >= 1.0 && width * height <= MOST_PIXELS as f64) {
        return Err(PressError::Pixels { width: width as u64, height: height as u64, most: MOST_PIXELS });
    }
    let place = Place {
        scale: resolution.per_mm(),
        x: -f64::from(whole.x.0) * resolution.per_mm(),
        y: -f64::from(whole.y.0) * resolution.per_mm(),
    };
    let brush = Brush::new(width as u32, height as u32, place).ok_or(PressError::Pixels {
        width: width as u64,
        height: height as u64,
        most: MOST_PIXELS,
    })?;
    let mut drawing = Drawing { brush, glyphs: Glyphs::new(fonts), photos: BTreeMap::new() };
    for (done, item) in page.items.iter().enumerate() {
        if done % TOLD == 0 && go_on(done, page.items.len()).is_break() {
            return Err(PressError::Stopped);
        }
        drawing.item(item, place)?;
    }
    Ok(Raster { width: width as u32, height: height as u32, rgb: drawing.brush.rgb() })
}

/// Where a page lies among the pixels: pixels in a millimetre, and where its upper left corner is.
#[derive(Debug, Clone, Copy)]
struct Place {
    scale: f64,
    x: f64,
    y: f64,
}

impl Place {
    /// The pixels that a rectangle covers: left, top, right, bottom.
    fn cells(self, r: Rect) -> [f64; 4] {
        let x = |mm: Mm| self.x + f64::from(mm.0) * self.scale;
        let y = |mm: Mm| self.y + f64::from(mm.0) * self.scale;
        [x(r.x), y(r.y), x(r.x + r.width), y(r.y + r.height)]
    }
}

struct Drawing<'a> {
    brush: Brush,
    glyphs: Glyphs<'a>,
    /// Unpacked pictures, by name and size.
    photos: BTreeMap<(String, u32, u32), Pixels>,
}

impl Drawing<'_> {
    fn page(&mut self, page: &Page, place: Place) -> Result<(), PressError> {
        page.items.iter().try_for_each(|item| self.item(item, place))
    }

    fn item(&mut self, item: &Item, place: Place) -> Result<(), PressError> {
        match item {
            Item::Begin(_) | Item::Figure(_) | Item::End => Ok(()),
            Item::Shape(shape) => {
                self.brush.shape(shape, place);
                Ok(())
            }
            Item::Text(run) => self.text(run, place),
            Item::Image(image) => self.image(image, place),
            Item::Placed(placed) => self.placed(placed, place),
        }
    }

    fn text(&mut self, run: &Run, place: Place) -> Result<(), PressError> {
        let size = f64::from(run.size.mm().0);
        for cluster in &run.clusters {
            for glyph in &run.glyphs[cluster.glyphs.clone()] {
                let x = place.x + f64::from((cluster.x + glyph.dx).0) * place.scale;
                let y = place.y + f64::from((run.baseline + glyph.dy).0) * place.scale;
                let outline = self.glyphs.outline(run.face, glyph.id)?;
                self.brush.glyph(outline, size * place.scale, x, y, run.colour);
            }
        }
        Ok(())
    }

    fn image(&mut self, image: &Image, place: Place) -> Result<(), PressError> {
        let Some(clip) = image.clip.common(image.area) else { return Ok(()) };
        let area = place.cells(image.area);
        let side = |from: f64, to: f64| (to - from).round().clamp(1.0, f64::from(u32::MAX)) as u32;
        let (width, height) = (side(area[0], area[2]), side(area[1], area[3]));
        let turn = image.picture.turn();
        let key = (image.picture.hash().to_owned(), width, height);
        if !self.photos.contains_key(&key) {
            let size = if turn.swaps() { (height, width) } else { (width, height) };
            let pixels = image.picture.pixels(size)?.turned(turn);
            self.photos.insert(key.clone(), pixels);
        }
        photo::draw(&mut self.brush, &self.photos[&key], area, place.cells(clip));
        Ok(())
    }

    fn placed(&mut self, placed: &Placed, place: Place) -> Result<(), PressError> {
        let within = Place {
            scale: place.scale * f64::from(placed.scale),
            x: place.x + f64::from(placed.at.x.0) * place.scale,
            y: place.y + f64::from(placed.at.y.0) * place.scale,
        };
        let Some(part) = self.brush.inside(place.cells(placed.clip), within) else { return Ok(()) };
        let outer = std::mem::replace(&mut self.brush, part);
        let drawn = self.page(&placed.page, within);
        let part = std::mem::replace(&mut self.brush, outer);
        self.brush.take(part);
        drawn
    }
}
