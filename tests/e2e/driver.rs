//! The driver of the window: starts it, finds fields, types Japanese.

use std::error::Error;
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::error::NewSessionError;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;

use crate::frame::Frame;

/// The program with the window.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_aritai");

/// What a test of the window answers.
pub type Tested = Result<(), Box<dyn Error>>;

/// How long anything on the screen may take to appear; a debug build on a busy machine is slow.
const PATIENCE: Duration = Duration::from_secs(30);
/// Enter's own key code: a `\n` is dropped by the driver.
const ENTER: &str = "\u{E007}";

/// A running driver; ending it ends every process it started.
pub struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// A driver whose windows keep everything in the given directory.
    pub fn start(data: &Path) -> Result<Self, Box<dyn Error>> {
        Self::start_with(|driver| {
            driver.env("ARITAI_DATA_DIR", data);
        })
    }

    /// A driver whose windows have the environment that `set` gives it.
    pub fn start_with(set: impl FnOnce(&mut Command)) -> Result<Self, Box<dyn Error>> {
        let program = std::env::var("TAURI_DRIVER")
            .map_err(|_| "TAURI_DRIVER does not name tauri-driver: run this by `cargo xtask test`")?;
        let (port, native) = (free_port()?, free_port()?);
        let mut command = Command::new(program);
        set(&mut command);
        let process = command
            .args(["--port", &port.to_string(), "--native-port", &native.to_string()])
            // the window inherits the environment of WebKitWebDriver, which inherits that of tauri-driver
            .env("LANG", "ja_JP.UTF-8")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0) // the driver's children outlive it: its whole group is ended
            .spawn()?;
        let driver = Self { process, port };
        for _ in 0..200 {
            if [port, native].iter().all(|port| TcpStream::connect(("127.0.0.1", *port)).is_ok()) {
                return Ok(driver);
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Err("tauri-driver does not listen".into())
    }

    /// A fresh start of the program, its screens painted.
    pub async fn open(&self) -> Result<Window, Box<dyn Error>> {
        let wanted = json!({"tauri:options": {"application": PROGRAM}});
        let wanted = wanted.as_object().ok_or("capabilities are an object")?;
        let address = format!("http://127.0.0.1:{}", self.port);
        // A driver that has only just begun to listen may drop its first connection.
        let mut tries = 0;
        let client = loop {
            match ClientBuilder::new(HttpConnector::new()).capabilities(wanted.clone()).connect(&address).await {
                Ok(client) => break client,
                Err(NewSessionError::FailedC(_) | NewSessionError::Failed(_)) if tries < 5 => {
                    tries += 1;
                    tokio::time::sleep(Duration::from_millis(500)).await;
                }
                Err(error) => return Err(error.into()),
            }
        };
        Ok(Window { client })
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let group = format!("-{}", self.process.id());
        // at the end of a test there is nobody left to tell that a process was gone already
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = self.process.wait();
    }
}

fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// The open window.
pub struct Window {
    client: Client,
}

impl Window {
    /// The first element that the selector finds, once it is there.
    pub async fn find(&self, selector: &str) -> Result<Element, Box<dyn Error>> {
        Ok(self
            .client
            .wait()
            .at_most(PATIENCE)
            .for_element(Locator::Css(selector))
            .await
            .map_err(|e| format!("{selector}: {e}"))?)
    }

    /// Nothing, once a field has the keyboard and its whole text is chosen, so that what is typed next takes its place.
    pub async fn chooses(&self, field: &Element) -> Tested {
        let script = "arguments[0].focus(); arguments[0].select();";
        self.client.execute(script, vec![serde_json::to_value(field)?]).await?;
        Ok(())
    }

    /// Nothing, once the text was typed into a field that has the keyboard. Characters that the driver drops (those outside
    /// the Basic Multilingual Plane) are inserted as an input method would.
    pub async fn types(&self, field: &Element, text: &str) -> Tested {
        for run in runs(text) {
            match run {
                Run::Typed(keys) => field.send_keys(&keys.replace('\n', ENTER)).await?,
                Run::Inserted(text) => {
                    // only where the keyboard is
                    let insert = "document.execCommand('insertText', false, arguments[0])";
                    self.client.execute(insert, vec![json!(text)]).await?;
                }
            }
        }
        Ok(())
    }

    /// What the field holds.
    pub async fn value(&self, field: &Element) -> Result<String, Box<dyn Error>> {
        let script = "const f = arguments[0]; return f.value ?? f.innerText;";
        let value = self.client.execute(script, vec![serde_json::to_value(field)?]).await?;
        Ok(value.as_str().unwrap_or_default().to_owned())
    }

    /// What a script answers that ends by calling its last argument.
    pub async fn answers(&self, script: &str) -> Result<serde_json::Value, Box<dyn Error>> {
        Ok(self.client.execute_async(script, Vec::new()).await?)
    }

    /// The window's picture as PNG.
    pub async fn picture(&self) -> Result<Vec<u8>, Box<dyn Error>> {
        Ok(self.client.screenshot().await?)
    }

    /// Nothing, once the window is gone that was closed by its own button, as the window manager does it.
    pub async fn closes_by_its_button(self) -> Tested {
        let frame = Frame::find()?.ok_or("there is no window on the display")?;
        frame.close()?;
        for _ in 0..PATIENCE.as_millis() / 50 {
            if Frame::find()?.is_none() {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Err("the window stays open".into())
    }

    /// Nothing, once the program has ended.
    pub async fn close(self) -> Tested {
        Ok(self.client.close().await?)
    }
}

enum Run {
    Typed(String),
    Inserted(String),
}

/// The text in runs that the driver can type and runs that it would drop.
fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for character in text.chars() {
        let beyond = u32::from(character) > 0xFFFF;
        match (runs.last_mut(), beyond) {
            (Some(Run::Typed(run)), false) | (Some(Run::Inserted(run)), true) => run.push(character),
            (_, false) => runs.push(Run::Typed(character.into())),
            (_, true) => runs.push(Run::Inserted(character.into())),
        }
    }
    runs
}
