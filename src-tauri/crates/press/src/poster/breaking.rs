//! Where a headline or a name is broken: between phrases, after the words that end them.

use crate::length::Em;
use crate::text::{Shaped, Type};
use std::collections::HashMap;
use std::sync::Arc;

/// A way to break a text into lines.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Broken {
    /// The cluster after the last one of every line.
    pub ends: Vec<usize>,
    /// How wide the widest line is.
    pub widest: Em,
    /// How well it reads: 1 where every line ends where a speaker would pause.
    pub quality: f32,
}

/// How well a line ends at a space: better than anywhere.
const SPACE: f32 = 1.02;

/// No more places than these are tried, the best ones.
const MOST_PLACES: usize = 18;

/// How well a line ends after cluster `at`; `None` where it may not.
fn worth(shaped: &Shaped, at: usize) -> Option<f32> {
    let cluster = shaped.clusters.get(at)?;
    if !cluster.breaks {
        return None;
    }
    let char_of = |i: usize| shaped.clusters.get(i).and_then(|c| shaped.text[c.text.clone()].chars().next_back());
    let (before, last) = (at.checked_sub(1).and_then(char_of), char_of(at)?);
    let next = shaped.clusters.get(at + 1).and_then(|c| shaped.text[c.text.clone()].chars().next())?;
    if cluster.space {
        return Some(SPACE);
    }
    if "、。！？」』）!?".contains(last) {
        return Some(1.0);
    }
    let foreign = |c: char| ('\u{30a1}'..='\u{30fc}').contains(&c);
    if cluster.phrase.is_none() {
        return Some(match (foreign(last), foreign(next)) {
            (true, true) => 0.1,
            // Before or after a foreign word: 人材育成|プログラム.
            (false, true) | (true, false) => 0.62,
            (false, false) => 0.4,
        });
    }
    if "「『（".contains(next) {
        return Some(if last == 'の' { 0.8 } else { 0.97 });
    }
    let kanji = |c: Option<char>| c.is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    Some(match last {
        'を' | 'は' | 'が' | 'へ' | 'も' => 0.97,
        'で' | 'に' | 'と' => 0.95,
        // から, まで, より, ながら
        'ら' if before.is_some_and(|c| "かが".contains(c)) => 0.96,
        'て' => 0.93,
        'の' => 0.8,
        // A verb or adjective before its noun: 聞こえる|まち, 新しい|仕事.
        'る' | 'い' | 'た' | 'な' | 'う' | 'く' => 0.86,
        // Kana inside a word (返り|事): poor.
        _ if kanji(before) => 0.5,
        _ => 0.82,
    })
}

/// The ways to break the texts of a poster, found once: the same texts are tried at many sizes.
#[derive(Default)]
pub(super) struct Breaks(HashMap<(Type, String, usize), Arc<[Broken]>>);

impl Breaks {
    /// The ways to break a text set in `face` into `count` lines: the narrowest at every quality that is worth it.
    pub fn of(&mut self, shaped: &Shaped, face: Type, count: usize) -> Arc<[Broken]> {
        let ways = self.0.entry((face, shaped.text.to_string(), count));
        Arc::clone(ways.or_insert_with(|| worthwhile(partitions(shaped, count)).into()))
    }
}

/// Those that are not both wider and worse than another, the narrowest first.
fn worthwhile(mut ways: Vec<Broken>) -> Vec<Broken> {
    ways.sort_by(|a, b| a.widest.0.total_cmp(&b.widest.0).then(b.quality.total_cmp(&a.quality)));
    let mut best = 0.0;
    ways.retain(|way| {
        let better = way.quality > best;
        best = way.quality.max(best);
        better
    });
    ways
}

fn partitions(shaped: &Shaped, count: usize) -> Vec<Broken> {
    let mut places: Vec<(usize, f32)> =
        (0..shaped.clusters.len()).filter_map(|at| worth(shaped, at).map(|w| (at + 1, w))).collect();
    let total = shaped.clusters.len();
    if total == 0 || count == 0 || places.len() + 1 < count {
        return Vec::new();
    }
    // The best of them; among equals the earlier ones.
    places.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    places.truncate(MOST_PLACES);
    places.sort_by_key(|place| place.0);
    let mut found = Vec::new();
    let mut ends = Vec::with_capacity(count);
    let wide = |at: &usize| &shaped.text[shaped.clusters[*at].text.clone()] == "　";
    let pauses: Vec<usize> = (0..total).filter(wide).map(|at| at + 1).collect();
    walk(shaped, &places, &pauses, 0, count, &mut ends, &mut found);
    found
}

fn walk(
    shaped: &Shaped,
    places: &[(usize, f32)],
    pauses: &[usize],
    from: usize,
    left: usize,
    ends: &mut Vec<(usize, f32)>,
    found: &mut Vec<Broken>,
) {
    if left == 1 {
        let mut lines: Vec<usize> = ends.iter().map(|e| e.0).collect();
        lines.push(shaped.clusters.len());
        let mut start = 0;
        let mut widths = Vec::with_capacity(lines.len());
        for end in &lines {
            widths.push(width(shaped, start, *end));
            start = *end;
        }
        let widest = widths.iter().copied().fold(Em::ZERO, Em::max);
        let mut quality: f32 = ends.iter().map(|e| e.1).product();
        // A word or two on a line of their own look lost, but where the speaker pauses after them.
        for (i, (width, end)) in widths.iter().zip(ends.iter()).enumerate() {
            if *width < widest * 0.5 && (end.1 < 1.0 || i > 0 && end.1 < SPACE) {
                quality *= 0.86;
            }
        }
        // Whoever wrote a wide space paused there: rather there than elsewhere.
        if !ends.is_empty() {
            quality *= 0.85_f32.powi(pauses.iter().filter(|at| !lines.contains(at)).count() as i32);
        }
        if widths.len() > 1 && widths[widths.len() - 1] < widest * 0.24 {
            quality *= 0.85;
        }
        found.push(Broken { ends: lines, widest, quality });
        return;
    }
    for (i, place) in places.iter().enumerate().skip(from) {
        if places.len() - i < left - 1 {
            break;
        }
        ends.push(*place);
        walk(shaped, places, pauses, i + 1, left - 1, ends, found);
        ends.pop();
    }
}

/// How wide the clusters are on a line of their own, spaces at its ends aside.
fn width(shaped: &Shaped, start: usize, end: usize) -> Em {
    let clusters = &shaped.clusters[start..end];
    let first = clusters.iter().position(|c| !c.space).unwrap_or(0);
    let last = clusters.iter().rposition(|c| !c.space).map_or(0, |i| i + 1);
    clusters[first.min(last)..last]
        .iter()
        .enumerate()
        .map(|(i, c)| if i == 0 { c.advance } else { c.advance + c.air })
        .sum()
}
