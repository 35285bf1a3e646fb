//! A page as SVG: the same lines at the same places as in the PDF, with the field that every line comes from.

use crate::fonts::Fonts;
use crate::length::Mm;
use crate::page::{Image, Item, Page, Placed, Rect, Role, Run, Segment, Shape};
use crate::picture::Picture;
use std::fmt::Write;

/// The page as one SVG image, in millimetres.
///
/// Text is text (`<text>` with a place for every cluster), so it can be searched and read aloud; it needs the faces of
/// `fonts` under their own family names. Every line of a field stands in a `<g data-field="…">` together with an
/// invisible rectangle, so that a click anywhere on the line finds the field. `address` says under which address a
/// picture is found: a data URI of a smaller copy, for one.
pub fn write(page: &Page, fonts: &Fonts, address: &dyn Fn(&Picture) -> String) -> String {
    let Rect { x, y, width, height } = page.whole();
    let [x, y, w, h] = [x, y, width, height].map(|n| Written(n.0));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{x} {y} {w} {h}\" width=\"{w}mm\" height=\"{h}mm\" \
         lang=\"ja\" xml:space=\"preserve\">"
    );
    draw(&mut out, page, fonts, address);
    out.push_str("</svg>");
    out
}

fn draw(out: &mut String, page: &Page, fonts: &Fonts, address: &dyn Fn(&Picture) -> String) {
    // Whether each open stretch is a group of its own.
    let mut groups = Vec::new();
    for item in &page.items {
        match item {
            Item::Begin(Role::Furniture) => {
                groups.push(true);
                out.push_str("<g aria-hidden=\"true\">");
            }
            Item::Begin(_) => groups.push(false),
            Item::Figure(words) => {
                groups.push(true);
                // Writing to a string does not fail.
                let _ = match words.trim() {
                    "" => write!(out, "<g aria-hidden=\"true\">"),
                    words => write!(out, "<g role=\"img\" aria-label=\"{}\">", Escaped(words)),
                };
            }
            Item::End => {
                if groups.pop() == Some(true) {
                    out.push_str("</g>");
                }
            }
            Item::Shape(shape) => draw_shape(out, shape),
            Item::Text(run) => draw_run(out, run, fonts),
            Item::Image(image) => draw_image(out, image, &address(&image.picture)),
            Item::Placed(placed) => draw_placed(out, placed, fonts, address),
        }
    }
    for _ in groups.into_iter().filter(|group| *group) {
        out.push_str("</g>");
    }
}

/// Opens a window of the page through which only `clip` is seen.
fn window(out: &mut String, clip: Rect, inside: Rect) {
    let [x, y, w, h] = [clip.x, clip.y, clip.width, clip.height].map(|n| Written(n.0));
    let [left, top, wide, high] = [inside.x, inside.y, inside.width, inside.height].map(|n| Written(n.0));
    let _ = write!(
        out,
        "<svg x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" viewBox=\"{left} {top} {wide} {high}\" \
         preserveAspectRatio=\"none\">"
    );
}

fn draw_image(out: &mut String, image: &Image, address: &str) {
    let Some(clip) = image.clip.common(image.area) else { return };
    window(out, clip, clip);
    // What an address leads to is upright: a browser turns what says how it is to be turned.
    let [x, y, w, h] = [image.area.x, image.area.y, image.area.width, image.area.height].map(|n| Written(n.0));
    let _ = write!(
        out,
        "<image x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" preserveAspectRatio=\"none\" href=\"{}\"/></svg>",
        Escaped(address)
    );
}

fn draw_placed(out: &mut String, placed: &Placed, fonts: &Fonts, address: &dyn Fn(&Picture) -> String) {
    let reach = placed.page.trimmed().grown(placed.page.bleed.max(crate::page::BLEED));
    let scale = placed.scale;
    let here = Rect {
        x: placed.at.x + reach.x * scale,
        y: placed.at.y + reach.y * scale,
        width: reach.width * scale,
        height: reach.height * scale,
    };
    let Some(clip) = placed.clip.common(here) else { return };
    let inside = Rect {
        x: (clip.x - placed.at.x) / scale,
        y: (clip.y - placed.at.y) / scale,
        width: clip.width / scale,
        height: clip.height / scale,
    };
    window(out, clip, inside);
    draw(out, &placed.page, fonts, address);
    out.push_str("</svg>");
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
