"""The figures of an assistant's own week; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec

from bot.digests.ledger import Act, Work
from bot.digests.rules import Week, is_late_work, overdue_before
from bot.people import Roster
from bot.times import Hours, working_minutes


class Own(msgspec.Struct, frozen=True, kw_only=True):
    """`late` is of what fell due in the week, in that order; `first_time` of what was `approved` was never sent back.

    `waited_minutes` is how long the `answered` of the questions waited in all, in the working time of who was asked.
    `overdue` fell due before the week, and still is. `open_questions` are the tasks whose question is not answered yet.
    `effort_minutes` is that of what was approved.
    """

    handed_in: int
    approved: tuple[Work, ...]
    first_time: int
    late: tuple[Work, ...]
    questions: int
    answered: int
    waited_minutes: int
    open_questions: tuple[Work, ...]
    effort_minutes: int
    unestimated: int
    overdue: tuple[Work, ...] = ()

    @property
    def empty(self) -> bool:
        late = self.late or self.overdue
        return not (self.handed_in or self.approved or late or self.questions or self.open_questions)

    @property
    def average_minutes(self) -> int:
        return round(self.waited_minutes / self.answered) if self.answered else 0


class Wait(msgspec.Struct, frozen=True):
    """A question of theirs and its answer, None for one that still waits."""

    work: Work
    asked_at: datetime
    answered_at: datetime | None


def own(person: str, works: Iterable[Work], week: Week, roster: Roster) -> Own:
    """What one person did for others in the week; `works` may hold others' tasks too, which are left out."""
    works = [work for work in works if work.giver != work.holder]
    held = [work for work in works if work.holder == person]
    approved = tuple(work for work in held if work.done_at in week)
    waits = [wait for work in works for wait in waits_of(work, person)]
    asked = [wait for wait in waits if wait.asked_at in week]
    answered = [wait for wait in asked if wait.answered_at is not None and wait.answered_at < week.end]
    return Own(
        handed_in=sum(any(_handed_in(act, person, week) for act in work.acts) for work in works),
        approved=approved,
        first_time=sum(not any(act.kind == "send_back" for act in work.acts) for work in approved),
        late=tuple(sorted((w for w in held if is_late_work(w, week)), key=lambda work: work.due_at or week.end)),
        questions=len(asked),
        answered=len(answered),
        waited_minutes=sum(waited_minutes(wait, week.end, roster) for wait in answered),
        open_questions=tuple(work for work in held if work.waits_for == "question"),
        effort_minutes=sum(work.effort_minutes for work in approved),
        unestimated=sum(not work.effort_minutes for work in approved),
        overdue=overdue_before(held, week),
    )


def _handed_in(act: Act, person: str, week: Week) -> bool:
    return act.kind == "hand_in" and act.by == person and act.at in week


def waits_of(work: Work, person: str) -> Iterator[Wait]:
    """Each question of that person about the task, with what came after it: its answer, or another question."""
    asks = [number for number, act in enumerate(work.acts) if act.kind == "ask" and act.by == person]
    for number in asks:
        later = (act for act in work.acts[number + 1 :] if act.kind in ("ask", "answer"))
        after = next(later, None)
        yield Wait(work, work.acts[number].at, after.at if after and after.kind == "answer" else None)


def waited_minutes(wait: Wait, until: datetime, roster: Roster) -> int:
    """In the working time of who was asked, so that nobody's nights or days off count."""
    giver = roster.get(wait.work.giver)
    hours = giver.hours() if giver else Hours(zone="UTC")
    return working_minutes(wait.asked_at, wait.answered_at or until, hours)
