//! Ornaments of our own drawing: flat shapes on a grid, in tints of the one colour.

use super::canvas::Canvas;
use crate::length::Pt;
use crate::page::{Colour, Point, Segment, Shape};

/// A place on the page, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spot {
    pub x: Pt,
    pub y: Pt,
}

impl Spot {
    pub fn new(x: Pt, y: Pt) -> Spot {
        Spot { x, y }
    }

    pub fn point(self) -> Point {
        Point { x: self.x.mm(), y: self.y.mm() }
    }
}

/// A circle, of which pages show a part.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Circle {
    pub centre: Spot,
    pub radius: Pt,
}

/// A circle that is cut off has so many corners that none is seen, even on A0.
const PIECES: usize = 360;

impl Circle {
    /// How far to the right it reaches at height `y`.
    pub fn right_at(&self, y: Pt) -> Pt {
        let dy = (y - self.centre.y).0;
        self.centre.x + Pt((self.radius.0 * self.radius.0 - dy * dy).max(0.0).sqrt())
    }

    /// How far down it reaches at `x`.
    pub fn foot_at(&self, x: Pt) -> Pt {
        let dx = (x - self.centre.x).0;
        self.centre.y + Pt((self.radius.0 * self.radius.0 - dx * dx).max(0.0).sqrt())
    }

    /// The place on it at `angle`, clockwise from the right.
    fn at(&self, angle: f32) -> Spot {
        let (sin, cos) = angle.sin_cos();
        Spot::new(self.centre.x + self.radius * cos, self.centre.y + self.radius * sin)
    }

    /// Curves along it from one angle to another; the pen stands at the first.
    pub fn arc(&self, from: f32, to: f32) -> Vec<Segment> {
        let pieces = ((to - from).abs() / 0.6).ceil().max(1.0);
        let step = (to - from) / pieces;
        // The usual control points of a piece of a circle: 4/3 · tan(θ/4) of the radius along the tangents.
        let reach = self.radius * (4.0 / 3.0 * (step / 4.0).tan());
        (0..pieces as usize)
            .map(|i| {
                let (a, b) = (from + step * i as f32, from + step * (i + 1) as f32);
                let (start, end) = (self.at(a), self.at(b));
                let out = Spot::new(start.x - reach * a.sin(), start.y + reach * a.cos());
                let back = Spot::new(end.x + reach * b.sin(), end.y - reach * b.cos());
                Segment::Curve(out.point(), back.point(), end.point())
            })
            .collect()
    }
}

impl Canvas<'_> {
    /// A disc.
    pub fn disc(&mut self, circle: Circle, colour: Colour) {
        self.shape_item(Shape::circle(circle.centre.point(), circle.radius.mm(), Some(colour), None));
    }

    /// The part of a disc that lies inside of a rectangle.
    pub fn disc_inside(&mut self, circle: Circle, left: Pt, top: Pt, right: Pt, bottom: Pt, colour: Colour) {
        // Points of a circle that are moved to the nearest edge follow that edge.
        let at = |i: usize| {
            let spot = circle.at(std::f32::consts::TAU * i as f32 / PIECES as f32);
            Spot::new(spot.x.max(left).min(right), spot.y.max(top).min(bottom)).point()
        };
        let mut outline = vec![Segment::Move(at(0))];
        outline.extend((1..PIECES).map(|i| Segment::Line(at(i))));
        outline.push(Segment::Close);
        self.outline(outline, colour);
    }

    /// The light around the sun: rings that grow fainter, inside of a rectangle.
    pub fn glow(&mut self, sun: Circle, area: [Pt; 4], colours: [Colour; 3]) {
        let [left, top, right, bottom] = area;
        for (times, colour) in [4.6, 3.1, 1.9].into_iter().zip(colours) {
            let ring = Circle { radius: sun.radius * times, ..sun };
            self.disc_inside(ring, left, top, right, bottom, colour);
        }
    }

    /// The part of a large disc that lies between the left edge of the page and its own right side.
    pub fn disc_from_left(&mut self, circle: Circle, left: Pt, top: Pt, bottom: Pt, colour: Colour) {
        let angle = |y: Pt| ((y - circle.centre.y).0 / circle.radius.0).clamp(-1.0, 1.0).asin();
        let mut outline = vec![
            Segment::Move(Spot::new(left, top).point()),
            Segment::Line(Spot::new(circle.right_at(top), top).point()),
        ];
        outline.extend(circle.arc(angle(top), angle(bottom)));
        outline.push(Segment::Line(Spot::new(left, bottom).point()));
        outline.push(Segment::Close);
        self.outline(outline, colour);
    }

    /// The part of a large disc that lies between the upper edge of the page and its own foot.
    pub fn disc_from_top(&mut self, circle: Circle, left: Pt, top: Pt, right: Pt, colour: Colour) {
        let angle = |x: Pt| ((x - circle.centre.x).0 / circle.radius.0).clamp(-1.0, 1.0).acos();
        let mut outline = vec![
            Segment::Move(Spot::new(left, top).point()),
            Segment::Line(Spot::new(right, top).point()),
            Segment::Line(Spot::new(right, circle.foot_at(right)).point()),
        ];
        outline.extend(circle.arc(angle(right), angle(left)));
        outline.push(Segment::Close);
        self.outline(outline, colour);
    }

    /// A range of hills: heights at equal distances, as shares of the area's height, joined by smooth curves and filled
    /// down to its foot.
    pub fn hills(&mut self, left: Pt, top: Pt, right: Pt, bottom: Pt, heights: &[f32], colour: Colour) {
        let last = heights.len() - 1;
        let at = |i: usize| {
            let x = left + (right - left) * (i as f32 / last as f32);
            Spot::new(x, bottom - (bottom - top) * heights[i])
        };
        let mut outline = vec![Segment::Move(Spot::new(left, bottom).point()), Segment::Line(at(0).point())];
        for i in 0..last {
            // A curve through the points, whose direction at each is that of its neighbours (Catmull–Rom).
            let (before, a, b, after) = (at(i.saturating_sub(1)), at(i), at(i + 1), at((i + 2).min(last)));
            let out = Spot::new(a.x + (b.x - before.x) / 6.0, a.y + (b.y - before.y) / 6.0);
            let back = Spot::new(b.x - (after.x - a.x) / 6.0, b.y - (after.y - a.y) / 6.0);
            outline.push(Segment::Curve(out.point(), back.point(), b.point()));
        }
        outline.push(Segment::Line(Spot::new(right, bottom).point()));
        outline.push(Segment::Close);
        self.outline(outline, colour);
    }

    /// A way that winds from the foreground, `near` wide, up to a vanishing point.
    pub fn way(&mut self, foot: Spot, near: Pt, top: Spot, swing: Pt, colour: Colour) {
        let high = foot.y - top.y;
        let middle = Spot::new((foot.x + top.x) / 2.0, top.y + high * 0.36);
        let wide = near * 0.3;
        let mut outline = vec![Segment::Move(Spot::new(foot.x - near / 2.0, foot.y).point())];
        let curve = |from: Spot, to: Spot, swing: Pt, grip: f32| {
            let pull = to.y - from.y;
            Segment::Curve(
                Spot::new(from.x + swing, from.y + pull * grip).point(),
                Spot::new(to.x + swing, to.y - pull * grip).point(),
                to.point(),
            )
        };
        let left = Spot::new(middle.x - wide / 2.0, middle.y);
        let right = Spot::new(middle.x + wide / 2.0, middle.y);
        let start = Spot::new(foot.x - near / 2.0, foot.y);
        let end = Spot::new(foot.x + near / 2.0, foot.y);
        outline.push(curve(start, left, -swing, 0.45));
        outline.push(curve(left, top, swing * 0.5, 0.45));
        outline.push(curve(top, right, swing * 0.5, 0.45));
        outline.push(curve(right, end, -swing, 0.45));
        outline.push(Segment::Close);
        self.outline(outline, colour);
    }

    /// Two voices that overlap: what both say is the darkest.
    pub fn dialogue(&mut self, left: Pt, top: Pt, width: Pt, height: Pt, colours: [Colour; 3]) {
        let radius = (width / 3.1).min(height / 2.5);
        let y = top + radius + (height - radius * 2.5).max(Pt::ZERO) / 2.0;
        // As many pairs side by side as the width has room for.
        let pairs = (width / (radius * 3.9)).floor().clamp(1.0, 4.0);
        for i in 0..pairs as usize {
            self.pair(left + width * ((i as f32 + 0.5) / pairs), y, radius, colours);
        }
    }

    /// Two who speak and listen.
    fn pair(&mut self, middle: Pt, y: Pt, radius: Pt, colours: [Colour; 3]) {
        let apart = radius * 0.56;
        let one = Circle { centre: Spot::new(middle - apart, y), radius };
        let other = Circle { centre: Spot::new(middle + apart, y), radius };
        for (circle, side, colour) in [(one, -1.0f32, colours[0]), (other, 1.0, colours[1])] {
            self.disc(circle, colour);
            // The tail that tells who speaks leaves the circle along its tangents.
            let x = |share: f32| circle.centre.x + radius * (share * side);
            let tail = vec![
                Segment::Move(Spot::new(x(0.92), y + radius * 0.39).point()),
                Segment::Line(Spot::new(x(0.95), y + radius * 1.22).point()),
                Segment::Line(Spot::new(x(0.3), y + radius * 0.95).point()),
                Segment::Close,
            ];
            self.outline(tail, colour);
        }
        let half = (apart / radius).acos();
        let mut lens = vec![Segment::Move(one.at(-half).point())];
        lens.extend(one.arc(-half, half));
        lens.extend(other.arc(std::f32::consts::PI - half, std::f32::consts::PI + half));
        lens.push(Segment::Close);
        self.outline(lens, colours[2]);
    }

    /// The mark: three steps that rise to a circle, in a square of `size`.
    pub fn mark(&mut self, x: Pt, y: Pt, size: Pt, stairs: Colour, circle: Colour) {
        let unit = size / 6.0;
        let at = |right: f32, down: f32| Spot::new(x + unit * right, y + unit * down).point();
        let corners = [(0.0, 6.0), (0.0, 4.5), (2.0, 4.5), (2.0, 3.5), (4.0, 3.5), (4.0, 2.5), (6.0, 2.5), (6.0, 6.0)];
        let mut outline: Vec<Segment> = corners.iter().map(|(r, d)| Segment::Line(at(*r, *d))).collect();
        outline[0] = Segment::Move(at(0.0, 6.0));
        outline.push(Segment::Close);
        self.outline(outline, stairs);
        self.disc(Circle { centre: Spot::new(x + unit * 5.0, y + unit), radius: unit }, circle);
    }
}
