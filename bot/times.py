"""Time as people mean it: says instants, reads durations and hours; and the one place to import time from."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_datetime
from babel.numbers import format_decimal

from bot.dates import InThePast, NotADate, longest_date, read_date
from bot.hours import (
    Away,
    Hours,
    add_workdays,
    add_working,
    is_workday,
    is_working,
    next_working,
    working_minutes,
)
from bot.zones import local, next_local, parse_zone, to_utc

__all__ = [
    "Away",
    "Hours",
    "InThePast",
    "NotADate",
    "add_workdays",
    "add_working",
    "is_workday",
    "is_working",
    "local",
    "longest_date",
    "next_local",
    "next_working",
    "parse_zone",
    "read_date",
    "read_duration",
    "read_hours",
    "say",
    "say_duration",
    "to_utc",
    "working_minutes",
]

Style = Literal["moment", "date", "time"]
LONGEST_TYPED = 80
LONGEST_MINUTES = 1000 * 60

_HOURS = r"(?P<hours>\d{1,4})(?:[.,](?P<tenths>\d{1,2}))? ?(?:h|hr|hrs|hour|hours|hora|horas)"
_MINUTES = r"(?P<minutes>\d{1,5}) ?(?:m|min|mins|minute|minutes|minuto|minutos)"
_DURATION = re.compile(rf"~? ?(?:{_HOURS})?(?: ?(?:{_MINUTES}|(?<=h)(?P<rest>[0-5]\d)))?", re.ASCII)
_CLOCK = r"(\d{{1,2}})(?:[:.h](\d\d)|h)? ?(am|pm)?"
_SPAN = re.compile(
    rf"(?:from )?{_CLOCK.format()} ?(?:-|–|—|to|until|till|a) ?{_CLOCK.format()}",
    re.ASCII,
)


def say(at: datetime, zone: str, locale: str, style: Style = "moment", now: datetime | None = None) -> str:
    """`Fri 27 Nov 17:00` on that zone's clocks; with `now`, the year is said when it is another year than now's."""
    here = local(at, zone)
    year = " y" if now is not None and local(now, zone).year != here.year else ""
    patterns = {"moment": f"EEE d MMM{year} HH:mm", "date": f"EEE d MMM{year}", "time": "HH:mm"}
    return format_datetime(here, patterns[style], locale=_known(locale))


def say_duration(minutes: int, locale: str = "en") -> str:
    """`2 h 30 min`, `45 min`, `-1 h`."""
    hours, rest = divmod(abs(minutes), 60)
    parts = [f"{format_decimal(hours, locale=_known(locale))} h"] if hours else []
    parts += [f"{rest} min"] if rest or not hours else []
    return ("-" if minutes < 0 else "") + " ".join(parts)


def read_duration(typed: str) -> int | None:
    """Minutes meant by `2h`, `1h30`, `1.5h`, `45m`, `2 h 30 min`; None for none, for nothing, or beyond 1,000 h."""
    word = " ".join(typed[: LONGEST_TYPED + 1].casefold().split())
    found = _DURATION.fullmatch(word) if len(word) <= LONGEST_TYPED else None
    if found is None:
        return None
    part = {name: value or "0" for name, value in found.groupdict().items()}
    minutes = round(float(f"{part['hours']}.{part['tenths']}") * 60) + int(part["minutes"]) + int(part["rest"])
    return minutes if 0 < minutes <= LONGEST_MINUTES else None


def read_hours(typed: str) -> tuple[int, int] | None:
    """Start and end in minutes after midnight, start before end, for `9-17`, `8:30-16:00`, `9am-5pm`, `9-5`."""
    word = " ".join(typed[: LONGEST_TYPED + 1].casefold().split())
    found = _SPAN.fullmatch(word) if len(word) <= LONGEST_TYPED else None
    if found is None:
        return None
    start, end = _minutes(*found.group(1, 2, 3)), _minutes(*found.group(4, 5, 6))
    if start is None or end is None:
        return None
    # "9-5": nobody's day ends before it starts.
    if end < start <= 12 * 60 and found[6] is None:
        end += 12 * 60
    return (start, end) if start < end <= 24 * 60 else None


def _minutes(hour: str, minute: str | None, half: str | None) -> int | None:
    """After midnight, or None when no clock shows it."""
    shown = int(hour)
    if int(minute or 0) > 59 or (half and not 1 <= shown <= 12) or shown * 60 + int(minute or 0) > 24 * 60:
        return None
    if half:
        shown = shown % 12 + (12 if half == "pm" else 0)
    return shown * 60 + int(minute or 0)


@lru_cache(maxsize=64)
def _known(locale: str) -> Locale:
    """English for a locale that is not known."""
    try:
        return Locale.parse(locale)
    except (ValueError, TypeError, UnknownLocaleError):
        return Locale("en")
