//! What a print shop needs around a page: bleed, and the marks by which it cuts and by which inks are laid on one another.

use crate::length::{Mm, Pt};
use crate::page::{BLEED, Colour, Item, Page, Placed, Point, Role, Shape};
use std::sync::Arc;

/// How long a mark is.
const LONG: Mm = Mm(10.0);
/// How far the paper reaches beyond the marks.
const EDGE: Mm = Mm(2.0);
/// How thick the marks are: a tenth of a millimetre.
const THIN: Pt = Pt(0.3);
const BLACK: Colour = Colour { r: 0, g: 0, b: 0 };

/// The page with 3 mm of bleed and トンボ: double marks at the corners, the inner ones where the sheet is cut, the outer ones
/// where the bleed ends; a cross in the middle of each side.
///
/// The bleed shows what the page draws beyond its edges; a page that draws nothing there stays white there.
pub fn marks(page: &Page) -> Page {
    let (w, h) = (page.width, page.height);
    let page = Arc::new(page.clone());
    let clip = page.trimmed().grown(BLEED);
    let placed = Placed { page, at: Point { x: Mm::ZERO, y: Mm::ZERO }, scale: 1.0, clip, order: 0 };
    let mut items = vec![Item::Placed(placed), Item::Begin(Role::Furniture)];
    let mut line = |from: (Mm, Mm), to: (Mm, Mm)| {
        let points = [Point { x: from.0, y: from.1 }, Point { x: to.0, y: to.1 }];
        items.push(Item::Shape(Shape::line(&points, BLACK, THIN)));
    };
    let far = BLEED + LONG;
    for (x, right) in [(Mm::ZERO, -1.0), (w, 1.0)] {
        for (y, down) in [(Mm::ZERO, -1.0), (h, 1.0)] {
            let at = |out: Mm, off: Mm| (x + out * right, y + off * down);
            // Each line crosses the corner of the other pair and ends there.
            line(at(Mm::ZERO, BLEED), at(Mm::ZERO, far));
            line(at(BLEED, Mm::ZERO), at(BLEED, far));
            line(at(BLEED, Mm::ZERO), at(far, Mm::ZERO));
            line(at(Mm::ZERO, BLEED), at(far, BLEED));
        }
    }
    let (middle, half, off) = ((w / 2.0, h / 2.0), LONG * 1.2, BLEED + LONG * 0.4);
    for (y, down) in [(Mm::ZERO, -1.0), (h, 1.0)] {
        line((middle.0, y + BLEED * down), (middle.0, y + far * down));
        line((middle.0 - half, y + off * down), (middle.0 + half, y + off * down));
    }
    for (x, right) in [(Mm::ZERO, -1.0), (w, 1.0)] {
        line((x + BLEED * right, middle.1), (x + far * right, middle.1));
        line((x + off * right, middle.1 - half), (x + off * right, middle.1 + half));
    }
    items.push(Item::End);
    Page { width: w, height: h, bleed: far + EDGE, items }
}
