//! Other programs that set type, each kept running and asked line by line, so that all are measured in the same minutes.

pub mod source;

use std::error::Error;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

/// A program that answers each line with the seconds that it took and the bytes that it made.
pub struct Peer {
    name: &'static str,
    process: Child,
    asks: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Peer {
    /// Our own press, in a process that does nothing else, as the others are.
    pub fn press(root: &Path) -> Result<Peer, Box<dyn Error>> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("press").arg(root);
        Peer::start("Aritai's press", command)
    }

    /// Typst's compiler, from the folder into which `cargo xtask bench` puts it.
    pub fn typst(root: &Path) -> Result<Peer, Box<dyn Error>> {
        let mut command = Command::new("python3");
        command.arg(root.join("tests/bench/peers/typeset.py")).arg(root.join("assets/fonts"));
        command.env("PYTHONPATH", root.join("target/tools/typst"));
        Peer::start("Typst", command)
    }

    /// Debian's Chromium, driven by the same package as the browser tests.
    pub fn chromium(root: &Path) -> Result<Peer, Box<dyn Error>> {
        let mut command = Command::new("node");
        command.arg(root.join("tests/bench/peers/browser.mjs")).arg("/usr/bin/chromium").arg(root.join("ui"));
        Peer::start("Chromium", command)
    }

    fn start(name: &'static str, mut command: Command) -> Result<Peer, Box<dyn Error>> {
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{name} cannot be started: {error}"))?;
        let asks = process.stdin.take();
        let answers = BufReader::new(process.stdout.take().ok_or("the peer has no output")?);
        Ok(Peer { name, process, asks, answers })
    }

    /// How long it took to do what `line` asks, and how many bytes came out.
    pub fn ask(&mut self, line: &str) -> Result<(Duration, usize), Box<dyn Error>> {
        writeln!(self.asks.as_mut().ok_or("the peer was ended")?, "{line}")?;
        let mut answer = String::new();
        self.answers.read_line(&mut answer)?;
        let parts: Vec<&str> = answer.split_whitespace().collect();
        let [seconds, bytes] = parts[..] else { return Err(format!("{} gave no answer", self.name).into()) };
        Ok((Duration::from_secs_f64(seconds.parse()?), bytes.parse()?))
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        // The end of its input is what ends it.
        self.asks = None;
        let _ = self.process.wait();
    }
}
