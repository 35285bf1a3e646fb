//! What the screens may ask of the shell. All that is about books and sheets goes through `call` to the core.

use std::path::{Path, PathBuf};

use tauri::{AppHandle, State, WebviewWindow};

use crate::dialogs::{self, Question};
use crate::opening::Asked;
use crate::window;

/// The event by which a second start of the program hands over the path of its book.
pub(crate) const OPEN: &str = "open";

/// The book that was asked for when the program was started, if any. Shows the window: the screens are painted.
#[tauri::command]
pub(crate) fn ready(app: AppHandle, asked: State<'_, Asked>) -> tauri::Result<Option<PathBuf>> {
    window::show(&app)?;
    Ok(asked.take())
}

/// The path of the book that the person chose in the system's dialog, if any.
#[tauri::command]
pub(crate) async fn choose_book(window: WebviewWindow, question: Question) -> tauri::Result<Option<String>> {
    tauri::async_runtime::spawn_blocking(move || dialogs::existing(&window, &question)).await
}

/// The path that the person chose for a new file in the system's dialog, if any.
#[tauri::command]
pub(crate) async fn choose_place(window: WebviewWindow, question: Question) -> tauri::Result<Option<String>> {
    tauri::async_runtime::spawn_blocking(move || dialogs::place(&window, &question)).await
}

/// Nothing, once an exported PDF was handed to the system's viewer. Any other kind of file is refused: to open a file by its
/// kind can mean to run it.
#[tauri::command]
pub(crate) async fn open_pdf(path: PathBuf) -> Result<(), String> {
    if !is_pdf(&path) {
        return Err("not a PDF".to_owned());
    }
    tauri_plugin_opener::open_path(&path, None::<&str>).map_err(|error| error.to_string())
}

fn is_pdf(path: &Path) -> bool {
    path.is_absolute()
        && path.is_file()
        && path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pdf"))
}
