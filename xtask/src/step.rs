//! A step of work: its heading, its command, and what to do when it fails.

use std::ffi::OsStr;
use std::fmt::Display;
use std::io;
use std::process::Command;

/// Why the work stopped, and what the person at the keyboard can do about it.
#[derive(Debug)]
pub struct Failure {
    /// What happened.
    pub what: String,
    /// What to do.
    pub remedy: String,
}

impl Failure {
    /// A failure in words.
    pub fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { what: what.into(), remedy: remedy.into() }
    }

    /// A failure of reading or writing a file.
    pub fn file(path: impl Display, error: &io::Error) -> Self {
        Self::new(
            format!("{path}: {error}"),
            "Look whether the file is there, is yours to write, and the disk has room.",
        )
    }

    /// The same failure with a better advice.
    pub fn advise(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = remedy.into();
        self
    }
}

/// Prints the heading of a step.
pub fn heading(title: &str) {
    eprintln!("\n━━ {title}");
}

/// Nothing, once the command has ended well. The command is printed before it starts.
pub fn run(command: &mut Command) -> Result<(), Failure> {
    let line = line(command);
    eprintln!("$ {line}");
    let status = command.status().map_err(|error| missing(command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!("`{line}` failed ({status})"), "Its own words are above."))
    }
}

/// What the command printed, once it has ended well; no heading, no echo.
pub fn read(command: &mut Command) -> Result<String, Failure> {
    let output = command.output().map_err(|error| missing(command, &error))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(Failure::new(
            format!(
                "`{}` failed ({}): {}",
                line(command),
                output.status,
                String::from_utf8_lossy(&output.stderr).trim()
            ),
            "Try the same command by hand.",
        ))
    }
}

/// A command of npm, which on Windows is a script and not a program.
pub fn npm() -> Command {
    Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

/// The cargo that started this.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

fn missing(command: &Command, error: &io::Error) -> Failure {
    let program = command.get_program().to_string_lossy();
    Failure::new(format!("`{program}` cannot be started: {error}"), format!("Install {program}, then try again."))
}

fn line(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}
