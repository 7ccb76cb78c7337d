"""Sums of the records, by pair, by tie and by kind: what questions about everybody start from.

The tables `pairs`, `ties` and `tallies` hold the sums of what is shown unless one asks otherwise, written by
the build together with the records. For any other choice of records the same tables are filled on the side
when they are needed, by the same SQL, and vanish with the connection.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any

from kgraph.model import Brief, Filter
from kgraph.relations import relation_types
from kgraph.settings import DEFAULT_MIN_CONFIDENCE
from kgraph.store import query, schema
from kgraph.store.connection import guard
from kgraph.store.rows import day, iso

USUAL = Filter(min_confidence=DEFAULT_MIN_CONFIDENCE)
BOND_FAMILIES = ("meeting", "cooperation", "office")

# The day a record was told: that of publication, or its own where that is unknown.
_TOLD = "coalesce(published, day)"

# Every set of tables filled on the side has a name of its own.
_numbers = count(1)


def _names(*wanted: str) -> str:
    return ", ".join(f"'{name}'" for name in wanted) or "''"


def _undirected() -> str:
    """SQL that says of a record whether its source and target may change places."""
    arms = []
    for name, kind in relation_types().items():
        if kind.symmetric:
            modes = f" AND (mode IS NULL OR mode NOT IN ({_names(*kind.directed_modes)}))"
            arms.append(f"(relation = '{name}'{modes if kind.directed_modes else ''})")
    return " OR ".join(arms)


def _condition(f: Filter, other: bool) -> tuple[str, list[Any]]:
    condition, values = query.where(f)
    hidden = not other and "OTHER" not in f.relations
    return condition + (" AND relation <> 'OTHER'" if hidden else ""), values


def _paired(f: Filter) -> Filter:
    """What connects two actors: what happened, unless something else is asked for."""
    return replace(f, statuses=f.statuses or ("actual",))


def _fill_pairs(db: sqlite3.Connection, table: str, f: Filter, other: bool) -> None:
    """Pairs of actors with the texts that tell of them (`sources`), those that tell of bonds, those that tell
    of something dated that has a score, the number of days on which something happened between them and the
    last of these, none later than the last text."""
    kinds = relation_types().items()
    bonds = _names(*(name for name, kind in kinds if kind.family in BOND_FAMILIES))
    scored = _names(*(name for name, kind in kinds if kind.score))
    standing = _names(*(name for name, kind in kinds if kind.standing))
    condition, values = _condition(_paired(f), other)
    today = _today(db, f, other)
    happened = f"CASE WHEN day <= ? AND relation NOT IN ({standing}) THEN day END"
    db.execute(
        f"INSERT INTO {table} SELECT min(source, target), max(source, target), count(DISTINCT origin_group),"
        f" count(DISTINCT iif(relation IN ({bonds}), origin_group, NULL)),"
        f" count(DISTINCT iif(relation IN ({scored}) AND day IS NOT NULL, origin_group, NULL)),"
        f" count(DISTINCT {happened}), max({happened})"
        f" FROM main.records WHERE {condition} GROUP BY 1, 2 ORDER BY 1, 2",
        [today, today, *values],
    )


def _fill_ties(db: sqlite3.Connection, table: str, f: Filter, other: bool) -> None:
    """What `relations` tells a row of: source, relation, target, in one direction if it has none; counted are
    the texts, the statements and the last day of what is `actual`, and all that is `told`."""
    condition, values = _condition(f, other)
    actual = "status = 'actual'"
    db.execute(
        f"INSERT INTO {table} SELECT iif(turned, target, source), relation, iif(turned, source, target),"
        f" count(DISTINCT iif({actual}, origin_group, NULL)), sum({actual}),"
        f" iif(sum({actual}), max(iif({actual}, day, NULL)), max(day)), count(*)"
        f" FROM (SELECT *, target < source AND ({_undirected()}) AS turned FROM main.records"
        f" WHERE {condition}) GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
        values,
    )


def _fill_tallies(db: sqlite3.Connection, table: str, f: Filter, other: bool) -> None:
    """How many records there are of each relation, status, language and outlet, how many actors of each
    type, and totals. The rows `first` and `last` have the days as their names."""
    condition, values = _condition(f, other)
    for kind, column in (
        ("relations", "relation"), ("statuses", "status"), ("languages", "lang"), ("outlets", "outlet")
    ):  # fmt: skip
        db.execute(
            f"INSERT INTO {table} SELECT '{kind}', {column}, count(*) FROM main.records"
            f" WHERE {condition} AND coalesce({column}, '') <> '' GROUP BY 2 ORDER BY 2",
            values,
        )
    ends = (
        f"SELECT source AS id FROM main.records WHERE {condition}"
        f" UNION SELECT target FROM main.records WHERE {condition}"
    )
    db.execute(
        f"INSERT INTO {table} SELECT 'types', type, count(*) FROM ({ends}) JOIN main.actors USING (id)"
        " GROUP BY 2 ORDER BY 2",
        values * 2,
    )
    totals = {
        "actors": (f"SELECT count(*) FROM ({ends})", values * 2),
        "articles": (f"SELECT count(DISTINCT article) FROM main.records WHERE {condition}", values),
        "sources": (f"SELECT count(DISTINCT origin_group) FROM main.records WHERE {condition}", values),
        "statements": (f"SELECT count(*) FROM main.records WHERE {condition}", values),
    }
    for name, (sql, parameters) in totals.items():
        db.execute(f"INSERT INTO {table} VALUES ('totals', ?, ({sql}))", [name, *parameters])
    for kind, sql in (("first", "min(day)"), ("last", "max(day)"), ("today", f"max({_TOLD})")):
        db.execute(
            f"INSERT INTO {table} SELECT '{kind}', day, 0 FROM"
            f" (SELECT {sql} AS day FROM main.records WHERE {condition}) WHERE day IS NOT NULL",
            values,
        )


_FILL = {"pairs": _fill_pairs, "ties": _fill_ties, "tallies": _fill_tallies}


def _today(db: sqlite3.Connection, f: Filter, other: bool) -> str | None:
    condition, values = _condition(f, other)
    sql = f"SELECT max({_TOLD}) FROM main.records WHERE {condition}"
    found = db.execute(sql, values).fetchone()[0]
    return None if found is None else str(found)


def write(db: sqlite3.Connection) -> None:
    """Fill the tables of a store that is being finished."""
    for name, fill in _FILL.items():
        fill(db, f"main.{name}", USUAL, False)


class Sums:
    """The sums of the records that pass a filter: read from the store where it holds them,
    else made when they are first asked for."""

    def __init__(self, db: sqlite3.Connection, path: Path, f: Filter, other: bool, ready: bool) -> None:
        self._db, self._path, self._filter, self._other = db, path, f, other
        self._ready = ready and not other and replace(f, statuses=()) == USUAL
        self._number = next(_numbers)
        self._made: set[str] = set()

    def _table(self, name: str) -> str:
        """The table to read, made if need be."""
        statuses = self._filter.statuses
        if self._ready and (not statuses or (name == "pairs" and statuses == ("actual",))):
            return f"main.{name}"
        table = f"{name}_{self._number}"
        if name not in self._made:
            self._made.add(name)
            for statement in schema.DERIVED_TABLES.split(";"):
                if f"CREATE TABLE {name} " in statement:
                    self._db.execute(statement.replace(f"TABLE {name} ", f"TEMP TABLE {table} "))
            _FILL[name](self._db, f"temp.{table}", self._filter, self._other)
            if name == "pairs":
                self._db.execute(f"CREATE INDEX temp.{table}_by_b ON {table} (b, a, sources)")
        return f"temp.{table}"

    def _rows(self, table: str, sql: str, parameters: tuple[Any, ...] = ()) -> Iterator[Any]:
        with guard(self._path):
            yield from self._db.execute(sql.format(self._table(table)), parameters)

    def tally(self, kind: str) -> dict[str, int]:
        """How many there are of each; `kind` is relations, statuses, languages, outlets, types or totals."""
        rows = self._rows("tallies", "SELECT name, n FROM {} WHERE kind = ? ORDER BY n DESC, name", (kind,))
        return dict(rows)

    def _day(self, kind: str) -> date | None:
        return day(next(iter(self.tally(kind)), None))

    @property
    def first(self) -> date | None:
        """The first day of a record."""
        return self._day("first")

    @property
    def last(self) -> date | None:
        """The last day of a record."""
        return self._day("last")

    @property
    def today(self) -> date | None:
        """The day of the latest text."""
        return self._day("today")

    def pairs(self) -> list[tuple[str, str, int, int]]:
        """Each pair, in order: a, b, texts that tell of it, texts that tell of bonds."""
        spelled = self._spelled
        rows = self._rows("pairs", "SELECT a, b, sources, bonds FROM {} ORDER BY a, b")
        return [(spelled.setdefault(a, a), spelled.setdefault(b, b), n, bonds) for a, b, n, bonds in rows]

    def eventful(self, top: int) -> list[tuple[str, str]]:
        """The pairs of which most texts tell something that is cooperation or conflict, and when."""
        sql = "SELECT a, b FROM {} WHERE scored ORDER BY scored DESC, a, b LIMIT ?"
        return list(self._rows("pairs", sql, (top,)))

    @cached_property
    def _spelled(self) -> dict[str, str]:
        """Each id once, or millions of pairs would hold it millions of times."""
        return {}

    def near(self, actor: str) -> dict[str, int]:
        """The actors with whom this one has something, and how many texts tell of it."""
        sql = "SELECT b, sources FROM {0} WHERE a = ?1 UNION ALL SELECT a, sources FROM {0} WHERE b = ?1"
        spelled = self._spelled
        return {spelled.setdefault(id, id): n for id, n in self._rows("pairs", sql, (actor,))}

    def among(self, pairs: Iterable[tuple[str, str]], *, every: bool = False) -> Iterator[Brief]:
        """The records that join these pairs, whichever of the two comes first, by day: those that connect,
        or `every` one that passes the filter."""
        f = self._filter if every else _paired(self._filter)
        yield from self._asked(pairs, *_condition(f, self._other))

    def before(self, since: date, pairs: Iterable[tuple[str, str]]) -> Iterator[Brief]:
        """The records that join these pairs in texts published before that day."""
        condition, values = _condition(self._filter, self._other)
        yield from self._asked(pairs, f"{condition} AND {_TOLD} < ?", [*values, iso(since)])

    def _asked(self, pairs: Iterable[tuple[str, str]], condition: str, values: list[Any]) -> Iterator[Brief]:
        with guard(self._path):
            db = self._db
            db.execute(
                "CREATE TEMP TABLE IF NOT EXISTS asked (a TEXT, b TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID"
            )
            db.execute("BEGIN")  # one transaction, not one for every pair
            db.execute("DELETE FROM temp.asked")
            both = sorted({pair for a, b in pairs for pair in ((a, b), (b, a))})
            db.executemany("INSERT INTO temp.asked VALUES (?, ?)", both)
            db.execute("COMMIT")
            numbers = (
                "SELECT n FROM temp.asked CROSS JOIN main.records ON source = a AND target = b"
                f" WHERE {condition} ORDER BY n LIMIT -1"
            )
            yield from query.briefs(db, numbers, values)

    def published(self, since: date, until: date) -> list[Brief]:
        """The records of texts published from `since` to `until`, undated texts by the record's own day."""
        condition, values = _condition(self._filter, self._other)
        numbers = query.wanted(f"{condition} AND {_TOLD} BETWEEN ? AND ?")
        with guard(self._path):
            return list(query.briefs(self._db, numbers, [*values, iso(since), iso(until)]))

    def number_before(self, since: date) -> int:
        """How many records are of texts published before that day."""
        condition, values = _condition(self._filter, self._other)
        sql = f"SELECT count(*) FROM main.records WHERE {condition} AND {_TOLD} < ?"
        with guard(self._path):
            return int(self._db.execute(sql, [*values, iso(since)]).fetchone()[0])

    def known_before(self, since: date, ids: Iterable[str]) -> set[str]:
        """Those of the actors that a text names that was published before that day."""
        condition, values = _condition(self._filter, self._other)
        arms = (
            f"EXISTS (SELECT 1 FROM main.records WHERE {side} = ? AND {condition} AND {_TOLD} < ?)"
            for side in ("source", "target")
        )
        sql = f"SELECT {' OR '.join(arms)}"
        known = set()
        with guard(self._path):
            for id in sorted(ids):
                one = [id, *values, iso(since)]
                if self._db.execute(sql, [*one, *one]).fetchone()[0]:
                    known.add(id)
        return known

    def ties(self, limit: int | None = None) -> Iterator[tuple[str, str, str]]:
        """Source, relation and target, the best attested first."""
        yield from self._rows(
            "ties",
            "SELECT source, relation, target FROM {} ORDER BY sources DESC, statements DESC, last DESC,"
            " told DESC, source, relation, target LIMIT ?",
            (-1 if limit is None else limit,),
        )

    def stopped(self, days: int, until: date) -> Iterator[tuple[str, str, int]]:
        """Pairs of at least so many days, the last of them no later than `until`; those of most days first."""
        yield from self._rows(
            "pairs",
            "SELECT a, b, days FROM {} WHERE days >= ? AND last <= ? ORDER BY days DESC, a, b",
            (days, iso(until)),
        )
