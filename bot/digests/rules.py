"""When the weekly digest is due, what week it tells of, and its figures; pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

import msgspec
from msgspec.structs import replace

from bot.digests.ledger import Ball, Work
from bot.digests.records import Sent
from bot.jobs import still_fits
from bot.people import Person, Role, Roster
from bot.requests import Wake
from bot.standups.records import Run
from bot.times import Hours, after_quiet, at_minutes, is_workday, local

ALL_DAYS = (0, 1, 2, 3, 4, 5, 6)
STALE = timedelta(days=3)
FURTHEST_BACK = timedelta(days=35)
CHART_WEEKS = 8
STREAK_WEEKS = 26
SEARCH_WEEKS = 60
INSTANT = timedelta(microseconds=1)
KEPT = 26
FIGURES = ("handed", "done", "late", "waiting", "blocked")
READERS = (Role.OWNER, Role.PARTNER, Role.ASSISTANT)

# What handing over costs the giver, estimated until time is logged: minutes for each act.
BRIEF_MINUTES = 10
ANSWER_MINUTES = 5
REVIEW_MINUTES = 5
_MINUTES = {"answer": ANSWER_MINUTES, "approve": REVIEW_MINUTES, "send_back": REVIEW_MINUTES}


class Day(msgspec.Struct, frozen=True):
    """When in the week a digest is wanted: minutes after local midnight, Monday is day 0; `chosen` by its reader."""

    weekday: int
    minutes: int
    chosen: bool = False


FRIDAY = Day(4, 17 * 60)


def day_of(person: Person) -> Day:
    chosen = person.digest_weekday
    return FRIDAY if chosen is None else Day(chosen, person.digest_minutes, chosen=True)


class Week(msgspec.Struct, frozen=True):
    """What a digest tells of: from `start` until before `end`, so that what happens as it is sent is in the next."""

    start: datetime
    end: datetime

    def __contains__(self, at: datetime | None) -> bool:
        return at is not None and self.start <= at < self.end


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """The owner's week. `late` is of what fell due in it; `waiting` and `blocked` are as of its end, oldest first.

    `back_minutes` is the effort of what was approved for others' hands, less `spent_minutes`, the owner's own.
    `unestimated` is how much of it had no effort and counts as nothing.
    """

    handed_over: int
    done: int
    late: tuple[Work, ...]
    questions: int
    returned: int
    waiting: tuple[Work, ...]
    blocked: tuple[Work, ...]
    effort_minutes: int
    spent_minutes: int
    unestimated: int
    cost_cents: int
    paid: tuple[str, ...]

    @property
    def back_minutes(self) -> int:
        return self.effort_minutes - self.spent_minutes


class Behind(msgspec.Struct, frozen=True, kw_only=True):
    """The tasks that the owner's figures count, oldest first; `waiting` and `blocked` are as of the end."""

    handed: tuple[Work, ...]
    done: tuple[Work, ...]
    late: tuple[Work, ...]
    waiting: tuple[Work, ...]
    blocked: tuple[Work, ...]


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


def last_seven_days(now: datetime) -> Week:
    """What a preview tells of, this very instant with it."""
    return Week(now - timedelta(weeks=1), now + INSTANT)


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
    at = next_for(person, after)
    day = local(at, person.zone).date().isoformat()
    return Wake(key=f"digest:{person.id}:{day}", at=at, action="digests.weekly", arguments={"person": person.id})


def first_wakes(roster: Roster, now: datetime) -> tuple[Wake, ...]:
    """The next digest of all who get one; may be asked again when a role, zone or calendar changed."""
    return tuple(digest_wake(person, now) for person in roster.with_role(*READERS))


def figures(works: Iterable[Work], week: Week, owner: Person, roster: Roster) -> Figures:
    """The week's sums over open work and what was closed in it; what people gave themselves is left out."""
    works = [work for work in works if work.giver != work.holder]
    counted = behind(works, week, owner)
    approved = [work for work in counted.done if work.holder != owner.id]
    paid = {work.holder: None for work in approved if work.effort_minutes and rate_cents(work, roster)}
    return Figures(
        handed_over=len(counted.handed),
        done=len(counted.done),
        late=counted.late,
        questions=sum(times(work, "ask", week) for work in works),
        returned=sum(times(work, "send_back", week) for work in works),
        waiting=counted.waiting,
        blocked=counted.blocked,
        effort_minutes=sum(work.effort_minutes for work in approved),
        spent_minutes=sum(spent_minutes(work, week, owner) for work in works),
        unestimated=sum(not work.effort_minutes for work in approved),
        cost_cents=sum(cost_cents(work, roster) for work in approved),
        paid=tuple(paid),
    )


def times(work: Work, kind: str, week: Week) -> int:
    """How often a step was taken in the week."""
    return sum(act.kind == kind for act in work.acts if act.at in week)


def spent_minutes(work: Work, week: Week, owner: Person) -> int:
    """The owner's own in the week: for the brief, unless a system made it from an earlier one, answers and reviews."""
    given = work.giver == owner.id and work.created_at in week and not work.dropped
    briefed = given and not any(act.kind == "system" for act in work.acts)
    acts = sum(_MINUTES.get(act.kind, 0) for act in work.acts if act.at in week and act.by == owner.id)
    return briefed * BRIEF_MINUTES + acts


def cost_cents(work: Work, roster: Roster) -> int:
    """What the effort of a task costs, to the cent, so that each adds up to the same as all."""
    return round(work.effort_minutes * rate_cents(work, roster) / 60)


def behind(works: Iterable[Work], week: Week, owner: Person) -> Behind:
    """Exactly the tasks that are counted, for whoever asks which."""
    works = [work for work in works if work.giver != work.holder]
    open_works = [work for work in works if work.done_at is None and not work.dropped]
    return Behind(
        handed=_by(lambda work: work.created_at, (w for w in works if w.created_at in week and not w.dropped)),
        done=_by(lambda work: work.done_at or week.end, (work for work in works if work.done_at in week)),
        late=_by(lambda work: work.due_at or week.end, (work for work in works if is_late_work(work, week))),
        waiting=_oldest_first(work for work in open_works if work.waits_on == owner.id),
        blocked=_oldest_first(work for work in open_works if work.waits_for == "blocker"),
    )


def is_late_work(work: Work, week: Week) -> bool:
    """Fell due in the week and had not been handed in by then; whose clock it was is `ball_at_due`."""
    return not work.dropped and work.due_at in week and work.ball_at_due is not Ball.DELIVERED


def rate_cents(work: Work, roster: Roster) -> int:
    """What an hour of the holder costs; 0 when unknown."""
    holder = roster.get(work.holder)
    return holder.rate_cents if holder else 0


def closed_in(runs: Iterable[Run], week: Week) -> tuple[Run, ...]:
    """The runs with those seats alone whose window closed in the week."""
    return tuple(replace(run, seats=tuple(seat for seat in run.seats if seat.closes_at in week)) for run in runs)


def newest_first(sent: Iterable[Sent]) -> list[Sent]:
    return sorted(sent, key=lambda one: one.end, reverse=True)


def _oldest_first(works: Iterable[Work]) -> tuple[Work, ...]:
    return _by(lambda work: work.waits_since or work.created_at, works)


def _by(at: Callable[[Work], datetime], works: Iterable[Work]) -> tuple[Work, ...]:
    """In the order of an instant, and of their numbers where it is the same."""
    return tuple(sorted(works, key=lambda work: (at(work), len(work.id), work.id)))


def _monday(at: datetime, zone: str) -> date:
    day = local(at, zone).date()
    return day - timedelta(days=day.weekday())
