"""adapters/web_chat/live.py: everybody is told, the slow are shown the whole anew, closing ends all."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from markupsafe import Markup

from adapters.web_chat.live import WAITING, ClockMoved, Closing, Hub, Missed, Told


def test_every_listener_is_told_and_the_version_changes() -> None:
    hub = Hub("start")
    with hub.listening() as one, hub.listening() as two:
        before = hub.version
        hub.tell(ClockMoved())
        assert hub.version != before
        assert (one.get_nowait().news, two.get_nowait().news) == (ClockMoved(), ClockMoved())
        assert hub.listeners == 2
    assert hub.listeners == 0


def test_one_who_does_not_keep_up_is_told_to_look_again() -> None:
    hub = Hub("start")
    with hub.listening() as queue:
        for _ in range(WAITING + 1):
            hub.tell(ClockMoved())
        assert (queue.get_nowait().news, queue.get_nowait().news) == (Missed(), ClockMoved())
        assert queue.empty()


def test_closing_ends_every_stream_also_those_that_begin_later() -> None:
    hub = Hub("start")
    with hub.listening() as queue:
        hub.tell(ClockMoved())
        hub.close()
        assert queue.get_nowait().news == Closing()
    with hub.listening() as late:
        assert late.get_nowait().news == Closing()


async def test_news_is_made_once_for_each_reader_and_one_who_leaves_disturbs_nobody() -> None:
    made: list[str] = []
    go_on = asyncio.Event()

    def for_reader(name: str) -> Callable[[], Awaitable[Markup]]:
        async def show() -> Markup:
            made.append(name)
            await go_on.wait()
            return Markup(name)

        return show

    told = Told(ClockMoved())
    readers = ("ana", "ana", "ana", "olivia")
    pages = [asyncio.ensure_future(told.shown(name, "general", for_reader(name))) for name in readers]
    await asyncio.sleep(0)
    pages[0].cancel()
    go_on.set()
    assert [await page for page in pages[1:]] == ["ana", "ana", "olivia"]
    assert made == ["ana", "olivia"]
