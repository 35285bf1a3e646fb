//! Every text field of a sheet, with its address, in reading order.

use super::*;
use crate::FieldId;

/// Hands every text field of a sheet to a visitor: the item, the field's key in two parts (the second is a key of the
/// form, where there is one), the text. One body for shared and for mutable access, so that the two cannot differ.
macro_rules! walk {
    ($sheet:expr, $iter:ident, [$($r:tt)+], $visit:expr) => {{
        let (sheet, mut visit) = ($sheet, $visit);
        let head = ItemId::sheet();
        visit(&head, ["theme", ""], $($r)+ sheet.theme);
        visit(&head, ["subtitle", ""], $($r)+ sheet.subtitle);
        for m in sheet.members.$iter() {
            visit(&m.id, ["affiliation", ""], $($r)+ m.affiliation);
            visit(&m.id, ["post", ""], $($r)+ m.post);
            visit(&m.id, ["name", ""], $($r)+ m.name);
            visit(&m.id, ["reading", ""], $($r)+ m.reading);
        }
        for p in sheet.partners.$iter() {
            visit(&p.id, ["name", ""], $($r)+ p.name);
        }
        for (section, lead) in sheet.leads.$iter() {
            visit(&head, ["lead-", section], lead);
        }
        for v in sheet.visions.$iter() {
            visit(&v.id, ["label", ""], $($r)+ v.label);
            visit(&v.id, ["headline", ""], $($r)+ v.headline);
            bullets!(visit, v.lines, $iter, [$($r)+]);
            visit(&v.id, ["background", ""], $($r)+ v.background);
            visit(&v.id, ["drift", ""], $($r)+ v.drift);
        }
        for i in sheet.ideals.$iter() {
            visit(&i.id, ["headline", ""], $($r)+ i.headline);
            bullets!(visit, i.bullets, $iter, [$($r)+]);
            visit(&i.id, ["reasoning", ""], $($r)+ i.reasoning);
        }
        for c in sheet.gap.$iter() {
            bullets!(visit, c.bullets, $iter, [$($r)+]);
        }
        for f in sheet.findings.$iter() {
            bullets!(visit, f.bullets, $iter, [$($r)+]);
        }
        for s in sheet.steps.$iter() {
            visit(&s.id, ["label", ""], $($r)+ s.label);
            for g in s.goals.$iter() {
                visit(&g.id, ["text", ""], $($r)+ g.text);
            }
        }
        visit(&head, ["why", ""], $($r)+ sheet.why);
        for e in sheet.earlier.$iter() {
            visit(&e.id, ["title", ""], $($r)+ e.title);
            visit(&e.id, ["team", ""], $($r)+ e.team);
            visit(&e.id, ["note", ""], $($r)+ e.note);
        }
        for a in sheet.actions.$iter() {
            visit(&a.id, ["title", ""], $($r)+ a.title);
            for (key, text) in a.attributes.$iter() {
                visit(&a.id, ["attr-", key], text);
            }
            for e in a.effects.$iter() {
                visit(&e.id, ["audience", ""], $($r)+ e.audience);
                visit(&e.id, ["text", ""], $($r)+ e.text);
            }
            visit(&a.id, ["owner", ""], $($r)+ a.owner);
            for s in a.statuses.$iter() {
                visit(&s.id, ["reason", ""], $($r)+ s.reason);
            }
            for (key, cell) in a.roadmap.$iter() {
                visit(&a.id, ["roadmap-", key], $($r)+ cell.text);
            }
        }
        let poster = ItemId::poster();
        visit(&poster, ["headline", ""], $($r)+ sheet.poster.headline);
        visit(&poster, ["catchphrase", ""], $($r)+ sheet.poster.catchphrase);
        for p in sheet.poster.pictures.$iter() {
            visit(&p.id, ["caption", ""], $($r)+ p.caption);
            visit(&p.id, ["alt", ""], $($r)+ p.alt);
        }
    }};
}

macro_rules! bullets {
    ($visit:ident, $bullets:expr, $iter:ident, [$($r:tt)+]) => {
        for b in $bullets.$iter() {
            $visit(&b.id, ["text", ""], $($r)+ b.text);
            for c in b.causes.$iter() {
                $visit(&c.id, ["text", ""], $($r)+ c.text);
            }
        }
    };
}

impl Sheet {
    /// Every text field with its address, in reading order, empty and archived ones included.
    pub fn fields(&self) -> Vec<(FieldId, &Text)> {
        let mut all = Vec::new();
        walk!(self, iter, [&], |id: &ItemId, key: [&str; 2], text| all.push((id.field(&key.concat()), text)));
        all
    }

    /// As [`Sheet::fields`], to be changed.
    pub fn fields_mut(&mut self) -> Vec<(FieldId, &mut Text)> {
        let mut all = Vec::new();
        walk!(self, iter_mut, [&mut], |id: &ItemId, key: [&str; 2], text| all.push((id.field(&key.concat()), text)));
        all
    }

    /// The text of `field`; `None` where the sheet has no such field.
    pub fn text(&self, field: &FieldId) -> Option<&Text> {
        let mut found = None;
        walk!(self, iter, [&], |id: &ItemId, key: [&str; 2], text| if field.is(id, key) { found = Some(text) });
        found
    }

    /// As [`Sheet::text`], to be changed.
    pub fn text_mut(&mut self, field: &FieldId) -> Option<&mut Text> {
        let mut found = None;
        walk!(self, iter_mut, [&mut], |id: &ItemId, key: [&str; 2], text| if field.is(id, key) { found = Some(text) });
        found
    }
}
