//! How long it takes until a year can be read, beside a bare load of its document.

use std::path::Path;

use loro::LoroDoc;

use crate::Measured;
use crate::measure::Times;
use crate::table::{Bar, Table};
use crate::year::{EDITS, Stocked, Year};

const RUNS: usize = 51;

/// Opens a book of one year and a book of ten.
pub fn measure(year: &Year, place: &Path, table: &mut Table) -> Measured {
    let snapshot = year.snapshot()?;
    let one = year.book(place, 1)?;
    let ten = year.book(place, 10)?;
    let (mut bare, mut opened, mut opened_ten) = (Times::default(), Times::default(), Times::default());
    for _ in 0..RUNS {
        bare.once(|| {
            let document = LoroDoc::new();
            document.import(&snapshot)?;
            Ok(document.get_deep_value())
        })?;
        opened.once(|| read(&one))?;
        opened_ten.once(|| read(&ten))?;
    }
    let limit = Some(("bare Loro load", &bare));
    table.add(format!("open a year of {EDITS} edits"), &opened, limit, Some(Bar::Milliseconds(20.0)));
    table.add("open the last of ten such years in one book", &opened_ten, limit, Some(Bar::Milliseconds(20.0)));
    table.note(format!("A book of one such year has {} KiB, one of ten {} KiB.", kib(&one)?, kib(&ten)?));
    Ok(())
}

/// From the path to the list of years and the last year's sheet, ready to be written on.
fn read(stocked: &Stocked) -> Result<usize, Box<dyn std::error::Error>> {
    let mut book = stocked.open()?;
    let years = book.sheets()?.len();
    let last = stocked.sheets.last().ok_or("a book has a year")?;
    let document = book.document(last)?;
    Ok(years + document.sheet().actions.len())
}

fn kib(stocked: &Stocked) -> std::io::Result<u64> {
    Ok(std::fs::metadata(&stocked.path)?.len() / 1024)
}
