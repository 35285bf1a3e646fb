//! 版: named points in a sheet's history.

use crate::api::*;
use crate::view::form_of;
use crate::{App, Trouble};
use document::Difference as Found;
use sheet::{Language, SheetId};

impl App {
    pub(crate) fn versions(&self, asked: OfSheet) -> Result<Vec<VersionView>, Trouble> {
        self.with_open(|open| self.list_versions(&open.book, &asked.sheet))
    }

    pub(crate) fn version_add(&self, asked: VersionAdd) -> Result<Vec<VersionView>, Trouble> {
        if asked.name.trim().is_empty() {
            return Err(Trouble::Empty("name"));
        }
        let (who, now) = (self.author(), self.rim.utc());
        let id = format!("version-{:016x}", self.rim.random());
        self.with_open(|open| {
            let document = open.document(&asked.sheet)?;
            let version = document.version(&id, asked.name.trim(), asked.reason.trim(), &who, now);
            open.book.add_version(&asked.sheet, &version)?;
            self.list_versions(&open.book, &asked.sheet)
        })
    }

    pub(crate) fn version_compared(&self, asked: OfVersion) -> Result<VersionCompared, Trouble> {
        self.with_open(|open| {
            let versions = open.book.versions(&asked.sheet)?;
            let version = versions.into_iter().find(|v| v.id == asked.version);
            let version = version.ok_or_else(|| Trouble::NoSuchVersion(asked.version.clone()))?;
            let mut then = version.state;
            let now = open.sheet(&asked.sheet)?;
            let texts = document::compare(&then, &now).into_iter().filter_map(|found| match found {
                Found::Text { field, before, after } => {
                    let kind = field.item().kind();
                    Some(Difference { field, kind, before: before.text, after: after.text })
                }
                _ => None,
            });
            let differences = texts.collect();
            let form = form_of(&then)?;
            form.complete(&mut then);
            Ok(VersionCompared { sheet: then, form: form.clone(), differences })
        })
    }

    fn list_versions(&self, book: &book::Book, sheet: &SheetId) -> Result<Vec<VersionView>, Trouble> {
        let (language, here) = (self.catalogue().language(), *self.rim.now().offset());
        let mut views: Vec<_> = book
            .versions(sheet)?
            .into_iter()
            .map(|v| {
                let time = v.time.with_timezone(&here);
                let day = sheet::era_date(time.date_naive(), language);
                let time = match language {
                    Language::Ja => format!("{day} {}", time.format("%H:%M")),
                    Language::En => time.format("%Y-%m-%d %H:%M").to_string(),
                };
                VersionView { id: v.id, name: v.name, reason: v.reason, author: v.author.name, time }
            })
            .collect();
        views.reverse();
        Ok(views)
    }
}
