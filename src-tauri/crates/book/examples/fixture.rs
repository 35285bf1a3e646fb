//! Writes a book of the present version of the format, and beside it what it holds, into the folder that is named
//! (tests/files). To be run once for each version, when it is new.

use book::{Book, Head, Installation, Picture, VERSION};
use document::{Author, Timestamp};
use sheet::{Edit, FiscalYear, Sheet, SheetId};
use std::{error::Error, fs, path::PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("name a folder")?);
    let path = folder.join(format!("book-v{VERSION}.aritai"));
    let notes = tempfile::tempdir()?;
    let installation = Installation::at(notes.path());
    let now = Timestamp::from_timestamp(1_655_000_000, 0).ok_or("a moment")?;
    let who = Author::new("p1", "﨑山 𠮷乃");
    let head = Head { id: "book-fixture".into(), organisation: "例市".into(), created: now };

    let mut full: Sheet = serde_json::from_str(include_str!("../tests/book/full.json"))?;
    let mut number = 0;
    full.name_items(|| {
        number += 1;
        number
    });
    let mut book = Book::create(&path, &head, &installation)?;
    let picture = Picture::new("image/png", 32, 32, include_bytes!("../../../../assets/icons/32x32.png").to_vec());
    book.add_picture(&picture)?;
    let first = SheetId::mint(1);
    let mut document = book.begin(&first, &full.edits(), &who, now)?;
    let next = Sheet::blank(FiscalYear::new(2023), "twenty-year".parse()?);
    book.begin(&SheetId::mint(2), &next.edits(), &who, now)?;
    let field: sheet::FieldId = "sheet.theme".parse()?;
    for (n, text) in ["歩いて暮らせる", "歩いて暮らせるまちへ", "みんなで歩いて暮らせるまちへ"].into_iter().enumerate()
    {
        let edit = Edit::Text { base: document.text(&field).into(), field: field.clone(), text: text.into() };
        let change = document.apply(&edit, &who, now)?.ok_or("a change")?;
        book.keep(&first, &document, &change, &who, now)?;
        if n == 1 {
            book.add_version(&first, &document.version("v1", "当初案", "研究会の前", &who, now))?;
            book.settle(&first, &document)?;
        }
    }
    let sheets: Vec<Sheet> = book.sheet_ids()?.iter().map(|id| book.sheet(id)).collect::<Result<_, _>>()?;
    let mut text = serde_json::to_string_pretty(&sheets)?;
    text.push('\n');
    fs::write(path.with_extension("json"), text)?;
    Ok(())
}
