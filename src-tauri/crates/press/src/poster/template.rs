//! The templates of posters, from `assets/posters/templates.toml`.

use crate::text::Family;
use serde::Deserialize;
use sheet::Localized;
use std::sync::OnceLock;

/// A way to compose a poster.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    /// Its name in options: `staircase`.
    pub id: String,
    /// Its name for people.
    pub name: Localized,
    /// What it is good for, in one sentence.
    pub description: Localized,
    /// How many pictures it has room for.
    pub pictures: usize,
    pub(super) composition: Composition,
    pub(super) faces: Faces,
    pub(super) body: (f32, f32),
    pub(super) ladder: Vec<Rung>,
}

/// How the page is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Composition {
    Staircase,
    Story,
    Headline,
    Bulletin,
}

/// The family of the headline and names, and the family of running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Faces {
    #[serde(with = "Family_")]
    pub display: Family,
    #[serde(with = "Family_")]
    pub text: Family,
}

#[derive(Deserialize)]
#[serde(remote = "Family", rename_all = "lowercase")]
#[allow(non_camel_case_types, reason = "serde derives the reading of the other one from this")]
enum Family_ {
    Gothic,
    Mincho,
}

/// How much of the sheet is shown; the first rung that has room at a legible size is taken. What is not named is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Rung {
    /// Lines that support the vision.
    pub lines: usize,
    /// Sentences of the vision's background.
    pub background: usize,
    /// Sentences of なりゆき.
    pub drift: usize,
    /// Whether the ideals' headlines are shown.
    pub ideals: bool,
    /// Bullets of every ideal.
    pub bullets: usize,
    /// Sentences of every ideal's reasoning.
    pub reasoning: usize,
    /// Bullets of every cell of the gap matrix.
    pub gap: usize,
    /// Bullets of every kind of finding.
    pub findings: usize,
    /// Goals of every step.
    pub goals: usize,
    /// Sentences of なぜこの一歩か.
    pub why: usize,
    /// Attributes of every action.
    pub attributes: usize,
    /// Sentences of every attribute.
    pub sentences: usize,
    /// Whether it is said who carries an action.
    pub owners: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    template: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    name: Localized,
    description: Localized,
    composition: Composition,
    pictures: usize,
    faces: Faces,
    body: (f32, f32),
    rung: Vec<Rung>,
}

impl Template {
    /// The templates that are built in, the usual one first.
    ///
    /// # Panics
    /// Never in a build whose tests pass: they read the file.
    pub fn builtin() -> &'static [Template] {
        static TEMPLATES: OnceLock<Vec<Template>> = OnceLock::new();
        TEMPLATES.get_or_init(|| {
            let text = include_str!("../../../../../assets/posters/templates.toml");
            let file: File = toml::from_str(text).expect("the built-in templates are well-formed");
            let read = |e: Entry| Template {
                id: e.id,
                name: e.name,
                description: e.description,
                pictures: e.pictures,
                composition: e.composition,
                faces: e.faces,
                body: e.body,
                ladder: e.rung,
            };
            file.template.into_iter().map(read).collect()
        })
    }

    /// The built-in template named `id`.
    pub fn find(id: &str) -> Option<&'static Template> {
        Self::builtin().iter().find(|t| t.id == id)
    }
}
