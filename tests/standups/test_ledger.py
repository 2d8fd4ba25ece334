"""What is drafted from the tasks: each state, the order, and what does not fit."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from bot.handoff.records import State, Task
from bot.standups.ledger import MOST_TASKS, lines_of
from bot.standups.records import About
from tests.standups.made import NOON

TASK = Task(team="t1", id="1", giver="olivia", holder="ana", outcome="Refunds", state=State.ACCEPTED, created_at=NOON)
EARLIER, LATER = NOON - timedelta(hours=1), NOON + timedelta(hours=1)


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
        (State.ASKED, None, {}),
        (State.BLOCKED, None, {"blocker": "#1 Refunds: no shop access"}),
    ],
)
def test_each_task_stands_where_its_state_says(
    state: State, handed_in_at: datetime | None, lines: dict[About, str]
) -> None:
    task = replace(TASK, state=state, handed_in_at=handed_in_at, blocker="no shop access")
    assert lines_of([task, task], NOON) == lines


def test_what_is_next_comes_by_due_date_and_without_one_last() -> None:
    due = [None, LATER, EARLIER]
    tasks = [replace(TASK, id=str(number), due_at=at) for number, at in enumerate(due, 1)]
    assert lines_of(tasks, NOON) == {"next": "#3 Refunds\n#2 Refunds\n#1 Refunds"}


def test_no_more_tasks_than_can_be_read_and_whole_lines_only() -> None:
    tasks = [replace(TASK, id=str(number)) for number in range(MOST_TASKS + 1)]
    assert len(lines_of(tasks, NOON)["next"].splitlines()) == MOST_TASKS
    long = [replace(task, outcome="x" * 300) for task in tasks]
    assert [len(line) for line in lines_of(long, NOON)["next"].splitlines()] == [303, 303, 303]
