"""The outbox: messages that are due go to the right chat, in order, paced, again when it failed, never twice."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import msgspec
import structlog

from adapters.alarm import LONGEST_SECONDS, Alarm, TimerAlarm
from bot.errors import StoreClosed
from bot.people import Person
from bot.ports import Address, Chat, ChatBusy, ChatRefused, ChatUncertain, Outgoing, Store
from bot.requests import Channel, Direct, Place, Thread

AT_ONCE = 64
LONGEST_BACKOFF_SECONDS = 300.0
NOT_CONNECTED_SECONDS = 3600.0

log = structlog.get_logger()
Spot = tuple[str, Place]


@dataclass(frozen=True, kw_only=True)
class Timing:
    """Time and chance, injected. `chance` gives 0 to 1 for jitter; `paces` the seconds between messages per platform.

    Pacing counts on `monotonic`, which no change of the machine's clock moves.
    """

    now: Callable[[], datetime]
    alarm: Alarm = field(default_factory=TimerAlarm)
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    monotonic: Callable[[], float] = time.monotonic
    chance: Callable[[], float] = random.random
    paces: Mapping[str, float] = field(default_factory=dict)


class HeadMissing(Exception):
    """The message that heads a thread is not on the platform yet."""


class Delivery:
    """One worker per place with something to send: a slow place blocks no other, and each keeps its order.

    `chats` maps a platform's name (`web`) to its hands. `sent`, `failed` and `dropped` are totals for /metrics.
    """

    def __init__(self, store: Store, chats: Mapping[str, Chat], timing: Timing) -> None:
        self._store = store
        self._chats = chats
        self._timing = timing
        self._workers: dict[Spot, asyncio.Task[None]] = {}
        self._headless: dict[Spot, tuple[str, str]] = {}
        self._free_at: dict[str, float] = {}
        self._starting = asyncio.Lock()
        self._paused = False
        self._stopping = False
        self.sent = 0
        self.failed = 0
        self.dropped = 0

    def poke(self) -> None:
        """Look at the outbox now; called after each commit with posts."""
        self._timing.alarm.ring()

    def stop(self) -> None:
        """Start nothing new; `run` returns once the messages on their way are settled."""
        self._stopping = True
        self.poke()

    async def run(self) -> None:
        """Deliver for ever, until `stop`."""
        while not self._stopping:
            self._paused = False
            await self._start_due()
            await self._timing.alarm.wait(await self._seconds_to_next())
        await self._settled()

    async def drain(self) -> None:
        """Deliver everything that is due now, and return when it is settled. Raises what broke a worker of ours."""
        self._paused = False
        await self._start_due()
        while workers := list(self._workers.values()):
            await asyncio.wait(workers)
            for worker in workers:
                worker.result()
            await self._start_due()

    async def _settled(self) -> None:
        if self._workers:
            await asyncio.wait(self._workers.values())

    async def _seconds_to_next(self) -> float:
        now = self._timing.now()
        retry_at = await self._store.next_retry_at(now)
        return min((retry_at - now).total_seconds(), LONGEST_SECONDS) if retry_at else LONGEST_SECONDS

    async def _start_due(self) -> None:
        async with self._starting:
            free = AT_ONCE - len(self._workers)
            if free <= 0 or self._paused or self._stopping:
                return
            # A place at work now may be done, and its row out of date, by the time the store has answered.
            at_work = set(self._workers) | set(self._headless)
            rows = await self._store.next_outbox(self._timing.now(), free + len(at_work))
            for row in [row for row in rows if _spot(row) not in at_work][:free]:
                worker = self._workers[_spot(row)] = asyncio.create_task(self._work(row))
                worker.add_done_callback(_log_defect)

    async def _work(self, row: Outgoing) -> None:
        try:
            result = await self._tried(row)
            if not isinstance(result, HeadMissing):
                await self._settle(row, result)
            self._timing.alarm.ring()
        except StoreClosed as closed:
            # Shown but not written down: the chat recognises its key when it comes again.
            self._paused = True
            log.error("messages wait for the store", key=row.key, why=str(closed))
        finally:
            del self._workers[_spot(row)]

    async def _tried(self, row: Outgoing) -> str | Exception:
        """The platform's message id, or what went wrong."""
        try:
            return await self._attempt(row)
        except Exception as error:
            # A chat is foreign code: whatever it raises, its own message waits and no other chat does.
            return error

    async def _attempt(self, row: Outgoing) -> str:
        chat, platform, address = await self._address(row)
        await self._take_turn(platform, f"{address.account}{address.channel}")
        return await chat.show(address, row)

    async def _settle(self, row: Outgoing, result: str | Exception) -> None:
        settled = after_attempt(row, result, self._timing.now(), self._timing.chance())
        self._count(row, settled, result)
        await (await self._store.settle(settled))
        if settled.message or settled.dropped:
            waiting = [spot for spot, head in self._headless.items() if head == (row.team, row.key)]
            for spot in waiting:
                del self._headless[spot]

    def _count(self, row: Outgoing, settled: Outgoing, result: str | Exception) -> None:
        about = {"team": row.team, "key": row.key, "attempt": row.attempts + 1}
        if isinstance(result, str):
            self.sent += 1
            log.debug("message sent", **about)
        elif settled.dropped:
            # Slack and Discord: a refused private message falls back to a thread here, once they are connected.
            self.dropped += 1
            log.error("message given up", why=settled.dropped, **about)
        else:
            self.failed += 1
            known = isinstance(result, ChatBusy | ChatUncertain)
            log.warning(
                "message waits",
                why=repr(result),
                until=str(settled.retry_at),
                exc_info=None if known else result,
                **about,
            )

    async def _address(self, row: Outgoing) -> tuple[Chat, str, Address]:
        """Chat, platform and address; ChatRefused when there can be none, ChatBusy when not now."""
        thread = ""
        match row.to:
            case Direct(person=id):
                where = await self._account(row.team, id)
            case Channel(id=where):
                pass
            case Thread(channel=where, of=head):
                thread = await self._head(row, head)
        platform = where.partition(":")[0]
        chat = self._chats.get(platform)
        if chat is None:
            raise ChatBusy(NOT_CONNECTED_SECONDS)
        if isinstance(row.to, Direct):
            return chat, platform, Address(team=row.team, account=where)
        return chat, platform, Address(team=row.team, channel=where, thread=thread)

    async def _account(self, team: str, id: str) -> str:
        """The person's first account on a connected platform, or the first one at all."""
        person = await self._store.get(Person, team, id)
        if person is None or not person.accounts:
            raise ChatRefused("this person has no account on any platform")
        connected = (account for account in person.accounts if account.partition(":")[0] in self._chats)
        return next(connected, person.accounts[0])

    async def _head(self, row: Outgoing, key: str) -> str:
        """The platform's id of the thread's first message. While it is not sent, the thread's place waits."""
        self._headless[_spot(row)] = (row.team, key)
        head = await self._store.outgoing(row.team, key)
        if head is not None and head.dropped and not head.message:
            self._headless.pop(_spot(row), None)
            raise ChatRefused(f"the message {key} that heads the thread was given up")
        if head is None or not head.message:
            if head is None:
                log.warning("thread waits for a message that nobody has posted", team=row.team, key=row.key, head=key)
            raise HeadMissing(key)
        self._headless.pop(_spot(row), None)
        return head.message

    async def _take_turn(self, platform: str, where: str) -> None:
        pace = self._timing.paces.get(platform, 0.0)
        if pace:
            now = self._timing.monotonic()
            self._free_at = {spot: at for spot, at in self._free_at.items() if at > now}
            turn = self._free_at.get(where, now)
            self._free_at[where] = turn + pace
            await self._timing.sleep(turn - now)


def after_attempt(row: Outgoing, result: str | Exception, now: datetime, chance: float) -> Outgoing:
    """The row as it stands after an attempt: `result` is the platform's message id or what went wrong."""
    match result:
        case str():
            return msgspec.structs.replace(
                row, sent=row.wanted, message=result, attempts=0, retry_at=None, uncertain_since=None
            )
        case ChatRefused():
            return msgspec.structs.replace(row, dropped=str(result) or "refused", retry_at=None)
        case ChatBusy(seconds=seconds):
            wait = backoff_seconds(row.attempts, chance) if seconds is None else seconds
            since = row.uncertain_since
        case _:
            wait, since = backoff_seconds(row.attempts, chance), row.uncertain_since or now
    return msgspec.structs.replace(
        row, attempts=row.attempts + 1, retry_at=now + timedelta(seconds=wait), uncertain_since=since
    )


def backoff_seconds(attempts: int, chance: float) -> float:
    """1, 2, 4 … 300 s after the first, second, third … failure, of which the later half is left to chance."""
    return min(2.0 ** min(attempts, 10), LONGEST_BACKOFF_SECONDS) * (0.5 + chance / 2)


def _log_defect(worker: asyncio.Task[None]) -> None:
    if not worker.cancelled() and worker.exception() is not None:
        log.error("a defect in the delivery of a message", exc_info=worker.exception())


def _spot(row: Outgoing) -> Spot:
    return row.team, row.to
