//! The sheet on one page: from its content and its form to a tree of boxes.
//!
//! Driven by the form alone: which sections, in which order, under which words, with which axes. The grid and the
//! least widths stand in the template, `assets/sheets`.

mod actions;
mod furniture;
mod gap;
mod head;
pub(crate) mod part;
mod plan;
mod reading;
mod space;
mod steps;
mod vision;
mod why;
mod words;

pub(crate) use furniture::footer;
pub(crate) use plan::{Bands, Plan};
pub(crate) use words::{Voice, paragraph};

use crate::layout::{Caps, Flow, Group, Lines, Node, Paint, Paragraph, lay, span};
use crate::length::{Mm, Pt};
use crate::page::{Colour, Page, Role};
use crate::press::{Purpose, VersionNote};
use crate::template::SheetTemplate;
use crate::text::{Engine, Family};
use crate::theme::Theme;
use sheet::form::{Section, SectionKind};
use sheet::{Catalogue, Form, Language, Sheet};
use std::rc::Rc;
use taffy::prelude::{Rect, Size, Style, auto, fr, length, percent};

/// What a page is made from.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    pub sheet: &'a Sheet,
    pub form: &'a Form,
    pub words: &'a Catalogue,
    pub theme: &'a Theme,
    pub template: &'a SheetTemplate,
    pub frame: Frame,
    /// Nothing is set smaller than this.
    pub least: Pt,
    /// The size of what repeats on every page.
    pub small: Pt,
    pub language: Language,
    pub organisation: &'a str,
    pub family: Family,
    pub purpose: Purpose,
    pub version: Option<&'a VersionNote>,
}

/// The page: its size and its margin on all sides.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Frame {
    pub width: Mm,
    pub height: Mm,
    pub margin: Mm,
}

impl Frame {
    /// An empty page.
    pub fn page(&self) -> Page {
        Page { width: self.width, height: self.height, bleed: Mm::ZERO, items: Vec::new() }
    }

    /// The room between the margins.
    pub fn inner(&self) -> (Pt, Pt) {
        ((self.width - self.margin * 2.0).pt(), (self.height - self.margin * 2.0).pt())
    }
}

/// What is held back from a page that is too full even at the smallest size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limits {
    /// Actions that are shown in place; the others are held back.
    pub actions: usize,
    /// Sections that are shown in place, from the first on.
    pub sections: usize,
}

impl Limits {
    /// Nothing is held back.
    pub const NONE: Limits = Limits { actions: usize::MAX, sections: usize::MAX };
}

/// Builds the tree at one size of running text.
pub(crate) struct Composer<'a, 'e> {
    pub from: Source<'a>,
    pub engine: &'e mut Engine,
    /// Texts that were broken into lines before.
    pub lines: &'e Lines,
    /// The size of running text.
    pub body: Pt,
    pub limits: Limits,
    /// How wide the page breathes: 1 as it should; less where it would otherwise not all fit.
    pub breath: f32,
    /// An empty place has no more lines to write on than this.
    pub rules: usize,
}

impl Composer<'_, '_> {
    /// The air inside a cell: 2 mm on A3, in proportion on other papers.
    fn air(&self) -> Pt {
        let short = self.from.frame.width.min(self.from.frame.height);
        (Mm(2.0) * (short / Mm(297.0)).clamp(0.7, 1.0)).pt() * self.breath
    }

    /// How high the node is, as wide as `width`.
    fn height_of(&self, node: &Node, width: Pt) -> Pt {
        lay(node, self.lines, width, None, &Caps::all(usize::MAX), Pt::ZERO).height()
    }

    /// A flow of paragraphs in a style.
    fn flow(&self, paragraphs: Vec<Paragraph>, place: impl Into<String>) -> Node {
        Node::Flow(Flow { style: slim(), paragraphs, place: place.into(), held: false, parted: false })
    }

    /// As [`Self::flow`], in several columns where one would be too wide to read.
    fn prose(&self, paragraphs: Vec<Paragraph>, place: impl Into<String>) -> Node {
        Node::Flow(Flow { style: slim(), paragraphs, place: place.into(), held: false, parted: true })
    }

    /// A section with its numeral, its title and the prose that opens it.
    pub(crate) fn section(&mut self, section: &Section, columns: usize, held: bool) -> Node {
        let place = self.place(section);
        let aside = if section.kind == SectionKind::Steps { Some(self.horizon()) } else { None };
        let mut children = vec![self.section_head(section, aside)];
        let mut content = Vec::new();
        if self.guides(section.kind) {
            let guidance = self.text(section.guidance.get(self.from.language), Voice::Quiet, None);
            children.push(self.flow(guidance, ""));
        }
        if let Some(lead) = self.from.sheet.leads.get(section.kind.word()) {
            let field = sheet::ItemId::sheet().field(&format!("lead-{}", section.kind.word()));
            let prose = self.text(lead.as_str(), Voice::Body, Some(field));
            if !prose.is_empty() {
                content.push(self.prose(prose, &place));
            }
        }
        content.extend(match section.kind {
            SectionKind::Vision => self.visions(&place, columns >= WIDE),
            SectionKind::Ideal => self.ideals(&place),
            SectionKind::Gap => self.gap(&place),
            SectionKind::Findings => self.findings(&place),
            SectionKind::Steps => self.steps(&place),
            SectionKind::Why => self.why(&place, columns >= WIDE),
            SectionKind::Actions => self.actions(&place),
        });
        if held {
            let mut paragraphs = Vec::new();
            gather(content, &mut paragraphs);
            if !paragraphs.is_empty() {
                children.push(Node::Flow(Flow { style: slim(), paragraphs, place, held: true, parted: false }));
            }
        } else {
            children.extend(content);
        }
        let (air, line) = (self.air(), self.from.theme.hairline());
        Node::Group(Group {
            style: Style {
                padding: Rect { top: length(air.0 * 0.8), bottom: length(0.0), ..Rect::length(0.0) },
                flex_grow: 1.0,
                ..stack(air * 0.8)
            },
            role: Some(Role::Section),
            paint: Some(rule_above(line, HAIRLINE)),
            children,
        })
    }

    fn section_head(&mut self, section: &Section, aside: Option<Node>) -> Node {
        let language = self.from.language;
        let numeral = self.text(&section.number, Voice::Numeral, None);
        let title = self.text(section.title.get(language), Voice::Heading, None);
        let mut numeral = self.flow(numeral, "");
        if let Node::Flow(flow) = &mut numeral {
            flow.style.flex_shrink = 0.0;
        }
        let mut children = vec![numeral, self.flow(title, "")];
        children.extend(aside);
        Node::Group(Group {
            style: Style { align_items: taffy::AlignItems::CENTER, ..row(self.body * 0.45) },
            role: None,
            paint: None,
            children,
        })
    }

    /// Whether the section's guidance is printed: on paper to be written on, where the section is empty.
    fn guides(&self, kind: SectionKind) -> bool {
        self.asks() && !part::written(kind, self.from.sheet)
    }

    /// What a section is called where it is continued.
    fn place(&self, section: &Section) -> String {
        format!("{} {}", section.number, section.title.get(self.from.language))
    }
}

/// From this many columns on a section sets two texts side by side.
const WIDE: usize = 4;

/// The thickness of hairlines.
pub(crate) const HAIRLINE: Pt = Pt(0.25);

/// Every paragraph of the nodes, in reading order.
fn gather(nodes: Vec<Node>, into: &mut Vec<Paragraph>) {
    for node in nodes {
        match node {
            Node::Flow(flow) => into.extend(flow.paragraphs),
            Node::Group(group) => gather(group.children, into),
        }
    }
}

/// A style that may become as narrow as its place.
fn slim() -> Style {
    Style { min_size: Size { width: length(0.0), height: auto() }, ..Style::default() }
}

/// Children one below the other.
fn stack(gap: Pt) -> Style {
    Style {
        display: taffy::Display::Flex,
        flex_direction: taffy::FlexDirection::Column,
        gap: Size { width: length(0.0), height: length(gap.0) },
        ..slim()
    }
}

/// Children side by side.
fn row(gap: Pt) -> Style {
    Style {
        display: taffy::Display::Flex,
        flex_direction: taffy::FlexDirection::Row,
        gap: Size { width: length(gap.0), height: length(0.0) },
        ..slim()
    }
}

/// A grid of `count` equal columns, after a first one of its own width where that is given.
fn grid(first: Option<Pt>, count: usize, gap: Pt) -> Style {
    let mut columns = Vec::new();
    if let Some(width) = first {
        columns.push(length(width.0));
    }
    columns.extend(std::iter::repeat_n(taffy::prelude::minmax(length(0.0), fr(1.0)), count));
    Style {
        display: taffy::Display::Grid,
        grid_template_columns: columns,
        gap: Size { width: length(gap.0), height: length(0.0) },
        size: Size { width: percent(1.0), height: auto() },
        ..slim()
    }
}

/// The style, with what room is left over.
fn grown(style: Style) -> Style {
    Style { flex_grow: 1.0, ..style }
}

/// A group without meaning or paint.
fn group(style: Style, children: Vec<Node>) -> Node {
    Node::Group(Group { style, role: None, paint: None, children })
}

fn rule_above(colour: Colour, thickness: Pt) -> Paint {
    Rc::new(move |area| vec![span(area.point(Pt::ZERO, Pt::ZERO), area.width.mm(), colour, thickness)])
}
