"""What stands in a sentence where an actor was looked for: a deed, a plan, a word that takes them up."""

from __future__ import annotations

from kgraph.extract.events.rules import Gap
from kgraph.extract.events.undone import Undone
from kgraph.extract.grammar.clauses import prepositions, verb_lemma
from kgraph.extract.language.syntax import Word

# What lifts or ends a deed.
UNDOING = frozenset(["CONCEDE", "RETREAT"])


class GapThings(Undone):
    """Finds the things that gaps are about."""

    def _things(self, gap: Gap) -> list[Word]:
        """What stands where an actor was looked for, or is the object instead."""
        if gap.things:
            return list(gap.things)
        trigger, wanted = gap.trigger, {slot.name.removeprefix("/") for slot in gap.frame.target}
        if gap.frame.kind == "verb" and wanted == {"inf"}:
            # "weigerte sich, dem Dekret zu folgen"
            inner = [self.matcher.slots(gap.sent, c) for c in trigger.kids("xcomp", "ccomp")]
            words = [w for slots in inner for name in ("dat", "obj") for w in slots.get(name, ())]
        elif gap.frame.kind == "verb":
            slots = self.matcher.slots(gap.sent, trigger)
            places = [slot.name for slot in gap.frame.target]
            if gap.frame.rel in UNDOING or not any(place.startswith("/") for place in places):
                places.append("obj")
            words = [w for name in dict.fromkeys(places) for w in slots.get(name, ())]
            words.extend(w for w in trigger.children if self.lexicon.pointers.get(w.lower) in wanted)
            refuses = verb_lemma(trigger) in self.lexicon.refusing
            if refuses and not words and not trigger.kids("ccomp", "xcomp"):
                words = [trigger]  # "Kopenhagen lehnte ab"
        else:
            words = [c for c in trigger.children if wanted & set(prepositions(c, self.lexicon))]
            if not words and gap.carrier is not None:
                # "gab die Zustimmung zu der Resolution bekannt": parsers hang the phrase on the verb
                after = trigger.subtree()[-1].i + 1
                phrases = (c for c in gap.carrier.kids("obl") if c.subtree()[0].i == after)
                words = [c for c in phrases if wanted & set(prepositions(c, self.lexicon))]
            if "rsubj" in wanted and gap.carrier is not None:
                words.extend(self.matcher.slots(gap.sent, gap.carrier).get("subj", ()))
            for node in (trigger, gap.carrier):
                pointers = [w for w in node.children if w.lower in self.lexicon.pointers] if node else []
                words.extend(w for w in pointers if self.lexicon.pointers[w.lower] in wanted)
            if not words and self._names_nothing(gap):
                words = [trigger]  # "Kritik kam von X", "X äußerte Bedenken"
        if any(slot.owner for slot in gap.frame.target):
            # "die Art des Besuchs", "die Umstände der Festnahme": the deed stands below
            words += [c for w in words if w.pos == "NOUN" for c in w.kids("nmod") if c.child("case") is None]
        return [w for w in words if self.reading.hit(gap.sent, w) is None]

    def _names_nothing(self, gap: Gap) -> bool:
        """Whether blame is uttered or comes from somebody, of nobody and nothing."""
        noun, carrier = gap.trigger, gap.carrier
        if carrier is None or noun.kids("nmod", "acl", "ccomp") or carrier.kids("ccomp"):
            return False
        if any(set(prepositions(c, self.lexicon)) & self.lexicon.targets for c in carrier.kids("obl")):
            return False
        verb, matrix = verb_lemma(carrier), self.lexicon.matrix
        uttered = verb in matrix["light"] and noun.lemma.lower() in self.lexicon.blaming
        return uttered or verb in matrix["come"]
