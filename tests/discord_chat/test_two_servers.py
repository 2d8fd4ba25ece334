"""Two servers with a team each, on two shards, and somebody who is on both."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import simcord

from bot.handoff.records import Task
from bot.people import Account, Team
from tests.dialogs import discord_peer
from tests.dialogs.discord_peer import GUILD, Discord, user_id
from tests.dialogs.talk import Talk
from tests.dialogs.world import World

DONE = "by Fri 5pm ~2h done when: 3 sources"


class Agency:
    """The other server: Otto owns it and has set its team up, Ana is on both."""

    def __init__(self, peer: Discord) -> None:
        self.peer = peer
        self.team = ""

    async def open(self) -> None:
        env = self.peer.env
        user = env.create_user("otto", global_name="Otto")
        guild = env.create_guild("Agency", shard_id=0, owner=user)
        self.channel = guild.create_text_channel("lobby")
        self.otto, self.ana = guild.add_member(user), guild.add_member(self.peer.users["ana"])
        await env.settle()
        shown = await self.otto.slash(self.channel, "tasks")
        assert shown.response is not None
        form = await self.otto.click(shown.response, label="Set up this team")
        await self.otto.submit_modal(form, {"name": "Agency", "zone": "Europe/Berlin", "code": ""})
        await self.ana.slash(self.channel, "tasks")
        await self.peer._delivered()
        [self.team] = [one.id for one in await self.peer.world.store.all(Team, "") if one.name == "Agency"]

    async def delegates(self, what: str) -> None:
        await self.otto.slash(self.channel, "delegate", line=f"<@{user_id('ana')}> {what} {DONE}")
        await self.peer._delivered()


@pytest.fixture
async def peer() -> AsyncIterator[Discord]:
    world = World(home=discord_peer.home())
    await world.seed()
    await world.seed_accounts()
    peer = Discord(world, shards=2)
    await peer.open()
    yield peer
    await peer.close()


@pytest.fixture
def talk(peer: Discord) -> Talk:
    return Talk(peer)


@pytest.fixture
async def agency(peer: Discord) -> Agency:
    agency = Agency(peer)
    await agency.open()
    return agency


async def states(peer: Discord, agency: Agency) -> tuple[str, str]:
    """Of task 1 in the studio and in the agency."""
    found = [await peer.world.store.get(Task, team, "1") for team in ("studio", agency.team)]
    return found[0].state if found[0] else "", found[1].state if found[1] else ""


async def both_offered(talk: Talk, agency: Agency) -> None:
    await talk.says("olivia", f"/delegate @ana Write the article {DONE}")
    await agency.delegates("Call the printer")


async def test_both_shards_are_answered_each_for_its_own_server(peer: Discord, talk: Talk, agency: Agency) -> None:
    client = peer.chat.client
    assert (client.shard_count, sorted(client.shards)) == (2, [0, 1])
    assert {guild.name: guild.shard_id for guild in client.guilds} == {"Studio": (GUILD >> 22) % 2, "Agency": 0}
    await both_offered(talk, agency)
    studio = await peer.world.store.get(Task, "studio", "1")
    other = await peer.world.store.get(Task, agency.team, "1")
    assert studio is not None
    assert other is not None
    assert (studio.outcome, other.outcome) == ("Write the article", "Call the printer")
    shown = await agency.ana.slash(agency.channel, "tasks")
    assert shown.response is not None
    assert "Call the printer" in str(shown.response.embeds[0].description)
    assert "article" not in str(shown.response.embeds[0].description)


async def test_in_private_the_team_is_asked_once_and_remembered(peer: Discord, talk: Talk, agency: Agency) -> None:
    await both_offered(talk, agency)
    await talk.says("ana", "/tasks")
    await talk.hears("ana", "Which team do you mean", buttons=["Olivia’s Studio", "Agency"])
    await talk.presses("ana", "Agency")
    await talk.hears("ana", "In private you mean Agency now")
    for _ in range(2):
        await talk.says("ana", "/tasks")
        seen = await talk.hears("ana", "My desk", "Call the printer")
        assert "article" not in seen.text
    account = await peer.world.store.get(Account, "", f"discord:{user_id('ana')}")
    assert account is not None
    assert (account.teams, account.chosen) == (("studio", agency.team), agency.team)
    await talk.says("ana", "/team switch")
    await talk.presses("ana", "Olivia’s Studio")
    await talk.says("ana", "/tasks")
    await talk.hears("ana", "My desk", "Write the article")


@pytest.mark.parametrize("chosen", ["", "Olivia’s Studio", "Agency"])
async def test_a_card_in_private_acts_for_its_own_team_whichever_is_meant_there(
    peer: Discord, talk: Talk, agency: Agency, chosen: str
) -> None:
    await both_offered(talk, agency)
    if chosen:
        await talk.says("ana", "/tasks")
        await talk.presses("ana", chosen)
    await talk.presses("ana", "Accept", on="Call the printer")
    assert await states(peer, agency) == ("offered", "accepted")
    await talk.presses("ana", "Accept", on="Write the article")
    assert await states(peer, agency) == ("accepted", "accepted")


async def test_a_form_in_private_is_for_the_team_it_was_opened_for(peer: Discord, talk: Talk, agency: Agency) -> None:
    await both_offered(talk, agency)
    await talk.says("ana", "/tasks")
    await talk.presses("ana", "Olivia’s Studio")
    await talk.presses("ana", "Decline", on="Call the printer")
    await talk.fills("ana", why="No time this week")
    assert await states(peer, agency) == ("offered", "declined")


async def test_an_answer_in_private_stays_with_the_team_it_was_given_for(
    peer: Discord, talk: Talk, agency: Agency
) -> None:
    await both_offered(talk, agency)
    await talk.says("ana", "/tasks")
    await talk.presses("ana", "Agency")
    await talk.says("ana", "/tasks 1")
    answer = await talk.hears("ana", "Call the printer")
    await talk.says("ana", "/team switch")
    await talk.presses("ana", "Olivia’s Studio")
    await peer.press("ana", answer.key, "Accept")
    assert await states(peer, agency) == ("offered", "accepted")


async def test_what_the_gateway_tells_twice_is_acted_on_once_on_both_servers(
    peer: Discord, talk: Talk, agency: Agency
) -> None:
    await both_offered(talk, agency)
    told = [payload for _, name, payload in peer.env.backend.transcript if name == "INTERACTION_CREATE"]
    commands = [one for one in told if one["data"].get("name") == "delegate"]
    assert len(commands) == 2
    for one in (*commands, *commands):
        peer.env.backend.emit("INTERACTION_CREATE", one)
    await peer.env.settle()
    for team in ("studio", agency.team):
        assert await peer.world.store.get(Task, team, "2") is None


async def test_a_button_forged_for_a_team_one_is_not_on_does_nothing(peer: Discord, talk: Talk, agency: Agency) -> None:
    await both_offered(talk, agency)
    seen = [one for one in await peer.screen("ana") if "Call the printer" in one.text][-1]
    card = simcord.ResponseMessage(peer.env, peer._message(seen.key))
    press = next(part for row in card.components for part in row["components"] if part["label"] == "Accept")
    await peer.forged("ben", 3, {"custom_id": press["custom_id"], "component_type": 2})
    assert await states(peer, agency) == ("offered", "offered")
    assert await talk.news("ben")
