"""What week a digest tells of, and its figures; pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

import msgspec
from msgspec.structs import replace

from bot.digests.ledger import Ball, Work
from bot.digests.records import Sent
from bot.people import Person, Role, Roster
from bot.standups.records import Run

CHART_WEEKS = 8
STREAK_WEEKS = 26
INSTANT = timedelta(microseconds=1)
KEPT = 26
READERS = (Role.OWNER, Role.PARTNER, Role.ASSISTANT)

# What handing over costs the giver, estimated until time is logged: minutes for each act.
BRIEF_MINUTES = 10
ANSWER_MINUTES = 5
REVIEW_MINUTES = 5
_MINUTES = {"answer": ANSWER_MINUTES, "approve": REVIEW_MINUTES, "send_back": REVIEW_MINUTES}


class Week(msgspec.Struct, frozen=True):
    """What a digest tells of: from `start` until before `end`, so that what happens as it is sent is in the next."""

    start: datetime
    end: datetime

    def __contains__(self, at: datetime | None) -> bool:
        return at is not None and self.start <= at < self.end


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """The owner's week. `late` is of what fell due in it; `waiting` and `blocked` are as of its end, oldest first.

    `back_minutes` is the effort of what was approved for others' hands, less `spent_minutes`, the owner's own.
    `unestimated` is how much of it had no effort and counts as nothing. `overdue` fell due before, and still is.
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
    overdue: tuple[Work, ...] = ()

    @property
    def back_minutes(self) -> int:
        return self.effort_minutes - self.spent_minutes


class Behind(msgspec.Struct, frozen=True, kw_only=True):
    """The tasks that the owner's figures count, oldest first; `overdue`, `waiting` and `blocked` are as of the end.

    Of `asked` and `sent_back` the figures say how often, which may be more than once for a task.
    """

    handed: tuple[Work, ...]
    done: tuple[Work, ...]
    late: tuple[Work, ...]
    overdue: tuple[Work, ...]
    waiting: tuple[Work, ...]
    blocked: tuple[Work, ...]
    asked: tuple[Work, ...]
    sent_back: tuple[Work, ...]


FIGURES = Behind.__struct_fields__


def last_seven_days(now: datetime) -> Week:
    """What a preview tells of, this very instant with it."""
    return Week(now - timedelta(weeks=1), now + INSTANT)


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
        overdue=counted.overdue,
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
        overdue=overdue_before(works, week),
        waiting=_oldest_first(work for work in open_works if work.waits_on == owner.id),
        blocked=_oldest_first(work for work in open_works if work.waits_for == "blocker"),
        asked=_by(lambda work: work.created_at, (work for work in works if times(work, "ask", week))),
        sent_back=_by(lambda work: work.created_at, (work for work in works if times(work, "send_back", week))),
    )


def is_late_work(work: Work, week: Week) -> bool:
    """Fell due in the week and had not been handed in by then; whose clock it was is `ball_at_due`."""
    return not work.dropped and work.due_at in week and work.ball_at_due is not Ball.DELIVERED


def overdue_before(works: Iterable[Work], week: Week) -> tuple[Work, ...]:
    """Late in an earlier week and still not handed in, the longest first; given by one to another."""
    still = (
        w for w in works if w.giver != w.holder and w.done_at is None and not w.dropped and w.waits_for != "review"
    )
    return _by(lambda work: work.due_at or week.end, (w for w in still if w.due_at and w.due_at < week.start))


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
