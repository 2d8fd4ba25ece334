"""How records are searched: what of a record is looked through, what is wanted, and what counts as a word."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

import msgspec

WORD_MOST = 32  # letters of a word that count; nobody types more, and addresses are long

_PLAIN = {number: chr(number).lower() if chr(number).isalnum() else " " for number in range(128)}
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_ACCENTS = re.compile("[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u3099\u309a]+")
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")


class Sought(msgspec.Struct, frozen=True, kw_only=True):
    """What a search sees of a record. Words of `title` weigh more than those of `text`.

    `marks` are what narrows a search, such as `state:blocked`; `at` is what its age is counted from.
    """

    title: str
    text: str = ""
    marks: tuple[str, ...] = ()
    at: datetime


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for: every one of `words` begins a word of the record, which has a mark of each of `marks`.

    `words` are as `words_of` gives them. Ages are compared to the hour: not before `since`, and before `before`.
    Records with the mark `first` come before those without.
    """

    words: tuple[str, ...] = ()
    marks: tuple[tuple[str, ...], ...] = ()
    since: datetime | None = None
    before: datetime | None = None
    first: str = ""


def words_of(text: str) -> list[str]:
    """The words of a text without case, accents and signs; each sign of a script that has no spaces is one.

    >>> words_of("Écrire l’article, 600 words")
    ['ecrire', 'l', 'article', '600', 'words']
    """
    if text.isascii():
        words = text.translate(_PLAIN).split()
    else:
        spread = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))
        words = spread.translate(_PLAIN).split() if spread.isascii() else _WORD.findall(spread.translate(_LETTERS))
    return [word[:WORD_MOST] for word in words] if len(max(words, key=len, default="")) > WORD_MOST else words
