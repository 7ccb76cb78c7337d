"""Who belongs to what: the parties of persons, as names stand side by side."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.coref.resolver import Resolver
from kgraph.extract.entities.actors import Ent, Hit, beside, is_region
from kgraph.extract.entities.marked import Reading
from kgraph.extract.entities.namings import QUOTES
from kgraph.extract.entities.office import INFERRED_TRUST, OFFICE_TRUST, Role, Standing
from kgraph.extract.grammar.clauses import is_passive, verb_lemma
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word
from kgraph.extract.standing.alliances import Alliances
from kgraph.extract.standing.partisans import Partisans, is_person, party_by_adjective, party_in_compound
from kgraph.extract.standing.staff import staff
from kgraph.extract.standing.whereheld import PARTY_OFFICES
from kgraph.knowledge import Knowledge
from kgraph.knowledge.names import name_key

PARENTHESIS_TRUST = 0.95
# "(Caritas)" after a name: whom the person speaks for
BODIES = ("organisation", "company", "media", "government", "intergovernmental", "group", "armed_group")

# "X von Greenpeace", "X von der Universität Y"
SPOKEN_FOR = ("organisation", "company", "media")

# offices whose holders have their party in the parentheses
ELECTED = frozenset([
    "mp", "head_of_government", "deputy_head_of_government", "minister", "foreign_minister", "defence_minister",
    "interior_minister", "finance_minister", "candidate", "politician", "governor", "mayor",
])  # fmt: skip


class Affiliations:
    """Finds memberships in one article."""

    def __init__(self, reading: Reading, resolver: Resolver, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.reading = reading
        self.resolver = resolver
        self.knowledge = knowledge
        self.lexicon = lexicon
        self.alliances = Alliances(reading, knowledge, lexicon)
        self.partisans = Partisans(reading, knowledge, lexicon)

    def find(self, n: int, sentence: Sentence) -> Iterator[Standing]:
        """The memberships that sentence n states."""
        working = list(staff(self.reading, self.knowledge, self.lexicon, n, sentence))
        yield from working
        told = {id(one.target) for one in working}
        for hit in list(self.reading.hits[n]):
            if hit.ent is None:
                continue
            if hit.ent.type == "party":
                yield from self._party(n, sentence.words, hit)
                yield from self.partisans.party(n, sentence.words, hit)
            if hit.ent.type in SPOKEN_FOR and hit.kind == "name" and id(hit) not in told:
                yield from self._spoken_for(n, sentence.words, hit)
            if hit.label == "person" and hit.kind == "name":
                yield from self._parenthesis(n, sentence.words, hit)
                yield from self._described(n, sentence.words, hit)
        for word in sentence.words:
            yield from self.alliances.find(n, sentence.words, word)
            if "-" in word.text:
                party = party_in_compound(self.reading, self.lexicon, word, None)
                yield from self.partisans.examples(n, sentence.words, word, party)

    def fellows(self, found: list[Standing]) -> Iterator[Standing]:
        """What titles say besides: "die grüne Abgeordnete X", "seine Parteifreundin Y"."""
        for role in self.reading.roles:
            yield from self.partisans.titled(role)
        yield from self.partisans.fellows(self.reading.roles, found)

    # --- parties beside persons --------------------------------------------------------------------------

    def _party(self, n: int, words: list[Word], party: Hit) -> Iterator[Standing]:
        at = self.reading.at[n]
        after = at.get(party.last + 1)
        member = self._is_member(party)
        headed = any(role.body is party and role.name is after for role in self.reading.roles)
        if headed:
            return  # "die Vorsitzende der Linken Petra Hahn"
        if member and is_person(after) and after.first == party.last + 1:  # type: ignore[union-attr]
            # "die Demokratin Hillary Clinton", "dem Grünen Alexander Van der Bellen"
            for person in (after, *self.partisans.further(n, words, after, party)):
                yield self._membership(person, party, party.text)
        elif member and (before := self._in_apposition(n, words, party)) is not None:
            yield self._membership(before, party, party.text)
        elif (before := self._from(n, words, party)) is not None:
            yield self._membership(before, party, None)
        elif (before := self._owner(n, words, party)) is not None:
            yield self._membership(before, party, None, INFERRED_TRUST, "owner")

    def _is_member(self, party: Hit) -> bool:
        """Whether the word means one member: "Republikaner", "Demokratin"; "Grünen" only before a name."""
        if party.label == "inhabitant":
            return True
        if party.first != party.last or party.text.isupper() or "-" in party.text:
            return False
        return self.lexicon.lang == "en" or party.text.endswith(("in", "e", "en", "er"))

    def _in_apposition(self, n: int, words: list[Word], party: Hit) -> Hit | None:
        """ "Jeff Sessions, ein Republikaner aus Alabama"; "Jeff Sessions ist Republikaner"."""
        word = words[party.first]
        if party.label != "inhabitant" and (self.lexicon.lang == "de" or party.text.endswith("s")):
            return None
        if word.child("cop") is not None:
            subject = word.child("nsubj")
            hit = self.reading.hit(n, subject) if subject is not None else None
            return hit if hit is not None and hit.ent is not None and hit.ent.type == "person" else None
        k = party.first - 1
        while k >= 0 and words[k].pos in ("ADJ", "DET") and k not in self.reading.at[n]:
            k -= 1
        if k < 1 or words[k].text != "," or word.has("Number=Plur"):
            return None
        hit = self.reading.at[n].get(k - 1)
        return hit if is_person(hit) and word.dep in ("appos", "conj", "nmod", "flat") else None

    def _from(self, n: int, words: list[Word], party: Hit) -> Hit | None:
        """ "Eva Glawischnig von den Grünen", "Christian Lindner (FDP)" stands elsewhere."""
        k = party.first - 1
        while k > 0 and words[k].pos in ("DET", "ADJ") and k not in self.reading.at[n]:
            k -= 1
        if k < 1 or words[k].lower not in self.lexicon.membership["from"]:
            return None
        hit = self.reading.at[n].get(k - 1)
        head = words[party.last].head if party.head.head is None else party.head.head
        if not is_person(hit) or head is None:
            return None
        if head.pos not in ("VERB", "AUX"):
            inside = hit.first <= head.i <= hit.last or head is hit.head.head  # type: ignore[union-attr]
            # "A von der SPD und B von der FDP": parsers like to join the parties
            return hit if inside or (head.i < hit.first and head.pos == "PROPN") else None  # type: ignore[union-attr]
        # parsers like to hang the phrase on the verb
        lemma = verb_lemma(head)
        plain = lemma not in self.lexicon.membership["verbs_from"] and not is_passive(head)
        plain = plain or self._filled(n, words, party)
        return hit if plain or lemma in self.lexicon.matrix["report"] else None

    def _filled(self, n: int, words: list[Word], party: Hit) -> bool:
        """Whether a verb that asks for "von" has another: "hält Hahn von der CDU wenig von dem Plan"; and whether the
        next one named has a party in the same way: "Hahn von der CDU, Holl von der FDP"."""
        links = self.lexicon.membership["from"]
        k = party.last + 1
        if k < len(words) and words[k].lower in (",", *self.lexicon.membership["and"]):
            other = self.reading.at[n].get(k + 1)
            if is_person(other) and other.last + 1 < len(words):  # type: ignore[union-attr]
                return words[other.last + 1].lower in links  # type: ignore[union-attr]
        while k < len(words) and words[k].pos != "PUNCT":
            if words[k].lower in links and k > party.last + 1:
                return True
            k += 1
        return False

    def _spoken_for(self, n: int, words: list[Word], body: Hit) -> Iterator[Standing]:
        """ "Petra Hahn von Greenpeace": where a person belongs."""
        person = self._from(n, words, body)
        titled = person is not None and any(id(person) in role.own for role in self.reading.roles)
        if person is None or titled:
            return
        yield self._membership(person, body, None, 0.75, "from")

    def _owner(self, n: int, words: list[Word], party: Hit) -> Hit | None:
        """ "Orbán und seine Partei Fidesz", "Orbáns Fidesz-Partei", "die AKP von Präsident Erdoğan"."""
        at = self.reading.at[n]
        k = party.first - 1 - (party.first > 0 and words[party.first - 1].text in QUOTES)
        if k > 1 and words[k].pos == "DET" and words[k - 1].text == ",":
            if words[k - 2].lower not in self.lexicon.membership["party_words"]:
                return None
            k -= 2  # "seine Partei, die SPD"
        if k >= 0 and words[k].lower in self.lexicon.membership["party_words"]:
            k -= 1
        elif k >= 0 and (whose := self._named_after(n, words[k])) is not None:
            return whose
        while k >= 0 and words[k].pos == "ADJ" and k not in at:
            k -= 1
        if k >= 0 and words[k].pos in ("DET", "PRON") and self.lexicon.possessor(words[k].lower):
            hit = self.resolver.possessor(self.reading, n, words[k]) or self._joined(n, words, k)
            return hit if hit is not None and hit.ent is not None and hit.ent.type == "person" else None
        genitive = k > 0 and words[k].text in ("'s", "’s")
        before = at.get(k - 1 if genitive else k)
        if (
            before is not None
            and before.ent is not None
            and before.ent.type == "person"
            and (before.kind == "pronoun" or before.text.endswith("s") or genitive)
        ):
            return before
        k = party.last + 1
        k += k < len(words) and words[k].text in QUOTES
        if k < len(words) and words[k].text == "(":
            while k < len(words) and words[k].text != ")":
                k += 1
            k += 1
        genitive = k < len(words) and words[k].lower in self.lexicon.genitive_articles
        if k < len(words) and (genitive or words[k].lower in self.lexicon.membership["of"]):
            role = self._title_after(n, words, k + 1)
            hit = role.name if role is not None else None if genitive else at.get(k + 1)
            if is_person(hit) and (self._governs(party, hit) or self._beside(party, words[k])):
                return hit
        return None

    def _title_after(self, n: int, words: list[Word], k: int) -> Role | None:
        """The title that starts at word k, perhaps with adjectives: "des früheren Präsidenten X"."""
        while k + 1 < len(words) and words[k].pos == "ADJ" and (n, k) not in self.reading.role_at:
            k += 1
        return self.reading.role_at.get((n, k))

    def _beside(self, party: Hit, link: Word) -> bool:
        """Whether a phrase right behind a party's name hangs on the noun before the name ("die Partei X von Y"), or on
        a verb that asks for none."""
        verb = link.head.head if link.head is not None else None
        if verb is None or verb.pos not in ("VERB", "AUX"):
            return link.dep == "det" or (verb is not None and verb is party.head.head)
        return verb_lemma(verb) not in self.lexicon.membership["verbs_from"] and not is_passive(verb)

    def _named_after(self, n: int, word: Word) -> Hit | None:
        """ "die Thaksin-Partei PPP": the person after whom a party is called."""
        front, _, tail = word.text.rpartition("-")
        if not front or tail.lower() not in self.lexicon.membership["party_words"]:
            return None
        table = self.reading.table
        key = name_key(front)
        ent = table.surnames().get(key) or table.by_given_name(key)
        return beside(n, word, ent) if ent is not None else None

    def _joined(self, n: int, words: list[Word], k: int) -> Hit | None:
        """ "Viktor Orban and his party": who stands right before."""
        if k < 2 or words[k - 1].lower not in self.lexicon.membership["and"]:
            return None
        before = self.reading.at[n].get(k - 2)
        return before if is_person(before) else None

    @staticmethod
    def _governs(party: Hit, hit: Hit | None) -> bool:
        """Whether the phrase of `hit` hangs on the party's name."""
        assert hit is not None
        return any(party.first <= a.i <= party.last for a in (hit.head, *hit.head.ancestors()))

    def _membership(
        self, person: Hit | None, party: Hit, role: str | None, trust: float = OFFICE_TRUST, how: str = "noun"
    ) -> Standing:
        assert person is not None
        return Standing(person, party, "MEMBER_OF", role, "actual", trust, f"MEMBER_OF:{how}", party.head)

    def _parenthesis(self, n: int, words: list[Word], person: Hit) -> Iterator[Standing]:
        """ "Sebastian Kurz (ÖVP)", "Gerda Holzer (Katholischer Familienverband)"."""
        first = person.last + 2
        if first >= len(words) or words[first - 1].text not in ("(", "/", ",") or person.ent is None:
            return
        initial = self.lexicon.party_initials.get(words[first].text.split("-")[0])
        dashed = "-" in words[first].text or (first + 1 < len(words) and words[first + 1].text in ("-", ","))
        if words[first - 1].text == "," and (initial is None or words[first + 1 : first + 2] == []):
            return
        if initial is not None and dashed:
            # "Ted Cruz (R-Texas)", "Ted Cruz, R-Texas,"
            states = self.knowledge.prefix(self.lexicon.party_initials["country"])
            country = states.country if states is not None else None
            party = party_by_adjective(self.reading, self.knowledge, initial, person.ent, country)
            if party is not None:
                virtual = beside(n, words[first], party)
                yield self._membership(person, virtual, None, PARENTHESIS_TRUST, "parenthesis")
            return
        if words[first - 1].text == ",":
            return
        hit = self.reading.at[n].get(first)
        inside = (hit.text if hit is not None else words[first].text).split("/")
        entry = self.knowledge.prefix(inside[0]) if len(inside) > 1 and words[first - 1].text == "(" else None
        if entry is not None and entry.type == "party" and (hit is None or hit.entry is None):
            # "Hans Vogel (SPD/Mainz)"
            party = self.reading.table.entry(self.reading.local_party(entry, inside[0], person.ent))
            yield self._membership(
                person, beside(n, words[first], party), None, PARENTHESIS_TRUST, "parenthesis"
            )
            return
        if hit is None and words[first - 1].text == "(":
            hit = self._unknown_body(n, words, first)
        if hit is None or hit.first != first or hit.ent is None:
            return
        if hit.ent.type == "party" and foreign_party(hit.ent, person.ent) and hit.first < hit.last:
            # "Abhisit (Demokratische Partei)": a party of the same name in another country
            hit.ent = self.reading.table.named("party", hit.text, words[first].start)
        closed = hit.last + 1 < len(words) and words[hit.last + 1].text in (")", ",", ";", "-", "/")
        if hit.ent.known is None and hit.text.isupper() and person.ent.offices & ELECTED and closed:
            hit.ent.type = "party"  # "Premierministerin Maia Kolb (NPL)"
        if hit.ent.type == "party" and (closed or words[first - 1].text == "/"):
            yield self._membership(person, hit, None, PARENTHESIS_TRUST, "parenthesis")
        elif _initials(person.text, hit.text):
            return  # "Public Broadcasting Service (PBS)"
        elif is_region(hit.ent):
            return  # "Jonas Berg (Hessen)" is from there
        elif hit.ent.type in BODIES and closed and words[first - 1].text == "(" and hit.kind == "name":
            yield Standing(
                person, hit, "REPRESENTS", None, "actual", 0.75, "REPRESENTS:parenthesis", hit.head
            )

    def _unknown_body(self, n: int, words: list[Word], first: int) -> Hit | None:
        """A body in parentheses that only its words give away: "(Katholischer Laienrat)"."""
        last = first
        while last < len(words) and words[last].text != ")" and last < first + 7:
            last += 1
        last -= 1
        if last < first or any(words[k].pos in ("PUNCT", "NUM", "VERB") for k in range(first, last + 1)):
            return None
        if not words[first].text[0].isupper() or not any(
            self.lexicon.names_body(words[k].lower) for k in range(first, last + 1)
        ):
            return None
        text = self.reading.article.text[words[first].start : words[last].end]
        for k in range(first, last + 1):
            if (inner := self.reading.at[n].get(k)) is not None:
                self.reading.drop(inner)
        head = next((w for w in words[first : last + 1] if self.lexicon.names_body(w.lower)), words[first])
        hit = Hit(n, first, last, head, " ".join(text.split()), "name", "organisation")
        hit.ent = self.reading.table.named("organisation", hit.text, words[first].start)
        self.reading.put(hit)
        return hit

    # --- parties in words before a name ------------------------------------------------------------------

    def _described(self, n: int, words: list[Word], person: Hit) -> Iterator[Standing]:
        """ "der republikanische Senator Sessions", "AfD-Rechtsaußen Björn Höcke", "Democratic nominee X"."""
        k = person.first - 1
        while k >= 0 and words[k].pos in ("NOUN", "PROPN", "X") and k > person.first - 4:
            word = words[k]
            hit = self.reading.at[n].get(k)
            if hit is not None:
                party = self._by_adjective(word.lower, person.ent)
                if self.lexicon.lang == "en" and hit.ent is not None and hit.ent.type == "party":
                    if foreign_party(hit.ent, person.ent) or self._heads(person, hit.last):
                        return  # "Labour Minister Bärbel Bas"; "Labour leader X" holds an office in it
                    yield self._membership(person, hit, None, OFFICE_TRUST, "adjective")
                elif party is not None:
                    virtual = beside(n, word, party)
                    yield self._membership(person, virtual, None, OFFICE_TRUST, "adjective")
                return
            if (n, k) not in self.reading.role_at:
                party = party_in_compound(self.reading, self.lexicon, word, person.ent)
                if party is not None:
                    yield self._membership(person, beside(n, word, party), word.text)
            k -= 1
        if k == person.first - 1 and not (self.lexicon.lang == "en" and words[k].pos == "ADJ"):
            return
        while k >= 0 and words[k].pos in ("ADJ", "ADV", "PROPN") and k > person.first - 8:
            if self._heads(person, k):
                return
            party = self._by_adjective(words[k].lower, person.ent)
            if party is not None:
                yield self._membership(person, beside(n, words[k], party), None, OFFICE_TRUST, "adjective")
                return
            k -= 1

    def _heads(self, person: Hit, k: int) -> bool:
        """Whether a title between a party's name at word k and a person names an office in the party."""
        return any(
            role.name is person and role.title.office in PARTY_OFFICES and k < role.word.i < person.first
            for role in self.reading.roles
            if role.sent == person.sent
        )

    def _by_adjective(self, lower: str, person: Ent | None) -> Ent | None:
        return party_by_adjective(self.reading, self.knowledge, lower, person)


def foreign_party(party: Ent, person: Ent | None) -> bool:
    """Whether a party is that of another country than the person's."""
    return (
        person is not None and None not in (party.country, person.country) and party.country != person.country
    )


def _initials(name: str, acronym: str) -> bool:
    """Whether an acronym is short for the name before it."""
    letters = "".join(part[0] for part in name.replace("-", " ").split() if part[0].isupper())
    plain = acronym.split("-")[0].upper()
    # also where a part of the name was overlooked: "Large Hadron Collider (LHC)"
    return len(letters) > 1 and (plain.startswith(letters) or plain.endswith(letters))
