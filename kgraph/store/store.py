"""The store's class: what goes in per article, what comes out as records."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kgraph.errors import StoreError
from kgraph.model import (
    Actor,
    Article,
    Brief,
    Decision,
    Entity,
    Extraction,
    Fact,
    Filter,
    Lang,
    Record,
)
from kgraph.store import query, rows
from kgraph.store.connection import connect, guard
from kgraph.store.counts import Correction, Counts, count
from kgraph.store.finish import Derived, write_canonical
from kgraph.store.sums import Sums

_ARTICLE = "id, lang, title, published, url, outlet, origin, title_span, blocks, skip, text"
_ACTOR = "id, name_de, name_en, type, aliases, wikidata, country, offices"
_DECISION = "left_actor, right_actor, same, score, reasons, by, made"

# Parameters in one question: SQLite takes no more than 32,766.
_AT_ONCE = 30_000


class Store:
    """An open store; close it or use it in a `with` statement.

    Writing methods commit before they return. A store that is read while a build writes shows what the
    last finished build knew, less the articles replaced since.
    """

    def __init__(self, path: Path, db: sqlite3.Connection, readonly: bool) -> None:
        self.path = path
        self.readonly = readonly
        self._db = db
        self._finished = self._meta("finished") is not None

    @classmethod
    def open(cls, path: str | Path, readonly: bool = False) -> Self:
        """Open the store at `path`; a missing one is made unless `readonly`.

        Raises StoreError if it is missing (`readonly`), damaged, newer than this program, not writable.
        """
        path = Path(path)
        return cls(path, connect(path, readonly=readonly), readonly)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- articles

    def put(self, article: Article, extraction: Extraction, fingerprint: str, signature: bytes) -> None:
        """Store an article with what was found in it, in the place of what was there under its id.

        Raises StoreError if it cannot be written, ValueError if the extraction contradicts itself.
        """
        a = article.id
        try:
            ids = rows.statement_ids(a, extraction)
        except IndexError:
            raise ValueError(f"{a}: a statement points at a mention that is not there") from None
        if any(not 0 <= m.entity < len(extraction.entities) for m in extraction.mentions):
            raise ValueError(f"{a}: a mention points at an entity that is not there")
        *head, text = rows.article_row(article)
        with self._transaction() as db:
            self._unfinish()
            db.execute("DELETE FROM records WHERE article = ?", (a,))
            db.execute("DELETE FROM articles WHERE id = ?", (a,))
            try:
                db.execute(
                    f"INSERT INTO articles VALUES ({rows.marks(head)}, ?, ?, ?, ?)",
                    (*head, extraction.sentences, fingerprint, signature, text),
                )
                _fill(db, "entities", (rows.entity_row(a, i, e) for i, e in enumerate(extraction.entities)))
                _fill(db, "mentions", (rows.mention_row(a, i, m) for i, m in enumerate(extraction.mentions)))
                found = enumerate(zip(ids, extraction.statements, strict=True))
                _fill(db, "statements", (rows.statement_row(article, i, id_, s) for i, (id_, s) in found))
            except sqlite3.IntegrityError as error:
                raise ValueError(f"{a}: an extraction lacks what every one must have ({error})") from error

    def touch(self, article: Article) -> None:
        """Take over an article's url, outlet and origin, on which no extraction depends."""
        wanted = (article.url, article.outlet, article.origin)
        with self._transaction() as db:
            row = db.execute(
                "SELECT url, outlet, origin FROM articles WHERE id = ?", (article.id,)
            ).fetchone()
            if row is not None and tuple(row) != wanted:
                self._unfinish()
                db.execute(
                    "UPDATE articles SET url = ?, outlet = ?, origin = ? WHERE id = ?", (*wanted, article.id)
                )

    def fingerprints(self) -> dict[str, str]:
        """The fingerprint of each stored article by its id."""
        return dict(self._rows("SELECT id, fingerprint FROM articles"))

    def signatures(self) -> Iterator[tuple[str, bytes]]:
        """Id and near-copy signature of each article, by id."""
        yield from self._rows("SELECT id, signature FROM articles ORDER BY id")

    def article(self, id_: str) -> Article | None:
        """The article of that id."""
        row = self._row(f"SELECT {_ARTICLE} FROM articles WHERE id = ?", (id_,))
        return rows.to_article(row) if row else None

    def articles(self) -> Iterator[Article]:
        """All articles by id."""
        for row in self._rows(f"SELECT {_ARTICLE} FROM articles ORDER BY id"):
            yield rows.to_article(row)

    def entities(self) -> Iterator[tuple[str, int, Entity, date | None, Lang]]:
        """All entities by article and position, with date and language of their article."""
        sql = (
            "SELECT e.article, e.position, a.published, a.lang, e.name, e.type, e.forms, e.known, e.country,"
            " e.gender, e.roles FROM entities e JOIN articles a ON a.id = e.article"
            " ORDER BY e.article, e.position"
        )
        for article, position, published, lang, *rest in self._rows(sql):
            yield article, position, rows.to_entity(tuple(rest)), rows.day(published), lang

    # -- the user's decisions

    def decisions(self) -> list[Decision]:
        """The judgements on identity set by hand, oldest first; a later one overrules an earlier one."""
        found = self._rows(f"SELECT {_DECISION} FROM decisions ORDER BY n")
        return [rows.to_decision(row) for row in found]

    def add_decision(self, decision: Decision) -> None:
        """Keep a judgement; it counts from the next build or `kgraph.pipeline.refresh` on."""
        row = rows.decision_row(decision)
        self._write(f"INSERT INTO decisions ({_DECISION}) VALUES ({rows.marks(row)})", row)

    def remove_decision(self, decision: Decision) -> bool:
        """Take the latest judgement that says the same on this pair back; False if there is none."""
        sql = (
            "DELETE FROM decisions WHERE n = (SELECT max(n) FROM decisions WHERE"
            " (left_actor, right_actor) IN (VALUES (?, ?), (?, ?)) AND same = ?)"
        )
        pair = (decision.left, decision.right, decision.right, decision.left)
        return self._write(sql, (*pair, int(decision.same))) > 0

    def merges(self) -> list[Decision]:
        """The identities that the last build decided, automatic and by hand."""
        return [rows.to_decision(row) for row in self._rows(f"SELECT {_DECISION} FROM merges ORDER BY n")]

    def corrections(self) -> list[Correction]:
        """What the user said about statements, oldest first."""
        found = self._rows("SELECT statement, action, value, by, made FROM corrections ORDER BY n")
        return [Correction(s, a, json.loads(v) if v else None, b, m) for s, a, v, b, m in found]

    def add_correction(self, c: Correction) -> None:
        """Keep a correction; it counts from the next build or `kgraph.pipeline.refresh` on."""
        value = None if c.value is None else rows.dump(c.value)
        row = (c.statement, c.action, value, c.by, c.made)
        self._write(
            "INSERT INTO corrections (statement, action, value, by, made) VALUES (?, ?, ?, ?, ?)", row
        )

    # -- what the last finished build knows

    def records(self, wanted: Filter | None = None, order: query.Order = "day") -> Iterator[Record]:
        """The records that pass the filter: by day (undated last), article and position; or by article and
        position; or by their two actors, in whatever direction."""
        condition, parameters = query.where(wanted or Filter())
        with guard(self.path):
            yield from query.records(self._db, query.wanted(condition, order), parameters)

    def briefs(self, wanted: Filter | None = None, order: query.Order = "day") -> Iterator[Brief]:
        """The same without sentences, several times as fast."""
        condition, parameters = query.where(wanted or Filter())
        with guard(self.path):
            yield from query.briefs(self._db, query.wanted(condition, order), parameters)

    def full(self, facts: Iterable[Fact]) -> list[Record]:
        """The records of these, in the same order, with their sentences."""
        return self.by_id(fact.id for fact in facts)

    def by_id(self, ids: Iterable[str]) -> list[Record]:
        """The records of these ids, in the same order; of an unknown id, none."""
        wanted = list(ids)
        found: dict[str, Record] = {}
        with guard(self.path):
            for start in range(0, len(wanted), _AT_ONCE):
                some = wanted[start : start + _AT_ONCE]
                numbers = query.wanted(f"id IN ({rows.marks(some)})")
                found |= {record.id: record for record in query.records(self._db, numbers, some)}
        return [found[id_] for id_ in wanted if id_ in found]

    def sums(self, wanted: Filter | None = None, *, other: bool = False) -> Sums:
        """Sums of the records that pass the filter (its actors apart); OTHER counts with `other` only."""
        return Sums(self._db, self.path, wanted or Filter(), other, self.finished is not None)

    def count(self, wanted: Filter | None = None) -> int:
        """How many records pass the filter."""
        condition, parameters = query.where(wanted or Filter())
        row = self._row(f"SELECT count(*) FROM records WHERE {condition}", tuple(parameters))
        return int(row[0]) if row else 0

    def quoted(self, actor: str, min_confidence: float = 0.0) -> int:
        """How many records are attributed to the actor, about whomever they are."""
        sql = "SELECT count(*) FROM records WHERE claimed_by = ? AND confidence >= ? AND relation <> 'OTHER'"
        row = self._row(sql, (actor, min_confidence))
        return int(row[0]) if row else 0

    def ends(self, wanted: Filter | None = None, *, speakers: bool = False) -> set[str]:
        """The ids of the actors that the records join that pass the filter; with `speakers`, also of those
        to whom they are attributed."""
        condition, parameters = query.where(wanted or Filter())
        found: set[str] = set()
        for column in ("source", "target", *(["claimed_by"] if speakers else [])):
            sql = f"SELECT DISTINCT {column} FROM records WHERE {condition}"
            found.update(id_ for (id_,) in self._rows(sql, tuple(parameters)) if id_)
        return found

    def statement(self, id_: str) -> Record | None:
        """The record of that id, or of the only id that begins so."""
        with guard(self.path):
            numbers = query.wanted("id >= ? AND id < ?")
            found = list(query.records(self._db, numbers, [id_, id_ + "\U0010ffff"]) if id_ else [])
        exact = [r for r in found if r.id == id_]
        return exact[0] if exact else found[0] if len(found) == 1 else None

    def search(self, text: str, limit: int = 100) -> list[Record]:
        """Records whose sentence or title holds all words of `text` ("…" for a phrase, a trailing `*`
        for a beginning), the best match first."""
        terms = query.search_terms(text)
        if not terms:
            return []
        with guard(self.path):
            hits = self._db.execute(
                "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rank, rowid LIMIT ?", (terms, limit)
            ).fetchall()
            place = {n: position for position, (n,) in enumerate(hits)}
            numbers = sorted(place)
            found = query.records(self._db, query.wanted(f"n IN ({rows.marks(numbers)})"), numbers)
            placed = sorted((place[n], record) for n, record in zip(numbers, found, strict=True))
        return [record for _, record in placed]

    def actors(self, ids: Iterable[str] | None = None) -> dict[str, Actor]:
        """All actors, or those of `ids`, by id, in the order of their ids."""
        if ids is not None:
            wanted = sorted(set(ids))
            found: dict[str, Actor] = {}
            for start in range(0, len(wanted), _AT_ONCE):
                some = tuple(wanted[start : start + _AT_ONCE])
                sql = f"SELECT {_ACTOR} FROM actors WHERE id IN ({rows.marks(some)}) ORDER BY id"
                found |= {actor.id: actor for actor in map(rows.to_actor, self._rows(sql, some))}
            return found
        every = self._rows(f"SELECT {_ACTOR} FROM actors ORDER BY id")
        return {actor.id: actor for actor in map(rows.to_actor, every)}

    def actor(self, id_: str) -> Actor | None:
        """The actor of that id."""
        row = self._row(f"SELECT {_ACTOR} FROM actors WHERE id = ?", (id_,))
        return rows.to_actor(row) if row else None

    def weights(self) -> dict[str, int]:
        """In how many records each actor is, by id."""
        return dict(self._rows("SELECT id, statements FROM actors ORDER BY id"))

    def find_actor(self, name: str, limit: int = 5) -> list[tuple[Actor, float]]:
        """Actors that `name` may mean, best first, with a score from 0 to 1.

        1.0 is an id or a name of the actor, 0.9 a part of one ("Merkel"); less is a near miss, to be
        offered and not to be taken. Among equals the one with more statements comes first.
        """
        with guard(self.path):
            scores = query.actor_scores(self._db, name, rows.fold(name))
            weights = dict(
                self._db.execute(
                    f"SELECT id, statements FROM actors WHERE id IN ({rows.marks(list(scores))})",
                    list(scores),
                )
            )
        best = sorted(scores, key=lambda a: (-scores[a], -weights.get(a, 0), a))[:limit]
        found = ((self.actor(a), scores[a]) for a in best)
        return [(actor, score) for actor, score in found if actor is not None]

    def names_beginning(self, typed: str, limit: int = 20) -> list[str]:
        """Names of actors that begin with `typed`, those in most statements first."""
        folded = rows.fold(typed)
        sql = (
            f"SELECT DISTINCT {_ACTOR} FROM names JOIN actors ON id = actor"
            " WHERE folded >= ? AND folded < ? ORDER BY statements DESC, id"
        )
        found = map(rows.to_actor, self._rows(sql, (folded, folded + "\U0010ffff")))
        names = dict.fromkeys(n for a in found for n in (a.name_de, a.name_en, *a.aliases))
        return [name for name in names if name.casefold().startswith(typed.casefold())][:limit]

    def counts(self) -> Counts:
        """What the store holds."""
        with guard(self.path):
            return count(self._db)

    # -- finishing

    @property
    def finished(self) -> str | None:
        """What the last finished build was made with; None while articles wait for it."""
        return self._meta("finished")

    def finish(self, derived: Derived, fingerprint: str) -> None:
        """Write actors, records and search anew and replace the file by its canonical copy, at once.

        Two stores of the same articles and decisions are the same bytes after it. Raises StoreError if
        there is no room; the store is then as before.
        """
        write_canonical(self._db, self.path, derived, fingerprint)
        self._db.close()
        self._db = connect(self.path, readonly=self.readonly)
        self._finished = True

    def check(self) -> list[str]:
        """What is wrong with the file; empty if it is sound."""
        with guard(self.path):
            problems = [str(row[0]) for row in self._db.execute("PRAGMA quick_check(5)") if row[0] != "ok"]
            broken = self._db.execute("PRAGMA foreign_key_check").fetchall()
            problems += [f"{len(broken)} rows belong to no article"] if broken else []
            bad = self._db.execute(
                "SELECT count(*) FROM statements s JOIN articles a ON a.id = s.article"
                " WHERE substr(a.text, s.evidence_start + 1, length(s.evidence)) <> s.evidence"
            ).fetchone()[0]
            problems += [f"{bad} statements do not quote their article"] if bad else []
        return problems

    # -- inside

    def _meta(self, key: str) -> str | None:
        row = self._row("SELECT value FROM meta WHERE key = ?", (key,))
        return str(row[0]) if row else None

    def _unfinish(self) -> None:
        if self._finished:
            self._db.execute("DELETE FROM meta WHERE key = 'finished'")
            self._finished = False

    def _rows(self, sql: str, parameters: tuple[Any, ...] = ()) -> Iterator[rows.Row]:
        with guard(self.path):
            yield from self._db.execute(sql, parameters)

    def _row(self, sql: str, parameters: tuple[Any, ...] = ()) -> rows.Row | None:
        return next(self._rows(sql, parameters), None)

    def _write(self, sql: str, parameters: tuple[Any, ...]) -> int:
        with self._transaction() as db:
            self._unfinish()
            return db.execute(sql, parameters).rowcount

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        if self.readonly:
            raise StoreError(f"{self.path} was opened for reading only")
        finished = self._finished
        with guard(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                self._finished = finished
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise


def _fill(db: sqlite3.Connection, table: str, found: Iterable[rows.Row]) -> None:
    found = list(found)
    if found:
        db.executemany(f"INSERT INTO {table} VALUES ({rows.marks(found[0])})", found)
