"""How well two names of persons go together, and the keys under which candidates meet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kgraph.knowledge import Knowledge
from kgraph.knowledge.names import fold, name_key, word_key, words
from kgraph.resolve.language import language

# What a name alone can prove: the rest is left to country, office, time and company.
SAME_NAME = 0.9
# A surname alone.
SURNAME = 0.5
# What parts father and son; one such pair of names outweighs all that agree.
OTHER_GENERATION, OTHER_MIDDLE = "another generation", "another middle name"
_OTHER_MIDDLE = 0.6
# Letters that begin the same sound in German and English spellings.
_INITIALS = str.maketrans("cqvyjz", "kkwiis")
_VOWELS = re.compile(r"[aeiouy]+")
# Longer names are no names: they are compared for equality only.
_MAX_WORDS = 8
_MAX_CHARS = 120


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart: folded words and their keys (no particles, titles), the mark of a generation."""

    words: tuple[str, ...]
    keys: tuple[str, ...]
    generation: str = ""

    @property
    def single(self) -> bool:
        """Whether it is one word, so that it may be anybody's surname; "Benedikt XVI." is not."""
        return len(self.keys) < 2 and not self.generation

    @property
    def odd(self) -> bool:
        """Whether it says too little to be compared at all: nothing, or one letter."""
        return not any(len(key) > 1 and key.isalpha() for key in self.keys)


@lru_cache(maxsize=4096)
def _particle(word: str) -> bool:
    return name_key(f"xxx {word}").count(" ") == 0


@lru_cache(maxsize=200_000)
def parse(name: str) -> PersonName:
    """Take a name apart; what is no letter in any script is left out."""
    parts = list(words(name[:_MAX_CHARS]))[:_MAX_WORDS]
    generation = ""
    while len(parts) > 1 and parts[-1] in language().generations:
        generation = language().generations[parts.pop()]
    kept = [p for p in parts if not _particle(p)] or parts
    if len(parts) == 2 and parts[0] in language().given and name.lstrip()[:1].isupper():
        kept = parts
    pairs = [(p, word_key(p)) for p in kept]
    pairs = [(p, k) for p, k in pairs if k]
    return PersonName(tuple(p for p, _ in pairs), tuple(k for _, k in pairs), generation)


def skeleton(key: str) -> str:
    """The consonants of a key, with its first letter: transliterations differ in vowels first."""
    return key[:1] + _VOWELS.sub("", key[1:])


def initial(word: str) -> str:
    """The first letter of a folded word, the same for letters of the same sound."""
    return word[:1].translate(_INITIALS)


def blocks(name: PersonName) -> Iterator[str]:
    """Keys of a full name; two names that may be one share at least one."""
    if name.single:
        return
    yield "n:" + " ".join(sorted(name.keys))
    yield "j:" + "".join(name.keys)
    first = name.words[0]
    heads = {initial(first), *(f"~{g}" for g in language().nicknames.get(first, ()))}
    if len(name.keys) > 2:
        heads.add(initial(name.words[1]))  # "Sängerin Olga Tannert"
    for key in dict.fromkeys(name.keys[1:]):
        if len(key) > 1:
            shapes = {skeleton(key), skeleton(key[:-1]) if key.endswith("s") else skeleton(key)}
            for shape in sorted(shapes):
                for head in sorted(heads):
                    yield f"s:{shape}:{head}"
    last = name.keys[-1]
    if len(last) > 5:
        yield f"g:{name.keys[0]}:{last[0]}{last[-1]}"


def compare(a: PersonName, b: PersonName, knowledge: Knowledge) -> tuple[float, str]:
    """How well two names go together, 0..SAME_NAME, and why."""
    if a.odd or b.odd:
        return (SAME_NAME, "the same name") if a == b and a.words else (0.0, "too short")
    if a.generation and b.generation and a.generation != b.generation:
        return 0.0, OTHER_GENERATION
    factor = 1.0 if a.generation == b.generation else 0.6
    score, why = _compare(a, b, knowledge)
    return score * factor, why if factor == 1 else f"{why}, of another generation"


def _compare(a: PersonName, b: PersonName, knowledge: Knowledge) -> tuple[float, str]:
    if a.keys == b.keys:
        return (SURNAME, "the same surname") if a.single else (SAME_NAME, "the same name")
    if not a.single and sorted(a.keys) == sorted(b.keys):
        return SAME_NAME * 0.98, "the same words in another order"
    joined = "".join(a.keys)
    if joined == "".join(b.keys) and len(joined) > 4:
        return SAME_NAME * 0.96, "the same name, written apart"
    if a.single or b.single:
        one, many = (a, b) if a.single else (b, a)
        return (SURNAME, "the same surname") if bears(one, many) else (0.0, "another surname")
    if min(len(a.keys), len(b.keys)) < 2:
        return 0.0, "another name"
    for x, y in ((a, b), (b, a)):
        if x.keys[1:] == y.keys:
            head = x.words[0]
            if len(head) > 3 and head not in language().nicknames and not knowledge.gender(head.capitalize()):
                return SAME_NAME * 0.9, "a word before the name"
    ways = [_western(a, b, knowledge, 1.0)]
    if len(a.keys) == len(b.keys):  # else a surname in the middle would be taken for the last
        ways += [_western(_turned(a), b, knowledge, 0.95), _western(a, _turned(b), knowledge, 0.95)]
    return max(ways, key=lambda found: found[0])


def bears(surname: PersonName, name: PersonName) -> bool:
    """Whether one word may stand for that name: its last word, also in a German genitive."""
    if surname.keys[0] == name.keys[-1] or surname.words[0] == name.words[-1] + "s":
        return True
    return surname.keys[0] == name.keys[0] and surname_first(name)


def surname_first(name: PersonName) -> bool:
    """Whether the first word may be the surname: Xi Jinping, Kim Jong-un."""
    return len(name.words[0]) < 4 and len(name.keys) > 1


def _turned(name: PersonName) -> PersonName:
    return PersonName((*name.words[1:], name.words[0]), (*name.keys[1:], name.keys[0]), name.generation)


def _western(a: PersonName, b: PersonName, knowledge: Knowledge, factor: float) -> tuple[float, str]:
    surname, why = _surnames(a, b, knowledge)
    if not surname:
        return 0.0, why
    given, how = _given(a.words[0], b.words[0], a.keys[0], b.keys[0], knowledge)
    if not given:
        return 0.0, how
    middle = _middles(a, b) if surname > 0.9 else 1.0
    if middle == _OTHER_MIDDLE:
        why = OTHER_MIDDLE
        how = ""
    told = ", ".join(dict.fromkeys(x for x in (why, how) if x)) or "the same name"
    return round(SAME_NAME * surname * given * middle * factor, 4), told


def _surnames(a: PersonName, b: PersonName, knowledge: Knowledge) -> tuple[float, str]:
    one, two = a.keys[-1], b.keys[-1]
    if one == two:
        return 1.0, ""
    if a.words[-1] == b.words[-1] + "s" or b.words[-1] == a.words[-1] + "s":
        return 0.93, "a genitive"
    for x, y in ((a, b), (b, a)):
        if len(x.keys) > len(y.keys) and y.keys[-1] in x.keys[1:-1] and len(y.keys[-1]) > 2:
            given = knowledge.gender(y.words[-1].capitalize()) is not None
            return (0.0, "a given name only") if given else (0.88, "one surname of two")
    if min(len(one), len(two)) < 4:
        return 0.0, "another surname"
    bearers = [{p.id for p in knowledge.persons_by_surname(n.words[-1])} for n in (a, b)]
    if all(bearers) and not bearers[0] & bearers[1]:
        return 0.0, "two well-known surnames"
    shortest = min(len(one), len(two))
    if (
        skeleton(one) == skeleton(two)
        and _slips(one, two) <= (1 if shortest < 6 else 2)
        and (shortest > 5 or (shortest > 4 and one[-1] == two[-1]))
    ):
        return 0.9, "a surname of the same consonants"
    if shortest > 5 and _slips(one, two) <= (2 if shortest > 8 else 1):
        return 0.86, "a similar surname"
    return 0.0, "another surname"


def _given(a: str, b: str, x: str, y: str, knowledge: Knowledge) -> tuple[float, str]:
    if x == y:
        return 1.0, ""
    if min(len(a), len(b)) == 1:
        return (0.82, "an initial") if initial(a) == initial(b) else (0.0, "another initial")
    groups = language().nicknames
    if groups.get(a, frozenset()) & groups.get(b, frozenset()):
        return 0.92, "a short form of the given name"
    one, two = knowledge.gender(a.capitalize()), knowledge.gender(b.capitalize())
    if one and two and one != two:
        return 0.0, "given names of man and woman"
    same = skeleton(x) == skeleton(y)
    shortest = min(len(x), len(y))
    vowels = same and _slips(x, y) <= (1 if shortest < 6 else 2 if shortest < 9 else 3)
    if one and two and not (vowels and shortest > 4 and x[-1] == y[-1]):
        return 0.0, "another given name"
    if vowels and shortest > 3:
        return 0.9, "a given name of the same consonants"
    if _slips(x, y) <= 1 and min(len(x), len(y)) > 4 and x[-1] == y[-1]:
        return 0.86, "a similar given name"
    return 0.0, "another given name"


def _middles(a: PersonName, b: PersonName) -> float:
    """Names between the first and the last: those of one must begin like those of the other."""
    one, two = list(a.words[1:-1]), list(b.words[1:-1])
    if not one or not two:
        return 0.97 if one or two else 1.0
    if len(one) != len(two):
        short, long = sorted((one, two), key=len)
        if all(len(w) == 1 for w in (*short, *long)):
            return _OTHER_MIDDLE
        rest = iter(long)
        return 0.97 if all(any(_alike(w, o) for o in rest) for w in short) else _OTHER_MIDDLE
    return 1.0 if all(_alike(x, y) for x, y in zip(one, two, strict=True)) else _OTHER_MIDDLE


def _alike(a: str, b: str) -> bool:
    if min(len(a), len(b)) == 1:
        return initial(a) == initial(b)
    return word_key(a) == word_key(b) or _slips(word_key(a), word_key(b)) <= 1


def _slips(a: str, b: str) -> int:
    from rapidfuzz.distance import DamerauLevenshtein

    return int(DamerauLevenshtein.distance(a, b, score_cutoff=3))


def clean(name: str) -> str:
    """A name as it can be shown: no control characters, single spaces, at most 120 characters."""
    import unicodedata

    text = "".join(c if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co") else " " for c in name)
    text = " ".join(text.split())
    return text if len(text) <= _MAX_CHARS else text[: _MAX_CHARS - 1].rstrip() + "…"


__all__ = ["PersonName", "bears", "blocks", "clean", "compare", "fold", "initial", "parse", "skeleton"]
