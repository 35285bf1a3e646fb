//! Every error has its words in both languages.

use book::BookError;
use std::collections::BTreeMap;

#[test]
fn every_error_says_what_happened_what_to_do_and_what_was_not_lost() {
    let ja = include_str!("../../../../../assets/i18n/ja.json");
    let en = include_str!("../../../../../assets/i18n/en.json");
    for words in [ja, en] {
        let words: BTreeMap<String, String> = serde_json::from_str(words).unwrap();
        for code in BookError::CODES {
            for part in ["what", "next", "kept"] {
                assert!(words.get(&format!("error.{code}.{part}")).is_some_and(|w| !w.is_empty()), "{code}.{part}");
            }
        }
    }
}

#[test]
fn places_in_the_words_are_filled_from_the_error() {
    let path = std::path::PathBuf::from("/机/綴り.aritai");
    let error = BookError::Truncated { path, expected: 10, found: 5 };
    assert_eq!(error.fields()[0], ("name", "綴り.aritai".to_owned()));
    assert!(BookError::CODES.contains(&error.code()));
    assert!(error.is_damage());
    let en: BTreeMap<String, String> =
        serde_json::from_str(include_str!("../../../../../assets/i18n/en.json")).unwrap();
    let what = &en["error.book.truncated.what"];
    for (name, value) in error.fields() {
        assert!(!value.is_empty(), "{name}");
    }
    assert!(error.fields().contains(&("percent", "50".to_owned())));
    assert!(what.contains("{percent}") && what.contains("{name}"));
}
