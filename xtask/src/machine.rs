//! What the machine must have beside Rust and Node: packages of the system, and whether there is a display.

use std::env;
use std::io::IsTerminal;
use std::path::Path;
use std::process::Command;

use crate::step::{Failure, heading, read, run};

/// Debian packages without which nothing builds.
pub const BUILD: &[&str] =
    &["build-essential", "pkg-config", "libwebkit2gtk-4.1-dev", "libssl-dev", "librsvg2-dev", "libxdo-dev"];

/// Debian packages with which the tests drive a browser and a window, and look into PDF files.
pub const TEST: &[&str] = &[
    "xvfb",
    "xauth",
    "webkit2gtk-driver",
    "chromium",
    "poppler-utils",
    "qpdf",
    "mupdf-tools",
    "procps",
    "dbus-daemon",
];

/// Debian packages with which the benchmarks fetch Typst, to be measured beside it.
pub const PEERS: &[&str] = &["python3", "python3-pip"];

/// Nothing, once the packages are installed. On a system that is not of Debian's family this only says what is needed.
pub fn packages(root: &Path, wanted: &[&str]) -> Result<(), Failure> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    if !Path::new("/usr/bin/dpkg-query").exists() {
        heading("Packages of the system");
        eprintln!("This is not Debian: see to it that the counterparts of these are there: {}", wanted.join(" "));
        return Ok(());
    }
    let missing: Vec<&str> = wanted.iter().copied().filter(|package| !installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    heading(&format!("Packages of the system ({} missing)", missing.len()));
    let mut install = vec!["apt-get", "install", "-y", "--no-install-recommends"];
    install.extend(&missing);
    let by_hand = format!("apt-get update && {}", install.join(" "));
    let rights = rights(&by_hand)?;
    let advice = format!("Try by hand, as root: {by_hand}");
    apt(root, rights, &["apt-get", "update"]).map_err(|failure| failure.advise(&advice))?;
    apt(root, rights, &install).map_err(|failure| failure.advise(&advice))
}

/// Whether a window can be opened.
pub fn has_display() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// How this person may install packages.
#[derive(Clone, Copy)]
enum Rights {
    Root,
    Sudo,
}

fn rights(by_hand: &str) -> Result<Rights, Failure> {
    if read(Command::new("id").arg("-u"))?.trim() == "0" {
        return Ok(Rights::Root);
    }
    let quiet = Command::new("sudo").args(["-n", "true"]).output();
    match quiet {
        Ok(output) if output.status.success() => Ok(Rights::Sudo),
        // sudo is there, and somebody who can type its password
        Ok(_) if std::io::stdin().is_terminal() => Ok(Rights::Sudo),
        _ => Err(Failure::new(
            "packages of the system are missing, and this account may not install them",
            format!("Run this as root, then try again:\n\n    {by_hand}"),
        )),
    }
}

fn apt(root: &Path, rights: Rights, arguments: &[&str]) -> Result<(), Failure> {
    let mut command = match rights {
        Rights::Root => Command::new("env"),
        Rights::Sudo => Command::new("sudo"),
    };
    // `sudo NAME=value command` sets the variable just as `env` does
    run(command.arg("DEBIAN_FRONTEND=noninteractive").args(arguments).current_dir(root))
}

fn installed(package: &str) -> bool {
    Command::new("dpkg-query")
        .args(["-W", "-f=${Status}", package])
        .output()
        .is_ok_and(|output| output.stdout.ends_with(b"ok installed"))
}
