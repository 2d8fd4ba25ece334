"""The fair clock in words: how much working time a task took, once it was handed in."""

from __future__ import annotations

from bot.handoff.fair_clock import clocked, fair_minutes, stretches
from bot.handoff.records import State, Task
from bot.people import Person, Roster
from bot.texts import joined
from bot.times import say_duration
from bot.ui import Fact, Text


def clock_fact(task: Task, reader: Person, roster: Roster) -> tuple[Fact, ...]:
    """`Ana’s clock: 5 h of working time; 2 h of waiting not counted`; none while it runs, or of one's own tasks."""
    holder = roster.get(task.holder)
    counted = task.state in (State.HANDED_IN, State.APPROVED) and task.giver != task.holder
    if not counted or holder is None or task.handed_in_at is None:
        return ()
    words, before = reader.words(), _others(task, reader, roster)
    text = joined([*_own(task, holder, reader, alone=not before), *before], "; ")
    yours = "yours" if reader.id == holder.id else "theirs"
    return (Fact(words.plain(f"handoff.fact_clock_{yours}", who=holder.name), text),) if text else ()


def _own(task: Task, holder: Person, reader: Person, *, alone: bool) -> list[Text]:
    """Of the one who handed it in, with their working time that went by while it was with somebody else.

    No time at all, as of work done in a free evening, tells nothing where nobody is named beside it.
    """
    until = task.handed_in_at
    begun = next((one.start for one in stretches(task) if one.person == holder.id), None)
    if begun is None or until is None:
        return []
    fair = fair_minutes(task, holder.id, holder.hours(), until)
    waited = clocked([(begun, until)], holder.hours(), until) - fair
    words = reader.words()
    said = []
    if fair or not alone:
        said.append(words("handoff.clock_own", time=say_duration(fair, reader.locale)))
    if waited:
        said.append(words("handoff.clock_waited", time=say_duration(waited, reader.locale)))
    return said


def _others(task: Task, reader: Person, roster: Roster) -> list[Text]:
    """Of those who held it before, in that order."""
    names = dict.fromkeys(one.person for one in stretches(task) if one.person != task.holder)
    former = [person for name in names if (person := roster.get(name))]
    until = task.handed_in_at or task.created_at
    minutes = [(person, fair_minutes(task, person.id, person.hours(), until)) for person in former]
    return [
        reader.words()("handoff.clock_before", who=person.name, time=say_duration(some, reader.locale))
        for person, some in minutes
        if some
    ]
