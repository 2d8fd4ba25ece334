"""Every dialog runs on each peer: the core alone and the chat page over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.requests import Outcome
from tests.dialogs.peer import Core
from tests.dialogs.talk import Talk
from tests.dialogs.web_peer import Web
from tests.dialogs.world import World


@pytest.fixture
def begins() -> Outcome | None:
    """What is committed after the team and its people; a module of dialogs may say otherwise."""
    return None


@pytest.fixture(params=["core", "web"])
async def talk(request: pytest.FixtureRequest, begins: Outcome | None) -> AsyncIterator[Talk]:
    world = World()
    await world.seed(outcome=begins)
    if request.param == "core":
        yield Talk(Core(world))
        return
    peer = Web(world)
    await peer.open()
    yield Talk(peer)
    await peer.close()
