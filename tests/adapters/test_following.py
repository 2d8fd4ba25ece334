"""adapters/following.py: a channel is looked at once for all who ask, and again until it is known who is there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from msgspec.structs import replace

from adapters.following import STRANGERS_MOST, WAITS_SECONDS, Following
from bot.ports import ChatBusy, ChatRefused, Members
from bot.requests import Outcome, Profile, Request
from bot.standups.records import Followed
from tests.dialogs.world import World
from tests.standups.made import STANDUP

FOLLOWING = replace(STANDUP, team="studio", followed=Followed(channel="web:general"))
SPOT = ("studio", "web:general")


class Room:
    """A channel with these people in it; `fails` are what the next questions end with."""

    def __init__(self, *people: str) -> None:
        self.people = list(people)
        self.fails: list[Exception] = []
        self.looks = 0
        self.profiles = 0
        self.meanwhile: Callable[[], None] = lambda: None

    async def members(self, workspace: str, channel: str) -> Members:
        assert (workspace, channel) == ("studio", "general")
        self.looks += 1
        await asyncio.sleep(0)
        self.meanwhile()
        if self.fails:
            raise self.fails.pop(0)
        return Members(name="general", accounts=tuple(f"web:{person}" for person in self.people))

    async def profile_of(self, _workspace: str, account: str) -> Profile | None:
        self.profiles += 1
        return None if account == "web:robot" else Profile(account=account, name=account)


class House:
    """A world in which a channel is followed; `asked` are the requests, `slept` how long it waited between attempts."""

    def __init__(self, room: Room) -> None:
        self.world = World()
        self.asked: list[Request] = []
        self.slept: list[float] = []
        self.following = Following(
            lambda: replace(self.world.outside(), dispatch=self._ask), {"web": room}, self._sleep
        )

    async def _ask(self, request: Request) -> None:
        self.asked.append(request)

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


async def house(room: Room) -> House:
    made = House(room)
    await made.world.seed(FOLLOWING)
    return made


async def test_who_is_there_is_told_without_bots_and_with_the_profiles_of_strangers() -> None:
    room = Room("ana", "robot", "rosa")
    made = await house(room)
    await made.following.begin()
    await made.following.idle()
    [request] = made.asked
    assert request.action == "standups.members"
    assert request.arguments == {"channel": "web:general", "name": "general", "accounts": "web:ana web:rosa"}
    assert [profile.account for profile in request.profiles] == ["web:rosa"]
    assert request.job


async def test_a_bot_is_asked_for_once() -> None:
    room = Room("robot")
    made = await house(room)
    for _ in range(2):
        made.following.look(SPOT)
        await made.following.idle()
    assert room.profiles == 1


async def test_no_more_strangers_are_asked_for_than_anybody_reads() -> None:
    room = Room(*(f"u{number}" for number in range(STRANGERS_MOST + 5)))
    made = await house(room)
    made.following.look(SPOT)
    await made.following.idle()
    assert room.profiles == STRANGERS_MOST == len(made.asked[0].profiles)


async def test_several_at_once_are_one_look_and_one_more_for_what_came_meanwhile() -> None:
    room = Room("ana")
    made = await house(room)
    for _ in range(5):
        made.following.look(SPOT)
    await made.following.idle()
    await made.following.idle()
    assert room.looks == 2


async def test_while_the_platform_does_not_answer_it_is_asked_again_and_then_let_be() -> None:
    room = Room("ana")
    room.fails = [ChatBusy(None), ChatBusy(3)]
    made = await house(room)
    made.following.look(SPOT)
    await made.following.idle()
    assert (made.slept, len(made.asked)) == ([1.0, 10.0], 1)
    room.fails = [ChatBusy(None)] * len(WAITS_SECONDS)
    made.following.look(SPOT)
    await made.following.idle()
    assert len(made.asked) == 1


async def test_what_baton_may_not_see_is_told_as_lost() -> None:
    room = Room()
    room.fails = [ChatRefused("not_in_channel")]
    made = await house(room)
    made.following.look(SPOT)
    await made.following.idle()
    assert made.asked[0].arguments == {"channel": "web:general", "lost": "1"}


async def test_news_of_other_channels_and_workspaces_are_nothing() -> None:
    room = Room("ana")
    made = await house(room)
    await made.following.changed("web:studio", "web:other")
    await made.following.changed("web:elsewhere", "web:general")
    made.following.committed(Outcome(records=(STANDUP,)))
    await made.following.idle()
    assert room.looks == 0
    await made.following.changed("web:studio", "web:general")
    made.following.committed(Outcome(records=(FOLLOWING,)))
    await made.following.idle()
    assert room.looks >= 1


async def test_once_stopped_nothing_goes_on() -> None:
    room = Room("ana")
    made = await house(room)
    made.following.look(SPOT)
    made.following.look(SPOT)
    made.following.stop()
    await asyncio.sleep(0)
    await made.following.idle()
    assert not made.asked
