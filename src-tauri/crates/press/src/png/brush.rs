//! What fills pixels: outlines made of straight lines, inside a rectangle.
//!
//! Where a line is cut off at the edge of the pixels it is bent by a hair, which shows in pixels far from the edge. So lines
//! are parted along a grid of the page, and the pixels reach to the next lines of that grid: nothing is ever cut off, and a
//! part of a page has the very pixels of the whole.

mod grid;

use super::Place;
use crate::error::PressError;
use crate::fonts::Fonts;
use crate::page::{Colour, FaceId, Point, Segment, Shape};
use grid::Grid;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{GlyphId, MetadataProvider};
use std::collections::HashMap;
use tiny_skia::{FillRule, Paint, Path, PathBuilder, PathSegment, Pixmap, Stroke, Transform};

/// How far a straight line may lie from the curve it stands for, in pixels.
const TOLERANCE: f64 = 0.02;

/// The pixels inside which is drawn: left, top, right, bottom.
pub type Window = [u32; 4];

pub struct Brush {
    /// The pixels of the window, and those around it as far as the grid's next lines.
    pixels: Pixmap,
    grid: Grid,
    window: Window,
}

impl Brush {
    /// A brush on white, for a page whose corner is at `place`; `None` where there is no room for so many pixels.
    pub fn new(width: u32, height: u32, place: Place) -> Option<Brush> {
        Brush::on([0, 0, width, height], place)
    }

    fn on(window: Window, place: Place) -> Option<Brush> {
        let (grid, width, height) = Grid::around(window, place)?;
        let mut pixels = Pixmap::new(width, height)?;
        pixels.fill(tiny_skia::Color::WHITE);
        Some(Brush { pixels, grid, window })
    }

    /// Red, green and blue of every pixel of the window.
    pub fn rgb(mut self) -> Vec<u8> {
        let [left, top, right, bottom] = self.window;
        let mut rgb = Vec::with_capacity((right - left) as usize * (bottom - top) as usize * 3);
        for y in top..bottom {
            // Nothing is transparent on white.
            rgb.extend(self.row(y, left, right).chunks_exact(4).flat_map(|pixel| &pixel[..3]));
        }
        rgb
    }

    /// The pixels inside which is drawn.
    pub fn window(&self) -> Window {
        self.window
    }

    /// The pixels of a row from column `from` to before column `to`, four bytes each.
    pub fn row(&mut self, y: u32, from: u32, to: u32) -> &mut [u8] {
        let (left, top) = self.grid.before(from, y);
        let first = top * self.pixels.width() as usize + left;
        &mut self.pixels.data_mut()[first * 4..(first + (to - from) as usize) * 4]
    }

    /// A brush for what is seen inside these pixels alone of a page whose corner is at `place`, on what was drawn there
    /// before; `None` where nothing is.
    ///
    /// It has pixels of its own, for a mask would round every colour once more.
    pub fn inside(&mut self, cells: [f64; 4], place: Place) -> Option<Brush> {
        let [left, top, right, bottom] = self.window;
        let within = |v: f64, least: u32, most: u32| (v.round().max(0.0) as u32).clamp(least, most);
        let (x0, x1) = (within(cells[0], left, right), within(cells[2], left, right));
        let (y0, y1) = (within(cells[1], top, bottom), within(cells[3], top, bottom));
        if x1 <= x0 || y1 <= y0 {
            return None;
        }
        let mut part = Brush::on([x0, y0, x1, y1], place)?;
        for y in y0..y1 {
            part.row(y, x0, x1).copy_from_slice(self.row(y, x0, x1));
        }
        Some(part)
    }

    /// Takes over what another brush drew inside.
    pub fn take(&mut self, mut part: Brush) {
        let [left, top, right, bottom] = part.window();
        for y in top..bottom {
            self.row(y, left, right).copy_from_slice(part.row(y, left, right));
        }
    }

    fn fill(&mut self, path: Option<Path>, colour: Colour) {
        let Some(path) = path else { return };
        let mut paint = Paint::default();
        paint.set_color_rgba8(colour.r, colour.g, colour.b, 255);
        self.pixels.fill_path(&path, &paint, FillRule::Winding, Transform::identity(), None);
    }

    /// Draws a shape of a page that lies at `place`.
    pub fn shape(&mut self, shape: &Shape, place: Place) {
        let mut path = PathBuilder::new();
        let at = |p: &Point| ((f64::from(p.x.0) * place.scale) as f32, (f64::from(p.y.0) * place.scale) as f32);
        for segment in &shape.outline {
            match segment {
                Segment::Move(p) => path.move_to(at(p).0, at(p).1),
                Segment::Line(p) => path.line_to(at(p).0, at(p).1),
                Segment::Curve(a, b, p) => {
                    let (a, b, p) = (at(a), at(b), at(p));
                    path.cubic_to(a.0, a.1, b.0, b.1, p.0, p.1);
                }
                Segment::Close => path.close(),
            }
        }
        let Some(path) = path.finish() else { return };
        let at = (place.x, place.y);
        if let Some(fill) = shape.fill {
            self.fill(straight(&path, 1.0, at, false, &self.grid), fill);
        }
        if let Some((colour, thickness)) = shape.stroke {
            // A line thinner than a pixel would fade away: it is drawn a pixel broad, as viewers of PDF do.
            let width = (f64::from(thickness.mm().0) * place.scale).max(1.0) as f32;
            let stroke = Stroke { width, ..Stroke::default() };
            if let Some(broad) = path.stroke(&stroke, 1.0) {
                self.fill(straight(&broad, 1.0, at, false, &self.grid), colour);
            }
        }
    }

    /// Draws an outline of one em, `size` pixels high, from `x` on the baseline `y`.
    pub fn glyph(&mut self, outline: Option<&Path>, size: f64, x: f64, y: f64, colour: Colour) {
        if let Some(outline) = outline {
            self.fill(straight(outline, size, (x, y), true, &self.grid), colour);
        }
    }
}

/// The path `scale` times as large, with straight lines for its curves, put where it belongs; `up` turns it over.
fn straight(path: &Path, scale: f64, at: (f64, f64), up: bool, grid: &Grid) -> Option<Path> {
    let sign = if up { -1.0 } else { 1.0 };
    let local = |p: tiny_skia::Point| (f64::from(p.x) * scale, f64::from(p.y) * scale * sign);
    let put = |(px, py): (f64, f64)| (px + at.0, py + at.1);
    let mut out = grid.lines();
    let mut from = (0.0, 0.0);
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(p) => {
                from = local(p);
                out.begin(put(from));
            }
            PathSegment::LineTo(p) => {
                from = local(p);
                out.go(put(from));
            }
            PathSegment::QuadTo(a, p) => {
                let (a, p) = (local(a), local(p));
                let third =
                    |u: (f64, f64), v: (f64, f64)| (u.0 + (v.0 - u.0) * 2.0 / 3.0, u.1 + (v.1 - u.1) * 2.0 / 3.0);
                curve(from, third(from, a), third(p, a), p, &mut |q| out.go(put(q)));
                from = p;
            }
            PathSegment::CubicTo(a, b, p) => {
                let (a, b, p) = (local(a), local(b), local(p));
                curve(from, a, b, p, &mut |q| out.go(put(q)));
                from = p;
            }
            PathSegment::Close => out.close(),
        }
    }
    out.done()
}

type Place2 = (f64, f64);

/// The points of straight lines along a curve.
fn curve(from: Place2, a: Place2, b: Place2, to: Place2, put: &mut dyn FnMut(Place2)) {
    // How far the control points bend bounds how far the curve is from its chords.
    let bend = |p: Place2, q: Place2, r: Place2| (p.0 - 2.0 * q.0 + r.0).hypot(p.1 - 2.0 * q.1 + r.1);
    let most = bend(from, a, b).max(bend(a, b, to));
    let steps = (0.75 * most / TOLERANCE).sqrt().ceil().clamp(1.0, 200.0) as u32;
    for i in 1..=steps {
        let t = f64::from(i) / f64::from(steps);
        let s = 1.0 - t;
        let (w0, w1, w2, w3) = (s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t);
        put((w0 * from.0 + w1 * a.0 + w2 * b.0 + w3 * to.0, w0 * from.1 + w1 * a.1 + w2 * b.1 + w3 * to.1));
    }
}

/// Outlines of glyphs, one em high, that were needed before.
pub struct Glyphs<'a> {
    fonts: &'a Fonts,
    known: HashMap<(FaceId, u16), Option<Path>>,
}

impl<'a> Glyphs<'a> {
    pub fn new(fonts: &'a Fonts) -> Glyphs<'a> {
        Glyphs { fonts, known: HashMap::new() }
    }

    /// The outline of a glyph; `None` for one that draws nothing.
    pub fn outline(&mut self, face: FaceId, glyph: u16) -> Result<Option<&Path>, PressError> {
        let key = (face, glyph);
        if !self.known.contains_key(&key) {
            let outline = self.read(face, glyph)?;
            self.known.insert(key, outline);
        }
        Ok(self.known[&key].as_ref())
    }

    fn read(&self, id: FaceId, glyph: u16) -> Result<Option<Path>, PressError> {
        let face = self.fonts.face(id).ok_or_else(|| PressError::Face {
            face: id.0.to_string(),
            reason: "the page uses a face that was not handed in".into(),
        })?;
        let fails = |reason: String| PressError::Face { face: face.name.into(), reason };
        let font = skrifa::FontRef::new(face.data).map_err(|e| fails(e.to_string()))?;
        let em = f32::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
        let Some(outline) = font.outline_glyphs().get(GlyphId::from(glyph)) else { return Ok(None) };
        let mut pen = Pen { path: PathBuilder::new(), em };
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        outline.draw(settings, &mut pen).map_err(|e| fails(e.to_string()))?;
        Ok(pen.path.finish())
    }
}

struct Pen {
    path: PathBuilder,
    em: f32,
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(x / self.em, y / self.em);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(x / self.em, y / self.em);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.path.quad_to(cx / self.em, cy / self.em, x / self.em, y / self.em);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.path.cubic_to(ax / self.em, ay / self.em, bx / self.em, by / self.em, x / self.em, y / self.em);
    }

    fn close(&mut self) {
        self.path.close();
    }
}
