//! Looking at updates from elsewhere in a process that may die of it.
//!
//! A forged update can make Loro ask for more memory than there is, and that ends the process: nothing can catch it. So the
//! program starts itself once more, hands the child a [`Parcel`] through its standard input, and reads a [`Verdict`] from
//! its standard output. A child that dies or takes too long is a verdict too.

use crate::{BookError, Stored, living};
use serde::{Deserialize, Serialize};
use sheet::{Sheet, SheetId};
use std::{
    io::{self, Read, Write},
    path::Path,
    process::{Command, Stdio},
    sync::mpsc,
    time::Duration,
};

/// How long a child may look at a parcel. A year of 50,000 edits takes well under a second.
const PATIENCE: Duration = Duration::from_secs(60);

/// No part of a parcel is longer, in bytes.
const LONGEST: u32 = 256 << 20;

const MAGIC: [u8; 8] = *b"aritai-1";

/// What a child process is to look at: the updates of one sheet from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    /// The sheet.
    pub sheet: SheetId,
    /// Its updates, the oldest first.
    pub updates: Vec<Vec<u8>>,
}

/// What a child process found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The updates can be taken in; alone they amount to this sheet.
    Sound(Box<Sheet>),
    /// They cannot, and why.
    Unreadable(String),
}

impl Parcel {
    /// Writes the parcel: a mark, the number of updates, then each part after its length; numbers in four bytes, the most
    /// significant first.
    ///
    /// # Errors
    /// Those of `to`; a part that is too long.
    pub fn write_to(&self, mut to: impl Write) -> io::Result<()> {
        let short = |n: usize| u32::try_from(n).ok().filter(|n| *n <= LONGEST);
        let short = |n: usize| short(n).ok_or_else(|| io::Error::from(io::ErrorKind::InvalidData));
        to.write_all(&MAGIC)?;
        to.write_all(&short(self.updates.len())?.to_be_bytes())?;
        for part in std::iter::once(self.sheet.as_str().as_bytes()).chain(self.updates.iter().map(Vec::as_slice)) {
            to.write_all(&short(part.len())?.to_be_bytes())?;
            to.write_all(part)?;
        }
        to.flush()
    }

    /// The parcel that `from` holds, up to its end.
    ///
    /// # Errors
    /// Those of `from`; `InvalidData` when it holds no parcel.
    pub fn read_from(mut from: impl Read) -> io::Result<Self> {
        let bad = || io::Error::from(io::ErrorKind::InvalidData);
        let mut magic = [0; 8];
        from.read_exact(&mut magic)?;
        if magic != MAGIC {
            return Err(bad());
        }
        let mut count = [0; 4];
        from.read_exact(&mut count)?;
        let count = u32::from_be_bytes(count);
        let mut part = || -> io::Result<Vec<u8>> {
            let mut length = [0; 4];
            from.read_exact(&mut length)?;
            let length = u64::from(u32::from_be_bytes(length));
            let mut part = Vec::new();
            (&mut from).take(length.min(u64::from(LONGEST))).read_to_end(&mut part)?;
            if part.len() as u64 == length { Ok(part) } else { Err(bad()) }
        };
        let sheet = String::from_utf8(part()?).ok().and_then(|s| SheetId::new(&s).ok()).ok_or_else(bad)?;
        let updates = (0..count).map(|_| part()).collect::<io::Result<_>>()?;
        Ok(Self { sheet, updates })
    }
}

/// What becomes of a document that takes the parcel in. To be called in a process that may die of it.
pub fn vet(parcel: &Parcel) -> Verdict {
    let stored = Stored { snapshot: None, updates: parcel.updates.clone() };
    match living::read(Path::new(""), &parcel.sheet, &stored) {
        Ok(sheet) => Verdict::Sound(Box::new(sheet)),
        Err(BookError::Unreadable { detail, .. }) => Verdict::Unreadable(detail),
        Err(other) => Verdict::Unreadable(other.to_string()),
    }
}

/// The child's whole work: reads a parcel from `input`, looks at it, writes the verdict to `output` as JSON.
///
/// # Errors
/// Those of `input` and `output`; `InvalidData` when there is no parcel.
pub fn vet_pipe(input: impl Read, mut output: impl Write) -> io::Result<()> {
    let verdict = vet(&Parcel::read_from(input)?);
    serde_json::to_writer(&mut output, &verdict)?;
    output.flush()
}

/// The verdict of the child process that `command` starts, on updates that came in the file at `path`.
///
/// The command must end in [`vet_pipe`] between its standard input and output.
///
/// # Errors
/// [`BookError::Suspicious`] when the child died or took longer than a minute; [`BookError::Unreadable`] when the updates
/// cannot be taken in; [`BookError::Storage`] when it could not be started.
pub fn vet_in_child(parcel: &Parcel, path: &Path, mut command: Command) -> Result<Sheet, BookError> {
    let broken = |e: io::Error| BookError::Storage { path: path.to_owned(), detail: e.to_string() };
    let suspicious = |detail: &str| BookError::Suspicious { path: path.to_owned(), detail: detail.to_owned() };
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(broken)?;
    let (Some(input), Some(mut output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(broken(io::ErrorKind::BrokenPipe.into()));
    };
    let parts = parcel.clone();
    // A child that dies while it is being written to shows in its answer.
    let writer = std::thread::spawn(move || parts.write_to(io::BufWriter::new(input)));
    let (send, answer) = mpsc::channel();
    let reader = std::thread::spawn(move || {
        let mut text = Vec::new();
        let read = output.read_to_end(&mut text).map(|_| text);
        // Nobody listens any more once the patience is over.
        let _ = send.send(read);
    });
    let answer = answer.recv_timeout(PATIENCE);
    if answer.is_err() {
        child.kill().map_err(broken)?;
    }
    let status = child.wait().map_err(broken)?;
    let written = writer.join().is_ok_and(|w| w.is_ok());
    let listened = reader.join().is_ok();
    let text = match answer {
        Err(_) => return Err(suspicious("taking it in does not end")),
        Ok(read) => read.map_err(broken)?,
    };
    if !status.success() || !written || !listened {
        return Err(suspicious(&format!("taking it in ended the process: {status}")));
    }
    match serde_json::from_slice(&text) {
        Ok(Verdict::Sound(sheet)) => Ok(*sheet),
        Ok(Verdict::Unreadable(detail)) => {
            Err(BookError::Unreadable { path: path.to_owned(), sheet: parcel.sheet.to_string(), detail })
        }
        Err(e) => Err(suspicious(&e.to_string())),
    }
}
