"""Tables and pictures asked for in a channel: the file goes into the private chat alone, or is told of."""

from __future__ import annotations

import pytest

from bot.ui import Picture
from tests.slack_fake.faults import Fault
from tests.slack_faults.house import House
from tests.slack_faults.test_forms import GENERAL, OLIVIA, heard_by_olivia


def files_in(house: House, channel: str) -> list[str]:
    return [file["name"] for message in house.messages(channel) for file in message.files]


async def a_week(house: House) -> None:
    """In which something was handed over, and a promise made."""
    await house.people.type_slash(OLIVIA, GENERAL, "/delegate @ana Write it by Fri 5pm ~1h done when: 3 sources")
    await house.people.type_slash(OLIVIA, GENERAL, "/checkin did 90m marketing Newsletter")
    await house.settled()


async def test_d4_the_file_of_an_answer_in_a_channel_stands_in_the_private_chat_alone(posted: House) -> None:
    await a_week(posted)
    await posted.people.type_slash(OLIVIA, GENERAL, "/digest csv")
    await posted.settled()
    answer = [one for one in heard_by_olivia(posted) if one.only == OLIVIA][-1]
    assert "The file comes to you in the chat with Baton." in str(answer.blocks)
    places = {place: files_in(posted, place) for place in posted.studio.conversations}
    assert places.pop(posted.studio.im(OLIVIA).id) == ["week-2026-11-23.csv"]
    assert not any(places.values())


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        ("conversations.open", Fault("error", word="cannot_dm_bot")),
        ("files.getUploadURLExternal", Fault("error", word="missing_scope")),
        ("upload", Fault("crash")),
        ("files.completeUploadExternal", Fault("unheard")),
    ],
)
async def test_d4_whom_the_file_does_not_reach_is_told_what_to_do(posted: House, method: str, fault: Fault) -> None:
    await a_week(posted)
    posted.fake.faults.plan(method, fault)
    await posted.people.type_slash(OLIVIA, GENERAL, "/digest csv")
    await posted.settled()
    told = heard_by_olivia(posted)[-1]
    assert "week-2026-11-23.csv could not be sent to you in private" in str(told.blocks)
    assert told.only == OLIVIA


async def draw(picture: Picture, *, dark: bool = False) -> bytes:
    return picture.title.encode()


async def test_d4_the_pictures_of_an_answer_stand_in_the_private_chat_with_their_words() -> None:
    house = House("http")
    await house.open(draw=draw)
    await a_week(house)
    await house.people.type_slash(OLIVIA, GENERAL, "/digest trends")
    await house.settled()
    answer = [one for one in heard_by_olivia(house) if one.only == OLIVIA][-1]
    assert "Hours of focus per week, oldest first: so far: 1 h 30 min." in answer.text
    assert "The same as a picture comes to you in the chat with Baton." in answer.text
    [file] = [file for message in house.messages(house.studio.im(OLIVIA).id) for file in message.files]
    assert house.fake.files.uploads[file["id"]].data == b"Hours on what only you can do"
    assert file["alt_txt"].startswith("Hours of focus per week")
    assert not files_in(house, GENERAL)
    await house.close()


@pytest.mark.parametrize("method", ["conversations.open", "files.getUploadURLExternal"])
async def test_d4_of_pictures_that_cannot_be_sent_the_words_are_enough(method: str) -> None:
    house = House("http")
    await house.open(draw=draw)
    await a_week(house)
    house.fake.faults.plan(method, Fault("error", word="missing_scope"))
    await house.people.type_slash(OLIVIA, GENERAL, "/digest trends")
    await house.settled()
    assert "oldest first: so far: 1 h 30 min." in heard_by_olivia(house)[-1].text
    await house.close()
