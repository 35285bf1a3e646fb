//! Tools that come from crates.io and are kept under `target/tools`.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::step::{Failure, cargo, heading, run};

/// The newest tauri-driver of Tauri 2; those after it are alphas of 3.
const TAURI_DRIVER: &str = "2.1.0";
/// The oldest cargo-nextest with which `.config/nextest.toml` was tried.
const NEXTEST: &str = "0.9.143";
/// The Typst that the benchmarks measure beside our own setting of type.
const TYPST: &str = "0.15.2";

/// The path of tauri-driver, installed if need be.
pub fn tauri_driver(root: &Path) -> Result<PathBuf, Failure> {
    installed(root, "tauri-driver", TAURI_DRIVER)
}

/// Nothing, once Typst's compiler lies in `target/tools/typst`, from PyPI.
pub fn typst(root: &Path) -> Result<(), Failure> {
    let place = root.join("target/tools/typst");
    if place.join("typst").exists() {
        return Ok(());
    }
    heading(&format!("Tool: Typst {TYPST}"));
    run(Command::new("python3")
        .args(["-m", "pip", "install", "--quiet", "--no-deps", "--target"])
        .arg(&place)
        .arg(format!("typst=={TYPST}")))
    .map_err(|failure| failure.advise("Is PyPI in reach? Its own words are above."))
}

/// A command that runs nextest: the one on the machine, or else one of our own.
pub fn nextest(root: &Path) -> Result<Command, Failure> {
    let on_the_machine = cargo().args(["nextest", "--version"]).output().is_ok_and(|output| output.status.success());
    if on_the_machine {
        let mut command = cargo();
        command.arg("nextest");
        return Ok(command);
    }
    let mut command = Command::new(installed(root, "cargo-nextest", NEXTEST)?);
    command.arg("nextest");
    Ok(command)
}

fn installed(root: &Path, name: &str, version: &str) -> Result<PathBuf, Failure> {
    let tools = root.join("target/tools");
    let binary = tools.join("bin").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    if !binary.exists() {
        heading(&format!("Tool: {name} {version}"));
        run(cargo()
            .args(["install", "--locked", "--version", version, "--root"])
            .arg(&tools)
            .arg(name)
            .current_dir(root))
        .map_err(|failure| failure.advise("Is crates.io in reach? Its own words are above."))?;
    }
    Ok(binary)
}
