"""The actors of one article: clusters of mentions that name the same person, country or body.

A cluster starts from a name. Persons join by their name parts ("Larijani" after "Ali Larijani"), everything
known to the knowledge base joins by its id, other names by their folded form and by acronyms in parentheses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from kgraph.extract.language.syntax import Word
from kgraph.knowledge import Entry, Knowledge
from kgraph.knowledge.names import name_key
from kgraph.model import ActorType, Gender, Lang, MentionKind

# Particles that belong to the surname they precede.
PARTICLES = frozenset(
    [
        "von",
        "van",
        "vom",
        "zu",
        "zur",
        "de",
        "der",
        "den",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "du",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "bint",
        "ben",
        "abu",
        "ten",
        "ter",
        "op",
    ]
)


# Shorter first parts of a name may be initials.
_INITIALS = 3


class Ent:
    """An actor of this article while it is being put together."""

    __slots__ = (
        "country",
        "first",
        "gender",
        "known",
        "names",
        "offices",
        "parent",
        "parts",
        "roles",
        "type",
    )

    def __init__(self, type_: ActorType, name: str, first: int = 0) -> None:
        self.type = type_
        self.names: list[str] = [name] if name else []
        self.known: Entry | None = None
        self.country: str | None = None  # knowledge id of its country
        self.parent: Ent | None = None  # the larger body or country it is part of, where the text says so
        self.gender: Gender | None = None
        self.roles: list[str] = []
        self.offices: set[str] = set()
        self.parts: tuple[str, ...] = ()  # folded name parts of a person, surname last
        self.first = first  # where it is first named: ties are broken by it

    def __repr__(self) -> str:
        return f"<{self.type} {self.name}>"

    @property
    def name(self) -> str:
        """The known German name, else the fullest form seen."""
        if self.known is not None:
            return self.known.name_de
        return max(self.names, key=lambda n: (len(n.split()), len(n), n)) if self.names else "?"

    def add(self, name: str) -> None:
        """Record a surface form."""
        if name and name not in self.names:
            self.names.append(name)


class Hit:
    """A mention in a sentence: words `first`..`last` (inclusive), with the word that heads it."""

    __slots__ = (
        "antecedent", "ent", "entry", "first", "generic", "head", "kind", "label", "last", "more", "options", "sent",
        "text", "weak",
    )  # fmt: skip

    def __init__(
        self, sent: int, first: int, last: int, head: Word, text: str, kind: MentionKind, label: str = ""
    ) -> None:
        self.sent = sent
        self.first = first
        self.last = last
        self.head = head
        self.text = text
        self.kind: MentionKind = kind
        self.label = label  # person, place, or an actor type
        self.ent: Ent | None = None
        self.entry: Entry | None = None
        self.weak = False  # may be a mere place or an ordinary word
        self.generic = False  # a group without a name: "die Rebellen"
        self.antecedent: Hit | None = None
        self.options: list[Entry] = []  # what an ambiguous name may be; the article decides
        self.more: list[Ent] = []  # further actors of the same words: "amerikanische und israelische Truppen"

    def __repr__(self) -> str:
        return f"<{self.text!r} {self.kind} {self.label} {self.ent}>"

    @property
    def actor(self) -> Ent | None:
        """The actor it stands for; a place stands for none."""
        return None if self.kind == "place" else self.ent


def is_region(ent: Ent) -> bool:
    """Whether an actor is a Land or another part of a state: a government with an adjective of its own."""
    known = ent.known
    return (
        ent.type == "government"
        and known is not None
        and known.institution is None
        and bool(known.adjectives_de)
    )


def beside(n: int, word: Word, ent: Ent) -> Hit:
    """A mention of an actor that shares its word with others, kept out of the reading's own table."""
    hit = Hit(n, word.i, word.i, word, word.text, "adjective", ent.type)
    hit.ent = ent
    return hit


def head_of(words: Sequence[Word], first: int, last: int) -> Word:
    """The word of a span whose governor lies outside of it."""
    for word in words[first : last + 1]:
        if word.head is None or not first <= word.head.i <= last:
            return word
    return words[first]


def name_parts(name: str) -> tuple[str, ...]:
    """The folded parts of a person's name, particles joined to the surname: "von der leyen"."""
    tokens = name.split()
    parts: list[str] = []
    at = 0
    while at < len(tokens):
        start = at
        while at < len(tokens) - 1 and tokens[at].lower().strip(".") in PARTICLES and (parts or at == 0):
            at += 1
        parts.append(name_key(" ".join(tokens[start : at + 1])))
        at += 1
    return tuple(part for part in parts if part)


def without_genitive(name: str) -> str:
    """A German name without its genitive ending; "Trumps" -> "Trump". Names that end in s stay."""
    if name.endswith(("'s", "’s")):
        return name[:-2]
    if name.endswith(("'", "’")):
        return name[:-1]
    return name[:-1] if name.endswith("s") and not name.endswith(("ss", "us", "is", "as", "os")) else name


class ActorTable:
    """All actors of an article. `published` lets offices be looked up at the article's date."""

    def __init__(self, knowledge: Knowledge, lang: Lang, published: date | None) -> None:
        self.knowledge = knowledge
        self.lang = lang
        self.published = published
        self.ents: list[Ent] = []
        self._by_entry: dict[str, Ent] = {}
        self._by_name: dict[tuple[str, str], Ent] = {}
        self._persons: list[Ent] = []

    def entry(self, entry: Entry, name: str = "", first: int = 0) -> Ent:
        """The actor for something known."""
        ent = self._by_entry.get(entry.id)
        if ent is None:
            ent = Ent(entry.type, "", first)  # type: ignore[arg-type]
            ent.known = entry
            ent.country = entry.country
            ent.gender = as_gender(entry.gender)
            if entry.type == "person":
                ent.parts = name_parts(name if len(name.split()) > 1 else entry.name_de)
                self._persons.append(ent)
            self._by_entry[entry.id] = ent
            self.ents.append(ent)
        ent.add(name)
        return ent

    def names(self, entry: Entry) -> bool:
        """Whether this article names something known."""
        ent = self._by_entry.get(entry.id)
        return ent is not None and bool(ent.names)

    def known(self, identity: str | None) -> Ent | None:
        """The actor for a country or body by its knowledge id; None for None."""
        entry = self.knowledge.entry(identity) if identity else None
        return self.entry(entry) if entry else None

    def named(self, type_: ActorType, name: str, first: int = 0) -> Ent:
        """The actor for a name that is not known, by its folded form."""
        key = (("person" if type_ == "person" else "body"), name_key(name))
        ent = self._by_name.get(key) or self._by_name.get((key[0], name_key(without_genitive(name))))
        if ent is None:
            ent = Ent(type_, name, first)
            self._by_name[key] = ent
            self.ents.append(ent)
        ent.add(name)
        return ent

    def alias(self, ent: Ent, name: str) -> None:
        """Let `name` mean `ent` from now on (an acronym in parentheses after the full name)."""
        self._by_name.setdefault(("body", name_key(name)), ent)
        ent.add(name)

    def by_name(self, name: str) -> Ent | None:
        """A body already named so in this article."""
        return self._by_name.get(("body", name_key(name)))

    def has(self, identity: str) -> bool:
        """Whether the article has named something known, by its knowledge id."""
        return identity in self._by_entry

    def longer(self, name: str) -> Ent | None:
        """The one body of this article whose name goes on after `name`: "Castlegate" for "Castlegate Homes"."""
        key = name_key(name) + " "
        fits = {
            id(e): e for (kind, full), e in self._by_name.items() if kind == "body" and full.startswith(key)
        } | {
            id(e): e
            for e in self._by_entry.values()
            if e.type not in ("person", "country") and any(name_key(n).startswith(key) for n in e.names)
        }
        return next(iter(fits.values())) if len(fits) == 1 else None

    def part(self, noun: str, owner: Ent, type_: ActorType, surface: str, first: int = 0) -> Ent:
        """A body of a country or a larger body that has no name of its own: "Außenministerium (Iran)"."""
        name = f"{noun} ({owner.name})"
        ent = self._by_name.get(("body", name_key(name)))
        if ent is None:
            ent = Ent(type_, name, first)
            ent.parent = owner
            ent.country = owner.country
            self._by_name[("body", name_key(name))] = ent
            self.ents.append(ent)
        ent.add(surface)
        return ent

    def person(self, name: str, first: int = 0) -> Ent | None:
        """The actor for a person's name: one already named with these parts, else a new one."""
        parts = name_parts(name)
        if not parts:
            return None
        found = self.known_person(parts)
        if found is None and len(parts) == 1:
            plain = name_parts(without_genitive(name))
            found = self.known_person(plain) if plain != parts else None
        if found is not None:
            if len(parts) > len(found.parts):
                found.parts = parts
            found.add(name)
            return found
        return self._new_person(name, parts, first)

    def namesake(self, name: str, first: int = 0) -> Ent:
        """The actor named by this surname alone, who is not the one of that surname whose full name is told."""
        parts = name_parts(name)
        named = next((e for e in self._persons if e.parts == parts), None)
        return named or self._new_person(name, parts, first)

    def _new_person(self, name: str, parts: tuple[str, ...], first: int) -> Ent:
        ent = Ent("person", name, first)
        ent.parts = parts
        self._persons.append(ent)
        self.ents.append(ent)
        return ent

    def known_person(self, parts: tuple[str, ...]) -> Ent | None:
        """The person of this article that bears these name parts; None if there is none or several do."""
        if not parts:
            return None
        fits = [ent for ent in self._persons if _same_person(ent.parts, parts)]
        fits = [ent for ent in fits if ent.parts == parts] or fits
        return fits[0] if len(fits) == 1 else None

    def by_given_name(self, part: str) -> Ent | None:
        """The one person of this article whose given name stands alone, as in Thailand ("Thaksin Shinawatra", then
        "Thaksin")."""
        fits = [ent for ent in self._persons if len(ent.parts) > 1 and ent.parts[0] == part]
        return fits[0] if len(fits) == 1 and len(part) > _INITIALS else None

    def surnames(self) -> dict[str, Ent]:
        """Surnames (folded) borne by exactly one person so far."""
        seen: dict[str, list[Ent]] = {}
        for ent in self._persons:
            if len(ent.parts) > 1 or ent.known:
                seen.setdefault(ent.parts[-1], []).append(ent)
        return {name: ents[0] for name, ents in seen.items() if len(ents) == 1}

    def persons(self) -> Iterable[Ent]:
        """All persons, in the order in which they were found."""
        return tuple(self._persons)


def as_gender(text: str | None) -> Gender | None:
    """A gender code of the knowledge as ours."""
    return text if text in ("m", "f", "n", "pl") else None  # type: ignore[return-value]


def _same_person(known: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    if known == parts:
        return True
    if len(parts) == 1 or len(known) == 1:
        short, long = (parts, known) if len(parts) == 1 else (known, parts)
        if short[0] == long[-1] or (len(short[0].split()) > 1 and short[0].split()[-1] == long[-1]):
            return True
        # surname first, as in Xi Jinping: the later short form is the first part
        return len(long) == 2 and short[0] == long[0] and len(short[0]) <= 4
    if known[-1] != parts[-1]:
        return False
    first, other = known[0], parts[0]
    return first == other or (min(len(first.strip(".")), len(other.strip("."))) == 1 and first[0] == other[0])
