//! Writing files of our own so that a reader finds the old one or the new one, never half of either.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

/// Writes `bytes` to `path` through a file beside it that then takes its name.
///
/// # Errors
/// The folder cannot be written, or the disk is full. What was at `path` is still there then.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.part", std::process::id()));
    let beside = path.with_file_name(name);
    let written = File::create(&beside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    // On Windows, too, rename takes the place of an existing file.
    let renamed = written.and_then(|()| std::fs::rename(&beside, path));
    if renamed.is_err() {
        // The half-written file is of no use to anybody; that it could not be removed matters less than the error.
        drop(std::fs::remove_file(&beside));
    }
    renamed
}
