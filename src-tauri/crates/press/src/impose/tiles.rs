//! A poster on the sheets of an office printer, to be cut and glued together.
//!
//! The left and the upper edge of a sheet are cut at its marks and laid over the strips for glue (のりしろ) that its
//! neighbours have on the right and below. The picture goes on under the strip, so that a sheet laid a little askew shows no
//! white. What is printed in a strip beside the picture, the marks where the next sheet begins, is covered by that sheet.

use super::words::{self, Hand};
use crate::Press;
use crate::length::{Mm, Pt};
use crate::page::{Colour, Item, Page, Placed, Point, Rect, Role, Shape};
use crate::paper::Paper;
use crate::text::{Family, Type};
use sheet::Catalogue;
use std::sync::Arc;

/// How far the frame of marks around the picture is from the part of the sheet that a printer leaves white.
const FRAME: Mm = Mm(4.0);
/// The narrowest strip that has marks in it.
const LEAST_STRIP: Mm = Mm(3.0);
const INK: Colour = Colour { r: 26, g: 28, b: 30 };
const WHITE: Colour = Colour { r: 255, g: 255, b: 255 };
const THIN: Pt = Pt(0.35);

/// How a poster is parted.
#[derive(Debug, Clone, PartialEq)]
pub struct TileOptions {
    /// The paper; it is laid whichever way needs fewer sheets.
    pub paper: Paper,
    /// How wide the strips for glue are: 10 mm hold well.
    pub overlap: Mm,
    /// How far from the edge the printer prints nothing: 4 mm for most.
    pub margin: Mm,
}

impl TileOptions {
    /// The usual strips and margin on this paper.
    pub fn new(paper: Paper) -> TileOptions {
        TileOptions { paper, overlap: Mm(10.0), margin: Mm(4.0) }
    }
}

/// A poster in parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Tiles {
    /// The page that shows how the parts are put together, then the parts, row by row.
    pub pages: Vec<Page>,
    /// How many parts lie side by side.
    pub columns: usize,
    /// How many rows of parts there are.
    pub rows: usize,
    /// The part of the poster that each tile shows, in the poster's own measure and in the order of the pages.
    pub parts: Vec<Rect>,
    /// Where on its page a part begins.
    pub origin: Point,
}

/// A way to part a poster.
#[derive(Clone, Copy)]
struct Grid {
    /// The sheet.
    width: Mm,
    height: Mm,
    /// How much of the poster one sheet shows.
    wide: Mm,
    high: Mm,
    overlap: Mm,
    columns: usize,
    rows: usize,
}

impl Grid {
    fn new(poster: &Page, options: &TileOptions, (width, height): (Mm, Mm)) -> Grid {
        let around = (options.margin + FRAME) * 2.0;
        let (wide, high) = (width - around, height - around);
        // A strip never takes more than a third of what a sheet shows.
        let overlap = options.overlap.max(Mm::ZERO).min(wide.min(high) / 3.0);
        let count = |side: Mm, shown: Mm| {
            // A hundredth of a millimetre too much is no reason for another sheet.
            let steps = ((side - overlap - Mm(0.01)) / (shown - overlap)).ceil();
            if steps >= 1.0 { steps as usize } else { 1 }
        };
        let (columns, rows) = (count(poster.width, wide), count(poster.height, high));
        // As many sheets, each showing as much as the others to a millimetre: a last strip as wide as a finger is hard to
        // glue.
        let share =
            |side: Mm, count: usize, most: Mm| (Mm(((side - overlap) / count as f32).0.ceil()) + overlap).min(most);
        let (wide, high) = (share(poster.width, columns, wide), share(poster.height, rows, high));
        Grid { width, height, wide, high, overlap, columns, rows }
    }

    fn sheets(&self) -> usize {
        self.columns * self.rows
    }

    /// The part of the poster on the sheet in this row and column.
    fn part(&self, poster: &Page, row: usize, column: usize) -> Rect {
        let x = (self.wide - self.overlap) * column as f32;
        let y = (self.high - self.overlap) * row as f32;
        Rect { x, y, width: self.wide.min(poster.width - x), height: self.high.min(poster.height - y) }
    }
}

impl Press {
    /// The page in parts, after a page that shows how they are put together.
    ///
    /// In a PDF every part is a figure that says which part it is; its text is there to be searched, but is no second
    /// reading of the poster, which a screen reader finds whole in the poster's own file.
    pub fn tiles(&mut self, page: &Page, options: &TileOptions, words: &Catalogue) -> Tiles {
        let (width, height) = (options.paper.width, options.paper.height);
        let lying = Grid::new(page, options, (width.max(height), width.min(height)));
        let upright = Grid::new(page, options, (width.min(height), width.max(height)));
        let wide = page.width > page.height;
        let grid = match lying.sheets().cmp(&upright.sheets()) {
            std::cmp::Ordering::Less => lying,
            std::cmp::Ordering::Greater => upright,
            std::cmp::Ordering::Equal if wide => lying,
            std::cmp::Ordering::Equal => upright,
        };
        let poster = Arc::new(page.clone());
        let inset = options.margin + FRAME;
        let mut job = Job { press: self, grid, poster, words, origin: Point { x: inset, y: inset } };
        let mut pages = vec![job.map()];
        let mut parts = Vec::with_capacity(grid.sheets());
        for row in 0..grid.rows {
            for column in 0..grid.columns {
                parts.push(grid.part(page, row, column));
                pages.push(job.tile(row, column));
            }
        }
        Tiles { pages, columns: grid.columns, rows: grid.rows, parts, origin: Point { x: inset, y: inset } }
    }
}

struct Job<'a> {
    press: &'a mut Press,
    grid: Grid,
    poster: Arc<Page>,
    words: &'a Catalogue,
    origin: Point,
}

fn line(from: (Mm, Mm), to: (Mm, Mm), colour: Colour, thick: Pt) -> Item {
    Item::Shape(Shape::line(&[Point { x: from.0, y: from.1 }, Point { x: to.0, y: to.1 }], colour, thick))
}

impl Job<'_> {
    fn number(&self, row: usize, column: usize) -> String {
        let (row, column) = ((row + 1).to_string(), (column + 1).to_string());
        self.words.say("press.tile.number", &[("row", &row), ("column", &column)])
    }

    fn tile(&mut self, row: usize, column: usize) -> Page {
        let grid = self.grid;
        let part = grid.part(&self.poster, row, column);
        let seen = Rect { x: self.origin.x, y: self.origin.y, width: part.width, height: part.height };
        let at = Point { x: seen.x - part.x, y: seen.y - part.y };
        let number = self.number(row, column);
        let (of_rows, of_columns) = ((row + 1).to_string(), (column + 1).to_string());
        let alt = self.words.say("press.tile.alt", &[("row", &of_rows), ("column", &of_columns)]);
        let placed = Placed { page: Arc::clone(&self.poster), at, scale: 1.0, clip: seen, order: 0 };
        let mut items = vec![Item::Figure(alt), Item::Placed(placed), Item::End, Item::Begin(Role::Furniture)];
        let (left, top) = (seen.x, seen.y);
        let (right, foot) = (left + seen.width, top + seen.height);
        let (gap, end) = (Mm(0.6), FRAME - Mm(0.4));
        // Where to cut: the two lines of the upper left corner, and where they end on the other sides.
        for y in [(top - gap, top - end), (foot + gap, foot + end)] {
            items.push(line((left, y.0), (left, y.1), INK, THIN));
        }
        for x in [(left - gap, left - end), (right + gap, right + end)] {
            items.push(line((x.0, top), (x.1, top), INK, THIN));
        }
        // The outer edges of the poster are cut too.
        if column + 1 == grid.columns {
            for y in [(top - gap, top - end), (foot + gap, foot + end)] {
                items.push(line((right, y.0), (right, y.1), INK, THIN));
            }
        }
        if row + 1 == grid.rows {
            for x in [(left - gap, left - end), (right + gap, right + end)] {
                items.push(line((x.0, foot), (x.1, foot), INK, THIN));
            }
        }
        let strip = grid.overlap;
        // A strip too narrow for marks has none: they would stand where the next sheet does not cover them.
        let marked = strip >= LEAST_STRIP;
        let (next_column, next_row) = (marked && column + 1 < grid.columns, marked && row + 1 < grid.rows);
        if next_column {
            let x = right - strip;
            for y in places(top, foot, strip) {
                self.register((x, y), (strip * 0.6, Mm::ZERO), &mut items);
            }
            for y in [(top - gap, top - end), (foot + gap, foot + end)] {
                items.push(line((x, y.0), (x, y.1), INK, Pt(THIN.0 * 0.6)));
            }
        }
        if next_row {
            let y = foot - strip;
            for x in places(left, right, strip) {
                self.register((x, y), (Mm::ZERO, strip * 0.6), &mut items);
            }
        }
        let hand = Hand { set_in: Type::bold(Family::Gothic), size: Pt(8.0), colour: INK };
        let under = top - Mm(0.9);
        words::draw(
            &mut self.press.engine,
            &number,
            hand,
            Point { x: left + Mm(2.5), y: under },
            seen.width,
            &mut items,
        );
        items.push(Item::End);
        Page { width: grid.width, height: grid.height, bleed: Mm::ZERO, items }
    }

    /// A mark in a strip, from where the next sheet begins into the strip: dark on a light edge, to be seen on any ground.
    fn register(&self, at: (Mm, Mm), along: (Mm, Mm), items: &mut Vec<Item>) {
        // Half its thickness away from where the next sheet begins, so that nothing of it shows.
        let off = Mm(0.5);
        let unit = (along.0.min(off), along.1.min(off));
        let (from, to) = ((at.0 + unit.0, at.1 + unit.1), (at.0 + along.0, at.1 + along.1));
        let wing = Mm(1.2);
        let across = if along.0 > Mm::ZERO { (Mm::ZERO, wing) } else { (wing, Mm::ZERO) };
        let ends = ((from.0 - across.0, from.1 - across.1), (from.0 + across.0, from.1 + across.1));
        for (colour, thick) in [(WHITE, Pt(1.4)), (INK, Pt(0.5))] {
            items.push(line(from, to, colour, thick));
            items.push(line(ends.0, ends.1, colour, thick));
        }
    }

    /// The page that shows how the parts are put together.
    fn map(&mut self) -> Page {
        let grid = self.grid;
        let margin = grid.width.min(grid.height) / 12.0;
        let measure = grid.width - margin * 2.0;
        let mut items = Vec::new();
        let title = self.words.word("press.tile.title").to_owned();
        let large = Hand { set_in: Type::bold(Family::Gothic), size: Pt(20.0), colour: INK };
        let body = Hand { set_in: Type::regular(Family::Gothic), size: Pt(11.0), colour: INK };
        items.push(Item::Begin(Role::Title));
        let at = Point { x: margin, y: margin + large.size.mm() * 0.88 };
        let mut y = words::draw(&mut self.press.engine, &title, large, at, measure, &mut items);
        items.push(Item::End);
        y += Mm(1.0);
        let (sheets, rows, columns) = (grid.sheets().to_string(), grid.rows.to_string(), grid.columns.to_string());
        let overlap = format!("{:.0}", grid.overlap.0);
        let details = [
            ("sheets", sheets.as_str()),
            ("rows", rows.as_str()),
            ("columns", columns.as_str()),
            ("overlap", overlap.as_str()),
        ];
        let steps = ["print", "cut", "glue", "row", "edge"];
        for (n, step) in steps.iter().enumerate() {
            let sign = format!("{}.", n + 1);
            let told = self.words.say(&format!("press.tile.{step}"), &details);
            let indent = (body.size * 1.6).mm();
            items.push(Item::Begin(Role::Entry));
            items.push(Item::Begin(Role::Sign));
            words::draw(&mut self.press.engine, &sign, body, Point { x: margin, y }, measure, &mut items);
            items.push(Item::End);
            let at = Point { x: margin + indent, y };
            y = words::draw(&mut self.press.engine, &told, body, at, measure - indent, &mut items);
            items.push(Item::End);
        }
        y += Mm(3.0);
        let room = Rect { x: margin, y, width: measure, height: grid.height - margin - y };
        self.picture(room, &mut items);
        Page { width: grid.width, height: grid.height, bleed: Mm::ZERO, items }
    }

    /// The small picture of the poster with the lines along which sheets meet.
    fn picture(&mut self, room: Rect, items: &mut Vec<Item>) {
        let grid = self.grid;
        let scale = (room.width / self.poster.width).min(room.height / self.poster.height);
        let (width, height) = (self.poster.width * scale, self.poster.height * scale);
        let at = Point { x: room.x, y: room.y };
        let clip = Rect { x: at.x, y: at.y, width, height };
        let (rows, columns) = (grid.rows.to_string(), grid.columns.to_string());
        items.push(Item::Figure(self.words.say("press.tile.map", &[("rows", &rows), ("columns", &columns)])));
        items.push(Item::Placed(Placed { page: Arc::clone(&self.poster), at, scale, clip, order: 0 }));
        for (colour, thick) in [(WHITE, Pt(1.8)), (INK, Pt(0.6))] {
            for column in 1..grid.columns {
                let x = at.x + (grid.wide - grid.overlap) * column as f32 * scale;
                items.push(line((x, at.y), (x, at.y + height), colour, thick));
            }
            for row in 1..grid.rows {
                let y = at.y + (grid.high - grid.overlap) * row as f32 * scale;
                items.push(line((at.x, y), (at.x + width, y), colour, thick));
            }
        }
        let mut frame = Shape::rect(at, width, height, WHITE);
        (frame.fill, frame.stroke) = (None, Some((INK, Pt(0.6))));
        items.push(Item::Shape(frame));
        for row in 0..grid.rows {
            for column in 0..grid.columns {
                let part = grid.part(&self.poster, row, column);
                let next = |n: usize, of: usize, shown: Mm| if n + 1 < of { shown - grid.overlap } else { shown };
                let wide = next(column, grid.columns, part.width);
                let high = next(row, grid.rows, part.height);
                let number = self.number(row, column);
                let size = Pt((wide.min(high) * scale).pt().0 * 0.3).min(Pt(12.0));
                let hand = Hand { set_in: Type::bold(Family::Gothic), size, colour: INK };
                let long = words::width(&mut self.press.engine, &number, hand);
                let centre = Point { x: at.x + (part.x + wide / 2.0) * scale, y: at.y + (part.y + high / 2.0) * scale };
                let (pad, type_high) = (size.mm() * 0.35, size.mm());
                let corner = Point { x: centre.x - long / 2.0 - pad, y: centre.y - type_high * 0.8 };
                items.push(Item::Shape(Shape::rect(corner, long + pad * 2.0, type_high * 1.6, WHITE)));
                let from = Point { x: centre.x - long / 2.0, y: centre.y + type_high * 0.38 };
                words::draw(&mut self.press.engine, &number, hand, from, long * 2.0, items);
            }
        }
        items.push(Item::End);
    }
}

/// Where marks stand along a strip: near both ends and in the middle, clear of the strip that crosses it.
fn places(from: Mm, to: Mm, strip: Mm) -> [Mm; 3] {
    let (first, last) = (from + strip, to - strip * 2.0);
    [first, (first + last) / 2.0, last]
}
