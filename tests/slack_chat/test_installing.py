"""Several workspaces: installed in the browser, each with a token of its own, encrypted, refreshed once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from aiohttp import web
from cryptography.fernet import Fernet
from structlog.testing import capture_logs

from adapters.slack_chat.app import SlackChat, SlackSetup
from adapters.slack_chat.records import SlackInstallation
from adapters.storage.memory_store import MemoryStore
from bot.ports import Address, ChatBarred, Outgoing
from bot.requests import Channel
from bot.ui import Card
from tests.slack_fake.nouns import User
from tests.slack_fake.server import SlackFake
from tests.slack_faults.house import Watch

KEY, OLD = Fernet.generate_key().decode(), Fernet.generate_key().decode()


class Shop:
    """Baton with an install page and no token, two workspaces, and a browser."""

    def __init__(self, key: str = KEY, store: MemoryStore | None = None) -> None:
        self.watch = Watch()
        self.store = store or MemoryStore()
        self.fake = SlackFake(self.watch.now, self.watch.monotonic)
        self.key = key
        self._ids = 0
        for team in ("T1", "T2"):
            place = self.fake.workspace(team, team)
            place.add(User(f"U{team}", "olivia", "Olivia"))
            place.channel(f"C{team}", "general")

    async def open(self) -> None:
        await self.fake.open()
        self.chat = self.made(self.key)
        app = web.Application()
        self.chat.add_to(app)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.address = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        await self.chat.start()
        self.browser = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())

    async def close(self) -> None:
        await self.browser.close()
        await self.chat.stop()
        await self._runner.cleanup()
        await self.fake.close()

    def made(self, key: str) -> SlackChat:
        async def dispatch(_: Any) -> None:
            return None

        return SlackChat(
            SlackSetup(
                dispatch=dispatch,
                store=self.store,
                now=self.watch.now,
                new_id=self._id,
                signing_secret="s",
                api_url=self.fake.api_url,
                key=key,
                client_id=self.fake.oauth.client_id,
                client_secret=self.fake.oauth.client_secret,
                monotonic=self.watch.monotonic,
            )
        )

    async def begins(self) -> tuple[str, dict[str, str]]:
        """The state that Slack is given, and the browser's cookies."""
        async with self.browser.get(f"{self.address}/slack/install", allow_redirects=False) as response:
            assert response.status == 302
            asked = parse_qs(urlsplit(response.headers["Location"]).query)
            assert asked["client_id"] == [self.fake.oauth.client_id]
            assert "chat:write" in asked["scope"][0]
            return asked["state"][0], {name: one.value for name, one in response.cookies.items()}

    async def returns(self, query: dict[str, str], cookies: dict[str, str]) -> tuple[int, str]:
        held = "; ".join(f"{name}={value}" for name, value in cookies.items())
        where = f"{self.address}/slack/oauth_redirect"
        async with self.browser.get(where, params=query, headers={"Cookie": held}) as response:
            return response.status, await response.text()

    async def installs(self, team: str) -> tuple[int, str]:
        state, cookies = await self.begins()
        return await self.returns({"state": state, "code": self.fake.oauth.consent(team, f"U{team}")}, cookies)

    async def posts(self, team: str) -> str:
        row = Outgoing(team="t", key="k", to=Channel(f"slack:C{team}"), card=Card(title=("Hello",)), wanted=1)
        to = Address(team="t", workspace=f"slack:{team}", channel=f"slack:C{team}")
        return await self.chat.chat.show(to, row)

    def tokens(self) -> list[str]:
        return [place.bot.token for place in self.fake.workspaces.values()]

    def _id(self) -> str:
        self._ids += 1
        return f"id{self._ids}"


@pytest.fixture
async def shop() -> AsyncIterator[Shop]:
    shop = Shop()
    await shop.open()
    yield shop
    await shop.close()


async def stored(shop: Shop, team: str) -> SlackInstallation:
    found = await shop.store.get(SlackInstallation, "", team)
    assert found is not None
    return found


async def test_each_workspace_gets_messages_with_its_own_token_and_none_is_kept_in_plain(shop: Shop) -> None:
    with pytest.raises(ChatBarred):
        await shop.posts("T1")
    for team in ("T1", "T2"):
        status, page = await shop.installs(team)
        assert (status, "Baton is installed" in page) == (200, True)
        assert not any(token in page for token in shop.tokens())
        await shop.posts(team)
        found = await stored(shop, team)
        assert (found.installer, bool(found.token)) == (f"U{team}", True)
        assert not any(token in str(found) for token in shop.tokens())
    assert not shop.fake.complaints


@pytest.mark.parametrize("wrong", ["missing", "forged", "another browser", "twice", "late"])
async def test_a_state_is_good_once_for_ten_minutes_in_one_browser(shop: Shop, wrong: str) -> None:
    state, cookies = await shop.begins()
    query = {"state": state, "code": shop.fake.oauth.consent("T1", "UT1")}
    match wrong:
        case "missing":
            del query["state"]
        case "forged":
            query["state"], cookies = "x" * 32, {"baton-install": "x" * 32}
        case "another browser":
            _, cookies = await shop.begins()
        case "twice":
            assert (await shop.returns(query, cookies))[0] == 200
        case _:
            shop.watch.move(minutes=10)
    assert (await shop.returns(query, cookies))[0] == 400


async def test_what_slack_refuses_and_what_was_not_allowed_is_a_page(shop: Shop) -> None:
    state, cookies = await shop.begins()
    assert (await shop.returns({"state": state, "code": "nonsense"}, cookies))[0] == 400
    state, cookies = await shop.begins()
    assert (await shop.returns({"state": state, "error": "access_denied"}, cookies))[0] == 400
    assert await shop.store.get(SlackInstallation, "", "T1") is None


async def test_a_token_that_ends_soon_is_refreshed_once_for_all_who_send(shop: Shop) -> None:
    shop.fake.oauth.rotates = True
    await shop.installs("T1")
    before = await stored(shop, "T1")
    shop.watch.move(hours=11, minutes=45)
    await shop.posts("T1")
    after = await stored(shop, "T1")
    assert before.token != after.token
    assert before.refresh != after.refresh
    assert sum(method == "oauth.v2.access" for method, _ in shop.fake.api.calls) == 2
    shop.watch.move(seconds=10)
    await asyncio.gather(*(shop.chat.api.call("T1", "auth.test") for _ in range(5)))
    assert sum(method == "oauth.v2.access" for method, _ in shop.fake.api.calls) == 2
    assert not shop.fake.complaints


async def test_five_who_send_at_once_refresh_once(shop: Shop) -> None:
    shop.fake.oauth.rotates = True
    await shop.installs("T1")
    shop.watch.move(hours=11, minutes=45)
    await asyncio.gather(*(shop.chat.api.call("T1", "auth.test") for _ in range(5)))
    assert sum(method == "oauth.v2.access" for method, _ in shop.fake.api.calls) == 2
    assert not shop.fake.complaints


async def test_a_key_is_changed_by_putting_the_new_one_first_and_without_it_nothing_is_sent(shop: Shop) -> None:
    await shop.installs("T1")
    changed = shop.made(f"{OLD},{KEY}")
    assert (await changed.api.call("T1", "auth.test"))["ok"]
    await changed.stop()
    other = shop.made(OLD)
    with capture_logs() as lines, pytest.raises(ChatBarred):
        await other.api.call("T1", "auth.test")
    assert "BATON_KEY" in str(lines)
    assert not any(token in str(lines) for token in shop.tokens())
    await other.stop()


async def test_who_takes_baton_out_is_written_to_no_more_until_it_is_installed_again(shop: Shop) -> None:
    await shop.installs("T1")
    await shop.chat._changes.take({"type": "app_uninstalled"}, {"team_id": "T1"})
    assert (await stored(shop, "T1")).token == ""
    with pytest.raises(ChatBarred):
        await shop.posts("T1")
    await shop.installs("T1")
    await shop.posts("T1")
