//! From edits to strokes.

use crate::DocumentError;
use crate::merge::merge;
use crate::mirror::{Mirror, confidential_key};
use crate::pen::{Inverse, Pen, list_of};
use sheet::content::key;
use sheet::{Edit, EditError, FieldId, ItemId, Value};
use std::collections::BTreeSet;

/// Checks that all of `edits` can be made, one after the other, so that a change is made whole or not at all.
pub(crate) fn check(mirror: &Mirror, edits: &[Edit]) -> Result<(), DocumentError> {
    let mut added: BTreeSet<&ItemId> = BTreeSet::new();
    for edit in edits {
        edit.check()?;
        let known = |id: &ItemId| {
            if mirror.has(id) || added.contains(id) { Ok(()) } else { Err(DocumentError::UnknownItem(id.clone())) }
        };
        match edit {
            Edit::Text { field, .. } | Edit::Confidential { field, .. } => known(&field.item())?,
            Edit::Archive { id } | Edit::Restore { id } | Edit::Value { id, .. } => known(id)?,
            Edit::Form { .. } => {}
            Edit::Move { id, place, after } => {
                known(id)?;
                place.iter().chain(after).try_for_each(known)?;
                beside(id, after.as_ref())?;
            }
            Edit::Add { id, place, after, .. } => {
                if known(id).is_ok() {
                    return Err(DocumentError::ItemExists(id.clone()));
                }
                place.iter().chain(after).try_for_each(known)?;
                beside(id, after.as_ref())?;
                added.insert(id);
            }
        }
    }
    Ok(())
}

/// Checks that `id` can stand behind `after`: both are in the same list.
fn beside(id: &ItemId, after: Option<&ItemId>) -> Result<(), DocumentError> {
    match after {
        Some(after) if list_of(after) != list_of(id) => {
            Err(EditError::Misplaced { item: id.clone(), place: after.clone() }.into())
        }
        _ => Ok(()),
    }
}

impl Pen<'_> {
    /// Makes a checked edit.
    pub(crate) fn apply(&mut self, edit: &Edit) -> Result<(), DocumentError> {
        match edit {
            Edit::Text { field, base, text } => self.write(field, base, text),
            Edit::Confidential { field, on } => {
                if *on {
                    self.open(field)?;
                }
                self.set(&field.item(), &confidential_key(field), on.then_some(Value::Bool(true)))
            }
            Edit::Add { id, place, after, text } => self.add(id, place.as_ref(), after.as_ref(), text),
            Edit::Move { id, place, after } => {
                self.set(id, key::PLACE, place.as_ref().map(word))?;
                let after = after.iter().map(|a| a.as_str().to_string());
                match list_of(id) {
                    Some(list) => self.reorder(list, id, &after.collect::<Vec<_>>()),
                    None => Ok(()),
                }
            }
            Edit::Archive { id } => self.set(id, key::ARCHIVED, Some(Value::Bool(true))),
            Edit::Restore { id } => match self.mirror.value(id, key::ARCHIVED) {
                Some(Value::Bool(true)) => self.set(id, key::ARCHIVED, Some(Value::Bool(false))),
                _ => Ok(()),
            },
            Edit::Value { id, key, value } => self.set(id, key, value.clone()),
            Edit::Form { form } => self.set(&ItemId::sheet(), key::FORM, Some(Value::Word(form.as_str().into()))),
        }
    }

    fn write(&mut self, field: &FieldId, base: &str, text: &str) -> Result<(), DocumentError> {
        let splices = merge(base, text, self.mirror.text_of(field));
        if !splices.is_empty() {
            self.open(field)?;
        }
        self.splice(field, splices)
    }

    /// Notes that an open field is in use: its key comes from a form, so that the sheet could not know of it. The note
    /// is never taken back, since others may have written there.
    fn open(&mut self, field: &FieldId) -> Result<(), DocumentError> {
        if !field.is_open() {
            return Ok(());
        }
        let before = self.inverse.len();
        self.set(&field.item(), &format!("{}{}", key::TEXT, field.key()), Some(Value::Bool(true)))?;
        self.inverse.truncate(before);
        Ok(())
    }

    fn add(
        &mut self,
        id: &ItemId,
        place: Option<&ItemId>,
        after: Option<&ItemId>,
        text: &str,
    ) -> Result<(), DocumentError> {
        let Some(list) = list_of(id) else { return Ok(()) };
        let before = self.inverse.len();
        self.enlist(list, id, after)?;
        self.set(id, key::PLACE, place.map(word))?;
        if let Some(main) = id.kind().and_then(|k| k.keys().first().copied()) {
            self.write(&id.field(main), "", text)?;
        }
        // An item is never taken out again: adding it is taken back by archiving it, with all that is in it.
        self.inverse.truncate(before);
        self.inverse.push(Inverse::Value {
            item: id.clone(),
            key: key::ARCHIVED.into(),
            set: None,
            was: Some(Value::Bool(true)),
        });
        Ok(())
    }
}

fn word(id: &ItemId) -> Value {
    Value::Word(id.as_str().into())
}
