"""What the card of a task says of the project it is a step of."""

from __future__ import annotations

from bot.handoff.records import Task
from bot.texts import Words
from bot.ui import Fact


def part_of(task: Task, words: Words) -> tuple[Fact, ...]:
    """Its project, and what it comes after."""
    if not task.project:
        return ()
    after = ", ".join(f"#{number}" for number in task.after)
    said = words("handoff.part_after" if after else "handoff.part", project=task.project, after=after)
    return (Fact(words.plain("handoff.fact_part"), said),)
