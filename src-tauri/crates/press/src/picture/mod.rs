//! Pictures as they are kept: checked before they are unpacked, free of what they say about their maker, never packed anew.
//!
//! A photo carries the place and the time at which it was taken, often a second, smaller picture, and the name of the
//! telephone. None of that is kept. What is kept is what its colours and its upright position need.

mod decode;
mod exif;
mod jpeg;
mod png;
mod shrink;
mod webp;

pub(crate) use decode::Pixels;
pub use decode::Reduced;
pub use exif::Turn;

use sha2::{Digest, Sha256};
use std::fmt;
use std::fmt::Write as _;
use std::ops::Range;

/// The most pixels that a side may have.
pub const LONGEST_SIDE: u32 = 30_000;
/// The most pixels that a picture may have; of some kinds fewer, see [`PictureError::TooLarge`].
pub const MOST_PIXELS: u64 = 120_000_000;
/// How many times longer than the other one side may be.
pub const MOST_SLENDER: u32 = 100;
/// The most bytes that a file may have.
pub const MOST_BYTES: usize = 64 << 20;
/// The most memory that may be needed to unpack a picture in one piece.
const MOST_MEMORY: u64 = 160 << 20;

/// Why a picture is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// It is no JPEG, PNG or WebP.
    #[error("this is no JPEG, PNG or WebP picture")]
    Unknown,
    /// It ends too early or contradicts itself.
    #[error("the picture is damaged: {reason}")]
    Damaged {
        /// What is wrong.
        reason: String,
    },
    /// It has too many pixels.
    #[error("the picture has {width} × {height} pixels; a side may have {LONGEST_SIDE}, all of it {most}")]
    TooLarge {
        /// Pixels in a row.
        width: u32,
        /// Rows.
        height: u32,
        /// The most pixels that a picture of this kind may have.
        most: u64,
    },
    /// One side is more than [`MOST_SLENDER`] times as long as the other.
    #[error("the picture has {width} × {height} pixels; no side may be {MOST_SLENDER} times as long as the other")]
    TooSlender {
        /// Pixels in a row.
        width: u32,
        /// Rows.
        height: u32,
    },
    /// The file is larger than [`MOST_BYTES`].
    #[error("the picture has {bytes} bytes; it may have {MOST_BYTES}")]
    TooHeavy {
        /// How large the file is.
        bytes: usize,
    },
    /// Its colours are those of printing inks (CMYK), which look different in every program.
    #[error("the picture's colours are CMYK")]
    Inks,
    /// It moves.
    #[error("the picture moves")]
    Moving,
    /// It is of a rare kind that few programs show.
    #[error("a picture of this kind cannot be used: {kind}")]
    Rare {
        /// What is rare about it.
        kind: &'static str,
    },
}

impl PictureError {
    /// The key of the words for people: `error.<code>.what` and so on in the catalogue.
    pub fn code(&self) -> &'static str {
        match self {
            PictureError::Unknown => "press.picture-unknown",
            PictureError::Damaged { .. } => "press.picture-damaged",
            PictureError::TooLarge { .. } => "press.picture-too-large",
            PictureError::TooSlender { .. } => "press.picture-too-slender",
            PictureError::TooHeavy { .. } => "press.picture-too-heavy",
            PictureError::Inks => "press.picture-inks",
            PictureError::Moving => "press.picture-moving",
            PictureError::Rare { .. } => "press.picture-rare",
        }
    }

    /// What the words name in braces: `width` and `height` in pixels, `side` and `most` (millions of pixels) as the
    /// limits, `times`, `size` and `heaviest` in megabytes, `detail`.
    pub fn details(&self) -> Vec<(&'static str, String)> {
        let mega = |bytes: usize| bytes.div_ceil(1 << 20).to_string();
        match self {
            PictureError::Unknown | PictureError::Inks | PictureError::Moving => Vec::new(),
            PictureError::Damaged { reason } => vec![("detail", reason.clone())],
            PictureError::Rare { kind } => vec![("detail", (*kind).to_owned())],
            PictureError::TooLarge { width, height, most } => vec![
                ("width", width.to_string()),
                ("height", height.to_string()),
                ("side", LONGEST_SIDE.to_string()),
                ("most", (most / 1_000_000).to_string()),
            ],
            PictureError::TooSlender { width, height } => {
                vec![("width", width.to_string()), ("height", height.to_string()), ("times", MOST_SLENDER.to_string())]
            }
            PictureError::TooHeavy { bytes } => vec![("size", mega(*bytes)), ("heaviest", mega(MOST_BYTES))],
        }
    }

    fn damaged(reason: impl Into<String>) -> PictureError {
        PictureError::Damaged { reason: reason.into() }
    }
}

/// A picture, as it is kept.
#[derive(Clone, PartialEq)]
pub struct Picture {
    bytes: Vec<u8>,
    hash: String,
    /// As it is stored, before it is turned.
    stored: (u32, u32),
    turn: Turn,
    pub(crate) kind: Kind,
}

/// What a picture is packed as.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kind {
    Jpeg {
        /// 1 or 3.
        channels: u8,
        /// The bytes that speak of position and profile, which a PDF says in its own way.
        aside: Range<usize>,
        /// The colour profile.
        profile: Option<Vec<u8>>,
    },
    Png(png::Layout),
    WebP {
        /// Whether it has transparent pixels.
        alpha: bool,
    },
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Picture({}, {} × {})", &self.hash[..8], self.width(), self.height())
    }
}

impl Picture {
    /// The picture in these bytes: a JPEG, PNG or WebP file.
    ///
    /// Sizes are looked at before anything is unpacked. What the file says about its maker is left out; a JPEG's
    /// picture itself stays as it is, to the byte. A PNG or WebP is unpacked once, to see that it can be; a JPEG whose
    /// lines are damaged shows when it is [reduced](Picture::reduced). Reading [`Picture::bytes`] gives the same again.
    ///
    /// # Errors
    /// The bytes are no such picture, damaged, or beyond the limits of this module.
    pub fn read(bytes: &[u8]) -> Result<Picture, PictureError> {
        if bytes.len() > MOST_BYTES {
            return Err(PictureError::TooHeavy { bytes: bytes.len() });
        }
        let found = if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
            jpeg::read(bytes)?
        } else if bytes.starts_with(&png::SIGNATURE) {
            png::read(bytes)?
        } else if bytes.len() >= 12 && bytes.starts_with(b"RIFF") && &bytes[8..12] == b"WEBP" {
            webp::read(bytes)?
        } else {
            return Err(PictureError::Unknown);
        };
        let hash = Sha256::digest(&found.bytes).iter().fold(String::new(), |mut hash, byte| {
            // Writing to a string does not fail.
            let _ = write!(hash, "{byte:02x}");
            hash
        });
        Ok(Picture { bytes: found.bytes, hash, stored: found.size, turn: found.turn, kind: found.kind })
    }

    /// SHA-256 of [`Picture::bytes`], in hexadecimal: its name.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// How many pixels it is wide, upright.
    pub fn width(&self) -> u32 {
        if self.turn.swaps() { self.stored.1 } else { self.stored.0 }
    }

    /// How many pixels it is high, upright.
    pub fn height(&self) -> u32 {
        if self.turn.swaps() { self.stored.0 } else { self.stored.1 }
    }

    /// The file to keep.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What kind of file [`Picture::bytes`] is.
    pub fn media_type(&self) -> &'static str {
        match self.kind {
            Kind::Jpeg { .. } => "image/jpeg",
            Kind::Png(_) => "image/png",
            Kind::WebP { .. } => "image/webp",
        }
    }

    /// How it is turned from the way it is stored.
    pub fn turn(&self) -> Turn {
        self.turn
    }

    /// Width and height in pixels as it is stored.
    pub(crate) fn stored(&self) -> (u32, u32) {
        self.stored
    }
}

/// What a reader of one kind found.
struct Found {
    bytes: Vec<u8>,
    size: (u32, u32),
    turn: Turn,
    kind: Kind,
}

/// Nothing, where a picture of this size may be unpacked; `most` is the most pixels of its kind.
fn within(width: u32, height: u32, most: u64) -> Result<(), PictureError> {
    if width == 0 || height == 0 {
        return Err(PictureError::damaged("it has no pixels"));
    }
    if width.max(height) > LONGEST_SIDE || u64::from(width) * u64::from(height) > most {
        return Err(PictureError::TooLarge { width, height, most });
    }
    if u64::from(width.max(height)) > u64::from(width.min(height)) * u64::from(MOST_SLENDER) {
        return Err(PictureError::TooSlender { width, height });
    }
    Ok(())
}
