//! From a sheet to the edits that write it into an empty document, for import and for the birth of a sample.

use super::*;
use crate::content::key;
use crate::{Edit, Value};

impl Sheet {
    /// Gives an id to every item that has none, from `random` numbers that the caller hands in.
    pub fn name_items(&mut self, mut random: impl FnMut() -> u64) {
        let mut name = |id: &mut ItemId, kind| {
            if id.is_unnamed() {
                *id = ItemId::mint(kind, random());
            }
        };
        let mut bullets = Vec::new();
        self.members.iter_mut().for_each(|m| name(&mut m.id, Kind::Member));
        self.partners.iter_mut().for_each(|p| name(&mut p.id, Kind::Partner));
        self.visions.iter_mut().for_each(|v| bullets.extend(&mut v.lines));
        self.ideals.iter_mut().for_each(|i| bullets.extend(&mut i.bullets));
        self.gap.iter_mut().for_each(|c| bullets.extend(&mut c.bullets));
        self.findings.iter_mut().for_each(|f| bullets.extend(&mut f.bullets));
        for bullet in bullets {
            name(&mut bullet.id, Kind::Bullet);
            bullet.causes.iter_mut().for_each(|c| name(&mut c.id, Kind::Cause));
        }
        self.steps.iter_mut().flat_map(|s| &mut s.goals).for_each(|g| name(&mut g.id, Kind::Goal));
        self.earlier.iter_mut().for_each(|e| name(&mut e.id, Kind::Earlier));
        for action in &mut self.actions {
            name(&mut action.id, Kind::Action);
            action.effects.iter_mut().for_each(|e| name(&mut e.id, Kind::Effect));
            action.statuses.iter_mut().for_each(|s| name(&mut s.id, Kind::Status));
        }
        self.poster.pictures.iter_mut().for_each(|p| name(&mut p.id, Kind::Picture));
    }

    /// Every id with the kind that its place in the sheet asks for.
    pub fn ids(&self) -> Vec<(Kind, &ItemId)> {
        let mut ids = Vec::new();
        let mut bullets = Vec::new();
        ids.extend(self.members.iter().map(|m| (Kind::Member, &m.id)));
        ids.extend(self.partners.iter().map(|p| (Kind::Partner, &p.id)));
        ids.extend(self.visions.iter().inspect(|v| bullets.extend(&v.lines)).map(|v| (Kind::Vision, &v.id)));
        ids.extend(self.ideals.iter().inspect(|i| bullets.extend(&i.bullets)).map(|i| (Kind::Ideal, &i.id)));
        ids.extend(self.gap.iter().inspect(|c| bullets.extend(&c.bullets)).map(|c| (Kind::Gap, &c.id)));
        ids.extend(self.findings.iter().inspect(|f| bullets.extend(&f.bullets)).map(|f| (Kind::Finding, &f.id)));
        for bullet in bullets {
            ids.push((Kind::Bullet, &bullet.id));
            ids.extend(bullet.causes.iter().map(|c| (Kind::Cause, &c.id)));
        }
        for step in &self.steps {
            ids.push((Kind::Step, &step.id));
            ids.extend(step.goals.iter().map(|g| (Kind::Goal, &g.id)));
        }
        ids.extend(self.earlier.iter().map(|e| (Kind::Earlier, &e.id)));
        for action in &self.actions {
            ids.push((Kind::Action, &action.id));
            ids.extend(action.effects.iter().map(|e| (Kind::Effect, &e.id)));
            ids.extend(action.statuses.iter().map(|s| (Kind::Status, &s.id)));
        }
        ids.push((Kind::Poster, &self.poster.id));
        ids.extend(self.poster.pictures.iter().map(|p| (Kind::Picture, &p.id)));
        ids
    }

    /// Takes out the slots in which nothing is written.
    pub fn drop_empty_slots(&mut self) {
        let none = Text::default();
        self.visions.retain(|v| {
            let texts = [&v.label, &v.headline, &v.background, &v.drift];
            v.horizon.is_some() || !v.lines.is_empty() || texts.into_iter().any(|t| *t != none)
        });
        self.ideals.retain(|i| !i.bullets.is_empty() || i.headline != none || i.reasoning != none);
        self.gap.retain(|c| !c.bullets.is_empty());
        self.findings.retain(|f| !f.bullets.is_empty());
        self.steps.retain(|s| s.horizon.is_some() || !s.goals.is_empty() || s.label != none);
    }

    /// Puts what has no order of its own into the form and order in which [`Sheet::read`] gives it.
    pub fn sort(&mut self) {
        self.drop_empty_slots();
        self.leads.retain(|_, text| *text != Text::default());
        for action in &mut self.actions {
            action.attributes.retain(|_, text| *text != Text::default());
            action.roadmap.retain(|_, cell| *cell != RoadmapCell::default());
        }
        self.visions.sort_by(|a, b| a.id.cmp(&b.id));
        self.ideals.sort_by(|a, b| a.id.cmp(&b.id));
        self.gap.sort_by(|a, b| a.id.cmp(&b.id));
        self.findings.sort_by(|a, b| a.id.cmp(&b.id));
        self.steps.sort_by(|a, b| a.id.cmp(&b.id));
        for action in &mut self.actions {
            action.serves.sort();
            action.serves.dedup();
        }
        self.poster.hidden.sort();
        self.poster.hidden.dedup();
        self.waived.sort_by(|a, b| (a.doubt.word(), &a.item).cmp(&(b.doubt.word(), &b.item)));
        self.waived.dedup_by(|a, b| (a.doubt, &a.item) == (b.doubt, &b.item));
    }

    /// The edits that write this sheet into an empty document. Every item must have its id ([`Sheet::name_items`]).
    ///
    /// Reading the sheet back gives what [`Sheet::sort`] makes of this one.
    pub fn edits(&self) -> Vec<Edit> {
        let mut to = Writer::default();
        let head = ItemId::sheet();
        to.edits.push(Edit::Form { form: self.form.clone() });
        to.number(&head, key::FISCAL_YEAR, Some(i64::from(self.fiscal_year.number())));
        to.number(&head, key::COHORT, self.cohort.map(i64::from));
        for w in &self.waived {
            to.word(&head, &format!("{}{}:{}", key::WAIVED, w.doubt.word(), w.item), Some(&w.reason));
        }
        self.members.iter().for_each(|m| to.add(&m.id, None, m.archived));
        self.partners.iter().for_each(|p| to.add(&p.id, None, p.archived));
        for v in &self.visions {
            to.number(&v.id, key::HORIZON, v.horizon.map(i64::from));
            to.bullets(&v.id, &v.lines);
        }
        self.ideals.iter().for_each(|i| to.bullets(&i.id, &i.bullets));
        self.gap.iter().for_each(|c| to.bullets(&c.id, &c.bullets));
        self.findings.iter().for_each(|f| to.bullets(&f.id, &f.bullets));
        for s in &self.steps {
            to.number(&s.id, key::HORIZON, s.horizon.map(i64::from));
            for g in &s.goals {
                to.add(&g.id, Some(&s.id), g.archived);
                to.word(&g.id, key::ASPECT, g.aspect.as_deref());
            }
        }
        for e in &self.earlier {
            to.add(&e.id, None, e.archived);
            to.number(&e.id, key::FISCAL_YEAR, e.fiscal_year.map(|y| i64::from(y.number())));
            to.number(&e.id, key::COHORT, e.cohort.map(i64::from));
            to.word(&e.id, key::STATUS, e.status.map(Status::word));
        }
        for a in &self.actions {
            to.action(a);
        }
        to.poster(&self.poster);
        for (field, text) in self.fields() {
            if !text.is_empty() {
                to.edits.push(Edit::Text { field: field.clone(), base: String::new(), text: text.text.clone() });
            }
            if text.confidential {
                to.edits.push(Edit::Confidential { field, on: true });
            }
        }
        to.edits
    }
}

#[derive(Default)]
struct Writer {
    edits: Vec<Edit>,
}

impl Writer {
    fn add(&mut self, id: &ItemId, place: Option<&ItemId>, archived: bool) {
        self.edits.push(Edit::Add { id: id.clone(), place: place.cloned(), after: None, text: String::new() });
        if archived {
            self.edits.push(Edit::Archive { id: id.clone() });
        }
    }

    fn value(&mut self, id: &ItemId, key: &str, value: Value) {
        self.edits.push(Edit::Value { id: id.clone(), key: key.into(), value: Some(value) });
    }

    fn number(&mut self, id: &ItemId, key: &str, number: Option<i64>) {
        if let Some(n) = number {
            self.value(id, key, Value::Number(n));
        }
    }

    fn word(&mut self, id: &ItemId, key: &str, word: Option<&str>) {
        if let Some(w) = word {
            self.value(id, key, Value::Word(w.into()));
        }
    }

    fn bullets(&mut self, place: &ItemId, bullets: &[Bullet]) {
        for b in bullets {
            self.add(&b.id, Some(place), b.archived);
            b.causes.iter().for_each(|c| self.add(&c.id, Some(&b.id), c.archived));
        }
    }

    fn poster(&mut self, poster: &Poster) {
        let id = ItemId::poster();
        self.word(&id, key::TEMPLATE, poster.template.as_deref());
        self.word(&id, key::THEME, poster.theme.as_deref());
        for hidden in &poster.hidden {
            self.value(&id, &format!("{}{hidden}", key::HIDES), Value::Bool(true));
        }
        for p in &poster.pictures {
            self.add(&p.id, Some(&id), p.archived);
            self.word(&p.id, key::HASH, p.hash.as_deref());
            self.number(&p.id, key::FOCUS_X, p.focus_x.map(i64::from));
            self.number(&p.id, key::FOCUS_Y, p.focus_y.map(i64::from));
            self.number(&p.id, key::ZOOM, p.zoom.map(i64::from));
        }
    }

    fn action(&mut self, a: &Action) {
        self.add(&a.id, None, a.archived);
        self.word(&a.id, key::STEP, a.step.as_ref().map(ItemId::as_str));
        for goal in &a.serves {
            self.value(&a.id, &format!("{}{goal}", key::SERVES), Value::Bool(true));
        }
        for (step, cell) in &a.roadmap {
            self.word(&a.id, &format!("{}{step}", key::PHASE), cell.phase.as_deref());
        }
        for e in &a.effects {
            self.add(&e.id, Some(&a.id), e.archived);
        }
        for s in &a.statuses {
            self.add(&s.id, Some(&a.id), s.archived);
            self.word(&s.id, key::STATUS, Some(s.status.word()));
            self.word(&s.id, key::DATE, s.date.map(|d| d.to_string()).as_deref());
        }
    }
}
