//! `aritai-cli`: everything that needs no window, for scripts, and the screens for a browser.

mod arguments;
mod export;
mod printing;
mod serve;
mod work;

use app::{App, Failure, Folders, Rim, Trouble};
use arguments::{Arguments, Command, Tongue};
use clap::Parser;
use sheet::{Catalogue, Language};
use std::process::ExitCode;

/// Why a command was not done, in words.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The core refused.
    Failed(Failure),
    /// Something about the command itself, or its input.
    Said(String),
}

pub(crate) type Done = Result<(), Stop>;

/// The core, and the words to speak with.
pub(crate) struct Session {
    pub app: App,
    pub words: Catalogue,
}

impl Session {
    fn new(language: Option<Language>) -> Result<Self, Stop> {
        let fallback = Catalogue::builtin(language.unwrap_or_default());
        let app = Folders::here().and_then(|folders| App::new(folders, Rim::real()));
        let app = app.map_err(|t| Stop::Failed(t.say(&fallback)))?;
        if let Some(language) = language {
            app.speak(language);
        }
        Ok(Self { words: app.catalogue(), app })
    }

    /// The trouble in words.
    pub fn stop(&self, trouble: &Trouble) -> Stop {
        Stop::Failed(trouble.say(&self.words))
    }

    /// Says a sentence of the catalogue on standard output.
    pub fn say(&self, key: &str, values: &[(&str, &str)]) {
        println!("{}", self.words.say(key, values));
    }

    /// A sentence of the catalogue as the reason for stopping.
    pub fn refuse(&self, key: &str, values: &[(&str, &str)]) -> Stop {
        Stop::Said(self.words.say(key, values))
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let language = arguments.language.map(|tongue| match tongue {
        Tongue::Ja => Language::Ja,
        Tongue::En => Language::En,
    });
    let done = match arguments.command {
        Command::Vet => return work::vet(),
        command => Session::new(language).and_then(|session| run(session, command)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop::Failed(f)) => {
            eprintln!("{}\n{}\n{}\n[{}]", f.what, f.next, f.kept, f.code);
            ExitCode::FAILURE
        }
        Err(Stop::Said(why)) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn run(session: Session, command: Command) -> Done {
    match command {
        Command::New { book, organisation, year, form } => work::new(&session, &book, organisation, year, &form),
        Command::Import { book, file } => work::import(&session, &book, &file),
        Command::Show { book, which, json, public } => work::show(&session, &book, which, json, public),
        Command::Edit { book, which, changes } => work::edit(&session, &book, which, changes.as_deref()),
        Command::Export(asked) => export::export(&session, &asked),
        Command::Picture { book, file, which, caption, alt } => {
            work::picture(&session, &book, &file, which, caption, alt)
        }
        Command::Versions { book, which, add, reason } => work::versions(&session, &book, which, add, reason),
        Command::Merge { book, other } => work::merge(&session, &book, &other),
        Command::Check { book, recover } => work::check(&session, &book, recover.as_deref()),
        Command::Serve { book, port } => serve::serve(session, book.as_deref(), port),
        Command::Vet => Ok(()),
    }
}
