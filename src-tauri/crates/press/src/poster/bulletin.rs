//! *Bulletin*: a newspaper's front page. A title piece, one headline, running text in columns, the steps in a strip, and
//! what the team starts.

use super::canvas::{BLEED, Block, Canvas, Tone, Written, split};
use super::content::{ActionPart, Content, StepPart};
use super::parts::SetAction;
use crate::layout::Setting;
use crate::length::Pt;
use crate::page::{Item, Role};
use sheet::Catalogue;

/// The height of a line of running text against its size.
const LEADING: f32 = 1.55;

/// What is started, set.
struct Start {
    title: Block,
    actions: Vec<SetAction>,
    columns: Vec<(Pt, Pt)>,
    height: Pt,
}

/// What flows through the columns: a heading stays with what follows it.
struct Piece {
    block: Block,
    /// The room above, unless it opens a column.
    above: Pt,
    keep: bool,
}

impl Canvas<'_> {
    /// Draws the whole poster.
    pub fn bulletin(&mut self, content: &Content, words: &Catalogue) {
        let (w, h, m) = (self.width, self.height, self.margin);
        let sizes = self.sizes;
        let lies = self.lies();
        let band = self.title_piece(content, words);
        // In landscape what is started stands in a column of its own on the right, otherwise at the foot.
        let eighths = self.columns(8);
        let side = if lies && !content.actions.is_empty() { eighths[5].0 + eighths[5].1 } else { w - m };
        let full = side - m;

        // The headline.
        let kicker = self.kicker(&content.kicker, full, self.theme.accent);
        let mut y = band + m * 0.8;
        if !kicker.is_empty() {
            y = self.put(&kicker, m, y, full) + sizes.body * 0.8;
        }
        let tone = self.display(Pt(1.0)).role(Role::Title).leading(1.26);
        let room = h * if lies { 0.25 } else { 0.2 };
        let short = w.min(h);
        let headline = self.headline(&content.headline, &tone, full, room, short * 0.045, short * 0.15);
        y = self.put(&headline, m, y, full);
        let large = self.large().role(Role::Paragraph);
        let catch = self.label_text(&content.catchphrase, &large, full);
        if !catch.is_empty() {
            y = self.put(&catch, m, y + sizes.body * 0.9, full);
        }
        y += sizes.large * 1.2;

        let colophon = self.colophon_in(content, m, side);
        let floor = h - m - colophon.height - m * 0.85;
        let actions = self.start(content, if lies { side + self.gutter() * 1.6 } else { m }, band, words);
        let box_top = if lies { floor } else { floor - actions.height };

        // The steps in a strip above it.
        let strip = split(m, full, content.steps.len(), self.gutter());
        let mut steps = Vec::new();
        let all: Vec<&StepPart> = content.steps.iter().collect();
        let horizons = self.horizons(&all, strip[0].1, self.theme.accent, self.theme.quiet(), words);
        for ((step, horizon), (_, width)) in content.steps.iter().zip(horizons).zip(&strip) {
            let goals = self.goals(step, *width, self.theme.ink, self.theme.accent);
            steps.push(horizon.then(sizes.body * 0.6, goals));
        }
        let strip_height = steps.iter().zip(&strip).map(|(b, c)| b.height(c.1)).fold(Pt::ZERO, Pt::max);
        let strip_top = box_top - if lies { Pt::ZERO } else { sizes.large } - strip_height;
        let rule = strip_top - sizes.body * 1.2;
        let foot = rule - sizes.body * 1.3;

        // Columns of running text between; where they leave much free, a picture above them.
        let narrow = sizes.body * if lies { 14.0 } else { 15.0 };
        let count = ((full + self.gutter()) / (narrow + self.gutter())).floor().clamp(2.0, 5.0) as usize;
        let columns = split(m, full, count, self.gutter());
        let pieces = self.pieces(content, columns[0].1, words);
        let pictures = content.pictures.as_slice();
        let slots = split(m, full, pictures.len(), self.gutter());
        let captions = pictures.iter().map(|p| self.caption_height(p, slots[0].1)).fold(Pt::ZERO, Pt::max);
        let reserved = if pictures.is_empty() { Pt::ZERO } else { h * 0.12 + captions + sizes.large * 1.3 };
        let tall = foot - y - reserved;
        let height = self.lowest(&pieces, &columns, tall);
        self.need(height.is_some());
        let height = height.unwrap_or(tall);
        let free = tall + reserved - height - sizes.large * 1.3;
        if !pictures.is_empty() {
            let lowest = pictures.iter().map(|p| slots[0].1 / p.aspect().max(0.7)).fold(Pt::ZERO, Pt::max);
            let tall = (free - captions).min(lowest).max(h * 0.06);
            for (picture, (x, width)) in pictures.iter().zip(&slots) {
                self.picture(picture, *x, y, *x + *width, y + tall);
                self.caption(picture, *x, y + tall, *width, false);
            }
            y += tall + captions + sizes.large * 1.3;
        } else if free > h * 0.1 {
            self.field(m, y, side, y + free, self.theme.pale);
            let colours = [self.theme.half, self.theme.soft, self.theme.accent];
            let pad = free * 0.1;
            self.dialogue(m, y + pad, full, free - pad * 2.0, colours);
            y += free + sizes.large * 1.3;
        }
        self.flow(&pieces, &columns, y, height);

        let hair = self.theme.hairline();
        self.rule(m, rule, full, self.theme.ink, sizes.small * 0.08);
        for (block, (x, width)) in steps.iter().zip(&strip) {
            self.begin(Role::Section);
            self.put(block, *x, strip_top, *width);
            self.end();
            if *x > m {
                let x = *x - self.gutter() / 2.0;
                self.field(x, strip_top, x + sizes.small * 0.04, strip_top + strip_height, hair);
            }
        }
        if lies {
            self.put_start(&actions, side + self.gutter() * 0.8, band, h + BLEED);
        } else {
            self.put_start(&actions, -BLEED, box_top, box_top + actions.height);
        }
        self.put_colophon(&colophon);
    }

    /// What is started, from `x` to the right margin: one below the other in landscape, side by side otherwise.
    fn start(&mut self, content: &Content, x: Pt, band: Pt, words: &Catalogue) -> Start {
        let sizes = self.sizes;
        let lies = self.lies();
        let per = if lies { 1 } else { content.actions.len().clamp(1, 4) };
        let columns = split(x, self.width - self.margin - x, per, self.gutter());
        let width = columns[0].1;
        let set = |canvas: &mut Self, actions: &[ActionPart]| -> Vec<SetAction> {
            actions.iter().enumerate().map(|(i, action)| canvas.action(action, i + 1, width, words)).collect()
        };
        let mut actions = set(self, &content.actions);
        if actions.is_empty() {
            return Start { title: Block::default(), actions, columns, height: Pt::ZERO };
        }
        let heading = self.strong().family(self.faces.display).colour(self.theme.accent).role(Role::Heading);
        let title = self.words(&content.actions_title, &heading);
        let high = |canvas: &Self, actions: &[SetAction]| -> Pt {
            let rows: Pt = actions.chunks(per).map(|r| canvas.actions_height(r, width).1 + sizes.large).sum();
            title.height(width) + sizes.body * 0.9 + rows - sizes.large + sizes.body * 2.6
        };
        let mut height = high(self, &actions);
        if lies {
            // A column of its own has room for more than the rest of the page: as much as fits with air between.
            for (attributes, sentences) in [(3, 2), (3, 1), (2, 2), (2, 1), (1, 2), (1, 1)] {
                let more: Vec<ActionPart> =
                    content.started.iter().map(|a| a.cut(attributes, sentences, true)).collect();
                let more = set(self, &more);
                let tall = high(self, &more);
                if tall > height && band + tall + sizes.large * per as f32 <= self.height - self.margin * 1.5 {
                    (actions, height) = (more, tall);
                    break;
                }
            }
        }
        Start { title, actions, columns, height }
    }

    fn put_start(&mut self, start: &Start, left: Pt, top: Pt, bottom: Pt) {
        if start.actions.is_empty() {
            return;
        }
        let sizes = self.sizes;
        self.field(left, top, self.width + BLEED, bottom, self.theme.pale);
        let (x, width) = start.columns[0];
        let pad = if self.lies() { self.margin * 0.8 } else { sizes.body * 1.3 };
        let mut y = self.put(&start.title, x, top + pad, width) + sizes.body * 0.9;
        let ranks: Vec<&[SetAction]> = start.actions.chunks(start.columns.len()).collect();
        let used: Pt = ranks.iter().map(|r| self.actions_height(r, width).1).sum();
        let mut gap = sizes.large;
        if self.lies() {
            let gaps = ranks.len().saturating_sub(1).max(1) as f32;
            let free = self.height - self.margin - y - used;
            self.need(free >= gap * gaps);
            gap = (free / (gaps + 1.0)).min(sizes.large * 2.4).max(gap);
            // Where the actions leave much free, the land they lead to fills the column's foot.
            let end = y + used + gap * (ranks.len() - 1) as f32 + sizes.large * 2.0;
            if self.height - end > self.height * 0.16 {
                let top = end.max(self.height - (self.width - left) * 0.85);
                self.hilly(left, top, self.width + BLEED, self.height + BLEED);
            }
        }
        for rank in ranks {
            self.put_actions(rank, &start.columns, y);
            y += self.actions_height(rank, width).1 + gap;
        }
    }

    /// 題字: the name of the whole, in a band across the head; returns where the band ends.
    fn title_piece(&mut self, content: &Content, words: &Catalogue) -> Pt {
        let (w, m) = (self.width, self.margin);
        let on = self.theme.on_accent;
        let full = w - m * 2.0;
        let size = self.sizes.large * 1.7;
        let tone = self.display(size).colour(on).role(Role::Paragraph).setting(Setting::Ragged);
        let name = words.say("press.masthead", &[("organisation", &content.organisation)]);
        let name = self.words(name.trim(), &tone);
        self.need(name.paragraphs.iter().all(|p| p.lines(full * 0.66).len() < 2));
        let strong = self.strong().colour(on).setting(Setting::Right);
        let mut ear = self.words(format!("{}　{}", content.year, content.cohort).trim(), &strong);
        let form = self.words(&content.form, &strong);
        ear = ear.then(Pt::ZERO, form);
        let width = full * 0.32;
        let tall = name.height(full * 0.66).max(ear.height(width));
        // Below the upper margin, in whose corner a draft is marked.
        let (above, below) = (m * 0.92, m * 0.6);
        let band = above + tall + below;
        self.field(-BLEED, -BLEED, w + BLEED, band, self.theme.accent);
        self.put(&name, m, above + (tall - name.height(full * 0.66)) / 2.0, full * 0.66);
        self.put(&ear, m + full - width, above + (tall - ear.height(width)) / 2.0, width);
        band
    }

    fn pieces(&mut self, content: &Content, width: Pt, words: &Catalogue) -> Vec<Piece> {
        let sizes = self.sizes;
        let mut pieces = Vec::new();
        // Everything is as high as a line of running text or half of it.
        let line = |tone: Tone, share: f32| tone.leading((sizes.body * (LEADING * share)) / tone.size);
        let heading = self.strong().size(sizes.body * 1.14).family(self.faces.display).role(Role::Heading);
        let heading = line(heading, 1.0);
        let label = line(self.label(), if sizes.small < sizes.body * 0.75 { 0.5 } else { 1.0 });
        let body = self.body().leading(LEADING);
        let add = |mut block: Block, above: Pt, keep: bool, pieces: &mut Vec<Piece>| {
            if !block.is_empty() {
                if block.paragraphs.iter().all(|p| p.size == sizes.body) {
                    // Entries of a list stand on the columns' lines, without more air between.
                    block.paragraphs.iter_mut().for_each(|p| p.above = Pt::ZERO);
                }
                pieces.push(Piece { block, above, keep });
            }
        };
        let apart = sizes.body * LEADING;
        let half = apart * 0.5;
        let others = self.statements(content, width, self.theme.ink);
        add(others, apart, false, &mut pieces);
        let lines = self.entries(&content.lines, &body, self.theme.accent);
        let background = self.text(&content.background, &body);
        add(background, apart, false, &mut pieces);
        add(lines, half, false, &mut pieces);
        if !content.drift.is_empty() {
            let title = self.words(words.word("press.drift"), &heading);
            add(title, apart, true, &mut pieces);
            let text = self.text(&content.drift, &body);
            add(text, Pt::ZERO, false, &mut pieces);
        }
        for ideal in &content.ideals {
            if ideal.headline.is_empty() && ideal.bullets.is_empty() && ideal.reasoning.is_empty() {
                continue;
            }
            let name = self.words(&ideal.name, &label);
            add(name, half, true, &mut pieces);
            let title = self.label_text(&ideal.headline, &heading, width);
            add(title, Pt::ZERO, true, &mut pieces);
            let bullets = self.entries(&ideal.bullets, &body, self.theme.accent);
            add(bullets, Pt::ZERO, false, &mut pieces);
            let reasoning = self.text(&ideal.reasoning, &body);
            add(reasoning, Pt::ZERO, false, &mut pieces);
        }
        if !content.gap.is_empty() {
            let title = self.words(&content.gap_title, &heading);
            add(title, apart, true, &mut pieces);
        }
        for cell in content.gap.iter().chain(&content.findings) {
            let name = self.words(&cell.name, &label);
            add(name, half, true, &mut pieces);
            let bullets: Vec<Written> = cell.bullets.clone();
            let bullets = self.entries(&bullets, &body, self.theme.accent);
            add(bullets, Pt::ZERO, false, &mut pieces);
        }
        if !content.why.is_empty() {
            let title = self.words(&content.why_title, &heading);
            add(title, apart, true, &mut pieces);
            let text = self.text(&content.why, &body);
            add(text, Pt::ZERO, false, &mut pieces);
        }
        pieces
    }

    /// How high columns have to be at least to hold all pieces; `None` where even `tall` is too low.
    fn lowest(&self, pieces: &[Piece], columns: &[(Pt, Pt)], tall: Pt) -> Option<Pt> {
        if pieces.is_empty() {
            return Some(Pt::ZERO);
        }
        let width = columns[0].1;
        let total: Pt = pieces.iter().map(|p| p.block.height(width) + p.above).sum();
        let mut height = (total / columns.len() as f32).min(tall);
        while self.pour(pieces, width, columns.len(), height).is_none() {
            if height >= tall {
                return None;
            }
            height = (height + self.sizes.body * 0.4).min(tall);
        }
        Some(height)
    }

    /// Sets the pieces in columns of this height, with rules between.
    fn flow(&mut self, pieces: &[Piece], columns: &[(Pt, Pt)], top: Pt, height: Pt) {
        let width = columns[0].1;
        let Some(lines) = self.pour(pieces, width, columns.len(), height) else { return };
        for (piece, line, first, column, y) in lines {
            let p = &pieces[piece.0].block.paragraphs[piece.1];
            let block = &pieces[piece.0].block;
            if first && !block.joined.contains(&piece.1) {
                self.items.push(Item::Begin(p.role));
            }
            let set = p.lines(width);
            p.draw_line(&set[line], line == 0, columns[column].0, top + y, width, &mut self.items);
            if line + 1 == set.len() && !block.joined.contains(&(piece.1 + 1)) {
                self.items.push(Item::End);
            }
        }
        let hair = self.theme.hairline();
        for (x, _) in columns.iter().skip(1) {
            let x = *x - self.gutter() / 2.0;
            self.field(x, top, x + self.sizes.small * 0.04, top + height, hair);
        }
    }

    /// Every line with its column and its place in it: piece and paragraph, line, whether it opens the paragraph,
    /// column, distance from the top. None where they do not all have room.
    #[allow(clippy::type_complexity, reason = "one list, used once")]
    fn pour(
        &self,
        pieces: &[Piece],
        width: Pt,
        columns: usize,
        height: Pt,
    ) -> Option<Vec<((usize, usize), usize, bool, usize, Pt)>> {
        let mut placed = Vec::new();
        let (mut column, mut y) = (0, Pt::ZERO);
        let grid = self.sizes.body * LEADING;
        for (n, piece) in pieces.iter().enumerate() {
            for (i, p) in piece.block.paragraphs.iter().enumerate() {
                let count = p.lines(width).len();
                let above = if i == 0 { piece.above } else { p.above };
                // A heading needs room for itself and two lines of what follows; a paragraph begins with two lines.
                let together = if piece.keep {
                    let own: Pt = piece.block.paragraphs[i + 1..].iter().map(|p| p.above + p.line_height()).sum();
                    let rest: Pt = pieces[n + 1..]
                        .iter()
                        .scan(true, |open, next| {
                            let now = *open;
                            *open = next.keep;
                            now.then_some(next)
                        })
                        .map(|next| {
                            let p = &next.block.paragraphs[0];
                            let lines = if next.keep { p.lines(width).len() } else { 2 };
                            let more = if next.keep { next.block.paragraphs.len() - 1 } else { 0 };
                            next.above + p.line_height() * (lines + more) as f32
                        })
                        .sum();
                    p.line_height() * count as f32 + own + rest
                } else {
                    p.line_height() * count.min(2) as f32
                };
                let start = if y > Pt::ZERO { y + above } else { y };
                if start + together > height && y > Pt::ZERO {
                    column += 1;
                    y = Pt::ZERO;
                } else {
                    y = start;
                }
                // Lines of running text stand level with those in the other columns.
                let running = p.line_height() > grid * 0.9 && p.size < self.sizes.body * 1.2;
                if running && !piece.block.joined.contains(&i) {
                    y = grid * (y / grid - 0.01).ceil().max(0.0);
                }
                for line in 0..count {
                    // No last line alone at the head of a column.
                    let left = count - line;
                    let need = if left == 2 && count > 2 { 2.0 } else { 1.0 };
                    if line > 0 && y + p.line_height() * need > height + Pt(0.1) {
                        column += 1;
                        y = Pt::ZERO;
                    }
                    if column >= columns || y + p.line_height() > height + p.line_height() * 0.5 {
                        return None;
                    }
                    placed.push(((n, i), line, line == 0, column, y));
                    y += p.line_height();
                }
            }
        }
        Some(placed)
    }
}
