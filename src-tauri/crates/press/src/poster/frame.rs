//! Pictures in their slots: cut around what matters, never stretched, each with its caption.

use super::canvas::{Canvas, Written};
use crate::length::{Mm, Pt};
use crate::page::{Image, Item, Rect, Role};
use crate::picture::Picture;
use std::sync::Arc;

/// A picture as the team framed it.
#[derive(Debug, Clone)]
pub(super) struct Framed {
    pub picture: Arc<Picture>,
    pub caption: Written,
    /// For a reader who does not see it.
    pub alt: String,
    /// What has to be seen of it, in thousandths of its width and height.
    pub focus: (u32, u32),
    /// How much larger it is than it has to be to fill its slot, in percent.
    pub zoom: u32,
}

impl Framed {
    /// How wide it is against its height.
    pub fn aspect(&self) -> f32 {
        self.picture.width() as f32 / self.picture.height().max(1) as f32
    }

    /// The whole picture around a slot: as small as fills it, and zoomed; the focal point as near to the middle as the
    /// picture's edges allow.
    fn around(&self, slot: Rect) -> Rect {
        let cover = (slot.width.0 / self.aspect().max(1e-6)).max(slot.height.0) * self.zoom as f32 / 100.0;
        let (width, height) = (Mm(cover * self.aspect()), Mm(cover));
        let shift = |slot: Mm, whole: Mm, focus: u32| {
            let wanted = slot / 2.0 - whole * (focus as f32 / 1000.0);
            wanted.min(Mm::ZERO).max(slot - whole)
        };
        Rect {
            x: slot.x + shift(slot.width, width, self.focus.0),
            y: slot.y + shift(slot.height, height, self.focus.1),
            width,
            height,
        }
    }
}

impl Canvas<'_> {
    /// How much room a caption takes under a slot of this width, with the gap above it.
    pub fn caption_height(&mut self, framed: &Framed, width: Pt) -> Pt {
        if framed.caption.is_empty() {
            return Pt::ZERO;
        }
        let small = self.small();
        self.text(&framed.caption, &small).height(width) + self.sizes.small * 0.6
    }

    /// Draws the picture into a slot.
    pub fn picture(&mut self, framed: &Framed, left: Pt, top: Pt, right: Pt, bottom: Pt) {
        let clip = Rect { x: left.mm(), y: top.mm(), width: (right - left).mm(), height: (bottom - top).mm() };
        if clip.width <= Mm::ZERO || clip.height <= Mm::ZERO {
            self.need(false);
            return;
        }
        let area = framed.around(clip);
        self.items.push(Item::Figure(framed.alt.clone()));
        self.items.push(Item::Image(Image { picture: Arc::clone(&framed.picture), area, clip }));
        self.items.push(Item::End);
    }

    /// Draws the caption under a slot that ends at `y`.
    pub fn caption(&mut self, framed: &Framed, x: Pt, y: Pt, width: Pt, on_accent: bool) {
        let mut small = self.small().role(Role::Paragraph);
        if on_accent {
            small = small.colour(self.theme.on_accent);
        }
        let block = self.text(&framed.caption, &small);
        self.put(&block, x, y + self.sizes.small * 0.6, width);
    }
}
