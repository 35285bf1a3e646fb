//! `cargo xtask picture`: photographs the real window for the README.

use std::path::Path;

use crate::step::{Failure, heading, run};
use crate::{fonts, machine, test, ui};

/// Nothing, once `docs/pictures/window.png` shows the window as it is now.
pub fn take(root: &Path) -> Result<(), Failure> {
    machine::packages(root, machine::BUILD)?;
    machine::packages(root, machine::TEST)?;
    ui::modules(root)?;
    fonts::fetch(root)?;
    ui::build(root)?;
    heading("Picture of the window");
    run(test::under_a_display(root)?
        .args(["run", "--package", "aritai", "--features", "e2e"])
        .args(["--filterset", "binary(e2e) and test(the_first_start)"])
        .env("ARITAI_PICTURE", root.join("docs/pictures/window.png"))
        .current_dir(root))
}
