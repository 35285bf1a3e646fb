//! The sheet as running text: headings, and beside each text what it is called.

use super::{Composer, Voice, group, part, stack};
use crate::layout::{Node, Paragraph, Setting};
use crate::length::Pt;
use crate::page::Role;
use crate::running::{Block, Measure};
use sheet::form::{Section, SectionKind};
use sheet::{Action, ItemId, Kind, era_date};

/// The side column for labels, against the size of running text.
const SIDE: f32 = 9.8;
/// The longest line, against the size of running text.
const LONGEST: f32 = 40.0;
/// A drawing that would take more of the page than this is set as text.
const DRAWN: f32 = 0.5;
/// More members than this are set as text.
const MEMBERS_DRAWN: usize = 8;

impl Composer<'_, '_> {
    /// How the pages are divided: one column with labels at its side, or, on wide paper, columns with labels above.
    pub(crate) fn measure(&self) -> Measure {
        let (width, _) = self.from.frame.inner();
        let (side, longest, gutter) = (self.body * SIDE, self.body * LONGEST, self.body * 2.4);
        let pitch = self.pitch();
        if width - side <= longest {
            return Measure { columns: 1, gutter, side, pitch };
        }
        let columns = ((width + gutter) / (longest + gutter)).ceil().max(1.0) as usize;
        Measure { columns, gutter, side: Pt::ZERO, pitch }
    }

    /// Everything, in reading order.
    pub(crate) fn reading(&mut self, sections: &[&Section]) -> Vec<Block> {
        let mut blocks = self.opening();
        for section in sections {
            self.read_section(section, &mut blocks);
        }
        // What has nothing but its name says that.
        for block in &mut blocks {
            if block.text.is_empty() && block.lines == 0 && block.drawing.is_none() {
                block.text = std::mem::take(&mut block.label);
            }
        }
        for label in blocks.iter_mut().flat_map(|b| &mut b.label).filter(|p| p.setting == Setting::Ragged) {
            label.setting = Setting::Balanced;
        }
        blocks.retain(|b| !b.text.is_empty() || b.lines > 0 || b.drawing.is_some());
        blocks
    }

    fn line_of_text(&self) -> Pt {
        self.body * 1.6
    }

    fn opening(&mut self) -> Vec<Block> {
        let title = self.titles(0.8);
        let mut blocks = vec![Block { text: title, wide: true, ..Block::default() }];
        let theme = self.from.sheet.theme.as_str().trim().is_empty();
        if theme && self.asks() {
            blocks.push(self.unwritten(self.from.words.word("press.theme"), 1));
        }
        let team = self.team();
        let above = self.line_of_text();
        if self.from.sheet.members.len() > MEMBERS_DRAWN || self.from.sheet.partners.len() > MEMBERS_DRAWN {
            let mut text = Vec::new();
            super::gather(team, &mut text);
            blocks.push(Block { text, above, ..Block::default() });
        } else {
            let drawing = Some(group(stack(self.body * 0.2), team));
            blocks.push(Block { above, drawing, wide: true, ..Block::default() });
        }
        blocks
    }

    /// An empty place with its name.
    fn unwritten(&mut self, name: &str, lines: usize) -> Block {
        let above = self.line_of_text() * 0.5;
        Block { label: self.label(name), lines, above, ..Block::default() }
    }

    fn read_section(&mut self, section: &Section, blocks: &mut Vec<Block>) {
        let from = self.from;
        let numeral = self.text(&section.number, Voice::Numeral, None);
        let mut title = self.text(section.title.get(from.language), Voice::Heading, None);
        for p in &mut title {
            p.size = self.body * 1.5;
        }
        let above = self.line_of_text() * 1.6;
        let ruled = Some(self.body * 0.9);
        blocks.push(Block { label: numeral, text: title, above, heading: true, ruled, ..Block::default() });
        if self.guides(section.kind) {
            let text = self.text(section.guidance.get(from.language), Voice::Quiet, None);
            blocks.push(Block { text, heading: true, ..Block::default() });
        }
        if let Some(lead) = from.sheet.leads.get(section.kind.word()) {
            let field = ItemId::sheet().field(&format!("lead-{}", section.kind.word()));
            let text = self.text(lead.as_str(), Voice::Body, Some(field));
            blocks.push(Block { text, above: self.line_of_text() * 0.5, ..Block::default() });
        }
        match section.kind {
            SectionKind::Vision => self.read_visions(blocks),
            SectionKind::Ideal => self.read_ideals(blocks),
            SectionKind::Gap => self.read_gap(blocks),
            SectionKind::Findings => self.read_findings(blocks),
            SectionKind::Steps => self.read_steps(section, blocks),
            SectionKind::Why => self.read_why(blocks),
            SectionKind::Actions => self.read_actions(blocks),
        }
    }

    /// A text beside its name, or lines to write on where it is empty and asked for.
    fn named(&mut self, name: &str, text: Vec<Paragraph>, kind: SectionKind, blocks: &mut Vec<Block>) {
        let above = self.line_of_text() * 0.5;
        let empty = text.is_empty();
        if empty && !self.asks() {
            return;
        }
        let lines = if empty { self.lines(kind) } else { 0 };
        let label = self.label(name);
        blocks.push(Block { label, text, above, lines, ..Block::default() });
    }

    fn read_visions(&mut self, blocks: &mut Vec<Block>) {
        let from = self.from;
        for asked in &from.form.visions {
            let id = ItemId::slot(Kind::Vision, &[&asked.key]);
            let vision = from.sheet.visions.iter().find(|v| v.id == id);
            if !self.asks() && !vision.is_some_and(part::has_vision) {
                continue;
            }
            let mut label = self.label(asked.name.get(from.language));
            if let Some(years) = vision.and_then(|v| v.horizon).or(asked.horizon) {
                label.extend(self.text(&from.sheet.fiscal_year.after(years).label(from.language), Voice::Quiet, None));
            }
            let mut text = Vec::new();
            let (mut bare, mut drift) = (true, Vec::new());
            if let Some(vision) = vision {
                text.extend(self.text(vision.label.as_str(), Voice::Strong, Some(id.field("label"))));
                let headline = self.text(vision.headline.as_str(), Voice::Headline, Some(id.field("headline")));
                bare = headline.is_empty();
                text.extend(headline);
                let lines = self.bullets(&vision.lines);
                text.extend(super::words::below(self.body * 0.6, lines));
                let prose = self.text(vision.background.as_str(), Voice::Body, Some(id.field("background")));
                text.extend(super::words::below(self.body * 0.6, prose));
                drift = self.text(vision.drift.as_str(), Voice::Body, Some(id.field("drift")));
            }
            let lines = if bare && self.asks() { self.lines(SectionKind::Vision) } else { 0 };
            let above = self.line_of_text() * 0.5;
            blocks.push(Block { label, text, lines, above, ..Block::default() });
            self.named(from.words.word("press.drift"), drift, SectionKind::Vision, blocks);
        }
    }

    fn read_ideals(&mut self, blocks: &mut Vec<Block>) {
        for asked in &self.from.form.ideals {
            let id = ItemId::slot(Kind::Ideal, &[&asked.key]);
            let ideal = self.from.sheet.ideals.iter().find(|i| i.id == id);
            let text = ideal.map(|ideal| self.ideal(ideal)).unwrap_or_default();
            self.named(asked.name.get(self.from.language), text, SectionKind::Ideal, blocks);
        }
    }

    fn read_gap(&mut self, blocks: &mut Vec<Block>) {
        let from = self.from;
        for row in &from.form.rows {
            let mut cells = Vec::new();
            for column in &from.form.columns {
                let id = ItemId::slot(Kind::Gap, &[&row.key, &column.key]);
                let cell = from.sheet.gap.iter().find(|c| c.id == id);
                let text = cell.map(|cell| self.bullets(&cell.bullets)).unwrap_or_default();
                self.named(column.name.get(from.language), text, SectionKind::Gap, &mut cells);
            }
            if !cells.is_empty() {
                let name = self.subheading(row.name.get(from.language), None);
                blocks.push(Block { text: name, heading: true, above: self.line_of_text() * 0.75, ..Block::default() });
                cells[0].above = Pt::ZERO;
                blocks.append(&mut cells);
            }
        }
    }

    /// A heading inside a section.
    fn subheading(&mut self, text: &str, field: Option<sheet::FieldId>) -> Vec<Paragraph> {
        let mut head = self.text(text, Voice::Heading, field);
        for p in &mut head {
            p.role = Role::Subheading;
        }
        head
    }

    fn read_findings(&mut self, blocks: &mut Vec<Block>) {
        for asked in &self.from.form.findings {
            let id = ItemId::slot(Kind::Finding, &[&asked.key]);
            let found = self.from.sheet.findings.iter().find(|f| f.id == id);
            let text = found.map(|found| self.bullets(&found.bullets)).unwrap_or_default();
            self.named(asked.name.get(self.from.language), text, SectionKind::Findings, blocks);
        }
    }

    /// The staircase is drawn where it takes no more than its part of a page; else its steps follow one another.
    fn read_steps(&mut self, section: &Section, blocks: &mut Vec<Block>) {
        let from = self.from;
        let place = self.place(section);
        let (width, height) = from.frame.inner();
        let measure = self.measure();
        let width = (width - measure.gutter * (measure.columns - 1) as f32) / measure.columns as f32;
        let stairs: Node = group(stack(Pt::ZERO), self.steps(&place));
        if self.height_of(&stairs, width) <= height * DRAWN {
            let above = self.line_of_text() * 0.75;
            blocks.push(Block { drawing: Some(stairs), wide: true, above, ..Block::default() });
            return;
        }
        let numbered = from.sheet.actions.iter().any(|a| !a.serves.is_empty());
        for (i, asked) in from.form.steps.iter().enumerate() {
            let mut label = self.step_name(asked);
            for p in &mut label {
                p.setting = Setting::Ragged;
            }
            let text = self.step_text(asked, i, numbered);
            let lines = if text.is_empty() && self.asks() { self.lines(SectionKind::Steps) } else { 0 };
            let above = self.line_of_text() * 0.5;
            blocks.push(Block { label, text, lines, above, ..Block::default() });
        }
    }

    fn read_why(&mut self, blocks: &mut Vec<Block>) {
        let from = self.from;
        let text = self.text(from.sheet.why.as_str(), Voice::Body, Some(ItemId::sheet().field("why")));
        let lines = if text.is_empty() && self.asks() { self.lines(SectionKind::Why) } else { 0 };
        let above = self.line_of_text() * 0.5;
        blocks.push(Block { text, lines, above, ..Block::default() });
        for (i, earlier) in from.sheet.earlier.iter().enumerate() {
            let label = if i == 0 { self.label(from.words.word("press.earlier")) } else { Vec::new() };
            let text = self.earlier(earlier);
            blocks.push(Block { label, text, above: self.line_of_text() * 0.5, ..Block::default() });
        }
    }

    fn read_actions(&mut self, blocks: &mut Vec<Block>) {
        let mut actions: Vec<Action> = self.from.sheet.actions.clone();
        while self.asks() && actions.len() < self.from.form.actions as usize {
            actions.push(Action::default());
        }
        for (n, action) in actions.iter().enumerate() {
            self.read_action(n, action, blocks);
        }
    }

    fn read_action(&mut self, n: usize, action: &Action, blocks: &mut Vec<Block>) {
        let from = self.from;
        let kind = SectionKind::Actions;
        let mut title = self.title(n, action);
        let label = vec![title.remove(0)];
        let lines = usize::from(self.asks() && action.title.as_str().trim().is_empty());
        let heading = lines == 0;
        blocks.push(Block { label, text: title, lines, heading, above: self.line_of_text(), ..Block::default() });
        for asked in &from.form.attributes {
            let text = self.attribute_text(action, asked);
            self.named(asked.name.get(from.language), text, kind, blocks);
        }
        let effects = self.effects_text(action);
        if !effects.is_empty() {
            self.named(from.words.word("press.effects"), effects, kind, blocks);
        }
        let owner = self.text(action.owner.as_str(), Voice::Body, Some(action.id.field("owner")));
        if !owner.is_empty() {
            self.named(from.words.word("press.owner"), owner, kind, blocks);
        }
        for change in &action.statuses {
            let mut label = self.label(from.words.word(&format!("status.{}", change.status.word())));
            let date = change.date.map(|date| era_date(date, from.language)).unwrap_or_default();
            label.extend(self.text(&date, Voice::Quiet, None));
            let text = self.text(change.reason.as_str(), Voice::Body, Some(change.id.field("reason")));
            blocks.push(Block { label, text, above: self.line_of_text() * 0.5, ..Block::default() });
        }
        for step in &from.form.steps {
            if from.form.phases.is_empty() {
                break;
            }
            let Some(cell) = action.roadmap.get(&step.key) else { continue };
            let phase = cell.phase.as_deref().and_then(|key| from.form.phases.iter().find(|p| p.key == key));
            let field = action.id.field(&format!("roadmap-{}", step.key));
            let text = self.text(cell.text.as_str(), Voice::Body, Some(field));
            if text.is_empty() && phase.is_none() {
                continue;
            }
            let mut label = self.label(step.name.get(from.language));
            if let Some(phase) = phase {
                label.extend(self.text(phase.name.get(from.language), Voice::Quiet, None));
            }
            blocks.push(Block { label, text, above: self.line_of_text() * 0.5, ..Block::default() });
        }
    }
}
