//! ステップ: a staircase that rises to the vision.

use super::words::below;
use super::{Composer, HAIRLINE, Voice, group, row, stack};
use crate::layout::{Area, Group, Node, Paragraph, span};
use crate::length::Pt;
use crate::page::{Role, Shape};
use sheet::form::{FormStep, Named, SectionKind};
use sheet::{Form, Goal, ItemId, Kind};
use std::rc::Rc;
use taffy::prelude::{Rect, Style, length};

impl Composer<'_, '_> {
    /// The staircase: a tread for each step, the nearest lowest, and above the last the circle of the vision.
    pub(super) fn steps(&mut self, place: &str) -> Vec<Node> {
        let from = self.from;
        let steps = &from.form.steps;
        let rise = self.body * 2.2 * self.breath;
        let count = steps.len();
        let numbered = from.template.continued && from.sheet.actions.iter().any(|a| !a.serves.is_empty());
        let mut columns = Vec::new();
        for (i, step) in steps.iter().enumerate() {
            let column = self.step(step, i, numbered, place);
            columns.push(self.tread(column, rise, i, count));
        }
        let ground = from.theme.hairline();
        let foot =
            Rc::new(move |area: Area| vec![span(area.point(Pt::ZERO, area.height), area.width.mm(), ground, HAIRLINE)]);
        let stairs = Node::Group(Group {
            style: Style { flex_grow: 1.0, ..row(Pt::ZERO) },
            role: None,
            paint: Some(foot),
            children: columns,
        });
        vec![stairs]
    }

    /// The vision's circle with its year, to stand over the highest tread.
    pub(super) fn horizon(&mut self) -> Node {
        let from = self.from;
        let accent = from.theme.accent;
        let mut words = Vec::new();
        let visions = &from.form.visions;
        for asked in visions {
            let id = ItemId::slot(Kind::Vision, &[&asked.key]);
            let years = from.sheet.visions.iter().find(|v| v.id == id).and_then(|v| v.horizon).or(asked.horizon);
            let name = asked.name.get(from.language);
            words.push(match years {
                Some(years) => format!("{name}　{}", from.sheet.fiscal_year.after(years).label(from.language)),
                None => name.to_owned(),
            });
        }
        let radius = self.body * 0.75;
        let mut text = self.label(&words.join("　／　"));
        for p in &mut text {
            p.setting = crate::layout::Setting::Right;
            p.role = Role::Paragraph;
        }
        let flow = self.flow(text, "");
        let wash = from.theme.wash();
        let paint = Rc::new(move |area: Area| {
            let centre = area.point(area.width - radius, area.height / 2.0);
            vec![Shape::circle(centre, radius.mm(), Some(wash), Some((accent, Pt(1.0))))]
        });
        let padding = Rect { right: length((radius * 2.8).0), ..Rect::length(0.0) };
        Node::Group(Group {
            style: Style {
                padding,
                flex_grow: 1.0,
                min_size: taffy::Size { width: length(0.0), height: length((radius * 2.2).0) },
                justify_content: taffy::JustifyContent::CENTER,
                ..stack(Pt::ZERO)
            },
            role: None,
            paint: Some(paint),
            children: vec![flow],
        })
    }

    /// One column of the staircase with its tread, its riser and its wash.
    fn tread(&self, column: Node, rise: Pt, index: usize, count: usize) -> Node {
        let theme = self.from.theme;
        let (accent, wash) = (theme.accent, theme.wash());
        let paint = Rc::new(move |area: Area| {
            let mut shapes = vec![Shape::rect(area.point(Pt::ZERO, Pt::ZERO), area.width.mm(), area.height.mm(), wash)];
            let corner = area.point(Pt::ZERO, Pt::ZERO);
            let mut line = vec![corner, area.point(area.width, Pt::ZERO)];
            if index > 0 {
                line.insert(0, area.point(Pt::ZERO, rise));
            }
            shapes.push(Shape::line(&line, accent, Pt(1.25)));
            shapes
        });
        let drop = rise * (count - 1 - index) as f32;
        let air = self.air();
        let padding =
            Rect { left: length(air.0), right: length(air.0), top: length(air.0 * 0.75), bottom: length(air.0 * 0.75) };
        Node::Group(Group {
            style: Style {
                flex_grow: 1.0,
                flex_basis: length(0.0),
                margin: Rect { top: length(drop.0), ..Rect::length(0.0) },
                padding,
                ..stack(Pt::ZERO)
            },
            role: None,
            paint: Some(paint),
            children: vec![column],
        })
    }

    fn step(&mut self, asked: &FormStep, index: usize, numbered: bool, place: &str) -> Node {
        let mut text = self.step_name(asked);
        let place = format!("{place}　{}", asked.name.get(self.from.language));
        let written = self.step_text(asked, index, numbered);
        text.extend(below(self.body * 0.2, written));
        let text = self.flow(text, place);
        let id = ItemId::slot(Kind::Step, &[&asked.key]);
        let step = self.from.sheet.steps.iter().find(|s| s.id == id);
        let empty = step.is_none_or(|step| step.goals.iter().all(|goal| goal.text.as_str().trim().is_empty()));
        if empty && self.asks() {
            let lines = self.ruled(self.lines(SectionKind::Steps));
            return group(Style { flex_grow: 1.0, ..stack(Pt::ZERO) }, vec![text, lines]);
        }
        text
    }

    /// What a step is called, and by when it is to be reached.
    pub(super) fn step_name(&mut self, asked: &FormStep) -> Vec<Paragraph> {
        let from = self.from;
        let id = ItemId::slot(Kind::Step, &[&asked.key]);
        let name = asked.name.get(from.language);
        let mut text = self.text(name, Voice::Label, None);
        for p in &mut text {
            p.size = p.size.max(self.body);
        }
        let own = from.sheet.steps.iter().find(|s| s.id == id).and_then(|s| s.horizon);
        if let Some(years) = own.or(asked.horizon) {
            let mut when = from.sheet.fiscal_year.after(years).label(from.language);
            let span = from.words.count("press.horizon", years);
            if !name.contains(&span) {
                when = format!("{span}　{when}");
            }
            text.extend(self.text(&when, Voice::Quiet, None));
        }
        text
    }

    /// The step in the team's words and its goals, by aspect.
    pub(super) fn step_text(&mut self, asked: &FormStep, index: usize, numbered: bool) -> Vec<Paragraph> {
        let id = ItemId::slot(Kind::Step, &[&asked.key]);
        let Some(step) = self.from.sheet.steps.iter().find(|s| s.id == id) else { return Vec::new() };
        let mut text = self.text(step.label.as_str(), Voice::Strong, Some(id.field("label")));
        let mut under = None;
        for (n, (aspect, goal)) in ordered(self.from.form, &step.goals).into_iter().enumerate() {
            let opens = n == 0 || under != aspect;
            under = aspect;
            if let Some(aspect) = aspect.filter(|_| opens) {
                let label = self.label(aspect.name.get(self.from.language));
                text.extend(below(self.body * 0.35, label));
            }
            let field = goal.id.field("text");
            let entry = if numbered {
                self.numbered(&format!("{}.{}", index + 1, n + 1), goal.text.as_str(), field)
            } else {
                self.entry(goal.text.as_str(), field)
            };
            let room = if opens && aspect.is_none() { self.body * 0.35 } else { Pt::ZERO };
            text.extend(below(room, entry));
        }
        text
    }

    /// The numbers of the goals that an action serves: 1.2 is the second goal of the first step.
    pub(super) fn goal_numbers(&self, served: &[ItemId]) -> Vec<String> {
        let mut numbers = Vec::new();
        for (i, asked) in self.from.form.steps.iter().enumerate() {
            let id = ItemId::slot(Kind::Step, &[&asked.key]);
            let Some(step) = self.from.sheet.steps.iter().find(|s| s.id == id) else { continue };
            let ordered = ordered(self.from.form, &step.goals);
            for (n, (_, goal)) in ordered.iter().enumerate() {
                if served.contains(&goal.id) {
                    numbers.push(format!("{}.{}", i + 1, n + 1));
                }
            }
        }
        numbers
    }
}

/// The goals with their aspects, in the form's order; those whose aspect it does not have come last.
fn ordered<'a>(form: &'a Form, goals: &'a [Goal]) -> Vec<(Option<&'a Named>, &'a Goal)> {
    let has = |goal: &Goal, aspect: &Named| goal.aspect.as_deref() == Some(aspect.key.as_str());
    let mut all = Vec::with_capacity(goals.len());
    for aspect in &form.goals {
        all.extend(goals.iter().filter(|g| has(g, aspect)).map(|g| (Some(aspect), g)));
    }
    all.extend(goals.iter().filter(|g| !form.goals.iter().any(|a| has(g, a))).map(|g| (None, g)));
    all
}
