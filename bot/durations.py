"""Durations in words: `1h30` read, `2 h 30 min` said."""

from __future__ import annotations

import re
from functools import lru_cache

from babel.numbers import format_decimal

from bot.locales import known_locale

LONGEST_TYPED = 80
LONGEST_MINUTES = 1000 * 60

_HOURS = r"(?P<hours>\d{1,4})(?:[.,](?P<tenths>\d{1,2}))? ?(?:h|hr|hrs|hour|hours|hora|horas)"
_MINUTES = r"(?P<minutes>\d{1,5}) ?(?:m|min|mins|minute|minutes|minuto|minutos)"
_DURATION = re.compile(rf"~? ?(?:{_HOURS})?(?: ?(?:{_MINUTES}|(?<=h)(?P<rest>[0-5]\d)))?", re.ASCII)


def read_duration(typed: str) -> int | None:
    """Minutes meant by `2h`, `1h30`, `1.5h`, `45m`, `2 h 30 min`; None for none, for nothing, or beyond 1,000 h."""
    word = " ".join(typed[: LONGEST_TYPED + 1].casefold().split())
    return _minutes(word) if len(word) <= LONGEST_TYPED else None


@lru_cache(maxsize=1024)  # most work takes one of a few durations
def _minutes(word: str) -> int | None:
    found = _DURATION.fullmatch(word)
    if found is None:
        return None
    hours, tenths, minutes, rest = (value or "0" for value in found.group("hours", "tenths", "minutes", "rest"))
    total = round(float(f"{hours}.{tenths}") * 60) + int(minutes) + int(rest)
    return total if 0 < total <= LONGEST_MINUTES else None


def say_duration(minutes: int, locale: str = "en") -> str:
    """`2 h 30 min`, `45 min`, `-1 h`."""
    hours, rest = divmod(abs(minutes), 60)
    parts = [f"{_number(hours, locale)} h"] if hours else []
    parts += [f"{rest} min"] if rest or not hours else []
    return ("-" if minutes < 0 else "") + " ".join(parts)


@lru_cache(maxsize=1024)
def _number(number: int, locale: str) -> str:
    return format_decimal(number, locale=known_locale(locale))
