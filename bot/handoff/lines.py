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
from bot.handoff.line_ends import LAST_SIGNS, Ends, first_that
from bot.handoff.line_labels import joined, labelled
from bot.handoff.masking import Masked
from bot.times import Hours, InThePast, longest_date

__all__ = ["BriefLine", "read_brief"]

FIRST_WORDS = 10
LAST_ONES = 20  # a line may be a whole pasted page; the due date stands near its end
LONGEST_DATE = 200
LONGEST_NAMES = 80
_BRACKETS = {")": "(", "]": "["}


def read_brief(line: str, now: datetime, hours: Hours, locale: str = "en") -> BriefLine:
    """Never raises; what is not certain stays in the outcome or is named as unclear for the form to ask."""
    masked = Masked(joined(line))
    reading = _Reading(Ends(now, hours, locale))
    text = reading.outcome(reading.labelled(masked.text))
    taken = reading.taken
    if not taken.brief.due:
        _look_within(taken, text, (now, hours, locale))
    for part in doubts(text, taken.brief.due, taken.brief.effort_minutes):
        taken.doubt(part)
    brief = taken.brief
    return replace(
        brief,
        outcome=masked.back(text),
        done_when=masked.back(brief.done_when),
        playbook=masked.back(brief.playbook),
        due=masked.back(brief.due),
    )


class _Reading:
    """Takes the parts off both ends of one line."""

    def __init__(self, ends: Ends, taken: Taken | None = None) -> None:
        self._ends = ends
        self.taken = taken or Taken()

    def labelled(self, text: str) -> str:
        """Takes what stands behind labels; the rest of the line."""
        before, said = labelled(self._told(text))
        rest = [before, *(self._label(name, what) for name, what in said)]
        return " ".join(part for part in rest if part.strip()) if said else text

    def _told(self, text: str) -> str:
        """`by Fri 5pm done when Rosa confirms`: behind another part `done when` is a label without its colon."""
        for told in known.DONE_WHEN.finditer(text):
            before = text[: told.start()].rstrip(breaks.LOOSE)
            due = self._ends.due(before)
            if (due and due[2]) or lengths.LAST.search(before, max(0, len(before) - LAST_SIGNS)):
                return f"{before}; done when: {text[told.end() :]}"
        return text

    def _label(self, name: str, said: str) -> str:
        """Takes what a label introduces; what is no part of that is given back."""
        match name:
            case "done_when":
                self.taken.text(name, self._marks(said))
                return ""
            case "playbook":
                said, following = _clause(said)
                if due := not self.taken.brief.due and self._ends.due(said):
                    said = due[0] if due[2] and self.taken.due(due[1]) else said
                self.taken.text(name, said)
                return following
            case "people" | "outcome":
                return said
            case "due":
                return self._due_label(said)
            case "repeats":
                said, following = _clause(said)
                self.taken.repeats(self._ends.rhythm(said.strip())) or self.taken.doubt("repeats")
                return following
        pattern, take = (
            (lengths.FIRST, self.taken.length) if name == "effort" else (priorities.LABELLED, self.taken.priority)
        )
        found = pattern.match(f"{said.strip()} ;" if name == "effort" else said)
        if not take(found):
            self.taken.doubt(name)
            return said
        return said.strip()[found.end() :] if found else said

    def _due_label(self, said: str) -> str:
        if self.taken.brief.due:
            self.taken.doubt("due")
            return said
        words = said.split(maxsplit=FIRST_WORDS)
        count = first_that(self._ends.is_date, words, FIRST_WORDS)
        typed = " ".join(words[:count]) if count else _clause(said)[0]
        self.taken.due(typed.strip(breaks.LOOSE))
        return " ".join(words[count:]) if count else _clause(said)[1]

    def outcome(self, text: str) -> str:
        """What is left when every other part was taken from both ends."""
        text = self._marks(text)
        ending = breaks.AT_END.search(text, max(0, len(text) - LAST_SIGNS))
        whole = rest = _without_start(text[: ending.start()] if ending else text).rstrip(breaks.LOOSE)
        before = None
        while before != rest:
            before = rest
            rest = _without_start(self._from_start(rest))
            rest = self._from_end(rest.rstrip(breaks.LOOSE)).rstrip(breaks.LOOSE)
        if ending and whole.endswith(rest):
            return f"{rest}{ending[0]}".strip(breaks.EDGES)
        return rest.rstrip(breaks.EDGES if whole.endswith(rest) else f"{breaks.EDGES}!")

    def _marks(self, text: str) -> str:
        """Takes `~2h` and `!high` from wherever they stand."""
        for sign, pattern, take in (
            ("~≈", lengths.TILDE, self.taken.length),
            ("!", priorities.BANG, self.taken.priority),
        ):
            if not any(one in text for one in sign):
                continue
            for mark in pattern.finditer(text):
                if take(mark):
                    text = f"{text[: mark.start()].rstrip()} {text[mark.end() :].lstrip()}".strip()
                    break
        return text

    def _from_start(self, text: str) -> str:
        for pattern, take in ((priorities.FIRST, self.taken.priority), (lengths.FIRST, self.taken.length)):
            if (found := pattern.match(text)) and take(found):
                return text[found.end() :]
        if text[:1] in _BRACKETS.values() and (rest := self._bracketed_first(text)) is not None:
            return rest
        if not self.taken.brief.people and (rest := self._people_first(text)) is not None:
            return rest
        please = known.PLEASE_FIRST.match(text) or (self.taken.brief.people and known.SHALL_FIRST.match(text))
        return text[please.end() :] if please else self._time_first(text)

    def _people_first(self, text: str) -> str | None:
        for pattern in people.FIRST:
            if (who := pattern.match(text)) and self.taken.people(who):
                return text[who.end() :]
        if who := people.ANYONE.match(text):
            self.taken.anyone()
            return text[who.end() :]
        return None

    def _time_first(self, text: str) -> str:
        """`by Fri noon @ana …`, `every day at 18:00 …`: where it is certain that it ends there."""
        begin = text[:LONGEST_DATE]
        by = known.BY.match(begin) or known.ON.match(begin)
        if known.EVERY.match(begin) and not self.taken.brief.repeats and known.RECURRING.search(begin):
            words = text.split(maxsplit=FIRST_WORDS)
            count = first_that(lambda start: self._ends.rhythm(start) is not None, words, FIRST_WORDS)
            if 0 < count < len(words) and self.taken.repeats(
                self._ends.rhythm(" ".join(words[:count]).rstrip(",:;|–—-"))
            ):
                return " ".join(words[count:])
        if self.taken.brief.due or not (by or known.BEFORE.match(begin) or known.TIME_FIRST.match(begin)):
            return text
        words = text[by.end() if by else 0 :].split(maxsplit=FIRST_WORDS)
        count = first_that(self._ends.is_date, words, FIRST_WORDS)
        if not 0 < count < len(words) or not self._ends_date(words, count, told=bool(by)):
            return text
        self.taken.due(" ".join(words[:count]).rstrip(",:;|–—-"))
        return " ".join(words[count:])

    def _ends_date(self, words: list[str], count: int, *, told: bool) -> bool:
        """Whether the date surely ends there: before somebody, at a break, or before what is no word of dates."""
        last, following = words[count - 1], " ".join(words[count:])
        typed = " ".join(words[:count])
        certain = told or known.CERTAIN_ALONE.search(typed) or (count > 1 and known.CLOCK.search(typed))
        if following.startswith("@") or people.ANYONE.match(following) or priorities.FIRST.match(following):
            return True
        if last[-1] in ",:;|–—-" or re.match(r"[|–—-]+$", words[count]):
            return bool(certain)
        word = words[count].strip(".,:;").casefold()
        return told and word[:1].isalpha() and word not in known.NO_START_AFTER_DATE and "'" not in last

    def _from_end(self, text: str) -> str:
        begin = max(0, len(text) - LAST_SIGNS)
        if please := known.PLEASE_LAST.search(text, begin):
            return text[: please.start()].rstrip("!? ")
        if lengths.may_end_in_one(text) and not lengths.RANGE_LAST.search(text, begin):
            for pattern in (lengths.LAST, lengths.SHORT_LAST):
                if (found := pattern.search(text, begin)) and self.taken.length(found):
                    return text[: found.start()]
        found = priorities.LAST.search(text, begin)
        if found and _is_of_the_task(text[begin : found.start()], found) and self.taken.priority(found):
            return text[: found.start()]
        if not self.taken.brief.people and (rest := self._people_last(text)) is not None:
            return rest
        if not self.taken.brief.repeats and (rhythm := self._ends.repeats(text)) and self.taken.repeats(rhythm[1]):
            return rhythm[0]
        if (
            not self.taken.brief.due
            and text.endswith(")")
            and (due := self._ends.due(text))
            and "(" in due[1]
            and due[2]
        ):
            self.taken.due(due[1])
            return due[0]
        if text[-1:] in _BRACKETS and (rest := self._bracketed_last(text)) is not None:
            return rest
        if not self.taken.brief.due and (due := self._ends.due(text)):
            self.taken.due(due[1])
            if due[2]:
                return due[0]
            self.taken.doubt("due")
        return text

    def _people_last(self, text: str) -> str | None:
        begin = max(0, len(text) - LONGEST_NAMES)
        if anyone := people.ANYONE_LAST.search(text, begin):
            self.taken.anyone()
            return text[: anyone.start()]
        for pattern in (people.ONE_LAST, people.LAST):
            who = pattern.search(text, begin) if "@" in text[begin:] else None
            if (
                who
                and not people.MENTIONED.search(text, max(0, who.start() - 30), who.start())
                and self.taken.people(who)
            ):
                return text[: who.start()]
        return None

    def _bracketed_last(self, text: str) -> str | None:
        opened = text.rfind(_BRACKETS[text[-1]], max(0, len(text) - LAST_SIGNS))
        return text[:opened] if opened >= 0 and self._all_parts(text[opened + 1 : -1]) else None

    def _bracketed_first(self, text: str) -> str | None:
        closed = text.find({value: key for key, value in _BRACKETS.items()}[text[0]], 0, LAST_SIGNS)
        return text[closed + 1 :] if closed > 0 and self._all_parts(text[1:closed]) else None

    def _all_parts(self, inner: str) -> bool:
        """Whether all that stands in brackets are parts of the brief, which are taken then."""
        tried = _Reading(self._ends, Taken(self.taken.brief))
        if tried.outcome(tried.labelled(inner)) or tried.taken.brief.unclear != self.taken.brief.unclear:
            return False
        self.taken.brief = tried.taken.brief
        return True


def _is_of_the_task(before: str, found: re.Match[str]) -> bool:
    """Whether the priority is that of the task, as after a break, and not of something in its outcome."""
    if found[0].lstrip()[:1] in set(breaks.LOOSE) | set("(["):
        return True
    return not (priorities.UNSURE_BEFORE.search(before) or priorities.GIVEN_TO_SOMETHING.search(before))


def _clause(said: str) -> tuple[str, str]:
    """What stands before the first comma, semicolon or closed bracket, and what follows it."""
    parts = re.split(r"[;|)\]]|,(?=\s)|\.(?=\s)|\s[–—-]\s", said, maxsplit=1)
    return parts[0].strip(breaks.EDGES), parts[1] if len(parts) > 1 else ""


def _without_start(text: str) -> str:
    found = breaks.AT_START.match(text)
    return text[found.end() :] if found else text


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
