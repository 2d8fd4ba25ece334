"""Long lists: the first of them, how many more there are, and where a page of them starts."""

from __future__ import annotations

from collections.abc import Sequence

from bot.texts import Words
from bot.ui import Text


def first(texts: Sequence[Text], most: int, words: Words, *, of: int = 0) -> tuple[Text, ...]:
    """The first `most`; where there are more, how many more comes last. `of` so many, if not all were put in words."""
    left = max(of, len(texts)) - most
    return (*texts[:most], words("common.more", n=left)) if left > 0 else tuple(texts)


def start_of(typed: str) -> int:
    """Where a page starts, as its button carries it; the first page for anything else."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 7 else 0
