"""The records that travel through kgraph. This module imports nothing of the package.

All offsets are code points of `Article.text`; all spans are half open, `text[start:end]`.

    Article --extract--> Extraction (entities, mentions, statements of one article)
    Extractions --resolve--> Actor (one per real-world actor), then
    Statement + Actors --join--> Record, which graph, outputs and questions work on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple, Protocol

Lang = Literal["de", "en"]
Status = Literal["actual", "planned", "hypothetical", "negated"]
ActorType = Literal[
    "person", "country", "government", "intergovernmental", "party",
    "armed_group", "organisation", "company", "media", "group",
]  # fmt: skip
MentionKind = Literal["name", "role", "pronoun", "noun", "adjective", "place", "implied"]
Granularity = Literal["day", "week", "month", "season", "quarter", "year", "span"]
Gender = Literal["m", "f", "n", "pl"]

LANGS: tuple[Lang, ...] = ("de", "en")
STATUSES: tuple[Status, ...] = ("actual", "planned", "hypothetical", "negated")
ACTOR_TYPES: tuple[ActorType, ...] = (
    "person", "country", "government", "intergovernmental", "party",
    "armed_group", "organisation", "company", "media", "group",
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One news article as it was read.

    `text` is what every offset counts in: for a plain text file its whole content, for a JSONL item its
    `text`, else the main text found. `skip` marks regions that are no news (front matter, datelines,
    agency marks, "Mehr zum Thema"); nothing is extracted from them. `blocks` are the paragraphs and the
    title outside of `skip`, in order: a sentence never crosses a block.
    """

    id: str
    text: str
    lang: Lang
    title: str | None = None
    published: date | None = None
    url: str | None = None
    outlet: str | None = None
    origin: str = ""
    title_span: Span | None = None
    blocks: tuple[Span, ...] = ()
    skip: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor as one article shows it: the cluster of mentions that name the same.

    `name` is the fullest form, `forms` every naming surface form, `known` the knowledge id when the
    actor is known for certain, `country` the knowledge id of its country, `roles` the office words
    seen with it ("Außenminister").
    """

    name: str
    type: ActorType
    forms: tuple[str, ...]
    known: str | None = None
    country: str | None = None
    gender: Gender | None = None
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text that refers to an entity. `entity` indexes `Extraction.entities`;
    `antecedent` is the index of the mention through which a pronoun or role phrase was resolved."""

    start: int
    end: int
    text: str
    kind: MentionKind
    entity: int
    antecedent: int | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A time expression: the words, and the first and last day it can mean (None: unknown)."""

    text: str
    first: date | None = None
    last: date | None = None
    granularity: Granularity = "day"


@dataclass(frozen=True, slots=True)
class Statement:
    """Who - relation - whom, how asserted, when, where, according to whom, and the sentence that says so.

    `source`, `target` and `claimed_by` index `Extraction.mentions`. `claimed_text` describes a source
    that is no actor ("Diplomaten"). `trigger` covers the words that express the relation, `evidence` the
    sentence; `rule` names the frame that fired. `confidence` is a probability, 0..1.
    """

    source: int
    target: int
    relation: str
    status: Status
    evidence: Span
    trigger: Span
    rule: str
    confidence: float
    mode: str | None = None
    predicate: str | None = None
    role: str | None = None
    when: When | None = None
    place: str | None = None
    claimed_by: int | None = None
    claimed_text: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one article."""

    article: str
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    sentences: int = 0


@dataclass(frozen=True, slots=True)
class Office:
    """An office held: `title` as shown, `body` the actor id or knowledge id in which it is held.
    `known` tells an office of the knowledge base from one found in the articles."""

    title: str
    body: str | None = None
    start: date | None = None
    end: date | None = None
    known: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """One real-world actor across articles and languages. `id` is a Wikidata id where it is certain,
    else an own stable id that starts with `kg:`."""

    id: str
    name_de: str
    name_en: str
    type: ActorType
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    country: str | None = None
    offices: tuple[Office, ...] = ()

    def name(self, lang: Lang = "de") -> str:
        """The display name in `lang`."""
        return self.name_de if lang == "de" else self.name_en


@dataclass(frozen=True, slots=True)
class MentionText:
    """A mention as a record carries it: its words and place, and the words of its antecedent, if any."""

    text: str
    start: int
    end: int
    antecedent: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A statement joined with its article and its actors (by id): what graph, outputs and questions use.

    `origin_group` is the id of the article that stands for all near-copies of one text: sources are
    counted over it. `id` is a hash of content: the same statement has the same id in every build.
    """

    id: str
    article: str
    origin_group: str
    lang: Lang
    source: str
    target: str
    source_mention: MentionText
    target_mention: MentionText
    relation: str
    status: Status
    evidence: str
    evidence_span: Span
    trigger: Span
    rule: str
    confidence: float
    mode: str | None = None
    predicate: str | None = None
    role: str | None = None
    when: When | None = None
    place: str | None = None
    claimed_by: str | None = None
    claimed_text: str | None = None
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: date | None = None

    @property
    def day(self) -> date | None:
        """The best known day: the first day of its own time expression, else the publication date."""
        return self.when.first if self.when and self.when.first else self.published


def place(record: Record) -> tuple[str, int, int, str]:
    """Where a record stands: article, sentence and trigger in it, id. Files are written in this order."""
    return record.article, record.evidence_span.start, record.trigger.start, record.id


class Fact(Protocol):
    """What questions need of a statement: all but its sentence and where it stands. A `Record` is one, and
    so is the much cheaper `Brief`."""

    @property
    def id(self) -> str: ...
    @property
    def article(self) -> str: ...
    @property
    def origin_group(self) -> str: ...
    @property
    def lang(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def target(self) -> str: ...
    @property
    def relation(self) -> str: ...
    @property
    def mode(self) -> str | None: ...
    @property
    def status(self) -> Status: ...
    @property
    def confidence(self) -> float: ...
    @property
    def predicate(self) -> str | None: ...
    @property
    def role(self) -> str | None: ...
    @property
    def place(self) -> str | None: ...
    @property
    def claimed_by(self) -> str | None: ...
    @property
    def claimed_text(self) -> str | None: ...
    @property
    def outlet(self) -> str | None: ...
    @property
    def when(self) -> When | None: ...
    @property
    def published(self) -> date | None: ...
    @property
    def day(self) -> date | None: ...


class Brief(NamedTuple):
    """A `Fact` as the store gives it by the million: a row as it is read, its dates parsed when asked for."""

    id: str
    article: str
    origin_group: str
    lang: str
    source: str
    target: str
    relation: str
    mode: str | None
    status: Status
    confidence: float
    predicate: str | None
    role: str | None
    place: str | None
    claimed_by: str | None
    claimed_text: str | None
    outlet: str | None
    published_text: str | None
    day_text: str | None
    when_text: str | None
    when_first: str | None
    when_last: str | None
    when_granularity: Granularity

    @property
    def day(self) -> date | None:
        """As `Record.day`."""
        return date.fromisoformat(self.day_text) if self.day_text else None

    @property
    def published(self) -> date | None:
        """As `Record.published`."""
        return date.fromisoformat(self.published_text) if self.published_text else None

    @property
    def when(self) -> When | None:
        """As `Record.when`."""
        if self.when_text is None:
            return None
        first, last = self.when_first, self.when_last
        return When(
            self.when_text,
            date.fromisoformat(first) if first else None,
            date.fromisoformat(last) if last else None,
            self.when_granularity,
        )


@dataclass(frozen=True, slots=True)
class Filter:
    """Which records are wanted; an empty field does not restrict. Dates are inclusive and compare
    with `Record.day`; undated records pass only while neither `since` nor `until` is set."""

    actors: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] = ()
    langs: tuple[Lang, ...] = ()
    types: tuple[ActorType, ...] = ()
    min_confidence: float = 0.0
    min_sources: int = 1


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement on identity: `left` and `right` are the same actor (or, `same=False`, are not).

    Both sides are actor ids as `kgraph actors` shows them. `reasons` maps features to their share of
    the score. `by` is "kgraph" for automatic ones and the user's name for those set by hand, which win.
    """

    left: str
    right: str
    same: bool
    score: float = 1.0
    reasons: Mapping[str, float] = field(default_factory=dict)
    by: str = "kgraph"
    made: str | None = None
