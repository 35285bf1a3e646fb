//! `cargo xtask picture`: photographs the real window and the printed pages for the README.

use std::path::Path;
use std::process::Command;

use crate::step::{Failure, cargo, heading, run};
use crate::{fonts, machine, test, ui};

/// The width of a page's picture in pixels.
const PAGE_WIDTH: &str = "1600";

/// Nothing, once `docs/pictures` shows the window, the sample's sheet and its poster as they are now.
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
        .current_dir(root))?;
    for what in ["sheet", "poster"] {
        heading(&format!("Picture of the {what}"));
        let printed = format!("target/{what}.pdf");
        run(cargo()
            .args(["run", "--quiet", "--package", "aritai-cli", "--"])
            .args(["--language", "ja", "export", "assets/samples/suzushio.json", "--what", what, "--out", &printed])
            .current_dir(root))?;
        run(Command::new("pdftoppm")
            .args(["-png", "-singlefile", "-scale-to-x", PAGE_WIDTH, "-scale-to-y", "-1"])
            .args([&printed, &format!("docs/pictures/{what}")])
            .current_dir(root))?;
    }
    Ok(())
}
