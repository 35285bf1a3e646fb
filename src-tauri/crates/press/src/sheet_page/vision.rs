//! ありたい姿 and あるべき姿.

use super::words::below;
use super::{Composer, Voice, grid, group, grown, part, stack};
use crate::layout::{Group, Node, Paragraph};
use crate::length::{Mm, Pt};
use crate::page::Role;
use sheet::form::{FormVision, SectionKind};
use sheet::{Bullet, Ideal, ItemId, Kind, Vision};
use std::rc::Rc;
use taffy::prelude::{Rect, Style, length};

impl Composer<'_, '_> {
    /// The visions, side by side where the form asks for more than one, each with its drift facing it.
    pub(super) fn visions(&mut self, place: &str, wide: bool) -> Vec<Node> {
        let visions = &self.from.form.visions;
        let id = |vision: &FormVision| ItemId::slot(Kind::Vision, &[&vision.key]);
        let known = &self.from.sheet.visions;
        let has = |asked: &&FormVision| self.asks() || known.iter().any(|v| v.id == id(asked) && part::has_vision(v));
        let shown: Vec<&FormVision> = visions.iter().filter(has).collect();
        let cells: Vec<Node> = shown.iter().map(|vision| self.vision(vision, shown.len(), place, wide)).collect();
        vec![group(grown(grid(None, shown.len().max(1), self.air() * 3.0)), cells)]
    }

    fn vision(&mut self, asked: &FormVision, count: usize, place: &str, wide: bool) -> Node {
        let from = self.from;
        let id = ItemId::slot(Kind::Vision, &[&asked.key]);
        let vision = from.sheet.visions.iter().find(|v| v.id == id);
        let name = asked.name.get(from.language);
        let place = format!("{place}　{name}");
        let mut head = self.label(name);
        if let Some(years) = vision.and_then(|v| v.horizon).or(asked.horizon) {
            let year = from.sheet.fiscal_year.after(years).label(from.language);
            head.extend(self.text(&year, Voice::Quiet, None));
        }
        let mut nodes = Vec::new();
        let heads = head.into_iter().map(|p| vec![p]).collect();
        nodes.push(self.side_by_side(heads, "", taffy::FlexWrap::Wrap));
        let none = Vision::default();
        let vision = vision.unwrap_or(&none);
        let mut text = self.text(vision.label.as_str(), Voice::Strong, Some(id.field("label")));
        text.extend(self.text(vision.headline.as_str(), Voice::Headline, Some(id.field("headline"))));
        let bare = vision.headline.as_str().trim().is_empty();
        if !text.is_empty() {
            nodes.push(self.flow(text, &place));
        }
        let lines = self.lines(SectionKind::Vision);
        if self.asks() && bare {
            nodes.push(self.empty(asked.guidance.get(from.language), lines));
        }
        // Below the headline, side by side: what supports it, and facing that what comes if nothing is done.
        let mut left = self.bullets(&vision.lines);
        let background = self.text(vision.background.as_str(), Voice::Body, Some(id.field("background")));
        left.extend(below(self.body * 0.4, background));
        let drift = self.text(vision.drift.as_str(), Voice::Body, Some(id.field("drift")));
        let mut facing = Vec::new();
        if !left.is_empty() {
            facing.push(self.prose(left, &place));
        }
        let asked_for = self.asks() && self.from.template.shows_field(SectionKind::Vision, "drift");
        if !drift.is_empty() || asked_for {
            facing.push(self.drift(drift, &place, lines.div_ceil(2)));
        }
        if !facing.is_empty() {
            let beside = facing.len() == 2 && count == 1 && wide;
            let style = if beside { grid(None, 2, self.air() * 3.0) } else { stack(self.air() * 0.7) };
            nodes.push(group(if self.asks() { grown(style) } else { style }, facing));
        }
        group(stack(self.air() * 0.6), nodes)
    }

    /// What comes if nothing is done: beside a broken line, so that it is told from the vision in any colour.
    fn drift(&mut self, drift: Vec<Paragraph>, place: &str, lines: usize) -> Node {
        let label = self.from.words.word("press.drift");
        let mut text = self.text(label, Voice::Label, None);
        let quiet = self.from.theme.quiet();
        for p in &mut text {
            p.colour = quiet;
        }
        let empty = drift.is_empty();
        text.extend(drift);
        let mut children = vec![self.prose(text, format!("{place}　{label}"))];
        if empty {
            children.push(self.ruled(lines));
        }
        let colour = self.from.theme.quiet();
        let paint = Rc::new(move |area: crate::layout::Area| {
            let dash = Pt(3.0);
            let count = (area.height / (dash * 2.0)).floor().max(1.0);
            let step = area.height / count;
            (0..count as usize)
                .map(|i| {
                    let y = step * i as f32;
                    let points = [area.point(Pt::ZERO, y), area.point(Pt::ZERO, y + step / 2.0)];
                    crate::page::Shape::line(&points, colour, Pt(0.75))
                })
                .collect()
        });
        let padding = Rect { left: length(Mm(2.0).pt().0), ..Rect::length(0.0) };
        let align_self = if empty { taffy::AlignSelf::STRETCH } else { taffy::AlignSelf::START };
        let grow = if empty { 1.0 } else { 0.0 };
        Node::Group(Group {
            style: Style { padding, align_self: Some(align_self), flex_grow: grow, ..stack(Pt::ZERO) },
            role: None,
            paint: Some(paint),
            children,
        })
    }

    /// The ideals, a column each.
    pub(super) fn ideals(&mut self, place: &str) -> Vec<Node> {
        let from = self.from;
        let mut cells = Vec::new();
        for asked in &from.form.ideals {
            let id = ItemId::slot(Kind::Ideal, &[&asked.key]);
            let ideal = from.sheet.ideals.iter().find(|i| i.id == id);
            let name = asked.name.get(from.language);
            let written = ideal.map(|ideal| self.ideal(ideal)).unwrap_or_default();
            let empty = written.is_empty();
            if empty && !self.asks() {
                continue;
            }
            let text = self.label(name).into_iter().chain(written).collect();
            let mut cell = vec![self.prose(text, format!("{place}　{name}"))];
            if empty {
                let lines = self.lines(SectionKind::Ideal);
                cell.push(self.empty(asked.guidance.get(from.language), lines));
            }
            cells.push(group(stack(Pt::ZERO), cell));
        }
        vec![group(grown(grid(None, cells.len().max(1), self.air() * 3.0)), cells)]
    }

    /// The headline, what belongs to it, and why.
    pub(super) fn ideal(&mut self, ideal: &Ideal) -> Vec<Paragraph> {
        let lead = self.text(ideal.headline.as_str(), Voice::Heading, Some(ideal.id.field("headline")));
        let mut text: Vec<Paragraph> = lead.into_iter().map(|p| Paragraph { role: Role::Subheading, ..p }).collect();
        let bullets = self.bullets(&ideal.bullets);
        text.extend(below(self.body * 0.25, bullets));
        let prose = self.text(ideal.reasoning.as_str(), Voice::Body, Some(ideal.id.field("reasoning")));
        text.extend(below(self.body * 0.5, prose));
        text
    }

    /// Bullets with the causes under each.
    pub(super) fn bullets(&mut self, bullets: &[Bullet]) -> Vec<Paragraph> {
        let mut text = Vec::new();
        for bullet in bullets {
            text.extend(self.entry(bullet.text.as_str(), bullet.id.field("text")));
            for cause in &bullet.causes {
                text.extend(self.cause(cause.text.as_str(), cause.id.field("text")));
            }
        }
        text
    }
}
