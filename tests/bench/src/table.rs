//! The table of results.

use std::fmt::Write;

use crate::measure::Times;

/// The results, in the order in which they were measured.
#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<Row>,
    weights: Vec<Weight>,
    notes: Vec<String>,
}

/// Something that is no time.
#[derive(Debug)]
struct Weight {
    what: String,
    found: f64,
    unit: &'static str,
    most: Option<f64>,
}

impl Weight {
    fn met(&self) -> Option<bool> {
        self.most.map(|most| self.found <= most)
    }
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
    /// Milliseconds over the limit's median.
    Over(f64),
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
        let beside = row.limit.iter().map(|(name, limit)| format!("; {name}: {limit:.2} ms")).collect::<String>();
        eprintln!("{}: {:.2} ms, p95 {:.2} ms{beside}", row.what, row.median, row.p95);
        self.rows.push(row);
    }

    /// Adds something that is no time: a size, or what a process of its own took.
    pub fn weigh(&mut self, what: impl Into<String>, found: f64, unit: &'static str, most: Option<f64>) {
        let weight = Weight { what: what.into(), found, unit, most };
        eprintln!("{}: {:.2} {}", weight.what, weight.found, weight.unit);
        self.weights.push(weight);
    }

    /// Adds a sentence that stands below the results.
    pub fn note(&mut self, sentence: impl Into<String>) {
        self.notes.push(sentence.into());
    }

    /// What went over its bar.
    pub fn missed(&self) -> Vec<String> {
        let times = self.rows.iter().map(|row| (&row.what, row.met()));
        let weights = self.weights.iter().map(|weight| (&weight.what, weight.met()));
        times.chain(weights).filter(|(_, met)| *met == Some(false)).map(|(what, _)| what.clone()).collect()
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
                Some(Bar::Over(most)) => format!("+ {most} ms"),
                None => String::new(),
            };
            let met = told(row.met());
            // writing to a String cannot fail
            let _ = writeln!(
                page,
                "| {} | {:.2} | {:.2} | {:.2} | {} | {name} | {limit} | {ratio} | {bar} | {met} |",
                row.what, row.median, row.p95, row.p99, row.runs
            );
        }
        if !self.weights.is_empty() {
            page.push_str("\n| what | found | bar | met |\n|---|--:|--:|:-:|\n");
        }
        for weight in &self.weights {
            let Weight { what, found, unit, most } = weight;
            let bar = most.map(|most| format!("{most} {unit}")).unwrap_or_default();
            // writing to a String cannot fail
            let _ = writeln!(page, "| {what} | {found:.2} {unit} | {bar} | {} |", told(weight.met()));
        }
        for note in &self.notes {
            page.push('\n');
            page.push_str(note);
            page.push('\n');
        }
        page
    }
}

fn told(met: Option<bool>) -> &'static str {
    match met {
        Some(true) => "yes",
        Some(false) => "**no**",
        None => "",
    }
}

impl Row {
    fn met(&self) -> Option<bool> {
        match (self.bar?, &self.limit) {
            (Bar::Milliseconds(most), _) => Some(self.median <= most),
            (Bar::Mostly(most), _) => Some(self.p95 <= most),
            (Bar::Times(most), Some((_, limit))) => Some(self.median <= most * limit),
            (Bar::Over(most), Some((_, limit))) => Some(self.median <= most + limit),
            (Bar::Times(_) | Bar::Over(_), None) => None,
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
        table.add("a little over", &times(4), Some(("limit", &times(2))), Some(Bar::Over(2.0)));
        table.weigh("light", 9.0, "KB", Some(9.0));
        table.weigh("heavy", 9.1, "KB", Some(9.0));
        assert_eq!(table.missed(), ["slow", "late", "mostly", "heavy"]);
        assert!(table.page().contains("| slow | 4.00 | 4.00 | 4.00 | 1 | limit | 2.00 | 2.00 | 1.5 × | **no** |"));
    }
}
