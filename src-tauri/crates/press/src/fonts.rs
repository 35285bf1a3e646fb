//! The typefaces: BIZ UDPGothic and BIZ UDPMincho and what stands in for what they lack, embedded, handed to the layout
//! as a value.

use crate::page::FaceId;
use crate::pdf::Cuts;
use crate::text::Family;
use std::fmt;
use std::sync::Arc;

/// One face.
#[derive(Clone)]
pub struct Face {
    /// The family as CSS names it.
    pub family: &'static str,
    /// The PostScript name.
    pub name: &'static str,
    /// Whether its weight is bold.
    pub bold: bool,
    /// The family that it belongs to, its own letters or kanji that those lack; `None` for signs, which serve all.
    pub serves: Option<Family>,
    /// The font file.
    pub data: &'static [u8],
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Face({}, {} bytes)", self.name, self.data.len())
    }
}

/// The faces that pages are set in.
#[derive(Debug, Clone)]
pub struct Fonts {
    faces: Vec<Face>,
    /// What was cut from them for files before; clones share it.
    pub(crate) cuts: Arc<Cuts>,
}

impl Fonts {
    /// The faces that are part of this program.
    pub fn embedded() -> Fonts {
        macro_rules! file {
            ($name:literal) => {
                include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/fonts/", $name)).as_slice()
            };
        }
        let face = |family, name, serves, bold, data| Face { family, name, serves, bold, data };
        let (gothic, mincho) = (Some(Family::Gothic), Some(Family::Mincho));
        Fonts::new(vec![
            face("BIZ UDPGothic", "BIZUDPGothic-Regular", gothic, false, file!("BIZUDPGothic_400Regular.ttf")),
            face("BIZ UDPGothic", "BIZUDPGothic-Bold", gothic, true, file!("BIZUDPGothic_700Bold.ttf")),
            face("BIZ UDPMincho", "BIZUDPMincho-Regular", mincho, false, file!("BIZUDPMincho_400Regular.ttf")),
            face("BIZ UDPMincho", "BIZUDPMincho-Bold", mincho, true, file!("BIZUDPMincho_700Bold.ttf")),
            // What those lack: rare kanji of names, then pictures and signs. Cut down by `cargo xtask fonts`.
            face("Noto Sans JP", "NotoSansJP-Regular", gothic, false, file!("NotoSansJP_400Regular.ttf")),
            face("Noto Sans JP", "NotoSansJP-Bold", gothic, true, file!("NotoSansJP_700Bold.ttf")),
            face("Noto Serif JP", "NotoSerifJP-Regular", mincho, false, file!("NotoSerifJP_400Regular.ttf")),
            face("Noto Serif JP", "NotoSerifJP-Bold", mincho, true, file!("NotoSerifJP_700Bold.ttf")),
            face("Noto Emoji", "NotoEmoji-Regular", None, false, file!("NotoEmoji_400Regular.ttf")),
            face("Noto Emoji", "NotoEmoji-Bold", None, true, file!("NotoEmoji_700Bold.ttf")),
            face(
                "Noto Sans Symbols 2",
                "NotoSansSymbols2-Regular",
                None,
                false,
                file!("NotoSansSymbols2_400Regular.ttf"),
            ),
        ])
    }

    /// These faces, at most 256 of them.
    pub fn new(faces: Vec<Face>) -> Fonts {
        assert!(faces.len() <= 256, "a face is numbered by one byte");
        Fonts { faces, cuts: Arc::default() }
    }

    /// All faces with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (FaceId, &Face)> {
        self.faces.iter().enumerate().map(|(i, face)| (FaceId(i as u8), face))
    }

    /// The face with this number; `None` for a number that these fonts never gave.
    pub fn face(&self, id: FaceId) -> Option<&Face> {
        self.faces.get(usize::from(id.0))
    }

    /// The CSS families that a text of `family` is set in, as a CSS list: its own first, then what stands in for it.
    pub(crate) fn families(&self, family: Family) -> String {
        let mut names: Vec<&str> = Vec::new();
        let serving = |whom: Option<Family>| self.faces.iter().filter(move |face| face.serves == whom);
        let others = Family::ALL.into_iter().filter(|other| *other != family);
        for face in serving(Some(family)).chain(serving(None)).chain(others.flat_map(|other| serving(Some(other)))) {
            if !names.contains(&face.family) {
                names.push(face.family);
            }
        }
        names.join(", ")
    }
}
