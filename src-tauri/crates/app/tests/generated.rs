//! What is generated from the core's types stands in the repository as it would be generated now.

use std::path::Path;

/// Compares `made` with the file, or writes it where `ARITAI_WRITE` is set.
fn compare(file: &str, made: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..").join(file);
    if std::env::var_os("ARITAI_WRITE").is_some() {
        std::fs::write(&path, made).unwrap();
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(there == made, "{file} is stale: run ARITAI_WRITE=1 cargo nextest run -p app");
}

#[test]
fn typescript_types_are_those_of_the_core() {
    compare("ui/src/lib/host/bindings.ts", &app::bindings::typescript());
}

#[test]
fn the_json_schema_is_that_of_the_core() {
    let schema = serde_json::to_string_pretty(&app::interchange::schema()).unwrap() + "\n";
    compare("docs/sheet.schema.json", &schema);
}
