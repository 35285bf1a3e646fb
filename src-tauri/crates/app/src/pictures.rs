//! Pictures for posters: into the book, and back onto the screen.

use crate::api::*;
use crate::{App, Trouble};
use base64::{Engine, prelude::BASE64_STANDARD};
use press::PressError;
use press::picture::{MOST_BYTES, Picture, PictureError};
use std::path::Path;

impl App {
    /// Keeps a picture in the open book. It stays there for good: versions and what was put away may go on showing it.
    pub(crate) fn picture_add(&self, asked: PictureAdd) -> Result<PictureAdded, Trouble> {
        let bytes = match (asked.path, asked.bytes) {
            (Some(path), None) => read(Path::new(&path))?,
            (None, Some(text)) => {
                BASE64_STANDARD.decode(text).map_err(|e| Trouble::Request(format!("picture-add: {e}")))?
            }
            _ => return Err(Trouble::Request("picture-add: either a path or bytes".into())),
        };
        let picture = Picture::read(&bytes).map_err(PressError::from)?;
        let kept = kept(&picture);
        self.with_open(|open| Ok(open.book.add_picture(&kept)?))?;
        Ok(PictureAdded { hash: kept.hash().into(), width: kept.width(), height: kept.height() })
    }

    /// A picture of the open book, small enough for a screen.
    pub(crate) fn picture(&self, asked: PictureAsked) -> Result<Option<PictureView>, Trouble> {
        let Some(picture) = self.with_open(|open| Ok(open.book.picture(&asked.hash)?))? else { return Ok(None) };
        let read = Picture::read(picture.bytes()).map_err(PressError::from)?;
        let address = address(&read, asked.longest.clamp(1, 4096))?;
        Ok(Some(PictureView { hash: asked.hash, width: picture.width(), height: picture.height(), address }))
    }

    /// Keeps the picture in the file at `path` in the open book and answers with its hash.
    ///
    /// # Errors
    /// It cannot be read, or is no picture that can be printed; the book cannot be written.
    pub fn add_picture(&self, path: &Path) -> Result<String, Trouble> {
        let asked = PictureAdd { path: Some(path.display().to_string()), bytes: None };
        Ok(self.picture_add(asked)?.hash)
    }
}

/// What is in the file at `path`, as far as a picture may be long: what is longer is refused by its length.
fn read(path: &Path) -> Result<Vec<u8>, Trouble> {
    let failed = |error| Trouble::File { path: path.into(), error };
    let length = std::fs::metadata(path).map_err(failed)?.len();
    let longest = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX);
    if length > longest {
        let bytes = usize::try_from(length).unwrap_or(usize::MAX);
        return Err(PressError::from(PictureError::TooHeavy { bytes }).into());
    }
    std::fs::read(path).map_err(failed)
}

/// The picture as a book keeps it.
fn kept(picture: &Picture) -> book::Picture {
    book::Picture::new(picture.media_type(), picture.width(), picture.height(), picture.bytes().to_vec())
}

/// A `data:` address of a copy of `picture` of which no side is longer than `longest` dots.
pub(crate) fn address(picture: &Picture, longest: u32) -> Result<String, Trouble> {
    let small = picture.reduced(longest).map_err(PressError::from)?;
    Ok(format!("data:{};base64,{}", small.media_type, BASE64_STANDARD.encode(&small.bytes)))
}

/// What the child process answers about a picture from elsewhere.
pub(crate) fn look(bytes: &[u8]) -> Result<book::Seen, String> {
    let picture = Picture::read(bytes).map_err(|e| e.to_string())?;
    Ok(book::Seen {
        hash: picture.hash().to_owned(),
        media: picture.media_type().to_owned(),
        width: picture.width(),
        height: picture.height(),
    })
}
