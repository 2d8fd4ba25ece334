"""Days in languages that have no vocabulary here, read by dateparser and believed only where it leaves no doubt."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from bot.dates.here import Here

_NUMBER = re.compile(r"\d+", re.ASCII)
_WORD = re.compile(r"[^\W\d_]+")
_LONG_WORD = re.compile(r"[^\W\d_]{3,}")
_LETTERS = re.compile(r"[\w .'-]+")
JOINING = ("de", "di")
SHIFT = timedelta(days=40)
"""To another month, another weekday and another day of the month."""


def read_foreign_day(text: str, here: Here) -> date | None:
    """The local day meant by `demain` or `3 dezember`; None where it is not certain.

    dateparser fills what it does not understand from today and passes over words, so it is asked twice, as of two
    days: a date that is written out comes out the same, a distance from today equally far, and a guess neither.
    """
    if not _LETTERS.fullmatch(text) or not _LONG_WORD.search(text):
        return None
    first = datetime.combine(here.today, datetime.min.time())
    one, other = _parsed(text, here, first), _parsed(text, here, first + SHIFT)
    if one is None or other is None:
        return None
    numbers = [int(number) for number in _NUMBER.findall(text)]
    words = [word for word in _WORD.findall(text) if word not in JOINING]
    if other - one == SHIFT:
        return one.date() if _tells_distance((one - first).days, numbers, len(words)) else None
    same = (other.day, other.month) == (one.day, one.month)
    return one.date() if same and _tells_date(one, numbers, len(words)) else None


def _tells_distance(away_days: int, numbers: list[int], words: int) -> bool:
    """`demain`, `in 3 Tagen`: one word, or a number that is the one of the days or weeks."""
    if not numbers:
        return words == 1
    return len(numbers) == 1 and away_days in (numbers[0], 7 * numbers[0]) and words <= 3


def _tells_date(day: datetime, numbers: list[int], words: int) -> bool:
    """`3 dezember`, `3 dezember 2027`: the month is the only word."""
    return words == 1 and numbers in ([day.day], [day.day, day.year])


def _parsed(text: str, here: Here, base: datetime) -> datetime | None:
    from dateparser.date import DateDataParser  # noqa: PLC0415 - slow to import, and only other languages need it

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
