"""A whole date read: its day, its time and its zone, each by its own table; readings that differ make none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

import msgspec

from bot.dates.clocks import MIDNIGHTS, NOON, read_bare_hour, read_clock
from bot.dates.day_parts import with_day_part
from bot.dates.days import read_days
from bot.dates.foreign import read_foreign_day
from bot.dates.here import Here, InThePast, NotADate
from bot.dates.vocabulary import KNOWN, LANGUAGES, MONTHS, plain, short_form
from bot.durations import LONGEST_TYPED, read_duration
from bot.hours import SEARCH_DAYS, Hours, add_working
from bot.zones import at_minutes, local, parse_zone

FARTHEST_YEARS = 20
MOST_WORDS = 6
MOST_ZONE_WORDS = 5

_STAMP = re.compile(r"(\d{4}-\d\d-\d\d)t(\d\d:\d\d(?::00)?)(z?)", re.ASCII)
_DISTANCE = re.compile(r"in (?P<long>\d.*)|(?P<length>\d.*) from now", re.ASCII)
_WORKING = re.compile(r"(?P<hours>\d{1,4}) workhours", re.ASCII)
_WORD = re.compile(r"[^\W\d_]{3,}")
_DATED = re.compile(rf"\d|\b(?:{'|'.join(MONTHS)})", re.ASCII)
_CLOCKLIKE = re.compile(r"\d[\d:.]*(?:[ap]m|h\d*)|\d+:\d\d|noon|midnight|[se]od", re.ASCII)


def read_date(typed: str, now: datetime, hours: Hours, locale: str = "en") -> datetime:
    """The UTC instant meant by `fri 5pm` in the zone of `hours`; a day without a time ends at their `day_close`.

    A zone or its city may follow (`fri 5pm Manila`). Words of `locale` are understood beside English. Raises NotADate
    for what is not certain, InThePast for an instant that is not after `now`.
    """
    # Every date read is at a whole minute, so it is past or to come for all of this minute alike.
    return _read(typed, Here(now=now.replace(second=0, microsecond=0), hours=hours, locale=locale))


@lru_cache(maxsize=256)  # the same words are looked at more than once in a request, and often by several people
def _read(typed: str, here: Here) -> datetime:
    text = _text(typed)
    at = _certain(text, here)
    if at is None and _is_foreign(text, here):
        at = _certain(text, msgspec.structs.replace(here, foreign=True))
    if at is None:
        raise NotADate(text)
    return at


def longest_date(words: Sequence[str], now: datetime, hours: Hours, locale: str = "en") -> tuple[int, datetime] | None:
    """How many of the leading words, 6 at most, make the longest date, and its instant; None for none that is certain.

    As in a sentence: a zone counts only after a time, a bare hour only where no other word follows. Raises InThePast
    when the longest date is past.
    """
    for count in range(min(MOST_WORDS, len(words)), 0, -1):
        ends = not (count < len(words) and words[count][:1].isalpha())
        here = Here(now=now, hours=hours, locale=locale, in_sentence=True, bare_hours=ends)
        try:
            at = _certain(_text(" ".join(words[:count])), here)
        except InThePast:
            raise
        except NotADate:
            # A doubtful `fri 5:30` must not become a certain `fri`.
            return None
        if at:
            return count, at
    return None


def _text(typed: str) -> str:
    """Folded; nothing for what is too long or holds signs that nobody types."""
    words = " ".join(typed[: 2 * LONGEST_TYPED].split())
    if len(typed) > 2 * LONGEST_TYPED or len(words) > LONGEST_TYPED or not words.isprintable():
        return ""
    return _STAMP.sub(lambda found: f"{found[1]} {found[2]}{' utc' if found[3] else ''}", plain(words))


def _certain(text: str, here: Here) -> datetime | None:
    """The instant that every reading gives, None when there is no reading; InThePast, or NotADate where in doubt."""
    found = set(_readings(text, here))
    if not found:
        return None
    at = min(found)
    if len(found) > 1 or at > here.now + timedelta(days=FARTHEST_YEARS * 366):
        raise NotADate(text)
    if at <= here.now:
        raise InThePast(text)
    return at


def _readings(text: str, here: Here) -> Iterator[datetime]:
    """With every ending taken as a zone that is one, and with none."""
    words = text.split()
    for count in range(min(MOST_ZONE_WORDS + 1, len(words))):
        rest, last = words[: len(words) - count], words[len(words) - count :]
        zone = _zone(last) if last else here.hours.zone
        if zone is None:
            continue
        short = with_day_part(short_form(" ".join(rest), here.language))
        if not last or not here.in_sentence or any(map(_CLOCKLIKE.fullmatch, short.split())):
            yield from _instants(short, here.at(zone))


def _zone(words: list[str]) -> str | None:
    """`manila`, `in manila`, `manila time`."""
    if words[0] in ("in", "en"):
        words = words[1:]
    if words[-1:] == ["time"]:
        words = words[:-1]
    return parse_zone(" ".join(words))


def _instants(short: str, here: Here) -> Iterator[datetime]:
    """The day and the time in either order, either of them alone, or a distance from now."""
    if distant := _distant(short, here):
        yield distant
        return
    words = short.split()
    if not words:
        return
    found = [_instant(short, "", here), _instant(" ".join(words[:-1]), words[-1], here)]
    if len(words) > 1:
        found.append(_instant(" ".join(words[1:]), words[0], here))
        found.append(_at_bare_hour(" ".join(words[:-1]), words[-1], here))
    yield from (at for at in found if at)


def _instant(day: str, clock: str, here: Here) -> datetime | None:
    """A time alone is the next such time, a day alone ends at `day_close`."""
    minutes = _minutes(clock, here)
    if minutes is None:
        return None
    days = _days(day, here) if day else (here.today, here.today + timedelta(days=clock != "eod"))
    if not days:
        return None
    if clock in MIDNIGHTS and day not in ("", "today"):
        raise NotADate(f"{day} {clock}")  # the one that begins the day, or the one that ends it?
    if not day and "h" in clock and minutes <= NOON:
        raise NotADate(clock)  # a time, or so many hours?
    return _first(days, minutes, here)


def _minutes(clock: str, here: Here) -> int | None:
    if clock == "sametime":
        now = local(here.now, here.hours.zone)
        return now.hour * 60 + now.minute
    return read_clock(clock, here.hours) if clock else here.hours.day_close


def _at_bare_hour(day: str, clock: str, here: Here) -> datetime | None:
    """`tomorrow 9`; after a number or a month it would be anything."""
    if not here.bare_hours or not clock.isdecimal() or _DATED.search(day):
        return None
    days = _days(day, here)
    minutes = read_bare_hour(clock, here.hours) if days else None
    return None if minutes is None else _first(days, minutes, here)


def _days(day: str, here: Here) -> tuple[date, ...]:
    days = read_days(day, here)
    if not days and here.foreign and (foreign := read_foreign_day(day, here)):
        return (foreign,)
    return days


def _first(days: Sequence[date], minutes: int, here: Here) -> datetime:
    """The first instant to come, or else a past one. Days beyond all reading are cut so that a calendar holds them."""
    earliest, latest = (here.today.replace(day=1, year=here.today.year + years) for years in (-2, FARTHEST_YEARS + 2))
    near = [min(max(day, earliest), latest) for day in days]
    instants = [at_minutes(day, minutes, here.hours.zone) for day in near]
    return next((at for at in instants if at > here.now), instants[0])


def _is_foreign(text: str, here: Here) -> bool:
    """Whether some word is in no vocabulary here, and the reader's language has none."""
    short = short_form(text, here.language)
    return here.language not in LANGUAGES and not KNOWN.issuperset(_WORD.findall(short))


def _distant(short: str, here: Here) -> datetime | None:
    """`in 2 hours`, `in 1h30`, `in 3 workhours`: from now, to the minute."""
    found = _DISTANCE.fullmatch(short)
    if found is None:
        return None
    length = found["long"] or found["length"]
    now = here.now.replace(second=0, microsecond=0)
    if working := _WORKING.fullmatch(length):
        ends_at = add_working(now, int(working["hours"]) * 60, here.hours)
        # As far as anybody looks ahead: there is not that much working time, so nobody can say when it ends.
        return ends_at if ends_at < now + timedelta(days=SEARCH_DAYS) else None
    minutes = read_duration(length)
    return now + timedelta(minutes=minutes) if minutes else None
