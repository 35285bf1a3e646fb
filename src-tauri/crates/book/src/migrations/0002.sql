-- Version 2: pictures, the poster, how a name is read. Never change this file once a book was written by it.

-- Part of the log: stored once by the SHA-256 of their bytes, never altered, never deleted.

CREATE TABLE picture (
  number INTEGER PRIMARY KEY,
  hash   TEXT NOT NULL UNIQUE,
  media  TEXT NOT NULL,
  width  INTEGER NOT NULL,
  height INTEGER NOT NULL,
  bytes  BLOB NOT NULL,
  sha256 BLOB NOT NULL
) STRICT;

-- The read model.

CREATE TEMP TABLE kept AS SELECT * FROM main.member;
DROP TABLE main.member;

CREATE TABLE member (
  sheet       TEXT NOT NULL,
  id          TEXT NOT NULL,
  position    INTEGER NOT NULL,
  archived    INTEGER NOT NULL,
  name        TEXT NOT NULL,
  reading     TEXT NOT NULL,
  post        TEXT NOT NULL,
  affiliation TEXT NOT NULL,
  PRIMARY KEY (sheet, id)
) STRICT, WITHOUT ROWID;

INSERT INTO member (sheet, id, position, archived, name, reading, post, affiliation)
  SELECT sheet, id, position, archived, name, '', post, affiliation FROM temp.kept;
DROP TABLE temp.kept;

CREATE TABLE poster (
  sheet       TEXT NOT NULL,
  id          TEXT NOT NULL,
  headline    TEXT NOT NULL,
  catchphrase TEXT NOT NULL,
  template    TEXT,
  theme       TEXT,
  PRIMARY KEY (sheet, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE poster_hidden (
  sheet TEXT NOT NULL,
  item  TEXT NOT NULL,
  PRIMARY KEY (sheet, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE poster_picture (
  sheet    TEXT NOT NULL,
  id       TEXT NOT NULL,
  position INTEGER NOT NULL,
  archived INTEGER NOT NULL,
  hash     TEXT,
  caption  TEXT NOT NULL,
  alt      TEXT NOT NULL,
  focus_x  INTEGER,
  focus_y  INTEGER,
  zoom     INTEGER,
  PRIMARY KEY (sheet, id)
) STRICT, WITHOUT ROWID;
