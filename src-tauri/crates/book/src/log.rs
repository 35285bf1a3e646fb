//! The rows of the log and how they are sealed, written and read.

use crate::{
    BookError,
    seal::{Part, Seal, seal},
};
use chrono::{DateTime, NaiveDateTime, SubsecRound, Utc};
use document::{Author, Version};
use rusqlite::{Connection, OptionalExtension, Row, params};
use sheet::SheetId;

/// One commit's worth of changes of a sheet, as its document gave it out.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Change {
    /// Who was typing: the peer of the document.
    pub peer: u64,
    /// The person who made the change.
    pub author: Author,
    /// What was done, by the edit's stable name.
    pub label: String,
    /// When, to the millisecond.
    pub time: DateTime<Utc>,
    /// Whether it builds on changes that have not arrived yet ([`document::Imported::waiting`]).
    pub waiting: bool,
    /// The document's own encoding of the change.
    pub bytes: Vec<u8>,
}

/// A row of the table `update`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// Its place in the log of the whole book, from 1 without gaps.
    pub seq: i64,
    /// The sheet that was changed.
    pub sheet: SheetId,
    /// The change.
    pub change: Change,
}

/// Whose book it is.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Head {
    /// The book's own name, which copies share.
    pub id: String,
    /// The municipality.
    pub organisation: String,
    /// When the book was made, to the millisecond.
    pub created: DateTime<Utc>,
}

/// `time` as the file has it: `2026-04-01T09:00:00.000Z`.
pub(crate) fn written(time: DateTime<Utc>) -> String {
    time.trunc_subsecs(3).format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

pub(crate) fn parsed(time: &str) -> Option<DateTime<Utc>> {
    NaiveDateTime::parse_from_str(time, "%Y-%m-%dT%H:%M:%S%.3fZ").ok().map(|t| t.and_utc())
}

/// A row read back, before it is believed.
pub(crate) struct Sealed<T> {
    /// The row, if every column has the shape it must have and the seal is right.
    pub(crate) row: Option<T>,
    /// How to name the row in a report.
    pub(crate) number: i64,
}

fn is_seal(found: &[u8], wanted: Seal) -> bool {
    found == wanted
}

impl Head {
    pub(crate) fn seal(&self) -> Seal {
        seal(
            "book",
            &[
                Part::Number(1),
                Part::Text(&self.id),
                Part::Text(&self.organisation),
                Part::Text(&written(self.created)),
            ],
        )
    }

    pub(crate) fn insert(&self, to: &Connection) -> rusqlite::Result<()> {
        to.prepare_cached(
            "INSERT OR REPLACE INTO book (number, id, organisation, created, sha256) VALUES (1, ?1, ?2, ?3, ?4)",
        )?
        .execute(params![self.id, self.organisation, written(self.created), self.seal()])?;
        Ok(())
    }

    /// The head made of stored columns, if the seal is right.
    pub(crate) fn believe(id: String, organisation: String, created: &str, found: &[u8]) -> Option<Self> {
        let head = Self { id, organisation, created: parsed(created)? };
        is_seal(found, head.seal()).then_some(head)
    }

    pub(crate) fn read(from: &Connection) -> rusqlite::Result<Option<Self>> {
        let found = from.query_row("SELECT id, organisation, created, sha256 FROM book WHERE number = 1", [], |r| {
            let (created, seal): (String, Vec<u8>) = (r.get(2)?, r.get(3)?);
            Ok(Self::believe(r.get(0)?, r.get(1)?, &created, &seal))
        });
        Ok(found.optional()?.flatten())
    }
}

/// A row of the table `document`: that the book holds a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Born {
    pub(crate) number: i64,
    pub(crate) sheet: SheetId,
    pub(crate) created: DateTime<Utc>,
}

impl Born {
    fn seal(&self) -> Seal {
        seal(
            "document",
            &[Part::Number(self.number), Part::Text(self.sheet.as_str()), Part::Text(&written(self.created))],
        )
    }

    pub(crate) fn insert(&self, to: &Connection) -> rusqlite::Result<()> {
        to.prepare_cached("INSERT INTO document (number, id, created, sha256) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![self.number, self.sheet.as_str(), written(self.created), self.seal()])?;
        Ok(())
    }

    pub(crate) fn believe(number: i64, id: &str, created: &str, found: &[u8]) -> Option<Self> {
        let born = Self { number, sheet: SheetId::new(id).ok()?, created: parsed(created)? };
        is_seal(found, born.seal()).then_some(born)
    }

    pub(crate) fn all(from: &Connection) -> rusqlite::Result<Vec<Sealed<Self>>> {
        let mut found = from.prepare_cached("SELECT number, id, created, sha256 FROM document ORDER BY number")?;
        let rows = found.query_map([], |r| {
            let (number, id, created, seal): (i64, String, String, Vec<u8>) =
                (r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?);
            Ok(Sealed { row: Self::believe(number, &id, &created, &seal), number })
        })?;
        rows.collect()
    }
}

impl Update {
    pub(crate) fn seal(&self) -> Seal {
        let c = &self.change;
        seal(
            "update",
            &[
                Part::Number(self.seq),
                Part::Text(self.sheet.as_str()),
                Part::Text(&c.peer.to_string()),
                Part::Text(&c.author.id),
                Part::Text(&c.author.name),
                Part::Text(&c.label),
                Part::Text(&written(c.time)),
                Part::Number(c.waiting.into()),
                Part::Bytes(&c.bytes),
            ],
        )
    }

    pub(crate) fn insert(&self, to: &Connection, seal: &Seal) -> rusqlite::Result<()> {
        let c = &self.change;
        to.prepare_cached(
            "INSERT INTO \"update\" (seq, document, peer, author_id, author, label, time, waiting, bytes, sha256)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            self.seq,
            self.sheet.as_str(),
            c.peer.to_string(),
            c.author.id,
            c.author.name,
            c.label,
            written(c.time),
            c.waiting,
            c.bytes,
            seal
        ])?;
        Ok(())
    }

    fn from_row(r: &Row<'_>) -> rusqlite::Result<Sealed<Self>> {
        let seq = r.get(0)?;
        let text = [r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?, r.get(5)?, r.get(6)?];
        let seal: Vec<u8> = r.get(9)?;
        Ok(Sealed { row: Self::believe(seq, text, r.get(7)?, r.get(8)?, &seal), number: seq })
    }

    /// The update made of stored columns in the order of the table, if the seal is right.
    pub(crate) fn believe(seq: i64, text: [String; 6], waiting: i64, bytes: Vec<u8>, found: &[u8]) -> Option<Self> {
        let [sheet, peer, id, name, label, time] = text;
        let (peer, time, waiting) = (peer.parse().ok()?, parsed(&time)?, waiting == 1);
        let change = Change { peer, author: Author { id, name }, label, time, waiting, bytes };
        let update = Self { seq, sheet: SheetId::new(&sheet).ok()?, change };
        is_seal(found, update.seal()).then_some(update)
    }

    /// The updates of `sheet` after `seq`, and those before that were waiting when they came; or all of every sheet.
    pub(crate) fn after(from: &Connection, sheet: Option<&SheetId>, seq: i64) -> rusqlite::Result<Vec<Sealed<Self>>> {
        const ALL: &str =
            "SELECT seq, document, peer, author_id, author, label, time, waiting, bytes, sha256 FROM \"update\"";
        match sheet {
            Some(sheet) => from
                .prepare_cached(&format!(
                    "SELECT * FROM ({ALL} WHERE document = ?1 AND waiting = 1 AND seq <= ?2 ORDER BY seq)
                     UNION ALL SELECT * FROM ({ALL} WHERE document = ?1 AND seq > ?2 ORDER BY seq)"
                ))?
                .query_map(params![sheet.as_str(), seq], Self::from_row)?
                .collect(),
            None => from.prepare_cached(&format!("{ALL} ORDER BY seq"))?.query_map([], Self::from_row)?.collect(),
        }
    }

    /// The seal that the row `seq` of `sheet` carries.
    pub(crate) fn seal_of(from: &Connection, sheet: &SheetId, seq: i64) -> rusqlite::Result<Option<Seal>> {
        let mut found = from.prepare_cached("SELECT sha256 FROM \"update\" WHERE seq = ?1 AND document = ?2")?;
        let seal: Option<Vec<u8>> = found.query_row(params![seq, sheet.as_str()], |r| r.get(0)).optional()?;
        Ok(seal.and_then(|s| s.try_into().ok()))
    }
}

/// A row of the table `snapshot`: what all updates of a sheet up to `seq` amount to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Snapshot {
    pub(crate) sheet: SheetId,
    pub(crate) seq: i64,
    pub(crate) bytes: Vec<u8>,
}

impl Snapshot {
    fn seal(&self) -> Seal {
        seal("snapshot", &[Part::Text(self.sheet.as_str()), Part::Number(self.seq), Part::Bytes(&self.bytes)])
    }

    pub(crate) fn insert(&self, to: &Connection) -> rusqlite::Result<()> {
        to.prepare_cached(
            "INSERT INTO snapshot (document, seq, bytes, sha256) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (document) DO UPDATE SET seq = excluded.seq, bytes = excluded.bytes, sha256 = excluded.sha256",
        )?
        .execute(params![self.sheet.as_str(), self.seq, self.bytes, self.seal()])?;
        Ok(())
    }

    pub(crate) fn believe(sheet: &str, seq: i64, bytes: Vec<u8>, found: &[u8]) -> Option<Self> {
        let snapshot = Self { sheet: SheetId::new(sheet).ok()?, seq, bytes };
        is_seal(found, snapshot.seal()).then_some(snapshot)
    }

    pub(crate) fn of(from: &Connection, sheet: &SheetId) -> rusqlite::Result<Option<Sealed<Self>>> {
        from.prepare_cached("SELECT number, seq, bytes, sha256 FROM snapshot WHERE document = ?1")?
            .query_row([sheet.as_str()], |r| {
                let seal: Vec<u8> = r.get(3)?;
                Ok(Sealed { row: Self::believe(sheet.as_str(), r.get(1)?, r.get(2)?, &seal), number: r.get(0)? })
            })
            .optional()
    }
}

/// A row of the table `version`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Named {
    pub(crate) number: i64,
    pub(crate) sheet: SheetId,
    pub(crate) version: Version,
}

impl Named {
    fn seal(&self, state: &str) -> Seal {
        let v = &self.version;
        seal(
            "version",
            &[
                Part::Number(self.number),
                Part::Text(&v.id),
                Part::Text(self.sheet.as_str()),
                Part::Text(&v.name),
                Part::Text(&v.reason),
                Part::Text(&v.author.id),
                Part::Text(&v.author.name),
                Part::Text(&written(v.time)),
                Part::Bytes(&v.frontiers),
                Part::Text(state),
            ],
        )
    }

    /// Writes the row with `state`, which is the version's state as JSON.
    pub(crate) fn insert(&self, state: &str, to: &Connection) -> rusqlite::Result<()> {
        let v = &self.version;
        to.prepare_cached(
            "INSERT INTO version (number, id, document, name, reason, author_id, author, time, frontiers, state, sha256)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            self.number,
            v.id,
            self.sheet.as_str(),
            v.name,
            v.reason,
            v.author.id,
            v.author.name,
            written(v.time),
            v.frontiers,
            state,
            self.seal(state)
        ])?;
        Ok(())
    }

    /// The version made of stored columns in the order of the table, if the seal is right.
    pub(crate) fn believe(
        number: i64,
        text: [String; 7],
        frontiers: Vec<u8>,
        state: &str,
        found: &[u8],
    ) -> Option<Self> {
        let [id, sheet, name, reason, author_id, author, time] = text;
        let (sheet, time) = (SheetId::new(&sheet).ok()?, parsed(&time)?);
        let author = Author { id: author_id, name: author };
        let sheet_then = serde_json::from_str(state).ok()?;
        let version = Version { id, name, reason, author, time, frontiers, state: sheet_then };
        let named = Self { number, sheet, version };
        is_seal(found, named.seal(state)).then_some(named)
    }

    /// The versions of `sheet`, or of every sheet.
    pub(crate) fn all(from: &Connection, sheet: Option<&SheetId>) -> rusqlite::Result<Vec<Sealed<Self>>> {
        let mut found = from.prepare_cached(
            "SELECT number, id, document, name, reason, author_id, author, time, frontiers, state, sha256
             FROM version WHERE ?1 IS NULL OR document = ?1 ORDER BY number",
        )?;
        let rows = found.query_map([sheet.map(SheetId::as_str)], |r| {
            let number = r.get(0)?;
            let text = [r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?, r.get(5)?, r.get(6)?, r.get(7)?];
            let (state, seal): (String, Vec<u8>) = (r.get(9)?, r.get(10)?);
            Ok(Sealed { row: Self::believe(number, text, r.get(8)?, &state, &seal), number })
        })?;
        rows.collect()
    }
}

/// Every row, or the error that names the first one that was not as it was written.
pub(crate) fn believed<T>(rows: Vec<Sealed<T>>, table: &str, path: &std::path::Path) -> Result<Vec<T>, BookError> {
    let damaged = |number| BookError::Damaged { path: path.to_owned(), detail: format!("{table} {number}") };
    rows.into_iter().map(|s| s.row.ok_or_else(|| damaged(s.number))).collect()
}
