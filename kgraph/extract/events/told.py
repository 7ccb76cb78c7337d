"""What was told before a gap: who did it, to whom, and whether a noun can mean it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kgraph.extract.entities.actors import Ent, Hit
from kgraph.extract.events.doers import REACH
from kgraph.extract.events.matching import Matcher
from kgraph.extract.events.rules import SIDE_BY_SIDE, Gap, Match, distinct
from kgraph.extract.grammar.clauses import prepositions, verb_lemma
from kgraph.extract.language.syntax import Word
from kgraph.relations import relation_types

# Nouns that name no deed of their own: "*" any, "said" words.
ANY, SAID = "*", "said"
# What is said to somebody or of them: the genitive is who says it.
_TOLD = frozenset(["ACCUSE", "REQUEST", "THREATEN"])
_HOSTILE = frozenset(
    ["ACCUSE", "REJECT", "THREATEN", "SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "DISMISS", "PROTEST"]
)
_FRIENDLY = frozenset(["SUPPORT", "AID", "CONCEDE", "RETREAT"])

# What one does about the deeds of others.
REACTIONS = frozenset(["ACCUSE", "REJECT", "SUPPORT", "PROTEST"])
# Who does so is no maker of what is spoken of.
WORDS = REACTIONS | {"REQUEST"}
# Who owns up to attacks.
_FIGHTERS = frozenset(["armed_group", "group", "organisation"])


class Told:
    """The matches of one article, in the order of the text."""

    def __init__(self, matcher: Matcher, matches: Sequence[Match]) -> None:
        self.matcher = matcher
        self.lexicon = matcher.lexicon
        self.arguments = matcher.arguments
        self.reading = matcher.arguments.reading
        # that those who attack together are at one is no deed that others react to
        self.matches = sorted((m for m in matches if m.frame is not SIDE_BY_SIDE), key=place_in_text)

    def _doers(self, match: Match, known: Hit) -> list[Hit]:
        """Those who do what a match tells, with those who do it together with them; nobody reacts to what they did
        with others."""
        same = [m for m in self.matches if m.trigger is match.trigger and m.frame.rel == match.frame.rel]
        hits = [m.source for m in same]
        if relation_types()[match.frame.rel].symmetric and match.frame.mode != "visit":
            hits += [m.target for m in same]
        elif any(h.ent is known.ent for h in hits):
            return []
        return [h for h in distinct(hits) if h.ent is not known.ent]

    def _kinds(self, word: Word) -> frozenset[str]:
        """The relations that a noun names as a deed; "*" for those that may be any ("decision", "remark")."""
        lemma = word.lemma.lower()
        kinds = self.lexicon.deed_endings.of(lemma)
        return kinds if kinds is not None else self.lexicon.noun_relations(lemma)

    def _before(self, gap: Gap, reach: int = REACH) -> Iterator[Match]:
        """The matches told before a gap, the nearest first."""
        for match in reversed(self.matches):
            if match.status == "negated" or match.trigger is gap.trigger:
                continue
            if match.trigger_sent > gap.sent or gap.sent - match.trigger_sent > reach:
                continue
            yield match

    def _definite(self, word: Word) -> bool:
        return any(
            c.lower in self.lexicon.definite
            if c.dep in ("det", "det:poss")
            else c.lower in self.lexicon.contracted
            for c in word.children
            if c.dep in ("det", "det:poss", "case")
        )

    def _same_side(self, one: Ent | None, other: Ent | None) -> bool:
        """Whether two actors are of one country, or one a body of the other."""
        if one is other or one is None or other is None:
            return one is other
        if one.country is not None and one.country == other.country:
            return True
        return any(
            a.known is not None and b.known is not None and a.known.parent == b.known.id
            for a, b in ((one, other), (other, one))
        )

    def _plausible(self, gap: Gap, known: Hit, match: Match) -> bool:
        """Nobody welcomes what is done against them, or blames others for what is done for them."""
        opposed = {"SUPPORT": _HOSTILE, "ACCUSE": _FRIENDLY}.get(gap.frame.rel, frozenset())
        return match.frame.rel not in opposed or not self._same_side(match.target.ent, known.ent)

    def _said(self, word: Word) -> bool:
        """Whether a deed is something said: "die Kritik", "die Aussage"."""
        return bool(self._kinds(word) & {SAID, "ACCUSE"})

    def _somebodys(self, word: Word) -> bool:
        """Whether a genitive says whose it is, of somebody who is no actor: "die Forderung der Verteidigung"."""
        if not (word.lemma.lower() in self.lexicon.deeds or self._kinds(word) & _TOLD):
            return False  # "die Verlängerung der Kontrollen"
        genitives = (
            c for c in word.kids("nmod") if c.pos == "NOUN" and c.i > word.i and c.child("case") is None
        )
        return any(not self._kinds(c) for c in genitives)

    def _anothers(self, word: Word) -> bool:
        """Whether a noun says whose it is without a name: "ihre Entscheidung", "die Entscheidung aus Brüssel"."""
        own = any(self.lexicon.possessor(c.lower) for c in word.kids("det", "det:poss"))
        return own or any(set(prepositions(c, self.lexicon)) & self.lexicon.origin for c in word.kids("nmod"))

    def _confessor(self, gap: Gap, known: Hit) -> list[Hit]:
        """Who owned up to an attack before: "X bekannte sich dazu", "X übernahm die Verantwortung"."""
        for m in range(gap.sent, -1, -1):
            for verb in self.reading.sentences[m].words if self.reading.at[m] else ():
                if verb.pos != "VERB" or (m == gap.sent and verb.i >= gap.trigger.i):
                    continue
                owned = any(w.lemma.lower() in self.lexicon.had for w in verb.kids("obj", "nsubj:pass"))
                taken = owned and verb_lemma(verb) in self.lexicon.matrix["light"]
                if not taken and verb_lemma(verb) not in self.lexicon.matrix["confess"]:
                    continue
                subjects = self.matcher.slots(m, verb).get("subj", ())
                hits = [h for w in subjects for h in self.arguments.actors(m, w)]
                fighters = [h for h in hits if h.ent is not None and h.ent.type in _FIGHTERS]
                if fighters:
                    return [h for h in fighters if h.ent is not known.ent]
        return []

    def _joined(self, gap: Gap, known: Hit) -> list[Hit]:
        """Whom those blamed before that one blames as well."""
        for match in self._before(gap):
            if match.frame.rel == gap.frame.rel and match.source.ent is not known.ent:
                return [match.target] if match.target.ent is not known.ent else []
        return []

    def _echoed(self, gap: Gap, known: Hit) -> list[Hit]:
        """Whom somebody blames who calls bad what others have just refused: "X lehnte das ab. Y sprach von Betrug"."""
        last = next(self._before(gap, 1), None)
        if last is None or last.frame.rel not in ("ACCUSE", "REJECT") or last.source.ent is known.ent:
            return []
        return [last.target] if last.target.ent is not known.ent else []

    def _points(self, gap: Gap, word: Word) -> bool:
        """Whether a word takes up the sentence before as a whole: "das", "dafür", or what it is called there."""
        taken_up = word.lower in self.lexicon.neuter_anaphors or word.lower in self.lexicon.pointers
        return taken_up or (word in gap.things and self._vague(word))

    def _vague(self, word: Word) -> bool:
        """Whether a word only says what something is called: "sprachen von Wortbruch"."""
        taken_up = word.lower in self.lexicon.neuter_anaphors or word.lower in self.lexicon.pointers
        return not taken_up and not self._definite(word)

    def _as_well(self, gap: Gap) -> bool:
        """Whether somebody does what others do: "auch X kritisierte das"."""
        return any(w.lower in self.lexicon.also for w in (gap.carrier or gap.trigger).subtree())

    def _told(self, gap: Gap, known: Hit, word: Word) -> list[Hit] | None:
        """Who did it, where the very noun told of it, anywhere before: "eine Seeblockade ... die Blockade"; None if it
        may have been either of two that do so to each other."""
        noun = word.lemma.lower()
        told: list[Match] = []
        for match in self._before(gap, len(self.reading.sentences)):
            if match.source.ent is known.ent:
                continue
            trigger = match.trigger
            words = [trigger]
            if trigger.pos == "VERB" and match.frame.rel not in REACTIONS:
                words += trigger.kids("obj", "nsubj:pass")
            names = [w.lemma.lower() for w in words if w.pos == "NOUN"]
            if any(name == noun or (len(noun) > 5 and name.endswith(noun)) for name in names):
                told.append(match)
        if not told:
            return []
        first = told[0]
        rivals = [m for m in told if m.target.ent is first.source.ent or m.source.ent is first.target.ent]
        # "the attacks" of which side, where both attack
        return None if rivals and gap.sent - first.trigger_sent > 1 else self._doers(first, known)


def place_in_text(match: Match) -> tuple[int, int]:
    """By what matches are ordered."""
    return match.trigger_sent, match.trigger.i


def one_side(one: Ent | None, other: Ent | None) -> bool:
    """Whether two actors act as one towards others: a state, its bodies and who holds an office in it, but no two
    persons, parties or firms of one country."""
    if one is other or one is None or other is None:
        return one is other
    if one.country is None or one.country != other.country:
        return False
    states = [e.type in ("country", "government") for e in (one, other)]
    return all(states) or (any(states) and any(e.type == "person" and e.offices for e in (one, other)))
