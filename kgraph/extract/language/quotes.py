"""Quotation marks of every style: where quoted text begins and ends, and what is no quotation at all.

A quotation never crosses a paragraph: one that is continued in the next paragraph begins there anew. Marks
without a partner quote at most the sentence they stand in, so that one forgotten mark costs one sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from kgraph.model import Span

# opening mark -> marks that may close it; guillemets point either way, German closes with what English opens
_PAIRS = {
    "„": "“”\"‟",
    "“": "”\"",
    "”": "”",
    "«": "»",
    "»": "«»",
    "‚": "‘’'‛",
    "‘": "’'",
    "‹": "›",
    "›": "‹",
    '"': '"',
    "'": "'",
}  # fmt: skip
_MARKS = re.compile("``|''|,,|[" + "".join(dict.fromkeys("".join(_PAIRS) + "".join(_PAIRS.values()))) + "]")
# quotations of one style inside each other, opening and closing marks together; beyond that a mark was forgotten
_NESTED = 12
_SINGLE = "‚‘’‛'"
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)")
_BEFORE_OPENING = " \t\n\r\u00a0\u202f([{–—-/:„“«»\"‚‘'…"


class _Mark:
    """A mark in the text: whether its place lets it open or close a quotation."""

    __slots__ = ("at", "closes", "end", "opens", "sign")

    def __init__(self, text: str, match: re.Match[str], start: int, stop: int) -> None:
        self.at, self.end = match.span()
        sign = match[0]
        self.sign = {"``": "“", "''": "”", ",,": "„"}.get(sign, sign)
        before = text[self.at - 1] if self.at > start else " "
        after = text[self.end] if self.end < stop else " "
        self.opens = before in _BEFORE_OPENING and not after.isspace()
        self.closes = not before.isspace() and not after.isalnum()
        if self.sign in "„‚":
            self.opens, self.closes = not after.isspace(), False
        elif self.sign in _SINGLE and before.isalnum() and after.isalnum():
            self.opens = self.closes = False  # an apostrophe: "don't", "McDonald’s"
        elif self.sign == "’" or (self.sign == "'" and after.isdigit()):
            self.opens = False  # "the '90s"
        elif self.sign in "“”" and not self.opens:
            self.closes = self.closes or not before.isspace()


def quotations(text: str, blocks: Sequence[Span]) -> list[Span]:
    """The quoted stretches of `text` without their marks, outermost only, in order."""
    found: list[Span] = []
    for block in blocks:
        found.extend(_in_block(text, block.start, block.end))
    return found


def _in_block(text: str, start: int, stop: int) -> list[Span]:
    marks = [_Mark(text, m, start, stop) for m in _MARKS.finditer(text, start, stop)]
    if not marks:
        return []
    closing: dict[str, list[int]] = {}
    opening: dict[str, list[int]] = {}
    for k, mark in enumerate(marks):
        if mark.closes:
            closing.setdefault(mark.sign, []).append(k)
        if mark.opens:
            opening.setdefault(mark.sign, []).append(k)
    found: list[Span] = []
    k = 0
    while k < len(marks):
        mark = marks[k]
        if not mark.opens or mark.sign not in _PAIRS:
            k += 1
            continue
        close = _partner(marks, k, closing, opening)
        single = mark.sign in _SINGLE
        if close is not None:
            found.append(Span(mark.end, marks[close].at))
            k = close + 1
        elif single:
            k += 1
        else:
            end = _SENTENCE_END.search(text, mark.end, stop)
            last = end.end() if end is not None else stop
            found.append(Span(mark.end, last))
            k += 1
            while k < len(marks) and marks[k].at < last:
                k += 1
    return [span for span in found if span.end > span.start]


def _partner(
    marks: Sequence[_Mark], k: int, closing: Mapping[str, Sequence[int]], opening: Mapping[str, Sequence[int]]
) -> int | None:
    """The mark that closes mark `k`, beyond quotations of the same style inside of it; None if it was forgotten."""
    sign = marks[k].sign
    depth, at = 1, k
    for _ in range(_NESTED):
        close = min(
            (c for s in _PAIRS[sign] if (c := _next(closing.get(s, ()), at)) is not None), default=None
        )
        if close is None:
            return None
        again = _next(opening.get(sign, ()), at)
        if again is not None and again < close and not marks[again].closes:
            if sign in _SINGLE or sign == '"':
                return None
            depth, at = depth + 1, again
            continue
        depth, at = depth - 1, close
        if not depth:
            return close
    return None


def _next(places: Sequence[int], after: int) -> int | None:
    at = bisect_right(places, after)
    return places[at] if at < len(places) else None
