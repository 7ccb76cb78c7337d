"""Calendar arithmetic for the date grammar: periods, feasts, and the period nearest to a day.

A period is (first day, last day), both inclusive. Dates that fall outside of the years 1..9999 raise
ValueError or OverflowError, which the grammar turns into "unknown".
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Literal

Period = tuple[date, date]
Tense = Literal["past", "future"]

# Meteorological seasons: first month, and how many years later the season ends.
SEASONS: Mapping[str, tuple[int, int, int]] = {
    "spring": (3, 5, 0), "summer": (6, 8, 0), "autumn": (9, 11, 0), "winter": (12, 2, 1),
}  # fmt: skip

# "in den vergangenen Tagen": no number is given; as far as such words usually reach, in units.
VAGUE = {"day": 7, "week": 6, "month": 6, "year": 5, "decade": 5, "quarter": 4}

_DAY = timedelta(days=1)


def month(year: int, number: int) -> Period:
    """The days of a month."""
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def months(year: int, number: int, count: int) -> Period:
    """The days of `count` months from month `number` (1-based, may run over the year's end)."""
    index = year * 12 + number - 1
    end = index + count - 1
    return date(index // 12, index % 12 + 1, 1), month(end // 12, end % 12 + 1)[1]


def shift_months(day: date, count: int) -> date:
    """The same day of the month, `count` months later; the last one where that month is shorter."""
    index = day.year * 12 + day.month - 1 + count
    first, last = month(index // 12, index % 12 + 1)
    return min(first.replace(day=1) + timedelta(days=day.day - 1), last)


def season(year: int, name: str) -> Period:
    """The season that begins in `year`."""
    first, last, later = SEASONS[name]
    return date(year, first, 1), month(year + later, last)[1]


def easter(year: int) -> date:
    """Easter Sunday (Gregorian computus)."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    number, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, number, day + 1)


def feast(year: int, spec: Mapping[str, object]) -> Period:
    """The days of a feast in `year`: `{easter = [from, to]}` or `{first = "MM-DD", last = "MM-DD"}`."""
    offsets = spec.get("easter")
    if isinstance(offsets, list):
        sunday = easter(year)
        return sunday + timedelta(days=int(offsets[0])), sunday + timedelta(days=int(offsets[1]))
    first = date.fromisoformat(f"{year}-{spec['first']}")
    last = date.fromisoformat(f"{year}-{spec.get('last', spec['first'])}")
    return first, last if last >= first else last.replace(year=year + 1)


def unit(name: str, day: date, shift: int = 0) -> Period:
    """The calendar day, week (Monday to Sunday), month ... around `day`, `shift` units later."""
    if name == "day":
        return day + shift * _DAY, day + shift * _DAY
    if name in ("week", "weekend"):
        monday = day + timedelta(days=7 * shift - day.weekday())
        return (monday if name == "week" else monday + 5 * _DAY), monday + 6 * _DAY
    size = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}[name]
    # Centuries count from the year 1, all the others from 0.
    base = 12 if name == "century" else 0
    index = ((day.year * 12 + day.month - 1 - base) // size + shift) * size + base
    return months(index // 12, index % 12 + 1, size)


def nth(name: str, number: int, frame: Period) -> Period:
    """The `number`-th unit that begins in the frame ("the second quarter of 2025")."""
    first = unit(name, frame[0])
    if first[0] < frame[0] and name == "week":  # a month's first week is the one with its first day
        return unit(name, frame[0], number - 1)
    found = unit(name, frame[0], number - 1)
    if found[0] > frame[1]:
        raise ValueError(f"no {name} {number} in {frame}")
    return found


def part(period: Period, which: str, of: str) -> Period:
    """Beginning, middle or end of a period: thirds, with what is usual for weeks and years."""
    first, last = period
    if of == "year":
        number, count = {"start": (1, 3), "middle": (5, 4), "end": (10, 3)}[which]
        return months(first.year, number, count)
    if of == "week":
        low, high = {"start": (0, 1), "middle": (1, 3), "end": (4, 6)}[which]
        return first + low * _DAY, first + high * _DAY
    days = (last - first).days + 1
    third = days // 3
    if which == "start":
        return first, first + max(third - 1, 0) * _DAY
    if which == "middle":
        return first + third * _DAY, last - third * _DAY
    return first + min(2 * third, days - 1) * _DAY, last


def choose(of_year: Callable[[int], Period], day: date, relation: int | None, tense: Tense | None) -> Period:
    """The yearly period that is meant without a year: by relation (-1 last, 0 this, 1 next), else by
    tense (running ones count for both), else the nearest one, the earlier of two."""
    if relation == 0:
        return of_year(day.year)
    found = [of_year(y) for y in range(max(day.year - 3, 1), min(day.year + 3, 9998) + 1)]
    if relation is not None and relation < 0:
        return [p for p in found if p[1] < day][relation]
    if relation is not None:
        return [p for p in found if p[0] > day][relation - 1]
    if tense == "past":
        return [p for p in found if p[0] <= day][-1]
    if tense == "future":
        return next(p for p in found if p[1] >= day)
    return min(found, key=lambda p: max((p[0] - day).days, (day - p[1]).days, 0))


def ago(name: str, number: int, day: date) -> Period:
    """The days that "two weeks ago" can mean: as exact as its unit."""
    if name == "day":
        return unit("day", day, -number)
    if name in ("week", "weekend"):
        middle = day - timedelta(days=7 * number)
        return middle - 3 * _DAY, middle + 3 * _DAY
    return unit(name, day, -number)


def back(name: str, number: int, day: date) -> date:
    """The day `number` units before (negative: after) `day`."""
    if name in ("day", "week", "weekend"):
        return day - timedelta(days=number * (1 if name == "day" else 7))
    size = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}[name]
    return shift_months(day, -size * number)
