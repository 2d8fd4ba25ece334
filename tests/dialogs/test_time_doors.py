"""Dialogs of somebody whose private messages are closed (T5), where a platform can close them."""

from __future__ import annotations

import pytest

from tests.dialogs.discord_peer import Discord
from tests.dialogs.slack_peer import Slack, user_id
from tests.dialogs.standup import answers, set_up
from tests.dialogs.talk import Talk
from tests.dialogs.tasks import SHORT


def closes(talk: Talk, person: str) -> None:
    """From now on the platform refuses what Baton sends to this person in private."""
    talk.peer.world.refuses = True
    match talk.peer:
        case Slack() as slack:
            slack.studio.users[user_id(person)].closed = "user_not_visible"
        case Discord() as discord:
            path = f"/channels/{discord.users[person].dm_channel.id}/messages"
            discord.env.inject_error("POST", path, status=403, code=50007, times=None)
        case _:
            pytest.skip("nobody closes the private chat there")


def opens(talk: Talk, person: str) -> None:
    """Baton's messages arrive again."""
    match talk.peer:
        case Slack() as slack:
            slack.studio.users[user_id(person)].closed = ""
        case Discord() as discord:
            discord.env.backend.faults.clear()
        case _:
            pytest.skip("nobody closes the private chat there")


async def test_t5_a_refused_offer_says_in_public_only_that_there_is_something(talk: Talk) -> None:
    closes(talk, "ana")
    await talk.says("olivia", SHORT)
    await talk.peer.world.deliver()
    seen = await talk.hears("ben", "Baton has something for you", buttons=["Show me"])
    assert "article" not in seen.text
    assert "Write the article" not in await talk.screen("ben")
    opens(talk, "ana")


async def test_t5_the_sender_is_told_that_it_waits_there(talk: Talk) -> None:
    closes(talk, "ana")
    await talk.says("olivia", SHORT)
    await talk.peer.world.deliver()
    await talk.hears("olivia", "Ana", "takes no private messages")
    opens(talk, "ana")


async def test_t5_show_me_is_answered_to_that_person_alone_with_the_buttons_of_the_card(talk: Talk) -> None:
    closes(talk, "ana")
    await talk.says("olivia", SHORT)
    await talk.peer.world.deliver()
    await talk.presses("ana", "Show me")
    await talk.hears("ana", "Olivia offers you #1", "Write the article")
    assert "Write the article" not in await talk.screen("ben")
    await talk.presses("ana", "Accept", on="Write the article")
    await talk.hears("olivia", "With Ana: #1")
    opens(talk, "ana")


async def test_t5_somebody_else_who_presses_is_shown_nothing_of_it(talk: Talk) -> None:
    closes(talk, "ana")
    await talk.says("olivia", SHORT)
    await talk.peer.world.deliver()
    await talk.presses("ben", "Show me")
    assert "Write the article" not in await talk.screen("ben")
    opens(talk, "ana")


async def test_t5_a_reminder_that_is_refused_waits_there_too(talk: Talk) -> None:
    await talk.says("olivia", SHORT)
    await talk.presses("ana", "Accept")
    closes(talk, "ana")
    await talk.time_is("2026-11-25 09:05", "Asia/Manila")
    await talk.peer.world.deliver()
    await talk.presses("ana", "Show me")
    await talk.hears("ana", "Due soon", "#1")
    opens(talk, "ana")


async def test_s2_a_standup_that_is_refused_in_private_waits_there_and_is_answered_from_there(talk: Talk) -> None:
    await set_up(talk)
    closes(talk, "ana")
    await talk.time_is("2026-11-24 09:31", "Asia/Manila")
    await talk.peer.world.deliver()
    assert "Standup" not in (await talk.hears("ben", "Baton has something for you", buttons=["Show me"])).text
    await talk.presses("ana", "Show me")
    await talk.hears("ana", "Standup Daily, Tue 24 Nov. Your turn until Tue 24 Nov 12:30.")
    await answers(talk, "ana")
    await talk.hears("ana", "Your answer is posted. You can change it until Tue 24 Nov 12:30.")
    await talk.hears("ben", "Standup Daily, Tue 24 Nov", "1 of 2 answered: Ana")
    opens(talk, "ana")
