"""Every dialog runs on each peer."""

from __future__ import annotations

import pytest

from tests.dialogs.peer import Core
from tests.dialogs.talk import Talk
from tests.dialogs.world import World


@pytest.fixture
async def talk() -> Talk:
    world = World()
    await world.seed()
    return Talk(Core(world))
