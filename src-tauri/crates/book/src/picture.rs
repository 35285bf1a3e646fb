//! Pictures: stored once by what they are, sealed like the log, never altered, never deleted.
//!
//! Nothing here knows what a picture looks like: whoever adds one has read it ([`crate::vet_in_child`] where it came from
//! elsewhere).

use crate::{
    Book, BookError,
    log::{Sealed, believed},
    seal::{Part, Seal, seal},
};
use rusqlite::{Connection, OptionalExtension, Row, params};
use sha2::{Digest, Sha256};
use std::path::Path;

/// A picture as a book keeps it.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    hash: String,
    media: String,
    width: u32,
    height: u32,
    bytes: Vec<u8>,
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({} {}×{} {})", self.media, self.width, self.height, self.hash)
    }
}

impl Picture {
    /// The picture in `bytes`, of the media type `media` (`image/jpeg`) and so many dots wide and high.
    pub fn new(media: &str, width: u32, height: u32, bytes: Vec<u8>) -> Self {
        let hash = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        Self { hash, media: media.to_owned(), width, height, bytes }
    }

    /// The SHA-256 of its bytes in small hexadecimal digits, under which sheets refer to it.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// Its media type: `image/jpeg`.
    pub fn media(&self) -> &str {
        &self.media
    }

    /// Its width in dots.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Its height in dots.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// The file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The file, handed over.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// The seal of the row that has the picture as `number`.
    fn seal(&self, number: i64) -> Seal {
        seal(
            "picture",
            &[
                Part::Number(number),
                Part::Text(&self.hash),
                Part::Text(&self.media),
                Part::Number(self.width.into()),
                Part::Number(self.height.into()),
                Part::Bytes(&self.bytes),
            ],
        )
    }

    /// The picture made of stored columns, if the seal and the hash are right.
    pub(crate) fn believe(
        number: i64,
        [hash, media]: [&str; 2],
        [width, height]: [i64; 2],
        bytes: Vec<u8>,
        found: &[u8],
    ) -> Option<Self> {
        let picture = Self::new(media, u32::try_from(width).ok()?, u32::try_from(height).ok()?, bytes);
        (picture.hash == hash && picture.seal(number) == found).then_some(picture)
    }

    fn from_row(r: &Row<'_>) -> rusqlite::Result<Sealed<Self>> {
        let (number, hash, media): (i64, String, String) = (r.get(0)?, r.get(1)?, r.get(2)?);
        let seal: Vec<u8> = r.get(6)?;
        let row = Self::believe(number, [&hash, &media], [r.get(3)?, r.get(4)?], r.get(5)?, &seal);
        Ok(Sealed { row, number })
    }

    /// The picture named `hash`.
    pub(crate) fn stored(from: &Connection, hash: &str) -> rusqlite::Result<Option<Sealed<Self>>> {
        const ONE: &str = "SELECT number, hash, media, width, height, bytes, sha256 FROM picture WHERE hash = ?1";
        from.prepare_cached(ONE)?.query_row([hash], Self::from_row).optional()
    }

    /// The hashes of all pictures, in the order in which they came.
    pub(crate) fn hashes(from: &Connection) -> rusqlite::Result<Vec<String>> {
        from.prepare_cached("SELECT hash FROM picture ORDER BY number")?.query_map([], |r| r.get(0))?.collect()
    }

    /// The numbers of the pictures that are not as they were written. One is in memory at a time.
    pub(crate) fn spoilt(from: &Connection) -> rusqlite::Result<Vec<i64>> {
        const ALL: &str = "SELECT number, hash, media, width, height, bytes, sha256 FROM picture ORDER BY number";
        let mut found = from.prepare_cached(ALL)?;
        let mut rows = found.query([])?;
        let mut spoilt = Vec::new();
        while let Some(row) = rows.next()? {
            let picture = Self::from_row(row)?;
            if picture.row.is_none() {
                spoilt.push(picture.number);
            }
        }
        Ok(spoilt)
    }

    /// The picture named `hash`, whole.
    pub(crate) fn load(from: &Connection, hash: &str, path: &Path) -> Result<Option<Self>, BookError> {
        let found = Self::stored(from, hash).map_err(|e| BookError::sqlite(path, &e))?;
        Ok(believed(found.into_iter().collect(), "picture", path)?.pop())
    }

    fn put(&self, to: &Connection) -> rusqlite::Result<()> {
        let number: i64 = to
            .prepare_cached("SELECT number FROM picture WHERE hash = ?1")?
            .query_row([&self.hash], |r| r.get(0))
            .optional()?
            .map_or_else(|| to.query_row("SELECT coalesce(max(number), 0) + 1 FROM picture", [], |r| r.get(0)), Ok)?;
        to.prepare_cached(
            "INSERT OR REPLACE INTO picture (number, hash, media, width, height, bytes, sha256)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            number,
            self.hash,
            self.media,
            self.width,
            self.height,
            self.bytes,
            self.seal(number)
        ])?;
        Ok(())
    }
}

impl Book {
    /// The hashes of the book's pictures, in the order in which they came.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn pictures(&self) -> Result<Vec<String>, BookError> {
        Picture::hashes(self.connection()).map_err(|e| self.sqlite(&e))
    }

    /// The picture that sheets call `hash`; `None` where the book has none of that name.
    ///
    /// # Errors
    /// [`BookError::Damaged`] when it is not as it was written.
    pub fn picture(&self, hash: &str) -> Result<Option<Picture>, BookError> {
        Picture::load(self.connection(), hash, self.path())
    }

    /// Keeps `picture` from now on; answers whether the book did not have it yet. One that was damaged in the file is made
    /// whole by being added again.
    ///
    /// # Errors
    /// As [`Book::commit`].
    pub fn add_picture(&mut self, picture: &Picture) -> Result<bool, BookError> {
        let stored = Picture::stored(self.connection(), &picture.hash).map_err(|e| self.sqlite(&e))?;
        if stored.is_some_and(|s| s.row.is_some()) {
            return Ok(false);
        }
        self.transact(|to| picture.put(to))?;
        Ok(true)
    }
}
