"""A rule in words, as a person says it: `every other Tuesday`, `the last Friday of every month`."""

from __future__ import annotations

import re
from datetime import date

from babel import Locale
from babel.dates import format_date, get_day_names
from babel.lists import format_list

from bot.locales import known_locale
from bot.recurrence import AFTER_DONE, UNITS, WEEKDAYS
from bot.texts import Words
from bot.times import say_clock

_NTH = re.compile(r"(-?\d)(\w\w)")
Parts = dict[str, str]


def say_rule(rule: str, words: Words) -> str:
    """The rule in words that can be read again; the rule itself where there are none for it."""
    if after := AFTER_DONE.fullmatch(rule):
        return words.plain(f"systems.done_{UNITS[after['unit']]}", n=int(after["number"]))
    parts = dict(part.partition("=")[::2] for part in rule.split(";"))
    how = _HOW.get(parts.get("FREQ", ""))
    return (how(parts, int(parts.get("INTERVAL", "1")), words) if how else "") or rule


def say_until(rule: str, words: Words) -> str:
    """`until 11 Dec 2026`, empty for a rule without an end."""
    _, _, until = rule.partition("UNTIL=")
    return words.plain("systems.until", day=_with_year(date.fromisoformat(until), words)) if until else ""


def written(rule: str, minutes: int | None, start: date | None, words: Words) -> str:
    """As it is typed into a form: `every other Tuesday 09:00`, with its end, or else the day it starts on."""
    ends = say_until(rule, words)
    starts = words.plain("systems.starting", day=_with_year(start, words)) if start and not ends else ""
    clock = say_clock(minutes) if minutes is not None else ""
    return " ".join(part for part in (say_rule(rule, words), clock, ends or starts) if part)


def _with_year(day: date, words: Words) -> str:
    """`11 Dec 2026`"""
    return format_date(day, "d MMM y", locale=known_locale(words.locale))


def _every(unit: str, interval: int, words: Words) -> str:
    if interval == 1:
        return words.plain(f"systems.every_{unit}")
    return words.plain(f"systems.other_{unit}") if interval == 2 else words.plain(f"systems.every_{unit}s", n=interval)


def _daily(parts: Parts, interval: int, words: Words) -> str:
    return "" if _named(parts) else _every("day", interval, words)


def _monthly(parts: Parts, interval: int, words: Words) -> str:
    if not _named(parts):
        return _every("month", interval, words)
    on = _of_month(parts, words)
    if interval > 1 and on:
        return words.plain("systems.months_on", n=interval, on=on)
    return words.plain("systems.of_month", on=on) if on else ""


def _yearly(parts: Parts, interval: int, words: Words) -> str:
    if not _named(parts):
        return _every("year", interval, words)
    if not {"BYMONTH", "BYMONTHDAY"} <= parts.keys():
        return ""
    return words.plain("systems.years_on", n=interval, on=_of_year(parts, words))


def _named(parts: Parts) -> bool:
    """Whether the rule says which days."""
    return any(name.startswith("BY") for name in parts)


def _weekly(parts: Parts, interval: int, words: Words) -> str:
    named = _weekdays(parts)
    if not named:
        return _every("week", interval, words)
    days = _days(named, words)
    if interval == 1:
        return words.plain("systems.every_named", days=days)
    if interval == 2:
        return words.plain("systems.other_named", days=days)
    return words.plain("systems.weeks_on", n=interval, days=days)


def _weekdays(parts: Parts) -> list[int]:
    """Monday is 0; none for those that count within a month, as `-1FR` does."""
    return [WEEKDAYS.index(day) for day in parts.get("BYDAY", "").split(",") if day in WEEKDAYS]


def _days(named: list[int], words: Words) -> str:
    if named == [0, 1, 2, 3, 4]:
        return words.plain("systems.weekday")
    if named == [5, 6]:
        return words.plain("systems.weekend")
    return format_list([_day(number, words) for number in named], locale=known_locale(words.locale))


def _day(number: int, words: Words) -> str:
    return str(get_day_names("wide", locale=known_locale(words.locale))[number])


def _of_month(parts: Parts, words: Words) -> str:
    """`the 1st and 15th`, `the last Friday`, `the first weekday`; empty where there are no words for it."""
    if "BYSETPOS" in parts:
        named = _weekdays(parts)
        return _the(int(parts["BYSETPOS"]), _days(named, words), words) if named else ""
    if "BYDAY" in parts:
        found = [_NTH.fullmatch(day) for day in parts["BYDAY"].split(",")]
        if not all(found):
            return ""
        said = [_the(int(one[1]), _day(WEEKDAYS.index(one[2]), words), words) for one in found if one]
        return format_list(said, locale=known_locale(words.locale))
    numbers = [int(number) for number in parts.get("BYMONTHDAY", "").split(",") if number]
    if not numbers:
        return ""
    if all(number > 0 for number in numbers):
        ordinals = format_list([_ordinal(number, words) for number in numbers], locale=known_locale(words.locale))
        return words.plain("systems.the_days", days=ordinals)
    last = [_the(number, words.plain("systems.day"), words) for number in numbers]
    return format_list(last, locale=known_locale(words.locale))


def _the(number: int, what: str, words: Words) -> str:
    """`the last Friday`, `the second to last day`, `the third Monday`."""
    which = f"systems.nth_last_{-number}" if number < 0 else f"systems.nth_{number}"
    return words.plain("systems.the_nth", nth=words.plain(which) if abs(number) <= 5 else str(number), what=what)


def _ordinal(number: int, words: Words) -> str:
    form = Locale.parse(words.locale.partition("_")[0]).ordinal_form(number) if words.locale else "other"
    return words.plain(f"systems.ordinal_{form}", n=number)


def _of_year(parts: Parts, words: Words) -> str:
    day = date(2028, int(parts["BYMONTH"]), int(parts["BYMONTHDAY"]))
    return format_date(day, "d MMMM", locale=known_locale(words.locale))


_HOW = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly, "YEARLY": _yearly}
