//! The mark of a draft: the word in a frame, in the upper corner where nothing else of a poster stands.

use super::canvas::Canvas;
use super::canvas::Written;
use crate::length::Pt;
use crate::page::{Point, Role, Shape};

/// How much of the margin the frame takes.
const SIDE: f32 = 0.76;
/// How much of the frame the word takes.
const WORD: f32 = 0.66;

impl Canvas<'_> {
    /// Puts the framed word on whatever ground is there. A word of one character is framed by a square.
    pub fn seal(&mut self, word: &str) {
        let side = self.margin * SIDE;
        let tone = self.strong().size(side * WORD);
        let shaped = self.shape(word, &tone);
        let long = shaped.width().at(tone.size);
        let inset = (self.margin - side) / 2.0;
        let width = long.max(tone.size) + side * (1.0 - WORD);
        let (left, top) = (self.width - inset - width, inset);
        let at = Point { x: left.mm(), y: top.mm() };
        let mut frame = Shape::rect(at, width.mm(), side.mm(), self.theme.ground);
        frame.stroke = Some((self.theme.ink, Pt(side.0 * 0.035)));
        self.shape_item(frame);
        self.begin(Role::Paragraph);
        let block = self.text(&Written::words(word), &tone);
        self.put(&block, left + (width - long) / 2.0, top + (side - tone.size) / 2.0, long * 1.01);
        self.end();
    }
}
