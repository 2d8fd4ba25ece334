"""Run: wires store, door, clock, outbox and chat page together and serves until told to stop; the only main."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime

import structlog
from aiohttp import web
from msgspec.structs import asdict

from adapters import charts
from adapters.backups import holds_team
from adapters.clock import Clock, SchedulerAlarm
from adapters.collector import settle_collector
from adapters.config import Config
from adapters.deliver import Delivery, Timing
from adapters.following import Following
from adapters.health import Health
from adapters.kinds import KINDS
from adapters.outside import Outside
from adapters.partner_page.app import PageSetup, PartnerPages
from adapters.patience import IDLE_SECONDS, Patience
from adapters.platforms import LISTING, SPARING, Platform, mail_of, platforms
from adapters.problems import Problem
from adapters.refusals import Refusals
from adapters.sample import TEAM, seed, warm_up
from adapters.sample_clock import SampleClock, SampleTime, Steered
from adapters.settled import Luck, Settled
from adapters.storage.attachments import Attachments, FolderAttachments
from adapters.storage.disk import Disk
from adapters.storage.tinydb_store import TinyDBStore
from adapters.sweeping import sweep
from adapters.web_chat.app import WebChat, WebSetup
from adapters.zone_data import plan_anew
from bot.dispatch import Dispatcher
from bot.errors import Refused
from bot.partners.records import OUTSIDE
from bot.ports import Chat, Deps, Reach, Rooms, Store
from bot.requests import Ask, Outcome, Reply, Request

STOPS_WITHIN_SECONDS = 8.0  # of the ten that a stop may take; the rest is for the store to close
PAGES_END_SECONDS = 0.5  # aiohttp waits so long for answers being made, then so long again for them to break off

log = structlog.get_logger()


class CannotRun(Problem):
    """Baton cannot start here."""


class House:
    """The parts around one store and one clock, each handed what it needs."""

    def __init__(
        self,
        store: Store,
        now: Callable[[], datetime],
        files: Attachments,
        luck: Luck | None = None,
        settled: Settled | None = None,
    ) -> None:
        luck, settled = luck or Luck(), settled or Settled()
        self._files = files
        self.chats: dict[str, Chat] = {}
        self.platforms: dict[str, Platform] = {}
        self.pages: WebChat | None = None
        self.sample: SampleClock | None = None
        self._store = store
        self._now = now
        self._new_id = luck.new_id
        refusals = Refusals(self.dispatch, now)
        self.delivery = Delivery(store, self.chats, Timing(now=now, chance=luck.chance), refusals)
        self._door = Dispatcher(self._deps(luck, settled))
        self.rooms: dict[str, Rooms] = {}
        self.following = Following(self.outside, self.rooms)
        self.alarm = SchedulerAlarm()
        self.clock = Clock(store, self.dispatch, now, self.alarm)
        self.health = Health(store, self.chats, self.totals)
        self.partners = PartnerPages(PageSetup(url=settled.url, **asdict(self.outside())), mail_of(settled.mail))
        self.chats[OUTSIDE] = self.partners.chat
        self.patience = Patience()
        self.requests = 0
        self.refused = 0

    def _deps(self, luck: Luck, settled: Settled) -> Deps:
        return Deps(
            store=self._store,
            now=self._now,
            new_id=luck.new_id,
            owners=settled.owners,
            sparing=SPARING,
            listing=LISTING,
            reach=Reach(pages=settled.url, mails=bool(settled.mail)),
            after_commit=self._after_commit,
            log=log.warning,
        )

    def outside(self) -> Outside:
        """What a platform is handed."""
        return Outside(
            dispatch=self.dispatch,
            store=self._store,
            now=self._now,
            new_id=self._new_id,
            files=self._files,
            draw=charts.draw if charts.available() else None,
            channel_changed=self.following.changed,
        )

    def settle_in(self, time: Steered) -> SampleClock:
        """The sample team with its page, on a clock that can be moved."""
        self.sample = SampleClock(time, self.clock, self.delivery)
        self.pages = self._pages()
        self.chats["web"], self.rooms["web"] = self.pages.chat, self.pages.rooms
        return self.sample

    def connect(self, platforms: Mapping[str, Platform]) -> None:
        """A real team: on these platforms, and with a page that only says so."""
        self.platforms.update(platforms)
        self.chats.update({name: platform.chat for name, platform in platforms.items()})
        self.rooms.update({name: platform.rooms for name, platform in platforms.items() if platform.rooms})
        self.pages = self._pages()

    def _pages(self) -> WebChat:
        return WebChat(WebSetup(team=TEAM, sample=self.sample, **asdict(self.outside())))

    def app(self) -> web.Application:
        app = web.Application()
        self.patience.add_to(app)
        self.health.add_to(app)
        for part in (self.pages, self.partners, *self.platforms.values()):
            if part is not None:
                part.add_to(app)
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
        for platform in self.platforms.values():
            await platform.start()
        await self.following.begin()
        jobs, messages = asyncio.create_task(self._fire_jobs()), asyncio.create_task(self.delivery.run())
        told, sweeping = asyncio.create_task(stop.wait()), asyncio.create_task(sweep(self._store, self._files))
        await asyncio.wait({jobs, messages, told}, return_when=asyncio.FIRST_COMPLETED)
        told.cancel()
        sweeping.cancel()
        finished = asyncio.create_task(self._finish(stop_taking, jobs, messages))
        await asyncio.wait({finished}, timeout=within_seconds)
        self.alarm.stop()
        return await _ended_well(jobs, messages, finished)

    async def _fire_jobs(self) -> None:
        """Not before the holidays are loaded, or the first job that asks for them would hold up everybody.

        Where the rules of a zone have changed since the last start, jobs are planned anew.
        """
        await warm_up(self._store, self._now())
        await plan_anew(self._store, self._now())
        await self.clock.run()

    async def _finish(
        self, stop_taking: Callable[[], Awaitable[None]], jobs: asyncio.Task[None], messages: asyncio.Task[None]
    ) -> None:
        """What is committed is delivered if time allows, and otherwise after the next start."""
        self.clock.stop()  # first, as it also ends a jump, which a page may be waiting for
        self.following.stop()
        for platform in self.platforms.values():
            await platform.quiet()
        await stop_taking()
        await asyncio.wait({jobs})
        await self.delivery.drain()
        self.delivery.stop()
        await asyncio.wait({messages})
        for platform in self.platforms.values():
            await platform.stop()

    def _after_commit(self, outcome: Outcome) -> None:
        if outcome.posts:
            asyncio.get_running_loop().call_soon(self.delivery.poke)  # the answer to the person goes first
        self.following.committed(outcome)
        self.clock.poke(outcome)


async def serve(config: Config, say: Callable[[str], None]) -> bool:
    """Serve until SIGTERM or Ctrl+C, the sample team when no token is set; whether all ended well.

    Raises StoreClosed, ClockUnreadable, CannotRun when it cannot start.
    """
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    store = await TinyDBStore.open(config.folder, KINDS, log=log.warning)
    try:
        house = _real(config, store) if config.tokens else await _sample(config, store)
        runner = await _listen(house.app(), config)
        house.patience.watch(runner)
        settle_collector()
        say(_where(house, config))
        say(f"Baton is ready: {_address(runner)}")
        return await house.work(stop, runner.cleanup)
    finally:
        await store.close()


async def _sample(config: Config, store: Store) -> House:
    time = SampleTime(config.folder / "clock", lambda: datetime.now(UTC))
    await seed(store, time.now())
    url = config.url or f"http://{config.http}"
    house = House(store, time.now, FolderAttachments(config.folder, Disk()), settled=_settled(config, url))
    house.settle_in(time)
    return house


def _real(config: Config, store: Store) -> House:
    files = FolderAttachments(config.folder, Disk())
    house = House(store, lambda: datetime.now(UTC), files, settled=_settled(config, config.url))
    house.connect(platforms(config, house.outside()))
    return house


def _settled(config: Config, url: str) -> Settled:
    mail = config.smtp.get_secret_value() if config.smtp else ""
    return Settled(owners=frozenset(config.owners), url=url, mail=mail)


def _where(house: House, config: Config) -> str:
    if not house.platforms:
        forgotten = ""
        if holds_team(config.data):
            forgotten = f"{config.data} holds a team of yours, which is not served, as none of its tokens is set. "
        return f"{forgotten}The sample team is kept in {config.folder}. Press Ctrl+C to stop."
    names = " and ".join(name.title() for name in house.platforms)
    return f"Connecting to {names}; the data is kept in {config.folder}. Press Ctrl+C to stop."


async def _listen(app: web.Application, config: Config) -> web.AppRunner:
    runner = web.AppRunner(
        app,
        access_log=None,
        auto_decompress=False,  # nothing is unpacked before it is known whose it is
        keepalive_timeout=IDLE_SECONDS,
        shutdown_timeout=PAGES_END_SECONDS,
    )
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
