"""`python -m tests.draw`: the pictures of the documents that are drawn from the code, drawn anew."""

from __future__ import annotations

import asyncio
from pathlib import Path

from adapters.maps import draw, pure_renderer
from bot.handoff.state_map import dot

TASK_STATES = Path(__file__).parent / "pictures" / "task-states.svg"


async def task_states() -> bytes:
    """By the wheel, which draws the same bytes on every machine."""
    return await draw(dot(), "svg", pure_renderer())


if __name__ == "__main__":
    TASK_STATES.write_bytes(asyncio.run(task_states()))
