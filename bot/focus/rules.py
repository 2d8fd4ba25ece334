"""Reads what somebody did, and sums it up; pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple, get_args

from bot.durations import read_duration
from bot.errors import NotAllowed
from bot.focus.records import Area, DealWith, Entry, Kind
from bot.people import Person, Role

KINDS: tuple[Kind, ...] = get_args(Kind)
PRODUCTIVE: tuple[Kind, ...] = tuple(kind for kind in KINDS if kind != "work")
AREAS: tuple[Area, ...] = get_args(Area)
DEALS_WITH: tuple[DealWith, ...] = get_args(DealWith)
TEXT_MOST = 300
LONGEST_MINUTES = 24 * 60
DEFAULT_TARGET = 10 * 60

_KIND_WORDS: dict[str, Kind] = {
    **{kind: kind for kind in KINDS},
    **dict.fromkeys(("make", "made", "product", "products"), "making"),
    **dict.fromkeys(("improving", "improved", "sop", "playbook"), "process"),
    **dict.fromkeys(("deal", "jv"), "deals"),
    "project": "projects",
    "other": "work",
}
_DEAL_WORDS: dict[str, DealWith] = {
    **dict.fromkeys(("community", "communities", "forum"), "community"),
    **dict.fromkeys(("partner", "partners"), "partner"),
    **dict.fromkeys(("newsletter", "newsletters"), "newsletter"),
}


class Did(NamedTuple):
    """A line as it was understood; `minutes` is None where it says no length that can be read."""

    minutes: int | None
    kind: Kind = "work"
    area: Area = ""
    deal_with: DealWith = ""
    text: str = ""


class Logged(NamedTuple):
    """Minutes of some time: on the productive kinds, of all that was logged, and how many were wanted."""

    focused: int = 0
    all: int = 0
    target: int = 0


def read(line: str) -> Did:
    """`90m deal JV with Rosa`: how long, then the kind and the area (`C`, `area C`) if said, then what it was."""
    words = line.split()
    minutes, rest = None, words
    for length in (3, 2, 1):  # 1 h 30m, 1 h, 90m
        found = read_duration(" ".join(words[:length])) if len(words) >= length else None
        if found is not None:
            minutes, rest = found, words[length:]
            break
    kind: Kind = "work"
    if rest and (known := _KIND_WORDS.get(rest[0].casefold().strip(":,"))):
        kind = known
        rest = rest[1:]
    area: Area = ""
    if len(rest) > 1 and rest[0].casefold() == "area" and rest[1].strip(":,") in AREAS[1:]:
        rest = rest[1:]
    if rest and rest[0].strip(":,") in AREAS[1:]:
        area, rest = next(one for one in AREAS if one == rest[0].strip(":,")), rest[1:]
    return Did(minutes, kind, area, _deal_with(kind, rest), " ".join(rest))


def _deal_with(kind: Kind, words: Iterable[str]) -> DealWith:
    found = (_DEAL_WORDS.get(word.casefold().strip(".,:;")) for word in words)
    return next(filter(None, found), "") if kind == "deals" else ""


def read_share(typed: str) -> int | None:
    """60 for `60%` or `60 %`; None for what is no share that one could want."""
    number = typed.removesuffix("%").strip()
    right = typed.endswith("%") and number.isascii() and number.isdecimal() and len(number) <= 3
    return int(number) if right and 0 < int(number) <= 100 else None


def may_log(person: Person) -> None:
    """The log belongs to whoever has a partner to tell: the owner and the partners."""
    if person.role not in (Role.OWNER, Role.PARTNER):
        raise NotAllowed(person.words()("focus.not_for_role"))


def focused(entries: Iterable[Entry]) -> int:
    """Minutes on the six productive kinds."""
    return sum(entry.minutes for entry in entries if entry.kind in PRODUCTIVE)


def logged(entries: Iterable[Entry], target: int, start: datetime, end: datetime) -> Logged:
    """`target` is of a week; a digest after downtime tells of several."""
    entries = list(entries)
    weeks = max(1, round((end - start) / timedelta(weeks=1)))
    return Logged(focused(entries), sum(entry.minutes for entry in entries), target * weeks)


def by_kind(entries: Iterable[Entry]) -> dict[Kind, int]:
    """Minutes on each kind that has any, in the order of KINDS."""
    entries = list(entries)
    sums = {kind: sum(entry.minutes for entry in entries if entry.kind == kind) for kind in KINDS}
    return {kind: minutes for kind, minutes in sums.items() if minutes}


def by_area(entries: Iterable[Entry]) -> dict[Area, int]:
    """Minutes in each area that was named."""
    entries = list(entries)
    sums = {area: sum(entry.minutes for entry in entries if entry.area == area) for area in AREAS[1:]}
    return {area: minutes for area, minutes in sums.items() if minutes}
