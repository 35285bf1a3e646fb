//! `cargo xtask picture`: photographs the real window for the README.

use std::path::Path;
use std::process::Command;

use crate::step::{Failure, heading, run};
use crate::{fonts, machine, tools, ui};

/// Nothing, once `docs/pictures/window.png` shows the window as it is now.
pub fn take(root: &Path) -> Result<(), Failure> {
    machine::packages(root, machine::BUILD)?;
    machine::packages(root, machine::TEST)?;
    ui::modules(root)?;
    fonts::fetch(root)?;
    ui::build(root)?;
    heading("Picture of the window");
    let driver = tools::tauri_driver(root)?;
    let runner = tools::nextest(root)?;
    run(Command::new("xvfb-run")
        .args(["--auto-servernum", "--server-args=-screen 0 1600x1000x24"])
        .arg(runner.get_program())
        .args(runner.get_args())
        .args([
            "run",
            "--package",
            "aritai",
            "--features",
            "e2e",
            "--filterset",
            "binary(e2e) and test(opens)",
        ])
        .env("TAURI_DRIVER", driver)
        .env("ARITAI_PICTURE", root.join("docs/pictures/window.png"))
        .env_remove("WAYLAND_DISPLAY")
        .current_dir(root))
}
