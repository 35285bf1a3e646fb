//! `cargo xtask gallery`: every template × theme × form × size of the posters as thumbnails on one page, so that a change
//! is judged at a glance.

use std::path::Path;

use crate::step::{Failure, cargo, run};

/// Nothing, once `target/gallery/index.html` shows every poster.
pub fn draw(root: &Path) -> Result<(), Failure> {
    run(cargo()
        .args(["run", "--quiet", "--package", "press", "--example", "poster_gallery", "--", "target/gallery"])
        .current_dir(root))
}
