"""Keys under which the spellings of one person's name meet.

The rules are in ``data/transliteration.toml``; nothing here is particular to a name. Keys are for
comparing only: equal keys mean "may well be the same name", different keys "probably not".
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from anyascii import anyascii

RULES = Path(__file__).with_name("data") / "transliteration.toml"

_SEPARATORS = re.compile(r"[\s\-‐‑–—/·•.,;:()\[\]\"“”„«»_]+")
_GENITIVE = re.compile(r"(?<=\w)['’ʼ]s?$")
_APOSTROPHES = str.maketrans({c: "'" for c in "’‘ʼʻ`´′ʿʾ"})


@dataclass(frozen=True, slots=True)
class _Rules:
    letters: re.Pattern[str]
    table: dict[str, str]
    patterns: tuple[tuple[re.Pattern[str], str, int], ...]
    particles: frozenset[str]
    glued: re.Pattern[str]
    titles: frozenset[str]
    suffixes: frozenset[str]
    equivalents: dict[str, str]

    def sound(self, word: str) -> str:
        """The key of one folded word, without the table of equivalents."""
        text = self.letters.sub(lambda m: self.table[m.group()], word)
        for find, put, longer_than in self.patterns:
            if len(text) > longer_than:
                text = find.sub(put, text)
        return text


def _alternation(table: dict[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(k) for k in sorted(table, key=lambda k: (-len(k), k))))


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    data = tomllib.loads(RULES.read_text(encoding="utf-8"))
    table = dict(data["letters"])
    rules = _Rules(
        letters=_alternation(table),
        table=table,
        patterns=tuple((re.compile(p["find"]), p["put"], p.get("longer_than", 0)) for p in data["patterns"]),
        particles=frozenset(data["particles"]["words"]),
        glued=re.compile(rf"^(?:{'|'.join(sorted(data['particles']['glued']))})-(?=\w)"),
        titles=frozenset(data["titles"]["words"]),
        suffixes=frozenset(data["titles"]["suffixes"]),
        equivalents={},
    )
    for group in data["equivalents"]["groups"]:
        head = rules.sound(_ascii(group[0]))
        for spelling in group:
            rules.equivalents[rules.sound(_ascii(spelling))] = head
    return rules


def _ascii(text: str) -> str:
    """Lower-case ASCII letters of a text in any script; control and format characters are dropped."""
    text = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES)
    text = "".join(
        " " if c.isspace() else c for c in text if unicodedata.category(c) not in ("Cc", "Cf") or c.isspace()
    )
    return str(anyascii(text)).lower()


def fold(text: str) -> str:
    """Case, diacritics, script and spaces folded away; the spelling stays: "Çavuşoğlu" -> "cavusoglu"."""
    return " ".join(_ascii(text).split())


def words(name: str) -> tuple[str, ...]:
    """The folded words of a name without titles, suffixes, initials' dots and glued articles.

    Particles stay (``von``, ``bin``). A name of nothing but such words keeps them.
    """
    rules = _rules()
    parts: list[str] = []
    for chunk in _GENITIVE.sub("", fold(name)).split():
        chunk = rules.glued.sub("", chunk)
        parts.extend(p.strip("'") for p in _SEPARATORS.split(chunk) if p.strip("'"))
    kept = [p for p in parts if p not in rules.titles]
    while len(kept) > 1 and kept[-1] in rules.suffixes:
        kept.pop()
    return tuple(kept or parts)


@lru_cache(maxsize=65536)
def word_key(word: str) -> str:
    """The key of one folded word (see ``words``)."""
    rules = _rules()
    key = rules.sound(word)
    return rules.equivalents.get(key, key)


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """The key of a name: its words' sounds, particles and titles dropped, joined by a space.

    ``name_key("Sergej Lawrow") == name_key("Sergey Lavrov")``; the order of the words is kept. The
    empty string when the name has no letter.
    """
    rules = _rules()
    parts = words(name)
    kept = [p for p in parts if p not in rules.particles] or list(parts)
    return " ".join(k for k in (word_key(p) for p in kept) if k)


def sorted_key(name: str) -> str:
    """``name_key`` with its words in alphabetical order: "Orbán Viktor" = "Viktor Orbán"."""
    return " ".join(sorted(name_key(name).split()))


def same_name(a: str, b: str) -> bool:
    """Whether two full names may be spellings of one: same words in any order, initials match.

    "V. Putin" matches "Wladimir Putin"; a middle name that only one of the two has is ignored when at
    least two words agree. A surname alone matches nothing but itself.
    """
    left, right = name_key(a).split(), name_key(b).split()
    if not left or not right:
        return False
    if sorted(left) == sorted(right) or "".join(left) == "".join(right):
        return True
    short, long = sorted((left, right), key=len)
    return _within(short, long) if len(short) > 1 else False


def _within(short: list[str], long: list[str]) -> bool:
    rest = list(long)
    full = 0
    initial: Callable[[str, str], bool] = lambda x, y: min(len(x), len(y)) == 1 and x[0] == y[0]  # noqa: E731
    for word in sorted(short, key=len, reverse=True):
        hit = next((w for w in rest if w == word), None) or next((w for w in rest if initial(w, word)), None)
        if hit is None:
            return False
        rest.remove(hit)
        full += hit == word
    ends_meet = short[-1] == long[-1] or {short[0], short[-1]} <= {long[0], long[-1]}
    return full >= 1 and ends_meet
