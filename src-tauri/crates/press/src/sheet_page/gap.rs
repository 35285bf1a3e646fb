//! 現状とギャップ: the matrix; and what was found beside it.

use super::{Composer, HAIRLINE, Voice, grid, group, rule_above, stack};
use crate::layout::{Group, Node, Paragraph};
use crate::length::Pt;
use crate::page::Role;
use sheet::{ItemId, Kind};
use taffy::prelude::{Rect, Style, length};

/// From this many rows on the words under a row's name are printed: they are what tells lenses apart.
const ROWS_WITH_PROMPTS: usize = 4;

impl Composer<'_, '_> {
    /// The matrix: a row for each aspect, a column for each view of it.
    pub(super) fn gap(&mut self, place: &str) -> Vec<Node> {
        let from = self.from;
        let (rows, columns) = (&from.form.rows, &from.form.columns);
        let prompts = rows.len() >= ROWS_WITH_PROMPTS;
        let names = rows.iter().map(|row| self.text(row.name.get(from.language), Voice::Strong, None));
        let names: Pt = names.flatten().map(|p| p.text.width().at(p.size)).fold(Pt::ZERO, Pt::max);
        let first = names.max(self.body * if prompts { 6.6 } else { 2.4 }).min(self.body * 8.0);
        let table = grid(Some(first), columns.len(), self.air() * 2.0);
        let mut lines = Vec::new();
        let mut head = vec![self.cell(Vec::new(), "", None)];
        for column in columns {
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
            for column in columns {
                let id = ItemId::slot(Kind::Gap, &[&row.key, &column.key]);
                let text = match from.sheet.gap.iter().find(|c| c.id == id) {
                    Some(cell) => self.bullets(&cell.bullets),
                    None => Vec::new(),
                };
                let place = format!("{place}　{name}・{}", column.name.get(from.language));
                cells.push(self.cell(text, &place, Some(Role::Cell)));
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
            let mut text = self.label(name);
            if let Some(finding) = from.sheet.findings.iter().find(|f| f.id == id) {
                text.extend(self.bullets(&finding.bullets));
            }
            cells.push(self.flow(text, format!("{place}　{name}")));
        }
        vec![group(Style { ..grid(None, cells.len().max(1), self.air() * 3.0) }, cells)]
    }
}
