//! Where a line of Japanese may and may not be broken (JLREQ, JIS X 4051).

use parley::LineBreakContext;

const NOT_AT_START: &str = "、。，．・：；？！‼⁇⁈⁉ー」』）】〕｝〉》”’々〻ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ％%‰℃)]}゛゜ヽヾゝゞ‐–〜～…‥,.:;!?";
const NOT_AT_END: &str = "「『（【〔｛〈《“‘([{￥$＄£€№#＃";
const UNITS: &str = "年月日件名回人個千万億兆円分時秒課係部局階割点台校町村市区県％%間枚つ歳才号番条項期目本社団世帯代度か箇ヶヵ週泊㎡㎥㎞㎏";

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
    ",.，．/-:・".contains(c)
}

/// Whether a number and what it counts, or a pair that is one sign, would be torn apart between `a` and `b`.
pub fn inseparable(before_a: Option<char>, a: char, b: char) -> bool {
    (is_digit(a) && (is_digit(b) || UNITS.contains(b) || joins_digits(b)))
        || (joins_digits(a) && is_digit(b) && before_a.is_some_and(is_digit))
        || ("千万億兆".contains(a) && (is_digit(b) || "千万億兆人円件".contains(b)) && before_a.is_some_and(is_digit))
        || ("第約各全計".contains(a) && is_digit(b))
        || matches!((a, b), ('年', '度') | ('令', '和') | ('平', '成') | ('昭', '和'))
        || (a == b && "…‥—―".contains(a))
        || era(before_a, a, b)
}

/// Whether the break would come between the name of an era and its year, as in 令和|8.
fn era(before_a: Option<char>, a: char, b: char) -> bool {
    let named = matches!((before_a, a), (Some('令' | '昭'), '和') | (Some('平'), '成') | (Some('大'), '正'));
    named && (is_digit(b) || b == '元') || a == '元' && b == '年'
}

/// What parley is told about a place where it might break: nothing to add, or "not here".
pub fn override_break(place: LineBreakContext) -> Option<bool> {
    let LineBreakContext { before_before, before, after, .. } = place;
    let forbidden =
        may_not_begin(after) && before != ' ' || may_not_end(before) || inseparable(before_before, before, after);
    forbidden.then_some(false)
}

/// Whether `c` is set on the Japanese square: kanji and kana, but no punctuation.
pub fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309f}' | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{3005}' | '\u{3007}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a quarter of an em of air belongs between `a` and `b`: Japanese beside Latin letters or digits.
pub fn wants_air(a: char, b: char) -> bool {
    (is_ideographic(a) && b.is_ascii_alphanumeric()) || (a.is_ascii_alphanumeric() && is_ideographic(b))
}

/// Whether the gap between `a` and `b` may be widened to fill a line: not inside Latin words and numbers.
pub fn may_widen(a: char, b: char) -> bool {
    let tight = |c: char| c.is_ascii_graphic() || is_digit(c);
    let word = tight(a) && tight(b);
    let sign = a == b && "…‥—―".contains(a);
    !word && !sign
}

/// Whether a phrase seems to end between `a` and `b`: after a comma or a bracket, or where kana end and a word begins.
pub fn ends_phrase(a: char, b: char) -> bool {
    let hiragana = |c: char| ('\u{3041}'..='\u{309f}').contains(&c);
    a.is_whitespace()
        || "、。，．！？!?」』）】,;:：".contains(a)
        || "「『（【".contains(b)
        || (hiragana(a) && !hiragana(b))
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
        for whole in
            ["12名", "2027年度", "1,000円", "4万2千人", "令和8年度", "令和元年", "第6", "10.5", "2026/4/1", "……", "――"]
        {
            assert!(pairs(whole), "{whole}");
        }
        assert!(!inseparable(None, '年', '月') && !inseparable(None, '人', 'が') && !inseparable(None, '、', '1'));
    }

    #[test]
    fn phrases_end_where_a_headline_may_be_broken() {
        assert!(ends_phrase('、', '身') && ends_phrase('で', '動') && ends_phrase('は', '「'));
        assert!(!ends_phrase('な', 'が') && !ends_phrase('動', 'け') && !ends_phrase('組', '織'));
    }
}
