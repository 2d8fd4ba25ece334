"""H9: a message becomes a brief, with a way back to it."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.errors import NotAllowed, Refused
from bot.handoff.message_brief import read_message
from bot.handoff.records import Task
from bot.requests import Ask, Direct, Reply, Request
from bot.ui import Form, Link, as_text, texts
from tests.dialogs.world import World

LINK = "https://studio.example/archives/C1/p1700000000"


@pytest.fixture
async def world() -> World:
    world = World()
    await world.seed()
    return world


def request(world: World, action: str, who: str = "olivia", **arguments: str) -> Request:
    return Request(
        id=world.new_id(),
        team="studio",
        action=action,
        account=f"web:{who}",
        arguments=arguments,
        place=Direct(""),
        at=world.now,
    )


async def opened(world: World, words: str, link: str = LINK, who: str = "olivia") -> Form:
    reply = await world.dispatcher.dispatch(request(world, "handoff.delegate_message", who, words=words, link=link))
    assert isinstance(reply, Ask)
    return reply.form


async def sent(world: World, form: Form, **values: str) -> Task:
    asked = request(world, form.action, **(form.arguments | {f.name: f.value for f in form.fields} | values))
    await world.dispatcher.dispatch(replace(asked, id=f"form:{form.key}"))
    task = await world.store.get(Task, "studio", "1")
    assert task is not None
    return task


async def test_the_words_are_the_outcome_and_the_card_leads_back(world: World) -> None:
    form = await opened(world, "The shop shows\n the wrong  prices")
    task = await sent(world, form, person="ana", done_when="prices are right", due="tomorrow 5pm")
    assert (task.outcome, task.source) == ("The shop shows the wrong prices", LINK)
    row = await world.store.outgoing("studio", "task:1@ana")
    assert row is not None
    assert Link("this message", LINK) in [span for fact in row.card.blocks[0].rows for span in fact.value]  # type: ignore[union-attr] # the facts


async def test_a_draft_keeps_the_way_back(world: World) -> None:
    form = await opened(world, "Look into this")
    task = await sent(world, form, then="draft")
    reply = await world.dispatcher.dispatch(request(world, "handoff.finish", task="1"))
    assert isinstance(reply, Ask)
    assert (task.source, reply.form.arguments["source"]) == (LINK, LINK)


async def test_h9_a_long_message_is_cut_in_the_outcome_and_whole_below_it(world: World) -> None:
    words = "word " * 100
    form = await opened(world, words)
    values = {field.name: field.value for field in form.fields}
    assert len(values["outcome"]) == 300
    assert values["outcome"].endswith("…")
    assert values["quoted"] == words.strip()


async def test_h9_a_message_of_the_page_itself_is_found_on_the_same_site(world: World) -> None:
    form = await opened(world, "Look into this", "/message/12")
    task = await sent(world, form, then="draft")
    assert task.source == "/message/12"


@pytest.mark.parametrize(
    "link",
    [
        "",
        "javascript:alert(1)",
        "http://x",
        "https://x y",
        "https://<x>",
        "https://" + "x" * 600,
        "//evil.example/message/12",
        "//message/12",
        "/\\evil.example",
        "/\tevil",
        "/../message/12",
        "/message/12#x",
        "/message/javascript:alert(1)",
        "message/12",
        "/message/",
        "/",
    ],
)
async def test_h9_what_is_no_web_address_is_left_out(world: World, link: str) -> None:
    form = await opened(world, "Look into this", link)
    task = await sent(world, form, then="draft")
    assert task.source == ""


async def test_a_partner_may_not(world: World) -> None:
    with pytest.raises((NotAllowed, Refused)):
        await opened(world, "Look into this", who="pat")


async def test_h9_the_card_keeps_the_words_and_says_that_the_message_may_be_gone(world: World) -> None:
    """Edited or deleted since: nobody asks the platform, as the words were taken when it was handed over."""
    form = await opened(world, "The shop shows the wrong prices")
    await sent(world, form, person="ana", done_when="prices are right", due="tomorrow 5pm")
    row = await world.store.outgoing("studio", "task:1@ana")
    assert row is not None
    said = " ".join(as_text(text) for text in texts(row.card))
    assert "The shop shows the wrong prices" in said
    assert f"this message ({LINK}), if it is still there; what it said is kept here" in said


async def test_h9_a_message_longer_than_there_is_room_for_ends_with_a_sign(world: World) -> None:
    form = await opened(world, "word " * 1_000)
    values = {field.name: field.value for field in form.fields}
    assert (len(values["outcome"]), values["outcome"][-1]) == (300, "…")
    assert (len(values["quoted"]), values["quoted"][-1]) == (2_000, "…")
    assert values["done_when"] == ""


MORE = "She wants to know what a stand costs, whether we bring our own table, and who else will be there in May."


@pytest.mark.parametrize(
    ("words", "outcome", "quoted", "done_when"),
    [
        ("Call Rosa. Her number is 555.", "Call Rosa. Her number is 555.", "", ""),
        ("The shop shows\n the wrong  prices", "The shop shows the wrong prices", "", ""),
        (f"Please call Rosa about the fair. {MORE}", "Please call Rosa about the fair.", MORE, ""),
        (f"Please call Rosa about the fair\n{MORE}", "Please call Rosa about the fair", MORE, ""),
        (f"Hi Ana! Can you call Rosa? {MORE}", "Hi Ana! Can you call Rosa?", MORE, ""),
        (f"Hey team,\n\nplease call Rosa.\n{MORE}", "Hey team, please call Rosa.", MORE, ""),
        (f"Please write to Dr. Rosa Diaz. {MORE}", "Please write to Dr. Rosa Diaz.", MORE, ""),
        (f"Please call Rosa at 9.30 about it. {MORE}", "Please call Rosa at 9.30 about it.", MORE, ""),
        ("Call Rosa. Done when: a date is set", "Call Rosa.", "", "a date is set"),
        (f"Please call Rosa. done when: a date is set\n{MORE}", "Please call Rosa.", MORE, "a date is set"),
        (f"Done when: a date is set\nCall Rosa about it.\n{MORE}", "Call Rosa about it.", MORE, "a date is set"),
        ("x" * 301, "x" * 299 + "…", "x" * 301, ""),
        ("x" * 300, "x" * 300, "", ""),
        ("", "", "", ""),
    ],
)
def test_h9_the_first_sentence_is_the_outcome_what_is_done_stands_apart_and_the_rest_is_quoted(
    words: str, outcome: str, quoted: str, done_when: str
) -> None:
    said = {"outcome": outcome, "quoted": quoted, "done_when": done_when}
    assert read_message(words) == {name: value for name, value in said.items() if value or name == "outcome"}


@given(st.text(alphabet=st.sampled_from("aB. !?\n…:done when"), max_size=700))
def test_h9_no_word_of_a_message_is_lost(words: str) -> None:
    read = read_message(words)
    kept = " ".join(read.values()).split()
    assert sum(map(len, kept)) + len("donewhen:") * ("done_when" in read) >= len("".join(words.split()))
    assert len(read["outcome"]) <= 300


@pytest.mark.parametrize("gap", ["\n", " ", ".", "\n ", ". "])
def test_h9_a_message_of_nothing_but_gaps_is_read_at_once(gap: str) -> None:
    began = perf_counter()
    read_message("a" + gap * 40_000 + "a")
    assert perf_counter() - began < 0.5


async def test_h9_the_rest_of_the_message_stays_with_the_draft_and_is_found(world: World) -> None:
    form = await opened(world, f"Please call Rosa about the fair. {MORE}")
    task = await sent(world, form, then="draft")
    assert task.quoted == MORE
    reply = await world.dispatcher.dispatch(request(world, "handoff.finish", task="1"))
    assert isinstance(reply, Ask)
    assert {field.name: field.value for field in reply.form.fields}["quoted"] == MORE
    found = await world.dispatcher.dispatch(request(world, "handoff.tasks", view="stand costs"))
    assert isinstance(found, Reply)
    assert "#1" in " ".join(as_text(text) for text in texts(found.card))


@pytest.mark.parametrize(
    ("written", "due"),
    [
        ("2026-11-23T13:00:00+00:00", "Friday 5pm"),
        ("2026-11-16T13:00:00+00:00", ""),
        ("long ago", ""),
        ("2026-11-23T13:00:00", ""),
    ],
)
async def test_h9_a_weekday_is_that_of_the_week_in_which_the_message_was_written(
    world: World, written: str, due: str
) -> None:
    asked = request(world, "handoff.delegate_message", words="Call Rosa by Friday 5pm", link=LINK, written=written)
    reply = await world.dispatcher.dispatch(asked)
    assert isinstance(reply, Ask)
    values = {field.name: field.value for field in reply.form.fields}
    assert (values["due"], values["outcome"]) == (due, "Call Rosa" if due else "Call Rosa by Friday 5pm")
