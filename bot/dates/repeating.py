"""How often, in words: `every other Tuesday 9am`, `last Friday of the month`, `2 days after done`, as a rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime

import msgspec

from bot.dates.clocks import read_bare_hour, read_clock
from bot.dates.here import Here, NotADate
from bot.dates.reading import read_date
from bot.dates.vocabulary import MONTHS, WEEKDAYS, plain, short_form
from bot.durations import LONGEST_TYPED
from bot.hours import Hours
from bot.zones import local

MOST_REPEAT_WORDS = 14


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
_NTH = r"(?P<nth>first|second|third|fourth|last|#[1-4])"
_OF_MONTH = rf"{_NTH} (?:(?P<nth_day>{_DAY})|(?P<nth_named>days|weekday|workdays))"
_NUMBERS = rf"(?P<numbers>#\d\d?(?:{_AND} #\d\d?)*)"
_MONTH = f"(?P<month>{'|'.join((*MONTHS, 'march'))})"
_IN_YEAR = rf"(?:{_MONTH} #?(?P<date>\d\d?)|#?(?P<date_before>\d\d?) {_MONTH.replace('month', 'month_after')})"
_MONTHWISE = re.compile(r"\b(?:of|in|de|del)(?: the| each| every| a)? (?:month|mes)\b")
_ONCE = re.compile(r"\b(?:once (?:a|per|every)|each and every|every single|each|per)\b")
_DONE = (
    r"(?:it is |it s |its |it has been |being |each |last |the last |previous |every )*"
    r"(?:done|complete|completed|completion|finished|approved|approval)"
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
_PLURAL = re.compile(rf"(?<!every )(?<!each )\b((?:{'|'.join(WEEKDAYS)})[a-z]*day)s\b")
_START = re.compile(
    r"(?P<rule>.+?),? (?P<word>starting|beginning|from|as from|first(?: one| time)?(?: is| due)?|until|till"
    r"|ab|bis|desde|hasta) (?:from |on )?(?P<date>.+)"
)

# What other languages say otherwise, on folded words; the days and units are short_form's.
_FOREIGN: dict[str, tuple[tuple[str, str], ...]] = {
    "es": (
        (r"\b(?:cada|todos los|todas las)\b", "every"),
        (r"\bdias? (?:habil(?:es)?|laborables?)\b", "weekday"),
        (r"\bultim[oa]\b", "last"),
        (r"\bprimer[oa]?\b", "first"),
        (r"\b(?:diario|diariamente)\b", "daily"),
        (r"\bsemanal(?:mente)?\b", "weekly"),
        (r"\bmensual(?:mente)?\b", "monthly"),
        (r"\btrimestral(?:mente)?\b", "quarterly"),
        (r"\banual(?:mente)?\b", "yearly"),
        (r"\bde (lunes|martes|miercoles) a (jueves|viernes|sabado)\b", r"\1 to \2"),
        (r"\bano\b", "year"),
        (r"\by\b", "and"),
        (r"\b(?:el )?dia (\d\d?)\b", r"#\1"),
        (r"\bdespues de (?:hecho|terminado|terminarlo)\b", "after done"),
    ),
    "de": (
        (r"\b(?:jede[nrsm]?|alle)\b", "every"),
        (r"\b(?:werktags|an werktagen|werktag|arbeitstag)\b", "weekday"),
        (r"\bletzte[nrs]?\b", "last"),
        (r"\berste[nrs]?\b", "first"),
        (r"\btaglich\b", "daily"),
        (r"\bwochentlich\b", "weekly"),
        (r"\bmonatlich\b", "monthly"),
        (r"\bvierteljahrlich\b", "quarterly"),
        (r"\bjahrlich\b", "yearly"),
        (r"\b((?:mon|diens|donners|frei|sams|sonn)tag|mittwoch)s\b", r"every \1"),
        (r"\b(\d\d?)\. ", r"#\1 "),
        (r"\b(?:im|des|eines|jeden|every) monats?\b", "monthwise"),
        (r"\bvon (\w+tag|mittwoch) bis (\w+tag|mittwoch)\b", r"\1 to \2"),
        (r"\bjahr\b", "year"),
        (r"\bund\b", "and"),
        (r"\bnach (?:erledigung|abschluss)\b", "after done"),
    ),
}


def read_repeats(typed: str, now: datetime, hours: Hours, locale: str = "en") -> Repeats | None:
    """What is meant, or None when it is no recurrence or not certain which."""
    text = " ".join(typed[: 2 * LONGEST_TYPED].split())
    if len(text) > LONGEST_TYPED or not text.isprintable():
        return None
    here = Here(now=now, hours=hours, locale=locale)
    started = _START.fullmatch(text.casefold())
    if started is None:
        return _timed(_short(text, here), here)
    try:
        day = local(read_date(started["date"], now, hours, locale), hours.zone).date()
    except NotADate:
        return _timed(_short(text, here), here)
    found = _timed(_short(started["rule"], here), here)
    if found is None or found.rule.startswith("DONE+"):
        return None
    if started["word"] in ("until", "till", "bis", "hasta"):
        return msgspec.structs.replace(found, rule=f"{found.rule};UNTIL={day:%Y%m%d}")
    return msgspec.structs.replace(found, first=day)


def _short(text: str, here: Here) -> str:
    """The short form, in which an ordinal keeps its sign (`#15`) and `Mondays` are `every mon`."""
    words = plain(text)
    for pattern, english in _FOREIGN.get(here.language, ()):
        words = re.sub(pattern, english, words)
    words = _PLURAL.sub(r"every \1", _ONCE.sub("every", words.replace("/", " and ")))
    words = _MONTHWISE.sub("monthwise", words)
    words = re.sub(r"\bweekdays\b", "weekday", re.sub(r"\bweekends\b", "weekend", words))
    words = re.sub(r"\bevery fortnight\b", "fortnightly", words)
    words = re.sub(r"\bevery (?:morning|afternoon|evening|night)\b(?=.*\d)", "every day", words)
    words = re.sub(r"\b(quarter|year)s\b", r"\1", words)
    short = short_form(words, here.language)
    return re.sub(r"\b(?:on|by|at|the|of|in|a) ", "", re.sub(r"\bevery every\b", "every", short))


def _timed(short: str, here: Here) -> Repeats | None:
    """The rule, perhaps with a time of day after or before it."""
    words = short.split()
    if not 0 < len(words) <= MOST_REPEAT_WORDS:
        return None
    if rule := _rule(" ".join(words)):
        return Repeats(rule=rule)
    for rest, clock in ((words[:-1], words[-1]), (words[1:], words[0])):
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
        return None


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
    left_out = _weekdays(parts)
    return _weekly(1, [day for day in range(7) if day not in left_out])


def _count(parts: Parts) -> int:
    count = parts.get("count", "1")
    named = {"other": 2, "second": 2, "third": 3, "fourth": 4}
    return named.get(count) or int(count.removeprefix("#"))


def _made(frequency: str, interval: int, parts: Parts) -> str | None:
    """The rule; None for parts that do not go together, such as months on a weekday."""
    if not 0 < interval < 100:
        return None
    days, fits = _weekdays(parts), {"WEEKLY": ("days",), "MONTHLY": ("nth", "numbers"), "YEARLY": ("date",)}
    said = {"days"} if days else {name for name in ("nth", "numbers") if name in parts}
    said |= {"date"} if "date" in parts or "date_before" in parts else set()
    if not said.issubset(fits.get(frequency, ())) or len(said) > 1:
        return None
    if days:
        return _weekly(interval, days)
    text = f"FREQ={frequency}" + (f";INTERVAL={interval}" if interval > 1 else "")
    if "nth" in parts:
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
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}.get(parts["nth"]) or int(parts["nth"][1:])
    if "nth_day" in parts:
        return f"BYDAY={number}{_two(WEEKDAYS.index(parts['nth_day']))}"
    if parts.get("nth_named", "days") == "days":
        return f"BYMONTHDAY={number}"
    return f"BYDAY={','.join(map(_two, range(5)))};BYSETPOS={number}"


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


_COUNT = r"(?:(?P<count>other|second|third|fourth|#?\d\d?) )?"
_RULES: tuple[tuple[re.Pattern[str], Callable[[Parts], str | None]], ...] = tuple(
    (re.compile(pattern, re.ASCII), made)
    for pattern, made in (
        (rf"(?:every )?(?P<number>\d{{1,3}}) (?P<unit>days|weeks|months) after {_DONE}", _after_done),
        (rf"(?:every days|daily) (?:except|but not|but|without) (?:every )?(?:{_ON_DAYS})", _all_but),
        (
            rf"(?P<adverb>{'|'.join(_ADVERBS)})(?: (?:every )?(?:{_ON_DAYS}|{_OF_MONTH}|{_NUMBERS}|{_IN_YEAR}))?",
            _adverb,
        ),
        (
            rf"every {_COUNT}(?P<unit>{'|'.join(_UNITS)})(?: (?:{_ON_DAYS}|{_OF_MONTH}|{_NUMBERS}|{_IN_YEAR}))?",
            _units,
        ),
        (rf"every (?:(?P<count>other) )?(?:{_ON_DAYS})", _on_days),
        (r"(?P<named>weekday|workdays)", _on_days),
        (rf"(?P<range>{_RANGE})", _on_days),
        (rf"(?:every )?{_OF_MONTH} monthwise", _on_month_days),
        (rf"(?:every )?{_NUMBERS} monthwise", _on_month_days),
        (r"(?:every )?(?P<nth>first|last) monthwise", _on_month_days),
        (rf"(?:every|twice (?:1 |every )?months) {_NUMBERS}", _on_month_days),
        (rf"every {_IN_YEAR}", _in_year),
    )
)
