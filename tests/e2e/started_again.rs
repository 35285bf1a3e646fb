//! A second start of the program, as by a double click on a book while the window is open.

use std::error::Error;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::driver::{Driver, PROGRAM, Tested};

#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_hands_its_book_to_the_open_window() -> Tested {
    let home = tempfile::tempdir()?;
    let bus = Bus::start()?;
    let at_home = |command: &mut Command| {
        command
            .env_remove("ARITAI_DATA_DIR")
            .env("HOME", home.path())
            .env("XDG_DATA_HOME", home.path().join("data"))
            .env("XDG_CONFIG_HOME", home.path().join("config"))
            .env("DBUS_SESSION_BUS_ADDRESS", &bus.address);
    };
    let driver = Driver::start_with(at_home)?;
    let window = driver.open().await?;
    window.find("aside svg [data-field='sheet.theme']").await?; // the sample book is open

    let sample = book_under(home.path())?.ok_or("the sample book is nowhere")?;
    let copy = home.path().join("写し.aritai");
    std::fs::copy(sample, &copy)?;
    let mut second = Command::new(PROGRAM);
    at_home(&mut second);
    let status = second.arg("写し.aritai").current_dir(home.path()).stderr(Stdio::null()).status()?;
    assert!(status.success(), "the second start ends well: {status}");

    let remembered = home.path().join("data/jp.aritai.desktop/settings.json");
    let mut text = String::new();
    for _ in 0..100 {
        text = std::fs::read_to_string(&remembered)?;
        if text.contains("写し.aritai") {
            return window.close().await;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Err(format!("the window did not open the copy; it remembers {text}").into())
}

/// The first book under a directory.
fn book_under(directory: &Path) -> std::io::Result<Option<std::path::PathBuf>> {
    for entry in std::fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            if let Some(book) = book_under(&path)? {
                return Ok(Some(book));
            }
        } else if path.extension().is_some_and(|extension| extension == "aritai") {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

/// A message bus of its own, by which the two starts find each other and nobody else.
struct Bus {
    process: Child,
    address: String,
}

impl Bus {
    fn start() -> Result<Self, Box<dyn Error>> {
        let mut process = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--print-address"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut address = String::new();
        let output = process.stdout.take().ok_or("the bus has an output")?;
        BufReader::new(output).read_line(&mut address)?;
        Ok(Self { process, address: address.trim().to_owned() })
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        // at the end of a test there is nobody left to tell that it was gone already
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
