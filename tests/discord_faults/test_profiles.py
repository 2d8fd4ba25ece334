"""Who joins on Discord: members of the server whom Discord vouches for, and no bots."""

from __future__ import annotations

import simcord

from bot.people import Person
from tests.dialogs.discord_peer import Discord
from tests.dialogs.talk import Talk


async def newcomer(peer: Discord, name: str, *, bot: bool = False) -> simcord.UserHandle:
    user = peer.env.create_user(name, bot=bot)
    guild = peer.channel.guild
    assert guild is not None
    guild.add_member(user)
    await peer.env.settle()
    return user


def baton(peer: Discord) -> str:
    assert peer.chat.client.user is not None
    return f"<@{peer.chat.client.user.id}>"


async def names(peer: Discord) -> list[str]:
    return [person.name for person in await peer.world.store.all(Person, "studio")]


async def mention(peer: Discord, person: str, words: str) -> None:
    await peer.members[person].send(peer.channel, f"{baton(peer)} {words}")
    await peer.env.settle()
    await peer.world.deliver()


BRIEF = "Write the article by Fri 5pm ~2h done when: 3 sources"


async def test_no_bot_joins_and_baton_neither(peer: Discord) -> None:
    before = await names(peer)
    other = await newcomer(peer, "mee6", bot=True)
    await mention(peer, "olivia", f"delegate <@{other.id}> {BRIEF}")
    await mention(peer, "olivia", f"delegate {baton(peer)} {BRIEF}")
    assert await names(peer) == before


async def test_while_discord_does_not_say_who_it_is_nobody_joins(peer: Discord) -> None:
    before = await names(peer)
    zoe = await newcomer(peer, "zoe")
    peer.env.inject_error("GET", f"/guilds/*/members/{zoe.id}", status=500, code=0, times=None)
    await mention(peer, "olivia", f"delegate <@{zoe.id}> {BRIEF}")
    assert await names(peer) == before
    peer.env.backend.faults.clear()
    await mention(peer, "olivia", f"delegate <@{zoe.id}> {BRIEF}")
    assert await names(peer) == [*before, "zoe"]


async def test_a_plain_name_finds_the_one_member_who_has_it(peer: Discord, talk: Talk) -> None:
    before = await names(peer)
    await newcomer(peer, "zoe")
    await talk.says("olivia", f"/delegate @zoe {BRIEF}", where="channel")
    assert await names(peer) == [*before, "zoe"]
    await talk.hears("olivia", "Offered to zoe")


async def test_a_plain_name_that_two_have_or_a_guest_types_brings_nobody(peer: Discord, talk: Talk) -> None:
    before = await names(peer)
    await newcomer(peer, "max")
    await talk.says("gil", f"/delegate @max {BRIEF}", where="channel")
    for number in (1, 2):
        user = peer.env.create_user(f"zoe{number}", global_name=f"Zoe {number}")
        assert peer.channel.guild is not None
        peer.channel.guild.add_member(user)
    await peer.env.settle()
    await talk.says("olivia", f"/delegate @zoe {BRIEF}", where="channel")
    assert await names(peer) == before
