"""Records out of an analysis: mentions numbered in the order of the text, one statement for each distinct claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kgraph.extract.assertion.attribution import Said
from kgraph.extract.assertion.confidence import logit, probability
from kgraph.extract.assertion.occasions import Occasions
from kgraph.extract.assertion.voices import Claim
from kgraph.extract.dates.times import TimeSpan
from kgraph.extract.entities.actors import Ent, Hit
from kgraph.extract.entities.marked import Reading
from kgraph.extract.entities.office import Standing
from kgraph.extract.events.matching import Trace
from kgraph.extract.events.rules import Match
from kgraph.extract.grammar.clauses import clause_of, finite_parts, is_finite, verb_lemma
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word
from kgraph.model import Article, Entity, Extraction, Mention, Span, Statement, Status
from kgraph.relations import relation_types

# What stays once it is made.
_BONDS = frozenset(["AGREE", "COOPERATE"])
_STANDING = frozenset(name for name, relation in relation_types().items() if relation.standing)

# A pronoun is right about four times in five; what rests on one is trusted accordingly.
PRONOUN_TRUST = 0.8
ROLE_TRUST = 0.92
# "die Regierung" without a country, taken to be that of the article's country
ASSUMED_TRUST = 0.8


@dataclass(slots=True)
class Analysis:
    """Everything the extractor knows of an article: for `explain` and for training the calibration."""

    reading: Reading
    matches: list[Match] = field(default_factory=list)
    standing: list[Standing] = field(default_factory=list)
    claims: dict[int, Claim | None] = field(default_factory=dict)
    traces: list[Trace] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """A statement whose mentions are not numbered yet."""

    source: Hit
    target: Hit
    relation: str
    status: Status
    sent: int
    trigger: Word
    rule: str
    trust: float
    mode: str | None = None
    predicate: str | None = None
    role: str | None = None
    time: TimeSpan | None = None
    place: str | None = None
    claimant: Hit | None = None
    claimed_text: str | None = None

    def involved(self) -> list[Hit]:
        """The mentions it needs."""
        return [self.source, self.target, *([self.claimant] if self.claimant is not None else [])]


class Assembly:
    """Turns an analysis into records: mentions numbered in text order, one statement for each distinct claim."""

    def __init__(self, article: Article, analysis: Analysis, occasions: Occasions) -> None:
        self.article = article
        self.analysis = analysis
        self.reading = analysis.reading
        self.occasions = occasions

    def drafts(self) -> list[Draft]:
        """The statements before their mentions are numbered, in the order of the text."""
        return sorted(
            [*self._events(), *self._standing()],
            key=lambda d: (
                d.sent,
                d.trigger.i,
                self._span(d.source),
                self._span(d.target),
                d.relation,
                d.rule,
            ),
        )

    def extraction(self) -> Extraction:
        """The records, in the order of the text."""
        drafts = self.drafts()
        ordered = self._mentions(drafts)
        number = {id(hit): i for i, hit in enumerate(ordered)}
        ents: list[Ent] = []
        place: dict[int, int] = {}
        for hit in ordered:
            if hit.ent is not None and id(hit.ent) not in place:
                place[id(hit.ent)] = len(ents)
                ents.append(hit.ent)
        mentions = tuple(
            Mention(
                *self._span(hit),
                text=self.article.text[slice(*self._span(hit))],
                kind=hit.kind,
                entity=place[id(hit.ent)],
                antecedent=number.get(id(hit.antecedent)) if hit.antecedent is not None else None,
            )
            for hit in ordered
        )
        return Extraction(
            article=self.article.id,
            entities=tuple(_entity(ent) for ent in ents),
            mentions=mentions,
            statements=tuple(self._distinct(self._statement(draft, number) for draft in drafts)),
            sentences=len(self.reading.sentences),
        )

    def _mentions(self, drafts: Iterable[Draft]) -> list[Hit]:
        """Every mention of an actor, and those that statements and antecedents need besides, in text order."""
        hits = {id(hit): hit for draft in drafts for hit in draft.involved()}
        hits |= {id(hit): hit for row in self.reading.hits for hit in row if hit.actor is not None}
        for hit in list(hits.values()):
            antecedent = hit.antecedent
            while antecedent is not None and id(antecedent) not in hits:
                hits[id(antecedent)] = antecedent
                antecedent = antecedent.antecedent
        return sorted(hits.values(), key=lambda h: (*self._span(h), h.kind, h.ent.name if h.ent else ""))

    def _statement(self, draft: Draft, number: Mapping[int, int]) -> Statement:
        sentence = self.reading.sentences[draft.sent]
        return Statement(
            source=number[id(draft.source)],
            target=number[id(draft.target)],
            relation=draft.relation,
            status=draft.status,
            evidence=Span(sentence.start, sentence.end),
            trigger=Span(draft.trigger.start, draft.trigger.end),
            rule=draft.rule,
            confidence=round(probability(self.features(draft)), 3),
            mode=draft.mode,
            predicate=draft.predicate,
            role=draft.role,
            when=draft.time.when if draft.time is not None else None,
            place=draft.place,
            claimed_by=number[id(draft.claimant)] if draft.claimant is not None else None,
            claimed_text=draft.claimed_text,
        )

    def features(self, draft: Draft) -> dict[str, float]:
        """What the confidence of a draft is computed from."""
        sentence = self.reading.sentences[draft.sent]
        hits = (draft.source, draft.target)
        distance = abs(draft.source.head.i - draft.target.head.i)
        return {
            "trust": logit(draft.trust),
            "pronoun": sum(hit.kind == "pronoun" for hit in hits),
            "implied": sum(hit.kind == "implied" for hit in hits),
            "unknown_body": sum(
                hit.ent is not None and hit.ent.known is None and hit.ent.type not in ("person", "group")
                for hit in hits
            ),
            "unknown_person": sum(
                hit.ent is not None and hit.ent.known is None and hit.ent.type == "person" for hit in hits
            ),
            "noun": float(":noun:" in draft.rule),
            "standing": float(draft.relation in _STANDING),
            "part": float(draft.relation == "PART_OF"),
            "not_actual": float(draft.status != "actual"),
            "far": min(distance, 30) / 10,
            "long": max(0.0, min(len(sentence.words), 60) - 20) / 10,
            "title": float(sentence.title),
            "english": float(self.article.lang == "en"),
        }

    @staticmethod
    def _distinct(statements: Iterable[Statement]) -> list[Statement]:
        seen: set[tuple[object, ...]] = set()
        kept = []
        for s in statements:
            key = (s.source, s.target, s.relation, s.status, s.evidence)
            if key not in seen:
                seen.add(key)
                kept.append(s)
        return kept

    def _span(self, hit: Hit) -> tuple[int, int]:
        words = self.reading.sentences[hit.sent].words
        return words[hit.first].start, words[hit.last].end

    def _events(self) -> Iterator[Draft]:
        for match in self.analysis.matches:
            if _against_itself(match):
                continue
            n = match.trigger_sent
            claim = self.analysis.claims.get(id(match))
            if claim is not None and (
                _turned(match, claim) or _own_plan(match, claim, self.occasions.lexicon)
            ):
                claim = None
            claimant = (
                claim.hit
                if claim is not None and claim.hit is not None and claim.hit.ent is not None
                else None
            )
            verb = match.carrier if match.frame.kind == "noun" else match.trigger
            time, status = self.occasions.time(n, match.trigger, verb, match.status)
            if verb is not None and match.frame.rel in _BONDS and match.trigger.dep == "nsubj":
                matrix = self.occasions.lexicon.matrix
                if verb_lemma(verb) not in matrix["happen"] | matrix["occur"]:
                    status = match.status  # "Das Abkommen tritt im Juli in Kraft": it is there
            yield Draft(
                source=match.source,
                target=match.target,
                relation=match.frame.rel,
                status=status,
                sent=n,
                trigger=match.trigger,
                rule=match.frame.id,
                trust=match.trust * _hit_trust(match.source) * _hit_trust(match.target),
                mode=match.frame.mode,
                predicate=match.frame.id.removesuffix(":implied").rsplit(":", 1)[-1].split("#")[0],
                time=time,
                place=self.occasions.place(n, match.trigger, (match.source, match.target)),
                claimant=claimant,
                claimed_text=claim.text if claim is not None and claimant is None else None,
            )

    def _standing(self) -> Iterator[Draft]:
        seen: set[tuple[int, int, str, str]] = set()
        for item in self.analysis.standing:
            key = (id(item.source.ent), id(item.target.ent), item.relation, item.role or "")
            if key in seen and item.relation == "PART_OF":
                continue
            seen.add(key)
            yield Draft(
                source=item.source,
                target=item.target,
                relation=item.relation,
                status=item.status,
                sent=item.source.sent,
                trigger=item.trigger,
                rule=item.rule,
                trust=item.trust * _hit_trust(item.source),
                role=item.role,
            )


# What a state's own body does to the state as a whole only in a coup, which verbs of its own tell.
_HOSTILE = frozenset(["ASSAULT", "MOBILIZE", "RETREAT", "SANCTION"])


def _against_itself(match: Match) -> bool:
    """Whether an army fights or moves in its own country: the country is the place, and not the target."""
    one, other = match.source.ent, match.target.ent
    if match.frame.rel not in _HOSTILE or one is None or other is None or other.known is None:
        return False
    return one.type == "government" and other.type == "country" and one.country == other.known.id


def _turned(match: Match, claim: Claim) -> bool:
    """Whether the claim is a misread coordination: "X lobte den Iran, warnte Teheran aber" does not say that
    Teheran reports the praise. Whom a statement in the indicative is about hardly ever stands as its source."""
    same = claim.hit is not None and claim.hit.ent is match.target.ent
    return same and match.trigger.has("Mood=Ind") and claim.sent == match.trigger_sent


def _own_plan(match: Match, claim: Claim, lexicon: Lexicon) -> bool:
    """Whether the article itself tells of the plan: "X hat angekündigt, Y zu treffen" rests on nobody's word."""
    if (
        claim.hit is None
        or claim.hit.ent is not match.source.ent
        or match.status not in ("planned", "hypothetical")
    ):
        return False
    if match.source.head.lower in lexicon.first_singular | lexicon.first_plural:
        return False  # in a quotation
    verb = clause_of(match.trigger)
    if verb.dep not in ("xcomp", "acl") or any(map(is_finite, finite_parts(verb))):
        return False
    while verb.dep in ("xcomp", "acl") and verb.head is not None:
        verb = verb.head
    return verb.dep != "ccomp"


def _hit_trust(hit: Hit) -> float:
    if hit.kind == "pronoun":
        return PRONOUN_TRUST
    if hit.kind in ("noun", "role") and hit.weak:
        return ASSUMED_TRUST
    return ROLE_TRUST if hit.kind == "role" else 1.0


def _entity(ent: Ent) -> Entity:
    return Entity(
        name=ent.name,
        type=ent.type,
        forms=tuple(dict.fromkeys(ent.names)),
        known=ent.known.id if ent.known is not None else None,
        country=ent.country,
        gender=ent.gender,
        roles=tuple(ent.roles),
    )
