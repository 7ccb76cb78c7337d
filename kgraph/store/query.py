"""SQL for `Store.records`: a filter as conditions, a row as a Record."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from sys import intern
from typing import Any, Literal

from kgraph.model import Brief, Filter, MentionText, Record, Span, When
from kgraph.store.rows import Row, day, iso, marks

# CROSS JOIN keeps SQLite from reordering: the wanted numbers are the small side and come sorted.
_SELECT = """
SELECT r.id, r.article, r.origin_group, r.lang, r.source, r.target,
       ms.text, ms.start, ms.stop, msa.text, mt.text, mt.start, mt.stop, mta.text,
       r.relation, r.status, s.evidence, s.evidence_start, s.trigger_start, s.trigger_stop, s.rule,
       r.confidence, r.mode, r.predicate, r.role, r.when_text, r.when_first, r.when_last,
       r.when_granularity, r.place, r.claimed_by, r.claimed_text
FROM ({wanted}) w
CROSS JOIN records r ON r.n = w.n
CROSS JOIN statements s ON s.article = r.article AND s.position = r.position
CROSS JOIN mentions ms ON ms.article = r.article AND ms.position = s.source
CROSS JOIN mentions mt ON mt.article = r.article AND mt.position = s.target
LEFT JOIN mentions msa ON msa.article = r.article AND msa.position = ms.antecedent
LEFT JOIN mentions mta ON mta.article = r.article AND mta.position = mt.antecedent
"""

_BRIEF = """
SELECT r.id, r.article, r.origin_group, r.lang, r.source, r.target, r.relation, r.mode, r.status, r.confidence,
       r.predicate, r.role, r.place, r.claimed_by, r.claimed_text, r.outlet, r.published, r.day, r.when_text,
       r.when_first, r.when_last, r.when_granularity
FROM ({wanted}) w
CROSS JOIN records r ON r.n = w.n
"""

Order = Literal["day", "article", "pair"]
_ORDERS: Mapping[Order, str] = {
    "day": "n",
    "article": "article, position",
    "pair": "min(source, target), max(source, target), n",
}

# Articles whose head data is kept while records stream by; records of one article mostly come together.
_ARTICLE_CACHE = 512


def conditions(f: Filter) -> tuple[list[str], list[Any]]:
    """What a filter says of columns of `records`, its actors, types and sources apart; and the parameters."""
    rest: list[str] = []
    values: list[Any] = []

    def restrict(column: str, wanted: tuple[str, ...]) -> None:
        if wanted:
            rest.append(f"{column} IN ({marks(wanted)})")
            values.extend(wanted)

    restrict("relation", f.relations)
    restrict("mode", f.modes)
    restrict("status", f.statuses)
    restrict("outlet", f.outlets)
    restrict("lang", f.langs)
    if f.since:
        rest.append("day >= ?")
        values.append(iso(f.since))
    if f.until:
        rest.append("day <= ?")
        values.append(iso(f.until))
    if f.min_confidence > 0:
        rest.append("confidence >= ?")
        values.append(f.min_confidence)
    return rest, values


def where(f: Filter) -> tuple[str, list[Any]]:
    """A condition on `records` that the wanted ones fulfil, and its parameters.

    `actors` and `partners` name the two ends in either direction. With `types`, the ends that are not
    named by `actors` are of one of these types. `min_sources` counts the origin groups of a pair and
    relation among the records that pass the rest.
    """
    rest, values = conditions(f)

    def typed(column: str) -> None:
        if f.types:
            rest.append(f"{column} IN (SELECT id FROM actors WHERE type IN ({marks(f.types)}))")
            values.extend(f.types)

    named = f.actors or f.partners
    if not named:
        typed("source")
        typed("target")
        condition, parameters = " AND ".join(rest) or "1", values
    else:
        arms: list[str] = []
        parameters = []
        partners = f.partners if f.actors else ()
        for one, other in (("source", "target"), ("target", "source")):
            arm = [f"{one} IN ({marks(named)})", *rest]
            parameters += [*named, *values]
            if partners:
                arm.append(f"{other} IN ({marks(partners)})")
                parameters += partners
            if f.types:
                arm.append(f"{other} IN (SELECT id FROM actors WHERE type IN ({marks(f.types)}))")
                parameters += f.types
            arms.append(f"SELECT n FROM records WHERE {' AND '.join(arm)}")
        condition = f"n IN ({' UNION '.join(arms)})"
    if f.min_sources > 1:
        condition = (
            "n IN (WITH passing AS (SELECT n, min(source, target) AS a, max(source, target) AS b, relation,"
            f" origin_group FROM records WHERE {condition}) SELECT n FROM passing JOIN"
            " (SELECT a, b, relation FROM passing GROUP BY a, b, relation"
            " HAVING count(DISTINCT origin_group) >= ?) USING (a, b, relation))"
        )
        parameters = [*parameters, f.min_sources]
    return condition, parameters


def wanted(condition: str, order: Order = "day") -> str:
    """SQL for the numbers of the records for which `condition` holds, in an order."""
    # Without a limit SQLite would drop the order, or sort whole rows instead of numbers.
    return f"SELECT n FROM records WHERE {condition} ORDER BY {_ORDERS[order]} LIMIT -1"


def records(db: sqlite3.Connection, numbers: str, parameters: Sequence[Any]) -> Iterator[Record]:
    """The records whose numbers the SQL `numbers` gives, in that order."""

    @lru_cache(maxsize=_ARTICLE_CACHE)
    def head(article: str) -> Row:
        row = db.execute("SELECT title, url, outlet, published FROM articles WHERE id = ?", (article,))
        return tuple(row.fetchone())

    for row in db.execute(_SELECT.format(wanted=numbers), parameters):
        yield _to_record(row, head(row[1]))


def briefs(db: sqlite3.Connection, numbers: str, parameters: Sequence[Any]) -> Iterator[Brief]:
    """The same records, less their sentences and places."""
    return map(Brief._make, db.execute(_BRIEF.format(wanted=numbers), parameters))


def _to_record(row: Row, head: Row) -> Record:
    (
        id_, article, group, lang, source, target,
        s_text, s_start, s_stop, s_antecedent, t_text, t_start, t_stop, t_antecedent,
        relation, status, evidence, evidence_start, trigger_start, trigger_stop, rule, confidence,
        mode, predicate, role, when_text, when_first, when_last, granularity, place, claimed_by, claimed_text,
    ) = row  # fmt: skip
    title, url, outlet, published = head
    # A list of many records holds the few words that they share once.
    shared = (article, group, source, target, relation, rule)
    article, group, source, target, relation, rule = map(intern, shared)
    when = None
    if when_text is not None:
        when = When(when_text, day(when_first), day(when_last), granularity)
    return Record(
        id=id_, article=article, origin_group=group, lang=lang, source=source, target=target,
        source_mention=MentionText(s_text, s_start, s_stop, s_antecedent),
        target_mention=MentionText(t_text, t_start, t_stop, t_antecedent),
        relation=relation, status=status, evidence=evidence,
        evidence_span=Span(evidence_start, evidence_start + len(evidence)),
        trigger=Span(trigger_start, trigger_stop), rule=rule, confidence=confidence, mode=mode,
        predicate=predicate, role=role, when=when, place=place, claimed_by=claimed_by,
        claimed_text=claimed_text, title=title, url=url, outlet=outlet, published=day(published),
    )  # fmt: skip


def search_terms(text: str) -> str:
    """A full-text query that asks for all words and phrases of `text`, free of query syntax."""
    terms = []
    for phrase, word in re.findall(r'"([^"]*)"|([^\s"]+)', text.replace("ß", "ss")):
        term = phrase or word
        star = "*" if word.endswith("*") else ""
        term = term.rstrip("*")
        if any(c.isalnum() for c in term):
            terms.append(f'"{term}"{star}')
    return " ".join(terms)


# "s" is a word of "U. S.", but nobody means that.
_SHORTEST_PART = 3
# Below this similarity (of 100) a name is no plausible slip of another.
_NEAR = 72.0


def actor_scores(db: sqlite3.Connection, name: str, folded: str) -> dict[str, float]:
    """Actor ids that `name` may mean and how well it does, 0..1; see `Store.find_actor`."""
    exact = db.execute("SELECT id FROM actors WHERE id = ?", (name.strip(),)).fetchall()
    exact += db.execute("SELECT actor FROM names WHERE folded = ? ORDER BY actor", (folded,)).fetchall()
    if exact or not folded:
        return {actor: 1.0 for (actor,) in exact}
    rows = db.execute("SELECT folded, actor FROM names ORDER BY folded, actor").fetchall()
    words = set(folded.split())
    if len(folded) >= _SHORTEST_PART:
        parts = {actor: 0.9 for other, actor in rows if words <= set(other.split())}
        if parts:
            return parts
    if len(words) == 1:  # a surname may be meant: compare with each word of the names, too
        single = {(word, actor) for other, actor in rows for word in other.split() if len(word) > 3}
        rows += sorted(single)
    from rapidfuzz import fuzz, process

    near = process.extract(
        folded, [other for other, _ in rows], scorer=fuzz.token_sort_ratio, score_cutoff=_NEAR, limit=50
    )
    scores: dict[str, float] = {}
    for _, score, index in near:
        actor = rows[index][1]
        scores[actor] = max(scores.get(actor, 0.0), round(score / 100 * 0.89, 4))
    return scores
