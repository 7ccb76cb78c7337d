"""Parties of persons that stand further off: "A und B (beide SPD)", "AfD-Leute wie A", "seine Parteifreundin B"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgraph.extract.entities.actors import Ent, Hit, beside
from kgraph.extract.entities.latebodies import PARTY_HEADS
from kgraph.extract.entities.marked import Reading
from kgraph.extract.entities.office import INFERRED_TRUST, OFFICE_TRUST, Role, Standing
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word
from kgraph.knowledge import Knowledge

# What says which party a person is of.
OF_PARTY = ("MEMBER_OF", "HOLDS_OFFICE")


def party_by_adjective(
    reading: Reading, knowledge: Knowledge, lower: str, person: Ent | None, country: str | None = None
) -> Ent | None:
    """The party that "republikanisch" means of this person: by country, which must be plain."""
    options = knowledge.party_adjective(lower)
    home = reading.home_country
    country = (person.country if person is not None else None) or country
    if country is None:
        country = home.country if home is not None else None
    fits = [entry for entry in options if entry.country == country]
    return reading.table.entry(fits[0]) if len(fits) == 1 else None


def party_in_compound(reading: Reading, lexicon: Lexicon, word: Word, person: Ent | None) -> Ent | None:
    """The party in "SPD-Mann"; none in "SPD-Gegner"."""
    prefix, _, tail = word.text.rpartition("-")
    low = tail.lower()
    if not prefix or not tail[:1].isupper() or any(low.endswith(o) for o in lexicon.membership["not"]):
        return None
    entry = reading.table.knowledge.prefix(prefix)
    if entry is None or entry.type != "party":
        return None
    return reading.table.entry(reading.local_party(entry, prefix, person))


def membership(person: Hit, party: Hit, how: str, trust: float = OFFICE_TRUST) -> Standing:
    """That a person is of a party."""
    return Standing(person, party, "MEMBER_OF", None, "actual", trust, f"MEMBER_OF:{how}", party.head)


class Partisans:
    """Finds such memberships in one article."""

    def __init__(self, reading: Reading, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.reading = reading
        self.knowledge = knowledge
        self.lexicon = lexicon

    def party(self, n: int, words: list[Word], party: Hit) -> Iterator[Standing]:
        """The persons whose party is named behind them: "(beide SPD)", "Hans Vogel, SPD, ..."."""
        k = party.first - 1
        after = words[party.last + 1].text if party.last + 1 < len(words) else ""
        if k > 1 and words[k].lower in self.lexicon.membership["all"] and words[k - 1].text == "(":
            two = words[k].lower in self.lexicon.both
            for person in self._listed(n, words, k - 2, 2 if two else len(words)):
                yield membership(person, party, "parenthesis", 0.95)
        elif k > 0 and words[k].text == "," and after == "," and words[party.first].text.isupper():
            before, listed = self.reading.at[n].get(k - 1), self.reading.at[n].get(party.last + 2)
            if (
                before is not None
                and is_person(before)
                and party.first == party.last
                and not _is_party(listed)
            ):
                yield membership(before, party, "apposition")

    def further(self, n: int, words: list[Word], first: Hit | None, party: Hit) -> Iterator[Hit]:
        """ "the Republicans A and B": those named beside the first one."""
        plural = party.head.has("Number=Plur") or (self.lexicon.lang == "en" and party.text.endswith("s"))
        k = first.last + 1 if first is not None and plural else len(words)
        while k + 1 < len(words) and words[k].lower in (",", *self.lexicon.membership["and"]):
            person = self.reading.at[n].get(k + 1)
            if person is None or not is_person(person) or person.first != k + 1:
                return
            yield person
            k = person.last + 1

    def _listed(self, n: int, words: list[Word], k: int, most: int) -> list[Hit]:
        """The persons named side by side that end at word k, at most so many."""
        found: list[Hit] = []
        at, joined = self.reading.at[n], (",", *self.lexicon.membership["and"])
        while k >= 0 and len(found) < most:
            person = at.get(k)
            if person is None or not is_person(person):
                break
            found.append(person)
            k = person.first - 1
            if k > 0 and words[k].lower not in joined and (n, k) in self.reading.role_at:
                k -= 1  # "Ministerin A und Minister B"
                while k > 0 and words[k].pos in ("ADJ", "DET"):
                    k -= 1
            if k < 1 or words[k].lower not in joined:
                break
            k -= 1
        return found[::-1]

    def titled(self, role: Role) -> Iterator[Standing]:
        """ "die grüne Abgeordnete Petra Hahn", "der republikanische US-Senator John Carver"."""
        words = self.reading.sentences[role.sent].words
        headed = role.body.ent if role.body is not None else None
        headed = headed or next((b.ent for b in role.own.values()), None)
        if (headed is not None and headed.type == "party") or role.title.office in PARTY_HEADS:
            return  # "Conservative leader X": of the party that they lead
        yield from self._called(role)
        for name in (role.name or self._meant(role), *role.others):
            if name is None or name.ent is None:
                continue
            k = role.word.i - 1
            while k >= 0 and words[k].pos in ("ADJ", "ADV") and k > role.word.i - 5:
                owner = role.owner.country if role.owner is not None else None
                if role.owner is not None and role.owner.type == "party":
                    return
                party = party_by_adjective(
                    self.reading, self.knowledge, words[k].lower, name.ent, owner or role.title.country
                )
                if party is not None:
                    yield membership(name, beside(role.sent, words[k], party), "adjective")
                    break
                k -= 1

    def _meant(self, role: Role) -> Hit | None:
        """Whom a title without a name means: "der republikanische Politiker" after "John Carver"."""
        hit = self.reading.hit(role.sent, role.word)
        return hit if hit is not None and hit.ent is not None and hit.ent.type == "person" else None

    def _called(self, role: Role) -> Iterator[Standing]:
        """ "die beiden FDP-Politiker", after both have been named."""
        meant = self._meant(role)
        if role.name is not None or meant is None or not meant.more or role.owner is None:
            return
        party = self.reading.table.entry(role.owner) if role.owner.type == "party" else None
        for ent in (meant.ent, *meant.more) if party is not None else ():
            if ent is not None and ent.type == "person":
                one = beside(role.sent, role.word, ent)
                yield membership(one, beside(role.sent, role.word, party), "title")  # type: ignore[arg-type]

    def examples(self, n: int, words: list[Word], word: Word, party: Ent | None) -> Iterator[Standing]:
        """ "SPD-Leute wie Hans Vogel und Petra Hahn", "CDU-Politiker, darunter Hans Vogel"."""
        k = word.i + 1
        if party is None or k >= len(words):
            return
        k += words[k].text == ","
        start = k
        while k < len(words) and words[k].lower in self.lexicon.membership["such_as"]:
            k += 1
        if k == start:
            return
        while k < len(words):
            role = self.reading.role_at.get((n, k))
            if role is not None and role.word.i == k:
                k += 1  # "wie Fraktionschef Hans Vogel"
            person = self.reading.at[n].get(k)
            if not is_person(person) or person.first != k:  # type: ignore[union-attr]
                return
            yield membership(person, beside(n, word, party), "example")  # type: ignore[arg-type]
            k = person.last + 1  # type: ignore[union-attr]
            if k >= len(words) or words[k].lower not in (",", *self.lexicon.membership["and"]):
                return
            k += 1

    def fellows(self, roles: Iterable[Role], found: list[Standing]) -> Iterator[Standing]:
        """ "Vogel und seine Parteifreundin Petra Hahn": of the party that the article says Vogel is of, or Hahn."""
        told = list(found)
        for role in roles:
            owner = role.possessor or role.person_owner
            if role.title.lemma.lower() not in self.lexicon.fellows or owner is None or owner.ent is None:
                continue
            if role.name is not None and not any(
                s.source.ent is owner.ent and _is_party(s.target) for s in told
            ):
                for s in told:
                    if s.source.ent is role.name.ent and s.relation in OF_PARTY and _is_party(s.target):
                        target = beside(role.sent, role.word, s.target.ent)  # type: ignore[arg-type]
                        yield membership(owner, target, "fellow", INFERRED_TRUST)
                        break
            parties = {
                id(s.target.ent): s.target.ent
                for s in found
                if s.source.ent is owner.ent and s.relation in OF_PARTY and _is_party(s.target)
            }
            if len(parties) != 1:
                continue
            party = next(iter(parties.values()))
            for name in (role.name, *role.others):
                if name is not None and name.ent is not None and party is not None:
                    if name.ent is not owner.ent:
                        target = beside(role.sent, role.word, party)
                        yield membership(name, target, "fellow", INFERRED_TRUST)


def is_person(hit: Hit | None) -> bool:
    """Whether a mention names a person."""
    return hit is not None and hit.label == "person" and hit.kind == "name" and hit.ent is not None


def _is_party(hit: Hit | None) -> bool:
    return hit is not None and hit.ent is not None and hit.ent.type == "party"
