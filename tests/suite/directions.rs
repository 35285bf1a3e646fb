//! Who may know whom. The rules are those in ARCHITECTURE.md, read from its fenced blocks; this holds the code to them.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use crate::repository::{files, text};

/// Edges that exist in tests only, with the reason for each. They are no part of what is delivered.
const IN_TESTS_ONLY: &[(&str, &str, &str)] = &[("aritai", "sheet", "the suite reads samples and published sheets")];

#[test]
fn crates_know_only_whom_they_may_know() {
    let rules = Rules::read();
    let packages = packages();
    let ours: BTreeSet<&str> = packages.iter().map(|package| package.name.as_str()).collect();
    let mut wrong = Vec::new();
    for package in &packages {
        let Some(allowed) = rules.directions.get(&package.name) else {
            wrong.push(format!("{} has no line in ARCHITECTURE.md's directions", package.name));
            continue;
        };
        for edge in &package.edges {
            if edge.excused(&package.name) {
                continue;
            }
            if ours.contains(edge.to.as_str()) && !allowed.contains(&edge.to) {
                wrong.push(format!("{} -> {} ({})", package.name, edge.to, edge.table));
            }
            if let Some(users) = rules.users_of(&edge.to)
                && !users.contains(&package.name)
            {
                wrong.push(format!("{} -> {} ({}): only {users:?} may", package.name, edge.to, edge.table));
            }
        }
    }
    assert!(wrong.is_empty(), "directions that ARCHITECTURE.md does not allow: {wrong:#?}");
}

#[test]
fn every_line_of_the_directions_names_a_crate() {
    let rules = Rules::read();
    let names: BTreeSet<String> = packages().into_iter().map(|package| package.name).collect();
    let named = rules.directions.iter().flat_map(|(from, to)| std::iter::once(from).chain(to));
    let users = rules.users.iter().flat_map(|(_, users)| users);
    let unknown: BTreeSet<_> = named.chain(users).filter(|name| !names.contains(*name)).collect();
    assert!(unknown.is_empty(), "ARCHITECTURE.md names crates that are not there: {unknown:?}");
}

#[test]
fn every_edge_in_tests_only_is_still_there() {
    let packages = packages();
    for (from, to, reason) in IN_TESTS_ONLY {
        assert!(!reason.is_empty());
        let there = packages
            .iter()
            .filter(|package| package.name == *from)
            .any(|package| package.edges.iter().any(|edge| edge.to == *to && edge.table == "dev-dependencies"));
        assert!(there, "{from} -> {to} is excused, but is in no test any more");
    }
}

#[test]
fn only_one_door_of_the_screens_leads_to_the_core() {
    let doors = Rules::read().doors;
    assert!(!doors.is_empty(), "ARCHITECTURE.md names no door");
    let mut wrong = Vec::new();
    for file in files("ui/src") {
        let is_source = [".ts", ".js", ".svelte"].iter().any(|ending| file.ends_with(ending));
        if !is_source {
            continue;
        }
        for (number, line) in text(&file).lines().enumerate() {
            for (word, door) in &doors {
                if !file.starts_with(door.as_str()) && uses(line, word) {
                    wrong.push(format!("{file}:{}: {word} is for {door} alone", number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "ways past the door: {wrong:#?}");
}

#[test]
fn words_of_the_core_are_found_where_they_are_used() {
    assert!(uses("import { invoke } from '@tauri-apps/api/core';", "@tauri-apps/*"));
    assert!(uses("const r = await fetch('/call');", "fetch"));
    assert!(uses("new WebSocket(url)", "WebSocket"));
    assert!(!uses("prefetch(x)", "fetch"));
    assert!(!uses("  // fetch the words first", "fetch"));
    assert!(!uses("const fetched = true;", "fetch"));
}

/// What ARCHITECTURE.md allows.
struct Rules {
    /// A crate of ours, and the crates of ours that it may know.
    directions: BTreeMap<String, BTreeSet<String>>,
    /// A library of others (`*` at its end stands for anything), and the crates that may use it.
    users: Vec<(String, BTreeSet<String>)>,
    /// A word of the screens' sources, and the one directory that may have it.
    doors: Vec<(String, String)>,
}

impl Rules {
    fn read() -> Self {
        let page = text("ARCHITECTURE.md");
        let words = |part: &str| part.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let directions =
            block(&page, "directions").into_iter().map(|(from, to)| (from, words(&to).into_iter().collect())).collect();
        let users = block(&page, "users")
            .into_iter()
            .flat_map(|(libraries, users)| {
                let users: BTreeSet<String> = words(&users).into_iter().collect();
                words(&libraries).into_iter().map(move |library| (library, users.clone()))
            })
            .collect();
        let doors = block(&page, "doors")
            .into_iter()
            .flat_map(|(used, door)| words(&used).into_iter().map(move |word| (word, door.clone())))
            .collect();
        Self { directions, users, doors }
    }

    fn users_of(&self, library: &str) -> Option<&BTreeSet<String>> {
        self.users
            .iter()
            .find(|(pattern, _)| match pattern.strip_suffix('*') {
                Some(start) => library.starts_with(start),
                None => library == pattern,
            })
            .map(|(_, users)| users)
    }
}

/// The lines `left -> right` of the fenced block with this name.
fn block(page: &str, name: &str) -> Vec<(String, String)> {
    let fence = format!("```{name}");
    let lines: Vec<_> = page
        .lines()
        .skip_while(|line| line.trim() != fence)
        .skip(1)
        .take_while(|line| !line.starts_with("```"))
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            let (left, right) = line.split_once("->").unwrap_or_else(|| panic!("no arrow in: {line}"));
            (left.trim().to_owned(), right.trim().to_owned())
        })
        .collect();
    assert!(!lines.is_empty(), "ARCHITECTURE.md has no block ```{name}");
    lines
}

struct Package {
    name: String,
    edges: Vec<Edge>,
}

struct Edge {
    to: String,
    table: &'static str,
}

impl Edge {
    fn excused(&self, from: &str) -> bool {
        self.table == "dev-dependencies"
            && IN_TESTS_ONLY.iter().any(|(excused, to, _)| *excused == from && *to == self.to)
    }
}

/// Every package of the repository with all it depends on, under the names by which the registry knows them.
fn packages() -> Vec<Package> {
    let root: Table = text("Cargo.toml").parse().expect("the root manifest");
    let shared = root["workspace"]["dependencies"].as_table().expect("workspace dependencies").clone();
    files("")
        .into_iter()
        .filter(|file| file.ends_with("Cargo.toml"))
        .filter_map(|file| {
            let manifest: Table = text(&file).parse().unwrap_or_else(|error| panic!("{file}: {error}"));
            let name = manifest.get("package")?.get("name")?.as_str()?.to_owned();
            let mut edges = edges(&manifest, &shared);
            for target in manifest.get("target").and_then(Value::as_table).into_iter().flat_map(Table::values) {
                edges.extend(self::edges(target.as_table().expect("a target's table"), &shared));
            }
            Some(Package { name, edges })
        })
        .collect()
}

fn edges(manifest: &Table, shared: &Table) -> Vec<Edge> {
    let mut edges = Vec::new();
    for table in ["dependencies", "build-dependencies", "dev-dependencies"] {
        for (key, value) in manifest.get(table).and_then(Value::as_table).into_iter().flatten() {
            let inherited = value.get("workspace").and_then(Value::as_bool) == Some(true);
            let described = if inherited { shared.get(key).unwrap_or(value) } else { value };
            let real = described.get("package").and_then(Value::as_str).unwrap_or(key);
            edges.push(Edge { to: real.to_owned(), table });
        }
    }
    edges
}

/// Whether a line of the screens' sources uses the word: as the start of an imported name when it ends in `*`, else as a
/// word of its own that is called or made. Comments do not count.
fn uses(line: &str, word: &str) -> bool {
    let code = line.trim_start();
    if ["//", "*", "/*", "<!--"].iter().any(|start| code.starts_with(start)) {
        return false;
    }
    if let Some(start) = word.strip_suffix('*') {
        return ["'", "\"", "`"].iter().any(|quote| code.contains(&format!("{quote}{start}")));
    }
    code.match_indices(word).any(|(at, _)| {
        let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
        let before = code[..at].chars().next_back();
        let after = code[at + word.len()..].chars().next();
        !before.is_some_and(is_part) && after == Some('(')
    })
}
