"""Whose private messages are closed: what Baton says to them is never said in public."""

from __future__ import annotations

from typing import Any

import pytest
import simcord

from tests.dialogs.discord_peer import CHANNEL, Discord
from tests.dialogs.talk import Talk
from tests.discord_faults.test_profiles import mention

SECRET = "/delegate @ana Fire the agency quietly by Fri 5pm ~2h done when: 3 sources"


def closed(peer: Discord, person: str) -> None:
    channel = peer.users[person].dm_channel.id
    peer.env.inject_error("POST", f"/channels/{channel}/messages", status=403, code=50007, times=None)


def public(peer: Discord) -> list[Any]:
    backend = peer.env.backend
    return [one for one in backend.messages[CHANNEL].values() if one.author_id == backend.bot_user.id and not one.flags]


def said(one: Any) -> str:
    return " ".join([one.content or "", *(embed.get("description", "") for embed in one.embeds)])


@pytest.mark.parametrize(("words", "answer"), [("tasks", "agency"), ("team link", "/team link "), ("nonsense", "read")])
async def test_t5_an_answer_that_cannot_be_private_waits_behind_show_me(
    peer: Discord, talk: Talk, words: str, answer: str
) -> None:
    await talk.says("olivia", SECRET)
    before = len(public(peer))
    closed(peer, "ana")
    await mention(peer, "ana", words)
    [door] = public(peer)[before:]
    assert said(door).strip() == "Baton has something for you."
    shown = await peer.members["ana"].click(simcord.ResponseMessage(peer.env, door), label="Show me")
    assert shown.response is not None
    assert shown.response.ephemeral
    assert answer in said(shown.response._message)
    other = await peer.members["ben"].click(simcord.ResponseMessage(peer.env, door), label="Show me")
    assert other.response is not None
    assert "Nothing is kept for you" in said(other.response._message)
    assert len(public(peer)) == before + 1
    peer.env.backend.faults.clear()
