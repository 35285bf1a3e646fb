//! What repeats on every page: the mark, whose sheet it is, the page's number.

use super::Source;
use super::words::{Voice, paragraph};
use crate::layout::{Paragraph, Setting};
use crate::length::{Em, Mm, Pt};
use crate::page::{Item, Point, Role, Segment, Shape};
use crate::text::Engine;
use sheet::era_date;

/// Where the words of the foot begin, beside the mark, against their size.
const FOOT_INDENT: f32 = 2.6;
/// The room that is kept for the page's number, against its size.
const ROOM_FOR_NUMBER: f32 = 6.0;

/// The foot of page `number` of `pages`, inside the lower margin.
pub(crate) fn footer(engine: &mut Engine, from: Source<'_>, number: usize, pages: usize) -> Vec<Item> {
    let frame = from.frame;
    let margin = frame.margin.pt();
    let (width, _) = frame.inner();
    let size = from.small;
    let top = frame.height.pt() - margin * 0.66;
    let mut items = vec![Item::Begin(Role::Furniture)];
    items.extend(mark(Point { x: margin.mm(), y: (top + size * 1.25).mm() }, (size * 1.5).mm(), from));
    let cohort = from.sheet.cohort.map(|n| from.words.say("press.cohort", &[("n", &n.to_string())]));
    let mut whose = vec![from.organisation.to_owned(), from.sheet.fiscal_year.label(from.language)];
    whose.extend(cohort);
    whose.push(from.form.name.get(from.language).to_owned());
    if let Some(version) = from.version {
        whose.push(version.name.clone());
        whose.extend(version.date.map(|date| era_date(date, from.language)));
    }
    whose.retain(|part| !part.trim().is_empty());
    let page = from.words.say("press.page", &[("page", &number.to_string()), ("pages", &pages.to_string())]);
    // A foot that is too long for the page does without its longest part rather than run into the number.
    let room = width - size * FOOT_INDENT - size * ROOM_FOR_NUMBER;
    let mut long = |words: &str| paragraph(engine, from, size, size, words, Voice::Quiet, None).text.width().at(size);
    while whose.len() > 1 && long(&whose.join("　")) > room {
        let longest = (0..whose.len()).max_by_key(|i| whose[*i].chars().count()).unwrap_or(0);
        whose.remove(longest);
    }
    let whose = whose.join("　");
    let mut draw = |words: &str, setting: Setting, left: Pt, width: Pt| {
        let base = paragraph(engine, from, size, size, words, Voice::Quiet, None);
        let p = Paragraph { size, setting, ..base };
        if let Some(line) = p.text.lines(0, Em(f32::INFINITY)).first() {
            p.draw_line(line, false, left, top, width, &mut items);
        }
    };
    draw(&whose, Setting::Ragged, margin + size * FOOT_INDENT, width);
    draw(&page, Setting::Right, margin, width);
    items.push(Item::End);
    items
}

/// Three steps rising to a circle, standing on `foot`: the drawing of `assets/icons/mark.svg`, on its grid of 48.
fn mark(foot: Point, width: Mm, from: Source<'_>) -> Vec<Item> {
    let unit = width / 48.0;
    let p = |x: f32, y: f32| Point { x: foot.x + unit * x, y: foot.y - unit * y };
    let corners =
        [(0.0, 0.0), (0.0, 12.0), (16.0, 12.0), (16.0, 20.0), (32.0, 20.0), (32.0, 28.0), (48.0, 28.0), (48.0, 0.0)];
    let mut outline: Vec<Segment> = Vec::new();
    for (i, (x, y)) in corners.into_iter().enumerate() {
        outline.push(if i == 0 { Segment::Move(p(x, y)) } else { Segment::Line(p(x, y)) });
    }
    outline.push(Segment::Close);
    let stairs = Shape { outline, fill: Some(from.theme.ink), stroke: None };
    let sun = Shape::circle(p(40.0, 40.0), unit * 8.0, Some(from.theme.accent), None);
    vec![Item::Shape(stairs), Item::Shape(sun)]
}
