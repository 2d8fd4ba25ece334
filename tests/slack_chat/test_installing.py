"""Several workspaces: installed in the browser, each with a token of its own, encrypted, refreshed once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request
from cryptography.fernet import Fernet
from structlog.testing import capture_logs

from adapters.slack_chat.app import SlackChat, SlackSetup
from adapters.slack_chat.records import SlackInstallation
from adapters.storage.attachments import MemoryAttachments
from adapters.storage.memory_store import MemoryStore
from bot.people import Team
from bot.ports import Address, ChatBarred, Commit, Outgoing
from bot.requests import Channel, Outcome, Request
from bot.ui import Card
from tests.slack_fake.faults import Fault
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
        self.requests: list[Request] = []
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
        self.install_page = next(one.handler for one in app.router.routes() if one.handler.__name__ == "_install")
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
        async def dispatch(request: Request) -> None:
            self.requests.append(request)

        return SlackChat(
            SlackSetup(
                dispatch=dispatch,
                store=self.store,
                now=self.watch.now,
                new_id=self._id,
                files=MemoryAttachments(),
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

    def team(self, workspace: str) -> Commit:
        team = Team(
            team="",
            id="studio",
            name="Studio",
            zone="UTC",
            channel=Channel(f"slack:C{workspace}"),
            owner="olivia",
            created_at=self.watch.now(),
            workspaces=(f"slack:{workspace}",),
        )
        return Commit(request_id="w1", team="", at=self.watch.now(), outcome=Outcome(records=(team,)))

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


@pytest.mark.parametrize("fault", [Fault("lost"), Fault("crash"), Fault("busy", 5), Fault("error", word="fatal_error")])
async def test_a_refresh_that_goes_wrong_loses_nothing_while_the_old_token_lives(shop: Shop, fault: Fault) -> None:
    shop.fake.oauth.rotates = True
    await shop.installs("T1")
    shop.watch.move(hours=11, minutes=45)
    shop.fake.faults.plan("oauth.v2.access", fault)
    for _ in range(3):
        await shop.posts("T1")
        shop.watch.move(seconds=70)
    if fault.kind != "lost":
        assert sum(method == "oauth.v2.access" for method, _ in shop.fake.api.calls) == 2, "renewed at the second try"
        shop.watch.move(hours=1)
        await shop.posts("T1")


async def test_a_refresh_token_whose_answer_was_lost_is_told_to_the_owner_and_holds_the_messages(shop: Shop) -> None:
    shop.fake.oauth.rotates = True
    await shop.installs("T1")
    await (await shop.store.commit(shop.team("T1")))
    shop.watch.move(hours=11)
    shop.fake.faults.plan("oauth.v2.access", Fault("lost"))
    for _ in range(5):
        await shop.posts("T1")
        shop.watch.move(minutes=5)
    told = {request.id: request for request in shop.requests}
    assert [(one.action, one.arguments["page"]) for one in told.values()] == [("joining.reinstall", "/slack/install")]
    shop.watch.move(hours=1)
    with pytest.raises(ChatBarred, match="/slack/install"):
        await shop.posts("T1")
    calls = len(shop.fake.api.calls)
    with pytest.raises(ChatBarred):
        await shop.posts("T1")
    assert len(shop.fake.api.calls) == calls
    await shop.installs("T1")
    await shop.posts("T1")


async def test_a_restart_in_the_middle_of_a_refresh_loses_nothing_while_the_old_token_lives(shop: Shop) -> None:
    shop.fake.oauth.rotates = True
    await shop.installs("T1")
    shop.watch.move(hours=11, minutes=45)
    refresh = shop.chat._workspaces._installations.opened((await stored(shop, "T1")).refresh)
    secrets = {"client_id": shop.fake.oauth.client_id, "client_secret": shop.fake.oauth.client_secret}
    given = {"grant_type": "refresh_token", "refresh_token": refresh}
    await shop.chat.api.exchange(secrets | given)  # and the process ends before anything is written
    after = shop.made(KEY)
    assert (await after.api.call("T1", "auth.test"))["ok"]
    await after.stop()


async def test_a_busy_install_page_says_to_try_again(shop: Shop) -> None:
    shop.fake.faults.plan("oauth.v2.access", Fault("busy", 5))
    assert (await shop.installs("T1"))[0] == 502


async def test_slacks_late_news_of_an_older_installation_take_nobody_out(shop: Shop) -> None:
    await shop.installs("T1")
    shop.watch.move(minutes=1)
    news = {"team_id": "T1", "event_id": "Ev1", "event_time": int(shop.watch.now().timestamp())}
    await shop.chat._changes.take({"type": "app_uninstalled"}, news)
    assert (await stored(shop, "T1")).gone
    shop.watch.move(minutes=4)
    await shop.installs("T1")
    for again in (news, news | {"event_id": "Ev2"}):
        await shop.chat._changes.take({"type": "app_uninstalled"}, again)
    await shop.posts("T1")


@pytest.mark.parametrize(
    ("tokens", "gone"),
    [({"oauth": ["U1"], "bot": []}, False), ({"bot": ["U0OTHER"]}, False), (None, False), ({"bot": ["bot"]}, True)],
)
async def test_only_the_end_of_its_own_token_takes_baton_out(shop: Shop, tokens: Any, gone: bool) -> None:
    await shop.installs("T1")
    if gone:
        tokens = {"bot": [(await stored(shop, "T1")).baton]}
    await shop.chat._changes.take({"type": "tokens_revoked", "tokens": tokens}, {"team_id": "T1", "event_id": "E1"})
    assert (await stored(shop, "T1")).gone == gone


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"ok": True}, "does not take"),
        ({"ok": True, "team": "T1", "access_token": "x"}, "does not take"),
        ({"ok": True, "team": {"id": "T1"}, "authed_user": "U"}, "does not take"),
        ({"ok": True, "team": {"id": ["T1"]}, "access_token": 7}, "does not take"),
        ({"ok": True, "team": None, "enterprise": {"id": "E1"}, "access_token": "x"}, "choose a workspace"),
    ],
)
async def test_an_answer_without_a_workspace_is_no_installation(shop: Shop, answer: Any, words: str) -> None:
    async def exchange(_: Any) -> Any:
        return answer

    shop.chat.api.exchange = exchange  # type: ignore[assignment, method-assign]
    status, page = await shop.installs("T1")
    assert (status, words in page) == (400, True)
    assert not await shop.store.all(SlackInstallation, "")


async def test_odd_but_whole_answers_are_installations(shop: Shop) -> None:
    async def exchange(_: Any) -> Any:
        return {"ok": True, "team": {"id": "T1"}, "access_token": "x", "expires_in": "soon", "authed_user": 3}

    shop.chat.api.exchange = exchange  # type: ignore[assignment, method-assign]
    assert (await shop.installs("T1"))[0] == 200
    assert (await stored(shop, "T1")).expires_at is None


async def test_ten_thousand_who_never_come_back_close_the_page_for_nobody(shop: Shop) -> None:
    asked = make_mocked_request("GET", "/slack/install")
    for _ in range(10_001):
        await shop.install_page(asked)
    assert (await shop.installs("T1"))[0] == 200


@pytest.mark.parametrize(
    ("query", "cookie"),
    [(b"abc", b"\xff\xfe"), (b"%ED%A0%80", b"x"), (b"%ff", b"%ff"), (b"1.x.y", b"1.x.y"), (b"", b"")],
)
async def test_a_cookie_or_a_state_of_any_bytes_is_refused_in_words(shop: Shop, query: bytes, cookie: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", int(shop.address.rsplit(":", 1)[1]))
    head = b"GET /slack/oauth_redirect?state=%b HTTP/1.1\r\nHost: x\r\nCookie: baton-install=%b\r\n\r\n"
    writer.write(head % (query, cookie))
    async with asyncio.timeout(5):
        assert b" 400 " in await reader.readline()
    writer.close()
