"""The chat page over HTTP: talking, pressing, forms, refusals."""

from __future__ import annotations

import re

import pytest

from bot.errors import NotAllowed, Refused
from bot.ports import Address
from bot.requests import Ask, Reply, Thread
from bot.sheets import Sheet
from bot.ui import Bar, Card, Form, Picture, TextField
from tests.web_chat.conftest import Opens, Serve
from tests.web_chat.fakes import ALONE, GENERAL, NOON, House, row, titled

FORM = Form(
    key="k1",
    title="Ask",
    action="handoff.ask",
    fields=(TextField(name="question", label="Question", value="How <many>?"),),
    submit="Send",
)


def refuse(refused: Refused) -> Reply:
    raise refused


async def test_a_command_is_kept_asked_and_answered_to_that_person_alone(serve: Serve, opens: Opens) -> None:
    house = House()
    house.answer = lambda _: Reply(card=titled("Your desk is empty."))
    client = await serve(house)
    ana, olivia = await opens(client, "ana", "general"), await opens(client, "olivia", "general")
    said = await ana.send("say", words="/tasks", _id="n1")
    assert (said.status, said.headers["HX-Trigger"], said.headers["HX-Reswap"]) == (200, "baton-said", "none")
    request = house.asked[0]
    assert (request.action, request.account, request.place, request.at) == ("handoff.tasks", "web:ana", GENERAL, NOON)
    page = await ana.open()
    assert '<h3 id="t-000000000002" dir="auto">Your desk is empty.</h3>' in page
    assert page.count('class="card notice"') == 1
    assert page.count("Only you can see this") == 2
    assert "Your desk is empty." not in await olivia.open()


async def test_plain_talk_in_a_channel_is_heard_by_all_and_asks_nothing(serve: Serve, opens: Opens) -> None:
    house = House()
    client = await serve(house)
    ana, olivia = await opens(client, "ana", "general"), await opens(client, "olivia", "general")
    await ana.send("say", words="<b>Good</b> morning @everyone", _id="n1")
    assert "&lt;b&gt;Good&lt;/b&gt; morning @everyone</article>" in await olivia.open()
    assert house.asked == []


async def test_a_line_that_is_no_command_is_kept_and_asked_about(serve: Serve, opens: Opens) -> None:
    house = House()
    ana = await opens(await serve(house))
    await ana.send("say", words="/taks", _id="n1")
    assert 'data-key="said:web:ana:n1' in await ana.open()
    [asked] = house.asked
    assert (asked.action, asked.arguments) == ("team.help", {"typed": "/taks"})


async def test_the_same_line_sent_twice_is_said_and_answered_once(serve: Serve, opens: Opens) -> None:
    house = House()
    house.answer = lambda _: Reply(card=titled("Done."))
    ana = await opens(await serve(house))
    for _ in range(2):
        assert (await ana.send("say", words="/tasks", _id="n1")).status == 200
    assert len({request.id for request in house.asked}) == 1
    page = await ana.open()
    assert (page.count("Done."), page.count(">/tasks</article>")) == (1, 1)


async def test_two_presses_are_two_requests_with_the_card_they_stand_on(serve: Serve, opens: Opens) -> None:
    house = House()
    ana = await opens(await serve(house))
    for click in ("c1", "c2"):
        await ana.send("press", press="handoff.accept?task=42#handoff:42@ana", _id=click)
    first, second = house.asked
    assert first.id != second.id
    assert (first.action, first.arguments, first.card) == ("handoff.accept", {"task": "42"}, "handoff:42@ana")


async def test_a_forged_press_is_for_the_rules_to_refuse_and_is_told_privately(serve: Serve, opens: Opens) -> None:
    house = House()
    house.answer = lambda _: refuse(NotAllowed(("Only Olivia can do that.",)))
    client = await serve(house)
    ana = await opens(client, "ana", "general")
    assert (await ana.send("press", press="team.remove?who=olivia", _id="c1")).status == 200
    assert "Only Olivia can do that." in await ana.open()
    assert "Only Olivia can do that." not in await (await opens(client, "olivia", "general")).open()


async def test_a_form_is_opened_and_what_is_wrong_is_said_at_its_field(serve: Serve, opens: Opens) -> None:
    house = House()
    house.answer = lambda _: Ask(form=FORM)
    ana = await opens(await serve(house))
    asked = await (await ana.send("press", press="handoff.ask?task=42", _id="c1")).text()
    assert '<form class="baton-form" method="post" action="/as/ana/baton/form"' in asked
    assert 'value="How &lt;many&gt;?"' in asked
    house.answer = lambda _: refuse(Refused(("Incomplete.",), fields={"question": ("Say more.",)}))
    fields = {"_key": "k1", "_action": "handoff.ask", "_fields": "question", "task": "42", "question": "?"}
    wrong = await ana.send("form", **fields)
    assert (wrong.status, wrong.headers["HX-Reswap"]) == (422, "none")
    said = '<p class="field-error" id="f-question-error" data-field="question" hx-swap-oob="true">Say more.</p>'
    assert said in await wrong.text()
    house.answer = lambda _: Reply(card=titled("Asked."))
    right = await ana.send("form", **fields)
    assert right.status == 200
    assert "HX-Reswap" not in right.headers
    assert house.asked[-1].arguments == {"task": "42", "question": "?"}
    assert [request.id for request in house.asked[1:]] == ["form:k1", "form:k1"]
    assert "Asked." in await ana.open()


async def test_without_scripts_a_form_comes_with_the_page_and_everything_else_leads_back_to_it(
    serve: Serve, opens: Opens
) -> None:
    house = House()
    ana = await opens(await serve(house))
    del ana.headers["HX-Request"]
    said = await ana.send("say", words="/tasks", _id="n1")
    assert (said.status, said.headers["Location"]) == (303, "/as/ana/baton")
    house.answer = lambda _: Ask(form=FORM)
    page = await (await ana.send("press", press="handoff.ask", _id="c1")).text()
    assert '<div id="answer"><dialog id="dialog" open' in page
    house.answer = lambda _: refuse(Refused(("Not now.",)))
    wrong = await ana.send("form", _key="k1", _action="handoff.ask", _fields="question", question="?")
    assert "Not now." in await wrong.text()


async def test_more_than_the_newest_fifty_are_a_press_away(serve: Serve, opens: Opens) -> None:
    house = House()
    ana = await opens(await serve(house), "ana", "general")
    for number in range(53):
        await ana.send("say", words=f"word {number}.", _id=f"n{number}")
    page = await ana.open()
    assert page.count('<li class="entry"') == 50
    assert "word 2." not in page
    assert 'href="/as/ana/general?show=100"' in page
    assert (await ana.open("?show=100")).count('<li class="entry"') == 53
    for odd in ("-1", "x", "99999999999999999999", "²"):
        assert (await ana.open(f"?show={odd}")).count('<li class="entry"') == 50


async def test_20000_characters_are_kept_whole_and_folded(serve: Serve, opens: Opens) -> None:
    ana = await opens(await serve(House()), "ana", "general")
    long = "שלום 👋 " * 2_500
    await ana.send("say", words=long, _id="n1")
    page = await ana.open()
    assert "<details><summary>" in page
    assert long.strip() in page


async def test_a_reply_stands_under_its_message(serve: Serve, opens: Opens) -> None:
    house = House()
    client = await serve(house)
    ana = await opens(client, "ana", "general")
    await ana.send("say", words="The plan", _id="n1")
    page = await ana.open()
    key = page[page.index("said:web:ana:n1") :].partition('"')[0]
    assert "Replying in the thread" in await ana.open(f"?thread={key}")
    assert "Replying in the thread" not in await ana.open("?thread=other")
    await ana.send("say", words="@Baton tasks", _id="n2", _thread=key)
    assert house.asked[-1].place == Thread("web:general", key)
    page = await ana.open()
    under = page[page.index('<ol class="replies"') :]
    assert under.index("@Baton tasks") < under.index("</ol>")


async def test_posts_appear_with_their_pictures_drawn_for_those_who_may_see_them(serve: Serve, opens: Opens) -> None:
    house = House(drawn=b"PNG of ")
    client = await serve(house)
    ana, olivia = await opens(client), await opens(client, "olivia")
    card = Card(title=("Week",), blocks=(Picture(title="Done", bars=(Bar("Ana", 4),), unit="", alt="Ana 4"),))
    await house.web.chat.show(Address(team="studio", account="web:ana"), row("p", card, to=ALONE))
    src = (await ana.open()).partition('<img class="for-light" src="/as/ana/')[2].partition('"')[0]
    assert src == "picture/000000000001.1/0.png"
    async with client.get(f"/as/ana/{src}") as drawn:
        assert (drawn.status, drawn.content_type, await drawn.read()) == (200, "image/png", b"PNG of Done")
    async with client.get("/as/ana/picture/000000000001.1/0-dark.png") as dark:
        assert await dark.read() == b"PNG of Done dark"
    for wrong in (
        f"olivia/{src}",
        "ana/picture/000000000001.1/0-blue.png",
        "ana/picture/000000000001.1/1.png",
        "ana/picture/x/0.png",
        "ana/picture/9/x.png",
    ):
        async with client.get(f"/as/{wrong}") as missing:
            assert missing.status == 404
    assert "picture/" not in await olivia.open()


async def test_a_table_is_a_file_for_those_who_may_see_the_message_it_came_with(serve: Serve, opens: Opens) -> None:
    house = House()
    client = await serve(house)
    ana = await opens(client)
    table = Sheet(name="late-1.csv", alt="1 row", zone="UTC", header=("Task",), rows=(("=1+1",),))
    await house.web.chat.show(
        Address(team="studio", account="web:ana"), row("p", Card(title=("Late",), blocks=(table,)), to=ALONE)
    )
    address = "/as/ana/sheet/000000000001/0.csv"
    shown = f'<li><a href="{address}" download="late-1.csv">Download late-1.csv</a>, 1 row</li>'
    assert shown in await ana.open()
    async with client.get(address) as file:
        assert (file.status, file.content_type) == (200, "text/csv")
        assert await file.read() == b"\xef\xbb\xbfTask\r\n'=1+1\r\n"
        assert file.headers["Content-Disposition"].startswith('attachment; filename="late-1.csv"')
        assert file.headers["Cache-Control"] == "private, no-store"
    for wrong in (
        "olivia/sheet/000000000001/0.csv",
        "ana/sheet/000000000001/1.csv",
        "ana/sheet/000000000001/99999999999.csv",
        "ana/sheet/000000000001/x.csv",
        "ana/sheet/9/0.csv",
    ):
        async with client.get(f"/as/{wrong}") as missing:
            assert missing.status == 404


async def test_completion_offers_commands_and_people_of_this_page(serve: Serve, opens: Opens) -> None:
    client = await serve(House())
    await opens(client)

    async def offered(words: str) -> str:
        async with client.get("/as/ana/general/suggest", params={"words": words}) as response:
            assert response.status == 200
            return await response.text()

    assert 'data-line="/delegate "' in await offered("/de")
    people = await offered("hello @")
    assert 'data-line="hello @olivia "' in people
    assert "@sam" not in people
    assert "<li" not in await offered("x" * 400)
    assert "<li" not in await offered("/de\n")
    assert "<script>" not in await offered("<script> @")


@pytest.mark.parametrize(
    ("person", "offered"),
    [
        ("olivia", ["@olivia", "@ana", "@pat", "@gil"]),
        ("ana", ["@olivia", "@ana", "@pat", "@gil"]),
        ("pat", ["@olivia"]),
        ("gil", ["@olivia"]),
    ],
)
async def test_a_partner_and_a_guest_are_offered_nobody_of_the_team_but_its_owner(
    serve: Serve, person: str, offered: list[str]
) -> None:
    client = await serve(House())
    for words in ("/promise @", "@"):
        async with client.get(f"/as/{person}/baton/suggest", params={"words": words}) as response:
            page = await response.text()
        assert re.findall(r'data-line="[^"]*(@\w+) "', page) == offered


async def test_a_jump_moves_the_sample_clock_in_the_zone_of_the_person(serve: Serve, opens: Opens) -> None:
    house = House()
    ana = await opens(await serve(house))
    assert "Fri 27 Nov 20:00" in await ana.open()
    jumped = await ana.send("jump", to="friday")
    assert house.jumps == [("friday", "Asia/Manila")]
    assert 'id="clock" hx-swap-oob="true"' in await jumped.text()
    assert "Fri 27 Nov 21:00" in await jumped.text()
    assert (await ana.send("jump", to="yesterday")).status == 404
