//! Finished pages: inert, positioned, in millimetres from the upper left corner.
//!
//! A page knows nothing of sheets or layout. PDF and SVG draw the same pages, so the preview is the print.

use crate::length::{Mm, Pt};
use crate::picture::Picture;
use sheet::FieldId;
use std::ops::Range;
use std::sync::Arc;

/// A colour of ink, in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Colour {
    /// Red, 0–255.
    pub r: u8,
    /// Green, 0–255.
    pub g: u8,
    /// Blue, 0–255.
    pub b: u8,
}

impl Colour {
    /// The colour written as `#rrggbb`; `None` when it is written otherwise.
    pub fn parse(hex: &str) -> Option<Colour> {
        let digits = hex.strip_prefix('#').filter(|d| d.len() == 6 && d.is_ascii())?;
        let part = |i: usize| u8::from_str_radix(&digits[i..i + 2], 16).ok();
        Some(Colour { r: part(0)?, g: part(2)?, b: part(4)? })
    }

    /// The colour as `#rrggbb`.
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.r, self.g, self.b)
    }

    /// This colour laid thinly over `ground`: 0 is the ground, 1 the colour itself.
    pub fn tint(self, ground: Colour, strength: f32) -> Colour {
        let mix = |a: u8, b: u8| (f32::from(b) + (f32::from(a) - f32::from(b)) * strength).round() as u8;
        Colour { r: mix(self.r, ground.r), g: mix(self.g, ground.g), b: mix(self.b, ground.b) }
    }

    /// The ratio of contrast between two colours as WCAG counts it: 1 to 21.
    pub fn contrast(self, other: Colour) -> f32 {
        let light = |c: Colour| {
            let part = |v: u8| {
                let v = f32::from(v) / 255.0;
                if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(c.r) + 0.7152 * part(c.g) + 0.0722 * part(c.b) + 0.05
        };
        let (a, b) = (light(self), light(other));
        if a > b { a / b } else { b / a }
    }
}

/// Which of the [`crate::Fonts`] a glyph comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FaceId(pub u8);

/// What a stretch of a page is to a reader who does not see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// A part of the page with a heading of its own.
    Section,
    /// The title of the page.
    Title,
    /// The heading of a section.
    Heading,
    /// A heading inside a section.
    Subheading,
    /// A paragraph.
    Paragraph,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// A cell that names its row or column.
    HeadCell,
    /// A cell of a table.
    Cell,
    /// A list.
    List,
    /// An entry of a list. Entries that follow one another make a list even where none was begun.
    Entry,
    /// What stands before an entry: its number or its bullet, where that is text.
    Sign,
    /// Repeated or decorative matter that is no part of what is read: page number, continuation marks.
    Furniture,
}

/// How far a drawing reaches beyond the edge at which the sheet is cut: what Japanese print shops ask for (塗り足し).
pub const BLEED: Mm = Mm(3.0);

/// One page.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Width of the trimmed sheet.
    pub width: Mm,
    /// Height of the trimmed sheet.
    pub height: Mm,
    /// How far beyond each edge of the trimmed sheet the paper reaches; usually nothing. Its first [`BLEED`] is cut off
    /// with the drawing on it; what lies further out holds printer's marks.
    pub bleed: Mm,
    /// What is on it, in the order in which it is read; what comes later lies on top.
    pub items: Vec<Item>,
}

/// One thing on a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// The beginning of a stretch with a meaning; ends at the matching [`Item::End`].
    Begin(Role),
    /// The beginning of a picture or a drawing, with the words for a reader who does not see it; ends at the matching
    /// [`Item::End`]. Without words it decorates.
    Figure(String),
    /// The end of the innermost open stretch.
    End,
    /// A piece of one line of text.
    Text(Run),
    /// A drawn shape.
    Shape(Shape),
    /// A picture.
    Image(Image),
    /// A finished page drawn on this one.
    Placed(Placed),
}

/// An upright rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Its left edge.
    pub x: Mm,
    /// Its upper edge.
    pub y: Mm,
    /// How wide it is.
    pub width: Mm,
    /// How high it is.
    pub height: Mm,
}

impl Rect {
    /// The same rectangle, larger by `by` on all four sides.
    pub fn grown(self, by: Mm) -> Rect {
        Rect { x: self.x - by, y: self.y - by, width: self.width + by * 2.0, height: self.height + by * 2.0 }
    }

    /// What lies in both; `None` where that is nothing.
    pub fn common(self, other: Rect) -> Option<Rect> {
        let (x, y) = (self.x.max(other.x), self.y.max(other.y));
        let width = (self.x + self.width).min(other.x + other.width) - x;
        let height = (self.y + self.height).min(other.y + other.height) - y;
        (width > Mm::ZERO && height > Mm::ZERO).then_some(Rect { x, y, width, height })
    }
}

/// A picture on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Image {
    /// The picture.
    pub picture: Arc<Picture>,
    /// Where the whole picture would lie, uncut.
    pub area: Rect,
    /// What of it is seen.
    pub clip: Rect,
}

/// A finished page drawn on another one. Pages that are the same [`Arc`] are written to a file once.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// The page.
    pub page: Arc<Page>,
    /// Where the upper left corner of its trimmed sheet lies.
    pub at: Point,
    /// How large it is drawn: 1 is its own size.
    pub scale: f32,
    /// What of it is seen, in the measure of the page that it is drawn on.
    pub clip: Rect,
    /// When it is read, among all placed pages of a file: lower numbers first, equal ones as they are drawn.
    pub order: usize,
}

/// A piece of one line: one face, one size, one colour, one field.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The face of its glyphs.
    pub face: FaceId,
    /// The size of the type.
    pub size: Pt,
    /// The colour of the glyphs.
    pub colour: Colour,
    /// Where the baseline is.
    pub baseline: Mm,
    /// Where the last cluster ends.
    pub end: Mm,
    /// The characters that the glyphs stand for.
    pub text: String,
    /// What is drawn, from left to right.
    pub clusters: Vec<Cluster>,
    /// The glyphs of all clusters.
    pub glyphs: Vec<Glyph>,
    /// The field the text comes from; `None` for words of the form and for marks.
    pub field: Option<FieldId>,
}

/// Characters that are drawn together.
#[derive(Debug, Clone, PartialEq)]
pub struct Cluster {
    /// Its characters, as bytes of the run's text.
    pub text: Range<usize>,
    /// Its glyphs, among the run's.
    pub glyphs: Range<usize>,
    /// Where it begins.
    pub x: Mm,
}

/// One glyph of a face.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// Its number in the face.
    pub id: u16,
    /// How far to the right of its cluster it is drawn.
    pub dx: Mm,
    /// How far below the baseline it is drawn.
    pub dy: Mm,
}

/// A point on a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// From the left edge.
    pub x: Mm,
    /// From the upper edge.
    pub y: Mm,
}

/// A piece of an outline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Segment {
    /// Lift the pen and put it down here.
    Move(Point),
    /// A straight line to here.
    Line(Point),
    /// A cubic curve over two control points to the third.
    Curve(Point, Point, Point),
    /// Back to where the pen was put down.
    Close,
}

/// A drawn shape: an outline, filled, stroked or both.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// Its outline.
    pub outline: Vec<Segment>,
    /// The colour inside.
    pub fill: Option<Colour>,
    /// The colour and thickness of the line.
    pub stroke: Option<(Colour, Pt)>,
}

impl Shape {
    /// A filled rectangle.
    pub fn rect(at: Point, width: Mm, height: Mm, fill: Colour) -> Shape {
        let p = |x: Mm, y: Mm| Point { x: at.x + x, y: at.y + y };
        Shape {
            outline: vec![
                Segment::Move(at),
                Segment::Line(p(width, Mm::ZERO)),
                Segment::Line(p(width, height)),
                Segment::Line(p(Mm::ZERO, height)),
                Segment::Close,
            ],
            fill: Some(fill),
            stroke: None,
        }
    }

    /// A line through the points.
    pub fn line(points: &[Point], colour: Colour, thickness: Pt) -> Shape {
        let mut outline = Vec::with_capacity(points.len());
        for (i, p) in points.iter().enumerate() {
            outline.push(if i == 0 { Segment::Move(*p) } else { Segment::Line(*p) });
        }
        Shape { outline, fill: None, stroke: Some((colour, thickness)) }
    }

    /// A circle, filled with `fill` or drawn as a ring.
    pub fn circle(centre: Point, radius: Mm, fill: Option<Colour>, stroke: Option<(Colour, Pt)>) -> Shape {
        // Four curves whose control points lie 0.5523 of the radius away differ from a circle by less than 0.03 %.
        let (r, k) = (radius, radius * 0.552_284_8);
        let p = |x: Mm, y: Mm| Point { x: centre.x + x, y: centre.y + y };
        let z = Mm::ZERO;
        Shape {
            outline: vec![
                Segment::Move(p(r, z)),
                Segment::Curve(p(r, k), p(k, r), p(z, r)),
                Segment::Curve(p(-k, r), p(-r, k), p(-r, z)),
                Segment::Curve(p(-r, -k), p(-k, -r), p(z, -r)),
                Segment::Curve(p(k, -r), p(r, -k), p(r, z)),
                Segment::Close,
            ],
            fill,
            stroke,
        }
    }
}

impl Page {
    /// The trimmed sheet.
    pub fn trimmed(&self) -> Rect {
        Rect { x: Mm::ZERO, y: Mm::ZERO, width: self.width, height: self.height }
    }

    /// All of the paper that is printed on.
    pub fn whole(&self) -> Rect {
        self.trimmed().grown(self.bleed)
    }

    /// The runs of text, in reading order; those of placed pages are theirs.
    pub fn runs(&self) -> impl Iterator<Item = &Run> {
        self.items.iter().filter_map(|item| if let Item::Text(run) = item { Some(run) } else { None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_written_and_compared() {
        let ink = Colour::parse("#1a1c1e").unwrap();
        assert_eq!(ink.hex(), "#1a1c1e");
        assert_eq!(Colour::parse("1a1c1e"), None);
        assert_eq!(Colour::parse("#1a1c1"), None);
        let (black, white) = (Colour { r: 0, g: 0, b: 0 }, Colour { r: 255, g: 255, b: 255 });
        assert!((black.contrast(white) - 21.0).abs() < 0.01);
        assert_eq!(black.tint(white, 0.0), white);
        assert_eq!(black.tint(white, 1.0), black);
    }
}
