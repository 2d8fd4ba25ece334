"""When a person's day begins, and what of their work is said as it does; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

import msgspec

from bot.blockers.records import Blocker
from bot.digests.ledger import Work
from bot.hours import after_quiet, nth_workday
from bot.jobs import still_fits
from bot.people import WORKERS, Person, Roster
from bot.requests import Wake
from bot.times import Hours, at_minutes, is_working, local, next_working

SEARCH_WORKDAYS = 10  # whoever is quiet for whole working days on end is looked at again then
LOOK_AGAIN = timedelta(weeks=60)


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody has before them, each task once: `late` and `due` are held, `waiting` waits on them."""

    late: tuple[Work, ...] = ()
    due: tuple[Work, ...] = ()
    waiting: tuple[Work, ...] = ()
    blockers: tuple[Blocker, ...] = ()

    @property
    def empty(self) -> bool:
        return not (self.late or self.due or self.waiting or self.blockers)

    @property
    def works(self) -> tuple[Work, ...]:
        return (*self.late, *self.due, *self.waiting)


def begins_at(day: date, hours: Hours) -> datetime | None:
    """The start of work on one of their working days, after the quiet hours; None for a day that is all quiet."""
    start = at_minutes(day, hours.day_start, hours.zone)
    at = after_quiet(start, hours)
    return at if at == start or is_working(at, hours) else None


def next_daily_at(after: datetime, hours: Hours) -> datetime:
    """The first one strictly after; somebody away for years is looked at again in one."""
    day = local(after, hours.zone).date() - timedelta(days=1)
    for _ in range(SEARCH_WORKDAYS):
        following = nth_workday(day, 1, hours)
        if following is None:
            break
        day, at = following, begins_at(following, hours)
        if at is not None and at > after:
            return at
    return after + LOOK_AGAIN


def is_expected(planned: datetime, hours: Hours, through: datetime | None) -> bool:
    """Whether a job still fits the person's calendar, and the same day of theirs was not told of before.

    `through` is when the last one was meant for.
    """
    told = through is not None and local(through, hours.zone).date() >= local(planned, hours.zone).date()
    return not told and still_fits(planned, lambda after: next_daily_at(after, hours))


def is_over(planned: datetime, now: datetime, hours: Hours) -> bool:
    """Whether the working day that began then has ended, so that the message would only be noise."""
    return now - planned >= timedelta(minutes=hours.day_end - hours.day_start) or next_working(now, hours) != now


def daily_wake(person: Person, after: datetime) -> Wake:
    """The next one strictly after, likewise once on each date of their own."""
    at = next_daily_at(after, person.hours())
    day = local(at, person.zone).date().isoformat()
    return Wake(key=f"daily:{person.id}:{day}", at=at, action="digests.morning", arguments={"person": person.id})


def gets_daily(person: Person) -> bool:
    return person.active and person.daily_digest and person.role in WORKERS


def first_wakes(roster: Roster, now: datetime) -> tuple[Wake, ...]:
    """Of all who turned it on; may be asked again when a role, zone or calendar changed."""
    return tuple(daily_wake(person, now) for person in roster.with_role(*WORKERS) if gets_daily(person))


def day_of(person: Person, works: Iterable[Work], blockers: Iterable[Blocker], now: datetime) -> Day:
    """The person's own; `works` may hold others' tasks too, which are left out."""
    works = [work for work in works if work.done_at is None and not work.dropped]
    today = local(now, person.zone).date()
    waiting = [work for work in works if work.waits_on == person.id]
    held = [work for work in works if _is_held(work, person) and work not in waiting]
    due = [work for work in held if work.due_at and work.due_at >= now]
    return Day(
        late=_by_due(work for work in held if work.due_at and work.due_at < now),
        due=_by_due(work for work in due if work.due_at and local(work.due_at, person.zone).date() <= today),
        waiting=tuple(sorted(waiting, key=lambda work: work.waits_since or work.created_at)),
        blockers=tuple(sorted((one for one in blockers if one.owner == person.id), key=lambda one: one.said_at)),
    )


def _is_held(work: Work, person: Person) -> bool:
    """Accepted and not handed in: what is offered waits on them, what is handed in on another."""
    return work.holder == person.id and work.waits_for not in ("offer", "review")


def _by_due(works: Iterable[Work]) -> tuple[Work, ...]:
    found: Sequence[tuple[datetime, Work]] = [(work.due_at, work) for work in works if work.due_at]
    return tuple(work for _, work in sorted(found, key=lambda pair: (pair[0], pair[1].id)))
