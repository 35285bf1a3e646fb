//! *Staircase*: light steps rise through a field of the one colour towards the vision; what begins today is the ground
//! they stand on.

use super::canvas::{BLEED, Block, Canvas};
use super::content::{Content, StepPart};
use super::ornament::{Circle, Spot};
use super::parts::SetAction;
use crate::length::Pt;
use crate::page::{Colour, Role};
use sheet::Catalogue;

impl Canvas<'_> {
    /// Draws the whole poster.
    pub fn staircase(&mut self, content: &Content, words: &Catalogue) {
        let colophon = self.colophon(content);
        let sizes = self.sizes;
        let bottom = self.height - self.margin - colophon.height - self.margin;
        let foot = self.foot(content, words);
        let ground = bottom - foot.height;
        let stairs_foot = ground - self.margin * 0.8;
        let sky = self.theme.accent;
        let on = self.theme.on_accent;

        // The sky.
        self.field(-BLEED, -BLEED, self.width + BLEED, stairs_foot, sky);
        let count = content.steps.len().max(1);
        let last = count - 1;
        let columns = self.columns(count);
        let width = columns[0].1;
        let pad = sizes.body * 1.4;
        let mut blocks = Vec::new();
        let steps: Vec<&StepPart> = content.steps.iter().collect();
        let horizons = self.horizons(&steps, width, self.theme.ink, self.theme.ink, words);
        for (step, horizon) in content.steps.iter().zip(horizons) {
            let goals = self.goals(step, width, self.theme.ink, self.theme.ink);
            blocks.push((horizon, goals));
        }
        let gap = sizes.body * 1.1;
        let need: Vec<Pt> = blocks
            .iter()
            .map(|(h, g)| h.height(width) + if g.is_empty() { Pt::ZERO } else { gap + g.height(width) } + pad * 2.2)
            .collect();
        let base = |rise: Pt| need.iter().enumerate().map(|(i, h)| *h - rise * i as f32).fold(Pt::ZERO, Pt::max);
        let all = |rise: Pt| base(rise) + rise * last as f32;

        let lies = self.lies();
        let short = self.width.min(self.height);
        let top = self.margin;
        let heading = self.headline_width(lies, &columns);
        let kicker = self.kicker(&content.kicker, heading, on);
        let kicker_height = kicker.height(heading) + if kicker.is_empty() { Pt::ZERO } else { sizes.body };
        let tone = self.display(Pt(1.0)).colour(on).role(Role::Title);
        let (least, most) = (short * 0.062, short * if lies { 0.19 } else { 0.16 });
        let radius = (width * 0.36).min(short * if lies { 0.105 } else { 0.12 });
        let sun_gap = radius * 0.3;
        let mut sun_room = radius * 2.0 + sun_gap;
        // A picture is as wide as the last step, and bleeds with it.
        let wide = width + self.gutter() / 2.0 + self.margin + BLEED;
        if let Some(picture) = content.pictures.first() {
            let tall = (wide / picture.aspect().max(1.2)).min(self.height * 0.26);
            sun_room = sun_room.max(tall + self.caption_height(picture, width) + sizes.body * 0.7);
        }

        // In portrait the headline stands above everything, as large as the stairs leave it; in landscape beside the sun
        // and the last step.
        let least_rise = sizes.large * if lies { 1.2 } else { 1.5 };
        let steep = self.height * if lies { 0.16 } else { 0.1 };
        let standing = if lies {
            None
        } else {
            let left = stairs_foot - top - kicker_height - sizes.large - sun_room - all(steep.min(least_rise * 1.4));
            let room = left.min(stairs_foot * 0.42);
            Some(self.headline(&content.headline, &tone, heading, room, least, most))
        };
        let reserved = match &standing {
            None => top + sun_room,
            Some(block) => top + kicker_height + block.height(heading) + sizes.large + sun_room,
        };
        let total = stairs_foot - reserved;
        // The stairs take what they need, and rise as steeply as the sky allows.
        let mut rise = if last == 0 { Pt::ZERO } else { (total / (last as f32 + 1.0)).min(steep) };
        while all(rise) > total && rise > least_rise {
            rise = rise * 0.96;
        }
        self.need(all(rise) <= total + Pt(0.1));
        let free = (total - all(rise)).max(Pt::ZERO);
        // Part of what is left over lifts all steps; the rest is sky.
        let base = base(rise) + free * if lies { 0.1 } else { 0.4 };
        let tread = |i: usize| stairs_foot - base - rise * i as f32;
        let (x, w) = columns[last];
        let sun = Circle { centre: Spot::new(x + w / 2.0, tread(last) - radius - sun_gap), radius };
        if content.pictures.is_empty() {
            self.glow(sun, [-BLEED, -BLEED, self.width + BLEED, stairs_foot], self.theme.glow());
        }

        let headline = match standing {
            Some(block) => block,
            None => {
                let limit = if last > 0 { tread(last - 1) } else { tread(last) - sun_room };
                let room = limit - sizes.large - top - kicker_height;
                self.headline(&content.headline, &tone, heading, room, least, most)
            }
        };
        self.put(&kicker, self.margin, top, heading);
        let y = self.put(&headline, self.margin, top + kicker_height, heading);
        self.sky_words(content, y, &columns, &tread);

        // The sun over the last step, or what the team wants to see there.
        match content.pictures.first() {
            Some(picture) => {
                let foot = tread(last) - sizes.body * 0.7 - self.caption_height(picture, w);
                let above = if lies { -BLEED } else { y + sizes.large };
                let slot = (foot - above).min(wide / picture.aspect().max(0.75)).max(radius * 1.2);
                // What reaches nearly to the upper edge reaches over it.
                let slot = if lies && foot - slot < top { foot + BLEED } else { slot };
                let left = x - self.gutter() / 2.0;
                self.picture(picture, left, foot - slot, left + wide, foot);
                self.caption(picture, x, foot, w, true);
            }
            None => self.disc(sun, on),
        }

        let colours = self.steps(count);
        for (i, (horizon, goals)) in blocks.iter().enumerate() {
            let (x, w) = columns[i];
            let left = if i == 0 { -BLEED } else { x - self.gutter() / 2.0 };
            let right = if i == last { self.width + BLEED } else { x + w + self.gutter() / 2.0 };
            self.field(left, tread(i), right, stairs_foot, colours[i]);
            self.begin(Role::Section);
            let y = self.put(horizon, x, tread(i) + pad, w);
            self.put(goals, x, y + gap, w);
            self.end();
        }
        self.put_foot(&foot, ground);
        self.put_colophon(&colophon);
    }

    fn headline_width(&self, lies: bool, columns: &[(Pt, Pt)]) -> Pt {
        let last = columns.len() - 1;
        if lies && last > 0 { columns[last].0 - self.margin - self.gutter() } else { self.width - self.margin * 2.0 }
    }

    /// The colours of the steps, from the lowest to the highest: always lighter.
    fn steps(&self, count: usize) -> Vec<Colour> {
        let theme = self.theme;
        match count {
            1 => vec![theme.pale],
            2 => vec![theme.soft, theme.pale],
            3 => vec![theme.half, theme.soft, theme.pale],
            _ => (0..count)
                .map(|i| {
                    let share = i as f32 / (count - 1) as f32;
                    theme.pale.tint(theme.half, share)
                })
                .collect(),
        }
    }

    /// What supports the headline, over the steps where there is room.
    fn sky_words(&mut self, content: &Content, from: Pt, columns: &[(Pt, Pt)], tread: &dyn Fn(usize) -> Pt) {
        let on = self.theme.on_accent;
        let sizes = self.sizes;
        let from = from + sizes.large;
        // As wide as all but the last column where it stays above the steps, else narrower.
        for reach in (0..columns.len().saturating_sub(1).max(1)).rev() {
            let width = columns[reach].0 + columns[reach].1 - columns[0].0;
            let catch = self.large().colour(on).role(Role::Paragraph);
            let mut block = self.label_text(&content.catchphrase, &catch, width);
            let others = self.statements(content, width, on);
            block = block.then(sizes.body * 0.8, others);
            let body = self.body().colour(on);
            let lines = self.entries(&content.lines, &body, on);
            block = block.then(sizes.body * 0.8, lines);
            if block.is_empty() {
                return;
            }
            let to = tread(reach) - sizes.large;
            let high = block.height(width);
            if from + high <= to || reach == 0 {
                self.need(from + high <= to);
                // In the first column it stands on the step, else it follows the headline.
                let y = if reach == 0 && columns.len() > 1 { (to - high).max(from) } else { from };
                self.put(&block, self.margin, y, width);
                return;
            }
        }
    }

    /// Today: where things stand, and the actions.
    fn foot(&mut self, content: &Content, words: &Catalogue) -> Foot {
        let sizes = self.sizes;
        let beside = self.lies() && !content.gap.is_empty();
        let count = content.actions.len().max(1);
        let per = count.div_ceil(if count > 4 { 2 } else { 1 });
        let columns = self.columns(per + usize::from(beside));
        let width = columns[0].1;
        let actions: Vec<SetAction> =
            content.actions.iter().enumerate().map(|(i, a)| self.action(a, i + 1, width, words)).collect();
        let heading = self.strong().colour(self.theme.accent).role(Role::Heading);
        let mut now = Vec::new();
        let body = self.body();
        for cell in content.gap.iter().take(2) {
            let name = self.strong();
            let name = self.words(&cell.name, &name);
            let bullets = self.entries(&cell.bullets, &body, self.theme.accent);
            now.push(name.then(sizes.body * 0.3, bullets));
        }
        let mut today = Block::default();
        let mut cells = Vec::new();
        if !now.is_empty() {
            today = self.words(&content.gap_title, &heading);
            if beside {
                for cell in now {
                    today = today.then(sizes.body * 0.7, cell);
                }
            } else {
                cells = now;
            }
        }
        let title = if actions.is_empty() { Block::default() } else { self.words(&content.actions_title, &heading) };
        let head = if title.is_empty() { Pt::ZERO } else { title.height(width) + sizes.body * 0.9 };
        let halves = self.columns(cells.len().max(1));
        let mut before = Pt::ZERO;
        if !cells.is_empty() {
            let tall = cells.iter().zip(&halves).map(|(b, c)| b.height(c.1)).fold(Pt::ZERO, Pt::max);
            before = today.height(width) + sizes.body * 0.7 + tall + sizes.body * 2.6;
        }
        let mut height = before + head;
        let mut tops = Vec::new();
        for rank in actions.chunks(per) {
            tops.push(height);
            height += self.actions_height(rank, width).1 + sizes.body * 1.3;
        }
        height = (height - sizes.body * 1.3).max(Pt::ZERO);
        if beside {
            height = height.max(today.height(width));
        }
        Foot { today, cells, halves, title, actions, per, columns, tops, height, beside, before }
    }

    fn put_foot(&mut self, foot: &Foot, y: Pt) {
        let mut columns = foot.columns.as_slice();
        if !foot.today.is_empty() {
            self.begin(Role::Section);
            let end = self.put(&foot.today, columns[0].0, y, columns[0].1) + self.sizes.body * 0.7;
            for (cell, (x, width)) in foot.cells.iter().zip(&foot.halves) {
                self.put(cell, *x, end, *width);
            }
            self.end();
        }
        if foot.beside {
            columns = &columns[1..];
        }
        self.put(&foot.title, columns[0].0, y + foot.before, columns[0].1);
        for (rank, top) in foot.actions.chunks(foot.per).zip(&foot.tops) {
            self.put_actions(rank, columns, y + *top);
        }
    }
}

/// The foot of the staircase, measured.
struct Foot {
    today: Block,
    /// Where things stand, side by side; empty where they are part of `today`.
    cells: Vec<Block>,
    halves: Vec<(Pt, Pt)>,
    title: Block,
    actions: Vec<SetAction>,
    per: usize,
    columns: Vec<(Pt, Pt)>,
    tops: Vec<Pt>,
    height: Pt,
    /// Whether `today` stands beside the actions, not above them.
    beside: bool,
    before: Pt,
}
