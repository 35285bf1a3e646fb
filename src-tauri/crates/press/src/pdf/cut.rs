//! Faces cut down to the glyphs that a file uses, remembered from one file to the next: the same sheet is exported again
//! and again, and a poster whole and on tiles.

use super::{outlines, packed};
use crate::error::PressError;
use crate::fonts::Face;
use crate::page::FaceId;
use lopdf::{Stream, dictionary};
use sha2::{Digest, Sha256};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use subsetter::GlyphRemapper;

/// A face with no more glyphs than are used, ready for a file.
#[derive(Clone)]
pub struct Cut {
    /// The name that it has in files that use these glyphs.
    pub name: String,
    /// The face as a stream.
    pub file: Stream,
    /// The numbers of glyphs in it.
    pub map: GlyphRemapper,
}

/// Which glyphs of which face.
type Key = (FaceId, Vec<u16>);

/// The faces that were cut last.
#[derive(Default)]
pub struct Cuts(Mutex<Vec<(Key, Arc<Cut>)>>);

/// So many: the faces of the sheet, the brief and the poster of one year.
const REMEMBERED: usize = 12;

impl Cuts {
    /// The face with these glyphs, in ascending order.
    ///
    /// # Errors
    /// The face cannot be cut.
    pub fn of(&self, id: FaceId, face: &Face, glyphs: Vec<u16>) -> Result<Arc<Cut>, PressError> {
        let key = (id, glyphs);
        let known = {
            let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let at = all.iter().position(|(known, _)| *known == key);
            at.map(|at| {
                all[..=at].rotate_right(1);
                Arc::clone(&all[0].1)
            })
        };
        if let Some(known) = known {
            return Ok(known);
        }
        // Others may cut other faces meanwhile.
        let fresh = Arc::new(cut(face, &key.1)?);
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.truncate(REMEMBERED - 1);
        all.insert(0, (key, Arc::clone(&fresh)));
        Ok(fresh)
    }
}

impl fmt::Debug for Cuts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cuts")
    }
}

fn cut(face: &Face, glyphs: &[u16]) -> Result<Cut, PressError> {
    let map = GlyphRemapper::new_from_glyphs_sorted(glyphs);
    let file = subsetter::subset(face.data, 0, &map)
        .map_err(|e| PressError::Face { face: face.name.into(), reason: e.to_string() })?;
    let file = outlines::bare(&file).unwrap_or(file);
    let name = format!("{}+{}", label(&file), face.name);
    let length = file.len() as i64;
    Ok(Cut { name, file: packed(dictionary! { "Length1" => length }, file), map })
}

/// The six letters before the name of a subset, made from its bytes.
fn label(file: &[u8]) -> String {
    let hash = Sha256::digest(file);
    hash[..6].iter().map(|byte| char::from(b'A' + byte % 26)).collect()
}
