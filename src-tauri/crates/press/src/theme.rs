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
    /// Text on a field of the one colour.
    pub on_accent: Colour,
    /// The one colour thinned, darkest first, for fields that carry text in ink: a step, a ring, a box.
    pub half: Colour,
    /// Thinner.
    pub soft: Colour,
    /// Thinnest.
    pub pale: Colour,
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
    steps: (f32, f32, f32),
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
            let read = |e: Entry| {
                let (ground, accent) = (colour(&e.ground), colour(&e.accent));
                Theme {
                    id: e.id,
                    name: e.name,
                    ground,
                    ink: colour(&e.ink),
                    accent,
                    on_accent: ground,
                    half: accent.tint(ground, e.steps.0),
                    soft: accent.tint(ground, e.steps.1),
                    pale: accent.tint(ground, e.steps.2),
                }
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

    /// The light around a sun that stands on the one colour, the outermost first. Text may lie on it.
    pub(crate) fn glow(&self) -> [Colour; 3] {
        [0.975, 0.95, 0.92].map(|share| self.accent.tint(self.on_accent, share))
    }

    /// The light around a sun that stands on the thinnest tint, the outermost first. Text may lie on it.
    pub(crate) fn haze(&self) -> [Colour; 3] {
        [0.25, 0.5, 0.75].map(|share| self.soft.tint(self.pale, share))
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

    /// How a colour is seen: as it is, by those who lack one kind of cone, and on a black-and-white copy.
    ///
    /// The matrices are those of Machado, Oliveira and Fernandes, *A Physiologically-based Model for Simulation of Color
    /// Vision Deficiency* (IEEE TVCG 15/6, 2009), at full severity, applied to linear light.
    fn seen(colour: Colour) -> [(&'static str, Colour); 5] {
        const PROTAN: [[f32; 3]; 3] =
            [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]];
        const DEUTAN: [[f32; 3]; 3] =
            [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]];
        const TRITAN: [[f32; 3]; 3] =
            [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]];
        const GREY: [[f32; 3]; 3] = [[0.2126, 0.7152, 0.0722]; 3];
        let linear = |v: u8| {
            let v = f32::from(v) / 255.0;
            if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
        };
        let part = |v: f32| {
            let v = v.clamp(0.0, 1.0);
            let v = if v <= 0.003_130_8 { v * 12.92 } else { 1.055 * v.powf(1.0 / 2.4) - 0.055 };
            (v * 255.0).round() as u8
        };
        let light = [linear(colour.r), linear(colour.g), linear(colour.b)];
        let by = |m: [[f32; 3]; 3]| {
            let row = |r: [f32; 3]| part(r[0] * light[0] + r[1] * light[1] + r[2] * light[2]);
            Colour { r: row(m[0]), g: row(m[1]), b: row(m[2]) }
        };
        [
            ("as it is", colour),
            ("without red cones", by(PROTAN)),
            ("without green cones", by(DEUTAN)),
            ("without blue cones", by(TRITAN)),
            ("in grey", by(GREY)),
        ]
    }

    /// Every pair that a poster sets text in, and the contrast that it needs: 4.5, or 3 where it is only ever large (WCAG
    /// 2.2, 1.4.3).
    fn pairs(theme: &Theme) -> Vec<(&'static str, Colour, Colour, f32)> {
        let Theme { ground, ink, accent, on_accent, half, soft, pale, .. } = *theme;
        vec![
            ("ink on paper", ink, ground, 7.0),
            ("quiet ink on paper", theme.quiet(), ground, 4.5),
            ("the colour on paper", accent, ground, 4.5),
            ("paper on the colour", on_accent, accent, 4.5),
            ("ink on the darkest tint", ink, half, 4.5),
            ("ink on the middle tint", ink, soft, 4.5),
            ("ink on the lightest tint", ink, pale, 7.0),
            ("quiet ink on the lightest tint", theme.quiet(), pale, 4.5),
            ("a label on the lightest tint", accent, pale, 4.5),
            ("paper on the light around the sun", on_accent, theme.glow()[2], 4.5),
            ("ink on the light around the sun", ink, theme.haze()[2], 7.0),
        ]
    }

    #[test]
    fn text_can_be_read_by_everybody_and_from_a_copy() {
        for theme in Theme::builtin() {
            for (what, text, under, least) in pairs(theme) {
                for ((how, text), (_, under)) in seen(text).into_iter().zip(seen(under)) {
                    let contrast = text.contrast(under);
                    assert!(contrast >= least, "{}: {what}, {how}: {contrast:.2}", theme.id);
                }
            }
        }
    }

    #[test]
    fn steps_are_told_from_each_other_without_their_hue() {
        for theme in Theme::builtin() {
            let stairs = [theme.accent, theme.half, theme.soft, theme.pale, theme.ground];
            for pair in stairs.windows(2) {
                for ((how, a), (_, b)) in seen(pair[0]).into_iter().zip(seen(pair[1])) {
                    // A tenth of light more or less is seen between large fields that touch.
                    assert!(a.contrast(b) >= 1.1, "{}, {how}: {:.2}", theme.id, a.contrast(b));
                }
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
