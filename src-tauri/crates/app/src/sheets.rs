//! Commands on a sheet: look, change, undo, redo, begin a year.

use crate::api::*;
use crate::open::{Hand, Open};
use crate::{App, Trouble, lock};
use book::BookError;
use document::{Change, Document, DocumentError};
use sheet::{Earlier, Edit, FiscalYear, FormId, ItemId, Kind, Sheet, SheetId, forms};

impl App {
    pub(crate) fn sheet_view(&self, asked: OfSheet) -> Result<SheetView, Trouble> {
        self.with_open(|open| self.view(open, &asked.sheet))
    }

    /// Makes all edits as one thing that undo takes back, and answers when they are safely in the file.
    pub(crate) fn edit(&self, asked: EditSheet) -> Result<SheetView, Trouble> {
        for edit in &asked.edits {
            edit.check()?;
            if let Edit::Form { form } = edit
                && forms::find(form).is_none()
            {
                return Err(Trouble::NoSuchForm(form.clone()));
            }
        }
        let Some(label) = Edit::label_of(&asked.edits) else { return self.sheet_view(OfSheet { sheet: asked.sheet }) };
        let (who, now) = (self.author(), self.rim.utc());
        let changed = self.change(&asked.sheet, |document| match &asked.edits[..] {
            [edit] => document.apply(edit, &who, now),
            edits => document.apply_all(edits, label.clone(), &who, now),
        })?;
        let head = changed.is_some_and(|c| c.touched.items.contains(&ItemId::sheet()) || touches_theme(&c));
        let view = self.with_open(|open| self.view(open, &asked.sheet))?;
        self.tell_changed(&view, head);
        Ok(view)
    }

    pub(crate) fn undo(&self, asked: OfSheet) -> Result<Option<Undone>, Trouble> {
        let (who, now) = (self.author(), self.rim.utc());
        self.take(asked.sheet, |document| document.undo(&who, now))
    }

    pub(crate) fn redo(&self, asked: OfSheet) -> Result<Option<Undone>, Trouble> {
        let (who, now) = (self.author(), self.rim.utc());
        self.take(asked.sheet, |document| document.redo(&who, now))
    }

    fn take(
        &self,
        sheet: SheetId,
        take: impl FnMut(&mut Document) -> Result<Option<Change>, DocumentError>,
    ) -> Result<Option<Undone>, Trouble> {
        let Some(change) = self.change(&sheet, take)? else { return Ok(None) };
        let view = self.with_open(|open| self.view(open, &sheet))?;
        self.tell_changed(&view, true);
        Ok(Some(Undone { view, field: change.label.field }))
    }

    /// Makes a change and commits it. Where something else wrote to the file, such as another account of this computer, the
    /// book is opened anew and the change is made to what is there now: texts are merged, nothing is written over.
    fn change(
        &self,
        sheet: &SheetId,
        mut change: impl FnMut(&mut Document) -> Result<Option<Change>, DocumentError>,
    ) -> Result<Option<Change>, Trouble> {
        let who = self.author();
        let hand = Hand { who: &who, rim: &self.rim };
        match self.with_open(|open| open.change(sheet, hand, &mut change)) {
            Err(Trouble::Book(BookError::ChangedElsewhere { .. })) => {
                let mut open = lock(&self.open);
                if let Some(stale) = open.take() {
                    *open = Some(stale.anew(&self.installation)?);
                }
                drop(open);
                self.with_open(|open| open.change(sheet, hand, &mut change))
            }
            done => done,
        }
    }

    fn tell_changed(&self, view: &SheetView, head: bool) {
        self.tell(Event::SheetChanged { sheet: view.id.clone(), revision: view.revision });
        if head {
            self.tell(Event::BookChanged);
        }
    }

    /// Begins a further year. What the year before started is noted in it, so that nothing of it is forgotten.
    pub(crate) fn year_add(&self, asked: YearAdd) -> Result<SheetView, Trouble> {
        check_year(asked.fiscal_year)?;
        let who = self.author();
        let view = self.with_open(|open| {
            let mut sheet = new_sheet(asked.fiscal_year, &asked.form)?;
            sheet.cohort = asked.cohort;
            if let Some(before) = &asked.follows {
                sheet.earlier = earlier_of(&*open.sheet(before)?, || self.rim.random());
            }
            let id = self.add_sheet(open, &sheet, Hand { who: &who, rim: &self.rim })?;
            self.view(open, &id)
        })?;
        self.tell(Event::BookChanged);
        Ok(view)
    }

    /// Begins `sheet` in the open book, unless the book has that year and cohort already.
    pub(crate) fn add_sheet(&self, open: &mut Open, sheet: &Sheet, hand: Hand<'_>) -> Result<SheetId, Trouble> {
        let same = |s: &book::SheetEntry| s.fiscal_year == sheet.fiscal_year && s.cohort == sheet.cohort;
        if open.book.sheets()?.iter().any(same) {
            return Err(Trouble::YearExists(sheet.fiscal_year.label(self.catalogue().language())));
        }
        open.begin(&sheet.edits(), hand)
    }
}

fn touches_theme(change: &Change) -> bool {
    change.touched.fields.contains(&ItemId::sheet().field("theme"))
}

/// Refuses what is no year of a team: a slip of the hand in a year is hard to notice later.
pub(crate) fn check_year(year: FiscalYear) -> Result<(), Trouble> {
    if (1868..=2999).contains(&year.number()) { Ok(()) } else { Err(Trouble::BadYear(year.number())) }
}

/// An empty sheet in a form that is known.
pub(crate) fn new_sheet(year: FiscalYear, form: &FormId) -> Result<Sheet, Trouble> {
    if forms::find(form).is_none() {
        return Err(Trouble::NoSuchForm(form.clone()));
    }
    Ok(Sheet::blank(year, form.clone()))
}

/// The actions of `before` as notes on earlier actions, after the notes that it carried itself.
fn earlier_of(before: &Sheet, mut random: impl FnMut() -> u64) -> Vec<Earlier> {
    let named = |text: &sheet::Text| !text.is_empty();
    let team: Vec<_> = before.members.iter().filter(|m| !m.archived && named(&m.name)).collect();
    let confidential = team.iter().any(|m| m.name.confidential);
    let names = team.iter().map(|m| m.name.as_str()).collect::<Vec<_>>().join("、");
    let carried = before.earlier.iter().filter(|e| !e.archived).cloned();
    let actions = before.actions.iter().filter(|a| !a.archived && named(&a.title));
    let noted = actions.map(|a| Earlier {
        fiscal_year: Some(before.fiscal_year),
        cohort: before.cohort,
        team: sheet::Text { text: names.clone(), confidential },
        title: a.title.clone(),
        note: a.status().map(|s| s.reason.clone()).unwrap_or_default(),
        status: a.status().map(|s| s.status),
        ..Earlier::default()
    });
    let mut all: Vec<Earlier> = carried.chain(noted).collect();
    all.iter_mut().for_each(|e| e.id = ItemId::mint(Kind::Earlier, random()));
    all
}
