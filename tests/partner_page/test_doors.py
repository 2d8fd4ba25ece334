"""The one-time link: looked at without harm, used once, over in a week, taken back, never guessed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from adapters.storage.memory_store import MemoryStore
from bot.checkins.records import Promise
from bot.partners.records import Page
from bot.partners.rules import LINK_LASTS, SESSION_LASTS, digest
from bot.ports import R
from bot.requests import Reply, Request
from bot.ui import as_text, texts
from tests.dialogs.talk import Talk
from tests.dialogs.world import World
from tests.partner_page.conftest import ORIGIN, Browser, kept, link, rosa, with_rosa

NO_PAGE = "This browser has no page here"


async def other(world: World) -> Browser:
    made = Browser(world)
    await made.client.start_server()
    return made


async def test_a_robot_that_looks_at_the_link_uses_up_nothing(talk: Talk, browser: Browser) -> None:
    url = await link(talk.peer.world)
    robot = await other(talk.peer.world)
    for _ in range(3):
        await robot.get(url.removeprefix(ORIGIN))
        assert robot.status == 200
        assert "Olivia’s page for you" in robot.text
    await robot.client.close()
    await browser.goes(url)
    assert "Olivia and you" in browser.text


async def test_the_link_works_once_in_one_browser(talk: Talk, browser: Browser) -> None:
    url = await link(talk.peer.world)
    await browser.goes(url)
    second = await other(talk.peer.world)
    await second.get(url.removeprefix(ORIGIN))
    assert second.status == 403
    assert NO_PAGE in second.text
    await second.get(f"/partner/{(await kept(talk.peer.world)).id}")
    assert second.status == 403
    await second.client.close()
    response = await browser.get(url.removeprefix(ORIGIN))
    assert response.status == 303, "the browser that used it is led to its page"


async def test_of_two_browsers_that_press_at_once_one_has_the_page(talk: Talk, browser: Browser) -> None:
    path = (await link(talk.peer.world)).removeprefix(ORIGIN)
    second = await other(talk.peer.world)
    await browser.get(path)
    await second.get(path)
    first = await browser.post(path, {"_token": browser.token})
    late = await second.post(path, {"_token": second.token})
    assert (first.status, late.status) == (303, 403)
    await second.client.close()


async def test_a_double_press_in_one_browser_is_one(talk: Talk, browser: Browser) -> None:
    path = (await link(talk.peer.world)).removeprefix(ORIGIN)
    await browser.get(path)
    token = browser.token
    assert (await browser.post(path, {"_token": token})).status == 303
    assert (await browser.post(path, {"_token": token})).status == 303


async def test_unused_it_is_over_in_a_week_and_the_page_in_half_a_year(talk: Talk, browser: Browser) -> None:
    world = talk.peer.world
    url = await link(world)
    world.pass_to(world.now + LINK_LASTS)
    await browser.get(url.removeprefix(ORIGIN))
    assert browser.status == 403
    await browser.goes(await link(world))
    here = f"/partner/{(await kept(world)).id}"
    world.pass_to(world.now + SESSION_LASTS - timedelta(seconds=1))
    assert (await browser.get(here)).status == 200
    world.pass_to(world.now + timedelta(seconds=1))
    assert (await browser.get(here)).status == 403


async def test_closing_ends_the_page_and_the_link_and_another_link_opens_it_again(talk: Talk, browser: Browser) -> None:
    await browser.goes(await link(talk.peer.world))
    waiting = await link(talk.peer.world)
    await talk.says("olivia", "/team page @rosa")
    await talk.hears("olivia", "opened", "a link waits to be used")
    await talk.presses("olivia", "Close the page")
    assert (await browser.get(f"/partner/{(await kept(talk.peer.world)).id}")).status == 403
    assert (await browser.get(waiting.removeprefix(ORIGIN))).status == 403
    await browser.goes(await link(talk.peer.world))


class Watched(MemoryStore):
    """Says when somebody has looked whose page it is."""

    def __init__(self) -> None:
        super().__init__()
        self.looked = asyncio.Event()

    async def get(self, kind: type[R], team: str, id: str) -> R | None:
        if kind is Page:
            self.looked.set()
        return await super().get(kind, team, id)


async def test_what_was_on_its_way_when_the_page_was_closed_does_nothing() -> None:
    store = Watched()
    talk = await with_rosa(World(url=ORIGIN, store=store))
    browser = await other(talk.peer.world)
    await browser.goes(await link(talk.peer.world))
    here, token = f"/partner/{(await kept(talk.peer.world)).id}", browser.token

    async def slowly() -> AsyncIterator[bytes]:
        store.looked.clear()
        yield f"_token={token}&_key=k&_action=checkins.make&text=Pay+the+rent&due=thu+5pm".encode()
        await store.looked.wait()
        await talk.says("olivia", "/team page @rosa")
        await talk.presses("olivia", "Close the page")
        yield b"&form=1"

    headers = {"Origin": ORIGIN, "Content-Type": "application/x-www-form-urlencoded"}
    response = await browser.client.post(f"{here}/form", data=slowly(), headers=headers)
    assert response.status == 403
    assert NO_PAGE in await response.text()
    assert await talk.peer.world.store.all(Promise, "studio") == []
    await browser.client.close()


async def test_a_new_link_ends_the_one_before_and_used_elsewhere_the_page_here(talk: Talk, browser: Browser) -> None:
    first = await link(talk.peer.world)
    await browser.goes(await link(talk.peer.world))
    second = await other(talk.peer.world)
    await second.get(first.removeprefix(ORIGIN))
    assert second.status == 403
    await second.goes(await link(talk.peer.world))
    assert (await browser.get(f"/partner/{(await kept(talk.peer.world)).id}")).status == 403
    await second.client.close()


async def test_nothing_of_link_or_session_is_kept_but_digests(talk: Talk, browser: Browser) -> None:
    world = talk.peer.world
    url = await link(world)
    token = url.rpartition("/")[2]
    await browser.goes(url)
    page = await kept(world)
    assert page.spent == digest(token)
    [cookie] = [one for one in browser.client.session.cookie_jar if one.key == "baton_partner"]
    assert page.session == digest(cookie.value)
    assert cookie.value not in str(page)


async def test_asked_again_the_door_does_not_say_the_link_again(talk: Talk) -> None:
    world = talk.peer.world
    asked = Request(
        id="same",
        team="studio",
        action="partners.link",
        account="web:olivia",
        arguments={"who": "@rosa"},
        at=world.now,
    )
    first, again = await world.dispatcher.dispatch(asked), await world.dispatcher.dispatch(asked)
    assert isinstance(first, Reply)
    assert isinstance(again, Reply)
    assert "/open/" in str([as_text(one) for one in texts(first.card)])
    assert "/open/" not in str([as_text(one) for one in texts(again.card)])
    assert "was shown once" in as_text(again.card.title)


async def test_after_twenty_guesses_nothing_more_is_looked_at_for_an_hour(talk: Talk, browser: Browser) -> None:
    world = talk.peer.world
    url, here = await link(world), f"/partner/{(await kept(world)).id}"
    for number in range(20):
        assert (await browser.get(f"{here}/open/guess{number}")).status == 403
    assert (await browser.get(url.removeprefix(ORIGIN))).status == 429
    world.pass_to(world.now + timedelta(hours=1))
    await browser.goes(url)


@pytest.mark.parametrize("door", ["open", "mails"])
async def test_whether_a_page_exists_is_not_told_by_how_many_guesses_are_let_through(
    talk: Talk, browser: Browser, door: str
) -> None:
    for page in ("nobody", (await kept(talk.peer.world)).id):
        talk.peer.world.pass_to(talk.peer.world.now + timedelta(hours=1))
        answers = [(await browser.get(f"/partner/{page}/{door}/guess{number}")).status for number in range(21)]
        assert answers == [403] * 20 + [429]


async def test_a_proxy_on_this_machine_says_who_guesses_and_others_are_not_believed(
    talk: Talk, browser: Browser
) -> None:
    url, here = await link(talk.peer.world), f"/partner/{(await kept(talk.peer.world)).id}"
    for number in range(21):
        await browser.get(f"{here}/open/guess{number}", **{"X-Forwarded-For": "made-up, 203.0.113.9"})
    assert browser.status == 429
    assert (await browser.get(url.removeprefix(ORIGIN), **{"X-Forwarded-For": "203.0.113.7"})).status == 200


@pytest.mark.parametrize("page", ["nobody", "0" * 64, "studio", "..%2f..", "%00", "a" * 65])
async def test_a_page_that_is_none_says_what_one_says_that_is_not_yours(browser: Browser, page: str) -> None:
    response = await browser.get(f"/partner/{page}")
    assert response.status in (403, 404)
    assert "Olivia" not in browser.text


async def test_another_site_cannot_press_in_her_name(talk: Talk, browser: Browser) -> None:
    url = await link(talk.peer.world)
    path = url.removeprefix(ORIGIN)
    await browser.get(path)
    token = browser.token
    for headers in (
        {"Origin": "https://evil.example"},
        {"Origin": ""},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    ):
        response = await browser.client.post(path, data={"_token": token}, headers=headers, allow_redirects=False)
        assert response.status == 403
    assert (await browser.post(path, {"_token": "0" * 64})).status == 403
    assert (
        await browser.post(path, {"_token": token}, Origin="null", **{"Sec-Fetch-Site": "same-origin"})
    ).status == 303


async def test_its_cookie_and_headers_keep_it_private(talk: Talk) -> None:
    world = World()
    await world.seed()
    from tests.dialogs.peer import Core

    owner = Talk(Core(world))
    await owner.says("olivia", "/team partner rosa@example.com Rosa")
    await owner.presses("olivia", "Send a link by e-mail")
    [letter] = world.letters
    path = next(word for word in letter.text.split() if "/open/" in word).removeprefix("https://baton.example")
    app = web.Application()
    world.pages.add_to(app)
    client = TestClient(TestServer(app, host="127.0.0.1"))
    await client.start_server()
    response = await client.get(path, headers={"Host": "baton.example"})
    cookie = response.headers["Set-Cookie"]
    for flag in ("HttpOnly", "Secure", "SameSite=Lax", f"Path=/partner/{path.split('/')[2]}"):
        assert flag in cookie
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert response.headers["Cache-Control"] == "no-store"
    assert "script-src" not in response.headers["Content-Security-Policy"]
    assert "noindex" in await response.text()
    assert (await client.get(path, headers={"Host": "elsewhere.example"})).status == 403
    assert (await client.head(path, headers={"Host": "baton.example"})).status == 405
    await client.close()


async def test_one_press_stops_mails_without_cookie_or_origin_and_a_look_does_not(talk: Talk, browser: Browser) -> None:
    world = talk.peer.world
    page = await kept(world)
    path = f"/partner/{page.id}/mails/{page.stop}"
    assert (await browser.get(path)).status == 200
    assert (await kept(world)).mails
    response = await browser.client.post(path, data={"List-Unsubscribe": "One-Click"})
    assert response.status == 200
    assert not (await kept(world)).mails
    assert (await browser.get(f"/partner/{page.id}/mails/guess")).status == 403
    assert (await browser.get(f"/partner/{page.id}")).status == 403, "it opens nothing"


async def test_who_is_no_partner_any_more_has_no_page(talk: Talk, browser: Browser) -> None:
    from msgspec.structs import replace

    from bot.ports import Commit
    from bot.requests import Outcome

    world = talk.peer.world
    await browser.goes(await link(world))
    gone = replace(await rosa(world), active=False)
    await (
        await world.store.commit(
            Commit(request_id="gone", team="studio", at=world.now, outcome=Outcome(records=(gone,)))
        )
    )
    assert (await browser.get(f"/partner/{(await kept(world)).id}")).status == 403
