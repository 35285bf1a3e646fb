//! What was noticed about a print, for a screen.

use super::choices::USUAL_TILE;
use crate::api::*;
use press::impose::Tiles;
use press::page::{Item, Page, Rect};
use sheet::{PosterPicture, PublicSheet};

/// What the press noticed.
pub(crate) fn report(found: &press::Report) -> PrintReport {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let overflow = found.overflow.iter().map(|o| Overflow {
        field: o.field.clone(),
        characters: count(o.characters),
        fits_at: o.fits_at.map(|size| size.0),
    });
    let left_out = found.left_out.iter();
    let left_out = left_out.map(|l| LeftOut { field: l.field.clone(), characters: count(l.characters) });
    let illegible = found.illegible.iter().map(|i| Illegible {
        field: i.field.clone(),
        size: i.size.0,
        least: i.least.0,
        larger_paper: i.larger_paper,
    });
    let missing = found.missing_glyphs.iter();
    let missing = missing.map(|m| Missing { field: m.field.clone(), character: m.character.clone() });
    PrintReport {
        overflow: overflow.collect(),
        left_out: left_out.collect(),
        pictures: Vec::new(),
        illegible: illegible.collect(),
        missing: missing.collect(),
        text_size: found.text_size.0,
    }
}

/// How a page is parted into `tiles` on `paper`, for a screen.
pub(crate) fn plan(tiles: &Tiles, paper: Option<&str>) -> TilePlan {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let part = |part: &Rect| PagePart { x: part.x.0, y: part.y.0, width: part.width.0, height: part.height.0 };
    TilePlan {
        paper: paper.unwrap_or(USUAL_TILE).into(),
        rows: count(tiles.rows),
        columns: count(tiles.columns),
        parts: tiles.parts.iter().map(part).collect(),
    }
}

/// The poster's pictures, hidden ones aside, each with its hash.
pub(crate) fn pictures(sheet: &PublicSheet) -> impl Iterator<Item = (&PosterPicture, &str)> {
    let shown = sheet.poster.pictures.iter().filter(|p| !sheet.poster.hidden.contains(&p.id));
    shown.filter_map(|p| p.hash.as_deref().map(|hash| (p, hash)))
}

/// The pictures of the poster that are not on its pages.
pub(crate) fn without_picture(sheet: &PublicSheet, pages: &[Page]) -> Vec<sheet::ItemId> {
    let drawn = |hash: &str| {
        let mut items = pages.iter().flat_map(|page| &page.items);
        items.any(|item| matches!(item, Item::Image(image) if image.picture.hash() == hash))
    };
    pictures(sheet).filter(|(_, hash)| !drawn(hash)).map(|(picture, _)| picture.id.clone()).collect()
}

/// What was noticed about several prints, each thing once.
pub(crate) fn joined(reports: Vec<PrintReport>) -> PrintReport {
    let mut reports = reports.into_iter();
    let mut all = reports.next().unwrap_or_default();
    for report in reports {
        add(&mut all.overflow, report.overflow, |a, b| a.field == b.field);
        add(&mut all.left_out, report.left_out, |a, b| a.field == b.field);
        add(&mut all.pictures, report.pictures, |a, b| a == b);
        add(&mut all.illegible, report.illegible, |a, b| a.field == b.field);
        add(&mut all.missing, report.missing, |a, b| a == b);
    }
    all
}

fn add<T>(all: &mut Vec<T>, further: Vec<T>, same: impl Fn(&T, &T) -> bool) {
    for thing in further {
        if !all.iter().any(|known| same(known, &thing)) {
            all.push(thing);
        }
    }
}
