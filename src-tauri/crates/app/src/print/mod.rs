//! Commands that print: preview, files.

mod choices;
mod export;
mod job;
mod works;

pub(crate) use choices::office_papers;
pub(crate) use export::Exports;
pub(crate) use works::Works;

use crate::api::*;
use crate::{App, Failure, Trouble};
use job::Job;
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
            if let Some(id) = &print.version {
                let found = open.book.versions(&print.sheet)?.into_iter().find(|v| v.id == *id);
                sheet = Arc::new(found.ok_or_else(|| Trouble::NoSuchVersion(id.clone()))?.state);
            }
            Ok(Job {
                print: print.clone(),
                sheet,
                organisation: open.book.head().organisation.clone(),
                words: self.catalogue(),
                now: self.rim.utc().naive_utc(),
            })
        })
    }

    /// The pages as they will print. The book is free for others while they are laid out.
    pub(crate) fn preview(&self, asked: PreviewAsked) -> Result<Preview, Trouble> {
        let job = self.job(&asked.print)?;
        let (pages, found) = job.pages(&self.works)?;
        let drawn = pages.iter().map(|page| {
            let svg = press::svg::write(page, self.works.fonts(), &|picture| drawn(picture, SCREEN));
            let hash = Sha256::digest(svg.as_bytes()).iter().take(16).map(|b| format!("{b:02x}")).collect::<String>();
            let svg = (!asked.known.contains(&hash)).then_some(svg);
            DrawnPage { hash, width: page.width.0, height: page.height.0, svg }
        });
        Ok(Preview { pages: drawn.collect(), report: report(&found) })
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

    /// Writes `sheet` of `organisation` as `print` says to `path`, without a book: the sheet that `print` names is not
    /// looked for.
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
            sheet: Arc::new(sheet.clone()),
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

/// The address of a picture in a drawing. One that cannot be drawn was refused when it was added; its place stays empty.
pub(crate) fn drawn(picture: &press::picture::Picture, longest: u32) -> String {
    crate::pictures::address(picture, longest).unwrap_or_default()
}

/// What the press noticed, for a screen.
pub(crate) fn report(found: &press::Report) -> PrintReport {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let overflow = found.overflow.iter();
    let overflow = overflow.map(|o| Overflow { field: o.field.clone(), characters: count(o.characters) });
    let missing = found.missing_glyphs.iter();
    let missing = missing.map(|m| Missing { field: m.field.clone(), character: m.character.clone() });
    PrintReport { overflow: overflow.collect(), missing: missing.collect(), text_size: found.text_size.0 }
}
