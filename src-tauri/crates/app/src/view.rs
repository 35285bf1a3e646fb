//! A sheet as a screen shows it: with its form, its horizons in words, how full it is, what undo would do.

use crate::api::{BookView, Fill, Horizon, SheetView, Year};
use crate::open::Open;
use crate::{App, Trouble, lock};
use press::Theme;
use sheet::{Catalogue, Form, ItemId, Kind, Label, Sheet, SheetId, forms};
use std::collections::BTreeMap;

/// The form of a sheet.
pub(crate) fn form_of(sheet: &Sheet) -> Result<&'static Form, Trouble> {
    forms::find(&sheet.form).ok_or_else(|| Trouble::NoSuchForm(sheet.form.clone()))
}

/// By when each vision and step is to be: in its own number of years, else in the form's.
fn horizons(sheet: &Sheet, form: &Form, catalogue: &Catalogue) -> BTreeMap<ItemId, Horizon> {
    let visions = form.visions.iter().map(|v| {
        let own = sheet.vision(&v.key).and_then(|v| v.horizon);
        (ItemId::slot(Kind::Vision, &[&v.key]), own.or(v.horizon))
    });
    let steps = form.steps.iter().map(|s| {
        let own = sheet.step(&s.key).and_then(|s| s.horizon);
        (ItemId::slot(Kind::Step, &[&s.key]), own.or(s.horizon))
    });
    let in_words = |years: u32| Horizon { years, label: sheet.fiscal_year.after(years).label(catalogue.language()) };
    visions.chain(steps).filter_map(|(id, years)| Some((id, in_words(years?)))).collect()
}

/// What was done, in words: 目標状態の追加.
fn in_words(label: &Label, catalogue: &Catalogue) -> String {
    let kind = label.kind.map_or("kind.sheet".into(), |k| format!("kind.{}", k.word()));
    catalogue.say(&label.key, &[("item", catalogue.word(&kind))])
}

impl App {
    /// The sheet with everything that a screen shows of it.
    pub(crate) fn view(&self, open: &mut Open, id: &SheetId) -> Result<SheetView, Trouble> {
        let (who, catalogue) = (self.author(), self.catalogue());
        let revision = open.revision(id);
        let document = open.document(id)?;
        let undo = document.undo_label(&who).map(|l| in_words(l, &catalogue));
        let redo = document.redo_label(&who).map(|l| in_words(l, &catalogue));
        let mut sheet = (*document.sheet()).clone();
        let form = form_of(&sheet)?;
        let fill = form.sections.iter().map(|s| {
            let (filled, of) = form.fill(s.kind, &sheet);
            Fill { section: s.kind, filled, of }
        });
        let fill = fill.collect();
        let not_shown = form.not_shown(&sheet);
        let hints = sheet::coherence::hints(&sheet, form);
        form.complete(&mut sheet);
        Ok(SheetView {
            id: id.clone(),
            year: sheet.fiscal_year.label(catalogue.language()),
            horizons: horizons(&sheet, form, &catalogue),
            fill,
            not_shown,
            hints,
            undo,
            redo,
            revision,
            form: form.clone(),
            sheet,
        })
    }

    /// The open book with its years.
    pub(crate) fn view_book(&self, open: &Open) -> Result<BookView, Trouble> {
        let catalogue = self.catalogue();
        let years = open.book.sheets()?.into_iter().map(|entry| Year {
            sheet: entry.id,
            fiscal_year: entry.fiscal_year,
            label: entry.fiscal_year.label(catalogue.language()),
            cohort: entry.cohort,
            theme: entry.theme,
            accent: Theme::of(entry.fiscal_year).id.clone(),
        });
        let path = open.book.path().to_path_buf();
        let read_only = open.book.read_only().map(|reason| {
            let trouble = Trouble::Book(book::BookError::ReadOnly { path: path.clone(), reason });
            trouble.say(&catalogue)
        });
        let remembered = |path: &std::path::Path| lock(&self.memory).recent.iter().any(|r| r.path == path && r.sample);
        Ok(BookView {
            organisation: open.book.head().organisation.clone(),
            read_only,
            sample: open.sample || remembered(&path),
            years: years.collect(),
            path: path.display().to_string(),
        })
    }
}
