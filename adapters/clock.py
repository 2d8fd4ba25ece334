"""The clock: wakes for the earliest due job and sends it through the same door as a click."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import msgspec
import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger

from adapters.alarm import LONGEST_SECONDS, Alarm, TimerAlarm
from bot.errors import Refused, StoreClosed
from bot.jobs import LONGEST_WAIT_MINUTES, request_of, wait_after
from bot.ports import Job, Store
from bot.requests import Outcome, Request

BATCH = 512
AT_ONCE = 128  # shares each sync among that many, and lets others in every few milliseconds
FORGET_AFTER = timedelta(days=14)
FAR = datetime.max.replace(tzinfo=UTC)

Dispatch = Callable[[Request], Awaitable[object]]
log = structlog.get_logger()


class SchedulerAlarm:
    """APScheduler with one UTC date job. A date, not a delay, so that it still holds after the machine has slept."""

    def __init__(self) -> None:
        self._timer = TimerAlarm()
        self._scheduler = AsyncIOScheduler(timezone=UTC)

    def ring(self) -> None:
        self._timer.ring()

    async def wait(self, seconds: float) -> None:
        if not self._scheduler.running:
            self._scheduler.start()
        at = datetime.now(UTC) + timedelta(seconds=min(max(seconds, 0.0), LONGEST_SECONDS))
        self._scheduler.add_job(
            self._ring_from_job,
            DateTrigger(at, timezone=UTC),
            id="wake",
            replace_existing=True,
            misfire_grace_time=None,  # the default of one second drops a job that is late
        )
        await self._timer.wait(LONGEST_SECONDS)

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def _ring_from_job(self) -> None:
        """A coroutine, because APScheduler runs plain functions in a thread."""
        self._timer.ring()


class Held(msgspec.Struct, frozen=True):
    """A job that failed: how often in a row, and when to try again."""

    failures: int
    until: datetime


class Clock:
    """Dispatches due jobs in their order, many at once; the door's lock keeps those of one team in order.

    A job that crashes is held back in memory and tried again; it stays in the store until it succeeds.
    `fired`, `crashed` and `late_seconds` are running totals for /metrics.
    """

    def __init__(self, store: Store, dispatch: Dispatch, now: Callable[[], datetime], alarm: Alarm) -> None:
        self._store = store
        self._dispatch = dispatch
        self._now = now
        self._alarm = alarm
        self._held: dict[tuple[str, str, datetime], Held] = {}
        self._firing = asyncio.Lock()
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._armed = FAR
        self._forgot_at: datetime | None = None
        self.stopping = False
        self.fired = 0
        self.crashed = 0
        self.late_seconds = 0.0

    def poke(self, outcome: Outcome) -> None:
        """Wake early when the outcome just committed holds a job before the one waited for."""
        if any(wake.at is not None and wake.at < self._armed for wake in outcome.wakes):
            self.ring()

    def ring(self) -> None:
        """Look again now, as after the clock was moved."""
        self._alarm.ring()

    def stop(self) -> None:
        """Take no further jobs; `run` returns once those being dispatched are done."""
        self.stopping = True
        self.ring()

    async def run(self) -> None:
        """Fire what is due, for ever, until `stop`."""
        while not self.stopping:
            # While firing, everything counts as earlier: a poke in between is kept by the alarm for the wait below.
            self._armed = FAR
            try:
                await self.fire_due()
                await self._forget_old_requests()
                self._armed = await self.next_at() or FAR
            except StoreClosed as closed:
                log.error("jobs wait for the store", why=str(closed))
                self._armed = self._now() + timedelta(seconds=LONGEST_SECONDS)
            if not self.stopping:
                await self._alarm.wait(min((self._armed - self._now()).total_seconds(), LONGEST_SECONDS))

    async def fire_due(self) -> None:
        """Dispatch all that is due now, batch after batch. Raises StoreClosed when nothing can be written."""
        async with self._firing:
            fired: set[tuple[str, str]] = set()
            while not self.stopping and (jobs := await self._due(fired)):
                results = await asyncio.gather(*(self._tried(job) for job in jobs))
                for job, result in zip(jobs, results, strict=True):
                    fired.add((job.team, job.key))
                    self._note(job, result)

    async def next_at(self) -> datetime | None:
        """When the next job may be tried: the earliest in the store that is not held back, or a held one's turn."""
        if not self._held:
            return await self._store.next_job_at()
        jobs = await self._store.due_jobs(FAR, len(self._held) + 1)
        turns = [self._held[_id(job)].until if _id(job) in self._held else job.at for job in jobs]
        return min(turns, default=None)

    async def _due(self, fired: set[tuple[str, str]]) -> list[Job]:
        """Due and not held back. A key that comes again in one pass wakes itself without end: it is held as well."""
        now = self._now()
        self._held = {job: held for job, held in self._held.items() if held.until > now - timedelta(hours=2)}
        jobs = await self._store.due_jobs(now, BATCH + len(self._held))
        free = [job for job in jobs if not self._is_held(job, now)]
        for job in free:
            if (job.team, job.key) in fired:
                self._hold(job)
                log.warning("job wakes itself again at once", request=request_of(job, now).id, action=job.action)
        return [job for job in free if (job.team, job.key) not in fired][:BATCH]

    async def _tried(self, job: Job) -> Exception | None:
        """What went wrong, if anything."""
        try:
            await self._fire(job)
        except Exception as error:
            # One job's defect must not stop the others: it is logged and held back, and they go on.
            return error
        return None

    async def _fire(self, job: Job) -> None:
        async with self._slots:
            request = request_of(job, self._now())
            with structlog.contextvars.bound_contextvars(request=request.id):
                await self._dispatch(request)
            self.fired += 1
            self.late_seconds += max((request.at - job.at).total_seconds(), 0.0)

    def _note(self, job: Job, result: Exception | None) -> None:
        if result is None:
            self._held.pop(_id(job), None)
        elif isinstance(result, StoreClosed):
            raise result
        else:
            self.crashed += 1
            minutes = self._hold(job).total_seconds() / 60
            log.error(
                "job failed",
                request=request_of(job, job.at).id,
                action=job.action,
                again_in_minutes=minutes,
                why=str(result),
                exc_info=None if isinstance(result, Refused) else result,
            )

    def _is_held(self, job: Job, now: datetime) -> bool:
        held = self._held.get(_id(job))
        # Further away than the longest wait: the machine's clock has gone back since.
        return held is not None and now < held.until <= now + timedelta(minutes=LONGEST_WAIT_MINUTES)

    def _hold(self, job: Job) -> timedelta:
        held = self._held.get(_id(job))
        failures = held.failures + 1 if held else 1
        wait = wait_after(failures)
        self._held[_id(job)] = Held(failures, self._now() + wait)
        return wait

    async def _forget_old_requests(self) -> None:
        now = self._now()
        if self._forgot_at is None or abs(now - self._forgot_at) >= timedelta(days=1):
            self._forgot_at = now
            await self._store.forget(now - FORGET_AFTER)


def _id(job: Job) -> tuple[str, str, datetime]:
    return job.team, job.key, job.at
