//! *Headline*: one sentence across the sheet, a large picture or a landscape of our own, three actions.

use super::canvas::{BLEED, Block, Canvas, split};
use super::content::Content;
use super::ornament::{Circle, Spot};
use super::parts::SetAction;
use crate::length::Pt;
use crate::page::Role;
use sheet::Catalogue;

/// Three ranges of hills, the farthest first: heights at equal distances, as shares of the picture's height.
const HILLS: [&[f32]; 3] = [
    &[0.36, 0.44, 0.40, 0.52, 0.66, 0.58, 0.46, 0.50, 0.42],
    &[0.30, 0.24, 0.34, 0.46, 0.38, 0.26, 0.30, 0.38, 0.34],
    &[0.10, 0.20, 0.26, 0.18, 0.12, 0.16, 0.22, 0.20, 0.10],
];

/// What stands under the picture: words that support the sentence, and the actions, measured.
struct Under {
    aside: Block,
    actions: Vec<SetAction>,
    /// Where the aside stands, and each action of a rank.
    aside_column: (Pt, Pt),
    columns: Vec<(Pt, Pt)>,
    /// How far the actions begin below the aside, where they do not stand beside it.
    below: Pt,
    height: Pt,
}

impl Canvas<'_> {
    /// Draws the whole poster.
    pub fn poster_headline(&mut self, content: &Content, words: &Catalogue) {
        let (w, h, m) = (self.width, self.height, self.margin);
        let sizes = self.sizes;
        let lies = self.lies();
        let colophon = self.colophon(content);
        let under = self.under(content, words);
        let under_top = h - m - colophon.height - m - under.height;
        let scene = under_top - sizes.large * 1.2;

        let gap = sizes.large * 1.1;
        let tone = self.display(Pt(1.0)).role(Role::Title).leading(1.22);
        let picture = content.pictures.first();
        // A picture stands beside the sentence where the sheet lies, and under it where it stands.
        let (mut full, mut left) = (w - m * 2.0, -BLEED);
        if let (true, Some(picture)) = (lies, picture) {
            left = w - (scene * picture.aspect()).max(w * 0.34).min(w * 0.48);
            full = left - m - self.gutter();
        }
        let kicker = self.kicker(&content.kicker, full, self.theme.accent);
        let top = m + kicker.height(full) + if kicker.is_empty() { Pt::ZERO } else { sizes.body * 1.3 };
        let beside = lies && picture.is_some();
        // The sentence comes first: what stands under it is only as large as leaves it its room.
        let room = if beside { scene - top } else { h * if lies { 0.3 } else { 0.36 } };
        let (least, most) = if lies { (h * 0.05, h * 0.24) } else { (w * 0.055, w * 0.23) };
        let headline = self.headline(&content.headline, &tone, full, room, least, most);
        let end = top + headline.height(full) + gap;
        if picture.is_none() {
            self.need(scene - end >= h * 0.24);
            self.landscape(-BLEED, end, w + BLEED, scene);
        }
        self.put(&kicker, m, m, full);
        self.put(&headline, m, top, full);
        if let Some(picture) = picture {
            let (top, at) = if beside { (-BLEED, left) } else { (end, m) };
            let width = if beside { w - m - left } else { full };
            let foot = scene - self.caption_height(picture, width);
            self.need(foot - top >= h * if beside { 0.5 } else { 0.24 });
            self.picture(picture, left, top, w + BLEED, foot);
            self.caption(picture, at, foot, width, false);
        }

        self.put(&under.aside, under.aside_column.0, under_top, under.aside_column.1);
        let mut y = under_top + under.below;
        for rank in under.actions.chunks(under.columns.len()) {
            self.put_actions(rank, &under.columns, y);
            y += self.actions_height(rank, under.columns[0].1).1 + sizes.large;
        }
        self.put_colophon(&colophon);
    }

    /// The actions side by side; what supports the sentence beside them where the sheet lies, else above.
    fn under(&mut self, content: &Content, words: &Catalogue) -> Under {
        let sizes = self.sizes;
        let per = content.actions.len().clamp(1, 3);
        let full = self.width - self.margin * 2.0;
        let mut columns = self.columns(per);
        let (mut aside_column, mut below) = ((self.margin, full), Pt::ZERO);
        let some = !content.catchphrase.is_empty() || !content.visions.is_empty() || !content.lines.is_empty();
        let beside = self.lies() && some && !content.actions.is_empty();
        if beside {
            // A grid of four columns: the aside takes what the actions leave.
            let fourths = self.columns(4);
            let first = if per < 3 { 2 } else { 1 };
            let (end, right) = (fourths[first - 1].0 + fourths[first - 1].1, fourths[first].0);
            aside_column = (self.margin, end - self.margin);
            columns = split(right, self.width - self.margin - right, per, self.gutter());
        }
        let aside = self.beneath(content, aside_column.1);
        let mut actions = Vec::new();
        for (i, action) in content.actions.iter().enumerate() {
            actions.push(self.action(action, i + 1, columns[0].1, words));
        }
        let mut height = aside.height(aside_column.1);
        let rows: Pt = actions.chunks(per).map(|r| self.actions_height(r, columns[0].1).1 + sizes.large).sum();
        let rows = (rows - sizes.large).max(Pt::ZERO);
        if beside {
            height = height.max(rows);
        } else {
            below = if aside.is_empty() || actions.is_empty() { Pt::ZERO } else { height + sizes.large * 1.2 };
            height = height.max(below + rows);
        }
        Under { aside, actions, aside_column, columns, below, height }
    }

    /// Catchphrase, other visions and supporting lines.
    fn beneath(&mut self, content: &Content, width: Pt) -> Block {
        let sizes = self.sizes;
        let large = self.large().role(Role::Paragraph);
        let mut block = self.label_text(&content.catchphrase, &large, width);
        let others = self.statements(content, width, self.theme.ink);
        block = block.then(sizes.body * 0.9, others);
        let body = self.body();
        let lines = match content.lines.as_slice() {
            // One sentence is no list.
            [one] => {
                let strong = self.strong();
                self.label_text(one, &strong, width)
            }
            all => self.entries(all, &body, self.theme.accent),
        };
        block.then(sizes.body * 0.9, lines)
    }

    /// A landscape of our own: the sun over three ranges of hills, and a way that leads there. Its sky reaches up to the
    /// edge of the page.
    fn landscape(&mut self, left: Pt, top: Pt, right: Pt, bottom: Pt) {
        self.field(left, -BLEED, right, bottom, self.theme.pale);
        self.glow(sun_over(left, top, right, bottom), [left, -BLEED, right, bottom], self.theme.haze());
        self.hilly(left, top, right, bottom);
    }

    /// The sun over three ranges of hills, and a way that leads there.
    pub fn hilly(&mut self, left: Pt, top: Pt, right: Pt, bottom: Pt) {
        let theme = self.theme;
        let (wide, high) = (right - left, bottom - top);
        self.disc(sun_over(left, top, right, bottom), theme.accent);
        for (heights, colour) in HILLS.iter().zip([theme.soft, theme.half, theme.accent]) {
            self.hills(left, top, right, bottom, heights, colour);
        }
        let foot = Spot::new(left + wide * 0.3, bottom);
        let end = Spot::new(left + wide * 0.62, bottom - high * 0.42);
        self.way(foot, wide * 0.12, end, wide * 0.1, theme.ground);
    }
}

/// The sun of a landscape.
fn sun_over(left: Pt, top: Pt, right: Pt, bottom: Pt) -> Circle {
    let (wide, high) = (right - left, bottom - top);
    let radius = (high * 0.46).min(wide * 0.24);
    Circle { centre: Spot::new(left + wide * 0.66, top + high * 0.02 + radius), radius }
}
