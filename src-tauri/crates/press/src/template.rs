//! Templates of the sheet, from `assets/sheets`: which page, which sections, which of their fields.

use crate::length::{Mm, Pt};
use crate::paper::{Orientation, Paper};
use serde::Deserialize;
use sheet::Localized;
use sheet::form::SectionKind;
use std::sync::OnceLock;

/// How a sheet is laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetTemplate {
    /// Its name in options and on the command line: `sheet`.
    pub id: String,
    /// Its name for people.
    pub name: Localized,
    pub(crate) layout: Layout,
    orientation: Orientation,
    margin: f32,
    body: (f32, f32),
    /// Columns of the grid.
    pub(crate) columns: usize,
    /// The most stacks of sections side by side.
    pub(crate) in_a_band: usize,
    /// Whether what finds no room goes on on further pages.
    pub(crate) continued: bool,
    pub(crate) sections: Vec<Shows>,
}

/// How the pages come about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Layout {
    /// One page, its text as large as can be.
    Page,
    /// Text of one size over as many pages as it takes.
    Flow,
}

/// What a template shows of one kind of section.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Shows {
    pub kind: SectionKind,
    /// The fewest columns of the grid it needs.
    #[serde(default = "one")]
    pub least: usize,
    /// Lines to write on in each empty place.
    #[serde(default = "one")]
    pub rules: usize,
    /// The fields; all of them where none are named.
    fields: Option<Vec<String>>,
    /// How many items of each list, the first ones.
    pub items: Option<usize>,
    /// How many columns of the matrix, the last ones.
    pub cells: Option<usize>,
}

fn one() -> usize {
    1
}

impl Shows {
    /// Whether the field named `word` is shown.
    pub fn has(&self, word: &str) -> bool {
        self.fields.as_ref().is_none_or(|fields| fields.iter().any(|f| f == word))
    }

    /// The words by which a section of this kind names its fields.
    fn words(kind: SectionKind) -> &'static [&'static str] {
        match kind {
            SectionKind::Vision => &["lead", "label", "headline", "lines", "background", "drift"],
            SectionKind::Ideal => &["lead", "headline", "bullets", "reasoning"],
            SectionKind::Gap | SectionKind::Findings => &["lead", "bullets", "causes"],
            SectionKind::Steps => &["lead", "label", "goals"],
            SectionKind::Why => &["lead", "why", "earlier"],
            SectionKind::Actions => &["lead", "title", "attributes", "effects", "owner", "statuses", "roadmap"],
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    id: String,
    name: Localized,
    layout: Layout,
    orientation: Orientation,
    margin: u16,
    body: (f32, f32),
    columns: usize,
    in_a_band: usize,
    continued: bool,
    section: Vec<Shows>,
}

/// A template cannot be used: which file, which key, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {key}: {remedy}")]
pub struct TemplateError {
    /// The file.
    pub file: String,
    /// The key at fault; empty where the file as a whole cannot be read.
    pub key: String,
    /// What is wrong, and what to write instead.
    pub remedy: String,
}

impl SheetTemplate {
    /// The templates that are built in, the usual one first.
    ///
    /// # Panics
    /// Never in a build whose tests pass: they read the files.
    pub fn builtin() -> &'static [SheetTemplate] {
        static TEMPLATES: OnceLock<Vec<SheetTemplate>> = OnceLock::new();
        macro_rules! files {
            ($($name:literal),*) => {
                [$(($name, include_str!(concat!("../../../../assets/sheets/", $name)))),*]
            };
        }
        TEMPLATES.get_or_init(|| {
            let read = |(file, text)| SheetTemplate::read(file, text).unwrap_or_else(|e| panic!("{e}"));
            files!("sheet.toml", "reading.toml", "brief.toml").into_iter().map(read).collect()
        })
    }

    /// The built-in template named `id`.
    pub fn find(id: &str) -> Option<&'static SheetTemplate> {
        Self::builtin().iter().find(|t| t.id == id)
    }

    /// The template that the text of `file` describes.
    ///
    /// # Errors
    /// A key is missing, unknown or out of its range: the error names it and says what to write.
    pub fn read(file: &str, text: &str) -> Result<SheetTemplate, TemplateError> {
        let fault = |key: &str, remedy: String| TemplateError { file: file.into(), key: key.into(), remedy };
        let read: File = toml::from_str(text).map_err(|e| {
            // The parser names the line; the key is what stands before the equals sign there.
            let at = e.span().map_or(0, |span| span.start.min(text.len()));
            let begin = text[..at].rfind('\n').map_or(0, |n| n + 1);
            let key = text[begin..].lines().next().unwrap_or_default().split('=').next().unwrap_or_default().trim();
            fault(key, e.message().into())
        })?;
        if read.id.is_empty() || !read.id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') {
            return Err(fault("id", "write small Latin letters".into()));
        }
        if !(20..=200).contains(&read.margin) {
            return Err(fault("margin", format!("write 20 to 200 thousandths of the short side, not {}", read.margin)));
        }
        let (least, most) = read.body;
        if !(3.0..=most).contains(&least) || most > 40.0 {
            return Err(fault("body", "write the floor and the largest size in points, from 3 to 40".into()));
        }
        if !(1..=24).contains(&read.columns) {
            return Err(fault("columns", format!("write 1 to 24, not {}", read.columns)));
        }
        if !(1..=4).contains(&read.in_a_band) {
            return Err(fault("in_a_band", format!("write 1 to 4, not {}", read.in_a_band)));
        }
        for (i, shows) in read.section.iter().enumerate() {
            let kind = shows.kind.word();
            if read.section[..i].iter().any(|s| s.kind == shows.kind) {
                return Err(fault("section.kind", format!("there are two of {kind}: take one of them out")));
            }
            if shows.least == 0 || shows.least > read.columns {
                let remedy = format!("{kind} can take 1 to {} columns, not {}", read.columns, shows.least);
                return Err(fault("section.least", remedy));
            }
            let known = Shows::words(shows.kind);
            if let Some(word) = shows.fields.iter().flatten().find(|w| !known.contains(&w.as_str())) {
                let remedy = format!("{kind} has no field {word}: write some of {}", known.join(", "));
                return Err(fault("section.fields", remedy));
            }
            for (key, number) in [("section.items", shows.items), ("section.cells", shows.cells)] {
                if number == Some(0) {
                    return Err(fault(key, format!("{kind}: write 1 or more, or leave the key out")));
                }
            }
            if read.continued && (shows.fields.is_some() || shows.items.is_some() || shows.cells.is_some()) {
                let remedy =
                    format!("{kind}: a template that continues shows everything; leave fields, items, cells out");
                return Err(fault("section.fields", remedy));
            }
        }
        if let Some(kind) = SectionKind::ALL.iter().find(|k| !read.section.iter().any(|s| s.kind == **k))
            && read.continued
        {
            return Err(fault("section", format!("{} is missing: a template that continues shows all", kind.word())));
        }
        if read.layout == Layout::Flow && !read.continued {
            return Err(fault("continued", "write true: a flow takes as many pages as it needs".into()));
        }
        Ok(SheetTemplate {
            id: read.id,
            name: read.name,
            layout: read.layout,
            orientation: read.orientation,
            margin: f32::from(read.margin) / 1000.0,
            body: read.body,
            columns: read.columns,
            in_a_band: read.in_a_band,
            continued: read.continued,
            sections: read.section,
        })
    }

    /// What the template shows of `kind`; `None` where it leaves the section out.
    pub(crate) fn shows(&self, kind: SectionKind) -> Option<&Shows> {
        self.sections.iter().find(|s| s.kind == kind)
    }

    /// Whether the template shows the field `word` of sections of this kind.
    pub(crate) fn shows_field(&self, kind: SectionKind, word: &str) -> bool {
        self.shows(kind).is_some_and(|shows| shows.has(word))
    }

    /// Width and height of the paper as this template turns it.
    pub(crate) fn size(&self, paper: &Paper) -> (Mm, Mm) {
        let paper = paper.turned(self.orientation);
        (paper.width, paper.height)
    }

    /// The margin on `paper`.
    pub(crate) fn margin(&self, paper: &Paper) -> Mm {
        paper.width.min(paper.height) * self.margin
    }

    /// The size of the foot of the page on `paper`.
    pub(crate) fn small(&self, paper: &Paper) -> Pt {
        SMALL * (paper.width.min(paper.height) / A3_SHORT).max(1.0)
    }

    /// The smallest and the largest size of running text on `paper`.
    pub(crate) fn body(&self, paper: &Paper) -> (Pt, Pt) {
        let scale = paper.width.min(paper.height) / A3_SHORT;
        let (least, most) = (Pt(self.body.0), Pt(self.body.1));
        // In whole quarters of a point, as sizes are tried.
        let quarters = |size: Pt| Pt((size.0 * 4.0).round() / 4.0);
        let floor = quarters(least * scale.max(1.0));
        if least == most { (floor, floor) } else { (floor, quarters(most * scale).max(floor)) }
    }
}

/// The size of the foot of the page up to A3.
const SMALL: Pt = Pt(7.0);

/// The short side of A3.
const A3_SHORT: Mm = Mm(297.0);

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = include_str!("../../../../assets/sheets/sheet.toml");

    #[test]
    fn built_in_templates_are_read_and_found_by_name() {
        for template in SheetTemplate::builtin() {
            assert_eq!(SheetTemplate::find(&template.id), Some(template));
        }
        let a4 = Paper::find("a4").unwrap();
        let classic = SheetTemplate::find("sheet").unwrap();
        assert_eq!(classic.size(a4), (Mm(297.0), Mm(210.0)));
        assert_eq!(classic.body(Paper::find("a3").unwrap()), (Pt(7.0), Pt(12.0)));
        assert_eq!(classic.body(a4), (Pt(7.0), Pt(8.5)));
    }

    #[test]
    fn what_is_wrong_in_a_template_is_named_with_its_remedy() {
        for (from, to, key, remedy) in [
            ("margin = 50", "margin = 5", "margin", "20 to 200"),
            ("margin = 50", "margin = \"wide\"", "margin", "invalid type"),
            ("columns = 8", "columns = 0", "columns", "1 to 24"),
            ("columns = 8", "colums = 8", "colums", "unknown field"),
            ("in_a_band = 3", "in_a_band = 9", "in_a_band", "1 to 4"),
            ("body = [7.0, 12.0]", "body = [12.0, 7.0]", "body", "floor"),
            ("least = 4", "least = 9", "section.least", "1 to 8"),
            ("rules = 4", "fields = [\"goal\"]", "section.fields", "label, goals"),
            ("kind = \"why\"", "kind = \"ideal\"", "section.kind", "two of ideal"),
            ("kind = \"why\"", "kind = \"reasons\"", "kind", "unknown variant"),
            ("id = \"sheet\"", "id = \"Sheet 1\"", "id", "small Latin"),
            ("layout = \"page\"", "layout = \"flow\"\ncolumn = 1", "column", "unknown field"),
        ] {
            let text = WHOLE.replacen(&format!("\n{from}"), &format!("\n{to}"), 1);
            assert_ne!(text, WHOLE, "{from}");
            let error = SheetTemplate::read("mine.toml", &text).unwrap_err();
            assert_eq!((error.file.as_str(), error.key.as_str()), ("mine.toml", key), "{to}: {error}");
            assert!(error.remedy.contains(remedy), "{to}: {error}");
        }
    }
}
