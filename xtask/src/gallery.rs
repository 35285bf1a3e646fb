//! `cargo xtask gallery`: every template × theme × form × size of sheets and posters as thumbnails on one page, so that a
//! change is judged at a glance.

use std::path::Path;

use crate::fonts;
use crate::step::{Failure, cargo, run};

/// Nothing, once `target/gallery/index.html` shows everything that is printed.
pub fn draw(root: &Path) -> Result<(), Failure> {
    fonts::fetch(root)?;
    run(cargo()
        .args(["run", "--quiet", "--package", "press", "--example", "gallery", "--", "target/gallery"])
        .current_dir(root))
}
