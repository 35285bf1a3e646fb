//! One print: what was asked, taken out of the book, laid out.

use super::choices::Ways;
use super::works::Works;
use crate::Trouble;
use crate::api::{Imposed, Print};
use crate::view::form_of;
use chrono::NaiveDateTime;
use press::impose::{self, TileOptions};
use press::pdf::Meta;
use press::{Mm, Options, Page, Printed, Report};
use sheet::{Catalogue, Sheet};
use std::sync::Arc;

/// Everything that a print needs. The book is free for others from here on.
pub(crate) struct Job {
    pub print: Print,
    pub sheet: Arc<Sheet>,
    pub organisation: String,
    pub words: Catalogue,
    pub now: NaiveDateTime,
}

impl Job {
    /// The pages, on sheets of paper as it was asked.
    pub fn pages(&self, works: &Works) -> Result<(Vec<Page>, Report), Trouble> {
        let ways = Ways::of(&self.print)?;
        let Printed { pages, report } = self.lay_out(&ways, works)?;
        let pages = if self.print.marks { pages.iter().map(impose::marks).collect() } else { pages };
        let pages = match self.print.imposed {
            Imposed::Single => pages,
            Imposed::TwoUp => impose::n_up(&pages),
            Imposed::Booklet => impose::booklet(&pages),
            Imposed::Tiles => {
                let usual = TileOptions::new(ways.tile);
                let mm =
                    |wish: Option<u32>, usual| wish.map_or(usual, |n| Mm(f32::from(u16::try_from(n).unwrap_or(0))));
                let (overlap, margin) = (mm(self.print.overlap, usual.overlap), mm(self.print.margin, usual.margin));
                let options = TileOptions { overlap, margin, ..usual };
                let tiles = |page| works.press(|press| press.tiles(page, &options, &self.words).pages);
                pages.iter().flat_map(tiles).collect()
            }
        };
        Ok((pages, report))
    }

    fn lay_out(&self, ways: &Ways, works: &Works) -> Result<Printed, Trouble> {
        let form = form_of(&self.sheet)?;
        let options = Options {
            theme: ways.theme.cloned(),
            organisation: self.organisation.clone(),
            ..Options::new(&ways.paper, self.words.language())
        };
        Ok(works.press(|press| press.lay_out(&self.sheet.public(), form, &options, &self.words)))
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
        Ok(file_name(&format!("{}_{year}_{what}_{}", self.organisation, ways.paper.id.to_uppercase())))
    }
}

/// `name` without what a file name cannot have on Windows.
fn file_name(name: &str) -> String {
    let kept = name.chars().map(|c| if c.is_control() || r#"<>:"/\|?*"#.contains(c) { '_' } else { c });
    kept.take(100).collect()
}
