"""Which step waits for which: what may begin, what waits in a circle, and what is late because of what; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from bot.handoff.records import State, Task
from bot.handoff.rules import overdue

OVER = frozenset({State.APPROVED, State.CANCELLED})
Graph = Mapping[str, Sequence[str]]


def done(task: Task) -> bool:
    """Nobody has to wait for it any more: approved, or not to be done at all."""
    return task.state in OVER


def blockers(task: Task, steps: Mapping[str, Task]) -> tuple[str, ...]:
    """The steps it comes after that are not done yet, in their order."""
    return tuple(number for number in task.after if number in steps and not done(steps[number]))


def freed(steps: Mapping[str, Task]) -> tuple[Task, ...]:
    """Those that wait though nothing they come after is left to be done."""
    return tuple(task for task in steps.values() if task.waits and task.open and not blockers(task, steps))


def circle(after: Graph) -> tuple[str, ...]:
    """Some steps that wait for each other, in the order of the graph; empty when every step can begin one day."""
    left = {step: [one for one in befores if one in after] for step, befores in after.items()}
    while free := [step for step, befores in left.items() if not befores]:
        left = {step: [b for b in befores if b not in free] for step, befores in left.items() if step not in free}
    return tuple(step for step in left if step in _reached(step, left))


def late_because(steps: Mapping[str, Task], now: datetime) -> dict[str, tuple[str, ...]]:
    """Every step that is late or held up by one that is, with the steps to blame; none for one late by itself.

    To blame are the overdue steps it waits for that wait for no overdue step themselves. An overdue step that waits
    for steps which are all in time is held up by those that somebody works on.
    """
    after = {number: blockers(task, steps) for number, task in steps.items() if not done(task)}
    late = [number for number in after if overdue(steps[number], now)]
    found = {}
    for number in after:
        before = _reached(number, after)
        roots = _roots([one for one in late if one in before], after)
        if not roots and number in late:
            roots = tuple(one for one in after if one in before and not after[one])
        if roots or number in late:
            found[number] = roots
    return found


def _roots(blamed: Iterable[str], after: Graph) -> tuple[str, ...]:
    some = tuple(blamed)
    return tuple(one for one in some if not _reached(one, after) & set(some))


def _reached(step: str, after: Graph) -> set[str]:
    """Every step that it waits for, near and far; itself only in a circle."""
    seen: set[str] = set()
    waiting = list(after.get(step, ()))
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting += after.get(one, ())
    return seen
