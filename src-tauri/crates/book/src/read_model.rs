//! The tables in which anybody finds a sheet by `sqlite3`: what the log amounts to, row by row.
//!
//! The rows of a sheet are made whole from the plain [`Sheet`], then only those that differ from the stored ones are
//! written. Nothing is ever read from these tables but lists of years and queries of people.

use rusqlite::{Connection, params_from_iter, types::Value};
use sheet::{Bullet, FiscalYear, ItemId, Poster, Sheet, SheetId, Status, Text};
use std::collections::BTreeMap;

/// A table of the read model. Its first column is the sheet's id, and it and the next `key` ones name a row.
pub(crate) struct Table {
    pub(crate) name: &'static str,
    columns: &'static [&'static str],
    key: usize,
}

const fn table(name: &'static str, key: usize, columns: &'static [&'static str]) -> Table {
    Table { name, columns, key }
}

/// The tables by their place in [`TABLES`].
#[derive(Debug, Clone, Copy)]
enum Name {
    Sheet,
    Member,
    Partner,
    Lead,
    Vision,
    Ideal,
    Gap,
    Finding,
    Bullet,
    Cause,
    Step,
    Goal,
    Earlier,
    Action,
    ActionGoal,
    ActionAttribute,
    Effect,
    Status,
    Roadmap,
    Poster,
    PosterHidden,
    PosterPicture,
    Confidential,
}

pub(crate) const TABLES: [Table; 23] = [
    table("sheet", 0, &["id", "fiscal_year", "cohort", "form", "theme", "subtitle", "why"]),
    table("member", 1, &["sheet", "id", "position", "archived", "name", "reading", "post", "affiliation"]),
    table("partner", 1, &["sheet", "id", "position", "archived", "name"]),
    table("lead", 1, &["sheet", "section", "text"]),
    table("vision", 1, &["sheet", "id", "label", "horizon", "headline", "background", "drift"]),
    table("ideal", 1, &["sheet", "id", "aspect", "headline", "reasoning"]),
    table("gap", 1, &["sheet", "id", "aspect", "column"]),
    table("finding", 1, &["sheet", "id", "kind"]),
    table("bullet", 1, &["sheet", "id", "place", "position", "archived", "text"]),
    table("cause", 1, &["sheet", "id", "bullet", "position", "archived", "text"]),
    table("step", 1, &["sheet", "id", "label", "horizon"]),
    table("goal", 1, &["sheet", "id", "step", "position", "archived", "aspect", "text"]),
    table(
        "earlier",
        1,
        &["sheet", "id", "position", "archived", "fiscal_year", "cohort", "team", "title", "note", "status"],
    ),
    table("action", 1, &["sheet", "id", "position", "archived", "title", "step", "owner", "status"]),
    table("action_goal", 2, &["sheet", "action", "goal"]),
    table("action_attribute", 2, &["sheet", "action", "key", "text"]),
    table("effect", 1, &["sheet", "id", "action", "position", "archived", "audience", "text"]),
    table("status", 1, &["sheet", "id", "action", "position", "archived", "status", "date", "reason"]),
    table("roadmap", 2, &["sheet", "action", "step", "phase", "text"]),
    table("poster", 1, &["sheet", "id", "headline", "catchphrase", "template", "theme"]),
    table("poster_hidden", 1, &["sheet", "item"]),
    table(
        "poster_picture",
        1,
        &["sheet", "id", "position", "archived", "hash", "caption", "alt", "focus_x", "focus_y", "zoom"],
    ),
    table("confidential", 1, &["sheet", "field"]),
];

impl Table {
    fn quoted(&self) -> String {
        self.columns.iter().map(|c| format!("\"{c}\"")).collect::<Vec<_>>().join(", ")
    }

    fn put(&self) -> String {
        let places = vec!["?"; self.columns.len()].join(", ");
        format!("INSERT OR REPLACE INTO {} ({}) VALUES ({places})", self.name, self.quoted())
    }

    /// The question how many rows belong to no sheet of the book.
    pub(crate) fn strangers(&self) -> String {
        let sheet = self.columns[0];
        format!("SELECT count(*) FROM {} WHERE \"{sheet}\" NOT IN (SELECT id FROM document)", self.name)
    }

    fn delete(&self) -> String {
        let named: Vec<_> = self.columns[..=self.key].iter().map(|c| format!("\"{c}\" = ?")).collect();
        format!("DELETE FROM {} WHERE {}", self.name, named.join(" AND "))
    }
}

/// Table, key within the sheet, and the columns after the sheet's id.
type RowKey = (usize, Vec<String>);

/// Every row of one sheet in the read model.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Rows(BTreeMap<RowKey, Vec<Value>>);

/// A value of a column.
fn v(value: impl Into<Value>) -> Value {
    value.into()
}

fn year(year: FiscalYear) -> Value {
    v(i64::from(year.number()))
}

fn at(position: usize) -> Value {
    v(i64::try_from(position).unwrap_or(i64::MAX))
}

fn id(id: &ItemId) -> Value {
    v(id.as_str().to_owned())
}

fn text(text: &Text) -> Value {
    v(text.text.clone())
}

impl Rows {
    /// The rows that `sheet` amounts to.
    pub(crate) fn of(sheet: &Sheet) -> Self {
        let mut rows = Self::default();
        rows.put(
            Name::Sheet,
            vec![
                year(sheet.fiscal_year),
                v(sheet.cohort),
                v(sheet.form.as_str().to_owned()),
                text(&sheet.theme),
                text(&sheet.subtitle),
                text(&sheet.why),
            ],
        );
        for (n, m) in sheet.members.iter().enumerate() {
            rows.put(
                Name::Member,
                vec![
                    id(&m.id),
                    at(n),
                    v(m.archived),
                    text(&m.name),
                    text(&m.reading),
                    text(&m.post),
                    text(&m.affiliation),
                ],
            );
        }
        for (n, p) in sheet.partners.iter().enumerate() {
            rows.put(Name::Partner, vec![id(&p.id), at(n), v(p.archived), text(&p.name)]);
        }
        for (section, lead) in &sheet.leads {
            rows.put(Name::Lead, vec![v(section.clone()), text(lead)]);
        }
        for x in &sheet.visions {
            let horizon = v(x.horizon);
            rows.put(
                Name::Vision,
                vec![id(&x.id), text(&x.label), horizon, text(&x.headline), text(&x.background), text(&x.drift)],
            );
            rows.bullets(&x.id, &x.lines);
        }
        for i in &sheet.ideals {
            rows.put(Name::Ideal, vec![id(&i.id), key(&i.id, 0), text(&i.headline), text(&i.reasoning)]);
            rows.bullets(&i.id, &i.bullets);
        }
        for c in &sheet.gap {
            rows.put(Name::Gap, vec![id(&c.id), key(&c.id, 0), key(&c.id, 1)]);
            rows.bullets(&c.id, &c.bullets);
        }
        for f in &sheet.findings {
            rows.put(Name::Finding, vec![id(&f.id), key(&f.id, 0)]);
            rows.bullets(&f.id, &f.bullets);
        }
        for s in &sheet.steps {
            rows.put(Name::Step, vec![id(&s.id), text(&s.label), v(s.horizon)]);
            for (n, g) in s.goals.iter().enumerate() {
                rows.put(
                    Name::Goal,
                    vec![id(&g.id), id(&s.id), at(n), v(g.archived), v(g.aspect.clone()), text(&g.text)],
                );
            }
        }
        for (n, e) in sheet.earlier.iter().enumerate() {
            rows.put(
                Name::Earlier,
                vec![
                    id(&e.id),
                    at(n),
                    v(e.archived),
                    e.fiscal_year.map_or(Value::Null, year),
                    v(e.cohort),
                    text(&e.team),
                    text(&e.title),
                    text(&e.note),
                    word(e.status),
                ],
            );
        }
        for (n, a) in sheet.actions.iter().enumerate() {
            rows.action(n, a);
        }
        rows.poster(&sheet.poster);
        for (field, _) in sheet.fields().into_iter().filter(|(_, t)| t.confidential) {
            rows.put(Name::Confidential, vec![v(field.to_string())]);
        }
        rows
    }

    /// The rows of two states of a sheet, of which those that are certain to be equal are left out.
    pub(crate) fn of_both(before: &Sheet, after: &Sheet) -> (Self, Self) {
        (Self::of(&unlike(before, after)), Self::of(&unlike(after, before)))
    }

    fn action(&mut self, position: usize, a: &sheet::Action) {
        self.put(
            Name::Action,
            vec![
                id(&a.id),
                at(position),
                v(a.archived),
                text(&a.title),
                a.step.as_ref().map_or(Value::Null, id),
                text(&a.owner),
                word(a.status().map(|s| s.status)),
            ],
        );
        for goal in &a.serves {
            self.put(Name::ActionGoal, vec![id(&a.id), id(goal)]);
        }
        for (key, attribute) in &a.attributes {
            self.put(Name::ActionAttribute, vec![id(&a.id), v(key.clone()), text(attribute)]);
        }
        for (n, e) in a.effects.iter().enumerate() {
            self.put(Name::Effect, vec![id(&e.id), id(&a.id), at(n), v(e.archived), text(&e.audience), text(&e.text)]);
        }
        for (n, s) in a.statuses.iter().enumerate() {
            let date = v(s.date.map(|d| d.to_string()));
            self.put(
                Name::Status,
                vec![id(&s.id), id(&a.id), at(n), v(s.archived), word(Some(s.status)), date, text(&s.reason)],
            );
        }
        for (step, cell) in &a.roadmap {
            self.put(Name::Roadmap, vec![id(&a.id), v(step.clone()), v(cell.phase.clone()), text(&cell.text)]);
        }
    }

    /// The rows of what the poster adds; none where nothing was ever written there.
    fn poster(&mut self, p: &Poster) {
        if *p == Poster::default() {
            return;
        }
        self.put(
            Name::Poster,
            vec![id(&p.id), text(&p.headline), text(&p.catchphrase), v(p.template.clone()), v(p.theme.clone())],
        );
        for item in &p.hidden {
            self.put(Name::PosterHidden, vec![id(item)]);
        }
        for (n, x) in p.pictures.iter().enumerate() {
            self.put(
                Name::PosterPicture,
                vec![
                    id(&x.id),
                    at(n),
                    v(x.archived),
                    v(x.hash.clone()),
                    text(&x.caption),
                    text(&x.alt),
                    v(x.focus_x),
                    v(x.focus_y),
                    v(x.zoom),
                ],
            );
        }
    }

    fn bullets(&mut self, place: &ItemId, bullets: &[Bullet]) {
        for (n, b) in bullets.iter().enumerate() {
            self.put(Name::Bullet, vec![id(&b.id), id(place), at(n), v(b.archived), text(&b.text)]);
            for (n, c) in b.causes.iter().enumerate() {
                self.put(Name::Cause, vec![id(&c.id), id(&b.id), at(n), v(c.archived), text(&c.text)]);
            }
        }
    }

    /// Adds a row given by its columns after the sheet's id.
    fn put(&mut self, name: Name, columns: Vec<Value>) {
        self.add(name as usize, columns);
    }

    fn add(&mut self, number: usize, columns: Vec<Value>) {
        let key = columns[..TABLES[number].key].iter();
        let key = key.map(|k| if let Value::Text(t) = k { t.clone() } else { String::new() }).collect();
        self.0.insert((number, key), columns);
    }

    /// The rows of `sheet` as they are stored.
    pub(crate) fn stored(from: &Connection, sheet: &SheetId) -> rusqlite::Result<Self> {
        let mut rows = Self::default();
        for (number, table) in TABLES.iter().enumerate() {
            let sql = format!("SELECT {} FROM {} WHERE \"{}\" = ?1", table.quoted(), table.name, table.columns[0]);
            let mut found = from.prepare_cached(&sql)?;
            let mut found = found.query([sheet.as_str()])?;
            while let Some(row) = found.next()? {
                rows.add(number, (1..table.columns.len()).map(|c| row.get(c)).collect::<rusqlite::Result<_>>()?);
            }
        }
        Ok(rows)
    }

    /// Makes the stored rows of `sheet`, which are `old`, into these, touching only what differs.
    pub(crate) fn write(&self, old: &Self, to: &Connection, sheet: &SheetId) -> rusqlite::Result<()> {
        let of_sheet = || std::iter::once(Value::Text(sheet.as_str().to_owned()));
        for (number, key) in old.0.keys().filter(|k| !self.0.contains_key(*k)) {
            let values = of_sheet().chain(key.iter().cloned().map(Value::Text));
            to.prepare_cached(&TABLES[*number].delete())?.execute(params_from_iter(values))?;
        }
        for (key, columns) in self.0.iter().filter(|(k, columns)| old.0.get(*k) != Some(*columns)) {
            let values = of_sheet().chain(columns.iter().cloned());
            to.prepare_cached(&TABLES[key.0].put())?.execute(params_from_iter(values))?;
        }
        Ok(())
    }

    /// The tables in which these rows differ from `other`.
    pub(crate) fn differing(&self, other: &Self) -> Vec<&'static str> {
        let differ = |number: usize| {
            let rows = |of: &Self| {
                of.0.iter().filter(|(k, _)| k.0 == number).map(|(k, c)| (k.clone(), c.clone())).collect::<Vec<_>>()
            };
            rows(self) != rows(other)
        };
        (0..TABLES.len()).filter(|n| differ(*n)).map(|n| TABLES[n].name).collect()
    }
}

/// `sheet` without the parts that are the same in `other`. A part whose items have a position is there whole or not at all.
fn unlike(sheet: &Sheet, other: &Sheet) -> Sheet {
    Sheet {
        fiscal_year: sheet.fiscal_year,
        cohort: sheet.cohort,
        form: sheet.form.clone(),
        theme: sheet.theme.clone(),
        subtitle: sheet.subtitle.clone(),
        why: sheet.why.clone(),
        leads: if sheet.leads == other.leads { BTreeMap::new() } else { sheet.leads.clone() },
        members: whole(&sheet.members, &other.members),
        partners: whole(&sheet.partners, &other.partners),
        visions: some(&sheet.visions, &other.visions),
        ideals: some(&sheet.ideals, &other.ideals),
        gap: some(&sheet.gap, &other.gap),
        findings: some(&sheet.findings, &other.findings),
        steps: some(&sheet.steps, &other.steps),
        earlier: whole(&sheet.earlier, &other.earlier),
        actions: whole(&sheet.actions, &other.actions),
        poster: if sheet.poster == other.poster { Poster::default() } else { sheet.poster.clone() },
        // Not in the read model.
        waived: Vec::new(),
    }
}

fn whole<T: Clone + PartialEq>(part: &[T], other: &[T]) -> Vec<T> {
    if part == other { Vec::new() } else { part.to_vec() }
}

/// The slots that are not the same at the same place.
fn some<T: Clone + PartialEq>(part: &[T], other: &[T]) -> Vec<T> {
    part.iter().enumerate().filter(|(n, slot)| other.get(*n) != Some(*slot)).map(|(_, slot)| slot.clone()).collect()
}

/// The `n`-th of the form's keys in a slot's id.
fn key(id: &ItemId, n: usize) -> Value {
    v(id.keys().get(n).copied().unwrap_or_default().to_owned())
}

fn word(status: Option<Status>) -> Value {
    status.map_or(Value::Null, |s| v(s.word().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_tables_are_in_the_same_order() {
        assert_eq!(TABLES[Name::Sheet as usize].name, "sheet");
        assert_eq!(TABLES[Name::ActionAttribute as usize].name, "action_attribute");
        assert_eq!(TABLES[Name::PosterPicture as usize].name, "poster_picture");
        assert_eq!(TABLES[Name::Confidential as usize].name, "confidential");
        assert_eq!(Name::Confidential as usize + 1, TABLES.len());
    }
}
