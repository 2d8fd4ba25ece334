"""Promised work against hours: what is free, what an urgent task pushes, and when it would fit."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.handoff import capacity
from bot.handoff.changes import moved, said_of
from bot.handoff.records import Brief, Event, State, Task
from bot.times import Hours
from tests.dialogs.world import PEOPLE

HOURS = Hours(zone="UTC")
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)  # Monday, the first minute of work


def day(number: int, hour: int = 17) -> datetime:
    """Monday is 0."""
    return NOW.replace(hour=hour) + timedelta(days=number)


def task(id: str, hours: float = 0, due: datetime | None = None, **values: Any) -> Task:
    made = Task(
        team="t", id=id, giver="olivia", holder="ana", outcome="Write", state=State.ACCEPTED, created_at=NOW,
        offered_at=NOW, due_at=due, effort_minutes=int(hours * 60),
    )  # fmt: skip
    return replace(made, **values)


NEW = task("9", 2, day(1), state=State.OFFERED)
WAS = Brief(outcome="Write")
ONCE = (Event(kind="accept", at=NOW, by="ana"),)
CAME = (Event(kind="system", at=NOW, by=""),)


@pytest.mark.parametrize(
    ("others", "hours"),
    [
        ([], 16),
        ([task("1", 3, day(0))], 13),
        ([task("1", 3, day(1))], 13),
        ([task("1", 3, day(1, 18))], 16),
        ([task("1", 3, day(0)), task("2", 4, day(1, 12))], 9),
        ([task("1", 30, day(0))], 0),
        ([task("1", 3, day(-3))], 13),
        ([task("1", 3)], 16),
        ([task("1", 0, day(0))], 16),
        ([task("1", 3, day(0), state=State.ASKED), task("2", 3, day(0), state=State.BLOCKED)], 10),
        ([task("1", 3, day(0), state=State.OFFERED)], 16),
        ([task("1", 3, day(0), state=State.HANDED_IN)], 16),
        ([task("1", 3, day(0), state=State.APPROVED)], 16),
        ([task("1", 3, day(0), state=State.OFFERED, was=WAS)], 16),
        ([task("1", 3, day(0), state=State.OFFERED, was=WAS, events=ONCE)], 13),
        ([task("1", 3, day(0), state=State.OFFERED, was=WAS, events=CAME)], 13),
        ([task("1", 3, day(0), state=State.COUNTERED, was=WAS, events=ONCE)], 16),
        ([NEW], 16),
    ],
)
def test_free_is_working_time_until_then_without_promised_work_due_by_then(others: list[Task], hours: int) -> None:
    assert capacity.free_minutes(NEW, others, HOURS, NOW) == hours * 60


@pytest.mark.parametrize("unknown", [{"due_at": None}, {"effort_minutes": 0}])
def test_without_a_date_or_an_effort_nothing_is_said(unknown: dict[str, Any]) -> None:
    assert capacity.free_minutes(replace(NEW, **unknown), [], HOURS, NOW) is None
    assert capacity.pushed(replace(NEW, **unknown), [task("1", 16, day(1))], HOURS, NOW) == ()


@pytest.mark.parametrize(
    ("new", "others", "late"),
    [
        (NEW, [], []),
        (NEW, [task("1", 14, day(2))], []),
        (NEW, [task("1", 22, day(2))], []),
        (NEW, [task("1", 23, day(2))], [("1", day(3, 10))]),
        (NEW, [task("1", 23, day(2)), task("2", 1, day(4))], [("1", day(3, 10))]),
        (NEW, [task("1", 30, day(2))], []),  # late anyway
        (NEW, [task("1", 16, day(1))], []),  # due at the same time, so it goes first and the new one is late itself
        (NEW, [task("1", 8, day(0))], []),
        (replace(NEW, priority="high"), [task("1", 8, day(0))], [("1", day(1, 11))]),
        (replace(NEW, priority="low"), [task("1", 23, day(2))], [("1", day(3, 10))]),
        (replace(NEW, due_at=day(-1)), [task("1", 8, day(0))], [("1", day(1, 11))]),
        (NEW, [task("1", 22, day(2)), task("2", 2, day(3, 10))], [("2", day(3, 11))]),
        (NEW, [task("1", 23, day(2), state=State.OFFERED)], []),
        (NEW, [task("1", 23)], []),
    ],
)
def test_pushed_is_what_is_in_time_without_the_task_and_late_with_it(
    new: Task, others: list[Task], late: list[tuple[str, datetime]]
) -> None:
    found = capacity.pushed(new, others, HOURS, NOW)
    assert [(one.task.id, one.done_at) for one in found] == late
    assert all(one.fits_at == one.done_at.replace(hour=17, minute=0) for one in found)
    assert all(one.due_at == one.task.due_at for one in found)


@given(st.lists(st.tuples(st.integers(1, 20), st.integers(0, 9)), max_size=6), st.integers(1, 20), st.integers(0, 9))
def test_once_everything_pushed_has_moved_to_where_it_fits_nothing_is_pushed(
    held: list[tuple[int, int]], effort: int, due: int
) -> None:
    others = [task(str(number), hours, day(late)) for number, (hours, late) in enumerate(held)]
    new = task("new", effort, day(due), state=State.OFFERED)
    for _ in range(50):
        late = {one.task.id: one.fits_at for one in capacity.pushed(new, others, HOURS, NOW)}
        others = [replace(one, due_at=late.get(one.id, one.due_at)) for one in others]
    assert capacity.pushed(new, others, HOURS, NOW) == ()


def test_it_fits_at_the_end_of_the_day_after_all_that_is_promised() -> None:
    assert capacity.fits_by(NEW, [], HOURS, NOW) == day(0)
    assert capacity.fits_by(NEW, [task("1", 7, day(5))], HOURS, NOW) == day(1)
    assert capacity.fits_by(NEW, [task("1", 39, day(5))], HOURS, NOW) == day(7)
    assert capacity.end_of_day(day(0, 20), HOURS) == day(0, 20)


def test_a_move_is_a_change_on_record_to_be_accepted_again() -> None:
    again = moved(task("1", 3, day(1), newcomer="ben", context="x"), PEOPLE[0], NOW, day(2))
    assert (again.state, again.due_at, again.accepted_at, again.newcomer) == (State.OFFERED, day(2), None, "")
    assert again.was == Brief(outcome="Write", due_at=day(1), effort_minutes=180)
    assert again.events[-1] == Event(kind="change", at=NOW, by="olivia", text="due_at: 2026-11-24T17:00:00+00:00")
    assert capacity.is_held(again) is False
    assert capacity.is_held(replace(again, events=(*ONCE, *again.events)))
    twice = moved(again, PEOPLE[0], NOW, day(3))
    assert twice.was == again.was


def test_the_record_says_what_each_part_was() -> None:
    before = Brief(outcome="Write", done_when="proofread", due_at=day(1), effort_minutes=60, priority="high")
    assert said_of(before, before) == ""
    after = Brief(outcome="Film", due_at=None)
    assert said_of(before, after) == (
        "outcome: Write; done_when: proofread; due_at: 2026-11-24T17:00:00+00:00; effort_minutes: 60; priority: high"
    )


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, 0), (4, 0), (29, 25), (30, 30), (59, 55), (60, 60), (89, 60), (90, 90), (479, 450)]
)
def test_free_time_is_said_to_five_minutes_below_an_hour_and_to_half_hours_above(minutes: int, said: int) -> None:
    assert capacity.in_half_hours(minutes) == said
    assert isinstance(capacity.in_half_hours(minutes), int)
