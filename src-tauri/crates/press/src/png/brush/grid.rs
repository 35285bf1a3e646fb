//! The grid along which the lines of a page are parted.

use super::{Place, Window};
use tiny_skia::{Path, PathBuilder};

/// The lines of the grid are so many pixels apart.
const CELL: f64 = 64.0;
/// Places are held to so many parts of a pixel.
const PARTS: f64 = 256.0;

fn held(v: f64) -> f64 {
    (v * PARTS).round() / PARTS
}

/// Where the lines of the grid are, and which pixels are drawn on.
#[derive(Debug, Clone, Copy)]
pub struct Grid {
    /// The corner of the page, a crossing of lines, in pixels of what is drawn.
    origin: (f64, f64),
    /// The first of the pixels that are drawn on.
    first: (f64, f64),
}

impl Grid {
    /// The grid of a page whose corner is at `place`, and how many pixels across and down reach from the window to its next
    /// lines; `None` where these are too many.
    pub fn around([left, top, right, bottom]: Window, place: Place) -> Option<(Grid, u32, u32)> {
        let origin = (held(place.x), held(place.y));
        let before = |v: u32, origin: f64| (origin + ((f64::from(v) - origin) / CELL).floor() * CELL).floor();
        let after = |v: u32, origin: f64| (origin + ((f64::from(v) - origin) / CELL).ceil() * CELL).ceil();
        let first = (before(left, origin.0), before(top, origin.1));
        let side = |from: f64, to: f64| (1.0..f64::from(i32::MAX)).contains(&(to - from)).then_some((to - from) as u32);
        let (width, height) = (side(first.0, after(right, origin.0))?, side(first.1, after(bottom, origin.1))?);
        Some((Grid { origin, first }, width, height))
    }

    /// How many pixels are left of column `x`, and how many rows above row `y`; both are inside the window.
    pub fn before(&self, x: u32, y: u32) -> (usize, usize) {
        ((f64::from(x) - self.first.0) as usize, (f64::from(y) - self.first.1) as usize)
    }

    /// A path to be drawn, line by line.
    pub fn lines(&self) -> Lines<'_> {
        Lines { grid: self, path: PathBuilder::new(), start: (0.0, 0.0), last: (0.0, 0.0) }
    }
}

/// A path that is parted wherever it crosses the grid.
pub struct Lines<'a> {
    grid: &'a Grid,
    path: PathBuilder,
    start: (f64, f64),
    last: (f64, f64),
}

impl Lines<'_> {
    /// Begins a new outline.
    pub fn begin(&mut self, (x, y): (f64, f64)) {
        self.start = (held(x), held(y));
        self.last = self.start;
        let (x, y) = self.here(self.start);
        self.path.move_to(x, y);
    }

    /// Goes on to a place.
    pub fn go(&mut self, (x, y): (f64, f64)) {
        let (from, to) = (self.last, (held(x), held(y)));
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let mut cuts: Vec<f64> =
            crossed(from.0 - self.grid.origin.0, dx).chain(crossed(from.1 - self.grid.origin.1, dy)).collect();
        cuts.sort_by(f64::total_cmp);
        for share in cuts {
            self.to((held(from.0 + dx * share), held(from.1 + dy * share)));
        }
        self.to(to);
        self.last = to;
    }

    /// Goes back to where the outline began.
    pub fn close(&mut self) {
        self.go(self.start);
        self.path.close();
    }

    /// The path; `None` where it is nothing.
    pub fn done(self) -> Option<Path> {
        self.path.finish()
    }

    fn to(&mut self, place: (f64, f64)) {
        let (x, y) = self.here(place);
        self.path.line_to(x, y);
    }

    /// A place counted from the first of the pixels.
    fn here(&self, (x, y): (f64, f64)) -> (f32, f32) {
        ((x - self.grid.first.0) as f32, (y - self.grid.first.1) as f32)
    }
}

/// At which shares of its length a line crosses the grid that begins `from` away from the lines of the grid, and goes `by` far.
fn crossed(from: f64, by: f64) -> impl Iterator<Item = f64> {
    let (first, last) = if by > 0.0 { (from, from + by) } else { (from + by, from) };
    let (first, last) = ((first / CELL).floor() as i64 + 1, (last / CELL).ceil() as i64);
    (first..last).map(move |line| (line as f64 * CELL - from) / by)
}
