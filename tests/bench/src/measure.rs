//! Times of repeated work.

use std::error::Error;
use std::io::Read;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The times that one piece of work took.
#[derive(Debug, Clone, Default)]
pub struct Times(Vec<Duration>);

impl Times {
    /// Does the work once more, and keeps how long it took.
    pub fn once<T>(&mut self, work: impl FnOnce() -> Result<T, Box<dyn Error>>) -> Result<T, Box<dyn Error>> {
        let start = Instant::now();
        let done = work()?;
        self.0.push(start.elapsed());
        Ok(done)
    }

    /// Keeps a time that was taken elsewhere.
    pub fn push(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// The time that half of the runs did not exceed, in milliseconds.
    pub fn median(&self) -> f64 {
        self.quantile(0.5)
    }

    /// The time that 95 of 100 runs did not exceed, in milliseconds.
    pub fn p95(&self) -> f64 {
        self.quantile(0.95)
    }

    /// The time that 99 of 100 runs did not exceed, in milliseconds.
    pub fn p99(&self) -> f64 {
        self.quantile(0.99)
    }

    /// How many runs there were.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    fn quantile(&self, share: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort();
        let last = sorted.len().saturating_sub(1);
        let at = (last as f64 * share).round() as usize;
        sorted.get(at).map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0)
    }
}

/// Starts this program anew for one piece of work, and returns the seconds that it took and the most memory that it had, in
/// megabytes.
pub fn alone(work: &str, asked: &[String]) -> Result<(f64, f64), Box<dyn Error>> {
    let start = Instant::now();
    let mut process = Command::new(std::env::current_exe()?).arg(work).args(asked).stdout(Stdio::piped()).spawn()?;
    let mut peak = String::new();
    process.stdout.take().ok_or("the process has no output")?.read_to_string(&mut peak)?;
    let ended = process.wait()?;
    let seconds = start.elapsed().as_secs_f64();
    match ended.success() {
        true => Ok((seconds, peak.trim().parse::<f64>()? / 1000.0)),
        false => Err(format!("{work} in a process of its own: {ended}").into()),
    }
}

/// Prints the most memory that this process has had, in kilobytes, for [`alone`]; NaN where the system does not tell.
pub fn tell_peak() {
    let told = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    println!("{}", line.and_then(|line| line.split_whitespace().next()).unwrap_or("NaN"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle() {
        let mut times = Times::default();
        for milliseconds in [9, 1, 2, 3, 100] {
            times.push(Duration::from_millis(milliseconds));
        }
        assert_eq!((times.median(), times.p99(), times.len()), (3.0, 100.0, 5));
    }
}
