//! One paragraph of a flow: how its lines lie, what hangs before them, and how a line is drawn.

use crate::length::{Em, Pt};
use crate::page::{Colour, Item, Point, Role, Shape};
use crate::text::{Edge, Ink, Line, Shaped};
use sheet::FieldId;
use std::sync::Arc;

/// What stands before a paragraph, in its indent.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Marker {
    /// A filled dot.
    Dot(Colour),
    /// A corner that leads down and in: the cause of what stands above.
    Corner(Colour),
    /// A few characters, and the field they come from when the team wrote them.
    Words(Arc<Shaped>, Colour, Option<FieldId>),
}

/// How a paragraph's lines lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Setting {
    /// Flush on both sides: running text.
    Justified,
    /// Flush left, lines about equally long: headlines and labels.
    Balanced,
    /// Flush left.
    Ragged,
    /// Flush right.
    Right,
}

/// One paragraph of a flow, or the rest of one.
#[derive(Debug, Clone)]
pub(crate) struct Paragraph {
    pub text: Arc<Shaped>,
    /// The first cluster that has not been shown elsewhere.
    pub from: usize,
    pub size: Pt,
    pub colour: Colour,
    pub field: Option<FieldId>,
    pub marker: Option<Marker>,
    /// How far all lines stand in.
    pub indent: Pt,
    /// The height of a line against the size of its type.
    pub leading: f32,
    /// The room above, unless it opens the flow.
    pub above: Pt,
    pub setting: Setting,
    pub role: Role,
    /// Words that run into the first line.
    pub lead: Option<Lead>,
}

/// A label on the first line of what it names.
#[derive(Debug, Clone)]
pub(crate) struct Lead {
    pub text: Arc<Shaped>,
    pub size: Pt,
    pub colour: Colour,
}

/// The room between a label and what it names, in em of the text.
const LEAD_GAP: Em = Em(0.75);

/// Less room than this is left free beside a label.
const LEAST_BESIDE_LEAD: Em = Em(4.0);

impl Paragraph {
    fn measure(&self, width: Pt) -> Em {
        (width - self.indent).max(Pt::ZERO).in_em(self.size)
    }

    /// Its lines in a flow of `width`.
    pub fn lines(&self, width: Pt) -> Vec<Line> {
        match self.setting {
            Setting::Balanced => self.text.balanced(self.from, self.measure(width)),
            setting => {
                let edge = Edge { flush: setting == Setting::Justified, hanging: false };
                let (taken, measure) = (self.taken(), self.measure(width));
                if taken > Em::ZERO && measure - taken < LEAST_BESIDE_LEAD {
                    // The label has the first line to itself.
                    let label = Line { clusters: self.from..self.from, next: self.from, width: Em::ZERO, hangs: false };
                    let lines = self.text.set(self.from, Em::ZERO, measure, edge);
                    return std::iter::once(label).chain(lines).collect();
                }
                self.text.set(self.from, taken, measure, edge)
            }
        }
    }

    /// How much of the first line the lead takes.
    pub fn taken(&self) -> Em {
        self.lead.as_ref().map_or(Em::ZERO, |l| l.text.width().at(l.size).in_em(self.size) + LEAD_GAP)
    }

    /// How many characters have not been shown elsewhere, white space aside.
    pub fn characters_left(&self) -> usize {
        let count = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
        let text: usize = self
            .text
            .clusters
            .get(self.from..)
            .unwrap_or_default()
            .iter()
            .map(|c| count(&self.text.text[c.text.clone()]))
            .sum();
        match &self.marker {
            Some(Marker::Words(words, _, Some(_))) => text + count(&words.text),
            _ => text,
        }
    }

    /// The readings over what has not been shown elsewhere, by their fields, with how many characters each has.
    pub fn readings_left(&self) -> impl Iterator<Item = (&FieldId, usize)> {
        let left = self.text.ruby.iter().filter(|ruby| ruby.base.start >= self.from);
        left.filter_map(|ruby| {
            let characters = ruby.text.text.chars().filter(|c| !c.is_whitespace()).count();
            ruby.field.as_ref().map(|field| (field, characters))
        })
    }

    /// How high a line of it is that has no reading over it.
    pub fn line_height(&self) -> Pt {
        self.size * self.leading
    }

    /// How high a line of it is: more where a reading stands over it.
    pub fn height_of(&self, line: &Line) -> Pt {
        self.line_height() + self.room_for_reading(line)
    }

    /// The room that a line needs above the usual one; half of the air between lines lies there anyway.
    fn room_for_reading(&self, line: &Line) -> Pt {
        let room = self.text.room_above(line);
        if room == Em::ZERO { Pt::ZERO } else { (room - Em((self.leading - 1.0) / 2.0)).max(Em::ZERO).at(self.size) }
    }

    /// Draws one line whose upper edge is at `top`; the marker too when the line opens the paragraph.
    pub fn draw_line(&self, line: &Line, opens: bool, left: Pt, top: Pt, width: Pt, out: &mut Vec<Item>) {
        let baseline =
            top + self.room_for_reading(line) + self.size * ((self.leading - 1.0) / 2.0) + Em(0.88).at(self.size);
        if opens {
            self.draw_marker(left, baseline, out);
            if let Some(lead) = &self.lead {
                self.aside(&lead.text, lead.size, lead.colour, None).draw_at(left + self.indent, baseline, out);
            }
        }
        let taken = if opens { self.taken() } else { Em::ZERO };
        let measure = self.measure(width) - taken;
        let last = line.next >= self.text.clusters.len();
        // A last line is left as it is, unless it was made to fit.
        let fill = self.setting == Setting::Justified && (!last || line.width > measure);
        let (places, end) = self.text.positions(line, fill.then_some(measure));
        let mut x = left + self.indent + taken.at(self.size);
        if self.setting == Setting::Right {
            x += (measure - end).at(self.size);
        }
        let ink = Ink { size: self.size, colour: self.colour, field: self.field.clone(), x, baseline };
        out.extend(self.text.draw(line, &places, end, &ink).into_iter().map(Item::Text));
    }

    fn draw_marker(&self, left: Pt, baseline: Pt, out: &mut Vec<Item>) {
        let at = |x: Em, y: Em| Point { x: (left + x.at(self.size)).mm(), y: (baseline + y.at(self.size)).mm() };
        match &self.marker {
            None => {}
            Some(Marker::Dot(colour)) => {
                let offset = self.indent - Em(0.55).at(self.size);
                let centre = Point { x: (left + offset).mm(), y: at(Em::ZERO, Em(-0.36)).y };
                out.push(Item::Shape(Shape::circle(centre, Em(0.12).at(self.size).mm(), Some(*colour), None)));
            }
            Some(Marker::Corner(colour)) => {
                let x = self.indent.in_em(self.size) - Em(0.85);
                let points = [at(x, Em(-0.8)), at(x, Em(-0.34)), at(x + Em(0.5), Em(-0.34))];
                out.push(Item::Shape(Shape::line(&points, *colour, Pt(0.5))));
            }
            Some(Marker::Words(words, colour, field)) => {
                let sign = self.role == Role::Entry;
                if sign {
                    out.push(Item::Begin(Role::Sign));
                }
                self.aside(words, self.size, *colour, field.clone()).draw_at(left, baseline, out);
                if sign {
                    out.push(Item::End);
                }
            }
        }
    }

    /// A few words beside this paragraph.
    fn aside(&self, words: &Arc<Shaped>, size: Pt, colour: Colour, field: Option<FieldId>) -> Paragraph {
        Paragraph {
            text: Arc::clone(words),
            from: 0,
            size,
            colour,
            field,
            marker: None,
            indent: Pt::ZERO,
            leading: 1.0,
            above: Pt::ZERO,
            setting: Setting::Ragged,
            role: self.role,
            lead: None,
        }
    }

    /// Draws all of it on one line that stands on `baseline`.
    fn draw_at(&self, left: Pt, baseline: Pt, out: &mut Vec<Item>) {
        let endless = Em(f32::INFINITY);
        if let Some(line) = self.text.lines(0, endless).first() {
            let top = baseline - Em(0.88).at(self.size) - self.size * ((self.leading - 1.0) / 2.0);
            self.draw_line(line, false, left, top, self.text.width().at(self.size), out);
        }
    }
}
