"""When everybody's weekly digest is due, and where the week begins that it tells of; pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import msgspec
from msgspec.structs import replace

from bot.digests.rules import READERS, Week
from bot.jobs import still_fits
from bot.people import Person, Roster
from bot.requests import Wake
from bot.times import Hours, after_quiet, at_minutes, is_workday, local

STALE = timedelta(days=3)
FURTHEST_BACK = timedelta(days=35)
SEARCH_WEEKS = 60
ALL_DAYS = (0, 1, 2, 3, 4, 5, 6)


class Day(msgspec.Struct, frozen=True):
    """When in the week a digest is wanted: minutes after local midnight, Monday is day 0; `chosen` by its reader."""

    weekday: int
    minutes: int
    chosen: bool = False


FRIDAY = Day(4, 17 * 60)


def day_of(person: Person) -> Day:
    """The day and hour they chose, else Friday 17:00."""
    chosen = person.digest_weekday
    return FRIDAY if chosen is None else Day(chosen, person.digest_minutes, chosen=True)


def digest_at(monday: date, hours: Hours, on: Day = FRIDAY) -> datetime | None:
    """When the digest of that week comes: on the day it is wanted or, when that is a day off, on the last working day
    before it in the week, else on the first after it.

    A day that somebody chose is right though it is none of their working days, but not on leave or a holiday. A whole
    week off has no digest, the next one tells of both.
    """
    week = [monday + timedelta(days=day) for day in range(7)]
    anyway = replace(hours, workdays=ALL_DAYS)
    if on.chosen and is_workday(week[on.weekday], anyway):
        return _loud_at(week[on.weekday], hours, on)
    working = [day for day in week if is_workday(day, hours)]
    if not working:
        return None
    before = [day for day in working if day <= week[on.weekday]]
    return _loud_at(before[-1] if before else working[0], hours, on)


def _loud_at(day: date, hours: Hours, on: Day) -> datetime:
    """After the quiet hours or, where those last over midnight, just before them, so that the day stays."""
    at = at_minutes(day, on.minutes, hours.zone)
    loud = after_quiet(at, hours)
    if local(loud, hours.zone).date() == day:
        return loud
    return at_minutes(day, max(0, hours.quiet[0] - 1), hours.zone)


def next_digest_at(after: datetime, hours: Hours, on: Day = FRIDAY) -> datetime:
    """The first one strictly after; somebody away for more than a year is looked at again then."""
    monday = _monday(after, hours.zone)
    for week in range(SEARCH_WEEKS):
        at = digest_at(monday + timedelta(weeks=week), hours, on)
        if at is not None and at > after:
            return at
    return after + timedelta(weeks=SEARCH_WEEKS)


def next_for(person: Person, after: datetime, through: datetime | None = None) -> datetime:
    """Theirs; not in the week, if that is said, in which the last one that came by itself ended."""
    hours, on = person.hours(), day_of(person)
    at = next_digest_at(after, hours, on)
    told = through is not None and _monday(through, hours.zone) == _monday(at, hours.zone)
    return next_digest_at(at, hours, on) if told else at


def previous_digest_at(before: datetime, hours: Hours, on: Day = FRIDAY) -> datetime:
    """The last one strictly before, at most five weeks back; a week back when there was none."""
    monday = _monday(before, hours.zone)
    for week in range(6):
        at = digest_at(monday - timedelta(weeks=week), hours, on)
        if at is not None and before - FURTHEST_BACK <= at < before:
            return at
    return before - timedelta(weeks=1)


def week_of(planned: datetime, person: Person, through: datetime | None) -> Week:
    """From where the last digest ended; at most five weeks."""
    begun = through is not None and through < planned
    start = through if begun and through else previous_digest_at(planned, person.hours(), day_of(person))
    return Week(max(start, planned - FURTHEST_BACK), planned)


def is_expected(planned: datetime, person: Person, through: datetime | None) -> bool:
    """Whether a job still fits the person's calendar, and no digest of the same week came before it.

    `through` is where the last digest ended.
    """
    told = through is not None and _monday(through, person.zone) == _monday(planned, person.zone)
    return not told and still_fits(planned, lambda after: next_for(person, after))


def is_told(planned: datetime, through: datetime | None) -> bool:
    """Whether all of it has been in a digest already, such as one that was sent by hand while Baton was late."""
    return through is not None and through >= planned


def digest_wake(person: Person, after: datetime) -> Wake:
    """The next one strictly after; its key names the person's own date, so that a date brings one."""
    at = next_for(person, after)
    day = local(at, person.zone).date().isoformat()
    return Wake(key=f"digest:{person.id}:{day}", at=at, action="digests.weekly", arguments={"person": person.id})


def first_wakes(roster: Roster, now: datetime) -> tuple[Wake, ...]:
    """The next digest of all who get one; may be asked again when a role, zone or calendar changed."""
    return tuple(digest_wake(person, now) for person in roster.with_role(*READERS))


def _monday(at: datetime, zone: str) -> date:
    day = local(at, zone).date()
    return day - timedelta(days=day.weekday())
