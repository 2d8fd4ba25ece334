"""Events that are no commands, and those that change who is there: heard rightly, or not at all."""

from __future__ import annotations

import asyncio

import pytest

from tests.slack_fake import payloads
from tests.slack_fake.nouns import Json, Message
from tests.slack_fake.words import buttons
from tests.slack_faults.house import House, private
from tests.slack_faults.test_deliveries import OFFER, offers

SAID = OFFER.removeprefix("/").replace("@ana", "<@U0ANA>")


async def test_baton_does_not_listen_to_itself_nor_to_edits_and_deletions(house: House) -> None:
    place = house.studio.im("U0OLIVIA")
    own = payloads.said(house.studio, place, Message("1.1", house.studio.bot.user, SAID))
    said: Json = {"type": "message", "channel": place.id, "channel_type": "im", "user": "U0OLIVIA", "text": SAID}
    edited = said | {"subtype": "message_changed", "message": said, "ts": "1.2"}
    deleted = said | {"subtype": "message_deleted", "previous_message": said, "ts": "1.3"}
    other = said | {"subtype": "bot_message", "bot_id": "B0OTHER", "ts": "1.4"}
    for inner in (own, edited, deleted, other):
        assert (await house.people.posting.event(house.studio, inner)).fine
    await house.settled()
    await house.deliver_all()
    assert not offers(house)
    assert not house.requests


@pytest.mark.parametrize("typed", ["@baton delegate @ana Sort by Fri 5pm done when: filed", "hello all"])
async def test_in_a_channel_only_what_follows_the_mention_is_a_command(house: House, typed: str) -> None:
    house.studio.users[house.studio.bot.user].name = "baton"
    await house.people.say("U0OLIVIA", "C0GENERAL", typed)
    await house.settled()
    await house.deliver_all()
    assert len(offers(house)) == ("delegate" in typed)


async def test_what_is_typed_in_a_thread_is_answered_in_that_thread(house: House) -> None:
    await house.people.say("U0BEN", "C0GENERAL", "what about the article?")
    head = house.studio.conversations["C0GENERAL"].messages[0]
    house.studio.users[house.studio.bot.user].name = "baton"
    await house.people.say("U0OLIVIA", "C0GENERAL", "@baton tasks", thread_ts=head.ts)
    await house.settled()
    (answer,) = house.messages("C0GENERAL")
    assert (answer.only, answer.thread_ts) == ("U0OLIVIA", head.ts)


async def test_the_home_is_shown_and_kept_true(house: House) -> None:
    await house.people.opens_home("U0ANA")
    await house.settled()
    assert "U0ANA" in house.studio.homes
    before = house.studio.homes["U0ANA"].hash
    await house.people.type_slash("U0OLIVIA", "D0OLIVIA", OFFER)
    await house.settled()
    await house.deliver_all()
    await house.settled()
    assert house.studio.homes["U0ANA"].hash != before
    assert "Write the article" in str(house.studio.homes["U0ANA"].given)


async def test_h9_a_message_becomes_a_brief_that_leads_back_to_it(house: House) -> None:
    await house.people.say("U0BEN", "C0GENERAL", "We need an article")
    message = house.studio.conversations["C0GENERAL"].messages[0]
    await house.people.message_action("U0OLIVIA", "C0GENERAL", message.ts, "delegate_this")
    await house.settled()
    view = house.studio.modals["U0OLIVIA"][-1]
    assert "We need an article" in str(view.given)
    assert not house.fake.complaints


async def test_the_global_shortcut_opens_an_empty_form(house: House) -> None:
    await house.people.shortcut("U0OLIVIA", "delegate")
    await house.settled()
    assert house.studio.modals["U0OLIVIA"]


async def test_after_the_app_was_taken_out_nothing_is_sent_there(house: House) -> None:
    await house.people.uninstalls()
    await house.settled()
    calls = len(house.fake.api.calls)
    await house.people.say("U0OLIVIA", "D0OLIVIA", "tasks")
    await house.settled()
    assert len(house.fake.api.calls) == calls


@pytest.mark.parametrize(
    ("revoked", "stays"),
    [({"oauth": ["U0ANA"], "bot": []}, True), ({"bot": ["U0OTHER"]}, True), ({"bot": ["Baton"]}, False)],
)
async def test_only_the_tokens_of_the_bot_itself_end_its_stay(house: House, revoked: Json, stays: bool) -> None:
    if not stays:
        revoked = {"bot": [house.studio.bot.user]}
    await house.people.posting.event(house.studio, {"type": "tokens_revoked", "tokens": revoked, "event_ts": "1.1"})
    await house.settled()
    await house.post("k1", private("ana"))
    await house.deliver()
    assert bool(house.privately("ana")) is stays


async def test_who_moves_or_comes_is_told_to_the_door_with_the_new_zone(house: House) -> None:
    await house.people.changes("U0ANA", tz="Pacific/Auckland")
    await house.people.changes("U0BEN", "team_join")
    await house.settled()
    told = [request.profiles for request in house.requests if request.action == "joining.profile"]
    assert {(one.account, one.zone) for profiles in told for one in profiles} == {
        ("slack:U0ANA", "Pacific/Auckland"),
        ("slack:U0BEN", "Europe/Bucharest"),
    }
    assert not house.people.posting.failed


async def test_a_form_that_comes_too_late_is_a_button_that_opens_it(house: House) -> None:
    house.gate = asyncio.Event()
    delivered = await house.people.type_slash("U0OLIVIA", "C0GENERAL", "/delegate")
    assert delivered
    assert delivered.fine
    house.gate.set()
    await house.settled()
    assert not house.studio.modals.get("U0OLIVIA")
    (answer,) = house.messages("C0GENERAL")
    (label,) = buttons(answer.blocks)
    await house.people.press("U0OLIVIA", "C0GENERAL", answer.ts, label)
    await house.settled()
    assert len(house.studio.modals["U0OLIVIA"]) == 1
    assert not house.fake.complaints
