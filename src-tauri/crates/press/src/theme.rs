//! The years' colours, from `assets/themes/themes.toml`.

use crate::page::Colour;
use serde::Deserialize;
use sheet::{FiscalYear, Localized};
use std::sync::OnceLock;

/// Paper, ink and one colour.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// Its name in options: `gunjo`.
    pub id: String,
    /// Its name for people.
    pub name: Localized,
    /// The paper.
    pub ground: Colour,
    /// The ink.
    pub ink: Colour,
    /// The one colour.
    pub accent: Colour,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    theme: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    name: Localized,
    ground: String,
    ink: String,
    accent: String,
}

impl Theme {
    /// The themes that are built in, in the order in which years take them.
    ///
    /// # Panics
    /// Never in a build whose tests pass: they read the file.
    pub fn builtin() -> &'static [Theme] {
        static THEMES: OnceLock<Vec<Theme>> = OnceLock::new();
        THEMES.get_or_init(|| {
            let text = include_str!("../../../../assets/themes/themes.toml");
            let file: File = toml::from_str(text).expect("the built-in themes are well-formed");
            let colour = |hex: &str| Colour::parse(hex).expect("a built-in colour is written #rrggbb");
            let read = |e: Entry| Theme {
                id: e.id,
                name: e.name,
                ground: colour(&e.ground),
                ink: colour(&e.ink),
                accent: colour(&e.accent),
            };
            file.theme.into_iter().map(read).collect()
        })
    }

    /// The built-in theme named `id`.
    pub fn find(id: &str) -> Option<&'static Theme> {
        Self::builtin().iter().find(|t| t.id == id)
    }

    /// The theme of a fiscal year: themes are taken in turn.
    pub fn of(year: FiscalYear) -> &'static Theme {
        let themes = Self::builtin();
        &themes[year.number().rem_euclid(themes.len() as i32) as usize]
    }

    /// Ink that steps back: guidance, dates, posts.
    pub(crate) fn quiet(&self) -> Colour {
        self.ink.tint(self.ground, 0.72)
    }

    /// A hairline.
    pub(crate) fn hairline(&self) -> Colour {
        self.ink.tint(self.ground, 0.35)
    }

    /// A line to write on.
    pub(crate) fn rule(&self) -> Colour {
        self.ink.tint(self.ground, 0.28)
    }

    /// The letters that lie behind a draft.
    pub(crate) fn behind(&self) -> Colour {
        self.ink.tint(self.ground, 0.07)
    }

    /// The numerals of the sections: large, so they may be light.
    pub(crate) fn light(&self) -> Colour {
        self.accent.tint(self.ground, 0.62)
    }

    /// The thinnest tint, to lie under text.
    pub(crate) fn wash(&self) -> Colour {
        self.accent.tint(self.ground, 0.07)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_colour_of_every_theme_can_be_read() {
        assert_eq!(Theme::builtin().len(), 8);
        for theme in Theme::builtin() {
            let under = [theme.ground, theme.wash()];
            for ground in under {
                assert!(theme.ink.contrast(ground) >= 7.0, "{}: ink", theme.id);
                assert!(theme.accent.contrast(ground) >= 4.5, "{}: accent {}", theme.id, theme.accent.contrast(ground));
                assert!(theme.quiet().contrast(ground) >= 4.5, "{}: quiet", theme.id);
                assert!(theme.light().contrast(ground) >= 2.3, "{}: numerals", theme.id);
            }
        }
    }

    #[test]
    fn years_take_the_themes_in_turn() {
        let year = |n| Theme::of(FiscalYear::new(n)).id.as_str();
        assert_ne!(year(2026), year(2027));
        assert_eq!(year(2026), year(2034));
        assert_eq!(year(-1), year(7));
    }
}
