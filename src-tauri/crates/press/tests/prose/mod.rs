//! Prose made up from a vocabulary, the same in every run, with all that is hard to break rightly.

use std::ops::Range;

/// What a line may not tear apart stands in braces.
const WORDS: [&str; 46] = [
    "職員",
    "地域",
    "対話",
    "まちづくり",
    "コミュニティ",
    "{令和8年度}",
    "{令和元年}",
    "{平成30年度}末",
    "{12名}",
    "{1,200万円}",
    "{第3・4}四半期",
    "「まちの声帳」",
    "チャット",
    "シャッター通り",
    "ウェブサイト",
    "{9千人}",
    "{2027年4月1日}",
    "{10時30分}",
    "{10.5％}",
    "（例：係長級）",
    "『変革』",
    "{DX}推進室",
    "{A3}横",
    "人々",
    "窓口",
    "きょう",
    "ヴァイオリン",
    "https://www.example.jp/path/index.html?id=10",
    "{PDCA}",
    "それは{……}話",
    "夢{――}人",
    "ファイルサーバー",
    "{4,000㎡}",
    "{約15分}",
    "{2026/7/31}",
    "Well-{being}",
    "{service} {design}",
    "{３か月}",
    "{Café}",
    "（{3年目}）",
    "「『声』を聞く」",
    "𠮷野さん",
    "✔済み",
    "暮らし",
    "係長級以上の参加者",
    "うつくしい景観",
];

const LINKS: [&str; 22] = [
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
    "」、「",
    "。（",
    "）は、",
    "から{――}",
];

/// A text, and what of it belongs together.
pub struct Prose {
    /// The text.
    pub text: String,
    /// The stretches that no line may tear apart, as bytes.
    pub whole: Vec<Range<usize>>,
}

impl Prose {
    /// So many words and what links them; another text for every seed.
    pub fn new(seed: u64, words: usize) -> Prose {
        let mut prose = Prose { text: String::new(), whole: Vec::new() };
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut roll = |sides: usize| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 33) as usize % sides
        };
        for _ in 0..words {
            prose.add(WORDS[roll(WORDS.len())]);
            prose.add(LINKS[roll(LINKS.len())]);
        }
        prose
    }

    fn add(&mut self, marked: &str) {
        let mut begin = 0;
        for c in marked.chars() {
            match c {
                '{' => begin = self.text.len(),
                '}' => self.whole.push(begin..self.text.len()),
                c => self.text.push(c),
            }
        }
    }

    /// The stretch that a line ending at `at` tears apart.
    pub fn torn(&self, at: usize) -> Option<Range<usize>> {
        self.whole.iter().find(|whole| whole.start < at && at < whole.end).cloned()
    }

    /// The stretch with all that cannot be parted from it because of what lines may not begin and end with.
    pub fn stuck(&self, whole: Range<usize>, no_start: &str, no_end: &str) -> Range<usize> {
        let Range { mut start, mut end } = whole;
        loop {
            let before = self.text[..start].chars().next_back().filter(|c| no_end.contains(*c));
            let first = self.text[start..].chars().next().filter(|c| no_start.contains(*c));
            let earlier = self.text[..start].chars().next_back().filter(|_| first.is_some());
            let Some(c) = before.or(earlier) else { break };
            start -= c.len_utf8();
        }
        loop {
            let after = self.text[end..].chars().next().filter(|c| no_start.contains(*c));
            let last = self.text[..end].chars().next_back().filter(|c| no_end.contains(*c));
            let later = self.text[end..].chars().next().filter(|_| last.is_some());
            let Some(c) = after.or(later) else { break };
            end += c.len_utf8();
        }
        // A stretch that was met on the way comes along whole.
        for other in &self.whole {
            if other.start < end && other.end > start {
                (start, end) = (start.min(other.start), end.max(other.end));
            }
        }
        start..end
    }
}
