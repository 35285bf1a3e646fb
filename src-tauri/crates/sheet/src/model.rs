//! The parts of a sheet as plain data. This is also the JSON that `aritai-cli show --json` prints and `import` reads.
//!
//! Every part may be left out of the JSON; what is left out is empty. Archived items stay in their lists and are marked.

mod fields;
mod write;

use crate::{Doubt, FiscalYear, FormId, ItemId, Kind, Text};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

macro_rules! part {
    ($(#[$meta:meta])* pub struct $name:ident { $($body:tt)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
        #[serde(rename_all = "camelCase", default, deny_unknown_fields)]
        pub struct $name { $($body)* }
    };
}

mod poster;
pub use poster::{Poster, PosterPicture};

part! {
/// One year's change story sheet.
pub struct Sheet {
    /// The fiscal year of the team.
    pub fiscal_year: FiscalYear,
    /// The municipality's own counter of its teams: 4 for 4期生.
    pub cohort: Option<u32>,
    /// The form (様式) by which the sheet is asked for and shown.
    pub form: FormId,
    /// テーマ.
    pub theme: Text,
    /// The line under the theme.
    pub subtitle: Text,
    /// The team.
    pub members: Vec<Member>,
    /// 対話自治体: the municipalities that the team talks with.
    pub partners: Vec<Partner>,
    /// The prose that opens a section, by the section's kind.
    pub leads: BTreeMap<String, Text>,
    /// ありたい姿, one or more.
    pub visions: Vec<Vision>,
    /// あるべき姿.
    pub ideals: Vec<Ideal>,
    /// 現状とギャップ: the cells of the matrix.
    pub gap: Vec<GapCell>,
    /// What the matrix does not hold: strengths, weaknesses, lessons.
    pub findings: Vec<Finding>,
    /// ステップ and their goal states.
    pub steps: Vec<Step>,
    /// なぜこの一歩か: what led to the choice of actions.
    pub why: Text,
    /// What earlier cohorts did.
    pub earlier: Vec<Earlier>,
    /// アクション.
    pub actions: Vec<Action>,
    /// What the poster adds to the sheet.
    pub poster: Poster,
    /// Hints that the team let be.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub waived: Vec<Waived>,
}
}

/// A hint that the team let be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Waived {
    /// What was doubted.
    pub doubt: Doubt,
    /// About which item.
    pub item: ItemId,
    /// Why it is left so.
    pub reason: String,
}

part! {
/// A member of the team, as of that year.
pub struct Member {
    /// The member's id.
    pub id: ItemId,
    /// Whether the member was put away.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub archived: bool,
    /// The name as its bearer writes it.
    pub name: Text,
    /// ふりがな: how the name is read; printed above it.
    pub reading: Text,
    /// 役職.
    pub post: Text,
    /// 所属 in that year.
    pub affiliation: Text,
}
}

part! {
/// A municipality that the team talks with.
pub struct Partner {
    /// The partner's id.
    pub id: ItemId,
    /// Whether it was put away.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub archived: bool,
    /// Its name.
    pub name: Text,
}
}

part! {
/// ありたい姿, and facing it なりゆきの未来.
pub struct Vision {
    /// The slot `vision-<key>`.
    pub id: ItemId,
    /// What the vision is called, where it differs from the form's words.
    pub label: Text,
    /// In how many years it is to be, where that differs from the form.
    pub horizon: Option<u32>,
    /// The vision in one sentence.
    pub headline: Text,
    /// The lines that support the headline.
    pub lines: Vec<Bullet>,
    /// The background in prose.
    pub background: Text,
    /// なりゆき: what comes if nothing is done.
    pub drift: Text,
}
}

part! {
/// あるべき姿 of one aspect.
pub struct Ideal {
    /// The slot `ideal-<aspect>`.
    pub id: ItemId,
    /// The ideal in one sentence.
    pub headline: Text,
    /// What belongs to it.
    pub bullets: Vec<Bullet>,
    /// Why it has to be so.
    pub reasoning: Text,
}
}

part! {
/// One cell of the gap matrix.
pub struct GapCell {
    /// The slot `gap-<aspect>-<column>`.
    pub id: ItemId,
    /// What stands in it.
    pub bullets: Vec<Bullet>,
}
}

part! {
/// What was found about the present beside the matrix.
pub struct Finding {
    /// The slot `finding-strengths`, `finding-weaknesses` or `finding-lessons`.
    pub id: ItemId,
    /// What was found.
    pub bullets: Vec<Bullet>,
}
}

part! {
/// A short statement, and the causes under it.
pub struct Bullet {
    /// The bullet's id.
    pub id: ItemId,
    /// Whether it was put away.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub archived: bool,
    /// The statement.
    pub text: Text,
    /// なぜ.
    pub causes: Vec<Cause>,
}
}

part! {
/// A cause of what a bullet states.
pub struct Cause {
    /// The cause's id.
    pub id: ItemId,
    /// Whether it was put away.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub archived: bool,
    /// The cause.
    pub text: Text,
}
}

part! {
/// A step on the way to the vision.
pub struct Step {
    /// The slot `step-<key>`.
    pub id: ItemId,
    /// The step in a few words, where the team gave it some.
    pub label: Text,
    /// By when it is to be reached, in years, where that differs from the form.
    pub horizon: Option<u32>,
    /// 目標状態.
    pub goals: Vec<Goal>,
}
}

part! {
/// A state to be reached by a step.
pub struct Goal {
    /// The goal's id.
    pub id: ItemId,
    /// Whether it was put away.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub archived: bool,
    /// The aspect it belongs to, by the form's key; `None` where the team does not divide.
    pub aspect: Option<String>,
    /// The state.
    pub text: Text,
}
}

part! {
/// A note on an action of an earlier cohort.
pub struct Earlier {
    /// The note's id.
    pub id: ItemId,
    /// Whether it was put away.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub archived: bool,
    /// The fiscal year of that action.
    pub fiscal_year: Option<FiscalYear>,
    /// The cohort that did it.
    pub cohort: Option<u32>,
    /// Who they were.
    pub team: Text,
    /// The action.
    pub title: Text,
    /// What it was, and what became of it.
    pub note: Text,
    /// Where it stands now.
    pub status: Option<Status>,
}
}

part! {
/// What the team itself starts.
pub struct Action {
    /// The action's id.
    pub id: ItemId,
    /// Whether it was put away.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub archived: bool,
    /// The action in one line.
    pub title: Text,
    /// The step it hangs on (slot `step-<key>`).
    pub step: Option<ItemId>,
    /// The goals it serves.
    pub serves: Vec<ItemId>,
    /// 目的, 効果 …: by the form's keys.
    pub attributes: BTreeMap<String, Text>,
    /// What it does for whom.
    pub effects: Vec<Effect>,
    /// Who carries it.
    pub owner: Text,
    /// What became of it; the last one that is not archived says where it stands.
    pub statuses: Vec<StatusChange>,
    /// What is planned for each step, by the step's key.
    pub roadmap: BTreeMap<String, RoadmapCell>,
}
}

part! {
/// What an action does for one audience.
pub struct Effect {
    /// The effect's id.
    pub id: ItemId,
    /// Whether it was put away.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub archived: bool,
    /// For whom.
    pub audience: Text,
    /// What it does.
    pub text: Text,
}
}

part! {
/// A change of an action's status.
pub struct StatusChange {
    /// The change's id.
    pub id: ItemId,
    /// Whether it was put away.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub archived: bool,
    /// The new status.
    pub status: Status,
    /// The day it changed.
    #[ts(type = "string | null")]
    pub date: Option<NaiveDate>,
    /// Why.
    pub reason: Text,
}
}

part! {
/// What is planned for an action by one step.
pub struct RoadmapCell {
    /// The phase (研究, 試行, 実施 …), by the form's key.
    pub phase: Option<String>,
    /// What is done then.
    pub text: Text,
}
}

/// Where an action stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// 構想
    #[default]
    Idea,
    /// 協議中
    Discussing,
    /// 試行
    Trial,
    /// 実施
    Running,
    /// 定着
    Established,
    /// 停止
    Stopped,
    /// 見送り
    Declined,
    /// 引継ぎ
    HandedOver,
}

impl Status {
    /// Every status, in the order of an action's life.
    pub const ALL: [Status; 8] = [
        Status::Idea,
        Status::Discussing,
        Status::Trial,
        Status::Running,
        Status::Established,
        Status::Stopped,
        Status::Declined,
        Status::HandedOver,
    ];

    /// The word that JSON and the file use.
    pub fn word(self) -> &'static str {
        match self {
            Status::Idea => "idea",
            Status::Discussing => "discussing",
            Status::Trial => "trial",
            Status::Running => "running",
            Status::Established => "established",
            Status::Stopped => "stopped",
            Status::Declined => "declined",
            Status::HandedOver => "handed-over",
        }
    }

    /// The status written as `word`, if there is one.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.word() == word)
    }
}

impl Action {
    /// Where the action stands now: the last change that was not put away.
    pub fn status(&self) -> Option<&StatusChange> {
        self.statuses.iter().rev().find(|s| !s.archived)
    }
}

impl Sheet {
    /// An empty sheet of `fiscal_year` in `form`.
    pub fn blank(fiscal_year: FiscalYear, form: FormId) -> Self {
        Self { fiscal_year, form, ..Self::default() }
    }

    /// The vision that the form calls `key`, if something was ever written there.
    pub fn vision(&self, key: &str) -> Option<&Vision> {
        let id = ItemId::slot(Kind::Vision, &[key]);
        self.visions.iter().find(|v| v.id == id)
    }

    /// The ideal of `aspect`, if something was ever written there.
    pub fn ideal(&self, aspect: &str) -> Option<&Ideal> {
        let id = ItemId::slot(Kind::Ideal, &[aspect]);
        self.ideals.iter().find(|i| i.id == id)
    }

    /// The cell of the gap matrix at `aspect` and `column`, if something was ever written there.
    pub fn gap_cell(&self, aspect: &str, column: &str) -> Option<&GapCell> {
        let id = ItemId::slot(Kind::Gap, &[aspect, column]);
        self.gap.iter().find(|c| c.id == id)
    }

    /// The findings that the form calls `key`, if something was ever written there.
    pub fn finding(&self, key: &str) -> Option<&Finding> {
        let id = ItemId::slot(Kind::Finding, &[key]);
        self.findings.iter().find(|f| f.id == id)
    }

    /// The step that the form calls `key`, if something was ever written there.
    pub fn step(&self, key: &str) -> Option<&Step> {
        let id = ItemId::slot(Kind::Step, &[key]);
        self.steps.iter().find(|s| s.id == id)
    }
}
