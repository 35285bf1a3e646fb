//! The places that a form gives: completed where nothing is written yet, and counted.

use super::*;
use crate::{Bullet, GapCell, Sheet, Text};
use crate::{Finding, Ideal, Step, Vision};

impl Form {
    /// Gives `sheet` an empty slot wherever this form has one and the sheet has none.
    pub fn complete(&self, sheet: &mut Sheet) {
        let known: Vec<ItemId> = sheet.slots();
        for id in self.slots().into_iter().filter(|id| !known.contains(id)) {
            match id.kind() {
                Some(Kind::Vision) => sheet.visions.push(Vision { id, ..Vision::default() }),
                Some(Kind::Ideal) => sheet.ideals.push(Ideal { id, ..Ideal::default() }),
                Some(Kind::Gap) => sheet.gap.push(GapCell { id, ..GapCell::default() }),
                Some(Kind::Finding) => sheet.findings.push(Finding { id, ..Finding::default() }),
                Some(Kind::Step) => sheet.steps.push(Step { id, ..Step::default() }),
                _ => {}
            }
        }
    }

    /// How many of the places of the section `kind` have something, and how many places there are.
    ///
    /// Archived items do not count. An action is full when it has a title and every attribute of the form.
    pub fn fill(&self, kind: SectionKind, sheet: &Sheet) -> (u32, u32) {
        let some = |text: &Text| !text.is_empty();
        let any = |bullets: &[Bullet]| bullets.iter().any(|b| !b.archived && !b.text.is_empty());
        let mut places: Vec<bool> = Vec::new();
        match kind {
            SectionKind::Vision => {
                for v in &self.visions {
                    let v = sheet.vision(&v.key);
                    places.extend([v.is_some_and(|v| some(&v.headline)), v.is_some_and(|v| any(&v.lines))]);
                    places.extend([v.is_some_and(|v| some(&v.background)), v.is_some_and(|v| some(&v.drift))]);
                }
            }
            SectionKind::Ideal => {
                for aspect in &self.ideals {
                    let i = sheet.ideal(&aspect.key);
                    places.extend([i.is_some_and(|i| some(&i.headline)), i.is_some_and(|i| any(&i.bullets))]);
                    places.push(i.is_some_and(|i| some(&i.reasoning)));
                }
            }
            SectionKind::Gap => {
                for row in &self.rows {
                    let cell = |c: &Named| sheet.gap_cell(&row.key, &c.key).is_some_and(|c| any(&c.bullets));
                    places.extend(self.columns.iter().map(cell));
                }
            }
            SectionKind::Findings => {
                places.extend(self.findings.iter().map(|f| sheet.finding(&f.key).is_some_and(|f| any(&f.bullets))));
            }
            SectionKind::Steps => {
                let goals = |s: &FormStep| {
                    sheet.step(&s.key).is_some_and(|s| s.goals.iter().any(|g| !g.archived && !g.text.is_empty()))
                };
                places.extend(self.steps.iter().map(goals));
            }
            SectionKind::Why => {
                let earlier = sheet.earlier.iter().any(|e| !e.archived && (some(&e.title) || some(&e.note)));
                places.extend([some(&sheet.why), earlier]);
            }
            SectionKind::Actions => {
                let actions: Vec<_> = sheet.actions.iter().filter(|a| !a.archived).collect();
                for n in 0..actions.len().max(1) {
                    let action = actions.get(n);
                    places.push(action.is_some_and(|a| some(&a.title)));
                    let has = |key: &str| action.is_some_and(|a| a.attributes.get(key).is_some_and(some));
                    places.extend(self.attributes.iter().map(|attribute| has(&attribute.key)));
                }
            }
        }
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        (count(places.iter().filter(|p| **p).count()), count(places.len()))
    }
}

impl Sheet {
    /// The slots that the sheet has something in, or was given by [`Form::complete`].
    pub fn slots(&self) -> Vec<ItemId> {
        let visions = self.visions.iter().map(|v| &v.id);
        let ideals = self.ideals.iter().map(|i| &i.id);
        let gap = self.gap.iter().map(|c| &c.id);
        let findings = self.findings.iter().map(|f| &f.id);
        let steps = self.steps.iter().map(|s| &s.id);
        visions.chain(ideals).chain(gap).chain(findings).chain(steps).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::form::SectionKind;
    use crate::{FiscalYear, Sheet, forms};

    #[test]
    fn an_empty_sheet_is_completed_and_empty() {
        for form in forms::builtin() {
            let mut sheet = Sheet::blank(FiscalYear::new(2024), form.id.clone());
            form.complete(&mut sheet);
            assert_eq!(sheet.slots(), form.slots());
            for section in &form.sections {
                let (filled, of) = form.fill(section.kind, &sheet);
                assert!(filled == 0 && of > 0, "{}: {:?}", form.id, section.kind);
            }
            sheet.visions[0].headline = "あ".into();
            assert_eq!(form.fill(SectionKind::Vision, &sheet).0, 1);
        }
    }
}
