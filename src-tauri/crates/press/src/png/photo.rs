//! Pictures among the pixels.

use super::brush::Brush;
use crate::picture::Pixels;

/// Draws the pixels over `area`, inside `clip`; both are left, top, right, bottom in pixels of the page.
pub fn draw(brush: &mut Brush, photo: &Pixels, area: [f64; 4], clip: [f64; 4]) {
    let [left, top, right, bottom] = brush.window();
    let inside = |v: f64, least: u32, most: u32| (v.round().max(0.0) as u32).clamp(least, most.max(least));
    let columns = inside(clip[0], left, right)..inside(clip[2], left, right);
    let across: Vec<Between> =
        columns.clone().map(|x| Between::new(f64::from(x), area[0], area[2], photo.width)).collect();
    for y in inside(clip[1], top, bottom)..inside(clip[3], top, bottom) {
        let down = Between::new(f64::from(y), area[1], area[3], photo.height);
        let row = brush.row(y, columns.start, columns.end);
        for (old, between) in row.chunks_exact_mut(4).zip(&across) {
            let [r, g, b, seen] = pixel(photo, between, &down);
            for (old, new) in old[..3].iter_mut().zip([r, g, b]) {
                *old = (f32::from(*old) + (new - f32::from(*old)) * seen).round() as u8;
            }
        }
    }
}

/// Between which two pixels of a side the middle of a pixel of the page falls, and how near the second.
struct Between {
    first: usize,
    second: usize,
    share: f32,
}

impl Between {
    fn new(cell: f64, from: f64, to: f64, count: u32) -> Between {
        let last = f64::from(count - 1);
        let at = ((cell + 0.5 - from) / (to - from) * f64::from(count) - 0.5).clamp(0.0, last);
        // What comes from whole numbers is meant to be whole.
        let at = (at * 4096.0).round() / 4096.0;
        let first = at.floor();
        Between { first: first as usize, second: (first + 1.0).min(last) as usize, share: (at - first) as f32 }
    }
}

/// The colour there, and how much of it is seen.
fn pixel(photo: &Pixels, across: &Between, down: &Between) -> [f32; 4] {
    let channels = usize::from(photo.channels);
    let one = |x: usize, y: usize| {
        let at = (y * photo.width as usize + x) * channels;
        match &photo.data[at..at + channels] {
            [r, g, b, seen] => [*r, *g, *b, *seen].map(f32::from),
            [r, g, b] => [f32::from(*r), f32::from(*g), f32::from(*b), 255.0],
            grey => [f32::from(grey[0]), f32::from(grey[0]), f32::from(grey[0]), 255.0],
        }
    };
    let mix = |a: [f32; 4], b: [f32; 4], share: f32| {
        // A colour counts as much as it is seen.
        let seen = a[3] + (b[3] - a[3]) * share;
        let part = |i: usize| {
            let sum = a[i] * a[3] * (1.0 - share) + b[i] * b[3] * share;
            if seen > 0.0 { sum / seen } else { 0.0 }
        };
        [part(0), part(1), part(2), seen]
    };
    let upper = mix(one(across.first, down.first), one(across.second, down.first), across.share);
    let lower = mix(one(across.first, down.second), one(across.second, down.second), across.share);
    let [r, g, b, seen] = mix(upper, lower, down.share);
    [r, g, b, seen / 255.0]
}
