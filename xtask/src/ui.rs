//! The screens: their packages and their build.

use std::path::{Path, PathBuf};

use crate::stamp;
use crate::step::{Failure, heading, npm, read, run};

/// The oldest Node with which the screens build.
const OLDEST_NODE: (u32, u32) = (20, 19);

/// Nothing, once `ui/node_modules` is what the lock file says.
pub fn modules(root: &Path) -> Result<(), Failure> {
    let lock = root.join("ui/package-lock.json");
    let kept = root.join("ui/node_modules/.aritai-lock");
    let wanted = stamp::of(std::slice::from_ref(&lock), &[]).map_err(|e| Failure::file(lock.display(), &e))?;
    if stamp::is(&kept, &wanted) {
        return Ok(());
    }
    heading("Packages of the screens");
    node()?;
    run(npm().args(["ci", "--no-audit", "--no-fund"]).current_dir(root.join("ui")))
        .map_err(|failure| failure.advise("Is the npm registry in reach? Its own words are above."))?;
    stamp::put(&kept, &wanted).map_err(|e| Failure::file(kept.display(), &e))
}

/// Nothing, once `ui/dist` holds the screens as their sources are now.
pub fn build(root: &Path) -> Result<(), Failure> {
    let sources: Vec<PathBuf> =
        ["ui", "assets/forms", "assets/i18n", "assets/icons", "assets/themes"].iter().map(|p| root.join(p)).collect();
    let wanted = stamp::of(&sources, &["node_modules", "dist", "test-results"]).map_err(|e| Failure::file("ui", &e))?;
    let kept = root.join("target/xtask/screens");
    if stamp::is(&kept, &wanted) && root.join("ui/dist/index.html").exists() {
        return Ok(());
    }
    heading("Screens (npm run build)");
    script(root, "build").map_err(|failure| failure.advise("The screens do not build: see vite's words above."))?;
    stamp::put(&kept, &wanted).map_err(|e| Failure::file(kept.display(), &e))
}

/// Nothing, once a script of ui/package.json has ended well.
pub fn script(root: &Path, name: &str) -> Result<(), Failure> {
    run(npm().args(["run", name]).current_dir(root.join("ui")))
}

fn node() -> Result<(), Failure> {
    let advice = format!("Install Node.js {}.{} or newer (with npm), then try again.", OLDEST_NODE.0, OLDEST_NODE.1);
    let version = read(std::process::Command::new("node").arg("--version")).map_err(|f| f.advise(&advice))?;
    match parse(&version) {
        Some(found) if found >= OLDEST_NODE => Ok(()),
        _ => Err(Failure::new(format!("Node.js {} is too old", version.trim()), advice)),
    }
}

/// Major and minor of what `node --version` prints.
fn parse(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.trim().strip_prefix('v')?.split('.').map(|part| part.parse().ok());
    Some((parts.next()??, parts.next()??))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn the_version_of_node_is_read() {
        assert_eq!(parse("v20.20.2\n"), Some((20, 20)));
        assert_eq!(parse("nonsense"), None);
    }
}
