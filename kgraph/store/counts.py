"""What a store holds, in numbers, and what its users say of statements."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Counts:
    """What a store holds. `records` are the statements that join two different actors; `statuses` and
    `relations` count them by kind; `groups` are the articles without their near-copies; `undated`
    those without a day of publication."""

    articles: int
    groups: int
    sentences: int
    statements: int
    records: int
    actors: int
    merges: int
    statuses: Mapping[str, int]
    relations: Mapping[str, int]
    languages: Mapping[str, int]
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Correction:
    """What a user says about a statement. `action` is "reject" (it is wrong and does not count),
    "accept" (it is right after all) or one that an editor defines, with its `value`."""

    statement: str
    action: str
    value: Any = None
    by: str = ""
    made: str | None = None


def count(db: sqlite3.Connection) -> Counts:
    """The numbers of the open store `db`."""

    def one(sql: str) -> int:
        return int(db.execute(sql).fetchone()[0] or 0)

    def by(column: str, table: str) -> dict[str, int]:
        return dict(
            db.execute(f"SELECT {column}, count(*) FROM {table} GROUP BY 1 ORDER BY 2 DESC, 1").fetchall()
        )

    return Counts(
        articles=one("SELECT count(*) FROM articles"),
        groups=one("SELECT count(DISTINCT origin_group) FROM groups"),
        sentences=one("SELECT sum(sentences) FROM articles"),
        statements=one("SELECT count(*) FROM statements"),
        records=one("SELECT count(*) FROM records"),
        actors=one("SELECT count(*) FROM actors"),
        merges=one("SELECT count(*) FROM merges WHERE same"),
        statuses=by("status", "records"),
        relations=by("relation", "records"),
        languages=by("lang", "articles"),
        undated=one("SELECT count(*) FROM articles WHERE published IS NULL"),
    )
