"""Forms that Slack would not open, closes too early, or answers where Baton is not: what was typed is never lost."""

from __future__ import annotations

import asyncio

import pytest

from bot.handoff.records import Task
from tests.slack_fake.nouns import Conversation, Message
from tests.slack_fake.words import buttons
from tests.slack_faults.house import House

OLIVIA, GENERAL = "U0OLIVIA", "C0GENERAL"


def heard_by_olivia(house: House) -> list[Message]:
    baton = house.studio.bot.user
    spoken = [one for place in house.studio.conversations.values() for one in place.messages if one.user == baton]
    return [one for one in spoken if one.only in ("", OLIVIA)]


@pytest.mark.parametrize("length", [150, 500, 1_900, 3_100, 7_500])
@pytest.mark.parametrize("typed", ["/delegate @ana", "/promise", "/standup new", "/delegate @ana x done when:"])
async def test_a_form_opens_however_much_was_typed_before_it(posted: House, typed: str, length: int) -> None:
    words = ("word " * 2_000)[:length].strip()
    await posted.people.type_slash(OLIVIA, GENERAL, f"{typed} {words}")
    await posted.settled()
    said = heard_by_olivia(posted)
    assert posted.studio.modals.get(OLIVIA) or said
    assert not any("Open the form" in buttons(one.blocks) for one in said)


async def test_a_form_that_slack_does_not_take_is_not_offered_again_and_its_words_are_kept(posted: House) -> None:
    posted.fake.faults.error("views.open", "invalid_arguments", times=2)  # without its field for files, too
    await posted.people.type_slash(OLIVIA, GENERAL, "/delegate @ana Write the article")
    await posted.settled()
    (told,) = heard_by_olivia(posted)
    assert not buttons(told.blocks)
    assert "Write the article" in str(told.blocks)


async def test_a_slow_no_to_a_form_brings_it_back_with_what_was_typed(posted: House) -> None:
    await posted.people.type_slash(OLIVIA, GENERAL, "/delegate @ana Write the article")
    await posted.settled()
    posted.people.fill(OLIVIA, "due", "gibberish")
    posted.people.fill(OLIVIA, "done_when", "three sources and a picture")
    posted.gate = asyncio.Event()
    await posted.people.submit(OLIVIA)
    posted.gate.set()
    await posted.settled()
    told = heard_by_olivia(posted)[-1]
    assert "three sources and a picture" in str(told.blocks)
    (label,) = buttons(told.blocks)
    await posted.people.press(OLIVIA, GENERAL, told.ts, label)
    await posted.settled()
    again = posted.studio.modals[OLIVIA][-1]
    assert "three sources and a picture" in str(again.given)
    assert "gibberish" in str(again.given)
    posted.people.fill(OLIVIA, "due", "fri 5pm")
    await posted.people.submit(OLIVIA)
    await posted.settled()
    assert len(await posted.store.all(Task, "studio")) == 1


async def test_after_a_restart_the_button_says_that_the_form_is_gone(posted: House) -> None:
    await posted.people.type_slash(OLIVIA, GENERAL, "/delegate @ana Write the article")
    await posted.settled()
    posted.people.fill(OLIVIA, "due", "gibberish")
    posted.gate = asyncio.Event()
    await posted.people.submit(OLIVIA)
    posted.gate.set()
    await posted.settled()
    told = heard_by_olivia(posted)[-1]
    posted.chat._answering._mending._kept.clear()
    await posted.people.press(OLIVIA, GENERAL, told.ts, buttons(told.blocks)[0])
    await posted.settled()
    assert "too old" in heard_by_olivia(posted)[-1].text


async def test_in_the_chat_of_two_people_the_answer_comes_in_private(posted: House) -> None:
    members = {OLIVIA, "U0ANA"}
    posted.studio.conversations["D0OTHER"] = Conversation(
        id="D0OTHER", name="", is_im=True, user="U0ANA", members=members
    )
    await posted.people.type_slash(OLIVIA, "D0OTHER", "/promise ")
    await posted.settled()
    posted.people.fill(OLIVIA, "text", "Publish the page")
    posted.people.fill(OLIVIA, "due", "gibberish")
    posted.gate = asyncio.Event()
    posted.fake.faults.error("chat.postMessage", "channel_not_found")
    await posted.people.submit(OLIVIA)
    posted.gate.set()
    await posted.settled()
    assert "Publish the page" in str(posted.messages("D0OLIVIA")[-1].blocks)
