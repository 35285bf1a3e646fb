//! The document itself: birth, editing, undo, export.

use crate::apply::check;
use crate::mirror::{Address, Mirror};
use crate::pen::{Pen, Revived};
use crate::record::{Author, How, Message, Timestamp};
use crate::undo::{Stacks, Step};
use crate::{DocumentError, import};
use loro::{ExportMode, IdSpan, LoroDoc, VersionVector};
use serde::Serialize;
use sheet::{Edit, FieldId, ItemId, Label, List, Sheet};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

/// One year's living sheet.
#[derive(Debug)]
pub struct Document {
    pub(crate) doc: LoroDoc,
    pub(crate) mirror: Mirror,
    revived: Revived,
    stacks: HashMap<String, Stacks>,
    sheet: OnceLock<Arc<Sheet>>,
    /// The peers under which this document wrote since it was opened.
    pub(crate) own_peers: HashSet<u64>,
    /// Set when Loro failed in the middle of a change.
    pub(crate) broken: Option<String>,
}

/// What a change touched.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Touched {
    /// Texts that were written.
    pub fields: BTreeSet<FieldId>,
    /// Items whose values (place, date, confidential marks, archived …) were set.
    pub items: BTreeSet<ItemId>,
    /// Lists that got a new item or another order.
    pub lists: BTreeSet<List>,
}

/// A change that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The bytes to store and to hand to others.
    pub update: Vec<u8>,
    /// What was done, or taken back.
    pub label: Label,
    /// How it came about.
    pub how: How,
    /// What it touched.
    pub touched: Touched,
}

/// What a document knows, as bytes to be sent to a colleague who answers with what is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known(pub Vec<u8>);

impl Touched {
    pub(crate) fn of(addresses: impl IntoIterator<Item = Address>) -> Self {
        let mut touched = Self::default();
        for address in addresses {
            match address {
                Address::Text(field) => drop(touched.fields.insert(field)),
                Address::Values(item) => drop(touched.items.insert(item)),
                Address::List(list) => drop(touched.lists.insert(list)),
            }
        }
        touched
    }

    /// The fields, where nothing but words in them was touched.
    pub fn words(&self) -> Option<&BTreeSet<FieldId>> {
        (self.items.is_empty() && self.lists.is_empty()).then_some(&self.fields)
    }

    /// Whether nothing was touched.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.items.is_empty() && self.lists.is_empty()
    }
}

impl Document {
    /// A new document that `edits` write, and the change that is its birth, to be stored first.
    ///
    /// # Errors
    /// An edit cannot be made, or `peer` is the highest number.
    pub fn birth(peer: u64, edits: &[Edit], who: &Author, now: Timestamp) -> Result<(Self, Change), DocumentError> {
        let mut document = Self::over(import::blank(peer)?);
        let label = Label { key: "undo.birth".into(), kind: None, field: None };
        check(&document.mirror, edits)?;
        let message = Message::new(who, now, &label, How::Edit);
        let (change, _) =
            document.write(label, How::Edit, &message, now, |pen| edits.iter().try_for_each(|e| pen.apply(e)))?;
        Ok((document, change))
    }

    pub(crate) fn over(doc: LoroDoc) -> Self {
        let mirror = Mirror::of(&doc);
        let own_peers = HashSet::from([doc.peer_id()]);
        Self {
            doc,
            mirror,
            revived: Revived::default(),
            stacks: HashMap::new(),
            sheet: OnceLock::new(),
            own_peers,
            broken: None,
        }
    }

    /// The sheet as it stands. Cheap when nothing changed since the last call.
    pub fn sheet(&self) -> Arc<Sheet> {
        self.sheet.get_or_init(|| Arc::new(Sheet::read(&self.mirror))).clone()
    }

    /// The text of `field` as it stands; empty where none was written.
    pub fn text(&self, field: &FieldId) -> &str {
        self.mirror.text_of(field)
    }

    /// The peer under which this document writes.
    pub fn peer(&self) -> u64 {
        self.doc.peer_id()
    }

    /// Makes one edit; `None` when there was nothing to change.
    ///
    /// Typing in one field by one person within a minute is one step to undo, and one entry in the history.
    ///
    /// # Errors
    /// The edit cannot be made; nothing was changed.
    pub fn apply(&mut self, edit: &Edit, who: &Author, now: Timestamp) -> Result<Option<Change>, DocumentError> {
        self.change(std::slice::from_ref(edit), edit.label(), who, now)
    }

    /// Makes several edits as one change and one step to undo, called `label`; `None` when there was nothing to change.
    ///
    /// # Errors
    /// One of the edits cannot be made; none was made.
    pub fn apply_all(
        &mut self,
        edits: &[Edit],
        label: Label,
        who: &Author,
        now: Timestamp,
    ) -> Result<Option<Change>, DocumentError> {
        self.change(edits, label, who, now)
    }

    fn change(
        &mut self,
        edits: &[Edit],
        label: Label,
        who: &Author,
        now: Timestamp,
    ) -> Result<Option<Change>, DocumentError> {
        self.sound()?;
        check(&self.mirror, edits)?;
        let typing = match edits {
            [Edit::Text { field, .. }] => Some(field),
            _ => None,
        };
        let stacks = self.stacks.entry(who.id.clone()).or_default();
        let run = typing.and_then(|field| stacks.going_on(field, now));
        let goes_on = run.is_some();
        let (message, began) =
            run.map_or_else(|| (Message::new(who, now, &label, How::Edit), now), |(m, t)| (m.clone(), t));
        let make = |pen: &mut Pen| edits.iter().try_for_each(|edit| pen.apply(edit));
        let (change, inverse) = self.write(label.clone(), How::Edit, &message, began, make)?;
        if change.touched.is_empty() {
            return Ok(None);
        }
        let stacks = self.stacks.entry(who.id.clone()).or_default();
        if goes_on {
            stacks.extend(inverse);
        } else {
            stacks.push(Step { label, inverse }, typing.map(|field| (field.clone(), now, message)));
        }
        Ok(Some(change))
    }

    /// Takes back the last step of `who`; `None` when there is none that still changes anything. What others have
    /// written since stays.
    ///
    /// # Errors
    /// The document must be opened again.
    pub fn undo(&mut self, who: &Author, now: Timestamp) -> Result<Option<Change>, DocumentError> {
        self.take_back(How::Undo, who, now)
    }

    /// Brings back the step of `who` that was last taken back; `None` as for [`Document::undo`].
    ///
    /// # Errors
    /// The document must be opened again.
    pub fn redo(&mut self, who: &Author, now: Timestamp) -> Result<Option<Change>, DocumentError> {
        self.take_back(How::Redo, who, now)
    }

    fn take_back(&mut self, how: How, who: &Author, now: Timestamp) -> Result<Option<Change>, DocumentError> {
        self.sound()?;
        let back = how == How::Undo;
        while let Some(step) = self.stacks.get_mut(&who.id).and_then(|s| s.pop(back)) {
            let Step { label, inverse } = step;
            let message = Message::new(who, now, &label, how);
            let make = |pen: &mut Pen| inverse.into_iter().rev().try_for_each(|stroke| pen.take_back(stroke));
            let (change, inverse) = self.write(label.clone(), how, &message, now, make)?;
            if change.touched.is_empty() {
                continue;
            }
            self.stacks.entry(who.id.clone()).or_default().answer(back, Step { label, inverse });
            return Ok(Some(change));
        }
        Ok(None)
    }

    /// What [`Document::undo`] would take back for `who`.
    pub fn undo_label(&self, who: &Author) -> Option<&Label> {
        self.stacks.get(&who.id)?.label(true)
    }

    /// What [`Document::redo`] would bring back for `who`.
    pub fn redo_label(&self, who: &Author) -> Option<&Label> {
        self.stacks.get(&who.id)?.label(false)
    }

    /// Makes one change and commits it under `message`. What Loro does in here was checked before, so that an error
    /// breaks the document.
    fn write(
        &mut self,
        label: Label,
        how: How,
        message: &Message,
        time: Timestamp,
        make: impl FnOnce(&mut Pen) -> Result<(), DocumentError>,
    ) -> Result<(Change, Vec<crate::pen::Inverse>), DocumentError> {
        let from = self.own_end();
        let mut pen = Pen {
            doc: &self.doc,
            mirror: &mut self.mirror,
            revived: &mut self.revived,
            inverse: Vec::new(),
            touched: BTreeSet::new(),
        };
        let made = make(&mut pen);
        let (inverse, touched) = (pen.inverse, Touched::of(pen.touched));
        self.reread(&touched);
        if let Err(error) = made {
            self.broken = Some(error.to_string());
            return Err(DocumentError::Broken(error.to_string()));
        }
        self.doc.set_next_commit_message(&message.written());
        self.doc.set_next_commit_timestamp(time.timestamp());
        self.doc.commit();
        let span = IdSpan::new(self.doc.peer_id(), from, self.own_end());
        let update = match touched.is_empty() {
            true => Vec::new(),
            false => match self.doc.export(ExportMode::updates_in_range(vec![span])) {
                Ok(update) => update,
                Err(error) => {
                    self.broken = Some(error.to_string());
                    return Err(error.into());
                }
            },
        };
        Ok((Change { update, label, how, touched }, inverse))
    }

    /// How many operations the own peer has made.
    fn own_end(&self) -> i32 {
        let peer = self.doc.peer_id();
        self.doc.oplog_vv().get(&peer).copied().unwrap_or(0)
    }

    pub(crate) fn sound(&self) -> Result<(), DocumentError> {
        match &self.broken {
            None => Ok(()),
            Some(why) => Err(DocumentError::Broken(why.clone())),
        }
    }

    /// Brings the sheet that was read up to what was `touched`: where that is words of fields that it shows, they are put
    /// in, for to read a whole year takes longer than to commit a word. Else it is forgotten.
    fn reread(&mut self, touched: &Touched) {
        let (Some(mut sheet), Some(words)) = (self.sheet.take(), touched.words()) else { return };
        let in_place = Arc::make_mut(&mut sheet);
        let put = |field| match (in_place.text_mut(field), self.mirror.text_of(field)) {
            // A text that becomes empty can take its slot or its key along.
            (None, _) | (_, "") => false,
            (Some(stands), text) => {
                text.clone_into(&mut stands.text);
                true
            }
        };
        if words.iter().all(put) {
            self.sheet = OnceLock::from(sheet);
        }
    }

    /// Forgets the sheet that was read.
    pub(crate) fn stale(&mut self) {
        self.sheet.take();
    }

    /// All of the document and its history, as bytes.
    ///
    /// # Errors
    /// The document must be opened again.
    pub fn export_snapshot(&self) -> Result<Vec<u8>, DocumentError> {
        self.sound()?;
        Ok(self.doc.export(ExportMode::Snapshot)?)
    }

    /// What this document knows.
    pub fn known(&self) -> Known {
        Known(self.doc.oplog_vv().encode())
    }

    /// The changes that somebody who knows `theirs` lacks.
    ///
    /// # Errors
    /// `theirs` cannot be read.
    pub fn updates_since(&self, theirs: &Known) -> Result<Vec<u8>, DocumentError> {
        self.sound()?;
        let from = VersionVector::decode(&theirs.0).map_err(DocumentError::of_bytes)?;
        Ok(self.doc.export(ExportMode::updates(&from))?)
    }
}
