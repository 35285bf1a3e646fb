//! What can be printed, and how: what the print dialogue offers, and every wish looked up in it.

use crate::api::*;
use crate::settings::Memory;
use crate::{App, Trouble, lock};
use press::{Orientation, Paper, Template, Theme};
use sheet::{Catalogue, Language, Localized};

/// The papers of an office.
const OFFICE: [&str; 2] = ["a3", "a4"];
/// The paper of a tile unless another is chosen: every office printer takes it.
pub(crate) const USUAL_TILE: &str = "a4";

/// The widest strip for glue and the widest rim of a printer, in millimetres: more would leave nothing of an A4.
const MOST_OVERLAP: u32 = 50;
const MOST_MARGIN: u32 = 25;
/// Resolutions in dots per inch.
const DPI: std::ops::RangeInclusive<u32> = 10..=1200;

/// A print's wishes, looked up.
pub(crate) struct Ways {
    pub paper: Paper,
    /// The paper of a tile.
    pub tile: Paper,
    pub theme: Option<&'static Theme>,
    pub name: Localized,
}

impl Ways {
    /// What `print` wishes for.
    ///
    /// # Errors
    /// There is no such product, paper or theme, or the product cannot be had so.
    pub fn of(print: &Print) -> Result<Self, Trouble> {
        let choice = products().into_iter().find(|p| p.what == print.what);
        let choice = choice.ok_or(Trouble::NoSuchPrint(print.what.word().into()))?;
        let usual = || choice.papers.first().map(String::as_str).unwrap_or_default();
        let id = print.paper.as_deref().unwrap_or_else(usual);
        let paper = Paper::find(id).filter(|p| choice.papers.contains(&p.id));
        let paper = paper.ok_or_else(|| Trouble::NoSuchPaper(id.into()))?;
        let theme = print.theme.as_deref().map(|id| Theme::find(id).ok_or_else(|| Trouble::NoSuchTheme(id.into())));
        if let Some(id) = &print.template
            && !choice.templates.iter().any(|t| t.id == *id)
        {
            return Err(Trouble::NoSuchTemplate(id.clone()));
        }
        let cannot = |what: &str| Err(Trouble::NoSuchPrint(what.into()));
        if !choice.imposed.contains(&print.imposed) {
            return cannot(print.imposed.word());
        }
        if !choice.kinds.contains(&print.kind) {
            return cannot(print.kind.word());
        }
        if let Some(family) = print.family.filter(|f| !choice.families.contains(f)) {
            return cannot(family.word());
        }
        if print.marks && !choice.marks {
            return cannot("marks");
        }
        if print.draft && !choice.drafts {
            return cannot("draft");
        }
        let turned = print.turned.unwrap_or(choice.lies);
        if turned != choice.lies && !choice.turns {
            return cannot(turned.word());
        }
        let orientation = match turned {
            Turned::Landscape => Orientation::Landscape,
            Turned::Portrait => Orientation::Portrait,
        };
        let tile = print.tile.as_deref().unwrap_or(USUAL_TILE);
        let tile = Paper::find(tile).filter(|p| OFFICE.contains(&p.id.as_str()));
        let tile = tile.ok_or_else(|| Trouble::NoSuchPaper(print.tile.clone().unwrap_or_default()))?.clone();
        if print.overlap.is_some_and(|mm| mm > MOST_OVERLAP) || print.margin.is_some_and(|mm| mm > MOST_MARGIN) {
            return cannot("overlap, margin");
        }
        if print.dpi.is_some_and(|dpi| !DPI.contains(&dpi)) {
            return cannot("dpi");
        }
        let paper = paper.turned(orientation);
        Ok(Self { paper, tile, theme: theme.transpose()?, name: choice.name })
    }
}

/// The words of `key` in both languages.
fn both(key: &str) -> Localized {
    let word = |language| Catalogue::builtin(language).word(key).to_owned();
    Localized { ja: word(Language::Ja), en: word(Language::En) }
}

/// Everything that can be made.
fn products() -> Vec<ProductChoice> {
    let sheet = ProductChoice {
        what: Product::Sheet,
        name: both("print.sheet"),
        papers: office_papers(),
        templates: Vec::new(),
        imposed: vec![Imposed::Single, Imposed::Tiles],
        kinds: vec![FileKind::Pdf, FileKind::Png, FileKind::Svg],
        families: vec![Typeface::Gothic, Typeface::Mincho],
        marks: true,
        drafts: true,
        turns: false,
        lies: Turned::Landscape,
    };
    let standing = || ProductChoice {
        papers: vec!["a4".into(), "a3".into()],
        lies: Turned::Portrait,
        imposed: vec![Imposed::Single],
        ..sheet.clone()
    };
    let reading = ProductChoice {
        what: Product::Reading,
        name: both("print.reading"),
        imposed: vec![Imposed::Single, Imposed::TwoUp, Imposed::Booklet],
        ..standing()
    };
    let brief = ProductChoice { what: Product::Brief, name: both("print.brief"), ..standing() };
    let blank = ProductChoice { what: Product::Blank, name: both("print.blank"), drafts: false, ..sheet.clone() };
    let poster = ProductChoice {
        what: Product::Poster,
        name: both("print.poster"),
        papers: poster_papers(),
        templates: Template::builtin().iter().map(template).collect(),
        turns: true,
        ..sheet.clone()
    };
    let meeting = ProductChoice {
        what: Product::Meeting,
        name: both("print.meeting"),
        imposed: vec![Imposed::Single],
        kinds: vec![FileKind::Pdf],
        marks: false,
        ..poster.clone()
    };
    vec![sheet, reading, brief, blank, poster, meeting]
}

/// The paper that a poster is hung as unless another is chosen.
const USUAL_POSTER: &str = "a1";

/// All papers, that of posters first.
fn poster_papers() -> Vec<String> {
    let mut papers: Vec<String> = Paper::builtin().iter().map(|p| p.id.clone()).collect();
    papers.sort_by_key(|id| id != USUAL_POSTER);
    papers
}

fn template(template: &Template) -> TemplateChoice {
    TemplateChoice {
        id: template.id.clone(),
        name: template.name.clone(),
        description: template.description.clone(),
        pictures: u32::try_from(template.pictures).unwrap_or(u32::MAX),
    }
}

/// The papers of the sheet, the usual one first.
pub(crate) fn office_papers() -> Vec<String> {
    OFFICE.map(str::to_owned).to_vec()
}

impl App {
    /// What can be chosen for a print of the open book.
    pub(crate) fn choices(&self, _: Nothing) -> Result<Choices, Trouble> {
        let last = self.with_open(|open| Ok(lock(&self.memory).print_of(open.book.path())))?;
        let papers = Paper::builtin().iter().map(|p| PaperChoice {
            id: p.id.clone(),
            name: p.name.clone(),
            width: p.width.0,
            height: p.height.0,
        });
        let themes = Theme::builtin().iter().map(|t| ThemeChoice {
            id: t.id.clone(),
            name: t.name.clone(),
            ground: t.ground.hex(),
            ink: t.ink.hex(),
            accent: t.accent.hex(),
        });
        // What was chosen by a version of this program that could do more is no choice here.
        let last = last.filter(|print| Ways::of(print).is_ok());
        Ok(Choices { products: products(), papers: papers.collect(), themes: themes.collect(), last })
    }
}

impl Memory {
    /// What was exported the last time from the book at `path`.
    fn print_of(&self, path: &std::path::Path) -> Option<Print> {
        self.recent.iter().find(|r| r.path == path).and_then(|r| r.print.clone())
    }
}
