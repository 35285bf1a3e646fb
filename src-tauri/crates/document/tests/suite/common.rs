//! What the tests share.

use document::{Author, Document, Timestamp};
use sheet::{Edit, FieldId, FiscalYear, FormId, ItemId, Label, Sheet};

/// Random numbers that are the same for the same seed (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.roll() % end.max(1) as u64) as usize
    }

    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }
}

pub fn person(number: usize) -> Author {
    Author::new(format!("p{number}"), ["青木", "﨑山", "𠮷田"][number % 3])
}

pub fn at(seconds: i64) -> Timestamp {
    Timestamp::from_timestamp(1_660_000_000 + seconds, 0).unwrap()
}

pub fn id(s: &str) -> ItemId {
    s.parse().unwrap()
}

pub fn field(s: &str) -> FieldId {
    s.parse().unwrap()
}

/// A new sheet under `peer`, and its birth.
pub fn born(peer: u64) -> (Document, Vec<u8>) {
    let blank = Sheet::blank(FiscalYear::new(2022), FormId::new("change-story").unwrap());
    let (document, birth) = Document::birth(peer, &blank.edits(), &person(0), at(0)).unwrap();
    (document, birth.update)
}

/// `count` copies of one new sheet, under the peers 1, 2, 3 …
pub fn copies(count: u64) -> Vec<Document> {
    let (first, birth) = born(1);
    let others = (2..=count).map(|peer| Document::open(None, [birth.as_slice()], peer).unwrap());
    std::iter::once(first).chain(others.collect::<Vec<_>>()).collect()
}

/// Writes into a field what its text is to be, seen as it stands.
pub fn write(to: &mut Document, who: usize, seconds: i64, address: &str, text: &str) -> Option<Vec<u8>> {
    let base = to.text(&field(address)).to_string();
    edit(to, who, seconds, Edit::Text { field: field(address), base, text: text.into() })
}

pub fn edit(to: &mut Document, who: usize, seconds: i64, edit: Edit) -> Option<Vec<u8>> {
    to.apply(&edit, &person(who), at(seconds)).unwrap().map(|change| change.update)
}

pub fn add(
    to: &mut Document,
    who: usize,
    seconds: i64,
    item: &str,
    place: Option<&str>,
    text: &str,
) -> Option<Vec<u8>> {
    edit(to, who, seconds, Edit::Add { id: id(item), place: place.map(id), after: None, text: text.into() })
}

/// Gives `to` what `from` knows and it does not.
pub fn pull(to: &mut Document, from: &Document) {
    let update = from.updates_since(&to.known()).unwrap();
    to.import(&update).unwrap();
}

pub fn meet(a: &mut Document, b: &mut Document) {
    // A third time, for updates that waited at one for what the other had.
    pull(a, b);
    pull(b, a);
    pull(a, b);
    assert_eq!(a.sheet(), b.sheet());
}

pub fn reopened(document: &Document) -> Document {
    Document::open(Some(&document.export_snapshot().unwrap()), [], document.peer()).unwrap()
}

pub fn label() -> Label {
    Label { key: "undo.import".into(), kind: None, field: None }
}
