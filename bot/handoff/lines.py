"""Reads the one line: `@ana Write the article by Fri 5pm ~2h !high done when: 3 sources`, its parts in any order."""

from __future__ import annotations

import re
from datetime import datetime

from msgspec.structs import replace

from bot.handoff import line_breaks as breaks
from bot.handoff import line_lengths as lengths
from bot.handoff import line_people as people
from bot.handoff import line_priorities as priorities
from bot.handoff import line_words as known
from bot.handoff.line_brief import BriefLine, Taken
from bot.handoff.line_doubts import doubts
from bot.handoff.line_ends import LAST_SIGNS, Ends
from bot.handoff.line_labels import joined
from bot.handoff.line_starts import first_date, first_rhythm
from bot.handoff.line_told import take_labelled, take_marks
from bot.handoff.masking import Masked
from bot.times import Hours, InThePast, longest_date

__all__ = ["BriefLine", "read_brief"]

MOST_PARTS = 40  # more than a brief has, and one each time round; `please` said a thousand times is no part
LAST_ONES = 20  # a line may be a whole pasted page; the due date stands near its end
LONGEST_DATE, LONGEST_NAMES = 200, 80
_CLOSED_BY = {"(": ")", "[": "]"}
_OPENED_BY = {")": "(", "]": "["}


def read_brief(line: str, now: datetime, hours: Hours, locale: str = "en") -> BriefLine:
    """Never raises; what is not certain stays in the outcome or is named as unclear for the form to ask."""
    masked = Masked(joined(line))
    taken = Taken()
    ends = Ends(now, hours, locale)
    text = _Reading(ends, taken).outcome(masked.text)
    if not taken.brief.due:
        _look_within(taken, text, (now, hours, locale))
    elif taken.brief.repeats or ends.may_be_next_week(taken.brief.due):
        taken.doubt("due")  # of which of its times; today, or in a week?
    for part in doubts(text, taken.brief.due, taken=taken.brief.has_other_parts):
        taken.doubt(part)
    return replace(
        taken.brief,
        outcome=masked.back(text),
        done_when=masked.back(taken.brief.done_when),
        playbook=masked.back(taken.brief.playbook),
        due=masked.back(taken.brief.due),
    )


class _Reading:
    """Takes the parts off both ends of one line. Each step gives what it left, or None when it took nothing."""

    def __init__(self, ends: Ends, taken: Taken) -> None:
        self._ends, self.taken = ends, taken

    def outcome(self, text: str) -> str:
        """What is left when every part was taken."""
        text = take_marks(take_labelled(text, self._ends, self.taken), self.taken)
        ending = breaks.AT_END.search(text, max(0, len(text) - LAST_SIGNS))
        whole = rest = _without_start(text[: ending.start()] if ending else text).rstrip(breaks.LOOSE)
        for _ in range(MOST_PARTS):
            before = rest
            rest = _without_start(self._from_start(rest)).rstrip(breaks.LOOSE)
            rest = self._from_end(rest).rstrip(breaks.LOOSE)
            if rest == before:
                break
        if whole.endswith(rest):
            return f"{rest}{ending[0] if ending else ''}".strip(breaks.EDGES)
        return rest.rstrip(f"{breaks.EDGES}!")

    def _from_start(self, text: str) -> str:
        for take in (self._mark_first, self._bracketed_first, self._people_first, self._please_first, self._time_first):
            rest = take(text)
            if rest is not None:
                return rest
        return text

    def _mark_first(self, text: str) -> str | None:
        for pattern, take in ((priorities.FIRST, self.taken.priority), (lengths.FIRST, self.taken.length)):
            if (found := pattern.match(text)) and take(found):
                return text[found.end() :]
        return None

    def _bracketed_first(self, text: str) -> str | None:
        closed = text.find(_CLOSED_BY[text[0]], 0, LAST_SIGNS) if text[:1] in _CLOSED_BY else 0
        return text[closed + 1 :] if closed > 0 and self._are_parts(text[1:closed]) else None

    def _people_first(self, text: str) -> str | None:
        if self.taken.brief.people:
            return None
        for pattern in people.FIRST:
            if (who := pattern.match(text)) and self.taken.people(who):
                return text[who.end() :]
        if who := people.ANYONE.match(text):
            self.taken.anyone()
            return text[who.end() :]
        return None

    def _please_first(self, text: str) -> str | None:
        found = known.PLEASE_FIRST.match(text) or (known.SHALL_FIRST.match(text) if self.taken.brief.people else None)
        return text[found.end() :] if found else None

    def _time_first(self, text: str) -> str | None:
        if not self.taken.brief.repeats and (rhythm := first_rhythm(text, self._ends)):
            self.taken.repeats(rhythm[0])
            return rhythm[1]
        if not self.taken.brief.due and (due := first_date(text, self._ends)):
            self.taken.due(due[0])
            return due[1]
        return None

    def _from_end(self, text: str) -> str:
        for take in (
            self._please_last,
            self._length_last,
            self._priority_last,
            self._people_last,
            self._rhythm_last,
            self._bracketed_last,
            self._due_last,
        ):
            rest = take(text)
            if rest is not None:
                return rest
        return text

    def _please_last(self, text: str) -> str | None:
        please = known.PLEASE_LAST.search(text, _tail(text))
        return text[: please.start()].rstrip("!? ") if please else None

    def _length_last(self, text: str) -> str | None:
        begin = _tail(text)
        if not lengths.may_end_in_one(text) or lengths.RANGE_LAST.search(text, begin):
            return None
        for pattern in (lengths.LAST, lengths.SHORT_LAST):
            if (found := pattern.search(text, begin)) and self.taken.length(found):
                return text[: found.start()]
        return None

    def _priority_last(self, text: str) -> str | None:
        begin = _tail(text)
        found = priorities.LAST.search(text, begin)
        if found and _is_of_the_task(text[begin : found.start()], found) and self.taken.priority(found):
            return text[: found.start()]
        return None

    def _people_last(self, text: str) -> str | None:
        if self.taken.brief.people:
            return None
        begin = max(0, len(text) - LONGEST_NAMES)
        if anyone := people.ANYONE_LAST.search(text, begin):
            self.taken.anyone()
            return text[: anyone.start()]
        for pattern in (people.ONE_LAST, people.LAST) if "@" in text[begin:] else ():
            who = pattern.search(text, begin)
            # After another name it is one of those whom the outcome names.
            if who and not people.MENTIONED.search(text, max(0, who.start() - 30), who.start()):
                return text[: who.start()] if self.taken.people(who) else None
        return None

    def _rhythm_last(self, text: str) -> str | None:
        rhythm = None if self.taken.brief.repeats else self._ends.repeats(text)
        return rhythm[0] if rhythm and self.taken.repeats(rhythm[1]) else None

    def _bracketed_last(self, text: str) -> str | None:
        if text[-1:] not in _OPENED_BY:
            return None
        opened = text.rfind(_OPENED_BY[text[-1]], _tail(text))
        due = None if self.taken.brief.due else self._ends.due(text)
        if due and due[2] and "(" in due[1]:  # `by Thursday (Dec 3)`
            self.taken.due(due[1])
            return due[0]
        return text[:opened] if opened >= 0 and self._are_parts(text[opened + 1 : -1]) else None

    def _due_last(self, text: str) -> str | None:
        due = None if self.taken.brief.due else self._ends.due(text)
        if due is None:
            return None
        self.taken.due(due[1])
        if due[2]:
            return due[0]
        self.taken.doubt("due")
        return None

    def _are_parts(self, inner: str) -> bool:
        """Whether all that stands in brackets are parts of the brief, which are taken then."""
        tried = Taken(self.taken.brief)
        if _Reading(self._ends, tried).outcome(inner) or tried.brief.unclear != self.taken.brief.unclear:
            return False
        self.taken.brief = tried.brief
        return True


def _tail(text: str) -> int:
    return max(0, len(text) - LAST_SIGNS)


def _without_start(text: str) -> str:
    found = breaks.AT_START.match(text)
    return text[found.end() :] if found else text


def _is_of_the_task(before: str, found: re.Match[str]) -> bool:
    """Whether the priority is that of the task, as after a break, and not of something in its outcome."""
    if found[0].lstrip()[:1] in {*breaks.LOOSE, *_CLOSED_BY}:
        return True
    return not (priorities.UNSURE_BEFORE.search(before) or priorities.GIVEN_TO_SOMETHING.search(before))


def _look_within(taken: Taken, text: str, here: tuple[datetime, Hours, str]) -> None:
    """`by Friday the article`: a date, then more words. Nobody can be sure, so the form asks."""
    for match in reversed(list(known.BY_WITHIN.finditer(text))[-LAST_ONES:]):
        following = text[match.end() : match.end() + LONGEST_DATE].split()
        try:
            found = longest_date(following, *here)
        except InThePast:
            continue
        if found:
            taken.due(" ".join(following[: found[0]]))
            taken.doubt("due")
            return
