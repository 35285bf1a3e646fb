//! What all posters share: the head over the headline, an action, the team at the foot.

use super::canvas::{Block, Canvas, Sizes, Tone, Written, split};
use super::content::{ActionPart, Content, StepPart};
use crate::layout::{Lead, Setting};
use crate::length::Pt;
use crate::page::{Colour, Role};
use crate::text::Weight;
use sheet::Catalogue;

/// An action that has been set: its number, and what stands beside or below it.
pub(super) struct SetAction {
    numeral: Block,
    title: Block,
    text: Block,
}

/// The team, the theme and the year, at the foot of the page.
pub(super) struct Colophon {
    whose: Block,
    theme: Block,
    team: Vec<Row>,
    mark: Pt,
    /// How much the mark takes of the lines beside it.
    shift: Pt,
    pub height: Pt,
    /// The room that the theme takes above the others, where it does not stand between them.
    above: Pt,
    columns: Vec<(Pt, Pt)>,
}

impl Canvas<'_> {
    /// The name of the vision and its year, on one line where they have room.
    pub fn kicker(&mut self, kicker: &[Written], width: Pt, colour: Colour) -> Block {
        let tone = self.strong().colour(colour).setting(Setting::Ragged);
        let quiet = Tone { weight: Weight::Regular, ..tone };
        match kicker {
            // Words of the form run into the year's line; a name of the team's own keeps its field.
            [name, year] if name.field.is_none() && self.beside(name, year, &tone) <= width => {
                let mut year = self.text(year, &quiet);
                if let Some(first) = year.paragraphs.first_mut() {
                    let text = self.shape(&name.text, &tone);
                    first.lead = Some(Lead { text, size: tone.size, colour });
                }
                year
            }
            _ => kicker.iter().fold(Block::default(), |block, words| {
                let next = self.text(words, &tone);
                block.then(Pt::ZERO, next)
            }),
        }
    }

    /// How wide two texts are side by side.
    fn beside(&mut self, one: &Written, other: &Written, tone: &Tone) -> Pt {
        let (one, other) = (self.shape(&one.text, tone), self.shape(&other.text, tone));
        (one.width() + other.width()).at(tone.size) + tone.size
    }

    /// The other visions, each under its name.
    pub fn statements(&mut self, content: &Content, width: Pt, colour: Colour) -> Block {
        let mut block = Block::default();
        for vision in &content.visions {
            let name = self.kicker(&vision.kicker, width, colour);
            let tone = self.large().colour(colour).role(Role::Paragraph);
            let text = self.label_text(&vision.text, &tone, width);
            let gap = if block.is_empty() { Pt::ZERO } else { self.sizes.body };
            block = block.then(gap, name).then(self.sizes.body * 0.2, text);
        }
        block
    }

    /// An action: title, what it is, who carries it.
    pub fn action(&mut self, action: &ActionPart, number: usize, width: Pt, words: &Catalogue) -> SetAction {
        let tone = self.display(self.numeral()).colour(self.theme.accent).leading(1.0);
        let numeral = self.words(&number.to_string(), &tone);
        let large = self.large();
        let beside = beside(&numeral, width, self.sizes);
        let title = self.label_text(&action.title, &large, width - beside);
        let mut text = Block::default();
        let body = self.body();
        let several = action.attributes.len() > 1;
        for (name, attribute) in &action.attributes {
            if several {
                let label = self.label();
                let name = self.words(name, &label);
                text = text.then(self.sizes.body * 0.5, name);
            }
            let attribute = self.text(attribute, &body);
            text = text.then(Pt::ZERO, attribute);
        }
        if !action.owner.is_empty() {
            let small = self.small();
            let owner = Written { text: action.owner.text.clone(), field: action.owner.field.clone() };
            let name = self.words(words.word("press.owner"), &self.label().colour(self.theme.quiet()));
            let owner = self.text(&owner, &small);
            let gap = if text.is_empty() { Pt::ZERO } else { self.sizes.body * 0.5 };
            let mut owner = owner;
            if let (Some(first), Some(name)) = (owner.paragraphs.first_mut(), name.paragraphs.first()) {
                first.lead = Some(Lead { text: name.text.clone(), size: name.size, colour: name.colour });
            }
            text = text.then(gap, owner);
        }
        SetAction { numeral, title, text }
    }

    /// How high actions are side by side in columns of `width`: of numerals and titles, and of the whole.
    pub fn actions_height(&self, actions: &[SetAction], width: Pt) -> (Pt, Pt) {
        let gap = self.sizes.body * 0.85;
        let title = actions
            .iter()
            .map(|a| a.drop() + a.title.height(width - a.beside(width, self.sizes)))
            .fold(Pt::ZERO, Pt::max)
            .max(actions.iter().map(|a| a.numeral.height(width)).fold(Pt::ZERO, Pt::max));
        let text = actions.iter().map(|a| a.text.height(width)).fold(Pt::ZERO, Pt::max);
        (title, if text > Pt::ZERO { title + gap + text } else { title })
    }

    /// Actions side by side: numerals and titles level with each other, and so the texts below them.
    pub fn put_actions(&mut self, actions: &[SetAction], columns: &[(Pt, Pt)], y: Pt) {
        let Some((_, width)) = columns.first() else { return };
        let (title, _) = self.actions_height(actions, *width);
        let gap = self.sizes.body * 0.85;
        for (action, (x, width)) in actions.iter().zip(columns) {
            self.put_action(action, *x, y, *width, title + gap);
        }
    }

    /// One action, with its text so far below its upper edge.
    pub fn put_action(&mut self, action: &SetAction, x: Pt, y: Pt, width: Pt, text: Pt) {
        self.begin(Role::Section);
        let beside = action.beside(width, self.sizes);
        // The numeral stands as high as the first line of the title's type.
        self.put(&action.numeral, x, y, beside);
        let down = action.drop();
        self.put(&action.title, x + beside, y + down, width - beside);
        self.put(&action.text, x, y + text, width);
        self.end();
    }

    /// How high an action is in a column of its own.
    pub fn action_height(&self, action: &SetAction, width: Pt) -> (Pt, Pt) {
        self.actions_height(std::slice::from_ref(action), width)
    }

    /// When each step is to be reached: a large number of years, as large as all of them have room in `width`, and the
    /// year; or what the step is called.
    pub fn horizons(
        &mut self,
        steps: &[&StepPart],
        width: Pt,
        colour: Colour,
        quiet: Colour,
        words: &Catalogue,
    ) -> Vec<Block> {
        let tone = self.display(self.numeral()).colour(colour).leading(1.06).role(Role::Heading);
        let body = self.body().setting(Setting::Ragged).leading(1.4).colour(quiet);
        let small = self.small().colour(quiet);
        let (mut size, mut year) = (tone.size, body);
        let mut names = Vec::new();
        for step in steps {
            let (name, most) = match step.years {
                Some(n) => (words.count("press.horizon", n), tone.size),
                None => (step.name.clone(), tone.size * 0.75),
            };
            let wide = self.shape(&name, &tone).width();
            size = size.min(most).min(width / wide.0.max(1.0)).max(self.sizes.body);
            // Years that would be torn are rather all set small.
            if self.shape(&step.year, &body).width().at(body.size) > width {
                year = small;
            }
            names.push(name);
        }
        let mut blocks = Vec::new();
        for (step, name) in steps.iter().zip(names) {
            let name = self.words(&name, &tone.size(size));
            let year = self.words(&step.year, &year);
            blocks.push(name.then(self.sizes.body * 0.2, year));
        }
        blocks
    }

    /// The size of the numerals before actions and of the years over steps.
    pub fn numeral(&self) -> Pt {
        self.sizes.large * 2.3
    }

    /// What is to be reached by a step: its few words, and its goals.
    pub fn goals(&mut self, step: &StepPart, width: Pt, colour: Colour, dot: Colour) -> Block {
        let large = self.large().colour(colour);
        let label = self.label_text(&step.label, &large, width);
        let body = self.body().colour(colour);
        let goals = self.entries(&step.goals, &body, dot);
        label.then(self.sizes.body * 0.55, goals)
    }

    /// The foot of the page: whose it is, the theme, the team.
    pub fn colophon(&mut self, content: &Content) -> Colophon {
        self.colophon_in(content, self.margin, self.width - self.margin)
    }

    /// As [`Self::colophon`], between two verticals.
    pub fn colophon_in(&mut self, content: &Content, left: Pt, right: Pt) -> Colophon {
        let foot = self.foot_sizes();
        let sizes = std::mem::replace(&mut self.sizes, foot);
        let colophon = self.colophon_set(content, left, right);
        self.sizes = sizes;
        colophon
    }

    /// The foot does not grow with the rest: it says whose the page is, and nothing else.
    fn foot_sizes(&self) -> Sizes {
        let diagonal = Pt(self.width.0.hypot(self.height.0));
        let most = diagonal * 0.011;
        if self.sizes.body <= most { self.sizes } else { Sizes { small: most * 0.74, body: most, large: most * 1.5 } }
    }

    fn colophon_set(&mut self, content: &Content, left: Pt, right: Pt) -> Colophon {
        let strong = self.strong().setting(Setting::Ragged);
        let small = self.small();
        let large = self.large().role(Role::Paragraph);
        let body = self.body().setting(Setting::Ragged).leading(1.4);
        let mut whose = self.words(&content.organisation, &large);
        let form = self.words(format!("{}　{}", content.form, content.cohort).trim(), &small);
        let mut team = Vec::new();
        for person in &content.members {
            let name = self.text(&person.name, &strong);
            let parts = [&person.affiliation, &person.post].map(|part| self.text(part, &small));
            team.push(Row { name, parts: parts.into_iter().filter(|p| !p.is_empty()).collect(), beside: Pt::ZERO });
        }
        // Names one below the other, and what stands beside them too.
        let beside = team.iter().map(Row::name_width).fold(Pt::ZERO, Pt::max);
        team.iter_mut().for_each(|row| row.beside = beside);
        // Where it is narrow the theme stands over the other two.
        let narrow = right - left < self.sizes.small * 48.0;
        let mut columns = split(left, right - left, if narrow { 2 } else { 3 }, self.gutter());
        if self.lies() && right - left >= self.width - self.margin * 2.1 {
            // On the grid of the actions above: the theme takes two of four columns.
            let fourths = self.columns(4);
            let theme = (fourths[1].0, fourths[2].0 + fourths[2].1 - fourths[1].0);
            columns = vec![fourths[0], theme, fourths[3]];
        }
        let wide = if narrow { right - left } else { columns[1].1 };
        let mut theme = Block::default();
        if content.headline.field != content.theme.field {
            theme = self.label_text(&content.theme, &strong, wide);
        }
        let subtitle = self.label_text(&content.subtitle, &small, wide);
        theme = theme.then(self.sizes.body * 0.3, subtitle);
        let last = columns[columns.len() - 1].1;
        let mark = self.sizes.body * 3.0;
        let shift = mark + self.sizes.body * 0.8;
        let text = columns[0].1 - shift;
        let fits = self.shape(&content.year, &body).width().at(body.size) <= text;
        let year = self.words(&content.year, if fits { &body } else { &small });
        whose = whose.then(self.sizes.body * 0.3, year).then(self.sizes.body * 0.1, form);
        let mut height = mark.max(whose.height(text)).max(rows_height(&team, last));
        let mut above = Pt::ZERO;
        if narrow && !theme.is_empty() {
            above = theme.height(right - left) + self.sizes.body * 0.9;
            height += above;
        } else if !narrow {
            height = height.max(theme.height(columns[1].1));
        }
        Colophon { whose, theme, team, mark, shift, height, above, columns }
    }

    /// Draws the colophon with its foot on the lower margin.
    pub fn put_colophon(&mut self, colophon: &Colophon) {
        let top = self.height - self.margin - colophon.height;
        let columns = colophon.columns.clone();
        let last = columns[columns.len() - 1];
        self.begin(Role::Section);
        if columns.len() == 2 {
            self.put(&colophon.theme, columns[0].0, top, last.0 + last.1 - columns[0].0);
        }
        let y = top + colophon.above;
        self.mark(columns[0].0, y, colophon.mark, self.theme.ink, self.theme.accent);
        self.put(&colophon.whose, columns[0].0 + colophon.shift, y, columns[0].1 - colophon.shift);
        if columns.len() == 3 {
            self.put(&colophon.theme, columns[1].0, y, columns[1].1);
        }
        let mut y = y;
        for row in &colophon.team {
            self.put(&row.name, last.0, y, last.1);
            let (down, pitch) = (row.down(last.1), row.pitch());
            for (part, (right, line, width)) in row.parts.iter().zip(row.places(last.1)) {
                self.put(part, last.0 + right, y + down + pitch * line as f32, width);
            }
            y += row.height(last.1);
        }
        self.end();
    }
}

impl SetAction {
    /// How much the numeral takes of the title's lines.
    fn beside(&self, width: Pt, sizes: Sizes) -> Pt {
        beside(&self.numeral, width, sizes)
    }

    /// How far the title stands below the numeral's upper edge, so that a title of one line stands in its middle.
    fn drop(&self) -> Pt {
        let size = |b: &Block| b.paragraphs.first().map_or(Pt::ZERO, |p| p.size);
        ((size(&self.numeral) - size(&self.title)) / 2.0).max(Pt::ZERO) * 0.5
    }
}

/// How much a numeral takes of the lines beside it.
fn beside(numeral: &Block, width: Pt, sizes: Sizes) -> Pt {
    let natural = numeral.paragraphs.first().map_or(Pt::ZERO, |p| p.text.width().at(p.size));
    (natural + sizes.body * 0.55).min(width / 2.0)
}

/// A person: the name, and beside it, or below where it is narrow, where they work and as what.
pub(super) struct Row {
    name: Block,
    parts: Vec<Block>,
    /// How much all names take of the lines.
    beside: Pt,
}

/// How wide the first line of a block is by itself, and the size of its type.
fn natural(block: &Block) -> (Pt, Pt) {
    block.paragraphs.first().map_or((Pt::ZERO, Pt::ZERO), |p| (p.text.width().at(p.size) + Pt(0.05), p.size))
}

impl Row {
    /// How much of a line the name takes, with the air after it.
    fn name_width(&self) -> Pt {
        let (width, size) = natural(&self.name);
        if width > Pt::ZERO { width + size * 0.8 } else { width }
    }

    /// Whether the parts stand below the name.
    fn below(&self, width: Pt) -> bool {
        let longest = self.parts.iter().map(|p| natural(p).0).fold(Pt::ZERO, Pt::max);
        longest > width - self.beside
    }

    /// Where each part stands in a row of `width`: how far to the right, on which of its lines, and how wide it is.
    fn places(&self, width: Pt) -> Vec<(Pt, usize, Pt)> {
        let start = if self.below(width) { Pt::ZERO } else { self.beside };
        let (mut x, mut line) = (start, 0);
        let mut places = Vec::new();
        for part in &self.parts {
            let (wide, size) = natural(part);
            if x > start && x + wide > width {
                (x, line) = (start, line + 1);
            }
            places.push((x, line, wide.min(width - x)));
            x += wide + size * 0.7;
        }
        places
    }

    /// How far below the row's upper edge the parts begin: on the name's baseline, or under it.
    fn down(&self, width: Pt) -> Pt {
        let (name, part) = (natural(&self.name).1, self.parts.first().map_or(Pt::ZERO, |p| natural(p).1));
        if self.below(width) { name * 1.2 } else { ((name - part) * 0.88).max(Pt::ZERO) }
    }

    /// How high a line of its parts is.
    fn pitch(&self) -> Pt {
        self.parts.first().map_or(Pt::ZERO, |p| natural(p).1 * 1.3)
    }

    /// How high it is, with the air below it.
    fn height(&self, width: Pt) -> Pt {
        let lines = self.places(width).last().map_or(0, |place| place.1 + 1);
        let parts = if lines > 0 { self.down(width) + self.pitch() * lines as f32 } else { Pt::ZERO };
        let name = natural(&self.name).1;
        name.max(parts) + (if name > Pt::ZERO { name } else { self.pitch() }) * 0.35
    }
}

/// How high rows are one below the other.
fn rows_height(rows: &[Row], width: Pt) -> Pt {
    rows.iter().map(|row| row.height(width)).sum()
}
