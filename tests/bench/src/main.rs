//! `cargo xtask bench`: measures Aritai beside the limits that it stands on, in one run, and writes `docs/benchmarks.md`.

mod cases;
mod measure;
mod peers;
mod table;
mod year;

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use table::Table;

/// What a case answers.
type Measured = Result<(), Box<dyn Error>>;

fn main() -> ExitCode {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let done = match asked.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => measure(),
        // Processes of their own, each for one piece of work, which this program starts.
        ["poster", root, place] => cases::poster::once(root.as_ref(), place.as_ref()),
        ["press", root] => cases::print::each_line(root.as_ref()),
        ["picture", file, taken] => cases::hostile::once(file.as_ref(), taken == "true"),
        _ => Err("bench: it takes no arguments".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

/// How busy the machine was with other work when the measuring began.
fn busy() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    match std::fs::read_to_string("/proc/loadavg") {
        Ok(load) => {
            let load = load.split_whitespace().next().unwrap_or_default();
            format!("When it began, the machine of {cores} cores had a load of {load}.")
        }
        Err(_) => format!("The machine has {cores} cores; its system does not say how busy it was."),
    }
}

fn measure() -> Measured {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).ok_or("the crate lies in tests/bench")?;
    // on the disk on which people build, not on one in memory
    let place = tempfile::Builder::new().prefix("bench-").tempdir_in(root.join("target"))?;
    let mut table = Table::default();
    table.note(busy());
    let year = year::Year::written()?;
    cases::open::measure(&year, place.path(), &mut table)?;
    cases::edit::measure(&year, place.path(), &mut table)?;
    cases::export::measure(place.path(), &mut table)?;
    cases::print::measure(root, place.path(), &mut table)?;
    cases::poster::measure(root, place.path(), &mut table)?;
    cases::hostile::measure(place.path(), &mut table)?;
    cases::window::measure(root, place.path(), &mut table)?;
    let page = table.page();
    print!("{page}");
    let file = root.join("docs/benchmarks.md");
    std::fs::write(&file, page)?;
    println!("\nWritten to docs/benchmarks.md.");
    match table.missed() {
        missed if missed.is_empty() => Ok(()),
        missed => Err(format!("over the bar: {}", missed.join(", ")).into()),
    }
}
