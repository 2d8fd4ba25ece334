"""SortedKeys: what is due first, cheap to change at a million as at a thousand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from typing import Any, Generic, Protocol, TypeVar

CHUNK = 512


class Ordered(Protocol):
    def __lt__(self, other: Any, /) -> bool: ...


K = TypeVar("K", bound=Ordered)


class SortedKeys(Generic[K]):
    """Distinct keys in ascending order, kept in short sorted lists so that no change moves more than one of them."""

    def __init__(self) -> None:
        self._chunks: list[list[K]] = []
        self._lasts: list[K] = []

    def __iter__(self) -> Iterator[K]:
        for chunk in self._chunks:
            yield from chunk

    def add(self, key: K) -> None:
        if not self._chunks:
            self._chunks, self._lasts = [[key]], [key]
            return
        at = min(bisect_left(self._lasts, key), len(self._lasts) - 1)
        chunk = self._chunks[at]
        insort(chunk, key)
        self._lasts[at] = chunk[-1]
        if len(chunk) > 2 * CHUNK:
            self._chunks[at : at + 1] = [chunk[:CHUNK], chunk[CHUNK:]]
            self._lasts[at : at + 1] = [chunk[CHUNK - 1], chunk[-1]]

    def remove(self, key: K) -> None:
        """KeyError when it is not there."""
        at = bisect_left(self._lasts, key)
        place = bisect_left(self._chunks[at], key) if at < len(self._lasts) else 0
        if at == len(self._lasts) or self._chunks[at][place] != key:
            raise KeyError(key)
        chunk = self._chunks[at]
        del chunk[place]
        if chunk:
            self._lasts[at] = chunk[-1]
        else:
            del self._chunks[at], self._lasts[at]

    def first(self) -> K | None:
        return self._chunks[0][0] if self._chunks else None

    def since(self, key: K) -> Iterator[K]:
        """Those not less than `key`, which need not be among them."""
        at = bisect_left(self._lasts, key)
        if at < len(self._chunks):
            yield from self._chunks[at][bisect_left(self._chunks[at], key) :]
        for chunk in self._chunks[at + 1 :]:
            yield from chunk

    def after(self, key: K) -> K | None:
        """The first one greater than `key`, which need not be among them."""
        at = bisect_right(self._lasts, key)
        return self._chunks[at][bisect_right(self._chunks[at], key)] if at < len(self._lasts) else None
