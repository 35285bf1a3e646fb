//! Three-way merging of a text: what somebody made of a text that has changed meanwhile.
//!
//! Pure functions on grapheme clusters, so that a kana and its combining dakuten, an ideograph and its variation
//! selector, or an emoji joined from several are only ever kept or replaced whole.

use imara_diff::{Algorithm, Diff, InternedInput};
use serde::Serialize;
use std::collections::BTreeSet;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// A replacement in a text. Positions and lengths count Unicode scalar values, as Loro does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splice {
    /// Where it begins in the text before any splice was made.
    pub at: usize,
    /// How much of that text goes.
    pub delete: usize,
    /// What comes in its place.
    pub insert: String,
}

/// The splices of `current`, in ascending order, that bring in what a writer changed from `base` to `text`.
///
/// Of `current` only such characters go as were in `base` and are not in `text`. Everything that the writer added is
/// inserted, and everything that others added since `base` stays. Where all three say the same, nothing is done.
pub fn merge(base: &str, text: &str, current: &str) -> Vec<Splice> {
    if text == base || text == current {
        return Vec::new();
    }
    let was: Vec<&str> = base.graphemes(true).collect();
    let wanted: Vec<&str> = text.graphemes(true).collect();
    let now: Vec<&str> = current.graphemes(true).collect();
    let kept = if base == current { (0..was.len()).map(Some).collect() } else { survivors(&was, &now) };

    let mut goes = vec![false; now.len()];
    let mut comes = vec![String::new(); now.len() + 1];
    for (before, after) in hunks(&was, &wanted) {
        comes[landing(&kept, &before)].extend(wanted[after].iter().copied());
        kept[before].iter().flatten().for_each(|&i| goes[i] = true);
    }
    splices(&now, &goes, &comes)
}

/// The text that `splices` make of `current`.
pub fn spliced(current: &str, splices: &[Splice]) -> String {
    let mut rest = current.chars();
    let mut position = 0;
    let mut out = String::with_capacity(current.len());
    for splice in splices {
        out.extend(rest.by_ref().take(splice.at - position));
        out.push_str(&splice.insert);
        rest.by_ref().take(splice.delete).for_each(drop);
        position = splice.at + splice.delete;
    }
    out.extend(rest);
    out
}

/// A piece of a text as it is compared with another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "piece", content = "text", rename_all = "kebab-case")]
pub enum Piece {
    /// In both.
    Kept(String),
    /// Only in the first.
    Removed(String),
    /// Only in the second.
    Added(String),
}

/// What was kept, removed and added from `before` to `after`, in order.
pub fn pieces(before: &str, after: &str) -> Vec<Piece> {
    let was: Vec<&str> = before.graphemes(true).collect();
    let is: Vec<&str> = after.graphemes(true).collect();
    let mut out = Vec::new();
    let mut put = |piece: fn(String) -> Piece, clusters: &[&str]| {
        if !clusters.is_empty() {
            out.push(piece(clusters.concat()));
        }
    };
    let mut at = 0;
    for (removed, added) in hunks(&was, &is) {
        put(Piece::Kept, &was[at..removed.start]);
        at = removed.end;
        put(Piece::Removed, &was[removed]);
        put(Piece::Added, &is[added]);
    }
    put(Piece::Kept, &was[at..]);
    out
}

/// The positions in `text`, in Unicode scalar values, at which something can be inserted without tearing a cluster.
pub(crate) fn boundaries(text: &str) -> BTreeSet<usize> {
    let ends = text.graphemes(true).scan(0, |at, cluster| {
        *at += cluster.chars().count();
        Some(*at)
    });
    std::iter::once(0).chain(ends).collect()
}

/// Up to this many clusters on both sides, the shortest of all differences is looked for.
const EXACT: usize = 6_000;

/// What differs, as pairs of ranges in `before` and `after`, in ascending order.
pub(crate) fn hunks(before: &[&str], after: &[&str]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut input = InternedInput::default();
    input.update_before(before.iter().copied());
    input.update_after(after.iter().copied());
    let exact = before.len() + after.len() <= EXACT;
    let diff = Diff::compute(if exact { Algorithm::MyersMinimal } else { Algorithm::Myers }, &input);
    let range = |r: Range<u32>| r.start as usize..r.end as usize;
    diff.hunks().map(|h| (range(h.before), range(h.after))).collect()
}

/// For each cluster of `was`, where in `now` it still stands.
fn survivors(was: &[&str], now: &[&str]) -> Vec<Option<usize>> {
    let mut kept = vec![None; was.len()];
    let (mut i, mut j) = (0, 0);
    for (before, after) in hunks(was, now) {
        while i < before.start {
            kept[i] = Some(j);
            (i, j) = (i + 1, j + 1);
        }
        (i, j) = (before.end, after.end);
    }
    while i < was.len() {
        kept[i] = Some(j);
        (i, j) = (i + 1, j + 1);
    }
    kept
}

/// Where in the current text that goes which replaces `before`: behind its old left neighbour if that still stands,
/// else where the first of the replaced stands, else before its old right neighbour, else behind whatever is left of
/// what once stood before it.
fn landing(kept: &[Option<usize>], before: &Range<usize>) -> usize {
    let behind = |i: usize| kept[i].map(|at| at + 1);
    let left = before.start.checked_sub(1);
    left.and_then(behind)
        .or_else(|| kept[before.clone()].iter().flatten().next().copied())
        .or_else(|| kept.get(before.end).copied().flatten())
        .or_else(|| (0..before.start).rev().find_map(behind))
        .unwrap_or(0)
}

fn splices(now: &[&str], goes: &[bool], comes: &[String]) -> Vec<Splice> {
    let mut out: Vec<Splice> = Vec::new();
    let mut at = 0;
    for (i, insert) in comes.iter().enumerate() {
        let deletes = goes.get(i).copied().unwrap_or(false);
        let length = now.get(i).map_or(0, |cluster| cluster.chars().count());
        if deletes || !insert.is_empty() {
            let delete = if deletes { length } else { 0 };
            match out.last_mut() {
                Some(last) if last.at + last.delete == at => {
                    last.delete += delete;
                    last.insert.push_str(insert);
                }
                _ => out.push(Splice { at, delete, insert: insert.clone() }),
            }
        }
        at += length;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn merged(base: &str, text: &str, current: &str) -> String {
        spliced(current, &merge(base, text, current))
    }

    #[test]
    fn without_a_colleague_the_text_is_what_the_writer_made_of_it() {
        assert_eq!(merged("", "あ", ""), "あ");
        assert_eq!(merged("住民の声を聞く", "職員の力を伸ばす", "住民の声を聞く"), "職員の力を伸ばす");
        assert_eq!(merged("消す", "", "消す"), "");
    }

    #[test]
    fn both_writers_words_stay() {
        assert_eq!(merged("対話する", "毎月対話する", "対話する組織"), "毎月対話する組織");
        assert_eq!(merged("対話する", "", "対話する組織"), "組織");
        assert_eq!(merged("あいう", "あXう", "YあうZ"), "YあXうZ");
        assert_eq!(merged("あいう", "かきく", ""), "かきく");
        assert_eq!(merged("同じ", "同じ語", "同じ語"), "同じ語");
    }

    #[test]
    fn a_cluster_is_never_torn() {
        assert_eq!(merged("か", "か\u{3099}", "か"), "か\u{3099}");
        // A colleague made が of it: hers stays whole, and so does ours.
        assert_eq!(merged("か", "か\u{309a}", "か\u{3099}"), "か\u{309a}か\u{3099}");
        assert_eq!(merged("葛\u{e0100}城", "葛\u{e0100}城市", "葛城"), "葛城市");
        assert_eq!(merged("👨‍👩‍👧と", "👨‍👩‍👧と👩‍💻", "と"), "と👩‍💻");
        assert_eq!(merged("𠮷田", "𠮷田さん", "𠮷野𠮷田"), "𠮷野𠮷田さん");
    }

    #[test]
    fn long_texts_that_share_nothing_are_replaced_in_time() {
        let text = |from: u32| (from..from + 5_000).filter_map(char::from_u32).collect::<String>();
        let (base, other) = (text(0x4e00), text(0x6400));
        assert_eq!(merged(&base, &other, &base), other);
    }

    #[test]
    fn pieces_tell_what_changed() {
        let [kept, removed, added]: [fn(&str) -> Piece; 3] =
            [|s| Piece::Kept(s.into()), |s| Piece::Removed(s.into()), |s| Piece::Added(s.into())];
        assert_eq!(
            pieces("対話する組織", "毎月対話できる組織"),
            [added("毎月"), kept("対話"), removed("す"), added("でき"), kept("る組織")]
        );
        assert_eq!(pieces("同じ", "同じ"), [kept("同じ")]);
        assert_eq!(pieces("", ""), []);
    }

    fn piece() -> impl Strategy<Value = &'static str> {
        prop::sample::select(vec!["あ", "か", "か\u{3099}", "の", "、", "𠮷", "葛\u{e0100}", "👨‍👩‍👧", "\n", "a", "é", "ﾊﾟ"])
    }

    fn words() -> impl Strategy<Value = String> {
        prop::collection::vec(piece(), 0..24).prop_map(|pieces| pieces.concat())
    }

    /// How often each cluster occurs.
    fn count(text: &str) -> std::collections::HashMap<&str, i64> {
        let mut counts = std::collections::HashMap::new();
        text.graphemes(true).for_each(|g| *counts.entry(g).or_default() += 1);
        counts
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

        #[test]
        fn alone_gives_the_writers_text(base in words(), text in words()) {
            prop_assert_eq!(merged(&base, &text, &base), text);
        }

        #[test]
        fn a_writer_who_did_nothing_changes_nothing(base in words(), current in words()) {
            prop_assert_eq!(merged(&base, &base, &current), current);
        }

        #[test]
        fn what_either_added_is_there(base in words(), text in words(), current in words()) {
            let out = merged(&base, &text, &current);
            // Joining two texts can join clusters at the seam (CR LF, jamo); none of the pieces does.
            let (out, base, text, current) = (count(&out), count(&base), count(&text), count(&current));
            let of = |counts: &std::collections::HashMap<&str, i64>, g| counts.get(g).copied().unwrap_or(0);
            for (g, &n) in &text {
                prop_assert!(of(&out, g) >= n - of(&base, g), "{g} typed by the writer is gone");
            }
            for (g, &n) in &current {
                let deleted = (of(&base, g) - of(&text, g)).max(0);
                prop_assert!(of(&out, g) >= n - deleted.max(of(&base, g)), "{g} of a colleague is gone");
            }
        }

        #[test]
        fn splices_ascend_and_fall_between_clusters(base in words(), text in words(), current in words()) {
            let cuts = boundaries(&current);
            let mut end = 0;
            for (i, s) in merge(&base, &text, &current).iter().enumerate() {
                prop_assert!(i == 0 || s.at > end);
                end = s.at + s.delete;
                prop_assert!(cuts.contains(&s.at) && cuts.contains(&end));
            }
        }
    }
}
