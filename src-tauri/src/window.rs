//! The one window: hidden until it is painted, found again by a second start.

use std::time::Duration;

use tauri::{AppHandle, Manager, WebviewWindow};

/// The label of the window in tauri.conf.json.
const MAIN: &str = "main";

/// Screens that have not said `ready` by then are shown as they are: a person who sees nothing cannot act.
const LONGEST_HIDDEN: Duration = Duration::from_secs(5);

/// Shows the window and gives it the keyboard, also when it was minimised.
pub(crate) fn show(app: &AppHandle) -> tauri::Result<()> {
    let Some(window) = app.get_webview_window(MAIN) else {
        return Ok(()); // the program is ending
    };
    window.show()?;
    window.unminimize()?;
    window.set_focus()
}

/// Shows the window after a while if the screens never say that they are painted.
pub(crate) fn show_at_the_latest(app: &AppHandle) {
    let app = app.clone();
    std::thread::spawn(move || {
        std::thread::sleep(LONGEST_HIDDEN);
        let hidden = |window: WebviewWindow| !window.is_visible().unwrap_or(false);
        if app.get_webview_window(MAIN).is_some_and(hidden)
            && let Err(error) = show(&app)
        {
            eprintln!("aritai: the window cannot be shown: {error}");
        }
    });
}
