"""The live stream: what an open page is told, to whom, and that it ends."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import StreamReader

from adapters.web_chat.messages import rooms_of
from bot.people import Role
from bot.ports import Address
from tests.web_chat.conftest import Browser, Opens, Serve
from tests.web_chat.fakes import ALONE, PEOPLE, House, row, titled

ROOM = Address(team="studio", channel="web:general")
ANA = Address(team="studio", account="web:ana")


class Stream:
    def __init__(self, content: StreamReader) -> None:
        self._content = content

    async def event(self) -> str:
        """The next event that says something; `ended` when there will be none."""
        data: list[str] = []
        while raw := await self._content.readline():
            line = raw.decode().rstrip("\n")
            if line.startswith("data: "):
                data.append(line.removeprefix("data: "))
            elif data and not line:
                return "\n".join(data)
        return "ended"


@asynccontextmanager
async def live(browser: Browser, page: str = "") -> AsyncIterator[Stream]:
    """The stream that the page would open."""
    page = page or await browser.open()
    at = page.partition('sse-connect="')[2].partition('"')[0]
    async with browser.client.get(at) as response:
        assert response.content_type == "text/event-stream"
        yield Stream(response.content)


async def test_a_message_appears_on_the_pages_of_others_and_marks_the_room_elsewhere(
    serve: Serve, opens: Opens
) -> None:
    client = await serve(House())
    ana, olivia, away = [await opens(client, *who) for who in (("ana", "general"), ("olivia", "general"), ("olivia",))]
    async with live(olivia) as here, live(away) as elsewhere:
        await ana.send("say", words="Good <morning>", _id="n1")
        said = await here.event()
        assert '<ol hx-swap-oob="beforeend:#messages">' in said
        assert "Good &lt;morning&gt;</article>" in said
        mark = '<span class="news" id="news-general" data-newest="1" hx-swap-oob="true"></span>'
        assert mark in said
        assert (await elsewhere.event()).strip() == mark


async def test_what_only_one_may_see_is_told_to_nobody_else(serve: Serve, opens: Opens) -> None:
    house = House()
    client = await serve(house)
    olivia, pat = await opens(client, "olivia", "general"), await opens(client, "pat")
    async with live(olivia) as hers, live(pat) as partners:
        await house.web.chat.show(ANA, row("secret", titled("For Ana"), to=ALONE))
        await house.web.chat.show(ROOM, row("public", titled("For the team")))
        await house.web.chat.show(Address(team="studio", account="web:pat"), row("p", titled("For Pat"), to=ALONE))
        assert "For the team" in await hers.event()
        assert "For Pat" in await partners.event()


async def test_the_stream_of_a_room_ends_for_whoever_may_not_read_it_any_more(serve: Serve, opens: Opens) -> None:
    house = House()
    client = await serve(house)
    ana, alone = await opens(client, "ana", "general"), await opens(client, "ana")
    olivia = await opens(client, "olivia", "general")
    async with live(ana) as general, live(alone) as own:
        await house.becomes("ana", Role.PARTNER)
        await olivia.send("say", words="Only for the team", _id="n1")
        assert await general.event() == "ended"
        await house.web.chat.show(ANA, row("a", titled("For Ana"), to=ALONE))
        told = await own.event()
        assert "For Ana" in told
        assert "news-general" not in told


async def test_what_comes_in_is_shown_in_the_zone_that_its_reader_has_by_then(serve: Serve, opens: Opens) -> None:
    house = House()
    client = await serve(house)
    async with live(await opens(client, "olivia", "general")) as one, live(await opens(client, "olivia")) as other:
        await house.becomes("olivia", Role.OWNER, "Asia/Tokyo")
        await house.web.chat.show(ROOM, row("a", titled("one")))
        assert "21:00</time>" in await one.event()
        await (await opens(client)).send("jump", to="next")
        assert 'data-newest="1"' in await other.event()
        assert "22:00" in await other.event()


async def test_an_edit_replaces_the_card_and_a_fresh_one_moves_it(serve: Serve, opens: Opens) -> None:
    house = House()
    client = await serve(house)
    await house.web.chat.show(ROOM, row("a", titled("one")))
    async with live(await opens(client, "ana", "general")) as stream:
        await house.web.chat.show(ROOM, row("a", titled("two"), wanted=2))
        edited = await stream.event()
        assert edited.startswith('<div hx-swap-oob="innerHTML:#b-000000000001"><article class="card"')
        assert "two" in edited
        await house.web.chat.show(ROOM, row("a", titled("three"), wanted=3, fresh=True))
        moved = await stream.event()
        assert '<li id="e-000000000001" hx-swap-oob="delete"></li>' in moved
        assert 'id="e-000000000002"' in moved


async def test_a_line_end_of_any_kind_cuts_no_message_short(serve: Serve, opens: Opens) -> None:
    house = House()
    client = await serve(house)
    async with live(await opens(client, "ana", "general")) as stream:
        await house.web.chat.show(ROOM, row("a", titled("one\rtwo\r\nthree")))
        assert "one\ntwo\nthree</h3>" in await stream.event()


async def test_a_reply_goes_under_its_message(serve: Serve, opens: Opens) -> None:
    house = House()
    client = await serve(house)
    await house.web.chat.show(ROOM, row("a", titled("one")))
    async with live(await opens(client, "ana", "general")) as stream:
        under = Address(team="studio", channel="web:general", thread="studio/a")
        await house.web.chat.show(under, row("r", titled("reply")))
        assert '<ol hx-swap-oob="beforeend:#r-000000000001">' in await stream.event()


async def test_a_page_that_missed_something_is_shown_the_whole_anew(serve: Serve, opens: Opens) -> None:
    house = House()
    client = await serve(house)
    ana = await opens(client, "ana", "general")
    page = await ana.open()
    await house.web.chat.show(ROOM, row("a", titled("meanwhile")))
    async with live(ana, page) as stream:
        anew = await stream.event()
        assert '<div id="log" hx-swap-oob="true">' in anew
        assert "meanwhile" in anew
        assert 'id="news-general" data-newest="1" hx-swap-oob="true"' in anew


async def test_a_jump_moves_the_clock_on_every_page(serve: Serve, opens: Opens) -> None:
    client = await serve(House())
    ana, olivia = await opens(client), await opens(client, "olivia")
    async with live(olivia) as stream:
        await ana.send("jump", to="next")
        told = await stream.event()
        assert 'id="clock" hx-swap-oob="true"' in told
        assert "Fri 27 Nov 13:00" in told


async def test_streams_end_when_baton_stops(serve: Serve, opens: Opens) -> None:
    client = await serve(House())
    async with live(await opens(client)) as stream:
        await client.app.shutdown()
        assert await stream.event() == "ended"


def test_a_partner_and_a_guest_have_only_the_chat_with_baton() -> None:
    slugs = {p.id: [room.slug for room in rooms_of(p, ("general",))] for p in PEOPLE}
    assert slugs["pat"] == slugs["gil"] == ["baton"]
    assert slugs["ana"] == slugs["olivia"] == ["baton", "general"]
