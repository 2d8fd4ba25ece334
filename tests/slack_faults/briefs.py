"""Olivia fills in a brief and chooses files for it; what became of them."""

from __future__ import annotations

from typing import Any

from bot.handoff.records import Task
from tests.dialogs.slack_peer import user_id
from tests.slack_faults.house import House

OLIVIA, ANA = user_id("olivia"), user_id("ana")
PHOTO = b"\x89PNG\r\n\x1a\npixels"


async def brief(house: House) -> None:
    """A whole brief, but for its files, before Olivia."""
    await house.people.shortcut(OLIVIA, "delegate")
    await house.settled()
    typed = {"person": "ana", "outcome": "Crop it", "done_when": "it is square", "due": "tomorrow 5pm"}
    for name, words in typed.items():
        house.people.fill(OLIVIA, name, words)


async def sent(house: House, *files: dict[str, Any]) -> None:
    await house.people.submit(OLIVIA, files)
    await house.settled()


async def kept(house: House) -> list[tuple[str, bytes | None]]:
    tasks = await house.store.all(Task, "studio")
    files = house.chat._setup.files
    return [(file.name, await files.read(file.id)) for task in tasks for file in task.files]


def errors(house: House) -> dict[str, str]:
    stack = house.studio.modals.get(OLIVIA) or []
    return stack[-1].errors if stack else {}
