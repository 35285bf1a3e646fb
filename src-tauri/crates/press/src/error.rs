//! What can go wrong in printing.

use crate::picture::PictureError;

/// Why pages could not be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PressError {
    /// A face cannot be read or subset.
    #[error("the face {face} cannot be embedded: {reason}")]
    Face {
        /// The face's PostScript name, or its number where it has none.
        face: String,
        /// What the library said.
        reason: String,
    },
    /// The file cannot be put together.
    #[error("the PDF cannot be written: {reason}")]
    Pdf {
        /// What the library said.
        reason: String,
    },
    /// The PNG cannot be put together.
    #[error("the PNG cannot be written: {reason}")]
    Png {
        /// What the library said.
        reason: String,
    },
    /// A page would come to no pixels, or to too many.
    #[error("the page would have {width} × {height} pixels; it may have {most}")]
    Pixels {
        /// Pixels in a row.
        width: u64,
        /// Rows.
        height: u64,
        /// The most pixels that a page may have.
        most: u64,
    },
    /// It was told to stop.
    #[error("stopped")]
    Stopped,
    /// A picture cannot be unpacked.
    #[error(transparent)]
    Picture(#[from] PictureError),
}

impl PressError {
    /// The key of the words for people: `error.<code>.what` and so on in the catalogue.
    pub fn code(&self) -> &'static str {
        match self {
            PressError::Face { .. } => "press.face",
            PressError::Pdf { .. } => "press.pdf",
            PressError::Png { .. } => "press.png",
            PressError::Pixels { .. } => "press.pixels",
            PressError::Stopped => "press.stopped",
            PressError::Picture(error) => error.code(),
        }
    }
}
