//! Pages for what found no room: the rests of flows, each under its mark, in columns.

use crate::layout::{Paragraph, Rest, Setting};
use crate::length::{Mm, Pt};
use crate::page::{Item, Page};
use crate::sheet_page::{Source, Voice, paragraph};
use crate::text::Engine;

/// Columns side by side.
const COLUMNS: usize = 3;

/// The pages of continuations, and for each rest the index of the page on which it begins (0 is the first of these).
pub(crate) fn pages(engine: &mut Engine, from: Source<'_>, rests: &[Rest]) -> (Vec<Page>, Vec<usize>) {
    let paper = from.paper;
    let margin = paper.margin().pt();
    let gutter = margin * 0.6;
    let mut filler = Filler {
        from,
        width: (paper.width.pt() - margin * 2.0 - gutter * (COLUMNS - 1) as f32) / COLUMNS as f32,
        height: paper.height.pt() - margin * 2.0,
        margin,
        gutter,
        pages: Vec::new(),
        column: COLUMNS,
        used: Pt::ZERO,
    };
    // The rests were set at the smallest size; here there is room for one that reads easily.
    let body = paper.least * 1.2;
    let mut begins = Vec::new();
    for rest in rests {
        let words = from.words.say("press.continued", &[("mark", &rest.mark), ("place", &rest.place)]);
        let head = paragraph(engine, from, body, paper.least, &words, Voice::Label, None);
        let head = Paragraph { setting: Setting::Ragged, ..head };
        let texts: Vec<Paragraph> = rest.paragraphs.iter().map(|p| enlarged(p, body, paper.least)).collect();
        // A heading keeps its first two lines.
        let lead: Pt = texts.first().map_or(Pt::ZERO, |p| p.size * p.leading * 2.0);
        let headings = head.text.lines(0, filler.width.in_em(head.size)).len() as f32;
        filler.keep(head.size * head.leading * headings + lead + body);
        begins.push(filler.pages.len() - 1);
        if filler.used > Pt::ZERO {
            filler.used += body;
        }
        filler.put(&head);
        for p in &texts {
            filler.put(p);
        }
    }
    (filler.pages, begins)
}

/// The paragraph as running text of a page that has room.
fn enlarged(p: &Paragraph, body: Pt, least: Pt) -> Paragraph {
    // Headlines come down to the size of what they continue.
    let by = if p.size > least * 1.3 { body * 1.2 / p.size } else { body / least };
    Paragraph {
        size: p.size * by,
        indent: p.indent * by,
        above: p.above * by,
        leading: p.leading.max(1.44),
        ..p.clone()
    }
}

struct Filler<'a> {
    from: Source<'a>,
    width: Pt,
    height: Pt,
    margin: Pt,
    gutter: Pt,
    pages: Vec<Page>,
    column: usize,
    used: Pt,
}

impl Filler<'_> {
    /// Goes on to the next column unless this one has `room` left.
    fn keep(&mut self, room: Pt) {
        if self.column < COLUMNS && self.used + room <= self.height {
            return;
        }
        if self.column + 1 < COLUMNS {
            self.column += 1;
        } else {
            let paper = self.from.paper;
            self.pages.push(Page { width: paper.width, height: paper.height, bleed: Mm::ZERO, items: Vec::new() });
            self.column = 0;
        }
        self.used = Pt::ZERO;
    }

    fn put(&mut self, p: &Paragraph) {
        let measure = (self.width - p.indent).max(Pt(1.0)).in_em(p.size);
        let lines = p.text.lines(p.from, measure);
        if self.used > Pt::ZERO {
            self.used += p.above;
        }
        let height = p.size * p.leading;
        let mut open = false;
        for (i, line) in lines.iter().enumerate() {
            if self.used + height > self.height {
                if open {
                    self.items().push(Item::End);
                    open = false;
                }
                self.keep(height);
            }
            if !open {
                self.items().push(Item::Begin(p.role));
                open = true;
            }
            let left = self.margin + (self.width + self.gutter) * self.column as f32;
            let (top, width) = (self.margin + self.used, self.width);
            p.draw_line(line, i == 0, left, top, width, self.items());
            self.used += height;
        }
        if open {
            self.items().push(Item::End);
        }
    }

    fn items(&mut self) -> &mut Vec<Item> {
        if self.pages.is_empty() {
            self.keep(self.height + Pt(1.0));
        }
        let last = self.pages.len() - 1;
        &mut self.pages[last].items
    }
}
