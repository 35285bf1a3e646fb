//! The commands on books.

use crate::arguments::Which;
use crate::{Done, Session, Stop};
use app::interchange::BookFile;
use sheet::{Edit, FiscalYear, FormId, ItemId, Kind, Sheet, SheetId, Value};
use std::io::Read;
use std::path::Path;
use std::process::{Command, ExitCode};

/// The sheet of the year asked for, or the latest.
pub(crate) fn pick<'b>(session: &Session, book: &'b BookFile, which: Which) -> Result<&'b Sheet, Stop> {
    let Some(year) = which.year else {
        let latest = book.sheets.iter().max_by_key(|s| s.fiscal_year);
        return latest.ok_or_else(|| session.refuse("cli.no-sheet", &[]));
    };
    let year = FiscalYear::new(year);
    let found = book.sheets.iter().find(|s| s.fiscal_year == year);
    found.ok_or_else(|| session.refuse("cli.no-such-year", &[("year", &year.label(session.words.language()))]))
}

/// The book or sheet in the JSON file at `path`.
pub(crate) fn read_json(session: &Session, path: &Path) -> Result<BookFile, Stop> {
    session.app.read_json(path).map_err(|t| session.stop(&t))
}

/// Begins a book.
pub(crate) fn new(session: &Session, book: &Path, organisation: String, year: Option<i32>, form: &str) -> Done {
    let form = FormId::new(form).map_err(|e| session.refuse("error.app.no-such-form.what", &[("form", &e.0)]))?;
    let year = year.map_or_else(|| session.app.this_year(), FiscalYear::new);
    let asked = serde_json::json!({ "path": book, "organisation": organisation, "fiscalYear": year, "form": form });
    let made = session.app.call("book-new", asked).map_err(Stop::Failed)?;
    session.say("cli.made", &[("path", made["path"].as_str().unwrap_or_default())]);
    close(session)
}

/// Takes the sheets of a JSON file into a book.
pub(crate) fn import(session: &Session, book: &Path, file: &Path) -> Done {
    let read = read_json(session, file)?;
    let count = session.app.import(book, &read).map_err(|t| session.stop(&t))?;
    session.say("cli.imported", &[("count", &count.to_string()), ("path", &book.display().to_string())]);
    close(session)
}

/// Prints what a book holds.
pub(crate) fn show(session: &Session, book: &Path, which: Which, json: bool, public: bool) -> Done {
    let read = session.app.look_at(book).and_then(|()| session.app.book_file());
    let mut read = read.map_err(|t| session.stop(&t))?;
    if which.year.is_some() {
        read.sheets = vec![pick(session, &read, which)?.clone()];
    }
    if public {
        read.sheets = read.sheets.iter().map(|s| (*s.public()).clone()).collect();
    }
    if json {
        print!("{}", read.written());
        return Ok(());
    }
    println!("{}", read.organisation);
    for sheet in &read.sheets {
        println!("\n{}  [{}]", sheet.fiscal_year.label(session.words.language()), sheet.form);
        for (field, text) in sheet.fields() {
            if !text.is_empty() {
                println!("  {field}: {}", text.as_str().replace('\n', "\n    "));
            }
        }
    }
    Ok(())
}

/// The latest sheet, or that of the year asked for, of the book that is open.
fn sheet_id(session: &Session, which: Which) -> Result<SheetId, Stop> {
    let book = session.app.call("book", serde_json::json!({})).map_err(Stop::Failed)?;
    let years = book["years"].as_array().cloned().unwrap_or_default();
    let wanted = years.iter().find(|y| which.year.is_none_or(|w| y["fiscalYear"] == w));
    let id = wanted.and_then(|y| y["sheet"].as_str()).and_then(|id| SheetId::new(id).ok());
    id.ok_or_else(|| match which.year {
        Some(year) => {
            let year = FiscalYear::new(year).label(session.words.language());
            session.refuse("cli.no-such-year", &[("year", &year)])
        }
        None => session.refuse("cli.no-sheet", &[]),
    })
}

fn open(session: &Session, book: &Path) -> Done {
    session.app.call("book-open", serde_json::json!({ "path": book })).map(drop).map_err(Stop::Failed)
}

fn close(session: &Session) -> Done {
    session.app.close();
    Ok(())
}

/// Makes changes to a sheet, all or none.
pub(crate) fn edit(session: &Session, book: &Path, which: Which, changes: Option<&Path>) -> Done {
    let bad = |detail: String| session.refuse("cli.bad-edits", &[("detail", &detail)]);
    let json = match changes {
        Some(path) => std::fs::read_to_string(path).map_err(|e| bad(e.to_string()))?,
        None => {
            let mut read = String::new();
            std::io::stdin().read_to_string(&mut read).map_err(|e| bad(e.to_string()))?;
            read
        }
    };
    let edits: Vec<Edit> = serde_json::from_str(&json).map_err(|e| bad(e.to_string()))?;
    open(session, book)?;
    let sheet = sheet_id(session, which)?;
    let asked = serde_json::json!({ "sheet": sheet, "edits": edits });
    session.app.call("edit", asked).map_err(Stop::Failed)?;
    session.say("cli.changed", &[("count", &edits.len().to_string())]);
    close(session)
}

/// Keeps a picture in the book and puts it on the sheet's poster.
pub(crate) fn picture(session: &Session, book: &Path, file: &Path, which: Which, caption: String, alt: String) -> Done {
    let no_random = |e: getrandom::Error| session.refuse("cli.bad-edits", &[("detail", &e.to_string())]);
    open(session, book)?;
    let sheet = sheet_id(session, which)?;
    let hash = session.app.add_picture(file).map_err(|t| session.stop(&t))?;
    let id = ItemId::mint(Kind::Picture, getrandom::u64().map_err(no_random)?);
    let place = Some(ItemId::poster());
    let value = Some(Value::Word(hash.clone()));
    let edits = [
        Edit::Add { id: id.clone(), place, after: None, text: caption },
        Edit::Text { field: id.field("alt"), base: String::new(), text: alt },
        Edit::Value { id: id.clone(), key: sheet::content::key::HASH.into(), value },
    ];
    let asked = serde_json::json!({ "sheet": sheet, "edits": edits });
    session.app.call("edit", asked).map_err(Stop::Failed)?;
    session.say("cli.picture", &[("id", id.as_str()), ("hash", &hash)]);
    close(session)
}

/// Lists versions, after naming one if asked to.
pub(crate) fn versions(session: &Session, book: &Path, which: Which, add: Option<String>, reason: String) -> Done {
    match &add {
        Some(_) => open(session, book)?,
        None => session.app.look_at(book).map_err(|t| session.stop(&t))?,
    }
    let sheet = sheet_id(session, which)?;
    let listed = match add {
        Some(name) => {
            let asked = serde_json::json!({ "sheet": sheet, "name": name, "reason": reason });
            session.app.call("version-add", asked)
        }
        None => session.app.call("versions", serde_json::json!({ "sheet": sheet })),
    };
    let listed = listed.map_err(Stop::Failed)?;
    let versions = listed.as_array().cloned().unwrap_or_default();
    if versions.is_empty() {
        session.say("cli.versions-none", &[]);
    }
    for version in versions {
        let text = |key: &str| version[key].as_str().unwrap_or_default().to_owned();
        println!("{}  {}  {}  {}", text("time"), text("name"), text("author"), text("reason"));
    }
    close(session)
}

/// Looks at every byte of a book, and saves what can be read where that is asked for.
pub(crate) fn check(session: &Session, book: &Path, recover: Option<&Path>) -> Done {
    if let Some(to) = recover {
        let saved = session.app.recover(book, to).map_err(|t| session.stop(&t))?;
        session.say("cli.recovered", &[("path", &to.display().to_string())]);
        for sheet in &saved.sheets {
            let year = FiscalYear::new(sheet.fiscal_year).label(session.words.language());
            let (updates, waiting) = (sheet.updates.to_string(), sheet.waiting.to_string());
            session.say("cli.recovered-sheet", &[("year", &year), ("updates", &updates), ("waiting", &waiting)]);
        }
        if !saved.is_complete() {
            session.say("cli.recovered-part", &[("lost", &(saved.lost.len() + saved.lost_pictures.len()).to_string())]);
        }
        return Ok(());
    }
    let found = session.app.check(book).map_err(|t| session.stop(&t))?;
    if found.is_clean() {
        session.say("cli.check-clean", &[]);
        return Ok(());
    }
    let detail = serde_json::to_string_pretty(&found).unwrap_or_default();
    Err(session.refuse("cli.check-damaged", &[("detail", &detail), ("path", &book.display().to_string())]))
}

/// Takes what was written in another copy of a book into this one.
pub(crate) fn merge(session: &Session, book: &Path, other: &Path) -> Done {
    let program =
        std::env::current_exe().map_err(|e| session.refuse("cli.no-program", &[("detail", &e.to_string())]))?;
    let child = || {
        let mut child = Command::new(&program);
        child.arg("vet");
        child
    };
    let merged = session.app.merge(book, other, child).map_err(|t| session.stop(&t))?;
    let (changes, sheets, versions) =
        (merged.changes.to_string(), merged.sheets.to_string(), merged.versions.to_string());
    let pictures = merged.pictures.to_string();
    let merged = [("changes", &*changes), ("sheets", &*sheets), ("versions", &*versions), ("pictures", &*pictures)];
    session.say("cli.merged", &merged);
    close(session)
}

/// The work of the child process that `merge` starts: reads changes from standard input, says what becomes of them.
pub(crate) fn vet() -> ExitCode {
    match app::vet_pipe() {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
