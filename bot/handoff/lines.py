"""Reads the one line: `@ana Write the article by Fri 5pm ~2h !high done when: 3 sources`."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime

import msgspec

from bot.times import Hours, InThePast, NotADate, longest_date, read_date, read_duration

_DONE_WHEN = re.compile(r"(?:^|\s)done\s+when\s*:\s*", re.IGNORECASE)
_EFFORT = re.compile(r"(?:^|\s)~(\S+)(?=\s|$)")
_PRIORITY = re.compile(r"(?:^|\s)!(high|low|urgent)(?=\s|$)", re.IGNORECASE)
_DUE = re.compile(r"(?:^|\s)(?:by|due)\s+(?=\S)", re.IGNORECASE)


LAST_ONES = 20  # a line may be a whole pasted page; the due date stands near its end
LONGEST_DATE = 200


class BriefLine(msgspec.Struct, frozen=True, kw_only=True):
    """What was understood. `due` is what was typed for it; `due_unclear` when it may be part of the outcome instead."""

    person: str = ""
    outcome: str = ""
    done_when: str = ""
    due: str = ""
    due_unclear: bool = False
    effort_minutes: int = 0
    priority: str = ""


def read_brief(line: str, now: datetime, hours: Hours, locale: str = "en") -> BriefLine:
    """Never raises; what is not certain stays in the outcome or is named as a problem for the form to ask."""
    head, done_when = _split_done_when(" ".join(line.split()))
    effort, head, done_when = _effort(head, done_when)
    priority, head, done_when = _priority(head, done_when)
    person, head = _person(head)
    outcome, due, unclear = _due(head, now, hours, locale)
    return BriefLine(
        person=person,
        outcome=outcome,
        done_when=done_when,
        due=due,
        due_unclear=unclear,
        effort_minutes=effort,
        priority=priority,
    )


def _split_done_when(line: str) -> tuple[str, str]:
    match = _DONE_WHEN.search(line)
    return (line[: match.start()].strip(), line[match.end() :].strip()) if match else (line.strip(), "")


def _effort(head: str, done_when: str) -> tuple[int, str, str]:
    """`~2h` in either part; the first that reads as a duration counts, others stay words."""
    for part in (head, done_when):
        for match in _EFFORT.finditer(part):
            minutes = read_duration(match[1])
            if minutes:
                rest = _without(part, match)
                return (minutes, rest, done_when) if part is head else (minutes, head, rest)
    return 0, head, done_when


def _priority(head: str, done_when: str) -> tuple[str, str, str]:
    for part in (head, done_when):
        match = _PRIORITY.search(part)
        if match:
            word = "high" if match[1].casefold() == "urgent" else match[1].casefold()
            rest = _without(part, match)
            return (word, rest, done_when) if part is head else (word, head, rest)
    return "", head, done_when


def _person(head: str) -> tuple[str, str]:
    """The first word when it begins with @; a mention in mid-sentence is part of the outcome."""
    first, _, rest = head.partition(" ")
    return (first.rstrip(",:"), rest.strip()) if first.startswith("@") and len(first) > 1 else ("", head)


def _due(head: str, now: datetime, hours: Hours, locale: str) -> tuple[str, str, bool]:
    """Outcome, what was typed for the due date, whether that is unclear.

    The last `by …` that is a date to the end of the words is the due date, even one that has passed.
    """
    matches = list(_DUE.finditer(head))[-LAST_ONES:]
    for match in reversed(matches):
        typed = head[match.end() :]
        with suppress(NotADate):
            _must_be_date(typed, now, hours, locale)
            return head[: match.start()].strip(), typed, False
    for match in reversed(matches):
        following = head[match.end() : match.end() + LONGEST_DATE].split()
        with suppress(InThePast):
            found = longest_date(following, now, hours, locale)
            if found:
                # "by Friday the article": a date, then more words. Nobody can be sure, so the form asks.
                return head, " ".join(following[: found[0]]), True
    return head, "", False


def _must_be_date(typed: str, now: datetime, hours: Hours, locale: str) -> None:
    """Raises NotADate unless it is a date, past or to come."""
    with suppress(InThePast):
        read_date(typed, now, hours, locale)


def _without(part: str, match: re.Match[str]) -> str:
    return " ".join((part[: match.start()] + " " + part[match.end() :]).split())
