//! What the screens may ask of the shell. All that is about books and sheets goes through `call` to the core.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use app::{App, Failure, Trouble};
use serde_json::Value;
use tauri::async_runtime::spawn_blocking;
use tauri::{AppHandle, State, WebviewWindow};

use crate::dialogs::{self, Question};
use crate::opening::Asked;
use crate::window;

/// The core, as every command holds it.
pub(crate) type Core = Arc<App>;

/// The event by which the core tells every window what happened.
pub(crate) const HAPPENED: &str = "aritai";
/// The event by which a second start of the program hands over the path of its book.
pub(crate) const OPEN: &str = "open";

/// The answer of the core to one of its commands. Done beside the thread of the window, which goes on painting.
#[tauri::command]
pub(crate) async fn call(core: State<'_, Core>, command: String, args: Value) -> Result<Value, Failure> {
    let core = Arc::clone(&core);
    let (beside, name) = (Arc::clone(&core), command.clone());
    let done = spawn_blocking(move || beside.call(&name, args)).await;
    // The core does not panic but on a fault of ours; then the screens still get an answer.
    done.unwrap_or_else(|error| Err(core.failure(&Trouble::Request(format!("{command}: {error}")))))
}

/// The book that was asked for when the program was started, if any. Shows the window: the screens are painted.
#[tauri::command]
pub(crate) fn ready(app: AppHandle, asked: State<'_, Asked>) -> tauri::Result<Option<PathBuf>> {
    window::show(&app)?;
    Ok(asked.take())
}

/// Nothing; the window closes. The screens say so once they have kept what was typed last, when asked by the event `closing`.
#[tauri::command]
pub(crate) fn close(app: AppHandle) -> tauri::Result<()> {
    window::close(&app)
}

/// The path of the book that the person chose in the system's dialog, if any.
#[tauri::command]
pub(crate) async fn choose_book(window: WebviewWindow, question: Question) -> tauri::Result<Option<String>> {
    spawn_blocking(move || dialogs::existing(&window, &question)).await
}

/// The path that the person chose for a new file in the system's dialog, if any.
#[tauri::command]
pub(crate) async fn choose_place(window: WebviewWindow, question: Question) -> tauri::Result<Option<String>> {
    spawn_blocking(move || dialogs::place(&window, &question)).await
}

/// Nothing, once an exported PDF was handed to the system's viewer. Any other kind of file is refused: to open a file by its
/// kind can mean to run it.
#[tauri::command]
pub(crate) async fn open_pdf(core: State<'_, Core>, path: PathBuf) -> Result<(), Failure> {
    view(&path).map_err(|error| core.failure(&Trouble::File { path, error }))
}

/// Nothing, once the system shows where an exported file lies. Nothing is opened but the folder.
#[tauri::command]
pub(crate) async fn show_in_folder(core: State<'_, Core>, path: PathBuf) -> Result<(), Failure> {
    let shown = path.clone();
    // The desktop is asked and waited for, which must not hold up other commands.
    let done = spawn_blocking(move || reveal(&shown)).await;
    let done = done.unwrap_or_else(|error| Err(io::Error::other(error)));
    done.map_err(|error| core.failure(&Trouble::File { path, error }))
}

fn reveal(path: &Path) -> io::Result<()> {
    if !path.is_absolute() {
        return Err(io::ErrorKind::Unsupported.into());
    }
    path.metadata()?;
    tauri_plugin_opener::reveal_item_in_dir(path).map_err(io::Error::other)
}

fn view(path: &Path) -> io::Result<()> {
    if !is_pdf(path) {
        return Err(io::ErrorKind::Unsupported.into());
    }
    path.metadata()?;
    tauri_plugin_opener::open_path(path, None::<&str>).map_err(io::Error::other)
}

fn is_pdf(path: &Path) -> bool {
    path.is_absolute() && path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pdf"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_there_is_shown_in_its_folder() {
        assert_eq!(reveal(Path::new("シート.pdf")).unwrap_err().kind(), io::ErrorKind::Unsupported);
        let gone = std::env::temp_dir().join("ここにはないファイル.pdf");
        assert_eq!(reveal(&gone).unwrap_err().kind(), io::ErrorKind::NotFound);
    }

    #[test]
    fn nothing_but_a_pdf_is_opened() {
        assert!(is_pdf(Path::new(if cfg!(windows) { "C:\\シート.PDF" } else { "/tmp/シート.pdf" })));
        assert!(!is_pdf(Path::new("シート.pdf")));
        assert!(!is_pdf(Path::new("/usr/bin/sh")));
        assert!(!is_pdf(Path::new("/tmp/pdf")));
    }
}
