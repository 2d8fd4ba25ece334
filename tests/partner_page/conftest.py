"""A partner's browser: the private page over HTTP, beside the world of the dialogs."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientResponse, CookieJar, web
from aiohttp.test_utils import TestClient, TestServer

from bot.partners.records import Page
from bot.people import Person
from bot.requests import Direct, Reply, Request
from bot.ui import Link, Paragraph
from tests.dialogs import page
from tests.dialogs.peer import Core
from tests.dialogs.talk import Talk
from tests.dialogs.world import World

ORIGIN = "http://127.0.0.1"


class Browser:
    """One browser of one partner, without scripts. `node` is the page it shows."""

    def __init__(self, world: World) -> None:
        self.world = world
        app = web.Application()
        world.pages.add_to(app)
        self.client = TestClient(TestServer(app, host="127.0.0.1"), cookie_jar=CookieJar(unsafe=True))
        self.node = page.read("")
        self.status = 0

    async def get(self, path: str, **headers: str) -> ClientResponse:
        response = await self.client.get(path, headers=headers, allow_redirects=False)
        return await self._took(response)

    async def post(self, path: str, fields: dict[str, str], **headers: str) -> ClientResponse:
        headers = {"Origin": ORIGIN} | headers
        response = await self.client.post(path, data=fields, headers=headers, allow_redirects=False)
        return await self._took(response)

    async def goes(self, link: str) -> None:
        """Opens the link, presses its button, and is led to the page."""
        path = link.removeprefix(ORIGIN)
        await self.get(path)
        assert self.status == 200, self.text
        response = await self.post(path, {"_token": self.token})
        assert response.status == 303, self.text
        await self.get(response.headers["Location"])
        assert self.status == 200, self.text

    async def presses(self, label: str, on: str = "") -> None:
        for around in [*self.node.tagged("article"), self.node]:
            for button in around.tagged("button"):
                if button.text() == label and on in around.text():
                    form = next(one for one in self.node.tagged("form") if one.attributes.get("id") == "press")
                    fields = {"_token": self.token, "_id": self.world.new_id(), "press": button.attributes["value"]}
                    await self.post(form.attributes["action"], fields)
                    await self.world.deliver()
                    return
        raise AssertionError(f"no {label} on {on!r}: {self.text}")

    async def fills(self, **values: str) -> None:
        form = next(self.node.classed("baton-form"))
        fields = {one.attributes["name"]: one.attributes.get("value", "") for one in form.tagged("input")}
        await self.post(form.attributes["action"], fields | values)
        await self.world.deliver()

    @property
    def token(self) -> str:
        named = (one for one in self.node.tagged("input") if one.attributes.get("name") == "_token")
        return next(named).attributes["value"]

    @property
    def text(self) -> str:
        return " ".join(self.node.text().split())

    async def _took(self, response: ClientResponse) -> ClientResponse:
        self.status = response.status
        self.node = page.read(await response.text())
        return response


@pytest.fixture
async def talk() -> Talk:
    """The owner's side, in the core."""
    return await with_rosa(World(url=ORIGIN))


async def with_rosa(world: World) -> Talk:
    await world.seed()
    talk = Talk(Core(world))
    await talk.says("olivia", "/team partner rosa@example.com Rosa mentor")
    return talk


@pytest.fixture
async def browser(talk: Talk) -> AsyncIterator[Browser]:
    made = Browser(talk.peer.world)
    await made.client.start_server()
    yield made
    await made.client.close()


async def rosa(world: World) -> Person:
    return next(one for one in await world.store.all(Person, "studio") if one.name == "Rosa")


async def kept(world: World) -> Page:
    [found] = await world.store.all(Page, "")
    return found


async def link(world: World) -> str:
    """Made by the owner."""
    asked = Request(
        id=world.new_id(),
        team="studio",
        action="partners.link",
        account="web:olivia",
        arguments={"who": "@rosa"},
        place=Direct("olivia"),
        at=world.now,
    )
    reply = await world.dispatcher.dispatch(asked)
    assert isinstance(reply, Reply)
    [shown] = [s for b in reply.card.blocks if isinstance(b, Paragraph) for s in b.text if isinstance(s, Link)]
    assert re.fullmatch(rf"{ORIGIN}/partner/\w+/open/\w+", shown.url)
    return shown.url
