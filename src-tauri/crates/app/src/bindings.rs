//! The TypeScript of everything that crosses the border, generated from the Rust types.
//!
//! A test fails when `ui/src/lib/host/bindings.ts` differs; `ARITAI_WRITE=1` makes that test write the file instead.

use crate::api::{Event, Failure};
use std::any::TypeId;
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::{Config, TS, TypeVisitor};

/// The text of `ui/src/lib/host/bindings.ts`.
pub fn typescript() -> String {
    let config = Config::new();
    let mut types = Declarations { config: &config, seen: BTreeSet::new(), found: BTreeMap::new() };
    types.visit::<Event>();
    types.visit::<Failure>();
    let mut commands = String::new();
    crate::commands::each(&mut types, &mut commands);
    let mut out = String::from(
        "// Generated from the core by `cargo nextest run -p app` with ARITAI_WRITE=1. Do not edit: a test compares it.\n",
    );
    for declaration in types.found.values() {
        let lines: Vec<_> = declaration.lines().map(str::trim_end).collect();
        out.push_str(&format!("\nexport {}\n", lines.join("\n")));
    }
    out.push_str(&format!("\n/** Every command of the core: what it is asked and what it answers. */\nexport interface Commands {{\n{commands}}}\n"));
    out
}

/// Gathers the declaration of each type it visits, and of all types in it.
pub(crate) struct Declarations<'c> {
    config: &'c Config,
    seen: BTreeSet<TypeId>,
    found: BTreeMap<String, String>,
}

impl Declarations<'_> {
    /// One command's line in the interface of all commands.
    pub(crate) fn command<Asked: TS + 'static, Answered: TS + 'static>(
        &mut self,
        name: &str,
        says: &str,
        out: &mut String,
    ) {
        self.visit::<Asked>();
        self.visit::<Answered>();
        let (asked, answered) = (Asked::name(self.config), Answered::name(self.config));
        out.push_str(&format!("\t/** {} */\n\t\"{name}\": {{ asked: {asked}; answered: {answered} }};\n", says.trim()));
    }
}

impl TypeVisitor for Declarations<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        if T::output_path().is_some() {
            self.found.insert(T::ident(self.config), T::decl(self.config));
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}
