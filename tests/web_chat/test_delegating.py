"""H9 on the page: a message becomes a brief, says so, and is found again."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

from bot.handoff.records import State, Task
from bot.ports import Address
from bot.requests import Ask
from bot.ui import Form, TextField
from tests.web_chat.conftest import Browser, Opens, Serve
from tests.web_chat.fakes import NOON, House, row, titled
from tests.web_chat.test_stream import live

OFFERED = re.compile(r'<button type="submit" form="delegate" name="message" value="(/message/\d+)"')
GENERAL = Address(team="studio", channel="web:general")
FIELDS = (TextField(name="outcome", label="What"),)


async def wrote(browser: Browser, *lines: str) -> None:
    for number, line in enumerate(lines):
        assert (await browser.send("say", words=line, _id=f"line-{number}")).status == 200


async def became(house: House, message: str, id: str = "7", holder: str = "ana") -> None:
    state = State.OFFERED if holder else State.DRAFT
    task = Task(
        team="studio", id=id, giver="olivia", holder=holder, outcome="Call Rosa", source=message, state=state,
        created_at=NOON, offered_at=NOON if holder else None,
    )  # fmt: skip
    await house.save(task)


async def test_what_a_person_wrote_can_be_delegated_but_no_command_and_no_card(serve: Serve, opens: Opens) -> None:
    house = House()
    client = await serve(house)
    olivia, ana = await opens(client, "olivia", "general"), await opens(client, "ana", "general")
    await wrote(olivia, "Call <Rosa>", "/tasks")
    await house.web.chat.show(GENERAL, row("card", titled("A card")))
    page = await ana.open()
    assert OFFERED.findall(page) == ["/message/1"]
    assert 'aria-label="Delegate this message of Olivia"' in page
    assert (await ana.send("delegate", message="/message/1", _id="n1")).status == 200
    asked = house.asked[-1]
    assert (asked.action, asked.arguments) == (
        "handoff.delegate_message",
        {"words": "Call <Rosa>", "link": "/message/1", "written": NOON.isoformat()},
    )
    assert asked.account == "web:ana"


async def test_words_in_the_chat_with_baton_can_be_delegated_too(serve: Serve, opens: Opens) -> None:
    house = House()
    olivia = await opens(await serve(house), "olivia")
    await wrote(olivia, "Somebody should call Rosa")
    assert OFFERED.findall(await olivia.open()) == ["/message/1"]


@pytest.mark.parametrize("message", ["/message/1", "/message/2", "/message/3", "/message/99", "", "javascript:x"])
async def test_what_one_may_not_read_or_nobody_wrote_is_refused_kindly(
    serve: Serve, opens: Opens, message: str
) -> None:
    """1 is a command, 2 stands in a channel that a partner does not see, 3 in the chat of somebody else."""
    house = House()
    client = await serve(house)
    channel, olivia, pat = [
        await opens(client, *who) for who in (("ana", "general"), ("olivia", "baton"), ("pat", "baton"))
    ]
    await wrote(pat, "/tasks")
    await wrote(channel, "Call Rosa")
    await wrote(olivia, "I should call Rosa")
    house.asked.clear()
    async with client.post(
        f"{pat.here}/delegate", data={"_token": pat.token, "message": message}, headers=pat.headers
    ) as response:
        assert response.status == 404
        assert "not here any more, or is not for you to read" in await response.text()
    assert house.asked == []


async def test_a_message_says_which_task_it_became_to_those_who_may_know(serve: Serve, opens: Opens) -> None:
    house = House()
    client = await serve(house)
    olivia, ana = await opens(client, "olivia", "general"), await opens(client, "ana", "general")
    await wrote(ana, "Call Rosa")
    assert "Has become" not in await olivia.open()
    await became(house, "/message/1", "6", holder="")
    assert 'value="handoff.show?task=6"' in await olivia.open()
    assert "Has become" not in await ana.open()
    await became(house, "/message/1")
    assert 'value="handoff.show?task=7"' in await ana.open()


async def test_open_pages_hear_at_once_what_a_message_became_and_no_room_is_marked(serve: Serve, opens: Opens) -> None:
    house = House()
    client = await serve(house)
    ana, olivia, away = [await opens(client, *who) for who in (("ana", "general"), ("olivia", "general"), ("olivia",))]
    await wrote(ana, "Call Rosa", "Then Pete")
    async with live(olivia) as here, live(away) as elsewhere:
        await became(house, "/message/1")
        await ana.send("form", _key="k", _action="handoff.compose", source="/message/1")
        assert "handoff.show?task=7" in (told := await here.event())
        assert 'hx-swap-oob="innerHTML:#b-000000000001"' in told
        await ana.send("say", words="And Quinn", _id="later")
        assert 'data-newest="3"' in await elsewhere.event()


async def where(browser: Browser, person: str, number: int) -> tuple[int, str, str]:
    async with browser.client.get(f"/as/{person}/message/{number}", allow_redirects=False) as response:
        return response.status, response.headers.get("Location", ""), await response.text()


async def test_the_way_back_leads_into_the_room_and_as_far_up_as_the_message_stands(serve: Serve, opens: Opens) -> None:
    house = House()
    client = await serve(house)
    ana = await opens(client, "ana", "general")
    await wrote(ana, *(f"line {number}" for number in range(60)))
    assert (await where(ana, "ana", 60))[1] == "/as/ana/general?show=50#e-000000000060"
    assert (await where(ana, "olivia", 2))[1] == "/as/olivia/general?show=59#e-000000000002"


async def test_the_way_back_to_a_reply_leads_to_where_its_thread_stands(serve: Serve, opens: Opens) -> None:
    client = await serve(House())
    ana = await opens(client, "ana", "general")
    await wrote(ana, *(f"line {number}" for number in range(60)))
    key = re.findall(r'thread=([^#"]+)#words', await ana.open("?show=100"))[2]
    await ana.send("say", words="a reply", _id="r", _thread=unquote(key))
    assert (await where(ana, "ana", 61))[1] == "/as/ana/general?show=58#e-000000000061"


@pytest.mark.parametrize(("person", "number"), [("pat", 1), ("gil", 1), ("ana", 99), ("ana", 123456789012345)])
async def test_the_way_back_to_what_one_may_not_read_or_is_gone_says_so(
    serve: Serve, opens: Opens, person: str, number: int
) -> None:
    client = await serve(House())
    ana = await opens(client, "ana", "general")
    await wrote(ana, "Call Rosa")
    status, _, said = await where(ana, person, number)
    assert status == 404
    assert "What it said is kept on its task." in said


async def test_the_way_back_says_so_where_the_message_stands_further_up_than_the_page_goes(
    serve: Serve, opens: Opens
) -> None:
    house = House()
    ana = await opens(await serve(house), "ana", "general")
    await wrote(ana, "Call Rosa")
    for number in range(2_000):
        await house.web.chat.show(GENERAL, row(f"card{number}", titled("A card")))
    status, _, said = await where(ana, "ana", 1)
    assert (status, "further up than this page goes" in said) == (404, True)
    assert (await where(ana, "ana", 2))[1] == "/as/ana/general?show=2000#e-000000000002"
    await ana.send("say", words="Call Pete", _id="pete")
    assert (await where(ana, "ana", 2_002))[1] == "/as/ana/general?show=50#e-000000002002"


async def test_a_reply_can_be_delegated_and_without_scripts_the_form_comes_with_the_page(
    serve: Serve, opens: Opens
) -> None:
    house = House()
    ana = await opens(await serve(house), "ana", "general")
    await wrote(ana, "What is the plan?")
    [key] = re.findall(r'thread=([^#"]+)#words', await ana.open())
    await ana.send("say", words="Call Rosa", _id="r", _thread=unquote(key))
    assert OFFERED.findall(await ana.open()) == ["/message/1", "/message/2"]
    house.answer = lambda _: Ask(
        form=Form(key="k", action="handoff.compose", title="Hand over", fields=FIELDS, submit="Offer")
    )
    del ana.headers["HX-Request"]
    page = await (await ana.send("delegate", message="/message/2")).text()
    assert house.asked[-1].arguments == {"words": "Call Rosa", "link": "/message/2", "written": NOON.isoformat()}
    assert "<title>general" in page
    assert '<h2 id="dialog-title">Hand over</h2>' in page
