//! Where a line of Japanese may and may not be broken, and what stands between two characters (JLREQ, JIS X 4051).

use parley::LineBreakContext;

const NOT_AT_START: &str = "、。，．・：；？！‼⁇⁈⁉ー」』）】〕］｝〉》”’〗〙〟々〻ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ％%‰℃)]}゛゜ヽヾゝゞ‐–〜～…‥,.:;!?";
const NOT_AT_END: &str = "「『（【〔［｛〈《“‘〖〘〝([{￥$＄£€№#＃";
const UNITS: &str = "年月日件名回人個千万億兆円分時秒課係部局階割点台校町村市区県％%間枚つ歳才号番条項期目本社団世帯代度か箇ヶヵ週泊倍軒戸棟冊通票位組班着杯頭匹匁字行列版章節㎡㎥㎞㎏㎜㎝";

/// Whether a line may not begin with `c`.
pub fn may_not_begin(c: char) -> bool {
    NOT_AT_START.contains(c)
}

/// Whether a line may not end with `c`.
pub fn may_not_end(c: char) -> bool {
    NOT_AT_END.contains(c)
}

/// Whether `c` is a digit, of either width.
pub fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// Whether `c` is a sign that belongs to a number when it stands between digits.
fn joins_digits(c: char) -> bool {
    ",.，．/-:：・〜～–−".contains(c)
}

/// Whether `c` parts two numbers that belong together, as in 3・4 and 9〜12.
pub fn parts_numbers(c: char) -> bool {
    "・〜～–".contains(c)
}

/// Whether a number and what it counts, or a pair that is one sign, would be torn apart between `a` and `b`.
pub fn inseparable(before_a: Option<char>, a: char, b: char) -> bool {
    let counted = before_a.is_some_and(is_digit);
    (is_digit(a) && (is_digit(b) || UNITS.contains(b) || joins_digits(b)))
        || (joins_digits(a) && is_digit(b) && counted)
        || ("千万億兆".contains(a) && (is_digit(b) || "千万億兆人円件名".contains(b)) && counted)
        || (counted && UNITS.contains(a) && "目間度生半代台余超".contains(b))
        || ("第約各全計築満".contains(a) && is_digit(b))
        || matches!(
            (a, b),
            ('年', '度') | ('令', '和') | ('平', '成') | ('昭', '和') | ('か' | 'ヶ' | '箇' | 'カ', '月' | '年' | '所')
        )
        || (a == b && is_sign_pair(a))
        || era(before_a, a, b)
        || date(before_a, a, b)
}

/// Whether the break would come inside a date or a time, after the year, the month or the hour: 2027年|4月1日.
pub fn date(before_a: Option<char>, a: char, b: char) -> bool {
    "年月時".contains(a) && is_digit(b) && before_a.is_some_and(|c| is_digit(c) || c == '元')
}

/// Whether two of `c` in a row are one sign, as in …… and ――.
fn is_sign_pair(c: char) -> bool {
    "…‥—―─".contains(c)
}

/// Whether the break would come between the name of an era and its year, as in 令和|8.
fn era(before_a: Option<char>, a: char, b: char) -> bool {
    let named = matches!((before_a, a), (Some('令' | '昭'), '和') | (Some('平'), '成') | (Some('大'), '正'));
    named && (is_digit(b) || b == '元') || a == '元' && b == '年'
}

/// What parley is told about a place where it might break: nothing to add, "here" or "not here".
pub fn override_break(place: LineBreakContext) -> Option<bool> {
    let LineBreakContext { before_before, before, after, .. } = place;
    let forbidden =
        may_not_begin(after) && before != ' ' || may_not_end(before) || inseparable(before_before, before, after);
    if forbidden {
        return Some(false);
    }
    // Unicode never breaks beside these marks, whose side it cannot tell; in Japanese “ opens and ” closes.
    let opens = "“‘".contains(after) && (is_ideographic(before) || is_closing(before));
    let closed = "”’".contains(before) && is_ideographic(after);
    (opens || closed).then_some(true)
}

/// Whether `c` is set on the Japanese square: kanji and kana, but no punctuation.
pub fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309f}' | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{3005}' | '\u{3007}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether `c` is an opening bracket (JLREQ class 1).
pub fn is_opening(c: char) -> bool {
    "「『（【〔［｛〈《“‘〖〘〝".contains(c)
}

/// Whether `c` is a closing bracket, a comma or a full stop of Japanese (JLREQ classes 2, 6 and 7).
pub fn is_closing(c: char) -> bool {
    hangs(c) || "」』）】〕］｝〉》”’〗〙〟".contains(c)
}

/// Whether `c` may hang over the end of a line (JLREQ 3.8.2, JIS X 4051).
pub fn hangs(c: char) -> bool {
    "、。，．".contains(c)
}

/// Whether a quarter of an em of air belongs between `a` and `b`: Japanese beside Latin letters or digits.
pub fn wants_air(a: char, b: char) -> bool {
    (is_ideographic(a) && b.is_ascii_alphanumeric()) || (a.is_ascii_alphanumeric() && is_ideographic(b))
}

/// What stands between two characters of a line, and so what may be done to it where a line is to be filled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Gap {
    /// Nothing may be done: inside words, numbers and signs, after an opening bracket, before a closing one.
    #[default]
    Fixed,
    /// Two characters of running Japanese.
    Plain,
    /// The air after a comma, a full stop or a closing bracket and before an opening one.
    Punctuation,
    /// Japanese beside Latin letters or digits.
    Mixed,
    /// A space between words lies before it.
    Word,
}

/// What stands between `a` and `b`.
pub fn gap(a: char, b: char) -> Gap {
    if b.is_whitespace() || is_opening(a) || is_closing(b) {
        return Gap::Fixed;
    }
    if a.is_whitespace() {
        return if a == ' ' { Gap::Word } else { Gap::Fixed };
    }
    if is_closing(a) || is_opening(b) {
        return Gap::Punctuation;
    }
    let of_word = |c: char| c.is_ascii_graphic() || is_digit(c) || (c.is_alphanumeric() && c < '\u{2e80}');
    if (of_word(a) && of_word(b)) || (is_sign_pair(a) && is_sign_pair(b)) {
        return Gap::Fixed;
    }
    if wants_air(a, b) { Gap::Mixed } else { Gap::Plain }
}

/// How good a place between `a` and `b` is for a headline to go on in the next line: 0 is the best; `None` is no end
/// of a phrase.
pub fn phrase(a: char, b: char) -> Option<u8> {
    let hiragana = |c: char| ('\u{3041}'..='\u{309f}').contains(&c);
    if a.is_whitespace() || "―—─".contains(a) && !"―—─".contains(b) {
        return Some(0);
    }
    if "、。，．！？!?」』）】,;:：".contains(a) || "「『（【".contains(b) {
        return Some(1);
    }
    // Where kana end and a word begins; を ends a phrase wherever it stands, an honorific お or ご begins one.
    (a == 'を' || (hiragana(a) && !hiragana(b) && !"おご".contains(a))).then_some(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_units_and_eras_their_years() {
        let pairs = |text: &str| {
            let chars: Vec<char> = text.chars().collect();
            (1..chars.len()).all(|i| inseparable((i >= 2).then(|| chars[i - 2]), chars[i - 1], chars[i]))
        };
        for whole in [
            "12名",
            "2027年度",
            "1,000円",
            "4万2千人",
            "令和8年度",
            "令和元年",
            "第6",
            "10.5",
            "2026/4/1",
            "……",
            "――",
            "2027年4月1日",
            "令和元年5月",
            "10時30分",
            "3か月",
            "3年目",
            "10日間",
        ] {
            assert!(pairs(whole), "{whole}");
        }
        assert!(!inseparable(None, '年', '月') && !inseparable(None, '人', 'が') && !inseparable(None, '、', '1'));
    }

    #[test]
    fn phrases_end_where_a_headline_may_be_broken() {
        assert!(phrase('　', '小') < phrase('、', '身') && phrase('、', '身') < phrase('で', '動'));
        assert!(phrase('は', '「').is_some() && phrase('を', 'ま').is_some());
        assert!(phrase('な', 'が').or(phrase('動', 'け')).or(phrase('組', '織')).or(phrase('お', '話')).is_none());
    }

    #[test]
    fn words_numbers_and_brackets_are_never_widened() {
        for (a, b) in
            [('a', 'b'), ('1', '2'), ('1', ','), ('é', 'e'), ('…', '…'), ('「', 'ま'), ('ま', '」'), ('」', '、')]
        {
            assert_eq!(gap(a, b), Gap::Fixed, "{a}{b}");
        }
        assert_eq!(
            (gap('の', '町'), gap('、', '町'), gap('、', '「')),
            (Gap::Plain, Gap::Punctuation, Gap::Punctuation)
        );
        assert_eq!((gap('8', '年'), gap(' ', 'a'), gap('a', ' ')), (Gap::Mixed, Gap::Word, Gap::Fixed));
    }
}
