//! What may leave the book.

use crate::{Bullet, Sheet, Text};
use serde::Serialize;
use std::ops::Deref;

/// A sheet without its confidential (非公開) and archived content: the only thing that an export accepts.
///
/// Only [`Sheet::public`] makes one, so content that is not public cannot reach a page or a file for others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct PublicSheet(Sheet);

impl Deref for PublicSheet {
    type Target = Sheet;
    fn deref(&self) -> &Sheet {
        &self.0
    }
}

impl Sheet {
    /// Takes out every archived item, with all that belongs to it.
    pub fn drop_archived(&mut self) {
        self.retain_items(|archived, _| !archived);
    }

    fn retain_items(&mut self, stays: fn(bool, &Text) -> bool) {
        self.poster.pictures.retain(|p| stays(p.archived, &p.caption));
        let keep_bullets = |bullets: &mut Vec<Bullet>| {
            bullets.retain(|b| stays(b.archived, &b.text));
            bullets.iter_mut().for_each(|b| b.causes.retain(|c| stays(c.archived, &c.text)));
        };
        self.members.retain(|m| stays(m.archived, &m.name));
        self.partners.retain(|p| stays(p.archived, &p.name));
        self.visions.iter_mut().for_each(|v| keep_bullets(&mut v.lines));
        self.ideals.iter_mut().for_each(|i| keep_bullets(&mut i.bullets));
        self.gap.iter_mut().for_each(|c| keep_bullets(&mut c.bullets));
        self.findings.iter_mut().for_each(|f| keep_bullets(&mut f.bullets));
        self.steps.iter_mut().for_each(|step| step.goals.retain(|g| stays(g.archived, &g.text)));
        self.earlier.retain(|e| stays(e.archived, &e.title));
        self.actions.retain(|a| stays(a.archived, &a.title));
        for a in &mut self.actions {
            a.effects.retain(|e| stays(e.archived, &e.text));
            a.statuses.retain(|c| stays(c.archived, &Text::default()));
            a.serves.retain(|goal| self.steps.iter().flat_map(|step| &step.goals).any(|g| g.id == *goal));
        }
    }

    /// The sheet without archived items, without items whose naming text is confidential (with all that they hold),
    /// with every other confidential text empty, and without the team's own notes on it.
    pub fn public(&self) -> PublicSheet {
        let mut s = self.clone();
        s.retain_items(|archived, name| !archived && !name.confidential);
        s.waived.clear();
        for (_, text) in s.fields_mut() {
            if text.confidential {
                *text = Text::default();
            }
        }
        PublicSheet(s)
    }
}
