//! The typefaces: BIZ UDPGothic and BIZ UDPMincho, embedded, handed to the layout as a value.

use crate::page::FaceId;
use crate::text::Family;
use std::fmt;

/// One face.
#[derive(Clone)]
pub struct Face {
    /// The family as CSS names it.
    pub family: &'static str,
    /// The PostScript name.
    pub name: &'static str,
    /// Whether its weight is bold.
    pub bold: bool,
    /// The family that it is the letters of; `None` for a face that stands in for what those lack.
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
}

impl Fonts {
    /// The faces that are part of this program.
    pub fn embedded() -> Fonts {
        macro_rules! file {
            ($name:literal) => {
                include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/fonts/", $name)).as_slice()
            };
        }
        let face = |family, name, serves, bold, data| Face { family, name, serves: Some(serves), bold, data };
        let (gothic, mincho) = (Family::Gothic, Family::Mincho);
        Fonts::new(vec![
            face("BIZ UDPGothic", "BIZUDPGothic-Regular", gothic, false, file!("BIZUDPGothic_400Regular.ttf")),
            face("BIZ UDPGothic", "BIZUDPGothic-Bold", gothic, true, file!("BIZUDPGothic_700Bold.ttf")),
            face("BIZ UDPMincho", "BIZUDPMincho-Regular", mincho, false, file!("BIZUDPMincho_400Regular.ttf")),
            face("BIZ UDPMincho", "BIZUDPMincho-Bold", mincho, true, file!("BIZUDPMincho_700Bold.ttf")),
        ])
    }

    /// These faces, at most 256 of them.
    pub fn new(faces: Vec<Face>) -> Fonts {
        assert!(faces.len() <= 256, "a face is numbered by one byte");
        Fonts { faces }
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
        let (own, other): (Vec<&Face>, Vec<&Face>) = self.faces.iter().partition(|face| face.serves == Some(family));
        for face in own.into_iter().chain(other) {
            if !names.contains(&face.family) {
                names.push(face.family);
            }
        }
        names.join(", ")
    }
}
