//! A map from the lines of a published paper to the fields of a sheet.
//!
//! A map (`tests/papers/*.toml`) is a sheet whose texts are references. A reference is a list of paragraphs, separated by
//! commas; a paragraph is one or more pieces, joined by `+`; a piece is a line (`305`), a range of lines (`305-309`) or a
//! part of a line by its characters (`305[46..]`, counted from 0). Lines are joined as they were before they were
//! wrapped; blank lines, spaces at the ends of lines and the sign that opens an entry of a list are dropped. A `・` before
//! a paragraph gives it one sign back, where the field is prose in which the team writes its own lists.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use serde::Deserialize;
use sha2::{Digest, Sha256};
use sheet::Sheet;

use crate::repository::text;

/// The signs before an entry; the last two are those of a word processor's private font.
pub const SIGNS: [char; 6] = ['・', '●', '•', '▶', '\u{f06c}', '\u{f0d8}'];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Map {
    /// The paper's file.
    pub paper: String,
    /// The hash of its bytes, so that a changed file is noticed.
    pub sha256: String,
    /// The first line of what is to go in whole.
    from: usize,
    /// The last one.
    to: usize,
    sheet: Sheet,
    left: Vec<Left>,
    again: Lines,
}

/// Lines that are in no field, and what they are.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Left {
    what: String,
    lines: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lines {
    lines: String,
}

struct Paragraph {
    sign: bool,
    pieces: Vec<Piece>,
}

struct Piece {
    lines: RangeInclusive<usize>,
    from: usize,
    to: Option<usize>,
}

/// A paper as lines of characters, the first at index 1.
pub struct Paper(Vec<Vec<char>>);

impl Paper {
    /// The paper in `bytes`, which must be those that the map was drawn for.
    pub fn new(map: &Map, bytes: &[u8]) -> Self {
        let hash: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hash, map.sha256, "{} is not the file that the map was drawn for", map.paper);
        let text = std::str::from_utf8(bytes).expect("a paper in UTF-8");
        let lines = std::iter::once("").chain(text.split('\n')).map(|line| line.chars().collect());
        Self(lines.collect())
    }

    fn slice(&self, piece: &Piece, line: usize) -> (usize, &[char]) {
        let line = self.0.get(line).unwrap_or_else(|| panic!("there is no line {line}"));
        let to = piece.to.unwrap_or(line.len());
        (piece.from, line.get(piece.from..to).unwrap_or_else(|| panic!("a line has no {}..{to}", piece.from)))
    }

    fn paragraph(&self, paragraph: &Paragraph) -> String {
        let mut joined = String::new();
        for piece in &paragraph.pieces {
            for line in piece.lines.clone() {
                let part: String = self.slice(piece, line).1.iter().collect();
                joined.push_str(part.trim());
            }
        }
        let words = joined.trim_start_matches(SIGNS).trim();
        assert!(!words.is_empty(), "a reference leads to nothing");
        format!("{}{words}", if paragraph.sign { "・" } else { "" })
    }

    fn read(&self, reference: &str) -> String {
        let paragraphs: Vec<_> = parse(reference).iter().map(|p| self.paragraph(p)).collect();
        paragraphs.join("\n")
    }
}

impl Map {
    /// The map in `tests/papers/<name>.toml`.
    pub fn load(name: &str) -> Self {
        let file = format!("tests/papers/{name}.toml");
        toml::from_str(&text(&file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    /// The sheet with the paper's words in the places of the references, and an id for every item.
    pub fn sheet(&self, paper: &Paper) -> Sheet {
        let mut sheet = self.sheet.clone();
        for (_, text) in sheet.fields_mut() {
            if !text.is_empty() {
                text.text = paper.read(&text.text);
            }
        }
        let mut next = 0;
        sheet.name_items(|| {
            next += 1;
            next
        });
        sheet.sort();
        sheet
    }

    /// Checks that every character of the paper's sections stands in one field, but for what is said to be left or to
    /// stand in two.
    pub fn account(&self, paper: &Paper) {
        let mut taken: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        let mut take = |reference: &str| {
            for_each_character(paper, reference, |at| *taken.entry(at).or_default() += 1);
        };
        for (_, text) in self.sheet.fields() {
            take(&text.text);
        }
        for left in &self.left {
            assert!(!left.what.is_empty());
            take(&left.lines);
        }
        for_each_character(paper, &self.again.lines, |at| {
            let count = taken.get_mut(&at).unwrap_or_else(|| panic!("line {} is taken nowhere", at.0));
            *count -= 1;
        });
        let mut homeless = BTreeMap::new();
        for line in self.from..=self.to {
            for (at, _) in paper.0[line].iter().enumerate().filter(|(_, c)| !c.is_whitespace()) {
                if taken.get(&(line, at)) != Some(&1) {
                    *homeless.entry(line).or_insert(0) += 1;
                }
            }
        }
        assert!(homeless.is_empty(), "not in one field (line and how many characters of it): {homeless:?}");
    }

    /// The paper's characters that must be in the sheet, counted in the paper alone: those of the sections, without what
    /// is left, with what stands twice and what comes from elsewhere; signs and white space aside.
    pub fn characters(&self, paper: &Paper) -> usize {
        let count = |reference: &str| {
            let mut count = 0;
            for_each_character(paper, reference, |(line, at)| {
                count += usize::from(!SIGNS.contains(&paper.0[line][at]));
            });
            count
        };
        let within = count(&format!("{}-{}", self.from, self.to));
        let left: usize = self.left.iter().map(|left| count(&left.lines)).sum();
        let mut elsewhere = 0;
        for (_, text) in self.sheet.fields() {
            for_each_character(paper, &text.text, |(line, at)| {
                let outside = !(self.from..=self.to).contains(&line);
                elsewhere += usize::from(outside && !SIGNS.contains(&paper.0[line][at]));
            });
        }
        within - left + count(&self.again.lines) + elsewhere
    }
}

/// The characters of a sheet, signs and white space aside.
pub fn characters(sheet: &Sheet) -> usize {
    let all = sheet.fields();
    let all = all.iter().flat_map(|(_, text)| text.as_str().chars());
    all.filter(|c| !c.is_whitespace() && !SIGNS.contains(c)).count()
}

fn for_each_character(paper: &Paper, reference: &str, mut visit: impl FnMut((usize, usize))) {
    for piece in parse(reference).iter().flat_map(|paragraph| &paragraph.pieces) {
        for line in piece.lines.clone() {
            let (from, part) = paper.slice(piece, line);
            for (i, _) in part.iter().enumerate().filter(|(_, c)| !c.is_whitespace()) {
                visit((line, from + i));
            }
        }
    }
}

fn parse(reference: &str) -> Vec<Paragraph> {
    let paragraph = |words: &str| {
        let words = words.trim();
        let rest = words.strip_prefix('・');
        let pieces = rest.unwrap_or(words).split('+').map(|piece| {
            piece_of(piece.trim()).unwrap_or_else(|| panic!("`{piece}` in `{reference}` is no reference"))
        });
        Paragraph { sign: rest.is_some(), pieces: pieces.collect() }
    };
    reference.split(',').filter(|words| !words.trim().is_empty()).map(paragraph).collect()
}

fn piece_of(words: &str) -> Option<Piece> {
    let (lines, part) = match words.strip_suffix(']') {
        Some(words) => words.split_once('[').map(|(lines, part)| (lines, Some(part)))?,
        None => (words, None),
    };
    let (first, last) = lines.split_once('-').unwrap_or((lines, lines));
    let lines = first.parse().ok()?..=last.parse().ok()?;
    let (from, to) = part.map_or(Some(("", "")), |part| part.split_once(".."))?;
    let number = |words: &str| if words.is_empty() { Some(None) } else { words.parse().ok().map(Some) };
    let piece = Piece { from: number(from)?.unwrap_or(0), to: number(to)?, lines };
    let whole = part.is_none();
    (whole || piece.lines.start() == piece.lines.end()).then_some(piece)
}
