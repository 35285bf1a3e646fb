//! 現状とギャップ: the matrix; and what was found beside it.

use super::{Composer, HAIRLINE, Voice, grid, group, grown, rule_above, stack};
use crate::layout::{Group, Node, Paragraph};
use crate::length::Pt;
use crate::page::Role;
use sheet::form::{Aspect, Named, SectionKind};
use sheet::{ItemId, Kind};
use taffy::prelude::{Rect, Style, fr, length, minmax};

/// From this many rows on the words under a row's name are printed: they are what tells lenses apart.
const ROWS_WITH_PROMPTS: usize = 4;

/// An empty column of the matrix beside full ones takes so much of the width of one of them.
const EMPTY_COLUMN: f32 = 0.4;

impl Composer<'_, '_> {
    /// The matrix: a row for each aspect, a column for each view of it. What is empty in a final print is small.
    pub(super) fn gap(&mut self, place: &str) -> Vec<Node> {
        let from = self.from;
        let (rows, columns) = (&from.form.rows, &from.form.columns);
        let cell = |row: &Aspect, column: &Named| {
            let id = ItemId::slot(Kind::Gap, &[&row.key, &column.key]);
            from.sheet.gap.iter().find(|c| c.id == id).filter(|c| !c.bullets.is_empty())
        };
        let (rows, columns): (Vec<&Aspect>, Vec<&Named>) = if self.asks() {
            let most = from.template.shows(SectionKind::Gap).and_then(|shows| shows.cells).unwrap_or(usize::MAX);
            let first = columns.len().saturating_sub(most);
            (rows.iter().collect(), columns.iter().skip(first).collect())
        } else if from.template.continued {
            let rows = rows.iter().filter(|row| columns.iter().any(|c| cell(row, c).is_some()));
            (rows.collect(), columns.iter().collect())
        } else {
            // A short template shows only what it takes.
            let used = columns.iter().filter(|column| rows.iter().any(|row| cell(row, column).is_some()));
            (rows.iter().filter(|row| columns.iter().any(|c| cell(row, c).is_some())).collect(), used.collect())
        };
        if rows.is_empty() {
            return Vec::new();
        }
        // A short template has room for the rows' names alone.
        let prompts = from.template.continued && (rows.len() >= ROWS_WITH_PROMPTS || self.asks());
        let names = rows.iter().map(|row| self.text(row.name.get(from.language), Voice::Strong, None));
        let names: Pt = names.flatten().map(|p| p.text.width().at(p.size)).fold(Pt::ZERO, Pt::max);
        let first = names.max(self.body * if prompts { 6.6 } else { 2.4 }).min(self.body * 8.0);
        let weights: Vec<f32> = columns
            .iter()
            .map(|c| if self.asks() || rows.iter().any(|row| cell(row, c).is_some()) { 1.0 } else { EMPTY_COLUMN })
            .collect();
        let mut tracks = vec![length(first.0)];
        tracks.extend(weights.iter().map(|weight| minmax(length(0.0), fr(*weight))));
        let table = Style { grid_template_columns: tracks, ..grid(None, 1, self.air() * 2.0) };
        let mut lines = Vec::new();
        let mut head = vec![self.cell(Vec::new(), "", None)];
        for column in &columns {
            let name = self.label(column.name.get(from.language));
            head.push(self.cell(name, "", Some(Role::HeadCell)));
        }
        lines.push(Node::Group(Group { style: table.clone(), role: Some(Role::Row), paint: None, children: head }));
        for row in rows {
            let name = row.name.get(from.language);
            let mut label = self.text(name, Voice::Strong, None);
            if prompts {
                label.extend(self.text(row.guidance.get(from.language), Voice::Quiet, None));
            }
            let mut cells = vec![self.cell(label, "", Some(Role::HeadCell))];
            for column in &columns {
                let place = format!("{place}　{name}・{}", column.name.get(from.language));
                cells.push(match cell(row, column) {
                    Some(cell) => {
                        let text = self.bullets(&cell.bullets);
                        self.cell(text, &place, Some(Role::Cell))
                    }
                    None if self.asks() => self.ruled_cell(self.lines(SectionKind::Gap)),
                    None => self.cell(Vec::new(), &place, Some(Role::Cell)),
                });
            }
            let line = from.theme.hairline();
            let style = Style { flex_grow: 1.0, ..table.clone() };
            let paint = Some(rule_above(line, HAIRLINE));
            lines.push(Node::Group(Group { style, role: Some(Role::Row), paint, children: cells }));
        }
        vec![Node::Group(Group {
            style: Style { flex_grow: 1.0, ..stack(Pt::ZERO) },
            role: Some(Role::Table),
            paint: None,
            children: lines,
        })]
    }

    /// A cell to write in.
    pub(super) fn ruled_cell(&self, lines: usize) -> Node {
        let ruled = self.ruled(lines);
        Node::Group(Group { style: stack(Pt::ZERO), role: Some(Role::Cell), paint: None, children: vec![ruled] })
    }

    /// A cell of a table, with air above and below.
    pub(super) fn cell(&self, text: Vec<Paragraph>, place: &str, role: Option<Role>) -> Node {
        let air = length(self.air().0 * 0.75);
        let padding = Rect { top: air, bottom: air, ..Rect::length(0.0) };
        let children = if text.is_empty() { Vec::new() } else { vec![self.flow(text, place)] };
        Node::Group(Group { style: Style { padding, ..stack(Pt::ZERO) }, role, paint: None, children })
    }

    /// Strengths, weaknesses, lessons: a column each.
    pub(super) fn findings(&mut self, place: &str) -> Vec<Node> {
        let from = self.from;
        let mut cells = Vec::new();
        for asked in &from.form.findings {
            let name = asked.name.get(from.language);
            let id = ItemId::slot(Kind::Finding, &[&asked.key]);
            let found = from.sheet.findings.iter().find(|f| f.id == id);
            let bullets = found.map(|found| self.bullets(&found.bullets)).unwrap_or_default();
            let empty = bullets.is_empty();
            if empty && !self.asks() {
                continue;
            }
            let text = self.label(name).into_iter().chain(bullets).collect();
            let mut cell = vec![self.prose(text, format!("{place}　{name}"))];
            if empty {
                cell.push(self.ruled(self.lines(SectionKind::Findings)));
            }
            cells.push(group(stack(Pt::ZERO), cell));
        }
        vec![group(grown(grid(None, cells.len().max(1), self.air() * 3.0)), cells)]
    }
}
