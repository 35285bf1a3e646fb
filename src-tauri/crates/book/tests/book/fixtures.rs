//! Books of every version of the format that was ever written, kept in tests/files.

use crate::common::Desk;
use book::{Access, Book, VERSION};
use sheet::Sheet;
use std::{fs, path::PathBuf};

#[test]
fn a_book_of_every_version_opens_as_it_was() {
    let files = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../tests/files");
    for version in 1..=VERSION {
        let original = files.join(format!("book-v{version}.aritai"));
        assert!(
            original.exists(),
            "format {version} has no book in tests/files: make one with `cargo run -p book --example fixture`"
        );
        let wanted = fs::read_to_string(original.with_extension("json")).unwrap();
        let wanted: Vec<Sheet> = serde_json::from_str(&wanted).unwrap();
        let desk = Desk::new();
        let path = desk.path("綴り.aritai");
        let bytes = fs::read(&original).unwrap();
        // The number in the file's own header is the one in its name.
        assert_eq!(i64::from(u32::from_be_bytes(bytes[60..64].try_into().unwrap())), version);
        for access in [Access::ReadOnly, Access::Write] {
            fs::write(&path, &bytes).unwrap();
            let book = Book::open(&path, access, &desk.installation).unwrap();
            assert!(book.verify().unwrap().is_clean());
            let sheets: Vec<_> = book.sheet_ids().unwrap().iter().map(|sheet| book.sheet(sheet).unwrap()).collect();
            assert_eq!(sheets, wanted);
            assert_eq!(book.versions(&book.sheet_ids().unwrap()[0]).unwrap().len(), 1);
            let shown: Vec<_> = sheets.iter().flat_map(|s| &s.poster.pictures).filter_map(|p| p.hash.clone()).collect();
            assert_eq!((book.pictures().unwrap(), shown.is_empty()), (shown, version < 2));
            drop(book);
            if access == Access::ReadOnly {
                assert_eq!(fs::read(&path).unwrap(), bytes);
            }
        }
        assert!(book::open_foreign(&original).is_ok());
        assert_eq!(fs::read(&original).unwrap(), bytes);
    }
}

#[test]
fn every_table_and_column_is_described() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let text = fs::read_to_string(root.join("docs/file-format.md")).unwrap();
    let newest = rusqlite::Connection::open_with_flags(
        root.join(format!("tests/files/book-v{VERSION}.aritai")),
        rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY,
    )
    .unwrap();
    let mut columns = newest
        .prepare("SELECT t.name, c.name FROM pragma_table_list t JOIN pragma_table_info(t.name) c WHERE t.name NOT LIKE 'sqlite_%'")
        .unwrap();
    let columns = columns.query_map([], |r| Ok((r.get(0)?, r.get(1)?))).unwrap();
    let columns: Vec<(String, String)> = columns.collect::<Result<_, _>>().unwrap();
    assert!(columns.len() > 100);
    for (table, column) in columns {
        let row = text.lines().find(|l| l.starts_with(&format!("| `{table}` |")));
        let row = row.unwrap_or_else(|| panic!("docs/file-format.md does not describe {table}"));
        let everywhere = ["sheet", "sha256"].contains(&column.as_str());
        assert!(everywhere || row.contains(&format!("`{column}`")), "{table}.{column}");
    }
}
