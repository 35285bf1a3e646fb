// Generated from the core by `cargo nextest run -p app` with ARITAI_WRITE=1. Do not edit: a test compares it.

export type Action = {
/**
 * The action's id.
 */
id: ItemId,
/**
 * Whether it was put away.
 */
archived?: boolean,
/**
 * The action in one line.
 */
title: Text,
/**
 * The step it hangs on (slot `step-<key>`).
 */
step: ItemId | null,
/**
 * The goals it serves.
 */
serves: Array<ItemId>,
/**
 * 目的, 効果 …: by the form's keys.
 */
attributes: { [key in string]: Text },
/**
 * What it does for whom.
 */
effects: Array<Effect>,
/**
 * Who carries it.
 */
owner: Text,
/**
 * What became of it; the last one that is not archived says where it stands.
 */
statuses: Array<StatusChange>,
/**
 * What is planned for each step, by the step's key.
 */
roadmap: { [key in string]: RoadmapCell }, };

export type Aspect = {
/**
 * The key in ids.
 */
key: string,
/**
 * What it is called.
 */
name: Localized,
/**
 * What to write there, or to think of.
 */
guidance: Localized, };

export type AtPath = {
/**
 * The file.
 */
path: string, };

export type BookNew = {
/**
 * Where; a file of that name must not exist.
 */
path: string,
/**
 * Whose it is.
 */
organisation: string,
/**
 * The first sheet's year.
 */
fiscalYear: FiscalYear,
/**
 * The first sheet's form.
 */
form: FormId, };

export type BookView = {
/**
 * Where it is.
 */
path: string,
/**
 * Whose it is.
 */
organisation: string,
/**
 * Why it cannot be changed, in the user's language; none when it can.
 */
readOnly: Failure | null,
/**
 * Whether it is the sample book that came with the program.
 */
sample: boolean,
/**
 * Its sheets, the latest year first.
 */
years: Array<Year>, };

export type Bullet = {
/**
 * The bullet's id.
 */
id: ItemId,
/**
 * Whether it was put away.
 */
archived?: boolean,
/**
 * The statement.
 */
text: Text,
/**
 * なぜ.
 */
causes: Array<Cause>, };

export type Cause = {
/**
 * The cause's id.
 */
id: ItemId,
/**
 * Whether it was put away.
 */
archived?: boolean,
/**
 * The cause.
 */
text: Text, };

export type Choices = {
/**
 * The products that can be made.
 */
products: Array<ProductChoice>,
/**
 * The papers.
 */
papers: Array<PaperChoice>,
/**
 * The themes.
 */
themes: Array<ThemeChoice>,
/**
 * What was exported from this book the last time.
 */
last: Print | null, };

export type Difference = {
/**
 * The field.
 */
field: FieldId,
/**
 * The kind of its item.
 */
kind: Kind | null,
/**
 * The text in the older state.
 */
before: string,
/**
 * The text in the newer state.
 */
after: string, };

export type Doubt = "vision-without-year" | "words-of-anybody" | "ideal-without-gap" | "gap-without-cause" | "goal-without-action" | "action-without-goal" | "effect-without-purpose" | "many-actions" | "long-text";

export type DrawnPage = {
/**
 * The same for the same drawing.
 */
hash: string,
/**
 * Its width in millimetres.
 */
width: number,
/**
 * Its height in millimetres.
 */
height: number,
/**
 * The drawing; none where the screen has it.
 */
svg: string | null,
/**
 * How the page is parted; none where it is printed in one piece.
 */
tiles: TilePlan | null, };

export type Earlier = {
/**
 * The note's id.
 */
id: ItemId,
/**
 * Whether it was put away.
 */
archived?: boolean,
/**
 * The fiscal year of that action.
 */
fiscalYear: FiscalYear | null,
/**
 * The cohort that did it.
 */
cohort: number | null,
/**
 * Who they were.
 */
team: Text,
/**
 * The action.
 */
title: Text,
/**
 * What it was, and what became of it.
 */
note: Text,
/**
 * Where it stands now.
 */
status: Status | null, };

export type Edit = { "edit": "text",
/**
 * Where.
 */
field: FieldId,
/**
 * What the writer saw when the writing began.
 */
base: string,
/**
 * What the writer made of it.
 */
text: string, } | { "edit": "confidential",
/**
 * Where.
 */
field: FieldId,
/**
 * Whether it is confidential from now on.
 */
on: boolean, } | { "edit": "add",
/**
 * The new item's id; its kind says which list it joins.
 */
id: ItemId,
/**
 * What it belongs to; `None` for items of the sheet itself.
 */
place: ItemId | null,
/**
 * The item that it comes after; `None` puts it at the end.
 */
after: ItemId | null,
/**
 * The text that names it (a bullet's text, an action's title, a member's name); may be empty.
 */
text: string, } | { "edit": "move",
/**
 * The item.
 */
id: ItemId,
/**
 * What it belongs to from now on; `None` for items of the sheet itself.
 */
place: ItemId | null,
/**
 * The item that it comes after; `None` puts it first.
 */
after: ItemId | null, } | { "edit": "archive",
/**
 * The item.
 */
id: ItemId, } | { "edit": "restore",
/**
 * The item.
 */
id: ItemId, } | { "edit": "value",
/**
 * The item.
 */
id: ItemId,
/**
 * Which value, by the names in [`crate::content::key`].
 */
key: string,
/**
 * The value; `None` clears it.
 */
value: Value | null, } | { "edit": "form",
/**
 * The new form.
 */
form: FormId, };

export type EditSheet = {
/**
 * The sheet.
 */
sheet: SheetId,
/**
 * What to change.
 */
edits: Array<Edit>, };

export type Effect = {
/**
 * The effect's id.
 */
id: ItemId,
/**
 * Whether it was put away.
 */
archived?: boolean,
/**
 * For whom.
 */
audience: Text,
/**
 * What it does.
 */
text: Text, };

export type Ending = { "how": "done",
/**
 * What was written.
 */
exported: Exported, } | { "how": "cancelled" } | { "how": "failed",
/**
 * Why.
 */
failure: Failure, };

export type Event = { "event": "sheet-changed",
/**
 * Which.
 */
sheet: SheetId,
/**
 * Its revision now.
 */
revision: number, } | { "event": "book-changed" } | { "event": "settings-changed",
/**
 * The settings now.
 */
settings: Settings, } | { "event": "export-progress",
/**
 * Which.
 */
export: number,
/**
 * How many of its steps are done.
 */
done: number,
/**
 * How many steps it has.
 */
of: number, } | { "event": "export-ended",
/**
 * Which.
 */
export: number,
/**
 * How.
 */
ending: Ending, };

export type ExportStart = {
/**
 * What to print.
 */
print: Print,
/**
 * Where to: a file; for several pages as pictures, further files come beside it; for the meeting, the folder, which is
 * made where it is missing.
 */
path: string, };

export type ExportStarted = {
/**
 * The export.
 */
export: number, };

export type Exported = {
/**
 * The files in order.
 */
files: Array<ExportedFile>,
/**
 * What was noticed.
 */
report: PrintReport, };

export type ExportedFile = {
/**
 * Where it is.
 */
path: string,
/**
 * How many pages it has.
 */
pages: number,
/**
 * How large it is, in bytes.
 */
bytes: number, };

export type Failure = {
/**
 * The stable name of the error.
 */
code: string,
/**
 * What happened.
 */
what: string,
/**
 * What to do.
 */
next: string,
/**
 * What was not lost.
 */
kept: string,
/**
 * What the program can do about it, if it can do something.
 */
offer: Offer | null, };

export type FieldId = string;

export type FileKind = "pdf" | "png" | "svg";

export type Fill = {
/**
 * The section.
 */
section: SectionKind,
/**
 * How many of its places have something.
 */
filled: number,
/**
 * How many places it has.
 */
of: number, };

export type Finding = {
/**
 * The slot `finding-strengths`, `finding-weaknesses` or `finding-lessons`.
 */
id: ItemId,
/**
 * What was found.
 */
bullets: Array<Bullet>, };

export type FiscalYear = number;

export type Form = {
/**
 * Its name in sheets; also the name of its file.
 */
id: FormId,
/**
 * Its name for people.
 */
name: Localized,
/**
 * When to choose it.
 */
description: Localized,
/**
 * The sections in the order in which they are read.
 */
section: Array<Section>,
/**
 * ありたい姿: one or more.
 */
vision: Array<FormVision>,
/**
 * The aspects of the ideal; none where the form asks for no ideal.
 */
ideal: Array<Aspect>,
/**
 * The rows of the gap matrix; none where there is no matrix.
 */
row: Array<Aspect>,
/**
 * The columns of the gap matrix.
 */
column: Array<Named>,
/**
 * Whether causes (なぜ) are asked for under the bullets of the matrix and the findings.
 */
causes: boolean,
/**
 * Strengths, weaknesses, lessons.
 */
finding: Array<Named>,
/**
 * The steps, the nearest first.
 */
step: Array<FormStep>,
/**
 * By which aspects goals are divided; none where they are not.
 */
goal: Array<Named>,
/**
 * The attributes of an action.
 */
attribute: Array<Aspect>,
/**
 * Whether effects are asked for by audience.
 */
effects: boolean,
/**
 * The phases of the action × step roadmap; none where there is no roadmap.
 */
phase: Array<Named>,
/**
 * How many actions are usual.
 */
actions: number, };

export type FormId = string;

export type FormStep = {
/**
 * The key in the slot's id. The same keys in all forms (`1`, `2`, `3`) let goals live through a change of form.
 */
key: string,
/**
 * What the step is called.
 */
name: Localized,
/**
 * By when it is to be reached, in years; none for a staircase without fixed years.
 */
horizon: number | null, };

export type FormVision = {
/**
 * The key in the slot's id.
 */
key: string,
/**
 * What the vision is called.
 */
name: Localized,
/**
 * In how many years it is to be; none for a vision without a year.
 */
horizon: number | null,
/**
 * What to write there.
 */
guidance: Localized, };

export type GapCell = {
/**
 * The slot `gap-<aspect>-<column>`.
 */
id: ItemId,
/**
 * What stands in it.
 */
bullets: Array<Bullet>, };

export type Goal = {
/**
 * The goal's id.
 */
id: ItemId,
/**
 * Whether it was put away.
 */
archived?: boolean,
/**
 * The aspect it belongs to, by the form's key; `None` where the team does not divide.
 */
aspect: string | null,
/**
 * The state.
 */
text: Text, };

export type Hint = {
/**
 * What.
 */
doubt: Doubt,
/**
 * The section that it stands in; `None` for the sheet's head.
 */
section: SectionKind | null,
/**
 * Where to look.
 */
field: FieldId,
/**
 * The words that are meant, where it is about words.
 */
words: Array<string>,
/**
 * How many: actions, or characters.
 */
count: number,
/**
 * How many would be usual.
 */
usual: number,
/**
 * Why the team lets it be; `None` where it has not said so.
 */
waived: string | null, };

export type Horizon = {
/**
 * In how many years.
 */
years: number,
/**
 * The year in words: 令和14年度（2032年度）.
 */
label: string, };

export type Ideal = {
/**
 * The slot `ideal-<aspect>`.
 */
id: ItemId,
/**
 * The ideal in one sentence.
 */
headline: Text,
/**
 * What belongs to it.
 */
bullets: Array<Bullet>,
/**
 * Why it has to be so.
 */
reasoning: Text, };

export type Illegible = {
/**
 * The field; none for words of the form.
 */
field: FieldId | null,
/**
 * Its size in points.
 */
size: number,
/**
 * The size that it should have at least.
 */
least: number,
/**
 * Whether a larger paper would do.
 */
largerPaper: boolean, };

export type Imposed = "single" | "tiles" | "two-up" | "booklet";

export type ItemId = string;

export type Kind = "sheet" | "vision" | "ideal" | "gap" | "finding" | "step" | "member" | "partner" | "bullet" | "cause" | "goal" | "earlier" | "action" | "effect" | "status" | "poster" | "picture";

export type Language = "ja" | "en";

export type LeftOut = {
/**
 * The field.
 */
field: FieldId,
/**
 * How many of its characters are not shown.
 */
characters: number, };

export type Localized = {
/**
 * Japanese.
 */
ja: string,
/**
 * English.
 */
en: string, };

export type Look = "system" | "light" | "dark" | "contrast";

export type Member = {
/**
 * The member's id.
 */
id: ItemId,
/**
 * Whether the member was put away.
 */
archived?: boolean,
/**
 * The name as its bearer writes it.
 */
name: Text,
/**
 * ふりがな: how the name is read; printed above it.
 */
reading: Text,
/**
 * 役職.
 */
post: Text,
/**
 * 所属 in that year.
 */
affiliation: Text, };

export type Missing = {
/**
 * The field; none for words of the form.
 */
field: FieldId | null,
/**
 * The character.
 */
character: string, };

export type Named = {
/**
 * The key in ids.
 */
key: string,
/**
 * What it is called.
 */
name: Localized, };

export type NotShown = {
/**
 * Where it is kept.
 */
field: FieldId,
/**
 * How many characters it has, white space aside.
 */
characters: number, };

export type Nothing = Record<symbol, never>;

export type OfExport = {
/**
 * The export.
 */
export: number, };

export type OfSheet = {
/**
 * The sheet.
 */
sheet: SheetId, };

export type OfVersion = {
/**
 * The sheet.
 */
sheet: SheetId,
/**
 * The version.
 */
version: string, };

export type Offer = { "offer": "copy",
/**
 * The book.
 */
path: string, } | { "offer": "recover",
/**
 * The book.
 */
path: string, };

export type OrganisationSet = {
/**
 * The name.
 */
organisation: string, };

export type Overflow = {
/**
 * The field.
 */
field: FieldId,
/**
 * How many characters continue.
 */
characters: number,
/**
 * The size of running text, in points, at which everything would stand on one page; none where it would have to be
 * smaller than 2.
 */
fitsAt: number | null, };

export type PagePart = {
/**
 * From the left.
 */
x: number,
/**
 * From above.
 */
y: number,
/**
 * Its width.
 */
width: number,
/**
 * Its height.
 */
height: number, };

export type PaperChoice = {
/**
 * Its id.
 */
id: string,
/**
 * What it is called.
 */
name: Localized,
/**
 * Its width in millimetres as it usually lies.
 */
width: number,
/**
 * Its height in millimetres as it usually lies.
 */
height: number, };

export type Partner = {
/**
 * The partner's id.
 */
id: ItemId,
/**
 * Whether it was put away.
 */
archived?: boolean,
/**
 * Its name.
 */
name: Text, };

export type PictureAdd = {
/**
 * The file.
 */
path?: string,
/**
 * What is in the file, in base64.
 */
bytes?: string, };

export type PictureAdded = {
/**
 * The name under which a poster shows it.
 */
hash: string,
/**
 * Its width in dots.
 */
width: number,
/**
 * Its height in dots.
 */
height: number, };

export type PictureAsked = {
/**
 * The picture.
 */
hash: string,
/**
 * How many dots its longer side is to have at most.
 */
longest: number, };

export type PictureView = {
/**
 * The picture.
 */
hash: string,
/**
 * Its width in dots, as it is kept.
 */
width: number,
/**
 * Its height in dots, as it is kept.
 */
height: number,
/**
 * The smaller copy, as a `data:` address.
 */
address: string, };

export type Poster = {
/**
 * The slot `poster-main`.
 */
id: ItemId,
/**
 * The one sentence that makes people stop; where it is empty the poster takes the vision's.
 */
headline: Text,
/**
 * キャッチフレーズ.
 */
catchphrase: Text,
/**
 * The template, by its id; `None` for the usual one.
 */
template: string | null,
/**
 * The theme, by its id; `None` for the year's own.
 */
theme: string | null,
/**
 * The items that do not appear on the poster, each with all that belongs to it.
 */
hidden: Array<ItemId>,
/**
 * The pictures, in the order in which a template takes them.
 */
pictures: Array<PosterPicture>, };

export type PosterPicture = {
/**
 * The picture's id.
 */
id: ItemId,
/**
 * Whether it was put away.
 */
archived?: boolean,
/**
 * The SHA-256 of the picture's bytes in the book, in small hexadecimal digits; `None` before one was chosen.
 */
hash: string | null,
/**
 * The words under the picture.
 */
caption: Text,
/**
 * What the picture shows, for those who do not see it.
 */
alt: Text,
/**
 * The point to be kept in sight, in thousandths of the width from the left; `None` for the middle (500).
 */
focusX: number | null,
/**
 * The point to be kept in sight, in thousandths of the height from the top; `None` for the middle (500).
 */
focusY: number | null,
/**
 * How large it is drawn, in percent of the size that just fills its place; `None` for 100.
 */
zoom: number | null, };

export type Preview = {
/**
 * The pages in order; such as are printed on tiles in one piece, with the plan of the tiles.
 */
pages: Array<DrawnPage>,
/**
 * What was noticed.
 */
report: PrintReport, };

export type PreviewAsked = {
/**
 * What to print.
 */
print: Print,
/**
 * The drawings that the screen has already, by [`DrawnPage::hash`]: they are not sent again.
 */
known: Array<string>,
/**
 * How many dots the longer side of a photograph has in a drawing at most; none takes 1,200.
 */
longest?: number, };

export type Print = {
/**
 * The sheet.
 */
sheet: SheetId,
/**
 * What.
 */
what?: Product,
/**
 * The paper, by its id (`a3`); none takes the usual one of the product.
 */
paper?: string,
/**
 * How the paper lies; none takes the product's or template's own way.
 */
turned?: Turned,
/**
 * The poster's template; none takes what the sheet says, else the usual one.
 */
template?: string,
/**
 * The colours; none takes what the sheet says, else the year's own.
 */
theme?: string,
/**
 * The typeface; none takes the template's own, which is gothic for everything but some posters.
 */
family?: Typeface,
/**
 * Whether it is a draft (案).
 */
draft?: boolean,
/**
 * Prints the sheet as it was in this named version; none prints it as it is now.
 */
version?: string,
/**
 * The kind of file.
 */
kind?: FileKind,
/**
 * How pages are put on sheets of paper.
 */
imposed?: Imposed,
/**
 * The paper of a tile: `a4` or `a3`; none takes `a4`.
 */
tile?: string,
/**
 * How far a tile reaches under its neighbour, in millimetres; none takes 10.
 */
overlap?: number,
/**
 * The rim that the office printer leaves white, in millimetres; none takes 5.
 */
margin?: number,
/**
 * Whether the print shop's bleed and crop marks (トンボ) are added.
 */
marks?: boolean,
/**
 * The resolution of PNG in dots per inch; none takes 150.
 */
dpi?: number, };

export type PrintReport = {
/**
 * What did not fit on the first page and continues, by field.
 */
overflow: Array<Overflow>,
/**
 * What the template or the poster leaves out, by field, in reading order.
 */
leftOut: Array<LeftOut>,
/**
 * The poster's pictures that are not on it: the book lacks them, or the template has no room.
 */
pictures: Array<ItemId>,
/**
 * Texts of the poster that are too small for where it hangs.
 */
illegible: Array<Illegible>,
/**
 * Characters that no typeface at hand has.
 */
missing: Array<Missing>,
/**
 * The size of running text in points.
 */
textSize: number, };

export type Product = "sheet" | "reading" | "brief" | "blank" | "poster" | "meeting";

export type ProductChoice = {
/**
 * Which.
 */
what: Product,
/**
 * What it is called.
 */
name: Localized,
/**
 * The papers that it can be printed on, the usual one first.
 */
papers: Array<string>,
/**
 * Its templates; none where it has but one.
 */
templates: Array<TemplateChoice>,
/**
 * How its pages can be put on sheets of paper.
 */
imposed: Array<Imposed>,
/**
 * The kinds of file that can be made of it.
 */
kinds: Array<FileKind>,
/**
 * The typefaces that it can be set in.
 */
families: Array<Typeface>,
/**
 * Whether the print shop's bleed and crop marks can be added.
 */
marks: boolean,
/**
 * Whether it can be marked as a draft.
 */
drafts: boolean,
/**
 * Whether its paper can be turned.
 */
turns: boolean,
/**
 * How its paper lies unless it is turned.
 */
lies: Turned, };

export type Recent = {
/**
 * Where it is.
 */
path: string,
/**
 * Whose it is.
 */
organisation: string,
/**
 * Whether there is no file at that place now.
 */
missing: boolean, };

export type Recovered = {
/**
 * The new book, which is open now.
 */
book: BookView,
/**
 * What was lost, in words; none when everything was saved.
 */
lost: Failure | null, };

export type RoadmapCell = {
/**
 * The phase (研究, 試行, 実施 …), by the form's key.
 */
phase: string | null,
/**
 * What is done then.
 */
text: Text, };

export type Section = {
/**
 * What stands in it.
 */
kind: SectionKind,
/**
 * Its number as printed: ①.
 */
number: string,
/**
 * Its title.
 */
title: Localized,
/**
 * What to write there.
 */
guidance: Localized, };

export type SectionKind = "vision" | "ideal" | "gap" | "findings" | "steps" | "why" | "actions";

export type Settings = {
/**
 * The language of screens, messages and print.
 */
language: Language,
/**
 * The name under which changes are recorded; empty until given.
 */
author: string,
/**
 * The colours of the screens.
 */
look: Look,
/**
 * How large everything on the screens is, in percent: from 80 to 200.
 */
zoom: number, };

export type Sheet = {
/**
 * The fiscal year of the team.
 */
fiscalYear: FiscalYear,
/**
 * The municipality's own counter of its teams: 4 for 4期生.
 */
cohort: number | null,
/**
 * The form (様式) by which the sheet is asked for and shown.
 */
form: FormId,
/**
 * テーマ.
 */
theme: Text,
/**
 * The line under the theme.
 */
subtitle: Text,
/**
 * The team.
 */
members: Array<Member>,
/**
 * 対話自治体: the municipalities that the team talks with.
 */
partners: Array<Partner>,
/**
 * The prose that opens a section, by the section's kind.
 */
leads: { [key in string]: Text },
/**
 * ありたい姿, one or more.
 */
visions: Array<Vision>,
/**
 * あるべき姿.
 */
ideals: Array<Ideal>,
/**
 * 現状とギャップ: the cells of the matrix.
 */
gap: Array<GapCell>,
/**
 * What the matrix does not hold: strengths, weaknesses, lessons.
 */
findings: Array<Finding>,
/**
 * ステップ and their goal states.
 */
steps: Array<Step>,
/**
 * なぜこの一歩か: what led to the choice of actions.
 */
why: Text,
/**
 * What earlier cohorts did.
 */
earlier: Array<Earlier>,
/**
 * アクション.
 */
actions: Array<Action>,
/**
 * What the poster adds to the sheet.
 */
poster: Poster,
/**
 * Hints that the team let be.
 */
waived: Array<Waived>, };

export type SheetId = string;

export type SheetView = {
/**
 * Which sheet.
 */
id: SheetId,
/**
 * Its content, with an empty slot wherever the form has one.
 */
sheet: Sheet,
/**
 * Its form.
 */
form: Form,
/**
 * The fiscal year in words.
 */
year: string,
/**
 * The horizons of visions and steps, by slot.
 */
horizons: { [key in ItemId]: Horizon },
/**
 * How full each section is.
 */
fill: Array<Fill>,
/**
 * What the sheet holds and the form does not show.
 */
notShown: Array<NotShown>,
/**
 * What does not hang together yet, in reading order.
 */
hints: Array<Hint>,
/**
 * What undo would take back, in the user's language.
 */
undo: string | null,
/**
 * What redo would bring back.
 */
redo: string | null,
/**
 * Grows with every change; a smaller number is older.
 */
revision: number, };

export type Started = {
/**
 * The program's version.
 */
version: string,
/**
 * Language, author and the like.
 */
settings: Settings,
/**
 * Books opened before, the last one first.
 */
recent: Array<Recent>,
/**
 * All forms.
 */
forms: Array<Form>,
/**
 * The statuses an action can have, in the order of its life.
 */
statuses: Array<Status>,
/**
 * The paper sizes that a sheet can be printed on.
 */
papers: Array<string>,
/**
 * The folder that new books are put in unless said otherwise.
 */
folder: string,
/**
 * The fiscal year of today.
 */
fiscalYear: FiscalYear,
/**
 * The book that is open.
 */
book: BookView | null,
/**
 * Why the sample book could not be made at the very first start.
 */
trouble: Failure | null, };

export type Status = "idea" | "discussing" | "trial" | "running" | "established" | "stopped" | "declined" | "handed-over";

export type StatusChange = {
/**
 * The change's id.
 */
id: ItemId,
/**
 * Whether it was put away.
 */
archived?: boolean,
/**
 * The new status.
 */
status: Status,
/**
 * The day it changed.
 */
date: string | null,
/**
 * Why.
 */
reason: Text, };

export type Step = {
/**
 * The slot `step-<key>`.
 */
id: ItemId,
/**
 * The step in a few words, where the team gave it some.
 */
label: Text,
/**
 * By when it is to be reached, in years, where that differs from the form.
 */
horizon: number | null,
/**
 * 目標状態.
 */
goals: Array<Goal>, };

export type TemplateChoice = {
/**
 * Its id.
 */
id: string,
/**
 * What it is called.
 */
name: Localized,
/**
 * What it is good for, in one sentence.
 */
description: Localized,
/**
 * How many pictures it has room for.
 */
pictures: number, };

export type Text = string | { text: string; confidential: boolean };

export type ThemeChoice = {
/**
 * Its id.
 */
id: string,
/**
 * What it is called.
 */
name: Localized,
/**
 * The colour of the paper: `#rrggbb`.
 */
ground: string,
/**
 * The colour of the ink.
 */
ink: string,
/**
 * The one colour.
 */
accent: string, };

export type TilePlan = {
/**
 * The paper of a tile, by its id.
 */
paper: string,
/**
 * How many rows of tiles there are.
 */
rows: number,
/**
 * How many tiles lie side by side.
 */
columns: number,
/**
 * What of the page each tile shows, row by row; neighbours share the strip that is glued.
 */
parts: Array<PagePart>, };

export type Turned = "landscape" | "portrait";

export type Typeface = "gothic" | "mincho";

export type Undone = {
/**
 * The sheet now.
 */
view: SheetView,
/**
 * The field to show.
 */
field: FieldId | null, };

export type Value = boolean | number | string;

export type VersionAdd = {
/**
 * The sheet.
 */
sheet: SheetId,
/**
 * The name: 第2回研究会提出.
 */
name: string,
/**
 * Why it changed.
 */
reason: string, };

export type VersionCompared = {
/**
 * The version's content, with an empty slot wherever its form has one.
 */
sheet: Sheet,
/**
 * Its form.
 */
form: Form,
/**
 * What is different now.
 */
differences: Array<Difference>, };

export type VersionView = {
/**
 * The version.
 */
id: string,
/**
 * Its name.
 */
name: string,
/**
 * Why it changed.
 */
reason: string,
/**
 * Who named it.
 */
author: string,
/**
 * When, in words of the user's language.
 */
time: string, };

export type Vision = {
/**
 * The slot `vision-<key>`.
 */
id: ItemId,
/**
 * What the vision is called, where it differs from the form's words.
 */
label: Text,
/**
 * In how many years it is to be, where that differs from the form.
 */
horizon: number | null,
/**
 * The vision in one sentence.
 */
headline: Text,
/**
 * The lines that support the headline.
 */
lines: Array<Bullet>,
/**
 * The background in prose.
 */
background: Text,
/**
 * なりゆき: what comes if nothing is done.
 */
drift: Text, };

export type Waived = {
/**
 * What was doubted.
 */
doubt: Doubt,
/**
 * About which item.
 */
item: ItemId,
/**
 * Why it is left so.
 */
reason: string, };

export type Year = {
/**
 * The year's sheet.
 */
sheet: SheetId,
/**
 * The fiscal year.
 */
fiscalYear: FiscalYear,
/**
 * The fiscal year in words: 令和4年度（2022年度）.
 */
label: string,
/**
 * The team's number.
 */
cohort: number | null,
/**
 * The theme.
 */
theme: string,
/**
 * The year's colour: the name of a theme in `assets/themes`.
 */
accent: string, };

export type YearAdd = {
/**
 * The year.
 */
fiscalYear: FiscalYear,
/**
 * The form.
 */
form: FormId,
/**
 * The team's number.
 */
cohort: number | null,
/**
 * The sheet whose actions are noted as earlier actions in the new one.
 */
follows: SheetId | null, };

/** Every command of the core: what it is asked and what it answers. */
export interface Commands {
	/** What a window needs first. At the very first start this makes and opens the sample book. */
	"start": { asked: Nothing; answered: Started };
	/** Changes the settings. */
	"settings": { asked: Settings; answered: Settings };
	/** Begins a new book and opens it. */
	"book-new": { asked: BookNew; answered: BookView };
	/** Opens a book. */
	"book-open": { asked: AtPath; answered: BookView };
	/** Makes a fresh copy of the sample book and opens it. */
	"book-sample": { asked: Nothing; answered: BookView };
	/** Copies a book to this machine and opens the copy. */
	"book-copy": { asked: AtPath; answered: BookView };
	/** Saves what can be read of a damaged book into a new one and opens that. */
	"book-recover": { asked: AtPath; answered: Recovered };
	/** The open book. */
	"book": { asked: Nothing; answered: BookView | null };
	/** Closes the open book. All is saved already. */
	"book-close": { asked: Nothing; answered: null };
	/** Says whose book it is. */
	"organisation": { asked: OrganisationSet; answered: BookView };
	/** Takes a book off the list of recent ones. The file stays. */
	"recent-forget": { asked: AtPath; answered: Array<Recent> };
	/** A sheet as it is now. */
	"sheet": { asked: OfSheet; answered: SheetView };
	/** Changes a sheet. The answer comes after the change is safely in the file. */
	"edit": { asked: EditSheet; answered: SheetView };
	/** Takes back the author's last change. */
	"undo": { asked: OfSheet; answered: Undone | null };
	/** Brings back what undo took. */
	"redo": { asked: OfSheet; answered: Undone | null };
	/** The pages as they will print. */
	"preview": { asked: PreviewAsked; answered: Preview };
	/** What can be chosen for a print, and what was chosen the last time. */
	"choices": { asked: Nothing; answered: Choices };
	/** Begins an export. Events tell how it goes on; all its files appear together at its end, or none. */
	"export-start": { asked: ExportStart; answered: ExportStarted };
	/** Asks an export to end without a file. */
	"export-cancel": { asked: OfExport; answered: null };
	/** Exports and answers when all files are written. */
	"export": { asked: ExportStart; answered: Exported };
	/** Keeps a picture in the book, for good. */
	"picture-add": { asked: PictureAdd; answered: PictureAdded };
	/** A picture of the book, small enough for a screen; none where the book lacks it. */
	"picture": { asked: PictureAsked; answered: PictureView | null };
	/** Begins a further year. */
	"year-add": { asked: YearAdd; answered: SheetView };
	/** The named versions of a sheet, the latest first. */
	"versions": { asked: OfSheet; answered: Array<VersionView> };
	/** Names a version of the sheet as it is now. */
	"version-add": { asked: VersionAdd; answered: Array<VersionView> };
	/** A version, and how the sheet differs from it now. */
	"version": { asked: OfVersion; answered: VersionCompared };
}
