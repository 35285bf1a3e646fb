//! Commands that print: preview, files.

mod choices;
mod export;
mod job;
mod report;
mod works;

pub(crate) use choices::office_papers;
pub(crate) use export::Exports;
pub(crate) use works::Works;

use crate::api::*;
use crate::open::Open;
use crate::{App, Failure, Trouble, lock};
use job::Job;
use press::picture::Picture;
use press::{Pictures, PressError, VersionNote};
use sha2::{Digest, Sha256};
use sheet::Sheet;
use std::path::Path;
use std::sync::Arc;

/// A print as a PDF file.
#[derive(Debug, Clone, PartialEq)]
pub struct Pdf {
    /// A file name for it.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
}

impl App {
    /// What `print` asks for, taken out of the open book.
    fn job(&self, print: &Print) -> Result<Job, Trouble> {
        choices::Ways::of(print)?;
        self.with_open(|open| {
            let mut sheet = open.sheet(&print.sheet)?;
            let mut version = None;
            if let Some(id) = &print.version {
                let found = open.book.versions(&print.sheet)?.into_iter().find(|v| v.id == *id);
                let found = found.ok_or_else(|| Trouble::NoSuchVersion(id.clone()))?;
                let day = found.time.with_timezone(self.rim.now().offset()).date_naive();
                version = Some(VersionNote { name: found.name, date: Some(day) });
                sheet = Arc::new(found.state);
            }
            Ok(Job {
                print: print.clone(),
                pictures: self.pictures_of(&sheet, print, Some(open))?,
                sheet,
                version,
                organisation: open.book.head().organisation.clone(),
                words: self.catalogue(),
                now: self.rim.utc().naive_utc(),
            })
        })
    }

    /// The pictures that `print` needs of `sheet`, as far as the book has them.
    fn pictures_of(&self, sheet: &Sheet, print: &Print, open: Option<&Open>) -> Result<Pictures, Trouble> {
        let mut pictures = Pictures::new();
        let Some(open) = open.filter(|_| matches!(print.what, Product::Poster | Product::Meeting)) else {
            return Ok(pictures);
        };
        let public = sheet.public();
        for (_, hash) in report::pictures(&public) {
            let take = || -> Result<Option<Picture>, Trouble> {
                let Some(kept) = open.book.picture(hash)? else { return Ok(None) };
                Ok(Some(Picture::read(kept.bytes()).map_err(PressError::from)?))
            };
            if let Some(picture) = self.works.picture(hash, take)? {
                pictures.insert(hash.to_owned(), picture);
            }
        }
        Ok(pictures)
    }

    /// The pages as they will print. The book is free for others while they are laid out.
    pub(crate) fn preview(&self, asked: PreviewAsked) -> Result<Preview, Trouble> {
        let job = self.job(&asked.print)?;
        let (pages, report) = job.shown(&self.works)?;
        let longest = asked.longest.map_or(SCREEN, |dots| dots.clamp(1, SCREEN));
        let drawn = pages.into_iter().map(|(page, tiles)| {
            let svg = press::svg::write(&page, self.works.fonts(), &|picture| self.works.drawn(picture, longest));
            let hash = Sha256::digest(svg.as_bytes()).iter().take(16).map(|b| format!("{b:02x}")).collect::<String>();
            let svg = (!asked.known.contains(&hash)).then_some(svg);
            let tiles = tiles.map(|tiles| report::plan(&tiles, asked.print.tile.as_deref()));
            DrawnPage { hash, width: page.width.0, height: page.height.0, svg, tiles }
        });
        Ok(Preview { pages: drawn.collect(), report })
    }

    /// A print of the open book as a PDF file.
    ///
    /// # Errors
    /// What went wrong, in the user's language.
    pub fn pdf(&self, asked: &Print) -> Result<Pdf, Failure> {
        let made = || -> Result<Pdf, Trouble> {
            let job = self.job(asked)?;
            let (pages, _) = job.pages(&self.works)?;
            let bytes = press::pdf::write(&pages, self.works.fonts(), &job.meta())?;
            Ok(Pdf { name: format!("{}.pdf", job.name()?), bytes })
        };
        made().map_err(|trouble| self.failure(&trouble))
    }

    /// Writes `sheet` of `organisation` as `print` says to `path`: the sheet that `print` names is not looked for, nor its
    /// version. Pictures come from the open book, if there is one.
    ///
    /// # Errors
    /// It cannot be printed so, or the files cannot be written. Nothing was written then.
    pub fn export_sheet(
        &self,
        sheet: &Sheet,
        organisation: &str,
        print: &Print,
        path: &Path,
    ) -> Result<Exported, Trouble> {
        choices::Ways::of(print)?;
        let job = Job {
            print: print.clone(),
            pictures: self.pictures_of(sheet, print, lock(&self.open).as_ref())?,
            sheet: Arc::new(sheet.clone()),
            version: None,
            organisation: organisation.into(),
            words: self.catalogue(),
            now: self.rim.utc().naive_utc(),
        };
        self.export(&job, path)
    }
}

/// The longer side of a picture in a preview and in an SVG file, in dots.
const SCREEN: u32 = 1200;
pub(crate) const FILE: u32 = 4096;
