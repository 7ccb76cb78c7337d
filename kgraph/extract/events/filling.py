"""Which actors fill a frame's slot: first where the grammar puts them, then where parsers lose them.

What is found in the second way is *indirect*, and trusted less.
"""

from __future__ import annotations

from dataclasses import dataclass

from kgraph.extract.coref.arguments import Arguments
from kgraph.extract.entities.actors import Hit
from kgraph.extract.events.insides import (
    country_of,
    in_infinitive,
    is_country,
    next_conjunct,
    on_orders,
    standing_in,
    within,
)
from kgraph.extract.events.rules import companions
from kgraph.extract.grammar.clauses import (
    Slots,
    is_passive,
    own_words,
    prepositions,
    relative_antecedent,
    verb_slots,
)
from kgraph.extract.grammar.nounphrases import alongside, makers, noun_phrases, phrase_behind
from kgraph.extract.grammar.things import idiom_words, things
from kgraph.extract.language.frames import Frame, Slot
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word

Found = tuple[list[Hit], bool]

# What stands in a country and is attacked, seized or threatened by troops is that country's.
_TERRITORIAL = frozenset(["ASSAULT", "COERCE", "MOBILIZE", "RETREAT"])
# What is said comes from where the speakers are.
_VOICED = frozenset(["ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT"])


@dataclass(slots=True)
class Filler:
    """Fills the slots of frames in one article."""

    lexicon: Lexicon
    arguments: Arguments

    # --- verbs -------------------------------------------------------------------------------------------

    def verb(self, n: int, verb: Word, slots: Slots, frame: Frame, slot: Slot) -> Found:
        """The mentions in a verb's slot, and whether they were found indirectly."""
        base, _, inner = slot.name.partition("/")
        if base and inner:
            # "obj/von": "fordert Reformen von der Ukraine"
            # but not "fordert die Freilassung von X": X is whom that befalls
            agents = self.lexicon.passive_agent - self.lexicon.links
            bases = [
                w
                for w in slots.get(base, ())
                if frame.rel != "REQUEST" or inner in agents or not self.lexicon.befalls(w.lemma.lower())
            ]
            deep = inner in self.lexicon.whereabouts or inner in agents
            found = self._phrases(n, bases, inner)
            if not found and slot.owner:
                # "threatened attacks on bases of X"
                things_inside = [
                    c for w in bases for c in w.kids("nmod") if inner in prepositions(c, self.lexicon)
                ]
                for word in things_inside:
                    self._add(found, self.arguments.actors(n, word, owner=True))
            if not found and deep and bases:
                # the parser may hang the last phrase on the verb
                found = self._all(n, [w for w in slots.get("/" + inner, ()) if w.i > bases[-1].i])
            placed = inner in self.lexicon.whereabouts
            return (found if not placed else [h for h in found if is_country(h)]), False
        if slot.name == "comp":
            return self._all(n, self._acting(slots.get("comp", ()))), False
        if slot.name == "inf":
            return in_infinitive(self.arguments, n, verb), False
        if slot.name == "attack":
            return self._attackers(n, verb), False
        words = [w for w in slots.get(slot.name, ()) if not self._party_of(n, w)]
        if frame.rel in ("RETREAT", "REQUEST"):  # "rief US-Bürger auf, das Land zu verlassen"
            words = [w for w in words if w.lemma.lower().rpartition("-")[2] not in self.lexicon.law_privates]
        if frame.mode == "visit" and inner in self.lexicon.bare_goals:
            # "nach der Ukraine reist er nach Polen": goals stand without an article, and the last one counts
            words = [w for w in words if w.child("det") is None][-1:]
        if slot.name == "obj" and not words and frame.idiom:
            # "ließ X einreisen": of the infinitive that makes the idiom
            words = [c for w in idiom_words(frame, verb) if w.dep == "xcomp" for c in w.kids("obj")]
        found = self._all(n, [*words, *alongside(words, slots, verb, slot.each, self.lexicon)])
        if not found and inner:
            # "hob die Sanktionen gegen X auf": the phrase stands with the thing
            # or with the noun of an idiom: "ging auf Distanz zu X"
            found = self._phrases(n, [*things(frame, slots, self.lexicon), *idiom_words(frame, verb)], inner)
        if not found and inner and "obj" in frame.need:
            # "returned the ship to X": the phrase hangs on the object
            found = self._phrases(n, slots.get("obj", ()), inner)
        if not found and frame.country and (inner or slot.name == "obj"):
            # "reiste nach Moskau", "besuchte Krakau": the town as the goal of a journey is its country
            near = [
                c
                for w in things(frame, slots, self.lexicon)
                for c in w.kids("nmod", "obl")
                if inner in prepositions(c, self.lexicon)
            ]
            words = [*slots.get(slot.name, ()), *near]
            found = [h for word in words if (h := country_of(self.arguments, n, word)) is not None]
        if not found:
            found = self._other_case(n, verb, slots, slot)
        if found:
            with_whom = {s.name[1:] for s in frame.target} <= set(self.lexicon.jointly_with)
            # whom one visits with X may have X for a host
            if slot.name == "subj" and not with_whom and frame.rel != "CONSULT":
                self._add(found, companions(self.arguments, self.lexicon, n, verb))
            return found, False
        if inner:
            found = self._astray(n, verb, slots, inner)
        elif slot.name == "subj":
            found = self._agent_astray(n, slots) if is_passive(verb) else self._authors(n, slots, frame.rel)
            found = found or on_orders(self.arguments, n, verb)
            if not found and frame.rel == "ASSAULT" and (is_passive(verb) or verb.dep in ("amod", "acl")):
                found = self._attackers(n, verb)
        if not found and slot.owner:
            # "widersprach den Aussagen X": cases of objects do not always show
            if not words and slot.name == "dat":
                words = [w for w in slots.get("obj", ()) if frame.idiom not in (w.lower, w.lemma.lower())]
            if not words and inner:
                # "senkte die Zölle auf Waren aus X"
                near = [c for w in things(frame, slots, self.lexicon) for c in w.kids("nmod", "obl")]
                words = [c for c in near if inner in prepositions(c, self.lexicon)]
            for word in words:
                if frame.rel == "COERCE" and word.lemma.lower() in self.lexicon.law_privates:
                    continue  # "nahm zwei iranische Touristen fest": whom that befalls is nobody's body
                self._add(found, self.arguments.actors(n, word, owner=True))
                if not found and not is_passive(verb):
                    self._add(found, self._doers(n, verb, word, frame.rel in _VOICED))
                here = frame.rel in _TERRITORIAL or (frame.rel == "ACCUSE" and not self._is_event(word))
                state = self.arguments.capital(n, word) if frame.rel in _TERRITORIAL else None
                if not found and state is not None:
                    found = [state]
                if not found and here and slot not in frame.source:
                    self._add(found, standing_in(self.arguments, n, word, verb, frame.rel == "ASSAULT"))
                if not found and frame.rel == "CONCEDE" and self.lexicon.befalls(word.lemma.lower()):
                    self._add(found, self.arguments.owners(n, word))  # "hob die Verurteilung von X auf"
                if not found and word.pos == "NOUN":
                    self._add(found, within(self.arguments, n, word))
        return found, True

    def _party_of(self, n: int, word: Word) -> bool:
        """Whether a phrase says of what party the person before it is: "hält X von den Grünen nichts davon"."""
        link, hit = word.child("case"), self.arguments.reading.hit(n, word)
        if link is None or link.lower not in self.lexicon.of or hit is None or hit.ent is None:
            return False
        before = self.arguments.reading.at[n].get(link.i - 1)
        return hit.ent.type == "party" and before is not None and before.label == "person"

    def _other_case(self, n: int, verb: Word, slots: Slots, slot: Slot) -> list[Hit]:
        """Objects whose case does not show."""
        if slot.name == "obj" and "obj" not in slots:
            # "Macron empfing Orbán": a bare name in the dative slot may as well be the object
            bare = [w for w in slots.get("dat", ()) if w.pos == "PROPN" and w.child("det") is None]
            found = self._all(n, bare)
        elif slot.name == "dat":
            # "hat Deutschland Defizite vorgeworfen": names do not show their case
            found = self._all(n, slots.get("obj", ()))
        else:
            return []
        if not found and (slot.name == "dat" or "obj" not in slots) and not is_passive(verb):
            # "beschuldigte Deutschland Russland": two names taken for one
            for word in slots.get("subj", ()):
                own = self.arguments.reading.hit(n, word)
                for child in word.kids("flat", "appos"):
                    other = self.arguments.reading.hit(n, child)
                    if own is not None and other is not None and other is not own and child.i == own.last + 1:
                        self._add(found, self.arguments.actors(n, child))
        return found

    def astray(self, verb: Word, slot: str) -> bool:
        """Whether a phrase with a slot's preposition stands in a verb's clause, wherever it hangs."""
        preposition = slot.removeprefix("/")
        return slot.startswith("/") and any(
            preposition in prepositions(w, self.lexicon) for w in own_words(verb)
        )

    def _astray(self, n: int, verb: Word, slots: Slots, preposition: str) -> list[Hit]:
        """A phrase that belongs to the verb and hangs on its subject, or on a name: "kämpfen Truppen gegen X"."""
        found: list[Hit] = []
        subjects = slots.get("subj", ())
        for word in own_words(verb):
            head = word.head
            if head is verb or head is None or preposition not in prepositions(word, self.lexicon):
                continue
            noun = self.lexicon.noun_key(head.lemma.lower()) is not None
            if preposition in prepositions(head, self.lexicon):
                continue  # "für eine Lösung für X": the verb has its phrase
            if (
                head in subjects
                and head.i < word.i
                and word.subtree()[-1].i + 1 == verb.i
                and verb.dep == "root"
            ):
                continue  # "Petra Hahn vom Verein Nova forderte Hilfe": of the one phrase before the verb
            if not noun and (head in subjects or head.head is verb or self._names(n, head)):
                self._add(found, self.arguments.actors(n, word))
        return found

    def _agent_astray(self, n: int, slots: Slots) -> list[Hit]:
        """The agent of a passive that hangs on the name of whom it befalls ("Guaidó von der Polizei gefasst"), or on
        what completes the verb ("was elected chancellor by parliament", "was taken into custody by the police")."""
        found: list[Hit] = []
        agents = self.lexicon.passive_agent - self.lexicon.links
        completing = [w for k in slots if k[0] == "/" and k.count("/") == 1 for w in slots[k]]
        for word in (*slots.get("obj", ()), *completing):
            if word.pos == "NOUN" and not self._is_deed(word):
                for child in word.kids("nmod"):
                    if set(prepositions(child, self.lexicon)) & agents:
                        self._add(found, self.arguments.actors(n, child))
        for word in slots.get("obj", ()):
            if not any(hit.kind == "name" for hit in self.arguments.actors(n, word)):
                continue
            names = [word, *word.kids("appos")]
            for child in (c for name in names for c in name.kids("nmod")):
                case = child.child("case")
                if case is None or not set(prepositions(child, self.lexicon)) & self.lexicon.passive_agent:
                    continue
                before = self.arguments.reading.at[n].get(case.i - 1)
                if before is not None and before.kind == "name" and before.last == case.i - 1:
                    self._add(found, self.arguments.actors(n, child))
        return found

    def _authors(self, n: int, slots: Slots, rel: str) -> list[Hit]:
        """Whose deed or words stand as the subject: "Israels Angriff zerstörte …", "der Bericht der UN rügt …"."""
        found: list[Hit] = []
        for word in (
            slots.get("subj", ()) if rel != "CONSULT" else ()
        ):  # "die Zölle treffen X": they meet nobody
            noun = relative_antecedent(word, self.lexicon) or word
            if noun.pos != "NOUN" or not self._is_deed(noun):
                continue
            if rel == "REQUEST" and "ASSAULT" in self.lexicon.noun_relations(noun.lemma.lower()):
                continue  # a war asks nothing of anybody
            self._add(found, self.arguments.doers(n, noun))
            verb = noun.head
            if (
                not found
                and (noun is not word or any(c.child("mark") is None for c in noun.kids("acl")))
                and noun.dep == "obj"
                and verb is not None
                and verb.pos == "VERB"
            ):
                # "verabschiedete eine Resolution, die X verurteilt", "a resolution condemning X"
                self._add(found, self._all(n, verb.kids("nsubj")))
        return found

    def _attackers(self, n: int, verb: Word) -> list[Hit]:
        """ "Bei einem israelischen Angriff wurde X getötet"."""
        found: list[Hit] = []
        for word in verb.kids("obl"):
            if word.pos == "NOUN" and "ASSAULT" in self.lexicon.noun_relations(word.lemma.lower()):
                if set(prepositions(word, self.lexicon)) & (
                    self.lexicon.setting | self.lexicon.passive_agent
                ):
                    self._add(found, self.arguments.doers(n, word))
        return found

    def _is_deed(self, noun: Word) -> bool:
        """Whether a noun names what somebody does or says."""
        lemma = noun.lemma.lower()
        words = self.lexicon.source_nouns
        return lemma in words or lemma in self.lexicon.deeds or self.lexicon.noun_key(lemma) is not None

    def _names(self, n: int, word: Word) -> bool:
        return (
            self.arguments.reading.hit(n, word) is not None or (n, word.i) in self.arguments.reading.role_at
        )

    def _is_event(self, noun: Word) -> bool:
        """Whether a noun is an event with parts of its own: an attack in a country is not its own, an arrest is."""
        key = self.lexicon.noun_key(noun.lemma.lower()) or ("",)
        return key[0] not in {"", *self.lexicon.law_nouns}

    def _doers(self, n: int, verb: Word, thing: Word, said: bool) -> list[Hit]:
        """Whose a thing is, where parsers hang them on the verb: "verurteilte die Tötung von Geiseln durch X",
        "drang in die Systeme von X ein"."""
        end = thing.subtree()[-1].i
        owners = self.lexicon.doers | self.lexicon.origin
        found = [h for w in makers(thing, self.lexicon) for h in self.arguments.actors(n, w)] if said else []
        for child in verb.kids("obl"):
            if child.subtree()[0].i == end + 1 and set(prepositions(child, self.lexicon)) & owners:
                self._add(found, self.arguments.actors(n, child))
        return found

    def _acting(self, subjects: list[Word] | tuple[Word, ...]) -> list[Word]:
        """Who acts in a complement clause: of a passive, not its subject but who does it to them."""
        found: list[Word] = []
        for word in subjects:
            verb = word.head
            if verb is not None and word.dep == "nsubj:pass":
                found.extend(verb_slots(verb, self.lexicon).get("subj", ()))
            else:
                found.append(word)
        return found

    def _phrases(self, n: int, words: list[Word] | tuple[Word, ...], preposition: str) -> list[Hit]:
        found: list[Hit] = []
        outer, _, preposition = preposition.rpartition("/")
        if outer:
            # "/to/off": "sent ships to the waters off X", whatever the first phrase hangs on
            words = [
                c for w in words for c in w.kids("nmod", "obl") if outer in prepositions(c, self.lexicon)
            ]
        for word in words:
            # "fordert Reformen bei den Gerichten in X": a place may stand further down
            agents = self.lexicon.passive_agent - self.lexicon.links
            deep = preposition in self.lexicon.whereabouts or preposition in agents
            inside = word.subtree() if deep else word.kids("nmod", "obl")
            for child in inside:
                if child is not word and preposition in prepositions(child, self.lexicon):
                    self._add(found, self.arguments.actors(n, child))
        return found

    def _all(self, n: int, words: list[Word] | tuple[Word, ...]) -> list[Hit]:
        found: list[Hit] = []
        for word in words:
            self._add(found, self.arguments.actors(n, word))
        return found

    @staticmethod
    def _add(found: list[Hit], more: list[Hit]) -> None:
        found.extend(h for h in more if h not in found)

    # --- nouns -------------------------------------------------------------------------------------------

    def noun(self, n: int, sentence: Sentence, noun: Word, frame: Frame, slot: Slot) -> Found:
        """The mentions in an event noun's slot, and whether they were found indirectly."""
        if slot.name in ("owner", "prefix"):
            owners = self.arguments.owners(n, noun)
            if not owners and frame.rel in _VOICED:
                owners = self._origin(n, noun)
            if not owners and slot.owner:
                # "die Aberkennung des Titels von X"
                for child in noun.kids("nmod"):
                    if child.pos == "NOUN" and child.child("case") is None:
                        self._add(owners, self.arguments.actors(n, child, owner=True))
            return owners, False
        if slot.name == "front":
            return self.arguments.front(n, noun), False
        if slot.name in ("before", "after"):
            # "die russische Besetzung der Krim": whose it is stands before, whom it befalls behind
            owners = self.arguments.owners(n, noun)
            if slot.name == "before":
                return [h for h in owners if h.first <= noun.i], False
            agents = self.lexicon.passive_agent - self.lexicon.links
            later = [h for h in owners if h.first > noun.i]
            return [h for h in later if not set(prepositions(h.head, self.lexicon)) & agents], False
        if slot.name == "comp":
            # "die Forderung, dass Y handelt"
            clauses = [c for c in noun.kids("acl", "ccomp") if c.child("mark") is not None]
            return self._all(
                n, self._acting([w for c in clauses for w in c.kids("nsubj", "nsubj:pass")])
            ), False
        preposition = slot.name.removeprefix("/")
        found: list[Hit] = []
        for child in noun_phrases(noun, preposition, self.lexicon):
            # "Kritik kam aus der Koalition und der Opposition": the noun itself is no member of it
            self._add(found, self._noun_actors(n, frame, child) if child is not noun else [])
            for other in child.kids("conj") if not found else ():
                self._add(found, self._noun_actors(n, frame, other))  # "auf Stahl und Eisen aus X"
        if preposition in self.lexicon.whereabouts:
            # "befand in seiner Rede den US-Angriff für nötig": nobody is attacked there
            found = [h for h in found if h.ent is None or h.ent.type != "person"]
        verb = noun.head
        if (
            not found
            and verb is not None
            and verb.pos == "VERB"
            and any(t.name == "rsubj" for t in frame.target)
        ):
            # "Von X hat Y Unterstützung erhalten"
            for child in verb.kids("obl"):
                if child.i < noun.i and preposition in prepositions(child, self.lexicon):
                    self._add(found, self._noun_actors(n, frame, child))
        indirect = False
        if not found:
            behind = phrase_behind(sentence, noun, preposition, self.lexicon)
            if behind is not None:
                found, indirect = self._noun_actors(n, frame, behind), True
        if not found and frame.rel == "ASSAULT" and preposition in self.lexicon.whereabouts:
            # "der Anschlag der Taliban in Kabul"
            phrases = [c for c in noun_phrases(noun, preposition, self.lexicon) if c.i > noun.i]
            places = (self.arguments.capital(n, c) or self.arguments.town(n, c) for c in phrases)
            found, indirect = [h for h in places if h is not None], True
        if not found and frame.country:
            near = [c for c in noun.children if preposition in prepositions(c, self.lexicon)]
            behind = phrase_behind(sentence, noun, preposition, self.lexicon) if not near else None
            spots = [*near, behind] if behind is not None else near
            found = [h for w in spots if (h := country_of(self.arguments, n, w)) is not None]
        if slot.each and len(found) == 1:
            self._add(found, next_conjunct(self.arguments, n, sentence, found[0]))
        return found, indirect

    def _origin(self, n: int, noun: Word) -> list[Hit]:
        """Where words come from: "Kritik aus Moskau", "Forderungen aus Polen"."""
        found: list[Hit] = []
        for child in noun.kids("nmod", "obl"):
            if child.i > noun.i and set(prepositions(child, self.lexicon)) & self.lexicon.origin:
                self._add(found, self.arguments.actors(n, child))
                capital = self.arguments.capital(n, child)
                self._add(found, [capital] if capital is not None and not found else [])
        return found

    def _noun_actors(self, n: int, frame: Frame, word: Word) -> list[Hit]:
        found = self.arguments.actors(n, word, owner=True)
        if not found and frame.rel in _TERRITORIAL:
            found = standing_in(self.arguments, n, word)
        return found
