"""Long lists: the first of them, and how many more there are."""

from __future__ import annotations

from collections.abc import Sequence

from bot.texts import Words
from bot.ui import Text


def first(texts: Sequence[Text], most: int, words: Words) -> tuple[Text, ...]:
    """The first `most`; where there are more, how many more comes last."""
    left = len(texts) - most
    return (*texts[:most], words("common.more", n=left)) if left > 0 else tuple(texts)
