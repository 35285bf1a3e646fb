//! What this installation knows about the books it has written, kept outside of them: which peer it is in each sheet,
//! and how far it has written. Also the lock that lets only one window of this installation write a book.
//!
//! A peer that speaks twice with the same counter makes copies differ for ever, in silence. So the peer must not go on
//! when the file is another than the one it wrote (a copy) or has lost what it wrote (restored from a backup). What is
//! about to be written is noted *before* the commit: the note is never behind the book.

use crate::{BookError, place::Identity, seal::Seal};
use serde::{Deserialize, Serialize};
use sheet::SheetId;
use std::{
    collections::BTreeMap,
    fs::{File, OpenOptions, TryLockError},
    io::{Read, Seek, Write},
    path::{Path, PathBuf},
};

/// The folder in which one installation keeps its own notes about books.
#[derive(Debug, Clone)]
pub struct Installation {
    folder: PathBuf,
}

/// How far a peer has written in a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Peer {
    peer: u64,
    /// Number and seal of the last row that was written, or was about to be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last: Option<(i64, String)>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Notes {
    book: String,
    sheets: BTreeMap<String, Peer>,
}

/// A book held for writing: the lock on it and the notes about it, in one file of the installation's folder.
///
/// The system lets go of the lock when the process ends, however it ends.
#[derive(Debug)]
pub(crate) struct Hold {
    file: File,
    path: PathBuf,
    notes: Notes,
}

impl Installation {
    /// The installation that keeps its notes in `folder`, which is made when it is first needed.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// Holds the file `identity`, found at `path`, for writing.
    ///
    /// # Errors
    /// [`BookError::InUse`] when another window of this installation holds it; [`BookError::Installation`] when the notes
    /// cannot be written.
    pub(crate) fn hold(&self, path: &Path, identity: &Identity) -> Result<Hold, BookError> {
        let failed = |e: std::io::Error| BookError::Installation { path: path.to_owned(), detail: e.to_string() };
        let folder = self.folder.join("books");
        std::fs::create_dir_all(&folder).map_err(failed)?;
        let name = folder.join(format!("{}.json", identity.as_str()));
        let mut file =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(name).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(BookError::InUse { path: path.to_owned() }),
            Err(TryLockError::Error(e)) => return Err(failed(e)),
        }
        let mut text = String::new();
        // Notes that cannot be read are no notes: every sheet gets a new peer, which is always safe.
        let notes = match file.read_to_string(&mut text) {
            Ok(_) => serde_json::from_str(&text).unwrap_or_default(),
            Err(e) if e.kind() == std::io::ErrorKind::InvalidData => Notes::default(),
            Err(e) => return Err(failed(e)),
        };
        Ok(Hold { file, path: path.to_owned(), notes })
    }
}

impl Hold {
    /// The peer that this installation is in `sheet` of the book `book`.
    ///
    /// `sealed` answers with the seal of a row of the log. A new peer, drawn from the system's random numbers, is taken
    /// when there was none, or when what the old one wrote is not in the log.
    pub(crate) fn peer(
        &mut self,
        book: &str,
        sheet: &SheetId,
        sealed: impl FnOnce(i64) -> Result<Option<Seal>, BookError>,
    ) -> Result<u64, BookError> {
        if self.notes.book != book {
            self.notes = Notes { book: book.to_owned(), sheets: BTreeMap::new() };
        }
        if let Some(known) = self.notes.sheets.get(sheet.as_str()) {
            let there = match &known.last {
                None => true,
                Some((seq, seal)) => sealed(*seq)?.is_some_and(|s| hex(&s) == *seal),
            };
            if there {
                return Ok(known.peer);
            }
        }
        let peer = random().map_err(|detail| BookError::Installation { path: self.path.clone(), detail })?;
        self.notes.sheets.insert(sheet.as_str().to_owned(), Peer { peer, last: None });
        self.write()?;
        Ok(peer)
    }

    /// The peer that was last answered for `sheet`.
    pub(crate) fn noted(&self, sheet: &SheetId) -> Option<u64> {
        self.notes.sheets.get(sheet.as_str()).map(|known| known.peer)
    }

    /// Notes that the row `seq` with `seal` is about to be written to `sheet` by the peer of this installation.
    pub(crate) fn about_to_write(&mut self, sheet: &SheetId, seq: i64, seal: &Seal) -> Result<(), BookError> {
        if let Some(known) = self.notes.sheets.get_mut(sheet.as_str()) {
            known.last = Some((seq, hex(seal)));
        }
        self.write()
    }

    fn write(&mut self) -> Result<(), BookError> {
        let failed = |detail: String| BookError::Installation { path: self.path.clone(), detail };
        let text = serde_json::to_vec(&self.notes).map_err(|e| failed(e.to_string()))?;
        let put = |mut file: &File| {
            file.rewind()?;
            file.write_all(&text)?;
            file.set_len(text.len() as u64)
        };
        put(&self.file).map_err(|e| failed(e.to_string()))
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// A number that no other peer has: 53 random bits, so that it is the same number in JSON and JavaScript too.
pub(crate) fn random() -> Result<u64, String> {
    let random = getrandom::u64().map_err(|e| e.to_string())?;
    Ok((random >> 11).max(1))
}
