//! Writing files of our own so that a reader finds the old one or the new one, never half of either.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Files that appear together, or not at all: each is written beside its place, and takes its name once all are there.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    /// Where each file is, and what it will be called.
    files: Vec<(PathBuf, PathBuf)>,
}

impl Batch {
    /// Writes `bytes`, to be called `path`.
    ///
    /// # Errors
    /// The folder cannot be written, or the disk is full.
    pub fn add(&mut self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut name = path.file_name().unwrap_or_default().to_os_string();
        name.push(format!(".{}.part", std::process::id()));
        let beside = path.with_file_name(name);
        self.files.push((beside.clone(), path.to_owned()));
        let mut file = File::create(beside)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    /// Gives every file its name.
    ///
    /// # Errors
    /// A file cannot take its name, as when a viewer on Windows holds the one that is there. It and those after it are
    /// not there then.
    pub fn appear(mut self) -> Result<(), (PathBuf, io::Error)> {
        while !self.files.is_empty() {
            let (beside, path) = &self.files[0];
            // On Windows, too, rename takes the place of an existing file.
            if let Err(error) = std::fs::rename(beside, path) {
                return Err((path.clone(), error));
            }
            self.files.remove(0);
        }
        Ok(())
    }
}

impl Drop for Batch {
    fn drop(&mut self) {
        for (beside, _) in &self.files {
            // A half-written file is of no use to anybody; that it could not be removed matters less than the error.
            drop(std::fs::remove_file(beside));
        }
    }
}

/// Writes `bytes` to `path` through a file beside it that then takes its name.
///
/// # Errors
/// The folder cannot be written, or the disk is full. What was at `path` is still there then.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut batch = Batch::default();
    batch.add(path, bytes)?;
    batch.appear().map_err(|(_, error)| error)
}
