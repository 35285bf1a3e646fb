//! PNG: its chunks are sorted into what the picture needs and what only tells of its maker.
//!
//! Kept are header, palette, transparency and pixels. Its colours are taken for sRGB: a profile, which drawings and
//! screenshots seldom have, is left out.

use super::{Found, Kind, MOST_MEMORY, MOST_PIXELS, PictureError, Turn, decode, within};
use std::ops::Range;

/// The first eight bytes of every PNG.
pub(super) const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

/// How the pixels of a PNG are kept, and where.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Layout {
    pub depth: u8,
    /// 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha.
    pub colour: u8,
    pub interlaced: bool,
    pub palette: Option<Range<usize>>,
    /// What the chunk for transparency says.
    pub clear: Option<Range<usize>>,
    /// The packed pixels.
    pub data: Vec<Range<usize>>,
}

impl Layout {
    /// Whether some pixels may be transparent.
    pub fn alpha(&self) -> bool {
        self.colour >= 4 || self.clear.is_some()
    }
}

pub(super) fn read(bytes: &[u8]) -> Result<Found, PictureError> {
    let cut = || PictureError::damaged("it ends too early");
    let mut kept = SIGNATURE.to_vec();
    let (mut size, mut turn) = ((0, 0), Turn::NONE);
    let mut layout = Layout { depth: 0, colour: 0, interlaced: false, palette: None, clear: None, data: Vec::new() };
    let mut at = SIGNATURE.len();
    loop {
        let head = bytes.get(at..at + 8).ok_or_else(cut)?;
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let name = &head[4..8];
        let end = (at + 12).checked_add(length).ok_or_else(cut)?;
        let chunk = bytes.get(at..end).ok_or_else(cut)?;
        let words = &chunk[8..8 + length];
        if (at == SIGNATURE.len()) != (name == b"IHDR") {
            return Err(PictureError::damaged("its header is not where it should be"));
        }
        at = end;
        let inside = kept.len() + 8..kept.len() + 8 + length;
        match name {
            b"IHDR" => size = header(words, &mut layout)?,
            b"PLTE" => layout.palette = Some(inside),
            b"tRNS" => layout.clear = Some(inside),
            b"IDAT" => layout.data.push(inside),
            b"acTL" => return Err(PictureError::Moving),
            b"eXIf" => {
                turn = Turn::of(words);
                if let Some(block) = turn.block() {
                    write(b"eXIf", &block, &mut kept);
                }
                continue;
            }
            b"IEND" => {}
            _ => continue,
        }
        kept.extend_from_slice(chunk);
        if name == b"IEND" {
            break;
        }
    }
    if layout.data.is_empty() {
        return Err(PictureError::damaged("it has no pixels"));
    }
    if layout.alpha() {
        within(size.0, size.1, MOST_MEMORY / 4)?;
    }
    decode::check_png(&kept)?;
    Ok(Found { bytes: kept, size, turn, kind: Kind::Png(layout) })
}

fn header(words: &[u8], layout: &mut Layout) -> Result<(u32, u32), PictureError> {
    let [w3, w2, w1, w0, h3, h2, h1, h0, depth, colour, 0, 0, interlaced @ 0..=1] = words else {
        return Err(PictureError::damaged("its header cannot be read"));
    };
    let (width, height) = (u32::from_be_bytes([*w3, *w2, *w1, *w0]), u32::from_be_bytes([*h3, *h2, *h1, *h0]));
    if !matches!(colour, 0 | 2 | 3 | 4 | 6) {
        return Err(PictureError::damaged("its header cannot be read"));
    }
    (layout.depth, layout.colour, layout.interlaced) = (*depth, *colour, *interlaced == 1);
    // Line by line it needs little room. In passes all of it is held, with four bytes a pixel, and so it is where it is
    // transparent, for paper takes colour and opacity apart.
    within(width, height, if layout.interlaced { MOST_MEMORY / 4 } else { MOST_PIXELS })?;
    Ok((width, height))
}

fn write(name: &[u8; 4], words: &[u8], out: &mut Vec<u8>) {
    // What is written here is a few bytes long.
    out.extend((words.len() as u32).to_be_bytes());
    let begin = out.len();
    out.extend_from_slice(name);
    out.extend_from_slice(words);
    let sum = check(&out[begin..]);
    out.extend(sum.to_be_bytes());
}

/// The sum over a chunk (PNG, annex D).
fn check(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 })
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn sums_are_those_of_the_standard() {
        // The end of every PNG file.
        assert_eq!(super::check(b"IEND"), 0xae42_6082);
    }
}
