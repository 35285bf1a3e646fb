//! How the page speaks: a few voices, each a size, a weight and a colour.

use super::{Composer, Source};
use crate::layout::{Lead, Marker, Paragraph, Setting};
use crate::length::{Em, Pt};
use crate::page::Role;
use crate::text::{Engine, Type, Weight};
use sheet::FieldId;

/// A way in which words stand on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Voice {
    /// The theme.
    Title,
    /// The vision.
    Headline,
    /// The title of a section or of an action.
    Heading,
    /// A sentence that leads what follows.
    Strong,
    /// Running text.
    Body,
    /// The name of what follows, small, in the year's colour.
    Label,
    /// Dates, posts, sub-prompts: small and stepped back.
    Quiet,
    /// The large light number of a section.
    Numeral,
}

/// A longer label has a line of its own.
const LONGEST_LEAD: Em = Em(14.0);

/// Signs that open an entry when the team begins a line with them.
const BULLETS: &str = "・･•●○◎◆◇■□▶▷►‣※→⇒➡－–*＊①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";

/// One paragraph of `text`, a single line without line feeds.
pub(crate) fn paragraph(
    engine: &mut Engine,
    from: Source<'_>,
    body: Pt,
    least: Pt,
    text: &str,
    voice: Voice,
    field: Option<FieldId>,
) -> Paragraph {
    let (theme, family) = (from.theme, from.family);
    let of = |ratio: f32| (body * ratio).max(least);
    let (size, weight, colour, leading, setting, role) = match voice {
        Voice::Title => (of(2.7), Weight::Bold, theme.ink, 1.3, Setting::Balanced, Role::Title),
        Voice::Headline => (of(1.75), Weight::Bold, theme.ink, 1.4, Setting::Balanced, Role::Subheading),
        Voice::Heading => (of(1.2), Weight::Bold, theme.ink, 1.35, Setting::Balanced, Role::Heading),
        Voice::Strong => (of(1.0), Weight::Bold, theme.ink, 1.44, Setting::Balanced, Role::Paragraph),
        Voice::Body => (of(1.0), Weight::Regular, theme.ink, 1.44, Setting::Justified, Role::Paragraph),
        Voice::Label => (of(0.86), Weight::Bold, theme.accent, 1.4, Setting::Ragged, Role::Subheading),
        Voice::Quiet => (of(0.86), Weight::Regular, theme.quiet(), 1.42, Setting::Ragged, Role::Paragraph),
        Voice::Numeral => (of(2.3), Weight::Regular, theme.light(), 1.05, Setting::Ragged, Role::Paragraph),
    };
    Paragraph {
        text: engine.shape(text, Type { family, weight }),
        from: 0,
        size,
        colour,
        field,
        marker: None,
        indent: Pt::ZERO,
        leading,
        above: Pt::ZERO,
        setting,
        role,
        lead: None,
    }
}

impl Composer<'_, '_> {
    /// The paragraphs of a text: one for each line that has something in it. A line that begins with a bullet of its
    /// own hangs from it.
    pub(super) fn text(&mut self, text: &str, voice: Voice, field: Option<FieldId>) -> Vec<Paragraph> {
        let mut paragraphs = Vec::new();
        let mut blank = false;
        for line in text.lines() {
            if line.trim().is_empty() {
                blank = true;
                continue;
            }
            let mut next = self.line(line, voice, field.clone());
            if blank && !paragraphs.is_empty() {
                next.above = self.body * 0.5;
            }
            blank = false;
            paragraphs.push(next);
        }
        paragraphs
    }

    fn line(&mut self, line: &str, voice: Voice, field: Option<FieldId>) -> Paragraph {
        let mut signs = line.trim_start().chars();
        if let Some(sign) = signs.next().filter(|c| BULLETS.contains(*c)) {
            let rest = signs.as_str().trim_start();
            if !rest.is_empty() {
                let mut p = self.plain(rest, voice, field.clone());
                let sign = self.engine.shape(sign.encode_utf8(&mut [0; 4]), Type::regular(self.from.family));
                p.indent = (sign.width() + Em(0.12)).at(p.size);
                p.marker = Some(Marker::Words(sign, p.colour, field));
                return p;
            }
        }
        self.plain(line.trim_end(), voice, field)
    }

    fn plain(&mut self, line: &str, voice: Voice, field: Option<FieldId>) -> Paragraph {
        let least = self.from.least;
        let p = paragraph(self.engine, self.from, self.body, least, line, voice, field);
        let size = self.body.max(p.size * (0.4 + 0.6 * self.breath)).min(p.size);
        Paragraph { leading: 1.0 + (p.leading - 1.0) * (0.35 + 0.65 * self.breath), size, ..p }
    }

    /// The paragraphs of an entry of a list: the first one hangs from a dot unless it brings a sign of its own.
    pub(super) fn entry(&mut self, text: &str, field: FieldId) -> Vec<Paragraph> {
        let dot = Marker::Dot(self.from.theme.accent);
        self.hanging(text, field, dot, 0.9)
    }

    /// The paragraphs of a cause: set in, under a corner that leads to it.
    pub(super) fn cause(&mut self, text: &str, field: FieldId) -> Vec<Paragraph> {
        let corner = Marker::Corner(self.from.theme.accent);
        self.hanging(text, field, corner, 1.9)
    }

    /// As [`Self::entry`], hanging from a few words.
    pub(super) fn numbered(&mut self, number: &str, text: &str, field: FieldId) -> Vec<Paragraph> {
        let words = self.engine.shape(number, Type::bold(self.from.family));
        let indent = words.width().0 + 0.4;
        let words = Marker::Words(words, self.from.theme.accent, None);
        self.hanging(text, field, words, indent)
    }

    fn hanging(&mut self, text: &str, field: FieldId, marker: Marker, indent: f32) -> Vec<Paragraph> {
        let mut paragraphs = self.text(text, Voice::Body, Some(field));
        for (i, p) in paragraphs.iter_mut().enumerate() {
            p.setting = Setting::Ragged;
            p.role = Role::Entry;
            if p.marker.is_none() {
                p.indent = p.size * indent;
                p.marker = (i == 0).then(|| marker.clone());
            }
            if i == 0 {
                p.above = self.body * 0.12;
            }
        }
        paragraphs
    }

    /// A text under its label: on the label's line, or below it where the text is a list.
    pub(super) fn labelled(&mut self, label: &str, mut text: Vec<Paragraph>) -> Vec<Paragraph> {
        let mut above = self.label(label);
        match (text.first_mut(), above.as_slice()) {
            (Some(first), [label]) if first.marker.is_none() && label.text.width() <= LONGEST_LEAD => {
                first.lead = Some(Lead { text: label.text.clone(), size: label.size, colour: label.colour });
                text
            }
            _ => {
                above.extend(text);
                above
            }
        }
    }

    /// One label.
    pub(super) fn label(&mut self, text: &str) -> Vec<Paragraph> {
        self.text(text, Voice::Label, None)
    }
}

/// Puts `room` above the first of the paragraphs.
pub(super) fn below(room: Pt, mut paragraphs: Vec<Paragraph>) -> Vec<Paragraph> {
    if let Some(first) = paragraphs.first_mut() {
        first.above += room;
    }
    paragraphs
}
