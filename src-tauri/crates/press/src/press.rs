//! From a sheet to pages: one size of text for the whole page, and nothing ever cut.

use crate::fit::{Heights, Job, shown};
use crate::fonts::Fonts;
use crate::layout::{Lines, Paragraph};
use crate::length::Pt;
use crate::page::Page;
use crate::paper::Paper;
use crate::running;
use crate::sheet_page::part::taken;
use crate::sheet_page::{Composer, Frame, Limits, Source, footer};
use crate::stamp;
use crate::template::{Layout, SheetTemplate};
use crate::text::{Engine, Family};
use crate::theme::Theme;
use sheet::{Catalogue, FieldId, Form, Language, NotShown, PublicSheet, Sheet, Text};
use std::collections::BTreeSet;

/// How a sheet is to be printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// The template.
    pub template: &'static SheetTemplate,
    /// The paper.
    pub paper: Paper,
    /// The language of the form's words.
    pub language: Language,
    /// The colours; `None` takes the year's own.
    pub theme: Option<Theme>,
    /// Whose sheet it is; may be empty.
    pub organisation: String,
    /// The kind of letters.
    pub family: Family,
    /// What the print is for.
    pub purpose: Purpose,
    /// The version that is printed, where it has a name.
    pub version: Option<VersionNote>,
}

impl Options {
    /// The classic sheet in its final form on `paper`, in the year's colours, of nobody in particular.
    pub fn new(paper: &Paper, language: Language) -> Options {
        Options {
            template: &SheetTemplate::builtin()[0],
            paper: paper.clone(),
            language,
            theme: None,
            organisation: String::new(),
            family: Family::default(),
            purpose: Purpose::Final,
            version: None,
        }
    }
}

/// What a print is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Purpose {
    /// To be read: what is empty is left out.
    #[default]
    Final,
    /// To be worked on: what is empty shows the form's guidance and lines to write on, and 案 lies behind the page.
    Draft,
    /// To be filled in with a pen: the form alone, nothing of what was written.
    Blank,
}

/// The named version that a print shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionNote {
    /// Its name.
    pub name: String,
    /// The day it was named.
    pub date: Option<chrono::NaiveDate>,
}

/// Pages, and what there is to know about them.
#[derive(Debug, Clone, PartialEq)]
pub struct Printed {
    /// The pages in order.
    pub pages: Vec<Page>,
    /// What was noticed.
    pub report: Report,
}

/// What was noticed while a sheet was laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Texts that go on on a later page, in reading order.
    pub overflow: Vec<Overflow>,
    /// Texts that the template left out, in reading order.
    pub left_out: Vec<NotShown>,
    /// Characters that no face has; 〓 is drawn for them.
    pub missing_glyphs: Vec<MissingGlyph>,
    /// The size of the running text on the first page.
    pub text_size: Pt,
    /// Texts of a poster that are set smaller than can be read from where it is looked at.
    pub illegible: Vec<Illegible>,
}

/// A text that is set too small for its paper. Fewer items make it larger; a larger paper does where `larger_paper` says so.
#[derive(Debug, Clone, PartialEq)]
pub struct Illegible {
    /// The field; `None` for words that are no field.
    pub field: Option<FieldId>,
    /// The size it is set at.
    pub size: Pt,
    /// The size that it should have at least.
    pub least: Pt,
    /// Whether a larger paper would do: the paper is so small that its proportions alone give too small a size.
    pub larger_paper: bool,
}

/// A text that did not fit on the page it belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct Overflow {
    /// The field.
    pub field: FieldId,
    /// How many of its characters stand on a later page, white space aside.
    pub characters: usize,
    /// The size of running text at which everything would stand on the first page; `None` where it would have to be
    /// smaller than 2 pt.
    pub fits_at: Option<Pt>,
}

/// A character that cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingGlyph {
    /// Where it stands; `None` for words that are no field, such as the organisation's name.
    pub field: Option<FieldId>,
    /// The character, with the signs that belong to it.
    pub character: String,
}

/// The press: faces, and what it has shaped, broken and measured before.
pub struct Press {
    pub(crate) engine: Engine,
    fonts: Fonts,
    lines: Lines,
    remembered: Vec<Remembered>,
}

/// A sheet that was laid out before, so that of the next one only what differs is measured.
struct Remembered {
    form: Form,
    options: Options,
    words: Catalogue,
    sheet: Sheet,
    heights: Heights,
}

/// So many prints are remembered: the preview of a sheet, and what is exported beside it.
const REMEMBERED: usize = 4;

impl Press {
    /// A press with these faces. Keep it: the second sheet is faster than the first.
    pub fn new(fonts: &Fonts) -> Press {
        Press { engine: Engine::new(fonts), fonts: fonts.clone(), lines: Lines::default(), remembered: Vec::new() }
    }

    /// The shaper, with the texts that it knows.
    pub(crate) fn engine(&mut self) -> &mut Engine {
        &mut self.engine
    }

    /// The sheet on paper, as `form` and the template show it.
    ///
    /// On one page the running text takes the largest size of the paper's range at which everything fits. What does not
    /// fit at the smallest one goes on on further pages, with a mark at both ends, or is left out where the template is
    /// never continued; the report says what and how much. A reading copy has one size and as many pages as it takes.
    pub fn lay_out(&mut self, sheet: &PublicSheet, form: &Form, options: &Options, words: &Catalogue) -> Printed {
        let whole = match options.purpose {
            Purpose::Blank => {
                let blank = Sheet::blank(sheet.fiscal_year, form.id.clone());
                Sheet { cohort: sheet.cohort, ..blank }
            }
            Purpose::Final | Purpose::Draft => form.shown(sheet),
        };
        let mut chosen = taken(&whole, form, options.template);
        let mut heights = self.recall(&chosen, form, options, words);
        let mut printed = self.print(&chosen, form, options, words, &mut heights, options.template.continued);
        self.remember(Remembered {
            form: form.clone(),
            options: options.clone(),
            words: words.clone(),
            sheet: chosen.clone(),
            heights,
        });
        loop {
            if let Some(mut printed) = printed {
                printed.report.left_out = left_out(&whole, &chosen);
                return printed;
            }
            // Too long for a page that is never continued: the longest text goes, and then the next. What is left when
            // all are gone are the form's own words, which are continued after all.
            let longest = chosen.fields_mut().into_iter().map(|(_, text)| text).max_by_key(|text| text.characters());
            let longest = longest.filter(|text| !text.is_empty());
            let none_left = longest.is_none();
            if let Some(text) = longest {
                *text = Text::default();
            }
            printed = self.print(&chosen, form, options, words, &mut Heights::default(), none_left);
        }
    }

    /// What is known of the heights of a sheet's sections.
    fn recall(&mut self, sheet: &Sheet, form: &Form, options: &Options, words: &Catalogue) -> Heights {
        let same = |r: &Remembered| r.options == *options && r.form == *form && r.words == *words;
        let Some(at) = self.remembered.iter().position(same) else { return Heights::default() };
        let mut known = self.remembered.remove(at);
        known.heights.keep(&known.sheet, sheet);
        known.heights
    }

    fn remember(&mut self, print: Remembered) {
        self.remembered.truncate(REMEMBERED - 1);
        self.remembered.insert(0, print);
    }

    /// The pages; `None` where not everything fits on one and it may not be continued.
    fn print(
        &mut self,
        sheet: &Sheet,
        form: &Form,
        options: &Options,
        words: &Catalogue,
        heights: &mut Heights,
        continued: bool,
    ) -> Option<Printed> {
        let template = options.template;
        let (width, height) = template.size(&options.paper);
        let (least, most) = template.body(&options.paper);
        // A blank form has nothing but labels, which need not be as large as what is read.
        let least = if options.purpose == Purpose::Blank { least.min(LEAST_LABEL) } else { least };
        let theme = options.theme.as_ref().unwrap_or_else(|| Theme::of(sheet.fiscal_year));
        let from = Source {
            sheet,
            form,
            words,
            theme,
            template,
            frame: Frame { width, height, margin: template.margin(&options.paper) },
            least,
            small: template.small(&options.paper),
            language: options.language,
            organisation: &options.organisation,
            family: options.family,
            purpose: options.purpose,
            version: options.version.as_ref(),
        };
        let mut printed = match template.layout {
            Layout::Page => self.page(from, most, heights, continued)?,
            Layout::Flow => self.reading(from, most),
        };
        let count = printed.pages.len();
        let behind = if options.purpose == Purpose::Draft {
            stamp::behind(&self.fonts, words.word("press.draft"), width, height, theme.behind())
        } else {
            Vec::new()
        };
        for (i, page) in printed.pages.iter_mut().enumerate() {
            page.items.splice(0..0, behind.iter().cloned());
            page.items.extend(footer(&mut self.engine, from, i + 1, count));
        }
        Some(printed)
    }

    fn page(&mut self, from: Source<'_>, most: Pt, heights: &mut Heights, continued: bool) -> Option<Printed> {
        let mut job = Job::new(&mut self.engine, &self.lines, heights, from, most);
        let fitted = match job.fit() {
            Some(fitted) => fitted,
            None if continued => job.overfull(),
            None => return None,
        };
        let mut overflow: Vec<Overflow> = Vec::new();
        for p in fitted.drawn.rests.iter().flat_map(|rest| &rest.paragraphs) {
            let readings = p.readings_left();
            let written = p.field.as_ref().map(|field| (field, p.characters_left()));
            for (field, characters) in written.into_iter().chain(readings) {
                match overflow.iter_mut().find(|o| o.field == *field) {
                    Some(known) => known.characters += characters,
                    None => overflow.push(Overflow { field: field.clone(), characters, fits_at: fitted.fits_at }),
                }
            }
        }
        let mut paragraphs = Vec::new();
        fitted.tree.paragraphs(&mut paragraphs);
        let missing_glyphs = missing(&paragraphs);
        let report =
            Report { overflow, left_out: Vec::new(), missing_glyphs, text_size: fitted.body, illegible: Vec::new() };
        Some(Printed { pages: fitted.pages, report })
    }

    fn reading(&mut self, from: Source<'_>, body: Pt) -> Printed {
        let mut composer = Composer {
            from: Source { least: body * 0.8, ..from },
            engine: &mut self.engine,
            lines: &self.lines,
            body,
            limits: Limits::NONE,
            breath: READING_BREATH,
            rules: usize::MAX,
        };
        let blocks = composer.reading(&shown(from));
        let measure = composer.measure();
        let (pages, _) = running::pages(&mut self.engine, from, &self.lines, &blocks, measure);
        let mut paragraphs = Vec::new();
        blocks.iter().for_each(|block| block.paragraphs(&mut paragraphs));
        let missing_glyphs = missing(&paragraphs);
        let report = Report {
            overflow: Vec::new(),
            left_out: Vec::new(),
            missing_glyphs,
            text_size: body,
            illegible: Vec::new(),
        };
        Printed { pages, report }
    }
}

/// The labels of a blank form may be as small as this.
const LEAST_LABEL: Pt = Pt(7.5);

/// How wide the lines of a reading copy stand apart, against those of a page that is full.
const READING_BREATH: f32 = 1.6;

/// The texts of `whole` that `chosen` has not, in reading order.
fn left_out(whole: &Sheet, chosen: &Sheet) -> Vec<NotShown> {
    let shown: BTreeSet<FieldId> =
        chosen.fields().into_iter().filter(|(_, text)| !text.is_empty()).map(|(field, _)| field).collect();
    let all = whole.fields().into_iter().filter(|(field, text)| text.characters() > 0 && !shown.contains(field));
    all.map(|(field, text)| NotShown { characters: text.characters(), field }).collect()
}

/// Every character that no face has, once for each field.
fn missing(paragraphs: &[&Paragraph]) -> Vec<MissingGlyph> {
    let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
    for p in paragraphs {
        let readings = p.text.ruby.iter().map(|ruby| (&*ruby.text, &ruby.field));
        for (text, field) in std::iter::once((&*p.text, &p.field)).chain(readings) {
            for cluster in text.clusters.iter().filter(|c| c.missing) {
                let character = text.text[cluster.text.clone()].to_owned();
                if seen.insert((field.clone(), character.clone())) {
                    found.push(MissingGlyph { field: field.clone(), character });
                }
            }
        }
    }
    found
}
