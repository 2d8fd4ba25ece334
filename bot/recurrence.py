"""How often something comes back: a rule of RFC 5545 or a distance from when it was done, and the days that follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache

import msgspec
from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrule, rrulestr

RULE_LENGTH = 120
LOOK_AHEAD_YEARS = 9
"""As far as a rule's next day is looked for: 29 February may be eight years away."""

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
AFTER_DONE = re.compile(r"DONE\+(?P<number>[1-9]\d{0,2})(?P<unit>[DWM])")
_LAST_DAYS = re.compile(r"BYMONTHDAY=(?P<day>29|30|31)(?=;|$)")
UNITS = {"D": "days", "W": "weeks", "M": "months"}
_EVERY_OTHER = re.compile(r";INTERVAL=\d+")


class NotARule(ValueError):
    """A text that is no rule Baton knows."""


class Moved(msgspec.Struct, frozen=True):
    """One time that is to be on another day: `planned` is where the rule puts it."""

    planned: date
    to: date


class Recurrence(msgspec.Struct, frozen=True, kw_only=True):
    """`rule` is RFC 5545 (`FREQ=WEEKLY;BYDAY=TU`), or `DONE+2D` for two days after it was done last.

    `first` is the day the counting starts from; a rule counts from there, so that every other Tuesday stays the same
    Tuesdays. `skipped` and `moved` are exceptions, by the day that the rule says.
    """

    rule: str
    first: date
    skipped: tuple[date, ...] = ()
    moved: tuple[Moved, ...] = ()

    @property
    def from_done(self) -> bool:
        """Whether the next time is counted from when the last one was done."""
        return self.rule.startswith("DONE+")


class Timetable(msgspec.Struct, frozen=True, kw_only=True):
    """How often and at what time: every turn is `minutes` after midnight on the clocks of `zone`."""

    recurrence: Recurrence
    minutes: int
    zone: str


class Turn(msgspec.Struct, frozen=True):
    """One time of something recurring: the day its rule says, and the day it is on; the same unless it was moved."""

    planned: date
    on: date
    moved: bool = False


def begun(rule: str, today: date) -> Recurrence:
    """The rule as said today: every other Tuesday begins with the next Tuesday, quarterly on the 15th with the 15th.

    A rule that names no day is one of today's: monthly, said on the 25th, is on the 25th.
    """
    if rule.startswith("DONE+"):
        return Recurrence(rule=rule, first=today)
    rule = _with_day(rule, today)
    plain = Recurrence(rule=_EVERY_OTHER.sub("", rule), first=today)
    turn = next(turns_from(plain, today), None)
    return Recurrence(rule=rule, first=turn.planned if turn else today)


def _with_day(rule: str, today: date) -> str:
    if "BY" in rule or rule.startswith("FREQ=DAILY"):
        return rule
    day = {
        "WEEKLY": f"BYDAY={WEEKDAYS[today.weekday()]}",
        "MONTHLY": f"BYMONTHDAY={today.day}",
        "YEARLY": f"BYMONTH={today.month};BYMONTHDAY={today.day}",
    }
    frequency, ending, until = rule.partition(";UNTIL=")
    return f"{frequency};{day[frequency.removeprefix('FREQ=').partition(';')[0]]}{ending}{until}"


def turns_from(recurrence: Recurrence, start: date) -> Iterator[Turn]:
    """The turns planned on `start` or later, in the order of their rule, as far as anybody looks ahead."""
    found = _days(recurrence.rule, recurrence.first)
    # A rule that never fits (30 February) would be looked for until the year 9999.
    end = datetime.combine(start, datetime.min.time()) + timedelta(days=LOOK_AHEAD_YEARS * 366)
    for at in found.xafter(datetime.combine(start, datetime.min.time()), inc=True):
        if at > end:
            return
        if at.date() not in recurrence.skipped:
            yield _turn(recurrence, at.date())


def turn_after_done(recurrence: Recurrence, done: date) -> Turn:
    """The turn that follows once it was done on that day; one that is skipped counts as done on its day.

    Raises NotARule where the rule does not count from that.
    """
    found = AFTER_DONE.fullmatch(recurrence.rule)
    if found is None:
        raise NotARule(recurrence.rule)
    distance = relativedelta(**{UNITS[found["unit"]]: int(found["number"])})  # type: ignore[arg-type]  # UNITS are its parameters
    day = done + distance
    while day in recurrence.skipped:
        day = max(day, _turn(recurrence, day).on) + distance
    return _turn(recurrence, day)


def _turn(recurrence: Recurrence, planned: date) -> Turn:
    to = next((moved.to for moved in recurrence.moved if moved.planned == planned), None)
    return Turn(planned, to or planned, moved=to is not None)


@lru_cache(maxsize=1024)
def _days(rule: str, first: date) -> rrule:
    """The rule counted from `first`. The 31st of a shorter month is its last day, 29 February else the 28th."""
    text = _LAST_DAYS.sub(lambda found: _up_to(int(found["day"])), rule) if "BYSETPOS" not in rule else rule
    found = rrulestr(text, dtstart=datetime.combine(first, datetime.min.time()))
    if not isinstance(found, rrule):
        raise NotARule(rule)
    return found


def _up_to(day: int) -> str:
    return f"BYMONTHDAY={','.join(str(number) for number in range(28, day + 1))};BYSETPOS=-1"
