"""Time expressions of German and English news, resolved to their first and last day.

    grammar = TimeGrammar("de")
    grammar.find(text, 0, len(text), date(2025, 5, 9))  ->  [TimeSpan(4, 14, When("am Freitag", ...))]

The words live in `kgraph/lang/times.de.toml` and `times.en.toml`. A scan has three steps: a fast search
for any word that can make a time; single expressions by the rules of the file, the longest first; then
what joins them ("von Montag bis Mittwoch") or stands before them ("seit", "bis", "kurz nach").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kgraph.extract.dates.timecalc import Tense
from kgraph.extract.dates.timeresolve import Resolved, Resolver
from kgraph.extract.dates.timewords import CHAR, OTHER, Item, Token, lexicon
from kgraph.model import Lang, When

_DAY = timedelta(days=1)
_OPEN = ("SINCE", "FROMON", "UNTIL", "BEFORE", "AFTER")
_LINKS = ("AND", "UNTIL", "TO", "DASH", "SLASH")
# Signs that make a number part of something else.
_GLUE = "/+€$£%#@-–.:&=_°"
_NAMELIKE = ("MONTH", "SEASON", "FEAST")


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A time expression: `text[start:end]` in code points, and what it means."""

    start: int
    end: int
    when: When


@dataclass(slots=True)
class _Found:
    """An expression: tokens `first` to `last` (exclusive), and how to resolve it."""

    first: int
    last: int
    kind: str
    items: list[Item]
    weak: bool = False
    operator: str | None = None
    just: bool = False
    other: _Found | None = None

    def names(self) -> list[str]:
        return [name for name, _ in self.items]

    def core(self) -> str:
        """What joins with what: "Montag und Dienstag", but not "Montag und August"."""
        wanted = (
            "WEEKDAY",
            "MONTH",
            "SEASON",
            "FEAST",
            "UNIT",
            "QUARTER",
            "YEAR",
            "RELDAY",
            "DATE",
            "DM",
            "DECADE",
        )
        names = set(self.names())
        if "ORD" in names or "DAY" in names or "DATE" in names:
            return "DATE"
        return next((name for name in wanted if name in names), self.kind)


class TimeGrammar:
    """The date grammar of one language. Stateless after loading; one instance serves all texts."""

    def __init__(self, lang: Lang) -> None:
        """Raises KnowledgeError if the language's file breaks its schema."""
        self._lexicon = lexicon(lang)
        self._resolver = Resolver(self._lexicon.feasts)
        flags = self._lexicon.flags
        self._cues = frozenset(flags["name_cues"])
        self._number_nouns = frozenset(flags["number_nouns"])
        self._count_nouns = frozenset(flags["count_nouns"])
        self._weak = frozenset(flags["weak"])
        self._name_like = frozenset(flags["name_like"])
        self._name_preps = frozenset(flags["name_preps"])

    def find(
        self, text: str, start: int, end: int, published: date | None, tense: Tense | None = None
    ) -> list[TimeSpan]:
        """The time expressions inside `text[start:end]`, in order, without overlap.

        `tense` is that of the clause, if known: it decides what "am Freitag" or "im August" means. Without
        it a weekday is the latest one up to the publication, a yearly date the nearest one. Without
        `published` relative expressions have no days. "seit X" ends with the publication day, "bis X" has
        no first day unless it lies ahead.
        """
        if not self._lexicon.may_hold(text, start, end):
            return []
        tokens = list(self._lexicon.tokens(text, start, end))
        found = self._join(self._single(tokens), tokens)
        spans = []
        for one in found:
            if one.weak:
                continue
            first, last = tokens[one.first].start, tokens[one.last - 1].end
            try:
                (a, b), granularity = self._resolve(one, published, tense)
            except OverflowError:  # the day after the last one there is
                a, b, granularity = None, None, "span"
            if a is not None and b is not None and a > b:
                a = b = None
            spans.append(TimeSpan(first, last, When(text[first:last], a, b, granularity)))
        return spans

    def _single(self, tokens: Sequence[Token]) -> list[_Found]:
        """The single expressions, the longest from left to right."""
        chars: list[str] = []
        owner: list[int] = []  # the token of each character
        begin: list[int] = []  # the first character of each token
        items: list[Item] = []
        for i, token in enumerate(tokens):
            begin.append(len(chars))
            for item in token.items or ((OTHER, None),):
                chars.append(CHAR.get(item[0], OTHER))
                owner.append(i)
                items.append(item)
        begin.append(len(chars))
        classes = "".join(chars)
        found: list[_Found] = []
        i = 0
        while i < len(tokens):
            best: _Found | None = None
            if classes[begin[i]] != OTHER:
                for rule in self._lexicon.rules:
                    match = rule.pattern.match(classes, begin[i])
                    if match is None or match.end() == begin[i]:
                        continue
                    last = owner[match.end() - 1] + 1
                    if begin[last] != match.end() or (best is not None and last <= best.last):
                        continue
                    one = _Found(i, last, rule.kind, items[begin[i] : match.end()])
                    if one.items[0][0] == "IN":
                        one.items[0] = ("P", None)
                    if self._plausible(one, tokens):
                        best = one
            if best is not None:
                found.append(best)
            i = best.last if best is not None else i + 1
        return found

    def _plausible(self, one: _Found, tokens: Sequence[Token]) -> bool:
        """Whether the expression can be a time at all; sets `weak` if it needs company."""
        names = one.names()
        before = tokens[one.first - 1] if one.first else None
        after = tokens[one.last] if one.last < len(tokens) else None
        if before is not None and before.text in self._cues:
            return False
        if (
            before is not None
            and before.text == "."
            and one.first > 1
            and tokens[one.first - 2].text in self._cues
        ):
            return False
        if one.kind != "chain":
            return True
        anchored = names[0] in ("P", "FROM") or bool(
            {"REL", "PART", "ORD", "DATE", "DM", "DAYPART"} & set(names)
        )
        if "DM" in names and names[0] != "P":
            return False
        if "YEAR" in names:
            one.weak = names[0] == "DET" and not anchored
            return self._plausible_year(one, tokens, before, after)
        if any(name in ("YEARS", "DECADE") for name in names):
            return names != ["YEARS"] or "/" not in (before.text if before else "")
        if any(name in _NAMELIKE for name in names):
            core = next(
                t.text for t in tokens[one.first : one.last] if t.items and t.items[-1][0] in _NAMELIKE
            )
            if not ({"DAY", "ORD", "UNIT", "REL", "PART"} & set(names)):
                one.weak = not anchored or core in self._weak
                prep = tokens[one.first].text.lower()
                if core in self._name_like and prep in self._name_preps and len(names) == 2:
                    return False
            return "DET" not in names[:1] or anchored or one.weak
        if names in (["WEEKDAY"], ["DET", "WEEKDAY"], ["FROM", "WEEKDAY"]):
            # "Freitag" alone: a day in agency style, but also a name, a subject, a habit.
            one.weak = names != ["WEEKDAY"] or (
                before is not None
                and (before.text[0].isupper() or before.text[0].isdigit() or bool(before.items))
                and not {"COMMA", "DASH", "CLOCK"} & {name for name, _ in before.items}
            )
            return before is None or "BLOCK" not in [name for name, _ in before.items]
        if not anchored and names[0] not in ("RELDAY", "QUARTER", "FEAST", "WEEKDAY"):
            one.weak = True
        if names[-1] == "UNIT" and one.items[-1][1] == "day" and "REL" not in names:
            return False  # "am Tag", "on the day": of what?
        if "UNIT" in names and not {"REL", "PART", "ORD"} & set(names):
            # Of the bare units only the weekend and "im Jahr" (it has a number) say when.
            return any(item in (("UNIT", "weekend"),) for item in one.items)
        return True

    def _plausible_year(
        self, one: _Found, tokens: Sequence[Token], before: Token | None, after: Token | None
    ) -> bool:
        """Whether four digits are a year rather than an amount or a label."""
        names = one.names()
        if {"MONTH", "SEASON", "FEAST", "PART", "UNIT", "UNITS", "ORD", "DAY"} & set(names):
            return True
        left = before if names == ["YEAR"] else tokens[one.last - 2]
        year = tokens[one.last - 1]
        if left is not None and (left.text in self._number_nouns or left.text.lower() in self._number_nouns):
            return False
        if left is not None and left.end == year.start and left.text in _GLUE:
            # "2015-2018" is a range, "030-2015" a telephone number
            earlier = self._class(tokens, one.first - 2)
            if left.text not in "-–/" or earlier != "YEAR":
                return False
        if after is not None:
            glued = after.start == year.end and after.text in _GLUE and after.text not in ".:-–"
            if glued or after.text in "€$£%" or after.text[0].isdigit() or after.text in self._count_nouns:
                return False
        if names == ["YEAR"]:
            flags = self._lexicon.flags
            capital = after is not None and after.text[0].isupper() and flags["capital_after_number"]
            number = left is not None and left.text[0].isdigit()
            usual = 1800 <= one.items[0][1] < 2100
            one.weak = not flags["bare_year"] or capital or number or not usual
        return True

    def _join(self, singles: list[_Found], tokens: Sequence[Token]) -> list[_Found]:
        """Ranges of two expressions, then what stands before them."""
        found: list[_Found] = []
        for one in singles:
            left = found[-1] if found else None
            joined = self._range(left, one, tokens) if left is not None else None
            if joined is not None:
                found[-1] = joined
            else:
                found.append(one)
        for i, one in enumerate(found):
            self._prefix(one, tokens, found[i - 1].last if i else 0)
        return found

    def _range(self, left: _Found, right: _Found, tokens: Sequence[Token]) -> _Found | None:
        gap = tokens[left.last : right.first]
        if len(gap) != 1 or not gap[0].items or left.other is not None or left.kind != "chain":
            return None
        link = gap[0].items[0][0]
        if link not in _LINKS or right.kind != "chain" or left.core() != right.core():
            return None
        opener = self._class(tokens, left.first - 1)
        first = left.first - 1 if opener in ("FROM", "BETWEEN") else left.first
        if (
            link in ("AND", "SLASH")
            and opener != "BETWEEN"
            and left.weak
            and not self._follows(tokens, left.first)
        ):
            return None
        if left.names()[0] == "DET" and opener is None:
            return None
        if link in ("DASH", "SLASH") and left.core() == "YEAR" and left.items[-1][1] >= right.items[-1][1]:
            return None
        plain = left.core() in ("MONTH", "SEASON", "FEAST", "YEAR") and left.weak and right.weak
        if plain and first == left.first and link == "TO":
            return None
        return _Found(first, right.last, "chain", left.items, other=right)

    def _follows(self, tokens: Sequence[Token], place: int) -> bool:
        return self._class(tokens, place - 1) in (*_OPEN, "P")

    @staticmethod
    def _class(tokens: Sequence[Token], place: int) -> str | None:
        if place < 0 or not tokens[place].items:
            return None
        return tokens[place].items[0][0]

    def _prefix(self, one: _Found, tokens: Sequence[Token], floor: int) -> None:
        """Takes in "seit", "bis", "kurz nach" and the like before an expression."""
        place = one.first - 1
        name = self._class(tokens, place) if place >= floor else None
        if name not in _OPEN or one.kind not in ("chain", "days", "anaphoric"):
            return
        core = tokens[one.last - 1].text
        if (
            one.last - one.first == 1
            and core in self._name_like
            and (tokens[place].text.lower() in self._name_preps or name in ("BEFORE", "AFTER"))
        ):
            return  # "by May": by whom rather than when
        if (
            one.names() == ["YEAR"]
            and one.weak
            and name not in ("SINCE", "FROMON", "UNTIL", "BEFORE", "AFTER")
        ):
            return
        one.operator, one.first, one.weak = name, place, False
        if place - 1 >= floor and name in ("BEFORE", "AFTER") and self._class(tokens, place - 1) == "JUST":
            one.just, one.first = True, place - 1

    def _resolve(self, one: _Found, day: date | None, tense: Tense | None) -> Resolved:
        if one.operator == "SINCE":
            tense = "past"
        elif one.operator in ("FROMON", "UNTIL") and tense is None:
            tense = "future"
        (first, last), granularity = self._range_days(one, day, tense)
        if one.operator is None:
            return (first, last), granularity
        if one.operator == "SINCE":
            return (first, max(day, first) if day and first else day), "span"
        if one.operator == "FROMON":
            return (first, None), "span"
        if one.operator == "UNTIL":
            return (day if day and last and day <= last else None, last), "span"
        if one.operator == "BEFORE":
            edge = first - _DAY if first else None
            return (edge - 6 * _DAY if edge and one.just else None, edge), "span"
        edge = last + _DAY if last else None
        return (edge, edge + 6 * _DAY if edge and one.just else None), "span"

    def _range_days(self, one: _Found, day: date | None, tense: Tense | None) -> Resolved:
        if one.other is None:
            return self._resolver.resolve(one.kind, one.items, day, tense)
        left, right = one.items, one.other.items
        if tense == "future" and "YEAR" not in one.other.names():
            (first, _), _ = self._resolver.resolve(one.kind, left, day, tense)
            (_, last), _ = self._resolver.resolve(one.kind, right, first, "future")
        else:
            (begin, last), _ = self._resolver.resolve(one.kind, right, day, tense)
            # What has a relation of its own ("gestern und heute") counts from the publication.
            own = {"REL", "RELDAY", "UNIT"} & set(one.names())
            (first, _), _ = self._resolver.resolve(
                one.kind, left, day if own else begin, tense if own else "past"
            )
        return (first, last), "span"
