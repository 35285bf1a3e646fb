//! A face with only some of its characters: what stands in for a text face needs nothing that the text face has.

use skrifa::MetadataProvider;
use std::collections::BTreeMap;
use subsetter::GlyphRemapper;
use write_fonts::FontBuilder;
use write_fonts::read::{FontRef, TableProvider};
use write_fonts::tables::cmap::Cmap;
use write_fonts::types::{GlyphId, Tag};

/// The characters that the face has.
pub fn characters(font: &[u8]) -> Result<Vec<char>, String> {
    Ok(map(font)?.into_keys().collect())
}

/// The face with the characters that are `wanted` alone; the same bytes for the same face, on every machine.
pub fn keep(font: &[u8], wanted: &dyn Fn(char) -> bool) -> Result<Vec<u8>, String> {
    let mut of = map(font)?;
    of.retain(|c, _| wanted(*c));
    let mut glyphs: Vec<u16> = of.values().copied().chain([0]).collect();
    glyphs.sort_unstable();
    glyphs.dedup();
    let numbers = GlyphRemapper::new_from_glyphs_sorted(&glyphs);
    // Made for PDF, this leaves out the map from characters, the names and the weight: they are put back.
    let bare = subsetter::subset(font, 0, &numbers).map_err(|e| e.to_string())?;
    let pairs = of.iter().map(|(c, glyph)| (*c, GlyphId::from(numbers.get(*glyph).unwrap_or(0))));
    let cmap = Cmap::from_mappings(pairs).map_err(|e| e.to_string())?;
    let whole = FontRef::new(font).map_err(|e| e.to_string())?;
    let mut file = FontBuilder::new();
    file.add_table(&cmap).map_err(|e| e.to_string())?;
    for tag in [Tag::new(b"OS/2"), Tag::new(b"name")] {
        let table = whole.data_for_tag(tag).ok_or_else(|| format!("no table {tag}"))?;
        file.add_raw(tag, table.as_bytes().to_vec());
    }
    file.copy_missing_tables(FontRef::new(&bare).map_err(|e| e.to_string())?);
    Ok(file.build())
}

fn map(font: &[u8]) -> Result<BTreeMap<char, u16>, String> {
    let face = skrifa::FontRef::new(font).map_err(|e| e.to_string())?;
    let pairs = face.charmap().mappings();
    Ok(pairs.filter_map(|(c, glyph)| Some((char::from_u32(c)?, glyph.to_u32() as u16))).collect())
}
