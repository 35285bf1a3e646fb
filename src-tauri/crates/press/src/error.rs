//! What can go wrong in printing.

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
}

impl PressError {
    /// The key of the words for people: `error.<code>.what` and so on in the catalogue.
    pub fn code(&self) -> &'static str {
        match self {
            PressError::Face { .. } => "press.face",
            PressError::Pdf { .. } => "press.pdf",
        }
    }
}
