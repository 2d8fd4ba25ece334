"""The parts of a brief that stand at the end of a line, each taken off when it is certain: when and how often."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import takewhile

from bot.dates.here import Here
from bot.dates.repeating import Repeats, read_repeats
from bot.dates.typos import mended
from bot.dates.vocabulary import MONTHS, WEEKDAYS, plain, short_form
from bot.handoff import line_words as known
from bot.times import Hours, InThePast, NotADate, local, read_date

LAST_WORDS, LAST_SIGNS = 12, 160
"""As far from the end as a date or a rhythm may begin; a line may be a whole pasted page."""

_STARTS = re.compile(r"(?:^|(?<=[\s,;|(\[]))[^\s,;|()\[\]–—-]")
_BETWEEN_WORDS = re.compile(r"[\s,]")
_THIS_BY = re.compile(r"(?:this|\d+) (?:by|before|until|till|due|bis|on|at)\b", re.IGNORECASE)
_SPAN = re.compile(
    r"(?:\w+|\d+) (?:minutes?|hours?|days?|weeks?|months?|years?|stunden|tage|wochen|horas|días|semanas)", re.IGNORECASE
)
"""`late by 40 minutes` is no time by which."""
_FROM_TO = re.compile(r"(?:from|von|de) \w+ (?:to|through|bis|a) ", re.IGNORECASE)
"""`moved from Tuesday to Thursday` is no rhythm; from Monday to Friday at nine is one."""
_BY = re.compile(r"\b(?:by|before|due|bis|until)\s*$", re.IGNORECASE)
_ONE_OR_THE_OTHER = re.compile(r"[^\W\d]+\s?[–/-]\s?[^\W\d]+")
"""`by Thu-Fri` is no rhythm; Thu-Fri is one."""
_CLOCK_ALONE = re.compile(r"(?:at |um )?\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?|h|uhr)?", re.IGNORECASE)
_NUMBER = re.compile(r"#?\d[\d:./-]*(?:st|nd|rd|th|am|pm|h)?")


class Ends:
    """Reads ends of lines for one speaker."""

    def __init__(self, now: datetime, hours: Hours, locale: str) -> None:
        self._now, self._hours, self._locale = now, hours, locale
        self._here = Here(now=now, hours=hours, locale=locale)

    def is_date(self, typed: str) -> bool:
        """Whether it is a date for certain, past or to come; `her time` may follow."""
        return self._is_date(typed, past=True)

    def _is_date(self, typed: str, *, past: bool) -> bool:
        try:
            read_date(known.WHOSE_TIME.sub("", typed), self._now, self._hours, self._locale)
        except InThePast:
            return past
        except NotADate:
            return False
        return True

    def due(self, text: str) -> tuple[str, str, bool] | None:
        """What comes before the date at the end, the date as typed, and whether it is the due date for certain."""
        latest = known.AT_THE_LATEST.search(text, max(0, len(text) - LAST_SIGNS))
        whole = text[: latest.start()] if latest else text
        for start in _starts(whole):
            rest, end = whole[:start], whole[start:]
            if typed := self._by(end):
                before = known.DUE_CARRIER.sub("", rest.rstrip()) or rest
                return None if _is_its_own(before, end) else (before, typed, True)
            if not begins_date(end):
                continue
            on = known.ON.match(end)
            typed = end[on.end() :] if on else end
            if self.is_date(typed):
                return self._on(rest, typed, told=bool(on or latest)) or self._doubtful(text, by_alone=True)
        return self._doubtful(text)

    def may_be_next_week(self, typed: str) -> bool:
        """Whether it is the weekday of this very day, without `this`, a date or a time to come: today or in a week."""
        words = short_form(plain(typed), self._here.language).split()
        if words[:1] != [WEEKDAYS[self._here.today.weekday()]] or any(map(_tells_which, words[1:])):
            return False
        return len(words) == 1 or not self._is_today(typed)

    def _is_today(self, typed: str) -> bool:
        try:
            at = read_date(known.WHOSE_TIME.sub("", typed), self._now, self._hours, self._locale)
        except NotADate:
            return False
        return local(at, self._hours.zone).date() == self._here.today

    def _on(self, rest: str, typed: str, *, told: bool) -> tuple[str, str, bool] | None:
        """A day on which: due then, or when that of the outcome happens that stands before it."""
        if _ends_telling_when(rest) or not self._is_date(typed, past=False):
            return None
        certain = (
            (told or _stands_alone(rest, typed))
            and not (told and known.TO_BE_THEN.match(rest))
            and not self._passed(typed)
        )
        return (rest, typed, certain) if certain or not in_a_name(rest) else None

    def _passed(self, typed: str) -> bool:
        """Whether it is a time alone that has passed today: tomorrow's may be meant, or it is a slip."""
        if not _CLOCK_ALONE.fullmatch(typed):
            return False
        at = read_date(typed, self._now, self._hours, self._locale)
        return local(at, self._hours.zone).date() != local(self._now, self._hours.zone).date()

    def _by(self, end: str) -> str:
        """The date that `by` or `before` introduces; nothing for none that is certain."""
        if (by := known.BY.match(end)) and self.is_date(end[by.end() :]):
            return "" if self._passed(end[by.end() :]) else end[by.end() :]
        if before := known.BEFORE.match(end):
            for typed in (end, end[before.end() :]):
                if known.CLOCK.search(typed) and self.is_date(typed):
                    return typed
        return ""

    def _doubtful(self, text: str, *, by_alone: bool = False) -> tuple[str, str, bool] | None:
        """Words that must mean a time, and yet no certain one: `by 5`, `by 31 November`, `Friday or Monday`, `soon`."""
        if not by_alone and (vague := known.VAGUE.search(text, max(0, len(text) - LAST_SIGNS))):
            return text, vague[0].strip(), False
        for start in _starts(text):
            end = text[start:]
            by = known.BY.match(end) or (None if by_alone else known.BEFORE.match(end))
            typed = end[by.end() :] if by else end
            if (
                _all_temporal(known.WHOSE_TIME.sub("", typed))
                and not _SPAN.fullmatch(typed)
                and (by or (not by_alone and " " in typed and not in_a_name(text[:start])))
            ):
                return text, typed, False
        return None

    def repeats(self, text: str) -> tuple[str, Repeats] | None:
        """What comes before the rhythm at the end, and the rhythm."""
        if not known.RECURRING.search(text[-LAST_SIGNS:].casefold()):
            return None
        for start in _starts(text):
            end = text[start:]
            if not known.RHYTHM_BEGINS.match(end) or not known.RECURRING.search(end.casefold()):
                continue
            found = None if _BY.search(text[:start]) and _ONE_OR_THE_OTHER.match(end) else self.rhythm(end)
            if found and not (_FROM_TO.match(end) and (found.at is None or "BYDAY=MO" not in found.rule)):
                rest = known.RHYTHM_CARRIER.sub("", text[:start].rstrip())
                return None if known.NO_RHYTHM_AFTER.search(rest) else (rest, found)
        return None

    def rhythm(self, typed: str) -> Repeats | None:
        plain = known.AGAIN.sub("", typed)
        return read_repeats(plain, self._now, self._hours, self._locale)


def _tells_which(word: str) -> bool:
    """Whether it says which one of the weekdays: a date or a week, not a time."""
    return word in MONTHS or word == "weeks" or any(sign in word for sign in "#/.-")


def begins_date(end: str) -> bool:
    if _THIS_BY.match(end):
        return False
    first = _BETWEEN_WORDS.split(end, maxsplit=1)[0].casefold().strip("(,.")
    if any(map(str.isdigit, first)):
        # `5pm` and `fri-5pm` may, but no `r2d2`, which it would take long to look at as a date.
        first = "".join(takewhile(str.isalpha, first))
        return not first or first in known.TEMPORAL_STARTS or is_day(first)
    return first in known.TEMPORAL_STARTS or is_day(first)


def is_day(word: str) -> bool:
    """A weekday or a time of the day, also one with a slip of the finger."""
    return word in known.DAYS or mended(word) in known.DAYS


def in_a_name(rest: str) -> bool:
    return rest[-20:].rstrip().rpartition(" ")[2].casefold() in known.NO_DATE_AFTER


def is_number(word: str) -> bool:
    return _NUMBER.fullmatch(word) is not None


def _starts(text: str) -> Iterator[int]:
    """Where the last words begin, the farthest first."""
    begin = max(0, len(text) - LAST_SIGNS)
    found = [match.start() for match in _STARTS.finditer(text, begin) if match.start() > begin or begin == 0]
    return iter(found[-LAST_WORDS:])


def _is_its_own(rest: str, end: str) -> bool:
    """Whether `until` or `before` says how long or when something of the outcome is, not when that is due."""
    word = end.partition(" ")[0].casefold()
    if word in ("until", "till", "til", "bis", "hasta"):
        return known.LASTS_UNTIL.search(rest) is not None
    return word in ("before", "vor", "antes") and _ends_telling_when(rest)


def _ends_telling_when(rest: str) -> bool:
    return known.TELLS_WHEN.search(rest[-30:].rstrip()) is not None


def _stands_alone(rest: str, typed: str) -> bool:
    """A date without a word before it: today and tomorrow are, Friday 5pm is; Friday alone may be part of a name."""
    bare = rest.rstrip()
    if not bare or bare[-1] in ",;.:|([–—-":
        return True
    if in_a_name(bare):
        return False
    return bool(known.CERTAIN_ALONE.search(typed) or (" " in typed and known.CLOCK.search(typed)))


def _all_temporal(typed: str) -> bool:
    """Whether every word is one of dates, and one of them more than a little word."""
    words = [word.strip(".,()").casefold() for word in typed.split()]
    telling = [word for word in words if word not in known.LITTLE]
    return bool(telling) and all(
        word in known.TEMPORAL or word in known.LITTLE or is_number(word) or is_day(word) for word in words
    )
