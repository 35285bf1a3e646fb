//! The tree of tags: what is a heading, a paragraph, a table, in the order in which it is read.

use super::Reference;
use crate::page::Role;
use lopdf::{Document, Object, dictionary};

/// An element of the tree.
struct Element {
    tag: &'static str,
    parent: usize,
    page: Option<Reference>,
    kids: Vec<Kid>,
}

enum Kid {
    Element(usize),
    /// A numbered stretch of the element's page.
    Content(i64),
}

/// The tree, grown while pages are drawn.
pub struct Tree {
    elements: Vec<Element>,
    open: Vec<usize>,
    /// For every page, the element that each numbered stretch belongs to.
    owners: Vec<Vec<usize>>,
}

impl Tree {
    pub fn new() -> Tree {
        let document = Element { tag: "Document", parent: 0, page: None, kids: Vec::new() };
        Tree { elements: vec![document], open: vec![0], owners: Vec::new() }
    }

    pub fn begin_page(&mut self) {
        self.owners.push(Vec::new());
    }

    pub fn begin(&mut self, role: Role, page: Reference) {
        let parent = self.open.last().copied().unwrap_or(0);
        let id = self.elements.len();
        self.elements.push(Element { tag: tag(role), parent, page: Some(page), kids: Vec::new() });
        self.elements[parent].kids.push(Kid::Element(id));
        self.open.push(id);
    }

    pub fn end(&mut self) {
        if self.open.len() > 1 {
            self.open.pop();
        }
    }

    /// The number of a new stretch of the innermost open element.
    pub fn content(&mut self, page: Reference) -> i64 {
        let at = self.open.last().copied().unwrap_or(0);
        let owners = self.owners.last_mut().expect("a page was begun");
        let number = owners.len() as i64;
        owners.push(at);
        self.elements[at].page = Some(page);
        self.elements[at].kids.push(Kid::Content(number));
        number
    }

    /// Writes the tree and returns its root.
    pub fn write(mut self, doc: &mut Document) -> Reference {
        let root = doc.new_object_id();
        self.drop_empty();
        let ids: Vec<Reference> = self.elements.iter().map(|_| doc.new_object_id()).collect();
        for (i, element) in self.elements.iter().enumerate() {
            let kids: Vec<Object> = element
                .kids
                .iter()
                .map(|kid| match kid {
                    Kid::Element(e) => Object::Reference(ids[*e]),
                    Kid::Content(number) => Object::Integer(*number),
                })
                .collect();
            let parent = if i == 0 { root } else { ids[element.parent] };
            let mut dictionary = dictionary! {
                "Type" => "StructElem",
                "S" => element.tag,
                "P" => parent,
                "K" => kids,
            };
            if let Some(page) = element.page {
                dictionary.set("Pg", page);
            }
            if element.tag == "TH" {
                dictionary.set("A", dictionary! { "O" => "Table", "Scope" => "Both" });
            }
            if i == 0 || !element.kids.is_empty() {
                doc.set_object(ids[i], dictionary);
            }
        }
        let mut numbers = Vec::new();
        for (page, owners) in self.owners.iter().enumerate() {
            numbers.push(Object::Integer(page as i64));
            numbers.push(Object::Array(owners.iter().map(|e| Object::Reference(ids[*e])).collect()));
        }
        let parents = doc.add_object(dictionary! { "Nums" => numbers });
        doc.set_object(
            root,
            dictionary! {
                "Type" => "StructTreeRoot",
                "K" => ids[0],
                "ParentTree" => parents,
                "ParentTreeNextKey" => self.owners.len() as i64,
            },
        );
        root
    }

    /// Takes elements without content out of their parents. Children come after their parents, so one walk back does.
    fn drop_empty(&mut self) {
        for i in (0..self.elements.len()).rev() {
            let mut kids = std::mem::take(&mut self.elements[i].kids);
            kids.retain(|kid| match kid {
                Kid::Element(e) => !self.elements[*e].kids.is_empty(),
                Kid::Content(_) => true,
            });
            self.elements[i].kids = kids;
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
        Role::Furniture => "Artifact",
    }
}
