"""Run: wires store, door, clock, outbox and chat page together and serves until told to stop; the only main."""

from __future__ import annotations

import asyncio
import gc
import random
import secrets
import signal
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from aiohttp import web

from adapters import charts
from adapters.clock import Clock, SchedulerAlarm
from adapters.config import Config
from adapters.deliver import Delivery, Timing
from adapters.health import Health
from adapters.kinds import KINDS
from adapters.problems import Problem
from adapters.sample import TEAM, seed, warm_up
from adapters.sample_clock import SampleClock, SampleTime, Steered
from adapters.storage.tinydb_store import TinyDBStore
from adapters.web_chat.app import WebChat, WebSetup
from bot.dispatch import Dispatcher
from bot.errors import Refused
from bot.ports import Chat, Deps, Store
from bot.requests import Ask, Outcome, Reply, Request

STOPS_WITHIN_SECONDS = 8.0  # of the ten that a stop may take; the rest is for the store to close
PAGES_END_SECONDS = 0.5  # aiohttp waits so long for answers being made, then so long again for them to break off

log = structlog.get_logger()


class CannotRun(Problem):
    """Baton cannot start here."""


def new_id() -> str:
    return secrets.token_hex(8)


@dataclass(frozen=True, kw_only=True)
class Luck:
    """What is left to chance: ids, and from 0 to 1 how much longer to wait before trying again."""

    new_id: Callable[[], str] = new_id
    chance: Callable[[], float] = random.random


class House:
    """The parts around one store and one clock, each handed what it needs."""

    def __init__(self, store: Store, time: Steered, luck: Luck | None = None) -> None:
        luck = luck or Luck()
        self.chats: dict[str, Chat] = {}
        self._store = store
        self._now = time.now
        self.delivery = Delivery(store, self.chats, Timing(now=time.now, chance=luck.chance))
        self._door = Dispatcher(
            Deps(store=store, now=time.now, new_id=luck.new_id, after_commit=self._after_commit, log=log.warning)
        )
        self.alarm = SchedulerAlarm()
        self.clock = Clock(store, self.dispatch, time.now, self.alarm)
        self.sample = SampleClock(time, self.clock, self.delivery)
        self.web = WebChat(
            WebSetup(
                dispatch=self.dispatch,
                store=store,
                now=time.now,
                new_id=luck.new_id,
                team=TEAM,
                sample=self.sample,
                log=log.error,
                draw=charts.draw if charts.available() else None,
            )
        )
        self.chats["web"] = self.web.chat
        self.health = Health(store, self.chats, self.totals)
        self.requests = 0
        self.refused = 0

    def app(self) -> web.Application:
        app = web.Application()
        self.health.add_to(app)
        self.web.add_to(app)
        return app

    async def dispatch(self, request: Request) -> Reply | Ask | None:
        """The one door, with the request's id on every line that is logged behind it."""
        self.requests += 1
        with structlog.contextvars.bound_contextvars(request=request.id):
            try:
                return await self._door.dispatch(request)
            except Refused:
                self.refused += 1
                raise

    def totals(self) -> Mapping[str, float]:
        return {
            "requests": self.requests,
            "requests_refused": self.refused,
            "jobs_fired": self.clock.fired,
            "jobs_crashed": self.clock.crashed,
            "jobs_late_seconds": self.clock.late_seconds,
            "messages_sent": self.delivery.sent,
            "messages_failed": self.delivery.failed,
            "messages_dropped": self.delivery.dropped,
        }

    async def work(
        self,
        stop: asyncio.Event,
        stop_taking: Callable[[], Awaitable[None]],
        within_seconds: float = STOPS_WITHIN_SECONDS,
    ) -> bool:
        """Fire jobs and deliver messages until `stop`, and end so soon after it; whether both worked to the end."""
        jobs, messages = asyncio.create_task(self._fire_jobs()), asyncio.create_task(self.delivery.run())
        told = asyncio.create_task(stop.wait())
        await asyncio.wait({jobs, messages, told}, return_when=asyncio.FIRST_COMPLETED)
        told.cancel()
        finished = asyncio.create_task(self._finish(stop_taking, jobs, messages))
        await asyncio.wait({finished}, timeout=within_seconds)
        self.alarm.stop()
        return await _ended_well(jobs, messages, finished)

    async def _fire_jobs(self) -> None:
        """Not before the holidays are loaded, or the first job that asks for them would hold up everybody."""
        await warm_up(self._store, self._now())
        await self.clock.run()

    async def _finish(
        self, stop_taking: Callable[[], Awaitable[None]], jobs: asyncio.Task[None], messages: asyncio.Task[None]
    ) -> None:
        """What is committed is delivered if time allows, and otherwise after the next start."""
        self.clock.stop()  # first, as it also ends a jump, which a page may be waiting for
        await stop_taking()
        await asyncio.wait({jobs})
        await self.delivery.drain()
        self.delivery.stop()
        await asyncio.wait({messages})

    def _after_commit(self, outcome: Outcome) -> None:
        if outcome.posts:
            self.delivery.poke()
        self.clock.poke(outcome)


async def serve(config: Config, say: Callable[[str], None]) -> bool:
    """Serve the sample team until SIGTERM or Ctrl+C; whether all ended well.

    Raises StoreClosed, ClockUnreadable, CannotRun when it cannot start.
    """
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    store = await TinyDBStore.open(config.folder, KINDS, log=log.warning)
    try:
        time = SampleTime(config.folder / "clock", lambda: datetime.now(UTC))
        await seed(store, time.now())
        house = House(store, time)
        runner = await _listen(house.app(), config)
        gc.freeze()  # what is loaded stays for good, so the collector need never look at it again
        gc.enable()
        say(f"The sample team is kept in {config.folder}. Press Ctrl+C to stop.")
        say(f"Baton is ready: {_address(runner)}")
        return await house.work(stop, runner.cleanup)
    finally:
        await store.close()


async def _listen(app: web.Application, config: Config) -> web.AppRunner:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=PAGES_END_SECONDS)
    await runner.setup()
    try:
        await web.TCPSite(runner, config.host, config.port).start()
    except OSError as error:
        await runner.cleanup()
        raise CannotRun(
            f"{config.http} cannot be used ({error.strerror}). "
            "Stop what is using it, or choose another port: BATON_HTTP=127.0.0.1:8643"
        ) from error
    return runner


def _address(runner: web.AppRunner) -> str:
    host, port = runner.addresses[0][:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


async def _ended_well(*tasks: asyncio.Task[None]) -> bool:
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    defects = [defect for task in tasks if not task.cancelled() and (defect := task.exception())]
    for defect in defects:
        log.error("stopped by a defect", exc_info=defect)
    return not defects
