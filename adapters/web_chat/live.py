"""Who is looking at the page right now, and what each has to be told."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

import msgspec
from markupsafe import Markup

from adapters.web_chat.messages import ChatMessage

WAITING = 100


class Said(msgspec.Struct, frozen=True):
    """A message that is new, or has moved to the end from where it stood as `instead_of`."""

    message: ChatMessage
    instead_of: str = ""


class Edited(msgspec.Struct, frozen=True):
    message: ChatMessage


class ClockMoved(msgspec.Struct, frozen=True):
    pass


class Missed(msgspec.Struct, frozen=True):
    """More happened than the reader could follow: show everything anew."""


class Closing(msgspec.Struct, frozen=True):
    pass


News = Said | Edited | ClockMoved | Missed | Closing


class Told:
    """One piece of news on its way to the open pages."""

    def __init__(self, news: News) -> None:
        self.news = news
        self._shown: dict[tuple[str, str], asyncio.Task[Markup]] = {}

    async def shown(self, person: str, room: str, show: Callable[[], Awaitable[Markup]]) -> Markup:
        """What `show` gives, made once for all the pages on which this person has this room open.

        So it may hold nothing of one session, as a form's token is.
        """
        task = self._shown.get((person, room))
        if task is None:
            task = self._shown[person, room] = asyncio.ensure_future(show())
        return await asyncio.shield(task)  # a page that is closed takes nothing away from the others


class Hub:
    """Passes news to every open page; by `version`, which each piece changes, a page knows whether it missed any."""

    def __init__(self, started: str) -> None:
        self._started = started
        self._count = 0
        self._closed = False
        self._queues: set[asyncio.Queue[Told]] = set()

    @property
    def version(self) -> str:
        return f"{self._started}.{self._count}"

    @property
    def listeners(self) -> int:
        return len(self._queues)

    def tell(self, news: News) -> None:
        self._count += 1
        told = Told(news)
        for queue in self._queues:
            _put(queue, told)

    def close(self) -> None:
        """End every open stream, now and from now on; a page that comes back is shown what it had still to be told."""
        self._closed = True
        for queue in self._queues:
            _clear(queue)
        self.tell(Closing())

    @contextmanager
    def listening(self) -> Iterator[asyncio.Queue[Told]]:
        queue: asyncio.Queue[Told] = asyncio.Queue(WAITING)
        if self._closed:
            queue.put_nowait(Told(Closing()))
        self._queues.add(queue)
        try:
            yield queue
        finally:
            self._queues.discard(queue)


def _put(queue: asyncio.Queue[Told], told: Told) -> None:
    """A page that does not keep up loses the single steps and is shown the whole anew."""
    if queue.full():
        _clear(queue)
        queue.put_nowait(Told(Missed()))
    queue.put_nowait(told)


def _clear(queue: asyncio.Queue[Told]) -> None:
    while not queue.empty():
        queue.get_nowait()
