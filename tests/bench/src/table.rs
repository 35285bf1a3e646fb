//! The table of results.

use std::fmt::Write;

use crate::measure::Times;

/// The results, in the order in which they were measured.
#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<Row>,
    notes: Vec<String>,
}

#[derive(Debug)]
struct Row {
    what: String,
    median: f64,
    p95: f64,
    p99: f64,
    runs: usize,
    limit: Option<(String, f64)>,
    bar: Option<Bar>,
}

/// What a result must not exceed.
#[derive(Debug, Clone, Copy)]
pub enum Bar {
    /// Milliseconds.
    Milliseconds(f64),
    /// Milliseconds that 95 of 100 runs must not exceed.
    Mostly(f64),
    /// So many times the limit's median.
    Times(f64),
}

impl Table {
    /// Adds a result, beside the limit that was measured in the same run.
    pub fn add(&mut self, what: impl Into<String>, times: &Times, limit: Option<(&str, &Times)>, bar: Option<Bar>) {
        let limit = limit.map(|(name, times)| (name.to_owned(), times.median()));
        let row = Row {
            what: what.into(),
            median: times.median(),
            p95: times.p95(),
            p99: times.p99(),
            runs: times.len(),
            limit,
            bar,
        };
        eprintln!("{}: {:.2} ms", row.what, row.median);
        self.rows.push(row);
    }

    /// Adds a sentence that stands below the results.
    pub fn note(&mut self, sentence: impl Into<String>) {
        self.notes.push(sentence.into());
    }

    /// What went over its bar.
    pub fn missed(&self) -> Vec<String> {
        self.rows.iter().filter(|row| row.met() == Some(false)).map(|row| row.what.clone()).collect()
    }

    /// The page that says it all.
    pub fn page(&self) -> String {
        let mut page = String::from(
            "# Benchmarks\n\n\
             Written by `cargo xtask bench`: release build, medians, each beside the limit measured in the same run. Times are \
             those of the machine it ran on; the ratios are what to compare.\n\n\
             | what | median ms | p95 ms | p99 ms | runs | limit | its median ms | ratio | bar | met |\n\
             |---|--:|--:|--:|--:|---|--:|--:|--:|:-:|\n",
        );
        for row in &self.rows {
            let (name, limit, ratio) = match &row.limit {
                Some((name, limit)) => (name.as_str(), format!("{limit:.2}"), format!("{:.2}", row.median / limit)),
                None => ("", String::new(), String::new()),
            };
            let bar = match row.bar {
                Some(Bar::Milliseconds(most)) => format!("{most} ms"),
                Some(Bar::Mostly(most)) => format!("p95 {most} ms"),
                Some(Bar::Times(most)) => format!("{most} ×"),
                None => String::new(),
            };
            let met = match row.met() {
                Some(true) => "yes",
                Some(false) => "**no**",
                None => "",
            };
            // writing to a String cannot fail
            let _ = writeln!(
                page,
                "| {} | {:.2} | {:.2} | {:.2} | {} | {name} | {limit} | {ratio} | {bar} | {met} |",
                row.what, row.median, row.p95, row.p99, row.runs
            );
        }
        for note in &self.notes {
            page.push('\n');
            page.push_str(note);
            page.push('\n');
        }
        page
    }
}

impl Row {
    fn met(&self) -> Option<bool> {
        match (self.bar?, &self.limit) {
            (Bar::Milliseconds(most), _) => Some(self.median <= most),
            (Bar::Mostly(most), _) => Some(self.p95 <= most),
            (Bar::Times(most), Some((_, limit))) => Some(self.median <= most * limit),
            (Bar::Times(_), None) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_result_over_its_bar_is_named() {
        let times = |milliseconds| {
            let mut times = Times::default();
            times.push(Duration::from_millis(milliseconds));
            times
        };
        let mut table = Table::default();
        table.add("quick", &times(3), Some(("limit", &times(2))), Some(Bar::Times(1.5)));
        table.add("slow", &times(4), Some(("limit", &times(2))), Some(Bar::Times(1.5)));
        table.add("late", &times(21), None, Some(Bar::Milliseconds(20.0)));
        table.add("free", &times(99), None, None);
        table.add("mostly", &times(17), None, Some(Bar::Mostly(16.0)));
        assert_eq!(table.missed(), ["slow", "late", "mostly"]);
        assert!(table.page().contains("| slow | 4.00 | 4.00 | 4.00 | 1 | limit | 2.00 | 2.00 | 1.5 × | **no** |"));
    }
}
