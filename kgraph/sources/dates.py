"""Dates of publication as files, feeds and people write them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime

# Wider than any news, narrow enough to catch a typing error ("0206-01-14", "20226-01-14").
FIRST_YEAR = 1800
FUTURE = timedelta(days=5 * 366)

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)(?:[T ].*)?$", re.S)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T.*)?$")
_SLASHED = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})(?!\d)")
_DOTTED = re.compile(r"(?:[A-Za-z]+,?\s+)?(?:den\s+)?(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")
_DAY_MONTH = re.compile(
    r"(?:[^\W\d]+\.?,?\s+)?(?:den\s+|the\s+)?(\d{1,2})(?:\.|st|nd|rd|th)?\s+([^\W\d]+)\.?,?\s+(\d{4})(?!\d)"
)
_MONTH_DAY = re.compile(r"(?:[^\W\d]+,\s+)?([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
_IN_NAME = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")

# Month names are a fact of the date formats, as the digits are; the first three letters tell them apart.
_MONTHS = {
    "jan": 1, "jän": 1, "feb": 2, "mar": 3, "mär": 3, "mrz": 3, "apr": 4, "mai": 5, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dez": 12, "dec": 12,
}  # fmt: skip


class BadDate(ValueError):
    """The words are no date, or one that no news article can carry."""


def parse(value: object, today: date | None = None) -> date | None:
    """The day that `value` names, as written (no shift between time zones); None for an empty value.

    Takes ISO dates and timestamps, "14.01.2026", "14. Januar 2026", "January 14, 2026", RFC 822 and
    seconds or milliseconds since 1970 as a number. Raises BadDate with a reason for the user.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, datetime):
        found = value.date()
    elif isinstance(value, date):
        found = value
    else:
        found = _day(value)
    last = (today or date.today()) + FUTURE
    if found.year < FIRST_YEAR or found > last:
        raise BadDate(f"the date {value!r} cannot be that of a news article")
    return found


def from_name(stem: str) -> date | None:
    """The first YYYY-MM-DD in a file name, if it is a real day."""
    for hit in _IN_NAME.finditer(stem):
        try:
            return parse(hit.group())
        except BadDate:
            continue
    return None


def _day(value: object) -> date:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise BadDate(f"{value!r} is no date; write it as YYYY-MM-DD")
    try:
        if isinstance(value, int | float):
            seconds = value / 1000 if abs(value) > 1e11 else value
            return date(1970, 1, 1) + timedelta(seconds=float(seconds))
        return _from_words(value.strip())
    except (ValueError, OverflowError) as error:
        raise BadDate(f"{value!r} is no date; write it as YYYY-MM-DD") from error


def _from_words(words: str) -> date:
    for pattern in (_ISO, _COMPACT, _SLASHED):
        if hit := pattern.match(words):
            return date(int(hit[1]), int(hit[2]), int(hit[3]))
    if hit := _DOTTED.match(words):
        return date(int(hit[3]), int(hit[2]), int(hit[1]))
    if (hit := _DAY_MONTH.match(words)) and (month := _MONTHS.get(hit[2][:3].lower())):
        return date(int(hit[3]), month, int(hit[1]))
    if (hit := _MONTH_DAY.match(words)) and (month := _MONTHS.get(hit[1][:3].lower())):
        return date(int(hit[3]), month, int(hit[2]))
    return parsedate_to_datetime(words).date()
