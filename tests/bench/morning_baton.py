"""The Baton of the morning benchmark, in a process of its own: as `baton run` wires it, on a clock that can be set."""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog
from aiohttp import web

from adapters.collector import settle_collector
from adapters.config import Config
from adapters.kinds import KINDS
from adapters.platforms import platforms
from adapters.run import House
from adapters.storage.attachments import MemoryAttachments
from adapters.storage.tinydb_store import TinyDBStore
from bot.ports import Store

LOOKS_SECONDS = 0.005
ERRORS_ONLY = 40


class Shifted:
    """The machine's clock, so much on or back."""

    def __init__(self, at: datetime) -> None:
        self._by = at - datetime.now(UTC)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._by

    def skip(self, time: timedelta) -> None:
        self._by += time


async def watched(seen: list[float]) -> None:
    """How many milliseconds later than asked the loop wakes somebody, again and again."""
    while True:
        asleep = time.perf_counter()
        await asyncio.sleep(LOOKS_SECONDS)
        seen.append(1_000 * (time.perf_counter() - asleep - LOOKS_SECONDS))


async def main() -> None:
    """Prints its port; each line that it reads skips so many seconds; at the end it says what it saw of itself."""
    folder, api, key, secret, at = sys.argv[1:]
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(ERRORS_ONLY))
    given = {"SLACK_SIGNING_SECRET": secret, "SLACK_API_URL": api, "BATON_KEY": key, "BATON_DATA": folder}
    config = Config.model_validate(given | {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "bench"})
    clock, lags, stop = Shifted(datetime.fromisoformat(at)), list[float](), asyncio.Event()
    store = await TinyDBStore.open(Path(folder), KINDS)
    house = _house(config, store, clock)
    runner = web.AppRunner(house.app(), access_log=None)
    await runner.setup()
    settle_collector()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(runner.addresses[0][1], flush=True)
    watching, working = asyncio.create_task(watched(lags)), asyncio.create_task(house.work(stop, runner.cleanup))
    while line := await asyncio.to_thread(sys.stdin.readline):
        clock.skip(timedelta(seconds=float(line)))
        house.clock.ring()
    watching.cancel()
    stop.set()
    await working
    await store.close()
    memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024
    print(json.dumps({"lags_ms": lags, "memory_mb": memory_mb, "waited_seconds": waited_seconds(), **house.totals()}))


def waited_seconds() -> float:
    """How long this process was ready to work and others had the cores; 0 where the system does not say."""
    found = Path("/proc/self/schedstat")
    return int(found.read_text().split()[1]) / 1e9 if found.exists() else 0.0


def _house(config: Config, store: Store, clock: Shifted) -> House:
    house = House(store, clock.now, MemoryAttachments())
    house.connect(platforms(config, house.outside()))
    return house


if __name__ == "__main__":
    asyncio.run(main())
