//! A page as SVG: the same lines at the same places as in the PDF, with the field that every line comes from.

use crate::fonts::Fonts;
use crate::length::Mm;
use crate::page::{Item, Page, Role, Run, Segment, Shape};
use std::fmt::Write;

/// The page as one SVG image, in millimetres.
///
/// Text is text (`<text>` with a place for every cluster), so it can be searched and read aloud; it needs the faces of
/// `fonts` under their own family names. Every line of a field stands in a `<g data-field="…">` together with an
/// invisible rectangle, so that a click anywhere on the line finds the field.
pub fn write(page: &Page, fonts: &Fonts) -> String {
    let (w, h) = (Written(page.width.0), Written(page.height.0));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}mm\" height=\"{h}mm\" \
         lang=\"ja\" xml:space=\"preserve\">"
    );
    let mut hidden = Vec::new();
    for item in &page.items {
        match item {
            Item::Begin(role) => {
                hidden.push(*role);
                if *role == Role::Furniture {
                    out.push_str("<g aria-hidden=\"true\">");
                }
            }
            Item::End => {
                if hidden.pop() == Some(Role::Furniture) {
                    out.push_str("</g>");
                }
            }
            Item::Shape(shape) => draw_shape(&mut out, shape),
            Item::Text(run) => draw_run(&mut out, run, fonts),
        }
    }
    out.push_str("</svg>");
    out
}

/// A number as short as a hundredth of a micrometre allows.
struct Written(f32);

impl std::fmt::Display for Written {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = format!("{:.3}", self.0);
        let text = text.trim_end_matches('0').trim_end_matches('.');
        f.write_str(if text == "-0" { "0" } else { text })
    }
}

fn draw_shape(out: &mut String, shape: &Shape) {
    out.push_str("<path d=\"");
    let mut put = |letter: char, points: &[crate::page::Point]| {
        out.push(letter);
        for (i, p) in points.iter().enumerate() {
            let gap = if i > 0 { " " } else { "" };
            // Writing to a string does not fail.
            let _ = write!(out, "{gap}{} {}", Written(p.x.0), Written(p.y.0));
        }
    };
    for segment in &shape.outline {
        match segment {
            Segment::Move(p) => put('M', &[*p]),
            Segment::Line(p) => put('L', &[*p]),
            Segment::Curve(a, b, p) => put('C', &[*a, *b, *p]),
            Segment::Close => put('Z', &[]),
        }
    }
    let fill = shape.fill.map_or_else(|| "none".to_string(), |c| c.hex());
    let _ = write!(out, "\" fill=\"{fill}\"");
    if let Some((colour, thickness)) = shape.stroke {
        let _ = write!(out, " stroke=\"{}\" stroke-width=\"{}\"", colour.hex(), Written(thickness.mm().0));
    }
    out.push_str("/>");
}

fn draw_run(out: &mut String, run: &Run, fonts: &Fonts) {
    if let Some(field) = &run.field {
        let size = run.size.mm();
        let left = run.clusters.first().map_or(Mm::ZERO, |c| c.x);
        let _ = write!(
            out,
            "<g data-field=\"{}\"><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"none\" \
             pointer-events=\"all\"/>",
            Escaped(field.as_str()),
            Written(left.0),
            Written((run.baseline - size).0),
            Written((run.end - left).0),
            Written((size * 1.3).0),
        );
    }
    let face = fonts.face(run.face);
    let mut places = String::new();
    for cluster in &run.clusters {
        // One number a character, as SVG asks; the later characters of a cluster have none of their own, and say so
        // by standing where the first one does.
        for _ in run.text[cluster.text.clone()].chars() {
            let gap = if places.is_empty() { "" } else { " " };
            let _ = write!(places, "{gap}{}", Written(cluster.x.0));
        }
    }
    let _ = write!(
        out,
        "<text x=\"{places}\" y=\"{}\" font-family=\"{}\" font-size=\"{}\"{} fill=\"{}\">{}</text>",
        Written(run.baseline.0),
        Escaped(face.map_or("sans-serif", |f| f.family)),
        Written(run.size.mm().0),
        if face.is_some_and(|f| f.bold) { " font-weight=\"700\"" } else { "" },
        run.colour.hex(),
        Escaped(&run.text),
    );
    if run.field.is_some() {
        out.push_str("</g>");
    }
}

/// Text that is safe inside SVG: escaped, and without the characters that XML does not have.
struct Escaped<'a>(&'a str);

impl std::fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                    f.write_char('\u{fffd}')?
                }
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}
