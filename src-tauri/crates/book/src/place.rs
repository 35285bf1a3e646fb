//! Where a file lies, and which file it is whatever it is called.

use crate::{BookError, ReadOnlyReason};
use std::path::{Path, PathBuf};

/// Which file a path leads to: the same for every name of one file, different for a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Identity(String);

impl Identity {
    /// The identity of the file at `path`, made of small letters, digits and hyphens.
    ///
    /// The file is not opened on Unix: closing it would drop the locks that SQLite holds on it in this process.
    pub(crate) fn of(path: &Path) -> Result<Self, BookError> {
        identity(path).map(Self).map_err(|e| BookError::io(path, &e))
    }

    /// Whether `path` still leads to this file. On Windows it does for as long as the file is open.
    pub(crate) fn is_at(&self, path: &Path) -> bool {
        cfg!(windows) || Self::of(path).is_ok_and(|found| found == *self)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// A number that a deleted file had is given to the next file, so the time of birth is added where it is known. The
/// device's number is of use only where it is not: it changes with the order in which disks are found.
#[cfg(unix)]
fn identity(path: &Path) -> std::io::Result<String> {
    use std::os::unix::fs::MetadataExt;
    let about = std::fs::metadata(path)?;
    let born = about.created().ok().and_then(|t| t.duration_since(std::time::UNIX_EPOCH).ok());
    Ok(match born {
        Some(born) => format!("{:x}-{:x}", about.ino(), born.as_nanos()),
        None => format!("{:x}-d{:x}", about.ino(), about.dev()),
    })
}

#[cfg(windows)]
fn identity(path: &Path) -> std::io::Result<String> {
    let handle = winapi_util::Handle::from_path_any(path)?;
    let about = winapi_util::file::information(&handle)?;
    Ok(format!("{:x}-{:x}", about.file_index(), about.volume_serial_number()))
}

/// Where a book lies.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// The path without links and detours.
    pub(crate) path: PathBuf,
    /// Whether another computer keeps the file.
    pub(crate) network: bool,
}

impl Place {
    /// The place of the file at `path`.
    pub(crate) fn of(path: &Path) -> Result<Self, BookError> {
        let about = std::fs::metadata(path).map_err(|e| BookError::io(path, &e))?;
        if !about.is_file() {
            return Err(BookError::NotABook { path: path.to_owned() });
        }
        if about.len() == 0 {
            return Err(BookError::Empty { path: path.to_owned() });
        }
        let path = path.canonicalize().map_err(|e| BookError::io(path, &e))?;
        Ok(Self { network: on_network(&path), path: readable(path) })
    }

    /// Why a book cannot be changed there, as far as the place alone tells.
    pub(crate) fn read_only(&self) -> Option<ReadOnlyReason> {
        self.network.then_some(ReadOnlyReason::Network)
    }
}

/// The path as a person writes it: Windows' canonical form begins with `\\?\`, which is of use only for very long paths.
fn readable(path: PathBuf) -> PathBuf {
    const LONG: usize = 240;
    if !cfg!(windows) {
        return path;
    }
    let plain = path.to_str().and_then(|p| p.strip_prefix(r"\\?\"));
    match plain {
        Some(plain) if plain.as_bytes().get(1) == Some(&b':') && plain.len() < LONG => plain.into(),
        _ => path,
    }
}

/// A mapped drive letter is resolved to its share by the time the path is canonical.
#[cfg(windows)]
fn on_network(path: &Path) -> bool {
    use std::path::{Component, Prefix};
    matches!(
        path.components().next(),
        Some(Component::Prefix(p)) if matches!(p.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..))
    )
}

#[cfg(target_os = "linux")]
fn on_network(path: &Path) -> bool {
    // Where the mounts cannot be read the file counts as local, as it does on most machines.
    std::fs::read_to_string("/proc/self/mounts").is_ok_and(|mounts| network_mount(&mounts, path))
}

#[cfg(not(any(windows, target_os = "linux")))]
fn on_network(_: &Path) -> bool {
    false
}

#[cfg(target_os = "linux")]
fn network_mount(mounts: &str, path: &Path) -> bool {
    const NETWORK: [&str; 16] = [
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "ncpfs",
        "afs",
        "9p",
        "ceph",
        "glusterfs",
        "lustre",
        "davfs",
        "fuse.sshfs",
        "fuse.davfs2",
        "fuse.gvfsd-fuse",
        "fuse.rclone",
    ];
    let mut nearest = (0, false);
    for line in mounts.lines() {
        let mut words = line.split(' ').skip(1);
        let (Some(at), Some(kind)) = (words.next(), words.next()) else { continue };
        let at = PathBuf::from(unescape(at));
        let depth = at.components().count();
        // Of two mounts at one place the later one covers the earlier.
        if path.starts_with(&at) && depth >= nearest.0 {
            nearest = (depth, NETWORK.contains(&kind));
        }
    }
    nearest.1
}

/// A word of the table of mounts with its octal escapes (`\040` for a space) undone.
#[cfg(target_os = "linux")]
fn unescape(word: &str) -> std::ffi::OsString {
    use std::os::unix::ffi::OsStringExt;
    let mut out = Vec::new();
    let mut rest = word.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = (first == b'\\').then(|| after.get(..3).and_then(|d| std::str::from_utf8(d).ok()));
        match code.flatten().and_then(|d| u8::from_str_radix(d, 8).ok()) {
            Some(byte) => {
                out.push(byte);
                rest = &after[3..];
            }
            None => {
                out.push(first);
                rest = after;
            }
        }
    }
    std::ffi::OsString::from_vec(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn a_share_is_known_by_its_mount() {
        let mounts = "/dev/sda1 / ext4 rw 0 0\n//srv/x /mnt/\\343\\201\\202\\040b cifs rw 0 0\n\
                      /dev/sdb1 /mnt/\\343\\201\\202\\040b/local ext4 rw 0 0\nhost:/v /home nfs4 rw 0 0\n";
        let network = |path: &str| network_mount(mounts, Path::new(path));
        assert!(network("/mnt/あ b/綴り.aritai"));
        assert!(network("/home/me/a.aritai"));
        assert!(!network("/mnt/あ b/local/a.aritai"));
        assert!(!network("/mnt/other/a.aritai"));
        assert!(!network("/homely/a.aritai"));
    }

    #[test]
    fn a_file_keeps_its_identity_when_it_is_moved_and_a_copy_has_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let [a, b, c] = ["a", "b", "c"].map(|n| folder.path().join(n));
        std::fs::write(&a, "x").unwrap();
        std::fs::copy(&a, &b).unwrap();
        let first = Identity::of(&a).unwrap();
        assert_ne!(first, Identity::of(&b).unwrap());
        std::fs::write(&a, "changed").unwrap();
        std::fs::rename(&a, &c).unwrap();
        assert_eq!(first, Identity::of(&c).unwrap());
        assert!(matches!(Identity::of(&a), Err(BookError::Missing { .. })));
    }
}
