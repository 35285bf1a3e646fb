//! What of a sheet a form shows, and what it keeps without showing.

use super::*;
use crate::{FieldId, Sheet};
use std::collections::BTreeSet;

/// Content that the sheet keeps and the form does not show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct NotShown {
    /// Where it is kept.
    pub field: FieldId,
    /// How many characters it has, white space aside.
    pub characters: usize,
}

impl Form {
    /// The part of `sheet` that this form shows. What the poster adds is no part of any form, and is taken out.
    ///
    /// Goals whose aspect the form does not know are shown as undivided goals; goals of a step that it does not have
    /// are not shown.
    pub fn shown(&self, sheet: &Sheet) -> Sheet {
        let mut s = sheet.clone();
        let slots: BTreeSet<ItemId> = self.slots().into_iter().collect();
        let has = |kind| self.section(kind).is_some();
        s.leads.retain(|section, _| self.sections.iter().any(|k| k.kind.word() == section));
        s.visions.retain(|v| slots.contains(&v.id));
        s.ideals.retain(|i| slots.contains(&i.id));
        s.gap.retain(|c| slots.contains(&c.id));
        s.findings.retain(|f| slots.contains(&f.id));
        s.steps.retain(|st| slots.contains(&st.id));
        let matrix = s.gap.iter_mut().map(|c| &mut c.bullets).chain(s.findings.iter_mut().map(|f| &mut f.bullets));
        if !self.causes {
            matrix.flatten().for_each(|b| b.causes.clear());
        }
        let prose = s.visions.iter_mut().map(|v| &mut v.lines).chain(s.ideals.iter_mut().map(|i| &mut i.bullets));
        prose.flatten().for_each(|b| b.causes.clear());
        if !has(SectionKind::Why) {
            s.why = Default::default();
            s.earlier.clear();
        }
        for action in &mut s.actions {
            action.attributes.retain(|key, _| self.attributes.iter().any(|a| a.key == *key));
            if !self.effects {
                action.effects.clear();
            }
            let steps = &self.steps;
            action.roadmap.retain(|key, _| !self.phases.is_empty() && steps.iter().any(|st| st.key == *key));
        }
        s.poster = Default::default();
        s
    }

    /// What `sheet` holds and this form does not show, in reading order. Archived items are not counted, nor is what
    /// only the poster shows, whatever the form.
    pub fn not_shown(&self, sheet: &Sheet) -> Vec<NotShown> {
        let shown = self.shown(sheet);
        let shown: BTreeSet<FieldId> = shown.fields().into_iter().map(|(field, _)| field).collect();
        let archived = sheet.archived_fields();
        let of_poster = |field: &FieldId| matches!(field.item().kind(), Some(Kind::Poster | Kind::Picture));
        sheet
            .fields()
            .into_iter()
            .filter(|(field, text)| !text.is_empty() && !shown.contains(field) && !archived.contains(field))
            .filter(|(field, _)| !of_poster(field))
            .map(|(field, text)| NotShown { characters: text.characters(), field })
            .collect()
    }
}

impl Sheet {
    /// The addresses of all texts of archived items and of what belongs to them.
    pub fn archived_fields(&self) -> BTreeSet<FieldId> {
        let mut left = self.clone();
        left.drop_archived();
        let left: BTreeSet<FieldId> = left.fields().into_iter().map(|(f, _)| f).collect();
        self.fields().into_iter().map(|(f, _)| f).filter(|f| !left.contains(f)).collect()
    }
}
