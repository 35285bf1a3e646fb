//! A face for paper: outlines and measures alone.
//!
//! Instructions that fit outlines to the pixels of a coarse screen are a fifth of the face; paper and today's screens
//! need none. Names and tables for other uses go too: a PDF says those things itself (ISO 32000-1, 9.9).

use std::ops::Range;

/// The tables that a reader needs, in the order in which they are listed.
const NEEDED: [&[u8; 4]; 6] = [b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp"];

/// The same face without what paper does not need; `None` where it is built in a way that is not known here.
pub fn bare(face: &[u8]) -> Option<Vec<u8>> {
    let head = table(face, b"head")?;
    let long = match short(face, head.start + 50)? {
        0 => false,
        1 => true,
        _ => return None,
    };
    let (glyphs, places) = (table(face, b"glyf")?, table(face, b"loca")?);
    let count = usize::from(short(face, table(face, b"maxp")?.start + 4)?);
    let place = |n: usize| {
        let at = places.start + n * if long { 4 } else { 2 };
        Some(glyphs.start + if long { word(face, at)? as usize } else { usize::from(short(face, at)?) * 2 })
    };
    let (mut outlines, mut offsets) = (Vec::new(), vec![0u32]);
    for n in 0..count {
        outlines.extend(glyph(face.get(place(n)?..place(n + 1)?)?)?);
        outlines.resize(outlines.len().next_multiple_of(2), 0);
        offsets.push(u32::try_from(outlines.len()).ok()?);
    }
    let small = outlines.len() < 2 * usize::from(u16::MAX);
    let places: Vec<u8> = if small {
        offsets.iter().flat_map(|o| ((o / 2) as u16).to_be_bytes()).collect()
    } else {
        offsets.iter().flat_map(|o| o.to_be_bytes()).collect()
    };
    let mut tables = Vec::with_capacity(NEEDED.len());
    for name in NEEDED {
        tables.push(match name {
            b"glyf" => outlines.clone(),
            b"loca" => places.clone(),
            b"head" => {
                let mut head = face[head.clone()].to_vec();
                head.get_mut(50..52)?.copy_from_slice(&u16::from(!small).to_be_bytes());
                // The sum over the whole file, which readers of PDF do not ask for.
                head[8..12].fill(0);
                head
            }
            other => face[table(face, other)?].to_vec(),
        });
    }
    Some(assembled(&tables))
}

fn short(face: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(face.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn word(face: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(face.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

fn table(face: &[u8], name: &[u8; 4]) -> Option<Range<usize>> {
    let count = usize::from(short(face, 4)?);
    let entry = (0..count).map(|i| 12 + i * 16).find(|at| face.get(*at..at + 4) == Some(name))?;
    let (begin, length) = (word(face, entry + 8)? as usize, word(face, entry + 12)? as usize);
    let end = begin.checked_add(length)?;
    face.get(begin..end).map(|_| begin..end)
}

/// One glyph without its instructions; `None` for one that is made of others, which these faces have none of.
fn glyph(bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.is_empty() {
        return Some(Vec::new());
    }
    let contours = i16::from_be_bytes(bytes.get(..2)?.try_into().ok()?);
    let contours = usize::try_from(contours).ok()?;
    let at = 10 + contours * 2;
    let instructions = usize::from(short(bytes, at)?);
    let points = if contours == 0 { 0 } else { usize::from(short(bytes, at - 2)?) + 1 };
    let rest = bytes.get(at + 2 + instructions..)?;
    let rest = &rest[..length(rest, points)?];
    Some([&bytes[..at], &[0, 0], rest].concat())
}

/// How many bytes the flags and coordinates of so many points take: what follows is padding.
fn length(bytes: &[u8], points: usize) -> Option<usize> {
    let (mut at, mut seen, mut coordinates) = (0, 0, 0);
    while seen < points {
        let flag = *bytes.get(at)?;
        at += 1;
        let mut times = 1;
        if flag & 8 != 0 {
            times += usize::from(*bytes.get(at)?);
            at += 1;
        }
        // One byte where it is short, none where it is the same as before, else two.
        let size = |short: u8, same: u8| match (flag & short != 0, flag & same != 0) {
            (true, _) => 1,
            (false, true) => 0,
            (false, false) => 2,
        };
        coordinates += times * (size(2, 16) + size(4, 32));
        seen += times;
    }
    (seen == points && at + coordinates <= bytes.len()).then_some(at + coordinates)
}

fn assembled(tables: &[Vec<u8>]) -> Vec<u8> {
    let mut out = vec![0, 1, 0, 0];
    // Six tables: the largest power of two below is 4.
    for number in [NEEDED.len() as u16, 64, 2, 32] {
        out.extend(number.to_be_bytes());
    }
    let mut at = 12 + NEEDED.len() * 16;
    for (name, table) in NEEDED.iter().zip(tables) {
        let sum = table.chunks(4).fold(0u32, |sum, part| {
            let mut four = [0; 4];
            four[..part.len()].copy_from_slice(part);
            sum.wrapping_add(u32::from_be_bytes(four))
        });
        out.extend_from_slice(*name);
        for number in [sum, at as u32, table.len() as u32] {
            out.extend(number.to_be_bytes());
        }
        at += table.len().next_multiple_of(4);
    }
    for table in tables {
        out.extend_from_slice(table);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    out
}
