//! Pages as PDF 1.7: subset faces, text that can be read out of it exactly, tags in reading order.
//!
//! Written object by object with lopdf. The same pages and the same [`Meta`] give the same bytes.

mod about;
mod content;
mod cut;
mod faces;
mod number;
mod outline;
mod outlines;
mod pen;
mod pictures;
mod structure;

pub(crate) use cut::Cuts;

use crate::error::PressError;
use crate::fonts::Fonts;
use crate::length::Pt;
use crate::page::Page;
use chrono::NaiveDateTime;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use sha2::{Digest, Sha256};
use sheet::Language;
use std::io::Write;
use std::ops::ControlFlow;

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

/// A file being written.
struct File<'a> {
    doc: Document,
    faces: faces::Faces<'a>,
    pictures: pictures::Pictures,
    forms: content::Forms,
    tree: structure::Tree,
    outline: outline::Outline,
    /// What draws pages and forms, not packed yet.
    drawings: Vec<Drawing>,
}

/// A stream of drawing: the number that was kept for it, what it says of itself, and its bytes.
type Drawing = (Reference, Dictionary, Vec<u8>);

impl File<'_> {
    /// Adds a stream of drawing under a number that was kept for it.
    fn add(&mut self, id: Reference, dictionary: Dictionary, bytes: Vec<u8>) {
        self.drawings.push((id, dictionary, bytes));
    }

    fn page(&mut self, page: &Page, parent: Reference) -> Result<Reference, PressError> {
        let id = self.doc.new_object_id();
        let key = self.tree.begin_stream();
        let target = content::Target { page: id, form: None, tagged: true, place: (0.0, 0.0, 1.0) };
        let (bytes, names) = content::draw(self, page, target, page.bleed)?;
        self.tree.end_stream();
        let content = self.doc.new_object_id();
        self.add(content, Dictionary::new(), bytes);
        let mut dictionary = dictionary! {
            "Type" => "Page",
            "Parent" => parent,
            "Resources" => names.dictionary(),
            "Contents" => content,
            "StructParents" => key,
            "Tabs" => "S",
        };
        for (name, sides) in content::boxes(page) {
            dictionary.set(name, sides);
        }
        self.doc.set_object(id, dictionary);
        Ok(id)
    }
}

/// The pages as one PDF file.
///
/// A page that is placed on others is written once, and a picture too, however often it is seen. A placed page is read
/// where it is first placed; inside a [figure](crate::page::Item::Figure) the figure's words stand for it.
///
/// # Errors
/// A page uses a face that `fonts` does not have, a face cannot be subset, or a picture cannot be unpacked.
pub fn write(pages: &[Page], fonts: &Fonts, meta: &Meta) -> Result<Vec<u8>, PressError> {
    write_while(pages, fonts, meta, &mut |_, _| ControlFlow::Continue(()))
}

/// As [`write`]: tells `go_on` after every page how many of how many are done, and ends where it answers with a break.
///
/// # Errors
/// As for [`write`], or [`PressError::Stopped`].
pub fn write_while(
    pages: &[Page],
    fonts: &Fonts,
    meta: &Meta,
    go_on: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Vec<u8>, PressError> {
    let mut file = File {
        doc: Document::with_version("1.7"),
        faces: faces::Faces::new(fonts),
        pictures: pictures::Pictures::default(),
        forms: content::Forms::default(),
        tree: structure::Tree::new(),
        outline: outline::Outline::default(),
        drawings: Vec::new(),
    };
    let parent = file.doc.new_object_id();
    let root = file.doc.new_object_id();
    let mut kids = Vec::new();
    for (done, page) in pages.iter().enumerate() {
        kids.push(Object::Reference(file.page(page, parent)?));
        if go_on(done + 1, pages.len()).is_break() {
            return Err(PressError::Stopped);
        }
    }
    let File { mut doc, faces, pictures, tree, outline, drawings, .. } = file;
    // The file's own name, made of everything that was drawn.
    let mut hash = Sha256::new();
    // To pack it all is most of the work of a file.
    let (cut, ()) = beside(
        || faces.cut(),
        || {
            for (id, dictionary, bytes) in drawings {
                hash.update(&bytes);
                doc.set_object(id, packed(dictionary, bytes));
            }
        },
    );
    faces.embed(cut, &mut doc)?;
    pictures.embed(&mut doc, &mut hash)?;
    doc.set_object(parent, dictionary! { "Type" => "Pages", "Count" => kids.len() as i64, "Kids" => kids });
    let structure = tree.write(&mut doc);
    let metadata = doc.add_object(about::xmp(meta));
    let mut catalog = dictionary! {
        "Type" => "Catalog",
        "Pages" => parent,
        "Lang" => Object::string_literal(match meta.language { Language::Ja => "ja-JP", Language::En => "en" }),
        "MarkInfo" => dictionary! { "Marked" => true },
        "StructTreeRoot" => structure,
        "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
        "PageMode" => "UseNone",
        "Metadata" => metadata,
    };
    if let Some(outline) = outline.write(&mut doc) {
        catalog.set("Outlines", outline);
    }
    doc.set_object(root, catalog);
    let info = doc.add_object(about::info(meta));
    doc.trailer.set("Root", root);
    doc.trailer.set("Info", info);
    hash.update(format!("{meta:?}"));
    let id = Object::String(hash.finalize()[..16].to_vec(), lopdf::StringFormat::Hexadecimal);
    doc.trailer.set("ID", vec![id.clone(), id]);
    let mut bytes = Vec::new();
    // Left to itself lopdf packs objects a hundred together, and does not deflate them.
    let options = lopdf::SaveOptions::builder()
        .use_object_streams(true)
        .max_objects_per_stream(5000)
        .compression_level(PACKED)
        .use_xref_streams(true)
        .build();
    doc.save_with_options(&mut bytes, options).map_err(|e| PressError::Pdf { reason: e.to_string() })?;
    Ok(bytes)
}

/// A stream, compressed where that makes it smaller.
fn packed(mut dictionary: Dictionary, bytes: Vec<u8>) -> Stream {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::new(PACKED));
    // Compression of bytes in memory cannot fail; were it to, the stream would stay as it is and still be right.
    match packer.write_all(&bytes).and_then(|()| packer.finish()) {
        Ok(smaller) if smaller.len() < bytes.len() => {
            dictionary.set("Filter", "FlateDecode");
            Stream::new(dictionary, smaller).with_compression(false)
        }
        _ => Stream::new(dictionary, bytes),
    }
}

/// How hard it is tried to pack, of 9. Outlines of glyphs are not a thousandth smaller at 9, and take far longer.
const PACKED: u32 = 5;

/// Lengths as an array of numbers.
fn points(lengths: [Pt; 4]) -> Object {
    // Three digits after the point: a hundredth of a point is what boxes are held to.
    Object::Array(lengths.map(|l| Object::Real((l.0 * 1000.0).round() / 1000.0)).to_vec())
}

/// The text as PDF writes text for people: UTF-16, big end first, with a mark that says so.
fn text(words: &str) -> Object {
    Object::String(utf16(words, true), lopdf::StringFormat::Hexadecimal)
}

fn utf16(words: &str, marked: bool) -> Vec<u8> {
    let mark = marked.then_some(0xfeff);
    mark.into_iter().chain(words.encode_utf16()).flat_map(u16::to_be_bytes).collect()
}

/// What both answer; they are done at the same time where the system has a thread to spare.
fn beside<A: Send, B>(one: impl Fn() -> A + Sync, other: impl FnOnce() -> B) -> (A, B) {
    std::thread::scope(|scope| {
        let begun = std::thread::Builder::new().spawn_scoped(scope, &one);
        let other = other();
        let one = match begun {
            Ok(thread) => thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            Err(_) => one(),
        };
        (one, other)
    })
}

type Reference = ObjectId;
