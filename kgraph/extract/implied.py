"""Actors that a sentence leaves out because the text has named them: "Das Urteil kritisierte Paris scharf".

A frame that found only one of its parts leaves a gap. Three kinds of gaps can be filled without guessing:

- *a deed as object*: who criticises, welcomes or rejects "the attack", "the demand", "that", means the one who did it,
  as the statements before tell;
- *a deed to be undone*: who demands a release or an end of the strikes asks the one who holds or strikes;
- *the state's own acts*: who is arrested or sentenced, by nobody or by "a court", is so by the country of the place,
  else by the one the article is about.

The words are data: `[deeds]`, `[undoing]` and `[law]` of `kgraph/lang/*.toml`.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kgraph.extract.actors import Ent, Hit
from kgraph.extract.clauses import is_passive, prepositions, verb_lemma
from kgraph.extract.matching import Matcher
from kgraph.extract.rules import NOUN_TRUST, VERB_TRUST, Gap, Match, distinct
from kgraph.extract.status import noun_status, verb_status
from kgraph.extract.syntax import Word
from kgraph.relations import relation_types

# How many sentences back the deed may have been told.
REACH = 4
# What is understood from the deed itself, and from who was spoken of last; chosen on annotated articles.
DEED_TRUST = 0.75
TOPIC_TRUST = 0.6
LAW_TRUST = 0.75

_REACTIONS = frozenset(["ACCUSE", "REJECT", "SUPPORT", "PROTEST"])
_ANY = "*"
# Whose laws, plans and controls others criticise.
_MAKERS = frozenset(
    ["country", "government", "person", "party", "intergovernmental", "armed_group", "company"]
)


class Implied:
    """Fills the gaps of one article, beside the matches that its frames found."""

    def __init__(self, matcher: Matcher, matches: Sequence[Match], gaps: Sequence[Gap] = ()) -> None:
        self.matcher = matcher
        self.gaps = sorted([*matcher.gaps, *gaps], key=lambda g: (g.sent, g.trigger.i))
        self.lexicon = matcher.lexicon
        self.arguments = matcher.arguments
        self.reading = matcher.arguments.reading
        self.matches = sorted(matches, key=_place_in_text)
        self.fired = {(id(m.trigger), m.frame.rel) for m in matches}

    def found(self) -> Iterator[Match]:
        """The further matches, in the order of the text. What is understood may in turn be reacted to."""
        done = set(self.fired)
        for gap in self.gaps:
            if (id(gap.trigger), gap.frame.rel) in done:
                continue
            for known in gap.known:
                for answer in self._fill(gap, known):
                    done.add((id(gap.trigger), gap.frame.rel))
                    match = self._match(gap, known, *answer)
                    insort(self.matches, match, key=_place_in_text)
                    yield match

    def _fill(self, gap: Gap, known: Hit) -> list[tuple[Hit, float]]:
        """The actors that are left out, as mentions in the sentence, and how far to trust that."""
        if not gap.source:
            state = self._state(gap, known)
            return [state] if state is not None else []
        if gap.frame.rel == "CONSULT" and gap.frame.mode == "mediate":
            return [(h, DEED_TRUST) for h in self._parties(gap, known)]
        for word in self._things(gap):
            rel = gap.frame.rel
            if rel in _REACTIONS:
                hits, trust = self._deed(gap, known, word)
            elif rel == "REQUEST":
                hits, trust = self._undoer(gap, known, word), DEED_TRUST
            else:
                continue
            if hits:
                return [(h if h.sent == gap.sent else self._understood(gap, word, h), trust) for h in hits]
        return []

    @staticmethod
    def _understood(gap: Gap, word: Word, hit: Hit) -> Hit:
        """An actor of another sentence, understood at a word of this one."""
        found = Hit(gap.sent, word.i, word.i, word, word.text, "implied", hit.label)
        found.ent, found.antecedent = hit.ent, hit
        return found

    # --- deeds -------------------------------------------------------------------------------------------

    def _things(self, gap: Gap) -> list[Word]:
        """What stands where an actor was looked for, or is the object instead."""
        if gap.frame.kind == "verb":
            slots = self.matcher.slots(gap.sent, gap.trigger)
            places = [slot.name for slot in gap.frame.target]
            if not any(place.startswith("/") for place in places):
                places.append("obj")
            words = [w for name in dict.fromkeys(places) for w in slots.get(name, ())]
        else:
            wanted = {slot.name.removeprefix("/") for slot in gap.frame.target}
            words = [c for c in gap.trigger.children if wanted & set(prepositions(c, self.lexicon))]
        return [w for w in words if self.reading.hit(gap.sent, w) is None]

    def _deed(self, gap: Gap, known: Hit, word: Word) -> tuple[list[Hit], float]:
        """The doers of the deed that a noun or "das" stands for."""
        if gap.near or word.lower in self.lexicon.neuter_anaphors:
            kinds = frozenset([_ANY])
        elif word.pos == "NOUN" and self._definite(word):
            kinds = self._kinds(word)
        else:
            return [], 0
        if word.pos == "NOUN" and not gap.near:
            told = self._told(gap, known, word)
            if told:
                return told, DEED_TRUST
            maker = self._maker(gap, known, word)
            if maker is not None:
                return [maker], DEED_TRUST
        if not kinds:
            return [], 0
        for match in self._before(gap, 1 if gap.near else REACH):
            if match.source.ent is known.ent or not (match.frame.rel in kinds or _ANY in kinds):
                continue
            if match.frame.rel in ("ACCUSE", "REQUEST", "THREATEN") and gap.frame.rel == "REJECT":
                # one rejects what is said to oneself
                if not self._same_side(match.target.ent, known.ent):
                    continue
            return self._doers(match, known), DEED_TRUST
        if _ANY in kinds and word.pos == "NOUN" and not gap.near:
            topic = self._topic(gap, known)
            return ([topic] if topic is not None else []), TOPIC_TRUST
        return [], 0

    def _told(self, gap: Gap, known: Hit, word: Word) -> list[Hit]:
        """Who did it, where the very noun told of it, anywhere before: "eine Seeblockade ... die Blockade"."""
        noun = word.lemma.lower()
        for match in self._before(gap, len(self.reading.sentences)):
            if match.source.ent is known.ent:
                continue
            trigger = match.trigger
            words = [trigger, *trigger.kids("obj", "nsubj:pass")] if trigger.pos == "VERB" else [trigger]
            names = [w.lemma.lower() for w in words if w.pos == "NOUN"]
            if any(name == noun or (len(noun) > 5 and name.endswith(noun)) for name in names):
                return self._doers(match, known)
        return []

    def _doers(self, match: Match, known: Hit) -> list[Hit]:
        """Those who do what a match tells, with those who do it together with them."""
        same = [m for m in self.matches if m.trigger is match.trigger and m.frame.rel == match.frame.rel]
        hits = [m.source for m in same]
        if relation_types()[match.frame.rel].symmetric:
            hits += [m.target for m in same]
        return [h for h in distinct(hits) if h.ent is not known.ent]

    def _maker(self, gap: Gap, known: Hit, word: Word) -> Hit | None:
        """Who was said to have made or proposed it: "Norway extended the controls. Denmark criticised the controls"."""
        noun = word.lemma.lower()
        for m in range(gap.sent, max(-1, gap.sent - 2 * REACH), -1):
            for verb in reversed(self.reading.sentences[m].words):
                if verb.pos != "VERB" or (m == gap.sent and verb.i >= gap.trigger.i):
                    continue
                lemma = verb_lemma(verb)
                made = lemma in self.lexicon.making and any(
                    thing.lemma.lower() == noun for thing in verb.kids("obj", "nsubj:pass")
                )
                if not made and not _akin(noun, lemma):
                    continue
                slots = self.matcher.slots(m, verb)
                for subject in slots.get("subj", ()):
                    for hit in self.arguments.actors(m, subject):
                        if hit.ent is not None and hit.ent is not known.ent and hit.ent.type in _MAKERS:
                            return hit
        return None

    def _kinds(self, word: Word) -> frozenset[str]:
        """The relations that a noun names as a deed; "*" for those that may be any ("decision", "remark")."""
        lemma = word.lemma.lower()
        for name, kinds in self.lexicon.deeds.items():
            if lemma == name or (self.lexicon.lang == "de" and lemma.endswith(name) and len(name) > 4):
                return kinds
        key = self.lexicon.noun_key(lemma)
        return (
            frozenset(frame.rel for frame in self.lexicon.nouns[key[0]]) if key is not None else frozenset()
        )

    def _undoer(self, gap: Gap, known: Hit, word: Word) -> list[Hit]:
        """Who is asked to undo what: the doer of what "release", "end of the strikes" would undo."""
        kinds = self.lexicon.undoing.get(word.lemma.lower())
        if kinds is None:
            return []
        deeds = [child for child in word.kids("nmod") if child.pos == "NOUN" and self._kinds(child)]
        doers = distinct(h for deed in deeds for h in self.arguments.doers(gap.sent, deed))
        if doers and all(h.ent is not known.ent for h in doers):
            return doers  # "ein Ende der Angriffe Israels"
        inner = [kind for deed in deeds for kind in self._kinds(deed)]
        wanted = frozenset(inner) - {_ANY} or kinds
        sufferers = {id(h.ent) for h in self.arguments.owners(gap.sent, word)}
        for match in self._before(gap):
            if match.frame.rel in wanted and match.source.ent is not known.ent:
                if not sufferers or id(match.target.ent) in sufferers:
                    return self._doers(match, known)
        return []

    def _parties(self, gap: Gap, known: Hit) -> list[Hit]:
        """Between whom one mediates "in dem Konflikt": those named with a war or conflict before."""
        words = [
            w
            for name in ("/in", "/bei")
            for w in self.matcher.slots(gap.sent, gap.trigger).get(name, ())
            if w.lemma.lower() in self.lexicon.conflicts and self._definite(w)
        ]
        if not words:
            return []
        for m in range(gap.sent, -1, -1):
            for word in self.reading.sentences[m].words:
                if word.pos != "NOUN" or not word.lemma.lower().endswith(self.lexicon.conflicts):
                    continue
                between = [c for c in word.kids("nmod", "obl") if "zwischen" in prepositions(c, self.lexicon)]
                hits = distinct(h for c in between for h in self.arguments.actors(m, c))
                others = [h for h in hits if h.ent is not known.ent]
                if len(hits) > 1 and others:
                    return [h if m == gap.sent else self._understood(gap, words[0], h) for h in others]
        return []

    def _before(self, gap: Gap, reach: int = REACH) -> Iterator[Match]:
        """The matches told before a gap, the nearest first."""
        for match in reversed(self.matches):
            if match.status == "negated" or match.trigger is gap.trigger:
                continue
            if match.trigger_sent > gap.sent or gap.sent - match.trigger_sent > reach:
                continue
            yield match

    def _topic(self, gap: Gap, known: Hit) -> Hit | None:
        """The subject of the clause before ("X schlug Gespräche vor, doch Y lehnte das Angebot ab") or of one of the
        two sentences before."""
        for m in range(gap.sent, max(-1, gap.sent - 3), -1):
            for verb in self.reading.sentences[m].root.conjuncts():
                if m == gap.sent and (verb is gap.trigger or verb.i > gap.trigger.i):
                    continue
                for word in verb.kids("nsubj", "nsubj:pass"):
                    for hit in self.arguments.actors(m, word):
                        ent = hit.ent
                        if ent is not None and ent is not known.ent and ent.type not in ("media", "company"):
                            return hit
        return None

    def _definite(self, word: Word) -> bool:
        return any(c.lower in self.lexicon.definite for c in word.children if c.dep in ("det", "det:poss"))

    def _same_side(self, one: Ent | None, other: Ent | None) -> bool:
        if one is other:
            return True
        return (
            one is not None and other is not None and one.country is not None and one.country == other.country
        )

    # --- acts of the state -------------------------------------------------------------------------------

    def _state(self, gap: Gap, known: Hit) -> tuple[Hit, float] | None:
        """The country whose police or court acts, where the sentence names neither."""
        verb = gap.trigger
        if gap.frame.kind != "verb" or verb_lemma(verb) not in self.lexicon.law_verbs:
            return None
        if gap.frame.rel == "ACCUSE" and any(f.rel == "COERCE" for f in self.lexicon.verbs[verb_lemma(verb)]):
            return None  # "verurteilen": where nobody is named to disapprove, it is a sentence
        if known.ent is None or known.ent.type in ("country", "government", "intergovernmental", "media"):
            return None
        subjects = [] if is_passive(verb) else self.matcher.slots(gap.sent, verb).get("subj", [])
        agents = [
            w for name in self.lexicon.passive_agent for w in self.matcher.slots(gap.sent, verb).get("/" + name, ())
        ] if is_passive(verb) else []  # fmt: skip
        actors = [w for w in (*subjects, *agents) if w.lemma.lower() not in self.lexicon.law_bodies]
        if actors or not (is_passive(verb) or subjects):
            return None
        held = self._in_hand(gap, known)
        if gap.frame.rel == "SANCTION" and held is None:
            return None  # not the one where it is told
        country = self._place(gap) or held or self.reading.home_country
        if country is None and known.ent.country is not None:
            country = self.reading.table.known(known.ent.country)
        if country is None or (country.type != "country" and country is not held):
            return None
        named = self._named(country, gap.sent)
        if named is not None:
            return self._understood(gap, verb, named), LAW_TRUST
        hit = Hit(gap.sent, verb.i, verb.i, verb, verb.text, "implied", "country")
        hit.ent = country
        return hit, LAW_TRUST

    def _in_hand(self, gap: Gap, known: Hit) -> Ent | None:
        """The country that had seized or accused the same person before; that imposed the sanctions spoken of."""
        sanction = gap.frame.rel == "SANCTION"
        for match in self._before(gap, 2 * REACH):
            if match.frame.rel not in (("SANCTION",) if sanction else ("COERCE", "ACCUSE")):
                continue
            ent = match.source.ent
            if ent is None or (not sanction and match.target.ent is not known.ent):
                continue
            if ent.type in ("country", "government") or (sanction and ent.type == "intergovernmental"):
                return self.reading.table.known(ent.country) if ent.type == "government" else ent
        return None

    def _place(self, gap: Gap) -> Ent | None:
        """The country of a place in the sentence ("in Minsk", "in Belarus"), if there is just one."""
        found: dict[int, Ent] = {}
        for hit in self.reading.hits[gap.sent]:
            if hit.ent is None or not set(prepositions(hit.head, self.lexicon)) & self.lexicon.locative:
                continue
            ent = self.reading.table.known(hit.ent.country)
            if hit.ent.type == "country" or hit.kind == "place":
                found |= {id(ent): ent} if ent is not None and ent.type == "country" else {}
        return next(iter(found.values())) if len(found) == 1 else None

    def _named(self, ent: Ent, n: int) -> Hit | None:
        """The last mention of an actor up to a sentence, else its first."""
        every = [h for row in self.reading.hits for h in row if h.ent is ent]
        return next((h for h in reversed(every) if h.sent <= n), every[0] if every else None)

    # --- matches -----------------------------------------------------------------------------------------

    def _match(self, gap: Gap, known: Hit, other: Hit, trust: float) -> Match:
        frame, trigger, n = gap.frame, gap.trigger, gap.sent
        if frame.kind == "noun":
            status, base = noun_status(trigger, gap.carrier, self.lexicon), NOUN_TRUST
        else:
            status, base = verb_status(trigger, self.lexicon), VERB_TRUST
        source, target = (known, other) if gap.source else (other, known)
        return Match(
            source,
            target,
            replace(frame, id=f"{frame.id}:implied"),
            trigger,
            frame.status or status,  # type: ignore[arg-type]
            base * frame.confidence * trust,
            n,
            gap.carrier,
        )


def _place_in_text(match: Match) -> tuple[int, int]:
    return match.trigger_sent, match.trigger.i


def _akin(noun: str, verb: str) -> bool:
    """Whether a noun is made from a verb: "proposal" from "propose", "Ankündigung" from "ankündigen"."""
    stem = max(4, len(verb) - 3)
    return len(verb) >= 4 and noun[:stem] == verb[:stem]
