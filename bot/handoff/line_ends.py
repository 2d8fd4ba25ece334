"""The parts of a brief that stand at the end of a line, each taken off when it is certain: when and how often."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from bot.dates.repeating import Repeats, read_repeats
from bot.handoff import line_words as known
from bot.times import Hours, InThePast, NotADate, read_date, read_duration

LAST_WORDS = 12
"""As far from the end as a date or a rhythm may begin; a line may be a whole pasted page."""

_CLOCK = re.compile(r"\d[\d:.]*\s?(?:[ap]\.?m\b\.?|h\b|uhr)|\d+:\d\d|\bnoon\b|\bmidnight\b", re.IGNORECASE)
_WORKDAY_MINUTES = 8 * 60
_WORDED = {
    "half a day": 240,
    "half day": 240,
    "a day": 480,
    "half an hour": 30,
    "half a hour": 30,
    "half hour": 30,
    "an hour and a half": 90,
    "an hour or so": 60,
    "an hour": 60,
    "a hour": 60,
    "einen halben tag": 240,
    "einen tag": 480,
    "eine halbe stunde": 30,
    "eine stunde": 60,
    "media hora": 30,
    "medio día": 240,
    "un día": 480,
    "una hora": 60,
}
_DAYS = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:d|days?|tage?n?|días?)", re.IGNORECASE)


class Ends:
    """Reads ends of lines for one speaker."""

    def __init__(self, now: datetime, hours: Hours, locale: str) -> None:
        self._now, self._hours, self._locale = now, hours, locale

    def is_date(self, typed: str) -> bool:
        """Whether it is a date for certain, past or to come; `her time` may follow."""
        try:
            read_date(known.WHOSE_TIME.sub("", typed), self._now, self._hours, self._locale)
        except InThePast:
            return True
        except NotADate:
            return False
        return True

    def due(self, text: str) -> tuple[str, str, bool] | None:
        """What comes before the date at the end, the date as typed, and whether it is the due date for certain."""
        latest = known.AT_THE_LATEST.search(text)
        words = (text[: latest.start()] if latest else text).split()
        for start in range(max(0, len(words) - LAST_WORDS), len(words)):
            rest, end = words[:start], " ".join(words[start:])
            if (by := known.BY.match(end) or known.BEFORE_A_TIME.match(end)) and self.is_date(end[by.end() :]):
                return " ".join(rest), end[by.end() :], True
            if not _begins_date(end):
                continue
            on = known.ON.match(end)
            typed = end[on.end() :] if on else end
            if self.is_date(typed):
                certain = bool(on or latest) or _stands_alone(rest, typed)
                return (" ".join(rest), typed, certain) if certain or not _in_a_name(rest) else None
        return self._doubtful(text)

    def _doubtful(self, text: str) -> tuple[str, str, bool] | None:
        """Words that must mean a time, and yet no certain one: `by 5`, `by 31 November`, `Friday or Monday`, `soon`."""
        if vague := known.VAGUE.search(text):
            return text, vague[0].strip(), False
        words = text.split()
        for start in range(max(0, len(words) - LAST_WORDS), len(words)):
            end = " ".join(words[start:])
            by = known.BY.match(end)
            typed = end[by.end() :] if by else end
            if _all_temporal(typed) and (by or (len(words) - start > 1 and not _in_a_name(words[:start]))):
                return text, typed, False
        return None

    def repeats(self, text: str) -> tuple[str, Repeats] | None:
        """What comes before the rhythm at the end, and the rhythm."""
        words = text.split()
        for start in range(max(0, len(words) - LAST_WORDS), len(words)):
            end = " ".join(words[start:])
            if not known.RHYTHM_BEGINS.match(end) or not known.RECURRING.search(end):
                continue
            found = self.rhythm(end)
            if found:
                return " ".join(words[:start]), found
        return None

    def rhythm(self, typed: str) -> Repeats | None:
        plain = known.AGAIN.sub("", typed)
        return read_repeats(plain, self._now, self._hours, self._locale)

    def is_doubtful_rhythm(self, text: str) -> bool:
        """Words at the end that must mean a rhythm, and none that can be kept: `twice a week`, `every morning`."""
        found = None
        for found in known.RECURRING.finditer(text[-80:]):
            rest = text[-80:][found.end() :]
            if all(word.casefold().strip(".,") in known.TEMPORAL | known.LITTLE for word in rest.split()):
                return True
        return False


def first_that(read: Callable[[str], bool], words: list[str], most: int) -> int:
    """How many of the leading words make the longest that reads; 0 for none."""
    return next((n for n in range(min(most, len(words)), 0, -1) if read(" ".join(words[:n]).rstrip(",:;–—-"))), 0)


def minutes_of(length: str) -> int:
    """`half a day`, `2 hrs`, `1h30`, `2 days`; 0 for none."""
    word = " ".join(length.casefold().split())
    if word in _WORDED:
        return _WORDED[word]
    if days := _DAYS.fullmatch(word):
        return round(float(days[1].replace(",", ".")) * _WORKDAY_MINUTES)
    plain = re.sub(r"std\.?|stunden?", "h", re.sub(r"min\.|minuten", "min", word))
    return read_duration(plain) or 0


def _begins_date(end: str) -> bool:
    first = end.partition(" ")[0].casefold().strip("(,.")
    return first in known.TEMPORAL_STARTS or any(sign.isdigit() for sign in first)


def _stands_alone(rest: list[str], typed: str) -> bool:
    """A date without a word before it: today and tomorrow are, Friday 5pm is; Friday alone may be part of a name."""
    if not rest or rest[-1][-1] in ",;.:–—-":
        return True
    if _in_a_name(rest):
        return False
    words = typed.casefold().split()
    if known.CERTAIN_ALONE.intersection(words) or words[0] in ("in", "within", "en", "binnen"):
        return True
    return len(words) > 1 and bool(_CLOCK.search(typed))


def _in_a_name(rest: list[str]) -> bool:
    return bool(rest) and rest[-1].casefold() in known.NO_DATE_AFTER


def _all_temporal(typed: str) -> bool:
    """Whether every word is one of dates, and one of them more than a little word."""
    words = [word.strip(".,()").casefold() for word in typed.split()]
    telling = [word for word in words if word not in known.LITTLE]
    return bool(telling) and all(
        word in known.TEMPORAL or word in known.LITTLE or re.fullmatch(r"#?\d[\d:./-]*(?:st|nd|rd|th|am|pm|h)?", word)
        for word in words
    )
