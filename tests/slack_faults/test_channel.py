"""The team's channel is tried by saying so there, and the owner hears what keeps Baton out."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from msgspec.structs import replace

from bot.people import Team
from bot.requests import Direct, Outcome, Post
from bot.ui import Card
from tests.slack_faults.house import House

OTHER = "C0OTHER"


@pytest.fixture
async def house() -> AsyncIterator[House]:
    """A new team with its first steps, and a channel that Baton is not in."""
    house = House("http")
    await house.open()
    house.studio.channel(OTHER, "other").members.discard(house.studio.bot.user)
    house.studio.conversations[OTHER].members.add("U0OLIVIA")
    team = await house.store.get(Team, "", "studio")
    assert team is not None
    young = replace(team, created_at=house.watch.at)
    first = Post(key="checklist:olivia", to=Direct("olivia"), card=Card(title=("First steps",)))
    await house.write(Outcome(records=(young,), posts=(first,)))
    yield house
    await house.close()


async def steps(house: House) -> str:
    row = await house.store.outgoing("studio", "checklist:olivia")
    assert row is not None
    return str(row.card)


async def chooses(house: House) -> None:
    await house.people.type_slash("U0OLIVIA", OTHER, "/team channel")
    await house.settled()
    await house.deliver_all()
    await house.settled()


async def test_a_channel_that_baton_is_not_in_is_an_open_step_until_it_is_invited(house: House) -> None:
    for number in (1, 2):
        await chooses(house)
        assert "type /invite @Baton there. Then type /team channel there again." in await steps(house)
        assert sum("I cannot post" in said for said in house.privately("olivia")) == 1, number
    house.studio.conversations[OTHER].members.add(house.studio.bot.user)
    await chooses(house)
    assert "The team has a channel." in await steps(house)
    assert any("The team’s posts come to this channel." in one.text for one in house.messages(OTHER))
