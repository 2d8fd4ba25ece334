"""A whole Baton in one process for the browser: the real rooms on a store in memory, served on a free port."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from msgspec.structs import replace

from adapters import charts
from adapters.partner_page.app import PageSetup, PartnerPages
from adapters.web_chat.app import WebChat, WebSetup
from bot.errors import StoreClosed
from bot.people import Person, Roster
from bot.requests import Ask, Direct, Post, Reply, Request
from bot.team.rules import NOTHING_YET, planned
from bot.ui import Button, Card
from tests.dialogs.world import MONDAY, PEOPLE, TEAM, World

ACTING = PEOPLE[:4]


def _greeting(person: Person) -> Card:
    button = Button(label="Show my tasks", action="handoff.tasks", style="primary")
    return Card(title=(f"Welcome, {person.name}",), buttons=(button,))


class House:
    """Everything that is committed is shown at once; the clock stands still until it is moved."""

    def __init__(self) -> None:
        self.full = False
        self._world = World(people=ACTING, url="http://127.0.0.1")
        self.web = WebChat(
            WebSetup(
                dispatch=self._dispatch,
                store=self._world.store,
                now=lambda: self._world.now,
                new_id=self._world.new_id,
                files=self._world.files,
                team=TEAM.id,
                sample=self._world.sample,
                draw=charts.draw,
            )
        )
        self._world.chats["web"] = self.web.chat
        self.pages = PartnerPages(
            PageSetup(
                dispatch=self._dispatch,
                store=self._world.store,
                now=lambda: self._world.now,
                new_id=self._world.new_id,
                files=self._world.files,
                url="http://127.0.0.1",
            )
        )

    async def seed(self) -> None:
        """The team, a greeting for each, and what the rooms wake for."""
        greetings = (
            Post(key="hello", to=TEAM.channel, card=Card(title=("Welcome, everybody",))),
            *(Post(key=f"hello:{p.id}", to=Direct(p.id), card=_greeting(p)) for p in ACTING),
        )
        begins = planned(TEAM, Roster(ACTING), NOTHING_YET, MONDAY)
        await self._world.seed(outcome=replace(begins, posts=greetings))
        await self._world.deliver()

    async def _dispatch(self, request: Request) -> Reply | Ask | None:
        if self.full:
            raise StoreClosed("the disk is full.")
        reply = await self._world.dispatcher.dispatch(request)
        await self._world.deliver()
        return reply


@asynccontextmanager
async def serving(house: House, port: int = 0) -> AsyncIterator[str]:
    """Seeds the sample team and serves it; the address, without a slash at its end."""
    await house.seed()
    app = web.Application()
    house.web.add_to(app)
    house.pages.add_to(app)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
