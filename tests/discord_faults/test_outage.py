"""An hour without Discord, through the outbox: posts wait, keep their order, come once; the owner reads of it once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import aiohttp
import pytest

from adapters.deliver import Delivery, Timing
from adapters.refusals import Refusals
from bot.ports import Commit
from bot.requests import Channel, Direct, Outcome, Place, Post, Thread
from bot.ui import Button, Card
from tests.dialogs.discord_peer import CHANNEL, Discord

GENERAL = Channel(f"discord:{CHANNEL}")
PLAIN = 0  # no note of the client that a thread was begun
HOUR = timedelta(hours=1)
MOST_TRIES = 24  # a place tries after 1, 2, 4 … 256 s and then every five minutes
Trouble = Callable[[Discord], None]


class Outbox:
    """What is written is delivered by the real Delivery, on the dialogs' clock; the owner is told through the door."""

    def __init__(self, peer: Discord) -> None:
        self.peer = peer
        self.world = peer.world
        self._written = 0
        self.start()

    def start(self) -> None:
        """As after a start of the process."""
        timing = Timing(now=lambda: self.world.now, chance=lambda: 1.0)
        told = Refusals(self.world.dispatcher.dispatch, lambda: self.world.now)
        self._delivery = Delivery(self.world.store, {"discord": self.peer}, timing, told)

    async def write(self, key: str, to: Place, *, fresh: bool = False) -> None:
        button = Button(label="Accept", action="handoff.accept", arguments={"task": key})
        post = Post(key=key, to=to, card=Card(title=(key,), buttons=(button,)), fresh=fresh)
        self._written += 1
        commit = Commit(
            request_id=f"w{self._written}", team="studio", at=self.world.now, outcome=Outcome(posts=(post,))
        )
        await (await self.world.store.commit(commit))

    async def deliver_for(self, time: timedelta) -> None:
        """What is due, and what becomes due within that time, each when its hour has come."""
        until = self.world.now + time
        await self._delivery.drain()
        while (at := await self.world.store.next_retry_at(self.world.now)) and at <= until:
            self.world.pass_to(at)
            await self._delivery.drain()
        self.world.pass_to(until)
        await self._delivery.drain()

    def said(self, channel: int) -> list[str]:
        found = self.peer.env.backend.messages[channel].values()
        mine = [one for one in found if one.author_id == self.peer.env.backend.bot_user.id]
        return [one.content for one in mine if one.type == PLAIN]

    def privately(self, person: str) -> list[str]:
        return self.said(self.peer.users[person].dm_channel.id)

    def in_thread(self) -> list[str]:
        [thread] = [one.id for one in self.peer.env.backend.channels.values() if one.parent_id == CHANNEL]
        return self.said(thread)


def answers_503(peer: Discord) -> None:
    peer.env.inject_error("*", "*", status=503, times=None)


def says_nothing(peer: Discord) -> None:
    peer.honest.broken = aiohttp.ServerDisconnectedError()


def takes_no_connection(peer: Discord) -> None:
    about = aiohttp.client_reqrep.ConnectionKey("discord.com", 443, True, True, None, None, None)
    peer.honest.broken = aiohttp.ClientConnectorError(about, OSError("no route"))


def over(peer: Discord) -> None:
    peer.env.backend.faults.clear()
    peer.honest.broken = None


@pytest.mark.parametrize("restarted", [False, True])
@pytest.mark.parametrize("trouble", [answers_503, says_nothing, takes_no_connection])
async def test_an_hour_without_discord(peer: Discord, trouble: Trouble, restarted: bool) -> None:
    outbox = Outbox(peer)
    await outbox.write("head", GENERAL)
    await outbox.write("card", Direct("ana"))
    await outbox.deliver_for(timedelta())
    began, asked = peer.world.now, len(peer.honest.bodies)
    trouble(peer)
    for number in range(4):
        await outbox.write(f"post {number}", GENERAL)
        await outbox.write(f"to ana {number}", Direct("ana"))
        await outbox.write(f"reply {number}", Thread(GENERAL.id, "head"))
    await outbox.write("card", Direct("ana"), fresh=True)
    await outbox.deliver_for(HOUR / 2)
    if restarted:
        outbox.start()
    await outbox.deliver_for(HOUR / 2)
    assert (outbox.said(CHANNEL), outbox.privately("ana")) == (["head"], ["card"])
    assert len(peer.honest.bodies) - asked <= 3 * MOST_TRIES
    over(peer)
    await outbox.deliver_for(timedelta(minutes=10))
    assert outbox.said(CHANNEL) == ["head", *(f"post {number}" for number in range(4))]
    assert outbox.privately("ana") == [*(f"to ana {number}" for number in range(4)), "card"]
    assert outbox.in_thread() == [f"reply {number}" for number in range(4)]
    assert sum("could not be reached" in words for words in outbox.privately("olivia")) == 1
    if not restarted:
        assert await peer.world.store.outgoing("studio", f"outage:discord:{began.isoformat()}") is not None


async def test_what_had_arrived_before_its_reply_was_lost_comes_once_however_long_it_lasts(peer: Discord) -> None:
    outbox = Outbox(peer)
    peer.honest.lose = 2
    await outbox.write("post", GENERAL)
    await outbox.write("to ana", Direct("ana"))
    await outbox.deliver_for(timedelta())
    answers_503(peer)
    await outbox.deliver_for(HOUR)
    over(peer)
    await outbox.deliver_for(timedelta(minutes=10))
    assert (outbox.said(CHANNEL), outbox.privately("ana")) == (["post"], ["to ana"])
