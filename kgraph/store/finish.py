"""The canonical copy of a store: sources in key order, then everything derived from them."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from kgraph.model import Actor, Decision
from kgraph.store import rows, schema, sums
from kgraph.store.connection import guard

# Undated records come last; the number is the order in which records are told.
_RECORDS = """
INSERT INTO records
SELECT row_number() OVER (ORDER BY coalesce(s.when_first, a.published) IS NULL,
                          coalesce(s.when_first, a.published), s.article, s.position),
       s.id, s.article, s.position, source.actor, target.actor, claim.actor, s.relation, s.mode, s.status,
       coalesce(s.when_first, a.published), s.confidence, a.lang, a.outlet, g.origin_group, a.published,
       s.when_text, s.when_first, s.when_last, s.when_granularity, s.place, s.role, s.predicate, s.claimed_text
FROM statements s
JOIN articles a ON a.id = s.article
JOIN groups g ON g.article = s.article
JOIN mentions ms ON ms.article = s.article AND ms.position = s.source
JOIN mentions mt ON mt.article = s.article AND mt.position = s.target
JOIN actor_of source ON source.article = s.article AND source.entity = ms.entity
JOIN actor_of target ON target.article = s.article AND target.entity = mt.entity
LEFT JOIN mentions mc ON mc.article = s.article AND mc.position = s.claimed_by
LEFT JOIN actor_of claim ON claim.article = s.article AND claim.entity = mc.entity
WHERE source.actor <> target.actor
  AND coalesce((SELECT action FROM corrections c WHERE c.statement = s.id AND action IN ('accept', 'reject')
                ORDER BY c.n DESC LIMIT 1), 'accept') = 'accept'
ORDER BY 1
"""

# What a correction can change of a record.
CORRECTED = ("relation", "mode", "status", "source", "target")

_SEARCH = """
INSERT INTO search (rowid, evidence, title)
SELECT r.n, replace(s.evidence, 'ß', 'ss'), replace(coalesce(a.title, ''), 'ß', 'ss')
FROM records r
CROSS JOIN statements s ON s.article = r.article AND s.position = r.position
CROSS JOIN articles a ON a.id = r.article
ORDER BY r.n
"""

_COUNTS = """
UPDATE actors SET statements =
  (SELECT count(*) FROM records WHERE source = actors.id)
  + (SELECT count(*) FROM records WHERE target = actors.id)
"""


@dataclass(frozen=True, slots=True)
class Derived:
    """What the stages after extraction say: actors, which entity is which actor, the identities they
    decided, and for each article the one that stands for its near-copies."""

    actors: Sequence[Actor]
    actor_of: Mapping[tuple[str, int], str]
    merges: Sequence[Decision] = ()
    groups: Mapping[str, str] = field(default_factory=dict)


def write_canonical(db: sqlite3.Connection, path: Path, derived: Derived, fingerprint: str) -> None:
    """Write the canonical copy of the open store `db` beside `path`, then put it in its place."""
    part = path.with_name(f".{path.name}.part")
    with suppress(FileNotFoundError):
        part.unlink()
    try:
        with guard(path):
            copy = sqlite3.connect(part, isolation_level=None)
            try:
                # The part file is thrown away whenever anything fails, so it needs no journal.
                copy.execute("PRAGMA journal_mode=OFF")
                copy.execute("PRAGMA synchronous=OFF")
                schema.copy_sources(copy, str(path))
                copy.execute("BEGIN")
                copy.execute("INSERT OR REPLACE INTO meta VALUES ('finished', ?)", (fingerprint,))
                _derive(copy, derived)
                copy.execute("COMMIT")
                copy.execute("VACUUM")
            finally:
                copy.close()
        with open(part, "rb+") as handle:
            os.fsync(handle.fileno())
        os.replace(part, path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def _derive(db: sqlite3.Connection, derived: Derived) -> None:
    def fill(table: str, found: list[rows.Row]) -> None:
        if found:
            db.executemany(f"INSERT INTO {table} VALUES ({rows.marks(found[0])})", found)

    actors = sorted(derived.actors, key=lambda a: a.id)
    fill("actors", [rows.actor_row(a, 0) for a in actors])
    names = {(rows.fold(n), a.id) for a in actors for n in (a.name_de, a.name_en, *a.aliases)}
    fill("names", sorted((n, a) for n, a in names if n))
    # Insertion in key order, whatever order the mappings have.
    fill("actor_of", [(*key, derived.actor_of[key]) for key in sorted(derived.actor_of)])
    merges = rows.sort_decisions(derived.merges)
    fill("merges", [(n, *rows.decision_row(d)) for n, d in enumerate(merges, 1)])
    articles = [id_ for (id_,) in db.execute("SELECT id FROM articles ORDER BY id")]
    fill("groups", [(id_, derived.groups.get(id_, id_)) for id_ in articles])
    db.execute(_RECORDS)
    for index in schema.INDICES.split(";"):
        if index.strip():
            db.execute(index)
    _correct(db)
    db.execute(_COUNTS)
    sums.write(db)
    db.execute(_SEARCH)
    db.execute("INSERT INTO search (search) VALUES ('optimize')")


def _correct(db: sqlite3.Connection) -> None:
    """Let the latest "meant" correction of each statement change its record: relation, mode, status, source
    and target (ids, or by `source_name` and `target_name` where an id is gone). A person is certain."""
    meant = {
        statement: json.loads(value) if value else {}
        for statement, value in db.execute(
            "SELECT statement, value FROM corrections WHERE action = 'meant' ORDER BY n"
        )
    }
    for statement, value in sorted(meant.items()):
        row = db.execute(
            "SELECT n, relation, mode, status, source, target FROM records WHERE id = ?", (statement,)
        ).fetchone()
        if row is None or not any(value.get(key) for key in CORRECTED):
            continue
        n, *found = row
        new = dict(zip(CORRECTED, found, strict=True))
        if value.get("relation") not in (None, new["relation"]):
            new["mode"] = None  # the modes of one relation are none of another
        new |= {key: value[key] for key in ("relation", "mode", "status") if value.get(key)}
        for side in ("source", "target"):
            new[side] = _actor(db, value.get(side), value.get(f"{side}_name")) or new[side]
        if new["source"] != new["target"]:
            db.execute(
                "UPDATE records SET relation = ?, mode = ?, status = ?, source = ?, target = ?,"
                " confidence = 1.0 WHERE n = ?",
                (*new.values(), n),
            )


def _actor(db: sqlite3.Connection, id_: str | None, name: str | None) -> str | None:
    if id_ and db.execute("SELECT 1 FROM actors WHERE id = ?", (id_,)).fetchone():
        return id_
    found = (
        db.execute("SELECT actor FROM names WHERE folded = ?", (rows.fold(name),)).fetchall() if name else []
    )
    return found[0][0] if len(found) == 1 else None
