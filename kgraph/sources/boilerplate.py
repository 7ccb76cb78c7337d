"""Finds what is no news inside a news text. The phrases are in boilerplate.toml; here is only how they apply.

Precision first: a share button left in costs nothing, a sentence taken out is lost.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from kgraph.model import Span

LineKind = Literal["text", "line", "header"]

# No button, credit or byline is longer than this.
MAX_LINE = 300
# A dateline within a paragraph stands behind the teaser, never deep in the article.
TEASER_CHARS = 350
# A line shorter than this is no news paragraph: "Ghana – Australien: 1:1" has no dateline.
MIN_DATELINED = 60
_UPPER = "A-ZÄÖÜÀ-ÞČĆŠŽŁŚŻĐÐİŞ"
_NAME = rf"[{_UPPER}][\w'’.-]*"
_SENTENCE_END = (".", "!", "?", "…", ".“", ".”", '."', ".«", ".»", "!“", "?“", "!”", "?”", '!"', '?"', ".)")
_BULLET = re.compile(r"^[-–—•*·»›>▶►]+\s+")


@dataclass(frozen=True)
class Rules:
    """The compiled phrases of all languages."""

    line: re.Pattern[str]
    opener: re.Pattern[str]
    label: re.Pattern[str]
    header: re.Pattern[str]
    byline: re.Pattern[str]
    agency_line: re.Pattern[str]
    dateline: re.Pattern[str]
    bare: re.Pattern[str]
    stop: re.Pattern[str]
    mark: re.Pattern[str]
    closing: re.Pattern[str]
    own_name: re.Pattern[str]


@cache
def rules() -> Rules:
    """Reads and compiles boilerplate.toml once."""
    raw = tomllib.loads(resources.files(__package__).joinpath("boilerplate.toml").read_text(encoding="utf-8"))
    languages = [raw["de"], raw["en"], raw["any"]]

    def every(key: str) -> list[str]:
        return [item for language in languages for item in language.get(key, [])]

    def words(items: list[str]) -> str:
        return "|".join(re.escape(item) for item in sorted(set(items), key=lambda item: (-len(item), item)))

    def lines(items: list[str]) -> re.Pattern[str]:
        return re.compile("(?:" + "|".join(items) + ")", re.I)

    agency = f"(?:{words(raw['datelines']['agencies'])})"
    month = f"(?i:{words(every('months'))})"
    day = (
        rf"(?:(?:am )?\d{{1,2}}\. ?(?:{month}\.?|\d{{1,2}}\.)(?: ?\d{{4}})?"
        rf"|{month}\.? \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {month}\.?(?: \d{{4}})?)"
    )
    numeric = r"\d{1,2}\. ?\d{1,2}\. ?\d{2,4}"
    city = rf"(?:{words(raw['datelines']['cities'])}|[{_UPPER}][\w'’-]+)"
    place = rf"{city}(?: ?/ ?{city}){{0,3}}"
    loose = rf"{_NAME}(?:[ /]{{1,3}}(?:{_NAME}|am|an|der|de|do|el)){{0,5}}"
    code = rf"(?:{agency}|[a-zäöü]{{2,4}})"
    marks = rf"\(\s*(?:mit )?{agency}(?:\s*[,/+&]\s*(?:und )?{code}){{0,5}}(?:,\s*(?:{numeric}|{day}))?\s*\)"
    dash = r"(?:--|[-–—])"
    start = rf"(?=[{_UPPER}„\"»“‘'(\d])"
    person = (
        rf"(?:(?:Dr|Prof|Mag)\. ){{0,2}}{_NAME}(?: (?:von|van|de|der|den|al|bin|zu|{_NAME})){{0,2}} {_NAME}"
    )
    return Rules(
        line=lines(every("lines")),
        opener=re.compile(rf"(?:{words(every('openers'))})\b(?P<rest>.*)", re.I),
        label=re.compile(rf"(?:{words(every('labels'))})\b\s*[:–|…]", re.I),
        header=re.compile(rf"(?:{'|'.join(every('headers'))})\s*:?", re.I),
        byline=re.compile(
            rf"(?:{words(every('bylines'))}):? {person}(?:(?:,| und| and| &) {person})*"
            rf"(?:(?:,| in| aus|/| \|) ?{_NAME}(?:[ /,-]+{_NAME}){{0,4}})?(?: ?{marks})?"
        ),
        agency_line=re.compile(
            rf"\(?(?:{agency}(?:\s*[,/+&]\s*{code}){{0,5}}|[a-zäöü]{{2,4}}/{agency})(?:,?\s*{numeric})?\)?"
        ),
        # "BERLIN (dpa) –", also of an agency not listed if a dash follows; "PARIS, Jan 5 (Reuters) -", "(CNN) --",
        # "London (AFP) The", "Wien, 5. Jänner –"
        dateline=re.compile(
            rf"(?:(?:{loose}(?:, (?:{day}|{_NAME}(?:, {day})?))? ?)?{marks}\s*(?:{dash}+\s*|:\s*|{start})"
            rf"|{loose} \([A-Za-z]{{2,8}}(?:[/, ]+[A-Za-z]{{2,8}}){{0,3}}\) ?{dash}+\s+"
            rf"|{loose}, {day} ?{dash}+\s+|[{_UPPER}]{{3,}}(?:/[{_UPPER}]{{3,}})* taz \|\s*)"
        ),
        # "Wien –", "Prag/Wien –", "PARIS —"
        bare=re.compile(rf"{place}(?: {dash}{{1,2}}\s+|—\s*){start}"),
        stop=re.compile(rf"(?:{words(raw['datelines']['stops'])})(?:/[{_UPPER}][\w-]+)?\.\s+{start}"),
        mark=re.compile(marks),
        closing=re.compile(rf"\((?:{code}(?:\s*[,/+&]\s*{code}){{0,5}}(?:,\s*{numeric})?|{numeric})\)\s*$"),
        own_name=re.compile(rf"(?:{words(every('names'))})[\w-]*(?: [\w-]+){{0,3}}[\"“”»«]? $", re.I),
    )


def classify(line: str) -> LineKind:
    """Whether a stripped line is text, boilerplate, or boilerplate that announces links."""
    if len(line) > MAX_LINE:
        return "text"
    r = rules()
    bare = _BULLET.sub("", line)
    if r.header.fullmatch(bare):
        return "header"
    if r.line.fullmatch(bare) or r.byline.fullmatch(bare) or r.agency_line.fullmatch(bare):
        return "line"
    hit = r.opener.match(bare)
    if r.label.match(bare):
        return "line"
    if hit and (hit["rest"].lstrip()[:1] in (":", "–", "|", "…") or not is_sentence(bare)):
        return "line"
    return "text"


def is_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    return line.rstrip().endswith(_SENTENCE_END)


def inside(text: str, span: Span, *, first: bool, bare: bool) -> Iterator[Span]:
    """Datelines and agency marks within the paragraph `span`, in order and apart.

    `first`: it is the first paragraph, so that the dateline may follow a teaser. `bare`: a dateline without
    an agency is still to be expected.
    """
    r = rules()
    start, end = span.start, span.end
    opening = r.dateline.match(text, start, end)
    if opening and r.own_name.search(opening.group().partition("(")[0]):
        opening = None
    if opening is None and bare and end - start >= MIN_DATELINED:
        opening = r.bare.match(text, start, end) or (r.stop.match(text, start, end) if first else None)
        if opening and _is_apposition(text, opening.end(), end):
            opening = None
    if opening:
        yield Span(start, opening.end())
        start = opening.end()
    elif first and bare:
        behind = _behind_teaser(text, start, end)
        if behind:
            yield behind
            start = behind.end
    close = r.closing.search(text, start, end)
    if close and not _ends_sentence(text, start, close.start()):
        close = None
    limit = close.start() if close else end
    for hit in r.mark.finditer(text, start, limit):
        follows = text[hit.end() : limit].lstrip()[:1]
        if _ends_sentence(text, start, hit.start()):
            yield Span(hit.start(), hit.end())
        elif follows == "." and not r.own_name.search(text, start, hit.start()):
            # The full stop goes with the mark, else the next block would begin with it.
            yield Span(hit.start(), text.index(".", hit.end()) + 1)
    if close:
        yield Span(close.start(), end)


def _behind_teaser(text: str, start: int, end: int) -> Span | None:
    r = rules()
    limit = min(end, start + TEASER_CHARS)
    for stop in re.compile(r"[.!?:…][\"“”»«]? +").finditer(text, start, limit):
        hit = r.dateline.match(text, stop.end(), end) or r.bare.match(text, stop.end(), end)
        if hit and text[hit.start()] != "(" and not _is_apposition(text, hit.end(), end):
            return Span(stop.end(), hit.end())
    return None


def _is_apposition(text: str, start: int, end: int) -> bool:
    """ "Wien – Hauptstadt Österreichs – wächst": a second dash and a small letter close an insertion."""
    return re.compile(r"[^.!?–—]{1,60} [–—-] [a-zäöüß]").match(text, start, end) is not None


def _ends_sentence(text: str, start: int, end: int) -> bool:
    return text[start:end].rstrip().endswith(_SENTENCE_END)
