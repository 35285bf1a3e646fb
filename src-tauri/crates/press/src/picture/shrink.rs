//! Fewer pixels: every new one is the mean of what it covers.

use super::Pixels;

/// A picture being made smaller, row by row, so that the large one need never be there as a whole.
pub(super) struct Shrink {
    from: (u32, u32),
    to: (u32, u32),
    channels: usize,
    /// For every new column the first old one, and how much of each it covers.
    columns: Vec<(usize, Vec<f32>)>,
    /// The next old row.
    row: u32,
    /// The new row that is being summed up.
    sums: Vec<f32>,
    across: Vec<f32>,
    out: Vec<u8>,
}

impl Shrink {
    /// From so many columns and rows to at most as many, of 1, 3 or 4 channels; the fourth one is opacity.
    pub fn new(from: (u32, u32), to: (u32, u32), channels: u8) -> Shrink {
        let to = (to.0.clamp(1, from.0), to.1.clamp(1, from.1));
        let channels = usize::from(channels);
        let columns = (0..to.0).map(|x| covered(x, from.0, to.0)).collect();
        let width = to.0 as usize * channels;
        let out = Vec::with_capacity(width * to.1 as usize);
        Shrink { from, to, channels, columns, row: 0, sums: vec![0.0; width], across: vec![0.0; width], out }
    }

    /// Takes the next old row.
    pub fn take(&mut self, row: &[u8]) {
        let (rows, lines) = (f64::from(self.from.1), f64::from(self.to.1));
        self.sum_across(row);
        let top = f64::from(self.row);
        let mut new = (top * lines / rows).floor();
        // Rounding may have put the row's upper edge into the line before.
        if (new + 1.0) * rows / lines <= top {
            new += 1.0;
        }
        let mut from = top;
        while from < top + 1.0 && new < lines {
            let end = (new + 1.0) * rows / lines;
            let share = end.min(top + 1.0) - from;
            for (sum, value) in self.sums.iter_mut().zip(&self.across) {
                *sum += value * share as f32;
            }
            from = end.min(top + 1.0);
            if end > top + 1.0 {
                break;
            }
            self.put();
            new += 1.0;
        }
        self.row += 1;
    }

    /// The smaller picture, once all rows were taken.
    pub fn done(mut self) -> Pixels {
        if self.out.len() < self.sums.len() * self.to.1 as usize {
            self.put();
        }
        let wanted = self.sums.len() * self.to.1 as usize;
        self.out.resize(wanted, 0);
        Pixels { width: self.to.0, height: self.to.1, channels: self.channels as u8, data: self.out }
    }

    /// What one old row gives to each new column.
    fn sum_across(&mut self, row: &[u8]) {
        let channels = self.channels;
        for ((first, shares), sums) in self.columns.iter().zip(self.across.chunks_exact_mut(channels)) {
            let old = row[first * channels..].chunks_exact(channels).zip(shares);
            sums.fill(0.0);
            if channels == 4 {
                // A colour counts as much as it is seen.
                for (pixel, share) in old {
                    let seen = share * f32::from(pixel[3]);
                    for (sum, value) in sums.iter_mut().zip(&pixel[..3]) {
                        *sum += f32::from(*value) * seen;
                    }
                    sums[3] += seen;
                }
            } else {
                for (pixel, share) in old {
                    for (sum, value) in sums.iter_mut().zip(pixel) {
                        *sum += f32::from(*value) * share;
                    }
                }
            }
        }
    }

    fn put(&mut self) {
        let area = (f64::from(self.from.1) / f64::from(self.to.1)) as f32;
        for sums in self.sums.chunks_exact_mut(self.channels) {
            if let [r, g, b, seen] = sums {
                let by = if *seen > 0.0 { 1.0 / *seen } else { 0.0 };
                self.out.extend([*r * by, *g * by, *b * by, *seen / area].map(|v| v.round() as u8));
            } else {
                self.out.extend(sums.iter().map(|v| (v / area).round() as u8));
            }
            sums.fill(0.0);
        }
    }
}

/// Which of `old` cells the new cell `at` of `new` covers: the first, and the share of each in the whole.
fn covered(at: u32, old: u32, new: u32) -> (usize, Vec<f32>) {
    let step = f64::from(old) / f64::from(new);
    let (from, to) = (f64::from(at) * step, (f64::from(at + 1) * step).min(f64::from(old)));
    let first = from.floor();
    let mut shares = Vec::new();
    let mut cell = first;
    while cell < to {
        let share = to.min(cell + 1.0) - from.max(cell);
        shares.push((share / step) as f32);
        cell += 1.0;
    }
    (first as usize, shares)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shrink(rows: &[&[u8]], to: (u32, u32), channels: u8) -> Vec<u8> {
        let width = rows[0].len() as u32 / u32::from(channels);
        let mut shrink = Shrink::new((width, rows.len() as u32), to, channels);
        for row in rows {
            shrink.take(row);
        }
        shrink.done().data
    }

    #[test]
    fn every_pixel_is_the_mean_of_what_it_covers() {
        assert_eq!(shrink(&[&[0, 100], &[200, 100]], (1, 1), 1), [100]);
        assert_eq!(shrink(&[&[0, 90, 30]], (2, 1), 1), [30, 50]);
        assert_eq!(shrink(&[&[0], &[90], &[30]], (1, 2), 1), [30, 50]);
        assert_eq!(shrink(&[&[1, 2, 3, 4, 5, 6]], (2, 1), 3), [1, 2, 3, 4, 5, 6]);
        // What is not seen does not tinge what is.
        assert_eq!(shrink(&[&[200, 10, 10, 255, 0, 255, 0, 0]], (1, 1), 4), [200, 10, 10, 128]);
    }

    #[test]
    fn a_plain_picture_stays_plain_at_any_size() {
        for (old, new) in [(7, 3), (101, 100), (1000, 999), (64, 1), (13, 13)] {
            let row = vec![77; old];
            let rows: Vec<&[u8]> = (0..old).map(|_| row.as_slice()).collect();
            let small = shrink(&rows, (new, new), 1);
            assert_eq!(small.len(), (new * new) as usize);
            assert!(small.iter().all(|v| *v == 77), "{old} to {new}");
        }
    }
}
