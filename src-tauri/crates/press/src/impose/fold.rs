//! Two pages side by side: to be looked at together, or to be folded and stapled.

use crate::length::Mm;
use crate::page::{Item, Page, Placed, Point};
use std::sync::Arc;

/// The pages two on a sheet, in reading order: upright ones side by side, others one above the other.
///
/// A sheet is as large as the two together: two A4 make an A3. A last page without a neighbour stands first on its sheet.
pub fn n_up(pages: &[Page]) -> Vec<Page> {
    let pages: Vec<Arc<Page>> = pages.iter().cloned().map(Arc::new).collect();
    let beside = pages.iter().all(|p| p.height >= p.width);
    pages
        .chunks(2)
        .enumerate()
        .map(|(i, pair)| {
            let both: Vec<_> = pair.iter().enumerate().map(|(n, page)| Some((page, i * 2 + n))).collect();
            sheet(&both, beside, size(&pages))
        })
        .collect()
}

/// The pages as a booklet that is stapled in its fold (中綴じ), bound on the left: print the sheets on both sides, turned
/// over the short edge, lay them in one another and fold them.
///
/// Empty pages at the end fill the last sheet. A PDF of them is read in the order of the booklet, not of the sheets.
pub fn booklet(pages: &[Page]) -> Vec<Page> {
    let pages: Vec<Arc<Page>> = pages.iter().cloned().map(Arc::new).collect();
    let count = pages.len().next_multiple_of(4);
    let page = |at: usize| pages.get(at).map(|page| (page, at));
    (0..count / 2)
        .map(|side| {
            let (outer, inner) = (count - 1 - side, side);
            let both = if side % 2 == 0 { [page(outer), page(inner)] } else { [page(inner), page(outer)] };
            sheet(&both, true, size(&pages))
        })
        .collect()
}

/// The size that holds each of the pages.
fn size(pages: &[Arc<Page>]) -> (Mm, Mm) {
    pages.iter().fold((Mm::ZERO, Mm::ZERO), |(w, h), page| (w.max(page.width), h.max(page.height)))
}

fn sheet(both: &[Option<(&Arc<Page>, usize)>], beside: bool, (width, height): (Mm, Mm)) -> Page {
    let items = both
        .iter()
        .enumerate()
        .filter_map(|(n, page)| {
            let (page, order) = (*page)?;
            let n = n as f32;
            let at = if beside { Point { x: width * n, y: Mm::ZERO } } else { Point { x: Mm::ZERO, y: height * n } };
            let clip = crate::page::Rect { x: at.x, y: at.y, width: page.width, height: page.height };
            Some(Item::Placed(Placed { page: Arc::clone(page), at, scale: 1.0, clip, order }))
        })
        .collect();
    let (width, height) = if beside { (width * 2.0, height) } else { (width, height * 2.0) };
    Page { width, height, bleed: Mm::ZERO, items }
}
