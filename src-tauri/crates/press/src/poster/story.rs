//! *Story*: backcasting as it was thought. The future is a great disc; from it rings spread, a step each, to the paper on
//! which we stand now. Read from left to right, or from top to bottom where the sheet stands.

use super::canvas::{BLEED, Block, Canvas};
use super::content::{Content, StepPart};
use super::ornament::{Circle, Spot};
use super::parts::SetAction;
use crate::length::Pt;
use crate::page::{Colour, Role};
use sheet::Catalogue;

impl Canvas<'_> {
    /// Draws the whole poster.
    pub fn story(&mut self, content: &Content, words: &Catalogue) {
        if self.lies() { self.story_lying(content, words) } else { self.story_standing(content, words) }
    }

    /// The steps as they are read here: the farthest first. Only those that say something.
    fn backwards(content: &Content) -> Vec<&StepPart> {
        content.steps.iter().rev().collect()
    }

    /// From the disc outwards: always lighter.
    fn rings(&self, count: usize) -> Vec<Colour> {
        let theme = self.theme;
        match count {
            0 => Vec::new(),
            1 => vec![theme.soft],
            2 => vec![theme.half, theme.pale],
            3 => vec![theme.half, theme.soft, theme.pale],
            _ => (0..count).map(|i| theme.half.tint(theme.pale, 1.0 - i as f32 / (count - 1) as f32)).collect(),
        }
    }

    /// What is written in the disc under the headline.
    fn future(&mut self, content: &Content, width: Pt) -> Block {
        let on = self.theme.on_accent;
        let sizes = self.sizes;
        let catch = self.large().colour(on).role(Role::Paragraph);
        let mut block = self.label_text(&content.catchphrase, &catch, width);
        let others = self.statements(content, width, on);
        block = block.then(sizes.body * 1.1, others);
        let body = self.body().colour(on);
        let lines = self.entries(&content.lines, &body, on);
        block = block.then(sizes.body * 1.1, lines);
        let background = self.text(&content.background, &body);
        block.then(sizes.body * 1.1, background)
    }

    /// What we start now, one below the other or side by side, and why.
    fn now(&mut self, content: &Content, width: Pt, words: &Catalogue) -> Now {
        let heading = self.strong().colour(self.theme.accent).role(Role::Heading);
        let title =
            if content.actions.is_empty() { Block::default() } else { self.words(&content.actions_title, &heading) };
        let actions = content.actions.iter().enumerate().map(|(i, a)| self.action(a, i + 1, width, words)).collect();
        let mut why = Block::default();
        if !content.why.is_empty() {
            why = self.words(&content.why_title, &heading);
            let body = self.body();
            let text = self.text(&content.why, &body);
            why = why.then(self.sizes.body * 0.5, text);
        }
        Now { title, actions, why }
    }

    fn story_lying(&mut self, content: &Content, words: &Catalogue) {
        let (w, h, m) = (self.width, self.height, self.margin);
        let sizes = self.sizes;
        let colophon = self.colophon(content);
        let steps = Self::backwards(content);
        let count = steps.len();
        // The picture ends above the colophon.
        let floor = h - m - colophon.height - m * 0.65;
        // Where the disc and the rings end, at their widest.
        let written = |s: &&StepPart| s.goals.iter().map(|g| g.text.chars().count()).sum::<usize>();
        // The less the rings have to hold, the larger is the future.
        let future = w * match (steps.iter().map(written).max().unwrap_or(0), count) {
            (0, ..=3) => 0.385,
            (1..24, ..=3) => 0.355,
            (_, ..=3) => 0.325,
            _ => 0.28,
        };
        let now = w * if content.actions.is_empty() { 0.06 } else { 0.225 };
        let ring = (w - future - now) / count.max(1) as f32;
        let radius = h * 1.9;
        let level = floor * 0.46;
        let circle = |right: Pt| Circle { centre: Spot::new(right - radius, level), radius };
        let rings = self.rings(count);
        for i in (0..count).rev() {
            let right = future + ring * (i + 1) as f32;
            self.disc_from_left(circle(right), -BLEED, -BLEED, floor, rings[i]);
        }
        self.disc_from_left(circle(future), -BLEED, -BLEED, floor, self.theme.accent);

        // The future.
        let on = self.theme.on_accent;
        let top = m;
        let foot = floor - m;
        let width = circle(future).right_at(top).min(circle(future).right_at(foot)) - m * 1.5;
        self.begin(Role::Section);
        let kicker = self.kicker(&content.kicker, width, on);
        let below = self.future(content, width);
        let below_height = below.height(width);
        let gap = sizes.large * 1.2;
        let y = top + if kicker.is_empty() { Pt::ZERO } else { kicker.height(width) + sizes.body * 1.2 };
        let picture = self.picture_room(content, width, width * 0.45, gap);
        let room = foot - y - picture - if below.is_empty() { Pt::ZERO } else { below_height + gap };
        let tone = self.display(Pt(1.0)).colour(on).role(Role::Title).leading(1.36);
        let headline = self.headline(&content.headline, &tone, width, room, h * 0.04, h * 0.15);
        let down = self.lowered(content, &below, room - headline.height(width));
        self.put(&kicker, m, top + down, width);
        let mut end = self.put(&headline, m, y + down, width) + gap;
        if let Some(picture) = content.pictures.first() {
            // Between the headline and what supports it.
            let caption = self.caption_height(picture, width);
            let room = foot - below_height - gap - caption - end;
            self.need(room >= width * 0.45);
            let tall = room.min(width / picture.aspect().max(0.8)).max(width * 0.2);
            self.picture(picture, m, end, m + width, end + tall);
            self.caption(picture, m, end + tall, width, true);
            end += tall + caption + gap;
        }
        self.put(&below, m, (foot - below_height).max(end), width);
        self.end();

        // The steps, each in its ring; the way from the future back to now leads down through them.
        let (top, lowest) = (floor * 0.11, floor * 0.9);
        let mut places = Vec::new();
        for i in 0..count {
            let inner = future + ring * i as f32;
            let x = inner + m * 0.42;
            let outer = circle(inner + ring);
            places.push((x, outer.right_at(top).min(outer.right_at(lowest)) - x - m * 0.22));
        }
        let narrowest = places.iter().map(|p| p.1).fold(w, Pt::min);
        let horizons = self.horizons(&steps, narrowest, self.theme.ink, self.theme.ink, words);
        let mut blocks = Vec::new();
        for ((step, horizon), (x, width)) in steps.iter().zip(horizons).zip(places) {
            let goals = self.goals(step, width, self.theme.ink, self.theme.ink);
            let high = horizon.height(width) + sizes.large + goals.height(width);
            let least = if step.goals.is_empty() { 6.0 } else { 8.0 };
            self.need(top + high <= lowest && width > sizes.body * least);
            blocks.push((x, width, horizon, goals, high));
        }
        let free = |(i, block): (usize, &(Pt, Pt, Block, Block, Pt))| (lowest - top - block.4) / (i as f32).max(0.01);
        let fall = blocks.iter().enumerate().map(free).fold(floor * 0.16, Pt::min).max(Pt::ZERO);
        for (i, (x, width, horizon, goals, _)) in blocks.iter().enumerate() {
            let y = top + fall * i as f32;
            let from = future + ring * i as f32;
            let size = horizon.paragraphs.first().map_or(sizes.large, |p| p.size);
            let level = y + size * 0.5;
            let centre = Spot::new(circle(from).right_at(level), level);
            self.disc(Circle { centre, radius: sizes.body * 0.6 }, self.theme.ground);
            self.disc(Circle { centre, radius: sizes.body * 0.36 }, self.theme.accent);
            self.begin(Role::Section);
            let end = self.put(horizon, *x, y, *width) + sizes.large;
            self.put(goals, *x, end, *width);
            self.end();
        }

        // Now.
        let x = w - now + m * 0.5;
        let width = now - m * 1.5;
        let set = self.now(content, width, words);
        let mut y = self.put(&set.title, x, m, width).max(top - sizes.body) + sizes.body;
        let limit = floor - m * 0.5;
        let heights: Vec<(Pt, Pt)> = set.actions.iter().map(|a| self.action_height(a, width)).collect();
        let why = set.why.height(width);
        let used: Pt = heights.iter().map(|h| h.1).sum::<Pt>() + why;
        let parts = heights.len() + usize::from(!set.why.is_empty());
        let least = sizes.body * 1.5;
        let gaps = parts.saturating_sub(1).max(1) as f32;
        let free = limit - y - used;
        self.need(free >= least * gaps);
        let gap = (free / gaps).min(sizes.large * 2.6).max(least);
        for (action, (title, height)) in set.actions.iter().zip(&heights) {
            self.put_action(action, x, y, width, *title + sizes.body * 0.7);
            y += *height + gap;
        }
        self.put(&set.why, x, y, width);
        self.put_colophon(&colophon);
    }

    /// How far down a headline stands that has the future to itself: a little above its middle.
    fn lowered(&self, content: &Content, below: &Block, free: Pt) -> Pt {
        let alone = below.is_empty() && content.pictures.is_empty();
        if alone { (free * 0.4).max(Pt::ZERO) } else { Pt::ZERO }
    }

    /// What the first picture needs at least, with its caption and the air around both; nothing where there is none.
    fn picture_room(&mut self, content: &Content, width: Pt, least: Pt, gap: Pt) -> Pt {
        let Some(picture) = content.pictures.first() else { return Pt::ZERO };
        least + self.caption_height(picture, width) + gap
    }

    fn story_standing(&mut self, content: &Content, words: &Catalogue) {
        let (w, h, m) = (self.width, self.height, self.margin);
        let sizes = self.sizes;
        let colophon = self.colophon(content);
        let steps = Self::backwards(content);
        let count = steps.len();
        let full = w - m * 2.0;
        let per = content.actions.len().clamp(1, 4);
        let columns = self.columns(per);
        let set = self.now(content, columns[0].1, words);
        let ranks: Vec<&[SetAction]> = set.actions.chunks(per).collect();
        let actions: Pt = ranks.iter().map(|r| self.actions_height(r, columns[0].1).1 + sizes.body * 1.3).sum();
        let title = set.title.height(full) + if set.title.is_empty() { Pt::ZERO } else { sizes.body * 0.9 };
        let why = set.why.height(full) + if set.why.is_empty() { Pt::ZERO } else { sizes.body * 1.2 };
        let now_top = h - m - colophon.height - m * 0.9 - actions - title - why;

        // The rings: as high as they need, and what is left over shared out.
        let radius = w * 2.6;
        let bow = radius - (Circle { centre: Spot::new(Pt::ZERO, Pt::ZERO), radius }).foot_at(w / 2.0);
        let left = full * 0.26;
        let beside = full - left - self.gutter();
        let mut blocks = Vec::new();
        let horizons = self.horizons(&steps, left, self.theme.ink, self.theme.ink, words);
        for (step, horizon) in steps.iter().zip(horizons) {
            let goals = self.goals(step, beside, self.theme.ink, self.theme.ink);
            blocks.push((horizon, goals));
        }
        let pad = sizes.body * 1.25;
        let need: Vec<Pt> =
            blocks.iter().map(|(a, b)| a.height(left).max(b.height(beside) + bow * 0.4) + pad * 2.0).collect();
        let rings_foot = now_top - sizes.large * 1.1;
        let least_future = h * if content.pictures.is_empty() { 0.36 } else { 0.44 };
        let rings_need: Pt = need.iter().copied().sum();
        let free = rings_foot - rings_need - least_future;
        self.need(free >= Pt::ZERO);
        let each = (free.max(Pt::ZERO) * 0.3 / count.max(1) as f32).min(sizes.large * 1.4);
        let mut edges = vec![rings_foot];
        for height in need.iter().rev() {
            let above = edges[edges.len() - 1] - *height - each;
            edges.push(above);
        }
        edges.reverse();
        let circle = |foot: Pt| Circle { centre: Spot::new(w * 0.5, foot - radius), radius };
        let colours = self.rings(count);
        for i in (0..count).rev() {
            self.disc_from_top(circle(edges[i + 1]), -BLEED, -BLEED, w + BLEED, colours[i]);
        }
        let edge = edges[0];
        self.disc_from_top(circle(edge), -BLEED, -BLEED, w + BLEED, self.theme.accent);

        // The future.
        let on = self.theme.on_accent;
        self.begin(Role::Section);
        let kicker = self.kicker(&content.kicker, full, on);
        let below_width = full * 0.8;
        let below = self.future(content, below_width);
        let below_height = below.height(below_width);
        let gap = sizes.large * 1.1;
        let foot = edge - bow - sizes.large * 0.9;
        let y = m + kicker.height(full) + if kicker.is_empty() { Pt::ZERO } else { sizes.body * 1.2 };
        let picture = self.picture_room(content, full, h * 0.14, gap);
        let room = foot - y - picture - if below.is_empty() { Pt::ZERO } else { below_height + gap };
        let tone = self.display(Pt(1.0)).colour(on).role(Role::Title).leading(1.32);
        let headline = self.headline(&content.headline, &tone, full, room, w * 0.07, w * 0.16);
        let down = self.lowered(content, &below, room - headline.height(full));
        self.put(&kicker, m, m + down, full);
        let mut end = self.put(&headline, m, y + down, full) + gap;
        if let Some(picture) = content.pictures.first() {
            let caption = self.caption_height(picture, full);
            let room = foot - below_height - gap - caption - end;
            self.need(room >= h * 0.14);
            let tall = room.max(h * 0.05);
            self.picture(picture, m, end, m + full, end + tall);
            self.caption(picture, m, end + tall, full, true);
            end += tall + caption + gap;
        }
        self.put(&below, m, (foot - below_height).max(end), below_width);
        self.end();

        for (i, (horizon, goals)) in blocks.iter().enumerate() {
            self.begin(Role::Section);
            // Each follows the bow, which is higher at the sides: both stand clear of its edges.
            let middle = (edges[i] + edges[i + 1]) / 2.0;
            let up = |x: Pt| circle(edges[i]).foot_at(w / 2.0) - circle(edges[i]).foot_at(x);
            let x = m + left + self.gutter();
            self.put(horizon, m, middle - up(m + left * 0.4) - horizon.height(left) / 2.0, left);
            self.put(goals, x, middle - up(m + full) * 0.5 - goals.height(beside) / 2.0, beside);
            self.end();
        }
        let mut y = now_top;
        self.put(&set.title, m, y, full);
        y += title;
        for rank in ranks {
            self.put_actions(rank, &columns, y);
            y += self.actions_height(rank, columns[0].1).1 + sizes.body * 1.3;
        }
        self.put(&set.why, m, y, full);
        self.put_colophon(&colophon);
    }
}

/// What begins now, set.
struct Now {
    title: Block,
    actions: Vec<SetAction>,
    why: Block,
}
