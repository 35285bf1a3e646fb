//! アクション: what the team starts, side by side; or, where the form has a roadmap, as rows across the steps.

use super::words::below;
use super::{Composer, HAIRLINE, Voice, grid, group, grown, rule_above, stack};
use crate::layout::{Flow, Group, Node, Paragraph};
use crate::length::Pt;
use crate::page::Role;
use sheet::form::{Aspect, Named, SectionKind};
use sheet::{Action, era_date};
use taffy::prelude::{Rect, Size, Style, auto, fr, length, line, minmax};

/// More actions than this stand in several ranks.
const IN_A_RANK: usize = 4;

impl<'a> Composer<'a, '_> {
    /// The actions; those beyond the limit are held back in one flow. Where they are to be written, as many as the form
    /// expects are printed.
    pub(super) fn actions(&mut self, place: &str) -> Vec<Node> {
        let mut actions: Vec<Action> = self.from.sheet.actions.clone();
        while self.asks() && actions.len() < self.from.form.actions as usize {
            actions.push(Action::default());
        }
        let actions: Vec<(usize, &Action)> = actions.iter().enumerate().collect();
        let (shown, held) = actions.split_at(self.limits.actions.min(actions.len()));
        let mut nodes = Vec::new();
        if !shown.is_empty() {
            if self.from.form.phases.is_empty() || !self.from.template.shows_field(SectionKind::Actions, "roadmap") {
                let most = if self.from.template.columns < IN_A_RANK * 2 { 1 } else { IN_A_RANK };
                let ranks = shown.len().div_ceil(most);
                for rank in shown.chunks(shown.len().div_ceil(ranks)) {
                    nodes.push(self.rank(rank, place));
                }
            } else {
                nodes.push(self.roadmap(shown, place));
            }
        }
        let mut rest = Vec::new();
        for (n, action) in held {
            let place = self.action_place(place, *n);
            for part in self.parts(*n, action, &place) {
                super::gather(vec![part], &mut rest);
            }
            for step in &self.from.form.steps {
                rest.extend(self.roadmap_cell(action, step, true));
            }
        }
        if !rest.is_empty() {
            let style = super::slim();
            let flow = Flow { style, paragraphs: rest, place: place.to_owned(), held: true, parted: false };
            nodes.push(Node::Flow(flow));
        }
        nodes
    }

    fn action_place(&self, place: &str, n: usize) -> String {
        let words = self.from.words.say("press.action", &[("n", &(n + 1).to_string())]);
        format!("{place}　{words}")
    }

    /// Actions side by side: their titles level, and below each what belongs to it.
    fn rank(&mut self, actions: &[(usize, &Action)], place: &str) -> Node {
        let mut cells = Vec::new();
        for (c, (n, action)) in actions.iter().enumerate() {
            let place = self.action_place(place, *n);
            let mut parts = self.parts(*n, action, &place);
            let rest = parts.split_off(1);
            cells.push(self.placed(parts, 1, c + 1));
            cells.push(self.placed(rest, 2, c + 1));
        }
        let rows = vec![auto(), minmax(auto(), fr(1.0))];
        let columns = grid(None, actions.len(), self.air() * 3.0);
        group(Style { grid_template_rows: rows, flex_grow: 1.0, ..columns }, cells)
    }

    fn placed(&self, cell: Vec<Node>, row: usize, column: usize) -> Node {
        let air = self.air();
        let padding = Rect { bottom: length(air.0 * 0.5), ..Rect::length(0.0) };
        let place = Style { grid_row: line(row as i16), grid_column: line(column as i16), ..stack(air * 0.6) };
        group(Style { padding, ..place }, cell)
    }

    /// The parts of an action: title, attributes, effects, who and how far; what is empty only where it is asked for.
    fn parts(&mut self, n: usize, action: &Action, place: &str) -> Vec<Node> {
        let from = self.from;
        let title = self.title(n, action);
        let mut parts = vec![self.flow(title, place)];
        let lines = self.lines(SectionKind::Actions);
        if self.asks() && action.title.as_str().trim().is_empty() {
            let title = parts.pop().into_iter().chain([self.ruled(1)]).collect();
            parts.push(group(stack(Pt::ZERO), title));
        }
        for attribute in self.attributes() {
            let text = self.attribute(action, attribute);
            let name = attribute.name.get(from.language);
            if !text.is_empty() {
                parts.push(self.prose(text, format!("{place}　{name}")));
            } else if self.asks() {
                let mut label = self.label(name);
                label.extend(self.text(attribute.guidance.get(from.language), Voice::Quiet, None));
                let label = self.flow(label, "");
                parts.push(group(grown(stack(Pt::ZERO)), vec![label, self.ruled(lines)]));
            }
        }
        let effects = self.effects(action);
        if !effects.is_empty() {
            parts.push(self.prose(effects, format!("{place}　{}", from.words.word("press.effects"))));
        }
        parts.extend(self.state(action, place));
        parts
    }

    /// The action's number and title, and what it aims at.
    pub(super) fn title(&mut self, n: usize, action: &Action) -> Vec<Paragraph> {
        let words = self.from.words.say("press.action", &[("n", &(n + 1).to_string())]);
        let mut text = self.label(&words);
        let title = self.text(action.title.as_str(), Voice::Heading, Some(action.id.field("title")));
        text.extend(title.into_iter().map(|p| Paragraph { role: Role::Subheading, ..p }));
        if !self.from.template.continued {
            // A brief says what is done, not how it hangs together.
            return text;
        }
        let mut aims = Vec::new();
        let steps = &self.from.form.steps;
        if let Some(step) =
            steps.iter().find(|s| action.step.as_ref() == Some(&sheet::ItemId::slot(sheet::Kind::Step, &[&s.key])))
        {
            aims.push(step.name.get(self.from.language).to_owned());
        }
        let goals = self.goal_numbers(&action.serves);
        if !goals.is_empty() {
            aims.push(format!("{} {}", self.from.words.word("press.serves"), goals.join(", ")));
        }
        text.extend(self.text(&aims.join("　"), Voice::Quiet, None));
        text
    }

    /// The attributes that the template shows.
    fn attributes(&self) -> &'a [Aspect] {
        let all = &self.from.form.attributes;
        let most = match self.from.template.shows(SectionKind::Actions) {
            Some(shows) if shows.has("attributes") => shows.items.unwrap_or(usize::MAX),
            _ => 0,
        };
        &all[..most.min(all.len())]
    }

    fn attribute(&mut self, action: &Action, attribute: &Aspect) -> Vec<Paragraph> {
        let body = self.attribute_text(action, attribute);
        if body.is_empty() {
            return body;
        }
        self.labelled(attribute.name.get(self.from.language), body)
    }

    /// What is written under the attribute.
    pub(super) fn attribute_text(&mut self, action: &Action, attribute: &Aspect) -> Vec<Paragraph> {
        let Some(written) = action.attributes.get(&attribute.key) else { return Vec::new() };
        let field = action.id.field(&format!("attr-{}", attribute.key));
        self.text(written.as_str(), Voice::Body, Some(field))
    }

    fn effects(&mut self, action: &Action) -> Vec<Paragraph> {
        let text = self.effects_text(action);
        if text.is_empty() {
            return text;
        }
        self.label(self.from.words.word("press.effects")).into_iter().chain(text).collect()
    }

    /// What the action does, for one audience after the other.
    pub(super) fn effects_text(&mut self, action: &Action) -> Vec<Paragraph> {
        let mut text = Vec::new();
        for effect in &action.effects {
            let audience = self.text(effect.audience.as_str(), Voice::Strong, Some(effect.id.field("audience")));
            text.extend(below(self.body * 0.15, audience));
            text.extend(self.text(effect.text.as_str(), Voice::Body, Some(effect.id.field("text"))));
        }
        text
    }

    /// Who carries the action, and what became of it: short parts, side by side as far as they go.
    fn state(&mut self, action: &Action, place: &str) -> Option<Node> {
        let from = self.from;
        let owner = self.text(action.owner.as_str(), Voice::Body, Some(action.id.field("owner")));
        let mut parts = vec![self.run_in(from.words.word("press.owner"), owner)];
        for change in &action.statuses {
            let key = format!("status.{}", change.status.word());
            let status = from.words.word(&key);
            let date = change.date.map(|date| era_date(date, from.language)).unwrap_or_default();
            let when = if date.is_empty() { status.to_owned() } else { format!("{status}　{date}") };
            let reason = self.text(change.reason.as_str(), Voice::Body, Some(change.id.field("reason")));
            let part = self.labelled(&when, reason);
            parts.push(part);
        }
        parts.retain(|part| !part.is_empty());
        if parts.is_empty() {
            return None;
        }
        let parts = parts.into_iter().map(|part| self.flow(part, place)).collect();
        let gap = Size { width: length(self.body.0 * 1.2), height: length(0.0) };
        Some(group(Style { flex_wrap: taffy::FlexWrap::Wrap, gap, ..super::row(Pt::ZERO) }, parts))
    }

    /// A table: an action in each row, what is planned by each step in the columns.
    fn roadmap(&mut self, actions: &[(usize, &Action)], place: &str) -> Node {
        let from = self.from;
        let steps = &from.form.steps;
        let mut columns = vec![minmax(length(0.0), fr(1.5))];
        columns.extend(std::iter::repeat_n(minmax(length(0.0), fr(1.0)), steps.len()));
        let table = Style { grid_template_columns: columns, ..grid(None, 1, self.air() * 2.0) };
        let mut lines = Vec::new();
        let mut head = vec![self.cell(Vec::new(), "", None)];
        for step in steps {
            let mut name = self.label(step.name.get(from.language));
            let id = sheet::ItemId::slot(sheet::Kind::Step, &[&step.key]);
            let own = from.sheet.steps.iter().find(|s| s.id == id).and_then(|s| s.horizon);
            if let Some(years) = own.or(step.horizon) {
                name.extend(self.text(&from.sheet.fiscal_year.after(years).label(from.language), Voice::Quiet, None));
            }
            head.push(self.cell(name, "", Some(Role::HeadCell)));
        }
        lines.push(Node::Group(Group { style: table.clone(), role: Some(Role::Row), paint: None, children: head }));
        for (n, action) in actions {
            let place = self.action_place(place, *n);
            let about = self.parts(*n, action, &place);
            let air = length(self.air().0 * 0.75);
            let about = Node::Group(Group {
                style: Style {
                    padding: Rect { top: air, bottom: air, ..Rect::length(0.0) },
                    ..stack(self.air() * 0.5)
                },
                role: Some(Role::HeadCell),
                paint: None,
                children: about,
            });
            let mut cells = vec![about];
            for step in steps {
                let text = self.roadmap_cell(action, step, false);
                let place = format!("{place}　{}", step.name.get(from.language));
                cells.push(if text.is_empty() && self.asks() {
                    self.ruled_cell(self.lines(SectionKind::Actions) + 1)
                } else {
                    self.cell(text, &place, Some(Role::Cell))
                });
            }
            lines.push(Node::Group(Group {
                style: grown(table.clone()),
                role: Some(Role::Row),
                paint: Some(rule_above(from.theme.hairline(), HAIRLINE)),
                children: cells,
            }));
        }
        Node::Group(Group { style: grown(stack(Pt::ZERO)), role: Some(Role::Table), paint: None, children: lines })
    }

    fn roadmap_cell(&mut self, action: &Action, step: &sheet::form::FormStep, named: bool) -> Vec<Paragraph> {
        let from = self.from;
        let Some(cell) = action.roadmap.get(&step.key) else { return Vec::new() };
        let phase = cell.phase.as_deref().and_then(|key| from.form.phases.iter().find(|p: &&Named| p.key == key));
        let mut label: Vec<&str> = Vec::new();
        if named {
            label.push(step.name.get(from.language));
        }
        label.extend(phase.map(|p| p.name.get(from.language)));
        let mut text = self.label(&label.join("　"));
        let field = action.id.field(&format!("roadmap-{}", step.key));
        let body = self.text(cell.text.as_str(), Voice::Body, Some(field));
        if named && body.is_empty() && phase.is_none() {
            return body;
        }
        text.extend(body);
        text
    }
}
