"""What goes on from the sentences before: an attack paid back, troops sent where others were sent, who imposed it.

"A griff B an. B antwortete mit Raketen": on A. "In B explodierte eine Bombe. A bekannte sich zu dem Anschlag": on B.
"A schickt Soldaten nach B. C entsandte zwei Schiffe": to B. "A kündigte Sanktionen an. B wurde sanktioniert": by A.
"A griff B an. C rief zu einer Waffenruhe auf": A and B.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from kgraph.extract.entities.actors import Ent, Hit
from kgraph.extract.events.clausekinds import is_weapon
from kgraph.extract.events.matching import Matcher
from kgraph.extract.events.rules import Gap, Match
from kgraph.extract.events.stateacts import StateActs
from kgraph.extract.grammar.clauses import is_passive, prepositions, relative_antecedent, verb_lemma
from kgraph.extract.language.syntax import Word

# How many sentences back troops or sanctions may have been told of.
NEAR = 4
# Who can cease fire.
_FIGHTERS = frozenset(["country", "armed_group", "group", "government"])


class Ongoing:
    """Finds what one sentence of an article leaves to those before it."""

    def __init__(
        self,
        matcher: Matcher,
        gaps: Sequence[Gap],
        state: StateActs,
        same_side: Callable[[Ent | None, Ent | None], bool],
    ) -> None:
        self.matcher = matcher
        self.state = state
        self.lexicon = matcher.lexicon
        self.gaps = gaps
        self.same_side = same_side

    def targets(self, gap: Gap, known: Hit, before: Iterator[Match]) -> list[Hit]:
        """Whom a deed befalls that names only who does it."""
        if gap.frame.rel == "ASSAULT" and self._paid_back(gap):
            for match in before:
                attacked = match.frame.rel == "ASSAULT" and self.same_side(match.target.ent, known.ent)
                if attacked and not self.same_side(match.source.ent, known.ent):
                    return [match.source]
        if gap.frame.rel == "ASSAULT" and self._confessed(gap, known):
            where = self._where(gap)
            return [self.state.mention(gap, where)] if where is not None and where is not known.ent else []
        if gap.frame.rel == "ASSAULT" and self._at_war(gap):
            return self._foe(known, before) or self._under_fire(gap, known)
        if gap.frame.rel == "REQUEST":
            told = list(before)
            return self._liable(gap, known, told) or self._fighting(gap, known, iter(told))
        if gap.frame.rel == "MOBILIZE" and self._nowhere(gap):
            for match in before:
                if match.frame.rel == "MOBILIZE" and gap.sent - match.trigger_sent <= NEAR:
                    return [match.target]
            for other in self._gaps(gap, "MOBILIZE", source=False):
                return other.known[:1]
        return []

    def _liable(self, gap: Gap, known: Hit, before: Iterable[Match]) -> list[Hit]:
        """ "X verklagte Y. Er fordert eine Entschädigung": of whom one has just blamed or threatened."""
        words = self.matcher.slots(gap.sent, gap.trigger).get("obj", ()) if gap.frame.kind == "verb" else ()
        redress = tuple(self.lexicon.favours["redress"])
        if not redress or not any(w.pos == "NOUN" and w.lemma.lower().endswith(redress) for w in words):
            return []
        for match in before:
            near = gap.sent - match.trigger_sent <= NEAR - 1
            if near and match.frame.rel in ("ACCUSE", "THREATEN") and match.source.ent is known.ent:
                return [match.target]
        return []

    def _at_war(self, gap: Gap) -> bool:
        """Whether an attack is told with its weapons or with what it hits, and of nobody whose that is: "feuerte 400
        Drohnen ab", "griff mehrere Regionen an"."""
        if gap.frame.kind != "verb":
            return False
        slots = self.matcher.slots(gap.sent, gap.trigger)
        if any(slots.get(slot.name) for slot in gap.frame.target if slot.name.startswith("/")):
            return False
        objects = slots.get("obj", ())
        return bool(objects) and all(
            is_weapon(w, self.lexicon) or (w.pos == "NOUN" and self.lexicon.is_area(w.lemma.lower(), w.lower))
            for w in objects
        )

    def _foe(self, known: Hit, before: Iterator[Match]) -> list[Hit]:
        """Whom somebody was last said to attack, of those who are a side in a war."""
        for match in before:
            if match.frame.rel != "ASSAULT" or match.status not in ("actual", "planned"):
                continue
            target = match.target.ent
            foe = target is not None and target.type in _FIGHTERS and not self.same_side(target, known.ent)
            if foe and self.same_side(match.source.ent, known.ent):
                return [match.target]
        return []

    def _under_fire(self, gap: Gap, known: Hit) -> list[Hit]:
        """The country that the sentence or the one before is set in, where weapons are fired."""
        slots = self.matcher.slots(gap.sent, gap.trigger)
        if verb_lemma(gap.trigger) not in self.lexicon.attacks["firing"] or not all(
            is_weapon(w, self.lexicon) for w in slots.get("obj", ())
        ):
            return []
        for m in range(gap.sent, max(-1, gap.sent - 2), -1):
            where = self.state.scene(m)
            if where is not None and where.type == "country" and not self.same_side(where, known.ent):
                return [self.state.mention(gap, where)]
        return []

    def _fighting(self, gap: Gap, known: Hit, before: Iterator[Match]) -> list[Hit]:
        """Who is asked for a truce, where nobody is named: those who attack each other in the article, or the one who
        attacks and whom he attacks."""
        slots = self.matcher.slots(gap.sent, gap.trigger) if gap.frame.kind == "verb" else {}
        asked = [first for name in slots if name not in ("subj", "comp") for first in slots[name]]
        if not any(self._truce(word) for first in asked for word in first.conjuncts()):
            return []
        attackers: list[Hit] = []
        attacked: list[Hit] = []
        fights = [
            m for m in before if m.frame.rel == "ASSAULT" and m.status not in ("hypothetical", "negated")
        ]
        for match in fights:
            sides = (match.source, match.target)
            involved = [*attackers, *attacked]
            if involved and not any(h.ent is side.ent for h in involved for side in sides):
                continue  # another war
            for side, found in zip(sides, (attackers, attacked), strict=True):
                able = side.ent is not None and side.ent.type in _FIGHTERS
                if able and all(side.ent is not h.ent for h in found):
                    found.append(side)
        mutual = any(one.ent is other.ent for one in attackers for other in attacked)
        fighting = attackers if mutual else [*attackers, *attacked]
        mine = {id(m.target.ent) for m in fights if self.same_side(m.source.ent, known.ent)}
        allies = {id(m.source.ent) for m in fights if id(m.target.ent) in mine}
        return [h for h in fighting if id(h.ent) not in allies and not self.same_side(h.ent, known.ent)]

    def _truce(self, noun: Word) -> bool:
        """Whether a noun is what one asks of all sides of a war: "Waffenruhe", "ein Ende des Krieges"."""
        lemma, wars = noun.lemma.lower(), tuple(self.lexicon.halting["fighting"])
        ends = lemma in self.lexicon.undoing and any(
            c.lemma.lower().endswith(wars) and not self._aimed(c) for c in noun.kids("nmod")
        )
        return ends or lemma in self.lexicon.halting["truces"]

    def _aimed(self, noun: Word) -> bool:
        """Whether only one side does so: "die Gewalt gegen Zivilisten"."""
        return any(self.lexicon.targets & set(prepositions(c, self.lexicon)) for c in noun.kids("nmod"))

    def imposer(self, gap: Gap, before: Iterator[Match]) -> list[Hit]:
        """Who imposes a sanction that names only whom it befalls."""
        if gap.frame.rel == "SANCTION" and gap.trigger.lower in self.lexicon.attacks["affected"]:
            told = [m.source for m in before if m.frame.rel == "SANCTION" and gap.sent - m.trigger_sent <= 1]
            open_ = next((g.known[:1] for g in self._gaps(gap, "SANCTION", source=True)), [])
            return told[:1] or open_  # "verhängte Sanktionen. Betroffen ist X"
        if gap.frame.rel != "SANCTION" or gap.frame.kind != "verb" or not is_passive(gap.trigger):
            return []
        if verb_lemma(gap.trigger) not in self.lexicon.law_verbs or self.matcher.slots(
            gap.sent, gap.trigger
        ).get("subj"):
            return []
        return next((g.known[:1] for g in self._gaps(gap, "SANCTION", source=True)), [])

    def _gaps(self, gap: Gap, rel: str, source: bool) -> Iterable[Gap]:
        """The nearest gaps of a relation in the sentences right before."""
        return (
            g
            for g in reversed(self.gaps)
            if g.frame.rel == rel and g.source is source and 0 < gap.sent - g.sent <= NEAR
        )

    def _paid_back(self, gap: Gap) -> bool:
        """Whether a gap tells of an attack in return: "mit Gegenangriffen", "schlug zurück", "als Reaktion"."""
        word = gap.trigger
        if word.pos != "VERB" and word.lemma.lower().endswith(self.lexicon.attacks["nouns"]):
            return True
        verb = word if word.pos == "VERB" else gap.carrier
        if verb is None or verb.pos != "VERB":
            return False
        if verb_lemma(verb) in self.lexicon.attacks["verbs"]:
            return True
        said = [c for c in verb.kids("obl", "nmod", "advmod") if not c.kids("nmod")]
        return any(
            c.lemma.lower() in self.lexicon.attacks["words"] or c.lower in self.lexicon.attacks["words"]
            for c in said
        )

    def _confessed(self, gap: Gap, known: Hit) -> bool:
        """Whether a group owns up to the attack told before: "bekannte sich zu dem Anschlag"."""
        if gap.frame.kind != "verb" or verb_lemma(gap.trigger) not in self.lexicon.matrix["confess"]:
            return False
        slots = self.matcher.slots(gap.sent, gap.trigger)
        deeds = [w for slot in gap.frame.target for w in slots.get(slot.name, ())]
        deeds += [c for w in slots.get("obj", ()) for c in w.kids("nmod")]  # "responsibility for the attack"
        return (
            known.ent is not None
            and known.ent.type in gap.frame.by
            and any(self._is_attack(relative_antecedent(w, self.lexicon) or w) for w in deeds)
        )

    def _is_attack(self, noun: Word) -> bool:
        lemma = noun.lemma.lower()
        called = lemma.endswith(self.lexicon.attacks["called"])
        return called or (noun.pos == "NOUN" and "ASSAULT" in self.lexicon.noun_relations(lemma))

    def _where(self, gap: Gap) -> Ent | None:
        """The country that the attack told last has hit."""
        for m in range(gap.sent, max(-1, gap.sent - NEAR - 1), -1):
            words = self.matcher.arguments.reading.sentences[m].words
            told = m >= gap.sent - 1 or any(self._is_attack(word) for word in words)
            where = self.state.scene(m) if told else None
            if where is not None:
                return where
        return self.state.home()

    def _nowhere(self, gap: Gap) -> bool:
        """Whether no place of its own is told."""
        if gap.frame.kind != "verb":
            return False
        slots = self.matcher.slots(gap.sent, gap.trigger)
        places = [slot.name for slot in gap.frame.target if slot.name.startswith("/")]
        return not any(
            slots.get(name) for name in (*places, *("/" + case for case in self.lexicon.somewhere))
        )
