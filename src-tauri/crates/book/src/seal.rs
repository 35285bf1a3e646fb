//! The SHA-256 that every row of the log carries over its own columns, so that a single flipped bit is noticed and a row
//! found in the ruins of a file is known to be whole.

use sha2::{Digest, Sha256};

/// A SHA-256.
pub(crate) type Seal = [u8; 32];

/// One column of a sealed row.
#[derive(Clone, Copy)]
pub(crate) enum Part<'a> {
    Number(i64),
    Text(&'a str),
    Bytes(&'a [u8]),
}

/// The seal of a row of `table`: the SHA-256 of the table's name and every column, each preceded by its length.
///
/// Lengths are 8 bytes, most significant first; a number is its decimal digits.
pub(crate) fn seal(table: &str, parts: &[Part<'_>]) -> Seal {
    let mut hash = Sha256::new();
    let mut put = |bytes: &[u8]| {
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(bytes);
    };
    put(table.as_bytes());
    for part in parts {
        match part {
            Part::Number(n) => put(n.to_string().as_bytes()),
            Part::Text(t) => put(t.as_bytes()),
            Part::Bytes(b) => put(b),
        }
    }
    hash.finalize().into()
}
