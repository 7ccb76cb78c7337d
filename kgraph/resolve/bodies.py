"""How well two names of bodies go together: keys free of language, inflection and word order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kgraph.knowledge import Knowledge
from kgraph.knowledge.names import fold, word_key
from kgraph.resolve.language import language

SAME_NAME = 0.9
_MAX_CHARS = 200
# Words of so many letters are compared by sound (Hisbollah, Hezbollah), shorter ones by their letters.
_SOUNDS = 6
# Longer words in capitals are shouted, shorter ones are acronyms.
_SHOUTED = 5
_TOKENS = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*\.?|[^\W_]")
_ACRONYM = re.compile(r"[A-ZÄÖÜ][A-Za-zÄÖÜäöü&.\-/]{0,10}[A-ZÄÖÜ0-9]\.?|[A-ZÄÖÜ]{2,10}")


@dataclass(frozen=True, slots=True)
class BodyName:
    """A name taken apart: `parts` are keys of its words in any language, `places` ids of its countries.

    `generic`: only words that every state or town has ("Innenministerium"), so that it names no body alone.
    `acronym`: the folded name if it is one; `initials`: those that its words may be shortened to.
    """

    parts: tuple[str, ...]
    places: tuple[str, ...]
    generic: bool
    acronym: str
    initials: frozenset[str]

    @property
    def key(self) -> str:
        """One text for all spellings, places included."""
        return " ".join(sorted({*self.parts, *(f"@{p}" for p in self.places)}))


class BodyNames:
    """Takes names of bodies apart, with the countries and institutions that the knowledge has."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._parsed: dict[str, BodyName] = {}

    def parse(self, name: str) -> BodyName:
        """The parts of a name; remembered."""
        found = self._parsed.get(name)
        if found is None:
            found = self._parsed[name] = self._parse(name[:_MAX_CHARS])
        return found

    def _parse(self, name: str) -> BodyName:
        lang = language()
        tokens = [t for t in _TOKENS.findall(name.replace("/", " "))]
        parts: list[str] = []
        places: list[str] = []
        named = False
        at = 0
        while at < len(tokens):
            size, part, place, common = self._next(tokens, at)
            if place:
                places.append(place)
            elif part and part not in lang.stop:
                parts.append(part)
                named = named or not common
            at += size
        folded = fold(name)
        words = [w for w in re.split(r"[\s\-–/]+", folded) if w]
        bare = [w for w in words if w not in lang.stop]
        initials = {"".join(w[0] for w in ws) for ws in (words, bare) if len(ws) > 1}
        acronym = re.sub(r"[^a-z0-9]", "", folded) if _ACRONYM.fullmatch(name.strip()) else ""
        return BodyName(
            tuple(parts),
            tuple(dict.fromkeys(places)),
            not named and not acronym,
            acronym,
            frozenset(initials),
        )

    def _next(self, tokens: list[str], at: int) -> tuple[int, str, str | None, bool]:
        """Words used, key of a word, id of a country, whether every state or town has such a thing."""
        lang, knowledge = language(), self._knowledge
        for size in range(min(4, len(tokens) - at), 0, -1):
            text = " ".join(tokens[at : at + size])
            place = self._place(text, size)
            if place:
                return size, "", place, False
            kind = knowledge.institution(text)
            folded = tuple(fold(t).rstrip(".") for t in tokens[at : at + size])
            if kind is not None and " ".join(folded) not in lang.apart:
                return size, f"#{kind.key}", None, True
            if size <= lang.longest:
                head = lang.phrases.get(folded) or lang.phrases.get(tuple(map(lang.stemmed, folded)))
                if head is not None:
                    return size, f"={head}", None, head not in lang.own
        word = fold(tokens[at]).replace("'", "").rstrip(".")
        if word in lang.stop:
            return 1, "", None, True
        plain = word.replace(".", "")
        if len(plain) < _SHOUTED and _ACRONYM.fullmatch(tokens[at]):
            return 1, tokens[at].replace(".", ""), None, False  # the case tells GDP from GdP
        if tokens[at].isupper() or len(plain) < _SOUNDS:
            return 1, plain, None, plain in lang.common  # sounds of short words meet by chance: BBC, BBK
        return 1, word_key(lang.stemmed(plain)) or plain, None, plain in lang.common

    def _place(self, text: str, size: int) -> str | None:
        """The country that a word of a name means: "iranisches", "Iranian", "Iran", "of Iran"."""
        if not text[:1].isupper():
            text = text[:1].upper() + text[1:] if size == 1 else text
        known = self._knowledge
        entry = known.adjective(text) or known.adjective(text.lower()) if size == 1 else None
        if entry is not None and entry.type == "country":
            return entry.id
        for hit in known.surface().get(text, ()):
            if hit.kind == "name" and not hit.weak:
                found = known.find(hit.id)
                if found is not None and found.type == "country":
                    return found.id
        return None

    def named(self, name: str) -> bool:
        """Whether this very form is the name of one known actor."""
        hits = {h.id for h in self._knowledge.surface().get(name, ()) if not h.weak}
        return len(hits) == 1

    @cached_property
    def known(self) -> Mapping[str, tuple[str, ...]]:
        """Key of a name -> ids of the known bodies of that name."""
        table: dict[str, set[str]] = {}
        for entry in self._knowledge.entries():
            if entry.type in ("country", "person"):
                continue
            for name in {entry.name_de, entry.name_en, *entry.aliases}:
                if name:
                    parsed = self.parse(name)
                    if parsed.parts:
                        table.setdefault(parsed.key, set()).add(entry.id)
                        if entry.country and not parsed.places:
                            table.setdefault(f"{parsed.key}|{entry.country}", set()).add(entry.id)
        return {key: tuple(sorted(ids)) for key, ids in sorted(table.items())}

    def identities(self, name: str, country: str | None) -> tuple[str, ...]:
        """Ids of the known bodies that `name` may mean, those of `country` only if there are such."""
        knowledge = self._knowledge
        found: dict[str, None] = {}
        for hit in knowledge.surface().get(name, ()):
            if hit.kind in ("name", "acronym", "inhabitant"):
                found[hit.id] = None
        if not found and name.isupper() and len(name) >= _SHOUTED - 1:
            # In capitals even the name that is also a word ("BILD") is a name.
            found.update((h.id, None) for h in knowledge.surface().get(name.capitalize(), ()))
        parsed = self.parse(name)
        if not found and len(parsed.parts) == 1 and parsed.parts[0].startswith("#"):
            state = country if not parsed.places else parsed.places[0] if len(parsed.places) == 1 else None
            if state and knowledge.country_id(state) == state:
                found[knowledge.institution_entry(parsed.parts[0][1:], state).id] = None
        if not found and parsed.parts and not (parsed.generic and not parsed.places) and not _short(name):
            found.update(dict.fromkeys(self.known.get(parsed.key, ())))
        ids = [
            i for i in found if (e := knowledge.find(i)) is not None and e.type not in ("country", "person")
        ]
        if country:
            fits = [i for i in ids if (e := knowledge.find(i)) is not None and e.country in (None, country)]
            ids = [i for i in fits if (e := knowledge.find(i)) is not None and e.country] or fits
        return tuple(sorted(ids))


def _short(name: str) -> bool:
    """Whether only the case tells what is meant: "GDP" is not "GdP"."""
    return len(name.strip()) < 4


def blocks(name: BodyName) -> Iterator[str]:
    """Keys under which names that may be one meet."""
    if not name.parts:
        return
    yield "b:" + " ".join(sorted(set(name.parts)))
    if name.acronym:
        yield "a:" + name.acronym
    for short in sorted(name.initials):
        if len(short) > 2:
            yield "a:" + short
    longest = max(name.parts, key=lambda p: (len(p), p))
    if len(name.parts) > 1:
        yield f"w:{len(set(name.parts))}:{min(name.parts)[:5]}:{longest[:4]}"
    elif len(longest) > 6:
        yield f"w:1:{longest[:5]}"


def compare(a: BodyName, b: BodyName, fuzzy: bool = True) -> tuple[float, str]:
    """How well two names go together, 0..SAME_NAME, and why; countries are compared by the caller.

    `fuzzy` allows a slip in one long word."""
    if not a.parts or not b.parts:
        return 0.0, "no words"
    one, two = set(a.parts), set(b.parts)
    if a.places and b.places and set(a.places) != set(b.places):
        return 0.0, "of another country"
    if one == two:
        if bool(a.places) != bool(b.places) and not (a.acronym or b.acronym):
            return 0.65, "the same words, of a country and of none"
        return SAME_NAME, "the same words"
    for x, y in ((a, b), (b, a)):
        if x.acronym and len(x.acronym) > 2 and x.acronym in y.initials:
            return 0.62, "initials of the words"
    if a.acronym or b.acronym:
        return 0.0, "another name"
    joined, other = "".join(a.parts), "".join(b.parts)
    if joined == other and len(joined) > 5:
        return SAME_NAME * 0.97, "the same words, written apart"
    if fuzzy and len(one) == len(two) and _close(one, two):
        return 0.8, "similar words"
    return 0.0, "other words"


def _close(one: set[str], two: set[str]) -> bool:
    from rapidfuzz.distance import DamerauLevenshtein

    left, right = sorted(one - two), sorted(two - one)
    if len(left) != 1:
        return False
    x, y = left[0], right[0]
    if x[0] in "#=" or y[0] in "#=" or min(len(x), len(y)) < 7 or any(c.isdigit() for c in x + y):
        return False
    return x[0] == y[0] and DamerauLevenshtein.distance(x, y, score_cutoff=2) <= 1
