"""Every dialog runs on each peer: the core alone, the chat page over HTTP, and Slack over sockets and over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from msgspec.structs import replace

from bot.people import AskedIn
from bot.requests import Outcome
from tests.dialogs import discord_peer
from tests.dialogs.peer import Core
from tests.dialogs.slack_peer import Slack, home
from tests.dialogs.talk import Talk
from tests.dialogs.web_peer import Web
from tests.dialogs.world import PEOPLE, World


@pytest.fixture
def begins() -> Outcome | None:
    """What is committed after the team and its people; a module of dialogs may say otherwise."""
    return None


@pytest.fixture
def asked_in() -> AskedIn:
    """Where standups ask people on Discord, which is spared private messages unless they are chosen: here they are."""
    return "private"


@pytest.fixture(params=["core", "web", "slack-socket", "slack-http", "discord"])
async def talk(request: pytest.FixtureRequest, begins: Outcome | None, asked_in: AskedIn) -> AsyncIterator[Talk]:
    if request.param.startswith("slack"):
        async for talk in on_slack(request.param, begins):
            yield talk
        return
    if request.param == "discord":
        async for talk in on_discord(begins, asked_in):
            yield talk
        return
    world = World()
    await world.seed(outcome=begins)
    if request.param == "core":
        yield Talk(Core(world))
        return
    peer = Web(world)
    await peer.open()
    yield Talk(peer)
    await peer.close()


async def on_slack(how: str, begins: Outcome | None) -> AsyncIterator[Talk]:
    world = World(home=home())
    await world.seed(outcome=begins)
    await world.seed_accounts()
    peer = Slack(world, "socket" if how == "slack-socket" else "http")
    await peer.open()
    yield Talk(peer)
    await peer.close()


async def on_discord(begins: Outcome | None, asked_in: AskedIn) -> AsyncIterator[Talk]:
    people = [replace(person, asked_in=asked_in) for person in PEOPLE]
    world = World(people=people, home=discord_peer.home())
    await world.seed(outcome=begins)
    await world.seed_accounts()
    peer = discord_peer.Discord(world)
    await peer.open()
    yield Talk(peer)
    await peer.close()
