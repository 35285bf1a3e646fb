//! なぜこの一歩か: what led to the choice, and what earlier teams did.

use super::words::below;
use super::{Composer, Voice, grid, group};
use crate::layout::{Marker, Node, Paragraph};
use crate::length::Pt;
use crate::text::Type;
use sheet::form::SectionKind;
use sheet::{Earlier, ItemId};
use taffy::prelude::{Size, Style, length};

/// So many notes stand in two columns where the section is wide; fewer stand beside the reasons, more in one flow.
const SIDE_BY_SIDE: std::ops::RangeInclusive<usize> = 3..=8;

impl Composer<'_, '_> {
    /// The reasons, then the earlier actions and what became of each.
    pub(super) fn why(&mut self, place: &str, wide: bool) -> Vec<Node> {
        let from = self.from;
        let mut nodes = Vec::new();
        let prose = self.text(from.sheet.why.as_str(), Voice::Body, Some(ItemId::sheet().field("why")));
        if !prose.is_empty() {
            nodes.push(self.prose(prose, place));
        } else if self.asks() {
            nodes.push(self.ruled(self.lines(SectionKind::Why)));
        }
        let known = &from.sheet.earlier;
        if !known.is_empty() {
            let words = from.words.word("press.earlier");
            let label = self.label(words);
            let place = format!("{place}　{words}");
            let texts: Vec<Vec<Paragraph>> = known.iter().map(|e| self.earlier(e)).collect();
            if wide && SIDE_BY_SIDE.contains(&known.len()) {
                nodes.push(self.flow(label, &place));
                let cells = texts.into_iter().map(|text| self.prose(text, &place)).collect();
                let gap = Size { width: length((self.air() * 3.0).0), height: length((self.air() * 0.7).0) };
                nodes.push(group(Style { gap, ..grid(None, 2, Pt::ZERO) }, cells));
                return nodes;
            }
            let text = label.into_iter().chain(texts.into_iter().flatten()).collect();
            nodes.push(self.prose(text, place));
        }
        if wide && nodes.len() == 2 {
            nodes = vec![group(grid(None, 2, self.air() * 3.0), nodes)];
        }
        nodes
    }

    pub(super) fn earlier(&mut self, earlier: &Earlier) -> Vec<Paragraph> {
        let from = self.from;
        let mut when = Vec::new();
        if let Some(year) = earlier.fiscal_year {
            when.push(year.label(from.language));
        }
        if let Some(n) = earlier.cohort {
            when.push(from.words.say("press.cohort", &[("n", &n.to_string())]));
        }
        if let Some(status) = earlier.status {
            when.push(from.words.word(&format!("status.{}", status.word())).to_owned());
        }
        let when = self.text(&when.join("　"), Voice::Quiet, None);
        let mut text = below(self.body * 0.3, when);
        let title = self.text(earlier.title.as_str(), Voice::Strong, Some(earlier.id.field("title")));
        text.extend(title);
        text.extend(self.text(earlier.team.as_str(), Voice::Quiet, Some(earlier.id.field("team"))));
        text.extend(self.text(earlier.note.as_str(), Voice::Body, Some(earlier.id.field("note"))));
        text
    }

    /// A short label that runs into its text: 担当　企画課.
    pub(super) fn run_in(&mut self, label: &str, text: Vec<Paragraph>) -> Vec<Paragraph> {
        let words = self.engine.shape(label, Type::bold(self.from.family));
        let accent = self.from.theme.accent;
        let mut text = text;
        for (i, p) in text.iter_mut().enumerate() {
            p.indent = (words.width() + crate::length::Em(0.6)).at(p.size);
            p.marker = (i == 0).then(|| Marker::Words(words.clone(), accent, None));
        }
        text
    }
}
