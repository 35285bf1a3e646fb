//! The least that a Tauri window can be: the limit beside which the start of Aritai is measured. Shown once its page is loaded.

use std::process::ExitCode;

use tauri::webview::PageLoadEvent;

fn main() -> ExitCode {
    let built = tauri::Builder::default()
        .on_page_load(|webview, page| {
            if page.event() == PageLoadEvent::Finished
                && let Err(error) = webview.window().show()
            {
                eprintln!("empty-window: {error}");
            }
        })
        .run(tauri::generate_context!("tests/bench/empty/tauri.conf.json"));
    match built {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("empty-window: {error}");
            ExitCode::FAILURE
        }
    }
}
