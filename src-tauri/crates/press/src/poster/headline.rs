//! *Headline*: one sentence across the sheet, a large picture or a landscape of our own, three actions.

use super::canvas::{BLEED, Block, Canvas};
use super::content::Content;
use super::ornament::{Circle, Spot};
use crate::length::Pt;
use crate::page::Role;
use sheet::Catalogue;

/// Three ranges of hills, the farthest first: heights at equal distances, as shares of the picture's height.
const HILLS: [&[f32]; 3] = [
    &[0.36, 0.44, 0.40, 0.52, 0.66, 0.58, 0.46, 0.50, 0.42],
    &[0.30, 0.24, 0.34, 0.46, 0.38, 0.26, 0.30, 0.38, 0.34],
    &[0.10, 0.20, 0.26, 0.18, 0.12, 0.16, 0.22, 0.20, 0.10],
];

impl Canvas<'_> {
    /// Draws the whole poster.
    pub fn poster_headline(&mut self, content: &Content, words: &Catalogue) {
        let (w, h, m) = (self.width, self.height, self.margin);
        let sizes = self.sizes;
        let lies = self.lies();
        let colophon = self.colophon(content);
        let full = w - m * 2.0;
        let kicker = self.kicker(&content.kicker, full, self.theme.accent);
        let kicker_height = kicker.height(full);
        let top = m + kicker_height + if kicker.is_empty() { Pt::ZERO } else { sizes.body };
        let tone = self.display(Pt(1.0)).role(Role::Title).leading(1.22);

        let numeral = sizes.large * 1.9;
        let per = content.actions.len().clamp(1, 3);
        let (eighths, thirds) = (self.columns(8), self.columns(per));
        // In landscape the picture takes the left, and bleeds; the actions stand on the right, one below the other.
        let right = eighths[4].0 + eighths[4].1 * 0.2;
        let x = right + self.gutter() * 1.2;
        let side = if lies { w - m - x } else { full };
        let each = if lies { side } else { thirds[0].1 };
        let mut actions = Vec::new();
        for (i, action) in content.actions.iter().enumerate() {
            actions.push(self.action(action, i + 1, numeral, each, words));
        }
        let aside = self.beneath(content, side);
        let bottom = h - m - colophon.height - m * 0.75;

        if lies {
            let least = h * 0.36;
            let room = h * 0.44;
            let headline = self.headline(&content.headline, &tone, full, room, h * 0.075, h * 0.24);
            self.put(&kicker, m, m, full);
            let end = self.put(&headline, m, top, full);
            let picture_top = end + sizes.large * 1.1;
            self.need(h - picture_top >= least);
            match content.pictures.first() {
                Some(picture) => {
                    let caption = self.caption_height(picture, right - m);
                    // With words under it the picture ends on the grid, else it bleeds.
                    let foot = if caption > Pt::ZERO { h - m - caption } else { h + BLEED };
                    self.picture(picture, -BLEED, picture_top, right, foot);
                    self.caption(picture, m, foot, right - m, false);
                }
                None => self.landscape(-BLEED, picture_top, right, h + BLEED),
            }
            let width = side;
            let mut y = picture_top + sizes.body * 0.2;
            if !aside.is_empty() {
                y = self.put(&aside, x, y, width) + sizes.large;
            }
            let foot = self.colophon_in(content, x, w - m);
            let bottom = h - m - foot.height - sizes.large;
            let heights: Vec<(Pt, Pt)> = actions.iter().map(|a| self.action_height(a, width)).collect();
            let used: Pt = heights.iter().map(|a| a.1).sum();
            let least = sizes.body * 1.2;
            let gaps = actions.len().saturating_sub(1).max(1) as f32;
            self.need(bottom - y >= used + least * gaps);
            let gap = ((bottom - y - used) / gaps).min(sizes.large * 2.4).max(least);
            for (action, (title, height)) in actions.iter().zip(&heights) {
                self.put_action(action, x, y, width, *title + sizes.body * 0.6);
                y += *height + gap;
            }
            self.put_colophon(&foot);
        } else {
            let columns = thirds;
            let rows: Pt = actions.chunks(per).map(|r| self.actions_height(r, columns[0].1).1 + sizes.large).sum();
            let actions_top = bottom - rows + if actions.is_empty() { Pt::ZERO } else { sizes.large };
            let aside_height = aside.height(full) + if aside.is_empty() { Pt::ZERO } else { sizes.large };
            let picture_bottom = actions_top - aside_height - sizes.large * 1.2;
            let room = (picture_bottom - top) * 0.62;
            let headline = self.headline(&content.headline, &tone, full, room, w * 0.08, w * 0.23);
            self.put(&kicker, m, m, full);
            let end = self.put(&headline, m, top, full);
            let picture_top = end + sizes.large * 1.2;
            self.need(picture_bottom - picture_top >= h * 0.24);
            match content.pictures.first() {
                Some(picture) => {
                    let foot = picture_bottom - self.caption_height(picture, full);
                    self.picture(picture, -BLEED, picture_top, w + BLEED, foot);
                    self.caption(picture, m, foot, full, false);
                }
                None => self.landscape(-BLEED, picture_top, w + BLEED, picture_bottom),
            }
            let mut y = picture_bottom + sizes.large * 1.2;
            self.put(&aside, m, y, full);
            y += aside_height;
            for rank in actions.chunks(per) {
                self.put_actions(rank, &columns, y);
                y += self.actions_height(rank, columns[0].1).1 + sizes.large;
            }
            self.put_colophon(&colophon);
        }
    }

    /// Catchphrase, other visions and supporting lines.
    fn beneath(&mut self, content: &Content, width: Pt) -> Block {
        let sizes = self.sizes;
        let large = self.large().role(Role::Paragraph);
        let mut block = self.label_text(&content.catchphrase, &large, width);
        let others = self.statements(content, width, self.theme.ink);
        block = block.then(sizes.body * 0.9, others);
        let body = self.body();
        let lines = self.entries(&content.lines, &body, self.theme.accent);
        block.then(sizes.body * 0.9, lines)
    }

    /// A landscape of our own: the sun over three ranges of hills, and a way that leads there.
    pub fn landscape(&mut self, left: Pt, top: Pt, right: Pt, bottom: Pt) {
        let theme = self.theme;
        let (wide, high) = (right - left, bottom - top);
        self.field(left, top, right, bottom, theme.pale);
        let radius = (high * 0.36).min(wide * 0.22);
        let centre = Spot::new(left + wide * 0.64, top + high * 0.16 + radius);
        self.disc(Circle { centre, radius }, theme.accent);
        for (heights, colour) in HILLS.iter().zip([theme.soft, theme.half, theme.accent]) {
            self.hills(left, top, right, bottom, heights, colour);
        }
        let foot = Spot::new(left + wide * 0.3, bottom);
        let end = Spot::new(left + wide * 0.62, bottom - high * 0.42);
        self.way(foot, wide * 0.12, end, wide * 0.1, theme.ground);
    }
}
