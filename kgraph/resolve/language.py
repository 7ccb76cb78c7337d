"""Facts of language that names are compared with: `words.toml`, read once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from kgraph.knowledge.names import fold

_FILE = Path(__file__).with_name("words.toml")


@dataclass(frozen=True, slots=True)
class Language:
    """`nicknames`: given name to the numbers of its groups; `generations`: mark to its group's first;
    `given`: particles that may be given names;
    `stop`: words dropped from names of bodies; `phrases`: their words to the one that stands for all;
    `longest`: words of the longest phrase; `endings`: German endings of case, longest first,
    of words that keep `stem` letters; `apart`: bodies that are no mere kind of institution; `own`: words
    that make a name;
    `common`: those that alone make none."""

    nicknames: dict[str, frozenset[int]]
    generations: dict[str, str]
    given: frozenset[str]
    stop: frozenset[str]
    phrases: dict[tuple[str, ...], str]
    longest: int
    endings: tuple[str, ...]
    stem: int
    apart: frozenset[str]
    own: frozenset[str]
    common: frozenset[str]

    def stemmed(self, word: str) -> str:
        """A folded word without its German ending of case."""
        for ending in self.endings:
            if word.endswith(ending) and len(word) - len(ending) >= self.stem:
                return word[: -len(ending)]
        return word


@lru_cache(maxsize=1)
def language() -> Language:
    """The facts of `words.toml`."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    persons, bodies = data["persons"], data["bodies"]
    groups: dict[str, set[int]] = {}
    for number, group in enumerate(persons["nicknames"]):
        for name in group:
            groups.setdefault(fold(name), set()).add(number)
    bare = Language(
        nicknames={name: frozenset(numbers) for name, numbers in groups.items()},
        generations={mark: group[0] for group in persons["generations"] for mark in group},
        stop=frozenset([*bodies["stop"], *bodies["legal"]]),
        given=frozenset(persons["given"]),
        phrases={},
        longest=1,
        endings=tuple(sorted(bodies["endings"], key=lambda e: (-len(e), e))),
        stem=bodies["stem"],
        apart=frozenset(bodies["apart"]),
        own=frozenset(bodies["own"]),
        common=frozenset(bodies["common"]),
    )
    for group in bodies["same"]:
        head = "".join(group[0].split())
        for phrase in group:
            words = tuple(w for w in re.split(r"[\s\-]+", fold(phrase)) if w not in bare.stop)
            bare.phrases.setdefault(words, head)
            bare.phrases.setdefault(tuple(bare.stemmed(w) for w in words), head)
    longest = max(map(len, bare.phrases))
    return replace(bare, longest=longest)
