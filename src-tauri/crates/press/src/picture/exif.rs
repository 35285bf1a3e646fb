//! Which way up a picture is: the one thing of its EXIF that is kept.

/// How a picture is turned from the way it is stored: one of the eight positions of EXIF (CIPA DC-008, 4.6.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn(u8);

impl Turn {
    /// As stored.
    pub const NONE: Turn = Turn(1);

    /// Whether width and height change places.
    pub fn swaps(self) -> bool {
        self.0 > 4
    }

    /// The matrix `[a b c d e f]` that takes a place in the stored picture, from its upper left corner and in shares of
    /// its sides, to the place where it is seen: `x = a·u + c·v + e`, `y = b·u + d·v + f`.
    pub fn matrix(self) -> [f32; 6] {
        match self.0 {
            2 => [-1.0, 0.0, 0.0, 1.0, 1.0, 0.0],
            3 => [-1.0, 0.0, 0.0, -1.0, 1.0, 1.0],
            4 => [1.0, 0.0, 0.0, -1.0, 0.0, 1.0],
            5 => [0.0, 1.0, 1.0, 0.0, 0.0, 0.0],
            6 => [0.0, 1.0, -1.0, 0.0, 1.0, 0.0],
            7 => [0.0, -1.0, -1.0, 0.0, 1.0, 1.0],
            8 => [0.0, -1.0, 1.0, 0.0, 0.0, 1.0],
            _ => [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
        }
    }

    /// The turn that an EXIF block (a TIFF file of its own) asks for; none where it says nothing that can be read.
    pub(super) fn of(tiff: &[u8]) -> Turn {
        orientation(tiff).filter(|n| (1..=8).contains(n)).map_or(Turn::NONE, |n| Turn(n as u8))
    }

    /// The shortest EXIF block that says this and nothing else; `None` where there is nothing to say.
    pub(super) fn block(self) -> Option<Vec<u8>> {
        // Big end first; the directory at byte 8 has one entry: orientation (0x0112), one short; no directory follows.
        let entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, self.0, 0, 0];
        (self != Turn::NONE).then(|| [b"MM\0*\0\0\0\x08\0\x01".as_slice(), &entry, &[0; 4]].concat())
    }
}

fn orientation(tiff: &[u8]) -> Option<u16> {
    let little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let two: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) })
    };
    let four: [u8; 4] = tiff.get(4..8)?.try_into().ok()?;
    let first = if little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) } as usize;
    let entries = usize::from(short(first)?);
    (0..entries).find_map(|i| {
        let at = first.checked_add(2 + i * 12)?;
        (short(at)? == 0x0112 && short(at + 2)? == 3).then(|| short(at + 8)).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for n in 2..=8 {
            assert_eq!(Turn::of(&Turn(n).block().unwrap()), Turn(n));
        }
        assert_eq!(Turn::NONE.block(), None);
        assert_eq!(Turn::of(b"II*\0\xff\xff\xff\xff"), Turn::NONE);
        assert_eq!(Turn::of(&Turn(9).block().unwrap()), Turn::NONE);
        assert_eq!(Turn::of(b""), Turn::NONE);
    }

    #[test]
    fn a_turn_takes_corners_to_corners() {
        let seen = |n: u8, u: f32, v: f32| {
            let [a, b, c, d, e, f] = Turn(n).matrix();
            (a * u + c * v + e, b * u + d * v + f)
        };
        // Where the stored upper left corner is seen: EXIF's own table.
        let corners = [(0., 0.), (1., 0.), (1., 1.), (0., 1.), (0., 0.), (1., 0.), (1., 1.), (0., 1.)];
        for (n, corner) in (1..=8).zip(corners) {
            assert_eq!(seen(n, 0.0, 0.0), corner, "{n}");
        }
        // The stored upper right corner of one that lies on its side: 6 is seen at the lower right, 8 at the upper left.
        assert_eq!(seen(6, 1.0, 0.0), (1.0, 1.0));
        assert_eq!(seen(8, 1.0, 0.0), (0.0, 0.0));
        assert!(Turn(5).swaps() && !Turn(4).swaps());
    }
}
