"""Opening a store's database, and what its errors mean to the user."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kgraph.errors import StoreError
from kgraph.store import schema

# How long to wait for another process that is writing, in seconds: commits take milliseconds.
BUSY_TIMEOUT_S = 10.0


def engine() -> str:
    """The version of SQLite. Raises StoreError if it lacks full-text search."""
    db = sqlite3.connect(":memory:")
    try:
        db.execute("CREATE VIRTUAL TABLE probe USING fts5(text)")
    except sqlite3.Error as error:
        raise StoreError(f"SQLite {sqlite3.sqlite_version} has no full-text search ({error})") from error
    finally:
        db.close()
    return f"{sqlite3.sqlite_version} with full-text search"


@contextmanager
def guard(path: Path) -> Iterator[None]:
    """Turn errors of SQLite about the store at `path` into StoreErrors that say what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(explain(path, error)) from error


def explain(path: Path, error: sqlite3.Error) -> str:
    """What `error` means and what to do about it."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = None if code is None else code & 0xFF
    if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return (
            f"{path} is damaged or no kgraph store ({error}); move it away and run `kgraph build` again: "
            "everything but merges and corrections made by hand is rebuilt from the articles"
        )
    if primary == sqlite3.SQLITE_FULL or (primary == sqlite3.SQLITE_IOERR and "full" in str(error)):
        return f"{path}: the disk is full; nothing stored is lost: free some space and run the command again"
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return f"{path} is in use by another program; try again when it has finished"
    if primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return f"{path} cannot be opened or written ({error}); check the permissions of file and folder"
    return f"{path}: {error}; the store is as it was before; `kgraph doctor` checks it"


def connect(path: Path, *, readonly: bool) -> sqlite3.Connection:
    """Open the store's database at `path`; a new file is laid out unless `readonly`.

    Raises StoreError if it is missing (`readonly`), damaged, of another program, or newer than this one.
    """
    if readonly and not path.is_file():
        raise StoreError(f"no store at {path}; `kgraph build ARTICLES -o {path.parent}` makes one")
    if path.is_dir():
        raise StoreError(f"{path} is a folder; name the store in it: {path / 'kgraph.db'}")
    with guard(path):
        if readonly and Path(f"{path}-journal").exists():
            _roll_back(path)
        mode = "ro" if readonly else "rwc"
        # isolation_level None: transactions are ours to begin, so that one article is one transaction.
        db = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False,
        )  # fmt: skip
        try:
            _check(db, path, readonly)
            # A rollback journal, not a WAL: it vanishes with each commit, so that the file can be
            # replaced by its canonical copy without leaving a log behind that belongs to the old one.
            db.execute("PRAGMA foreign_keys=ON")
            if not readonly:
                db.execute("PRAGMA journal_mode=DELETE")
                db.execute("PRAGMA synchronous=NORMAL")
        except BaseException:
            db.close()
            raise
    return db


def _roll_back(path: Path) -> None:
    """A killed build leaves its journal; opening for writing undoes the half transaction in it."""
    with suppress(sqlite3.OperationalError):
        db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=BUSY_TIMEOUT_S)
        try:
            db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            db.close()


def _check(db: sqlite3.Connection, path: Path, readonly: bool) -> None:
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    application = int(db.execute("PRAGMA application_id").fetchone()[0])
    empty = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if empty and version == 0:
        if readonly:
            raise StoreError(f"{path} is empty; `kgraph build ARTICLES -o {path.parent}` fills it")
        schema.create(db)
        return
    if application != schema.APPLICATION_ID:
        raise StoreError(f"{path} is a database of another program; name another output folder")
    if version > schema.VERSION:
        raise StoreError(
            f"{path} was written by a newer kgraph (store version {version}, this one reads up to "
            f"{schema.VERSION}); update kgraph or name another output folder"
        )
    if version < schema.VERSION and readonly:
        raise StoreError(
            f"{path} was written by an older kgraph; run `kgraph build ARTICLES -o {path.parent}` once: your "
            "decisions and corrections are kept"
        )
    # A truncated file opens well and fails later, in the middle of a build: ask for its size now.
    pages = int(db.execute("PRAGMA page_count").fetchone()[0])
    size = int(db.execute("PRAGMA page_size").fetchone()[0])
    if os.path.getsize(path) < pages * size:
        raise sqlite3_corrupt("the file is shorter than it says")
    if version < schema.VERSION:
        schema.upgrade(db)


def sqlite3_corrupt(message: str) -> sqlite3.DatabaseError:
    """The error SQLite gives for a damaged file."""
    error = sqlite3.DatabaseError(message)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error
