//! `cargo xtask test`: everything that must hold before a change is good; what fails fast comes first.

use std::path::Path;
use std::process::Command;

use crate::step::{Failure, cargo, heading, run};
use crate::{fonts, machine, tools, ui};

/// The feature that turns the tests of the real window on. All builds of this command have it, so that nothing is built twice.
const WITH_WINDOW: &str = "aritai/e2e";

/// Why a step is passed over on other systems than Linux.
const DEBIAN_ONLY: &str = "it drives programs of Debian's";

struct Step {
    title: &'static str,
    /// What to do when it fails.
    advice: &'static str,
    work: fn(&Path) -> Result<Done, Failure>,
}

/// How a step ended that did not fail.
enum Done {
    Passed,
    /// It cannot be done on this system, for this reason.
    Skipped(&'static str),
}

const STEPS: &[Step] = &[
    Step {
        title: "Formatting of Rust",
        advice: "Run `cargo fmt --all`.",
        work: |root| passed(run(cargo().args(["fmt", "--all", "--check"]).current_dir(root))),
    },
    Step {
        // before clippy: the window embeds the built screens
        title: "Screens: build",
        advice: "The screens do not build: see vite's words above.",
        work: |root| passed(ui::build(root)),
    },
    Step {
        title: "Screens: types",
        advice: "Correct what svelte-check names above.",
        work: |root| passed(ui::script(root, "check")),
    },
    Step {
        title: "Screens: lint and formatting",
        advice: "Run `npm run format` in ui; correct the rest by hand.",
        work: |root| passed(ui::script(root, "lint")),
    },
    Step { title: "Lints of Rust", advice: "Correct what clippy names above.", work: clippy },
    Step {
        title: "Tests of Rust",
        advice: "A test failed: `cargo nextest run NAME` repeats it alone.",
        work: |root| passed(nextest(root, "not binary(e2e)", tools::nextest(root)?)),
    },
    Step {
        title: "Examples in the documentation of Rust",
        advice: "An example does not hold: `cargo test --doc -p CRATE` repeats it.",
        work: |root| {
            passed(run(cargo().args(["test", "--doc", "--workspace", "--features", WITH_WINDOW]).current_dir(root)))
        },
    },
    Step {
        title: "Screens: unit tests",
        advice: "A test of the screens failed: `npm test` in ui repeats it.",
        work: |root| passed(ui::script(root, "test")),
    },
    Step {
        title: "Screens in a browser",
        advice: "A browser test failed: `npm run test:browser` in ui repeats it.",
        work: browser,
    },
    Step {
        title: "The real window",
        advice: "A test of the window failed: its words are above. It ran under Xvfb with tauri-driver.",
        work: window,
    },
];

/// Nothing, once every step has passed. Stops at the first that fails.
pub fn test(root: &Path) -> Result<(), Failure> {
    machine::packages(root, machine::BUILD)?;
    machine::packages(root, machine::TEST)?;
    ui::modules(root)?;
    fonts::fetch(root)?;
    let (mut passed, mut skipped) = (0, 0);
    for (number, step) in STEPS.iter().enumerate() {
        heading(&format!("{}/{} {}", number + 1, STEPS.len(), step.title));
        match (step.work)(root) {
            Ok(Done::Passed) => passed += 1,
            Ok(Done::Skipped(reason)) => {
                eprintln!("Passed over on this system: {reason}.");
                skipped += 1;
            }
            Err(failure) => {
                println!("\nsteps: {passed} passed, 1 failed, {} skipped", STEPS.len() - passed - 1);
                return Err(failure.advise(step.advice));
            }
        }
    }
    println!("\nsteps: {passed} passed, 0 failed, {skipped} skipped");
    Ok(())
}

fn passed(result: Result<(), Failure>) -> Result<Done, Failure> {
    result.map(|()| Done::Passed)
}

fn clippy(root: &Path) -> Result<Done, Failure> {
    passed(run(cargo()
        .args(["clippy", "--workspace", "--all-targets", "--features", WITH_WINDOW])
        .args(["--", "--deny", "warnings"])
        .current_dir(root)))
}

fn nextest(root: &Path, which: &str, mut nextest: Command) -> Result<(), Failure> {
    run(nextest
        .arg("run")
        .args(["--workspace", "--features", WITH_WINDOW, "--filterset", which])
        .arg("--no-fail-fast")
        .current_dir(root))
}

/// The browser tests start `aritai-cli serve` by themselves; it only has to be there.
fn browser(root: &Path) -> Result<Done, Failure> {
    if !cfg!(target_os = "linux") {
        return Ok(Done::Skipped(DEBIAN_ONLY));
    }
    // With the tests named too nothing is built a second time, in another choice of features.
    run(cargo().args(["build", "--workspace", "--bins", "--tests", "--features", WITH_WINDOW]).current_dir(root))?;
    passed(ui::script(root, "test:browser"))
}

/// The tests of the window need a driver, and a display of their own: a person may be working on the other one.
fn window(root: &Path) -> Result<Done, Failure> {
    if !cfg!(target_os = "linux") {
        return Ok(Done::Skipped(DEBIAN_ONLY));
    }
    let runner = under_a_display(root)?;
    passed(nextest(root, "binary(e2e)", runner))
}

/// Nextest on a display that nobody sees, with the driver of the window at hand.
pub fn under_a_display(root: &Path) -> Result<Command, Failure> {
    let driver = tools::tauri_driver(root)?;
    let nextest = tools::nextest(root)?;
    let mut command = Command::new("xvfb-run");
    command
        .args(["--auto-servernum", "--server-args=-screen 0 1600x1000x24"])
        .arg(nextest.get_program())
        .args(nextest.get_args())
        .env("TAURI_DRIVER", driver)
        .env("GDK_BACKEND", "x11")
        .env_remove("WAYLAND_DISPLAY");
    Ok(command)
}
