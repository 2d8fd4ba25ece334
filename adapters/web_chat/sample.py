"""What the sample team lets one do that a real team does not: move its clock."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, Protocol, get_args

Jump = Literal["next", "tomorrow", "friday"]
JUMPS: tuple[Jump, ...] = get_args(Jump)
JUMP_LABELS: dict[Jump, str] = {
    "next": "To the next reminder",
    "tomorrow": "Tomorrow 9:00",
    "friday": "Friday 17:00",
}


class Sample(Protocol):
    """The sample team's clock."""

    async def jump(self, to: Jump, zone: str) -> datetime:
        """Run what falls due on the way, each job at its own time; the new instant. `zone` is the asker's."""
        ...


def read_jump(typed: str) -> Jump | None:
    return next((jump for jump in JUMPS if jump == typed), None)
