"""The time words and rules of a language, read from `kgraph/lang/times.LANG.toml`.

A text is read as a string with one private character per class of each token ("am Freitagabend" is
P, WEEKDAY, DAYPART), and the rules are regular expressions over that string: no rule ever sees letters,
so both languages share one engine.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from kgraph.errors import KnowledgeError
from kgraph.model import Lang

_FOLDER = Path(__file__).parents[2] / "lang"

CLASSES = (
    "P", "FROM", "ONTO", "DET", "OF", "AND", "BETWEEN", "SINCE", "FROMON", "UNTIL", "TO", "BEFORE", "AFTER",
    "JUST", "ABOUT", "STILL", "LATE", "AGO", "FEW", "CLOCK", "DASH", "SLASH", "COMMA", "PAST_SPAN", "BLOCK", "UNIT",
    "UNITS", "WEEKDAY", "MONTH", "SEASON", "FEAST", "DAYPART", "NIGHT", "OVERNIGHT", "RELDAY", "PART", "NUM",
    "ORD", "REL", "EARLY", "SAME", "ANAPHORIC", "PAST", "IN", "FOR", "DAYREL", "DAY", "DATE", "DM",
    "YEAR", "YEARS", "DECADE", "QUARTER",
)  # fmt: skip
CHAR: Mapping[str, str] = {name: chr(0xE000 + i) for i, name in enumerate(CLASSES)}
OTHER = "x"

# Each of these makes a time expression possible; text without any of them is left after one fast scan.
_CORES = ("UNIT", "UNITS", "DECADE", "WEEKDAY", "MONTH", "SEASON", "FEAST", "QUARTER", "NIGHT", "DAYPART",
          "OVERNIGHT", "RELDAY", "PAST_SPAN", "ANAPHORIC")  # fmt: skip

Item = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign of the text with its classes (none: it means nothing here)."""

    start: int
    end: int
    text: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A sequence of classes and the way to read it."""

    kind: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Lexicon:
    """All that a language knows of times."""

    words: Mapping[str, tuple[Item, ...]]
    rules: tuple[Rule, ...]
    feasts: Mapping[str, Mapping[str, object]]
    triggers: tuple[re.Pattern[str], ...]
    token: re.Pattern[str]
    flags: Mapping[str, Any]

    def may_hold(self, text: str, start: int, end: int) -> bool:
        """Whether `text[start:end]` has any word or number that can make a time: one fast scan."""
        inner, edge, first = self.triggers
        return (
            inner.search(text, start, end) is not None
            or edge.search(text, start, end) is not None
            or first.match(text, start, end) is not None
        )

    def look_up(self, form: str, initial: bool) -> tuple[Item, ...]:
        """The classes of a word as it is written; `initial`: the first word of a sentence."""
        if initial and form in self.flags["initial_relative"]:
            return self.words[form.lower()]
        found = self.words.get(form)
        if found is not None or form.islower():
            return found or ()
        if form.isupper() and len(form) > 2 and form.capitalize() in self.words:
            return self.words[form.capitalize()]
        return self.words.get(form.lower(), ())

    def tokens(self, text: str, start: int, end: int) -> Iterator[Token]:
        """The tokens of `text[start:end]`."""
        initial = True
        for match in self.token.finditer(text, start, end):
            form = match.group()
            items = _number(form) if form[0].isdigit() else self.look_up(form, initial)
            yield Token(match.start(), match.end(), form, items)
            initial = form in '.!?:"“„”»«'


def _number(form: str) -> tuple[Item, ...]:
    """The classes of something that begins with a digit."""
    if form.isdecimal():
        value = int(form) if len(form) < 7 else 0
        if len(form) == 4 and 1200 <= value < 2200:
            return (("YEAR", value),)
        return (("DAY", value),) if 1 <= value <= 31 else (("NUM", value),) if value else ()
    if match := re.fullmatch(r"(\d{1,2})(?:\.|st|nd|rd|th)", form):
        return (("ORD", int(match[1])),)
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", form):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", form):
        return _date(int(match[3]), int(match[2]), int(match[1]))
    if match := re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.", form):
        day, month = int(match[1]), int(match[2])
        return (("DM", (month, day)),) if 1 <= month <= 12 and 1 <= day <= 31 else ()
    if match := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", form):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        # 5/3/2025 is March in London and May in New York: only what reads one way is a date.
        if first > 12 or first == second:
            return _date(year, second, first)
        return _date(year, first, second) if second > 12 else ()
    if match := re.fullmatch(r"(\d{4})/(\d{2}|\d{4})", form):
        first, last = int(match[1]), int(match[2])
        last += first - first % 100 if last < 100 else 0
        return (("YEARS", (first, last)),) if 1200 <= first < last < 2200 and last - first < 9 else ()
    if match := re.fullmatch(r"(\d{3})0(?:er|s|er-Jahren?|er-Jahre)", form):
        return (("DECADE", int(match[1]) * 10),)
    if match := re.fullmatch(r"([3-9])0(?:er|s|er-Jahren?|er-Jahre)", form):
        return (("DECADE", 1900 + int(match[1]) * 10),)
    return ()


def _date(year: int, month: int, day: int) -> tuple[Item, ...]:
    try:
        return (("DATE", date(year, month, day)),)
    except ValueError:
        return ()


def _forms(section: Mapping[str, Any] | list[str]) -> Iterable[tuple[str, Any]]:
    return [(form, 0) for form in section] if isinstance(section, list) else section.items()


def _words(data: Mapping[str, Any]) -> dict[str, tuple[Item, ...]]:
    """Every form with its classes."""
    words: dict[str, tuple[Item, ...]] = {}
    for name, stems in data["stems"].items():
        for stem, value in stems.items():
            words |= {stem + ending: ((name, value),) for ending in data["endings"]}
    for name, section in data["words"].items():
        words |= {form: ((name, value),) for form, value in _forms(section)}
    for form, (relation, unit) in data["relative_units"].items():
        words[form] = (("REL", relation), ("UNIT", unit))
    words |= {form: (("FEAST", form),) for form in data["feasts"]}
    extra = data["compounds"]
    for day, value in data["words"]["WEEKDAY"].items():
        for part in extra["weekday_dayparts"]:
            words[day + part] = (("WEEKDAY", value), ("DAYPART", 0))
    for stem, unit in extra["unit_stems"].items():
        for part, value in extra["unit_parts"].items():
            if stem + part not in extra["unit_exceptions"]:
                words |= {stem + part + s: (("PART", value), ("UNIT", unit)) for s in ("", "s")}
    for prefix, value in extra["hyphen_parts"].items():
        for name in ("MONTH", "SEASON"):
            for form, number in data["words"][name].items():
                for shown in (f"{prefix}-{form}", f"{prefix.capitalize()}-{form}"):
                    words[shown] = (("PART", value), (name, number))
    return words | {f"Q{n}": (("QUARTER", n),) for n in range(1, 5)}


def _compile(seq: str, macros: Mapping[str, str]) -> re.Pattern[str]:
    """A rule's sequence as a regular expression over class characters."""

    def replace(match: re.Match[str]) -> str:
        name = match.group()
        if name in macros:
            return re.sub("[A-Z_]+", replace, macros[name])
        # Up to two digits are a number as well as a day; "in" is one of the prepositions.
        wider = {"NUM": ("NUM", "DAY"), "P": ("P", "IN")}.get(name, (name,))
        return f"[{''.join(CHAR[one] for one in wider)}]"

    return re.compile(re.sub("[A-Z_]+", replace, seq).replace(" ", ""))


def _trie(forms: Iterable[str]) -> str:
    """An alternation of the forms in which no letter is tried twice."""
    tree: dict[str, Any] = {}
    for form in sorted(forms):
        node = tree
        for char in form:
            node = node.setdefault(char, {})
        node[""] = {}

    def render(node: dict[str, Any]) -> str:
        if "" in node:  # a prefix is enough: the scan only asks whether to look closer
            return ""
        parts = [re.escape(char) + render(child) for char, child in node.items()]
        return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"

    return render(tree)


def _triggers(cores: set[str]) -> tuple[re.Pattern[str], ...]:
    """Searches that all fail where no time is. Each begins with a fixed set of characters, which lets the
    regular expression engine skip the rest: several times as fast as one expression with `\\b`."""
    word = _trie(cores)
    digits = r"(?<=[0-9])(?:[0-9]{3}|0er|0s|\.\s?[0-9]{1,2}\.|[0-9]\.\s?[0-9]{1,2}\.|[0-9]?/[0-9])"
    return re.compile(" " + word), re.compile(rf"[^a-zA-ZäöüÄÖÜß ,.](?:{word}|{digits})"), re.compile(word)


@cache
def lexicon(lang: Lang) -> Lexicon:
    """The lexicon of a language. Raises KnowledgeError if its file breaks the schema."""
    path = _FOLDER / f"times.{lang}.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        words = _words(data)
        unknown = sorted({name for items in words.values() for name, _ in items} - set(CLASSES))
        if unknown:
            raise KnowledgeError(f"{path}: unknown classes of words: {', '.join(unknown)}")
        rules = tuple(Rule(row["kind"], _compile(row["seq"], data["macros"])) for row in data["rule"])
    except (OSError, tomllib.TOMLDecodeError, KeyError, AttributeError, re.error) as error:
        raise KnowledgeError(f"{path}: {error!r}; compare it with the shipped file") from error
    cores = {form for form, items in words.items() if any(name in _CORES for name, _ in items)}
    cores |= {form[0].upper() + form[1:] for form in cores} | {form.upper() for form in cores}
    several = sorted((form for form in words if " " in form), key=lambda form: (-len(form), form))
    fixed = "".join(rf"{re.escape(form)}(?!\w)|" for form in several)
    ordinal = r"\d{1,2}\.(?![\w.])|" if data["ordinal_dot"] else ""
    token = re.compile(
        rf"{fixed}\d{{4}}-\d\d-\d\d(?![\w-])|\d{{1,2}}\.\s?\d{{1,2}}\.\s?\d{{4}}(?!\w)|\d{{1,2}}/\d{{1,2}}/\d{{4}}(?!\w)"
        rf"|\d{{1,2}}\.\s?\d{{1,2}}\.(?!\w)|\d{{4}}/\d{{2,4}}(?![\w/])|\d+(?:[.,:]\d+)+\w*|{ordinal}"
        r"\d+[^\W\d_]+(?:-\w+)*|\d+(?:[-/]\d*[^\W\d_]\w*)+|\d+|[^\W\d_](?:\w*-(?=\w))*\w*|[^\w\s]|_"
    )
    flags = {name: value for name, value in data.items() if not isinstance(value, dict)}
    return Lexicon(words, rules, data["feasts"], _triggers(cores), token, flags)
