//! The tables of each version of the format, and the way from one version to the next.

use crate::BookError;
use rusqlite::Connection;
use std::{collections::BTreeSet, path::Path, sync::OnceLock};

/// `PRAGMA application_id` of every book: "Arit".
pub const APPLICATION_ID: i32 = 0x4172_6974;

/// One step from a version to the next.
pub(crate) struct Migration {
    /// What to run.
    pub(crate) sql: &'static str,
    /// Whether the read model must be written anew from the log afterwards.
    pub(crate) rebuild: bool,
}

/// The n-th entry leads from version n to version n + 1.
pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration { sql: include_str!("migrations/0001.sql"), rebuild: false },
    // Takes the read model along by itself.
    Migration { sql: include_str!("migrations/0002.sql"), rebuild: false },
];

/// The version of the format that this program writes.
#[allow(clippy::cast_possible_wrap, reason = "there will never be so many versions")]
pub const VERSION: i64 = MIGRATIONS.len() as i64;

/// Kind, name, table and SQL of everything that a schema holds.
type Objects = BTreeSet<(String, String, String, Option<String>)>;

fn objects(connection: &Connection) -> rusqlite::Result<Objects> {
    let mut found = connection.prepare("SELECT type, name, tbl_name, sql FROM main.sqlite_schema")?;
    let rows = found.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))?;
    rows.collect()
}

/// Everything that a book of `version` holds, and nothing else may.
fn expected(version: i64) -> rusqlite::Result<Objects> {
    static NEWEST: OnceLock<Objects> = OnceLock::new();
    if let (VERSION, Some(known)) = (version, NEWEST.get()) {
        return Ok(known.clone());
    }
    let model = Connection::open_in_memory()?;
    for migration in MIGRATIONS.iter().take(usize::try_from(version).unwrap_or_default()) {
        model.execute_batch(migration.sql)?;
    }
    let found = objects(&model)?;
    Ok(if version == VERSION { NEWEST.get_or_init(|| found).clone() } else { found })
}

/// The version of the open database, once it is certain that it is a book and that its schema is exactly that of its
/// version: no trigger, view, virtual table, further index or changed column.
pub(crate) fn check(connection: &Connection, path: &Path) -> Result<i64, BookError> {
    let failed = |e: rusqlite::Error| BookError::sqlite(path, &e);
    let application: i32 = connection.pragma_query_value(None, "application_id", |r| r.get(0)).map_err(failed)?;
    if application != APPLICATION_ID {
        return Err(BookError::OtherDatabase { path: path.to_owned() });
    }
    let version: i64 = connection.pragma_query_value(None, "user_version", |r| r.get(0)).map_err(failed)?;
    if version > VERSION {
        return Err(BookError::Newer { path: path.to_owned(), found: version, known: VERSION });
    }
    let suspicious = |detail: String| Err(BookError::Suspicious { path: path.to_owned(), detail });
    if version < 1 {
        return suspicious(format!("format {version}"));
    }
    let (found, expected) = (objects(connection).map_err(failed)?, expected(version).map_err(failed)?);
    if let Some((kind, name, ..)) = found.symmetric_difference(&expected).next() {
        return suspicious(format!("{kind} {name}"));
    }
    Ok(version)
}

/// Takes the database from version `from` through `migrations`, all or nothing; answers whether the read model must be
/// written anew.
pub(crate) fn upgrade(connection: &mut Connection, from: i64, migrations: &[Migration]) -> rusqlite::Result<bool> {
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let steps = migrations.iter().skip(usize::try_from(from).unwrap_or_default());
    let mut rebuild = false;
    for step in steps {
        transaction.execute_batch(step.sql)?;
        rebuild |= step.rebuild;
    }
    transaction.pragma_update(None, "user_version", i64::try_from(migrations.len()).unwrap_or(i64::MAX))?;
    transaction.commit()?;
    Ok(rebuild)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_upgrade_is_all_or_nothing() {
        let mut connection = Connection::open_in_memory().unwrap();
        assert!(!upgrade(&mut connection, 0, MIGRATIONS).unwrap());
        let add = |sql| {
            let first = MIGRATIONS.iter().map(|m| Migration { sql: m.sql, rebuild: m.rebuild });
            first.chain([Migration { sql, rebuild: true }]).collect::<Vec<_>>()
        };
        let broken = add("CREATE TABLE later (x INTEGER) STRICT; CREATE TABLE later (x INTEGER) STRICT;");
        assert!(upgrade(&mut connection, VERSION, &broken).is_err());
        let version = |c: &Connection| c.pragma_query_value(None, "user_version", |r| r.get::<_, i64>(0)).unwrap();
        assert_eq!(version(&connection), VERSION);
        assert_eq!(objects(&connection).unwrap(), expected(VERSION).unwrap());
        assert!(upgrade(&mut connection, VERSION, &add("CREATE TABLE later (x INTEGER) STRICT;")).unwrap());
        assert_eq!(version(&connection), VERSION + 1);
    }
}
