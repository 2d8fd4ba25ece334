"""Words that are no command, where Baton is not set up."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.dialogs import discord_peer
from tests.dialogs.discord_peer import Discord
from tests.dialogs.world import World


@pytest.fixture
async def peer() -> AsyncIterator[Discord]:
    peer = Discord(World(home=discord_peer.home()))
    await peer.open()
    yield peer
    await peer.close()


async def test_hello_offers_the_set_up_to_who_may_and_says_to_others_who_does(peer: Discord) -> None:
    otto = peer.env.create_user("otto")
    guild = peer.env.create_guild("Agency", owner=otto)
    channel = guild.create_text_channel("lobby")
    zoe = peer.env.create_user("zoe")
    members = {one.id: guild.add_member(one) for one in (otto, zoe)}
    await peer.env.settle()
    assert peer.chat.client.user is not None
    said: list[Any] = []
    for user in (otto, zoe):
        await members[user.id].send(channel, f"<@{peer.chat.client.user.id}> hello")
        await peer.env.settle()
        said.append(list(peer.env.backend.messages[user.dm_channel.id].values())[-1])
    labels = [[part["label"] for row in one.components for part in row["components"]] for one in said]
    assert labels == [["Set up this team"], []]
    assert all("Baton is not set up here yet" in one.content for one in said)
    await otto.send_dm("hello")
    await peer.env.settle()
    assert "server" in list(peer.env.backend.messages[otto.dm_channel.id].values())[-1].content
