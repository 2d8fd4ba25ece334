"""Accepted effort held against somebody's hours: what is free until then, and what an urgent task would push; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.handoff.records import State, Task
from bot.handoff.rules import WORKING, was_accepted
from bot.times import SEARCH_DAYS, Hours, add_working, at_minutes, local, working_minutes


class Pushed(NamedTuple):
    """A task that would be late: when it is due, when it would be done, and the end of that working day."""

    task: Task
    due_at: datetime
    done_at: datetime
    fits_at: datetime


def is_held(task: Task) -> bool:
    """Work somebody has promised: accepted and not handed in, or accepted once and waiting for a yes to a change."""
    if task.state is State.OFFERED and task.was is not None:
        return was_accepted(task)
    return task.state in WORKING


def free_minutes(task: Task, others: Iterable[Task], hours: Hours, now: datetime) -> int | None:
    """Working time until the task is due that no promised work due by then needs; None without due or effort."""
    if task.due_at is None or not task.effort_minutes:
        return None
    due_at = task.due_at
    needed = sum(one.effort_minutes for one in _held(others, task) if one.due_at and one.due_at <= due_at)
    return max(working_minutes(now, due_at, hours) - needed, 0)


def pushed(task: Task, others: Iterable[Task], hours: Hours, now: datetime) -> tuple[Pushed, ...]:
    """Promised work that is in time without the task and late with it; the work due first is done first.

    A task of high priority is done before all else, any other before what is due later.
    """
    if task.due_at is None or not task.effort_minutes:
        return ()
    held = sorted(_held(others, task), key=_nearest)
    late_already = {one.id for one, done_at in _done(held, hours, now) if _late(one, done_at)}
    later = [one for one in held if task.priority == "high" or _nearest(one) > _nearest(task)]
    queue = [*(one for one in held if one not in later), task, *later]
    return tuple(
        Pushed(one, one.due_at, done_at, end_of_day(done_at, hours))
        for one, done_at in _done(queue, hours, now)
        if one.id not in {task.id, *late_already} and one.due_at and _late(one, done_at)
    )


def latest(now: datetime) -> datetime:
    """When work that gives way is due at the latest: `fits_at` looks no farther."""
    return now + timedelta(days=SEARCH_DAYS + 1)


def fits_by(task: Task, others: Iterable[Task], hours: Hours, now: datetime) -> datetime:
    """The end of the working day on which the task would be done after everything that is promised."""
    minutes = task.effort_minutes + sum(one.effort_minutes for one in _held(others, task))
    return end_of_day(add_working(now, minutes, hours), hours)


def end_of_day(at: datetime, hours: Hours) -> datetime:
    """When work ends on the local day of `at`; `at` itself when it has ended."""
    return max(at, at_minutes(local(at, hours.zone).date(), hours.day_close, hours.zone))


def _held(others: Iterable[Task], task: Task) -> list[Task]:
    return [one for one in others if one.id != task.id and is_held(one) and one.due_at and one.effort_minutes]


def _nearest(task: Task) -> float:
    return task.due_at.timestamp() if task.due_at else float("inf")


def _late(task: Task, done_at: datetime) -> bool:
    return task.due_at is not None and done_at > task.due_at


def _done(queue: Sequence[Task], hours: Hours, now: datetime) -> list[tuple[Task, datetime]]:
    """When each would be done, one after another."""
    found, at = [], now
    for task in queue:
        at = add_working(at, task.effort_minutes, hours)
        found.append((task, at))
    return found


def in_half_hours(minutes: int) -> int:
    """Free time as it is said, down to the half hour from one hour on, else to five: nobody plans by the minute."""
    return minutes // 30 * 30 if minutes >= 60 else minutes // 5 * 5
