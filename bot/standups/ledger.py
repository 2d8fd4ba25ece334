"""What the tasks say about somebody's day: done since last time, next, and what blocks. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from bot.handoff.records import State, Task
from bot.standups.questions import ANSWER_LENGTH
from bot.standups.records import About

MOST_TASKS = 8
LATER = datetime.max.replace(tzinfo=UTC)


def lines_of(tasks: Iterable[Task], since: datetime) -> dict[About, str]:
    """One holder's tasks as draft answers, one task a line: handed in since then, accepted by due date, blocked.

    Topics of no task are left out.
    """
    held = {task.id: task for task in tasks}.values()
    handed_in = [task for task in held if task.handed_in_at is not None and task.handed_in_at > since]
    done = [task for task in handed_in if task.state in (State.HANDED_IN, State.APPROVED)]
    coming = sorted((task for task in held if task.state is State.ACCEPTED), key=lambda task: task.due_at or LATER)
    blocked = [task for task in held if task.state is State.BLOCKED]
    topics: dict[About, str] = {
        "done": _listed([f"#{task.id} {task.outcome}" for task in done]),
        "next": _listed([f"#{task.id} {task.outcome}" for task in coming]),
        "blocker": _listed([f"#{task.id} {task.outcome}: {task.blocker}" for task in blocked]),
    }
    return {about: text for about, text in topics.items() if text}


def _listed(lines: list[str]) -> str:
    """The first of the lines, as many as an answer holds."""
    text = ""
    for line in lines[:MOST_TASKS]:
        longer = f"{text}\n{line}" if text else line
        if len(longer) <= ANSWER_LENGTH:
            text = longer
    return text
