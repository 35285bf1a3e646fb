//! Printing to a file.

use crate::printing::Printing;
use crate::work::{pick, read_json};
use crate::{Done, Session};

/// Prints a sheet of the book, or of the JSON file, as `asked`.
pub(crate) fn export(session: &Session, asked: &Printing) -> Done {
    let print = asked.print().ok_or_else(|| session.refuse("cli.bad-ending", &[]))?;
    let is_json = asked.from.extension().is_some_and(|e| e.eq_ignore_ascii_case("json"));
    let book = if is_json {
        read_json(session, &asked.from)?
    } else {
        session.app.look_at(&asked.from).and_then(|()| session.app.book_file()).map_err(|t| session.stop(&t))?
    };
    let sheet = pick(session, &book, asked.which)?;
    let exported = session.app.export_sheet(sheet, &book.organisation, &print, &asked.out);
    let exported = exported.map_err(|t| session.stop(&t))?;
    for o in &exported.report.overflow {
        let field = o.field.to_string();
        session.say("cli.overflow", &[("field", &field), ("characters", &o.characters.to_string())]);
    }
    // A brief or a poster is a choice of what the sheet says: how much it leaves is enough to know here.
    let left_out = &exported.report.left_out;
    if !left_out.is_empty() {
        let characters: u32 = left_out.iter().map(|l| l.characters).sum();
        session.say("cli.left-out", &[("n", &characters.to_string()), ("places", &left_out.len().to_string())]);
    }
    for picture in &exported.report.pictures {
        session.say("cli.left-out-picture", &[("picture", &picture.to_string())]);
    }
    for i in &exported.report.illegible {
        let field = i.field.as_ref().map_or("-".into(), ToString::to_string);
        let key = if i.larger_paper { "cli.illegible-paper" } else { "cli.illegible" };
        let (size, least) = (format!("{:.1}", i.size), format!("{:.1}", i.least));
        session.say(key, &[("field", &field), ("size", &size), ("least", &least)]);
    }
    for m in &exported.report.missing {
        let field = m.field.as_ref().map_or("-".into(), ToString::to_string);
        session.say("cli.missing", &[("character", &m.character), ("field", &field)]);
    }
    for file in &exported.files {
        let (pages, bytes) = (file.pages.to_string(), file.bytes.to_string());
        session.say("cli.written", &[("path", &file.path), ("pages", &pages), ("bytes", &bytes)]);
    }
    Ok(())
}
