//! Measures a year of edits: `cargo run --release -p document --features generate --example measure [edits]`.

use document::{Document, generate};
use sheet::Edit;
use std::time::{Duration, Instant};

fn milliseconds(d: Duration) -> f64 {
    d.as_secs_f64() * 1e3
}

fn sorted(mut times: Vec<Duration>) -> (f64, f64) {
    times.sort();
    (milliseconds(times[times.len() / 2]), milliseconds(times[times.len() * 99 / 100]))
}

fn timed<T>(runs: usize, mut work: impl FnMut() -> T) -> (f64, f64) {
    let time = || {
        let start = Instant::now();
        drop(work());
        start.elapsed()
    };
    sorted(std::iter::repeat_with(time).take(runs).collect())
}

fn main() -> Result<(), document::DocumentError> {
    let edits = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(50_000);
    let start = Instant::now();
    let generate::Year { document, updates, author, mut end } = generate::year(edits, 1)?;
    println!("{edits} edits by three people, generated in {:.1} s", start.elapsed().as_secs_f64());
    let sheet = document.sheet();
    let fields = sheet.fields();
    let characters: usize = fields.iter().map(|(_, t)| t.characters()).sum();
    println!("{} fields, {characters} characters", fields.len());
    let start = Instant::now();
    let snapshot = document.export_snapshot()?;
    println!("export snapshot {:.1} ms, {} bytes", milliseconds(start.elapsed()), snapshot.len());
    let bytes: usize = updates.iter().map(Vec::len).sum();
    println!("{} updates, {bytes} bytes", updates.len());

    let (p50, p99) = timed(100, || loro::LoroDoc::from_snapshot(&snapshot));
    println!("bare Loro load                    p50 {p50:.2} ms  p99 {p99:.2} ms");
    let (p50, p99) = timed(100, || Document::open(Some(&snapshot), [], 7));
    println!("open                              p50 {p50:.2} ms  p99 {p99:.2} ms");
    let (p50, p99) = timed(100, || Document::open(Some(&snapshot), [], 7).map(|d| d.sheet()));
    println!("open and read the sheet           p50 {p50:.2} ms  p99 {p99:.2} ms");
    let (p50, p99) = timed(3, || Document::open(None, updates.iter().map(Vec::as_slice), 7).map(|d| d.sheet()));
    println!("open from updates alone           p50 {p50:.2} ms  p99 {p99:.2} ms");
    let (p50, p99) = timed(5, || document.history().len());
    println!("history, {} entries            p50 {p50:.2} ms  p99 {p99:.2} ms", document.history().len());

    let mut document = Document::open(Some(&snapshot), [], 7)?;
    let mut dice = generate::Dice::new(3);
    let targets: Vec<_> = sheet.fields().into_iter().map(|(f, _)| f).collect();
    let (mut applied, mut read, mut undone) = (Vec::new(), Vec::new(), Vec::new());
    for i in 0..2_000 {
        end += chrono::Duration::seconds(2);
        let Some(field) = dice.pick(&targets).cloned() else { break };
        let base = document.text(&field).to_string();
        let edit = Edit::Text { field, text: format!("{base}も"), base };
        let start = Instant::now();
        document.apply(&edit, &author, end)?;
        applied.push(start.elapsed());
        let start = Instant::now();
        drop(document.sheet());
        read.push(start.elapsed());
        if i % 4 == 3 {
            let start = Instant::now();
            document.undo(&author, end)?;
            undone.push(start.elapsed());
        }
    }
    for (what, times) in [("apply and export its update", applied), ("read the sheet after it", read), ("undo", undone)]
    {
        let (p50, p99) = sorted(times);
        println!("{what:<33} p50 {p50:.3} ms  p99 {p99:.3} ms");
    }
    let (p50, p99) = timed(3, || document.export_snapshot());
    println!("export snapshot                   p50 {p50:.2} ms  p99 {p99:.2} ms");
    Ok(())
}
