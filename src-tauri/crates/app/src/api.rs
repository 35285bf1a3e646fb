//! What crosses the border between the core and the screens. The TypeScript types are generated from here.

use crate::settings::Settings;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sheet::{Edit, FieldId, FiscalYear, Form, FormId, ItemId, Kind, NotShown, Sheet, SheetId, Status};
use std::collections::BTreeMap;
use ts_rs::TS;

macro_rules! asked {
    ($(#[$meta:meta])* pub struct $name:ident { $($body:tt)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
        #[serde(rename_all = "camelCase", deny_unknown_fields)]
        pub struct $name { $($body)* }
    };
}

macro_rules! answered {
    ($(#[$meta:meta])* pub struct $name:ident { $($body:tt)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Serialize, TS)]
        #[serde(rename_all = "camelCase")]
        pub struct $name { $($body)* }
    };
}

mod print;

pub use print::*;

asked! {
/// A command that needs nothing said.
pub struct Nothing {}
}

answered! {
/// What a window needs first.
pub struct Started {
    /// The program's version.
    pub version: String,
    /// Language, author and the like.
    pub settings: Settings,
    /// Books opened before, the last one first.
    pub recent: Vec<Recent>,
    /// All forms.
    pub forms: Vec<Form>,
    /// The statuses an action can have, in the order of its life.
    pub statuses: Vec<Status>,
    /// The paper sizes that a sheet can be printed on.
    pub papers: Vec<String>,
    /// The folder that new books are put in unless said otherwise.
    pub folder: String,
    /// The fiscal year of today.
    pub fiscal_year: FiscalYear,
    /// The book that is open.
    pub book: Option<BookView>,
    /// Why the sample book could not be made at the very first start.
    pub trouble: Option<Failure>,
}
}

answered! {
/// A book opened before.
pub struct Recent {
    /// Where it is.
    pub path: String,
    /// Whose it is.
    pub organisation: String,
    /// Whether there is no file at that place now.
    pub missing: bool,
}
}

answered! {
/// The open book.
pub struct BookView {
    /// Where it is.
    pub path: String,
    /// Whose it is.
    pub organisation: String,
    /// Why it cannot be changed, in the user's language; none when it can.
    pub read_only: Option<Failure>,
    /// Whether it is the sample book that came with the program.
    pub sample: bool,
    /// Its sheets, the latest year first.
    pub years: Vec<Year>,
}
}

answered! {
/// One year of the open book.
pub struct Year {
    /// The year's sheet.
    pub sheet: SheetId,
    /// The fiscal year.
    pub fiscal_year: FiscalYear,
    /// The fiscal year in words: 令和4年度（2022年度）.
    pub label: String,
    /// The team's number.
    pub cohort: Option<u32>,
    /// The theme.
    pub theme: String,
    /// The year's colour: the name of a theme in `assets/themes`.
    pub accent: String,
}
}

asked! {
/// Begins a new book.
pub struct BookNew {
    /// Where; a file of that name must not exist.
    pub path: String,
    /// Whose it is.
    pub organisation: String,
    /// The first sheet's year.
    pub fiscal_year: FiscalYear,
    /// The first sheet's form.
    pub form: FormId,
}
}

asked! {
/// Names a file.
pub struct AtPath {
    /// The file.
    pub path: String,
}
}

answered! {
/// What was saved of a damaged book.
pub struct Recovered {
    /// The new book, which is open now.
    pub book: BookView,
    /// What was lost, in words; none when everything was saved.
    pub lost: Option<Failure>,
}
}

asked! {
/// Names whose book it is.
pub struct OrganisationSet {
    /// The name.
    pub organisation: String,
}
}

asked! {
/// Names a sheet of the open book.
pub struct OfSheet {
    /// The sheet.
    pub sheet: SheetId,
}
}

answered! {
/// A sheet as a person works on it.
pub struct SheetView {
    /// Which sheet.
    pub id: SheetId,
    /// Its content, with an empty slot wherever the form has one.
    pub sheet: Sheet,
    /// Its form.
    pub form: Form,
    /// The fiscal year in words.
    pub year: String,
    /// The horizons of visions and steps, by slot.
    pub horizons: BTreeMap<ItemId, Horizon>,
    /// How full each section is.
    pub fill: Vec<Fill>,
    /// What the sheet holds and the form does not show.
    pub not_shown: Vec<NotShown>,
    /// What does not hang together yet, in reading order.
    pub hints: Vec<sheet::Hint>,
    /// What undo would take back, in the user's language.
    pub undo: Option<String>,
    /// What redo would bring back.
    pub redo: Option<String>,
    /// Grows with every change; a smaller number is older.
    pub revision: u32,
}
}

answered! {
/// By when a vision or step is to be.
pub struct Horizon {
    /// In how many years.
    pub years: u32,
    /// The year in words: 令和14年度（2032年度）.
    pub label: String,
}
}

answered! {
/// How full a section is.
pub struct Fill {
    /// The section.
    pub section: sheet::form::SectionKind,
    /// How many of its places have something.
    pub filled: u32,
    /// How many places it has.
    pub of: u32,
}
}

asked! {
/// Changes a sheet. All edits together are one thing that undo takes back.
pub struct EditSheet {
    /// The sheet.
    pub sheet: SheetId,
    /// What to change.
    pub edits: Vec<Edit>,
}
}

answered! {
/// What undo or redo did.
pub struct Undone {
    /// The sheet now.
    pub view: SheetView,
    /// The field to show.
    pub field: Option<FieldId>,
}
}

asked! {
/// Begins a further year in the open book.
pub struct YearAdd {
    /// The year.
    pub fiscal_year: FiscalYear,
    /// The form.
    pub form: FormId,
    /// The team's number.
    pub cohort: Option<u32>,
    /// The sheet whose actions are noted as earlier actions in the new one.
    pub follows: Option<SheetId>,
}
}

asked! {
/// Names a version of the sheet as it is now.
pub struct VersionAdd {
    /// The sheet.
    pub sheet: SheetId,
    /// The name: 第2回研究会提出.
    pub name: String,
    /// Why it changed.
    pub reason: String,
}
}

answered! {
/// A named version.
pub struct VersionView {
    /// The version.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Why it changed.
    pub reason: String,
    /// Who named it.
    pub author: String,
    /// When, in words of the user's language.
    pub time: String,
}
}

asked! {
/// Asks for a version.
pub struct OfVersion {
    /// The sheet.
    pub sheet: SheetId,
    /// The version.
    pub version: String,
}
}

answered! {
/// A version beside the sheet as it is now.
pub struct VersionCompared {
    /// The version's content, with an empty slot wherever its form has one.
    pub sheet: Sheet,
    /// Its form.
    pub form: Form,
    /// What is different now.
    pub differences: Vec<Difference>,
}
}

answered! {
/// A text that is not the same in two states of a sheet.
pub struct Difference {
    /// The field.
    pub field: FieldId,
    /// The kind of its item.
    pub kind: Option<Kind>,
    /// The text in the older state.
    pub before: String,
    /// The text in the newer state.
    pub after: String,
}
}

/// Something that could not be done, in the user's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Failure {
    /// The stable name of the error.
    pub code: String,
    /// What happened.
    pub what: String,
    /// What to do.
    pub next: String,
    /// What was not lost.
    pub kept: String,
    /// What the program can do about it, if it can do something.
    pub offer: Option<Box<Offer>>,
}

/// What the program can do about a failure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[serde(tag = "offer", rename_all = "kebab-case")]
pub enum Offer {
    /// Work on a copy of the book on this machine: `book-copy`.
    Copy {
        /// The book.
        path: String,
    },
    /// Save what can be read of the damaged book into a new one: `book-recover`.
    Recover {
        /// The book.
        path: String,
    },
}

/// Something that happened, told to every window.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "event", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Event {
    /// A sheet changed.
    SheetChanged {
        /// Which.
        sheet: SheetId,
        /// Its revision now.
        revision: u32,
    },
    /// Another book was opened, or the book's head or years changed.
    BookChanged,
    /// The settings changed.
    SettingsChanged {
        /// The settings now.
        settings: Settings,
    },
    /// An export goes on.
    ExportProgress {
        /// Which.
        export: u32,
        /// How many of its steps are done.
        done: u32,
        /// How many steps it has.
        of: u32,
    },
    /// An export has ended.
    ExportEnded {
        /// Which.
        export: u32,
        /// How.
        ending: Ending,
    },
}
