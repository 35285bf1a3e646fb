//! `cargo xtask test`: everything that must hold before a change is good, in the order in which it fails fastest.

use std::path::Path;
use std::process::Command;

use crate::step::{Failure, cargo, heading, run};
use crate::{fonts, machine, tools, ui};

/// A step: its heading, what to do when it fails, and its work.
type Step = (&'static str, &'static str, fn(&Path) -> Result<(), Failure>);

const STEPS: &[Step] = &[
    ("Formatting of Rust", "Run `cargo fmt --all`.", |root| {
        run(cargo().args(["fmt", "--all", "--check"]).current_dir(root))
    }),
    (
        "Screens: build",
        "The screens do not build: see vite's words above.",
        ui::build,
    ),
    (
        "Screens: types",
        "Correct what svelte-check names above.",
        |root| ui::script(root, "check"),
    ),
    (
        "Screens: lint and formatting",
        "Run `npm run format` in ui; correct the rest by hand.",
        |root| ui::script(root, "lint"),
    ),
    (
        "Screens: unit tests",
        "A test of the screens failed: `npm test` in ui repeats it.",
        |root| ui::script(root, "test"),
    ),
    (
        "Lints of Rust",
        "Correct what clippy names above.",
        |root| {
            run(cargo()
                .args([
                    "clippy",
                    "--workspace",
                    "--all-targets",
                    "--features",
                    WITH_WINDOW,
                ])
                .args(["--", "--deny", "warnings"])
                .current_dir(root))
        },
    ),
    (
        "Tests of Rust",
        "A test failed: `cargo nextest run NAME` repeats it alone.",
        |root| nextest(root, "not binary(e2e)", tools::nextest(root)?),
    ),
    (
        "Screens in a browser",
        "A browser test failed: `npm run test:browser` in ui repeats it.",
        browser,
    ),
    (
        "The real window",
        "A window test failed: its words are above. It ran under Xvfb with tauri-driver.",
        window,
    ),
];

/// The feature that turns the tests of the real window on. All builds of this command have it, so that nothing is built twice.
const WITH_WINDOW: &str = "aritai/e2e";

/// Nothing, once every step has passed.
pub fn test(root: &Path) -> Result<(), Failure> {
    machine::packages(root, machine::BUILD)?;
    machine::packages(root, machine::TEST)?;
    ui::modules(root)?;
    fonts::fetch(root)?;
    let mut passed = 0;
    for (number, (title, advice, work)) in STEPS.iter().enumerate() {
        heading(&format!("{}/{} {title}", number + 1, STEPS.len()));
        if let Err(failure) = work(root) {
            eprintln!(
                "\nsteps: {passed} passed, 1 failed, {} skipped",
                STEPS.len() - passed - 1
            );
            return Err(failure.advise(*advice));
        }
        passed += 1;
    }
    println!("\nsteps: {passed} passed, 0 failed");
    Ok(())
}

fn nextest(root: &Path, which: &str, mut nextest: Command) -> Result<(), Failure> {
    run(nextest
        .args([
            "run",
            "--workspace",
            "--features",
            WITH_WINDOW,
            "--filterset",
            which,
        ])
        .args(["--no-fail-fast"])
        .current_dir(root))
}

/// The browser tests start `aritai-cli serve` by themselves; it only has to be there.
fn browser(root: &Path) -> Result<(), Failure> {
    run(cargo()
        .args(["build", "--workspace", "--bins", "--features", WITH_WINDOW])
        .current_dir(root))?;
    ui::script(root, "test:browser")
}

/// The tests of the window need a driver, and a display of their own: a person may be working on the other one.
fn window(root: &Path) -> Result<(), Failure> {
    if !cfg!(target_os = "linux") {
        eprintln!("The window is driven on Linux only; passed over here.");
        return Ok(());
    }
    let driver = tools::tauri_driver(root)?;
    let runner = tools::nextest(root)?;
    let mut command = Command::new("xvfb-run");
    command
        .args(["--auto-servernum", "--server-args=-screen 0 1600x1000x24"])
        .arg(runner.get_program())
        .args(runner.get_args())
        .env("TAURI_DRIVER", driver)
        .env_remove("WAYLAND_DISPLAY");
    nextest(root, "binary(e2e)", command)
}
