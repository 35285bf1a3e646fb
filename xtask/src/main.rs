//! `cargo xtask …`: one command each to run, test and measure Aritai, from a fresh clone.

mod bench;
mod fonts;
mod gallery;
mod icons;
mod machine;
mod open;
mod picture;
mod stamp;
mod step;
mod subset;
mod test;
mod tools;
mod ui;

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use step::Failure;

const HELP: &str = "\
cargo xtask run [FILE]  install what is missing, build, and open the window (without a display: serve to a browser)
cargo xtask test        everything that must hold: formatting, lints, types, tests of Rust, screens, browser and window
cargo xtask bench       measure, and write docs/benchmarks.md
cargo xtask setup       only install what is missing, and build the screens
cargo xtask fonts       only put the fonts in place
cargo xtask picture     photograph the real window for the README
cargo xtask gallery     draw every poster as a thumbnail into target/gallery/index.html
cargo xtask icons       draw the icons anew from assets/icons/icon.svg
";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let rest = arguments.get(1..).unwrap_or_default();
    let root = root();
    let done = match arguments.first().map(String::as_str) {
        Some("run") => open::open(&root, rest),
        Some("test") => test::test(&root),
        Some("bench") => bench::bench(&root),
        Some("setup") => machine::packages(&root, machine::BUILD)
            .and_then(|()| ui::modules(&root))
            .and_then(|()| fonts::fetch(&root))
            .and_then(|()| ui::build(&root)),
        Some("fonts") => ui::modules(&root).and_then(|()| fonts::fetch(&root)),
        Some("picture") => picture::take(&root),
        Some("gallery") => ui::modules(&root).and_then(|()| fonts::fetch(&root)).and_then(|()| gallery::draw(&root)),
        Some("icons") => icons::draw(&root),
        Some("help" | "--help" | "-h") => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(Failure::new(
            match other {
                Some(word) => format!("there is no command `{word}`"),
                None => "a command is missing".to_owned(),
            },
            format!("Give one of these:\n{HELP}"),
        )),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\nStopped: {}\n{}", failure.what, failure.remedy);
            ExitCode::FAILURE
        }
    }
}

/// The repository's root: xtask lives one storey below it.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}
