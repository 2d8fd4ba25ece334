"""Lexicon: which rows have a word, for every word that there is, and for all words between two."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from itertools import takewhile

from adapters.storage.sorted_keys import SortedKeys

DENSE = 32  # one row in so many has the word: from there on a bit for every row takes less room than a list
MANY = 64  # rows, below which a list is quick enough whatever the room


class Lexicon:
    """Rows are sets of document ids as one number: bit 5 is set for row 5, so that numbers are cut with `&`."""

    def __init__(self) -> None:
        self._rows: dict[str, array[int] | bytearray] = {}
        self._words: SortedKeys[str] = SortedKeys()
        self._last = 0

    def file(self, doc: int, words: Iterable[str]) -> None:
        """The row has these words from now on."""
        self._last = max(self._last, doc)
        for word in words:
            rows = self._rows.get(word)
            if rows is None:
                self._rows[word] = array("I", (doc,))
                self._words.add(word)
            elif isinstance(rows, bytearray):
                _set(rows, doc)
            elif doc > rows[-1]:
                rows.append(doc)
                self._spread(word, rows)
            else:
                rows.insert(bisect_left(rows, doc), doc)

    def unfile(self, doc: int, words: Iterable[str]) -> None:
        """The row has these words no more."""
        for word in words:
            rows = self._rows[word]
            if isinstance(rows, bytearray):
                rows[doc >> 3] &= ~(1 << (doc & 7))
                continue
            del rows[bisect_left(rows, doc)]
            if not rows:
                del self._rows[word]
                self._words.remove(word)

    def exactly(self, word: str) -> int:
        """The rows that have the word."""
        return self._gathered((word,) if word in self._rows else ())

    def beginning(self, start: str) -> int:
        """The rows that have a word which begins so."""
        return self._gathered(word for word in takewhile(lambda word: word.startswith(start), self._words.since(start)))

    def between(self, first: str, beyond: str) -> int:
        """The rows that have a word from `first` up to, but not with, `beyond`."""
        return self._gathered(takewhile(lambda word: word < beyond, self._words.since(first)))

    def _spread(self, word: str, rows: array[int]) -> None:
        """Turns a list into bits where that takes less room; asked now and then is often enough."""
        if len(rows) % MANY == 0 and len(rows) * DENSE > self._last:
            bits = bytearray((self._last >> 3) + 1)
            _mark(bits, rows)
            self._rows[word] = bits

    def _gathered(self, words: Iterable[str]) -> int:
        """All the rows of these words."""
        number, few = 0, bytearray()
        for word in words:
            rows = self._rows[word]
            if isinstance(rows, bytearray):
                number |= int.from_bytes(rows, "little")
            else:
                few = few or bytearray((self._last >> 3) + 1)
                _mark(few, rows)
        return number | int.from_bytes(few, "little")


def _mark(bits: bytearray, rows: array[int]) -> None:
    for doc in rows:
        bits[doc >> 3] |= 1 << (doc & 7)


def _set(bits: bytearray, doc: int) -> None:
    place = doc >> 3
    if place >= len(bits):
        bits.extend(bytes(place + 1 + len(bits) // 8 - len(bits)))
    bits[place] |= 1 << (doc & 7)
