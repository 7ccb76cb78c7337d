"""The tables of a store, and how a canonical copy of one is written.

Everything an article yields hangs on its id and is replaced with it; `decisions` and `corrections` are the
user's own and are never touched by a build; the others are derived from the rest: `records` repeats of a
statement all that questions need but its sentence and places, `pairs`, `ties` and `tallies` are sums of the
records (see `sums`). No row carries a time stamp and no key depends on the order of insertion, so that a
copy written in key order is a pure function of the content.
"""

from __future__ import annotations

import sqlite3

VERSION = 2
APPLICATION_ID = 0x6B677068  # "kgph"
PAGE_SIZE = 8192

SOURCE_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
  id TEXT PRIMARY KEY, lang TEXT NOT NULL, title TEXT, published TEXT, url TEXT, outlet TEXT,
  origin TEXT NOT NULL, title_span TEXT, blocks TEXT NOT NULL, skip TEXT NOT NULL,
  sentences INTEGER NOT NULL, fingerprint TEXT NOT NULL, signature BLOB NOT NULL, text TEXT NOT NULL);
CREATE TABLE entities (
  article TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE, position INTEGER NOT NULL,
  name TEXT NOT NULL, type TEXT NOT NULL, forms TEXT NOT NULL, known TEXT, country TEXT, gender TEXT,
  roles TEXT NOT NULL, PRIMARY KEY (article, position)) WITHOUT ROWID;
CREATE TABLE mentions (
  article TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE, position INTEGER NOT NULL,
  start INTEGER NOT NULL, stop INTEGER NOT NULL, text TEXT NOT NULL, kind TEXT NOT NULL,
  entity INTEGER NOT NULL, antecedent INTEGER, PRIMARY KEY (article, position)) WITHOUT ROWID;
CREATE TABLE statements (
  article TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE, position INTEGER NOT NULL,
  id TEXT NOT NULL, source INTEGER NOT NULL, target INTEGER NOT NULL, relation TEXT NOT NULL, mode TEXT,
  status TEXT NOT NULL, predicate TEXT, role TEXT, evidence TEXT NOT NULL, evidence_start INTEGER NOT NULL,
  trigger_start INTEGER NOT NULL, trigger_stop INTEGER NOT NULL, rule TEXT NOT NULL,
  confidence REAL NOT NULL, when_text TEXT, when_first TEXT, when_last TEXT, when_granularity TEXT,
  place TEXT, claimed_by INTEGER, claimed_text TEXT, PRIMARY KEY (article, position)) WITHOUT ROWID;
CREATE TABLE decisions (
  n INTEGER PRIMARY KEY, left_actor TEXT NOT NULL, right_actor TEXT NOT NULL, same INTEGER NOT NULL,
  score REAL NOT NULL, reasons TEXT NOT NULL, by TEXT NOT NULL, made TEXT);
CREATE TABLE corrections (
  n INTEGER PRIMARY KEY, statement TEXT NOT NULL, action TEXT NOT NULL, value TEXT,
  by TEXT NOT NULL, made TEXT);
"""

DERIVED_TABLES = """
CREATE TABLE actors (
  id TEXT PRIMARY KEY, name_de TEXT NOT NULL, name_en TEXT NOT NULL, type TEXT NOT NULL,
  aliases TEXT NOT NULL, wikidata TEXT, country TEXT, offices TEXT NOT NULL,
  statements INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE names (folded TEXT NOT NULL, actor TEXT NOT NULL, PRIMARY KEY (folded, actor)) WITHOUT ROWID;
CREATE TABLE actor_of (
  article TEXT NOT NULL, entity INTEGER NOT NULL, actor TEXT NOT NULL,
  PRIMARY KEY (article, entity)) WITHOUT ROWID;
CREATE TABLE merges (
  n INTEGER PRIMARY KEY, left_actor TEXT NOT NULL, right_actor TEXT NOT NULL, same INTEGER NOT NULL,
  score REAL NOT NULL, reasons TEXT NOT NULL, by TEXT NOT NULL, made TEXT);
CREATE TABLE groups (article TEXT PRIMARY KEY, origin_group TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE records (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL, article TEXT NOT NULL, position INTEGER NOT NULL,
  source TEXT NOT NULL, target TEXT NOT NULL, claimed_by TEXT, relation TEXT NOT NULL, mode TEXT,
  status TEXT NOT NULL, day TEXT, confidence REAL NOT NULL, lang TEXT NOT NULL, outlet TEXT,
  origin_group TEXT NOT NULL, published TEXT, when_text TEXT, when_first TEXT, when_last TEXT,
  when_granularity TEXT, place TEXT, role TEXT, predicate TEXT, claimed_text TEXT);
CREATE VIRTUAL TABLE search USING fts5(evidence, title, content='', tokenize='unicode61 remove_diacritics 2');
CREATE TABLE pairs (
  a TEXT NOT NULL, b TEXT NOT NULL, sources INTEGER NOT NULL, bonds INTEGER NOT NULL,
  scored INTEGER NOT NULL, days INTEGER NOT NULL, last TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE TABLE ties (
  source TEXT NOT NULL, relation TEXT NOT NULL, target TEXT NOT NULL, sources INTEGER NOT NULL,
  statements INTEGER NOT NULL, last TEXT, told INTEGER NOT NULL,
  PRIMARY KEY (source, relation, target)) WITHOUT ROWID;
CREATE TABLE tallies (
  kind TEXT NOT NULL, name TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (kind, name)) WITHOUT ROWID;
"""

# Built after the rows are in: filling an index in key order is faster and its pages come out the same.
INDICES = """
CREATE INDEX records_by_id ON records (id);
CREATE INDEX records_by_article ON records (article, position);
CREATE INDEX records_by_day ON records (day);
CREATE INDEX records_by_told ON records (coalesce(published, day), relation, confidence);
CREATE INDEX records_by_pair ON records (source, target, relation, day);
CREATE INDEX records_by_source ON records (source, relation, day);
CREATE INDEX records_by_target ON records (target, relation, day);
CREATE INDEX records_by_relation ON records (relation, day);
CREATE INDEX records_by_speaker ON records (claimed_by) WHERE claimed_by IS NOT NULL;
CREATE INDEX statements_by_id ON statements (id);
CREATE INDEX pairs_by_b ON pairs (b, a, sources);
"""

_COPIED = (
    ("meta", "key"),
    ("articles", "id"),
    ("entities", "article, position"),
    ("mentions", "article, position"),
    ("statements", "article, position"),
    ("decisions", "n"),
    ("corrections", "n"),
)


def create(db: sqlite3.Connection) -> None:
    """Lay out an empty store in the open database `db`, indices included."""
    db.executescript(
        f"PRAGMA page_size={PAGE_SIZE}; PRAGMA application_id={APPLICATION_ID};"
        f"BEGIN IMMEDIATE; {SOURCE_TABLES} {DERIVED_TABLES} {INDICES} PRAGMA user_version={VERSION}; COMMIT;"
    )


def upgrade(db: sqlite3.Connection) -> None:
    """Bring an older store in the open database `db` to this version. What articles and users gave stays as it is;
    what is derived from it is laid out anew, empty, and made by the next build or refresh."""
    of_us = "type IN ('table', 'index') AND sql IS NOT NULL AND name NOT LIKE 'search%'"
    rows = db.execute(f"SELECT type, name FROM sqlite_master WHERE {of_us} ORDER BY type, name").fetchall()
    kept = {name for name, _ in _COPIED}
    drop = [f"DROP {kind} {name};" for kind, name in rows if name not in kept]
    db.executescript(
        f"BEGIN IMMEDIATE; {' '.join(drop)} DROP TABLE IF EXISTS search; {DERIVED_TABLES} {INDICES} "
        f"DELETE FROM meta WHERE key = 'finished'; PRAGMA user_version={VERSION}; COMMIT;"
    )


def copy_sources(db: sqlite3.Connection, path: str) -> None:
    """Fill the empty database `db` with the source tables of the store at `path`, in key order; derived
    tables are created empty, indices not at all (see `INDICES`)."""
    db.executescript(
        f"PRAGMA page_size={PAGE_SIZE}; PRAGMA application_id={APPLICATION_ID};"
        f"{SOURCE_TABLES} {DERIVED_TABLES} PRAGMA user_version={VERSION};"
    )
    db.execute("ATTACH DATABASE ? AS old", (path,))
    db.execute("BEGIN")
    for table, order in _COPIED:
        db.execute(f"INSERT INTO main.{table} SELECT * FROM old.{table} ORDER BY {order}")
    db.execute("COMMIT")
    db.execute("DETACH DATABASE old")
