//! How long it takes until an edit is durable, beside a bare commit of as many bytes by SQLite.

use std::path::Path;

use document::Author;
use rusqlite::Connection;
use sheet::{Edit, ItemId};

use crate::Measured;
use crate::measure::Times;
use crate::table::{Bar, Table};
use crate::year::Year;

const RUNS: usize = 400;

/// Types into a year of many edits, word by word; after each word a bare commit of an update's size.
pub fn measure(year: &Year, place: &Path, table: &mut Table) -> Measured {
    let folder = place.join("edit");
    std::fs::create_dir_all(&folder)?;
    let stocked = year.book(&folder, 1)?;
    let sheet = stocked.sheets.first().ok_or("a book has a year")?;
    let mut book = stocked.open()?;
    let mut document = book.document(sheet)?;
    let bare_file = bare(&folder.join("bare.db"))?;
    let who = Author::new("p1", "青木");
    let field = ItemId::sheet().field("subtitle");
    let (mut edited, mut bare) = (Times::default(), Times::default());
    for run in 0..RUNS {
        let base = document.text(&field).to_owned();
        // as long as a line, then anew: what is measured is a word, not an ever longer text
        let text = if run % 20 == 0 { "対話".to_owned() } else { format!("{base}対話") };
        let edit = Edit::Text { field: field.clone(), base, text };
        let bytes = edited.once(|| {
            let now = chrono::Utc::now();
            let change = document.apply(&edit, &who, now)?.ok_or("the edit changes something")?;
            book.keep(sheet, &document, &change, &who, now)?;
            Ok(change.update.len())
        })?;
        let update = vec![7_u8; bytes];
        bare.once(|| Ok(bare_file.execute("INSERT INTO bare (bytes) VALUES (?1)", [&update])?))?;
    }
    table.add("edit to durable", &edited, Some(("bare SQLite commit", &bare)), Some(Bar::Times(1.5)));
    Ok(())
}

/// The least that SQLite can do with the durability that a book has.
fn bare(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "EXTRA")?;
    connection.execute_batch("CREATE TABLE bare (seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL)")?;
    Ok(connection)
}
