//! Drawing: from a line with positions to runs of a page.

use super::ruby::RUBY_SIZE;
use super::set::Line;
use super::shape::Shaped;
use crate::length::{Em, Pt};
use crate::page::{Cluster, Colour, Glyph, Run};
use sheet::FieldId;
use std::ops::Range;

/// How and where a line is drawn.
#[derive(Debug, Clone)]
pub struct Ink {
    /// The size of the type.
    pub size: Pt,
    /// Its colour.
    pub colour: Colour,
    /// The field that the text comes from.
    pub field: Option<FieldId>,
    /// Where the line begins.
    pub x: Pt,
    /// Where it stands.
    pub baseline: Pt,
}

/// How far the foot of a reading stands above the square of what it reads.
const ABOVE: Em = Em(0.04);
/// How much of the square of a letter lies above the baseline.
const ASCENT: Em = Em(0.88);

impl Shaped {
    /// The runs of a line whose clusters stand at `places` and whose last one ends at `end`: one for each stretch in one
    /// face, then, after all of the line so that it is read out first, the readings over it.
    pub fn draw(&self, line: &Line, places: &[Em], end: Em, ink: &Ink) -> Vec<Run> {
        let mut runs = Vec::new();
        self.stretch(line.clusters.clone(), places, end, ink, &mut runs);
        for ruby in &self.ruby {
            // Drawn with the beginning of what it reads.
            let begin = ruby.base.start.checked_sub(line.clusters.start).and_then(|at| places.get(at));
            let Some(begin) = begin else { continue };
            let size = ink.size * RUBY_SIZE;
            let small = |em: Em| em / RUBY_SIZE;
            let places: Vec<Em> = ruby.places.iter().copied().map(small).collect();
            let over = Ink {
                size,
                colour: ink.colour,
                field: ruby.field.clone(),
                x: ink.x + begin.at(ink.size),
                baseline: ink.baseline - (ASCENT + ABOVE).at(ink.size) - (Em(1.0) - ASCENT).at(size),
            };
            ruby.text.stretch(0..ruby.text.clusters.len(), &places, small(ruby.end), &over, &mut runs);
        }
        runs
    }

    /// How much room above its square a line needs for the readings over it.
    pub fn room_above(&self, line: &Line) -> Em {
        let read = self.ruby.iter().any(|ruby| line.clusters.contains(&ruby.base.start));
        if read { Em(RUBY_SIZE) + ABOVE } else { Em::ZERO }
    }

    fn stretch(&self, clusters: Range<usize>, places: &[Em], end: Em, ink: &Ink, out: &mut Vec<Run>) {
        let at = |em: Em| (ink.x + em.at(ink.size)).mm();
        let clusters = &self.clusters[clusters];
        let mut begin = 0;
        while begin < clusters.len() {
            let face = clusters[begin].face;
            let stop = (begin..clusters.len()).find(|i| clusters[*i].face != face).unwrap_or(clusters.len());
            let mut run = Run {
                face,
                size: ink.size,
                colour: ink.colour,
                baseline: ink.baseline.mm(),
                end: at(places.get(stop).copied().unwrap_or(end)),
                text: String::new(),
                clusters: Vec::with_capacity(stop - begin),
                glyphs: Vec::with_capacity(stop - begin),
                field: ink.field.clone(),
            };
            for (cluster, place) in clusters.iter().zip(places).take(stop).skip(begin) {
                let (text, glyphs) = (run.text.len(), run.glyphs.len());
                run.text.push_str(&self.text[cluster.text.clone()]);
                run.glyphs.extend(self.glyphs[cluster.glyphs.clone()].iter().map(|g| Glyph {
                    id: g.id,
                    dx: g.dx.at(ink.size).mm(),
                    dy: g.dy.at(ink.size).mm(),
                }));
                let (text, glyphs) = (text..run.text.len(), glyphs..run.glyphs.len());
                run.clusters.push(Cluster { text, glyphs, x: at(*place) });
            }
            out.push(run);
            begin = stop;
        }
    }
}
