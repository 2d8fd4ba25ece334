"""The embedded store against SQLite, a bare heap and plain orjson, all measured in one run."""

from __future__ import annotations

import asyncio
import heapq
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from adapters.storage.disk import Disk
from adapters.storage.files import SNAPSHOT
from adapters.storage.frames import body
from adapters.storage.plan import plan
from adapters.storage.tables import Tables
from adapters.storage.tinydb_store import TinyDBStore
from bot.jobs import request_of
from bot.ports import Commit, Job, Store
from bot.requests import Outcome, Request
from tests.bench.row import Row
from tests.bench.work import Piece, commit, fill

MANY = 100_000
ROUNDS = 5
WRITERS = 64
DUE = 10_000
BATCH = 256
SYNC_SECONDS = 0.005
FAR = datetime(9999, 1, 1, tzinfo=UTC)


class SlowDisk(Disk):
    """A disk whose sync takes 5 ms, as on a cheap server."""

    def sync(self, descriptor: int) -> None:
        super().sync(descriptor)
        time.sleep(SYNC_SECONDS)


async def rows() -> list[Row]:
    """Takes about half a minute and 300 MB of disk in the temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        small = [*await _commits(path / "one"), await _slow_disk(path / "slow")]
        return [*small, *await _large(path / "large"), await _claims(path / "large")]


async def _commits(path: Path) -> list[Row]:
    """One writer against SQLite, and 64 writers against one, in rounds that take turns."""
    numbers = iter(range(1_000_000))
    alone, sqlite, together = [], [], []
    async with _store(path) as store:
        await fill(store, [next(numbers) for _ in range(200)])
        with _sqlite(path / "sqlite.db") as database:
            for _ in range(ROUNDS):
                work = [commit(next(numbers)) for _ in range(200)]
                alone.append(await _one_by_one(store, work))
                sqlite.append(_insert_each(database, [_bytes(each) for each in work]))
                together.append(await _at_once(store, [commit(next(numbers)) for _ in range(WRITERS * 20)]))
    one, other, many = (statistics.median(seconds) for seconds in (alone, sqlite, together))
    return [
        Row(
            "durable commit, one writer",
            f"{one * 1e6:.0f} µs = {one / other:.2f} × SQLite WAL/FULL ({other * 1e6:.0f} µs)",
            "≤ 2 ×",
            one <= 2 * other,
        ),
        Row(
            f"durable commits, {WRITERS} writers",
            f"{1 / many:,.0f}/s = {one / many:.1f} × one writer",
            "≥ 8 ×",
            one >= 8 * many,
        ),
    ]


async def _slow_disk(path: Path) -> Row:
    async with _store(path, SlowDisk()) as store:
        seconds = await _at_once(store, [commit(number) for number in range(WRITERS * 20)])
    times = SYNC_SECONDS / seconds
    return Row(
        f"{WRITERS} writers, sync of 5 ms", f"{1 / seconds:,.0f}/s = {times:.1f} × one sync each", "≥ 10 ×", times >= 10
    )


async def _large(path: Path) -> list[Row]:
    """Compaction and reopening with 100,000 records."""
    async with _store(path) as store:
        for start in range(0, MANY, 1_000):
            await fill(store, range(start, start + 1_000))
        async with _gaps() as gaps:
            compaction = asyncio.create_task(store.compact())
            for number in range(MANY, MANY + 200):
                await (await store.commit(commit(number)))
            await compaction
        longest = max(gaps) * 1_000
    return [
        Row(
            f"longest block of the loop, compacting {MANY:,} records",
            f"{longest:.1f} ms",
            "≤ 20 ms",
            longest <= 20,
        ),
        await _reopening(path),
    ]


async def _reopening(path: Path) -> Row:
    plain = await _plain_load(path / SNAPSHOT)
    started = time.perf_counter()
    store = await TinyDBStore.open(path, [Piece])
    seconds = time.perf_counter() - started
    await store.close()
    goal = 1.5 * plain + 1
    return Row(
        f"reopening {MANY:,} records, each with its card, job and reply",
        f"{seconds:.2f} s (orjson.loads in a process of its own {plain:.2f} s)",
        f"< 1.5 × + 1 s = {goal:.2f} s",
        seconds < goal,
    )


async def _plain_load(snapshot: Path) -> float:
    """Seconds of orjson.loads where no other objects slow it down."""
    code = (
        "import orjson, sys, time; data = open(sys.argv[1], 'rb').read(); started = time.perf_counter();"
        "loaded = orjson.loads(data); print(time.perf_counter() - started)"
    )
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, snapshot, stdout=asyncio.subprocess.PIPE)
    printed, _ = await process.communicate()
    return float(printed)


async def _claims(path: Path) -> Row:
    """10,000 due jobs among 100,000 pending, in batches as the clock takes them, against a bare heap."""
    async with _store(path) as store:
        pending = await store.due_jobs(FAR, MANY)
        now = pending[DUE - 1].at
        bare = _bare_heap(pending, now) / DUE
        claiming, started = 0.0, time.perf_counter()
        waited: list[float] = []
        while True:
            turn = time.perf_counter()
            requests = [request_of(job, now) for job in await store.due_jobs(now, BATCH)]
            claiming += time.perf_counter() - turn
            if not requests:
                break
            await _all(store, [_fired(request) for request in requests])
            waited += [time.perf_counter() - started] * len(requests)
    each, late = claiming / len(waited), statistics.quantiles(waited, n=100)[98]
    return Row(
        f"claiming {len(waited):,} due jobs of {len(pending):,} and making them requests",
        f"{each * 1e6:.1f} µs = {each / bare:.1f} × a bare heap ({bare * 1e6:.1f} µs); "
        f"each taken off durably, lateness p99 {late * 1_000:.0f} ms",
        "≤ 10 ×",
        each <= 10 * bare,
    )


def _bare_heap(jobs: list[Job], now: datetime) -> float:
    heap = [(job.at, job.team, job.key) for job in jobs]
    heapq.heapify(heap)
    started = time.perf_counter()
    while heap and heap[0][0] <= now:
        heapq.heappop(heap)
    return time.perf_counter() - started


def _fired(request: Request) -> Commit:
    return Commit(request_id=request.id, team=request.team, at=request.at, outcome=Outcome(), job=request.job)


async def _one_by_one(store: Store, work: list[Commit]) -> float:
    """Seconds per commit."""
    started = time.perf_counter()
    for each in work:
        await (await store.commit(each))
    return (time.perf_counter() - started) / len(work)


async def _at_once(store: Store, work: list[Commit]) -> float:
    """Seconds per commit with many writers, each waiting for its own before it goes on."""
    left = iter(work)

    async def writer() -> None:
        for each in left:
            await (await store.commit(each))

    started = time.perf_counter()
    await asyncio.gather(*(writer() for _ in range(WRITERS)))
    return (time.perf_counter() - started) / len(work)


async def _all(store: Store, work: list[Commit]) -> None:
    for durable in [await store.commit(each) for each in work]:
        await durable


def _insert_each(database: sqlite3.Connection, contents: list[bytes]) -> float:
    """Seconds per insert."""
    started = time.perf_counter()
    for content in contents:
        database.execute("insert into commits (content) values (?)", (content,))
    return (time.perf_counter() - started) / len(contents)


def _bytes(work: Commit) -> bytes:
    """What the store writes for it."""
    return body(plan(Tables(), work, count(1)))


@asynccontextmanager
async def _store(path: Path, disk: Disk | None = None) -> AsyncIterator[TinyDBStore]:
    store = await TinyDBStore.open(path, [Piece], disk)
    try:
        yield store
    finally:
        await store.close()


@contextmanager
def _sqlite(path: Path) -> Iterator[sqlite3.Connection]:
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("pragma journal_mode=wal")
    database.execute("pragma synchronous=full")
    database.execute("create table commits (id integer primary key, content blob)")
    with closing(database):
        yield database


@asynccontextmanager
async def _gaps() -> AsyncIterator[list[float]]:
    """Seconds between two turns of the loop, while the block runs."""
    gaps = [0.0]

    async def watch() -> None:
        last = time.perf_counter()
        while True:
            await asyncio.sleep(0)
            now = time.perf_counter()
            gaps.append(now - last)
            last = now

    task = asyncio.create_task(watch())
    try:
        yield gaps
    finally:
        task.cancel()


if __name__ == "__main__":
    for row in asyncio.run(rows()):
        print(row)
