"""The servers that the Slack benchmark puts side by side, each in a process of its own."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.collector import settle_collector
from adapters.config import Config
from adapters.kinds import KINDS
from adapters.platforms import platforms
from adapters.run import House
from adapters.storage.attachments import MemoryAttachments
from adapters.storage.tinydb_store import TinyDBStore
from bot.ports import Commit
from bot.requests import Outcome
from tests.dialogs.world import PEOPLE, Home

SECRET, TOKEN = "bench-signing-secret", "xoxb-bench-1"
HOME = Home(platform="slack", channel="C0GENERAL", workspace="T0BENCH", account=lambda person: f"U0{person.upper()}")

Served = tuple[web.Application, Callable[[], Awaitable[object]]]


async def main() -> None:
    """Serves on a free port, which is printed, until its input is closed."""
    which, api = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        app, end = await _baton(api, Path(folder)) if which == "baton" else _bolt(api, tuned=which == "tuned")
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        settle_collector()  # as `baton run` does; for the others as well, so that all are alike
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        print(runner.addresses[0][1], flush=True)
        await asyncio.to_thread(sys.stdin.read)
        await end()
        await runner.cleanup()


def _bolt(api: str, *, tuned: bool) -> Served:
    """One listener that does nothing."""
    client = AsyncWebClient(token=TOKEN, base_url=api)
    app = AsyncApp(client=client, signing_secret=SECRET, process_before_response=tuned)

    @app.command("/delegate")
    async def delegate(ack: AsyncAck) -> None:
        await ack("ok")

    async def nothing() -> None:
        return

    return app.web_app(path="/slack/events"), nothing


async def _baton(api: str, folder: Path) -> Served:
    """As `baton run` wires it, with a team in its store; clock, outbox and all at work."""
    store = await TinyDBStore.open(folder, KINDS)
    first = Outcome(records=(HOME.team(), *(HOME.of(person) for person in PEOPLE)))
    await (await store.commit(Commit(request_id="seed", team="studio", at=datetime.now(UTC), outcome=first)))
    given = {"SLACK_BOT_TOKEN": TOKEN, "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": api, "BATON_DATA": folder}
    house = House(store, lambda: datetime.now(UTC), MemoryAttachments())
    house.connect(platforms(Config.model_validate(given), house.outside()))
    stop = asyncio.Event()
    app = house.app()
    working = asyncio.create_task(house.work(stop, _nothing))

    async def end() -> None:
        stop.set()
        await working
        await store.close()

    return app, end


async def _nothing() -> None:
    return


if __name__ == "__main__":
    asyncio.run(main())
