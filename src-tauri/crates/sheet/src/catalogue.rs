//! Words in two languages: what a form says, and the catalogue that screens, errors, menus and print share.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// A language that Aritai speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Japanese.
    #[default]
    Ja,
    /// English.
    En,
}

impl Language {
    /// The language's tag (BCP 47).
    pub fn tag(self) -> &'static str {
        match self {
            Language::Ja => "ja",
            Language::En => "en",
        }
    }
}

/// Words in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Localized {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

impl Localized {
    /// The words in `language`.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Ja => &self.ja,
            Language::En => &self.en,
        }
    }
}

/// All words of the app in one language, by key; `{name}` in a text stands for a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalogue {
    language: Language,
    words: BTreeMap<String, String>,
}

impl Catalogue {
    /// The catalogue that is built in.
    ///
    /// # Panics
    /// Never in a build whose tests pass: they read both catalogues.
    pub fn builtin(language: Language) -> Self {
        let json = match language {
            Language::Ja => include_str!("../../../../assets/i18n/ja.json"),
            Language::En => include_str!("../../../../assets/i18n/en.json"),
        };
        let words = serde_json::from_str(json).expect("the built-in catalogue is an object of strings");
        Self { language, words }
    }

    /// The language of the words.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The keys of all texts.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.words.keys().map(String::as_str)
    }

    /// Whether there is a text for `key`.
    pub fn has(&self, key: &str) -> bool {
        self.words.contains_key(key)
    }

    /// The text for `key`; the key itself where there is none, so that a lack is seen and not silent.
    pub fn word<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.get(key).map_or(key, String::as_str)
    }

    /// The text for `key` with `{n}` replaced by the number: that for `key.one` where it is one.
    pub fn count(&self, key: &str, n: u32) -> String {
        let one = format!("{key}.one");
        let key = if n == 1 && self.words.contains_key(&one) { &one } else { key };
        self.say(key, &[("n", &n.to_string())])
    }

    /// The text for `key` with each `{name}` replaced by its value.
    pub fn say(&self, key: &str, values: &[(&str, &str)]) -> String {
        let text = self.word(key);
        let mut said = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            said.push_str(before);
            let Some((name, tail)) = after.split_once('}') else {
                said.push('{');
                rest = after;
                continue;
            };
            match values.iter().find(|(n, _)| *n == name) {
                Some((_, value)) => said.push_str(value),
                None => said.extend(["{", name, "}"]),
            }
            rest = tail;
        }
        said.push_str(rest);
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placeholders(text: &str) -> Vec<&str> {
        let mut names: Vec<_> = text.split('{').skip(1).filter_map(|t| t.split_once('}')).map(|t| t.0).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    #[test]
    fn one_is_not_counted_as_many() {
        let en = Catalogue::builtin(Language::En);
        assert_eq!([1, 5].map(|n| en.count("press.horizon", n)), ["in 1 year", "in 5 years"]);
        assert_eq!(en.count("press.horizon.none", 1), "press.horizon.none");
    }

    #[test]
    fn both_catalogues_have_the_same_keys_and_placeholders() {
        let (ja, en) = (Catalogue::builtin(Language::Ja), Catalogue::builtin(Language::En));
        assert_eq!(ja.keys().collect::<Vec<_>>(), en.keys().collect::<Vec<_>>());
        for key in ja.keys() {
            assert!(!ja.word(key).trim().is_empty() && !en.word(key).trim().is_empty(), "{key} is empty");
            assert_eq!(placeholders(ja.word(key)), placeholders(en.word(key)), "{key}");
        }
    }

    #[test]
    fn values_take_their_places() {
        let words = [("k".to_string(), "{a}は{b}、{c}".to_string())].into();
        let catalogue = Catalogue { language: Language::Ja, words };
        assert_eq!(catalogue.say("k", &[("a", "{b}"), ("b", "2")]), "{b}は2、{c}");
        assert_eq!(catalogue.say("none", &[]), "none");
    }
}
