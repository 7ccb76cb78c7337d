"""Who performs an event that a noun names: the subject of the verb that carries the noun, whichever way it does.

"X verhängte Sanktionen", "die von X verhängten Sanktionen", "Sanktionen, die X verhängte", "X antwortete mit
Sanktionen", "auf Antrag von X".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kgraph.extract.assertion.nounstatus import is_scheduled
from kgraph.extract.coref.arguments import Arguments
from kgraph.extract.entities.actors import Hit
from kgraph.extract.events.enjoining import enjoined
from kgraph.extract.events.insides import butt
from kgraph.extract.events.rules import distinct
from kgraph.extract.grammar.clauses import (
    Slots,
    is_passive,
    participle_verb,
    prepositions,
    relative_antecedent,
    verb_lemma,
)
from kgraph.extract.grammar.nounphrases import behind, first_conjunct, says_where
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word

# What is done by a vote: "stimmte für die Amtsenthebung".
_VOTED = ("SANCTION", "DISMISS", "APPOINT")

# What one may do something out of: "aus Solidarität mit X", "aus Ärger über Y".
_MOTIVES = frozenset(["PROTEST", "SUPPORT", "ACCUSE"])
# In whom voices grow loud.
_VOICES = frozenset(["party", "organisation", "group", "intergovernmental", "company"])


@dataclass(slots=True)
class Carriers:
    """Finds the verbs that carry event nouns, and their subjects."""

    lexicon: Lexicon
    arguments: Arguments
    slots: Callable[[int, Word], Slots]

    def carrier(self, noun: Word) -> Word | None:
        """The verb that an event noun depends on, directly or through a coordinated noun."""
        noun = self._intended(first_conjunct(noun))
        head = noun.head
        if says_where(noun, self.lexicon):
            return None
        return head if head is not None and head.pos in ("VERB", "AUX", "ADJ") else None

    def _intended(self, noun: Word) -> Word:
        """ "die Hoffnung auf Gespräche", "die Fortsetzung der Gespräche": the noun of intent, or of a part, that an
        event noun depends on carries it, as may a further one: "der Beschluss zur Aufnahme von Gesprächen"."""
        head = noun.head
        if head is None or noun.dep != "nmod" or head.pos != "NOUN":
            return noun
        lemma, nouns = head.lemma.lower(), self.lexicon.matrix_nouns
        phase = lemma in nouns["phase"] or lemma in nouns["start"]
        intent = noun.child("case") is not None and any(
            lemma in nouns.get(k, ()) for k in ("plan", "demand", "hope")
        )
        return self._intended(head) if phase or intent else noun

    def takes_part(self, carrier: Word) -> bool:
        """Whether the subject of a verb takes part in what its object or phrase names."""
        verbs = self.lexicon.matrix["participate"]
        idiom = any(w.lower in verbs for w in carrier.kids("obj"))  # "took part"
        return idiom or verb_lemma(carrier) in verbs or participle_verb(carrier, self.lexicon) in verbs

    def subject(self, n: int, noun: Word, carrier: Word | None, rel: str, joint: bool) -> list[Hit]:
        """Who performs the event noun; `joint` for events that need all sides."""
        found = self._attributes(n, noun)
        if found:
            return found
        if carrier is not None and carrier.lower in self.lexicon.matrix["guilty"]:
            # "war für den Mord an X verantwortlich"
            cases = set(prepositions(noun, self.lexicon))
            return self._actors(n, carrier.kids("nsubj")) if cases & self.lexicon.culpable else []
        if carrier is None and noun.child("cop") is not None and prepositions(noun, self.lexicon):
            # "is at war with", "are in talks with"
            return self._actors(n, noun.kids("nsubj"))
        if carrier is None:
            return self._amid(n, noun) if joint else []
        came = self._coming(n, noun, carrier)
        if came:
            return came
        blamed = self._blamed(n, noun, carrier)
        if blamed is not None:
            return blamed
        inner, noun = noun, self._intended(first_conjunct(noun))
        asked = self._actors(n, enjoined(noun, carrier, self.slots(n, carrier), self.lexicon))
        if asked:
            return asked
        if noun is not first_conjunct(inner):
            # "die Fortsetzung der Koalition" is not the coalition's
            owners = [h for h in self.arguments.owners(n, noun) if h.head is not inner]
            if not owners and self.lexicon.means & set(prepositions(noun, self.lexicon)):
                # "sorgte mit der Forderung nach Sanktionen für Empörung"
                owners = self._actors(n, self.slots(n, carrier).get("subj", ()))
            if owners:
                return owners
        if noun.dep.startswith("nsubj") and joint and is_scheduled(carrier, self.lexicon):
            # "auf dem Programm von X steht ein Treffen"
            return [h for c in carrier.kids("obl") for h in self.arguments.owners(n, c)]
        passive = any(c.dep == "aux:pass" for c in carrier.children)
        if noun.dep.startswith("nsubj") and not passive and noun not in self.slots(n, carrier).get("obj", ()):
            return []
        if rel != "THREATEN" and verb_lemma(carrier) in self.lexicon.matrix["threaten"]:
            return []
        found = self._outer(n, noun, carrier, rel, joint)
        if found:
            return found
        if self._struggles(noun):
            # "half X im Krieg gegen Y": who is helped is at war, and not who helps
            helped = any(f.rel in ("SUPPORT", "AID") for f in self.lexicon.verbs.get(verb_lemma(carrier), ()))
            slots = self.slots(n, carrier)
            return self._actors(
                n, [*slots.get("obj", ()), *slots.get("dat", ())] if helped else slots.get("subj", ())
            )
        if not self._performs(noun, carrier, rel, joint):
            return []
        subjects = [w for w in self.slots(n, carrier).get("subj", ()) if w is not noun]
        found = self._actors(n, subjects)
        if joint and found and self.takes_part(carrier):
            found = distinct([*found, *self._alongside(n, carrier)])
        if not found and joint:
            found = self._guests(n, subjects)
        if not found and rel == "REQUEST":
            # "das Ultimatum von X erhöht den Druck auf Y"
            deeds = [
                w
                for w in subjects
                if self.lexicon.noun_key(w.lemma.lower()) or w.lemma.lower() in self.lexicon.deeds
            ]
            found = [h for w in deeds for h in self.arguments.doers(n, w)]
        return found

    def participants(self, n: int, carrier: Word) -> list[Hit]:
        """Those who take part: the subject, and those of "neben X nahm auch Y teil"."""
        return [*self._actors(n, self.slots(n, carrier).get("subj", ())), *self._alongside(n, carrier)]

    def _alongside(self, n: int, carrier: Word) -> list[Hit]:
        slots = self.slots(n, carrier)
        return self._actors(n, behind(slots, self.lexicon.alongside))

    def _guests(self, n: int, subjects: list[Word]) -> list[Hit]:
        """ "Der Besuch von X begann mit einem Treffen mit Y": X."""
        visits = [w for w in subjects if "CONSULT" in self.lexicon.noun_relations(w.lemma.lower())]
        return [h for w in visits for h in self.arguments.owners(n, w)]

    def _amid(self, n: int, noun: Word) -> list[Hit]:
        """ "die Haltung der EU in den Gesprächen mit X": whose doings in talks are told takes part in them."""
        head = noun.head
        within = self.lexicon.amid & set(prepositions(noun, self.lexicon))
        if head is None or noun.dep != "nmod" or head.pos != "NOUN" or not within:
            return []
        return self.arguments.owners(n, head)

    def _coming(self, n: int, noun: Word, carrier: Word) -> list[Hit]:
        """ "Kritik kam von X", "in der Partei X gibt es Kritik"."""
        lemma = verb_lemma(carrier)
        stirring = self.lexicon.matrix["stir"]
        there = carrier.child("expl") is not None and lemma in self.lexicon.matrix["occur"]
        if there or lemma in stirring or any(f"{c.lower}+{lemma}" in stirring for c in carrier.children):
            places = [c for c in (*carrier.kids("obl"), *noun.kids("nmod")) if self._within(c)]
            said = self.lexicon.passive_agent if there else frozenset()  # "von X gab es Lob"
            inside = [h for h in self._actors(n, places) if h.ent is not None and h.ent.type in _VOICES]
            sent = [c for c in places if self.lexicon.origin & set(prepositions(c, self.lexicon))]
            sent += [c for c in carrier.kids("obl") if said & set(prepositions(c, self.lexicon))]
            capitals = [h for c in sent if (h := self.arguments.capital(n, c)) is not None]
            return distinct([*inside, *self._actors(n, sent), *capitals])
        if verb_lemma(carrier) not in self.lexicon.matrix["come"] or not noun.dep.startswith("nsubj"):
            return []
        agents = self.lexicon.passive_agent | self.lexicon.origin
        return self._actors(
            n, [c for c in carrier.kids("obl") if set(prepositions(c, self.lexicon)) & agents]
        )

    def _within(self, word: Word) -> bool:
        sides = self.lexicon.within | self.lexicon.origin | self.lexicon.among
        return bool(sides & set(prepositions(word, self.lexicon)))

    def _blamed(self, n: int, noun: Word, carrier: Word) -> list[Hit] | None:
        """ "macht Y für den Anschlag auf X verantwortlich", "wirft Y Angriffe auf X vor": Y performs it; None where
        nobody is blamed."""
        lemma = verb_lemma(carrier)
        blame = self.lexicon.matrix["blame"]
        idiom = any(f"{c.lower}+{lemma}" in blame for c in carrier.children)
        if not idiom and lemma not in blame:
            return None
        slots = self.slots(n, carrier)
        if noun in slots.get("subj", ()):
            return None
        words = [w for name in ("dat", "obj") for w in slots.get(name, ()) if w is not noun]
        return self._actors(n, words)

    def receiver(self, n: int, noun: Word, carrier: Word | None, rel: str) -> list[Hit]:
        """Whom the event befalls: "X erntete Kritik", "X reagierte auf Kritik", "die Reaktion von X auf Kritik"."""
        outer = noun.head
        if outer is not None and outer.pos == "PROPN" and noun.dep == outer.dep == "nmod":
            outer = outer.head  # "eine Vergeltung des Iran für Luftangriffe"
        if outer is not None and noun.dep == "nmod" and outer.pos == "NOUN":
            aimed_at = outer.lemma.lower() in self.lexicon.matrix_nouns["butt"]
            return butt(self.arguments, n, outer) if aimed_at else self._repaid(n, noun, outer, rel)
        if carrier is None:
            return []
        slots = self.slots(n, carrier)
        lemma = verb_lemma(carrier)
        if lemma in self.lexicon.matrix["receive"] and noun.dep in ("obj", "obl"):
            # "was met with criticism" says the same in the passive
            words = slots.get("obj" if is_passive(carrier) else "subj", ())
            return self._affected(n, [w for w in words if w is not noun])
        replies = self.lexicon.replies & set(prepositions(noun, self.lexicon))
        if lemma in self.lexicon.matrix["answer"] and replies:
            # others react to an attack as well
            return self._actors(n, slots.get("subj", ())) if rel != "ASSAULT" else []
        if lemma in self.lexicon.matrix["comply"]:
            # "kam der Bitte von X nach": those who do, or refuse to do, what is asked are those asked
            done = rel == "REQUEST" and any(noun in slots[name] for name in slots if name != "subj")
            return self._actors(n, slots.get("subj", ())) if done else []
        if rel in self.lexicon.deeds.get(noun.lemma.lower(), ()) and lemma in self.lexicon.matrix["deny"]:
            # "wies die Vorwürfe von X zurück", but not "die Vorwürfe von X gegen Y"
            aimed = any(set(prepositions(c, self.lexicon)) & self.lexicon.targets for c in noun.kids("nmod"))
            return (
                self._actors(n, slots.get("subj", ())) if noun in slots.get("obj", ()) and not aimed else []
            )
        if lemma in self.lexicon.matrix["bring"] and noun.dep in ("obj", "nsubj"):
            return self._actors(n, slots.get("dat", ()))
        return []

    def _repaid(self, n: int, noun: Word, outer: Word, rel: str) -> list[Hit]:
        """Whose answer or revenge it is: "Russlands Reaktion auf die Sanktionen", "als Vergeltung für den Angriff"."""
        lemma, cases = outer.lemma.lower(), set(prepositions(noun, self.lexicon))
        revenge = lemma in self.lexicon.matrix_nouns["revenge"] and cases & self.lexicon.repaying
        answer = (
            lemma in self.lexicon.matrix_nouns["answer"] and cases & self.lexicon.replies and rel != "ASSAULT"
        )
        if not (revenge or answer):
            return []
        verb = outer.head
        found = self.arguments.owners(n, outer)
        if not found and verb is not None and verb.pos in ("VERB", "AUX"):
            # "als Antwort auf Zölle kündigte X Zölle an"
            found = self._actors(n, [w for w in self.slots(n, verb).get("subj", ()) if w is not outer])
        return found

    def beside(self, n: int, carrier: Word | None, place: str) -> list[Hit]:
        """With whom something meets, where the phrase hangs on the verb: "bei X stieß das auf Kritik"."""
        if carrier is None or not place.startswith("/"):
            return []
        return self._actors(n, self.slots(n, carrier).get(place, ()))

    def _affected(self, n: int, words: list[Word] | tuple[Word, ...]) -> list[Hit]:
        """The actors in a place, else those whose deeds or plans meet with it: "der Plan von X stieß auf Kritik"."""
        found = self._actors(n, words)
        for word in words if not found else ():
            found.extend(self.arguments.actors(n, word, owner=True) if word.pos == "NOUN" else ())
        return found

    def clause_subject(self, n: int, noun: Word, carrier: Word | None) -> list[Hit]:
        """The subject of the clause in which a noun gives the occasion: "auf Bitten von X kam Y"."""
        if carrier is None or noun.dep != "obl" or verb_lemma(carrier) in self.lexicon.matrix["answer"]:
            return []
        return self._actors(n, self.slots(n, carrier).get("subj", ()))

    def clause_object(self, n: int, noun: Word, carrier: Word | None) -> list[Hit]:
        """To whom something is said or done on the occasion: "in einem Telefonat bat X Y um Hilfe"."""
        if carrier is None or noun.dep != "obl":
            return []
        slots = self.slots(n, carrier)
        return self._actors(n, slots.get("dat") or slots.get("obj") or ())

    def holder(self, n: int, noun: Word) -> list[Hit]:
        """Who is called by a noun: "X ist ein Gegner von Y", "X, ein Gegner von Y", "gilt als Gegner von Y"."""
        first = first_conjunct(noun)  # "ist ein Freund und Gegner von Y"
        if first.child("cop") is not None:
            return self._actors(n, first.kids("nsubj"))
        head = noun.head
        if head is None:
            return []
        if noun.dep == "appos":
            return self._actors(n, [head], False)
        if noun.dep in ("obl", "xcomp", "obj") and head.pos in ("VERB", "AUX", "ADJ"):
            called = (self.lexicon.as_office | self.lexicon.into_office) & set(
                prepositions(noun, self.lexicon)
            )
            plain = is_passive(head) and noun.dep == "xcomp"  # "is considered an ally of X"
            if noun.dep == "xcomp" and verb_lemma(head) in self.lexicon.become:
                return self._actors(n, self.slots(n, head).get("subj", ()))  # "has become a partner of X"
            if (called or plain) and verb_lemma(head) in self.lexicon.matrix["called"]:
                slots = self.slots(n, head)
                named = [
                    w
                    for w in slots.get("obj", ())
                    if w is not noun and w.lemma.lower() not in self.lexicon.matrix["played"]
                ]
                return self._actors(n, named or slots.get("subj", ()))
        # "der Putin-Kritiker X", "ein Kritiker des Präsidenten, X,"
        one = head if noun.dep == "nmod" and head.pos in ("PRON", "DET") else noun  # "einer der Kritiker, X,"
        names = [c for word in (noun, one) for c in word.kids("appos", "flat") if c.i > noun.i]
        hits = self._actors(n, names, False)
        return [h for h in hits if h.first <= noun.i + 2 or (h.ent is not None and h.ent.type == "person")]

    def _outer(self, n: int, noun: Word, carrier: Word, rel: str, joint: bool) -> list[Hit]:
        """ "mit der Forderung nach Sanktionen gegen Y": whose demand, plan or threat it is that an event follows."""
        nouns = [noun.head] if noun.dep == "nmod" else []
        start = noun.subtree()[0].i
        nouns.extend(
            c
            for c in carrier.children
            if c is not noun and c.pos == "NOUN" and c.subtree()[-1].i == start - 1
        )
        for outer in nouns:
            if outer is None or not any(
                outer.lemma.lower() in words for words in self.lexicon.matrix_nouns.values()
            ):
                continue
            found = self.arguments.owners(n, outer)
            if not found and (
                self.lexicon.means & set(prepositions(outer, self.lexicon))
                or self._performs(outer, carrier, rel, joint)
            ):
                found = self._actors(n, self.slots(n, carrier).get("subj", ()))
            if found:
                return found
        return []

    def _struggles(self, noun: Word) -> bool:
        """Whether the subject of any verb fights: "hat im Krieg gegen Y gelernt"."""
        return (
            noun.dep == "obl"
            and noun.lemma.lower() in self.lexicon.matrix["struggle"]
            and bool(self.lexicon.amid & set(prepositions(noun, self.lexicon)))
        )

    def _performs(self, noun: Word, carrier: Word, rel: str, joint: bool) -> bool:
        """Whether the subject of a verb performs what its object or phrase names."""
        matrix = self.lexicon.matrix
        lemma = verb_lemma(carrier)
        cases = set(prepositions(noun, self.lexicon))
        if cases & self.lexicon.because:
            return False
        # "nannte X nach dem Krieg mit Y tapfer": not the speaker's war
        joint = joint and not (rel == "ASSAULT" and cases & self.lexicon.aside)
        if cases & self.lexicon.behind and lemma in matrix["behind"]:
            return True  # "hinter dem Angriff steckt X"
        if noun.dep == "obl" and cases & self.lexicon.felt and lemma in matrix["feel"]:
            return False  # "äußerte sich erfreut über das Abkommen mit Y"
        if noun.dep == "obl" and cases & self.lexicon.aside and not (joint and cases & self.lexicon.setting):
            return False  # "leitete nach den Angriffen auf X", "stellte sich gegen eine Einigung"
        if any(lemma in matrix[name] for name in ("light", "plan", "deny", "consider", "participate")):
            return True
        if (
            joint
            and lemma in matrix["seek"]
            and (noun.dep == "obj" or cases & self.lexicon.status["towards"])
        ):
            return True
        if rel == "PROTEST" and lemma in matrix["summon"]:
            return True
        if rel in _VOTED and lemma in matrix["voting"] and cases & self.lexicon.for_whom:
            return True
        if (
            noun.dep == "obl"
            and cases & self.lexicon.origin
            and rel in _MOTIVES
            and noun.child("det") is None
        ):
            return True  # "blieb aus Protest gegen Y fern"
        if noun.dep == "obl" and joint and cases & (self.lexicon.setting | self.lexicon.means):
            return True
        if noun.dep == "obl" and lemma in matrix["use"] and cases & self.lexicon.culpable:
            return True  # "nutzt den Stützpunkt für Angriffe"
        return noun.dep == "obl" and lemma in matrix["respond"] and bool(self.lexicon.means & cases)

    def _attributes(self, n: int, noun: Word) -> list[Hit]:
        """ "die von X verhängten Sanktionen", "Sanktionen, die X verhängte"."""
        for child in noun.kids("amod", "acl"):
            verb = participle_verb(child, self.lexicon) or verb_lemma(child)
            if verb in self.lexicon.matrix["light"] or verb in self.lexicon.matrix["plan"]:
                agents = [
                    c
                    for c in child.kids("obl")
                    if set(prepositions(c, self.lexicon)) & self.lexicon.passive_agent
                ]
                found = self._actors(n, agents)
                if found:
                    return found
        for clause in noun.kids("acl:relcl", "acl"):
            if clause.pos != "VERB" or not self._performs(clause, clause, "", False):
                continue
            slots = self.slots(n, clause)
            subjects = slots.get("subj", ())
            if not any(relative_antecedent(w, self.lexicon) is not None for w in subjects):
                found = self._actors(n, [w for w in subjects if w is not noun])
                if found:
                    return found
        return []

    def _actors(self, n: int, words: list[Word] | tuple[Word, ...], conjuncts: bool = True) -> list[Hit]:
        found: list[Hit] = []
        for word in words:
            found.extend(h for h in self.arguments.actors(n, word, conjuncts=conjuncts) if h not in found)
        return found
