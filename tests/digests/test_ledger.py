"""bot/digests/ledger.py: a task in figures, and with whom it was when it fell due."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.digests.ledger import Ball, Work, ball_at, work_of
from bot.handoff.records import Event, State, Task
from tests.dialogs.world import MONDAY

HOUR = timedelta(hours=1)
DUE = MONDAY + 9 * HOUR


def events(*kinds: str) -> tuple[Event, ...]:
    """One an hour from Monday on."""
    return tuple(Event(kind=kind, at=MONDAY + HOUR * number, by="ana") for number, kind in enumerate(kinds))


def task(state: State, **changes: object) -> Task:
    made = Task(
        team="studio",
        id="1",
        giver="olivia",
        holder="ana",
        outcome="Write it",
        due_at=DUE,
        state=state,
        created_at=MONDAY,
    )
    return replace(made, **changes)


@pytest.mark.parametrize(
    ("kinds", "ball"),
    [
        ((), Ball.OFFERED),
        (("accept",), Ball.HOLDER),
        (("system",), Ball.HOLDER),
        (("system", "ask", "answer"), Ball.HOLDER),
        (("counter",), Ball.GIVER),
        (("counter", "agree"), Ball.HOLDER),
        (("counter", "insist"), Ball.OFFERED),
        (("counter", "pass_on"), Ball.OFFERED),
        (("accept", "ask"), Ball.GIVER),
        (("accept", "ask", "answer"), Ball.HOLDER),
        (("ask", "answer"), Ball.OFFERED),
        (("counter", "agree", "ask", "answer"), Ball.HOLDER),
        (("accept", "block"), Ball.BLOCKER),
        (("accept", "block", "unblock"), Ball.HOLDER),
        (("accept", "hand_in"), Ball.DELIVERED),
        (("accept", "hand_in", "send_back"), Ball.HOLDER),
        (("accept", "hand_in", "approve"), Ball.DELIVERED),
        (("accept", "change"), Ball.OFFERED),
        (("accept", "change", "ask", "answer"), Ball.OFFERED),
        (("accept", "hand_in", "approve", "reopen"), Ball.OFFERED),
        (("accept", "ask", "note", "snooze"), Ball.GIVER),
        (("accept", "hand_off", "take_over"), Ball.HOLDER),
    ],
)
def test_the_ball_is_where_the_last_step_left_it(kinds: tuple[str, ...], ball: Ball) -> None:
    assert ball_at(events(*kinds), DUE) is ball


def test_only_what_happened_by_the_due_time_counts_and_that_very_instant_does() -> None:
    happened = events("accept", "hand_in")
    assert ball_at(happened, MONDAY + HOUR) is Ball.DELIVERED
    assert ball_at(happened, MONDAY + HOUR - timedelta(seconds=1)) is Ball.HOLDER


@pytest.mark.parametrize(
    ("made", "waits"),
    [
        (task(State.ASKED, asked_at=DUE), ("olivia", "question", DUE)),
        (task(State.COUNTERED, events=events("counter")), ("olivia", "date", MONDAY)),
        (task(State.HANDED_IN, handed_in_at=DUE), ("olivia", "review", DUE)),
        (task(State.BLOCKED, unblocker="ben", blocked_at=DUE), ("ben", "blocker", DUE)),
        (task(State.OFFERED, offered_at=DUE), ("ana", "offer", DUE)),
        (task(State.ACCEPTED), ("", "", None)),
        (task(State.APPROVED, closed_at=DUE), ("", "", None)),
    ],
)
def test_whom_a_task_waits_on_follows_its_state(made: Task, waits: tuple[str, str, object]) -> None:
    found = work_of(made)
    assert (found.waits_on, found.waits_for, found.waits_since) == waits


def test_only_an_approved_task_is_done_and_a_declined_or_cancelled_one_is_dropped() -> None:
    ends = {state: work_of(task(state, closed_at=DUE)) for state in (State.APPROVED, State.DECLINED, State.CANCELLED)}
    assert [(work.done_at, work.dropped) for work in ends.values()] == [(DUE, False), (None, True), (None, True)]


def test_a_task_in_figures_keeps_what_the_figures_need() -> None:
    made = task(State.ACCEPTED, effort_minutes=90, events=events("accept"))
    found = work_of(made)
    assert found == Work(
        id="1",
        outcome="Write it",
        giver="olivia",
        holder="ana",
        created_at=MONDAY,
        due_at=DUE,
        effort_minutes=90,
        ball_at_due=Ball.HOLDER,
        acts=found.acts,
    )
    assert [(act.kind, act.at, act.by) for act in found.acts] == [("accept", MONDAY, "ana")]
    assert work_of(task(State.OFFERED, due_at=None)).ball_at_due is None
