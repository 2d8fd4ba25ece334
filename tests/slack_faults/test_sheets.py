"""Tables asked for in a channel: the file goes into the private chat alone, and is told of when it cannot."""

from __future__ import annotations

import pytest

from tests.slack_fake.faults import Fault
from tests.slack_faults.house import House
from tests.slack_faults.test_forms import GENERAL, OLIVIA, heard_by_olivia


async def asks_for_the_week(house: House) -> None:
    """Of one task; where there is none, no file comes."""
    await house.people.type_slash(OLIVIA, GENERAL, "/delegate @ana Photos by Fri 5pm ~1h done when: sent")
    await house.people.type_slash(OLIVIA, GENERAL, "/digest csv")
    await house.settled()


def files_in(house: House, channel: str) -> list[str]:
    return [file["name"] for message in house.messages(channel) for file in message.files]


async def test_d4_the_file_of_an_answer_in_a_channel_stands_in_the_private_chat_alone(posted: House) -> None:
    await asks_for_the_week(posted)
    answer = heard_by_olivia(posted)[-1]
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
    posted.fake.faults.plan(method, fault)
    await asks_for_the_week(posted)
    told = heard_by_olivia(posted)[-1]
    assert "week-2026-11-23.csv could not be sent to you in private" in str(told.blocks)
    assert told.only == OLIVIA
