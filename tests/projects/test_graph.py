"""What may begin, what waits in a circle, and what is late because of what."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.handoff.records import State, Task
from bot.projects import graph
from tests.dialogs.world import MONDAY

NOW = MONDAY + timedelta(days=3)


def step(number: str, after: str = "", state: State = State.ACCEPTED, days: int | None = None, **values: Any) -> Task:
    """A step that is due so many days from now."""
    made = Task(
        team="studio",
        id=number,
        giver="gia",
        holder="ana",
        outcome=f"Step {number}",
        state=state,
        created_at=MONDAY,
        project="1",
        after=tuple(after.split()),
        due_at=None if days is None else NOW + timedelta(days=days),
    )
    return replace(made, **values)


def steps(*some: Task) -> dict[str, Task]:
    return {task.id: task for task in some}


@pytest.mark.parametrize(
    ("state", "done"),
    [(state, state in (State.APPROVED, State.CANCELLED)) for state in State],
)
def test_nobody_waits_for_what_is_approved_or_cancelled(state: State, *, done: bool) -> None:
    before = step("1", state=state)
    waiting = step("2", "1 9", State.DRAFT, waits=True)
    assert graph.done(before) is done
    assert graph.blockers(waiting, steps(before, waiting)) == (() if done else ("1",))
    assert graph.freed(steps(before, waiting)) == ((waiting,) if done else ())


def test_what_does_not_wait_is_not_freed_again() -> None:
    assert graph.freed(steps(step("1", state=State.APPROVED), step("2", "1", State.OFFERED))) == ()


@pytest.mark.parametrize(
    ("after", "circle"),
    [
        ({}, ()),
        ({"1": (), "2": ("1",), "3": ("1", "2")}, ()),
        ({"1": ("9",)}, ()),
        ({"1": ("1",)}, ("1",)),
        ({"1": ("2",), "2": ("1",)}, ("1", "2")),
        ({"1": (), "2": ("3",), "3": ("4",), "4": ("2",), "5": ("4",)}, ("2", "3", "4")),
    ],
)
def test_steps_that_wait_for_each_other_are_named(after: dict[str, tuple[str, ...]], circle: tuple[str, ...]) -> None:
    assert graph.circle(after) == circle


@pytest.mark.parametrize(
    ("some", "late"),
    [
        ((step("1", days=1), step("2", "1", days=2)), {}),
        ((step("1"), step("2", "1")), {}),
        ((step("1", days=-1),), {"1": ()}),
        ((step("1", days=-1), step("2", "1", days=5), step("3", "2")), {"1": (), "2": ("1",), "3": ("1",)}),
        # The first of a chain is to blame, not those it holds up.
        ((step("1", days=-3), step("2", "1", days=-2), step("3", "2", days=-1)), {"1": (), "2": ("1",), "3": ("1",)}),
        ((step("1", days=-3), step("2", days=-2), step("3", "1 2", days=-1)), {"1": (), "2": (), "3": ("1", "2")}),
        # Nobody is late and yet it cannot be done: whoever works on what it waits for holds it up.
        ((step("1", days=1), step("2", "1", days=1), step("3", "2", days=-1)), {"3": ("1",)}),
        # What is done, or handed in and waits for the owner, is not late.
        ((step("1", state=State.APPROVED, days=-1), step("2", "1", days=1)), {}),
        ((step("1", state=State.HANDED_IN, days=-1), step("2", "1", days=1)), {}),
        ((step("1", state=State.CANCELLED, days=-1), step("2", "1", days=-1)), {"2": ()}),
        ((step("1", state=State.DRAFT, days=-1), step("2", "1")), {"1": (), "2": ("1",)}),
        ((step("2", "7", days=-1),), {"2": ()}),
    ],
)
def test_what_is_late_because_of_what(some: tuple[Task, ...], late: dict[str, tuple[str, ...]]) -> None:
    assert graph.late_because(steps(*some), NOW) == late


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20))
def test_without_a_circle_every_step_comes_to_its_turn_and_with_one_some_never_do(pairs: list[tuple[int, int]]) -> None:
    after = {str(one): tuple(str(b) for a, b in pairs if a == one) for one in range(8)}
    some = {number: step(number, " ".join(before), State.DRAFT, waits=True) for number, before in after.items()}
    for _ in range(8):
        for task in graph.freed(some):
            some[task.id] = replace(task, state=State.APPROVED, waits=False)
    stuck = {number for number, task in some.items() if task.waits}
    circle = set(graph.circle(after))
    assert bool(stuck) is bool(circle)
    assert circle <= stuck


@given(
    st.lists(
        st.tuples(st.sampled_from(State), st.integers(-3, 3), st.lists(st.integers(0, 9), max_size=3)), max_size=10
    )
)
def test_whoever_is_blamed_is_not_done_and_comes_before(found: list[tuple[State, int, list[int]]]) -> None:
    some = {
        str(index): step(str(index), " ".join(str(one) for one in before if one < index), state, days)
        for index, (state, days, before) in enumerate(found)
    }
    for number, blamed in graph.late_because(some, NOW).items():
        assert not graph.done(some[number])
        assert all(int(one) < int(number) and not graph.done(some[one]) for one in blamed)
