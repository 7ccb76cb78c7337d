"""From a word in an argument slot to the actors it stands for."""

from __future__ import annotations

from kgraph.extract.coref.regions import region, region_adjective
from kgraph.extract.coref.resolver import Resolver
from kgraph.extract.entities.actors import Hit, beside
from kgraph.extract.entities.collective import called_before, described, person_called, some
from kgraph.extract.entities.marked import Reading
from kgraph.extract.grammar.clauses import participle_verb, prepositions, relative_antecedent
from kgraph.extract.grammar.nounphrases import exampled, listing
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word
from kgraph.knowledge import Entry, Knowledge


class Arguments:
    """Resolves argument words of one article to mentions of actors."""

    def __init__(self, reading: Reading, resolver: Resolver, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.reading = reading
        self.resolver = resolver
        self.knowledge = knowledge
        self.lexicon = lexicon

    def actors(
        self, n: int, word: Word, owner: bool = False, conjuncts: bool = True, depth: int = 0
    ) -> list[Hit]:
        """The actors that a word in sentence n stands for, with those coordinated with it. With `owner`,
        the owner of a thing will do ("Stellungen der Hamas")."""
        found = self._one(n, word, owner, depth)
        if conjuncts:
            for other in self._coordinated(n, word, found):
                whose = owner or word.text.endswith("-")
                found.extend(h for h in self.actors(n, other, whose, True, depth + 1) if h not in found)
        return found

    @staticmethod
    def _more(hit: Hit) -> list[Hit]:
        """The further actors of a mention, as mentions of the same words."""
        found = []
        for ent in hit.more:
            other = Hit(hit.sent, hit.first, hit.last, hit.head, hit.text, hit.kind, ent.type)
            other.ent, other.weak = ent, hit.weak
            found.append(other)
        return found

    def capital(self, n: int, word: Word) -> Hit | None:
        """The mention of a place that stands for its country: a capital, a region ("Nordirak")."""
        hit = self.reading.hit(n, word)
        if hit is not None and hit.ent is not None:
            return hit if hit.label == "capital" else None
        state = region(word, self.knowledge, self.lexicon)
        if state is None:
            return None
        return self._virtual(n, word, state)

    def town(self, n: int, word: Word) -> Hit | None:
        """The mention of a town as that of the country it lies in: "ein Haus in Istanbul"."""
        hit = self.reading.hit(n, word)
        if word.pos != "PROPN" or (hit is not None and hit.actor is not None):
            return None
        words, first = self.reading.sentences[n].words, word.i if hit is None else hit.first
        behind = [w.text for w in words[first : word.i + 4]]
        names = (" ".join(behind[:k]) for k in range(len(behind), word.i - first, -1))
        state = next((s for name in names if (s := self.knowledge.town(name)) is not None), None)
        if state is None:
            return None
        found = self._virtual(n, word, state)
        found.label = "town"
        return found

    def _coordinated(self, n: int, word: Word, found: list[Hit]) -> list[Word]:
        """The further members of a list. Parsers hang them on the name inside of the first member, often as
        appositions ("den Präsidenten A, den Kanzler B und den Minister C"): another person is a member."""
        members = word.kids("conj")
        persons = {id(h.ent) for h in found if h.ent is not None and h.ent.type == "person"}
        for name in word.kids("appos", "flat"):
            members.extend(name.kids("conj"))
            members.extend(name.kids("appos"))
        if persons:
            members.extend(word.kids("appos"))
        return [m for m in members if m.dep == "conj" or self._other_person(n, m, persons)]

    def _other_person(self, n: int, word: Word, persons: set[int]) -> bool:
        hits = self._one(n, word, False, 2)
        return bool(
            hits
            and hits[0].ent is not None
            and hits[0].ent.type == "person"
            and id(hits[0].ent) not in persons
        )

    def _one(self, n: int, word: Word, owner: bool, depth: int) -> list[Hit]:
        if depth > 4:
            return []
        hit = self.reading.hit(n, word)
        called = described(self.reading, n, word) or called_before(self.reading, n, word, self.lexicon)
        if called is not None:
            return [called]
        states = self._state_of(n, word)
        if states:
            return states
        role = self.reading.role_at.get((n, word.i))
        if role is not None and role.name is not None and role.name.ent is not None:
            return [role.name, *(other for other in role.others if other.ent is not None)]
        member = role is not None and role.owner is not None and role.owner.type == "party"
        if hit is not None and hit.label != "person" and not member and some(hit, word, self.lexicon):
            # "viele Ungarn": some people, not their country
            return self._examples(n, word, depth)
        many = hit is not None and hit.ent is not None and hit.ent.type == "group" and word.pos == "NOUN"
        if hit is not None and (many or hit.label == "inhabitant"):
            # "vier Tschechen, darunter X", "europäische Länder wie X"
            examples = self._examples(n, word, depth)
            if examples:
                return examples
        called = person_called(self.reading, n, hit) if hit is not None else None
        if called is not None:
            names = (self.reading.hit(n, w) for w in called.head.conjuncts() if called.label != "person")
            return [called, *(h for h in names if h is not None and h.first > called.last and h.actor)]
        if role is not None:
            # "Umweltminister aus Polen und Ungarn": whatever else the plural may stand for
            found = self._from(n, word, depth + 1)
            if found:
                return found
        if hit is not None:
            return [hit, *self._more(hit)] if hit.actor is not None else []
        front = (
            self._prefix(n, word, word.text[:-1]) if word.text.endswith("-") and len(word.text) > 1 else []
        )
        if front:
            return front  # "US- und israelische Stellungen"
        antecedent = relative_antecedent(word, self.lexicon)
        if antecedent is not None:
            # "X ist eine Gruppe, die …": what is said of the group is said of X
            subject = antecedent.child("nsubj") if antecedent.child("cop") is not None else None
            meant = self.actors(n, subject, False, True, depth + 1) if subject is not None else []
            found = meant or self.actors(n, antecedent, owner, True, depth + 1)
            last = found[-1:] if len(found) > 1 and word.has("Number=Sing") else []
            # "A und B, der ...": B
            return last if last and last[0].head is not antecedent and not last[0].more else found
        for child in word.children:
            if child.dep in ("appos", "flat") or set(prepositions(child, self.lexicon)) & self.lexicon.named:
                inner = self.reading.hit(n, child)  # "eine Gruppe namens X"
                if inner is not None and inner.actor is not None:
                    return [inner]
            if child.dep == "nmod" and child.i == word.i + 1 and child.pos == "PROPN":
                # "für die Terrorgruppe Hamas": a name taken for a genitive
                inner = self.reading.hit(n, child)
                kinds = self.lexicon.anaphor_endings.of(word.lemma.lower()) or ()
                if inner is not None and inner.ent is not None and inner.ent.type in kinds:
                    return [inner]
        lemma = word.lemma.lower()
        if word.pos not in ("NOUN", "PROPN", "ADJ", "X"):
            return []
        examples = self._examples(n, word, depth)
        if examples:
            return examples
        tail = word.lower.rpartition("-")[2]
        if lemma in self.lexicon.transparent or tail in self.lexicon.transparent:
            return self.owners(n, word, depth + 1) or self._from(n, word, depth + 1)
        if lemma in self.lexicon.counterparts or word.lower in self.lexicon.counterparts:
            return self._from(n, word, depth + 1)  # "Kollegen aus Polen"
        if owner and word.pos == "NOUN":
            return self.doers(n, word, depth + 1) or self._from(n, word, depth + 1)
        if lemma in self.lexicon.body_nouns or word.lower in self.lexicon.body_nouns:
            # "Pakistan sagte, seine Streitkräfte ...": the forces of a country act for it
            return [
                h for h in self.owners(n, word, depth + 1) if h.ent is not None and h.ent.type == "country"
            ]
        return []

    def _state_of(self, n: int, word: Word) -> list[Hit]:
        """Whose a named town or region is: "die ukrainische Hafenstadt Odessa" stands for Ukraine."""
        lemma = word.lemma.lower()
        if not self.lexicon.is_area(lemma, word.lower) and lemma not in self.lexicon.territories:
            return []
        named = [c for c in word.children if c.pos == "PROPN" and c.dep in ("appos", "flat", "nmod")]
        if not any(c.dep != "nmod" or self.lexicon.lang == "en" for c in named):
            return []  # "the Ukrainian city of Kherson", "die ukrainische Stadt Cherson"
        return [h for c in word.kids("amod") for h in self._adjective(n, c) if h.label == "country"]

    def _speaks(self, word: Word) -> bool:
        """Whether "aus" behind a noun says whose it is: "Vertreter aus X", "Forderungen aus der Opposition"."""
        lemma = word.lemma.lower()
        key = self.lexicon.noun_key(lemma)
        slots = (s for frame in self.lexicon.nouns[key[0]] for s in frame.target) if key is not None else ()
        if any(slot.name[1:] in self.lexicon.origin for slot in slots):
            return False  # "der Abzug aus X" is not X's
        return lemma in self.lexicon.transparent or key is not None

    def doers(self, n: int, word: Word, depth: int = 0) -> list[Hit]:
        """The owners of a thing that stands for them: of an event, those who act and not those whom it befalls."""
        owners = self.owners(n, word, depth)
        if not self.lexicon.befalls(word.lemma.lower()):
            if not owners:
                # "20 Prozent des ukrainischen Gebiets", "der Kurs der Partei von X"
                for child in word.kids("nmod"):
                    kind = child.lemma.lower() in self.lexicon.apart  # "ein Mann türkischer Herkunft"
                    if child.pos == "NOUN" and child.child("case") is None and not kind:
                        owners = owners or self._one(n, child, True, depth + 1)
            return owners
        agents = self.lexicon.passive_agent - self.lexicon.links
        if word.lemma.lower() in self.lexicon.deeds:
            # "das Urteil des Verfassungsgerichts"
            bodies = [
                h for h in owners if h.ent is not None and h.ent.type in ("government", "intergovernmental")
            ]
            if bodies:
                return bodies
        return [h for h in owners if h.first < word.i or set(prepositions(h.head, self.lexicon)) & agents]

    def _examples(self, n: int, word: Word, depth: int) -> list[Hit]:
        """Who is named among others: "Politiker wie X", "vier Minister, darunter X"."""
        for child in word.kids("nmod", "appos", "obl"):
            if set(prepositions(child, self.lexicon)) & self.lexicon.examples:
                return self.actors(n, child, depth=depth + 1)
            if any(c.lower in self.lexicon.examples for c in child.kids("advmod")):
                return self.actors(n, child, depth=depth + 1)
        verb, belong = word.head, self.lexicon.membership["belong"]
        if verb is not None and word.dep == "obl" and verb.lemma.lower() in belong:
            # "zu den von X entlassenen Ministern gehört Y"
            if set(self.lexicon.membership["among"]) & set(prepositions(word, self.lexicon)):
                said = [w for w in verb.kids("nsubj", "conj") if w.pos in ("NOUN", "PROPN")]
                return [h for w in said for h in self.actors(n, w, depth=depth + 1)]
        words = self.reading.sentences[n].words
        k = listing(words, word, {h.last for h in self.reading.hits[n]}, self.lexicon)
        if step := exampled(words, k, self.lexicon.examples):
            # "vier Tschechen, darunter X": whatever the parser makes of it
            for other in words[k + step : k + step + 8]:
                if self.reading.hit(n, other) is not None or (n, other.i) in self.reading.role_at:
                    return self.actors(n, other, depth=depth + 1)
        return []

    def _from(self, n: int, word: Word, depth: int) -> list[Hit]:
        """Where people come from: "Abgeordnete aus Polen", "aus den Reihen der Opposition"."""
        found: list[Hit] = []
        end = word.subtree()[-1].i
        beside = word.head.kids("obl") if word.head is not None else []  # parsers hang it on the verb
        for child in (*word.kids("nmod"), *(c for c in beside if c.subtree()[0].i == end + 1)):
            if set(prepositions(child, self.lexicon)) & self.lexicon.origin:
                capitals = [h for w in child.conjuncts() if (h := self.capital(n, w)) is not None]
                more = self.actors(n, child, depth=depth) or capitals
                found.extend(h for h in more if h not in found)
        return found

    def owners(self, n: int, word: Word, depth: int = 0) -> list[Hit]:
        """Whose a noun is: genitive, "von", possessive, adjective of a country, compound."""
        found: list[Hit] = []
        if depth > 4:
            return found
        apart = word.lemma.lower() in self.lexicon.apart
        for child in word.children:
            if child.dep in ("nmod", "nmod:poss", "obl"):
                cases = prepositions(child, self.lexicon)
                if apart and cases:
                    continue  # "die Unabhängigkeit von X" is not that of X
                origin = bool(set(cases) & self.lexicon.origin) and self._speaks(word)
                if (
                    not cases
                    or origin
                    or set(cases) & self.lexicon.owner_prepositions
                    or cases[0] in ("'s", "’s", "'")
                ):
                    if child.pos == "PRON" or child.pos == "DET":
                        found.extend(self._possessor(n, child))
                    else:
                        found.extend(h for h in self.actors(n, child, depth=depth + 1) if h not in found)
            elif child.dep in ("det", "det:poss"):
                found.extend(self._possessor(n, child))
            elif child.dep in ("amod", "compound") or child.pos == "ADJ":
                found.extend(self._adjective(n, child))
                found.extend(h for h in self._maker(n, child, depth) if h not in found)
                inside = child.kids("amod", "compound", "dep", "conj")
                if self.knowledge.adjective(child.text) is not None:
                    inside += [c for c in child.kids("obl", "nmod") if c.i + 2 == child.i]  # "US-Israeli"
                elif self._backing(child):
                    continue  # "US-backed rebels"
                for inner in inside:
                    # "a German-Dutch government meeting": parsers hang adjectives on the nearest noun
                    found.extend(h for h in self._adjective(n, inner) if h not in found)
            elif child.dep in ("acl", "acl:relcl"):
                if word.lemma.lower() in self.lexicon.deeds:
                    found.extend(h for h in self._author(n, child, depth) if h not in found)
                if child.dep == "acl:relcl" or self._backing(child):
                    continue
                # "the offer made by Riga", "a text drafted by Oslo"
                for agent in child.kids("obl"):
                    if set(prepositions(agent, self.lexicon)) & self.lexicon.passive_agent:
                        found.extend(h for h in self.actors(n, agent, depth=depth + 1) if h not in found)
            elif (
                child.dep in ("appos", "flat")
                and child.i == word.i + 1
                and all(h.first < word.i for h in found)
            ):
                # "die Entlassung Lindners": a genitive taken for a second name
                hit = self.reading.hit(n, child)
                if hit is not None and hit.actor and hit.kind == "name" and hit.text.endswith("s"):
                    found.append(hit)
        prefix, _, tail = word.text.rpartition("-")
        named = found and tail.lower() in self.lexicon.relational  # "ein Nato-Partner der USA"
        if prefix and not named and (tail[:1].isupper() or self.lexicon.lang == "en"):
            found.extend(self._prefix(n, word, prefix))
        elif not prefix and not found and self.lexicon.lang == "de" and word.pos == "NOUN":
            key = self.lexicon.noun_key(word.lemma.lower())
            front = word.text[: -len(key[0])] if key is not None else ""
            if len(front) > 3 and self.knowledge.prefix(front) is not None:
                found.extend(self._prefix(n, word, front))  # "Kremlkritiker"
        left = self.reading.at[n].get(word.i - 1)
        if (
            not found
            and left is not None
            and left.kind == "name"
            and left.actor is not None
            and left.text.endswith("s")
        ):
            found.append(left)
        return found

    def _backing(self, verb: Word) -> bool:
        """Whether whoever does so stands behind others and does not own them."""
        return any(f.rel in ("SUPPORT", "AID") for f in self.lexicon.verbs.get(verb.lemma.lower(), ()))

    def _maker(self, n: int, participle: Word, depth: int) -> list[Hit]:
        """Whose plan or word a thing is: "die von X vorgelegten Pläne"."""
        agents = [
            c
            for c in participle.kids("obl")
            if set(prepositions(c, self.lexicon)) & self.lexicon.passive_agent
        ]
        if not agents or participle_verb(participle, self.lexicon) not in self.lexicon.making:
            return []
        return [h for agent in agents for h in self.actors(n, agent, depth=depth + 1)]

    def front(self, n: int, noun: Word) -> list[Hit]:
        """The actors that a compound starts with: "Israelbesuch", "Japan-Reise"."""
        prefix = noun.text.rpartition("-")[0]
        key = None if prefix else self.lexicon.noun_key(noun.lemma.lower())
        if key is not None:
            prefix = noun.text[: noun.lower.rfind(key[0])]
        found = self._prefix(n, noun, prefix) if len(prefix) > 1 else []
        state = self.knowledge.town(prefix) if not found else None
        return [self._virtual(n, noun, state)] if state is not None else found  # "der Hannover-Besuch"

    def _author(self, n: int, clause: Word, depth: int) -> list[Hit]:
        """Whose deed a relative clause tells of: "Vorwürfe, die X erhoben hatte"."""
        subject, pronoun = clause.child("nsubj"), clause.child("obj")
        if subject is None or pronoun is None or pronoun.lower not in self.lexicon.relative_pronouns:
            return []
        if not any(clause.lemma.lower() in self.lexicon.matrix[name] for name in ("light", "plan", "report")):
            return []
        return self.actors(n, subject, depth=depth + 1)

    def _possessor(self, n: int, word: Word) -> list[Hit]:
        relative = relative_antecedent(word, self.lexicon)
        # "dessen", "deren", but not the article in "der die Vorwürfe zurückwies"
        if relative is not None and word.lower in self.lexicon.relative_pronouns and word.tag != "ART":
            return self.actors(n, relative, depth=2)
        existing = self.reading.hit(n, word)
        hit = existing or self.resolver.possessor(self.reading, n, word)
        if hit is None or hit.ent is None:
            return []
        self.reading.put(hit)
        return [hit, *self._more(hit)]

    def _adjective(self, n: int, word: Word) -> list[Hit]:
        """Countries in an adjective: "iranisch", "russisch-ukrainisch"; English compounds ("Hamas attack")."""
        hit = self.reading.hit(n, word)
        if hit is not None and hit.actor is not None:
            return [hit]
        entries: list[Entry] = []
        whole = (
            self.knowledge.adjective(word.text)
            or (self.knowledge.adjective(word.lower) if word.i == 0 else None)
            or region_adjective(word, self.knowledge, self.lexicon)
        )
        if whole is not None:
            entries = [whole]
        elif "-" in word.text:
            for part in word.text.split("-"):
                entry = self.knowledge.adjective(part) or self.knowledge.adjective(part + "e")
                if entry is not None:
                    entries.append(entry)
            if len(entries) < 2:
                entries = []
        return [self._virtual(n, word, entry) for entry in entries]

    def _prefix(self, n: int, word: Word, prefix: str) -> list[Hit]:
        """The actors that a compound starts with: "US-Luftschläge", "Trump-Besuch", "US-Iran-Gespräche"."""
        found = []
        table = self.reading.table
        whole = self.knowledge.prefix(prefix)
        parts = [prefix] if whole is not None else prefix.split("-")
        for part in parts:
            entry = self.knowledge.prefix(part)
            if entry is not None:
                found.append(self._virtual(n, word, entry))
                continue
            ent = next((e for e in table.persons() if e.parts and part.lower() == e.parts[-1]), None)
            if ent is None:
                # "der Merkel-Kritiker": who needs no first name
                known = [
                    e
                    for e in self.knowledge.persons_by_surname(part)
                    if self.knowledge.prominent(e.id, table.published)
                ]
                ent = table.entry(known[0]) if len(known) == 1 else None
            if ent is not None:
                hit = Hit(n, word.i, word.i, word, part, "adjective", "person")
                hit.ent = ent
                found.append(hit)
        return found

    def _virtual(self, n: int, word: Word, entry: Entry) -> Hit:
        """A known actor that shares its word with others: in an adjective, a compound."""
        hit = beside(n, word, self.reading.table.entry(entry))
        hit.entry = entry
        return hit
