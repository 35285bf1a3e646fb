//! Lines: from a shaped paragraph and a measure to lines with positions.

use super::kinsoku;
use super::shape::Shaped;
use crate::length::Em;
use std::ops::Range;

/// A hair's breadth, so that a text set to its own width stays on one line.
const HAIR: Em = Em(0.001);
/// A gap is widened by no more than this; a line that would need more stays ragged.
const WIDEST: Em = Em(0.14);

/// A last line shorter than this looks like a mistake.
const SHORTEST: Em = Em(1.9);

/// One line of a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What is drawn, without the spaces at its end.
    pub clusters: Range<usize>,
    /// Where the next line begins.
    pub next: usize,
    /// How wide it is by nature.
    pub width: Em,
}

impl Shaped {
    /// How wide the paragraph is on one line.
    pub fn width(&self) -> Em {
        self.lines(0, Em(f32::INFINITY)).first().map_or(Em::ZERO, |line| line.width)
    }

    /// The paragraph from cluster `from` on, in lines no wider than `measure`.
    ///
    /// A line ends where Japanese rules allow it. Where nothing allows it (a long address in a narrow cell), it ends
    /// at the edge, still without a forbidden character at either side when that can be.
    pub fn lines(&self, from: usize, measure: Em) -> Vec<Line> {
        self.lines_after(from, Em::ZERO, measure)
    }

    /// As [`Shaped::lines`], where `taken` of the first line belongs to something else.
    pub fn lines_after(&self, from: usize, taken: Em, measure: Em) -> Vec<Line> {
        let mut lines = self.greedy(from, taken, measure, false);
        // No last line of a character or two: the line before gives some of its own, where that makes no more lines.
        if let [.., before, last] = lines.as_slice()
            && last.width < SHORTEST
            && measure > SHORTEST * 6.0
        {
            let (start, count) = (before.clusters.start, lines.len());
            let taken = if count == 2 { taken } else { Em::ZERO };
            for less in [SHORTEST, SHORTEST * 1.6] {
                let end = self.greedy(start, taken, measure - less, false);
                if end.len() == 2 && end[1].width >= SHORTEST && end[1].width <= measure {
                    lines.truncate(count - 2);
                    lines.extend(end);
                    break;
                }
            }
        }
        lines
    }

    fn greedy(&self, from: usize, taken: Em, measure: Em, phrases: bool) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut start = from;
        while start < self.clusters.len() {
            let room = if start == from { measure - taken } else { measure };
            let line = self.line(start, room, phrases);
            start = line.next;
            lines.push(line);
        }
        lines
    }

    /// As [`Shaped::lines`], with the lines about equally long and ending where phrases end: for headlines and labels.
    pub fn balanced(&self, from: usize, measure: Em) -> Vec<Line> {
        let lines = self.greedy(from, Em::ZERO, measure, false);
        if lines.len() < 2 || lines.len() > 4 {
            return lines;
        }
        let count = lines.len();
        let fits = |phrases: bool, measure: Em| {
            let lines = self.greedy(from, Em::ZERO, measure, phrases);
            (lines.len() <= count && lines.iter().all(|l| l.width <= measure + HAIR)).then_some(lines)
        };
        // By phrases where that takes no line more than by characters.
        let phrases = fits(true, measure).is_some();
        let (mut low, mut high) = (measure.0 * 0.3, measure.0);
        for _ in 0..9 {
            let middle = (low + high) / 2.0;
            if fits(phrases, Em(middle)).is_some() { high = middle } else { low = middle }
        }
        fits(phrases, Em(high)).unwrap_or(lines)
    }

    fn line(&self, start: usize, measure: Em, phrases: bool) -> Line {
        let mut pen = Em::ZERO;
        // The visible end of the line so far, and the last place where it may end.
        let (mut seen, mut last) = ((start, Em::ZERO), None);
        let mut at = start;
        while let Some(cluster) = self.clusters.get(at) {
            let air = if at == start { Em::ZERO } else { cluster.air };
            let end = pen + air + cluster.advance;
            if !cluster.space && end > measure + HAIR && at > start {
                let (next, (end, width)) = match last {
                    Some(place) => place,
                    None => self.forced(start, at),
                };
                return Line { clusters: start..end, next, width };
            }
            pen = end;
            at += 1;
            if !cluster.space {
                seen = (at, pen);
            }
            if if phrases { cluster.phrase } else { cluster.breaks } {
                last = Some((at, seen));
            }
        }
        Line { clusters: start..seen.0, next: at, width: seen.1 }
    }

    /// A line that has to end before cluster `limit` although nothing allows it.
    fn forced(&self, start: usize, limit: usize) -> (usize, (usize, Em)) {
        let kind = |end: usize| {
            let (a, b) = (self.last(end - 1), self.first(end));
            let whole = !kinsoku::may_not_begin(b) && !kinsoku::may_not_end(a);
            let before = if end >= 2 { Some(self.last(end - 2)) } else { None };
            (whole, whole && !kinsoku::inseparable(before, a, b))
        };
        let ends = || (start + 1..=limit).rev();
        let end = ends().find(|end| kind(*end).1).or_else(|| ends().find(|end| kind(*end).0)).unwrap_or(limit);
        let width = self.clusters[start..end]
            .iter()
            .enumerate()
            .map(|(i, c)| if i == 0 { c.advance } else { c.advance + c.air })
            .sum();
        (end, (end, width))
    }

    /// Where each cluster of the line begins, and where the last one ends; spread to the measure when it is given.
    pub fn positions(&self, line: &Line, spread: Option<Em>) -> (Vec<Em>, Em) {
        let range = line.clusters.clone();
        let widens = |i: usize| kinsoku::may_widen(self.last(i - 1), self.first(i));
        let gaps = (range.start + 1..range.end).filter(|i| widens(*i)).count();
        let mut extra = Em::ZERO;
        if let Some(measure) = spread
            && gaps > 0
        {
            let each = (measure - line.width) / gaps as f32;
            if each > Em::ZERO && each <= WIDEST {
                extra = each;
            }
        }
        let mut pen = Em::ZERO;
        let mut places = Vec::with_capacity(range.len());
        for i in range.clone() {
            if i > range.start {
                pen += self.clusters[i].air;
                if widens(i) {
                    pen += extra;
                }
            }
            places.push(pen);
            pen += self.clusters[i].advance;
        }
        (places, pen)
    }
}
