//! Lines: from a shaped paragraph and a measure to lines with positions (JLREQ 3.8).

use super::kinsoku::{self, Gap};
use super::shape::Shaped;
use crate::length::Em;
use std::ops::Range;

/// A hair's breadth, so that a text set to its own width stays on one line.
const HAIR: Em = Em(0.001);
/// A last line shorter than this looks like a mistake.
const SHORTEST: Em = Em(1.9);
/// A space between words is widened to half an em before anything else is (JLREQ 3.8.4).
const WIDER_SPACE: Em = Em(0.167);
/// The air at Latin letters and digits is widened by so much before all gaps are (JLREQ 3.8.4 allows twice that, which
/// tears a date apart in a narrow column).
const WIDER_AIR: Em = Em(0.125);
/// Every gap may be widened by so much; a line that would need more stays ragged.
const WIDEST: Em = Em(0.2);
/// Widening by so much looks as bad as drawing all marks of a line in.
const AS_BAD: f32 = 0.05;

/// How lines come to their end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Edge {
    /// Whether they all end at the measure: marks are drawn in to take one character more, gaps widened to fill up.
    pub flush: bool,
    /// Whether a comma or a full stop that finds no room hangs over the end (ぶら下げ).
    pub hanging: bool,
}

/// One line of a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What is drawn, without the spaces at its end.
    pub clusters: Range<usize>,
    /// Where the next line begins.
    pub next: usize,
    /// How wide it is by nature, without what hangs over its end.
    pub width: Em,
    /// Whether its last cluster hangs over the end.
    pub hangs: bool,
}

/// What may be done to the gaps of a line.
#[derive(Default)]
struct Gaps {
    /// How much narrower they can all be.
    give: Em,
    words: usize,
    mixed: usize,
    /// How many there are that may be widened, those two among them.
    all: usize,
}

impl Gaps {
    fn add(&mut self, gap: Gap, give: Em) {
        self.give += give;
        self.words += usize::from(gap == Gap::Word);
        self.mixed += usize::from(gap == Gap::Mixed);
        self.all += usize::from(gap != Gap::Fixed);
    }
}

/// What is added to every gap of a kind to fill a line.
#[derive(Clone, Copy, Default)]
struct Added {
    word: Em,
    mixed: Em,
    each: Em,
    /// The share of what each gap can give that is taken.
    taken: f32,
}

/// A place where a line may end, while the line is being made.
struct End {
    line: Line,
    /// How badly the line would look: 0 as it is by nature.
    cost: f32,
}

impl Shaped {
    /// How wide the paragraph is on one line.
    pub fn width(&self) -> Em {
        self.natural
    }

    /// The paragraph from cluster `from` on, in ragged lines no wider than `measure`.
    ///
    /// A line ends where Japanese rules allow it. Where nothing allows it (a long address in a narrow cell), it ends
    /// at the edge, still without a forbidden character at either side when that can be.
    pub fn lines(&self, from: usize, measure: Em) -> Vec<Line> {
        self.set(from, Em::ZERO, measure, Edge::default())
    }

    /// As [`Shaped::lines`], where `taken` of the first line belongs to something else and lines end at an `edge`.
    pub fn set(&self, from: usize, taken: Em, measure: Em, edge: Edge) -> Vec<Line> {
        let mut lines = self.greedy(from, taken, measure, edge);
        // No last line of a character or two: the line before gives some of its own, where that makes no more lines.
        let room = if edge.flush { 6.0 } else { 3.0 };
        if let [.., before, last] = lines.as_slice()
            && last.width < SHORTEST
            && measure > SHORTEST * room
        {
            let (start, count) = (before.clusters.start, lines.len());
            let taken = if count == 2 { taken } else { Em::ZERO };
            for less in [SHORTEST, SHORTEST * 1.6] {
                let end = self.greedy(start, taken, measure - less, Edge { flush: false, ..edge });
                if end.len() == 2 && end[1].width >= SHORTEST && end[1].width <= measure {
                    lines.truncate(count - 2);
                    lines.extend(end);
                    break;
                }
            }
        }
        lines
    }

    fn greedy(&self, from: usize, taken: Em, measure: Em, edge: Edge) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut start = from;
        while start < self.clusters.len() {
            let room = if start == from { measure - taken } else { measure };
            let line = self.line(start, room, edge);
            start = line.next;
            lines.push(line);
        }
        lines
    }

    /// The line that begins with cluster `start`.
    pub(super) fn line(&self, start: usize, measure: Em, edge: Edge) -> Line {
        // The natural width so far, what can be done to it, and the same up to the last cluster that is seen.
        let (mut pen, mut gaps) = (Em::ZERO, Gaps::default());
        let mut seen = (start, Em::ZERO);
        let mut hangs = false;
        let mut best: Option<End> = None;
        for at in start..self.clusters.len() {
            let cluster = &self.clusters[at];
            if !cluster.space {
                // A space at the end of the line before counts for nothing, and neither does the gap before it.
                if at > start {
                    pen += cluster.air;
                    gaps.add(cluster.gap, cluster.give);
                }
                let (before, end) = (seen, pen + cluster.advance - cluster.tail);
                let least = if edge.flush { end - gaps.give } else { end };
                hangs = least > measure + HAIR && edge.hanging && cluster.hangs && at > start;
                if hangs {
                    pen = before.1;
                } else if least > measure + HAIR && at > start {
                    return best.map_or_else(|| self.forced(start, at), |end| end.line);
                }
                seen = (at + 1, if hangs { before.1 } else { end });
            } else if at > start {
                pen += cluster.air;
            }
            pen += cluster.advance;
            if cluster.breaks || at + 1 == self.clusters.len() {
                let line = Line { clusters: start..seen.0, next: at + 1, width: seen.1, hangs };
                let last = at + 1 == self.clusters.len();
                let cost = if edge.flush { cost(&line, measure, &gaps, last) } else { 0.0 };
                // The later of two that look alike.
                if best.as_ref().is_none_or(|best| cost <= best.cost) {
                    best = Some(End { line, cost });
                }
            }
            if hangs && !self.clusters.get(at + 1).is_some_and(|next| next.space) {
                return best.map_or_else(|| self.forced(start, at + 1), |end| end.line);
            }
        }
        best.map_or_else(
            || Line { clusters: start..seen.0, next: self.clusters.len(), width: seen.1, hangs },
            |end| end.line,
        )
    }

    /// A line that has to end before cluster `limit` although nothing allows it: if it can be, without a forbidden
    /// character at either side, and there between two numbers or the parts of a date rather than inside a number.
    fn forced(&self, start: usize, limit: usize) -> Line {
        let kind = |end: usize| {
            let (a, b) = (self.last(end - 1), self.first(end));
            let before = if end >= 2 { Some(self.last(end - 2)) } else { None };
            if self.ruby.iter().any(|ruby| ruby.base.start < end && end < ruby.base.end) {
                0
            } else if kinsoku::may_not_begin(b) || kinsoku::may_not_end(a) {
                1
            } else if !kinsoku::inseparable(before, a, b) {
                5
            } else if kinsoku::parts_numbers(a) {
                4
            } else if kinsoku::date(before, a, b) {
                3
            } else {
                2
            }
        };
        let end = (start + 1..=limit).max_by_key(|end| (kind(*end), *end)).unwrap_or(limit);
        let mut width = self.clusters[start].advance;
        for cluster in &self.clusters[start + 1..end] {
            width += cluster.air + cluster.advance;
        }
        Line { clusters: start..end, next: end, width: width - self.clusters[end - 1].tail, hangs: false }
    }

    /// Where each cluster of the line begins, and where the last one that does not hang ends.
    ///
    /// With a measure to `fill` the line is drawn in where it is wider, and widened where that looks well.
    pub fn positions(&self, line: &Line, fill: Option<Em>) -> (Vec<Em>, Em) {
        let range = line.clusters.clone();
        let counted = if line.hangs { range.start..range.end - 1 } else { range.clone() };
        let mut added = Added::default();
        if let Some(measure) = fill {
            let mut gaps = Gaps::default();
            for cluster in self.clusters[counted.clone()].get(1..).unwrap_or_default() {
                gaps.add(cluster.gap, cluster.give);
            }
            added = fill_up(measure - line.width, &gaps);
        }
        let mut pen = Em::ZERO;
        let mut end = Em::ZERO;
        let mut places = Vec::with_capacity(range.len());
        for i in range.clone() {
            let cluster = &self.clusters[i];
            if i > range.start {
                pen += cluster.air;
                if counted.contains(&i) {
                    pen += added.of(cluster.gap) - cluster.give * added.taken;
                }
            }
            places.push(pen);
            pen += cluster.advance;
            if counted.contains(&i) {
                end = pen - if i + 1 == range.end { cluster.tail } else { Em::ZERO };
            }
        }
        (places, end)
    }
}

impl Added {
    fn of(&self, gap: Gap) -> Em {
        match gap {
            Gap::Fixed => Em::ZERO,
            Gap::Word => self.word + self.each,
            Gap::Mixed => self.mixed + self.each,
            Gap::Plain | Gap::Punctuation => self.each,
        }
    }
}

/// What is done to the gaps of a line that lacks so much: first the spaces between words and then the air at Latin
/// letters are widened, then all gaps alike (JLREQ 3.8.4). Of a line that has too much, all marks give their share.
fn fill_up(lack: Em, gaps: &Gaps) -> Added {
    let mut added = Added::default();
    if lack < Em::ZERO {
        if gaps.give > Em::ZERO {
            added.taken = (-lack / gaps.give).min(1.0);
        }
        return added;
    }
    let (words, mixed, all) = (gaps.words as f32, gaps.mixed as f32, gaps.all as f32);
    if lack > WIDER_SPACE * words + WIDER_AIR * mixed + WIDEST * all {
        return added;
    }
    let mut left = lack;
    if gaps.words > 0 {
        added.word = (left / words).min(WIDER_SPACE);
        left -= added.word * words;
    }
    if gaps.mixed > 0 {
        added.mixed = (left / mixed).min(WIDER_AIR);
        left -= added.mixed * mixed;
    }
    if gaps.all > 0 {
        added.each = left / all;
    }
    added
}

/// How badly a line would look in a measure.
fn cost(line: &Line, measure: Em, gaps: &Gaps, last: bool) -> f32 {
    let lack = measure - line.width;
    if lack < -HAIR {
        return if gaps.give > Em::ZERO { -lack / gaps.give } else { f32::INFINITY };
    }
    if last {
        return 0.0;
    }
    let wider = WIDER_SPACE * gaps.words as f32 + Em(AS_BAD) * gaps.all.max(1) as f32;
    lack / wider
}
