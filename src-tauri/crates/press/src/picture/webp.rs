//! WebP (RFC 9649): its chunks are sorted into what the picture needs and what only tells of its maker.
//!
//! Kept are pixels, transparency and position. Its colours are taken for sRGB, as those of a PNG are.

use super::{Found, Kind, PictureError, Turn, decode, within};

/// The most pixels: it is unpacked in one piece, which needs up to seven bytes a pixel.
const MOST: u64 = 25_000_000;

pub(super) fn read(bytes: &[u8]) -> Result<Found, PictureError> {
    let cut = || PictureError::damaged("it ends too early");
    let length = u32::from_le_bytes([bytes[4], bytes[5], bytes[6], bytes[7]]) as usize;
    let inside = bytes.get(12..8usize.saturating_add(length)).ok_or_else(cut)?;
    let (mut canvas, mut size, mut turn) = (None, None, Turn::NONE);
    let (mut picture, mut transparency) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < inside.len() {
        let head = inside.get(at..at + 8).ok_or_else(cut)?;
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        let words = inside.get(at + 8..(at + 8).saturating_add(length)).ok_or_else(cut)?;
        match &head[..4] {
            b"VP8X" => canvas = Some(extended(words)?),
            b"ANIM" | b"ANMF" => return Err(PictureError::Moving),
            b"VP8 " | b"VP8L" if size.is_none() => {
                size = Some(if head[3] == b'L' { lossless(words)? } else { lossy(words)? });
                chunk(&head[..4], words, &mut picture);
            }
            b"ALPH" if transparency.is_empty() => chunk(b"ALPH", words, &mut transparency),
            b"EXIF" => turn = Turn::of(words.strip_prefix(b"Exif\0\0").unwrap_or(words)),
            _ => {}
        }
        // A chunk of odd length is followed by one byte more.
        at += 8 + length + length % 2;
    }
    let Some((width, height, clear)) = size else { return Err(PictureError::damaged("it has no pixels")) };
    if canvas.is_some_and(|c| c != (width, height)) {
        return Err(PictureError::damaged("it has two sizes"));
    }
    within(width, height, MOST)?;
    if clear {
        transparency.clear();
    }
    let alpha = clear || !transparency.is_empty();
    let block = turn.block();
    let mut kept = b"RIFF\0\0\0\0WEBP".to_vec();
    if block.is_some() || !transparency.is_empty() {
        let mut words = vec![u8::from(alpha) << 4 | u8::from(block.is_some()) << 3, 0, 0, 0];
        words.extend_from_slice(&(width - 1).to_le_bytes()[..3]);
        words.extend_from_slice(&(height - 1).to_le_bytes()[..3]);
        chunk(b"VP8X", &words, &mut kept);
    }
    kept.append(&mut transparency);
    kept.append(&mut picture);
    if let Some(block) = block {
        chunk(b"EXIF", &block, &mut kept);
    }
    let length = kept.len() as u32 - 8;
    kept[4..8].copy_from_slice(&length.to_le_bytes());
    decode::webp(&kept)?;
    Ok(Found { bytes: kept, size: (width, height), turn, kind: Kind::WebP { alpha } })
}

fn chunk(name: &[u8], words: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(name);
    // It came out of a file shorter than that.
    out.extend((words.len() as u32).to_le_bytes());
    out.extend_from_slice(words);
    if words.len() % 2 == 1 {
        out.push(0);
    }
}

fn extended(words: &[u8]) -> Result<(u32, u32), PictureError> {
    let [flags, _, _, _, w0, w1, w2, h0, h1, h2, ..] = words else {
        return Err(PictureError::damaged("its header is too short"));
    };
    if flags & 2 != 0 {
        return Err(PictureError::Moving);
    }
    let side = |a: &u8, b: &u8, c: &u8| u32::from_le_bytes([*a, *b, *c, 0]) + 1;
    Ok((side(w0, w1, w2), side(h0, h1, h2)))
}

/// Width, height, and whether it may be transparent, of a frame of VP8 (RFC 6386, 9.1).
fn lossy(words: &[u8]) -> Result<(u32, u32, bool), PictureError> {
    let [_, _, _, 0x9d, 0x01, 0x2a, w0, w1, h0, h1, ..] = words else {
        return Err(PictureError::damaged("its frame cannot be read"));
    };
    let side = |a: &u8, b: &u8| u32::from(u16::from_le_bytes([*a, *b]) & 0x3fff);
    Ok((side(w0, w1), side(h0, h1), false))
}

/// The same of VP8L (RFC 9649, 3.4).
fn lossless(words: &[u8]) -> Result<(u32, u32, bool), PictureError> {
    let [0x2f, a, b, c, d, ..] = words else {
        return Err(PictureError::damaged("its frame cannot be read"));
    };
    let bits = u32::from_le_bytes([*a, *b, *c, *d]);
    Ok(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1, bits >> 28 & 1 == 1))
}
