//! A year of edits by three people, the same every time, for benches and tests.

use crate::{Author, Document, DocumentError, Timestamp};
use sheet::content::key;
use sheet::{Content, Edit, FieldId, FiscalYear, FormId, ItemId, Kind, List, Sheet, Value};

/// Random numbers that are the same for the same seed (SplitMix64).
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// The numbers of `seed`.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`; 0 if `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        (self.roll() % end.max(1) as u64) as usize
    }

    /// One of `all`; `None` if there are none.
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }
}

/// What a generated year left behind.
#[derive(Debug)]
pub struct Year {
    /// The sheet with all that the three wrote.
    pub document: Document,
    /// Every change as it was stored, each after those that it builds on.
    pub updates: Vec<Vec<u8>>,
    /// The author of the document's next change.
    pub author: Author,
    /// When the year was over.
    pub end: Timestamp,
}

const WORDS: &[&str] = &[
    "住民",
    "職員",
    "対話",
    "組織",
    "地域",
    "未来",
    "挑戦",
    "信頼",
    "学び",
    "つながり",
    "支え合う",
    "育てる",
    "暮らし",
    "声を聞く",
    "見える化",
    "仕組み",
    "、",
    "。",
    "が",
    "の",
    "を",
    "に",
    "で",
    "と",
    "𠮷野",
    "１０年後",
    "１on１",
    "ワークショップ",
];

/// The slots in which the three write.
fn slots() -> Vec<ItemId> {
    let gap = |aspect, column| ItemId::slot(Kind::Gap, &[aspect, column]);
    let mut slots = vec![ItemId::slot(Kind::Vision, &["main"])];
    for aspect in ["organisation", "people"] {
        slots.push(ItemId::slot(Kind::Ideal, &[aspect]));
        slots.extend(["past", "present", "gap"].map(|column| gap(aspect, column)));
    }
    slots
}

/// A year of `edits` changes by three people, who write on three machines and merge several times a day.
///
/// # Errors
/// None but for a fault of this crate.
pub fn year(edits: usize, seed: u64) -> Result<Year, DocumentError> {
    let mut dice = Dice::new(seed);
    let people = [("p1", "青木"), ("p2", "﨑山"), ("p3", "𠮷田")].map(|(id, name)| Author::new(id, name));
    // 1 April 2022, 9 o'clock in Japan.
    let mut now = Timestamp::from_timestamp(1_648_771_200, 0).unwrap_or_default();
    // About 25 changes a sitting, three seconds apart, and the sittings spread over the year.
    let pause = chrono::Duration::seconds(365 * 24 * 3600 * 25 / edits.max(25) as i64);
    let blank = Sheet::blank(FiscalYear::new(2022), FormId::new("change-story").unwrap_or_default());
    let (first, birth) = Document::birth(101, &blank.edits(), &people[0], now)?;
    let mut updates = vec![birth.update];
    let mut copies = vec![first];
    for peer in [102, 103] {
        copies.push(Document::open(None, [updates[0].as_slice()], peer)?);
    }
    let mut fresh: Vec<(usize, Vec<u8>)> = Vec::new();
    let mut done = 0;
    while done < edits {
        // Somebody writes for a while, mostly in one field.
        now += pause;
        let who = dice.below(3);
        let mut field = any_field(&mut dice, &copies[who]);
        for _ in 0..(5 + dice.below(40)).min(edits - done) {
            now += chrono::Duration::seconds(3);
            let edit = match dice.below(100) {
                0..=1 => add(&mut dice, &copies[who], &mut field),
                2 => relocate(&mut dice, &copies[who]),
                3 => set(&mut dice, &copies[who]),
                _ => Some(typed(&mut dice, &copies[who], &field)),
            };
            let Some(edit) = edit else { continue };
            if let Some(change) = copies[who].apply(&edit, &people[who], now)? {
                fresh.push((who, change.update));
                done += 1;
            }
            if dice.below(12) == 0 {
                field = any_field(&mut dice, &copies[who]);
            }
        }
        if dice.below(3) == 0 || done >= edits {
            for (from, update) in fresh.drain(..) {
                for (to, copy) in copies.iter_mut().enumerate() {
                    if to != from {
                        copy.import(&update)?;
                    }
                }
                updates.push(update);
            }
        }
    }
    let [author, ..] = people;
    Ok(Year { document: copies.swap_remove(0), updates, author, end: now })
}

fn any_field(dice: &mut Dice, of: &Document) -> FieldId {
    if dice.below(4) == 0 {
        return ItemId::sheet().field(["theme", "subtitle", "why"][dice.below(3)]);
    }
    let mut fields: Vec<FieldId> = slots()
        .iter()
        .flat_map(|slot| slot.kind().map_or(&[][..], Kind::keys).iter().map(|key| slot.field(key)))
        .collect();
    for list in List::ALL {
        let items = of.mirror.list(list).into_iter();
        fields.extend(items.filter_map(|id| Some(id.field(id.kind()?.keys().first()?))));
    }
    let purposes = of.mirror.list(List::Actions).into_iter();
    fields.extend(purposes.flat_map(|id| ["attr-purpose", "attr-effect", "attr-example"].map(|key| id.field(key))));
    dice.pick(&fields).cloned().unwrap_or_default()
}

/// A word more, or a few characters less.
fn typed(dice: &mut Dice, of: &Document, field: &FieldId) -> Edit {
    let base = of.text(field).to_string();
    let chars: Vec<char> = base.chars().collect();
    let at = if dice.below(4) > 0 { chars.len() } else { dice.below(chars.len() + 1) };
    let long = chars.len() > 80;
    let gone = if dice.below(6) == 0 || long { dice.below(if long { 40 } else { 6 }) } else { 0 };
    let (head, tail) = (&chars[..at.saturating_sub(gone)], &chars[at..]);
    let word = dice.pick(WORDS).copied().unwrap_or_default();
    let text = head.iter().collect::<String>() + word + &tail.iter().collect::<String>();
    Edit::Text { field: field.clone(), base, text }
}

/// A new item, in which the writing then goes on.
fn add(dice: &mut Dice, of: &Document, field: &mut FieldId) -> Option<Edit> {
    let kinds =
        [Kind::Member, Kind::Bullet, Kind::Bullet, Kind::Cause, Kind::Goal, Kind::Earlier, Kind::Action, Kind::Effect];
    let kind = *dice.pick(&kinds)?;
    let list = kind.list()?;
    let items = of.mirror.list(list);
    if items.len() >= 24 {
        return None;
    }
    let place = match kind {
        Kind::Bullet => Some(dice.pick(&slots())?.clone()),
        Kind::Goal => Some(ItemId::slot(Kind::Step, &[["1", "2", "3"][dice.below(3)]])),
        Kind::Cause => Some(dice.pick(&of.mirror.list(List::Bullets))?.clone()),
        Kind::Effect => Some(dice.pick(&of.mirror.list(List::Actions))?.clone()),
        _ => None,
    };
    let id = ItemId::mint(kind, dice.roll());
    *field = id.field(kind.keys().first()?);
    let after = if dice.below(2) == 0 { dice.pick(&items).cloned() } else { None };
    Some(Edit::Add { id, place, after, text: String::new() })
}

fn relocate(dice: &mut Dice, of: &Document) -> Option<Edit> {
    let items = of.mirror.list(*dice.pick(&[List::Bullets, List::Goals, List::Actions, List::Effects])?);
    let id = dice.pick(&items)?.clone();
    let after = dice.pick(&items).filter(|after| **after != id).cloned();
    let place = match of.mirror.value(&id, key::PLACE) {
        Some(Value::Word(place)) => ItemId::new(place).ok(),
        _ => None,
    };
    let elsewhere = (id.kind() == Some(Kind::Bullet)).then(|| dice.pick(&slots()).cloned()).flatten();
    Some(Edit::Move { id, place: elsewhere.or(place), after })
}

fn set(dice: &mut Dice, of: &Document) -> Option<Edit> {
    let items = of.mirror.list(*dice.pick(&[List::Bullets, List::Goals, List::Causes])?);
    let id = dice.pick(&items)?.clone();
    Some(match dice.below(4) {
        0 => Edit::Archive { id },
        1 => Edit::Restore { id },
        2 => Edit::Confidential { field: id.field(id.kind()?.keys().first()?), on: dice.below(2) == 0 },
        _ => {
            let id = ItemId::slot(Kind::Step, &["1"]);
            Edit::Value { id, key: key::HORIZON.into(), value: Some(Value::Number(1 + dice.below(9) as i64)) }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_the_same_every_time() {
        let [a, b] = [year(400, 7), year(400, 7)].map(|y| y.unwrap());
        assert_eq!(a.updates, b.updates);
        assert_eq!(a.document.export_snapshot(), b.document.export_snapshot());
        let again = Document::open(None, a.updates.iter().map(Vec::as_slice), 9).unwrap();
        assert_eq!(again.sheet(), a.document.sheet());
        assert!(a.document.sheet().fields().iter().filter(|(_, t)| !t.is_empty()).count() > 5);
    }
}
