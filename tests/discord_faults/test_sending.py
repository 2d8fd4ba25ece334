"""What goes wrong when a message is sent: it waits, is refused with a reason, or is found again; never there twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import aiohttp
import discord
import pytest
from msgspec.structs import replace

from bot.ports import Address, ChatBarred, ChatBusy, ChatClosed, ChatRefused, ChatUncertain, Outgoing
from bot.requests import Channel
from bot.ui import Button, Card, Paragraph
from tests.dialogs.discord_peer import CHANNEL, GUILD, Discord, user_id

HERE = Address(team="studio", workspace=f"discord:{GUILD}", channel=f"discord:{CHANNEL}")
ANA = Address(team="studio", workspace=f"discord:{GUILD}", account=f"discord:{user_id('ana')}")
NOWHERE = aiohttp.client_reqrep.ConnectionKey("discord.com", 443, True, True, None, None, None)
BUTTON = Button(label="Accept", action="handoff.accept", arguments={"task": "1"})


def row(words: str = "Hello", **more: Any) -> Outgoing:
    card = Card(title=(words,), buttons=more.pop("buttons", ()), blocks=more.pop("blocks", ()))
    return Outgoing(team="studio", key="k", to=Channel(f"discord:{CHANNEL}"), card=card, **more)


def said(peer: Discord) -> list[str]:
    return [message.content for message in peer.env.backend.messages[CHANNEL].values()]


async def test_a_lost_reply_is_asked_again_with_the_same_nonce_and_stands_once(peer: Discord) -> None:
    peer.honest.lose = 1
    with pytest.raises(ChatUncertain):
        await peer.show(HERE, row())
    again = await peer.show(HERE, row(uncertain_since=peer.world.now, attempts=1))
    assert said(peer) == ["Hello"]
    assert again == f"{CHANNEL}:{next(iter(peer.env.backend.messages[CHANNEL]))}"


@pytest.mark.parametrize("buttons", [(), (BUTTON,)])
async def test_a_card_that_changes_while_its_reply_is_lost_stands_once_and_as_it_is_now(
    peer: Discord, buttons: tuple[Button, ...]
) -> None:
    peer.honest.lose = 1
    with pytest.raises(ChatUncertain):
        await peer.show(HERE, row("One has answered", buttons=buttons))
    again = row("Two have answered", wanted=2, uncertain_since=peer.world.now, attempts=1, buttons=buttons)
    where = await peer.show(HERE, again)
    assert said(peer) == ["Two have answered"]
    await peer.show(HERE, row("Three have answered", wanted=3, sent=2, message=where, buttons=buttons))
    assert said(peer) == ["Three have answered"]


async def test_an_old_card_that_cannot_be_deleted_yet_goes_with_the_next_edit(peer: Discord) -> None:
    first = await peer.show(HERE, row("Monday"))
    peer.env.inject_error("DELETE", "/channels/*/messages/*", status=500)
    second = await peer.show(HERE, row("Tuesday", wanted=2, sent=1, message=first, fresh=True))
    assert said(peer) == ["Monday", "Tuesday"]
    await peer.show(HERE, row("Tuesday is answered", wanted=3, sent=2, message=second))
    assert said(peer) == ["Tuesday is answered"]


@pytest.mark.parametrize("buttons", [(), (BUTTON,)])
async def test_after_the_nonces_time_the_history_is_looked_at(peer: Discord, buttons: tuple[Button, ...]) -> None:
    since = peer.world.now
    peer.honest.lose = 1
    with pytest.raises(ChatUncertain):
        await peer.show(HERE, row(buttons=buttons))
    await peer.world.clock_to(since + timedelta(hours=1))
    await peer.show(HERE, row(buttons=buttons, uncertain_since=since, attempts=3))
    assert said(peer) == ["Hello"]


CLOSED = Button(label="Read", action="standups.read", arguments={"run": "1"})
COUNTED, ALL = Paragraph(text=("1 of 3",)), Paragraph(text=("3 of 3",))


@pytest.mark.parametrize("at_first", [(), (BUTTON,)])
@pytest.mark.parametrize("then", [(), (BUTTON,), (CLOSED,)])
async def test_a_card_that_changed_since_and_is_found_in_the_history_stands_once_and_as_it_is_now(
    peer: Discord, at_first: tuple[Button, ...], then: tuple[Button, ...]
) -> None:
    """As when Baton was down from the moment it was sent until the day was closed."""
    since = peer.world.now
    peer.honest.lose = 1
    with pytest.raises(ChatUncertain):
        await peer.show(HERE, row("Daily", buttons=at_first, blocks=(COUNTED,)))
    peer.world.pass_to(since + timedelta(minutes=10))
    await peer.show(HERE, row("Daily", wanted=2, uncertain_since=since, attempts=1, buttons=then, blocks=(ALL,)))
    [one] = peer.env.backend.messages[CHANNEL].values()
    assert (one.content, "3 of 3" in str(one.embeds), len(one.components)) == ("Daily", True, bool(then))


async def test_another_message_with_the_same_first_line_is_not_taken_for_one_that_never_arrived(peer: Discord) -> None:
    since = peer.world.now
    await peer.show(HERE, row("Daily", blocks=(COUNTED,)))
    peer.world.pass_to(since + timedelta(minutes=10))
    await peer.show(HERE, row("Daily", uncertain_since=since, attempts=1, blocks=(ALL,)))
    assert said(peer) == ["Daily", "Daily"]


async def test_what_never_arrived_is_posted_after_the_history_was_looked_at(peer: Discord) -> None:
    since = peer.world.now
    await peer.world.clock_to(since + timedelta(hours=1))
    await peer.show(HERE, row(uncertain_since=since, attempts=3))
    assert said(peer) == ["Hello"]


@pytest.mark.parametrize(
    ("status", "code", "told"),
    [
        (429, 0, ChatBusy),
        (500, 0, ChatUncertain),
        (400, 40003, ChatBusy),
        (403, 50007, ChatClosed),
        (403, 50013, ChatRefused),
        (404, 10003, ChatRefused),
        (401, 0, ChatBarred),
        (403, 40333, ChatBarred),
        (403, 0, ChatBarred),
    ],
)
async def test_each_no_of_discords_is_told_apart(peer: Discord, status: int, code: int, told: type[Exception]) -> None:
    peer.env.inject_error("POST", "/channels/*/messages", status=status, code=code)
    with pytest.raises(told):
        await peer.show(ANA, row())


@pytest.mark.parametrize(
    ("denied", "named"),
    [
        ({"send_messages": False}, "lacks Send Messages there"),
        ({"embed_links": False, "attach_files": False}, "lacks Embed Links, Attach Files there"),
        ({}, "lacks a permission there"),
    ],
)
async def test_a_missing_permission_is_named_and_no_other(peer: Discord, denied: Any, named: str) -> None:
    guild = peer.channel.guild
    assert guild
    assert guild.me
    closed = guild.create_text_channel("closed", overwrites={guild.me: discord.PermissionOverwrite(**denied)})
    await peer.env.settle()
    peer.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    with pytest.raises(ChatRefused, match=named):
        await peer.show(replace(HERE, channel=f"discord:{closed.id}"), row())


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (aiohttp.ClientConnectorError(NOWHERE, OSError("no route")), ChatBusy),
        (TimeoutError(), ChatUncertain),
        (aiohttp.ServerDisconnectedError(), ChatUncertain),
    ],
)
async def test_no_connection_is_busy_and_a_broken_one_uncertain(
    peer: Discord, error: Exception, told: type[Exception]
) -> None:
    peer.honest.broken = error
    with pytest.raises(told):
        await peer.show(HERE, row())
    peer.honest.broken = None
    await peer.show(HERE, row())
    assert said(peer) == ["Hello"]


async def test_h14_a_deleted_message_is_posted_again_once(peer: Discord) -> None:
    first = await peer.show(HERE, row())
    peer.env.backend.delete_message(CHANNEL, int(first.partition(":")[2]))
    second = await peer.show(HERE, row("Hello again", message=first, wanted=2))
    assert second != first
    assert await peer.show(HERE, row("Hello thrice", message=second, wanted=3)) == second
    assert said(peer) == ["Hello thrice"]


async def test_fresh_news_stand_at_the_end_and_the_old_card_goes(peer: Discord) -> None:
    first = await peer.show(HERE, row())
    await peer.show(HERE, replace(row("Between"), key="other"))
    second = await peer.show(HERE, row("News", message=first, wanted=2, fresh=True))
    assert second != first
    assert said(peer) == ["Between", "News"]


async def test_hostile_words_notify_nobody(peer: Discord) -> None:
    await peer.show(HERE, row(f"@everyone @here <@{user_id('ben')}> <@&{GUILD}>"))
    body = next(body for method, path, body in peer.honest.bodies if path.endswith("/messages") and method == "POST")
    assert body["allowed_mentions"]["parse"] == []
    assert not body["allowed_mentions"].get("users")
    assert "@everyone" not in body["content"]
