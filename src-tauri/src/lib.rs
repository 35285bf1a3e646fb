//! The desktop shell: one window around `app`. Nothing is decided here; a command is one call of one function of the core.

mod commands;
mod dialogs;
mod opening;
mod window;

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use app::{App, Folders, Rim, Trouble};
use sheet::{Catalogue, Language};
use tauri::{AppHandle, Emitter, Manager, RunEvent, WindowEvent};
use tauri_plugin_dialog::{DialogExt, MessageDialogKind};

use commands::Core;
use opening::{Asked, book_among};

/// Success once the window has been closed; a failure when it could not be opened at all.
pub fn run() -> ExitCode {
    let mut builder = tauri::Builder::default();
    if std::env::var_os(app::DATA_FOLDER).is_none() {
        // Must come first: a second start ends here. A program with a data folder of its own stands for itself: it neither
        // looks for nor answers to another that runs on this machine.
        builder = builder.plugin(tauri_plugin_single_instance::init(started_again));
    }
    let built = builder
        .plugin(tauri_plugin_dialog::init())
        .setup(|app| {
            match core() {
                Ok(core) => begin(app.handle(), core)?,
                Err(trouble) => refuse(app.handle(), &trouble),
            }
            Ok(())
        })
        .invoke_handler(tauri::generate_handler![
            commands::call,
            commands::ready,
            commands::close,
            commands::choose_book,
            commands::choose_place,
            commands::open_pdf,
            commands::show_in_folder,
        ])
        .build(tauri::generate_context!());
    match built {
        Ok(app) => {
            app.run(|app, event| match event {
                RunEvent::WindowEvent { event: WindowEvent::CloseRequested { api, .. }, .. } => {
                    window::keep_first(app, &api)
                }
                RunEvent::Exit => end(app),
                _ => {}
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("aritai: the window cannot be opened: {error}");
            ExitCode::FAILURE
        }
    }
}

fn core() -> Result<Core, Trouble> {
    Ok(Arc::new(App::new(Folders::here()?, Rim::real())?))
}

/// Puts the core behind the window, and has every window hear of what happens.
fn begin(app: &AppHandle, core: Core) -> std::io::Result<()> {
    let windows = app.clone();
    core.listen(move |event| tell(windows.emit(commands::HAPPENED, event), "an event was not heard"));
    app.manage(core);
    app.manage(Asked::new(book_among(std::env::args(), &std::env::current_dir()?)));
    app.manage(window::Closing::default());
    window::show_at_the_latest(app);
    Ok(())
}

/// Says why there is no core, and ends the program once that was read.
fn refuse(app: &AppHandle, trouble: &Trouble) {
    eprintln!("aritai: {trouble}");
    // Which language was chosen is among what could not be read.
    let said = trouble.say(&Catalogue::builtin(Language::default()));
    let ended = app.clone();
    app.dialog()
        .message(format!("{}\n\n{}\n{}", said.what, said.next, said.kept))
        .title("Aritai")
        .kind(MessageDialogKind::Error)
        .show(move |_| ended.exit(1));
}

/// Closes the open book. All that was acknowledged is in the file already; this lets it open faster the next time.
fn end(app: &AppHandle) {
    if let Some(core) = app.try_state::<Core>() {
        // Not by the command: that tells every window, and there is none any more.
        core.close();
    }
}

/// A second start of the program: its window is this one, its book is opened here.
fn started_again(app: &AppHandle, arguments: Vec<String>, directory: String) {
    tell(window::show(app), "the window cannot be shown");
    if let Some(book) = book_among(arguments, Path::new(&directory)) {
        tell(app.emit(commands::OPEN, book), "a second start could not hand over its book");
    }
}

/// Says on the error stream that something of the window's went wrong, where there is nobody else to tell.
fn tell(done: tauri::Result<()>, what: &str) {
    if let Err(error) = done {
        eprintln!("aritai: {what}: {error}");
    }
}
