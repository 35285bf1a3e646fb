//! Empty places: what the form asks there, in grey, and lines to write on.

use super::{Composer, Voice, group, slim, stack};
use crate::layout::{Area, Group, Node, span};
use crate::length::{Mm, Pt};
use crate::press::Purpose;
use sheet::form::SectionKind;
use std::rc::Rc;
use taffy::prelude::{Size, Style, auto, length};

/// From line to line for a pen, on A3 and larger papers and on smaller ones.
const PITCH: (Mm, Mm) = (Mm(8.0), Mm(7.0));
/// Papers whose short side is at least this long have the wider pitch.
const WIDE_PAPER: Mm = Mm(290.0);

impl Composer<'_, '_> {
    /// Whether empty places are printed to be written on.
    pub(super) fn asks(&self) -> bool {
        self.from.purpose != Purpose::Final
    }

    /// How many lines an empty place of the section has at least.
    pub(super) fn lines(&self, kind: SectionKind) -> usize {
        self.from.template.shows(kind).map_or(1, |shows| shows.rules).min(self.rules)
    }

    /// From line to line.
    pub(super) fn pitch(&self) -> Pt {
        let short = self.from.frame.width.min(self.from.frame.height);
        if short >= WIDE_PAPER { PITCH.0.pt() } else { PITCH.1.pt() }
    }

    /// Lines to write on: at least so many, and as many as find room.
    pub(super) fn ruled(&self, lines: usize) -> Node {
        let pitch = self.pitch();
        let colour = self.from.theme.rule();
        let paint = Rc::new(move |area: Area| {
            let count = ((area.height + Pt(0.5)) / pitch).floor().max(0.0) as usize;
            (1..=count)
                .map(|n| span(area.point(Pt::ZERO, pitch * n as f32), area.width.mm(), colour, Pt(0.35)))
                .collect()
        });
        let min_size = Size { width: length(0.0), height: length((pitch * lines as f32).0) };
        Node::Group(Group {
            style: Style { min_size, flex_grow: 1.0, size: Size { width: auto(), height: auto() }, ..slim() },
            role: None,
            paint: Some(paint),
            children: Vec::new(),
        })
    }

    /// An empty place: the guidance in grey, then lines to write on.
    pub(super) fn empty(&mut self, guidance: &str, lines: usize) -> Node {
        let guidance = self.text(guidance, Voice::Quiet, None);
        let mut nodes = Vec::new();
        if !guidance.is_empty() {
            nodes.push(self.flow(guidance, ""));
        }
        nodes.push(self.ruled(lines));
        group(Style { flex_grow: 1.0, ..stack(Pt::ZERO) }, nodes)
    }
}
