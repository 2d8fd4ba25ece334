"""Days in languages that have no vocabulary here, read by dateparser and believed only where it leaves no doubt."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from bot.dates.here import Here

_NUMBER = re.compile(r"\d+", re.ASCII)
_WORD = re.compile(r"[^\W\d_]{3,}")
_LETTERS = re.compile(r"[\w .'-]+")
SHIFT = timedelta(days=40)
"""To another month, another weekday and another day of the month."""


def read_foreign_day(text: str, here: Here) -> date | None:
    """The local day meant by `demain` or `3 dezember`; None where it is not certain.

    dateparser fills what it does not understand from today and passes over words, so it is asked twice, as of two
    days: a date that is written out comes out the same, a distance from today equally far, and a guess neither.
    """
    if not _LETTERS.fullmatch(text) or not _WORD.search(text):
        return None
    first = datetime.combine(here.today, datetime.min.time())
    one, other = _parsed(text, here, first), _parsed(text, here, first + SHIFT)
    if one is None or other is None:
        return None
    numbers = [int(number) for number in _NUMBER.findall(text)]
    if other - one == SHIFT:
        return one.date() if len(numbers) <= 1 else None
    written = (other.day, other.month) == (one.day, one.month) and numbers in ([one.day], [one.day, one.year])
    return one.date() if written and len(_WORD.findall(text)) == 1 else None


def _parsed(text: str, here: Here, base: datetime) -> datetime | None:
    # Slow to import, and few requests need it.
    from dateparser.date import DateDataParser  # noqa: PLC0415

    settings = {
        "RELATIVE_BASE": base,
        "TIMEZONE": here.hours.zone,
        "PREFER_DATES_FROM": "future",
        "REQUIRE_PARTS": ["day"],
        "RETURN_TIME_AS_PERIOD": True,
        "PARSERS": ["relative-time", "absolute-time"],
    }
    try:
        found = DateDataParser(languages=[here.language], settings=settings).get_date_data(text)
    except (ValueError, OverflowError, TypeError):
        return None
    at = found.date_obj
    return at if found.period == "day" and isinstance(at, datetime) and at.tzinfo is None else None
