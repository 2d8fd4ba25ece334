"""What was left over: words of dates, lengths and priorities at the end of an outcome that may belong to the brief."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.handoff import line_lengths as lengths
from bot.handoff import line_priorities as priorities
from bot.handoff import line_words as known
from bot.handoff.line_breaks import last_clause
from bot.handoff.line_ends import is_day, is_number

LAST_SIGNS, LAST_WORDS, SHORT_CLAUSE = 120, 8, 6

_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d\d)?[ap]m|\d{1,2}:\d\d|\d{1,2}h(?:\d\d)?", re.IGNORECASE)
_DATE = re.compile(
    r"\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th)", re.IGNORECASE
)
_DETERMINER = frozenset(
    [
        "this",
        "next",
        "last",
        "coming",
        "each",
        "every",
        "a",
        "per",
        "diese",
        "nächste",
        "esta",
        "próxima",
        "cada",
        "jede",
    ]
)
_ARTICLES = frozenset(["the", "a", "an", "der", "die", "das", "dem", "den", "el", "la", "los", "las", "un", "una"])
_LEADS_TO_TIME = frozenset(["at", "by", "before", "until", "till", "um", "bis"])
_DANGLING = re.compile(
    r"(?:^|\s)(?:with|and|or|but|it['’]s|that['’]s|is|are|due|by|before|until|for|of|the|an?|not|needs?|must|should|will|at|plus"
    r"|(?:needs?|has|have|ought|must|should)\s+(?:to\s+)?(?:be|take)(?:\s+\w+)?|to\s+be\s+\w+|takes?|about|around|approx|max|und|mit"
    r"|bis|y|con|para|later|early|late|sometime|some\s+time|maybe|perhaps|probably|ideally|preferably|hopefully|best|better|no"
    r"|oder|o|new|old|next|final|our|your|my|his|her|their)$",
    re.IGNORECASE,
)
_SAYS_NOTHING = re.compile(
    r"(?:(?:do\s+)?(?:this|it|that|these|the\s+(?:thing|task|same))|(?:be\s+)?(?:done|ready|finished)|something|stuff|tbd|[^\w\ue000-\uf8ff]+)",
    re.IGNORECASE,
)
_ON_A_DAY = re.compile(
    r"\b(?:(?:today|tomorrow|tonight)(?!['’])|(?:on|by|next|this)\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
_AT_A_TIME = re.compile(
    r"\b(?:at|by|before)\s+(?:\d{1,2}(?:[:.]\d\d)?\s?[ap]m|\d{1,2}:\d\d|noon|midnight)\b", re.IGNORECASE
)
_STARTS_WITH_TIME = re.compile(
    r"(?:(?:today|tomorrow|tonight|by|before|until)\s|(?:on|at|this|next)\s+(?:mon|tue|wed|thu|fri|sat|sun|\d)|\d{1,2}(?::\d\d)?\s?[ap]m\b)",
    re.IGNORECASE,
)
_STARTS_WITH_SOMEBODY = re.compile(
    r"\(?(?:[+&/]|(?:and/or|and|or|und|oder|plus|also|cc)\b"
    r"|(?:then|both|(?:together|along)\s+with|y|o|with|maybe|perhaps|possibly|ideally|preferably|vielleicht|quizás|tal\s+vez)\s+@\w)|@\w"
    r"|[^:]{0,30}@[\w.-]+\s*:(?!\w)|.{0,40}\b(?:otherwise|else|unless|if\s+not|not)\s+@\w",
    re.IGNORECASE,
)
_BY_A_DAY = re.compile(
    r"\b(?:by|due|deadline|until)\s+(?:on\s+)?(?:(?:mon|tues?|wed|wednes|thu|thurs?|fri|sat|satur|sun)(?:day)?|today|tomorrow|tonight"
    r"|noon|\d{1,2}\s?[ap]m)\b(?!['’])",
    re.IGNORECASE,
)


def doubts(outcome: str, due: str, *, taken: bool) -> Iterator[str]:
    """The parts that are not certain, because words that may belong to them stand at an end of the outcome."""
    tail, clause = outcome[-LAST_SIGNS:], last_clause(outcome)
    short = 0 < len(clause.split()) <= SHORT_CLAUSE
    if (
        (lengths.may_end_in_one(tail) and lengths.RANGE_LAST.search(tail))
        or (short and lengths.ANYWHERE.search(clause))
        or lengths.MARKED_NEAR_END.search(tail)
    ):
        yield "effort"
    if priorities.STARTS.match(outcome) or (short and priorities.ANYWHERE.search(clause)):
        yield "priority"
    if _ends_in_time(tail) or (short and any(map(_is_time, _plain(clause)))):
        yield "due"
    if _STARTS_WITH_TIME.match(outcome) or (due and (_BY_A_DAY.search(outcome) or _has_the_other_half(outcome, due))):
        yield "due"
    if _ends_in_rhythm(tail):
        yield "repeats"
    if outcome and _SAYS_NOTHING.fullmatch(outcome):
        yield "outcome"
    if _STARTS_WITH_SOMEBODY.match(outcome):
        yield "person"
    if clause.casefold().startswith("playbook"):
        yield "playbook"
    if _DANGLING.search(tail) and taken:
        yield "outcome"


def _plain(text: str) -> list[str]:
    return [word.strip(".,;:!?()[]").casefold() for word in text.split()]


def _is_time(word: str) -> bool:
    return is_day(word) or bool(_CLOCK.fullmatch(word) or _DATE.fullmatch(word))


def _ends_in_time(tail: str) -> bool:
    """Whether it ends in words of time that no word before them claims as its own."""
    words = _plain(tail)[-LAST_WORDS:]
    if not words or words[-1] in known.LITTLE - known.SPANS:
        return False
    first = len(words)
    while first and _may_be_time(words[first - 1]):
        first -= 1
    run, before = words[first:], words[:first]
    if not run or not _means_time(run):
        return False
    claimed = (before and before[-1] in known.NO_DATE_AFTER) or known.TELLS_WHEN.search(" ".join(before))
    return not claimed and run[0] not in _ARTICLES and run[0] != "due"


def _may_be_time(word: str) -> bool:
    return (word in known.TEMPORAL or word in known.LITTLE or is_number(word) or is_day(word)) and word not in (
        "to",
        "of",
    )


def _means_time(run: list[str]) -> bool:
    pairs = list(pairwise(run))
    return (
        any(map(_is_time, run))
        or any(one in _DETERMINER and other in known.SPANS for one, other in pairs)
        or (len(run) > 1 and run[-2] in _LEADS_TO_TIME and is_number(run[-1]))
        or (any(word in known.MONTH_NAMES for word in run) and any(map(is_number, run)))
    )


def _has_the_other_half(outcome: str, due: str) -> bool:
    """A time was taken, and a day is left over; or the reverse."""
    timed, dayed = (
        known.CLOCK.search(due),
        any(is_day(word) and not known.CLOCK.fullmatch(word) for word in _plain(due)),
    )
    if (
        timed
        and not dayed
        and not re.search(
            r"\d[\s./-]+\w|\d(?:st|nd|rd|th)|[a-z]{3}\.?\s+\d", due.casefold().replace("am", "").replace("pm", "")
        )
    ):
        return _ON_A_DAY.search(outcome) is not None
    return not timed and _AT_A_TIME.search(outcome) is not None


def _ends_in_rhythm(tail: str) -> bool:
    """Words at the end that must mean a rhythm, and none that can be kept: `twice a week`, `every morning`."""
    near = tail[-80:].casefold()
    for found in known.RECURRING.finditer(near):
        rest = _plain(near[found.end() :])
        if all(word in known.TEMPORAL or word in known.LITTLE or is_number(word) for word in rest):
            return True
    return False
