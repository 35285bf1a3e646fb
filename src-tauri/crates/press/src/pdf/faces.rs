//! Faces in a PDF: only the glyphs that are used, and for each the exact characters that it stands for.

use super::{Reference, hex, outlines, packed, utf16};
use crate::error::PressError;
use crate::fonts::{Face, Fonts};
use crate::page::FaceId;
use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use sha2::{Digest, Sha256};
use skrifa::instance::{LocationRef, Size};
use skrifa::{GlyphId, MetadataProvider};
use std::collections::HashMap;
use std::fmt::Write;
use subsetter::GlyphRemapper;

/// The faces that a document uses, in the order of their first use.
pub struct Faces<'a> {
    fonts: &'a Fonts,
    used: Vec<Used<'a>>,
}

struct Used<'a> {
    id: FaceId,
    /// The number of its object in the file.
    object: Reference,
    face: &'a Face,
    font: skrifa::FontRef<'a>,
    /// A code for every pair of glyph and text: one glyph that stands for two characters has two codes, so that each
    /// is read out as what was written.
    codes: HashMap<(u16, String), u16>,
    entries: Vec<Entry>,
}

struct Entry {
    glyph: u16,
    text: String,
    /// In thousandths of the size.
    width: u16,
}

impl<'a> Faces<'a> {
    pub fn new(fonts: &'a Fonts) -> Faces<'a> {
        Faces { fonts, used: Vec::new() }
    }

    /// The number under which pages name the face, and its object.
    pub fn slot(&mut self, doc: &mut Document, id: FaceId) -> Result<(usize, Reference), PressError> {
        if let Some(slot) = self.used.iter().position(|u| u.id == id) {
            return Ok((slot, self.used[slot].object));
        }
        let face = self.fonts.face(id).ok_or_else(|| PressError::Face {
            face: id.0.to_string(),
            reason: "the page uses a face that was not handed in".into(),
        })?;
        let font = skrifa::FontRef::new(face.data)
            .map_err(|e| PressError::Face { face: face.name.into(), reason: e.to_string() })?;
        // Code 0 is the glyph for nothing, as every reader expects.
        let nothing = Entry { glyph: 0, text: String::new(), width: 1000 };
        let object = doc.new_object_id();
        self.used.push(Used { id, object, face, font, codes: HashMap::new(), entries: vec![nothing] });
        Ok((self.used.len() - 1, object))
    }

    /// The code of a glyph that stands for `text`, and its width in thousandths.
    pub fn code(&mut self, slot: usize, glyph: u16, text: &str) -> Result<(u16, u16), PressError> {
        let used = &mut self.used[slot];
        // Looking up by a borrowed pair would need a key type of its own; texts are one character long.
        if let Some(code) = used.codes.get(&(glyph, text.to_owned())) {
            return Ok((*code, used.entries[usize::from(*code)].width));
        }
        let code = u16::try_from(used.entries.len())
            .map_err(|_| used.fails("a document has more than 65,535 different characters in it"))?;
        let metrics = used.font.glyph_metrics(Size::new(1000.0), LocationRef::default());
        let width = metrics.advance_width(GlyphId::from(glyph)).unwrap_or(1000.0).round() as u16;
        used.entries.push(Entry { glyph, text: text.to_owned(), width });
        used.codes.insert((glyph, text.to_owned()), code);
        Ok((code, width))
    }

    /// Writes the faces. To cut and pack them is most of the work of a file: it is done for all of them at once.
    pub fn embed(self, doc: &mut Document) -> Result<(), PressError> {
        let cut: Vec<Result<Cut, PressError>> = std::thread::scope(|scope| {
            let beside = |used| std::thread::Builder::new().spawn_scoped(scope, move || Used::cut(used));
            let begun: Vec<_> = self.used.iter().skip(1).map(|used| (used, beside(used))).collect();
            let first = self.used.first().map(Used::cut);
            let others = begun.into_iter().map(|(used, thread)| match thread.map(|thread| thread.join()) {
                Ok(Ok(cut)) => cut,
                Ok(Err(panic)) => std::panic::resume_unwind(panic),
                // The system has no thread to spare.
                Err(_) => used.cut(),
            });
            first.into_iter().chain(others).collect()
        });
        self.used.iter().zip(cut).try_for_each(|(used, cut)| {
            used.embed(cut?, doc);
            Ok(())
        })
    }
}

/// A face with no more glyphs than are used, ready for the file.
struct Cut {
    /// The name that it has in this file alone.
    name: String,
    packed: Stream,
    /// The numbers of glyphs in it.
    map: GlyphRemapper,
}

impl Used<'_> {
    fn fails(&self, reason: impl Into<String>) -> PressError {
        PressError::Face { face: self.face.name.into(), reason: reason.into() }
    }

    fn cut(&self) -> Result<Cut, PressError> {
        let mut glyphs: Vec<u16> = self.entries.iter().map(|e| e.glyph).collect();
        glyphs.sort_unstable();
        glyphs.dedup();
        let map = GlyphRemapper::new_from_glyphs_sorted(&glyphs);
        let file = subsetter::subset(self.face.data, 0, &map).map_err(|e| self.fails(e.to_string()))?;
        let file = outlines::bare(&file).unwrap_or(file);
        let name = format!("{}+{}", label(&file), self.face.name);
        let length = file.len() as i64;
        Ok(Cut { name, packed: packed(dictionary! { "Length1" => length }, file), map })
    }

    fn embed(&self, Cut { name, packed: file, map }: Cut, doc: &mut Document) {
        let file = doc.add_object(file);
        let metrics = self.font.metrics(Size::new(1000.0), LocationRef::default());
        let bounds = metrics.bounds.map_or([0.0, -120.0, 1000.0, 880.0], |b| [b.x_min, b.y_min, b.x_max, b.y_max]);
        let descriptor = doc.add_object(dictionary! {
            "Type" => "FontDescriptor",
            "FontName" => Object::Name(name.clone().into_bytes()),
            "Flags" => 4,
            "FontBBox" => bounds.map(|n| Object::Integer(n.round() as i64)).to_vec(),
            "ItalicAngle" => 0,
            "Ascent" => metrics.ascent.round() as i64,
            "Descent" => metrics.descent.round() as i64,
            "CapHeight" => metrics.cap_height.unwrap_or(700.0).round() as i64,
            "StemV" => if self.face.bold { 140 } else { 80 },
            "FontFile2" => file,
        });
        let to_glyphs: Vec<u8> =
            self.entries.iter().flat_map(|e| map.get(e.glyph).unwrap_or(0).to_be_bytes()).collect();
        let to_glyphs = doc.add_object(packed(Dictionary::new(), to_glyphs));
        let widths: Vec<Object> = self.entries.iter().map(|e| Object::Integer(e.width.into())).collect();
        let descendant = doc.add_object(dictionary! {
            "Type" => "Font",
            "Subtype" => "CIDFontType2",
            "BaseFont" => Object::Name(name.clone().into_bytes()),
            "CIDSystemInfo" => dictionary! {
                "Registry" => Object::string_literal("Adobe"),
                "Ordering" => Object::string_literal("Identity"),
                "Supplement" => 0,
            },
            "FontDescriptor" => descriptor,
            "DW" => 1000,
            "W" => vec![Object::Integer(0), Object::Array(widths)],
            "CIDToGIDMap" => to_glyphs,
        });
        let to_text = doc.add_object(packed(Dictionary::new(), self.to_unicode()));
        let face = dictionary! {
            "Type" => "Font",
            "Subtype" => "Type0",
            "BaseFont" => Object::Name(name.into_bytes()),
            "Encoding" => "Identity-H",
            "DescendantFonts" => vec![Object::Reference(descendant)],
            "ToUnicode" => to_text,
        };
        doc.set_object(self.object, face);
    }

    /// The map from codes to characters.
    fn to_unicode(&self) -> Vec<u8> {
        let mut out = b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
            /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n\
            /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
            1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
            .to_vec();
        let texts: Vec<(usize, &Entry)> = self.entries.iter().enumerate().filter(|(_, e)| !e.text.is_empty()).collect();
        for block in texts.chunks(100) {
            out.extend(format!("{} beginbfchar\n", block.len()).bytes());
            for (code, entry) in block {
                hex(&(*code as u16).to_be_bytes(), &mut out);
                out.push(b' ');
                hex(&utf16(&entry.text, false), &mut out);
                out.push(b'\n');
            }
            out.extend(b"endbfchar\n");
        }
        out.extend(b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
        out
    }
}

/// The six letters before the name of a subset, made from its bytes.
fn label(file: &[u8]) -> String {
    let hash = Sha256::digest(file);
    hash[..6].iter().fold(String::new(), |mut name, byte| {
        // Writing to a string does not fail.
        let _ = name.write_char((b'A' + byte % 26) as char);
        name
    })
}
