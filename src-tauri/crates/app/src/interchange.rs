//! The JSON that `aritai-cli show --json` prints and `import` reads: a book, or one sheet.

use crate::Trouble;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sheet::Sheet;
use std::path::Path;

/// The name of the format in [`BookFile::format`].
pub const FORMAT: &str = "aritai-book";
/// The format's version that this program writes, and the latest that it reads.
pub const VERSION: u32 = 1;

/// A book as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BookFile {
    /// Always `aritai-book`.
    pub format: String,
    /// 1.
    pub version: u32,
    /// Whose book it is.
    pub organisation: String,
    /// Its sheets.
    pub sheets: Vec<Sheet>,
}

/// The JSON schema of [`BookFile`].
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(BookFile).to_value()
}

impl BookFile {
    /// A book of `organisation` with `sheets`.
    pub fn new(organisation: String, sheets: Vec<Sheet>) -> Self {
        Self { format: FORMAT.into(), version: VERSION, organisation, sheets }
    }

    /// The book, or the single sheet, that `json` describes. `file` is named in errors. Items without an id get one
    /// from `random`; a single sheet comes without an organisation.
    ///
    /// # Errors
    /// It is no such JSON, of a newer version, or something in it fits no sheet.
    pub fn parse(file: &Path, json: &str, random: impl FnMut() -> u64) -> Result<Self, Trouble> {
        let bad = |detail: String| Trouble::Import { path: file.into(), detail };
        let value: serde_json::Value = serde_json::from_str(json).map_err(|e| bad(e.to_string()))?;
        let is_book = value.get("format").is_some();
        let version = value.get("version").and_then(serde_json::Value::as_u64);
        if is_book && version.is_some_and(|v| v > u64::from(VERSION)) {
            return Err(bad(format!("version {} is newer than {VERSION}", version.unwrap_or_default())));
        }
        // From the text, not from the value: the error then names line and column.
        let mut book = if is_book {
            serde_json::from_str::<BookFile>(json).map_err(|e| bad(e.to_string()))?
        } else {
            let sheet: Sheet = serde_json::from_str(json).map_err(|e| bad(e.to_string()))?;
            BookFile::new(String::new(), vec![sheet])
        };
        if book.format != FORMAT {
            return Err(bad(format!("format `{}` is not `{FORMAT}`", book.format)));
        }
        let mut random = random;
        for sheet in &mut book.sheets {
            sheet.name_items(&mut random);
            check(sheet).map_err(bad)?;
            sheet.sort();
        }
        Ok(book)
    }

    /// The book as JSON that a person can read.
    pub fn written(&self) -> String {
        // Strings, numbers, lists and maps with string keys always serialise.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

/// Checks what the types do not: the form is known, ids are well-formed and no id is used twice.
fn check(sheet: &Sheet) -> Result<(), String> {
    let year = sheet.fiscal_year.number();
    if sheet::forms::find(&sheet.form).is_none() {
        return Err(format!("sheet of {year}: there is no form `{}`", sheet.form));
    }
    if sheet.poster.id != sheet::ItemId::poster() {
        return Err(format!("sheet of {year}: `{}` is not the id of the poster", sheet.poster.id));
    }
    let mut seen = std::collections::BTreeSet::new();
    for (kind, id) in sheet.ids() {
        if sheet::ItemId::new(id.as_str()).is_err() || id.kind() != Some(kind) {
            return Err(format!("sheet of {year}: `{id}` is not the id of a {}", kind.word()));
        }
        if !seen.insert(id) {
            return Err(format!("sheet of {year}: `{id}` comes twice"));
        }
    }
    sheet.edits().iter().try_for_each(|edit| edit.check().map_err(|e| format!("sheet of {year}: {e}")))
}
