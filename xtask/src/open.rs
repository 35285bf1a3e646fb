//! `cargo xtask run`: from a fresh clone to the open window.

use std::path::Path;

use crate::step::{Failure, cargo, heading, run};
use crate::{fonts, machine, ui};

/// Nothing, once the person has closed the window, or stopped the server where there is no display.
pub fn open(root: &Path, arguments: &[String]) -> Result<(), Failure> {
    machine::packages(root, machine::BUILD)?;
    ui::modules(root)?;
    fonts::fetch(root)?;
    ui::build(root)?;
    let window = machine::has_display();
    let package = if window { "aritai" } else { "aritai-cli" };
    heading(&format!("Build ({package})"));
    run(cargo().args(["build", "--package", package]).current_dir(root))?;
    let mut start = cargo();
    start.args(["run", "--quiet", "--package", package, "--"]);
    if window {
        heading("The window is open; it closes with this command");
    } else {
        heading("There is no display: the same screens are served to a browser on this machine");
        start.arg("serve");
    }
    run(start.args(arguments).current_dir(root))
}
