//! The plan of the page: bands of sections on a grid, and how they share its columns.

use super::{Composer, Limits, group, row, stack};
use crate::layout::{Caps, Node, lay};
use crate::length::Pt;
use serde::Deserialize;
use sheet::form::{Section, SectionKind};
use std::sync::OnceLock;
use taffy::prelude::{Size, Style, auto, length};

/// The template: the grid, and the columns that each kind of section needs.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Template {
    columns: usize,
    in_a_band: usize,
    section: Vec<Needs>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Needs {
    kind: SectionKind,
    least: usize,
}

impl Template {
    fn builtin() -> &'static Template {
        static TEMPLATE: OnceLock<Template> = OnceLock::new();
        TEMPLATE.get_or_init(|| {
            toml::from_str(include_str!("../../../../../assets/posters/sheet.toml"))
                .expect("the built-in template is well-formed")
        })
    }

    fn least(&self, kind: SectionKind) -> usize {
        self.section.iter().find(|s| s.kind == kind).map_or(1, |s| s.least)
    }
}

/// The sections of a page in bands, each with the columns that its sections take.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Bands(Vec<Vec<usize>>);

/// How a form's sections can lie on a page.
pub(crate) struct Plan<'a> {
    sections: &'a [Section],
    template: &'static Template,
    width: Pt,
    gutter: Pt,
}

impl<'a> Plan<'a> {
    /// The plan for these sections on a page as wide as `width`, margins aside.
    pub fn new(sections: &'a [Section], width: Pt, gutter: Pt) -> Plan<'a> {
        Plan { sections, template: Template::builtin(), width, gutter }
    }

    /// The width of `columns` columns with the gutters between them.
    fn columns(&self, columns: usize) -> Pt {
        let all = self.template.columns as f32;
        let one = (self.width - self.gutter * (all - 1.0)) / all;
        one * columns as f32 + self.gutter * (columns.max(1) - 1) as f32
    }

    fn between(&self) -> Pt {
        self.gutter * 0.55
    }

    /// The bands that make the page as low as can be, so that its text can be as large as can be: every way to part
    /// the sections, in order, into bands of at most `in_a_band`, and to share the columns of each.
    pub fn bands(&self, composer: &mut Composer<'a, '_>) -> Bands {
        let (all, count) = (self.template.columns, self.sections.len());
        let mark = composer.body * 1.5;
        // How high each section is at each number of columns.
        let mut heights: Vec<Vec<Option<Pt>>> = vec![vec![None; all + 1]; count];
        for (i, section) in self.sections.iter().enumerate() {
            for columns in self.template.least(section.kind).min(all)..=all {
                let node = composer.section(section, columns, false);
                heights[i][columns] = Some(lay(&node, self.columns(columns), None, &Caps::all(usize::MAX), mark).height());
            }
        }
        // The lowest page of the sections from the i-th on.
        let mut best: Vec<(Pt, Vec<Vec<usize>>)> = vec![(Pt::ZERO, Vec::new()); count + 1];
        for i in (0..count).rev() {
            let mut found: Option<(Pt, Vec<Vec<usize>>)> = None;
            for size in 1..=self.template.in_a_band.min(count - i) {
                for shares in self.shares(&self.sections[i..i + size]) {
                    let height = shares.iter().enumerate().filter_map(|(n, k)| heights[i + n][*k]).fold(Pt::ZERO, Pt::max);
                    let (rest, bands) = &best[i + size];
                    let total = height + self.between() + *rest;
                    if found.as_ref().is_none_or(|(low, _)| total.0 < low.0 - composer.body.0 * 0.1) {
                        found = Some((total, std::iter::once(shares).chain(bands.iter().cloned()).collect()));
                    }
                }
            }
            best[i] = found.unwrap_or_default();
        }
        Bands(std::mem::take(&mut best[0].1))
    }

    /// Every way to share the columns among the sections of one band.
    fn shares(&self, band: &[Section]) -> Vec<Vec<usize>> {
        let all = self.template.columns;
        let mut ways = vec![Vec::new()];
        for (i, section) in band.iter().enumerate() {
            let least = self.template.least(section.kind);
            let last = i + 1 == band.len();
            ways = ways
                .into_iter()
                .flat_map(|way: Vec<usize>| {
                    let left = all.saturating_sub(way.iter().sum());
                    let from = if last { left.max(least) } else { least };
                    (from..=left).map(move |k| way.iter().copied().chain([k]).collect::<Vec<_>>())
                })
                .collect();
        }
        if ways.is_empty() && band.len() == 1 { vec![vec![all]] } else { ways }
    }

    /// The tree of the page.
    pub fn build(&self, composer: &mut Composer<'a, '_>, bands: &Bands) -> Node {
        let Limits { sections, .. } = composer.limits;
        let mut nodes = vec![composer.head(self.columns(self.template.columns * 5 / 8), self.gutter)];
        let mut rest = self.sections.iter().enumerate();
        for shares in &bands.0 {
            let mut cells = Vec::new();
            for (columns, (seen, section)) in shares.iter().zip(rest.by_ref()) {
                let node = composer.section(section, *columns, seen >= sections);
                let size = Size { width: length(self.columns(*columns).0), height: auto() };
                cells.push(group(Style { size, flex_shrink: 0.0, ..stack(Pt::ZERO) }, vec![node]));
            }
            nodes.push(group(Style { flex_grow: 1.0, ..row(self.gutter) }, cells));
        }
        group(Style { flex_grow: 1.0, ..stack(self.between()) }, nodes)
    }
}
