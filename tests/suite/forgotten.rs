//! A file that no `mod` names is compiled by nobody, and its tests never run. These tests find such files.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use crate::repository::{files, root, text};

#[test]
fn every_rust_file_is_compiled() {
    let compiled: BTreeSet<String> = roots().iter().flat_map(|root| reached(root)).collect();
    let forgotten: Vec<_> = ["src-tauri", "tests", "xtask"]
        .iter()
        .flat_map(|directory| files(directory))
        .filter(|file| file.ends_with(".rs") && !compiled.contains(file))
        .collect();
    assert!(forgotten.is_empty(), "no `mod` or manifest leads to {forgotten:#?}");
}

#[test]
fn every_browser_test_is_found_by_node() {
    let forgotten: Vec<_> = files("tests/e2e/browser")
        .into_iter()
        .filter(|file| is_test_of_node(&text(file)) && !is_found_by_node(file))
        .collect();
    assert!(forgotten.is_empty(), "`node --test` passes over {forgotten:#?}");
}

#[test]
fn every_unit_test_of_the_screens_is_found_by_vitest() {
    let forgotten: Vec<_> = files("ui")
        .into_iter()
        .filter(|file| file.ends_with(".ts") || file.ends_with(".js"))
        .filter(|file| text(file).contains("from 'vitest'") || text(file).contains("from \"vitest\""))
        .filter(|file| !file.contains(".test.") && !file.contains(".spec."))
        .filter(|file| text(file).contains("test(") || text(file).contains("it("))
        .collect();
    assert!(forgotten.is_empty(), "vitest passes over {forgotten:#?}");
}

fn is_test_of_node(source: &str) -> bool {
    source.contains("node:test") && (source.contains("test(") || source.contains("it("))
}

fn is_found_by_node(file: &str) -> bool {
    [".test.js", ".test.mjs", ".test.cjs"].iter().any(|ending| file.ends_with(ending))
}

/// The files from which cargo starts to compile, by its own rules and our manifests.
fn roots() -> Vec<String> {
    let mut roots = Vec::new();
    for manifest in files("").into_iter().filter(|file| file.ends_with("Cargo.toml")) {
        let directory = Path::new(&manifest).parent().unwrap_or(Path::new("")).to_path_buf();
        let table: toml::Table = text(&manifest).parse().expect("a manifest");
        let mut add = |path: PathBuf| {
            if root().join(&path).exists() {
                roots.push(path.to_string_lossy().replace('\\', "/"));
            }
        };
        for path in ["src/lib.rs", "src/main.rs", "build.rs"] {
            add(directory.join(path));
        }
        for kind in ["lib", "bin", "test", "bench", "example"] {
            let targets = match table.get(kind) {
                Some(toml::Value::Array(targets)) => targets.clone(),
                Some(target) => vec![target.clone()],
                None => Vec::new(),
            };
            for path in targets.iter().filter_map(|target| target.get("path")?.as_str()) {
                add(directory.join(path));
            }
        }
        let package = table.get("package");
        if let Some(path) = package.and_then(|package| package.get("build")?.as_str()) {
            add(directory.join(path));
        }
        let finds = |key| package.and_then(|p| p.get(key)?.as_bool()) != Some(false);
        for (key, place) in
            [("autotests", "tests"), ("autobins", "src/bin"), ("autobenches", "benches"), ("autoexamples", "examples")]
        {
            if finds(key) {
                let place = directory.join(place);
                for file in files(&place.to_string_lossy()) {
                    let path = Path::new(&file);
                    let direct = path.parent() == Some(&place) && file.ends_with(".rs");
                    let folder = path.parent().and_then(Path::parent) == Some(&place) && file.ends_with("/main.rs");
                    if direct || folder {
                        add(path.to_path_buf());
                    }
                }
            }
        }
    }
    roots
}

/// A file and all that its `mod` lines lead to.
fn reached(file: &str) -> Vec<String> {
    let mut reached = vec![file.to_owned()];
    let path = Path::new(file);
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let beside = path.parent().unwrap_or(Path::new(""));
    let is_root = roots_are_named(&stem) || is_direct_root(path);
    let below = if is_root { beside.to_path_buf() } else { beside.join(stem.as_ref()) };
    for elsewhere in text(file).lines().filter_map(|line| line.trim().strip_prefix("#[path = \"")?.strip_suffix("\"]"))
    {
        reached.extend(self::reached(&plain(&beside.join(elsewhere))));
    }
    for name in modules(&text(file)) {
        for candidate in [below.join(format!("{name}.rs")), below.join(&name).join("mod.rs")] {
            if root().join(&candidate).exists() {
                reached.extend(self::reached(&plain(&candidate)));
            }
        }
    }
    reached
}

/// The path with forward slashes and without `..`.
fn plain(path: &Path) -> String {
    let mut parts: Vec<String> = Vec::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(parts.pop()),
            part => parts.push(part.as_os_str().to_string_lossy().into_owned()),
        }
    }
    parts.join("/")
}

fn roots_are_named(stem: &str) -> bool {
    ["lib", "main", "mod", "build"].contains(&stem)
}

/// Whether a file is a target of its own, as those directly in a crate's `tests` are: its modules lie beside it.
fn is_direct_root(path: &Path) -> bool {
    let parent = path.parent().and_then(Path::file_name).unwrap_or_default();
    ["tests", "benches", "examples", "bin"].iter().any(|name| parent == *name)
}

/// The names in `mod NAME;` lines, whatever stands before `mod`.
fn modules(source: &str) -> Vec<String> {
    source
        .lines()
        .filter_map(|line| {
            let declaration = line.trim().strip_suffix(';')?;
            let (before, name) = declaration.rsplit_once("mod ")?;
            let plain = before.is_empty()
                || before.trim_end() == "pub"
                || before.trim_end().ends_with(')')
                || before.trim_end().ends_with(']');
            let is_name = name.chars().all(|c| c.is_alphanumeric() || c == '_');
            (plain && is_name).then(|| name.to_owned())
        })
        .collect()
}
