"""How often, in words: `every other Tuesday 9am`, `last Friday of the month`, `2 days after done`, as a rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime

import msgspec

from bot.dates.clocks import NOON, read_bare_hour, read_clock
from bot.dates.here import Here, NotADate
from bot.dates.reading import read_date
from bot.dates.repeat_words import short_repeats
from bot.dates.vocabulary import MONTHS, WEEKDAYS
from bot.durations import LONGEST_TYPED
from bot.hours import Hours
from bot.zones import local

MOST_REPEAT_WORDS = 14
_TIME = re.compile(r"\d[\d:.]*[ap]m|\d+:\d\d|noon|[se]od", re.ASCII)


class Repeats(msgspec.Struct, frozen=True, kw_only=True):
    """`rule` as bot/recurrence.py takes it; `at` in minutes after local midnight, None when no time was said.

    `first` is the day it was said to start on.
    """

    rule: str
    at: int | None = None
    first: date | None = None


_DAY = f"(?:{'|'.join(WEEKDAYS)})"
_AND = r"(?: and| or both| plus| &|)"
_DAYS = rf"{_DAY}(?:{_AND} (?:every )?{_DAY})*"
_RANGE = rf"{_DAY} ?(?:to|through|thru|-|–) ?{_DAY}"
_ON_DAYS = rf"(?P<days>{_DAYS})|(?P<range>{_RANGE})|(?P<named>weekday|workdays|weekend)"
_NTH_WORD = "(?:first|second|third|fourth|last|#[1-4])"
_NTHS = rf"(?P<nths>{_NTH_WORD}(?:{_AND} (?:every )?{_NTH_WORD})*)"
_OF_MONTH = rf"{_NTHS} (?:(?P<nth_day>{_DAY})|(?P<nth_named>days|weekday|workdays))"
_NUMBERS = rf"(?P<numbers>#\d\d?(?:{_AND} #\d\d?)*)"
_MONTH = f"(?P<month>{'|'.join((*MONTHS, 'march'))})"
_IN_YEAR = rf"(?:{_MONTH} #?(?P<date>\d\d?)|#?(?P<date_before>\d\d?) {_MONTH.replace('month', 'month_after')})"
_DONE = (
    r"(?:it is |it was |it.?s |it has been |being |each |last |the |previous |every |one is |one was |time )*"
    r"(?:done|complete|completed|completion|finished|finishing|approved|approval|accepted|closed)"
)
_ADVERBS = {
    "daily": ("DAILY", 1),
    "weekly": ("WEEKLY", 1),
    "fortnightly": ("WEEKLY", 2),
    "monthly": ("MONTHLY", 1),
    "quarterly": ("MONTHLY", 3),
    "yearly": ("YEARLY", 1),
    "annually": ("YEARLY", 1),
}
_UNITS = {
    "days": ("DAILY", 1),
    "weeks": ("WEEKLY", 1),
    "months": ("MONTHLY", 1),
    "quarter": ("MONTHLY", 3),
    "year": ("YEARLY", 1),
}
_START = re.compile(
    r"(?P<rule>.+?),? (?P<word>starting|beginning|from|as from|first(?: one| time)?(?: is| due)?|until|till"
    r"|ab|bis|desde|hasta) (?:from |on )?(?P<date>.+)"
)


def read_repeats(typed: str, now: datetime, hours: Hours, locale: str = "en") -> Repeats | None:
    """What is meant, or None when it is no recurrence or not certain which."""
    text = " ".join(typed[: 2 * LONGEST_TYPED].split())
    if len(text) > LONGEST_TYPED or not text.isprintable():
        return None
    here = Here(now=now, hours=hours, locale=locale)
    # "Monday to Friday" and "montags bis freitags" are whole; they name no day to start or to end on.
    whole = _timed(short_repeats(text, here.language), here)
    started = _START.fullmatch(text.casefold()) if whole is None else None
    return _started(started, here) if started else whole


def _started(started: re.Match[str], here: Here) -> Repeats | None:
    """`every Friday starting 4 Dec`, `… until 18 Dec`."""
    hours = here.hours
    try:
        start = local(read_date(started["date"], here.now, hours, here.locale), hours.zone)
    except NotADate:
        return None
    found = _timed(short_repeats(started["rule"], here.language), here)
    if found is None or found.rule.startswith("DONE+"):
        return None
    if started["word"] in ("until", "till", "bis", "hasta"):
        return msgspec.structs.replace(found, rule=f"{found.rule};UNTIL={start:%Y%m%d}")
    # "starting Friday at 10am" says the time as well; a day alone ends with the working day.
    at = start.hour * 60 + start.minute
    if at != hours.day_close and found.at not in (None, at):
        return None
    return msgspec.structs.replace(found, first=start.date(), at=found.at if at == hours.day_close else at)


def _timed(short: str, here: Here) -> Repeats | None:
    """The rule, perhaps with a time of day after or before it."""
    words = short.split()
    if not 0 < len(words) <= MOST_REPEAT_WORDS:
        return None
    if rule := _rule(" ".join(words)):
        return Repeats(rule=rule)
    for place in (len(words) - 1, *(n for n, word in enumerate(words[:-1]) if n == 0 or _TIME.fullmatch(word))):
        rest, clock = words[:place] + words[place + 1 :], words[place]
        rule = _rule(" ".join(rest))
        at = _clock(clock, here.hours, bare="WEEKLY" in rule or "DAILY" in rule) if rule else None
        if rule and at is not None:
            return Repeats(rule=rule, at=at)
    return None


def _clock(word: str, hours: Hours, *, bare: bool) -> int | None:
    """`bare`: a 9 may be a time; after a month it would be a day."""
    try:
        found = read_clock(word, hours)
        return read_bare_hour(word, hours) if found is None and bare else found
    except NotADate:
        return _afternoon_hour(word, hours) if bare else None


def _afternoon_hour(word: str, hours: Hours) -> int | None:
    """`2` of who works from nine to five; not 5, which is the end of the day and may be before its start."""
    minutes = int(word) * 60 + NOON if word.isdecimal() else 0
    return minutes if hours.day_start < minutes < hours.day_close and minutes - NOON < hours.day_start else None


def _rule(short: str) -> str | None:
    for pattern, made in _RULES:
        if found := pattern.fullmatch(short):
            return made({name: value for name, value in found.groupdict().items() if value})
    return None


Parts = dict[str, str]


def _after_done(parts: Parts) -> str | None:
    number = int(parts["number"])
    return f"DONE+{number}{parts['unit'][0].upper()}" if 0 < number < 1000 else None


def _adverb(parts: Parts) -> str | None:
    return _made(*_ADVERBS[parts["adverb"]], parts)


def _every_other(parts: Parts) -> str | None:
    """`biweekly` alone may be twice a week, and with two days it is."""
    return _made("WEEKLY", 2, parts)


def _units(parts: Parts) -> str | None:
    frequency, factor = _UNITS[parts["unit"]]
    return _made(frequency, factor * _count(parts), parts)


def _on_days(parts: Parts) -> str | None:
    return _made("WEEKLY", _count(parts), parts)


def _on_month_days(parts: Parts) -> str | None:
    return _made("MONTHLY", 1, parts)


def _in_year(parts: Parts) -> str | None:
    return _made("YEARLY", 1, parts)


def _all_but(parts: Parts) -> str | None:
    left_out, last = _weekdays(parts), 7 if parts["all"] in ("every days", "daily") else 5
    left = [day for day in range(last) if day not in left_out]
    return _weekly(1, left) if left else None


def _count(parts: Parts) -> int:
    count = parts.get("count", "1")
    named = {"other": 2, "second": 2, "third": 3, "fourth": 4}
    return named.get(count) or int(count.removeprefix("#"))


def _made(frequency: str, interval: int, parts: Parts) -> str | None:
    """The rule; None for parts that do not go together, such as months on a weekday."""
    if not 0 < interval < 100:
        return None
    days, fits = _weekdays(parts), {"WEEKLY": ("days",), "MONTHLY": ("nths", "numbers"), "YEARLY": ("date",)}
    said = {"days"} if days else {name for name in ("nths", "numbers") if name in parts}
    said |= {"date"} if "date" in parts or "date_before" in parts else set()
    if not said.issubset(fits.get(frequency, ())) or len(said) > 1:
        return None
    if days:
        return _weekly(interval, days)
    text = f"FREQ={frequency}" + (f";INTERVAL={interval}" if interval > 1 else "")
    if "nths" in parts:
        return f"{text};{_nth(parts)}"
    if "numbers" in parts:
        numbers = sorted({int(number) for number in re.findall(r"\d+", parts["numbers"])})
        return f"{text};BYMONTHDAY={','.join(map(str, numbers))}" if 1 <= numbers[0] <= numbers[-1] <= 31 else None
    return f"{text};{found}" if said and (found := _date(parts)) else None if said else text


def _date(parts: Parts) -> str | None:
    month = MONTHS.index((parts.get("month") or parts["month_after"])[:3]) + 1
    day = int(parts.get("date") or parts["date_before"])
    try:
        date(2028, month, day)
    except ValueError:
        return None
    return f"BYMONTH={month};BYMONTHDAY={day}"


def _nth(parts: Parts) -> str:
    named = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
    words = re.findall(_NTH_WORD, parts["nths"])
    numbers = [named.get(word) or int(word[1:]) for word in words]
    if "nth_day" in parts:
        day = _two(WEEKDAYS.index(parts["nth_day"]))
        return f"BYDAY={','.join(f'{number}{day}' for number in numbers)}"
    listed = ",".join(map(str, numbers))
    if parts.get("nth_named", "days") == "days":
        return f"BYMONTHDAY={listed}"
    return f"BYDAY={','.join(map(_two, range(5)))};BYSETPOS={listed}"


def _weekly(interval: int, days: Iterable[int]) -> str:
    every = f";INTERVAL={interval}" if interval > 1 else ""
    return f"FREQ=WEEKLY{every};BYDAY={','.join(_two(day) for day in sorted(set(days)))}"


def _weekdays(parts: Parts) -> list[int]:
    if "named" in parts:
        return [5, 6] if parts["named"] == "weekend" else list(range(5))
    if "range" in parts:
        first, last = (WEEKDAYS.index(word) for word in re.findall("|".join(WEEKDAYS), parts["range"]))
        return [(first + step) % 7 for step in range((last - first) % 7 + 1)]
    return [WEEKDAYS.index(word) for word in re.findall("|".join(WEEKDAYS), parts.get("days", ""))]


def _two(day: int) -> str:
    return WEEKDAYS[day][:2].upper()


_WHEN = rf"(?: (?:every )?(?:{_ON_DAYS}|{_OF_MONTH}|{_NUMBERS}|{_IN_YEAR}))?"
_COUNT = r"(?:(?P<count>other|second|third|fourth|#?\d\d?) )?"
_RULES: tuple[tuple[re.Pattern[str], Callable[[Parts], str | None]], ...] = tuple(
    (re.compile(pattern, re.ASCII), made)
    for pattern, made in (
        (rf"(?:every )?(?P<number>\d{{1,3}}) (?P<unit>days|weeks|months) after {_DONE}", _after_done),
        (
            rf"(?P<all>every days|daily|(?:every )?(?:weekday|workdays)) (?:except|but not|but|without) (?:every "
            rf")?(?:{_ON_DAYS})",
            _all_but,
        ),
        (rf"(?P<adverb>{'|'.join(_ADVERBS)}){_WHEN}", _adverb),
        (rf"every {_COUNT}(?P<unit>{'|'.join(_UNITS)}){_WHEN}", _units),
        (rf"every (?:(?P<count>other) )?(?:{_ON_DAYS})", _on_days),
        (r"(?P<named>weekday|workdays)", _on_days),
        (rf"(?P<range>{_RANGE})", _on_days),
        (rf"(?:every )?{_OF_MONTH} monthwise", _on_month_days),
        (rf"(?:every )?{_NUMBERS} monthwise", _on_month_days),
        (r"(?:every )?(?P<nths>first|last) monthwise", _on_month_days),
        (rf"every (?P<nths>first|last) (?P<nth_day>{_DAY})", _on_month_days),
        (rf"(?:every )?(?P<nths>{_NTH_WORD} and {_NTH_WORD}) (?P<nth_day>{_DAY})", _on_month_days),
        (rf"biweekly (?:every )?(?P<days>{_DAY})", _every_other),
        (rf"(?:every|twice (?:1 |every )?months) {_NUMBERS}", _on_month_days),
        (rf"every {_IN_YEAR}", _in_year),
    )
)
