//! JPEG (ITU-T T.81): its segments are sorted into what a picture needs and what only tells of its maker.
//!
//! Kept are tables, frame, scans, the JFIF and Adobe marks that say how colours are stored, and the colour profile.

use super::{Found, Kind, MOST_MEMORY, MOST_PIXELS, PictureError, Turn, within};
use std::ops::Range;

/// More scans than this are made to keep a reader busy: encoders make about ten.
const MOST_SCANS: usize = 64;
/// A larger profile is left out.
const LARGEST_PROFILE: usize = 1 << 20;

struct Frame {
    width: u16,
    height: u16,
    channels: u8,
    progressive: bool,
    /// Coefficients for each pixel.
    share: f64,
}

/// The segments of a file, apart.
#[derive(Default)]
struct Segments<'a> {
    jfif: Option<&'a [u8]>,
    adobe: Option<&'a [u8]>,
    turn: Option<Turn>,
    /// The parts of the profile: number, of how many, bytes.
    profile: Vec<(u8, u8, &'a [u8])>,
    frame: Option<Frame>,
    scans: usize,
    /// Tables, frame and scans, in order.
    rest: Vec<Range<usize>>,
}

pub(super) fn read(bytes: &[u8]) -> Result<Found, PictureError> {
    let mut found = Segments::default();
    walk(bytes, &mut found)?;
    let Some(frame) = &found.frame else { return Err(PictureError::damaged("it has no frame")) };
    if found.scans == 0 {
        return Err(PictureError::damaged("it has no scan"));
    }
    let turn = found.turn.unwrap_or(Turn::NONE);
    let profile = profile(&mut found.profile, frame.channels);
    let mut kept = vec![0xff, 0xd8];
    if let Some(jfif) = found.jfif {
        // Version and density; no thumbnail.
        segment(0xe0, &[&jfif[..12], &[0, 0]].concat(), &mut kept);
    }
    let aside = kept.len();
    if let Some(block) = turn.block() {
        segment(0xe1, &[b"Exif\0\0".as_slice(), &block].concat(), &mut kept);
    }
    if profile.is_some() {
        for (number, of, part) in &found.profile {
            segment(0xe2, &[b"ICC_PROFILE\0".as_slice(), &[*number, *of], part].concat(), &mut kept);
        }
    }
    let aside = aside..kept.len();
    if let Some(adobe) = found.adobe {
        segment(0xee, &adobe[..12], &mut kept);
    }
    for range in &found.rest {
        kept.extend_from_slice(&bytes[range.clone()]);
    }
    kept.extend([0xff, 0xd9]);
    let size = (u32::from(frame.width), u32::from(frame.height));
    Ok(Found { bytes: kept, size, turn, kind: Kind::Jpeg { channels: frame.channels, aside, profile } })
}

fn segment(marker: u8, words: &[u8], out: &mut Vec<u8>) {
    out.extend([0xff, marker]);
    // What is written here came out of a segment, or is a few bytes long.
    out.extend((words.len() as u16 + 2).to_be_bytes());
    out.extend_from_slice(words);
}

fn walk<'a>(bytes: &'a [u8], found: &mut Segments<'a>) -> Result<(), PictureError> {
    let cut = || PictureError::damaged("it ends too early");
    let mut at = 2;
    loop {
        if *bytes.get(at).ok_or_else(cut)? != 0xff {
            return Err(PictureError::damaged("a segment does not begin where it should"));
        }
        let begin = at;
        while *bytes.get(at).ok_or_else(cut)? == 0xff {
            at += 1;
        }
        let marker = bytes[at];
        at += 1;
        if marker == 0xd9 {
            return Ok(());
        }
        if matches!(marker, 0x00 | 0x01 | 0xd0..=0xd8) {
            return Err(PictureError::damaged("a mark stands where a segment should"));
        }
        let length = bytes.get(at..at + 2).ok_or_else(cut)?;
        let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
        let words = bytes.get(at + 2..at + length.max(2)).ok_or_else(cut)?;
        if length < 2 {
            return Err(PictureError::damaged("a segment is shorter than its own length"));
        }
        at += length;
        match marker {
            0xc4 | 0xdb | 0xdd => found.rest.push(begin..at),
            0xc0..=0xc2 => {
                if found.frame.is_some() {
                    return Err(PictureError::damaged("it has two frames"));
                }
                found.frame = Some(frame(marker == 0xc2, words)?);
                found.rest.push(begin..at);
            }
            0xc3 | 0xc5..=0xcf | 0xde | 0xdf => {
                return Err(PictureError::Rare { kind: "JPEG, lossless or arithmetic" });
            }
            0xda => {
                found.scans += 1;
                if found.frame.is_none() || found.scans > MOST_SCANS {
                    return Err(PictureError::damaged("its scans are out of order"));
                }
                let data = at;
                at = end_of_scan(bytes, at).ok_or_else(cut)?;
                if at == data {
                    return Err(PictureError::damaged("a scan is empty"));
                }
                found.rest.push(begin..at);
            }
            0xe0 if words.starts_with(b"JFIF\0") && words.len() >= 14 => {
                found.jfif.get_or_insert(words);
            }
            0xe1 => {
                if let Some(tiff) = words.strip_prefix(b"Exif\0\0") {
                    found.turn.get_or_insert(Turn::of(tiff));
                }
            }
            0xe2 => {
                if let Some([number, of, part @ ..]) = words.strip_prefix(b"ICC_PROFILE\0") {
                    found.profile.push((*number, *of, part));
                }
            }
            0xee if words.starts_with(b"Adobe") && words.len() >= 12 => {
                found.adobe.get_or_insert(words);
            }
            // Applications, comments, and a second word on the height: nothing that the picture needs.
            _ => {}
        }
    }
}

/// Where the marker after a scan's lines begins.
fn end_of_scan(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|b| *b == 0xff)?;
        match bytes.get(at + 1)? {
            0x00 | 0xd0..=0xd7 => at += 2,
            0xff => at += 1,
            _ => return Some(at),
        }
    }
}

fn frame(progressive: bool, words: &[u8]) -> Result<Frame, PictureError> {
    let [precision, h1, h0, w1, w0, channels, parts @ ..] = words else {
        return Err(PictureError::damaged("its frame is too short"));
    };
    let (width, height) = (u16::from_be_bytes([*w1, *w0]), u16::from_be_bytes([*h1, *h0]));
    if *precision != 8 {
        return Err(PictureError::Rare { kind: "JPEG, more than 8 bits" });
    }
    if height == 0 {
        return Err(PictureError::Rare { kind: "JPEG, no height" });
    }
    match channels {
        1 | 3 => {}
        4 => return Err(PictureError::Inks),
        _ => return Err(PictureError::Rare { kind: "JPEG, colours" }),
    }
    if parts.len() != usize::from(*channels) * 3 {
        return Err(PictureError::damaged("its frame is too short"));
    }
    let factors: Vec<(u8, u8)> = parts.chunks_exact(3).map(|p| (p[1] >> 4, p[1] & 15)).collect();
    if factors.iter().any(|(h, v)| !(1..=4).contains(h) || !(1..=4).contains(v)) {
        return Err(PictureError::damaged("its colours are sampled impossibly"));
    }
    let most = factors.iter().fold((1, 1), |m, f| (m.0.max(f.0), m.1.max(f.1)));
    let share = factors.iter().map(|f| f64::from(f.0 * f.1) / f64::from(most.0 * most.1)).sum();
    let frame = Frame { width, height, channels: *channels, progressive, share };
    // Where lines come in several passes, all coefficients (two bytes each) are held until the last one.
    let most = if frame.progressive {
        MOST_PIXELS.min((MOST_MEMORY as f64 / (frame.share * 2.0)) as u64)
    } else {
        MOST_PIXELS
    };
    within(u32::from(width), u32::from(height), most)?;
    Ok(frame)
}

/// The profile put together, where all of it is there and it is one for these colours. Without one colours are sRGB.
fn profile(parts: &mut Vec<(u8, u8, &[u8])>, channels: u8) -> Option<Vec<u8>> {
    parts.sort_by_key(|p| p.0);
    let of = parts.len();
    let whole = parts.iter().enumerate().all(|(i, p)| usize::from(p.0) == i + 1 && usize::from(p.1) == of);
    if of == 0 || !whole {
        return None;
    }
    let profile: Vec<u8> = parts.iter().flat_map(|p| p.2).copied().collect();
    let space: &[u8] = if channels == 1 { b"GRAY" } else { b"RGB " };
    let length = profile.get(..4).map(|l| u32::from_be_bytes([l[0], l[1], l[2], l[3]]) as usize);
    let fits = length == Some(profile.len())
        && profile.len() <= LARGEST_PROFILE
        && profile.get(16..20) == Some(space)
        && profile.get(36..40) == Some(b"acsp");
    fits.then_some(profile)
}
