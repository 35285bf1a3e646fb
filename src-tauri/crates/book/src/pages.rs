//! Rows of the log found in the pages of a file without SQLite's help: for files that SQLite refuses.
//!
//! Every row carries its own seal, so whatever is found with a right seal is a row that was written, wherever it lay.

use crate::{
    Picture,
    connection::PAGE,
    log::{Born, Head, Named, Snapshot, Update},
};
use sheet::SheetId;

/// The rows that were found, in no order; a row can have been found more than once.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) heads: Vec<Head>,
    pub(crate) born: Vec<Born>,
    pub(crate) updates: Vec<Update>,
    pub(crate) snapshots: Vec<Snapshot>,
    pub(crate) versions: Vec<Named>,
    pub(crate) pictures: Vec<Picture>,
    /// Numbers that updates seem to have had, by rows whose seal is wrong and by the index; to be doubted.
    pub(crate) mentioned: Vec<i64>,
}

/// A value of a stored row.
#[derive(Debug, Clone)]
enum Column {
    Null,
    Number(i64),
    Text(String),
    Bytes(Vec<u8>),
}

/// Every row of the log that is whole somewhere in `file`.
pub(crate) fn search(file: &[u8]) -> Found {
    let mut found = Found::default();
    for number in 1..=file.len() / PAGE + 1 {
        if let Some(page) = page(file, number) {
            found.mentioned.extend(index_entries(page));
            for at in cells(page, if number == 1 { 100 } else { 0 }) {
                if let Some((rowid, columns)) =
                    cell(file, page, at).and_then(|(id, payload)| Some((id, columns(&payload)?)))
                {
                    found.believe(rowid, columns);
                }
            }
        }
    }
    found
}

/// The page `number`, the first being 1; the last one may be cut.
fn page(file: &[u8], number: usize) -> Option<&[u8]> {
    let from = number.checked_sub(1)?.checked_mul(PAGE)?;
    file.get(from..file.len().min(from + PAGE)).filter(|p| !p.is_empty())
}

fn u16_at(bytes: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?)))
}

/// Where the rows of a page begin, if it is a leaf of a table. Its header begins at `from`.
fn cells(page: &[u8], from: usize) -> Vec<usize> {
    const INNER_AND_INDEX: [u8; 3] = [2, 5, 10];
    let count = u16_at(page, from + 3).unwrap_or_default();
    if page.get(from).is_none_or(|kind| INNER_AND_INDEX.contains(kind)) || count > PAGE / 4 {
        return Vec::new();
    }
    (0..count).filter_map(|n| u16_at(page, from + 8 + 2 * n)).collect()
}

/// The numbers of updates in a leaf of the index `update_by_document`.
fn index_entries(page: &[u8]) -> Vec<i64> {
    const INDEX: u8 = 10;
    if page.first() != Some(&INDEX) {
        return Vec::new();
    }
    let entry = |n: usize| {
        let at = u16_at(page, 8 + 2 * n)?;
        let (length, at) = varint(page, at)?;
        let payload = page.get(at..at.checked_add(usize::try_from(length).ok()?)?)?;
        match &columns(payload)?[..] {
            [Column::Text(sheet), Column::Number(seq)] if SheetId::new(sheet).is_ok() => Some(*seq),
            [Column::Text(sheet), Column::Number(seq), Column::Number(_)] if SheetId::new(sheet).is_ok() => Some(*seq),
            _ => None,
        }
    };
    (0..u16_at(page, 3).unwrap_or_default().min(PAGE / 4)).filter_map(entry).collect()
}

/// SQLite's number of one to nine bytes at `at`, and where it ends.
fn varint(bytes: &[u8], mut at: usize) -> Option<(u64, usize)> {
    let mut value = 0_u64;
    for n in 0..9 {
        let byte = *bytes.get(at)?;
        at += 1;
        if n == 8 {
            return Some((value << 8 | u64::from(byte), at));
        }
        value = value << 7 | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some((value, at))
}

/// The row's number and its bytes, gathered from the page and the ones that it overflows into.
fn cell(file: &[u8], page: &[u8], at: usize) -> Option<(i64, Vec<u8>)> {
    const MOST: usize = PAGE - 35;
    const LEAST: usize = (PAGE - 12) * 32 / 255 - 23;
    let (length, at) = varint(page, at)?;
    let (rowid, at) = varint(page, at)?;
    let length = usize::try_from(length).ok().filter(|l| *l <= file.len())?;
    let local = if length <= MOST {
        length
    } else {
        let wish = LEAST + (length - LEAST) % (PAGE - 4);
        if wish <= MOST { wish } else { LEAST }
    };
    let mut payload = page.get(at..at + local)?.to_vec();
    let mut next = page.get(at + local..at + local + 4);
    while payload.len() < length {
        let number = u32::from_be_bytes(next?.try_into().ok()?);
        let overflow = self::page(file, usize::try_from(number).ok()?)?;
        let take = (length - payload.len()).min(PAGE - 4);
        payload.extend_from_slice(overflow.get(4..4 + take)?);
        next = overflow.get(..4);
    }
    Some((rowid.cast_signed(), payload))
}

fn columns(payload: &[u8]) -> Option<Vec<Column>> {
    let (header, mut at) = varint(payload, 0)?;
    let header = usize::try_from(header).ok()?;
    let mut body = header;
    let mut columns = Vec::new();
    while at < header {
        let (kind, after) = varint(payload, at)?;
        at = after;
        let length = match kind {
            0 | 8 | 9 => 0,
            1..=4 => usize::try_from(kind).ok()?,
            5 => 6,
            6 => 8,
            7 | 10 | 11 => return None,
            _ => usize::try_from((kind - 12) / 2).ok()?,
        };
        let bytes = payload.get(body..body.checked_add(length)?)?;
        body += length;
        columns.push(match kind {
            0 => Column::Null,
            8 => Column::Number(0),
            9 => Column::Number(1),
            1..=6 => Column::Number(signed(bytes)),
            _ if kind % 2 == 0 => Column::Bytes(bytes.to_vec()),
            _ => Column::Text(String::from_utf8(bytes.to_vec()).ok()?),
        });
    }
    Some(columns)
}

/// A signed number of up to eight bytes, most significant first.
fn signed(bytes: &[u8]) -> i64 {
    let first = bytes.first().map_or(0, |b| i64::from(b.cast_signed()));
    bytes.iter().skip(1).fold(first, |value, byte| value << 8 | i64::from(*byte))
}

impl Found {
    fn believe(&mut self, rowid: i64, columns: Vec<Column>) {
        use Column::{Bytes as B, Null, Number as N, Text as T};
        if let [Null, T(id), T(organisation), T(created), B(seal)] = &columns[..] {
            self.heads.extend(Head::believe(id.clone(), organisation.clone(), created, seal));
        } else if let [Null, T(id), T(created), B(seal)] = &columns[..] {
            self.born.extend(Born::believe(rowid, id, created, seal));
        } else if let [Null, T(sheet), N(seq), B(bytes), B(seal)] = &columns[..] {
            self.snapshots.extend(Snapshot::believe(sheet, *seq, bytes.clone(), seal));
        } else if let [Null, T(hash), T(media), N(width), N(height), B(bytes), B(seal)] = &columns[..] {
            let sides = [*width, *height];
            self.pictures.extend(Picture::believe(rowid, [hash, media], sides, bytes.clone(), seal));
        } else if let [Null, T(a), T(b), T(c), T(d), T(e), T(f), N(waiting), B(bytes), B(seal)] = &columns[..] {
            let text = [a, b, c, d, e, f].map(Clone::clone);
            match Update::believe(rowid, text, *waiting, bytes.clone(), seal) {
                Some(update) => self.updates.push(update),
                None => self.mentioned.push(rowid),
            }
        } else if let [Null, T(a), T(b), T(c), T(d), T(e), T(f), T(g), B(frontiers), T(state), B(seal)] = &columns[..] {
            let text = [a, b, c, d, e, f, g].map(Clone::clone);
            self.versions.extend(Named::believe(rowid, text, frontiers.clone(), state, seal));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_sqlite_writes_them() {
        assert_eq!(varint(&[0x7f], 0), Some((127, 1)));
        assert_eq!(varint(&[0x81, 0x00], 0), Some((128, 2)));
        assert_eq!(varint(&[0xff; 9], 0), Some((u64::MAX, 9)));
        assert_eq!(varint(&[0x81], 0), None);
        assert_eq!(signed(&[0xff, 0xfe]), -2);
        assert_eq!(signed(&[0x01, 0x00, 0x00]), 65536);
    }

    #[test]
    fn nonsense_holds_nothing() {
        for file in [
            vec![0; 10_000],
            vec![0x0d; 10_000],
            vec![0xff; 5000],
            Vec::new(),
            vec![13, 0, 0, 0, 255, 0, 0, 0, 255, 255],
        ] {
            let found = search(&file);
            assert!(found.updates.is_empty() && found.heads.is_empty());
        }
    }
}
