//! Words beside a placed page.

use crate::length::{Em, Mm, Pt};
use crate::page::{Cluster, Colour, Glyph, Item, Point, Run};
use crate::text::{Engine, Line, Shaped, Type};

/// How words look.
#[derive(Clone, Copy)]
pub struct Hand {
    pub set_in: Type,
    pub size: Pt,
    pub colour: Colour,
}

/// The baselines of lines are so far apart, in em.
const LEADING: f32 = 1.7;

/// How wide the words are on one line.
pub fn width(engine: &mut Engine, words: &str, hand: Hand) -> Mm {
    engine.shape(words, hand.set_in).width().at(hand.size).mm()
}

/// Draws the words from `at`, their first baseline, in lines no longer than `measure`; returns the baseline after them.
pub fn draw(engine: &mut Engine, words: &str, hand: Hand, at: Point, measure: Mm, out: &mut Vec<Item>) -> Mm {
    let shaped = engine.shape(words, hand.set_in);
    let mut baseline = at.y;
    for line in shaped.lines(0, measure.pt().in_em(hand.size)) {
        runs(&shaped, &line, hand, Point { x: at.x, y: baseline }, out);
        baseline += (hand.size * LEADING).mm();
    }
    baseline
}

fn runs(shaped: &Shaped, line: &Line, hand: Hand, at: Point, out: &mut Vec<Item>) {
    let (places, end) = shaped.positions(line, None);
    let mm = |em: Em| em.at(hand.size).mm();
    let clusters = &shaped.clusters[line.clusters.clone()];
    let mut begin = 0;
    while begin < clusters.len() {
        let face = clusters[begin].face;
        let stop = (begin..clusters.len()).find(|i| clusters[*i].face != face).unwrap_or(clusters.len());
        let mut run = Run {
            face,
            size: hand.size,
            colour: hand.colour,
            baseline: at.y,
            end: at.x + mm(places.get(stop).copied().unwrap_or(end)),
            text: String::new(),
            clusters: Vec::new(),
            glyphs: Vec::new(),
            field: None,
        };
        for (cluster, place) in clusters[begin..stop].iter().zip(&places[begin..stop]) {
            let (text, glyphs) = (run.text.len(), run.glyphs.len());
            run.text.push_str(&shaped.text[cluster.text.clone()]);
            let drawn = shaped.glyphs[cluster.glyphs.clone()].iter();
            run.glyphs.extend(drawn.map(|g| Glyph { id: g.id, dx: mm(g.dx), dy: mm(g.dy) }));
            let (text, glyphs) = (text..run.text.len(), glyphs..run.glyphs.len());
            run.clusters.push(Cluster { text, glyphs, x: at.x + mm(*place) });
        }
        out.push(Item::Text(run));
        begin = stop;
    }
}
