"""Working time: the hours somebody works, and the fair clock that counts only those (no nights, holidays or leave)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import islice

import msgspec

from bot.zones import at_minutes, local, to_utc

SEARCH_DAYS = 2 * 366
"""How far working time is looked for. Who works never within it is treated as free again when it ends."""
DAY_MINUTES = 24 * 60
TOGETHER_DAYS = 12  # looked up at once; SEARCH_DAYS is 61 times that


class Away(msgspec.Struct, frozen=True):
    """Whole local days, both included; `stand_in` is the id of who takes what would wait, empty for nobody."""

    first: date
    last: date
    stand_in: str = ""

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last

    def overlaps(self, other: Away) -> bool:
        return self.first <= other.last and other.first <= self.last


class Hours(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    """When somebody works. Minutes are after local midnight, Monday is day 0.

    Who works at night has a `day_end` beyond 24:00, of the day on which the night begins: 22–6 is 1320 to 1800.
    `country` is ISO 3166 for holidays, with a region where it has its own: `PH`, `US-CA`. `quiet` are from and to of
    the time in which nothing is sent unasked, over midnight where from is later; empty for none.
    """

    zone: str
    day_start: int = 9 * 60
    day_end: int = 17 * 60
    workdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    country: str = ""
    away: tuple[Away, ...] = ()
    quiet: tuple[int, ...] = ()

    @property
    def day_close(self) -> int:
        """When the day itself ends, which what is due on a day is due by; of a night shift, its midnight."""
        return min(self.day_end, DAY_MINUTES)


def away_until(day: date, hours: Hours) -> date | None:
    """The last day of the leave that this day is of."""
    return max((away.last for away in hours.away if away.covers(day)), default=None)


def is_away(day: date, hours: Hours) -> bool:
    """Whether that day of their own calendar is one of leave."""
    return any(away.covers(day) for away in hours.away)


@lru_cache(maxsize=8192)
def is_workday(day: date, hours: Hours) -> bool:
    """Whether somebody works on that day of their own calendar: a working weekday, no public holiday, not away."""
    return (
        day.weekday() in hours.workdays and not is_away(day, hours) and day not in holidays_of(hours.country, day.year)
    )


@lru_cache(maxsize=1024)  # every card of a task asks the same of its due time
def is_working(at: datetime, hours: Hours) -> bool:
    """The first minute of the day counts, the minute at `day_end` does not."""
    return any(start <= at < end for start, end in islice(_stretches(at, hours), 2))


def day_of_work(at: datetime, hours: Hours) -> date:
    """The local day; while a night shift would last, the day on which it began."""
    here = local(at, hours.zone)
    begun_before = here.hour * 60 + here.minute < hours.day_end - DAY_MINUTES
    return here.date() - timedelta(days=1 if begun_before else 0)


def next_working(at: datetime, hours: Hours) -> datetime:
    """`at` itself when it is working time, otherwise the next start of work; `SEARCH_DAYS` later when there is none."""
    for start, end in _stretches(at, hours):
        if at < end:
            return max(at, start)
    return at + timedelta(days=SEARCH_DAYS)


def working_minutes(start: datetime, end: datetime, hours: Hours) -> int:
    """Working time between two instants, 0 when they are the wrong way round.

    Both are cut to their whole minute, so that the parts of a stretch that was paused add up to the whole.
    """
    first, last = _whole_minute(start), _whole_minute(end)
    total = timedelta()
    for opens, closes in _stretches(first, hours, days=(last - first).days + 3):
        if opens >= last:
            break
        total += max(min(closes, last) - max(opens, first), timedelta())
    return total // timedelta(minutes=1)


def quiet_until(at: datetime, hours: Hours) -> datetime | None:
    """When somebody may be told something; None when now, in working time or at the very minute it ends."""
    if is_quiet(at, hours) or not (is_working(at, hours) or is_working(at - timedelta(minutes=1), hours)):
        return next_open(at, hours)
    return None


def is_quiet(at: datetime, hours: Hours) -> bool:
    """Whether it is within the quiet hours; their last minute is over when it begins."""
    return after_quiet(at, hours) > at


def after_quiet(at: datetime, hours: Hours) -> datetime:
    """`at` itself, or the end of the quiet hours that it lies in."""
    if not hours.quiet:
        return at
    here, (start, end) = local(at, hours.zone), hours.quiet
    minutes = here.hour * 60 + here.minute
    if not (start <= minutes < end if start < end else minutes >= start or minutes < end):
        return at
    day = here.date() + timedelta(days=1 if start > end and minutes >= start else 0)
    # Where the clocks go back the same wall time comes twice, and the first may be over.
    return max(at_minutes(day, end, hours.zone), at)


def next_open(at: datetime, hours: Hours) -> datetime:
    """`at` itself when somebody works and it is not quiet, else when that is so next; `SEARCH_DAYS` later if never."""
    found, last = next_working(at, hours), at + timedelta(days=SEARCH_DAYS)
    while found < last:
        loud = after_quiet(found, hours)
        if loud == found:
            return found
        found = next_working(loud, hours)
    return last


def add_working(at: datetime, minutes: int, hours: Hours) -> datetime:
    """When that much working time has passed since `at`; `at` itself for none.

    The end of a day, not the start of the next. `SEARCH_DAYS` later when there is not that much working time.
    """
    left = timedelta(minutes=minutes)
    if left <= timedelta():
        return at
    for start, end in _stretches(at, hours):
        free = end - max(at, start)
        if left <= free:
            return max(at, start) + left
        left -= max(free, timedelta())
    return at + timedelta(days=SEARCH_DAYS)


def add_workdays(at: datetime, days: int, hours: Hours) -> datetime:
    """The same local time on the `days`-th workday after the local day of `at`; `at` itself for 0.

    `SEARCH_DAYS` later when there are not that many. ValueError for a negative number.
    """
    if days < 0:
        raise ValueError(f"cannot go back {-days} workdays")
    if days == 0:
        return at
    here = local(at, hours.zone)
    day = nth_workday(here.date(), days, hours)
    if day is None:
        return at + timedelta(days=SEARCH_DAYS)
    return to_utc(datetime.combine(day, here.time()), hours.zone)


def nth_workday(day: date, number: int, hours: Hours) -> date | None:
    """The `number`-th workday after `day`, or None when there are fewer within `SEARCH_DAYS`."""
    for later in (day + timedelta(days=step) for step in range(1, SEARCH_DAYS + 1)):
        number -= is_workday(later, hours)
        if number == 0:
            return later
    return None


def _stretches(after: datetime, hours: Hours, days: int = SEARCH_DAYS) -> Iterator[tuple[datetime, datetime]]:
    """Start and end of work in UTC, from the day before `after` on, in order and never overlapping."""
    # The day before: where the clocks skip a midnight, its work can reach into today.
    day = local(after, hours.zone).date() - timedelta(days=1)
    for start in range(0, days, TOGETHER_DAYS):
        yield from _some_stretches(day + timedelta(days=start), hours)


@lru_cache(maxsize=1024)  # every request asks of the days to come, several times
def _some_stretches(day: date, hours: Hours) -> tuple[tuple[datetime, datetime], ...]:
    days = (day + timedelta(days=number) for number in range(TOGETHER_DAYS))
    return tuple(stretch for day in days if (stretch := work_of(day, hours)))


@lru_cache(maxsize=8192)
def work_of(day: date, hours: Hours) -> tuple[datetime, datetime] | None:
    """Start and end of work on one local day."""
    if not is_workday(day, hours):
        return None
    # Where the clocks skip the end of a day, its work would run into the next.
    night = hours.day_start if hours.day_end > DAY_MINUTES else 0
    last = at_minutes(day, DAY_MINUTES + night, hours.zone)
    start, end = (at_minutes(day, minutes, hours.zone) for minutes in (hours.day_start, hours.day_end))
    return min(start, last), min(end, last)


def _whole_minute(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(second=0, microsecond=0)


@lru_cache(maxsize=1024)
def holidays_of(country: str, year: int) -> frozenset[date]:
    """Public holidays of `PH` or `US-CA`; none for a country that is not known."""
    if not country:
        return frozenset()
    import holidays  # noqa: PLC0415 - slow to import, and few requests need it

    nation, _, region = country.partition("-")
    try:
        return frozenset(holidays.country_holidays(nation.upper(), subdiv=region or None, years=year))
    except NotImplementedError:
        return frozenset()
