//! The repository as the tests see it.

use std::fs;
use std::path::{Path, PathBuf};

/// Directories that others fill.
const FOREIGN: [&str; 6] = ["target", "node_modules", "dist", "gen", ".git", "test-results"];

/// The repository's root.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a file, named from the root.
pub fn text(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All our files under a directory, named from the root, with forward slashes, in order.
pub fn files(under: &str) -> Vec<String> {
    let mut found = Vec::new();
    collect(&root().join(under), &mut found);
    found.sort();
    found
}

fn collect(directory: &Path, into: &mut Vec<String>) {
    let Ok(entries) = fs::read_dir(directory) else {
        return; // a directory that is not there has no files
    };
    for entry in entries {
        let path = entry.expect("a directory that is read to its end").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if !FOREIGN.contains(&name.as_str()) {
                collect(&path, into);
            }
        } else {
            let from_root = path.strip_prefix(root()).expect("a path under the root");
            into.push(from_root.to_string_lossy().replace('\\', "/"));
        }
    }
}
