//! The desktop shell: one window around `app`. Nothing is decided here; a command is one call of one function of the core.

mod commands;
mod dialogs;
mod opening;
mod window;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use tauri::{AppHandle, Emitter, Manager};

use opening::{Asked, book_among};

/// Names a directory for everything the program keeps. Such a program stands for itself: it neither looks for nor answers to
/// another that runs on this machine.
const DATA_DIRECTORY: &str = "ARITAI_DATA_DIR";

/// Success once the window has been closed; a failure when it could not be opened at all.
pub fn run() -> ExitCode {
    let data = std::env::var_os(DATA_DIRECTORY).map(PathBuf::from);
    let mut builder = tauri::Builder::default();
    if data.is_none() {
        // Must come first: a second start ends here, before it touches anything.
        builder = builder.plugin(tauri_plugin_single_instance::init(started_again));
    }
    let built = builder
        .plugin(tauri_plugin_dialog::init())
        .setup(move |app| {
            let directory = match data {
                Some(directory) => directory,
                None => app.path().app_data_dir()?,
            };
            std::fs::create_dir_all(&directory)?;
            app.manage(Asked::new(book_among(std::env::args(), &std::env::current_dir()?)));
            window::show_at_the_latest(app.handle());
            Ok(())
        })
        .invoke_handler(tauri::generate_handler![
            commands::ready,
            commands::choose_book,
            commands::choose_place,
            commands::open_pdf,
        ])
        .build(tauri::generate_context!());
    match built {
        Ok(app) => {
            app.run(|_, _| {});
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("aritai: the window cannot be opened: {error}");
            ExitCode::FAILURE
        }
    }
}

/// A second start of the program: its window is this one, its book is opened here.
fn started_again(app: &AppHandle, arguments: Vec<String>, directory: String) {
    if let Err(error) = window::show(app) {
        eprintln!("aritai: the window cannot be shown: {error}");
    }
    if let Some(book) = book_among(arguments, Path::new(&directory))
        && let Err(error) = app.emit(commands::OPEN, book)
    {
        eprintln!("aritai: a second start could not hand over its book: {error}");
    }
}
