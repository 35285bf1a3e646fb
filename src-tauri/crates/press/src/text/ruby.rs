//! Ruby: a reading in small letters over what it reads (JLREQ 3.3).

use super::shape::{Engine, Shaped, Type};
use crate::length::Em;
use sheet::FieldId;
use std::ops::Range;
use std::sync::Arc;

/// The size of a reading against that of what it reads (JLREQ 3.3.3).
pub const RUBY_SIZE: f32 = 0.5;
/// How far a reading may reach over kana beside what it reads: half a letter of its own (JLREQ 3.3.8).
const OVERHANG: Em = Em(0.25);

/// A reading, and what it reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruby {
    /// What it reads, as bytes of the text.
    pub base: Range<usize>,
    /// The reading.
    pub reading: String,
    /// The field that the reading comes from.
    pub field: Option<FieldId>,
}

impl Ruby {
    /// The reading of a name. Where both have the same number of parts, parted by spaces, each part has its own; a part
    /// that is written as it is read has none.
    pub fn of_name(name: &str, reading: &str, field: Option<&FieldId>) -> Vec<Ruby> {
        let parts = |text: &str| -> Vec<Range<usize>> {
            let start = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
            text.split_whitespace().map(|part| start(part)..start(part) + part.len()).collect()
        };
        let (names, readings) = (parts(name), parts(reading));
        let whole = |parts: &[Range<usize>]| Some(parts.first()?.start..parts.last()?.end);
        let pairs: Vec<(Range<usize>, Range<usize>)> = if names.len() == readings.len() {
            names.into_iter().zip(readings).collect()
        } else {
            whole(&names).into_iter().zip(whole(&readings)).collect()
        };
        let pairs = pairs.into_iter().filter(|(base, over)| name[base.clone()] != reading[over.clone()]);
        pairs.map(|(base, over)| Ruby { base, reading: reading[over].to_owned(), field: field.cloned() }).collect()
    }
}

/// A reading that stands over clusters of a shaped text.
#[derive(Debug, Clone, PartialEq)]
pub struct SetRuby {
    /// What it reads; a line never ends inside.
    pub base: Range<usize>,
    /// The reading.
    pub text: Arc<Shaped>,
    /// Where each of its clusters begins, from the beginning of the first cluster of the base, in em of the base.
    pub places: Vec<Em>,
    /// Where it ends, measured likewise.
    pub end: Em,
    /// The field that the reading comes from.
    pub field: Option<FieldId>,
}

impl Engine {
    /// The text as one shaped paragraph with readings over it.
    ///
    /// Each is set over its base as a group (JLREQ 3.3.6): what is shorter is spread so that it has half as much air at
    /// its ends as between its letters. A reading may reach over kana at its sides; where that is not enough the base
    /// makes room. Readings of nothing and readings that overlap another are left out.
    pub fn shape_with_ruby(&mut self, text: &str, ruby: &[Ruby], set_in: Type) -> Arc<Shaped> {
        let mut shaped = self.shape(text, set_in);
        for Ruby { base, reading, field } in ruby {
            let reading = self.shape(reading.trim(), set_in);
            let first = shaped.clusters.iter().position(|c| c.text.start >= base.start);
            let after = shaped.clusters.iter().rposition(|c| c.text.end <= base.end).map_or(0, |last| last + 1);
            let Some(first) = first else { continue };
            let taken = |i: usize| shaped.ruby.iter().any(|other| other.base.contains(&i));
            if first >= after || reading.clusters.is_empty() || (first..after).any(taken) {
                continue;
            }
            Arc::make_mut(&mut shaped).put_over(first..after, reading, field.clone());
        }
        shaped
    }
}

impl Shaped {
    fn put_over(&mut self, base: Range<usize>, text: Arc<Shaped>, field: Option<FieldId>) {
        let count = text.clusters.len();
        let natural = text.width() * RUBY_SIZE;
        let kana = |i: usize| {
            let c = self.first(i);
            ('\u{3041}'..='\u{30ff}').contains(&c) && !self.ruby.iter().any(|other| other.base.contains(&i))
        };
        let left = if base.start > 0 && kana(base.start - 1) { OVERHANG } else { Em::ZERO };
        let right = if base.end < self.clusters.len() && kana(base.end) { OVERHANG } else { Em::ZERO };
        for i in base.start..base.end {
            if i + 1 < base.end {
                (self.clusters[i].breaks, self.clusters[i].phrase) = (false, None);
            }
            if i > base.start {
                self.clusters[i].gap = super::Gap::Fixed;
                self.clusters[i].give = Em::ZERO;
            }
        }
        let width = self.span(&base);
        let lacking = natural - width - left - right;
        if lacking > Em::ZERO {
            // The base makes room: each of its letters in the middle of its share.
            let share = lacking / base.len() as f32;
            for i in base.clone() {
                self.clusters[i].advance += share;
                for glyph in &mut self.glyphs[self.clusters[i].glyphs.clone()] {
                    glyph.dx += share * 0.5;
                }
            }
        }
        let width = width + lacking.max(Em::ZERO);
        let (begin, each) = if natural <= width {
            let each = (width - natural) / count as f32;
            (each * 0.5, each)
        } else {
            // Over the kana on both sides alike, as far as there are any.
            let over = natural - width;
            ((-over * 0.5).max(-left).min(right - over), Em::ZERO)
        };
        let mut pen = begin;
        let mut places = Vec::with_capacity(count);
        for (i, cluster) in text.clusters.iter().enumerate() {
            if i > 0 {
                pen += cluster.air * RUBY_SIZE + each;
            }
            places.push(pen);
            pen += cluster.advance * RUBY_SIZE;
        }
        self.ruby.push(SetRuby { base, text, places, end: pen, field });
        self.natural = self.line(0, Em(f32::INFINITY), super::Edge::default()).width;
    }

    /// How wide these clusters are by nature, when they begin a line.
    fn span(&self, clusters: &Range<usize>) -> Em {
        let mut width = Em::ZERO;
        for i in clusters.clone() {
            let cluster = &self.clusters[i];
            width += if i > clusters.start { cluster.air + cluster.advance } else { cluster.advance };
        }
        width
    }
}
