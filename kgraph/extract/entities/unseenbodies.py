"""Bodies of offices that no recogniser marked: "Präsident der Ärztekammer", "Gouverneur Nebraskas"."""

from __future__ import annotations

from kgraph.extract.entities.actors import Hit
from kgraph.extract.entities.office import LOCAL_OFFICES, Role
from kgraph.extract.language.inflected import nominative
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word

# Who heads a body.
HEADS = frozenset(
    ["president", "chair", "head", "leader", "managing_director", "chief_executive", "secretary_general", "founder",
     "vice_president", "deputy_chair", "honorary_chair", "board_chair"]
)  # fmt: skip


class UnseenBodies:
    """Marks such bodies of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def foreign(self, words: list[Word], k: int) -> int:
        """The last word of a name in another language that starts at word k: "der Bank of Nowhere"."""
        end, inside = k, self.lexicon.foreign_links
        if k + 1 >= len(words) or words[k + 1].lower not in inside:
            return k
        for j in range(k + 1, min(k + 9, len(words))):
            if words[j].text[:1].isupper():
                end = j
            elif words[j].lower not in inside:
                break
        return end

    def office(self, role: Role, noun: Word) -> bool:
        """Whether a noun that tells what a local body does names one: "der Präsident des Landesumweltamtes"."""
        form = noun.lower.removesuffix("es").removesuffix("s")
        plain = (
            role.owner is None and "-" not in noun.text and heads_body(role) and not noun.has("Number=Plur")
        )
        return plain and self.lexicon.local_endings.of(form, False) is not None

    def genitive_place(self, role: Role, word: Word) -> bool:
        """Whether an unrecognised name right behind a local office is its place: "Gouverneur Floridas"."""
        genitive = self.lexicon.lang == "de" and word.pos == "PROPN" and word.dep == "nmod"
        return genitive and word.text.endswith("s") and role.title.office in LOCAL_OFFICES

    def place(self, role: Role, words: list[Word], k: int) -> bool:
        """Whether a name behind "von" is the place of a local office."""
        return (
            role.title.office in LOCAL_OFFICES
            and words[k - 1].lower in self.lexicon.of
            and words[k].text[0].isupper()
        )

    def add(self, role: Role, word: Word, adjectives: list[Word], at: dict[int, Hit], hits: list[Hit]) -> Hit:
        """A body that only its noun gives away, by its name in the nominative: "Österreichische Ärztekammer"."""
        capital = adjectives if all(w.text[0].isupper() for w in adjectives) else []
        name, first = nominative(word, capital), capital[0].i if capital else word.i
        hit = Hit(role.sent, first, word.i, word, name, "name", "organisation")
        hits.append(hit)
        hits.sort(key=lambda h: h.first)
        for i in range(first, word.i + 1):
            at[i] = hit
        return hit

    def adjectival(self, words: list[Word], k: int) -> bool:
        """Whether a capital is an adjective before a noun: "der Berliner Polizei"."""
        noun = words[k + 1] if k + 1 < len(words) else None
        german = self.lexicon.lang == "de" and words[k].text.endswith("er")
        return german and noun is not None and noun.pos == "NOUN" and words[k].head is noun

    def local(
        self,
        role: Role,
        words: list[Word],
        k: int,
        adjectives: list[Word],
        at: dict[int, Hit],
        hits: list[Hit],
    ) -> Hit | None:
        """A body that is called by its town: "der Frankfurter Buchmesse", "des Flughafens München"."""
        noun, lexicon = words[k], self.lexicon
        if lexicon.lang != "de" or not (heads_body(role) or role.title.office == "spokesperson"):
            return None
        if noun.has("Number=Plur") or not noun.text[:1].isupper() or noun.lower in lexicon.territories:
            return None
        town = at.get(k + 1)
        if town is not None and town.first == k + 1 and town.label in ("place", "capital"):
            if (
                town.head.head is noun
                and town.head.dep in ("appos", "flat")
                and noun.lower not in lexicon.regions_of
            ):
                hit = self.add_quoted(role, words, k, town.last, at, hits)
                hit.text = f"{nominative(noun, [])} {town.text}"
                return hit
        named = adjectives and adjectives[-1].text.endswith("er") and adjectives[-1].i == k - 1
        if named and all(w.text[:1].isupper() for w in adjectives) and role.owner is None:
            return self.add(role, noun, adjectives, at, hits)
        return None

    def goes_on(self, words: list[Word], hit: Hit) -> bool:
        """Whether a place is but the first word of a body's name: "der Tibet Initiative Deutschland"."""
        noun = words[hit.last + 1] if hit.last + 1 < len(words) else None
        return (
            self.lexicon.lang == "de"
            and hit.label in ("country", "place", "capital", "government")
            and noun is not None
            and noun.pos in ("NOUN", "PROPN")
            and noun.text[:1].isupper()
            and hit.head.head is noun
            and (self.lexicon.names_body(noun.lower) or noun.lower in self.lexicon.type_words)
        )

    def named_after(
        self, role: Role, words: list[Word], hit: Hit, at: dict[int, Hit], hits: list[Hit]
    ) -> Hit:
        """The body whose name begins with a place, with what stands in apposition to its noun."""
        noun = words[hit.last + 1]
        last = noun.i
        while (
            last + 1 < len(words)
            and words[last + 1].head is noun
            and words[last + 1].dep in ("appos", "flat")
        ):
            last += 1
        return self.add_quoted(role, words, hit.first, last, at, hits)

    def town(self, role: Role, words: list[Word], first: int, at: dict[int, Hit]) -> None:
        """ "der Grazer Bürgermeister": the town in its adjective."""
        word = words[first - 1] if first else None
        if word is None or not word.text[0].isupper() or len(word.text) < 5 or not word.text.endswith("er"):
            return
        known = at.get(word.i)
        if known is not None and known.entry is not None and known.label != "capital":
            return
        apart = words[first].dep == "appos" and words[first].head is word  # a parser's slip
        apart = apart or (word.dep == words[first].dep and word.head is words[first].head)
        if word.pos not in ("ADJ", "PROPN", "NOUN") or not (
            apart or word.dep in ("amod", "compound", "nmod", "flat")
        ):
            return
        if known is not None and known.label == "capital":
            known.kind = "place"
        town = self.lexicon.town_adjectives.get(word.lower, word.text[:-2])
        role.body = Hit(role.sent, word.i, word.i, word, town, "name", "place")

    @staticmethod
    def add_quoted(
        role: Role, words: list[Word], first: int, last: int, at: dict[int, Hit], hits: list[Hit]
    ) -> Hit:
        """ "Präsident der „Internationale der Kellner“": a body that nothing else gives away."""
        for inner in dict.fromkeys(at[i] for i in range(first, last + 1) if i in at):
            hits.remove(inner)
        name = " ".join(w.text for w in words[first : last + 1])
        head = next((w for w in words[first : last + 1] if w.pos in ("NOUN", "PROPN", "X")), words[first])
        hit = Hit(role.sent, first, last, head, name, "name", "organisation")
        hits.append(hit)
        hits.sort(key=lambda h: h.first)
        at.update(dict.fromkeys(range(first, last + 1), hit))
        return hit


def heads_body(role: Role) -> bool:
    """Whether a title is that of the head of some body, so that a quotation behind it is the body's name."""
    return role.title.relation == "HOLDS_OFFICE" and role.title.office in HEADS


def is_brand(words: list[Word], k: int) -> bool:
    """Whether a word is written as only names are: with a capital letter inside."""
    text = words[k].text if k >= 0 else ""
    return any(c.isupper() for c in text[1:]) and any(c.islower() for c in text) and "-" not in text


def is_acronym(word: Word) -> bool:
    """ "BVG", "KAV-Berlin": a name that begins with capitals only."""
    front = word.text.partition("-")[0]
    return len(front) > 2 and front.isalpha() and front.isupper()


def unmarked_place(noun: Word, name: Word, at: dict[int, Hit]) -> bool:
    """ "des Bundesstaates Queensland", where the recogniser overlooked the name."""
    proper = name.pos in ("PROPN", "X") and name.text[:1].isupper() and len(name.text) > 2
    return proper and name.i not in at and name.head is noun and name.dep in ("appos", "flat", "nmod")
