-- Version 1. Never change this file once a book was written by it: add 0002.sql.

-- The log: the truth. Every row carries a SHA-256 over its own columns (docs/file-format.md says how).

CREATE TABLE book (
  number       INTEGER PRIMARY KEY CHECK (number = 1),
  id           TEXT NOT NULL,
  organisation TEXT NOT NULL,
  created      TEXT NOT NULL,
  sha256       BLOB NOT NULL
) STRICT;

CREATE TABLE document (
  number  INTEGER PRIMARY KEY,
  id      TEXT NOT NULL UNIQUE,
  created TEXT NOT NULL,
  sha256  BLOB NOT NULL
) STRICT;

CREATE TABLE "update" (
  seq       INTEGER PRIMARY KEY,
  document  TEXT NOT NULL,
  peer      TEXT NOT NULL,
  author_id TEXT NOT NULL,
  author    TEXT NOT NULL,
  label     TEXT NOT NULL,
  time      TEXT NOT NULL,
  waiting   INTEGER NOT NULL,
  bytes     BLOB NOT NULL,
  sha256    BLOB NOT NULL
) STRICT;

CREATE INDEX update_by_document ON "update" (document, seq);

-- What built on changes that had not arrived: no snapshot holds it.
CREATE INDEX update_waiting ON "update" (document, seq) WHERE waiting = 1;

CREATE TABLE version (
  number    INTEGER PRIMARY KEY,
  id        TEXT NOT NULL UNIQUE,
  document  TEXT NOT NULL,
  name      TEXT NOT NULL,
  reason    TEXT NOT NULL,
  author_id TEXT NOT NULL,
  author    TEXT NOT NULL,
  time      TEXT NOT NULL,
  frontiers BLOB NOT NULL,
  state     TEXT NOT NULL,
  sha256    BLOB NOT NULL
) STRICT;

-- Saves time on opening; can be thrown away.

CREATE TABLE snapshot (
  number   INTEGER PRIMARY KEY,
  document TEXT NOT NULL UNIQUE,
  seq      INTEGER NOT NULL,
  bytes    BLOB NOT NULL,
  sha256   BLOB NOT NULL
) STRICT;

-- The read model: what the log amounts to, for anybody to query. Can be rebuilt from the log at any time.

CREATE TABLE sheet (
  id          TEXT NOT NULL PRIMARY KEY,
  fiscal_year INTEGER NOT NULL,
  cohort      INTEGER,
  form        TEXT NOT NULL,
  theme       TEXT NOT NULL,
  subtitle    TEXT NOT NULL,
  why         TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE member (
  sheet       TEXT NOT NULL,
  id          TEXT NOT NULL,
  position    INTEGER NOT NULL,
  archived    INTEGER NOT NULL,
  name        TEXT NOT NULL,
  post        TEXT NOT NULL,
  affiliation TEXT NOT NULL,
  PRIMARY KEY (sheet, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE partner (
  sheet    TEXT NOT NULL,
  id       TEXT NOT NULL,
  position INTEGER NOT NULL,
  archived INTEGER NOT NULL,
  name     TEXT NOT NULL,
  PRIMARY KEY (sheet, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE lead (
  sheet   TEXT NOT NULL,
  section TEXT NOT NULL,
  text    TEXT NOT NULL,
  PRIMARY KEY (sheet, section)
) STRICT, WITHOUT ROWID;

CREATE TABLE vision (
  sheet      TEXT NOT NULL,
  id         TEXT NOT NULL,
  label      TEXT NOT NULL,
  horizon    INTEGER,
  headline   TEXT NOT NULL,
  background TEXT NOT NULL,
  drift      TEXT NOT NULL,
  PRIMARY KEY (sheet, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE ideal (
  sheet     TEXT NOT NULL,
  id        TEXT NOT NULL,
  aspect    TEXT NOT NULL,
  headline  TEXT NOT NULL,
  reasoning TEXT NOT NULL,
  PRIMARY KEY (sheet, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE gap (
  sheet    TEXT NOT NULL,
  id       TEXT NOT NULL,
  aspect   TEXT NOT NULL,
  "column" TEXT NOT NULL,
  PRIMARY KEY (sheet, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding (
  sheet TEXT NOT NULL,
  id    TEXT NOT NULL,
  kind  TEXT NOT NULL,
  PRIMARY KEY (sheet, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE bullet (
  sheet    TEXT NOT NULL,
  id       TEXT NOT NULL,
  place    TEXT NOT NULL,
  position INTEGER NOT NULL,
  archived INTEGER NOT NULL,
  text     TEXT NOT NULL,
  PRIMARY KEY (sheet, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE cause (
  sheet    TEXT NOT NULL,
  id       TEXT NOT NULL,
  bullet   TEXT NOT NULL,
  position INTEGER NOT NULL,
  archived INTEGER NOT NULL,
  text     TEXT NOT NULL,
  PRIMARY KEY (sheet, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE step (
  sheet   TEXT NOT NULL,
  id      TEXT NOT NULL,
  label   TEXT NOT NULL,
  horizon INTEGER,
  PRIMARY KEY (sheet, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE goal (
  sheet    TEXT NOT NULL,
  id       TEXT NOT NULL,
  step     TEXT NOT NULL,
  position INTEGER NOT NULL,
  archived INTEGER NOT NULL,
  aspect   TEXT,
  text     TEXT NOT NULL,
  PRIMARY KEY (sheet, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE earlier (
  sheet       TEXT NOT NULL,
  id          TEXT NOT NULL,
  position    INTEGER NOT NULL,
  archived    INTEGER NOT NULL,
  fiscal_year INTEGER,
  cohort      INTEGER,
  team        TEXT NOT NULL,
  title       TEXT NOT NULL,
  note        TEXT NOT NULL,
  status      TEXT,
  PRIMARY KEY (sheet, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE action (
  sheet    TEXT NOT NULL,
  id       TEXT NOT NULL,
  position INTEGER NOT NULL,
  archived INTEGER NOT NULL,
  title    TEXT NOT NULL,
  step     TEXT,
  owner    TEXT NOT NULL,
  status   TEXT,
  PRIMARY KEY (sheet, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE action_goal (
  sheet  TEXT NOT NULL,
  action TEXT NOT NULL,
  goal   TEXT NOT NULL,
  PRIMARY KEY (sheet, action, goal)
) STRICT, WITHOUT ROWID;

CREATE TABLE action_attribute (
  sheet  TEXT NOT NULL,
  action TEXT NOT NULL,
  key    TEXT NOT NULL,
  text   TEXT NOT NULL,
  PRIMARY KEY (sheet, action, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE effect (
  sheet    TEXT NOT NULL,
  id       TEXT NOT NULL,
  action   TEXT NOT NULL,
  position INTEGER NOT NULL,
  archived INTEGER NOT NULL,
  audience TEXT NOT NULL,
  text     TEXT NOT NULL,
  PRIMARY KEY (sheet, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE status (
  sheet    TEXT NOT NULL,
  id       TEXT NOT NULL,
  action   TEXT NOT NULL,
  position INTEGER NOT NULL,
  archived INTEGER NOT NULL,
  status   TEXT NOT NULL,
  date     TEXT,
  reason   TEXT NOT NULL,
  PRIMARY KEY (sheet, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE roadmap (
  sheet  TEXT NOT NULL,
  action TEXT NOT NULL,
  step   TEXT NOT NULL,
  phase  TEXT,
  text   TEXT NOT NULL,
  PRIMARY KEY (sheet, action, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE confidential (
  sheet TEXT NOT NULL,
  field TEXT NOT NULL,
  PRIMARY KEY (sheet, field)
) STRICT, WITHOUT ROWID;
