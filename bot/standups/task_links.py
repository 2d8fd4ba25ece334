"""The tasks that an answer speaks of, each a press away."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.ui import Button

_TASK = re.compile(r"(?m)^\s*#(\d{1,9})\b")


def task_buttons(texts: Iterable[str], most: int) -> tuple[Button, ...]:
    """For the first of the tasks that lines begin with, as those of a draft do."""
    numbers = list(dict.fromkeys(number for text in texts for number in _TASK.findall(text)))
    return tuple(Button(label=f"#{one}", action="handoff.show", arguments={"task": one}) for one in numbers[:most])
