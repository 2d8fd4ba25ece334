"""What the tasks say about somebody's day: done since last time, next, and what waits for somebody else. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime

import msgspec

from bot.handoff.records import State, Task
from bot.people import Person, Roster
from bot.standups.questions import ANSWER_LENGTH
from bot.standups.records import About
from bot.times import local, say, say_day

MOST_TASKS = 8
# For days ago, and for today.
ASKED = ("draft_asked", "draft_asked_today")
BLOCKED = ("draft_blocked", "draft_blocked_today")
BLOCKED_BY_NOBODY = ("draft_blocked_by_nobody", "draft_blocked_by_nobody_today")
LATER = datetime.max.replace(tzinfo=UTC)


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """For whom the day is told, who the others are, and when it is."""

    person: Person
    roster: Roster
    now: datetime


def lines_of(tasks: Iterable[Task], since: datetime, reading: Reading) -> dict[About, str]:
    """One holder's tasks as draft answers, one task a line: handed in since then, to be done, waiting for others.

    What is due comes first and says so; a question and a blocker say with whom they are and for how many days. Topics
    of no task are left out.
    """
    held = {task.id: task for task in tasks}.values()
    handed_in = [task for task in held if task.handed_in_at is not None and task.handed_in_at > since]
    done = [task for task in handed_in if task.state in (State.HANDED_IN, State.APPROVED)]
    coming = sorted((task for task in held if task.state is State.ACCEPTED), key=lambda task: task.due_at or LATER)
    stuck = [task for task in held if task.state in (State.BLOCKED, State.ASKED)]
    topics: dict[About, str] = {
        "done": _listed(done, _named),
        "next": _listed(coming, lambda task: _to_do(task, reading)),
        "blocker": _listed(sorted(stuck, key=_stuck_since), lambda task: _waiting(task, reading)),
    }
    return {about: text for about, text in topics.items() if text}


def nothing_since(since: datetime, reading: Reading) -> dict[About, str]:
    """What is said where there is nothing: no task was handed in since that day, none is to be done."""
    words, day = reading.person.words(), say_day(_day(since, reading), reading.person.locale)
    return {
        "done": words.plain("standups.nothing_handed_in", day=day),
        "next": words.plain("standups.draft_nothing_next"),
    }


def _named(task: Task) -> str:
    return f"#{task.id} {task.outcome}"


def _to_do(task: Task, reading: Reading) -> str:
    """`#44 Product photos (due today 17:00)`, `(late since Mon 23 Nov 17:00)`; nothing more of what is due later."""
    words, at = reading.person.words(), task.due_at
    if at is None or _day(at, reading) > _day(reading.now, reading):
        return _named(task)
    earlier = _day(at, reading) < _day(reading.now, reading)
    when = say(at, reading.person.zone, reading.person.locale, "moment" if earlier else "time", now=reading.now)
    key = "draft_late" if at < reading.now else "draft_today"
    return f"{_named(task)} ({words.plain(f'standups.{key}', at=when)})"


def _waiting(task: Task, reading: Reading) -> str:
    """`#41 Shop: no access (2 days, Olivia can clear it)`, `#42 Flyer: Which size? (asked Olivia today)`"""
    words, asked = reading.person.words(), task.state is State.ASKED
    who = reading.roster.get(task.giver if asked else task.unblocker)
    days = (_day(reading.now, reading) - _day(_stuck_since(task), reading)).days
    keys = ASKED if asked else BLOCKED if who else BLOCKED_BY_NOBODY
    said = words.plain(f"standups.{keys[days <= 0]}", n=days, who=who.name if who else "")
    return f"{_named(task)}: {task.question if asked else task.blocker} ({said})"


def _stuck_since(task: Task) -> datetime:
    return task.asked_at or task.blocked_at or LATER


def _day(at: datetime, reading: Reading) -> date:
    return local(at, reading.person.zone).date()


def _listed(tasks: list[Task], say_one: Callable[[Task], str]) -> str:
    """The first of the tasks, as many as an answer holds."""
    text = ""
    for line in map(say_one, tasks[:MOST_TASKS]):
        longer = f"{text}\n{line}" if text else line
        if len(longer) <= ANSWER_LENGTH:
            text = longer
    return text
