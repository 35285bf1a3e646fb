//! A thousand histories of three people: however they wrote apart and merged, all copies hold the same sheet, and no
//! character that anybody typed is missing, unless somebody who saw exactly that one deleted it.
//!
//! Every typed character is a different one, so that each can be followed.

use crate::common::*;
use document::{Author, Document};
use sheet::content::key;
use sheet::{Edit, FieldId, ItemId, Kind, Sheet, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

const EVENTS: usize = 45;

const FIELDS: [&str; 4] = ["sheet.theme", "vision-main.headline", "ideal-people.reasoning", "sheet.lead-gap"];

/// A person: at which copy they sit, and what they typed and deleted.
struct Person {
    author: Author,
    copy: usize,
    /// What their screen showed when they last looked, by field.
    seen: BTreeMap<FieldId, String>,
    own: BTreeSet<char>,
}

struct World {
    dice: Dice,
    documents: Vec<Document>,
    people: Vec<Person>,
    /// What was stored of each copy: all its own updates and those it received.
    logs: Vec<Vec<Vec<u8>>>,
    all_updates: Vec<Vec<u8>>,
    /// How many characters were made, of which some left the screen before they were written.
    made: u32,
    typed: BTreeSet<char>,
    deleted: BTreeSet<char>,
    marks: BTreeMap<char, String>,
    items: BTreeSet<ItemId>,
    now: i64,
}

/// How often each of the followed characters occurs.
fn count(text: &str) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    text.chars().filter(|c| is_followed(*c)).for_each(|c| *counts.entry(c).or_default() += 1);
    counts
}

/// Ideographs; the marks that follow them are checked with them.
fn is_followed(c: char) -> bool {
    matches!(c as u32, 0x4e00..=0x9fff | 0x20000..=0x2ffff)
}

/// Every character that `sheet` holds.
fn held(sheet: &Sheet) -> BTreeSet<char> {
    sheet.fields().iter().flat_map(|(_, t)| t.text.chars().collect::<Vec<_>>()).filter(|c| is_followed(*c)).collect()
}

impl World {
    fn new(seed: u64) -> Self {
        let mut dice = Dice(seed);
        let documents = copies(3);
        let birth = documents[0].export_snapshot().unwrap();
        // Most often each has a copy of their own; sometimes two or all three sit at one.
        let shared = dice.below(5);
        let seat = |n: usize| match shared {
            0 => 0,
            1 => n / 2,
            _ => n,
        };
        let person = |n| Person { author: person(n), copy: seat(n), seen: BTreeMap::new(), own: BTreeSet::new() };
        Self {
            people: (0..3).map(person).collect(),
            logs: vec![vec![birth.clone()]; 3],
            all_updates: vec![birth],
            dice,
            documents,
            made: 0,
            typed: BTreeSet::new(),
            deleted: BTreeSet::new(),
            marks: BTreeMap::new(),
            items: BTreeSet::new(),
            now: 0,
        }
    }

    /// A new character, sometimes with a mark that must not leave it.
    fn cluster(&mut self) -> String {
        let n = self.made;
        self.made += 1;
        let c = char::from_u32(if n.is_multiple_of(3) { 0x20bb7 + n } else { 0x4e00 + n }).unwrap();
        let mark = ["", "", "", "\u{3099}", "\u{e0100}", "\u{fe00}", "\u{309a}\u{20dd}"][self.dice.below(7)];
        if !mark.is_empty() {
            self.marks.insert(c, mark.into());
        }
        format!("{c}{mark}")
    }

    /// What somebody makes of `base`: inserts, deletes and replaces whole clusters at some places.
    fn rewritten(&mut self, base: &str) -> String {
        use unicode_segmentation::UnicodeSegmentation;
        let mut clusters: Vec<String> = base.graphemes(true).map(Into::into).collect();
        for _ in 0..=self.dice.below(2) {
            let at = self.dice.below(clusters.len() + 1);
            let end = (at + [0, 0, 0, 1, 2, 5][self.dice.below(6)]).min(clusters.len());
            let new: Vec<String> = (0..self.dice.below(4)).map(|_| self.cluster()).collect();
            clusters.splice(at..end, new);
        }
        clusters.concat()
    }

    fn some_field(&mut self) -> FieldId {
        let items: Vec<ItemId> = self.items.iter().cloned().collect();
        match self.dice.pick(&items) {
            Some(item) if self.dice.0.is_multiple_of(3) => item.field(item.kind().unwrap().keys()[0]),
            _ => field(self.dice.pick(&FIELDS).unwrap()),
        }
    }

    fn known_item(&mut self, copy: usize) -> Option<ItemId> {
        let known = items(&self.documents[copy].sheet());
        self.dice.pick(&known).cloned()
    }

    fn store(&mut self, copy: usize, update: Vec<u8>) {
        self.logs[copy].push(update.clone());
        self.all_updates.push(update);
    }

    fn apply(&mut self, who: usize, edit: Edit) {
        let Person { author, copy, .. } = &self.people[who];
        let (author, copy) = (author.clone(), *copy);
        if let Some(change) = self.documents[copy].apply(&edit, &author, at(self.now)).unwrap() {
            assert_eq!(change.label, edit.label());
            self.store(copy, change.update);
        }
    }

    fn type_text(&mut self, who: usize) {
        let field = self.some_field();
        let copy = self.people[who].copy;
        let item = field.item();
        if item.kind().and_then(Kind::list).is_some() && !items(&self.documents[copy].sheet()).contains(&item) {
            return;
        }
        let current = self.documents[copy].text(&field).to_string();
        // The screen may be behind: the writing began before others' words arrived.
        let stale = self.dice.below(3) == 0;
        let base = self.people[who].seen.get(&field).filter(|_| stale).unwrap_or(&current).clone();
        let text = self.rewritten(&base);
        let (had, has) = (count(&base), count(&text));
        for (&c, &n) in &had {
            if has.get(&c).copied().unwrap_or(0) < n {
                self.deleted.insert(c);
                self.people[who].own.insert(c);
            }
        }
        let new: Vec<char> = has.keys().filter(|c| !had.contains_key(c)).copied().collect();
        self.people[who].own.extend(&new);
        self.typed.extend(&new);
        self.apply(who, Edit::Text { field: field.clone(), base: base.clone(), text });

        let after = self.documents[copy].text(&field).to_string();
        let (then, now) = (count(&current), count(&after));
        assert!(new.iter().all(|c| now.contains_key(c)), "typed into {field} and not there");
        for (c, n) in then {
            let gone = had.get(&c).copied().unwrap_or(0).saturating_sub(has.get(&c).copied().unwrap_or(0));
            assert!(now.get(&c).copied().unwrap_or(0) + gone >= n, "{c} left {field} though nobody deleted it");
        }
        self.people[who].seen.insert(field, after);
    }

    fn add_item(&mut self, who: usize) {
        let copy = self.people[who].copy;
        let kind = [Kind::Bullet, Kind::Bullet, Kind::Action, Kind::Cause, Kind::Goal][self.dice.below(5)];
        let known = items(&self.documents[copy].sheet());
        let of = |kind: Kind| known.iter().filter(move |i| i.kind() == Some(kind)).cloned().collect::<Vec<_>>();
        let place = match kind {
            Kind::Bullet => {
                Some(id(self.dice.pick(&["gap-people-past", "gap-people-present", "vision-main"]).unwrap()))
            }
            Kind::Goal => Some(id("step-1")),
            Kind::Cause => match self.dice.pick(&of(Kind::Bullet)) {
                Some(bullet) => Some(bullet.clone()),
                None => return,
            },
            _ => None,
        };
        let after = self.dice.pick(&of(kind)).cloned();
        let new = ItemId::mint(kind, self.dice.roll());
        let text = self.cluster();
        self.people[who].own.extend(text.chars());
        self.typed.extend(text.chars().filter(|c| is_followed(*c)));
        self.items.insert(new.clone());
        self.apply(who, Edit::Add { id: new, place, after, text });
    }

    fn change_item(&mut self, who: usize) {
        let Some(item) = self.known_item(self.people[who].copy) else { return };
        let kind = item.kind().unwrap();
        let known = items(&self.documents[self.people[who].copy].sheet());
        let same: Vec<ItemId> = known.iter().filter(|i| i.kind() == Some(kind) && **i != item).cloned().collect();
        let field = item.field(kind.keys()[0]);
        let edit = match self.dice.below(10) {
            0..=4 => {
                let place = match kind {
                    Kind::Bullet => Some(id(["gap-people-past", "ideal-people"][self.dice.below(2)])),
                    Kind::Goal => Some(id(["step-1", "step-2"][self.dice.below(2)])),
                    Kind::Cause => match self.dice.pick(&known) {
                        Some(i) if i.kind() == Some(Kind::Bullet) => Some(i.clone()),
                        _ => return,
                    },
                    _ => None,
                };
                let after = if self.dice.below(3) == 0 { None } else { self.dice.pick(&same).cloned() };
                Edit::Move { id: item, place, after }
            }
            5 | 6 => Edit::Archive { id: item },
            7 => Edit::Restore { id: item },
            8 => Edit::Confidential { field, on: self.dice.below(2) == 0 },
            _ => {
                let value = Some(Value::Number(self.dice.below(20) as i64)).filter(|_| self.now % 4 > 0);
                Edit::Value { id: id("step-1"), key: key::HORIZON.into(), value }
            }
        };
        self.apply(who, edit);
    }

    fn take_back(&mut self, who: usize, back: bool) {
        let (author, copy) = (self.people[who].author.clone(), self.people[who].copy);
        let before = held(&self.documents[copy].sheet());
        let document = &mut self.documents[copy];
        let label = if back { document.undo_label(&author) } else { document.redo_label(&author) }.cloned();
        let change = if back { document.undo(&author, at(self.now)) } else { document.redo(&author, at(self.now)) };
        let Some(change) = change.unwrap() else { return };
        assert!(label.is_some());
        let after = held(&self.documents[copy].sheet());
        for c in before.symmetric_difference(&after) {
            assert!(self.people[who].own.contains(c), "{c} of another was taken back");
        }
        self.deleted.extend(before.difference(&after));
        self.store(copy, change.update);
    }

    fn sync(&mut self) {
        let (from, to) = (self.dice.below(3), self.dice.below(3));
        let update = self.documents[from].updates_since(&self.documents[to].known()).unwrap();
        match self.dice.below(4) {
            // Single updates, early, late or twice.
            0 => {
                for _ in 0..self.dice.below(4) {
                    let Some(update) = self.dice.pick(&self.logs[from]).cloned() else { continue };
                    self.receive(to, update);
                }
            }
            1 => {
                let snapshot = self.documents[from].export_snapshot().unwrap();
                self.receive(to, snapshot);
            }
            _ => self.receive(to, update),
        }
    }

    fn receive(&mut self, to: usize, update: Vec<u8>) {
        let before = self.documents[to].sheet();
        let imported = self.documents[to].import(&update).unwrap();
        if imported.touched.is_empty() {
            assert_eq!(before, self.documents[to].sheet());
        }
        if imported.news {
            self.logs[to].push(update);
        }
    }

    fn restart(&mut self) {
        let copy = self.dice.below(3);
        let document = &self.documents[copy];
        let before = document.sheet();
        let opened = if self.dice.below(2) == 0 {
            let waiting = document.waiting().unwrap();
            Document::open(Some(&document.export_snapshot().unwrap()), waiting.as_deref(), document.peer())
        } else {
            Document::open(None, self.logs[copy].iter().map(Vec::as_slice), document.peer())
        };
        self.documents[copy] = opened.unwrap();
        assert_eq!(self.documents[copy].sheet(), before, "a restart changed the sheet");
    }

    fn step(&mut self) {
        self.now += [1, 5, 30, 70][self.dice.below(4)];
        let who = self.dice.below(3);
        match self.dice.below(100) {
            0..=44 => self.type_text(who),
            45..=53 => self.add_item(who),
            54..=66 => self.change_item(who),
            67..=75 => self.take_back(who, true),
            76..=80 => self.take_back(who, false),
            81..=96 => self.sync(),
            _ => self.restart(),
        }
        if self.dice.below(3) == 0 {
            let copy = self.people[who].copy;
            for address in FIELDS.map(field) {
                let text = self.documents[copy].text(&address).to_string();
                self.people[who].seen.insert(address, text);
            }
        }
    }

    /// Merges the copies in every order, and says what came out.
    fn merged(&mut self) -> Document {
        let snapshots: Vec<Vec<u8>> = self.documents.iter().map(|d| d.export_snapshot().unwrap()).collect();
        let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        let merge = |order: [usize; 3]| {
            let mut document = Document::open(Some(&snapshots[order[0]]), [], 77).unwrap();
            document.import(&snapshots[order[1]]).unwrap();
            document.import(&snapshots[order[2]]).unwrap();
            document
        };
        let first = merge(orders[0]);
        let (sheet, history) = (first.sheet(), first.history());
        for order in &orders[1..] {
            let other = merge(*order);
            assert_eq!(other.sheet(), sheet, "merged in the order {order:?}");
            assert_eq!(other.history(), history);
        }
        // Update by update, in any order.
        let mut updates: Vec<&[u8]> = self.all_updates.iter().map(Vec::as_slice).collect();
        for i in (1..updates.len()).rev() {
            updates.swap(i, self.dice.below(i + 1));
        }
        let shuffled = Document::open(None, updates, 78).unwrap();
        assert_eq!(shuffled.sheet(), sheet, "update by update");
        assert_eq!(shuffled.history(), history);
        // The living copies, pair by pair.
        let [a, b, c] = self.documents.as_mut_slice() else { unreachable!() };
        meet(a, b);
        meet(b, c);
        meet(a, c);
        assert_eq!(a.sheet(), sheet, "the living copies");
        assert_eq!(reopened(a).sheet(), sheet, "from the snapshot");
        first
    }

    fn check(&mut self) {
        let document = self.merged();
        let sheet = document.sheet();
        let there = held(&sheet);
        for c in self.typed.difference(&there) {
            assert!(self.deleted.contains(c), "{c} was typed, deleted by nobody, and is gone");
        }
        for (address, text) in sheet.fields() {
            for (i, c) in text.text.char_indices() {
                if let Some(mark) = self.marks.get(&c) {
                    assert!(
                        text.text[i + c.len_utf8()..].starts_with(mark),
                        "{c} lost {mark:?} in {address}: {:?}",
                        text.text
                    );
                }
            }
        }
        let found = items(&sheet);
        let once: BTreeSet<ItemId> = found.iter().cloned().collect();
        assert_eq!((found.len(), &once), (once.len(), &self.items), "an item is gone, or stands twice");
    }
}

/// Every listed item of a sheet.
fn items(sheet: &Sheet) -> Vec<ItemId> {
    let added = |edit| match edit {
        Edit::Add { id, .. } => Some(id),
        _ => None,
    };
    sheet.edits().into_iter().filter_map(added).collect()
}

fn histories(seeds: std::ops::Range<u64>) {
    for seed in seeds {
        let history = catch_unwind(AssertUnwindSafe(|| {
            let mut world = World::new(seed);
            (0..EVENTS).for_each(|_| world.step());
            world.check();
        }));
        if let Err(cause) = history {
            eprintln!("the history of seed {seed} failed");
            resume_unwind(cause);
        }
    }
}

#[test]
fn histories_0_to_299() {
    histories(0..300);
}

#[test]
fn histories_300_to_599() {
    histories(300..600);
}

#[test]
fn histories_600_to_899() {
    histories(600..900);
}

#[test]
fn histories_900_to_1199() {
    histories(900..1_200);
}
