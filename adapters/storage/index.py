"""Index: how the records of one kind and team are searched; fed row by row, asked with a Wanted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from adapters.storage.lexicon import Lexicon
from bot.searching import Sought, Wanted, words_of

EVERY = ""  # a mark that all have


class Index:
    """Rows go by document id, and the higher is the newer."""

    def __init__(self) -> None:
        self._titles = Lexicon()
        self._words = Lexicon()
        self._marks = Lexicon()
        self._hours = Lexicon()

    def change(self, doc: int, before: Sought | None, after: Sought | None) -> None:
        """The row is looked for by `after` from now on; None while there is none."""
        if before is None or after is None or (before.title, before.text) != (after.title, after.text):
            old_title, old_text = _words(before)
            new_title, new_text = _words(after)
            _refile(self._titles, doc, old_title, new_title)
            _refile(self._words, doc, old_text, new_text)
        _refile(self._marks, doc, _marks(before), _marks(after))
        _refile(self._hours, doc, _hours(before), _hours(after))

    def found(self, wanted: Wanted, skip: int, limit: int) -> tuple[list[int], int]:
        """Rows in the order that Store.search promises, and how many there are in all."""
        rows = self._within(wanted)
        whole, begun = rows, rows
        for word in wanted.words:
            rows &= self._words.beginning(word)
            begun &= self._titles.beginning(word)
            whole &= self._titles.exactly(word)
        if not wanted.words:
            whole = begun = 0
        first = self._marks.exactly(wanted.first) if wanted.first else 0
        order = (
            tier & part for part in (first, ~first) for tier in (whole, begun & ~whole, rows & ~begun & ~whole) if tier
        )
        newest_first = (doc for tier in order for doc in _each(tier))
        return list(islice(newest_first, skip, skip + limit)), rows.bit_count()

    def _within(self, wanted: Wanted) -> int:
        """By marks and age alone."""
        rows = self._marks.exactly(EVERY)
        for some in wanted.marks:
            any_of = 0
            for mark in some:
                any_of |= self._marks.exactly(mark)
            rows &= any_of
        if wanted.since or wanted.before:
            rows &= self._hours.between(
                _hour(wanted.since) if wanted.since else "", _hour(wanted.before) if wanted.before else "~"
            )
        return rows


def _refile(lexicon: Lexicon, doc: int, old: set[str], new: set[str]) -> None:
    if old != new:
        lexicon.unfile(doc, old - new)
        lexicon.file(doc, new - old)


def _words(sought: Sought | None) -> tuple[set[str], set[str]]:
    """Those of the title, and all."""
    if sought is None:
        return set(), set()
    title = set(words_of(sought.title))
    return title, title.union(words_of(sought.text))


def _marks(sought: Sought | None) -> set[str]:
    return {EVERY, *sought.marks} if sought else set()


def _hours(sought: Sought | None) -> set[str]:
    return {_hour(sought.at)} if sought else set()


def _hour(at: datetime) -> str:
    return f"{int(at.timestamp()) // 3600:09d}"


def _each(rows: int) -> Iterator[int]:
    """The newest first."""
    bits = f"{rows:b}"
    at = bits.find("1")
    while at >= 0:
        yield len(bits) - 1 - at
        at = bits.find("1", at + 1)
