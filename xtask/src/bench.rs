//! `cargo xtask bench`: measures in a release build, and writes `docs/benchmarks.md`.

use std::path::Path;
use std::process::Command;

use crate::step::{Failure, cargo, heading, run};
use crate::{fonts, machine, tools, ui};

/// Nothing, once everything is measured and written down.
pub fn bench(root: &Path) -> Result<(), Failure> {
    machine::packages(root, machine::BUILD)?;
    machine::packages(root, machine::TEST)?;
    machine::packages(root, machine::PEERS)?;
    ui::modules(root)?;
    fonts::fetch(root)?;
    ui::build(root)?;
    tools::typst(root)?;
    heading("Build (release)");
    run(cargo()
        .args([
            "build",
            "--release",
            "--package",
            "aritai",
            "--package",
            "bench",
            "--bins",
            "--example",
            "empty-window",
        ])
        .current_dir(root))?;
    heading("Measuring");
    let program = root.join("target/release").join(format!("bench{}", std::env::consts::EXE_SUFFIX));
    let mut command = match cfg!(target_os = "linux") {
        true => {
            // on a display of its own: a window manager would be measured too
            let mut command = Command::new("xvfb-run");
            command.args(["--auto-servernum", "--server-args=-screen 0 1600x1000x24"]).arg(program);
            command.env("GDK_BACKEND", "x11").env_remove("WAYLAND_DISPLAY");
            command
        }
        false => Command::new(program),
    };
    run(command.current_dir(root))
        .map_err(|failure| failure.advise("The words above say what failed, or went over its bar."))
}
