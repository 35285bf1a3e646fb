//! The one window: hidden until it is painted, found again by a second start.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tauri::{AppHandle, CloseRequestApi, Emitter, Manager, WebviewWindow};

/// The label of the window in tauri.conf.json.
const MAIN: &str = "main";

/// The event by which the screens are asked to keep what was typed last; they answer with the command `close`.
const CLOSING: &str = "closing";

/// When a person who asks to close once more is taken to insist: the screens had the time to answer, and it is still the
/// same wish.
const INSISTING: Range<Duration> = Duration::from_millis(1500)..Duration::from_secs(15);

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

/// Whether the screens were asked to keep what was typed last, and when.
#[derive(Default)]
pub(crate) struct Closing(Mutex<Option<Instant>>);

/// Has the screens keep what was typed last before the window closes. A person who insists closes it as it is: the screens
/// cannot keep it, and have said so, or they hang.
pub(crate) fn keep_first(app: &AppHandle, request: &CloseRequestApi) {
    let (Some(window), Some(closing)) = (app.get_webview_window(MAIN), app.try_state::<Closing>()) else {
        return; // there is nothing to keep
    };
    let mut asked = closing.0.lock().unwrap_or_else(PoisonError::into_inner);
    let since = asked.map(|asked| asked.elapsed());
    if since.is_some_and(|since| INSISTING.contains(&since)) || !window.is_visible().unwrap_or(false) {
        return;
    }
    match app.emit(CLOSING, ()) {
        Ok(()) => {
            request.prevent_close();
            if since.is_none_or(|since| since >= INSISTING.end) {
                *asked = Some(Instant::now());
            }
        }
        Err(error) => eprintln!("aritai: the screens could not be asked to keep what was typed: {error}"),
    }
}

/// Closes the window: all that was typed is kept.
pub(crate) fn close(app: &AppHandle) -> tauri::Result<()> {
    app.get_webview_window(MAIN).map_or(Ok(()), |window| window.destroy())
}
