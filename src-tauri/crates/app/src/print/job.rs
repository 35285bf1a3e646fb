//! One print: what was asked, taken out of the book, laid out.

use super::choices::Ways;
use super::report::{joined, report, without_picture};
use super::works::Works;
use crate::Trouble;
use crate::api::{FileKind, Imposed, Print, PrintReport, Product, Typeface};
use crate::view::form_of;
use chrono::NaiveDateTime;
use press::impose::{self, TileOptions, Tiles};
use press::pdf::Meta;
use press::text::Family;
use press::{
    Mm, Options, Page, Pictures, PosterOptions, Printed, Purpose, SheetTemplate, Template, Theme, VersionNote,
};
use sheet::{Catalogue, Sheet};
use std::sync::Arc;

/// Everything that a print needs. The book is free for others from here on.
#[derive(Clone)]
pub(crate) struct Job {
    pub print: Print,
    pub sheet: Arc<Sheet>,
    /// The named version that `sheet` is, where it is one.
    pub version: Option<VersionNote>,
    /// The pictures of the poster, where it is one, that are at hand.
    pub pictures: Pictures,
    pub organisation: String,
    pub words: Catalogue,
    pub now: NaiveDateTime,
}

/// A page in one piece, with its tiles where it is printed on such.
pub(crate) type Whole = (Page, Option<Tiles>);

impl Job {
    /// What the meeting needs: the sheet, the brief and the poster, and of the poster the tiles for the office printer and
    /// a picture for the slides.
    pub fn meeting(&self) -> Vec<Job> {
        let all = &self.print;
        let sheet = Print {
            what: Product::Sheet,
            paper: None,
            turned: None,
            template: None,
            kind: FileKind::Pdf,
            imposed: Imposed::Single,
            ..all.clone()
        };
        let brief = Print { what: Product::Brief, ..sheet.clone() };
        let poster = Print {
            what: Product::Poster,
            paper: all.paper.clone(),
            turned: all.turned,
            template: all.template.clone(),
            ..sheet.clone()
        };
        let tiles = Print { imposed: Imposed::Tiles, tile: Some("a3".into()), ..poster.clone() };
        let picture = Print { kind: FileKind::Png, ..poster.clone() };
        [sheet, brief, poster, tiles, picture].map(|print| Job { print, ..self.clone() }).into()
    }

    /// The pages, on sheets of paper as it was asked; of the meeting, the sheet, the brief and the poster.
    pub fn pages(&self, works: &Works) -> Result<(Vec<Page>, PrintReport), Trouble> {
        let (pages, report) = self.shown(works)?;
        let on_paper = |(page, tiles): Whole| tiles.map_or_else(|| vec![page], |tiles| tiles.pages);
        Ok((pages.into_iter().flat_map(on_paper).collect(), report))
    }

    /// As [`Job::pages`], but what is printed on tiles in one piece, beside its tiles.
    pub fn shown(&self, works: &Works) -> Result<(Vec<Whole>, PrintReport), Trouble> {
        if self.print.what == Product::Meeting {
            let parts = self.meeting().into_iter().take(3).map(|part| part.shown(works));
            let (pages, reports): (Vec<_>, Vec<_>) = parts.collect::<Result<Vec<_>, _>>()?.into_iter().unzip();
            return Ok((pages.concat(), joined(reports)));
        }
        let ways = Ways::of(&self.print)?;
        let Printed { pages, report: found } = self.lay_out(&ways, works)?;
        let mut report = report(&found);
        if self.print.what == Product::Poster {
            report.pictures = without_picture(&self.sheet.public(), &pages);
        }
        let pages = if self.print.marks { pages.iter().map(impose::marks).collect() } else { pages };
        let whole = |pages: Vec<Page>| pages.into_iter().map(|page| (page, None)).collect();
        let pages = match self.print.imposed {
            Imposed::Single => whole(pages),
            Imposed::TwoUp => whole(impose::n_up(&pages)),
            Imposed::Booklet => whole(impose::booklet(&pages)),
            Imposed::Tiles => {
                let usual = TileOptions::new(ways.tile);
                let mm =
                    |wish: Option<u32>, usual| wish.map_or(usual, |n| Mm(f32::from(u16::try_from(n).unwrap_or(0))));
                let (overlap, margin) = (mm(self.print.overlap, usual.overlap), mm(self.print.margin, usual.margin));
                let options = TileOptions { overlap, margin, ..usual };
                let parted = |page: Page| {
                    let tiles = works.press(|press| press.tiles(&page, &options, &self.words));
                    (page, Some(tiles))
                };
                pages.into_iter().map(parted).collect()
            }
        };
        Ok((pages, report))
    }

    fn lay_out(&self, ways: &Ways, works: &Works) -> Result<Printed, Trouble> {
        let form = form_of(&self.sheet)?;
        let template = match self.print.what {
            Product::Poster => return self.poster(ways, works),
            Product::Meeting => return Err(Trouble::NoSuchPrint(self.print.what.word().into())),
            // The form to be filled in is the sheet's own.
            Product::Sheet | Product::Blank => "sheet",
            Product::Reading => "reading",
            Product::Brief => "brief",
        };
        let template = SheetTemplate::find(template).ok_or_else(|| Trouble::NoSuchTemplate(template.into()))?;
        let purpose = match (self.print.what, self.print.draft) {
            (Product::Blank, _) => Purpose::Blank,
            (_, true) => Purpose::Draft,
            (_, false) => Purpose::Final,
        };
        let options = Options {
            template,
            theme: ways.theme.cloned(),
            organisation: self.organisation.clone(),
            family: self.print.family.map(family).unwrap_or_default(),
            purpose,
            version: self.version.clone(),
            ..Options::new(&ways.paper, self.words.language())
        };
        Ok(works.press(|press| press.lay_out(&self.sheet.public(), form, &options, &self.words)))
    }

    /// The poster, as the print says; else as the sheet does; else the usual one.
    fn poster(&self, ways: &Ways, works: &Works) -> Result<Printed, Trouble> {
        let form = form_of(&self.sheet)?;
        let public = self.sheet.public();
        // What a later version of this program calls a template or theme is no reason to print nothing.
        let own = public.poster.template.as_deref().and_then(Template::find);
        let template = match self.print.template.as_deref() {
            Some(id) => Template::find(id).ok_or_else(|| Trouble::NoSuchTemplate(id.into()))?,
            None => own.unwrap_or(&Template::builtin()[0]),
        };
        let options = PosterOptions {
            template: template.clone(),
            orientation: ways.paper.orientation(),
            paper: ways.paper.clone(),
            language: self.words.language(),
            theme: ways.theme.or_else(|| public.poster.theme.as_deref().and_then(Theme::find)).cloned(),
            organisation: self.organisation.clone(),
            family: self.print.family.map(family),
            draft: self.print.draft,
        };
        Ok(works.press(|press| press.poster(&public, form, &options, &self.pictures, &self.words)))
    }

    /// What a PDF says about itself.
    pub fn meta(&self) -> Meta {
        let year = self.sheet.fiscal_year.label(self.words.language());
        let public = self.sheet.public();
        let title = [&self.organisation, &year, public.theme.as_str()].map(|t| t.trim()).join(" ");
        Meta {
            title: title.trim().into(),
            author: self.organisation.clone(),
            created: Some(self.now),
            language: self.words.language(),
        }
    }

    /// A file name without its ending: みなと市_令和4年度_シート_A3.
    pub fn name(&self) -> Result<String, Trouble> {
        let ways = Ways::of(&self.print)?;
        let year = self.sheet.fiscal_year.label(self.words.language());
        let what = ways.name.get(self.words.language());
        let mut name = format!("{}_{year}_{what}_{}", self.organisation, ways.paper.id.to_uppercase());
        if self.print.imposed == Imposed::Tiles {
            name += "_";
            name += &self.words.say("print.tiles", &[("paper", &ways.tile.id.to_uppercase())]);
        }
        Ok(file_name(&name))
    }
}

fn family(typeface: Typeface) -> Family {
    match typeface {
        Typeface::Gothic => Family::Gothic,
        Typeface::Mincho => Family::Mincho,
    }
}

/// `name` without what a file name cannot have on Windows.
fn file_name(name: &str) -> String {
    let kept = name.chars().map(|c| if c.is_control() || r#"<>:"/\|?*"#.contains(c) { '_' } else { c });
    kept.take(100).collect()
}
