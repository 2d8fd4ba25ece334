"""Mails and crashes: each arrives; a second time only where nobody could know that it had, and then as the same one."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from email.message import EmailMessage

import pytest

from adapters.storage.memory_store import MemoryStore
from bot.errors import StoreClosed
from bot.partners.records import Page
from bot.partners.rules import digest
from bot.people import Person
from bot.ports import Outgoing
from bot.requests import Direct, Place
from tests.dialogs.peer import Core
from tests.dialogs.talk import Talk
from tests.dialogs.world import World
from tests.mail.conftest import Office

LETTERS = ("invitation", "digest", "farewell")


class PowerCut(BaseException):
    """The process dies here."""


class Store(MemoryStore):
    """`trouble` comes when it is to be written down that a letter to `reader` was taken."""

    trouble: type[BaseException] | None = None
    reader: Place | None = None

    async def ping(self) -> None:
        if self.trouble is StoreClosed:
            raise StoreClosed("the disk is full")

    async def settle(self, row: Outgoing) -> Awaitable[None]:
        if self.trouble and row.to == self.reader and row.key.partition(":")[0] in LETTERS:
            raise self.trouble
        return await super().settle(row)


@pytest.fixture
async def talk(office: Office) -> Talk:
    """Rosa is a partner by mail, at the server of these tests."""
    await office.start()
    store = Store()
    world = World(store)
    await world.seed()
    world.refuses = True
    talk = Talk(Core(world))
    await talk.says("olivia", "/team partner rosa@example.org Rosa")
    await talk.presses("olivia", "Make a link")
    world.mail = office.mail()
    store.reader = next(Direct(one.id) for one in await store.all(Person, "studio") if one.name == "Rosa")
    return talk


async def a_link(talk: Talk) -> None:
    await talk.says("olivia", "/team page @rosa")
    await talk.presses("olivia", "Send a link by e-mail")


async def a_digest(talk: Talk) -> None:
    await talk.time_is("2026-11-27 17:05", "America/New_York")


async def a_last_word(talk: Talk) -> None:
    await talk.says("olivia", "/checkin partner @gil instead of @rosa")


Happens = Callable[[Talk], Awaitable[None]]


async def later(talk: Talk, **by: float) -> None:
    world = talk.peer.world
    world.pass_to(world.now + timedelta(**by))
    await world.deliver()


async def the_power_goes(talk: Talk, happens: Happens) -> None:
    """After the server has taken the letter, and before that is written down."""
    world = talk.peer.world
    assert isinstance(world.store, Store)
    world.store.trouble = PowerCut
    with pytest.raises(PowerCut):
        await happens(talk)
    world.store.trouble = None
    world.pass_to(world.now + timedelta(seconds=1))
    world.start()
    await world.deliver()


def words(letter: EmailMessage) -> str:
    return str(letter.get_body(("plain",)).get_content())  # type: ignore[union-attr]


def linked(letter: EmailMessage) -> str:
    """The token of its one-time link."""
    found = re.search(r"/open/([\w-]+)", words(letter))
    assert found
    return found[1]


@pytest.mark.parametrize("happens", [a_digest, a_last_word])
async def test_c3_a_mail_whose_note_was_lost_comes_again_as_the_same_and_no_third_time(
    office: Office, talk: Talk, happens: Happens
) -> None:
    await the_power_goes(talk, happens)
    first, again = office.post.letters
    assert (first["Message-ID"], words(first)) == (again["Message-ID"], words(again))
    await later(talk, hours=1)
    assert len(office.post.letters) == 2


async def test_c3_a_link_whose_note_was_lost_comes_again_as_another_mail_and_the_newer_opens_the_page(
    office: Office, talk: Talk
) -> None:
    """The first link was never kept, so that the second is another; a mailbox must not take them for one."""
    await the_power_goes(talk, a_link)
    first, again = office.post.letters
    assert first["Message-ID"] != again["Message-ID"]
    [page] = await talk.peer.world.store.all(Page, "")
    assert page.link == digest(linked(again)) != digest(linked(first))
    await later(talk, hours=1)
    assert len(office.post.letters) == 2


@pytest.mark.parametrize("happens", [a_link, a_digest, a_last_word])
async def test_c3_while_the_disk_is_full_no_mail_goes_out_again_and_again(
    office: Office, talk: Talk, happens: Happens
) -> None:
    store = talk.peer.world.store
    assert isinstance(store, Store)
    store.trouble = StoreClosed
    await happens(talk)
    for _ in range(10):
        await later(talk, minutes=1)
    assert len(office.post.letters) == 1
    store.trouble = None
    await later(talk, minutes=1)
    await later(talk, minutes=10)
    assert len(office.post.letters) == 2


@pytest.mark.parametrize("happens", [a_link, a_digest, a_last_word])
async def test_c3_what_was_written_and_not_sent_when_the_power_went_is_mailed_once(
    office: Office, talk: Talk, happens: Happens
) -> None:
    await office.stop()
    await happens(talk)
    talk.peer.world.start()
    await office.start()
    await later(talk, minutes=1)
    await later(talk, hours=1)
    assert len(office.post.letters) == 1
