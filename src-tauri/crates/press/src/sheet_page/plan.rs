//! The plan of the page: bands of sections on a grid, and how they share its columns.

use super::{Composer, Limits, group, row, stack};
use crate::layout::Node;
use crate::length::Pt;
use crate::template::SheetTemplate;
use sheet::form::Section;
use taffy::prelude::{Size, Style, auto, length};

/// A column of a band: how many columns of the grid it takes, and how many sections stand in it, one below the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stack {
    columns: usize,
    sections: usize,
}

/// The sections of a page in bands from top to bottom, each of stacks from left to right.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Bands(Vec<Vec<Stack>>);

/// How a form's sections can lie on a page.
#[derive(Clone)]
pub(crate) struct Plan<'a> {
    pub sections: Vec<&'a Section>,
    template: &'a SheetTemplate,
    width: Pt,
    gutter: Pt,
}

/// How high the section with this number is at so many columns.
pub(crate) type Heights<'h> = dyn FnMut(usize, usize) -> Pt + 'h;

impl<'a> Plan<'a> {
    /// The plan for these sections on a page as wide as `width`, margins aside.
    pub fn new(template: &'a SheetTemplate, sections: Vec<&'a Section>, width: Pt, gutter: Pt) -> Plan<'a> {
        Plan { sections, template, width, gutter }
    }

    /// The width of `columns` columns with the gutters between them.
    pub fn columns(&self, columns: usize) -> Pt {
        let all = self.template.columns as f32;
        let one = (self.width - self.gutter * (all - 1.0)) / all;
        one * columns as f32 + self.gutter * (columns.max(1) - 1) as f32
    }

    fn between(&self) -> Pt {
        self.gutter * 0.55
    }

    /// How high the page is with these bands below a head of height `head`.
    pub fn total(&self, bands: &Bands, head: Pt, height: &mut Heights<'_>) -> Pt {
        let (mut all, mut next) = (head, 0);
        for band in &bands.0 {
            let mut high = Pt::ZERO;
            for part in band {
                let sections: Pt = (next..next + part.sections).map(|i| height(i, part.columns)).sum();
                high = high.max(sections + self.between() * (part.sections - 1) as f32);
                next += part.sections;
            }
            all += self.between() + high;
        }
        all
    }

    /// The bands that make the page as low as can be, so that its text can be as large as can be: every way to part
    /// the sections, in order, into bands, those into stacks, and to share the columns of the grid among the stacks.
    /// Heights that differ by less than `slack` count as the same.
    pub fn bands(&self, slack: Pt, height: &mut Heights<'_>) -> Bands {
        let (all, count) = (self.template.columns, self.sections.len());
        // How high each section is at each number of columns.
        let mut heights: Vec<Vec<Option<Pt>>> = vec![vec![None; all + 1]; count];
        let least = |section: &Section| self.template.shows(section.kind).map_or(1, |shows| shows.least).min(all);
        // A section shares a band with one that needs so many columns at least, or has all of them.
        let fewest = self.sections.iter().map(|s| least(s)).min().unwrap_or(1);
        for (i, section) in self.sections.iter().enumerate() {
            for (columns, known) in heights[i].iter_mut().enumerate().skip(least(section)) {
                if columns == all || self.template.in_a_band > 1 && columns + fewest <= all {
                    *known = Some(height(i, columns));
                }
            }
        }
        let stack = |from: usize, sections: usize, columns: usize| -> Option<Pt> {
            let mut high = self.between() * (sections - 1) as f32;
            for section in &heights[from..from + sections] {
                high += section[columns]?;
            }
            Some(high)
        };
        // The lowest page of the sections from the i-th on.
        let mut best: Vec<(Pt, Vec<Vec<Stack>>)> = vec![(Pt::ZERO, Vec::new()); count + 1];
        for i in (0..count).rev() {
            let mut found: Option<(Pt, Vec<Vec<Stack>>)> = None;
            for size in 1..=count - i {
                let (rest, below) = &best[i + size];
                for sizes in self.stacks(size) {
                    let mut ways = Vec::new();
                    self.share(i, &sizes, all, Pt::ZERO, &stack, &mut Vec::new(), &mut ways);
                    for (height, band) in ways {
                        // Sections in rows are read more easily than in stacks: a stack has to earn its place.
                        let stacked = if sizes.iter().any(|s| *s > 1) { 1.04 } else { 1.0 };
                        let total = height * stacked + self.between() + *rest;
                        if found.as_ref().is_none_or(|(low, _)| total < *low - slack) {
                            found = Some((total, std::iter::once(band).chain(below.iter().cloned()).collect()));
                        }
                    }
                }
            }
            best[i] = found.unwrap_or_default();
        }
        Bands(std::mem::take(&mut best[0].1))
    }

    /// Every way to part `sections` sections into stacks.
    fn stacks(&self, sections: usize) -> Vec<Vec<usize>> {
        let mut ways: Vec<Vec<usize>> = vec![Vec::new()];
        let mut whole = Vec::new();
        while let Some(way) = ways.pop() {
            let left = sections - way.iter().sum::<usize>();
            if left == 0 {
                whole.push(way);
            } else if way.len() < self.template.in_a_band {
                ways.extend((1..=left).rev().map(|n| way.iter().copied().chain([n]).collect::<Vec<_>>()));
            }
        }
        whole
    }

    /// Every way to share `left` columns among the stacks, with the height of the band.
    #[allow(clippy::too_many_arguments, reason = "a search carries what it has chosen so far")]
    fn share(
        &self,
        from: usize,
        sizes: &[usize],
        left: usize,
        high: Pt,
        stack: &dyn Fn(usize, usize, usize) -> Option<Pt>,
        chosen: &mut Vec<Stack>,
        ways: &mut Vec<(Pt, Vec<Stack>)>,
    ) {
        let Some((sections, others)) = sizes.split_first() else {
            ways.push((high, chosen.clone()));
            return;
        };
        let shares = if others.is_empty() { left..=left } else { 1..=left };
        for columns in shares {
            if let Some(height) = stack(from, *sections, columns) {
                chosen.push(Stack { columns, sections: *sections });
                self.share(from + sections, others, left - columns, high.max(height), stack, chosen, ways);
                chosen.pop();
            }
        }
    }

    /// The room between two columns.
    pub fn gutter(&self) -> Pt {
        self.gutter
    }

    /// How wide the title in the head is.
    pub fn title(&self) -> Pt {
        self.columns(self.template.columns * 5 / 8)
    }

    /// The tree of the page.
    pub fn build(&self, composer: &mut Composer<'a, '_>, bands: &Bands) -> Node {
        let Limits { sections, .. } = composer.limits;
        let mut nodes = vec![composer.head(self.title(), self.gutter)];
        let mut rest = self.sections.iter().enumerate();
        for band in &bands.0 {
            let mut cells = Vec::new();
            for part in band {
                let size = Size { width: length(self.columns(part.columns).0), height: auto() };
                let stacked = rest
                    .by_ref()
                    .take(part.sections)
                    .map(|(seen, section)| composer.section(section, part.columns, seen >= sections))
                    .collect();
                cells.push(group(Style { size, flex_shrink: 0.0, ..stack(self.between()) }, stacked));
            }
            nodes.push(group(Style { flex_grow: 1.0, ..row(self.gutter) }, cells));
        }
        group(Style { flex_grow: 1.0, ..stack(self.between()) }, nodes)
    }
}
