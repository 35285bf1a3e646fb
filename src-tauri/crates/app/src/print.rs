//! Commands that print: preview, PDF.

use crate::api::*;
use crate::view::form_of;
use crate::{App, Failure, Trouble, lock};
use press::pdf::Meta;
use press::{Fonts, Options, Paper, Press, Printed};
use sheet::{Catalogue, Sheet};
use std::path::Path;
use std::sync::Arc;

/// A sheet as a PDF file.
#[derive(Debug, Clone, PartialEq)]
pub struct Pdf {
    /// A file name for it.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// What continues on a further page.
    pub overflow: Vec<Overflow>,
    /// Characters that could not be printed.
    pub missing: Vec<Missing>,
}

/// A sheet and whose it is, ready to be printed.
struct Job {
    sheet: Arc<Sheet>,
    organisation: String,
    paper: &'static Paper,
}

impl App {
    fn press<T>(&self, body: impl FnOnce(&mut Press) -> T) -> T {
        body(&mut lock(self.press.get_or_init(|| Press::new(self.fonts()).into())))
    }

    fn fonts(&self) -> &Fonts {
        self.fonts.get_or_init(Fonts::embedded)
    }

    fn job(&self, asked: &Print) -> Result<Job, Trouble> {
        let paper = paper(&asked.paper)?;
        self.with_open(|open| {
            let sheet = open.sheet(&asked.sheet)?;
            Ok(Job { sheet, organisation: open.book.head().organisation.clone(), paper })
        })
    }

    fn lay_out(&self, job: &Job, words: &Catalogue) -> Result<Printed, Trouble> {
        let form = form_of(&job.sheet)?;
        let options = Options { organisation: job.organisation.clone(), ..Options::new(job.paper, words.language()) };
        Ok(self.press(|press| press.lay_out(&job.sheet.public(), form, &options, words)))
    }

    /// The pages as they will print. The book is free for others while they are laid out.
    pub(crate) fn preview(&self, asked: Print) -> Result<Preview, Trouble> {
        let job = self.job(&asked)?;
        let printed = self.lay_out(&job, &self.catalogue())?;
        Ok(Preview {
            pages: self.drawn(&printed),
            overflow: overflow(&printed),
            missing: missing(&printed),
            text_size: printed.report.text_size.0,
        })
    }

    fn pdf_of(&self, job: &Job) -> Result<Pdf, Trouble> {
        let words = self.catalogue();
        let printed = self.lay_out(job, &words)?;
        let year = job.sheet.fiscal_year.label(words.language());
        let public = job.sheet.public();
        let title = [&job.organisation, &year, public.theme.as_str()].map(|t| t.trim()).join(" ");
        let meta = Meta {
            title: title.trim().into(),
            author: job.organisation.clone(),
            created: Some(self.rim.utc().naive_utc()),
            language: words.language(),
        };
        let bytes = press::pdf::write(&printed.pages, self.fonts(), &meta)?;
        let sheet = words.word("print.sheet");
        let name = file_name(&format!("{}_{year}_{sheet}_{}", job.organisation, job.paper.id.to_uppercase()));
        let (overflow, missing) = (overflow(&printed), missing(&printed));
        Ok(Pdf { name: format!("{name}.pdf"), bytes, pages: printed.pages.len(), overflow, missing })
    }

    /// A sheet of the open book as a PDF file.
    ///
    /// # Errors
    /// What went wrong, in the user's language.
    pub fn pdf(&self, asked: &Print) -> Result<Pdf, Failure> {
        self.job(asked).and_then(|job| self.pdf_of(&job)).map_err(|t| self.failure(&t))
    }

    pub(crate) fn export_pdf(&self, asked: PrintTo) -> Result<Exported, Trouble> {
        let job = self.job(&Print { sheet: asked.sheet, paper: asked.paper })?;
        let pdf = self.pdf_of(&job)?;
        let path = Path::new(&asked.path);
        self.write(path, &pdf.bytes)?;
        Ok(Exported {
            path: asked.path,
            pages: u32::try_from(pdf.pages).unwrap_or(u32::MAX),
            bytes: u32::try_from(pdf.bytes.len()).unwrap_or(u32::MAX),
            overflow: pdf.overflow,
            missing: pdf.missing,
        })
    }

    /// `sheet` of `organisation` as a PDF file on the paper named `paper`, without a book.
    ///
    /// # Errors
    /// There is no such paper or form, or the file cannot be put together.
    pub fn pdf_of_sheet(&self, sheet: &Sheet, organisation: &str, paper_id: &str) -> Result<Pdf, Trouble> {
        let sheet = Arc::new(sheet.clone());
        self.pdf_of(&Job { sheet, organisation: organisation.into(), paper: paper(paper_id)? })
    }

    /// As [`App::pdf_of_sheet`], as one SVG drawing a page.
    ///
    /// # Errors
    /// There is no such paper or form.
    pub fn svg_of_sheet(&self, sheet: &Sheet, organisation: &str, paper_id: &str) -> Result<Vec<String>, Trouble> {
        let job = Job { sheet: Arc::new(sheet.clone()), organisation: organisation.into(), paper: paper(paper_id)? };
        let printed = self.lay_out(&job, &self.catalogue())?;
        Ok(self.drawn(&printed))
    }

    fn drawn(&self, printed: &Printed) -> Vec<String> {
        printed.pages.iter().map(|page| press::svg::write(page, self.fonts(), &|_| String::new())).collect()
    }
}

fn paper(id: &str) -> Result<&'static Paper, Trouble> {
    Paper::find(id).ok_or_else(|| Trouble::NoSuchPaper(id.into()))
}

fn overflow(printed: &Printed) -> Vec<Overflow> {
    let found = printed.report.overflow.iter();
    let found =
        found.map(|o| Overflow { field: o.field.clone(), characters: u32::try_from(o.characters).unwrap_or(u32::MAX) });
    found.collect()
}

fn missing(printed: &Printed) -> Vec<Missing> {
    let found = printed.report.missing_glyphs.iter();
    found.map(|m| Missing { field: m.field.clone(), character: m.character.clone() }).collect()
}

/// `name` without what a file name cannot have on Windows.
fn file_name(name: &str) -> String {
    let kept = name.chars().map(|c| if c.is_control() || r#"<>:"/\|?*"#.contains(c) { '_' } else { c });
    kept.take(100).collect()
}
