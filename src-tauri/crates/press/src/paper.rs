//! Papers, from `assets/posters/papers.toml`.

use crate::length::{Mm, Pt};
use serde::Deserialize;
use sheet::Localized;
use std::sync::OnceLock;

/// A sheet of paper that a page is laid out for.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// Its name in options and on the command line: `a3`.
    pub id: String,
    /// Its name for people.
    pub name: Localized,
    /// How wide it is as it lies.
    pub width: Mm,
    /// How high it is as it lies.
    pub height: Mm,
    /// The smallest size of running text, and of any text.
    pub least: Pt,
    /// The largest size of running text.
    pub most: Pt,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    paper: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    name: Localized,
    width: f32,
    height: f32,
    body: (f32, f32),
}

impl Paper {
    /// The papers that are built in, the usual one first.
    ///
    /// # Panics
    /// Never in a build whose tests pass: they read the file.
    pub fn builtin() -> &'static [Paper] {
        static PAPERS: OnceLock<Vec<Paper>> = OnceLock::new();
        PAPERS.get_or_init(|| {
            let text = include_str!("../../../../assets/posters/papers.toml");
            let file: File = toml::from_str(text).expect("the built-in papers are well-formed");
            let read = |e: Entry| Paper {
                id: e.id,
                name: e.name,
                width: Mm(e.width),
                height: Mm(e.height),
                least: Pt(e.body.0),
                most: Pt(e.body.1),
            };
            file.paper.into_iter().map(read).collect()
        })
    }

    /// The built-in paper named `id`.
    pub fn find(id: &str) -> Option<&'static Paper> {
        Self::builtin().iter().find(|p| p.id == id)
    }

    /// The margin: a twentieth of the short side.
    pub(crate) fn margin(&self) -> Mm {
        self.width.min(self.height) / 20.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_papers_are_the_sizes_of_the_standard() {
        let a3 = Paper::find("a3").unwrap();
        assert_eq!((a3.width, a3.height), (Mm(420.0), Mm(297.0)));
        assert!(Paper::find("a4").is_some());
        assert!(Paper::builtin().iter().all(|p| p.least == Pt(7.0) && p.most > p.least));
    }
}
