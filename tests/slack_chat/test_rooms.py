"""adapters/slack_chat/rooms.py: who is in a channel, page by page, and which channels count as seen no more."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.slack_chat.rooms import SlackRooms
from bot.ports import ChatRefused, ChatUncertain, Members

THERE = {"id": "C1", "name": "support", "is_member": True, "is_archived": False}


class Said:
    """conversations.info and .members, as the test has them; `asked` are the arguments of the latter."""

    def __init__(self, channel: Any, *pages: Any) -> None:
        self._channel, self._pages = channel, list(pages)
        self.asked: list[dict[str, Any]] = []

    async def call(self, workspace: str, method: str, **arguments: Any) -> Any:
        assert (workspace, arguments["channel"]) == ("T1", "C1")
        if method == "conversations.info":
            return {"channel": self._channel}
        assert method == "conversations.members"
        self.asked.append(arguments)
        return self._pages.pop(0)


async def members(said: Said) -> Members:
    return await SlackRooms(said, None).members("T1", "C1")  # type: ignore[arg-type] # only what is asked for here


async def test_all_pages_are_read_and_everybody_is_named_once() -> None:
    more = {"response_metadata": {"next_cursor": "next"}}
    said = Said(THERE, {"members": ["U1", "U2"]} | more, {"members": ["U2", "U3"], "response_metadata": {}})
    assert await members(said) == Members(name="support", accounts=("slack:U1", "slack:U2", "slack:U3"))
    assert said.asked == [{"channel": "C1", "limit": 200}, {"channel": "C1", "limit": 200, "cursor": "next"}]


@pytest.mark.parametrize(
    "channel", [THERE | {"is_archived": True}, THERE | {"is_member": False}, {"id": "C1", "name": "support"}, None]
)
async def test_a_channel_that_is_closed_or_without_baton_is_seen_no_more(channel: Any) -> None:
    with pytest.raises(ChatRefused):
        await members(Said(channel))


async def test_an_answer_without_members_says_nothing() -> None:
    with pytest.raises(ChatUncertain):
        await members(Said(THERE, {"ok": True}))
