//! Boxes: a tree of groups and flows of text, measured by taffy, drawn as items of a page.
//!
//! A *flow* is the text of one place: the bullets of a cell, the prose of a section. Where a page is too full every
//! flow shows at most so many lines, ends with a mark, and hands out what it did not show.

pub(crate) mod columns;
mod paragraph;

pub(crate) use paragraph::{Lead, Marker, Paragraph, Setting};

use crate::length::{Em, Mm, Pt};
use crate::page::{Colour, Item, Point, Role, Shape};
use crate::text::{Engine, Family, Line, Shaped, Type};
use columns::Piece;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;
use taffy::prelude::{AvailableSpace, NodeId, Size, Style, TaffyMaxContent as _, TaffyTree};

/// Where type stands and how far it reaches: the area of a box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Area {
    pub x: Pt,
    pub y: Pt,
    pub width: Pt,
    pub height: Pt,
}

impl Area {
    /// The point `right` and `down` of the upper left corner.
    pub fn point(&self, right: Pt, down: Pt) -> Point {
        Point { x: (self.x + right).mm(), y: (self.y + down).mm() }
    }
}

/// Shapes that a box draws behind its content.
pub(crate) type Paint = Rc<dyn Fn(Area) -> Vec<Shape>>;

/// A node of the tree.
pub(crate) enum Node {
    /// A box of boxes.
    Group(Group),
    /// A box of text.
    Flow(Flow),
}

impl Node {
    /// Every paragraph of the tree, in reading order.
    pub fn paragraphs<'a>(&'a self, into: &mut Vec<&'a Paragraph>) {
        match self {
            Node::Group(group) => group.children.iter().for_each(|child| child.paragraphs(into)),
            Node::Flow(flow) => into.extend(&flow.paragraphs),
        }
    }
}

impl Paragraph {
    /// How far its first baseline is below its upper edge.
    pub fn baseline(&self) -> Pt {
        (self.line_height() - self.size) / 2.0 + Em(0.88).at(self.size)
    }
}

/// A box of boxes, and what it draws behind them.
pub(crate) struct Group {
    pub style: Style,
    pub role: Option<Role>,
    pub paint: Option<Paint>,
    pub children: Vec<Node>,
}

/// A box of text.
pub(crate) struct Flow {
    pub style: Style,
    pub paragraphs: Vec<Paragraph>,
    /// What the place is called on a page of continuations.
    pub place: String,
    /// Whether nothing of it is shown here and all of it is continued.
    pub held: bool,
    /// Whether it is set in several columns where one would be too wide to read.
    pub parted: bool,
}

/// What a flow did not show.
#[derive(Debug, Clone)]
pub(crate) struct Rest {
    /// The paragraphs; the first one may have begun before.
    pub paragraphs: Vec<Paragraph>,
    /// Where they belong.
    pub place: String,
    /// The mark that stands at both ends.
    pub mark: String,
}

/// How the mark of a continued flow looks and what it says.
pub(crate) struct Marks<'a> {
    pub size: Pt,
    pub colour: Colour,
    pub family: Family,
    /// The words for the rest with this number, counted from 0.
    pub words: &'a dyn Fn(usize) -> (String, String),
}

/// What was drawn, and what was left over.
#[derive(Default)]
pub(crate) struct Drawn {
    pub items: Vec<Item>,
    pub rests: Vec<Rest>,
}

/// A paragraph of so many lines or fewer goes on elsewhere whole.
const WHOLE: usize = 3;

/// A line of text is read easily up to about so many kanji; a wider flow is parted into columns.
const WIDEST_LINE: Em = Em(46.0);
/// How wide a column of a parted flow may be.
const WIDEST_COLUMN: Em = Em(40.0);
/// The room between the columns of a parted flow.
const BETWEEN: Em = Em(2.0);
/// Fewer lines than this are not worth a column.
const LEAST_IN_COLUMN: usize = 3;

/// What the lines of a paragraph follow from: its text, where it begins, its measure, what stands before, how it is set.
type LinesKey = (usize, usize, u32, u32, Setting);

/// Texts that were broken into lines before; a sheet that is fitted is broken at a few hundred measures.
#[derive(Default)]
pub(crate) struct Lines(RefCell<HashMap<LinesKey, Broken>>);

/// A text and its lines.
type Broken = (Arc<Shaped>, Arc<[Line]>);

/// So many broken texts are remembered.
const REMEMBERED: usize = 65_536;

impl Lines {
    /// The lines of `paragraph` in a flow of `width`.
    pub fn of(&self, paragraph: &Paragraph, width: Pt) -> Arc<[Line]> {
        let measure = (width - paragraph.indent).max(Pt::ZERO).in_em(paragraph.size);
        let taken = paragraph.taken();
        let text = Arc::as_ptr(&paragraph.text) as usize;
        let key = (text, paragraph.from, measure.0.to_bits(), taken.0.to_bits(), paragraph.setting);
        let mut known = self.0.borrow_mut();
        if known.len() >= REMEMBERED {
            known.clear();
        }
        // The text is kept with its lines, so that its address stays its own.
        let fresh = || (Arc::clone(&paragraph.text), paragraph.lines(width).into());
        Arc::clone(&known.entry(key).or_insert_with(fresh).1)
    }
}

/// A flow cut into lines at one width.
struct SetFlow {
    width: Pt,
    columns: usize,
    between: Pt,
    /// Paragraph and line, in order.
    lines: Vec<(usize, Line)>,
}

impl SetFlow {
    fn new(flow: &Flow, width: Pt, known: &Lines) -> SetFlow {
        let whole = SetFlow::broken(flow, width, known);
        let size = flow.paragraphs.last().map_or(Pt(1.0), |p| p.size);
        let mut columns = 1;
        if flow.parted && width > WIDEST_LINE.at(size) {
            let one = (WIDEST_COLUMN + BETWEEN).at(size);
            columns = ((width + BETWEEN.at(size)) / one).ceil() as usize;
            // Columns are about as many lines high as one column would be.
            if whole.len() < LEAST_IN_COLUMN {
                columns = 1;
            }
        }
        let between = BETWEEN.at(size);
        if columns == 1 {
            return SetFlow { width, columns, between, lines: whole };
        }
        let column = (width - between * (columns - 1) as f32) / columns as f32;
        SetFlow { width, columns, between, lines: SetFlow::broken(flow, column, known) }
    }

    fn broken(flow: &Flow, width: Pt, known: &Lines) -> Vec<(usize, Line)> {
        let mut lines = Vec::new();
        for (i, paragraph) in flow.paragraphs.iter().enumerate() {
            lines.extend(known.of(paragraph, width).iter().map(|line| (i, line.clone())));
        }
        lines
    }

    fn column(&self) -> Pt {
        (self.width - self.between * (self.columns - 1) as f32) / self.columns as f32
    }

    /// Where each of the first `shown` lines stands, and last the mark where there is one; and how high all of it is.
    fn arranged(&self, flow: &Flow, shown: usize, mark: Pt) -> (Vec<columns::Place>, Pt) {
        let marked = shown < self.lines.len();
        let paragraph = |i: usize| self.lines.get(i).map(|l| l.0);
        let mut pieces: Vec<Piece> = (0..shown)
            .map(|i| {
                let p = &flow.paragraphs[self.lines[i].0];
                // A label goes with what it names, and two lines stay together at either end of a paragraph.
                let label = p.field.is_none();
                let same = paragraph(i + 1) == paragraph(i);
                let opens = i == 0 || paragraph(i - 1) != paragraph(i);
                let closes = same && paragraph(i + 2) != paragraph(i);
                let glued = i + 1 < shown && (label || same && (opens || closes));
                Piece { above: self.above(flow, i), height: p.height_of(&self.lines[i].1), glued }
            })
            .collect();
        if marked {
            if let Some(last) = pieces.last_mut() {
                last.glued = true;
            }
            pieces.push(Piece { above: Pt::ZERO, height: mark, glued: false });
        }
        let all: Pt = pieces.iter().enumerate().map(|(i, p)| if i > 0 { p.above + p.height } else { p.height }).sum();
        columns::balance(&pieces, all, self.columns).unwrap_or_default()
    }

    /// How many lines are shown when at most `cap` lines of fields are.
    ///
    /// A mark takes as much room as one line more, so one line too many is shown after all. A short paragraph is not
    /// torn, and no label is left without what it names.
    fn shown(&self, flow: &Flow, cap: usize) -> usize {
        if flow.held {
            return 0;
        }
        let cap = cap.saturating_mul(self.columns);
        let written = |at: usize| flow.paragraphs[self.lines[at].0].field.is_some();
        let mut count = 0;
        let mut shown = 0;
        while shown < self.lines.len() && (count < cap || !written(shown)) {
            count += usize::from(written(shown));
            shown += 1;
        }
        if shown + 1 >= self.lines.len() {
            return self.lines.len();
        }
        let paragraph = self.lines[shown].0;
        let begin = self.lines.iter().position(|l| l.0 == paragraph).unwrap_or(shown);
        let length = self.lines.iter().filter(|l| l.0 == paragraph).count();
        if begin > 0 && length <= WHOLE {
            shown = begin;
        }
        while shown > 1 && !written(shown - 1) {
            shown -= 1;
        }
        shown
    }

    fn above(&self, flow: &Flow, at: usize) -> Pt {
        let (paragraph, _) = self.lines[at];
        let opens = at > 0 && self.lines[at - 1].0 != paragraph;
        if opens { flow.paragraphs[paragraph].above } else { Pt::ZERO }
    }

    fn height(&self, flow: &Flow, cap: usize, mark: Pt) -> Pt {
        let shown = self.shown(flow, cap);
        if self.columns > 1 {
            return self.arranged(flow, shown, mark).1;
        }
        let text: Pt = (0..shown)
            .map(|i| self.above(flow, i) + flow.paragraphs[self.lines[i].0].height_of(&self.lines[i].1))
            .sum();
        if shown < self.lines.len() { text + mark } else { text }
    }
}

struct Leaf<'a> {
    flow: &'a Flow,
    /// The most lines it may show.
    cap: usize,
    natural: Pt,
    known: &'a Lines,
    set: Option<SetFlow>,
}

impl Leaf<'_> {
    fn set(&mut self, width: Pt) -> &SetFlow {
        if self.set.as_ref().is_none_or(|s| (s.width - width).0.abs() > 0.01) {
            self.set = None;
        }
        let (flow, known) = (self.flow, self.known);
        self.set.get_or_insert_with(|| SetFlow::new(flow, width, known))
    }
}

/// A tree that has been measured.
pub(crate) struct Laid<'a> {
    tree: TaffyTree<Leaf<'a>>,
    root: NodeId,
    node: &'a Node,
    mark: Pt,
}

/// How many lines flows may show: the same for all, and more for some, by their place in reading order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Caps {
    pub all: usize,
    pub more: std::collections::BTreeMap<usize, usize>,
}

impl Caps {
    /// No flow shows more than `all`.
    pub fn all(all: usize) -> Caps {
        Caps { all, more: Default::default() }
    }

    fn of(&self, flow: usize) -> usize {
        self.more.get(&flow).copied().unwrap_or(self.all)
    }
}

/// Lays `node` out as wide as `width`, and as high as `height` or as it needs; every flow shows at most as many lines as
/// `caps` allow and, where it has more, a mark as high as `mark`.
pub(crate) fn lay<'a>(
    node: &'a Node,
    known: &'a Lines,
    width: Pt,
    height: Option<Pt>,
    caps: &Caps,
    mark: Pt,
) -> Laid<'a> {
    let mut tree = TaffyTree::new();
    tree.disable_rounding();
    let inner = grow(&mut tree, node, known, caps, &mut 0);
    let size = Size {
        width: taffy::prelude::length(width.0),
        height: height.map_or(taffy::prelude::auto(), |h| taffy::prelude::length(h.0)),
    };
    let style =
        Style { display: taffy::Display::Flex, flex_direction: taffy::FlexDirection::Column, size, ..Style::default() };
    let root = tree.new_with_children(style, &[inner]).expect("taffy refuses no new node");
    tree.compute_layout_with_measure(root, Size::MAX_CONTENT, |input, _, leaf, style| {
        taffy::compute_leaf_layout(
            input,
            style,
            |_, _| 0.0,
            |known, available| {
                let Some(leaf) = leaf else { return Size::ZERO };
                let width = known.width.unwrap_or(match available.width {
                    AvailableSpace::Definite(width) => width.min(leaf.natural.0),
                    AvailableSpace::MinContent => 0.0,
                    AvailableSpace::MaxContent => leaf.natural.0,
                });
                if width <= 0.0 {
                    return Size { width: 0.0, height: known.height.unwrap_or(0.0) };
                }
                let flow = leaf.flow;
                let height = known.height.unwrap_or_else(|| {
                    let cap = leaf.cap;
                    leaf.set(Pt(width)).height(flow, cap, mark).0
                });
                Size { width, height }
            },
        )
    })
    .expect("taffy lays out every tree that it holds");
    Laid { tree, root, node, mark }
}

fn grow<'a>(
    tree: &mut TaffyTree<Leaf<'a>>,
    node: &'a Node,
    known: &'a Lines,
    caps: &Caps,
    flows: &mut usize,
) -> NodeId {
    match node {
        Node::Flow(flow) => {
            let natural = flow
                .paragraphs
                .iter()
                .map(|p| p.indent + (p.text.width() + p.taken()).at(p.size))
                .fold(Pt::ZERO, Pt::max)
                + Pt(0.02);
            // Words of the form alone are never continued elsewhere: there are few, and they say what stands beside them.
            let written = flow.paragraphs.iter().any(|p| p.field.is_some());
            let cap = if written { caps.of(*flows) } else { usize::MAX };
            *flows += 1;
            tree.new_leaf_with_context(flow.style.clone(), Leaf { flow, cap, natural, known, set: None })
        }
        Node::Group(group) => {
            let children: Vec<NodeId> =
                group.children.iter().map(|child| grow(tree, child, known, caps, flows)).collect();
            tree.new_with_children(group.style.clone(), &children)
        }
    }
    .expect("taffy refuses no new node")
}

impl Laid<'_> {
    fn inner(&self) -> NodeId {
        self.tree.child_at_index(self.root, 0).expect("the root was given one child")
    }

    /// How high the content is.
    pub fn height(&self) -> Pt {
        Pt(self.tree.layout(self.inner()).map_or(0.0, |l| l.size.height))
    }

    /// The flows that show less than they have, by their place in reading order, with how many lines each has in all.
    pub fn cut(&mut self) -> Vec<(usize, usize)> {
        fn walk(tree: &mut TaffyTree<Leaf<'_>>, id: NodeId, flows: &mut usize, found: &mut Vec<(usize, usize)>) {
            let width = tree.layout(id).map_or(0.0, |l| l.content_box_width());
            if let Some(leaf) = tree.get_node_context_mut(id) {
                let (flow, cap) = (leaf.flow, leaf.cap);
                let set = leaf.set(Pt(width));
                if !flow.held && set.shown(flow, cap) < set.lines.len() {
                    found.push((*flows, set.lines.len()));
                }
                *flows += 1;
                return;
            }
            for child in tree.children(id).unwrap_or_default() {
                walk(tree, child, flows, found);
            }
        }
        let mut found = Vec::new();
        let inner = self.inner();
        walk(&mut self.tree, inner, &mut 0, &mut found);
        found
    }

    /// Draws the tree with its upper left corner at `x`, `y`.
    pub fn draw(mut self, engine: &mut Engine, x: Pt, y: Pt, marks: &Marks<'_>, out: &mut Drawn) {
        let inner = self.inner();
        let node = self.node;
        self.draw_node(engine, inner, node, x, y, marks, out);
    }

    #[allow(clippy::too_many_arguments, reason = "the walk carries where it is and what it fills")]
    fn draw_node(
        &mut self,
        engine: &mut Engine,
        id: NodeId,
        node: &Node,
        x: Pt,
        y: Pt,
        marks: &Marks<'_>,
        out: &mut Drawn,
    ) {
        let layout = *self.tree.layout(id).expect("the node was laid out");
        let (x, y) = (x + Pt(layout.location.x), y + Pt(layout.location.y));
        match node {
            Node::Group(group) => {
                let area = Area { x, y, width: Pt(layout.size.width), height: Pt(layout.size.height) };
                if let Some(paint) = &group.paint {
                    out.items.extend(paint(area).into_iter().map(Item::Shape));
                }
                if let Some(role) = group.role {
                    out.items.push(Item::Begin(role));
                }
                for (i, child) in group.children.iter().enumerate() {
                    let at = self.tree.child_at_index(id, i).expect("the tree has the node's children");
                    self.draw_node(engine, at, child, x, y, marks, out);
                }
                if group.role.is_some() {
                    out.items.push(Item::End);
                }
            }
            Node::Flow(flow) => {
                let width = Pt(layout.content_box_width());
                let (x, y) = (x + Pt(layout.padding.left), y + Pt(layout.padding.top));
                self.draw_flow(engine, id, flow, Area { x, y, width, height: Pt::ZERO }, marks, out);
            }
        }
    }

    fn draw_flow(
        &mut self,
        engine: &mut Engine,
        id: NodeId,
        flow: &Flow,
        area: Area,
        marks: &Marks<'_>,
        out: &mut Drawn,
    ) {
        let mark = self.mark;
        let Some(leaf) = self.tree.get_node_context_mut(id) else { return };
        let cap = leaf.cap;
        let set = leaf.set(area.width);
        let shown = set.shown(flow, cap);
        let (places, _) = set.arranged(flow, shown, mark);
        let column = set.column();
        let step = column + set.between;
        let mut open = Opened::default();
        for (at, (nth, top)) in places.iter().enumerate().take(shown) {
            let (index, line) = &set.lines[at];
            let paragraph = &flow.paragraphs[*index];
            let opens = open.line(paragraph, *index, &mut out.items);
            paragraph.draw_line(line, opens, area.x + step * *nth as f32, area.y + *top, column, &mut out.items);
        }
        open.close(&mut out.items);
        if shown == set.lines.len() {
            return;
        }
        let (index, line) = &set.lines[shown];
        let begun = shown > 0 && set.lines[shown - 1].0 == *index;
        let mut paragraphs = flow.paragraphs[*index..].to_vec();
        paragraphs[0].from = line.clusters.start;
        if begun {
            paragraphs[0].marker = None;
            paragraphs[0].lead = None;
        }
        let (words, sign) = (marks.words)(out.rests.len());
        let mut text = engine.shape(&words, Type::regular(marks.family));
        if text.width().at(marks.size) > column {
            text = engine.shape(&sign, Type::regular(marks.family));
        }
        let note = Paragraph {
            text,
            from: 0,
            size: marks.size,
            colour: marks.colour,
            field: None,
            marker: None,
            indent: Pt::ZERO,
            leading: mark / marks.size,
            above: Pt::ZERO,
            setting: Setting::Right,
            role: Role::Furniture,
            lead: None,
        };
        out.items.push(Item::Begin(Role::Furniture));
        if let Some(line) = note.text.lines(0, Em(f32::INFINITY)).first() {
            let (nth, top) = places.last().copied().unwrap_or_default();
            note.draw_line(line, false, area.x + step * nth as f32, area.y + top, column, &mut out.items);
        }
        out.items.push(Item::End);
        out.rests.push(Rest { paragraphs, place: flow.place.clone(), mark: sign });
    }
}

/// The stretches that are open while lines are drawn: the paragraph, and around entries their list.
#[derive(Default)]
pub(crate) struct Opened {
    paragraph: Option<usize>,
    list: bool,
}

impl Opened {
    /// Opens and closes what a line of the paragraph `index` asks for; whether the line opens the paragraph.
    pub fn line(&mut self, paragraph: &Paragraph, index: usize, items: &mut Vec<Item>) -> bool {
        if self.paragraph == Some(index) {
            return false;
        }
        // Further paragraphs of an entry have no marker of their own.
        let goes_on = paragraph.role == Role::Entry && self.list && paragraph.marker.is_none();
        if self.paragraph.is_some() && !goes_on {
            items.push(Item::End);
        }
        if self.list && paragraph.role != Role::Entry {
            items.push(Item::End);
            self.list = false;
        }
        if paragraph.role == Role::Entry && !self.list {
            items.push(Item::Begin(Role::List));
            self.list = true;
        }
        if !goes_on {
            items.push(Item::Begin(paragraph.role));
        }
        self.paragraph = Some(index);
        true
    }

    /// Closes what is open.
    pub fn close(&mut self, items: &mut Vec<Item>) {
        if self.paragraph.take().is_some() {
            items.push(Item::End);
        }
        if std::mem::take(&mut self.list) {
            items.push(Item::End);
        }
    }
}

/// A box of given width to be used for a rule or a fill that is measured in points.
pub(crate) fn span(from: Point, width: Mm, colour: Colour, thickness: Pt) -> Shape {
    Shape::line(&[from, Point { x: from.x + width, y: from.y }], colour, thickness)
}
