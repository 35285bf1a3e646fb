//! Pages of running text: blocks in columns, page after page. What finds no room on a sheet's one page goes on here, and
//! the reading copy is made of nothing else.

use crate::layout::columns::{Piece, Place, balance, fill};
use crate::layout::{Caps, Drawn, Lines, Marks, Node, Opened, Paragraph, Rest, Setting, lay, span};
use crate::length::{Em, Pt};
use crate::page::{Item, Page, Role};
use crate::sheet_page::{HAIRLINE, Source, Voice, paragraph};
use crate::text::{Engine, Line};

/// What is set together: a heading, a text with what it is called, a drawing.
#[derive(Default)]
pub(crate) struct Block {
    /// What it is called: in the side column, or above where there is none.
    pub label: Vec<Paragraph>,
    pub text: Vec<Paragraph>,
    /// The room above, unless it opens a column.
    pub above: Pt,
    /// Whether it holds on to the block after it.
    pub heading: bool,
    /// Whether it takes the side column too.
    pub wide: bool,
    /// A hairline above, and the room between it and the text.
    pub ruled: Option<Pt>,
    /// Lines to write on below the text.
    pub lines: usize,
    /// Boxes that are drawn below the text.
    pub drawing: Option<Node>,
}

impl Block {
    /// Every paragraph, in reading order.
    pub fn paragraphs<'a>(&'a self, into: &mut Vec<&'a Paragraph>) {
        into.extend(&self.label);
        into.extend(&self.text);
        if let Some(node) = &self.drawing {
            node.paragraphs(into);
        }
    }
}

/// How pages of running text are divided.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measure {
    pub columns: usize,
    pub gutter: Pt,
    /// How wide the side column is in each column; nothing where labels stand above.
    pub side: Pt,
    /// The distance of lines to write on.
    pub pitch: Pt,
}

/// One row of a block, never torn.
enum Row {
    /// Nothing but the hairline above and its room.
    Rule,
    /// A line of a label above its text.
    Label(usize, Line),
    /// A line of the text, and whether it opens its paragraph.
    Text(usize, Line, bool),
    /// A line to write on.
    Blank,
    /// The drawing.
    Drawing,
}

struct Placed<'a> {
    block: usize,
    row: Row,
    piece: Piece,
    /// The label that stands beside it.
    beside: &'a [Paragraph],
}

/// The pages of these blocks, and for each block the index of the page on which it begins.
pub(crate) fn pages(
    engine: &mut Engine,
    from: Source<'_>,
    known: &Lines,
    blocks: &[Block],
    measure: Measure,
) -> (Vec<Page>, Vec<usize>) {
    let (width, height) = from.frame.inner();
    let column = (width - measure.gutter * (measure.columns - 1) as f32) / measure.columns as f32;
    let setter = Setter { from, known, measure, column };
    let mut rows = Vec::new();
    for (i, block) in blocks.iter().enumerate() {
        setter.rows(i, block, &mut rows);
    }
    let pieces: Vec<Piece> = rows.iter().map(|r| r.piece).collect();
    let mut begins = vec![0; blocks.len()];
    let (mut pages, mut at) = (Vec::new(), 0);
    while at < rows.len() {
        let mut places = fill(&pieces[at..], height, measure.columns);
        if at + places.len() == rows.len()
            && let Some((level, _)) = balance(&pieces[at..], height, measure.columns)
        {
            places = level;
        }
        for row in &rows[at..at + places.len()] {
            if matches!(row.row, Row::Text(0, _, true) | Row::Rule | Row::Label(0, _)) {
                begins[row.block] = begins[row.block].max(pages.len());
            }
        }
        let mut page = from.frame.page();
        setter.draw(engine, blocks, &rows[at..at + places.len()], &places, &mut page.items);
        at += places.len();
        pages.push(page);
    }
    (pages, begins)
}

struct Setter<'a> {
    from: Source<'a>,
    known: &'a Lines,
    measure: Measure,
    column: Pt,
}

/// How far the middle of a character is above its baseline.
const MIDDLE: Em = Em(0.38);

/// The room between a label in the side column and its text.
const SIDE_AIR: Em = Em(1.0);

impl Setter<'_> {
    /// Where a block's text begins in its column.
    fn indent(&self, block: &Block) -> Pt {
        if block.wide { Pt::ZERO } else { self.measure.side }
    }

    fn rows<'b>(&self, index: usize, block: &'b Block, rows: &mut Vec<Placed<'b>>) {
        let width = self.column - self.indent(block);
        let first = rows.len();
        let beside = self.measure.side > Pt::ZERO && !block.wide;
        let mut put = |row: Row, above: Pt, height: Pt, glued: bool| {
            rows.push(Placed { block: index, row, piece: Piece { above, height, glued }, beside: &[] });
        };
        if let Some(room) = block.ruled {
            put(Row::Rule, Pt::ZERO, room, true);
        }
        if !beside {
            for (p, label) in block.label.iter().enumerate() {
                for line in self.known.of(label, width).iter() {
                    put(Row::Label(p, line.clone()), Pt::ZERO, label.height_of(line), true);
                }
            }
        }
        for (p, text) in block.text.iter().enumerate() {
            let lines = self.known.of(text, width);
            let count = lines.len();
            for (n, line) in lines.iter().enumerate() {
                let above = if n == 0 && p > 0 { text.above } else { Pt::ZERO };
                // Short paragraphs stay whole, of longer ones two lines at either end; what names goes with the named.
                let within = n + 1 < count && (count <= WHOLE || n == 0 || n + 2 == count);
                let names = n + 1 == count && (text.field.is_none() || text.role == Role::Subheading);
                put(Row::Text(p, line.clone(), n == 0), above, text.height_of(line), within || names);
            }
        }
        for _ in 0..block.lines {
            put(Row::Blank, Pt::ZERO, self.measure.pitch, false);
        }
        if let Some(node) = &block.drawing {
            let height = lay(node, self.known, width, None, &Caps::all(usize::MAX), Pt::ZERO).height();
            put(Row::Drawing, Pt::ZERO, height, false);
        }
        let Some(last) = rows.len().checked_sub(1).filter(|last| *last >= first) else { return };
        rows[last].piece.glued = block.heading;
        rows[first].piece.above = block.above;
        if beside && !block.label.is_empty() {
            let named = (first..=last).find(|i| !matches!(rows[*i].row, Row::Rule)).unwrap_or(first);
            rows[named].beside = &block.label;
            let high: Pt = block
                .label
                .iter()
                .map(|label| label.line_height() * self.known.of(label, self.side_width(label)).len() as f32)
                .sum();
            let text: Pt = rows[named..=last].iter().map(|r| r.piece.above + r.piece.height).sum();
            let more = (high - text).max(Pt::ZERO);
            rows[last].piece.height += more;
            if more > Pt::ZERO {
                // A label that is higher than its text keeps it together.
                rows[named..last].iter_mut().for_each(|r| r.piece.glued = true);
            }
        }
    }

    fn side_width(&self, label: &Paragraph) -> Pt {
        self.measure.side - SIDE_AIR.at(label.size)
    }

    fn draw(&self, engine: &mut Engine, blocks: &[Block], rows: &[Placed<'_>], places: &[Place], out: &mut Vec<Item>) {
        let margin = self.from.frame.margin.pt();
        let mut open = Opened::default();
        for (row, (nth, top)) in rows.iter().zip(places) {
            let block = &blocks[row.block];
            let x = margin + (self.column + self.measure.gutter) * *nth as f32;
            let (left, top) = (x + self.indent(block), margin + *top);
            let width = self.column - self.indent(block);
            let index = |p: usize, label: bool| row.block * 4096 + p * 2 + usize::from(label);
            if !row.beside.is_empty() {
                open.close(out);
                let label = &row.beside[0];
                let first = match &row.row {
                    // On one line with the text; a numeral that is larger stands about the middle of it.
                    Row::Text(p, _, _) => {
                        let text = &block.text[*p];
                        text.baseline() + MIDDLE.at((label.size - text.size).max(Pt::ZERO))
                    }
                    _ => label.baseline(),
                };
                self.aside(row.beside, x, top + first - label.baseline(), out);
            }
            match &row.row {
                Row::Rule => {
                    let from = crate::page::Point { x: x.mm(), y: top.mm() };
                    out.push(Item::Shape(span(from, self.column.mm(), self.from.theme.hairline(), HAIRLINE)));
                }
                Row::Label(p, line) => {
                    let p = (&block.label[*p], *p);
                    let opens = open.line(p.0, index(p.1, true), out);
                    p.0.draw_line(line, opens, left, top, width, out);
                }
                Row::Text(p, line, opens) => {
                    let paragraph = &block.text[*p];
                    open.line(paragraph, index(*p, false), out);
                    paragraph.draw_line(line, *opens, left, top, width, out);
                }
                Row::Blank => {
                    open.close(out);
                    let from = crate::page::Point { x: left.mm(), y: (top + self.measure.pitch).mm() };
                    out.push(Item::Shape(span(from, width.mm(), self.from.theme.rule(), Pt(0.35))));
                }
                Row::Drawing => {
                    open.close(out);
                    if let Some(node) = &block.drawing {
                        let words = |_: usize| (String::new(), String::new());
                        let (colour, family) = (self.from.theme.accent, self.from.family);
                        let marks = Marks { size: self.from.least, colour, family, words: &words };
                        let mut drawn = Drawn::default();
                        lay(node, self.known, width, None, &Caps::all(usize::MAX), Pt::ZERO)
                            .draw(engine, left, top, &marks, &mut drawn);
                        out.append(&mut drawn.items);
                    }
                }
            }
        }
        open.close(out);
    }

    /// A label in the side column.
    fn aside(&self, label: &[Paragraph], x: Pt, top: Pt, out: &mut Vec<Item>) {
        let mut top = top;
        for p in label {
            let width = self.side_width(p);
            out.push(Item::Begin(p.role));
            for (n, line) in self.known.of(p, width).iter().enumerate() {
                p.draw_line(line, n == 0, x, top, width, out);
                top += p.height_of(line);
            }
            out.push(Item::End);
        }
    }
}

/// A paragraph of so many lines or fewer is not torn.
const WHOLE: usize = 3;

/// The pages of what found no room on the first, and for each rest the index of the page on which it begins (0 is the
/// first of these).
pub(crate) fn continued(
    engine: &mut Engine,
    from: Source<'_>,
    known: &Lines,
    rests: &[Rest],
) -> (Vec<Page>, Vec<usize>) {
    // The rests were set at the smallest size; here there is room for one that reads easily.
    let body = from.least * 1.2;
    let mut blocks = Vec::new();
    for rest in rests {
        let words = from.words.say("press.continued", &[("mark", &rest.mark), ("place", &rest.place)]);
        let head = paragraph(engine, from, body, from.least, &words, Voice::Label, None);
        let head = Paragraph { setting: Setting::Ragged, ..head };
        blocks.push(Block {
            text: vec![head],
            above: body,
            heading: true,
            ruled: Some(body * 0.4),
            ..Block::default()
        });
        let text = rest.paragraphs.iter().map(|p| enlarged(p, body, from.least)).collect();
        blocks.push(Block { text, ..Block::default() });
    }
    let columns = if from.frame.width > from.frame.height { 3 } else { 2 };
    let measure = Measure { columns, gutter: from.frame.margin.pt() * 0.6, side: Pt::ZERO, pitch: Pt::ZERO };
    let (pages, begins) = pages(engine, from, known, &blocks, measure);
    (pages, begins.into_iter().step_by(2).collect())
}

/// The paragraph as running text of a page that has room.
fn enlarged(p: &Paragraph, body: Pt, least: Pt) -> Paragraph {
    // Headlines come down to the size of what they continue.
    let by = if p.size > least * 1.3 { body * 1.2 / p.size } else { body / least };
    Paragraph {
        size: p.size * by,
        indent: p.indent * by,
        above: p.above * by,
        leading: p.leading.max(1.5),
        ..p.clone()
    }
}
