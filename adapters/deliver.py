"""The outbox: messages that are due go to the right chat, in order, again when it failed, never twice."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import isnan
from typing import Protocol

import msgspec
import structlog

from adapters.addressing import Addresses, HeadMissing
from adapters.alarm import LONGEST_SECONDS, Alarm, TimerAlarm
from adapters.outages import Outage, Outages
from bot.errors import StoreClosed
from bot.ports import Chat, ChatBarred, ChatBusy, ChatRefused, ChatUncertain, Outgoing, Spot, Store

AT_ONCE, OF_A_TEAM = 128, 48  # those who wait for their platform's pace among them
LONGEST_BACKOFF_SECONDS = 300.0
LONGEST_WISH_SECONDS = 3_600.0  # whatever a platform asks for
CLOCK_WRONG_MOST = timedelta(days=1)  # of history is looked through for what was sent under a clock gone back since

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Timing:
    """Time and chance, injected. `chance` gives 0 to 1 for jitter."""

    now: Callable[[], datetime]
    alarm: Alarm = field(default_factory=TimerAlarm)
    chance: Callable[[], float] = random.random


class Told(Protocol):
    """Who is told when a platform will never take a message, and when one was away for long."""

    async def tell(self, row: Outgoing, platform: str, refused: ChatRefused) -> None: ...

    async def tell_outage(self, outage: Outage) -> None: ...


class Delivery:
    """One worker per place with something to send: a slow place blocks no other, and each keeps its order.

    `chats` maps a platform's name (`web`) to its hands; `told` hears of what one will never take. `sent`,
    `failed` and `dropped` are totals for /metrics.
    """

    def __init__(self, store: Store, chats: Mapping[str, Chat], timing: Timing, told: Told | None = None) -> None:
        self._store = store
        self._addresses = Addresses(store, chats)
        self._timing = timing
        self._told = told
        self._outages = Outages()
        self._began_at = timing.now()
        self._begun: set[Spot] = set()
        self._unwritten: dict[tuple[str, str], datetime] = {}  # tried when the store took no note of it, and when
        self._workers: dict[Spot, asyncio.Task[None]] = {}
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
            await self._resume()
            await self._start_due()
            await self._timing.alarm.wait(await self._seconds_to_next())
        await self._settled()

    async def drain(self) -> None:
        """Deliver everything that is due now, and return when it is settled. Raises what broke a worker of ours."""
        await self._resume()
        await self._start_due()
        while workers := list(self._workers.values()):
            await asyncio.wait(workers)
            for worker in workers:
                worker.result()
            await self._start_due()

    async def _resume(self) -> None:
        """After a pause, once the store takes notes again: until then each look would send the same once more."""
        if self._paused:
            try:
                await self._store.ping()
            except StoreClosed:
                return
        self._paused = False

    async def _settled(self) -> None:
        if self._workers:
            await asyncio.wait(self._workers.values())

    async def _seconds_to_next(self) -> float:
        now = self._timing.now()
        retry_at = await self._store.next_retry_at(now)
        return min((retry_at - now).total_seconds(), LONGEST_SECONDS) if retry_at else LONGEST_SECONDS

    async def _start_due(self) -> None:
        async with self._starting:
            while not await self._started_all():
                pass

    async def _started_all(self) -> bool:
        """Start what may be; False when a team that has much to say kept others from being looked at."""
        free = AT_ONCE - len(self._workers)
        if free <= 0 or self._paused or self._stopping:
            return True
        # A place at work now may be done, and its row out of date, by the time the store has answered.
        at_work, busy = set(self._workers) | self._addresses.headless(), Counter(team for team, _ in self._workers)
        full = {team for team, many in busy.items() if many >= OF_A_TEAM}
        rows = await self._store.next_outbox(self._timing.now(), free, at_work | full)
        for row in rows:
            busy[row.team] += 1
            if busy[row.team] <= OF_A_TEAM:
                worker = self._workers[_spot(row)] = asyncio.create_task(self._work(row))
                worker.add_done_callback(_log_defect)
        return all(many <= OF_A_TEAM for many in busy.values())

    async def _work(self, row: Outgoing) -> None:
        row, began_at = self._perhaps_arrived(row), self._timing.now()
        try:
            result, platform = await self._tried(row)
            if isinstance(result, ChatRefused) and self._told:
                await _told(self._told.tell(row, platform, result))
            if not isinstance(result, HeadMissing):
                settled = await self._settle(row, result, began_at)
                if isinstance(result, ChatBarred) and settled.retry_at:
                    self._outages.shut(row.team, platform, result, settled.retry_at)
            over = self._outages.over(row.team, platform, result, self._timing.now())
            if over and self._told:
                await _told(self._told.tell_outage(over))
            self._timing.alarm.ring()
        except StoreClosed as closed:
            # Shown but not written down: the chat looks for it when it comes again.
            self._unwritten[row.team, row.key] = row.uncertain_since or began_at
            self._paused = True
            log.error("messages wait for the store", key=row.key, why=str(closed))
        finally:
            del self._workers[_spot(row)]

    def _perhaps_arrived(self, row: Outgoing) -> Outgoing:
        """Marked where an attempt nobody has written down may have brought it: of this process, or the one before."""
        since = row.uncertain_since or self._unwritten.get((row.team, row.key)) or self._before_start(row)
        return msgspec.structs.replace(row, uncertain_since=since)

    def _before_start(self, row: Outgoing) -> datetime | None:
        """The first message of a place may have been on its way when the process before this one ended.

        So may one that was asked for again: that puts it behind others, and it may have been the first before. One
        that is asked for later than now is from before the clock went back, nobody knows how far.
        """
        spot, asked_at, again, now = _spot(row), row.asked_at, row.wanted - row.sent > 1, self._timing.now()
        if asked_at is None or self._began_at <= asked_at <= now or (spot in self._begun and not again):
            return None
        self._begun.add(spot)
        return now - CLOCK_WRONG_MOST if asked_at > now else asked_at

    async def _tried(self, row: Outgoing) -> tuple[str | Exception, str]:
        """The platform's message id, or what went wrong; and which platform it is."""
        platform = ""
        try:
            chat, platform, address = await self._addresses.of(row)
            if barred := self._outages.barred(row.team, platform, self._timing.now()):
                return barred, platform
            return await chat.show(address, row), platform
        except Exception as error:
            # A chat is foreign code: whatever it raises, its own message waits and no other chat does.
            return error, platform

    async def _settle(self, row: Outgoing, result: str | Exception, began_at: datetime) -> Outgoing:
        settled = after_attempt(row, result, self._timing.now(), self._timing.chance(), began_at)
        self._count(row, settled, result)
        await (await self._store.settle(settled))
        self._unwritten.pop((row.team, row.key), None)
        if settled.message or settled.dropped:
            self._addresses.arrived(row.team, row.key)
        return settled

    def _count(self, row: Outgoing, settled: Outgoing, result: str | Exception) -> None:
        about = {"team": row.team, "key": row.key, "attempt": row.attempts + 1}
        if isinstance(result, str):
            self.sent += 1
            log.debug("message sent", **about)
        elif settled.dropped:
            self.dropped += 1
            log.error("message given up", why=settled.dropped, **about)
        else:
            self.failed += 1
            known = isinstance(result, ChatBusy | ChatUncertain)
            say = log.debug if isinstance(result, ChatBarred) else log.warning  # said once for all of them
            say(
                "message waits",
                why=repr(result),
                until=str(settled.retry_at),
                exc_info=None if known else result,
                **about,
            )


def after_attempt(
    row: Outgoing, result: str | Exception, now: datetime, chance: float, began_at: datetime | None = None
) -> Outgoing:
    """The row as it stands after an attempt: `result` is the platform's message id or what went wrong.

    A message that may have arrived did so after `began_at`, which without it is now: some attempts take a minute.
    """
    match result:
        case str():
            return msgspec.structs.replace(
                row, sent=row.wanted, message=result, attempts=0, retry_at=None, uncertain_since=None
            )
        case ChatRefused():
            return msgspec.structs.replace(row, dropped=str(result) or "refused", retry_at=None)
        case ChatBusy(seconds=seconds):
            wait = backoff_seconds(row.attempts, chance) if seconds is None else _within_reason(seconds)
            since = row.uncertain_since
        case _:
            wait, since = backoff_seconds(row.attempts, chance), row.uncertain_since or began_at or now
    return msgspec.structs.replace(
        row, attempts=row.attempts + 1, retry_at=now + timedelta(seconds=wait), uncertain_since=since
    )


def backoff_seconds(attempts: int, chance: float) -> float:
    """1, 2, 4 … 300 s after the first, second, third … failure, of which the later half is left to chance."""
    return min(2.0 ** min(attempts, 10), LONGEST_BACKOFF_SECONDS) * (0.5 + chance / 2)


def _within_reason(seconds: float) -> float:
    """What a platform asks for, which may be anything, even no number."""
    return LONGEST_WISH_SECONDS if isnan(seconds) else min(max(seconds, 0.0), LONGEST_WISH_SECONDS)


async def _told(telling: Awaitable[None]) -> None:
    """A message must not be tried for ever because a defect keeps others from hearing of it."""
    try:
        await telling
    except StoreClosed:
        raise
    except Exception:
        # It has its line in the log; the message is settled all the same.
        log.exception("nobody could be told of a message")


def _log_defect(worker: asyncio.Task[None]) -> None:
    if not worker.cancelled() and worker.exception() is not None:
        log.error("a defect in the delivery of a message", exc_info=worker.exception())


def _spot(row: Outgoing) -> Spot:
    return row.team, row.to
