//! A plain copy of what the document holds, kept in step with every change, from which the sheet is read.

use loro::{ContainerID, ContainerType, LoroDoc, LoroValue};
use sheet::content::key;
use sheet::{Content, FieldId, ItemId, Kind, List, Value};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The key under which an item's map keeps that its field is confidential: `confidential:<field key>`.
const CONFIDENTIAL: &str = "confidential:";

/// The key of the confidential mark of `field` in its item's values.
pub(crate) fn confidential_key(field: &FieldId) -> String {
    format!("{CONFIDENTIAL}{}", field.key())
}

/// What of a document can change: the name of a root container, understood.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Address {
    Text(FieldId),
    Values(ItemId),
    List(List),
}

impl Address {
    /// The address of a root container; `None` for what this version does not know, which is kept and passed over.
    pub(crate) fn of(id: &ContainerID) -> Option<Self> {
        match id {
            ContainerID::Root { name, container_type } => Self::named(name, *container_type),
            ContainerID::Normal { .. } => None,
        }
    }

    fn named(name: &str, kind: ContainerType) -> Option<Self> {
        match kind {
            ContainerType::Text => FieldId::new(name).ok().map(Self::Text),
            ContainerType::Map => ItemId::new(name).ok().map(Self::Values),
            ContainerType::MovableList => List::ALL.into_iter().find(|l| l.name() == name).map(Self::List),
            _ => None,
        }
    }
}

#[derive(Debug, Default)]
struct Item {
    texts: BTreeMap<String, String>,
    values: BTreeMap<String, Value>,
}

/// The plain copy.
#[derive(Debug, Default)]
pub(crate) struct Mirror {
    items: BTreeMap<ItemId, Item>,
    /// As Loro has them: the same item twice where two copies added it apart.
    lists: HashMap<List, Vec<String>>,
    /// The items that stand in a list.
    listed: BTreeSet<ItemId>,
}

impl Mirror {
    /// The copy of all that `doc` holds.
    pub(crate) fn of(doc: &LoroDoc) -> Self {
        let mut mirror = Self::default();
        let LoroValue::Map(roots) = doc.get_deep_value() else { return mirror };
        for (name, value) in roots.iter() {
            let kind = match value {
                LoroValue::String(_) => ContainerType::Text,
                LoroValue::Map(_) => ContainerType::Map,
                LoroValue::List(_) => ContainerType::MovableList,
                _ => continue,
            };
            if let Some(address) = Address::named(name, kind) {
                mirror.take(&address, value);
            }
        }
        mirror
    }

    /// Copies what stands at `address` again.
    pub(crate) fn refresh(&mut self, doc: &LoroDoc, address: &Address) {
        let value = match address {
            Address::Text(field) => LoroValue::from(doc.get_text(field.as_str()).to_string()),
            Address::Values(item) => doc.get_map(item.as_str()).get_value(),
            Address::List(list) => doc.get_movable_list(list.name()).get_value(),
        };
        self.take(address, &value);
    }

    fn take(&mut self, address: &Address, value: &LoroValue) {
        match (address, value) {
            (Address::Text(field), LoroValue::String(text)) => self.set_text(field, text.to_string()),
            (Address::Values(item), LoroValue::Map(map)) => {
                let values = map.iter().filter_map(|(k, v)| Some((k.clone(), plain(v)?)));
                self.items.entry(item.clone()).or_default().values = values.collect();
            }
            (Address::List(list), LoroValue::List(entries)) => {
                let entries = entries.iter().map(|e| e.as_string().map_or_else(String::new, |s| s.to_string()));
                self.set_list(*list, entries.collect());
            }
            _ => {}
        }
    }

    fn set_text(&mut self, field: &FieldId, text: String) {
        self.items.entry(field.item()).or_default().texts.insert(field.key().to_string(), text);
    }

    fn set_list(&mut self, list: List, entries: Vec<String>) {
        self.lists.insert(list, entries);
        // Items never leave a list, so what stood in it still does.
        let listed = self.list(list);
        self.listed.extend(listed);
    }

    /// Whether the sheet has `item`: slots are always there.
    pub(crate) fn has(&self, item: &ItemId) -> bool {
        match item.kind() {
            Some(kind) if kind.list().is_some() => self.listed.contains(item),
            Some(_) => true,
            None => false,
        }
    }

    /// The text of `field`; empty where none was written.
    pub(crate) fn text_of(&self, field: &FieldId) -> &str {
        let item = self.items.get(&field.item());
        item.and_then(|i| i.texts.get(field.key())).map_or("", String::as_str)
    }

    /// The value of `item` under `key`.
    pub(crate) fn value(&self, item: &ItemId, key: &str) -> Option<&Value> {
        self.items.get(item)?.values.get(key)
    }

    /// The entries of `list` as Loro has them.
    pub(crate) fn entries(&self, list: List) -> &[String] {
        self.lists.get(&list).map_or(&[], Vec::as_slice)
    }
}

fn plain(value: &LoroValue) -> Option<Value> {
    match value {
        LoroValue::Bool(b) => Some(Value::Bool(*b)),
        LoroValue::I64(n) => Some(Value::Number(*n)),
        LoroValue::String(s) => Some(Value::Word(s.to_string())),
        _ => None,
    }
}

/// A value as Loro keeps it.
pub(crate) fn stored(value: &Value) -> LoroValue {
    match value {
        Value::Bool(b) => (*b).into(),
        Value::Number(n) => (*n).into(),
        Value::Word(w) => w.as_str().into(),
    }
}

impl Content for Mirror {
    fn text(&self, field: &FieldId) -> String {
        self.text_of(field).to_string()
    }

    fn confidential(&self, field: &FieldId) -> bool {
        self.value(&field.item(), &confidential_key(field)) == Some(&Value::Bool(true))
    }

    fn list(&self, list: List) -> Vec<ItemId> {
        let mut seen = BTreeSet::new();
        self.entries(list)
            .iter()
            .filter_map(|e| ItemId::new(e).ok())
            .filter(|id| id.kind().and_then(Kind::list) == Some(list) && seen.insert(id.clone()))
            .collect()
    }

    fn values(&self, item: &ItemId) -> BTreeMap<String, Value> {
        self.items.get(item).map(|i| i.values.clone()).unwrap_or_default()
    }

    fn slots(&self) -> BTreeSet<ItemId> {
        let is_slot = |id: &ItemId| id.kind().is_some_and(|k| k != Kind::Sheet && k.list().is_none());
        let written = |item: &Item| !item.values.is_empty() || item.texts.values().any(|t| !t.is_empty());
        let own = self.items.iter().filter(|(id, item)| is_slot(id) && written(item)).map(|(id, _)| id.clone());
        let places = self.items.values().filter_map(|item| match item.values.get(key::PLACE) {
            Some(Value::Word(place)) => ItemId::new(place).ok().filter(is_slot),
            _ => None,
        });
        own.chain(places).collect()
    }
}
