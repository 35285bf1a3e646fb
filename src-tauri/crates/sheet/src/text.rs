//! A piece of text that somebody wrote.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use ts_rs::TS;

/// The text of one field, and whether it may leave the book.
///
/// Its JSON is a plain string, or `{"text": "…", "confidential": true}` where it is confidential.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash, TS)]
#[ts(type = "string | { text: string; confidential: boolean }")]
pub struct Text {
    /// What was written; line feeds separate paragraphs.
    pub text: String,
    /// 非公開: leaves in no export, handover or log.
    pub confidential: bool,
}

impl Text {
    /// `text`, marked confidential.
    pub fn confidential(text: impl Into<String>) -> Self {
        Self { text: text.into(), confidential: true }
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// What was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// How many characters were written, white space aside.
    pub fn characters(&self) -> usize {
        self.text.chars().filter(|c| !c.is_whitespace()).count()
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self { text: text.into(), confidential: false }
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self { text, confidential: false }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Marked<'a> {
    text: Cow<'a, str>,
    #[serde(default)]
    confidential: bool,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "a string or {\"text\": …, \"confidential\": true}")]
enum Written<'a> {
    Plain(String),
    #[serde(borrow = "'a")]
    Marked(Marked<'a>),
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if self.confidential {
            Marked { text: Cow::Borrowed(&self.text), confidential: true }.serialize(to)
        } else {
            to.serialize_str(&self.text)
        }
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(match Written::deserialize(from)? {
            Written::Plain(text) => text.into(),
            Written::Marked(m) => Self { text: m.text.into_owned(), confidential: m.confidential },
        })
    }
}

impl JsonSchema for Text {
    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "The text of one field: a string, or an object where it is confidential (非公開).",
            "anyOf": [
                { "type": "string" },
                {
                    "type": "object",
                    "properties": { "text": { "type": "string" }, "confidential": { "type": "boolean" } },
                    "required": ["text"],
                    "additionalProperties": false
                }
            ]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_short_unless_confidential() {
        for (text, json) in
            [(Text::from("あ"), r#""あ""#), (Text::confidential("い"), r#"{"text":"い","confidential":true}"#)]
        {
            assert_eq!(serde_json::to_string(&text).unwrap(), json);
            assert_eq!(serde_json::from_str::<Text>(json).unwrap(), text);
        }
        assert!(serde_json::from_str::<Text>(r#"{"text":"","secret":1}"#).is_err());
    }
}
