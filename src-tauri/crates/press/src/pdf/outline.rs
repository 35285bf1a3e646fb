//! Bookmarks: the headings of the pages, each with its place.

use super::{Reference, text};
use lopdf::{Dictionary, Document, Object, dictionary};

/// The headings in order.
#[derive(Default)]
pub struct Outline {
    entries: Vec<Entry>,
    open: bool,
    /// When what is drawn now is read.
    order: usize,
}

struct Entry {
    order: usize,
    level: u8,
    page: Reference,
    words: String,
    /// The upper edge of its first line, in points from the foot of the page.
    top: Option<f32>,
}

impl Outline {
    /// Says when what is drawn from now on is read.
    pub fn read_as(&mut self, order: usize) {
        self.order = order;
    }

    /// Begins a heading: 1 for a title, 2 for a section.
    pub fn begin(&mut self, level: u8, page: Reference) {
        self.entries.push(Entry { order: self.order, level, page, words: String::new(), top: None });
        self.open = true;
    }

    /// Adds words of the heading whose upper edge is at `top`.
    pub fn words(&mut self, words: &str, top: f32) {
        if let Some(entry) = self.entries.last_mut().filter(|_| self.open) {
            entry.words.push_str(words);
            entry.top = Some(entry.top.map_or(top, |t| t.max(top)));
        }
    }

    /// Ends the heading.
    pub fn end(&mut self) {
        self.open = false;
    }

    /// Writes the bookmarks and returns their root; `None` where there are none.
    pub fn write(mut self, doc: &mut Document) -> Option<Reference> {
        self.entries.retain(|e| !e.words.trim().is_empty());
        if self.entries.is_empty() {
            return None;
        }
        self.entries.sort_by_key(|e| e.order);
        let root = doc.new_object_id();
        let ids: Vec<Reference> = self.entries.iter().map(|_| doc.new_object_id()).collect();
        // Sections stand below the title before them.
        let mut parents: Vec<Option<usize>> = Vec::new();
        let mut title = None;
        for (i, entry) in self.entries.iter().enumerate() {
            parents.push(if entry.level > 1 { title } else { None });
            if entry.level == 1 {
                title = Some(i);
            }
        }
        let below =
            |parent: Option<usize>| -> Vec<usize> { (0..parents.len()).filter(|i| parents[*i] == parent).collect() };
        for (i, entry) in self.entries.iter().enumerate() {
            let beside = below(parents[i]);
            let at = beside.iter().position(|b| *b == i).unwrap_or(0);
            let top = entry.top.map_or(Object::Null, |t| Object::Real((t + 4.0).round()));
            let place = vec![entry.page.into(), "XYZ".into(), Object::Null, top, Object::Null];
            let mut item = dictionary! {
                "Title" => text(entry.words.trim()),
                "Parent" => parents[i].map_or(root, |p| ids[p]),
                "Dest" => place,
            };
            if at > 0 {
                item.set("Prev", ids[beside[at - 1]]);
            }
            if at + 1 < beside.len() {
                item.set("Next", ids[beside[at + 1]]);
            }
            around(&mut item, &below(Some(i)), &ids);
            doc.set_object(ids[i], item);
        }
        let mut all = dictionary! { "Type" => "Outlines" };
        around(&mut all, &below(None), &ids);
        all.set("Count", ids.len() as i64);
        doc.set_object(root, all);
        Some(root)
    }
}

/// Says which are the first and the last below, and how many are shown.
fn around(item: &mut Dictionary, below: &[usize], ids: &[Reference]) {
    if let (Some(first), Some(last)) = (below.first(), below.last()) {
        item.set("First", ids[*first]);
        item.set("Last", ids[*last]);
        item.set("Count", below.len() as i64);
    }
}
