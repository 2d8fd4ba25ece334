"""What the digest needs to know of a task; the one place that reads the handoff room's records."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from bot.handoff.records import Event, State, Task
from bot.handoff.rules import ACCEPTED_BY, UNDONE_BY


class Ball(StrEnum):
    """With whom a task is: not yet accepted, with its holder, its giver, a blocker, or delivered."""

    OFFERED = "offered"
    HOLDER = "holder"
    GIVER = "giver"
    BLOCKER = "blocker"
    DELIVERED = "delivered"


class Act(msgspec.Struct, frozen=True):
    """`kind` is the step's name, as in the task's events."""

    kind: str
    at: datetime
    by: str


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """A task in figures. `ball_at_due` is None without a due time; `waits_on` is a person's id.

    `waits_for` says what that person has to do: question, date, review, blocker or offer; empty while the holder works.
    """

    id: str
    outcome: str
    giver: str
    holder: str
    created_at: datetime
    due_at: datetime | None = None
    effort_minutes: int = 0
    done_at: datetime | None = None
    dropped: bool = False
    ball_at_due: Ball | None = None
    waits_on: str = ""
    waits_for: str = ""
    waits_since: datetime | None = None
    acts: tuple[Act, ...] = ()


_LEADS_TO = {
    "accept": Ball.HOLDER,
    "agree": Ball.HOLDER,
    "system": Ball.HOLDER,
    "claim": Ball.HOLDER,
    "hand_back": Ball.OFFERED,
    "put_up": Ball.OFFERED,
    "counter": Ball.GIVER,
    "ask": Ball.GIVER,
    "block": Ball.BLOCKER,
    "unblock": Ball.HOLDER,
    "hand_in": Ball.DELIVERED,
    "send_back": Ball.HOLDER,
    "approve": Ball.DELIVERED,
    "withdraw": Ball.HOLDER,
    "insist": Ball.OFFERED,
    "pass_on": Ball.OFFERED,
    "change": Ball.OFFERED,
    "reopen": Ball.OFFERED,
}


def work_of(task: Task) -> Work:
    """The task in figures."""
    waits_on, waits_for, waits_since = _waiting(task)
    return Work(
        id=task.id,
        outcome=task.outcome,
        giver=task.giver,
        holder=task.holder,
        created_at=task.created_at,
        due_at=task.due_at,
        effort_minutes=task.effort_minutes,
        done_at=task.closed_at if task.state is State.APPROVED else None,
        dropped=task.state in (State.DECLINED, State.CANCELLED),
        ball_at_due=ball_at(task.events, task.due_at) if task.due_at else None,
        waits_on=waits_on,
        waits_for=waits_for,
        waits_since=waits_since,
        acts=tuple(Act(event.kind, event.at, event.by) for event in task.events),
    )


def ball_at(events: tuple[Event, ...], at: datetime) -> Ball:
    """With whom the task was at an instant; a hand-in at that very instant is in time."""
    ball, accepted = Ball.OFFERED, False
    for event in events:
        if event.at > at:
            break
        accepted = (accepted or event.kind in ACCEPTED_BY) and event.kind not in UNDONE_BY
        if event.kind == "answer":
            ball = Ball.HOLDER if accepted else Ball.OFFERED
        else:
            ball = _LEADS_TO.get(event.kind, ball)
    return ball


def _waiting(task: Task) -> tuple[str, str, datetime | None]:
    match task.state:
        case State.ASKED:
            return task.giver, "question", task.asked_at
        case State.COUNTERED:
            return task.giver, "date", task.events[-1].at if task.events else None
        case State.HANDED_IN:
            return task.giver, "review", task.handed_in_at
        case State.BLOCKED:
            return task.unblocker, "blocker", task.blocked_at
        case State.OFFERED:
            return task.holder, "offer", task.offered_at
        case _:
            return "", "", None
