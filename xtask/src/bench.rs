//! `cargo xtask bench`: measures in a release build, and writes `docs/benchmarks.md`.

use std::path::Path;

use crate::step::{Failure, cargo, heading, run};
use crate::{fonts, machine, ui};

/// Nothing, once everything is measured and written down.
pub fn bench(root: &Path) -> Result<(), Failure> {
    machine::packages(root, machine::BUILD)?;
    ui::modules(root)?;
    fonts::fetch(root)?;
    ui::build(root)?;
    heading("Measuring (release build)");
    run(cargo().args(["run", "--release", "--package", "bench"]).current_dir(root))
}
