//! Operators of a content stream, written as short as can be: nothing is said that is so already.

use super::content::hundredths;
use super::faces::Faces;
use super::{number, utf16};
use crate::error::PressError;
use crate::length::{Mm, Pt};
use crate::page::{Colour, Image, Placed, Point, Rect, Run, Segment, Shape};

pub struct Pen {
    out: Vec<u8>,
    left: Mm,
    height: Mm,
    fill: Option<Colour>,
    stroke: Option<(Colour, i64)>,
    /// The face and size that are in force.
    face: Option<(usize, Pt)>,
    /// Where the latest line of text began, in hundredths of a point, while text is open.
    line: Option<[i64; 2]>,
}

/// A number as exactly as a scale needs it.
fn exact(n: f32) -> String {
    let text = format!("{n:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".into() } else { text.into() }
}

impl Pen {
    /// A pen for a page whose trimmed sheet begins `left` of the origin and is so far below `height`.
    pub fn new(left: Mm, height: Mm) -> Pen {
        Pen { out: Vec::new(), left, height, fill: None, stroke: None, face: None, line: None }
    }

    /// What was drawn.
    pub fn done(mut self) -> Vec<u8> {
        self.end_text();
        self.out
    }

    fn put(&mut self, words: &str) {
        self.out.extend_from_slice(words.as_bytes());
    }

    fn end_text(&mut self) {
        if self.line.take().is_some() {
            self.put("ET\n");
        }
    }

    /// Writes what may not stand between the beginning and the end of text.
    pub fn put_outside(&mut self, words: &str) {
        self.end_text();
        self.put(words);
    }

    /// Where a point lies, in hundredths of a point from the lower left corner.
    fn place(&self, p: Point) -> [i64; 2] {
        [hundredths((p.x + self.left).pt()), hundredths((self.height - p.y).pt())]
    }

    /// Writes numbers of hundredths, and what is done with them.
    fn operate<const N: usize>(&mut self, numbers: [i64; N], operator: &str) {
        for n in numbers {
            number::hundredths(n, &mut self.out);
            self.out.push(b' ');
        }
        self.put(operator);
    }

    fn colour(&mut self, c: Colour, grey: &str, colour: &str) {
        let all = [c.r, c.g, c.b];
        let (parts, operator) = if c.r == c.g && c.g == c.b { (&all[..1], grey) } else { (&all[..], colour) };
        for part in parts {
            number::share(*part, &mut self.out);
            self.out.push(b' ');
        }
        self.put(operator);
    }

    fn fill(&mut self, colour: Colour) {
        if self.fill != Some(colour) {
            self.colour(colour, "g\n", "rg\n");
            self.fill = Some(colour);
        }
    }

    /// Draws a shape.
    pub fn shape(&mut self, shape: &Shape) {
        self.end_text();
        if let Some(fill) = shape.fill {
            self.fill(fill);
        }
        if let Some((colour, thickness)) = shape.stroke {
            let thick = hundredths(thickness);
            if self.stroke.map(|s| s.0) != Some(colour) {
                self.colour(colour, "G\n", "RG\n");
            }
            if self.stroke.map(|s| s.1) != Some(thick) {
                self.operate([thick], "w\n");
            }
            self.stroke = Some((colour, thick));
        }
        for segment in &shape.outline {
            match segment {
                Segment::Move(p) => self.operate(self.place(*p), "m\n"),
                Segment::Line(p) => self.operate(self.place(*p), "l\n"),
                Segment::Curve(a, b, p) => {
                    let [[ax, ay], [bx, by], [x, y]] = [a, b, p].map(|p| self.place(*p));
                    self.operate([ax, ay, bx, by, x, y], "c\n");
                }
                Segment::Close => self.put("h\n"),
            }
        }
        self.put(match (shape.fill.is_some(), shape.stroke.is_some()) {
            (true, true) => "B\n",
            (true, false) => "f\n",
            (false, true) => "S\n",
            (false, false) => "n\n",
        });
    }

    /// The matrix that draws a picture's unit square where the picture lies.
    pub fn picture(&self, image: &Image) -> [f32; 6] {
        // The turn counts down from the upper left corner, the unit square up from the lower left one.
        let [a, b, c, d, e, f] = image.picture.turn().matrix();
        let (w, h) = (image.area.width.pt().0, image.area.height.pt().0);
        let x = (image.area.x + self.left).pt().0;
        let y = (self.height - image.area.y).pt().0;
        [w * a, -h * b, -w * c, h * d, x + w * (c + e), y - h * (d + f)]
    }

    /// The matrix that draws a page where it is placed.
    pub fn placed(&self, placed: &Placed) -> [f32; 6] {
        let x = (placed.at.x + self.left).pt().0;
        let y = (self.height - placed.at.y - placed.page.height * placed.scale).pt().0;
        [placed.scale, 0.0, 0.0, placed.scale, x, y]
    }

    /// Draws a picture or a page by its name.
    pub fn object(&mut self, name: &str, clip: Option<Rect>, matrix: [f32; 6]) {
        self.end_text();
        self.put("q\n");
        if let Some(r) = clip {
            let [x, y] = self.place(Point { x: r.x, y: r.y + r.height });
            let [right, top] = self.place(Point { x: r.x + r.width, y: r.y });
            self.operate([x, y, right - x, top - y], "re W n\n");
        }
        let matrix = matrix.map(exact).join(" ");
        self.put(&format!("{matrix} cm\n/{name} Do\nQ\n"));
    }

    /// Draws a run of text in the face that pages call by `slot`.
    pub fn run(&mut self, run: &Run, slot: usize, faces: &mut Faces<'_>) -> Result<(), PressError> {
        let origin = run.clusters.first().map_or(Mm::ZERO, |c| c.x);
        let at = self.place(Point { x: origin, y: run.baseline });
        let from = self.line.unwrap_or_else(|| {
            self.out.extend_from_slice(b"BT\n");
            [0, 0]
        });
        self.fill(run.colour);
        if self.face != Some((slot, run.size)) {
            self.put(&format!("/F{slot} "));
            self.operate([hundredths(run.size)], "Tf\n");
            self.face = Some((slot, run.size));
        }
        self.operate([at[0] - from[0], at[1] - from[1]], "Td\n");
        self.line = Some(at);
        let mut row = Row { size: run.size, origin: origin.pt(), pen: 0.0, codes: Vec::new(), open: false };
        for cluster in &run.clusters {
            let text = &run.text[cluster.text.clone()];
            let glyphs = &run.glyphs[cluster.glyphs.clone()];
            let plain = glyphs.len() == 1 && glyphs[0].dy == Mm::ZERO;
            if !plain && !glyphs.is_empty() {
                // Several glyphs for one piece of text: say once what they stand for together.
                row.flush(&mut self.out);
                self.put("/Span<</ActualText <");
                number::hexadecimal(&utf16(text, true), &mut self.out);
                self.put(">>>BDC\n");
            }
            for glyph in glyphs {
                let rise = -glyph.dy.pt();
                if rise != Pt::ZERO {
                    row.flush(&mut self.out);
                    self.operate([hundredths(rise)], "Ts\n");
                }
                let (code, width) = faces.code(slot, glyph.id, if plain { text } else { "" })?;
                row.show(code, width, (cluster.x + glyph.dx).pt());
                if rise != Pt::ZERO {
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
        Ok(())
    }
}

/// Glyphs are moved by as many thousandths of their size at least: by less only numbers are rounded.
const LEAST_MOVE: f32 = 3.0;

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
        let mut move_by = (wanted - self.pen).round();
        if move_by.abs() < LEAST_MOVE {
            // Nothing is lost: the next glyph that is moved is moved by this too.
            move_by = 0.0;
        }
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
            number::whole(-move_by as i64, &mut self.codes);
            self.codes.push(b'<');
            self.pen += move_by;
        }
        number::hexadecimal(&code.to_be_bytes(), &mut self.codes);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_is_exact() {
        assert_eq!([-0.0, 0.5, 1.0, 1.0 / 3.0].map(exact), ["0", "0.5", "1", "0.333333"]);
    }
}
