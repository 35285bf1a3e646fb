//! Posters: one page that makes people stop, composed from the sheet.
//!
//! A template (`assets/posters/templates.toml`) says how the page is divided, in which faces, and how much of the sheet
//! may be shown. The type is as large as the content allows; what has no room at a legible size is left out, the lower
//! ranks first, and the report says so.

mod breaking;
mod bulletin;
mod canvas;
mod content;
mod frame;
mod headline;
mod ornament;
mod parts;
mod seal;
mod staircase;
mod story;
mod template;

pub use template::Template;

use crate::length::{Mm, Pt};
use crate::page::{Item, Page};
use crate::paper::{Orientation, Paper};
use crate::picture::Picture;
use crate::press::{Illegible, MissingGlyph, Press, Printed, Report};
use crate::text::{Engine, Family, Type};
use crate::theme::Theme;
use breaking::Breaks;
use canvas::{Canvas, Sizes};
use content::{Content, Gather};
use sheet::form::NotShown;
use sheet::{Catalogue, FieldId, Form, Language, PublicSheet};
use std::collections::BTreeMap;
use std::sync::Arc;
use template::{Composition, Rung};

/// The diagonal of A0, which the sizes of templates are given for, in millimetres.
const A0: f32 = 1456.5;
/// The smallest running text on A0, and the smallest text at all.
const LEAST: (Pt, Pt) = (Pt(32.0), Pt(24.0));
/// However small the paper, nothing is to be smaller than this.
const FLOOR: (Pt, Pt) = (Pt(8.0), Pt(6.5));
/// How far up its range of sizes running text is comfortable to read.
const COMFORT: f32 = 0.3;
/// So many rungs at the foot of a ladder show little more than names.
const LOWEST: usize = 2;
/// The sizes between the smallest and the largest that are tried.
const STEPS: usize = 8;

/// How a poster is to be printed.
#[derive(Debug, Clone, PartialEq)]
pub struct PosterOptions {
    /// How it is composed.
    pub template: Template,
    /// The paper.
    pub paper: Paper,
    /// How the paper is held.
    pub orientation: Orientation,
    /// The language of the form's words.
    pub language: Language,
    /// The colours; `None` takes the year's own.
    pub theme: Option<Theme>,
    /// Whose poster it is; may be empty.
    pub organisation: String,
    /// The family of all text; `None` takes the template's own.
    pub family: Option<Family>,
    /// Whether it is a draft (案) and says so.
    pub draft: bool,
}

impl PosterOptions {
    /// The poster as its template and its year have it, on `paper` as it usually lies.
    pub fn new(template: Template, paper: Paper, language: Language) -> PosterOptions {
        PosterOptions {
            template,
            orientation: paper.orientation(),
            paper,
            language,
            theme: None,
            organisation: String::new(),
            family: None,
            draft: false,
        }
    }
}

/// The pictures that a sheet names, by the hash of their bytes ([`Picture::hash`]).
pub type Pictures = BTreeMap<String, Arc<Picture>>;

/// What is tried: how much is shown, at which size.
struct Attempt {
    items: Vec<Item>,
    fits: bool,
    body: Pt,
}

struct Composer<'a> {
    engine: &'a mut Engine,
    options: &'a PosterOptions,
    theme: &'a Theme,
    words: &'a Catalogue,
    paper: Paper,
    /// How much larger everything is than at A0.
    scale: f32,
    /// Whether the headline may be smaller than headlines are.
    yields: bool,
    breaks: Breaks,
}

impl Press {
    /// The sheet as a poster: always one page. A picture that the sheet names and `pictures` lacks is left out.
    pub fn poster(
        &mut self,
        sheet: &PublicSheet,
        form: &Form,
        options: &PosterOptions,
        pictures: &Pictures,
        words: &Catalogue,
    ) -> Printed {
        let shown = content::without(form.shown(sheet), &sheet.poster.hidden);
        let theme = options.theme.as_ref().unwrap_or_else(|| Theme::of(shown.fiscal_year));
        let gather = Gather {
            sheet: &shown,
            form,
            words,
            language: options.language,
            organisation: &options.organisation,
            poster: &sheet.poster,
            pictures,
            slots: options.template.pictures,
        };
        let content = gather.content();
        let paper = options.paper.turned(options.orientation);
        let scale = paper.diagonal().0 / A0;
        Composer {
            engine: self.engine(),
            options,
            theme,
            words,
            paper,
            scale,
            yields: false,
            breaks: Breaks::default(),
        }
        .compose(&content)
    }
}

impl Composer<'_> {
    fn compose(mut self, content: &Content) -> Printed {
        let (low, high) = self.options.template.body;
        let least = Pt(low * self.scale).max(FLOOR.0);
        let most = Pt(high * self.scale).max(least);
        // Rather a little less at a comfortable size than a little more at the smallest legible one.
        let comfort = least + (most - least) * COMFORT;
        let template = &self.options.template;
        // The lowest rungs, which show little more than names, are for what has no room at any legible size.
        let (upper, lower) = template.ladder.split_at(template.ladder.len().saturating_sub(LOWEST));
        let mut ways: Vec<(&Rung, Pt)> = upper.iter().map(|rung| (rung, comfort)).collect();
        ways.extend(upper.last().map(|rung| (rung, least)));
        ways.extend(lower.iter().flat_map(|rung| [(rung, comfort), (rung, least)]));
        let mut chosen = None;
        // Only a headline that is too long for every way is set smaller than headlines are.
        for yields in [false, true] {
            self.yields = yields;
            chosen = ways.iter().find_map(|(rung, least)| self.largest(&content.on(rung), *least, most));
            if chosen.is_some() {
                break;
            }
        }
        let attempt = match chosen {
            Some(found) => found,
            None => self.below(content, least),
        };
        self.finish(content, attempt)
    }

    /// The least of the content at sizes under the legible ones: something has to be on the poster.
    fn below(&mut self, content: &Content, least: Pt) -> Attempt {
        let rung = self.options.template.ladder.last().copied().unwrap_or(Rung::default());
        let shown = content.on(&rung);
        let mut body = least;
        loop {
            body = body * 0.94;
            let attempt = self.attempt(&shown, body);
            if attempt.fits || body < least * 0.3 {
                return attempt;
            }
        }
    }

    fn largest(&mut self, content: &Content, least: Pt, most: Pt) -> Option<Attempt> {
        let size = |step: usize| least + (most - least) * (step as f32 / STEPS as f32);
        let (mut low, mut high) = (0, STEPS + 1);
        let mut found = None;
        while low < high {
            let middle = (low + high) / 2;
            let attempt = self.attempt(content, size(middle));
            if attempt.fits {
                found = Some(attempt);
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        found
    }

    fn attempt(&mut self, content: &Content, body: Pt) -> Attempt {
        let mut faces = self.options.template.faces;
        if let Some(family) = self.options.family {
            (faces.display, faces.text) = (family, family);
        }
        let small = (body * 0.74).max(Pt(LEAST.1.0 * self.scale).max(FLOOR.1)).min(body);
        let mut canvas = Canvas {
            engine: self.engine,
            breaks: &mut self.breaks,
            theme: self.theme,
            faces,
            sizes: Sizes { small, body, large: body * 1.5 },
            width: self.paper.width.pt(),
            height: self.paper.height.pt(),
            margin: (self.paper.width.min(self.paper.height) / 20.0).pt(),
            yields: self.yields,
            items: Vec::new(),
            fits: true,
        };
        match self.options.template.composition {
            Composition::Staircase => canvas.staircase(content, self.words),
            Composition::Story => canvas.story(content, self.words),
            Composition::Headline => canvas.poster_headline(content, self.words),
            Composition::Bulletin => canvas.bulletin(content, self.words),
        }
        if self.options.draft {
            canvas.seal(self.words.word("press.draft"));
        }
        Attempt { items: canvas.items, fits: canvas.fits, body }
    }

    fn finish(self, content: &Content, attempt: Attempt) -> Printed {
        let page = Page { width: self.paper.width, height: self.paper.height, bleed: Mm::ZERO, items: attempt.items };
        let report = Report {
            overflow: Vec::new(),
            left_out: left_out(content, &page),
            missing_glyphs: missing(self.engine, &page),
            text_size: attempt.body,
            illegible: self.illegible(&page, attempt.body),
        };
        Printed { pages: vec![page], report }
    }

    /// Every field that is set smaller than it should be.
    fn illegible(&self, page: &Page, body: Pt) -> Vec<Illegible> {
        let least = (Pt(LEAST.0.0 * self.scale).max(FLOOR.0), Pt(LEAST.1.0 * self.scale).max(FLOOR.1));
        let mut found: Vec<Illegible> = Vec::new();
        for run in page.runs() {
            // What is as large as running text is held to its measure, the rest to that of small print.
            let least = if run.size >= body * 0.99 { least.0 } else { least.1 };
            let hair = Pt(0.01);
            if run.size + hair < least && !found.iter().any(|l| l.field == run.field) {
                let larger_paper = least == FLOOR.0 || least == FLOOR.1;
                found.push(Illegible { field: run.field.clone(), size: run.size, least, larger_paper });
            }
        }
        found
    }
}

/// What the sheet has and the poster does not show, by field, in the order of the sheet.
fn left_out(content: &Content, page: &Page) -> Vec<NotShown> {
    let count = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let mut shown: BTreeMap<&FieldId, usize> = BTreeMap::new();
    for run in page.runs() {
        if let Some(field) = &run.field {
            *shown.entry(field).or_default() += count(&run.text);
        }
    }
    let mut left = Vec::new();
    for written in &content.all {
        let Some(field) = &written.field else { continue };
        let there = shown.get(field).copied().unwrap_or(0);
        let characters = count(&written.text).saturating_sub(there);
        if characters > 0 {
            left.push(NotShown { field: field.clone(), characters });
        }
    }
    left
}

/// Every character that no face has, once for each field.
fn missing(engine: &mut Engine, page: &Page) -> Vec<MissingGlyph> {
    let mut found: Vec<MissingGlyph> = Vec::new();
    for run in page.runs() {
        let shaped = engine.shape(&run.text, Type::regular(Family::Gothic));
        for cluster in shaped.clusters.iter().filter(|c| c.missing) {
            let missing =
                MissingGlyph { field: run.field.clone(), character: shaped.text[cluster.text.clone()].to_owned() };
            if !found.contains(&missing) {
                found.push(missing);
            }
        }
    }
    found
}
