//! Papers, from `assets/posters/papers.toml`.

use crate::length::{Mm, Pt};
use serde::{Deserialize, Serialize};
use sheet::Localized;
use std::sync::OnceLock;

/// How a paper is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Orientation {
    /// 横: wider than high.
    #[default]
    Landscape,
    /// 縦: higher than wide.
    Portrait,
}

impl Orientation {
    /// Both of them.
    pub const ALL: [Orientation; 2] = [Orientation::Landscape, Orientation::Portrait];

    /// The word that options use.
    pub fn word(self) -> &'static str {
        match self {
            Orientation::Landscape => "landscape",
            Orientation::Portrait => "portrait",
        }
    }
}

/// A sheet of paper that a page is laid out for.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// Its name in options and on the command line: `a3`.
    pub id: String,
    /// Its name for people.
    pub name: Localized,
    /// How wide it is as it is held; built-in papers lie in landscape.
    pub width: Mm,
    /// How high it is as it is held.
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

    /// The same paper, held so.
    pub fn turned(&self, orientation: Orientation) -> Paper {
        let (long, short) = (self.width.max(self.height), self.width.min(self.height));
        let (width, height) = match orientation {
            Orientation::Landscape => (long, short),
            Orientation::Portrait => (short, long),
        };
        Paper { width, height, ..self.clone() }
    }

    /// How it is held.
    pub fn orientation(&self) -> Orientation {
        if self.width >= self.height { Orientation::Landscape } else { Orientation::Portrait }
    }

    /// From corner to corner: what the sizes on a poster go by, for a larger one is looked at from farther away.
    pub fn diagonal(&self) -> Mm {
        Mm(self.width.0.hypot(self.height.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_papers_are_the_sizes_of_the_standard() {
        let size = |id: &str| Paper::find(id).map(|p| (p.width.0, p.height.0));
        // ISO 216 and JIS P 0138: every paper is the next larger one folded in half, rounded down to the millimetre.
        for (series, largest) in [("a", (1189.0, 841.0)), ("b", (1456.0, 1030.0))] {
            let (mut long, mut short): (f32, f32) = largest;
            for number in 0..=4 {
                if let Some(found) = size(&format!("{series}{number}")) {
                    // JIS rounds its B papers otherwise where a half is left over: 515, 364, 257.
                    assert!((found.0 - long).abs() <= 1.0 && (found.1 - short).abs() <= 1.0, "{series}{number}");
                } else {
                    assert_eq!((series, number), ("b", 0), "all others are built in");
                }
                (long, short) = (short, (long / 2.0).floor());
            }
        }
        assert_eq!((size("a3"), size("b1")), (Some((420.0, 297.0)), Some((1030.0, 728.0))));
        let screen = Paper::find("screen").unwrap();
        assert!((screen.width / screen.height - 16.0 / 9.0).abs() < 1e-4);
        assert_eq!(Paper::builtin()[0].id, "a3");
        assert!(Paper::builtin().iter().all(|p| p.least >= Pt(7.0) && p.most > p.least && p.width > p.height));
    }

    #[test]
    fn a_paper_can_be_turned() {
        let a3 = Paper::find("a3").unwrap();
        let stands = a3.turned(Orientation::Portrait);
        assert_eq!((stands.width, stands.height, stands.orientation()), (Mm(297.0), Mm(420.0), Orientation::Portrait));
        assert_eq!(&stands.turned(Orientation::Landscape), a3);
        assert!((a3.diagonal().0 - 514.4).abs() < 0.1);
    }
}
