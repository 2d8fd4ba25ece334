"""The time of day in a date: 17:00, 5pm, 17h30, noon, and a bare 9 where the hours of the day leave no doubt."""

from __future__ import annotations

import re

from bot.dates.here import NotADate
from bot.hours import Hours

NOON, MIDNIGHT = 12 * 60, 24 * 60
MIDNIGHTS = ("midnight", "12am")
EARLY = 7 * 60
"""From here on `8:30` is taken as written, unless only the evening is working time."""

_TWELVE = re.compile(r"(?P<hour>0?[1-9]|1[0-2])(?:[:.](?P<minute>\d\d))?(?P<half>am|pm)", re.ASCII)
_TWENTY_FOUR = re.compile(r"(?P<hour>\d\d?)(?::(?P<minute>\d\d)(?::00)?h?|h(?P<rest>\d\d)?)", re.ASCII)
_BARE = re.compile(r"\d{1,2}", re.ASCII)


def read_clock(word: str, hours: Hours) -> int | None:
    """Minutes after local midnight, 1440 for the end of the day; None for what is no time of day.

    Raises NotADate for one that might be meant in the morning or in the evening.
    """
    named = {"noon": NOON, "sod": hours.day_start, "eod": hours.day_close, "midnight": MIDNIGHT, "12am": MIDNIGHT}
    if word in named:
        return named[word]
    if found := _TWELVE.fullmatch(word):
        return _minutes(int(found["hour"]) % 12 + (12 if found["half"] == "pm" else 0), int(found["minute"] or 0))
    found = _TWENTY_FOUR.fullmatch(word)
    minutes = _minutes(int(found["hour"]), int(found["minute"] or found["rest"] or 0)) if found else None
    if minutes and not word.startswith("0") and _may_be_evening(minutes, hours):
        raise NotADate(word)
    return minutes


def read_bare_hour(word: str, hours: Hours) -> int | None:
    """`9` after a day: minutes after midnight; NotADate when it is no working hour, or one twice a day."""
    if not _BARE.fullmatch(word):
        return None
    minutes = int(word) * 60
    if not hours.day_start <= minutes <= hours.day_close or minutes + NOON <= hours.day_close:
        raise NotADate(word)
    return minutes


def _minutes(hour: int, minute: int) -> int | None:
    minutes = hour * 60 + minute
    return minutes if minute < 60 and minutes <= MIDNIGHT else None


def _may_be_evening(minutes: int, hours: Hours) -> bool:
    """`5:30` and, for who works from one to ten, `8:30`."""
    early = minutes < min(EARLY, hours.day_start)
    return 60 <= minutes < NOON and (early or minutes < hours.day_start <= minutes + NOON <= hours.day_close)
