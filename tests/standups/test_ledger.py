"""What is drafted from the tasks: each state, the order, and what does not fit."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from bot.handoff.records import State, Task
from bot.standups.ledger import MOST_TASKS, Reading, lines_of, nothing_since
from bot.standups.records import About
from tests.standups.made import ANA, NOON, ROSTER

TASK = Task(team="t1", id="1", giver="olivia", holder="ana", outcome="Refunds", state=State.ACCEPTED, created_at=NOON)
EARLIER, LATER = NOON - timedelta(hours=1), NOON + timedelta(hours=1)
READING = Reading(person=ANA, roster=ROSTER, now=NOON + timedelta(minutes=30))


@pytest.mark.parametrize(
    ("state", "handed_in_at", "lines"),
    [
        (State.ACCEPTED, None, {"next": "#1 Refunds"}),
        (State.ACCEPTED, LATER, {"next": "#1 Refunds"}),
        (State.HANDED_IN, LATER, {"done": "#1 Refunds"}),
        (State.HANDED_IN, NOON, {}),
        (State.HANDED_IN, EARLIER, {}),
        (State.APPROVED, LATER, {"done": "#1 Refunds"}),
        (State.APPROVED, EARLIER, {}),
        (State.CANCELLED, LATER, {}),
        (State.OFFERED, None, {}),
        (State.ASKED, None, {"blocker": "#1 Refunds: Which size? (asked Olivia today)"}),
        (State.BLOCKED, None, {"blocker": "#1 Refunds: no shop access (since today)"}),
    ],
)
def test_each_task_stands_where_its_state_says(
    state: State, handed_in_at: datetime | None, lines: dict[About, str]
) -> None:
    task = replace(TASK, state=state, handed_in_at=handed_in_at, blocker="no shop access", question="Which size?")
    task = replace(task, asked_at=NOON, blocked_at=NOON)
    assert lines_of([task, task], NOON, READING) == lines


def test_what_is_next_comes_by_due_date_and_without_one_last() -> None:
    due = [None, LATER, EARLIER]
    tasks = [replace(TASK, id=str(number), due_at=at) for number, at in enumerate(due, 1)]
    assert lines_of(tasks, NOON, READING) == {
        "next": "#3 Refunds (late since 11:00)\n#2 Refunds (due today 13:00)\n#1 Refunds"
    }


def test_no_more_tasks_than_can_be_read_and_whole_lines_only() -> None:
    tasks = [replace(TASK, id=str(number)) for number in range(MOST_TASKS + 1)]
    assert len(lines_of(tasks, NOON, READING)["next"].splitlines()) == MOST_TASKS
    long = [replace(task, outcome="x" * 300) for task in tasks]
    assert [len(line) for line in lines_of(long, NOON, READING)["next"].splitlines()] == [303, 303, 303]


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (-49, "late since Sun 22 Nov 11:00"),
        (-1, "late since 11:00"),
        (1, "due today 13:00"),
        (11, "due today 23:00"),
        (12, ""),
        (40, ""),
    ],
)
def test_what_is_due_today_and_what_is_late_say_so(hours: int, said: str) -> None:
    task = replace(TASK, due_at=NOON + timedelta(hours=hours))
    assert lines_of([task], NOON, READING) == {"next": f"#1 Refunds ({said})" if said else "#1 Refunds"}


@pytest.mark.parametrize(
    ("days", "unblocker", "said"),
    [
        (0, "olivia", "since today; Olivia can clear it"),
        (1, "olivia", "1 day; Olivia can clear it"),
        (2, "olivia", "2 days; Olivia can clear it"),
        (2, "", "2 days"),
        (2, "ghost", "2 days"),
    ],
)
def test_what_blocks_says_who_can_clear_it_and_since_when(days: int, unblocker: str, said: str) -> None:
    task = replace(TASK, state=State.BLOCKED, blocker="no access", unblocker=unblocker)
    task = replace(task, blocked_at=NOON - timedelta(days=days))
    assert lines_of([task], NOON, READING) == {"blocker": f"#1 Refunds: no access ({said})"}


def test_the_oldest_of_what_waits_comes_first() -> None:
    blocked = replace(TASK, state=State.BLOCKED, blocker="x", blocked_at=NOON - timedelta(days=1))
    asked = replace(TASK, id="2", state=State.ASKED, question="y", asked_at=NOON - timedelta(days=3))
    lines = lines_of([blocked, asked], NOON, READING)["blocker"].splitlines()
    assert lines == ["#2 Refunds: y (asked Olivia 3 days ago)", "#1 Refunds: x (1 day)"]


def test_where_there_is_nothing_it_says_since_which_day_on_their_own_calendar() -> None:
    evening = datetime(2026, 11, 23, 17, tzinfo=UTC)
    assert nothing_since(evening, READING) == {
        "done": "Nothing handed in since Mon 23 Nov",
        "next": "No task is with me now.",
    }
    manila = replace(READING, person=replace(ANA, zone="Asia/Manila"))
    assert nothing_since(evening, manila)["done"] == "Nothing handed in since Tue 24 Nov"
