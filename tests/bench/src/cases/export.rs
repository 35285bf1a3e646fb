//! How long the sample's sheet of about 3,000 characters takes to the preview and to a PDF on the disk, and an edit of it from the
//! screen's call to the answer.

use std::error::Error;
use std::path::Path;

use app::{App, Folders, Rim};
use serde_json::{Value, json};

use crate::Measured;
use crate::measure::Times;
use crate::table::{Bar, Table};

const RUNS: usize = 31;

/// Calls the core as the screens do. The first call of each kind, which also loads the fonts, is not counted.
pub fn measure(place: &Path, table: &mut Table) -> Measured {
    let data = place.join("export");
    let app = App::new(Folders { books: data.join("books"), data }, Rim::real())?;
    let call = |command: &str, asked: Value| -> Result<Value, Box<dyn Error>> {
        app.call(command, asked).map_err(|failure| format!("{command}: {}", failure.what).into())
    };
    let started = call("start", json!({}))?;
    let sheet = &started["book"]["years"][0]["sheet"];
    let pdf = place.join("sheet.pdf");
    for paper in ["a3", "a4"] {
        let (mut previewed, mut exported) = (Times::default(), Times::default());
        for run in 0..=RUNS {
            let asked = json!({ "sheet": sheet, "paper": paper });
            let preview = || call("preview", json!({ "print": asked }));
            let export = || call("export", json!({ "print": asked, "path": pdf }));
            if run == 0 {
                preview()?;
                export()?;
                continue;
            }
            previewed.once(preview)?;
            exported.once(export)?;
        }
        table.add(format!("preview of the sample's sheet, {paper}"), &previewed, None, None);
        table.add(
            format!("export of the sample's sheet to PDF, {paper}"),
            &exported,
            None,
            Some(Bar::Milliseconds(150.0)),
        );
    }
    let mut edited = Times::default();
    let mut base =
        call("sheet", json!({ "sheet": sheet }))?["sheet"]["subtitle"].as_str().unwrap_or_default().to_owned();
    for _ in 0..RUNS {
        let text = format!("{base}、");
        let edit = json!({ "edit": "text", "field": "sheet.subtitle", "base": base, "text": text });
        edited.once(|| call("edit", json!({ "sheet": sheet, "edits": [edit] })))?;
        base = text;
    }
    table.add("edit of the sample, from the screen's call to the answer", &edited, None, None);
    Ok(())
}
