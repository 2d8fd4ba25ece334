"""Slips of the finger in the names of days and months: `Thurdsay` is near one of them only."""

from __future__ import annotations

import re
from functools import lru_cache

NAMES = (
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "tomorrow"),
    *("january", "february", "september", "october", "november", "december"),
)
NO_SLIPS = frozenset(("sundry", "sundae"))
_LONG_WORD = re.compile(r"(?<![\w.'’])[a-z]{5,10}(?![\w'’])", re.ASCII)


def mended(text: str) -> str:
    """A folded text with each word that is one slip away from exactly one name as that name."""
    return _LONG_WORD.sub(lambda found: _name(found[0]), text)


@lru_cache(maxsize=4096)
def _name(word: str) -> str:
    if word in NO_SLIPS or word in NAMES or word.removesuffix("s") in NAMES:
        return word
    near = [name for name in NAMES if _one_slip_apart(word, name)]
    return near[0] if len(near) == 1 else word


def _one_slip_apart(word: str, name: str) -> bool:
    """A letter more, a letter less, another letter, or two that changed places."""
    if abs(len(word) - len(name)) > 1:
        return False
    start = next((n for n, (one, other) in enumerate(zip(word, name, strict=False)) if one != other), len(word))
    left, right = word[start:], name[start:]
    swapped = left[:2] == right[:2][::-1] and left[2:] == right[2:]
    return swapped or right[1:] in (left, left[1:]) or left[1:] == right
