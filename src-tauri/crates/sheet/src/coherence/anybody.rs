//! Words that the vision of any town could be made of.

use serde::Deserialize;
use std::sync::OnceLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stock {
    words: Vec<String>,
    joints: Vec<String>,
}

/// The stock of words, the longest first.
///
/// # Panics
/// Never in a build whose tests pass: they read it.
fn stock() -> &'static Stock {
    static STOCK: OnceLock<Stock> = OnceLock::new();
    STOCK.get_or_init(|| {
        let file = include_str!("../../../../../assets/coherence/anybody.toml");
        let mut stock: Stock = toml::from_str(file).unwrap_or_else(|e| panic!("assets/coherence/anybody.toml: {e}"));
        for words in [&mut stock.words, &mut stock.joints] {
            words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
        }
        stock
    })
}

/// A vision may hold so many characters of its own out of every hundred and still be anybody's.
const OWN: usize = 20;

/// A single word is a name for something, not a sentence about it.
const FEWEST: usize = 2;

/// The words of `vision` that anybody could have written, in their order, where it holds little else; else none.
pub fn words(vision: &str) -> Vec<String> {
    let stock = stock();
    let (mut found, mut own, mut rest) = (Vec::new(), 0, vision.trim());
    let all = rest.chars().filter(|c| !c.is_whitespace()).count();
    while let Some(first) = rest.chars().next() {
        let begins = |words: &'static [String]| words.iter().find(|word| rest.starts_with(word.as_str()));
        let taken = if let Some(word) = begins(&stock.words) {
            if !found.contains(word) {
                found.push(word.clone());
            }
            word.len()
        } else if let Some(joint) = begins(&stock.joints) {
            joint.len()
        } else {
            own += usize::from(!first.is_whitespace());
            first.len_utf8()
        };
        rest = &rest[taken..];
    }
    if found.len() >= FEWEST && own * 100 <= all * OWN { found } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vision_of_any_town_is_known_by_its_words() {
        assert_eq!(words("誰もが笑顔で安心して暮らせるまち"), ["誰もが", "笑顔", "安心", "暮らせる", "まち"]);
        assert_eq!(words("みんなが輝く、活力ある未来へ"), ["みんな", "輝く", "活力ある", "未来"]);
        assert!(words("霧の朝、三つの浦から鐘と返事が聞こえるまち").is_empty());
        assert!(words("水が来る前に、隣の名前を三人呼べるまち").is_empty());
        assert!(words("まち").is_empty() && words("").is_empty() && words(" ").is_empty());
    }
}
