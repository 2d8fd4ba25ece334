"""The fair clock: whose turn it was and when, and the working time of a holder while the ball was theirs; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec

from bot.handoff.records import Event, Task
from bot.handoff.rules import ACCEPTED_BY, UNDONE_BY
from bot.times import Hours, working_minutes

# Steps after which the ball is the holder's, somebody else's, or where the acceptance put it.
TO_HOLDER = frozenset({"accept", "system", "agree", "claim", "unblock", "send_back", "take_over", "withdraw"})
_AWAY = frozenset(
    {
        *("offer", "counter", "insist", "ask", "block", "hand_in", "approve", "decline"),
        *("undo", "cancel", "change", "reopen", "hand_back", "pass_on"),
    }
)

_BY_HOLDER = frozenset(
    {"accept", "counter", "decline", "ask", "block", "hand_in", "keep_it", "claim", "hand_back", "take_over"}
)


class Stretch(msgspec.Struct, frozen=True):
    """The ball was with `person` from `start`; `end` is None while it still is."""

    person: str
    start: datetime
    end: datetime | None = None


def stretches(task: Task) -> tuple[Stretch, ...]:
    """When the ball was with a holder, and with which one, in order; from acceptance on, never while they waited."""
    return tuple(_stretches(task))


def fair_minutes(task: Task, person: str, hours: Hours, until: datetime) -> int:
    """Working time of `person`, whose hours these are, while the ball was theirs, up to `until`."""
    return clocked(((one.start, one.end) for one in stretches(task) if one.person == person), hours, until)


def clocked(turns: Iterable[tuple[datetime, datetime | None]], hours: Hours, until: datetime) -> int:
    """Working minutes in turns that do not overlap, up to `until`; each instant is cut to its whole minute."""
    return sum(working_minutes(start, min(end or until, until), hours) for start, end in turns)


def _stretches(task: Task) -> Iterator[Stretch]:
    accepted, begun = False, None
    for event, who in zip(task.events, _holders(task), strict=True):
        accepted = (accepted or event.kind in ACCEPTED_BY) and event.kind not in UNDONE_BY
        theirs = event.kind in TO_HOLDER or (event.kind == "answer" and accepted)
        passed_on = begun is not None and (event.kind in _AWAY or (theirs and begun.person != who))
        if begun is not None and passed_on:
            yield msgspec.structs.replace(begun, end=event.at)
            begun = None
        if theirs and begun is None:
            begun = Stretch(who, event.at)
    if begun is not None:
        yield begun


def _holders(task: Task) -> Iterator[str]:
    """Who held the task at each event: known from what only a holder does, before that from the first who did it.

    Whoever hands it on may be its giver or the owner, so that says who holds it only where nothing else does.
    """
    handed_on = (event.by if event.kind == "hand_off" and event.by != task.giver else "" for event in task.events)
    known = (_holder_in(event) or by for event, by in zip(task.events, handed_on, strict=True))
    holder = next(filter(None, known), task.holder)
    for event in task.events:
        holder = _holder_in(event) or holder
        yield holder


def _holder_in(event: Event) -> str:
    """The holder, where the event says who it is; what came by itself names whose it is."""
    if event.kind == "system":
        return event.text
    return event.by if event.kind in _BY_HOLDER else ""
