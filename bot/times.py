"""Time as people mean it: says instants, reads durations and hours; and the one place to import time from."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import lru_cache
from typing import Literal

from babel.dates import format_datetime

from bot.dates.here import EitherDay, InThePast, NotADate
from bot.dates.reading import longest_date, read_date
from bot.durations import LONGEST_TYPED, read_duration, say_duration
from bot.hours import (
    DAY_MINUTES,
    SEARCH_DAYS,
    Away,
    Hours,
    add_workdays,
    add_working,
    after_quiet,
    away_until,
    day_of_work,
    is_away,
    is_quiet,
    is_workday,
    is_working,
    next_open,
    next_working,
    quiet_until,
    work_of,
    working_minutes,
)
from bot.locales import known_locale
from bot.zones import at_minutes, local, next_local, parse_zone, to_utc

__all__ = [
    "DAY_MINUTES",
    "SEARCH_DAYS",
    "Away",
    "EitherDay",
    "Hours",
    "InThePast",
    "NotADate",
    "add_workdays",
    "add_working",
    "after_quiet",
    "at_minutes",
    "away_until",
    "day_of_work",
    "is_away",
    "is_quiet",
    "is_workday",
    "is_working",
    "local",
    "longest_date",
    "next_local",
    "next_open",
    "next_working",
    "parse_zone",
    "quiet_until",
    "read_clock",
    "read_date",
    "read_duration",
    "read_hours",
    "say",
    "say_clock",
    "say_day",
    "say_duration",
    "to_utc",
    "work_of",
    "working_minutes",
]

Style = Literal["moment", "date", "time"]
LONGEST_NIGHT = 12 * 60  # 17-9 is rather a slip than sixteen hours of work
_CLOCK = r"(\d{1,2})(?:[:.h](\d\d)|h)? ?(am|pm)?"
_TIME = re.compile(_CLOCK, re.ASCII)
_SPAN = re.compile(rf"(?:from )?{_CLOCK} ?(?:-|–|—|to|until|till|a) ?{_CLOCK}", re.ASCII)


def say(at: datetime, zone: str, locale: str, style: Style = "moment", now: datetime | None = None) -> str:
    """`Fri 27 Nov 17:00` on that zone's clocks; with `now`, the year is said when it is another year than now's."""
    here = local(at, zone)
    year = " y" if now is not None and local(now, zone).year != here.year else ""
    patterns = {"moment": f"EEE d MMM{year} HH:mm", "date": f"EEE d MMM{year}", "time": "HH:mm"}
    return _formatted(here.replace(second=0, microsecond=0, tzinfo=None), patterns[style], locale)


def say_day(day: date, locale: str) -> str:
    """`Sat 5 Dec`"""
    return _formatted(datetime.combine(day, time(12)), "EEE d MMM", locale)


@lru_cache(maxsize=1024)  # most things are due at the same few times, and each is said again and again
def _formatted(wall: datetime, pattern: str, locale: str) -> str:
    return format_datetime(wall, pattern, locale=known_locale(locale))


def say_clock(minutes: int) -> str:
    """`09:00`, for minutes after midnight, and 1800 as the `06:00` that ends a night."""
    minutes -= DAY_MINUTES if minutes > DAY_MINUTES else 0
    return f"{minutes // 60:02}:{minutes % 60:02}"


def read_clock(typed: str) -> int | None:
    """Minutes after midnight for `9:30`, `9.30`, `9h30`, `9 am` and `17`; None for what no clock shows."""
    word = " ".join(typed[: LONGEST_TYPED + 1].casefold().split())
    found = _TIME.fullmatch(word) if len(word) <= LONGEST_TYPED else None
    minutes = _minutes(*found.group(1, 2, 3)) if found else None
    return minutes if minutes is not None and minutes < 24 * 60 else None


def read_hours(typed: str) -> tuple[int, int] | None:
    """Start and end in minutes after midnight, for `9-17`, `8:30-16:00`, `9am-5pm`, `9-5`; `22-6` ends the next day."""
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
    if end < start:
        end += DAY_MINUTES if end + DAY_MINUTES - start <= LONGEST_NIGHT else 0
    return (start, end) if start < end else None


def _minutes(hour: str, minute: str | None, half: str | None) -> int | None:
    """After midnight, or None when no clock shows it."""
    shown = int(hour)
    if int(minute or 0) > 59 or (half and not 1 <= shown <= 12) or shown * 60 + int(minute or 0) > 24 * 60:
        return None
    if half:
        shown = shown % 12 + (12 if half == "pm" else 0)
    return shown * 60 + int(minute or 0)
