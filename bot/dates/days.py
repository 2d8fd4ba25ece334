"""The day in a date: friday, next mon, in 3 business days, 27 nov, 2026-11-27, 27/11."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from babel.dates import get_date_format
from dateutil.relativedelta import relativedelta

from bot.dates.here import EitherDay, Here, NotADate
from bot.dates.vocabulary import MONTHS, WEEKDAYS
from bot.hours import nth_workday
from bot.locales import known_locale

RECENT_DAYS = 90
"""A date without a year that passed within these is a slip, not one of next year."""

Reader = Callable[[re.Match[str], Here], Iterable[date]]

_WEEKDAY = f"(?P<weekday>{'|'.join(WEEKDAYS)})"
_MONTH = f"(?P<month>{'|'.join((*MONTHS, 'march'))})"
_DAY = r"#?(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4})"
_NAMED = {"today": 0, "tomorrow": 1, "overmorrow": 2, "yesterday": -1}


def read_days(text: str, here: Here) -> tuple[date, ...]:
    """The local days that may be meant, the first that is still to come being it; none for what is no day.

    `text` is in short form. Raises NotADate for a day that might be another one.
    """
    for pattern, reader in _READERS:
        if found := pattern.fullmatch(text):
            return tuple(reader(found, here))
    return ()


def _named(found: re.Match[str], here: Here) -> Iterable[date]:
    yield here.today + timedelta(days=_NAMED[found[0]])


def _weekday(found: re.Match[str], here: Here) -> Iterable[date]:
    coming = _coming(here.today, WEEKDAYS.index(found["weekday"]))
    return coming, coming + timedelta(days=7)


def _of_this_week(found: re.Match[str], here: Here) -> Iterable[date]:
    yield here.today + timedelta(days=WEEKDAYS.index(found["weekday"]) - here.today.weekday())


def _of_next_week(found: re.Match[str], here: Here) -> Iterable[date]:
    weeks = 2 if "overnext" in found[0] else 1
    yield here.today + timedelta(days=7 * weeks + WEEKDAYS.index(found["weekday"]) - here.today.weekday())


def _next(found: re.Match[str], here: Here) -> Iterable[date]:
    """Some mean the coming Friday, some the one of next week; it is certain when these are one."""
    of_next_week = tuple(_of_next_week(found, here))
    coming = _coming(here.today + timedelta(days=1), WEEKDAYS.index(found["weekday"]))
    if coming != of_next_week[0]:
        raise EitherDay(found[0], coming, of_next_week[0])
    return of_next_week


def _after(found: re.Match[str], here: Here) -> Iterable[date]:
    number = int(found["number"])
    if number == 0:
        raise NotADate(found[0])
    match found["unit"]:
        case "days":
            return (here.today + timedelta(days=number),)
        case "weeks":
            return (here.today + timedelta(weeks=number),)
        case "months":
            return (here.today + relativedelta(months=number),)
    day = nth_workday(here.today, number, here.hours)
    return (day,) if day else ()


def _end_of_week(found: re.Match[str], here: Here) -> Iterable[date]:
    """The last working weekday before the longest rest; on a day of that rest it is not certain which week is meant."""
    workdays = here.hours.workdays
    if not workdays:
        raise NotADate(found[0])
    rest = {day: next(n for n in range(1, 8) if (day + n) % 7 in workdays) for day in workdays}
    last = max(workdays, key=lambda day: (rest[day], day))
    if 0 < (here.today.weekday() - last) % 7 < rest[last]:
        raise NotADate(found[0])
    yield _coming(here.today, last) + timedelta(weeks={None: 0, "next ": 1}.get(found["which"], 2))


def _end_of_month(found: re.Match[str], here: Here) -> Iterable[date]:
    yield here.today + relativedelta(months=1 if found["next"] else 0, day=31)


def _end_of_named_month(found: re.Match[str], here: Here) -> Iterable[date]:
    month = MONTHS.index(found["month"][:3]) + 1
    year = here.today.year + (month < here.today.month)
    yield date(year, month, 1) + relativedelta(day=31)


def _end_of_year(_: re.Match[str], here: Here) -> Iterable[date]:
    yield here.today.replace(month=12, day=31)


def _weeks_from(found: re.Match[str], here: Here) -> Iterable[date]:
    """`friday week` and `2 weeks from tomorrow`: so many weeks after the coming one, which is not today."""
    if found["weekday"]:
        start = _coming(here.today + timedelta(days=1), WEEKDAYS.index(found["weekday"]))
    else:
        start = here.today + timedelta(days=_NAMED[found["named"]])
    yield start + timedelta(weeks=int(found.groupdict().get("number") or 1))


def _day_of_month(found: re.Match[str], here: Here) -> Iterable[date]:
    """`the 15th`, of this month or the next; NotADate where that month has no such day."""
    day = int(found["day"])
    month = here.today if day >= here.today.day else here.today.replace(day=1) + relativedelta(months=1)
    known = _known_day(month.year, month.month, day)
    if known is None or found["weekday"] not in (None, WEEKDAYS[known.weekday()]):
        raise NotADate(found[0])
    # On the day itself its time may have passed: then it is the one of the next month.
    return known, known + relativedelta(months=1)


def _written(found: re.Match[str], here: Here) -> Iterable[date]:
    """A day and a month by name, perhaps with weekday and year."""
    return _dated(found, here, int(found["day"]), MONTHS.index(found["month"][:3]) + 1)


def _numbered(found: re.Match[str], here: Here) -> Iterable[date]:
    return _dated(found, here, int(found["day"]), int(found["number"]))


def _slashed(found: re.Match[str], here: Here) -> Iterable[date]:
    first, second = int(found["first"]), int(found["second"])
    if first > 12 or second > 12 or first == second:
        return _dated(found, here, max(first, second), min(first, second))
    if _day_comes_first(here.locale):
        return _dated(found, here, first, second)
    return _dated(found, here, second, first)


def _dated(found: re.Match[str], here: Here, day: int, month: int) -> Iterable[date]:
    """That day of the year said, otherwise the next such day; a weekday said with it must be right."""
    parts = found.groupdict()
    this_year = here.today.year
    years = (int(parts["year"]),) if parts.get("year") else (this_year, this_year + 1)
    days = [known for year in years if (known := _known_day(year, month, day))]
    meant = next((known for known in days if (here.today - known).days <= RECENT_DAYS), days[-1] if days else None)
    if meant is None or parts["weekday"] not in (None, WEEKDAYS[meant.weekday()]):
        raise NotADate(found[0])
    return (meant,)


def _known_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day_comes_first(locale: str) -> bool:
    """Whether 3/4 is the third of April; NotADate where that is not certain (English without a country)."""
    known = known_locale(locale)
    if known.language == "en" and not known.territory:
        raise NotADate(locale)
    pattern = get_date_format("short", locale=known).pattern
    return pattern.index("d") < pattern.index("M")


def _coming(day: date, weekday: int) -> date:
    """That weekday, on `day` at the earliest."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern, re.ASCII), reader)
    for pattern, reader in (
        ("|".join(_NAMED), _named),
        (_WEEKDAY, _weekday),
        (f"this {_WEEKDAY}", _of_this_week),
        (f"next {_WEEKDAY}", _next),
        (f"(?:over)?next weeks {_WEEKDAY}", _of_next_week),
        (f"{_WEEKDAY} (?:in )?(?:over)?next weeks", _of_next_week),
        (r"in (?P<number>\d{1,4}) (?P<unit>days|weeks|months|workdays)", _after),
        (r"(?P<number>\d{1,4}) (?P<unit>days|weeks|months|workdays) from (?:now|today)", _after),
        ("(?P<which>next |overnext )?eow", _end_of_week),
        ("(?P<next>next )?eom", _end_of_month),
        (f"end {_MONTH}", _end_of_named_month),
        ("eoy", _end_of_year),
        (f"(?:{_WEEKDAY}|(?P<named>today|tomorrow)) weeks", _weeks_from),
        (rf"(?P<number>\d{{1,2}}) weeks (?:from )?(?:{_WEEKDAY}|(?P<named>today|tomorrow))", _weeks_from),
        (rf"(?:{_WEEKDAY} )?#(?P<day>\d{{1,2}})", _day_of_month),
        (f"(?:{_WEEKDAY} )?{_DAY} {_MONTH}(?: {_YEAR})?", _written),
        (f"(?:{_WEEKDAY} )?{_MONTH} {_DAY}(?: {_YEAR})?", _written),
        (rf"(?:{_WEEKDAY} )?{_YEAR}(?P<between>[-/])(?P<number>\d\d)(?P=between)(?P<day>\d\d)", _numbered),
        (rf"(?:{_WEEKDAY} )?(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})(?:/{_YEAR})?", _slashed),
        (rf"(?:{_WEEKDAY} )?{_DAY}\.(?P<number>\d{{1,2}})\.(?:{_YEAR})?", _numbered),
    )
)
