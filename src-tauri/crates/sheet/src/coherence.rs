//! What in a sheet does not hang together yet, found before it is presented (あとから気づくより前に).
//!
//! A hint is no fault: it says what was noticed and where, and the team may wave it off with a reason. Nothing is hinted at
//! in a part that is not begun: an empty section speaks for itself.

mod anybody;

use crate::form::{Form, SectionKind};
use crate::{Action, Bullet, FieldId, ItemId, Kind, Sheet, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What was noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// A vision has no year although the steps to it have.
    VisionWithoutYear,
    /// A vision is made of words that any town could have written.
    WordsOfAnybody,
    /// An ideal with nothing in the gap matrix about how far away it is.
    IdealWithoutGap,
    /// The form asks for causes and there are none.
    GapWithoutCause,
    /// A goal of the first step that no action serves.
    GoalWithoutAction,
    /// An action that serves no goal.
    ActionWithoutGoal,
    /// An action that says what it brings about but not what for.
    EffectWithoutPurpose,
    /// More actions than a team can begin in a year.
    ManyActions,
    /// A text far longer than what is read at its place.
    LongText,
}

/// Something that was noticed at one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Hint {
    /// What.
    pub doubt: Doubt,
    /// The section that it stands in; `None` for the sheet's head.
    pub section: Option<SectionKind>,
    /// Where to look.
    pub field: FieldId,
    /// The words that are meant, where it is about words.
    pub words: Vec<String>,
    /// How many: actions, or characters.
    pub count: usize,
    /// How many would be usual.
    pub usual: usize,
    /// Why the team lets it be; `None` where it has not said so.
    pub waived: Option<String>,
}

impl Doubt {
    /// Every doubt.
    pub const ALL: [Doubt; 9] = [
        Doubt::VisionWithoutYear,
        Doubt::WordsOfAnybody,
        Doubt::IdealWithoutGap,
        Doubt::GapWithoutCause,
        Doubt::GoalWithoutAction,
        Doubt::ActionWithoutGoal,
        Doubt::EffectWithoutPurpose,
        Doubt::ManyActions,
        Doubt::LongText,
    ];

    /// The word that JSON and the file use.
    pub fn word(self) -> &'static str {
        match self {
            Doubt::VisionWithoutYear => "vision-without-year",
            Doubt::WordsOfAnybody => "words-of-anybody",
            Doubt::IdealWithoutGap => "ideal-without-gap",
            Doubt::GapWithoutCause => "gap-without-cause",
            Doubt::GoalWithoutAction => "goal-without-action",
            Doubt::ActionWithoutGoal => "action-without-goal",
            Doubt::EffectWithoutPurpose => "effect-without-purpose",
            Doubt::ManyActions => "many-actions",
            Doubt::LongText => "long-text",
        }
    }

    /// The doubt about an item that the rest of a value's key, behind [`crate::content::key::WAIVED`], names.
    pub(crate) fn about(rest: &str) -> Option<(Doubt, ItemId)> {
        let (word, item) = rest.split_once(':')?;
        Some((Doubt::ALL.into_iter().find(|doubt| doubt.word() == word)?, ItemId::new(item).ok()?))
    }
}

impl Hint {
    fn at(doubt: Doubt, field: FieldId) -> Self {
        Self { doubt, section: None, field, words: Vec::new(), count: 0, usual: 0, waived: None }
    }
}

/// More actions than this are hard to begin at once, whatever the form has room for.
const ACTIONS: usize = 3;

/// The attributes in which forms ask what an action is for, and what it brings about.
const PURPOSE: [&str; 2] = ["purpose", "aim"];
const EFFECT: &str = "effect";

/// So many characters are read at a glance at a place; a text is far too long at twice as many.
fn glance(field: &FieldId) -> Option<usize> {
    match (field.item().kind()?, field.key()) {
        (Kind::Sheet, "theme") => Some(30),
        (Kind::Vision | Kind::Ideal, "headline") => Some(40),
        (Kind::Bullet | Kind::Goal, "text") => Some(50),
        (Kind::Action, "title") => Some(30),
        (Kind::Step, "label") => Some(20),
        _ => None,
    }
}

/// What `sheet`, asked for by `form`, lets a reader doubt, in reading order; nothing where all hangs together.
pub fn hints(sheet: &Sheet, form: &Form) -> Vec<Hint> {
    let mut sheet = form.shown(sheet);
    sheet.drop_archived();
    let mut found = Vec::new();
    visions(&sheet, form, &mut found);
    gaps(&sheet, form, &mut found);
    goals(&sheet, form, &mut found);
    actions(&sheet, form, &mut found);
    for (field, text) in sheet.fields() {
        if let Some(usual) = glance(&field).filter(|usual| text.characters() > usual * 2) {
            found.push(Hint { count: text.characters(), usual, ..Hint::at(Doubt::LongText, field) });
        }
    }
    for hint in &mut found {
        let item = hint.field.item();
        let known = sheet.waived.iter().find(|waived| waived.doubt == hint.doubt && waived.item == item);
        hint.section = section(&sheet, &item);
        hint.waived = known.map(|waived| waived.reason.clone());
    }
    found
}

/// The section in which an item stands.
fn section(sheet: &Sheet, item: &ItemId) -> Option<SectionKind> {
    let holds = |bullets: &[Bullet]| bullets.iter().any(|bullet| bullet.id == *item);
    Some(match item.kind()? {
        Kind::Vision => SectionKind::Vision,
        Kind::Ideal => SectionKind::Ideal,
        Kind::Step | Kind::Goal => SectionKind::Steps,
        Kind::Action => SectionKind::Actions,
        Kind::Bullet if sheet.visions.iter().any(|vision| holds(&vision.lines)) => SectionKind::Vision,
        Kind::Bullet if sheet.ideals.iter().any(|ideal| holds(&ideal.bullets)) => SectionKind::Ideal,
        Kind::Bullet if sheet.findings.iter().any(|finding| holds(&finding.bullets)) => SectionKind::Findings,
        Kind::Bullet => SectionKind::Gap,
        _ => return None,
    })
}

fn written(text: &Text) -> bool {
    !text.text.trim().is_empty()
}

fn any(bullets: &[Bullet]) -> bool {
    bullets.iter().any(|bullet| written(&bullet.text))
}

fn visions(sheet: &Sheet, form: &Form, found: &mut Vec<Hint>) {
    let of_form = |key: &str| form.steps.iter().find(|s| s.key == key).and_then(|s| s.horizon);
    let dated = sheet.steps.iter().any(|step| step.horizon.or_else(|| of_form(step.id.keys().first()?)).is_some());
    for vision in sheet.visions.iter().filter(|vision| written(&vision.headline)) {
        let asked = form.visions.iter().find(|asked| ItemId::slot(Kind::Vision, &[&asked.key]) == vision.id);
        let year = vision.horizon.or_else(|| asked?.horizon);
        if dated && year.is_none_or(|year| year == 0) {
            found.push(Hint::at(Doubt::VisionWithoutYear, vision.id.field("headline")));
        }
        let words = anybody::words(&vision.headline.text);
        if !words.is_empty() {
            found.push(Hint { words, ..Hint::at(Doubt::WordsOfAnybody, vision.id.field("headline")) });
        }
    }
}

fn gaps(sheet: &Sheet, form: &Form, found: &mut Vec<Hint>) {
    let begun = sheet.gap.iter().any(|cell| any(&cell.bullets));
    for ideal in sheet.ideals.iter().filter(|ideal| begun && (written(&ideal.headline) || any(&ideal.bullets))) {
        let (keys, last) = (ideal.id.keys(), form.columns.last());
        let Some((row, column)) = keys.first().filter(|key| form.rows.iter().any(|r| r.key == **key)).zip(last) else {
            continue;
        };
        if !sheet.gap_cell(row, &column.key).is_some_and(|cell| any(&cell.bullets)) {
            found.push(Hint::at(Doubt::IdealWithoutGap, ideal.id.field("headline")));
        }
    }
    let mut bullets = sheet.gap.iter().flat_map(|c| &c.bullets).chain(sheet.findings.iter().flat_map(|f| &f.bullets));
    if form.causes
        && let Some(first) = bullets.clone().find(|bullet| written(&bullet.text))
        && !bullets.any(|bullet| bullet.causes.iter().any(|cause| written(&cause.text)))
    {
        found.push(Hint::at(Doubt::GapWithoutCause, first.id.field("text")));
    }
}

fn goals(sheet: &Sheet, form: &Form, found: &mut Vec<Hint>) {
    let Some(first) = form.steps.first().and_then(|step| sheet.step(&step.key)) else { return };
    let begun = sheet.actions.iter().any(|action| written(&action.title));
    for goal in first.goals.iter().filter(|goal| begun && written(&goal.text)) {
        if !sheet.actions.iter().any(|action| action.serves.contains(&goal.id)) {
            found.push(Hint::at(Doubt::GoalWithoutAction, goal.id.field("text")));
        }
    }
}

fn actions(sheet: &Sheet, form: &Form, found: &mut Vec<Hint>) {
    let goals: Vec<&ItemId> = sheet.steps.iter().flat_map(|step| &step.goals).map(|goal| &goal.id).collect();
    let purpose = form.attributes.iter().find(|attribute| PURPOSE.contains(&attribute.key.as_str()));
    let begun: Vec<&Action> = sheet.actions.iter().filter(|action| written(&action.title)).collect();
    for action in &begun {
        if !goals.is_empty() && !action.serves.iter().any(|goal| goals.contains(&goal)) {
            found.push(Hint::at(Doubt::ActionWithoutGoal, action.id.field("title")));
        }
        let attribute = |key: &str| action.attributes.get(key).is_some_and(written);
        let effect = attribute(EFFECT) || action.effects.iter().any(|effect| written(&effect.text));
        if let Some(purpose) = purpose.filter(|purpose| effect && !attribute(&purpose.key)) {
            found.push(Hint::at(Doubt::EffectWithoutPurpose, action.id.field(&format!("attr-{}", purpose.key))));
        }
    }
    let usual = ACTIONS.max(form.actions as usize);
    if let Some(beyond) = begun.get(usual) {
        found.push(Hint { count: begun.len(), usual, ..Hint::at(Doubt::ManyActions, beyond.id.field("title")) });
    }
}
