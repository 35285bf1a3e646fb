//! Faces in a PDF: only the glyphs that are used, and for each the exact characters that it stands for.

use super::cut::{Cut, Cuts};
use super::{Reference, beside, number, packed, utf16};
use crate::error::PressError;
use crate::fonts::{Face, Fonts};
use crate::page::FaceId;
use lopdf::{Dictionary, Document, Object, dictionary};
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{GlyphId, MetadataProvider};
use std::collections::HashMap;
use std::sync::Arc;

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
    metrics: GlyphMetrics<'a>,
    /// The latest code of every glyph.
    codes: HashMap<u16, u16>,
    /// What each code stands for: one glyph that stands for two characters has two codes, so that each is read out as
    /// what was written.
    entries: Vec<Entry>,
}

struct Entry {
    glyph: u16,
    text: String,
    /// In thousandths of the size.
    width: u16,
    /// The code that its glyph had before; 0 where there was none.
    before: u16,
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
        let nothing = Entry { glyph: 0, text: String::new(), width: 1000, before: 0 };
        let object = doc.new_object_id();
        let metrics = font.glyph_metrics(Size::new(1000.0), LocationRef::default());
        self.used.push(Used { id, object, face, font, metrics, codes: HashMap::new(), entries: vec![nothing] });
        Ok((self.used.len() - 1, object))
    }

    /// The code of a glyph that stands for `text`, and its width in thousandths.
    pub fn code(&mut self, slot: usize, glyph: u16, text: &str) -> Result<(u16, u16), PressError> {
        let used = &mut self.used[slot];
        let latest = used.codes.get(&glyph).copied().unwrap_or(0);
        let mut at = latest;
        while at != 0 {
            let entry = &used.entries[usize::from(at)];
            if entry.text == text {
                return Ok((at, entry.width));
            }
            at = entry.before;
        }
        let code = u16::try_from(used.entries.len())
            .map_err(|_| used.fails("a document has more than 65,535 different characters in it"))?;
        let width = used.metrics.advance_width(GlyphId::from(glyph)).unwrap_or(1000.0).round() as u16;
        used.entries.push(Entry { glyph, text: text.to_owned(), width, before: latest });
        used.codes.insert(glyph, code);
        Ok((code, width))
    }

    /// The faces with no more glyphs than are used, to be [embedded](Faces::embed).
    pub fn cut(&self) -> Vec<Result<Arc<Cut>, PressError>> {
        cut(&self.used, &self.fonts.cuts)
    }

    /// Writes the faces.
    pub fn embed(self, cut: Vec<Result<Arc<Cut>, PressError>>, doc: &mut Document) -> Result<(), PressError> {
        self.used.iter().zip(cut).try_for_each(|(used, cut)| {
            used.embed(&*cut?, doc);
            Ok(())
        })
    }
}

/// Faces that are cut each beside the others.
fn cut(used: &[Used<'_>], known: &Cuts) -> Vec<Result<Arc<Cut>, PressError>> {
    match used {
        [] => Vec::new(),
        [one] => vec![one.cut(known)],
        [one, others @ ..] => {
            let (one, others) = beside(|| one.cut(known), || cut(others, known));
            std::iter::once(one).chain(others).collect()
        }
    }
}

impl Used<'_> {
    fn fails(&self, reason: impl Into<String>) -> PressError {
        PressError::Face { face: self.face.name.into(), reason: reason.into() }
    }

    fn cut(&self, known: &Cuts) -> Result<Arc<Cut>, PressError> {
        let mut glyphs: Vec<u16> = self.entries.iter().map(|e| e.glyph).collect();
        glyphs.sort_unstable();
        glyphs.dedup();
        known.of(self.id, self.face, glyphs)
    }

    fn embed(&self, cut: &Cut, doc: &mut Document) {
        let Cut { name, file, map } = cut;
        let file = doc.add_object(file.clone());
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
            "BaseFont" => Object::Name(name.clone().into_bytes()),
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
                out.push(b'<');
                number::hexadecimal(&(*code as u16).to_be_bytes(), &mut out);
                out.extend(b"> <");
                number::hexadecimal(&utf16(&entry.text, false), &mut out);
                out.extend(b">\n");
            }
            out.extend(b"endbfchar\n");
        }
        out.extend(b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
        out
    }
}
