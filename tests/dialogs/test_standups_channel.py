"""Dialogs of a standup that asks whoever is in a channel (S9): people come and go, and the channel closes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Protocol

import pytest

from bot.people import AskedIn
from bot.ports import ChatRefused, Members
from bot.requests import Profile
from tests.dialogs.conftest import on_discord, on_slack
from tests.dialogs.peer import Core
from tests.dialogs.slack_peer import Slack
from tests.dialogs.standup import answers
from tests.dialogs.talk import Talk
from tests.dialogs.web_peer import Web
from tests.dialogs.world import World

NEW_YORK, MANILA, BUCHAREST = "America/New_York", "Asia/Manila", "Europe/Bucharest"


class Door(Protocol):
    """Of the channel in which everybody is at first; `baton` can be taken out of it."""

    async def enters(self, person: str) -> None: ...
    async def goes(self, person: str) -> None: ...


class CoreDoor:
    """A channel of no platform."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._there = ["baton", *(person.id for person in world.people)]
        world.rooms["web"] = self

    async def enters(self, person: str) -> None:
        self._there.append(person)
        await self._tell()

    async def goes(self, person: str) -> None:
        self._there.remove(person)
        await self._tell()

    async def members(self, _workspace: str, channel: str) -> Members:
        if "baton" not in self._there:
            raise ChatRefused("not_in_channel")
        return Members(name=channel, accounts=tuple(f"web:{person}" for person in self._there))

    async def profile_of(self, _workspace: str, account: str) -> Profile | None:
        name = account.removeprefix("web:").title()
        return None if name == "Baton" else Profile(account=account, name=name)

    async def _tell(self) -> None:
        await self._world.following.changed("web:studio", "web:general")
        await self._world.deliver()


@pytest.fixture(params=["core", "slack-socket", "slack-http"])
async def talk(request: pytest.FixtureRequest) -> AsyncIterator[Talk]:
    if request.param == "core":
        world = World()
        await world.seed()
        yield Talk(Core(world))
        return
    async for talk in on_slack(request.param, None):
        yield talk


@pytest.fixture
def door(talk: Talk) -> Door:
    return talk.peer if isinstance(talk.peer, Slack) else CoreDoor(talk.peer.world)


async def follows(talk: Talk, **values: str) -> None:
    """The standup Daily asks whoever is in the channel."""
    await talk.says("olivia", "/standup setup", where="channel")
    await talk.fills("olivia", **{"people": "this channel", "zone": "team", "time": "9:30"} | values)


async def test_s9_everybody_in_the_channel_is_asked_but_for_partners_bots_and_the_owner(talk: Talk, door: Door) -> None:
    await door.goes("ben")
    await follows(talk)
    await talk.hears("olivia", "Set up: the standup Daily", "everybody in the channel; who that is follows in a moment")
    await talk.hears("olivia", "Daily asks everybody in #general.", "Asked Ana, Gil", "Ana: it is 22:30 there")
    await talk.attends("olivia")
    await talk.time_is("2026-11-24 09:31", NEW_YORK)
    for person in ("ana", "gil"):
        await talk.hears(person, "Standup Daily, Tue 24 Nov. Your turn")
    for person in ("ben", "pat", "olivia"):
        assert "Your turn" not in await talk.screen(person)


async def test_s9_who_comes_is_asked_from_the_next_day_and_who_goes_is_not(talk: Talk, door: Door) -> None:
    await door.goes("ben")
    await door.goes("gil")
    await follows(talk)
    await talk.time_is("2026-11-24 09:31", NEW_YORK)
    await answers(talk, "ana")
    await talk.attends("olivia", "ana", "ben")
    await door.enters("ben")
    await door.goes("ana")
    await talk.time_is("2026-11-24 12:31", NEW_YORK)
    await talk.hears("olivia", "is closed: 1 of 1 answered", "Answered Ana")
    assert "Your turn" not in await talk.screen("ben")
    await talk.attends("ana")
    await talk.time_is("2026-11-25 09:31", NEW_YORK)
    await talk.hears("ben", "Standup Daily, Wed 25 Nov. Your turn")
    assert "Wed 25 Nov" not in await talk.screen("ana")
    assert "follows in a moment" not in "".join(seen.text for seen in await talk.news("olivia")), "told once"


async def test_s9_whoever_is_not_on_the_team_is_named_to_the_owner_once_and_not_brought_in(
    talk: Talk, door: Door
) -> None:
    await follows(talk, time="15:00")
    await talk.attends("olivia")
    await door.enters("rosa")
    await talk.hears("olivia", "Daily asks everybody in #general.", "Asked Ana, Ben, Gil", "Rosa is there too, but not")
    await talk.attends("olivia")
    await door.goes("gil")
    await talk.hears_nothing("olivia")
    await talk.says("olivia", "/team")
    assert "Rosa" not in (await talk.hears("olivia", "Ana", "Ben")).text


async def test_s9_a_channel_that_is_seen_no_more_is_told_once_and_the_same_are_asked(talk: Talk, door: Door) -> None:
    await follows(talk)
    await talk.attends("olivia")
    await door.goes("baton")
    await talk.hears(
        "olivia", "Daily cannot see who is in #general now.", "Asked Ana, Ben, Gil", "goes on asking the same people"
    )
    await talk.attends("olivia")
    await door.goes("ana")
    await talk.hears_nothing("olivia")
    talk.peer.world.refuses = True
    await talk.time_is("2026-11-24 09:31", NEW_YORK)
    await talk.hears("ana", "Standup Daily, Tue 24 Nov. Your turn")
    await talk.says("olivia", "/standup status")
    await talk.hears("olivia", "whoever was in #general, which I cannot see any more: Ana, Ben, Gil")
    await door.enters("baton")
    await talk.says("olivia", "/standup status")
    await talk.hears("olivia", "everybody in #general: Ben, Gil")


async def test_s9_it_is_changed_in_private_and_kept_or_left_by_its_name(talk: Talk, door: Door) -> None:
    await door.goes("gil")
    await follows(talk)
    await talk.says("olivia", "/standup setup Daily")
    assert (await talk.form("olivia")).values["people"] == "everybody in #general"
    await talk.fills("olivia", time="10:00")
    await talk.hears("olivia", "Changed: the standup Daily", "everybody in #general: Ana, Ben", "10:00")
    await talk.says("olivia", "/standup setup Daily")
    await talk.fills("olivia", people="ana")
    assert "#general" not in (await talk.hears("olivia", "Changed: the standup Daily", "Ana")).text
    await door.goes("ana")
    await talk.time_is("2026-11-24 10:01", NEW_YORK)
    await talk.hears("ana", "Standup Daily, Tue 24 Nov. Your turn")


async def test_s9_who_comes_while_baton_is_down_is_asked_from_the_next_day_that_opens(talk: Talk, door: Door) -> None:
    await door.goes("ben")
    await door.goes("ana")
    await follows(talk)
    await talk.time_is("2026-11-24 09:31", NEW_YORK)
    if isinstance(talk.peer, Slack):
        talk.peer.studio.conversations["C0GENERAL"].members.add("U0BEN")
    else:
        await door.enters("ben")
    await talk.down_until("2026-11-25 08:00", NEW_YORK)
    await talk.peer.world.following.begin()
    await talk.peer.world.deliver()
    await talk.time_is("2026-11-25 09:31", NEW_YORK)
    await talk.hears("ben", "Standup Daily, Wed 25 Nov. Your turn")


async def test_s9_in_private_it_is_not_known_which_channel_is_meant(talk: Talk) -> None:
    for typed in ("this channel", "#support"):
        await talk.says("olivia", "/standup setup")
        await talk.fills("olivia", people=typed)
        await talk.refused_at("olivia", people="Type /standup setup in the channel itself")


async def test_s9_on_the_page_everybody_on_the_team_is_in_the_channel() -> None:
    world = World()
    await world.seed()
    peer = Web(world)
    await peer.open()
    talk = Talk(peer)
    await follows(talk)
    await talk.hears("olivia", "Daily asks everybody in #general.", "Asked Ana, Ben, Gil")
    await peer.close()


@pytest.mark.parametrize("chosen", [""])
async def test_s9_where_the_platform_does_not_say_who_is_in_a_channel_the_form_says_so(chosen: AskedIn) -> None:
    async for talk in on_discord(None, chosen):
        await follows(talk)
        await talk.refused_at("olivia", people="I am not told there who is in a channel")
        await talk.fills("olivia", people="all assistants")
        await talk.hears("olivia", "Set up: the standup Daily", "all assistants: Ana, Ben")


@pytest.mark.parametrize("talk", ["core", "slack-http"], indirect=True)
async def test_s9_a_standup_that_comes_to_follow_a_channel_begins_with_a_day_that_has_begun_for_nobody(
    talk: Talk, door: Door
) -> None:
    await talk.says("olivia", "/standup setup")
    await talk.fills("olivia", people="gil")
    await talk.time_is("2026-11-24 09:31", NEW_YORK)  # half past ten in the evening in Manila
    await talk.says("olivia", "/standup setup Daily", where="channel")
    await talk.fills("olivia", people="this channel")
    await talk.hears("olivia", "Daily asks everybody in #general.", "Asked Ana, Ben, Gil")
    await talk.attends("olivia", "ana")
    await talk.time_is("2026-11-25 09:31", MANILA)
    await talk.hears("ana", "Standup Daily, Wed 25 Nov. Your turn until Wed 25 Nov 12:30.")


async def test_s9_who_is_not_on_the_team_yet_is_asked_once_they_are(talk: Talk, door: Door) -> None:
    if not isinstance(talk.peer, Slack):
        return
    await follows(talk, time="15:00")
    await door.enters("rosa")
    await talk.says("olivia", "/delegate @rosa Call the bank by Fri 5pm ~1h done when: they answered")
    await talk.hears("olivia", "Offered to Rosa")
    await talk.says("olivia", "/standup status")
    await talk.hears("olivia", "everybody in #general: Ana, Ben, Gil, Rosa")
