"""What the card of a task says of the system it comes from."""

from __future__ import annotations

from bot.handoff.records import Task
from bot.handoff.rules import asks_for_system
from bot.people import Person, Roster
from bot.systems.rule_words import say_rule
from bot.texts import Words
from bot.ui import Block, Fact, Paragraph


def repeats(task: Task, words: Words) -> tuple[Fact, ...]:
    """How often it comes back, and by which system."""
    if not task.system or task.timetable is None:
        return ()
    rule = say_rule(task.timetable.recurrence.rule, words)
    return (Fact(words.plain("handoff.fact_repeats"), words("handoff.repeats", rule=rule, system=task.system)),)


def acceptance(task: Task, reader: Person, roster: Roster) -> tuple[Block, ...]:
    """That accepting this one accepts all that are to come."""
    if not asks_for_system(task):
        return ()
    theirs = "holder" if reader.id == task.holder else "giver"
    said = reader.words()(f"handoff.accepts_system_{theirs}", system=task.system, who=roster.name(task.holder))
    return (Paragraph(said),)
