//! Every text field of a sheet, with its address, in reading order.

use super::*;
use crate::FieldId;

/// Walks a sheet's text fields; one body for shared and for mutable access, so that the two cannot differ.
macro_rules! walk {
    ($sheet:expr, $iter:ident, [$($r:tt)+]) => {{
        let sheet = $sheet;
        let mut out = Vec::new();
        let head = ItemId::sheet();
        out.push((head.field("theme"), $($r)+ sheet.theme));
        out.push((head.field("subtitle"), $($r)+ sheet.subtitle));
        for m in sheet.members.$iter() {
            out.push((m.id.field("affiliation"), $($r)+ m.affiliation));
            out.push((m.id.field("post"), $($r)+ m.post));
            out.push((m.id.field("name"), $($r)+ m.name));
            out.push((m.id.field("reading"), $($r)+ m.reading));
        }
        for p in sheet.partners.$iter() {
            out.push((p.id.field("name"), $($r)+ p.name));
        }
        for (section, lead) in sheet.leads.$iter() {
            out.push((head.field(&format!("lead-{section}")), lead));
        }
        for v in sheet.visions.$iter() {
            out.push((v.id.field("label"), $($r)+ v.label));
            out.push((v.id.field("headline"), $($r)+ v.headline));
            bullets!(out, v.lines, $iter, [$($r)+]);
            out.push((v.id.field("background"), $($r)+ v.background));
            out.push((v.id.field("drift"), $($r)+ v.drift));
        }
        for i in sheet.ideals.$iter() {
            out.push((i.id.field("headline"), $($r)+ i.headline));
            bullets!(out, i.bullets, $iter, [$($r)+]);
            out.push((i.id.field("reasoning"), $($r)+ i.reasoning));
        }
        for c in sheet.gap.$iter() {
            bullets!(out, c.bullets, $iter, [$($r)+]);
        }
        for f in sheet.findings.$iter() {
            bullets!(out, f.bullets, $iter, [$($r)+]);
        }
        for s in sheet.steps.$iter() {
            out.push((s.id.field("label"), $($r)+ s.label));
            for g in s.goals.$iter() {
                out.push((g.id.field("text"), $($r)+ g.text));
            }
        }
        out.push((head.field("why"), $($r)+ sheet.why));
        for e in sheet.earlier.$iter() {
            out.push((e.id.field("title"), $($r)+ e.title));
            out.push((e.id.field("team"), $($r)+ e.team));
            out.push((e.id.field("note"), $($r)+ e.note));
        }
        for a in sheet.actions.$iter() {
            out.push((a.id.field("title"), $($r)+ a.title));
            for (key, text) in a.attributes.$iter() {
                out.push((a.id.field(&format!("attr-{key}")), text));
            }
            for e in a.effects.$iter() {
                out.push((e.id.field("audience"), $($r)+ e.audience));
                out.push((e.id.field("text"), $($r)+ e.text));
            }
            out.push((a.id.field("owner"), $($r)+ a.owner));
            for s in a.statuses.$iter() {
                out.push((s.id.field("reason"), $($r)+ s.reason));
            }
            for (key, cell) in a.roadmap.$iter() {
                out.push((a.id.field(&format!("roadmap-{key}")), $($r)+ cell.text));
            }
        }
        let poster = ItemId::poster();
        out.push((poster.field("headline"), $($r)+ sheet.poster.headline));
        out.push((poster.field("catchphrase"), $($r)+ sheet.poster.catchphrase));
        for p in sheet.poster.pictures.$iter() {
            out.push((p.id.field("caption"), $($r)+ p.caption));
            out.push((p.id.field("alt"), $($r)+ p.alt));
        }
        out
    }};
}

macro_rules! bullets {
    ($out:ident, $bullets:expr, $iter:ident, [$($r:tt)+]) => {
        for b in $bullets.$iter() {
            $out.push((b.id.field("text"), $($r)+ b.text));
            for c in b.causes.$iter() {
                $out.push((c.id.field("text"), $($r)+ c.text));
            }
        }
    };
}

impl Sheet {
    /// Every text field with its address, in reading order, empty and archived ones included.
    pub fn fields(&self) -> Vec<(FieldId, &Text)> {
        walk!(self, iter, [&])
    }

    /// As [`Sheet::fields`], to be changed.
    pub fn fields_mut(&mut self) -> Vec<(FieldId, &mut Text)> {
        walk!(self, iter_mut, [&mut])
    }
}
