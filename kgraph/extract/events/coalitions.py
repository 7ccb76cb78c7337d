"""The parties of a government: "CDU und SPD bilden eine Koalition", "die Koalition aus ÖVP und Grünen", "die
Regierung aus ÖVP und Grünen", "die Labour-Regierung"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgraph.extract.assertion.status import verb_status
from kgraph.extract.entities.actors import Ent, Hit, beside, is_region
from kgraph.extract.entities.collective import coalition
from kgraph.extract.entities.marked import Reading
from kgraph.extract.entities.office import Standing
from kgraph.extract.events.rules import Match
from kgraph.extract.grammar.clauses import prepositions, verb_lemma
from kgraph.extract.language.inflected import stem
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word

COALITION_TRUST = 0.8

# An article is about a Land that it names so often.
OFTEN = 3


def governing(reading: Reading, lexicon: Lexicon, matches: Iterable[Match]) -> Iterator[Standing]:
    """That each party of a coalition that governs is a member of the government."""
    seen: set[int] = set()
    for match in matches:
        ends = (match.source, match.target)
        if match.frame.rel != "COOPERATE" or match.status != "actual":
            continue
        if any(hit.ent is None or hit.ent.type != "party" for hit in ends):
            continue
        if not _governs(match.trigger, lexicon):
            continue
        body = _government(reading, lexicon, match)
        for hit in ends if body is not None else ():
            if id(hit.ent) not in seen:
                seen.add(id(hit.ent))
                target = beside(match.trigger_sent, match.trigger, body)  # type: ignore[arg-type]
                yield Standing(hit, target, "MEMBER_OF", None, "actual", COALITION_TRUST, "MEMBER_OF:coalition",
                               match.trigger)  # fmt: skip
    for n, hits in enumerate(reading.hits):
        for hit in list(hits):
            if hit.ent is not None and hit.ent.type in ("country", "government") and hit.kind != "place":
                yield from _in_office(reading, lexicon, n, hit)


def _in_office(reading: Reading, lexicon: Lexicon, n: int, body: Hit) -> Iterator[Standing]:
    """ "die Bundesregierung aus CDU und SPD", "die britische Labour-Regierung"."""
    noun = reading.sentences[n].words[body.last]
    if not noun.lemma.lower().endswith(tuple(lexicon.coalitions["bodies"])) or _passed(noun, lexicon):
        return
    parties = coalition(reading, lexicon, n, noun) if not _indefinite(noun, lexicon) else []
    before = reading.at[n].get(noun.i - 1)
    if (
        before is not None
        and before.ent is not None
        and before.ent.type == "party"
        and before.head.head is noun
    ):
        parties = [before.ent] if before.head.dep == "compound" else parties  # "the Labour government"
    prefix = noun.text.rpartition("-")[0]
    entry = reading.table.knowledge.prefix(prefix) if prefix else None
    if entry is not None and entry.type == "party":
        parties = [reading.table.entry(reading.local_party(entry, prefix, body.ent))]
    for party in parties:
        if party.country in (None, body.ent.country if body.ent is not None else None):
            yield Standing(beside(n, noun, party), body, "MEMBER_OF", None, "actual", COALITION_TRUST,
                           "MEMBER_OF:government", noun)  # fmt: skip


def _governs(trigger: Word, lexicon: Lexicon) -> bool:
    """Whether a verb or noun says that parties govern together now."""
    words = lexicon.coalitions
    if trigger.pos == "VERB":
        things = [w for w in trigger.kids("obj", "obl") if w.lemma.lower().endswith(tuple(words["nouns"]))]
        return verb_lemma(trigger) in words["verbs"] or bool(things)
    noun = trigger.lemma.lower().rpartition("-")[2]
    named = "-" in trigger.text or any(
        set(prepositions(c, lexicon)) & lexicon.coalition_of
        for c in (*trigger.kids("nmod"), *_consisting(trigger))
    )
    if not named:
        return False  # "zwischen den künftigen Koalitionsparteien A und B"
    explains = trigger.dep == "appos"  # "die Regierung – eine Koalition aus A und B –"
    led = trigger.dep == "obj" and trigger.head is not None and verb_lemma(trigger.head) in words["leading"]
    told = explains or led or not _indefinite(trigger, lexicon)
    if not noun.endswith(tuple(words["nouns"])) or not told:
        return False
    if _passed(trigger, lexicon):
        return False
    verb = trigger.head.head if explains and trigger.head is not None else trigger.head
    while verb is not None and verb.pos not in ("VERB", "AUX"):
        if verb.pos in ("NOUN", "PROPN") and verb.lemma.lower().endswith(tuple(words["no_yet"])):
            return False  # "die Bildung der Koalition", "das Ende der Koalition"
        verb = verb.head
    ends = verb is not None and verb_lemma(verb) in words["ending"]
    # "nach dem Entwurf der Koalition sollen ...": whatever is to be, there is a draft of theirs
    held = explains or trigger.dep.startswith("nsubj") or trigger.dep == "nmod"
    return not ends and (held or verb is None or verb_status(verb, lexicon) == "actual")


def _passed(noun: Word, lexicon: Lexicon) -> bool:
    """ "die frühere Koalition", "eine mögliche Regierung"."""
    return any(stem(c.lower) in lexicon.coalitions["no_more"] for c in noun.kids("amod"))


def _consisting(noun: Word) -> list[Word]:
    """ "Die Ampelkoalition bestand aus A, B und C"."""
    return noun.head.kids("obl", "obl:arg") if noun.head is not None and noun.dep == "nsubj" else []


def _indefinite(noun: Word, lexicon: Lexicon) -> bool:
    return not any(c.dep == "det" and c.lower in lexicon.articles for c in noun.children)


def _government(reading: Reading, lexicon: Lexicon, match: Match) -> Ent | None:
    """The government meant: of the only part of the state that the article is about, else of the parties' state."""
    parties = [hit.ent for hit in (match.source, match.target) if hit.ent is not None]
    states = {ent.country for ent in parties}
    if len(states) != 1 or None in states:
        return None
    for word in reading.sentences[match.trigger_sent].words:
        if word.pos == "NOUN" and word.lower.startswith(tuple(lexicon.coalitions["local"])):
            told = reading.hit(match.trigger_sent, word)
            return (
                told.ent
                if told is not None and told.ent is not None and told.ent.type == "government"
                else None
            )
    parts = _parts(reading, states, match.trigger_sent)
    if len(parts) == 1:
        return parts[0]
    state = reading.table.known(next(iter(states)))
    if parts or state is None or state.known is None or _of_a_city(reading, lexicon, state):
        return None  # of which of them remains open
    noun = lexicon.governments.get(getattr(state.known, "iso2", ""), lexicon.governments["other"])
    return reading.table.part(noun, state, "government", noun)


def _parts(reading: Reading, states: set[str | None], n: int) -> list[Ent]:
    """The Länder that sentence n or the one before names, else those that the article is about."""
    found: dict[int, list[int]] = {}
    ents: dict[int, Ent] = {}
    for hits in reading.hits:
        for hit in hits:
            if hit.ent is not None and hit.ent.country in states and is_region(hit.ent):
                ents[id(hit.ent)] = hit.ent
                found.setdefault(id(hit.ent), []).append(hit.sent)
    near = [key for key, sents in found.items() if n in sents or n - 1 in sents]
    return [ents[key] for key in near or (key for key, sents in found.items() if len(sents) >= OFTEN)]


def _of_a_city(reading: Reading, lexicon: Lexicon, state: Ent) -> bool:
    """Whether an article is about the politics of a city that is a state: it names its bodies ("das Berliner
    Abgeordnetenhaus"), or is about the city and does not name the state."""
    hits = [hit for hits in reading.hits for hit in hits if hit.ent is not None and hit.kind == "name"]
    if any(hit.ent.name.startswith(lexicon.city_states) and " " in hit.ent.name for hit in hits if hit.ent):
        return True
    named = any(hit.ent is state and hit.label != "capital" for hit in hits)
    return not named and reading.main_place() in lexicon.city_states
