//! Fitting: the largest size of text at which everything stands on one page, and what to do where there is none.

use crate::layout::{Caps, Drawn, Lines, Marks, Node, lay};
use crate::length::Pt;
use crate::page::Page;
use crate::press::Purpose;
use crate::running;
use crate::sheet_page::part::{same, same_head, written};
use crate::sheet_page::{Bands, Composer, Limits, Plan, Source};
use crate::text::Engine;
use sheet::Sheet;
use sheet::form::{Section, SectionKind};
use std::collections::HashMap;

/// The step between two sizes of text that are tried.
const STEP: Pt = Pt(0.25);
/// The smallest size that is tried to tell at which size everything would fit.
const SMALLEST: Pt = Pt(2.0);
/// How far the air between and around lines is drawn in, by and by, before anything is continued elsewhere.
const TIGHTER: [f32; 3] = [0.85, 0.7, 0.55];
/// Fewer lines of a flow than this are not worth beginning: rather an action or a section is held back whole.
const FEWEST_LINES: usize = 2;
/// The room between two columns, against the page's short side.
const GUTTER: f32 = 0.0275;
/// The blank form is set within so much of the range of sizes: the room is for writing.
const BLANK: f32 = 0.4;
/// A section that is remembered at more widths and sizes than this is forgotten.
const REMEMBERED: usize = 20_000;

/// How high a section (or the head, which is none) is, by all that it follows from beside its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct HeightKey {
    section: Option<SectionKind>,
    columns: usize,
    body: u32,
    least: u32,
    breath: u32,
    rules: usize,
    cap: usize,
}

/// The heights of sections that were measured before, for one form and one set of options.
#[derive(Debug, Default)]
pub(crate) struct Heights(HashMap<HeightKey, Pt>);

impl Heights {
    /// Forgets the sections that look different in `new` from what they were in `old`.
    pub fn keep(&mut self, old: &Sheet, new: &Sheet) {
        let mut changed: Vec<Option<SectionKind>> =
            SectionKind::ALL.into_iter().filter(|kind| !same(*kind, old, new)).map(Some).collect();
        if !same_head(old, new) {
            changed.push(None);
        }
        if !changed.is_empty() || self.0.len() > REMEMBERED {
            let all = self.0.len() > REMEMBERED;
            self.0.retain(|key, _| !all && !changed.contains(&key.section));
        }
    }
}

/// A page that was laid out, and what went on from it.
pub(crate) struct Fitted {
    pub pages: Vec<Page>,
    pub tree: Node,
    pub drawn: Drawn,
    pub body: Pt,
    /// Where not everything fits: the size at which it would.
    pub fits_at: Option<Pt>,
}

/// One layout under way.
pub(crate) struct Job<'a, 'e> {
    engine: &'e mut Engine,
    lines: &'e Lines,
    heights: &'e mut Heights,
    from: Source<'a>,
    plan: Plan<'a>,
    most: Pt,
    breath: f32,
    rules: usize,
    width: Pt,
    height: Pt,
}

impl<'a, 'e> Job<'a, 'e> {
    pub fn new(
        engine: &'e mut Engine,
        lines: &'e Lines,
        heights: &'e mut Heights,
        from: Source<'a>,
        most: Pt,
    ) -> Job<'a, 'e> {
        let (width, height) = from.frame.inner();
        let gutter = from.frame.width.min(from.frame.height).pt() * GUTTER;
        let plan = Plan::new(from.template, shown(from), width, gutter);
        let most = if from.purpose == Purpose::Blank { from.least + (most - from.least) * BLANK } else { most };
        Job { engine, lines, heights, from, plan, most, breath: 1.0, rules: usize::MAX, width, height }
    }

    fn mark(body: Pt) -> Pt {
        body * 1.5
    }

    fn composer(&mut self, body: Pt, limits: Limits) -> Composer<'a, '_> {
        let (breath, rules) = (self.breath, self.rules);
        Composer { from: self.from, engine: self.engine, lines: self.lines, body, limits, breath, rules }
    }

    fn build(&mut self, bands: &Bands, body: Pt) -> Node {
        self.limited(bands, body, Limits::NONE)
    }

    fn limited(&mut self, bands: &Bands, body: Pt, limits: Limits) -> Node {
        let plan = self.plan.clone();
        plan.build(&mut self.composer(body, limits), bands)
    }

    /// How high the section with this number is, or without a number the head.
    fn section(&mut self, number: Option<usize>, columns: usize, body: Pt, cap: usize) -> Pt {
        let section = number.map(|n| self.plan.sections[n]);
        let key = HeightKey {
            section: section.map(|s| s.kind),
            columns,
            body: body.0.to_bits(),
            least: self.from.least.0.to_bits(),
            breath: self.breath.to_bits(),
            rules: self.rules,
            cap,
        };
        if let Some(known) = self.heights.0.get(&key) {
            return *known;
        }
        let (title, gutter) = (self.plan.title(), self.plan.gutter());
        let width = section.map_or(self.width, |_| self.plan.columns(columns));
        let mut composer = self.composer(body, Limits::NONE);
        let node = match section {
            Some(section) => composer.section(section, columns, false),
            None => composer.head(title, gutter),
        };
        let height = lay(&node, self.lines, width, None, &Caps::all(cap), Self::mark(body)).height();
        self.heights.0.insert(key, height);
        height
    }

    fn bands(&mut self, body: Pt, cap: usize) -> Bands {
        let plan = self.plan.clone();
        plan.bands(body * 0.1, &mut |i, columns| self.section(Some(i), columns, body, cap))
    }

    fn total(&mut self, bands: &Bands, body: Pt) -> Pt {
        let head = self.section(None, 0, body, usize::MAX);
        let plan = self.plan.clone();
        plan.total(bands, head, &mut |i, columns| self.section(Some(i), columns, body, usize::MAX))
    }

    fn all_fits(&mut self, bands: &Bands, body: Pt) -> bool {
        self.total(bands, body) <= self.height + Pt(0.05)
    }

    /// The page at the largest size at which everything fits; `None` where nothing in the range does.
    pub fn fit(&mut self) -> Option<Fitted> {
        let lines: &[usize] = if self.from.purpose == Purpose::Final { &[usize::MAX] } else { &[usize::MAX, 2, 1] };
        for rules in lines {
            self.rules = *rules;
            if let Some((bands, body)) = self.largest() {
                return Some(self.whole(&bands, body));
            }
        }
        let least = self.from.least;
        for breath in TIGHTER {
            self.breath = breath;
            let bands = self.bands(least, usize::MAX);
            if self.all_fits(&bands, least) {
                return Some(self.whole(&bands, least));
            }
        }
        None
    }

    /// The largest size at which everything fits, and the bands that make it so.
    fn largest(&mut self) -> Option<(Bands, Pt)> {
        let least = self.from.least;
        let steps = ((self.most - least) / STEP).round().max(0.0) as usize;
        let size = |step: usize| least + STEP * step as f32;
        // The height of text grows with the square of its size: one look tells about where the size lies.
        let first = steps / 3;
        let bands = self.bands(size(first), usize::MAX);
        let total = self.total(&bands, size(first));
        let about = size(first) * (self.height / total.max(Pt(1.0))).sqrt();
        let about = (((about - least) / STEP).floor().max(0.0) as usize).min(steps);
        let found = self.search(&bands, about, steps);
        // Bands chosen for the size that was found may allow a larger one still.
        let at = found.unwrap_or(0);
        if at != first {
            let again = self.bands(size(at), usize::MAX);
            if again != bands
                && let Some(better) = self.search(&again, at, steps)
                && found.is_none_or(|found| better > found)
            {
                return Some((again, size(better)));
            }
        }
        found.map(|step| (bands, size(step)))
    }

    /// The last of the steps of size at which everything fits; those below it fit too. The search begins at `start`.
    fn search(&mut self, bands: &Bands, start: usize, steps: usize) -> Option<usize> {
        let least = self.from.least;
        let mut fits = |step: usize| self.all_fits(bands, least + STEP * step as f32);
        let (mut low, mut high);
        let mut stride = 1;
        if fits(start) {
            (low, high) = (start, start + 1);
            while high <= steps && fits(high) {
                low = high;
                stride *= 2;
                high = (high + stride).min(steps + 1);
            }
        } else {
            high = start;
            loop {
                if high == 0 {
                    return None;
                }
                low = high.saturating_sub(stride);
                if fits(low) {
                    break;
                }
                high = low;
                stride *= 2;
            }
        }
        while low + 1 < high {
            let middle = (low + high) / 2;
            if fits(middle) { low = middle } else { high = middle }
        }
        Some(low)
    }

    fn whole(&mut self, bands: &Bands, body: Pt) -> Fitted {
        let tree = self.build(bands, body);
        self.finish(tree, body, &Caps::all(usize::MAX), None)
    }

    /// The size below the floor at which everything would fit; `None` where there is none that the eye can read at all.
    fn would_fit(&mut self) -> Option<Pt> {
        let floor = self.from.least;
        let steps = ((floor - SMALLEST) / STEP).round().max(0.0) as usize;
        // Counted downwards: the first step below the floor at which everything fits.
        let (mut low, mut high) = (0, steps + 1);
        while low + 1 < high {
            let middle = (low + high) / 2;
            if self.fits_below(floor - STEP * middle as f32) { high = middle } else { low = middle }
        }
        self.from.least = floor;
        (high <= steps).then(|| floor - STEP * high as f32)
    }

    fn fits_below(&mut self, size: Pt) -> bool {
        self.from.least = size;
        let bands = self.bands(size, usize::MAX);
        self.all_fits(&bands, size)
    }

    /// Lays out what does not fit at the smallest size: every flow shows as many lines as all can; where that would be
    /// next to none, actions and then sections are held back whole.
    pub fn overfull(&mut self) -> Fitted {
        self.breath = TIGHTER[TIGHTER.len() - 1];
        let fits_at = self.would_fit();
        let body = self.from.least;
        let (actions, sections) = (self.from.sheet.actions.len(), self.plan.sections.len());
        // Bands that suit the whole text do not suit what can be shown of it.
        for cap in [24, 12, 8, 5, 3, FEWEST_LINES] {
            let bands = self.bands(body, cap);
            let node = self.build(&bands, body);
            if self.fits(&node, body, &Caps::all(cap)) {
                let caps = self.most_lines(&node, body, cap);
                return self.finish(node, body, &caps, fits_at);
            }
        }
        let bands = self.bands(body, FEWEST_LINES);
        let fewer_actions = (0..actions).rev().map(|actions| Limits { actions, ..Limits::NONE });
        let fewer_sections = (0..sections).rev().map(|sections| Limits { actions: 0, sections });
        for limits in fewer_actions.chain(fewer_sections) {
            let node = self.limited(&bands, body, limits);
            if self.fits(&node, body, &Caps::all(FEWEST_LINES)) {
                let caps = self.most_lines(&node, body, FEWEST_LINES);
                return self.finish(node, body, &caps, fits_at);
            }
        }
        let node = self.limited(&bands, body, Limits { actions: 0, sections: 0 });
        self.finish(node, body, &Caps::all(0), fits_at)
    }

    fn fits(&self, node: &Node, body: Pt, caps: &Caps) -> bool {
        lay(node, self.lines, self.width, None, caps, Self::mark(body)).height() <= self.height + Pt(0.05)
    }

    /// As many lines of each flow as the page takes: first equally many for all, of which `known`
    /// are known to fit, then more where there is room.
    fn most_lines(&self, node: &Node, body: Pt, known: usize) -> Caps {
        let (mut low, mut high) = (known, 1024);
        while low + 1 < high {
            let middle = (low + high) / 2;
            if self.fits(node, body, &Caps::all(middle)) { low = middle } else { high = middle }
        }
        let mut caps = Caps::all(low);
        let cut = lay(node, self.lines, self.width, None, &caps, Self::mark(body)).cut();
        for (flow, lines) in cut {
            let (mut least, mut most) = (low, lines + 1);
            while least + 1 < most {
                let middle = (least + most) / 2;
                caps.more.insert(flow, middle);
                if self.fits(node, body, &caps) { least = middle } else { most = middle }
            }
            caps.more.insert(flow, least);
        }
        caps
    }

    fn finish(&mut self, tree: Node, body: Pt, caps: &Caps, fits_at: Option<Pt>) -> Fitted {
        let from = self.from;
        let sign = |n: usize| from.words.say("press.mark", &[("n", &(n + 1).to_string())]);
        let words = |pages: &[usize], n: usize| {
            let page = (pages.get(n).copied().unwrap_or(0) + 2).to_string();
            let words = from.words.say("press.continues", &[("page", &page), ("mark", &sign(n))]);
            (words, sign(n))
        };
        let mut drawn = self.draw(&tree, body, caps, &|n| words(&[], n));
        let (mut later, begins) = running::continued(self.engine, from, self.lines, &drawn.rests);
        if begins.iter().any(|page| *page > 0) {
            // Now it is known on which page each rest begins: say so.
            drawn = self.draw(&tree, body, caps, &|n| words(&begins, n));
        }
        let first = Page { items: std::mem::take(&mut drawn.items), ..from.frame.page() };
        let mut pages = vec![first];
        pages.append(&mut later);
        Fitted { pages, tree, drawn, body, fits_at }
    }

    fn draw(&mut self, node: &Node, body: Pt, caps: &Caps, words: &dyn Fn(usize) -> (String, String)) -> Drawn {
        let marks = Marks { size: body, colour: self.from.theme.accent, family: self.from.family, words };
        let mut out = Drawn::default();
        let margin = self.from.frame.margin.pt();
        let laid = lay(node, self.lines, self.width, Some(self.height), caps, Self::mark(body));
        laid.draw(self.engine, margin, margin, &marks, &mut out);
        out
    }
}

/// The sections that the page has: those of the template, and in a final print those in which something is written.
pub(crate) fn shown<'a>(from: Source<'a>) -> Vec<&'a Section> {
    let takes = |kind| from.template.shows(kind).is_some();
    let has = |kind| from.purpose != Purpose::Final || written(kind, from.sheet);
    from.form.sections.iter().filter(|section| takes(section.kind) && has(section.kind)).collect()
}
