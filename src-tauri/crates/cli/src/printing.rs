//! What can be asked of `export`, in the words of the print dialogue.

use crate::arguments::Which;
use app::api::{FileKind, Imposed, Print, Product, Turned, Typeface};
use serde::de::{DeserializeOwned, IntoDeserializer, value::Error};
use sheet::SheetId;
use std::path::PathBuf;

/// How to print.
#[derive(Debug, clap::Args)]
pub struct Printing {
    /// The book, or a JSON file
    pub from: PathBuf,
    #[command(flatten)]
    pub which: Which,
    /// What to print: sheet, reading (larger text, in pages), brief (one page), blank (to be filled in by hand), poster, meeting (sheet, brief, poster, its tiles and picture, into one folder)
    #[arg(long, value_name = "WHAT", value_parser = word::<Product>, default_value = "sheet")]
    pub what: Product,
    /// The paper: a3, a4 …; otherwise the usual one
    #[arg(long, value_name = "PAPER")]
    pub paper: Option<String>,
    /// The paper lies: wider than high
    #[arg(long, conflicts_with = "portrait")]
    pub landscape: bool,
    /// The paper stands: higher than wide
    #[arg(long)]
    pub portrait: bool,
    /// The poster's template: staircase, story, headline or bulletin; otherwise what the sheet says
    #[arg(long, value_name = "TEMPLATE")]
    pub template: Option<String>,
    /// The colours; otherwise what the sheet says, or the year's own
    #[arg(long, value_name = "THEME")]
    pub theme: Option<String>,
    /// The typeface: gothic or mincho; otherwise the template's own
    #[arg(long, value_name = "FAMILY", value_parser = word::<Typeface>)]
    pub family: Option<Typeface>,
    /// Marks it as a draft (案), with room to write where it is empty
    #[arg(long)]
    pub draft: bool,
    /// The kind of file: pdf, png or svg; otherwise by the ending of the file to write
    #[arg(long = "as", value_name = "KIND", value_parser = word::<FileKind>)]
    pub kind: Option<FileKind>,
    /// The resolution of png, in dots per inch
    #[arg(long)]
    pub dpi: Option<u32>,
    /// Cuts the page into tiles on this paper, a4 or a3, to be glued together
    #[arg(long, value_name = "PAPER", conflicts_with_all = ["two_up", "booklet"])]
    pub tiles: Option<String>,
    /// How far a tile reaches under its neighbour, in millimetres
    #[arg(long, value_name = "MM", requires = "tiles")]
    pub overlap: Option<u32>,
    /// The rim that the printer leaves white, in millimetres
    #[arg(long, value_name = "MM", requires = "tiles")]
    pub margin: Option<u32>,
    /// Two pages side by side on a paper twice the size
    #[arg(long, conflicts_with = "booklet")]
    pub two_up: bool,
    /// Two pages side by side in the order of a booklet
    #[arg(long)]
    pub booklet: bool,
    /// Adds the print shop's bleed and crop marks (トンボ)
    #[arg(long)]
    pub marks: bool,
    /// The file to write; of the meeting, the folder
    #[arg(long)]
    pub out: PathBuf,
}

/// The value that the data calls `word`.
fn word<T: DeserializeOwned>(word: &str) -> Result<T, String> {
    T::deserialize(IntoDeserializer::<Error>::into_deserializer(word)).map_err(|e| e.to_string())
}

impl Printing {
    /// The same for the core; `None` where the ending of the file says no kind.
    pub fn print(&self) -> Option<Print> {
        let ending = self.out.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase);
        let imposed = match () {
            () if self.tiles.is_some() => Imposed::Tiles,
            () if self.two_up => Imposed::TwoUp,
            () if self.booklet => Imposed::Booklet,
            () => Imposed::Single,
        };
        let turned = match (self.landscape, self.portrait) {
            (true, _) => Some(Turned::Landscape),
            (_, true) => Some(Turned::Portrait),
            _ => None,
        };
        Some(Print {
            sheet: SheetId::default(),
            what: self.what,
            paper: self.paper.clone(),
            turned,
            template: self.template.clone(),
            theme: self.theme.clone(),
            family: self.family,
            draft: self.draft,
            version: None,
            kind: match self.kind {
                Some(kind) => kind,
                None if self.what == Product::Meeting => FileKind::Pdf,
                None => word(ending.as_deref()?).ok()?,
            },
            imposed,
            tile: self.tiles.clone(),
            overlap: self.overlap,
            margin: self.margin,
            marks: self.marks,
            dpi: self.dpi,
        })
    }
}
