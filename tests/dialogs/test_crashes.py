"""A week in which the power goes after each single message, before it is written down that it has arrived."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Collection
from datetime import datetime, timedelta

import pytest

from adapters.storage.memory_store import MemoryStore
from bot.people import Roster
from bot.ports import Outgoing, Spot
from bot.requests import Outcome
from bot.team.rules import NOTHING_YET, planned
from tests.dialogs import discord_peer, slack_peer
from tests.dialogs.discord_peer import Discord
from tests.dialogs.peer import Core
from tests.dialogs.slack_peer import Slack
from tests.dialogs.standup import answers, set_up
from tests.dialogs.talk import Talk
from tests.dialogs.world import MONDAY, PEOPLE, TEAM, Home, World

NEW_YORK = "America/New_York"
EVERYBODY = tuple(person.id for person in PEOPLE)
# How the keys begin of what these rooms say; each of them is seen to be said in this week.
HOMES = {"core": Home, "slack": slack_peer.home, "discord": discord_peer.home}
KINDS = frozenset(
    {"standup", "blocker", "promise", "checkin", "silence", "proof_wanted", "question", "answer", "digest"}
)


class PowerCut(BaseException):
    """The process dies here."""


class Store(MemoryStore):
    """Where it `dies`, no message that arrived is written down at once: nothing is, until the next start."""

    def __init__(self, *, dies: bool) -> None:
        super().__init__()
        self._dies = dies
        self.dead = False
        self.lost: set[tuple[str, int]] = set()

    async def settle(self, row: Outgoing) -> asyncio.Future[None]:
        card = row.key, row.wanted
        self.dead = self.dead or (self._dies and row.sent == row.wanted and card not in self.lost)
        if self.dead:
            self.lost.add(card)
            raise PowerCut
        return asyncio.ensure_future(self._settled(row))

    async def _settled(self, row: Outgoing) -> None:
        await (await super().settle(row))

    async def next_outbox(self, now: datetime, limit: int, at_work: Collection[Spot | str] = ()) -> list[Outgoing]:
        if self.dead:
            raise PowerCut
        return await super().next_outbox(now, limit, at_work)


class Mortal(World):
    """Starts again whenever the power has gone."""

    def __init__(self, home: Home, *, dies: bool) -> None:
        self.mortal = Store(dies=dies)
        super().__init__(self.mortal, home=home)

    async def deliver(self) -> None:
        try:
            await super().deliver()
        except PowerCut:
            await self._rise()
            await self.deliver()

    async def clock_to(self, at: datetime) -> None:
        try:
            await super().clock_to(at)
        except PowerCut:
            await self._rise()
            await self.clock_to(max(at, self.now))

    async def _rise(self) -> None:
        if workers := self._delivery._workers.values():
            await asyncio.wait(workers)
        self._check()
        self.pass_to(self.now + timedelta(milliseconds=1))
        self.mortal.dead = False
        self.start()


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


Seen = dict[str, Counter[str]]


async def played(platform: str, *, dies: bool) -> tuple[Seen, set[str]]:
    """What everybody has on the screen at the end, and the kinds of messages behind which the power went."""
    world = Mortal(HOMES[platform](), dies=dies)
    peer = await at_home(world, platform)
    try:
        await a_week(Talk(peer))
        seen = {who: Counter(one.text for one in await peer.screen(who)) for who in EVERYBODY}
    finally:
        if not isinstance(peer, Core):
            await peer.close()
    return seen, {key.partition(":")[0] for key, _ in world.mortal.lost}


@pytest.mark.parametrize("platform", HOMES)
async def test_t4_after_a_crash_behind_each_message_everybody_has_read_the_same_and_nothing_twice(
    platform: str,
) -> None:
    calm, _ = await played(platform, dies=False)
    stormy, kinds = await played(platform, dies=True)
    assert kinds >= KINDS
    assert stormy == calm
