"""Everybody on the simulated Discord, for what goes wrong there."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.dialogs import discord_peer
from tests.dialogs.discord_peer import Discord
from tests.dialogs.talk import Talk
from tests.dialogs.world import World


@pytest.fixture
async def peer() -> AsyncIterator[Discord]:
    world = World(home=discord_peer.home())
    await world.seed()
    await world.seed_accounts()
    peer = Discord(world)
    await peer.open()
    yield peer
    await peer.close()


@pytest.fixture
def talk(peer: Discord) -> Talk:
    return Talk(peer)
