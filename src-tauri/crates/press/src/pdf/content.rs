//! What is drawn on one page.

use super::faces::Faces;
use super::structure::Tree;
use super::{Reference, hex, utf16};
use crate::error::PressError;
use crate::length::{Mm, Pt};
use crate::page::{Colour, Item, Page, Point, Role, Run, Segment, Shape};
use std::io::Write;

/// The page's content stream; its glyphs are noted in `faces`, its tags in `tree`.
pub fn draw(page: &Page, faces: &mut Faces<'_>, tree: &mut Tree, id: Reference) -> Result<Vec<u8>, PressError> {
    let mut pen = Pen { out: Vec::new(), height: page.height, face: None };
    tree.begin_page();
    let mut open = Vec::new();
    for item in &page.items {
        match item {
            Item::Begin(role) => {
                if *role != Role::Furniture {
                    tree.begin(*role, id);
                }
                open.push(*role);
            }
            Item::End => {
                if open.pop().is_some_and(|role| role != Role::Furniture) {
                    tree.end();
                }
            }
            Item::Shape(shape) => {
                pen.put("/Artifact BMC\n");
                pen.shape(shape);
                pen.put("EMC\n");
            }
            Item::Text(run) => {
                if open.contains(&Role::Furniture) {
                    pen.put("/Artifact BMC\n");
                } else {
                    let number = tree.content(id);
                    pen.put(&format!("/Span<</MCID {number}>>BDC\n"));
                }
                pen.run(run, faces)?;
                pen.put("EMC\n");
            }
        }
    }
    Ok(pen.out)
}

struct Pen {
    out: Vec<u8>,
    height: Mm,
    /// The face and size that are in force.
    face: Option<(usize, Pt)>,
}

/// A number in points, to a thousandth.
fn number(n: f32) -> String {
    let text = format!("{n:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".into() } else { text.into() }
}

impl Pen {
    fn put(&mut self, words: &str) {
        self.out.extend_from_slice(words.as_bytes());
    }

    fn point(&self, p: Point) -> String {
        format!("{} {}", number(p.x.pt().0), number((self.height - p.y).pt().0))
    }

    fn colour(&mut self, c: Colour, operator: &str) {
        let part = |v: u8| number(f32::from(v) / 255.0);
        self.put(&format!("{} {} {} {operator}\n", part(c.r), part(c.g), part(c.b)));
    }

    fn shape(&mut self, shape: &Shape) {
        if let Some(fill) = shape.fill {
            self.colour(fill, "rg");
        }
        if let Some((colour, thickness)) = shape.stroke {
            self.colour(colour, "RG");
            self.put(&format!("{} w\n", number(thickness.0)));
        }
        for segment in &shape.outline {
            let words = match segment {
                Segment::Move(p) => format!("{} m\n", self.point(*p)),
                Segment::Line(p) => format!("{} l\n", self.point(*p)),
                Segment::Curve(a, b, p) => {
                    format!("{} {} {} c\n", self.point(*a), self.point(*b), self.point(*p))
                }
                Segment::Close => "h\n".to_string(),
            };
            self.put(&words);
        }
        self.put(match (shape.fill.is_some(), shape.stroke.is_some()) {
            (true, true) => "B\n",
            (true, false) => "f\n",
            (false, true) => "S\n",
            (false, false) => "n\n",
        });
    }

    fn run(&mut self, run: &Run, faces: &mut Faces<'_>) -> Result<(), PressError> {
        let face = faces.slot(run.face)?;
        self.put("BT\n");
        self.colour(run.colour, "rg");
        if self.face != Some((face, run.size)) {
            self.put(&format!("/F{face} {} Tf\n", number(run.size.0)));
            self.face = Some((face, run.size));
        }
        let origin = run.clusters.first().map_or(Mm::ZERO, |c| c.x);
        self.put(&format!("1 0 0 1 {} Tm\n", self.point(Point { x: origin, y: run.baseline })));
        let mut row = Row { size: run.size, origin: origin.pt(), pen: 0.0, codes: Vec::new(), open: false };
        for cluster in &run.clusters {
            let text = &run.text[cluster.text.clone()];
            let glyphs = &run.glyphs[cluster.glyphs.clone()];
            let plain = glyphs.len() == 1 && glyphs[0].dy == Mm::ZERO;
            if !plain && !glyphs.is_empty() {
                // Several glyphs for one piece of text: say once what they stand for together.
                row.flush(&mut self.out);
                self.put("/Span<</ActualText ");
                hex(&utf16(text, true), &mut self.out);
                self.put(">>BDC\n");
            }
            for glyph in glyphs {
                let rise = -glyph.dy.pt().0;
                if rise != 0.0 {
                    row.flush(&mut self.out);
                    self.put(&format!("{} Ts\n", number(rise)));
                }
                let (code, width) = faces.code(face, glyph.id, if plain { text } else { "" })?;
                row.show(code, width, (cluster.x + glyph.dx).pt());
                if rise != 0.0 {
                    row.flush(&mut self.out);
                    self.put("0 Ts\n");
                }
            }
            if !plain && !glyphs.is_empty() {
                row.flush(&mut self.out);
                self.put("EMC\n");
            }
        }
        row.flush(&mut self.out);
        self.put("ET\n");
        Ok(())
    }
}

/// Glyphs being put into one TJ operator.
struct Row {
    size: Pt,
    origin: Pt,
    /// Where a viewer's pen is, in thousandths of the size, from the origin.
    pen: f32,
    codes: Vec<u8>,
    open: bool,
}

impl Row {
    fn show(&mut self, code: u16, width: u16, x: Pt) {
        let wanted = (x - self.origin) / self.size * 1000.0;
        let move_by = (wanted - self.pen).round();
        if !self.open {
            self.codes.push(b'[');
            if move_by == 0.0 {
                self.codes.push(b'<');
            }
            self.open = true;
        } else if move_by != 0.0 {
            self.codes.push(b'>');
        }
        if move_by != 0.0 {
            // Writing to memory does not fail.
            let _ = write!(self.codes, "{}<", -move_by as i32);
            self.pen += move_by;
        }
        for byte in code.to_be_bytes() {
            let _ = write!(self.codes, "{byte:02X}");
        }
        self.pen += f32::from(width);
    }

    fn flush(&mut self, out: &mut Vec<u8>) {
        if self.open {
            out.append(&mut self.codes);
            out.extend_from_slice(b">]TJ\n");
            self.open = false;
        }
    }
}
