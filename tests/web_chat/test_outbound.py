"""adapters/web_chat/outbound.py: posts are shown once, edited where they stand, moved when fresh."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.storage.memory_store import MemoryStore
from adapters.web_chat.live import Edited, Hub, News, Said
from adapters.web_chat.messages import ChatMessage, Messages, rooms_of
from adapters.web_chat.outbound import WebPosts
from bot.ports import Address, ChatBusy, ChatRefused, Outgoing
from bot.requests import Thread
from bot.ui import as_text
from tests.web_chat.fakes import ALONE, NOON, PEOPLE, row, titled

GENERAL = Address(team="studio", channel="web:general")
ANA = Address(team="studio", account="web:ana")


class Page:
    """What a person sees: the texts of a room, in order."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.messages = Messages(self.store, "studio", lambda: NOON)
        self.hub = Hub("start")
        self.chat = WebPosts(self.messages, self.hub, ("general",), lambda: NOON)

    async def room(self, number: int, person: str = "ana") -> list[ChatMessage]:
        reader = next(p for p in PEOPLE if p.id == person)
        found, _ = await self.messages.newest(rooms_of(reader, ("general",))[number], person)
        return found

    async def titles(self, number: int = 1, person: str = "ana") -> list[str]:
        return [as_text(message.card.title) for message in await self.room(number, person) if message.card]


@pytest.fixture
def page() -> Page:
    return Page()


async def test_a_post_is_shown_under_its_own_key_and_once_however_often_it_is_tried(page: Page) -> None:
    post = row("a", titled("one"))
    assert await page.chat.ready()
    assert [await page.chat.show(GENERAL, post) for _ in range(3)] == ["studio/a"] * 3
    assert await page.titles() == ["one"]


async def test_a_newer_card_edits_where_it_stands_and_an_older_one_changes_nothing(page: Page) -> None:
    for post in (row("a", titled("one")), row("b", titled("two")), row("a", titled("one again"), wanted=2)):
        await page.chat.show(GENERAL, post)
    await page.chat.show(GENERAL, row("a", titled("one")))
    assert await page.titles() == ["one again", "two"]
    first = (await page.room(1))[0]
    assert (first.edited_at, first.wanted) == (NOON, 2)


async def test_a_fresh_card_goes_to_the_end_and_takes_its_replies_along(page: Page) -> None:
    await page.chat.show(GENERAL, row("a", titled("one")))
    await page.chat.show(GENERAL, row("b", titled("two")))
    under = Address(team="studio", channel="web:general", thread="studio/a")
    await page.chat.show(under, row("r", titled("reply"), to=Thread("web:general", "a")))
    await page.chat.show(GENERAL, row("a", titled("one, news"), wanted=2, fresh=True))
    await page.chat.show(GENERAL, row("a", titled("one, news"), wanted=2, fresh=True))
    assert await page.titles() == ["two", "one, news"]
    replies = await page.messages.replies((await page.room(1))[-1], "ana")
    assert [message.key for message in replies] == ["r"]


async def test_a_private_post_is_for_that_person_alone(page: Page) -> None:
    await page.chat.show(ANA, row("p", titled("private"), to=ALONE))
    assert await page.titles(0, "ana") == ["private"]
    assert await page.titles(0, "olivia") == []
    assert await page.titles(1, "ana") == []


async def test_a_post_whose_place_changed_moves_there(page: Page) -> None:
    await page.chat.show(GENERAL, row("a", titled("here")))
    await page.chat.show(ANA, row("a", titled("there"), to=ALONE, wanted=2))
    assert await page.titles(1) == []
    assert await page.titles(0) == ["there"]


async def test_a_channel_that_is_not_there_is_refused(page: Page) -> None:
    with pytest.raises(ChatRefused, match="no channel 'other'"):
        await page.chat.show(Address(team="studio", channel="web:other"), row("a", titled("one")))


async def test_a_store_that_takes_nothing_makes_it_try_again_later(page: Page) -> None:
    await page.store.close()
    with pytest.raises(ChatBusy):
        await page.chat.show(GENERAL, row("a", titled("one")))


async def test_every_open_page_is_told_what_is_new_and_what_is_edited(page: Page) -> None:
    told: list[News] = []
    with page.hub.listening() as queue:
        for post in (
            row("a", titled("1")),
            row("a", titled("2"), wanted=2),
            row("a", titled("3"), wanted=3, fresh=True),
        ):
            await page.chat.show(GENERAL, post)
        while not queue.empty():
            told.append(queue.get_nowait().news)
    said, edited, moved = told
    assert isinstance(said, Said)
    assert isinstance(edited, Edited)
    assert isinstance(moved, Said)
    assert said.instead_of == ""
    assert moved.instead_of == said.message.id == edited.message.id


class Racing(Messages):
    """Another attempt with the same key is stored between looking and saving."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.rival: Outgoing | None = None

    async def next_id(self) -> str:
        rival, self.rival = self.rival, None
        if rival:
            others = WebPosts(self, Hub("other"), ("general",), lambda: NOON)
            await others.show(GENERAL, rival)
        return await super().next_id()


async def test_two_attempts_at_the_same_moment_show_it_once() -> None:
    racing = Racing(MemoryStore(), "studio", lambda: NOON)
    racing.rival = row("a", titled("one"))
    chat = WebPosts(racing, Hub("start"), ("general",), lambda: NOON)
    assert await chat.show(GENERAL, row("a", titled("one"))) == "studio/a"
    assert len((await racing.newest(rooms_of(PEOPLE[0], ("general",))[1], "olivia"))[0]) == 1
