//! From a sheet to pages: one size of text for the whole page, and nothing ever cut.

use crate::continuation;
use crate::fonts::Fonts;
use crate::layout::{Caps, Drawn, Marks, Node, lay};
use crate::length::{Mm, Pt};
use crate::page::Page;
use crate::paper::Paper;
use crate::sheet_page::{Bands, Composer, Limits, Plan, Source, footer};
use crate::text::{Engine, Family};
use crate::theme::Theme;
use sheet::{Catalogue, FieldId, Form, Language, PublicSheet};
use std::collections::BTreeSet;

/// The step between two sizes of text that are tried.
const STEP: Pt = Pt(0.25);
/// How far the air between and around lines is drawn in, by and by, before anything is continued elsewhere.
const TIGHTER: [f32; 3] = [0.85, 0.7, 0.55];
/// Fewer lines of a flow than this are not worth beginning: rather an action or a section is held back whole.
const FEWEST_LINES: usize = 2;

/// How a sheet is to be printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// The paper.
    pub paper: Paper,
    /// The language of the form's words.
    pub language: Language,
    /// The colours; `None` takes the year's own.
    pub theme: Option<Theme>,
    /// Whose sheet it is; may be empty.
    pub organisation: String,
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
    /// Characters that no face has; 〓 is drawn for them.
    pub missing_glyphs: Vec<MissingGlyph>,
    /// The size of the running text on the first page.
    pub text_size: Pt,
}

/// A text that did not fit on the page it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overflow {
    /// The field.
    pub field: FieldId,
    /// How many of its characters stand on a later page, white space aside.
    pub characters: usize,
}

/// A character that cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingGlyph {
    /// Where it stands; `None` for words that are no field, such as the organisation's name.
    pub field: Option<FieldId>,
    /// The character, with the signs that belong to it.
    pub character: String,
}

/// The press: faces, and the texts that it has shaped before.
pub struct Press {
    pub(crate) engine: Engine,
}

impl Press {
    /// A press with these faces. Keep it: the second sheet is faster than the first.
    pub fn new(fonts: &Fonts) -> Press {
        Press { engine: Engine::new(fonts) }
    }

    /// The sheet on paper, as `form` shows it.
    ///
    /// The running text takes the largest size of the paper's range at which everything fits on one page. What does not
    /// fit at the smallest one goes on on further pages, with a mark at both ends; the report says what and how much.
    pub fn lay_out(&mut self, sheet: &PublicSheet, form: &Form, options: &Options, words: &Catalogue) -> Printed {
        let shown = form.shown(sheet);
        let theme = options.theme.as_ref().unwrap_or_else(|| Theme::of(shown.fiscal_year));
        let from = Source {
            sheet: &shown,
            form,
            words,
            theme,
            paper: &options.paper,
            language: options.language,
            organisation: &options.organisation,
            family: Family::default(),
        };
        Job::new(&mut self.engine, from).run()
    }
}

/// One layout under way.
struct Job<'a, 'e> {
    engine: &'e mut Engine,
    from: Source<'a>,
    plan: Plan<'a>,
    margin: Pt,
    gutter: Pt,
    breath: f32,
    width: Pt,
    height: Pt,
}

impl<'a, 'e> Job<'a, 'e> {
    fn new(engine: &'e mut Engine, from: Source<'a>) -> Job<'a, 'e> {
        let margin = from.paper.margin().pt();
        let width = from.paper.width.pt() - margin * 2.0;
        let height = from.paper.height.pt() - margin * 2.0;
        let gutter = margin * 0.55;
        let plan = Plan::new(&from.form.sections, width, gutter);
        Job { engine, from, plan, margin, gutter, breath: 1.0, width, height }
    }

    fn composer(&mut self, body: Pt, limits: Limits) -> Composer<'a, '_> {
        Composer { from: self.from, engine: self.engine, body, limits, breath: self.breath }
    }

    fn mark(body: Pt) -> Pt {
        body * 1.5
    }

    fn build(&mut self, bands: &Bands, body: Pt, limits: Limits) -> Node {
        let breath = self.breath;
        let mut composer = Composer { from: self.from, engine: self.engine, body, limits, breath };
        self.plan.build(&mut composer, bands)
    }

    fn fits(&self, node: &Node, body: Pt, caps: &Caps) -> bool {
        lay(node, self.width, None, caps, Self::mark(body)).height() <= self.height + Pt(0.05)
    }

    fn run(mut self) -> Printed {
        let (least, most) = (self.from.paper.least, self.from.paper.most);
        let steps = ((most - least) / STEP).round() as usize;
        let size = |step: usize| least + STEP * step as f32;
        let bands = self.bands(size(steps / 3), usize::MAX);
        let found = match self.largest(&bands, steps, &size) {
            // Bands chosen for the size that was found may allow a larger one still.
            Some((node, body)) => {
                let again = self.bands(body, usize::MAX);
                let better = if again == bands { None } else { self.largest(&again, steps, &size) };
                better.filter(|(_, larger)| *larger > body).or(Some((node, body)))
            }
            None => {
                let again = self.bands(least, usize::MAX);
                if again == bands { None } else { self.largest(&again, steps, &size) }
            }
        };
        match found {
            Some((node, body)) => self.finish(&node, body, &Caps::all(usize::MAX)),
            None => self.tight(least),
        }
    }

    /// Lays out what does not fit at the smallest size: closer first, and only then on further pages.
    fn tight(&mut self, least: Pt) -> Printed {
        for breath in TIGHTER {
            self.breath = breath;
            let bands = self.bands(least, usize::MAX);
            let node = self.build(&bands, least, Limits::NONE);
            if self.fits(&node, least, &Caps::all(usize::MAX)) {
                return self.finish(&node, least, &Caps::all(usize::MAX));
            }
        }
        self.overfull(least)
    }

    fn bands(&mut self, body: Pt, cap: usize) -> Bands {
        let plan = Plan::new(&self.from.form.sections, self.width, self.gutter);
        plan.bands(&mut self.composer(body, Limits::NONE), &Caps::all(cap))
    }

    /// The tree at the largest size at which everything fits; the sizes below it fit too.
    fn largest(&mut self, bands: &Bands, steps: usize, size: &dyn Fn(usize) -> Pt) -> Option<(Node, Pt)> {
        let (mut low, mut high) = (0, steps + 1);
        let mut found = None;
        while low < high {
            let middle = (low + high) / 2;
            let node = self.build(bands, size(middle), Limits::NONE);
            if self.fits(&node, size(middle), &Caps::all(usize::MAX)) {
                found = Some((node, size(middle)));
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        found
    }

    /// Lays out what does not fit at the smallest size: every flow shows as many lines as all can; where that would be
    /// next to none, actions and then sections are held back whole.
    fn overfull(&mut self, body: Pt) -> Printed {
        let (actions, sections) = (self.from.sheet.actions.len(), self.from.form.sections.len());
        // Bands that suit the whole text do not suit what can be shown of it.
        for cap in [24, 12, 8, 5, 3, FEWEST_LINES] {
            let bands = self.bands(body, cap);
            let node = self.build(&bands, body, Limits::NONE);
            if self.fits(&node, body, &Caps::all(cap)) {
                let caps = self.most_lines(&node, body, cap);
                return self.finish(&node, body, &caps);
            }
        }
        let bands = self.bands(body, FEWEST_LINES);
        let fewer_actions = (0..actions).rev().map(|actions| Limits { actions, ..Limits::NONE });
        let fewer_sections = (0..sections).rev().map(|sections| Limits { actions: 0, sections });
        for limits in fewer_actions.chain(fewer_sections) {
            let node = self.build(&bands, body, limits);
            if self.fits(&node, body, &Caps::all(FEWEST_LINES)) {
                let caps = self.most_lines(&node, body, FEWEST_LINES);
                return self.finish(&node, body, &caps);
            }
        }
        let node = self.build(&bands, body, Limits { actions: 0, sections: 0 });
        self.finish(&node, body, &Caps::all(0))
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
        let cut = lay(node, self.width, None, &caps, Self::mark(body)).cut();
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

    fn finish(&mut self, node: &Node, body: Pt, caps: &Caps) -> Printed {
        let sign = |n: usize| self.from.words.say("press.mark", &[("n", &(n + 1).to_string())]);
        let from = self.from;
        let words = |pages: &[usize], n: usize| {
            let page = (pages.get(n).copied().unwrap_or(0) + 2).to_string();
            let words = from.words.say("press.continues", &[("page", &page), ("mark", &sign(n))]);
            (words, sign(n))
        };
        let mut drawn = self.draw(node, body, caps, &|n| words(&[], n));
        let (mut later, begins) = continuation::pages(self.engine, from, &drawn.rests);
        if begins.iter().any(|page| *page > 0) {
            // Now it is known on which page each rest begins: say so.
            drawn = self.draw(node, body, caps, &|n| words(&begins, n));
        }
        let first = Page { width: from.paper.width, height: from.paper.height, bleed: Mm::ZERO, items: drawn.items };
        let mut pages = vec![first];
        pages.append(&mut later);
        let count = pages.len();
        for (i, page) in pages.iter_mut().enumerate() {
            page.items.extend(footer(self.engine, from, i + 1, count));
        }
        let mut overflow: Vec<Overflow> = Vec::new();
        for p in drawn.rests.iter().flat_map(|rest| &rest.paragraphs) {
            if let Some(field) = &p.field {
                let characters = p.characters_left();
                match overflow.iter_mut().find(|o| o.field == *field) {
                    Some(known) => known.characters += characters,
                    None => overflow.push(Overflow { field: field.clone(), characters }),
                }
            }
        }
        let missing_glyphs = missing(node);
        Printed { pages, report: Report { overflow, missing_glyphs, text_size: body } }
    }

    fn draw(&mut self, node: &Node, body: Pt, caps: &Caps, words: &dyn Fn(usize) -> (String, String)) -> Drawn {
        let marks = Marks { size: body, colour: self.from.theme.accent, family: self.from.family, words };
        let mut out = Drawn::default();
        let laid = lay(node, self.width, Some(self.height), caps, Self::mark(body));
        laid.draw(self.engine, self.margin, self.margin, &marks, &mut out);
        out
    }
}

/// Every character of the tree that no face has, once for each field.
fn missing(node: &Node) -> Vec<MissingGlyph> {
    fn walk(node: &Node, seen: &mut BTreeSet<(Option<FieldId>, String)>, found: &mut Vec<MissingGlyph>) {
        match node {
            Node::Group(group) => group.children.iter().for_each(|child| walk(child, seen, found)),
            Node::Flow(flow) => {
                for p in &flow.paragraphs {
                    for cluster in p.text.clusters.iter().filter(|c| c.missing) {
                        let character = p.text.text[cluster.text.clone()].to_owned();
                        if seen.insert((p.field.clone(), character.clone())) {
                            found.push(MissingGlyph { field: p.field.clone(), character });
                        }
                    }
                }
            }
        }
    }
    let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
    walk(node, &mut seen, &mut found);
    found
}
