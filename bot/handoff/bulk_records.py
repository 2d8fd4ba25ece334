"""Many tasks changed at once: planned, shown, done in one commit, and for a while taken back as a whole."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from bot.handoff.records import Task
from bot.requests import Record
from bot.systems.records import System

Kind = Literal["hand_over", "move"]
Stage = Literal["planned", "done", "undone"]


class Shift(msgspec.Struct, frozen=True):
    """Due times move by so many days of the giver's calendar, or all to one instant."""

    days: int = 0
    to: datetime | None = None


class Bulk(Record, frozen=True, kw_only=True):
    """`planned` are the tasks with the revisions that were shown; `before` are those that were changed, as they were.

    `systems` and `before_systems` are the same of what comes back. `former` hands over to `newcomer`, with `context`;
    or `shift` moves. `by` did it, at `at`.
    """

    kind: Kind
    stage: Stage = "planned"
    by: str
    at: datetime
    former: str = ""
    newcomer: str = ""
    context: str = ""
    shift: Shift | None = None
    planned: tuple[tuple[str, int], ...] = ()
    before: tuple[Task, ...] = ()
    systems: tuple[tuple[str, int], ...] = ()
    before_systems: tuple[System, ...] = ()
