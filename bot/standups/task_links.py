"""The tasks that an answer speaks of, each a press away."""

from __future__ import annotations

from collections.abc import Iterable

from bot.standups.questions import task_of
from bot.ui import Button


def task_buttons(texts: Iterable[str], most: int) -> tuple[Button, ...]:
    """For the first of the tasks that lines begin with, as those of a draft do."""
    named = dict.fromkeys(task_of(line.strip()) for text in texts for line in text.splitlines())
    tasks = [task for task in named if task][:most]
    return tuple(Button(label=one, action="handoff.show", arguments={"task": one.removeprefix("#")}) for one in tasks)
