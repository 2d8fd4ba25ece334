"""What Slack delivers twice, late, in another order or again on purpose is acted on once."""

from __future__ import annotations

import random

import pytest

from tests.slack_fake.nouns import Json
from tests.slack_faults.house import House

OFFER = "/delegate @ana Write the article by Fri 5pm done when: 3 sources"


def offers(house: House) -> list[str]:
    return [text for text in house.privately("ana") if "offers you" in text]


async def test_the_same_command_delivered_four_times_hands_over_one_task(house: House) -> None:
    await house.people.type_slash("U0OLIVIA", "C0GENERAL", OFFER)
    for _ in range(3):
        await house.people.posting.again()
    await house.settled()
    await house.deliver_all()
    assert len(offers(house)) == 1
    answers = [one for one in house.messages("C0GENERAL") if one.only == "U0OLIVIA"]
    assert len(answers) == 1


async def test_an_event_is_heard_once_however_often_it_is_retried(house: House) -> None:
    await house.people.say("U0OLIVIA", "D0OLIVIA", OFFER.removeprefix("/"))
    for _ in range(3):
        delivered = await house.people.posting.again()
        assert delivered.fine
    await house.settled()
    await house.deliver_all()
    assert len(offers(house)) == 1


async def test_clicks_in_any_order_and_repeated_have_the_effect_of_each_once(house: House) -> None:
    await house.people.type_slash("U0OLIVIA", "C0GENERAL", OFFER)
    await house.settled()
    await house.deliver_all()
    card = next(one for one in house.messages("D0ANA") if "offers you" in one.text)
    house.people.posting.sent.clear()
    await house.people.press("U0ANA", "D0ANA", card.ts, "Accept")
    await house.people.type_slash("U0ANA", "D0ANA", "/tasks")
    await house.people.type_slash("U0OLIVIA", "D0OLIVIA", "/tasks")
    chance = random.Random(7)
    sent = list(house.people.posting.sent) * 3
    chance.shuffle(sent)
    for kind, payload in sent:
        await house.people.posting.deliver(kind, payload)
    await house.settled()
    await house.deliver_all()
    events = [text for text in house.privately("olivia") if "With Ana" in text]
    assert len(events) == 1
    assert not house.fake.complaints


async def test_two_clicks_of_one_person_are_answered_kindly_and_act_once(house: House) -> None:
    await house.people.type_slash("U0OLIVIA", "C0GENERAL", OFFER)
    await house.settled()
    await house.deliver_all()
    card = next(one for one in house.messages("D0ANA") if "offers you" in one.text)
    label_of_old_card = card.blocks
    await house.people.press("U0ANA", "D0ANA", card.ts, "Accept")
    await house.settled()
    await house.deliver_all()
    card.blocks = label_of_old_card
    await house.people.press("U0ANA", "D0ANA", card.ts, "Accept")
    await house.settled()
    await house.deliver_all()
    assert len([text for text in house.privately("olivia") if "With Ana" in text]) == 1
    assert not house.people.posting.failed


async def test_an_event_whose_acknowledgement_was_lost_is_acted_on_once(wired: House) -> None:
    """The socket breaks off between the event and its acknowledgement; Slack sends it again on the next one."""
    import asyncio

    socket = wired.fake.sockets.open[0]
    inner: Json = {
        "type": "message",
        "channel_type": "im",
        "channel": "D0OLIVIA",
        "user": "U0OLIVIA",
        "text": OFFER.removeprefix("/").replace("@ana", "<@U0ANA>"),
        "ts": "1.1",
    }
    wired.gate = asyncio.Event()
    sending = asyncio.create_task(wired.people.posting.event(wired.studio, inner, retries=3))
    await wired.until(lambda: bool(wired.requests) or sending.done())
    wired.fake.sockets.drop(socket)
    wired.gate.set()
    await wired.within(wired.fake.sockets.connected())
    await wired.within(sending)
    await wired.settled()
    await wired.deliver_all()
    assert len(offers(wired)) == 1


async def test_a_captured_signed_request_replayed_within_five_minutes_acts_once(posted: House) -> None:
    await posted.people.type_slash("U0OLIVIA", "C0GENERAL", OFFER)
    await posted.settled()
    captured = posted.fake.mail.sent[-1]
    for seconds in (0, 60, 290):
        posted.watch.move(seconds=seconds)
        await posted.fake.mail.send(captured)
    await posted.settled()
    await posted.deliver_all()
    assert len(offers(posted)) == 1
    assert len([request for request in posted.requests if request.action == "handoff.delegate"]) <= 4


@pytest.mark.parametrize("retries", [1, 3])
async def test_a_slow_door_is_answered_in_time_and_the_retries_act_once(house: House, retries: int) -> None:
    import asyncio

    house.gate = asyncio.Event()
    said = OFFER.removeprefix("/").replace("@ana", "<@U0ANA>")
    inner: Json = {"type": "message", "channel_type": "im", "channel": "D0OLIVIA", "user": "U0OLIVIA", "text": said}
    inner["ts"] = "1.1"
    sending = asyncio.create_task(house.people.posting.event(house.studio, inner, retries=retries))
    delivered = await asyncio.wait_for(sending, 15)
    house.gate.set()
    await house.settled()
    await house.deliver_all()
    assert delivered.fine, delivered
    assert len(offers(house)) == 1
