"""From the classes of a time expression to its first and last day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from kgraph.extract.dates import timecalc as calc
from kgraph.extract.dates.timecalc import Period, Tense
from kgraph.extract.dates.timewords import Item
from kgraph.model import Granularity

Ends = tuple[date | None, date | None]
Resolved = tuple[Ends, Granularity]

_UNKNOWN: Ends = (None, None)
_DAY = timedelta(days=1)

# How coarse a part is: the coarser ones are resolved first and frame the finer ones.
_RANK = {"YEARS": 9, "YEAR": 9, "DECADE": 9, "QUARTER": 5, "SEASON": 5, "FEAST": 4, "MONTH": 4, "WEEKDAY": 1,
         "DATE": 1, "DM": 1, "RELDAY": 1}  # fmt: skip
_UNIT_RANK = {"century": 10, "decade": 9, "year": 8, "half": 7, "quarter": 6, "month": 4, "week": 3,
              "weekend": 2, "day": 1}  # fmt: skip
_GRANULARITY: Mapping[str, Granularity] = {
    "century": "span", "decade": "span", "year": "year", "half": "span", "quarter": "quarter",
    "month": "month", "week": "week", "weekend": "span", "day": "day", "YEARS": "span", "YEAR": "year",
    "DECADE": "span", "QUARTER": "quarter", "SEASON": "season", "MONTH": "month",
}  # fmt: skip


@dataclass(slots=True)
class _Node:
    """One period of an expression with what stands before it ("vergangenen", "Anfang", "ersten")."""

    name: str
    value: Any
    mods: dict[str, Any] = field(default_factory=dict)

    @property
    def rank(self) -> int:
        return _UNIT_RANK[self.value] if self.name == "UNIT" else _RANK[self.name]


def _nodes(items: Sequence[Item]) -> list[_Node]:
    """The periods of an expression, coarse ones first."""
    found: list[_Node] = []
    mods: dict[str, Any] = {}
    for name, value in items:
        if name in ("REL", "PART", "ORD", "DAY"):
            if name in ("ORD", "DAY") and found and found[-1].name == "MONTH" and "day" not in found[-1].mods:
                found[-1].mods["day"] = value
            else:
                mods[name] = value
        elif name in _RANK or name == "UNIT":
            node = _Node(name, value, mods)
            mods = {}
            if name == "MONTH" and ("ORD" in node.mods or "DAY" in node.mods):
                node.mods["day"] = node.mods.get("ORD", node.mods.get("DAY"))
            bare = found[-1] if found else None
            if (
                bare
                and bare.name == "UNIT"
                and not {"REL", "ORD"} & set(bare.mods)
                and ((bare.value, name) in (("month", "MONTH"), ("year", "YEAR"), ("year", "YEARS")))
            ):  # "im Jahr 1968", "Anfang des Monats Mai": the noun only announces what follows
                node.mods = {**bare.mods, **node.mods}
                found.pop()
            found.append(node)
    dated = any(n.name in ("DATE", "DM") or "day" in n.mods for n in found)
    if dated:  # "am Freitag, dem 3. Mai": the date says it all
        found = [n for n in found if n.name not in ("WEEKDAY", "RELDAY")]
    return sorted(found, key=lambda n: -n.rank)


class Resolver:
    """Resolves expressions against a publication date (None: only absolute ones resolve)."""

    def __init__(self, feasts: Mapping[str, Mapping[str, object]]) -> None:
        self._feasts = feasts

    def resolve(self, kind: str, items: Sequence[Item], day: date | None, tense: Tense | None) -> Resolved:
        """First and last day (None: unknown or open) and granularity. Never raises on odd dates."""
        try:
            return getattr(self, f"_{kind}")(items, day, tense)  # type: ignore[no-any-return]
        except (ValueError, OverflowError, IndexError, StopIteration):
            return _UNKNOWN, "day"

    def _chain(self, items: Sequence[Item], day: date | None, tense: Tense | None) -> Resolved:
        period: Period | None = None
        granularity: Granularity = "day"
        for node in _nodes(items):
            period = self._node(node, period, day, tense)
            if period is None:
                break
            granularity = _GRANULARITY.get(node.value if node.name == "UNIT" else node.name, "day")
            if node.name == "FEAST" and period[0] != period[1]:
                granularity = "span"
            if "day" in node.mods:
                granularity = "day"
            if "PART" in node.mods:
                period = calc.part(
                    period, node.mods["PART"], "year" if granularity == "year" else granularity
                )
                granularity = "span" if period[0] != period[1] else "day"
        return (period or _UNKNOWN), granularity

    def _node(
        self, node: _Node, frame: Period | None, day: date | None, tense: Tense | None
    ) -> Period | None:
        name, value, mods = node.name, node.value, node.mods
        relation = mods.get("REL")
        if name == "DATE":
            return value, value
        if name == "YEAR":
            return date(value, 1, 1), date(value, 12, 31)
        if name == "YEARS":
            return date(value[0], 1, 1), date(value[1], 12, 31)
        if name == "DECADE":
            return date(value, 1, 1), date(value + 9, 12, 31)
        if name == "UNIT" and value == "century" and "ORD" in mods:
            first = (mods["ORD"] - 1) * 100
            return date(first + 1, 1, 1), date(first + 100, 12, 31)
        if name in ("MONTH", "SEASON", "FEAST", "DM", "QUARTER") or (name == "UNIT" and "ORD" in mods):
            return self._yearly(node, frame, day, tense)
        if day is None:
            return None
        if name == "RELDAY":
            return calc.unit("day", day, value)
        if name == "WEEKDAY":
            return self._weekday(value, relation, frame, day, tense)
        if value == "weekend":
            return self._weekend(relation, frame, day, tense)
        if value == "day" and relation is not None:  # "am nächsten Tag": the day after what was told before
            return None
        return calc.unit(value, day, relation or 0) if frame is None else frame

    def _yearly(
        self, node: _Node, frame: Period | None, day: date | None, tense: Tense | None
    ) -> Period | None:
        def of_year(year: int) -> Period:
            if node.name == "MONTH" and "day" in node.mods:
                last = calc.month(year, node.value)[1]
                if node.mods["day"] > 29 and node.mods["day"] > last.day:
                    raise ValueError("no such day")
                # The 29th of February stands for the 28th while years are compared.
                found = last.replace(day=min(node.mods["day"], last.day))
                return found, found
            if node.name == "MONTH":
                return calc.month(year, node.value)
            if node.name == "SEASON":
                return calc.season(year, node.value)
            if node.name == "FEAST":
                return calc.feast(year, self._feasts[node.value])
            if node.name == "DM":
                found = date(year, *node.value)
                return found, found
            if node.name == "QUARTER":
                return calc.nth("quarter", node.value, (date(year, 1, 1), date(year, 12, 31)))
            return calc.nth(node.value, node.mods["ORD"], (date(year, 1, 1), date(year, 12, 31)))

        if node.name == "UNIT" and frame is not None:
            return calc.nth(node.value, node.mods["ORD"], frame)
        if node.name == "UNIT" and node.value not in ("quarter", "half"):
            return None  # "in der ersten Woche": of what, only the story knows
        if frame is not None:
            return of_year(frame[0].year)
        return None if day is None else calc.choose(of_year, day, node.mods.get("REL"), tense)

    def _weekday(
        self, value: int, relation: int | None, frame: Period | None, day: date, tense: Tense | None
    ) -> Period | None:
        if frame is not None:
            if (frame[1] - frame[0]).days != 6:
                return None
            found = frame[0] + value * _DAY
        elif relation == 0:
            found = calc.unit("week", day)[0] + value * _DAY
        elif relation is not None:
            step = (day.weekday() - value) % 7 or 7
            found = day - step * _DAY if relation < 0 else day + ((value - day.weekday()) % 7 or 7) * _DAY
            found += (abs(relation) - 1) * (7 if relation > 0 else -7) * _DAY
        elif tense == "future":
            found = day + ((value - day.weekday()) % 7) * _DAY
        else:
            found = day - ((day.weekday() - value) % 7) * _DAY
        return found, found

    def _weekend(self, relation: int | None, frame: Period | None, day: date, tense: Tense | None) -> Period:
        if frame is not None:
            return calc.unit("weekend", frame[0])
        this = calc.unit("weekend", day)
        inside = this[0] <= day
        if relation is None:
            relation = -1 if tense != "future" and not inside else 0
        elif relation > 0 and not inside:
            relation -= 1  # "kommendes Wochenende", said on a Tuesday, is four days ahead
        return calc.unit("weekend", day, relation)

    def _number(self, items: Sequence[Item]) -> int | None:
        """The amount that is said; 1 without any; None if it is vague."""
        for name, value in items:
            if name == "FEW":
                return None
            if name in ("NUM", "DAY"):
                return int(value)
        return None if any(name == "UNITS" for name, _ in items) else 1

    def _unit(self, items: Sequence[Item]) -> str:
        return next(str(value) for name, value in reversed(items) if name in ("UNIT", "UNITS"))

    def _ago(self, items: Sequence[Item], day: date | None, tense: Tense | None) -> Resolved:
        unit, number = self._unit(items), self._number(items)
        if day is None or number is None:
            if day is None or unit != "day":
                return (None, day), "span"
            return (day - calc.VAGUE["day"] * _DAY, day), "span"
        return calc.ago(unit, number, day), _GRANULARITY[unit]

    def _ahead(self, items: Sequence[Item], day: date | None, tense: Tense | None) -> Resolved:
        unit, number = self._unit(items), self._number(items)
        if day is None or number is None:
            return (day, None), "span"
        return calc.ago(unit, -number, day), _GRANULARITY[unit]

    def _for(self, items: Sequence[Item], day: date | None, tense: Tense | None) -> Resolved:
        number = self._number(items)
        if day is None or number is None:
            return (None, day), "span"
        return (calc.back(self._unit(items), number, day), day), "span"

    def _window(self, items: Sequence[Item], day: date | None, tense: Tense | None) -> Resolved:
        if day is None:
            return _UNKNOWN, "span"
        unit, number = self._unit(items), self._number(items)
        relation = next((value for name, value in items if name == "REL"), -1)
        number = calc.VAGUE.get(unit, 1) if number is None else number
        if relation == 0:
            number, relation = 1, -1
        other = calc.back(unit, number if relation < 0 else -number, day)
        return (min(day, other), max(day, other)), "span"

    def _night(self, items: Sequence[Item], day: date | None, tense: Tense | None) -> Resolved:
        target = next(i for i, (name, _) in enumerate(items) if name == "NIGHT")
        rest = list(items[target + 1 :])
        days = [i for i, (name, _) in enumerate(rest) if name == "WEEKDAY"]
        (first, last), _ = self._chain(rest[days[-1] :] if days else rest, day, tense)
        if first is None:
            return _UNKNOWN, "day"
        if any(name == "OF" for name, _ in rest):  # "the night of May 3" begins on that day
            return (first, first + _DAY), "day"
        return (first - _DAY, last), "day"

    def _daypart(self, items: Sequence[Item], day: date | None, tense: Tense | None) -> Resolved:
        if day is None:
            return _UNKNOWN, "day"
        relation = next((value for name, value in items if name == "REL"), None)
        night = any(name in ("NIGHT", "OVERNIGHT") for name, _ in items)
        if relation == 0 or tense == "future":
            return (day, day + _DAY if night else day), "day"
        # In the morning's paper "am Abend" is yesterday's, in the evening's feed it is today's.
        return (day - _DAY, day), "day"

    def _relative_day(self, items: Sequence[Item], day: date | None, tense: Tense | None) -> Resolved:
        offset = next(value for name, value in items if name == "DAYREL")
        return (_UNKNOWN if day is None else calc.unit("day", day, offset)), "day"

    def _double(self, items: Sequence[Item], day: date | None, tense: Tense | None) -> Resolved:
        offset = next(value for name, value in items if name == "RELDAY")
        return (_UNKNOWN if day is None else calc.unit("day", day, 2 * offset)), "day"

    def _recent(self, items: Sequence[Item], day: date | None, tense: Tense | None) -> Resolved:
        return ((None, None) if day is None else (calc.shift_months(day, -1), day)), "span"

    def _anaphoric(self, items: Sequence[Item], day: date | None, tense: Tense | None) -> Resolved:
        return _UNKNOWN, "day"

    def _days(self, items: Sequence[Item], day: date | None, tense: Tense | None) -> Resolved:
        numbers = [(name, value) for name, value in items if name in ("ORD", "DAY")]
        rest = [item for item in items if item not in numbers]
        (last, _), _ = self._chain([numbers[-1], *rest], day, tense)
        if last is None:
            return _UNKNOWN, "span"
        first = last.replace(day=int(numbers[0][1]))
        return ((first, last) if first <= last else _UNKNOWN), "span"

    def _rest(self, items: Sequence[Item], day: date | None, tense: Tense | None) -> Resolved:
        (first, last), granularity = self._chain(items, day, tense)
        if day is None or first is None or last is None or not first <= day <= last:
            return (first, last), granularity
        if any(name == "LATE" and value < 0 for name, value in items):
            return (first, day), "span"
        return (day, last), "span"
