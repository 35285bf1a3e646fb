//! Lines of generated Japanese, at every width from a narrow cell to a wide column.

use press::text::{Engine, Family, Type, inseparable, may_not_begin, may_not_end};
use press::{Em, Fonts, Pt};

/// Random numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % sides
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.roll(words.len())]
    }
}

const NOUNS: [&str; 30] = [
    "職員",
    "地域",
    "対話",
    "まちづくり",
    "コミュニティ",
    "令和8年度",
    "12名",
    "1,200万円",
    "第3・4四半期",
    "「まちの声帳」",
    "チャット",
    "シャッター通り",
    "ウェブサイト",
    "9千人",
    "2027年4月1日",
    "10.5％",
    "（例：係長級）",
    "『変革』",
    "DX推進室",
    "A3横",
    "人々",
    "窓口",
    "きょう",
    "ヴァイオリン",
    "https://www.example.jp/path/index.html?id=10",
    "平成30年度",
    "PDCA",
    "それは……話",
    "夢――人",
    "ファイルサーバー",
];
const LINKS: [&str; 18] = [
    "は",
    "が",
    "を",
    "に",
    "で、",
    "から、",
    "と",
    "の",
    "も、",
    "へ。",
    "だった。",
    "である！",
    "だろうか？",
    "（案）",
    "、ちょっと",
    "について、",
    "：",
    "・",
];

fn prose(seed: u64) -> String {
    let mut dice = Dice(seed);
    let mut text = String::new();
    for _ in 0..180 {
        text.push_str(dice.pick(&NOUNS));
        text.push_str(dice.pick(&LINKS));
    }
    text
}

#[test]
fn no_line_breaks_a_rule_a_number_or_its_measure() {
    let mut engine = Engine::new(&Fonts::embedded());
    let size = Pt(10.0);
    let (mut lines, mut bad) = (0, Vec::new());
    for seed in 0..6 {
        let text = prose(seed);
        let shaped =
            engine.shape(&text, if seed % 2 == 0 { Type::regular(Family::Gothic) } else { Type::bold(Family::Gothic) });
        for width in 70..=300 {
            let measure = Pt(width as f32).in_em(size);
            let set = shaped.lines(0, measure);
            assert_eq!(set.last().unwrap().next, shaped.clusters.len(), "everything is set");
            for pair in set.windows(2) {
                lines += 1;
                assert_eq!(pair[0].next, pair[1].clusters.start, "lines follow each other");
                assert!(
                    pair[0].width <= measure + Em(0.01),
                    "a line is {:?} wide, the measure {measure:?}",
                    pair[0].width
                );
                let at = shaped.clusters[pair[1].clusters.start].text.start;
                let (before, after) = (&text[..at], text[at..].chars().next().unwrap());
                let mut back = before.chars().rev();
                let (last, second) = (back.next().unwrap(), back.next());
                if may_not_begin(after) || may_not_end(last) || inseparable(second, last, after) {
                    bad.push(format!("width {width}: …{}|{after}", before.chars().rev().take(6).collect::<String>()));
                }
            }
        }
    }
    assert!(lines > 25_000, "only {lines} lines were looked at");
    assert!(bad.is_empty(), "{} of {lines} lines break a rule: {:?}", bad.len(), &bad[..bad.len().min(10)]);
}

#[test]
fn a_justified_line_ends_at_the_measure_and_no_glyphs_overlap() {
    let mut engine = Engine::new(&Fonts::embedded());
    let text = prose(7);
    let shaped = engine.shape(&text, Type::default());
    for width in [180, 215, 290] {
        let measure = Pt(width as f32).in_em(Pt(10.0));
        let (mut full, lines) = (0, shaped.lines(0, measure));
        for line in &lines[..lines.len() - 1] {
            let (places, end) = shaped.positions(line, Some(measure));
            assert!(end <= measure + Em(0.01));
            full += usize::from((end - measure).0.abs() < 0.01);
            for (i, cluster) in line.clusters.clone().enumerate() {
                let next = places.get(i + 1).copied().unwrap_or(end);
                assert!(places[i] + shaped.clusters[cluster].advance <= next + Em(0.001));
            }
        }
        assert!(full * 10 >= lines.len() * 6, "at {width} pt only {full} of {} lines are full", lines.len());
    }
}

#[test]
fn what_cannot_be_broken_ends_at_the_edge_and_is_all_there() {
    let mut engine = Engine::new(&Fonts::embedded());
    for text in ["9".repeat(400), "あ".repeat(300), "（".repeat(90), "。".repeat(90), "x".repeat(500)] {
        let shaped = engine.shape(&text, Type::default());
        for measure in [0.4, 1.0, 3.3, 12.0] {
            let lines = shaped.lines(0, Em(measure));
            let set: usize = lines.iter().map(|l| l.clusters.len()).sum();
            assert_eq!(set, shaped.clusters.len());
        }
    }
}

#[test]
fn headlines_end_their_lines_where_phrases_end() {
    let mut engine = Engine::new(&Fonts::embedded());
    let text = "部署をまたいで動ける、身軽な組織";
    let shaped = engine.shape(text, Type::bold(Family::Gothic));
    let lines = shaped.balanced(0, Em(10.0));
    let second = &text[shaped.clusters[lines[1].clusters.start].text.start..];
    assert_eq!((lines.len(), second), (2, "動ける、身軽な組織"));
}

#[test]
fn air_stands_between_japanese_and_latin_without_a_character_for_it() {
    let mut engine = Engine::new(&Fonts::embedded());
    let shaped = engine.shape("令和8年度", Type::default());
    assert_eq!(shaped.text, "令和8年度");
    let air: Vec<Em> = shaped.clusters.iter().map(|c| c.air).collect();
    assert_eq!(air, [Em(0.0), Em(0.0), Em(0.25), Em(0.25), Em(0.0)]);
}
