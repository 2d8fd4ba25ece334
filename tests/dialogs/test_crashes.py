"""A week in which the power goes, or the disk is full, after each message, before it is noted that it has arrived."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Collection
from datetime import datetime, timedelta

import pytest

from adapters.discord_chat.outbound import NONCE_SECONDS
from adapters.storage.memory_store import MemoryStore
from bot.errors import StoreClosed
from bot.people import Roster
from bot.ports import Outgoing, Spot
from bot.team.rules import NOTHING_YET, planned
from tests.dialogs import discord_peer, slack_peer
from tests.dialogs.discord_peer import Discord
from tests.dialogs.peer import Core
from tests.dialogs.slack_peer import Slack
from tests.dialogs.standup import answers, set_up
from tests.dialogs.talk import Talk
from tests.dialogs.world import MONDAY, PEOPLE, TEAM, Home, World

NEW_YORK = "America/New_York"
A_MOMENT, LONG = timedelta(milliseconds=1), timedelta(seconds=NONCE_SECONDS + 1)
AT = re.compile(r"\d\d:\d\d")  # the time of day, as what happened is some minutes later where Baton was down
EVERYBODY = tuple(person.id for person in PEOPLE)
# How the keys begin of what these rooms say; each of them is seen to be said in this week.
HOMES = {"core": Home, "slack": slack_peer.home, "discord": discord_peer.home}
KINDS = frozenset(
    {"standup", "blocker", "promise", "checkin", "silence", "proof_wanted", "question", "answer", "digest"}
)


class PowerCut(BaseException):
    """The process dies here."""


class Store(MemoryStore):
    """With `trouble` no message that arrived is written down at once: nothing is, until somebody mends that."""

    def __init__(self, trouble: type[BaseException] | None) -> None:
        super().__init__()
        self.trouble = trouble
        self.dead = False
        self.lost: set[tuple[str, int]] = set()

    async def settle(self, row: Outgoing) -> asyncio.Future[None]:
        card = row.key, row.wanted
        self.dead = self.dead or bool(self.trouble and row.sent == row.wanted and card not in self.lost)
        if self.dead and self.trouble:
            self.lost.add(card)
            raise self.trouble
        return asyncio.ensure_future(self._settled(row))

    async def _settled(self, row: Outgoing) -> None:
        await (await super().settle(row))

    async def next_outbox(self, now: datetime, limit: int, at_work: Collection[Spot | str] = ()) -> list[Outgoing]:
        if self.dead and self.trouble is PowerCut:
            raise PowerCut
        return await super().next_outbox(now, limit, at_work)

    async def ping(self) -> None:
        if self.dead:
            raise StoreClosed("the disk is full")


class Mortal(World):
    """Starts again whenever the power has gone, `down` later; a full disk has room again after as long."""

    def __init__(self, home: Home, trouble: type[BaseException] | None, down: timedelta) -> None:
        self.mortal, self._down = Store(trouble), down
        super().__init__(self.mortal, home=home)

    async def deliver(self) -> None:
        try:
            await super().deliver()
        except PowerCut:
            await self._mended()
            self.start()
            await self.deliver()
        if self.mortal.dead:
            await self._mended()
            await self.deliver()

    async def clock_to(self, at: datetime) -> None:
        try:
            await super().clock_to(at)
        except PowerCut:
            await self._mended()
            self.start()
            await self.clock_to(max(at, self.now))
        if self.mortal.dead:
            await self.deliver()

    async def _mended(self) -> None:
        if workers := self._delivery._workers.values():
            await asyncio.wait(workers)
        self._check()
        self.pass_to(self.now + self._down)
        self.mortal.dead = False


async def at_home(world: Mortal, platform: str) -> Core | Slack | Discord:
    await world.seed(outcome=planned(TEAM, Roster(PEOPLE), NOTHING_YET, MONDAY))
    await world.seed_accounts()
    if platform == "core":
        return Core(world)
    peer = Slack(world, "http") if platform == "slack" else Discord(world)
    await peer.open()
    return peer


async def a_week(talk: Talk) -> None:
    """Everything that standups, check-ins and digests say by themselves."""
    await set_up(talk, zone="team", time="9:30")
    await talk.says("ana", "/digest daily on")
    await talk.says("olivia", "/promise Publish the landing page by Wednesday with proof")
    await talk.says("olivia", "/promise Call the bank by Wednesday")
    await talk.presses("pat", "Ask", on="landing page")
    await talk.fills("pat", question="Is the text ready?")
    await talk.presses("olivia", "Answer", on="Is the text ready?")
    await talk.fills("olivia", answer="Nearly.")
    await talk.presses("pat", "Ask for proof", on="Call the bank")
    await talk.time_is("2026-11-24 09:31", NEW_YORK)
    await answers(talk, "ana", q3="Shop access")
    await talk.presses("olivia", "I see to it")
    await talk.time_is("2026-11-24 12:31", NEW_YORK)
    await talk.presses("ben", "Answer late")
    await talk.fills("ben", q1="Photos", q2="Refunds")
    await talk.presses("olivia", "Kept", on="landing page")
    await talk.time_is("2026-12-01 09:00", NEW_YORK)


Screens = dict[str, Counter[str]]


async def played(platform: str, trouble: type[BaseException] | None, down: timedelta) -> tuple[Screens, set[str]]:
    """What everybody has on the screen at the end, and the kinds of messages of which the note was lost."""
    world = Mortal(HOMES[platform](), trouble, down)
    peer = await at_home(world, platform)
    try:
        await a_week(Talk(peer))
        screens = {who: Counter(AT.sub("", one.text) for one in await peer.screen(who)) for who in EVERYBODY}
    finally:
        if not isinstance(peer, Core):
            await peer.close()
    return screens, {key.partition(":")[0] for key, _ in world.mortal.lost}


@pytest.mark.parametrize(
    ("platform", "trouble", "down"),
    [
        ("core", PowerCut, A_MOMENT),
        ("slack", PowerCut, LONG),
        ("discord", PowerCut, A_MOMENT),
        ("discord", PowerCut, LONG),
        ("slack", StoreClosed, LONG),
        ("discord", StoreClosed, LONG),
    ],
)
async def test_t4_behind_each_message_its_note_is_lost_and_everybody_reads_the_same_and_nothing_twice(
    platform: str, trouble: type[BaseException], down: timedelta
) -> None:
    calm, _ = await played(platform, None, down)
    stormy, kinds = await played(platform, trouble, down)
    assert kinds >= KINDS
    assert stormy == calm
