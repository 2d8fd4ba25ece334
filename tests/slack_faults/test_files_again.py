"""Forms with files that come back: nothing is fetched twice or chosen twice, and nothing goes that was taken out."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.handoff.records import Task
from tests.slack_fake.faults import Fault
from tests.slack_fake.words import buttons
from tests.slack_faults.briefs import OLIVIA, PHOTO, brief, errors, kept, sent
from tests.slack_faults.house import House

PRIVATE = "D0OLIVIA"


async def test_a_form_that_was_refused_and_is_sent_again_fetches_nothing_twice(house: House) -> None:
    await brief(house)
    house.people.fill(OLIVIA, "due", "30 Feb")
    file = house.fake.files.choose("F1", "photo.png", PHOTO)
    await sent(house, file)
    assert "due" in errors(house)
    house.fake.files.chosen.clear()
    house.people.fill(OLIVIA, "due", "tomorrow 5pm")
    await sent(house, file)
    assert await kept(house) == [("photo.png", PHOTO)]


async def test_a_file_taken_out_of_a_form_that_was_refused_is_not_sent(house: House) -> None:
    await brief(house)
    house.people.fill(OLIVIA, "due", "30 Feb")
    await sent(house, house.fake.files.choose("F1", "wrong.png", PHOTO))
    assert "due" in errors(house)
    house.people.fill(OLIVIA, "due", "tomorrow 5pm")
    await sent(house)
    assert [task.outcome for task in await house.store.all(Task, "studio")] == ["Crop it"]
    assert await kept(house) == []


async def late(house: House, *files: dict[str, Any]) -> None:
    """Sent while the door is slow, so that the modal closes before the answer; then opened again."""
    house.gate = asyncio.Event()
    await house.people.submit(OLIVIA, files)
    assert not house.studio.modals.get(OLIVIA)
    house.gate.set()
    await house.settled()
    house.gate = None
    baton, places = house.studio.bot.user, house.studio.conversations.values()
    told = [(place, one) for place in places for one in place.messages if one.user == baton and buttons(one.blocks)]
    place, card = max(told, key=lambda one: one[1].ts)
    await house.people.press(OLIVIA, place.id, card.ts, buttons(card.blocks)[0])
    await house.settled()


def stands(house: House) -> str:
    return str(house.studio.modals[OLIVIA][-1].given["blocks"])


async def test_a_form_that_closed_opens_with_its_files_and_says_so(house: House) -> None:
    await brief(house)
    house.people.fill(OLIVIA, "due", "30 Feb")
    await late(house, house.fake.files.choose("F1", "photo.png", PHOTO))
    assert "Kept: photo.png. Choose again to send others instead." in stands(house)
    house.people.fill(OLIVIA, "due", "31 Feb")
    await late(house)
    assert stands(house).count("Kept: photo.png") == 1
    house.people.fill(OLIVIA, "due", "tomorrow 5pm")
    await sent(house)
    assert await kept(house) == [("photo.png", PHOTO)]
    assert house.fake.files.downloads == ["F1"]


async def test_files_chosen_in_a_form_that_opened_again_go_instead_of_those_it_had(house: House) -> None:
    await brief(house)
    house.people.fill(OLIVIA, "due", "30 Feb")
    await late(house, house.fake.files.choose("F1", "photo.png", PHOTO))
    house.people.fill(OLIVIA, "due", "tomorrow 5pm")
    await sent(house, house.fake.files.choose("F2", "better.png", b"better"))
    assert await kept(house) == [("better.png", b"better")]


async def test_where_one_of_two_could_not_be_fetched_only_that_one_is_chosen_again(house: House) -> None:
    house.chat._answering.seconds = 0.05
    await brief(house)
    first, second = (
        house.fake.files.choose(file, name, PHOTO) for file, name in (("F1", "first.png"), ("F2", "second.png"))
    )
    house.chat._uploads.seconds = 0.2
    house.fake.faults.plan("download", None, Fault("hang"))
    await house.people.submit(OLIVIA, [first, second])
    await house.until(lambda: any(buttons(one.blocks) for one in house.messages(PRIVATE)))
    await house.settled()
    card = next(one for one in house.messages(PRIVATE) if buttons(one.blocks))
    assert "second.png could not be fetched" in str(card.blocks)
    await house.people.press(OLIVIA, PRIVATE, card.ts, buttons(card.blocks)[0])
    await house.settled()
    assert "Kept: first.png. Choose the others again." in stands(house)
    await sent(house, second)
    assert await kept(house) == [("first.png", PHOTO), ("second.png", PHOTO)]
