//! `aritai-cli` as the tests run it: the real program, with a data folder of its own.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;

use tempfile::TempDir;

use crate::repository::{files, root};

/// The program, and a folder in which it works and keeps what it keeps beside books.
pub struct Program {
    path: PathBuf,
    pub folder: TempDir,
}

impl Program {
    /// The program of the profile in which the tests were built. It is built if it is not there or older than its
    /// sources, as it may be where a test is run alone.
    pub fn new() -> Self {
        let test = std::env::current_exe().expect("the path of this test");
        let path = test.parent().and_then(Path::parent).expect("target/<profile>/deps");
        let path = path.join(format!("aritai-cli{}", std::env::consts::EXE_SUFFIX));
        if built(&path).is_none_or(|then| newest_source() > then) {
            let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
            cargo.args(["build", "--quiet", "--package", "aritai-cli"]).current_dir(root());
            if !cfg!(debug_assertions) {
                cargo.arg("--release");
            }
            assert!(cargo.status().expect("cargo").success(), "aritai-cli does not build");
        }
        assert!(path.exists(), "{} was built", path.display());
        Self { path, folder: tempfile::tempdir().expect("a folder") }
    }

    /// A file in the program's folder.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What the program prints, given the arguments; it must succeed.
    pub fn run<A: AsRef<OsStr>>(&self, arguments: &[A]) -> String {
        let mut command = Command::new(&self.path);
        command.args(["--language", "ja"]).args(arguments).env("ARITAI_DATA_DIR", self.folder.path().join("data"));
        let Output { status, stdout, stderr } = command.output().expect("aritai-cli starts");
        assert!(status.success(), "aritai-cli: {status}: {}", String::from_utf8_lossy(&stderr));
        String::from_utf8(stdout).expect("UTF-8")
    }
}

fn built(path: &Path) -> Option<SystemTime> {
    path.metadata().and_then(|data| data.modified()).ok()
}

fn newest_source() -> SystemTime {
    let folders =
        ["src-tauri/crates", "assets/forms", "assets/i18n", "assets/posters", "assets/sheets", "assets/themes"];
    let sources = folders.into_iter().flat_map(files).filter(|file| !file.contains("/tests/"));
    let times = sources.filter_map(|file| built(&root().join(file)));
    times.max().expect("the sources")
}
