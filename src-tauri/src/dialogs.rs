//! The system's file dialogs. Their words come from the screens, which have the catalogue.

use serde::Deserialize;
use tauri::WebviewWindow;
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder};

/// What a file dialog says and starts from.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Question {
    /// The title of the dialog.
    title: String,
    /// The name of the kind of file, as the dialog's list shows it.
    kind: String,
    /// The ending of such files, without its dot; none for a folder that is to be made.
    #[serde(default)]
    extension: Option<String>,
    /// The name offered for a new file.
    #[serde(default)]
    name: Option<String>,
}

/// The path of the file that the person chose to open; none when the dialog was closed.
pub(crate) fn existing(window: &WebviewWindow, question: &Question) -> Option<String> {
    dialog(window, question).blocking_pick_file().map(|path| path.to_string())
}

/// The path that the person chose for a new file; none when the dialog was closed.
pub(crate) fn place(window: &WebviewWindow, question: &Question) -> Option<String> {
    let mut dialog = dialog(window, question);
    if let Some(name) = &question.name {
        dialog = dialog.set_file_name(name);
    }
    let chosen = dialog.blocking_save_file()?.to_string();
    Some(match &question.extension {
        Some(extension) => with_ending(chosen, extension),
        None => chosen,
    })
}

fn dialog(window: &WebviewWindow, question: &Question) -> FileDialogBuilder<tauri::Wry> {
    let dialog = window.dialog().file().set_parent(window).set_title(&question.title);
    match &question.extension {
        Some(extension) => dialog.add_filter(&question.kind, &[extension]),
        None => dialog,
    }
}

/// The path with the ending: GTK's dialog, unlike Windows', does not add it by itself.
fn with_ending(path: String, extension: &str) -> String {
    let ending = format!(".{extension}");
    if path.to_lowercase().ends_with(&ending.to_lowercase()) { path } else { path + &ending }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_is_added_once() {
        assert_eq!(with_ending("/a/綴り".into(), "aritai"), "/a/綴り.aritai");
        assert_eq!(with_ending("/a/綴り.aritai".into(), "aritai"), "/a/綴り.aritai");
        assert_eq!(with_ending("C:\\A.PDF".into(), "pdf"), "C:\\A.PDF");
    }
}
