//! Looking at updates from elsewhere in a process that may die of it.
//!
//! A forged update can make Loro ask for more memory than there is, and that ends the process: nothing can catch it. So the
//! program starts itself once more, hands the child a [`Parcel`] or a picture through its standard input, and reads a [`Verdict`] from
//! its standard output. A child that dies or takes too long is a verdict too.

use crate::{BookError, Picture, Stored, living};
use serde::{Deserialize, Serialize};
use sheet::{Sheet, SheetId};
use std::{
    io::{self, Read, Write},
    path::Path,
    process::{ChildStdin, Command, Stdio},
    sync::mpsc,
    time::Duration,
};

/// How long a child may look at a parcel. A year of 50,000 edits takes well under a second.
const PATIENCE: Duration = Duration::from_secs(60);

/// No part of a parcel is longer, in bytes.
const LONGEST: u32 = 256 << 20;

const MAGIC: [u8; 8] = *b"aritai-1";
const PICTURE: [u8; 8] = *b"aritai-p";

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
    /// They cannot, and why; or the picture cannot be shown.
    Unreadable(String),
    /// The picture can be shown, and is this.
    Seen(Seen),
}

/// What a picture turned out to be when it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// The SHA-256 of the bytes that are kept of it, in small hexadecimal digits.
    pub hash: String,
    /// Its media type.
    pub media: String,
    /// Its width in dots.
    pub width: u32,
    /// Its height in dots.
    pub height: u32,
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
        let mut magic = [0; 8];
        from.read_exact(&mut magic)?;
        if magic == MAGIC { Self::read_rest(from) } else { Err(io::ErrorKind::InvalidData.into()) }
    }

    fn read_rest(mut from: impl Read) -> io::Result<Self> {
        let bad = || io::Error::from(io::ErrorKind::InvalidData);
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

/// The child's whole work: reads a parcel or a picture from `input`, looks at it, writes the verdict to `output` as JSON.
/// `look` reads a picture, and answers with what it is or why it cannot be shown.
///
/// # Errors
/// Those of `input` and `output`; `InvalidData` when there is neither.
pub fn vet_pipe(
    mut input: impl Read,
    mut output: impl Write,
    look: impl FnOnce(&[u8]) -> Result<Seen, String>,
) -> io::Result<()> {
    let mut magic = [0; 8];
    input.read_exact(&mut magic)?;
    let verdict = match magic {
        MAGIC => vet(&Parcel::read_rest(input)?),
        PICTURE => {
            let mut bytes = Vec::new();
            input.take(u64::from(LONGEST)).read_to_end(&mut bytes)?;
            look(&bytes).map_or_else(Verdict::Unreadable, Verdict::Seen)
        }
        _ => return Err(io::ErrorKind::InvalidData.into()),
    };
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
pub fn vet_in_child(parcel: &Parcel, path: &Path, command: Command) -> Result<Sheet, BookError> {
    let parts = parcel.clone();
    match ask_child(path, command, move |to| parts.write_to(to))? {
        Verdict::Sound(sheet) => Ok(*sheet),
        Verdict::Unreadable(detail) => {
            Err(BookError::Unreadable { path: path.to_owned(), sheet: parcel.sheet.to_string(), detail })
        }
        Verdict::Seen(seen) => Err(suspicious(path, &format!("{} is a picture", seen.hash))),
    }
}

/// Nothing, once the child process that `command` starts has read `picture`, which came in the file at `path`, and found it
/// to be what the file says.
///
/// The command must end in [`vet_pipe`] between its standard input and output.
///
/// # Errors
/// [`BookError::Suspicious`] when the child died, took longer than a minute, could not read the picture or found it to be
/// another; [`BookError::Storage`] when the child could not be started.
pub fn vet_picture_in_child(picture: &Picture, path: &Path, command: Command) -> Result<(), BookError> {
    let bytes = picture.bytes().to_vec();
    let verdict = ask_child(path, command, move |mut to| {
        to.write_all(&PICTURE)?;
        to.write_all(&bytes)?;
        to.flush()
    })?;
    let said = Seen {
        hash: picture.hash().to_owned(),
        media: picture.media().to_owned(),
        width: picture.width(),
        height: picture.height(),
    };
    match verdict {
        Verdict::Seen(seen) if seen == said => Ok(()),
        Verdict::Seen(seen) => Err(suspicious(path, &format!("picture {} is another: {}", said.hash, seen.hash))),
        Verdict::Unreadable(why) => Err(suspicious(path, &format!("picture {}: {why}", said.hash))),
        Verdict::Sound(_) => Err(suspicious(path, &format!("picture {} is a sheet", said.hash))),
    }
}

fn suspicious(path: &Path, detail: &str) -> BookError {
    BookError::Suspicious { path: path.to_owned(), detail: detail.to_owned() }
}

/// What the child that `command` starts answers to what `write` sends it.
fn ask_child(
    path: &Path,
    mut command: Command,
    write: impl FnOnce(io::BufWriter<ChildStdin>) -> io::Result<()> + Send + 'static,
) -> Result<Verdict, BookError> {
    let broken = |e: io::Error| BookError::Storage { path: path.to_owned(), detail: e.to_string() };
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(broken)?;
    let (Some(input), Some(mut output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(broken(io::ErrorKind::BrokenPipe.into()));
    };
    // A child that dies while it is being written to shows in its answer.
    let writer = std::thread::spawn(move || write(io::BufWriter::new(input)));
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
        Err(_) => return Err(suspicious(path, "taking it in does not end")),
        Ok(read) => read.map_err(broken)?,
    };
    if !status.success() || !written || !listened {
        return Err(suspicious(path, &format!("taking it in ended the process: {status}")));
    }
    serde_json::from_slice(&text).map_err(|e| suspicious(path, &e.to_string()))
}
