"""Who is looking at the page right now, and what each has to be told."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

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


class Hub:
    """Passes news to every open page; by `version`, which each piece changes, a page knows whether it missed any."""

    def __init__(self, started: str) -> None:
        self._started = started
        self._count = 0
        self._closed = False
        self._queues: set[asyncio.Queue[News]] = set()

    @property
    def version(self) -> str:
        return f"{self._started}.{self._count}"

    @property
    def listeners(self) -> int:
        return len(self._queues)

    def tell(self, news: News) -> None:
        self._count += 1
        for queue in self._queues:
            _put(queue, news)

    def close(self) -> None:
        """End every open stream, now and from now on."""
        self._closed = True
        self.tell(Closing())

    @contextmanager
    def listening(self) -> Iterator[asyncio.Queue[News]]:
        queue: asyncio.Queue[News] = asyncio.Queue(WAITING)
        if self._closed:
            queue.put_nowait(Closing())
        self._queues.add(queue)
        try:
            yield queue
        finally:
            self._queues.discard(queue)


def _put(queue: asyncio.Queue[News], news: News) -> None:
    """A page that does not keep up loses the single steps and is shown the whole anew."""
    if queue.full():
        while not queue.empty():
            queue.get_nowait()
        queue.put_nowait(Missed())
    queue.put_nowait(news)
