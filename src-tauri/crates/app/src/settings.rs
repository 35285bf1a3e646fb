//! What this installation remembers: language, who writes, books opened before. Kept beside the books, never in them.

use crate::api::Print;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use sheet::Language;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use ts_rs::TS;

/// How large everything on the screens can be, in percent.
const ZOOM: RangeInclusive<u16> = 80..=200;

/// What a person can set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// The language of screens, messages and print.
    pub language: Language,
    /// The name under which changes are recorded; empty until given.
    pub author: String,
    /// The colours of the screens.
    pub look: Look,
    /// How large everything on the screens is, in percent: from 80 to 200.
    pub zoom: u16,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { language: Language::default(), author: String::new(), look: Look::default(), zoom: 100 }
    }
}

impl Settings {
    /// The same, with the nearest zoom that is possible.
    pub(crate) fn within_bounds(self) -> Self {
        Settings { zoom: self.zoom.clamp(*ZOOM.start(), *ZOOM.end()), ..self }
    }
}

/// The colours of the screens; those of the paper are chosen with each print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Look {
    /// As the system has it.
    #[default]
    System,
    /// Dark ink on light paper.
    Light,
    /// Light ink on a dark ground.
    Dark,
    /// Black on white, for weak eyes and weak projectors.
    Contrast,
}

/// A book opened before.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Remembered {
    pub path: PathBuf,
    pub organisation: String,
    pub sample: bool,
    /// What was exported from it the last time.
    #[serde(deserialize_with = "if_known")]
    pub print: Option<Print>,
}

/// The print, if this version of the program knows all that is in it: a later one may have written it.
fn if_known<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Print>, D::Error> {
    let found = Option::<serde_json::Value>::deserialize(from)?;
    Ok(found.and_then(|value| serde_json::from_value(value).ok()))
}

/// All that is remembered, as it stands in `settings.json`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Memory {
    pub settings: Settings,
    /// Who writes on this installation; undo goes by it. Drawn once.
    pub author_id: String,
    pub recent: Vec<Remembered>,
}

const FILE: &str = "settings.json";
const MOST_RECENT: usize = 12;

impl Memory {
    /// What is remembered in `folder`; `None` where nothing was ever remembered.
    ///
    /// # Errors
    /// The file is there and cannot be read. It is not overwritten then.
    pub fn load(folder: &Path) -> std::io::Result<Option<Self>> {
        match std::fs::read_to_string(folder.join(FILE)) {
            Ok(json) => Ok(Some(serde_json::from_str(&json)?)),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(e),
        }
    }

    /// Writes what is remembered to `folder`, whole or not at all.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn save(&self, folder: &Path) -> std::io::Result<()> {
        std::fs::create_dir_all(folder)?;
        crate::files::write_whole(&folder.join(FILE), serde_json::to_string_pretty(self)?.as_bytes())
    }

    /// Puts the book at `path` first among the recent ones.
    pub fn remember(&mut self, path: &Path, organisation: &str, sample: bool) {
        let known = self.recent.iter().position(|r| r.path == path).map(|i| self.recent.remove(i));
        let sample = sample || known.as_ref().is_some_and(|r| r.sample);
        let print = known.and_then(|r| r.print);
        self.recent.insert(0, Remembered { path: path.into(), organisation: organisation.into(), sample, print });
        self.recent.truncate(MOST_RECENT);
    }
}
