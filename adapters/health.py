"""Health: /healthz (the process), /readyz (store and chats), /metrics (running totals for Prometheus)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from aiohttp import web

from bot.errors import StoreClosed
from bot.ports import Chat, Store

Totals = Callable[[], Mapping[str, float]]


class Health:
    """`totals` gives what has been counted since the start, by name; it is asked at each look and not before."""

    def __init__(self, store: Store, chats: Mapping[str, Chat], totals: Totals) -> None:
        self._store = store
        self._chats = chats
        self._totals = totals

    def add_to(self, app: web.Application) -> None:
        app.router.add_get("/healthz", self._alive)
        app.router.add_get("/readyz", self._ready)
        app.router.add_get("/metrics", self._metrics)

    async def missing(self) -> str:
        """What is not ready, in one line; empty when everything is."""
        try:
            await self._store.ping()
        except StoreClosed as closed:
            return f"store: {closed}"
        for platform, chat in self._chats.items():
            if not await chat.ready():
                return f"{platform}: not connected"
        return ""

    async def _alive(self, _: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def _ready(self, _: web.Request) -> web.Response:
        missing = await self.missing()
        return web.Response(text=f"{missing or 'ok'}\n", status=503 if missing else 200)

    async def _metrics(self, _: web.Request) -> web.Response:
        # Imported at the first look: most who run Baton never look, and it takes time and memory at the start.
        from adapters import metrics  # noqa: PLC0415 - loaded at the first look, as start-up does not need it

        body, content_type = metrics.page(self._totals())
        return web.Response(body=body, headers={"Content-Type": content_type})
