"""Who belongs to what: the parties of persons and the alliances of states, as names stand side by side."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.actors import Ent, Hit
from kgraph.extract.coref import Resolver
from kgraph.extract.lexicon import Lexicon
from kgraph.extract.marked import Reading
from kgraph.extract.office import INFERRED_TRUST, OFFICE_TRUST, Standing
from kgraph.extract.syntax import Sentence, Word
from kgraph.knowledge import Knowledge
from kgraph.model import Status

PARENTHESIS_TRUST = 0.95
# "(Caritas)" after a name: whom the person speaks for
BODIES = ("organisation", "company", "media", "government", "intergovernmental", "group", "armed_group")

# offices whose holders have their party in the parentheses
ELECTED = frozenset(
    [
        "mp",
        "head_of_government",
        "deputy_head_of_government",
        "minister",
        "foreign_minister",
        "defence_minister",
        "interior_minister",
        "finance_minister",
        "candidate",
        "politician",
        "governor",
        "mayor",
    ]
)


class Affiliations:
    """Finds memberships in one article."""

    def __init__(self, reading: Reading, resolver: Resolver, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.reading = reading
        self.resolver = resolver
        self.knowledge = knowledge
        self.lexicon = lexicon

    def find(self, n: int, sentence: Sentence) -> Iterator[Standing]:
        """The memberships that sentence n states."""
        for hit in list(self.reading.hits[n]):
            if hit.ent is None:
                continue
            if hit.ent.type == "party":
                yield from self._party(n, sentence.words, hit)
            if hit.label == "person" and hit.kind == "name":
                yield from self._parenthesis(n, sentence.words, hit)
                yield from self._described(n, sentence.words, hit)
        for word in sentence.words:
            yield from self._states(n, sentence.words, word)

    # --- parties beside persons --------------------------------------------------------------------------

    def _party(self, n: int, words: list[Word], party: Hit) -> Iterator[Standing]:
        at = self.reading.at[n]
        after = at.get(party.last + 1)
        member = self._is_member(party)
        if member and _is_person(after) and after.first == party.last + 1:  # type: ignore[union-attr]
            # "die Demokratin Hillary Clinton", "dem Grünen Alexander Van der Bellen"
            yield self._membership(after, party, party.text)
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
        return hit if _is_person(hit) and word.dep in ("appos", "conj", "nmod", "flat") else None

    def _from(self, n: int, words: list[Word], party: Hit) -> Hit | None:
        """ "Eva Glawischnig von den Grünen", "Christian Lindner (FDP)" stands elsewhere."""
        k = party.first - 1
        while k > 0 and words[k].pos in ("DET", "ADJ") and k not in self.reading.at[n]:
            k -= 1
        if k < 1 or words[k].lower not in self.lexicon.membership["from"]:
            return None
        hit = self.reading.at[n].get(k - 1)
        head = words[party.last].head if party.head.head is None else party.head.head
        if not _is_person(hit) or head is None:
            return None
        inside = hit.first <= head.i <= hit.last or head is hit.head.head  # type: ignore[union-attr]
        says = head.lemma.lower() in self.lexicon.matrix["report"]
        return hit if inside and (says or head.pos not in ("VERB", "AUX")) else None

    def _owner(self, n: int, words: list[Word], party: Hit) -> Hit | None:
        """ "Orbán und seine Partei Fidesz", "Orbáns Fidesz-Partei", "die AKP von Präsident Erdoğan"."""
        at = self.reading.at[n]
        k = party.first - 1
        if k >= 0 and words[k].lower in self.lexicon.membership["party_words"]:
            k -= 1
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
        if k < len(words) and words[k].text == "(":
            while k < len(words) and words[k].text != ")":
                k += 1
            k += 1
        if k < len(words) and words[k].lower in self.lexicon.membership["of"]:
            role = self.reading.role_at.get((n, k + 1))
            hit = role.name if role is not None else at.get(k + 1)
            if _is_person(hit) and words[k].head is not None and self._governs(party, hit):
                return hit
        return None

    def _joined(self, n: int, words: list[Word], k: int) -> Hit | None:
        """ "Viktor Orban and his party": who stands right before."""
        if k < 2 or words[k - 1].lower not in self.lexicon.membership["and"]:
            return None
        before = self.reading.at[n].get(k - 2)
        return before if _is_person(before) else None

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
        if first >= len(words) or words[first - 1].text not in ("(", "/") or person.ent is None:
            return
        initial = self.lexicon.party_initials.get(words[first].text.split("-")[0])
        dashed = "-" in words[first].text or (first + 1 < len(words) and words[first + 1].text in ("-", ","))
        if initial is not None and dashed:
            party = self._by_adjective(initial, person.ent)  # "Ted Cruz (R-Texas)"
            if party is not None:
                virtual = self._virtual(n, words[first], party)
                yield self._membership(person, virtual, None, PARENTHESIS_TRUST, "parenthesis")
            return
        hit = self.reading.at[n].get(first)
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
                    if foreign_party(hit.ent, person.ent):
                        return  # "Labour Minister Bärbel Bas"
                    yield self._membership(person, hit, None, OFFICE_TRUST, "adjective")
                elif party is not None:
                    virtual = self._virtual(n, word, party)
                    yield self._membership(person, virtual, None, OFFICE_TRUST, "adjective")
                return
            if (n, k) not in self.reading.role_at:
                party = self._compound(word, person.ent)
                if party is not None:
                    yield self._membership(person, self._virtual(n, word, party), word.text)
            k -= 1
        if k == person.first - 1 and not (self.lexicon.lang == "en" and words[k].pos == "ADJ"):
            return
        while k >= 0 and words[k].pos in ("ADJ", "ADV", "PROPN") and k > person.first - 8:
            party = self._by_adjective(words[k].lower, person.ent)
            if party is not None:
                yield self._membership(
                    person, self._virtual(n, words[k], party), None, OFFICE_TRUST, "adjective"
                )
                return
            k -= 1

    def _compound(self, word: Word, person: Ent | None) -> Ent | None:
        """The party in "SPD-Mann"; none in "SPD-Gegner"."""
        prefix, _, tail = word.text.rpartition("-")
        low = tail.lower()
        if (
            not prefix
            or not tail[:1].isupper()
            or any(low.endswith(o) for o in self.lexicon.membership["not"])
        ):
            return None
        entry = self.knowledge.prefix(prefix)
        if entry is None or entry.type != "party":
            return None
        return self.reading.table.entry(self.reading.local_party(entry, prefix, person))

    def _by_adjective(self, lower: str, person: Ent | None) -> Ent | None:
        """The party that "republikanisch" means of this person: by country, which must be plain."""
        options = self.knowledge.party_adjective(lower)
        if not options:
            return None
        home = self.reading.home_country
        country = person.country if person is not None else None
        if country is None:
            country = home.country if home is not None else None
        fits = [entry for entry in options if entry.country == country]
        return self.reading.table.entry(fits[0]) if len(fits) == 1 else None

    def _virtual(self, n: int, word: Word, ent: Ent) -> Hit:
        hit = Hit(n, word.i, word.i, word, word.text, "adjective", ent.type)
        hit.ent = ent
        return hit

    # --- states in alliances -----------------------------------------------------------------------------

    def _states(self, n: int, words: list[Word], word: Word) -> Iterator[Standing]:
        """ "das Nato-Mitglied Türkei", "EU-Staaten, darunter Österreich", "Ungarn ist EU-Mitglied"."""
        alliance = self._alliance(n, words, word)
        if alliance is None:
            return
        target, past = alliance
        targets = [target, *self._further(n, words, past)]
        # "die EU-Mitgliedschaft der Türkei" is spoken of as long as it is open
        status: Status = "hypothetical" if self._open(word) else "actual"
        for member in self._members(n, words, word, past):
            for target in targets:
                if member.ent is not target.ent:
                    yield Standing(
                        member, target, "MEMBER_OF", None, status, OFFICE_TRUST, "MEMBER_OF:state", word
                    )

    def _open(self, word: Word) -> bool:
        """Whether a noun names membership itself and nothing says that it holds."""
        noun = word.text.rpartition("-")[2].lower()
        lexicon = self.lexicon
        return noun.startswith(tuple(lexicon.membership.get("open", ()))) and not any(
            c.lower in lexicon.membership.get("held", ()) for c in word.children
        )

    def _further(self, n: int, words: list[Word], k: int) -> Iterator[Hit]:
        """ "in der EU und der Nato": the second alliance."""
        if k < len(words) and words[k].lower in self.lexicon.membership["and"]:
            k += 1
            if k < len(words) and words[k].pos == "DET":
                k += 1
            hit = self.reading.at[n].get(k)
            if hit is not None and hit.ent is not None and hit.ent.type == "intergovernmental":
                yield hit

    def _alliance(self, n: int, words: list[Word], word: Word) -> tuple[Hit, int] | None:
        """The alliance whose members a noun means, and the position behind the phrase."""
        if word.pos not in ("NOUN", "PROPN", "X"):
            return None
        prefix, _, tail = word.text.rpartition("-")
        noun = (tail or word.text).lower()
        if not any(noun.startswith(stem) for stem in self.lexicon.membership["states"]):
            return None
        if prefix:
            entry = self.knowledge.prefix(prefix)
            if entry is None or entry.type != "intergovernmental" or entry.parent:
                return None
            return self._virtual(n, word, self.reading.table.entry(entry)), word.i + 1
        before = self.reading.at[n].get(word.i - 1)
        if before is not None and before.ent is not None and before.ent.type == "intergovernmental":
            return before, word.i + 1  # "NATO member Turkey"
        for k in range(word.i + 1, min(word.i + 4, len(words))):
            hit = self.reading.at[n].get(k)
            if hit is not None and hit.first == k:
                if k > word.i + 1 and hit.ent is not None and hit.ent.type == "intergovernmental":
                    return hit, hit.last + 1
                return None
            if words[k].lower not in self.lexicon.membership["genitive"]:
                return None
        return None

    def _members(self, n: int, words: list[Word], word: Word, past: int) -> Iterator[Hit]:
        at = self.reading.at[n]
        if word.child("cop") is not None and (subject := word.child("nsubj")) is not None:
            if any(c.lower in self.lexicon.negators for c in word.children) or word.child("aux"):
                return
            for head in (subject, *subject.kids("conj")):
                hit = at.get(head.i)
                if _is_state(hit):
                    yield hit  # type: ignore[misc]
                elif hit is not None and hit.antecedent is not None and hit.more:
                    yield from self._several(hit)  # "beide Länder"
            return
        k = past
        if k < len(words) and words[k].text == ",":
            k += 1
        listed = k
        while k < len(words) and words[k].lower in self.lexicon.membership["such_as"]:
            k += 1
        if k > listed or k == past:
            yield from self._list(n, words, k)
        # "Ungarn und andere EU-Staaten"
        j = word.i - 1
        while j > 0 and words[j].lower in self.lexicon.membership["other"]:
            j -= 1
        if 0 < j < word.i - 1 and words[j].lower in self.lexicon.membership["and"]:
            hit = at.get(j - 1)
            while _is_state(hit):
                yield hit  # type: ignore[misc]
                j = hit.first - 1  # type: ignore[union-attr]
                hit = at.get(j - 1) if j > 0 and words[j].text == "," else None

    @staticmethod
    def _several(hit: Hit) -> Iterator[Hit]:
        for ent in (hit.ent, *hit.more):
            if ent is not None and ent.type == "country":
                one = Hit(hit.sent, hit.first, hit.last, hit.head, hit.text, hit.kind, ent.type)
                one.ent, one.antecedent = ent, hit.antecedent
                yield one

    def _list(self, n: int, words: list[Word], k: int) -> Iterator[Hit]:
        """ "Ungarn, Polen und die Slowakei"."""
        at = self.reading.at[n]
        while k < len(words):
            if words[k].pos == "DET":
                k += 1
                continue
            hit = at.get(k)
            if not _is_state(hit) or hit.first != k:  # type: ignore[union-attr]
                return
            yield hit  # type: ignore[misc]
            k = hit.last + 1  # type: ignore[union-attr]
            if k >= len(words) or words[k].lower not in (",", *self.lexicon.membership["and"]):
                return
            k += 1


def foreign_party(party: Ent, person: Ent | None) -> bool:
    """Whether a party is that of another country than the person's."""
    return (
        person is not None and None not in (party.country, person.country) and party.country != person.country
    )


def _initials(name: str, acronym: str) -> bool:
    """Whether an acronym is short for the name before it."""
    letters = "".join(part[0] for part in name.replace("-", " ").split() if part[0].isupper())
    return len(letters) > 1 and acronym.split("-")[0].upper().startswith(letters)


def _is_person(hit: Hit | None) -> bool:
    return hit is not None and hit.label == "person" and hit.kind == "name" and hit.ent is not None


def _is_state(hit: Hit | None) -> bool:
    return (
        hit is not None
        and hit.kind == "name"
        and hit.ent is not None
        and hit.ent.type == "country"
        and hit.label not in ("capital", "inhabitant")
    )
