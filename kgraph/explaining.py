"""Why something was found in a sentence, or why not: what `kgraph explain` shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kgraph.errors import SourceError, UsageError
from kgraph.model import Article, Lang, When

# What the matcher's short reasons mean.
REASONS = {
    "slots": "no known actor stands where it needs one",
    "need": "a further part that it needs is missing",
    "unless": "it needs the verb without an object",
    "things": "its object is none of the things it is about",
    "strained": "the bond is said to be a bad one",
    "reflexive": "it needs the verb with (or without) sich",
}


@dataclass(frozen=True, slots=True)
class MentionLine:
    """A mention and the actor it stands for; `antecedent` is the mention through which it was resolved."""

    text: str
    kind: str
    actor: str
    type: str
    known: str | None
    antecedent: str | None


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """A verb with its lemma and, for each role of its clause, the words that fill it."""

    verb: str
    lemma: str
    roles: dict[str, str]


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A statement as words, with the rule that fired and the words that triggered it."""

    source: str
    relation: str
    mode: str | None
    target: str
    status: str
    when: str | None
    place: str | None
    according_to: str | None
    role: str | None
    rule: str
    trigger: str
    confidence: float


@dataclass(frozen=True, slots=True)
class MissLine:
    """A rule that was tried on a word and did not fire, and why."""

    trigger: str
    rule: str
    relation: str
    reason: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything the extractor made of a text."""

    lang: Lang
    sentences: tuple[str, ...]
    mentions: tuple[MentionLine, ...]
    clauses: tuple[ClauseLine, ...]
    statements: tuple[StatementLine, ...]
    near_misses: tuple[MissLine, ...]


def explain(
    text: str, *, lang: Lang | None = None, published: date | None = None, model: str | None = None
) -> Explanation:
    """What is found in `text` and why, or why not. `published` is the day that "yesterday" refers to, `model`
    another spaCy pipeline than the shipped one. Raises UsageError if there is nothing to read."""
    from kgraph import nlp
    from kgraph.extract.extractor import Extractor
    from kgraph.extract.grammar.clauses import verb_lemma, verb_slots
    from kgraph.extract.language.syntax import sentences
    from kgraph.knowledge import Knowledge

    article = _article(text, lang, published)
    pipeline = nlp.load(article.lang, model)
    extractor = Extractor(article.lang, Knowledge.load(()))
    doc = next(iter(nlp.docs(pipeline, [article])))
    sents = sentences(doc, article, pipeline.scheme)
    analysis = extractor.analyse(article, sents, trace=True)
    found = extractor.assembly(article, analysis).extraction()

    def named(mention: int) -> str:
        m = found.mentions[mention]
        actor = found.entities[m.entity].name
        return actor if actor == m.text else f"{actor} ({m.text})"

    def words(filled: object) -> str:
        listed: Iterable[object] = filled if isinstance(filled, list | tuple) else [filled]
        return ", ".join(str(getattr(word, "text", word)) for word in listed)

    mentions = []
    for m in found.mentions:
        entity = found.entities[m.entity]
        antecedent = None if m.antecedent is None else found.mentions[m.antecedent].text
        mentions.append(MentionLine(m.text, m.kind, entity.name, entity.type, entity.known, antecedent))
    clauses = [
        ClauseLine(
            word.text,
            verb_lemma(word),
            {name: words(filled) for name, filled in verb_slots(word, extractor.lexicon).items()},
        )
        for sentence in sents
        for word in sentence.words
        if word.pos == "VERB"
    ]
    statements = [
        StatementLine(
            source=named(s.source),
            relation=s.relation,
            mode=s.mode,
            target=named(s.target),
            status=s.status,
            when=_when(s.when),
            place=s.place,
            according_to=s.claimed_text if s.claimed_by is None else named(s.claimed_by),
            role=s.role,
            rule=s.rule,
            trigger=article.text[s.trigger.start : s.trigger.end],
            confidence=s.confidence,
        )
        for s in found.statements
    ]
    misses = [
        MissLine(t.trigger.text, t.frame.id, t.frame.rel, REASONS.get(t.reason, t.reason))
        for t in analysis.traces
    ]
    return Explanation(
        lang=article.lang,
        sentences=tuple(sentence.text for sentence in sents),
        mentions=tuple(mentions),
        clauses=tuple(clauses),
        statements=tuple(statements),
        near_misses=tuple(dict.fromkeys(misses)),
    )


def _article(text: str, lang: Lang | None, published: date | None) -> Article:
    from kgraph.sources.compose import Draft, compose

    problems: list[SourceError] = []
    day = published.isoformat() if published else None
    article = compose(Draft("-", text.strip(), "the sentence", published=day), problems.append, lang)
    if article is None:
        raise UsageError("; ".join(str(problem) for problem in problems) or "there is nothing to read")
    return article


def _when(when: When | None) -> str | None:
    if when is None or when.first is None:
        return when.text if when else None
    days = f"{when.first}" if when.last in (None, when.first) else f"{when.first} to {when.last}"
    return f"{when.text} = {days}"
