"""Model records to rows of the store and back."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from kgraph.model import (
    Actor,
    Article,
    Decision,
    Entity,
    Extraction,
    Mention,
    Office,
    Span,
    Statement,
    When,
)

Row = tuple[Any, ...]


def fold(name: str) -> str:
    """`name` for look-up: no case, accents, umlaut dots or punctuation; "ß" is "ss"."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ß", "ss"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", " ", plain).strip()


def dump(value: object) -> str:
    """`value` as JSON, the same text for the same content."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def day(text: str | None) -> date | None:
    """The date of an ISO day."""
    return date.fromisoformat(text) if text else None


def iso(value: date | None) -> str | None:
    """The ISO day of a date."""
    return value.isoformat() if value else None


def _spans(spans: Iterable[Span]) -> str:
    return dump([[s.start, s.end] for s in spans])


def article_row(article: Article) -> Row:
    """The columns `id` to `skip` of `articles`, then `text`."""
    title = article.title_span
    return (
        article.id, article.lang, article.title, iso(article.published), article.url, article.outlet,
        article.origin, dump([title.start, title.end]) if title else None, _spans(article.blocks),
        _spans(article.skip), article.text,
    )  # fmt: skip


def to_article(row: Row) -> Article:
    """The article of a row as `article_row` gives it."""
    id_, lang, title, published, url, outlet, origin, title_span, blocks, skip, text = row
    return Article(
        id=id_, text=text, lang=lang, title=title, published=day(published), url=url, outlet=outlet,
        origin=origin, title_span=Span(*json.loads(title_span)) if title_span else None,
        blocks=tuple(Span(*s) for s in json.loads(blocks)), skip=tuple(Span(*s) for s in json.loads(skip)),
    )  # fmt: skip


def entity_row(article: str, position: int, entity: Entity) -> Row:
    """A row of `entities`."""
    return (
        article, position, entity.name, entity.type, dump(list(entity.forms)), entity.known, entity.country,
        entity.gender, dump(list(entity.roles)),
    )  # fmt: skip


def to_entity(row: Row) -> Entity:
    """The entity of a row without its article and position."""
    name, type_, forms, known, country, gender, roles = row
    return Entity(name, type_, tuple(json.loads(forms)), known, country, gender, tuple(json.loads(roles)))


def mention_row(article: str, position: int, mention: Mention) -> Row:
    """A row of `mentions`."""
    return (
        article, position, mention.start, mention.end, mention.text, mention.kind, mention.entity,
        mention.antecedent,
    )  # fmt: skip


def statement_ids(article: str, extraction: Extraction) -> list[str]:
    """An id for each statement, made of what it says and where, so that every build gives the same.

    The rule and the confidence are left out: a better version of the program that finds the same
    statement keeps its id, and with it the user's corrections. Repeats get an ordinal.
    """
    seen: dict[str, int] = {}
    ids = []
    for s in extraction.statements:
        source, target = extraction.mentions[s.source], extraction.mentions[s.target]
        content = dump([
            article, s.relation, s.mode, s.status, s.predicate, source.start, source.end, target.start,
            target.end, s.trigger.start, s.trigger.end,
        ])  # fmt: skip
        nth = seen[content] = seen.get(content, 0) + 1
        text = content if nth == 1 else dump([content, nth])
        ids.append("s" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16])
    return ids


def statement_row(article: Article, position: int, id_: str, s: Statement) -> Row:
    """A row of `statements`."""
    when = s.when or When("")
    return (
        article.id, position, id_, s.source, s.target, s.relation, s.mode, s.status, s.predicate, s.role,
        article.text[s.evidence.start : s.evidence.end], s.evidence.start, s.trigger.start, s.trigger.end,
        s.rule, round(s.confidence, 6), s.when and when.text, iso(when.first), iso(when.last),
        s.when and when.granularity, s.place, s.claimed_by, s.claimed_text,
    )  # fmt: skip


def actor_row(actor: Actor, statements: int) -> Row:
    """A row of `actors`."""
    offices = [[o.title, o.body, iso(o.start), iso(o.end), o.known] for o in actor.offices]
    return (
        actor.id, actor.name_de, actor.name_en, actor.type, dump(list(actor.aliases)), actor.wikidata,
        actor.country, dump(offices), statements,
    )  # fmt: skip


def to_actor(row: Row) -> Actor:
    """The actor of a row without its count."""
    id_, name_de, name_en, type_, aliases, wikidata, country, offices = row
    return Actor(
        id_, name_de, name_en, type_, tuple(json.loads(aliases)), wikidata, country,
        tuple(Office(t, b, day(s), day(e), k) for t, b, s, e, k in json.loads(offices)),
    )  # fmt: skip


def decision_row(d: Decision) -> Row:
    """The columns of `decisions` and `merges` after `n`."""
    return d.left, d.right, int(d.same), d.score, dump(dict(d.reasons)), d.by, d.made


def to_decision(row: Row) -> Decision:
    """The decision of a row as `decision_row` gives it."""
    left, right, same, score, reasons, by, made = row
    return Decision(left, right, bool(same), score, json.loads(reasons), by, made)


def marks(values: Sequence[object]) -> str:
    """As many SQL parameters as there are values."""
    return ", ".join("?" * len(values))


def sort_decisions(decisions: Iterable[Decision]) -> list[Decision]:
    """In an order that depends on content only."""
    return sorted(decisions, key=lambda d: (d.left, d.right, d.same, d.by, d.made or "", -d.score))
