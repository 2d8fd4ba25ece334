"""Starting and standing by, against the bare imports of the platforms' libraries; and the clock's own lateness."""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.alarm import TimerAlarm
from adapters.clock import Clock
from adapters.kinds import KINDS
from adapters.storage.tinydb_store import TinyDBStore
from bot.ports import Commit
from bot.requests import Outcome, Request, Wake
from tests.bench.row import Row

ROUNDS = 5
ROOT = Path(__file__).parents[2]
IMPORTS = "import slack_bolt, discord, tinydb, apscheduler"
BARE = f"{IMPORTS}\nprint('ready', flush=True)\ninput()"
PENDING, DUE = 100_000, 1_000


async def rows() -> list[Row]:
    """Starts some processes, one after another; about half a minute."""
    started, bare = [], []
    for _ in range(ROUNDS):
        bare.append(await asyncio.to_thread(_bare))
        started.append(await asyncio.to_thread(_baton))
    return [*_compared(started, bare), await _lateness()]


def _compared(started: list[tuple[float, float]], bare: list[tuple[float, float]]) -> list[Row]:
    seconds, megabytes = (statistics.median(column) for column in zip(*started, strict=True))
    bare_seconds, bare_megabytes = (statistics.median(column) for column in zip(*bare, strict=True))
    slower, larger = seconds / bare_seconds, megabytes / bare_megabytes
    return [
        Row(
            "ready, against importing slack_bolt, discord, tinydb, apscheduler",
            f"{seconds:.2f} s = {slower:.2f} × {bare_seconds:.2f} s",
            "≤ 2 ×",
            slower <= 2,
        ),
        Row(
            "idle memory, against the same imports",
            f"{megabytes:.0f} MB = {larger:.2f} × {bare_megabytes:.0f} MB",
            "≤ 2 ×",
            larger <= 2,
        ),
    ]


def _bare() -> tuple[float, float]:
    with _process([sys.executable, "-c", BARE], {}, "ready") as measured:
        return measured


def _baton() -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        more = {"BATON_DATA": folder, "BATON_HTTP": "127.0.0.1:0"}
        with _process([sys.executable, "-m", "adapters.cli", "run"], more, "Baton is ready") as measured:
            return measured


@contextmanager
def _process(command: list[str], more: dict[str, str], ready: str) -> Iterator[tuple[float, float]]:
    """Seconds until the line that says ready, and megabytes resident a moment later."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command,
        env={**os.environ, "PYTHONPATH": str(ROOT), **more},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        next(line for line in process.stdout if line.startswith(ready))
        seconds = time.perf_counter() - began
        time.sleep(0.5)
        yield seconds, _resident(process.pid)
        process.terminate()


def _resident(process: int) -> float:
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


async def _lateness() -> Row:
    """The real clock over the durable store, each job taken off with a durable commit."""
    with tempfile.TemporaryDirectory() as folder:
        store = await TinyDBStore.open(Path(folder), KINDS)
        now = datetime.now(UTC)
        for start in range(0, PENDING, 10_000):
            at = [now + timedelta(seconds=0 if number < DUE else number) for number in range(start, start + 10_000)]
            wakes = tuple(Wake(key=f"j{start + index}", at=when, action="x.do") for index, when in enumerate(at))
            commit = Commit(request_id=f"r{start}", team="t1", at=now, outcome=Outcome(wakes=wakes))
            await (await store.commit(commit))
        late: list[float] = []
        began = time.perf_counter()

        async def dispatch(request: Request) -> None:
            late.append(time.perf_counter() - began)
            commit = Commit(request_id=request.id, team="t1", at=now, outcome=Outcome(), job=request.job)
            await (await store.commit(commit))

        await Clock(store, dispatch, lambda: now, TimerAlarm()).fire_due()
        seconds = time.perf_counter() - began
        await store.close()
    p99 = statistics.quantiles(late, n=100)[98] * 1_000
    return Row(
        f"{len(late):,} jobs due at one instant among {PENDING:,}, dispatched by the clock",
        f"lateness p99 {p99:.0f} ms; {seconds / len(late) * 1e6:.0f} µs each, durable",
        "p99 ≤ 250 ms",
        p99 <= 250,
    )
