//! Pages as PDF 1.7: subset faces, text that can be read out of it exactly, tags in reading order.
//!
//! Written object by object with lopdf. The same pages and the same [`Meta`] give the same bytes.

mod about;
mod content;
mod faces;
mod structure;

use crate::error::PressError;
use crate::fonts::Fonts;
use crate::page::Page;
use chrono::NaiveDateTime;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use sha2::{Digest, Sha256};
use sheet::Language;

/// What a PDF says about itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Meta {
    /// The title, shown in the window's title bar.
    pub title: String,
    /// Who wrote it.
    pub author: String,
    /// When it was made, in UTC; `None` leaves the date out.
    pub created: Option<NaiveDateTime>,
    /// The language of the text.
    pub language: Language,
}

/// The pages as one PDF file.
///
/// # Errors
/// A page uses a face that `fonts` does not have, or a face cannot be subset.
pub fn write(pages: &[Page], fonts: &Fonts, meta: &Meta) -> Result<Vec<u8>, PressError> {
    let mut doc = Document::with_version("1.7");
    let mut faces = faces::Faces::new(fonts);
    let mut tree = structure::Tree::new();
    let parent = doc.new_object_id();
    let root = doc.new_object_id();
    let mut hash = Sha256::new();
    let mut kids = Vec::new();
    let resources = doc.new_object_id();
    for (index, page) in pages.iter().enumerate() {
        let id = doc.new_object_id();
        let drawn = content::draw(page, &mut faces, &mut tree, id)?;
        hash.update(&drawn);
        let content = doc.add_object(packed(Dictionary::new(), drawn));
        let whole = vec![0.into(), 0.into(), real(page.width.pt().0), real(page.height.pt().0)];
        doc.set_object(
            id,
            dictionary! {
                "Type" => "Page",
                "Parent" => parent,
                "MediaBox" => whole.clone(),
                "TrimBox" => whole,
                "Resources" => resources,
                "Contents" => content,
                "StructParents" => index as i64,
                "Tabs" => "S",
            },
        );
        kids.push(Object::Reference(id));
    }
    let fonts = faces.embed(&mut doc)?;
    doc.set_object(resources, dictionary! { "Font" => fonts });
    doc.set_object(parent, dictionary! { "Type" => "Pages", "Count" => kids.len() as i64, "Kids" => kids });
    let structure = tree.write(&mut doc);
    let metadata = doc.add_object(about::xmp(meta));
    doc.set_object(
        root,
        dictionary! {
            "Type" => "Catalog",
            "Pages" => parent,
            "Lang" => Object::string_literal(match meta.language { Language::Ja => "ja-JP", Language::En => "en" }),
            "MarkInfo" => dictionary! { "Marked" => true },
            "StructTreeRoot" => structure,
            "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
            "PageMode" => "UseNone",
            "Metadata" => metadata,
        },
    );
    let info = doc.add_object(about::info(meta));
    doc.trailer.set("Root", root);
    doc.trailer.set("Info", info);
    hash.update(format!("{meta:?}"));
    let id = Object::String(hash.finalize()[..16].to_vec(), lopdf::StringFormat::Hexadecimal);
    doc.trailer.set("ID", vec![id.clone(), id]);
    let mut bytes = Vec::new();
    let options = lopdf::SaveOptions::builder().use_object_streams(true).use_xref_streams(true).build();
    doc.save_with_options(&mut bytes, options).map_err(|e| PressError::Pdf { reason: e.to_string() })?;
    Ok(bytes)
}

/// A stream, compressed where that makes it smaller.
fn packed(dictionary: Dictionary, bytes: Vec<u8>) -> Stream {
    let mut stream = Stream::new(dictionary, bytes);
    // Compression of bytes in memory cannot fail; were it to, the stream would stay as it is and still be right.
    let _ = stream.compress();
    stream
}

fn real(number: f32) -> Object {
    Object::Real(number)
}

/// The text as PDF writes text for people: UTF-16, big end first, with a mark that says so.
fn text(words: &str) -> Object {
    Object::String(utf16(words, true), lopdf::StringFormat::Hexadecimal)
}

fn utf16(words: &str, marked: bool) -> Vec<u8> {
    let mark = marked.then_some(0xfeff);
    mark.into_iter().chain(words.encode_utf16()).flat_map(u16::to_be_bytes).collect()
}

fn hex(bytes: &[u8], out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.push(b'<');
    for byte in bytes {
        out.extend([DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
    }
    out.push(b'>');
}

type Reference = ObjectId;
