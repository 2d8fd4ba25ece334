"""bot/digests/rules.py: what is told of promises and of standups."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from msgspec.structs import replace

from bot.checkins.records import Promise, Said, State, Verdict
from bot.digests import promise_rules, rules
from bot.requests import Channel
from bot.standups.records import Run, Seat
from tests.digests.test_rules import DAY, FRIDAY, HOUR, IN, OUT, SECOND, WEEK


def said(verdict: Verdict, at: datetime = IN) -> Said:
    return Said(verdict=verdict, at=at, by="olivia", due_at=IN)


def promise(*history: Said, due_at: datetime = IN, state: State = State.OPEN) -> Promise:
    return Promise(
        team="studio",
        id="1",
        by="olivia",
        to="pat",
        text="Publish it",
        due_at=due_at,
        made_at=OUT,
        state=state,
        history=history,
    )


def test_moves_are_counted_up_to_what_was_said() -> None:
    moved, again = said(Verdict.MOVED, OUT), said(Verdict.MOVED, IN)
    kept = said(Verdict.KEPT, IN + HOUR)
    all_ = promise(moved, again, kept)
    assert promise_rules.moves_until(all_, kept) == (moved, again)
    assert promise_rules.moves_until(all_, again) == (moved, again)
    assert promise_rules.moves_until(all_, moved) == (moved,)
    assert promise_rules.moves_until(promise(kept), kept) == ()


def test_the_last_that_was_said_in_the_week_counts() -> None:
    missed, kept, old = said(Verdict.MISSED), said(Verdict.KEPT, IN + HOUR), said(Verdict.MOVED, OUT)
    assert promise_rules.said_in(promise(old, missed, kept), WEEK) == kept
    assert promise_rules.said_in(promise(old), WEEK) is None
    assert promise_rules.said_in(promise(missed, said(Verdict.KEPT, FRIDAY)), WEEK) == missed


def test_next_due_are_the_open_ones_of_the_fortnight_soonest_first() -> None:
    edge, soon = promise(due_at=FRIDAY + 14 * DAY), promise(due_at=FRIDAY + DAY)
    beyond, kept = promise(due_at=FRIDAY + 14 * DAY + SECOND), promise(due_at=FRIDAY + DAY, state=State.KEPT)
    assert promise_rules.next_due([edge, beyond, kept, soon], FRIDAY) == (soon, edge)


@pytest.mark.parametrize(
    ("weeks", "count"),
    [
        ([], 0),
        ([[Verdict.KEPT]], 1),
        ([[Verdict.KEPT], [Verdict.MOVED, Verdict.PARTLY]], 2),
        ([[Verdict.KEPT], [], [Verdict.KEPT]], 2),
        ([[], []], 0),
        ([[Verdict.KEPT], [Verdict.MISSED], [Verdict.KEPT]], 1),
        ([[Verdict.KEPT, Verdict.MISSED], [Verdict.KEPT]], 0),
    ],
)
def test_a_streak_is_ended_by_a_missed_promise_alone(weeks: list[list[Verdict]], count: int) -> None:
    assert promise_rules.streak([[said(verdict) for verdict in week] for week in weeks]) == count


def test_a_week_has_the_seats_whose_window_closed_in_it() -> None:
    inside = Seat(person="ana", prompt_at=OUT, closes_at=IN)
    outside = Seat(person="ben", prompt_at=IN, closes_at=FRIDAY)
    day = date(2026, 11, 26)
    run = Run(
        team="studio", id=f"s1:{day}", standup="s1", name="Daily", day=day, questions=(), seats=(inside, outside),
        channel=Channel("web:general"), reminder_minutes=30, opened_at=IN,
    )  # fmt: skip
    assert rules.closed_in([run], WEEK) == (replace(run, seats=(inside,)),)
