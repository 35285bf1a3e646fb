//! Headlines and labels: lines about equally long that end where phrases end.

use super::set::{Edge, Line};
use super::shape::Shaped;
use crate::length::Em;
use std::collections::HashMap;

/// Longer texts than this are no headlines: they are set as running text.
const MOST_LINES: usize = 4;
/// What it costs to end a line at places of three kinds, and at any other, against the square of how much a line differs
/// from the others.
const COSTS: [f32; 4] = [0.0, 0.03, 0.09, 0.45];
/// What a line of a character or two costs.
const LONELY: f32 = 3.0;
/// A line shorter than this is one.
const SHORTEST: Em = Em(1.9);

impl Shaped {
    /// As [`Shaped::lines`], with the lines about equally long and ending where phrases end.
    pub fn balanced(&self, from: usize, measure: Em) -> Vec<Line> {
        let lines = self.lines(from, measure);
        let count = lines.len();
        if !(2..=MOST_LINES).contains(&count) {
            return lines;
        }
        let total: Em = lines.iter().map(|line| line.width).sum();
        let mut search = Search { text: self, measure, mean: total / count as f32, known: HashMap::new() };
        if search.best(from, count).is_none() {
            return lines;
        }
        let mut lines = Vec::new();
        let mut at = (from, count);
        while let Some(Some((_, line))) = search.known.remove(&at) {
            at = (line.next, at.1 - 1);
            lines.push(line);
        }
        lines
    }

    /// Every line that may begin at `from`, and what it costs to end it there.
    fn ends(&self, from: usize, measure: Em) -> Vec<(Line, f32)> {
        let longest = self.line(from, measure, Edge::default());
        let mut ends = Vec::new();
        let (mut pen, mut seen) = (Em::ZERO, (from, Em::ZERO));
        for at in from..longest.next {
            let cluster = &self.clusters[at];
            if at > from {
                pen += cluster.air;
            }
            pen += cluster.advance;
            if !cluster.space {
                seen = (at + 1, pen - cluster.tail);
            }
            let last = at + 1 == self.clusters.len();
            if cluster.breaks || last {
                let place = if last { 0.0 } else { COSTS[usize::from(cluster.phrase.unwrap_or(3))] };
                ends.push((Line { clusters: from..seen.0, next: at + 1, width: seen.1, hangs: false }, place));
            }
        }
        ends
    }
}

/// The search for the best lines; what was found for a place and a number of lines is kept.
struct Search<'a> {
    text: &'a Shaped,
    measure: Em,
    mean: Em,
    known: HashMap<(usize, usize), Option<(f32, Line)>>,
}

impl Search<'_> {
    /// What it costs to set what begins at `from` in at most `count` lines; `None` where that cannot be done.
    fn best(&mut self, from: usize, count: usize) -> Option<f32> {
        if let Some(known) = self.known.get(&(from, count)) {
            return known.as_ref().map(|(cost, _)| *cost);
        }
        let mut found: Option<(f32, Line)> = None;
        for (line, place) in self.text.ends(from, self.measure) {
            let differs = (line.width - self.mean) / self.mean;
            let mut cost = differs * differs + place + if line.width < SHORTEST { LONELY } else { 0.0 };
            if line.next < self.text.clusters.len() {
                if count == 1 {
                    continue;
                }
                let Some(rest) = self.best(line.next, count - 1) else { continue };
                cost += rest;
            }
            if found.as_ref().is_none_or(|(least, _)| cost < *least) {
                found = Some((cost, line));
            }
        }
        let cost = found.as_ref().map(|(cost, _)| *cost);
        self.known.insert((from, count), found);
        cost
    }
}
