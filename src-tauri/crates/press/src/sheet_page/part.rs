//! What of a sheet a section shows: whether anything, whether the same as before, and what a short template takes of it.

use crate::template::{SheetTemplate, Shows};
use sheet::form::SectionKind;
use sheet::{Bullet, Form, ItemId, Kind, Sheet, Text, Vision};

fn some(text: &Text) -> bool {
    !text.as_str().trim().is_empty()
}

fn any(bullets: &[Bullet]) -> bool {
    bullets.iter().any(|b| some(&b.text) || b.causes.iter().any(|c| some(&c.text)))
}

/// Whether anything is written in the vision.
pub(crate) fn has_vision(v: &Vision) -> bool {
    some(&v.label) || some(&v.headline) || any(&v.lines) || some(&v.background) || some(&v.drift)
}

/// Whether anything is written in the section.
pub(crate) fn written(kind: SectionKind, sheet: &Sheet) -> bool {
    let lead = sheet.leads.get(kind.word()).is_some_and(some);
    lead || match kind {
        SectionKind::Vision => sheet.visions.iter().any(has_vision),
        SectionKind::Ideal => sheet.ideals.iter().any(|i| some(&i.headline) || any(&i.bullets) || some(&i.reasoning)),
        SectionKind::Gap => sheet.gap.iter().any(|c| any(&c.bullets)),
        SectionKind::Findings => sheet.findings.iter().any(|f| any(&f.bullets)),
        SectionKind::Steps => sheet.steps.iter().any(|s| some(&s.label) || s.goals.iter().any(|g| some(&g.text))),
        SectionKind::Why => {
            some(&sheet.why) || sheet.earlier.iter().any(|e| some(&e.title) || some(&e.team) || some(&e.note))
        }
        SectionKind::Actions => !sheet.actions.is_empty(),
    }
}

/// Whether the section looks the same for both sheets, all else being equal.
pub(crate) fn same(kind: SectionKind, a: &Sheet, b: &Sheet) -> bool {
    let lead = kind.word();
    let horizons = |s: &Sheet| s.visions.iter().map(|v| (v.id.clone(), v.horizon)).collect::<Vec<_>>();
    let goals = |s: &Sheet| {
        let goals = s.steps.iter().flat_map(|step| &step.goals);
        goals.map(|g| (g.id.clone(), g.aspect.clone())).collect::<Vec<_>>()
    };
    let steps = |s: &Sheet| s.steps.iter().map(|step| (step.id.clone(), step.horizon)).collect::<Vec<_>>();
    let serving = |s: &Sheet| s.actions.iter().any(|action| !action.serves.is_empty());
    a.fiscal_year == b.fiscal_year
        && a.leads.get(lead) == b.leads.get(lead)
        && match kind {
            SectionKind::Vision => a.visions == b.visions,
            SectionKind::Ideal => a.ideals == b.ideals,
            SectionKind::Gap => a.gap == b.gap,
            SectionKind::Findings => a.findings == b.findings,
            SectionKind::Steps => a.steps == b.steps && horizons(a) == horizons(b) && serving(a) == serving(b),
            SectionKind::Why => a.why == b.why && a.earlier == b.earlier,
            SectionKind::Actions => a.actions == b.actions && goals(a) == goals(b) && steps(a) == steps(b),
        }
}

/// Whether the head of the page looks the same for both sheets, all else being equal.
pub(crate) fn same_head(a: &Sheet, b: &Sheet) -> bool {
    let whose = |s: &Sheet| (s.fiscal_year, s.cohort);
    whose(a) == whose(b)
        && a.theme == b.theme
        && a.subtitle == b.subtitle
        && a.members == b.members
        && a.partners == b.partners
}

/// The part of `sheet` that the template takes.
pub(crate) fn taken(sheet: &Sheet, form: &Form, template: &SheetTemplate) -> Sheet {
    let mut s = sheet.clone();
    for section in &form.sections {
        let kind = section.kind;
        let Some(shows) = template.shows(kind) else {
            s.leads.remove(kind.word());
            drop_section(&mut s, kind);
            continue;
        };
        if !shows.has("lead") {
            s.leads.remove(kind.word());
        }
        take(&mut s, form, shows);
    }
    s
}

fn drop_section(s: &mut Sheet, kind: SectionKind) {
    match kind {
        SectionKind::Vision => s.visions.clear(),
        SectionKind::Ideal => s.ideals.clear(),
        SectionKind::Gap => s.gap.clear(),
        SectionKind::Findings => s.findings.clear(),
        SectionKind::Steps => s.steps.clear(),
        SectionKind::Why => {
            s.why = Text::default();
            s.earlier.clear();
        }
        SectionKind::Actions => s.actions.clear(),
    }
}

fn take(s: &mut Sheet, form: &Form, shows: &Shows) {
    let most = shows.items.unwrap_or(usize::MAX);
    let text = |text: &mut Text, word: &str| {
        if !shows.has(word) {
            *text = Text::default();
        }
    };
    let bullets = |bullets: &mut Vec<Bullet>, word: &str| {
        bullets.truncate(if shows.has(word) { most } else { 0 });
        if !shows.has("causes") {
            bullets.iter_mut().for_each(|b| b.causes.clear());
        }
    };
    match shows.kind {
        SectionKind::Vision => {
            for v in &mut s.visions {
                text(&mut v.label, "label");
                text(&mut v.headline, "headline");
                bullets(&mut v.lines, "lines");
                text(&mut v.background, "background");
                text(&mut v.drift, "drift");
            }
        }
        SectionKind::Ideal => {
            for i in &mut s.ideals {
                text(&mut i.headline, "headline");
                bullets(&mut i.bullets, "bullets");
                text(&mut i.reasoning, "reasoning");
            }
        }
        SectionKind::Gap => {
            let first = form.columns.len() - shows.cells.unwrap_or(usize::MAX).min(form.columns.len());
            let cells = form.columns.iter().skip(first);
            let kept: Vec<ItemId> =
                cells.flat_map(|c| form.rows.iter().map(|r| ItemId::slot(Kind::Gap, &[&r.key, &c.key]))).collect();
            s.gap.retain(|cell| kept.contains(&cell.id));
            s.gap.iter_mut().for_each(|cell| bullets(&mut cell.bullets, "bullets"));
        }
        SectionKind::Findings => s.findings.iter_mut().for_each(|f| bullets(&mut f.bullets, "bullets")),
        SectionKind::Steps => {
            for step in &mut s.steps {
                text(&mut step.label, "label");
                step.goals.truncate(if shows.has("goals") { most } else { 0 });
            }
        }
        SectionKind::Why => {
            text(&mut s.why, "why");
            s.earlier.truncate(if shows.has("earlier") { most } else { 0 });
        }
        SectionKind::Actions => {
            for a in &mut s.actions {
                text(&mut a.title, "title");
                text(&mut a.owner, "owner");
                let most = if shows.has("attributes") { most } else { 0 };
                let first: Vec<&str> = form.attributes.iter().take(most).map(|attr| attr.key.as_str()).collect();
                a.attributes.retain(|key, _| first.contains(&key.as_str()));
                a.effects.truncate(if shows.has("effects") { shows.items.unwrap_or(usize::MAX) } else { 0 });
                a.statuses.truncate(if shows.has("statuses") { usize::MAX } else { 0 });
                if !shows.has("roadmap") {
                    a.roadmap.clear();
                }
            }
        }
    }
}
