//! What is asked and answered about print: products, previews, exports.

use crate::api::Failure;
use serde::{Deserialize, Serialize};
use sheet::{FieldId, ItemId, Localized, SheetId};
use ts_rs::TS;

/// What can be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Product {
    /// The sheet on one page, in the order in which the form shows it.
    #[default]
    Sheet,
    /// The sheet in larger text on pages to be read.
    Reading,
    /// One page for the mayor.
    Brief,
    /// The form with room to write, to be filled in by hand.
    Blank,
    /// The poster.
    Poster,
    /// Everything for the meeting, into one folder.
    Meeting,
}

impl Product {
    /// The word that JSON and the command line use.
    pub fn word(self) -> &'static str {
        match self {
            Product::Sheet => "sheet",
            Product::Reading => "reading",
            Product::Brief => "brief",
            Product::Blank => "blank",
            Product::Poster => "poster",
            Product::Meeting => "meeting",
        }
    }
}

/// How a paper lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Turned {
    /// Wider than high.
    Landscape,
    /// Higher than wide.
    Portrait,
}

impl Turned {
    /// The word that JSON and the command line use.
    pub fn word(self) -> &'static str {
        match self {
            Turned::Landscape => "landscape",
            Turned::Portrait => "portrait",
        }
    }
}

/// A family of typefaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Typeface {
    /// BIZ UDゴシック.
    #[default]
    Gothic,
    /// BIZ UD明朝.
    Mincho,
}

impl Typeface {
    /// The word that JSON and the command line use.
    pub fn word(self) -> &'static str {
        match self {
            Typeface::Gothic => "gothic",
            Typeface::Mincho => "mincho",
        }
    }
}

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum FileKind {
    /// One file with all pages.
    #[default]
    Pdf,
    /// A picture of each page.
    Png,
    /// A drawing of each page.
    Svg,
}

impl FileKind {
    /// The word that JSON and the command line use.
    pub fn word(self) -> &'static str {
        match self {
            FileKind::Pdf => "pdf",
            FileKind::Png => "png",
            FileKind::Svg => "svg",
        }
    }
}

/// How pages are put on sheets of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Imposed {
    /// Each page on a sheet of its own size.
    #[default]
    Single,
    /// Cut into tiles, to be glued together.
    Tiles,
    /// Two pages side by side on a sheet of twice their size.
    TwoUp,
    /// Two pages on each side of a sheet, in the order that makes a booklet when the sheets are folded.
    Booklet,
}

impl Imposed {
    /// The word that JSON and the command line use.
    pub fn word(self) -> &'static str {
        match self {
            Imposed::Single => "single",
            Imposed::Tiles => "tiles",
            Imposed::TwoUp => "two-up",
            Imposed::Booklet => "booklet",
        }
    }
}

asked! {
/// What to print, and how. Everything but the sheet can be left out.
pub struct Print {
    /// The sheet.
    pub sheet: SheetId,
    /// What.
    #[serde(default)]
    #[ts(optional, as = "Option<Product>")]
    pub what: Product,
    /// The paper, by its id (`a3`); none takes the usual one of the product.
    #[ts(optional)]
    pub paper: Option<String>,
    /// How the paper lies; none takes the product's or template's own way.
    #[ts(optional)]
    pub turned: Option<Turned>,
    /// The poster's template; none takes what the sheet says, else the usual one.
    #[ts(optional)]
    pub template: Option<String>,
    /// The colours; none takes what the sheet says, else the year's own.
    #[ts(optional)]
    pub theme: Option<String>,
    /// The typeface; none takes the template's own, which is gothic for everything but some posters.
    #[ts(optional)]
    pub family: Option<Typeface>,
    /// Whether it is a draft (案).
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub draft: bool,
    /// Prints the sheet as it was in this named version; none prints it as it is now.
    #[ts(optional)]
    pub version: Option<String>,
    /// The kind of file.
    #[serde(default)]
    #[ts(optional, as = "Option<FileKind>")]
    pub kind: FileKind,
    /// How pages are put on sheets of paper.
    #[serde(default)]
    #[ts(optional, as = "Option<Imposed>")]
    pub imposed: Imposed,
    /// The paper of a tile: `a4` or `a3`; none takes `a4`.
    #[ts(optional)]
    pub tile: Option<String>,
    /// How far a tile reaches under its neighbour, in millimetres; none takes 10.
    #[ts(optional)]
    pub overlap: Option<u32>,
    /// The rim that the office printer leaves white, in millimetres; none takes 5.
    #[ts(optional)]
    pub margin: Option<u32>,
    /// Whether the print shop's bleed and crop marks (トンボ) are added.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub marks: bool,
    /// The resolution of PNG in dots per inch; none takes 150.
    #[ts(optional)]
    pub dpi: Option<u32>,
}
}

asked! {
/// Asks for the pages as they will print.
pub struct PreviewAsked {
    /// What to print.
    pub print: Print,
    /// The drawings that the screen has already, by [`DrawnPage::hash`]: they are not sent again.
    #[serde(default)]
    pub known: Vec<String>,
    /// How many dots the longer side of a photograph has in a drawing at most; none takes 1,200.
    #[ts(optional)]
    pub longest: Option<u32>,
}
}

answered! {
/// The pages as they will print.
pub struct Preview {
    /// The pages in order; such as are printed on tiles in one piece, with the plan of the tiles.
    pub pages: Vec<DrawnPage>,
    /// What was noticed.
    pub report: PrintReport,
}
}

answered! {
/// A page as it will print.
pub struct DrawnPage {
    /// The same for the same drawing.
    pub hash: String,
    /// Its width in millimetres.
    pub width: f32,
    /// Its height in millimetres.
    pub height: f32,
    /// The drawing; none where the screen has it.
    pub svg: Option<String>,
    /// How the page is parted; none where it is printed in one piece.
    pub tiles: Option<TilePlan>,
}
}

answered! {
/// How a page is parted into tiles. A page that shows how they are put together is printed before them.
pub struct TilePlan {
    /// The paper of a tile, by its id.
    pub paper: String,
    /// How many rows of tiles there are.
    pub rows: u32,
    /// How many tiles lie side by side.
    pub columns: u32,
    /// What of the page each tile shows, row by row; neighbours share the strip that is glued.
    pub parts: Vec<PagePart>,
}
}

answered! {
/// A part of a page, in millimetres from its upper left corner.
pub struct PagePart {
    /// From the left.
    pub x: f32,
    /// From above.
    pub y: f32,
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
}
}

answered! {
/// What was noticed about a print. Of the meeting, about all that is printed; the size is that of the sheet.
#[derive(Default)]
pub struct PrintReport {
    /// What did not fit on the first page and continues, by field.
    pub overflow: Vec<Overflow>,
    /// What the template or the poster leaves out, by field, in reading order.
    pub left_out: Vec<LeftOut>,
    /// The poster's pictures that are not on it: the book lacks them, or the template has no room.
    pub pictures: Vec<ItemId>,
    /// Texts of the poster that are too small for where it hangs.
    pub illegible: Vec<Illegible>,
    /// Characters that no typeface at hand has.
    pub missing: Vec<Missing>,
    /// The size of running text in points.
    pub text_size: f32,
}
}

answered! {
/// A text that continues on a further page.
pub struct Overflow {
    /// The field.
    pub field: FieldId,
    /// How many characters continue.
    pub characters: u32,
    /// The size of running text, in points, at which everything would stand on one page; none where it would have to be
    /// smaller than 2.
    pub fits_at: Option<f32>,
}
}

answered! {
/// A text that is not shown, or not whole.
pub struct LeftOut {
    /// The field.
    pub field: FieldId,
    /// How many of its characters are not shown.
    pub characters: u32,
}
}

answered! {
/// A text that is set smaller than can be read from where its paper hangs. Fewer items make it larger.
pub struct Illegible {
    /// The field; none for words of the form.
    pub field: Option<FieldId>,
    /// Its size in points.
    pub size: f32,
    /// The size that it should have at least.
    pub least: f32,
    /// Whether a larger paper would do.
    pub larger_paper: bool,
}
}

answered! {
/// A character that cannot be printed.
pub struct Missing {
    /// The field; none for words of the form.
    pub field: Option<FieldId>,
    /// The character.
    pub character: String,
}
}

answered! {
/// What can be chosen for a print, and what was chosen for this book the last time.
pub struct Choices {
    /// The products that can be made.
    pub products: Vec<ProductChoice>,
    /// The papers.
    pub papers: Vec<PaperChoice>,
    /// The themes.
    pub themes: Vec<ThemeChoice>,
    /// What was exported from this book the last time.
    pub last: Option<Print>,
}
}

answered! {
/// A product that can be made.
pub struct ProductChoice {
    /// Which.
    pub what: Product,
    /// What it is called.
    pub name: Localized,
    /// The papers that it can be printed on, the usual one first.
    pub papers: Vec<String>,
    /// Its templates; none where it has but one.
    pub templates: Vec<TemplateChoice>,
    /// How its pages can be put on sheets of paper.
    pub imposed: Vec<Imposed>,
    /// The kinds of file that can be made of it.
    pub kinds: Vec<FileKind>,
    /// The typefaces that it can be set in.
    pub families: Vec<Typeface>,
    /// Whether the print shop's bleed and crop marks can be added.
    pub marks: bool,
    /// Whether it can be marked as a draft.
    pub drafts: bool,
    /// Whether its paper can be turned.
    pub turns: bool,
    /// How its paper lies unless it is turned.
    pub lies: Turned,
}
}

answered! {
/// A template.
pub struct TemplateChoice {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: Localized,
    /// What it is good for, in one sentence.
    pub description: Localized,
    /// How many pictures it has room for.
    pub pictures: u32,
}
}

answered! {
/// A paper.
pub struct PaperChoice {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: Localized,
    /// Its width in millimetres as it usually lies.
    pub width: f32,
    /// Its height in millimetres as it usually lies.
    pub height: f32,
}
}

answered! {
/// A theme.
pub struct ThemeChoice {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: Localized,
    /// The colour of the paper: `#rrggbb`.
    pub ground: String,
    /// The colour of the ink.
    pub ink: String,
    /// The one colour.
    pub accent: String,
}
}

asked! {
/// Begins an export.
pub struct ExportStart {
    /// What to print.
    pub print: Print,
    /// Where to: a file; for several pages as pictures, further files come beside it; for the meeting, the folder, which is
    /// made where it is missing.
    pub path: String,
}
}

answered! {
/// An export that was begun. The events `export-progress` and `export-ended` tell what becomes of it.
pub struct ExportStarted {
    /// The export.
    pub export: u32,
}
}

asked! {
/// Names an export.
pub struct OfExport {
    /// The export.
    pub export: u32,
}
}

/// How an export ended.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "how", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Ending {
    /// All files are written.
    Done {
        /// What was written.
        exported: Exported,
    },
    /// It was cancelled; no file was written.
    Cancelled,
    /// It failed; no file was written.
    Failed {
        /// Why.
        failure: Failure,
    },
}

answered! {
/// What was written.
pub struct Exported {
    /// The files in order.
    pub files: Vec<ExportedFile>,
    /// What was noticed.
    pub report: PrintReport,
}
}

answered! {
/// A file that was written.
pub struct ExportedFile {
    /// Where it is.
    pub path: String,
    /// How many pages it has.
    pub pages: u32,
    /// How large it is, in bytes.
    pub bytes: u32,
}
}

asked! {
/// A picture to be kept in the book: either `path` or `bytes`.
pub struct PictureAdd {
    /// The file.
    #[ts(optional)]
    pub path: Option<String>,
    /// What is in the file, in base64.
    #[ts(optional)]
    pub bytes: Option<String>,
}
}

answered! {
/// A picture that the book keeps from now on.
pub struct PictureAdded {
    /// The name under which a poster shows it.
    pub hash: String,
    /// Its width in dots.
    pub width: u32,
    /// Its height in dots.
    pub height: u32,
}
}

asked! {
/// Asks for a picture of the book.
pub struct PictureAsked {
    /// The picture.
    pub hash: String,
    /// How many dots its longer side is to have at most.
    pub longest: u32,
}
}

answered! {
/// A picture, small enough for a screen.
pub struct PictureView {
    /// The picture.
    pub hash: String,
    /// Its width in dots, as it is kept.
    pub width: u32,
    /// Its height in dots, as it is kept.
    pub height: u32,
    /// The smaller copy, as a `data:` address.
    pub address: String,
}
}
