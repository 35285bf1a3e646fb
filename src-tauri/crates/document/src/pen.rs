//! The few strokes of which every change is made. Each one writes to Loro, keeps the mirror in step and notes how it
//! is taken back, so that editing, undoing and redoing are one thing.

use crate::DocumentError;
use crate::merge::{self, Splice};
use crate::mirror::{Address, Mirror, stored};
use loro::cursor::Side;
use loro::{ID, LoroDoc, LoroMovableList, LoroText};
use sheet::{FieldId, ItemId, Kind, List, Value};
use std::collections::{BTreeSet, HashMap};

/// How one stroke is taken back.
#[derive(Debug, Clone)]
pub(crate) enum Inverse {
    /// Takes out the characters that were put in, and puts back those that were taken out.
    Text { field: FieldId, cuts: Vec<Cut> },
    /// Puts the value back, if it is still the one that was set.
    Value { item: ItemId, key: String, set: Option<Value>, was: Option<Value> },
    /// Moves the item back behind `after`, if nobody moved it since.
    Order { list: List, item: ItemId, set: Option<ID>, was: Option<ID>, after: Vec<String> },
}

/// What one splice took out and put in. Every character is known by its id in Loro, so that it is found again
/// wherever it has gone, and never mistaken for an equal one of somebody else.
#[derive(Debug, Clone)]
pub(crate) struct Cut {
    /// The characters put in.
    inserted: Vec<ID>,
    /// The characters taken out.
    removed: Vec<(ID, char)>,
    /// What stood before and behind, nearest first.
    before: Vec<ID>,
    behind: Vec<ID>,
    /// Where it was, should all of those be gone.
    at: usize,
}

/// How many neighbours on each side are remembered to find the place of a removed text again.
const NEIGHBOURS: usize = 8;

/// Which character, or place in a list, came back as which after undo.
#[derive(Debug, Default)]
pub(crate) struct Revived(HashMap<ID, ID>);

impl Revived {
    fn now(&self, mut id: ID) -> ID {
        while let Some(&next) = self.0.get(&id) {
            id = next;
        }
        id
    }

    fn note(&mut self, was: ID, now: ID) {
        let was = self.now(was);
        if was != now {
            self.0.insert(was, now);
        }
    }
}

/// A splice, and for each character of its text, as which it had stood before.
struct Stroke {
    splice: Splice,
    revives: Vec<ID>,
}

/// Writes one change.
pub(crate) struct Pen<'d> {
    pub(crate) doc: &'d LoroDoc,
    pub(crate) mirror: &'d mut Mirror,
    pub(crate) revived: &'d mut Revived,
    /// How to take the change back, in the order in which it was made.
    pub(crate) inverse: Vec<Inverse>,
    /// What was changed.
    pub(crate) touched: BTreeSet<Address>,
}

impl Pen<'_> {
    fn done(&mut self, address: Address, inverse: Inverse) {
        self.mirror.refresh(self.doc, &address);
        self.touched.insert(address);
        self.inverse.push(inverse);
    }

    /// Makes `splices` in the text of `field`.
    pub(crate) fn splice(&mut self, field: &FieldId, splices: Vec<Splice>) -> Result<(), DocumentError> {
        let strokes = splices.into_iter().map(|splice| Stroke { splice, revives: Vec::new() });
        self.strike(field, strokes.collect())
    }

    fn strike(&mut self, field: &FieldId, strokes: Vec<Stroke>) -> Result<(), DocumentError> {
        if strokes.is_empty() {
            return Ok(());
        }
        let text = self.doc.get_text(field.as_str());
        let mut cuts = Vec::with_capacity(strokes.len());
        for Stroke { splice, revives } in strokes.into_iter().rev() {
            let end = splice.at + splice.delete;
            let mut cut = Cut { inserted: vec![], removed: vec![], before: vec![], behind: vec![], at: splice.at };
            if splice.delete > 0 {
                let removed = text.slice(splice.at, end)?;
                cut.removed = ids(&text, splice.at..end).into_iter().zip(removed.chars()).collect();
                cut.before = ids(&text, splice.at.saturating_sub(NEIGHBOURS)..splice.at);
                cut.before.reverse();
                cut.behind = ids(&text, end..(end + NEIGHBOURS).min(text.len_unicode()));
                text.delete(splice.at, splice.delete)?;
            }
            if !splice.insert.is_empty() {
                text.insert(splice.at, &splice.insert)?;
                let length = splice.insert.chars().count() as i32;
                if let Some(first) = id_at(&text, splice.at) {
                    // One insertion numbers its characters one after the other.
                    cut.inserted = (0..length).map(|i| ID::new(first.peer, first.counter + i)).collect();
                }
                revives.into_iter().zip(&cut.inserted).for_each(|(was, &now)| self.revived.note(was, now));
            }
            cuts.push(cut);
        }
        self.done(Address::Text(field.clone()), Inverse::Text { field: field.clone(), cuts });
        Ok(())
    }

    /// Sets or clears the value of `item` under `key`.
    pub(crate) fn set(&mut self, item: &ItemId, key: &str, value: Option<Value>) -> Result<(), DocumentError> {
        let was = self.mirror.value(item, key).cloned();
        if was == value {
            return Ok(());
        }
        let map = self.doc.get_map(item.as_str());
        match &value {
            Some(value) => map.insert(key, stored(value))?,
            None => map.delete(key)?,
        }
        let inverse = Inverse::Value { item: item.clone(), key: key.into(), set: value, was };
        self.done(Address::Values(item.clone()), inverse);
        Ok(())
    }

    /// Puts the new item `id` into its list behind `after`; `None` puts it last. Taking it back archives the item,
    /// which is noted by whoever calls this.
    pub(crate) fn enlist(&mut self, list: List, id: &ItemId, after: Option<&ItemId>) -> Result<(), DocumentError> {
        let entries = self.mirror.entries(list);
        let behind = after.and_then(|after| entries.iter().position(|e| e == after.as_str()));
        let at = behind.map_or(entries.len(), |i| i + 1);
        self.doc.get_movable_list(list.name()).insert(at, id.as_str())?;
        let address = Address::List(list);
        self.mirror.refresh(self.doc, &address);
        self.touched.insert(address);
        Ok(())
    }

    /// Moves `id` within its list behind the first of `after` that stands there; to the front if none does.
    pub(crate) fn reorder(&mut self, list: List, id: &ItemId, after: &[String]) -> Result<(), DocumentError> {
        let entries = self.mirror.entries(list);
        let Some(from) = entries.iter().position(|e| e == id.as_str()) else { return Ok(()) };
        let others = entries.iter().filter(|e| *e != id.as_str());
        let goal = after.iter().find_map(|a| others.clone().position(|e| e == a)).map_or(0, |i| i + 1);
        // Before its first entry there are none but others.
        if goal == from {
            return Ok(());
        }
        let was_after = entries[..from].iter().rev().take(NEIGHBOURS).cloned().collect();
        let address = Address::List(list);
        let container = self.doc.get_movable_list(list.name());
        let was = place_of(&container, from);
        // Where two copies of the sheet added the same item apart, it stands in the list twice. The first one counts,
        // so those before the goal have to move as well.
        let bound = entries.len();
        for _ in 0..bound {
            let entries = self.mirror.entries(list);
            let Some(first) = entries.iter().position(|e| e == id.as_str()) else { break };
            if first == goal {
                break;
            }
            let to = if first > goal { goal } else { spot(entries, id.as_str(), goal) - 1 };
            container.mov(first, to)?;
            self.mirror.refresh(self.doc, &address);
        }
        let set =
            self.mirror.entries(list).iter().position(|e| e == id.as_str()).and_then(|at| place_of(&container, at));
        let inverse = Inverse::Order { list, item: id.clone(), set, was, after: was_after };
        self.done(address, inverse);
        Ok(())
    }

    /// Takes a stroke back. What others have changed since stays as they made it.
    pub(crate) fn take_back(&mut self, inverse: Inverse) -> Result<(), DocumentError> {
        match inverse {
            Inverse::Text { field, cuts } => self.take_back_text(&field, &cuts),
            Inverse::Value { item, key, set, was } => {
                if same(self.mirror.value(&item, &key), set.as_ref()) {
                    self.set(&item, &key, was)?;
                }
                Ok(())
            }
            Inverse::Order { list, item, set, was, after } => {
                let container = self.doc.get_movable_list(list.name());
                let at = self.mirror.entries(list).iter().position(|e| e == item.as_str());
                let now = at.and_then(|at| place_of(&container, at));
                if now.is_none() || now != set.map(|id| self.revived.now(id)) {
                    return Ok(());
                }
                self.reorder(list, &item, &after)?;
                if let (Some(was), Some(Inverse::Order { set: Some(set), .. })) = (was, self.inverse.last()) {
                    self.revived.note(was, *set);
                }
                Ok(())
            }
        }
    }

    fn take_back_text(&mut self, field: &FieldId, cuts: &[Cut]) -> Result<(), DocumentError> {
        let text = self.doc.get_text(field.as_str());
        let length = text.len_unicode();
        let standing: HashMap<ID, usize> = ids(&text, 0..length).into_iter().zip(0..).collect();
        let place = |id: &ID| standing.get(&self.revived.now(*id)).copied();
        let boundaries = merge::boundaries(self.mirror.text_of(field));
        let boundary = |at| boundaries.range(at..).next().copied().unwrap_or(length);
        let mut goes = vec![false; length];
        let mut comes: Vec<Vec<(ID, char)>> = vec![Vec::new(); length + 1];
        for cut in cuts {
            let inserted: Vec<usize> = cut.inserted.iter().filter_map(place).collect();
            if !cut.removed.is_empty() {
                let at = inserted.first().copied();
                let at = at.or_else(|| cut.before.iter().find_map(|id| Some(place(id)? + 1)));
                let at = at.or_else(|| cut.behind.iter().find_map(place));
                comes[boundary(at.unwrap_or(cut.at.min(length)))].extend(&cut.removed);
            }
            inserted.into_iter().for_each(|at| goes[at] = true);
        }
        self.strike(field, strokes(&goes, comes))
    }
}

fn strokes(goes: &[bool], comes: Vec<Vec<(ID, char)>>) -> Vec<Stroke> {
    let mut out: Vec<Stroke> = Vec::new();
    for (at, back) in comes.into_iter().enumerate() {
        let delete = usize::from(goes.get(at).copied().unwrap_or(false));
        if delete == 0 && back.is_empty() {
            continue;
        }
        let adjoins = |s: &Stroke| s.splice.at + s.splice.delete == at;
        if !out.last().is_some_and(adjoins) {
            out.push(Stroke { splice: Splice { at, delete: 0, insert: String::new() }, revives: Vec::new() });
        }
        if let Some(Stroke { splice, revives }) = out.last_mut() {
            splice.delete += delete;
            splice.insert.extend(back.iter().map(|(_, c)| c));
            revives.extend(back.iter().map(|(id, _)| id));
        }
    }
    out
}

/// Whether two values are the same; no value and "no" are.
fn same(a: Option<&Value>, b: Option<&Value>) -> bool {
    let no = |v: Option<&Value>| matches!(v, None | Some(Value::Bool(false)));
    a == b || (no(a) && no(b))
}

fn id_at(text: &LoroText, at: usize) -> Option<ID> {
    text.get_cursor(at, Side::Middle)?.id
}

fn ids(text: &LoroText, range: std::ops::Range<usize>) -> Vec<ID> {
    range.filter_map(|at| id_at(text, at)).collect()
}

/// The index behind the first `count` entries other than `id`.
fn spot(entries: &[String], id: &str, count: usize) -> usize {
    let others = (0..entries.len()).filter(|&i| entries[i] != id);
    count.checked_sub(1).and_then(|last| others.clone().nth(last)).map_or(0, |i| i + 1)
}

/// The id of the stroke that last put the item at `at` where it is.
fn place_of(list: &LoroMovableList, at: usize) -> Option<ID> {
    list.get_cursor(at, Side::Middle)?.id
}

/// The list that orders items like `id`.
pub(crate) fn list_of(id: &ItemId) -> Option<List> {
    id.kind().and_then(Kind::list)
}
