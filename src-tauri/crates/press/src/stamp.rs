//! The large letters behind a draft, as outlines: they are drawn, and no reader of the text meets them.

use crate::fonts::Fonts;
use crate::length::Mm;
use crate::page::{Colour, Item, Point, Role, Segment, Shape};
use crate::text::Family;
use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};

/// How much of the page's short side the word takes.
const PART: f32 = 0.72;

/// The word in the middle of a page of this size.
pub(crate) fn behind(fonts: &Fonts, word: &str, width: Mm, height: Mm, colour: Colour) -> Vec<Item> {
    let Some((_, face)) = fonts.iter().find(|(_, f)| f.bold && f.serves == Some(Family::Gothic)) else {
        return Vec::new();
    };
    let Ok(font) = skrifa::FontRef::new(face.data) else { return Vec::new() };
    let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
    let glyphs: Vec<_> = word.chars().filter_map(|c| font.charmap().map(c)).collect();
    let long: f32 = glyphs.iter().filter_map(|g| metrics.advance_width(*g)).sum();
    if long <= 0.0 {
        return Vec::new();
    }
    let em = width.min(height).0 * PART / long.max(1.0);
    // The square of a kanji stands from 0.12 em below the baseline to 0.88 above.
    let mut pen = Pen {
        x: (width.0 - em * long) / 2.0,
        y: height.0 / 2.0 + em * 0.38,
        em,
        last: (0.0, 0.0),
        outline: Vec::new(),
    };
    for glyph in glyphs {
        if let Some(outline) = font.outline_glyphs().get(glyph) {
            // A glyph that cannot be drawn leaves its place empty: the word stands in the header too.
            let _ = outline.draw(DrawSettings::unhinted(Size::new(1.0), LocationRef::default()), &mut pen);
        }
        pen.x += metrics.advance_width(glyph).unwrap_or(0.0) * em;
    }
    let shape = Shape { outline: pen.outline, fill: Some(colour), stroke: None };
    vec![Item::Begin(Role::Furniture), Item::Shape(shape), Item::End]
}

struct Pen {
    x: f32,
    y: f32,
    em: f32,
    /// Where the pen is, in em of the glyph.
    last: (f32, f32),
    outline: Vec<Segment>,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> Point {
        Point { x: Mm(self.x + x * self.em), y: Mm(self.y - y * self.em) }
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.last = (x, y);
        self.outline.push(Segment::Move(self.at(x, y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.last = (x, y);
        self.outline.push(Segment::Line(self.at(x, y)));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        // A quadratic curve is the cubic one whose control points lie two thirds of the way to its own.
        let third = |from: f32, to: f32| from + (to - from) * 2.0 / 3.0;
        let (fx, fy) = self.last;
        self.curve_to(third(fx, cx), third(fy, cy), third(x, cx), third(y, cy), x, y);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.last = (x, y);
        self.outline.push(Segment::Curve(self.at(ax, ay), self.at(bx, by), self.at(x, y)));
    }

    fn close(&mut self) {
        self.outline.push(Segment::Close);
    }
}
