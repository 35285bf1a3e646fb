//! Forms (様式): which sections a sheet has, their words, axes, horizons and attributes. A form is data, a TOML file
//! in `assets/forms/`; the backbone of the sheet is not.

mod check;
mod fill;
mod shown;

pub use check::FormError;
pub use shown::NotShown;

use crate::{FormId, ItemId, Kind, Localized};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! part {
    ($(#[$meta:meta])* pub struct $name:ident { $($body:tt)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
        #[serde(rename_all = "camelCase", deny_unknown_fields)]
        pub struct $name { $($body)* }
    };
}

part! {
/// A form.
pub struct Form {
    /// Its name in sheets; also the name of its file.
    pub id: FormId,
    /// Its name for people.
    pub name: Localized,
    /// When to choose it.
    pub description: Localized,
    /// The sections in the order in which they are read.
    #[serde(rename = "section")]
    pub sections: Vec<Section>,
    /// ありたい姿: one or more.
    #[serde(rename = "vision")]
    pub visions: Vec<FormVision>,
    /// The aspects of the ideal; none where the form asks for no ideal.
    #[serde(rename = "ideal", default)]
    pub ideals: Vec<Aspect>,
    /// The rows of the gap matrix; none where there is no matrix.
    #[serde(rename = "row", default)]
    pub rows: Vec<Aspect>,
    /// The columns of the gap matrix.
    #[serde(rename = "column", default)]
    pub columns: Vec<Named>,
    /// Whether causes (なぜ) are asked for under the bullets of the matrix and the findings.
    #[serde(default)]
    pub causes: bool,
    /// Strengths, weaknesses, lessons.
    #[serde(rename = "finding", default)]
    pub findings: Vec<Named>,
    /// The steps, the nearest first.
    #[serde(rename = "step")]
    pub steps: Vec<FormStep>,
    /// By which aspects goals are divided; none where they are not.
    #[serde(rename = "goal", default)]
    pub goals: Vec<Named>,
    /// The attributes of an action.
    #[serde(rename = "attribute", default)]
    pub attributes: Vec<Aspect>,
    /// Whether effects are asked for by audience.
    #[serde(default)]
    pub effects: bool,
    /// The phases of the action × step roadmap; none where there is no roadmap.
    #[serde(rename = "phase", default)]
    pub phases: Vec<Named>,
    /// How many actions are usual.
    pub actions: u32,
}
}

part! {
/// A section of a form.
pub struct Section {
    /// What stands in it.
    pub kind: SectionKind,
    /// Its number as printed: ①.
    pub number: String,
    /// Its title.
    pub title: Localized,
    /// What to write there.
    pub guidance: Localized,
}
}

/// What stands in a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SectionKind {
    /// ありたい姿
    Vision,
    /// あるべき姿
    Ideal,
    /// 現状とギャップ
    Gap,
    /// 良い点・悪い点・学んだこと
    Findings,
    /// ステップ
    Steps,
    /// なぜこの一歩か, with the earlier cohorts' actions.
    Why,
    /// アクション
    Actions,
}

impl SectionKind {
    /// Every kind.
    pub const ALL: [SectionKind; 7] = [
        SectionKind::Vision,
        SectionKind::Ideal,
        SectionKind::Gap,
        SectionKind::Findings,
        SectionKind::Steps,
        SectionKind::Why,
        SectionKind::Actions,
    ];

    /// The word that forms and the keys of [`crate::Sheet::leads`] use.
    pub fn word(self) -> &'static str {
        match self {
            SectionKind::Vision => "vision",
            SectionKind::Ideal => "ideal",
            SectionKind::Gap => "gap",
            SectionKind::Findings => "findings",
            SectionKind::Steps => "steps",
            SectionKind::Why => "why",
            SectionKind::Actions => "actions",
        }
    }
}

part! {
/// A vision that the form asks for.
pub struct FormVision {
    /// The key in the slot's id.
    pub key: String,
    /// What the vision is called.
    pub name: Localized,
    /// In how many years it is to be; none for a vision without a year.
    #[serde(default)]
    pub horizon: Option<u32>,
    /// What to write there.
    #[serde(default)]
    pub guidance: Localized,
}
}

part! {
/// A row, an ideal or an attribute: something with a name and a word of guidance.
pub struct Aspect {
    /// The key in ids.
    pub key: String,
    /// What it is called.
    pub name: Localized,
    /// What to write there, or to think of.
    #[serde(default)]
    pub guidance: Localized,
}
}

part! {
/// Something with a key and a name.
pub struct Named {
    /// The key in ids.
    pub key: String,
    /// What it is called.
    pub name: Localized,
}
}

part! {
/// A step that the form asks for.
pub struct FormStep {
    /// The key in the slot's id. The same keys in all forms (`1`, `2`, `3`) let goals live through a change of form.
    pub key: String,
    /// What the step is called.
    pub name: Localized,
    /// By when it is to be reached, in years; none for a staircase without fixed years.
    #[serde(default)]
    pub horizon: Option<u32>,
}
}

impl Form {
    /// The section of `kind`, if the form has one.
    pub fn section(&self, kind: SectionKind) -> Option<&Section> {
        self.sections.iter().find(|s| s.kind == kind)
    }

    /// The slots that the form gives, in reading order.
    pub fn slots(&self) -> Vec<ItemId> {
        let mut slots = Vec::new();
        slots.extend(self.visions.iter().map(|v| ItemId::slot(Kind::Vision, &[&v.key])));
        slots.extend(self.ideals.iter().map(|a| ItemId::slot(Kind::Ideal, &[&a.key])));
        for row in &self.rows {
            slots.extend(self.columns.iter().map(|c| ItemId::slot(Kind::Gap, &[&row.key, &c.key])));
        }
        slots.extend(self.findings.iter().map(|f| ItemId::slot(Kind::Finding, &[&f.key])));
        slots.extend(self.steps.iter().map(|s| ItemId::slot(Kind::Step, &[&s.key])));
        slots
    }
}
