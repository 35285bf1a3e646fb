//! Printing to a file.

use crate::arguments::{What, Which};
use crate::work::{pick, read_json};
use crate::{Done, Session};
use std::path::{Path, PathBuf};

/// Prints a sheet of the book, or of the JSON file, `from` to `out`.
pub(crate) fn export(session: &Session, from: &Path, which: Which, what: What, paper: &str, out: &Path) -> Done {
    let What::Sheet = what;
    let is_json = from.extension().is_some_and(|e| e.eq_ignore_ascii_case("json"));
    let book = if is_json {
        read_json(session, from)?
    } else {
        session.app.look_at(from).and_then(|()| session.app.book_file()).map_err(|t| session.stop(&t))?
    };
    let sheet = pick(session, &book, which)?;
    let kind = out.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase);
    match kind.as_deref() {
        Some("pdf") => {
            let pdf = session.app.pdf_of_sheet(sheet, &book.organisation, paper).map_err(|t| session.stop(&t))?;
            session.app.write(out, &pdf.bytes).map_err(|t| session.stop(&t))?;
            for o in &pdf.overflow {
                let field = o.field.to_string();
                session.say("cli.overflow", &[("field", &field), ("characters", &o.characters.to_string())]);
            }
            for m in &pdf.missing {
                let field = m.field.as_ref().map_or("-".into(), ToString::to_string);
                session.say("cli.missing", &[("character", &m.character), ("field", &field)]);
            }
            let path = out.display().to_string();
            let (pages, bytes) = (pdf.pages.to_string(), pdf.bytes.len().to_string());
            session.say("cli.written", &[("path", &path), ("pages", &pages), ("bytes", &bytes)]);
            Ok(())
        }
        Some("svg") => {
            let pages = session.app.svg_of_sheet(sheet, &book.organisation, paper).map_err(|t| session.stop(&t))?;
            for (number, page) in (1..).zip(&pages) {
                let path = numbered(out, number);
                session.app.write(&path, page.as_bytes()).map_err(|t| session.stop(&t))?;
                let (path, bytes) = (path.display().to_string(), page.len().to_string());
                session.say("cli.written", &[("path", &path), ("pages", "1"), ("bytes", &bytes)]);
            }
            Ok(())
        }
        _ => Err(session.refuse("cli.bad-ending", &[])),
    }
}

/// `sheet.svg` for the first page, `sheet-2.svg` for the second.
fn numbered(out: &Path, number: usize) -> PathBuf {
    if number == 1 {
        return out.into();
    }
    let stem = out.file_stem().unwrap_or_default().to_string_lossy();
    out.with_file_name(format!("{stem}-{number}.svg"))
}
