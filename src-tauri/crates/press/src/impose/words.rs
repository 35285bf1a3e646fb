//! Words beside a placed page.

use crate::length::{Mm, Pt};
use crate::page::{Colour, Item, Point};
use crate::text::{Engine, Ink, Line, Shaped, Type};

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
    let ink = Ink { size: hand.size, colour: hand.colour, field: None, x: at.x.pt(), baseline: at.y.pt() };
    out.extend(shaped.draw(line, &places, end, &ink).into_iter().map(Item::Text));
}
