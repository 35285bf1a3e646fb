//! What differs between two states of a sheet.

use crate::merge::hunks;
use serde::Serialize;
use sheet::content::key;
use sheet::{Edit, FieldId, ItemId, Kind, List, Sheet, Text, Value};
use std::collections::BTreeMap;

/// One difference between two states of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "difference", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Difference {
    /// An item is only in the later state.
    Added {
        /// The item.
        item: ItemId,
    },
    /// An item is only in the earlier state: the two are of different sheets.
    Missing {
        /// The item.
        item: ItemId,
    },
    /// An item belongs elsewhere.
    Moved {
        /// The item.
        item: ItemId,
        /// What it belonged to.
        from: Option<ItemId>,
        /// What it belongs to.
        to: Option<ItemId>,
    },
    /// An item has another place in the order of its list.
    Reordered {
        /// The item.
        item: ItemId,
    },
    /// A value was set, changed or cleared.
    Value {
        /// The item.
        item: ItemId,
        /// The value's name, as in [`sheet::content::key`].
        key: String,
        /// What it was.
        before: Option<Value>,
        /// What it is.
        after: Option<Value>,
    },
    /// A text, or its confidential mark, was changed.
    Text {
        /// The field.
        field: FieldId,
        /// What it was.
        before: Text,
        /// What it is.
        after: Text,
    },
}

/// The differences from `before` to `after`: items first, then values, then texts, each in the order of their ids.
pub fn compare(before: &Sheet, after: &Sheet) -> Vec<Difference> {
    let (before, after) = (Flat::of(before), Flat::of(after));
    let mut out = Vec::new();
    for (item, to) in &after.places {
        match before.places.get(item) {
            None => out.push(Difference::Added { item: item.clone() }),
            Some(from) if from != to => {
                out.push(Difference::Moved { item: item.clone(), from: from.clone(), to: to.clone() });
            }
            Some(_) => {}
        }
    }
    let gone = before.places.keys().filter(|item| !after.places.contains_key(*item));
    out.extend(gone.map(|item| Difference::Missing { item: item.clone() }));
    out.extend(reordered(&before, &after));
    for name in keys(&before.values, &after.values) {
        let (was, is) = (before.values.get(name), after.values.get(name));
        if was != is {
            let (item, key) = name.clone();
            out.push(Difference::Value { item, key, before: was.cloned(), after: is.cloned() });
        }
    }
    for field in keys(&before.texts, &after.texts) {
        let of = |flat: &Flat| flat.texts.get(field).cloned().unwrap_or_default();
        let (was, is) = (of(&before), of(&after));
        if was != is {
            out.push(Difference::Text { field: field.clone(), before: was, after: is });
        }
    }
    out
}

fn keys<'m, K: Ord, V>(a: &'m BTreeMap<K, V>, b: &'m BTreeMap<K, V>) -> impl Iterator<Item = &'m K> {
    a.keys().chain(b.keys()).collect::<std::collections::BTreeSet<_>>().into_iter()
}

/// The items that stayed where they belong but stand in another order, as few as explain it.
fn reordered(before: &Flat, after: &Flat) -> Vec<Difference> {
    let stayed = |item: &&ItemId| before.places.get(*item).is_some_and(|was| Some(was) == after.places.get(*item));
    let mut out = Vec::new();
    for group in after.order.keys() {
        let (was, is) = (before.ids(group, stayed), after.ids(group, stayed));
        for (_, moved) in hunks(&was, &is) {
            let items = is[moved].iter().filter_map(|id| ItemId::new(id).ok());
            out.extend(items.map(|item| Difference::Reordered { item }));
        }
    }
    out
}

/// A sheet by addresses.
#[derive(Default)]
struct Flat {
    places: BTreeMap<ItemId, Option<ItemId>>,
    order: BTreeMap<(List, Option<ItemId>), Vec<ItemId>>,
    values: BTreeMap<(ItemId, String), Value>,
    texts: BTreeMap<FieldId, Text>,
}

impl Flat {
    /// The items of `group` that `stayed`, in order.
    fn ids(&self, group: &(List, Option<ItemId>), stayed: impl Fn(&&ItemId) -> bool) -> Vec<&str> {
        self.order.get(group).into_iter().flatten().filter(stayed).map(ItemId::as_str).collect()
    }

    /// Made of the edits that would write the sheet, so that nothing that a sheet holds can be forgotten here.
    fn of(sheet: &Sheet) -> Self {
        let mut flat = Self::default();
        for edit in sheet.edits() {
            match edit {
                Edit::Add { id, place, .. } => {
                    if let Some(list) = id.kind().and_then(Kind::list) {
                        flat.order.entry((list, place.clone())).or_default().push(id.clone());
                    }
                    flat.places.insert(id, place);
                }
                Edit::Move { id, place, .. } => drop(flat.places.insert(id, place)),
                Edit::Archive { id } => drop(flat.values.insert((id, key::ARCHIVED.into()), Value::Bool(true))),
                Edit::Restore { id } => drop(flat.values.remove(&(id, key::ARCHIVED.into()))),
                Edit::Value { id, key, value: Some(value) } => drop(flat.values.insert((id, key), value)),
                Edit::Value { id, key, value: None } => drop(flat.values.remove(&(id, key))),
                Edit::Form { form } => {
                    flat.values.insert((ItemId::sheet(), key::FORM.into()), Value::Word(form.as_str().into()));
                }
                Edit::Text { field, text, .. } => flat.texts.entry(field).or_default().text = text,
                Edit::Confidential { field, on } => flat.texts.entry(field).or_default().confidential = on,
            }
        }
        flat
    }
}
