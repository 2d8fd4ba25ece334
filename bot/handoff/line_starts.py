"""When and how often, where it stands first in a line: `by Fri noon @ana …`, `every day at 18:00: …`."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.dates.repeating import Repeats
from bot.handoff import line_people as people
from bot.handoff import line_priorities as priorities
from bot.handoff import line_words as known
from bot.handoff.line_breaks import LOOSE
from bot.handoff.line_ends import Ends

FIRST_WORDS, FIRST_SIGNS = 10, 200
_DASH = re.compile(r"[|–—-]+$")


def first_rhythm(text: str, ends: Ends) -> tuple[Repeats, str] | None:
    """The rhythm at the start and what follows it, where that is another word."""
    begin = text[:FIRST_SIGNS]
    if not known.EVERY.match(begin) or not known.RECURRING.search(begin.casefold()):
        return None
    words = text.split(maxsplit=FIRST_WORDS)
    count = first_that(lambda typed: ends.rhythm(typed) is not None, words)
    rhythm = ends.rhythm(" ".join(words[:count]).rstrip(LOOSE)) if 0 < count < len(words) else None
    return (rhythm, " ".join(words[count:])) if rhythm else None


def first_date(text: str, ends: Ends) -> tuple[str, str] | None:
    """The date at the start as typed and what follows it, where it is certain that it is due then and ends there."""
    begin = text[:FIRST_SIGNS]
    by = known.BY.match(begin) or known.ON.match(begin)
    if not by and not known.BEFORE.match(begin) and not known.TIME_FIRST.match(begin):
        return None
    words = text[by.end() if by else 0 :].split(maxsplit=FIRST_WORDS)
    count = first_that(ends.is_date, words)
    if not 0 < count < len(words) or not _ends_there(words, count, told=by is not None):
        return None
    return " ".join(words[:count]).rstrip(LOOSE), " ".join(words[count:])


def first_that(read: Callable[[str], bool], words: list[str]) -> int:
    """How many of the leading words make the longest that reads; 0 for none."""
    most = min(FIRST_WORDS, len(words))
    return next((count for count in range(most, 0, -1) if read(" ".join(words[:count]).rstrip(LOOSE))), 0)


def _ends_there(words: list[str], count: int, *, told: bool) -> bool:
    """Whether another part follows, a break, or a word that surely is none of the date."""
    typed, following = " ".join(words[:count]), " ".join(words[count:])
    if following.startswith("@") or people.ANYONE.match(following) or priorities.FIRST.match(following):
        return True
    if typed[-1] in LOOSE or _DASH.match(words[count]):
        return told or bool(known.CERTAIN_ALONE.search(typed) or (count > 1 and known.CLOCK.search(typed)))
    word = words[count].strip(".,:;").casefold()
    return told and word[:1].isalpha() and word not in known.NO_START_AFTER_DATE and "'" not in words[count - 1]
