//! What a poster is drawn on: voices of type, stacks of paragraphs that can be measured and put down, fields of colour.

use super::breaking::Breaks;
use super::template::Faces;
use crate::layout::{Marker, Paragraph, Setting};
use crate::length::{Em, Pt};
use crate::page::{Colour, Item, Point, Role, Segment, Shape};
use crate::text::{Engine, Family, Shaped, Type, Weight};
use crate::theme::Theme;
use sheet::FieldId;
use std::sync::Arc;

/// How far fields of colour reach beyond the trimmed edge, so that a cut a little beside it shows no paper.
pub(super) const BLEED: Pt = Pt(crate::page::BLEED.0 * 72.0 / 25.4);

/// Signs that open an entry when the team begins a line with them.
const BULLETS: &str = "・･•●○◎◆◇■□▶▷►‣※→⇒➡－–*＊";

/// One text, and the field that it comes from.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Written {
    pub text: String,
    pub field: Option<FieldId>,
}

impl Written {
    /// Words of the form or of the press.
    pub fn words(text: impl Into<String>) -> Written {
        Written { text: text.into(), field: None }
    }

    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// The sizes of type on one poster: three, beside the headline and numerals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sizes {
    /// What is read at arm's length: posts, dates, captions.
    pub small: Pt,
    /// Running text.
    pub body: Pt,
    /// What is read at two metres: steps and actions.
    pub large: Pt,
}

/// A way in which words stand on the poster.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tone {
    pub size: Pt,
    pub weight: Weight,
    pub family: Family,
    pub colour: Colour,
    pub leading: f32,
    pub setting: Setting,
    pub role: Role,
}

impl Tone {
    pub fn colour(self, colour: Colour) -> Tone {
        Tone { colour, ..self }
    }

    pub fn role(self, role: Role) -> Tone {
        Tone { role, ..self }
    }

    pub fn size(self, size: Pt) -> Tone {
        Tone { size, ..self }
    }

    pub fn setting(self, setting: Setting) -> Tone {
        Tone { setting, ..self }
    }

    pub fn leading(self, leading: f32) -> Tone {
        Tone { leading, ..self }
    }

    pub fn family(self, family: Family) -> Tone {
        Tone { family, ..self }
    }
}

/// Paragraphs one below the other. Its height goes from the upper edge of the first line's type to the lower edge of
/// the last one's, without the leading around them, so that blocks stand exactly where they are put.
#[derive(Debug, Clone, Default)]
pub(super) struct Block {
    pub paragraphs: Vec<Paragraph>,
    /// Which of them go on with what the one before began: lines that were broken by hand.
    pub joined: Vec<usize>,
}

impl Block {
    pub fn is_empty(&self) -> bool {
        self.paragraphs.is_empty()
    }

    /// This one, and `gap` below it the other; nothing where there is nothing to part.
    pub fn then(mut self, gap: Pt, mut other: Block) -> Block {
        if !self.is_empty()
            && let Some(first) = other.paragraphs.first_mut()
        {
            first.above += gap;
        }
        let before = self.paragraphs.len();
        self.joined.extend(other.joined.iter().map(|i| i + before));
        self.paragraphs.append(&mut other.paragraphs);
        self
    }

    fn half_leading(paragraph: &Paragraph) -> Pt {
        (paragraph.line_height() - paragraph.size) / 2.0
    }

    pub fn height(&self, width: Pt) -> Pt {
        let (Some(first), Some(last)) = (self.paragraphs.first(), self.paragraphs.last()) else { return Pt::ZERO };
        let mut height = -Self::half_leading(first) - Self::half_leading(last);
        for (i, p) in self.paragraphs.iter().enumerate() {
            height += p.line_height() * p.lines(width).len() as f32;
            if i > 0 {
                height += p.above;
            }
        }
        height
    }

    /// Draws it with its upper left corner at `x`, `y`, and returns its height.
    pub fn draw(&self, x: Pt, y: Pt, width: Pt, items: &mut Vec<Item>) -> Pt {
        let Some(first) = self.paragraphs.first() else { return Pt::ZERO };
        let mut top = y - Self::half_leading(first);
        let mut list = false;
        for (i, p) in self.paragraphs.iter().enumerate() {
            if i > 0 {
                top += p.above;
            }
            let entry = p.role == Role::Entry;
            if entry != list {
                items.push(if entry { Item::Begin(Role::List) } else { Item::End });
                list = entry;
            }
            if !self.joined.contains(&i) {
                items.push(Item::Begin(p.role));
            }
            for (n, line) in p.lines(width).iter().enumerate() {
                p.draw_line(line, n == 0, x, top, width, items);
                top += p.line_height();
            }
            if !self.joined.contains(&(i + 1)) {
                items.push(Item::End);
            }
        }
        if list {
            items.push(Item::End);
        }
        self.height(width)
    }
}

/// A poster being composed.
pub(super) struct Canvas<'e> {
    pub engine: &'e mut Engine,
    pub breaks: &'e mut Breaks,
    pub theme: &'e Theme,
    pub faces: Faces,
    pub sizes: Sizes,
    pub width: Pt,
    pub height: Pt,
    /// A twentieth of the short side.
    pub margin: Pt,
    /// Whether the headline may be smaller than it is asked to be, since it fits in no other way.
    pub yields: bool,
    pub items: Vec<Item>,
    /// Whether everything has had room so far.
    pub fits: bool,
}

impl Canvas<'_> {
    /// Whether it is wider than high.
    pub fn lies(&self) -> bool {
        self.width > self.height
    }

    /// The room between columns.
    pub fn gutter(&self) -> Pt {
        self.margin * 0.75
    }

    fn tone(&self, size: Pt, weight: Weight) -> Tone {
        Tone {
            size,
            weight,
            family: self.faces.text,
            colour: self.theme.ink,
            leading: 1.62,
            setting: Setting::Justified,
            role: Role::Paragraph,
        }
    }

    /// Small words in ink that steps back.
    pub fn small(&self) -> Tone {
        Tone {
            leading: 1.5,
            setting: Setting::Ragged,
            colour: self.theme.quiet(),
            ..self.tone(self.sizes.small, Weight::Regular)
        }
    }

    /// Small words that name what follows.
    pub fn label(&self) -> Tone {
        Tone {
            leading: 1.5,
            setting: Setting::Ragged,
            colour: self.theme.accent,
            ..self.tone(self.sizes.small, Weight::Bold)
        }
    }

    /// Running text.
    pub fn body(&self) -> Tone {
        self.tone(self.sizes.body, Weight::Regular)
    }

    /// A sentence of running size that leads.
    pub fn strong(&self) -> Tone {
        Tone { leading: 1.5, setting: Setting::Balanced, ..self.tone(self.sizes.body, Weight::Bold) }
    }

    /// The name of a step or an action.
    pub fn large(&self) -> Tone {
        Tone {
            leading: 1.36,
            setting: Setting::Balanced,
            family: self.faces.display,
            role: Role::Subheading,
            ..self.tone(self.sizes.large, Weight::Bold)
        }
    }

    /// The headline and numerals, at a size of their own.
    pub fn display(&self, size: Pt) -> Tone {
        Tone { leading: 1.26, setting: Setting::Balanced, family: self.faces.display, ..self.tone(size, Weight::Bold) }
    }

    pub fn shape(&mut self, text: &str, tone: &Tone) -> Arc<Shaped> {
        self.engine.shape(text, Type { family: tone.family, weight: tone.weight })
    }

    fn paragraph(&mut self, text: &str, field: Option<FieldId>, tone: &Tone) -> Paragraph {
        Paragraph {
            text: self.shape(text, tone),
            from: 0,
            size: tone.size,
            colour: tone.colour,
            field,
            marker: None,
            indent: Pt::ZERO,
            leading: tone.leading,
            above: Pt::ZERO,
            setting: tone.setting,
            role: tone.role,
            lead: None,
        }
    }

    /// The paragraphs of a text: one for each line that has something in it. A line that begins with a sign of its own
    /// hangs from it.
    pub fn text(&mut self, written: &Written, tone: &Tone) -> Block {
        let mut block = Block::default();
        for line in written.text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let mut signs = line.chars();
            let sign = signs.next().filter(|c| BULLETS.contains(*c));
            let rest = signs.as_str().trim_start();
            let p = match sign {
                Some(sign) if !rest.is_empty() => {
                    let mut p = self.paragraph(rest, written.field.clone(), tone);
                    let sign = self.shape(sign.encode_utf8(&mut [0; 4]), &Tone { weight: Weight::Regular, ..*tone });
                    p.indent = (sign.width() + Em(0.12)).at(p.size);
                    p.marker = Some(Marker::Words(sign, p.colour, written.field.clone()));
                    p.setting = Setting::Ragged;
                    p
                }
                _ => self.paragraph(line, written.field.clone(), tone),
            };
            block.paragraphs.push(p);
        }
        block
    }

    /// Words of the form or of the press.
    pub fn words(&mut self, text: &str, tone: &Tone) -> Block {
        self.text(&Written::words(text), tone)
    }

    /// An entry of a list, hanging from a dot.
    pub fn entry(&mut self, written: &Written, tone: &Tone, dot: Colour) -> Block {
        let tone = tone.setting(Setting::Ragged).leading(tone.leading.min(1.55)).role(Role::Entry);
        let mut block = self.text(written, &tone);
        for (i, p) in block.paragraphs.iter_mut().enumerate() {
            if p.marker.is_none() {
                p.indent = Em(0.85).at(p.size);
                p.marker = (i == 0).then_some(Marker::Dot(dot));
            }
        }
        block
    }

    /// Entries one below the other.
    pub fn entries(&mut self, written: &[Written], tone: &Tone, dot: Colour) -> Block {
        let gap = tone.size * 0.28;
        written.iter().fold(Block::default(), |block, entry| {
            let entry = self.entry(entry, tone, dot);
            block.then(gap, entry)
        })
    }

    /// Puts a block down and returns where it ends.
    pub fn put(&mut self, block: &Block, x: Pt, y: Pt, width: Pt) -> Pt {
        y + block.draw(x, y, width, &mut self.items)
    }

    /// Asks for `true`; what is asked in vain does not fit.
    pub fn need(&mut self, holds: bool) {
        self.fits &= holds;
    }

    pub fn begin(&mut self, role: Role) {
        self.items.push(Item::Begin(role));
    }

    pub fn end(&mut self) {
        self.items.push(Item::End);
    }

    pub fn shape_item(&mut self, shape: Shape) {
        self.items.push(Item::Shape(shape));
    }

    /// A filled rectangle between two corners.
    pub fn field(&mut self, left: Pt, top: Pt, right: Pt, bottom: Pt, colour: Colour) {
        let at = Point { x: left.mm(), y: top.mm() };
        self.shape_item(Shape::rect(at, (right - left).mm(), (bottom - top).mm(), colour));
    }

    /// A straight rule to the right.
    pub fn rule(&mut self, x: Pt, y: Pt, width: Pt, colour: Colour, thickness: Pt) {
        // A rule is a field: its edges are then sharp at every resolution.
        self.field(x, y, x + width, y + thickness, colour);
    }

    /// A filled outline through points, given in points of the page.
    pub fn outline(&mut self, outline: Vec<Segment>, colour: Colour) {
        self.shape_item(Shape { outline, fill: Some(colour), stroke: None });
    }

    /// `count` columns between the margins.
    pub fn columns(&self, count: usize) -> Vec<(Pt, Pt)> {
        split(self.margin, self.width - self.margin * 2.0, count, self.gutter())
    }

    /// The headline as large as it may be: no larger than `most`, in a room of `width` by `height`, broken where it reads
    /// best. Where not even `least` has room it is set at `least`, and the poster does not fit.
    pub fn headline(&mut self, written: &Written, tone: &Tone, width: Pt, height: Pt, least: Pt, most: Pt) -> Block {
        let text = written.text.replace('\n', "　");
        let shaped = self.shape(&text, tone);
        let least = if self.yields { (least * YIELD).max(self.sizes.large) } else { least };
        let mut best: Option<(f32, Pt, Vec<usize>)> = None;
        let face = Type { family: tone.family, weight: tone.weight };
        for count in 1..=MOST_LINES {
            for found in self.breaks.of(&shaped, face, count).iter() {
                let high = height / (tone.leading * (count - 1) as f32 + 1.0);
                let size = most.min(high).min(width / found.widest.0);
                // To tear a phrase is worse than to be a little smaller.
                let score = size.0 * found.quality * found.quality;
                if size >= least && best.as_ref().is_none_or(|b| score > b.0) {
                    best = Some((score, size, found.ends.clone()));
                }
            }
        }
        match best {
            Some((_, size, ends)) => self.broken(&shaped, &ends, written, &tone.size(size)),
            None => {
                let block = self.label_text(&Written { text, field: written.field.clone() }, &tone.size(least), width);
                self.fits &= block.height(width) <= height;
                block
            }
        }
    }

    /// The lines of a text that ends its lines at these clusters.
    fn broken(&mut self, shaped: &Shaped, ends: &[usize], written: &Written, tone: &Tone) -> Block {
        let mut block = Block::default();
        let mut start = 0;
        for end in ends {
            let bytes = shaped.clusters[start].text.start..shaped.clusters[*end - 1].text.end;
            let line = shaped.text[bytes].trim();
            start = *end;
            if line.is_empty() {
                continue;
            }
            if !block.is_empty() {
                block.joined.push(block.paragraphs.len());
            }
            let p = self.paragraph(line, written.field.clone(), &tone.setting(Setting::Ragged));
            block.paragraphs.push(p);
        }
        block
    }

    /// A name or a sentence of few lines, broken where it reads best in `width`; a text of several paragraphs as they are.
    pub fn label_text(&mut self, written: &Written, tone: &Tone, width: Pt) -> Block {
        if written.text.trim().contains('\n') {
            return self.text(written, tone);
        }
        let shaped = self.shape(written.text.trim(), tone);
        let measure = width.in_em(tone.size);
        let few = shaped.lines(0, measure).len();
        if (2..=MOST_LINES).contains(&few) {
            let mut best: Option<(f32, Vec<usize>)> = None;
            let face = Type { family: tone.family, weight: tone.weight };
            for count in few..=(few + 1).min(MOST_LINES) {
                for found in self.breaks.of(&shaped, face, count).iter() {
                    // One line more is worth it only where the text is torn otherwise; even lines look better.
                    let few = if count == few { 1.0 } else { 0.8 };
                    let score = found.quality * found.quality * few - found.widest / measure * 0.2;
                    if found.widest <= measure && best.as_ref().is_none_or(|b| score > b.0) {
                        best = Some((score, found.ends.clone()));
                    }
                }
            }
            if let Some((_, ends)) = best {
                return self.broken(&shaped, &ends, written, tone);
            }
        }
        self.text(written, tone)
    }
}

/// The share of its least size that a headline may be set in when it has to yield.
const YIELD: f32 = 0.5;

/// A headline has no more lines than this.
const MOST_LINES: usize = 6;

/// `width` from `x` on in `count` equal parts with gutters between them: where each begins, and how wide it is.
pub(super) fn split(x: Pt, width: Pt, count: usize, gutter: Pt) -> Vec<(Pt, Pt)> {
    let count = count.max(1);
    let each = (width - gutter * (count - 1) as f32) / count as f32;
    (0..count).map(|i| (x + (each + gutter) * i as f32, each)).collect()
}
