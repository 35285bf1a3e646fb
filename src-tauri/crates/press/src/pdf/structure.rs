//! The tree of tags: what is a heading, a paragraph, a table, in the order in which it is read.

use super::{Reference, text};
use crate::page::Role;
use lopdf::{Dictionary, Document, Object, dictionary};

/// An element of the tree.
struct Element {
    tag: &'static str,
    parent: usize,
    /// The page of its first content.
    page: Option<Reference>,
    kids: Vec<Kid>,
    /// The words for a reader who does not see it.
    instead: Option<String>,
    /// How far it reaches on its page: left, bottom, right, top, in points.
    reach: Option<[f32; 4]>,
    /// When it is read among its parent's elements: that of the placed page it stands on.
    order: usize,
    /// Whether it is written.
    kept: bool,
}

impl Element {
    fn new(tag: &'static str, parent: usize, page: Option<Reference>) -> Element {
        Element { tag, parent, page, kids: Vec::new(), instead: None, reach: None, order: 0, kept: false }
    }
}

/// What an element holds.
pub enum Kid {
    /// A further element.
    Element(usize),
    /// A numbered stretch of a page, or of a form that is drawn on it.
    Content {
        /// The page.
        page: Reference,
        /// The form.
        form: Option<Reference>,
        /// The number, given by the tree.
        number: i64,
    },
}

impl Kid {
    /// A stretch of the page, or of the form on it, that has no number yet.
    pub fn content(page: Reference, form: Option<Reference>) -> Kid {
        Kid::Content { page, form, number: 0 }
    }
}

/// The tree, grown while pages are drawn.
pub struct Tree {
    elements: Vec<Element>,
    /// The open elements, and how many each stretch of a page has opened.
    open: Vec<usize>,
    opened: Vec<usize>,
    /// For every stream, the element that each numbered stretch belongs to.
    owners: Vec<Vec<usize>>,
    /// The streams that are being drawn.
    streams: Vec<usize>,
    /// When what is drawn now is read.
    order: usize,
}

impl Tree {
    pub fn new() -> Tree {
        let document = Element::new("Document", 0, None);
        Tree {
            elements: vec![document],
            open: vec![0],
            opened: Vec::new(),
            owners: Vec::new(),
            streams: Vec::new(),
            order: 0,
        }
    }

    /// Says when what is drawn from now on is read; returns what was said before.
    pub fn read_as(&mut self, order: usize) -> usize {
        std::mem::replace(&mut self.order, order)
    }

    /// Begins the stream of a page or a form; returns its key among the parents.
    pub fn begin_stream(&mut self) -> i64 {
        let key = self.owners.len();
        self.owners.push(Vec::new());
        self.streams.push(key);
        key as i64
    }

    /// Goes back to the stream before.
    pub fn end_stream(&mut self) {
        self.streams.pop();
    }

    /// The innermost open element.
    pub fn innermost(&self) -> usize {
        self.open.last().copied().unwrap_or(0)
    }

    /// The tag of an element.
    pub fn tag(&self, element: usize) -> &'static str {
        self.elements[element].tag
    }

    fn push(&mut self, tag: &'static str, page: Reference) {
        let parent = self.innermost();
        let id = self.elements.len();
        self.elements.push(Element { order: self.order, ..Element::new(tag, parent, Some(page)) });
        self.elements[parent].kids.push(Kid::Element(id));
        self.open.push(id);
    }

    /// Opens an element.
    pub fn begin(&mut self, role: Role, page: Reference) {
        let before = self.open.len();
        match role {
            Role::Entry => {
                if self.tag(self.innermost()) != "L" {
                    // Entries that follow one another are one list, also where the page does not say so.
                    match self.elements[self.innermost()].kids.last() {
                        Some(Kid::Element(list)) if self.elements[*list].tag == "L" => self.open.push(*list),
                        _ => self.push("L", page),
                    }
                }
                self.push("LI", page);
                self.push("LBody", page);
            }
            Role::Sign => {
                // It stands beside what it opens, not in it.
                let body = self.innermost();
                if self.tag(body) == "LBody" && self.elements[body].kids.is_empty() {
                    let entry = self.elements[body].parent;
                    let id = self.elements.len();
                    self.elements.push(Element::new("Lbl", entry, Some(page)));
                    self.elements[entry].kids.insert(0, Kid::Element(id));
                    self.open.push(id);
                } else {
                    self.push("Span", page);
                }
            }
            _ => self.push(tag(role), page),
        }
        self.opened.push(self.open.len() - before);
    }

    /// Opens a figure.
    pub fn begin_figure(&mut self, words: &str, page: Reference) {
        self.push("Figure", page);
        self.opened.push(1);
        let at = self.innermost();
        self.elements[at].instead = Some(words.to_owned());
    }

    /// Says how far the innermost element reaches.
    pub fn reaches(&mut self, sides: [f32; 4]) {
        let at = self.innermost();
        self.elements[at].reach = Some(sides);
    }

    /// Closes what was opened last.
    pub fn end(&mut self) {
        let count = self.opened.pop().unwrap_or(0);
        self.open.truncate(self.open.len().saturating_sub(count).max(1));
    }

    /// The number of a new stretch of the innermost open element.
    pub fn content(&mut self, kid: Kid) -> i64 {
        let at = self.innermost();
        let stream = self.streams.last().copied().expect("a stream was begun");
        let owners = &mut self.owners[stream];
        let number = owners.len() as i64;
        owners.push(at);
        if let Kid::Content { page, form, .. } = kid {
            if !self.elements[at].kids.iter().any(|k| matches!(k, Kid::Content { .. })) {
                self.elements[at].page = Some(page);
            }
            self.elements[at].kids.push(Kid::Content { page, form, number });
        }
        number
    }

    /// Writes the tree and returns its root.
    pub fn write(mut self, doc: &mut Document) -> Reference {
        let root = doc.new_object_id();
        self.drop_empty();
        let mut parts = std::mem::take(&mut self.elements[0].kids);
        parts.sort_by_key(|kid| match kid {
            Kid::Element(e) => self.elements[*e].order,
            Kid::Content { .. } => 0,
        });
        self.elements[0].kids = parts;
        let ids: Vec<Option<Reference>> =
            self.elements.iter().map(|element| element.kept.then(|| doc.new_object_id())).collect();
        let first = ids[0].unwrap_or(root);
        for (i, element) in self.elements.iter().enumerate() {
            let Some(id) = ids[i] else { continue };
            let parent = if i == 0 { root } else { ids[element.parent].unwrap_or(first) };
            doc.set_object(id, self.dictionary(i, parent, &ids));
        }
        let mut numbers = Vec::new();
        for (key, owners) in self.owners.iter().enumerate() {
            numbers.push(Object::Integer(key as i64));
            numbers.push(Object::Array(owners.iter().filter_map(|e| ids[*e]).map(Object::Reference).collect()));
        }
        let parents = doc.add_object(dictionary! { "Nums" => numbers });
        doc.set_object(
            root,
            dictionary! {
                "Type" => "StructTreeRoot",
                "K" => first,
                "ParentTree" => parents,
                "ParentTreeNextKey" => self.owners.len() as i64,
            },
        );
        root
    }

    fn dictionary(&self, at: usize, parent: Reference, ids: &[Option<Reference>]) -> Dictionary {
        let element = &self.elements[at];
        let mut kids: Vec<Object> = element
            .kids
            .iter()
            .filter_map(|kid| match kid {
                Kid::Element(e) => ids[*e].map(Object::Reference),
                Kid::Content { page, form: None, number } if Some(*page) == element.page => {
                    Some(Object::Integer(*number))
                }
                Kid::Content { page, form, number } => {
                    let mut mark = dictionary! { "Type" => "MCR", "Pg" => *page, "MCID" => *number };
                    if let Some(form) = form {
                        mark.set("Stm", *form);
                    }
                    Some(Object::Dictionary(mark))
                }
            })
            .collect();
        let kids = if kids.len() == 1 { kids.remove(0) } else { Object::Array(kids) };
        let mut dictionary = dictionary! { "S" => element.tag, "P" => parent, "K" => kids };
        if element.kids.iter().any(|k| matches!(k, Kid::Content { .. }))
            && let Some(page) = element.page
        {
            dictionary.set("Pg", page);
        }
        if element.tag == "TH" {
            dictionary.set("A", dictionary! { "O" => "Table", "Scope" => self.scope(at) });
        }
        if let Some(words) = &element.instead {
            dictionary.set("Alt", text(words));
        }
        if let Some(sides) = element.reach {
            let sides: Vec<Object> = sides.map(|s| Object::Real((s * 100.0).round() / 100.0)).to_vec();
            dictionary.set("A", dictionary! { "O" => "Layout", "Placement" => "Block", "BBox" => sides });
        }
        dictionary
    }

    /// What a head cell is the head of: its column where its whole row is heads, else its row.
    fn scope(&self, at: usize) -> &'static str {
        let row = &self.elements[self.elements[at].parent];
        let heads = row.kids.iter().all(|kid| match kid {
            Kid::Element(e) => self.elements[*e].tag == "TH" || self.elements[*e].kids.is_empty(),
            Kid::Content { .. } => true,
        });
        if heads { "Column" } else { "Row" }
    }

    /// Takes elements without content out of their parents; an empty cell stays, for the cells after it keep their
    /// columns. Children come after their parents, so one walk back does.
    fn drop_empty(&mut self) {
        let mut full: Vec<bool> =
            self.elements.iter().map(|e| e.kids.iter().any(|k| matches!(k, Kid::Content { .. }))).collect();
        for i in (1..self.elements.len()).rev() {
            if full[i] {
                full[self.elements[i].parent] = true;
            }
        }
        for i in 0..self.elements.len() {
            let mut kids = std::mem::take(&mut self.elements[i].kids);
            kids.retain(|kid| match kid {
                Kid::Element(e) => full[*e] || (full[i] && matches!(self.elements[*e].tag, "TD" | "TH")),
                Kid::Content { .. } => true,
            });
            self.elements[i].kids = kids;
        }
        let mut left = vec![0];
        while let Some(at) = left.pop() {
            self.elements[at].kept = true;
            left.extend(self.elements[at].kids.iter().filter_map(|k| match k {
                Kid::Element(e) => Some(*e),
                Kid::Content { .. } => None,
            }));
        }
    }
}

fn tag(role: Role) -> &'static str {
    match role {
        Role::Section => "Sect",
        Role::Title => "H1",
        Role::Heading => "H2",
        Role::Subheading => "H3",
        Role::Paragraph => "P",
        Role::Table => "Table",
        Role::Row => "TR",
        Role::HeadCell => "TH",
        Role::Cell => "TD",
        Role::List => "L",
        Role::Entry => "LI",
        Role::Sign => "Lbl",
        Role::Furniture => "Artifact",
    }
}
