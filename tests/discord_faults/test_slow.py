"""Answers that take long are promised in time and follow; what cannot be opened any more has a button."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.dialogs import discord_peer
from tests.dialogs.discord_peer import Discord
from tests.dialogs.talk import Talk
from tests.dialogs.world import World


@pytest.fixture
async def slow() -> AsyncIterator[Talk]:
    """Every answer takes longer than Baton waits for it."""
    world = World(home=discord_peer.home())
    await world.seed()
    await world.seed_accounts()
    peer = Discord(world, slow=True)
    await peer.open()
    yield Talk(peer)
    assert any(body and body.get("type") == 5 for _, path, body in peer.honest.bodies if path.endswith("/callback"))
    await peer.close()


async def test_a_reply_follows(slow: Talk) -> None:
    await slow.says("olivia", "/tasks", where="general")
    await slow.hears("olivia", "My desk")


async def test_nothing_stays_of_an_answer_that_the_outbox_gives(slow: Talk) -> None:
    await slow.says("olivia", "/delegate @ana Write the article by Fri 5pm ~2h done when: 3 sources")
    await slow.hears("ana", "Write the article")
    await slow.presses("ana", "Accept")
    assert not any(not one.text for one in await slow.peer.screen("ana"))


async def test_a_form_that_comes_too_late_has_a_button_that_opens_it(slow: Talk) -> None:
    await slow.says("olivia", "/delegate @ana Write the article")
    await slow.hears("olivia", "is ready to be filled in", buttons=["Open the form"])
    await slow.fills("olivia", done_when="3 sources", due="Fri 5pm", effort="2h")
    await slow.hears("ana", "Write the article")
