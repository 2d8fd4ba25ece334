"""What most dialogs of the standup begin with."""

from __future__ import annotations

from tests.dialogs.talk import Talk


async def set_up(talk: Talk, **values: str) -> None:
    """The standup Daily for all assistants, first asked Tuesday 24 Nov."""
    await talk.says("olivia", "/standup setup")
    await talk.fills("olivia", **values)
    await talk.attends("olivia", "ana", "ben")


async def answers(talk: Talk, person: str, **values: str) -> None:
    await talk.presses(person, "Answer")
    await talk.fills(person, **{"q1": "Refund batch", "q2": "Product photos"} | values)
