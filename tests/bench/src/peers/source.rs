//! The words of a sheet as other programs take them: the same sections with the same texts on the same paper, in the same face, at a
//! size that is given and not sought.

use serde_json::Value;
use std::fmt::Write;

/// Keys whose strings are no words of the team.
const NO_WORDS: [&str; 12] =
    ["id", "form", "step", "serves", "phase", "status", "date", "aspect", "hash", "template", "theme-id", "hidden"];

/// A heading and the paragraphs under it.
pub struct Section {
    heading: String,
    paragraphs: Vec<String>,
}

/// The sections of a sheet as `aritai-cli show --json` prints it.
pub fn sections(sheet: &Value) -> Vec<Section> {
    let Some(parts) = sheet.as_object() else { return Vec::new() };
    let mut sections: Vec<Section> = parts
        .iter()
        .map(|(key, part)| {
            let mut paragraphs = Vec::new();
            if !NO_WORDS.contains(&key.as_str()) {
                words(part, &mut paragraphs);
            }
            Section { heading: key.clone(), paragraphs }
        })
        .collect();
    sections.retain(|section| !section.paragraphs.is_empty());
    sections
}

fn words(part: &Value, found: &mut Vec<String>) {
    match part {
        Value::String(text) if !text.is_empty() => found.extend(text.lines().map(str::to_owned)),
        Value::Array(parts) => parts.iter().for_each(|part| words(part, found)),
        Value::Object(parts) => {
            parts.iter().filter(|(key, _)| !NO_WORDS.contains(&key.as_str())).for_each(|(_, part)| words(part, found))
        }
        _ => {}
    }
}

/// The sections as a source of Typst: four columns on A3, with `stroke` as the keystroke that makes this source another one.
pub fn typst(sections: &[Section], stroke: &str) -> String {
    let mut source = String::from(
        "#set page(width: 420mm, height: 297mm, margin: 15mm, columns: 4)\n\
         #set text(font: \"BIZ UDPGothic\", size: 8pt, lang: \"ja\")\n#set par(justify: true, leading: 0.5em)\n",
    );
    // Writing to a string does not fail.
    let _ = writeln!(source, "#text({:?})\n", stroke);
    for section in sections {
        let _ = writeln!(source, "== #text({:?})\n", section.heading);
        for paragraph in &section.paragraphs {
            let _ = writeln!(source, "- #text({paragraph:?})\n");
        }
    }
    source
}

/// The sections as a page for a browser, set in the same way as [`typst`]'s.
pub fn html(sections: &[Section], stroke: &str, fonts: &str) -> String {
    let mut page = format!(
        "<!doctype html><html lang=\"ja\"><meta charset=\"utf-8\"><title>sheet</title><style>\
         @font-face {{ font-family: face; src: url(\"{fonts}/BIZUDPGothic_400Regular.ttf\"); }}\
         @font-face {{ font-family: face; font-weight: 700; src: url(\"{fonts}/BIZUDPGothic_700Bold.ttf\"); }}\
         @page {{ size: 420mm 297mm; margin: 15mm; }}\
         body {{ margin: 0; font: 8pt/1.5 face; columns: 4; text-align: justify; line-break: strict; }}</style>\
         <p>{}</p>",
        escaped(stroke)
    );
    for section in sections {
        let _ = write!(page, "<h2>{}</h2><ul>", escaped(&section.heading));
        for paragraph in &section.paragraphs {
            let _ = write!(page, "<li>{}</li>", escaped(paragraph));
        }
        page.push_str("</ul>");
    }
    page
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
