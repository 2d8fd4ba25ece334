"""The project: what for, until when, and its steps in their order."""

from __future__ import annotations

from datetime import datetime

from bot.handoff.records import Event
from bot.requests import Record


class Project(Record, frozen=True, kw_only=True):
    """`id` is its number as text, shown as P1; `giver` owns it. `steps` are numbers of tasks, in the order shown.

    What a step comes after stands in its task. `reminded` holds the kinds of reminders that were sent for `due_at`.
    """

    giver: str
    name: str
    outcome: str
    due_at: datetime | None = None
    steps: tuple[str, ...] = ()
    created_at: datetime
    closed_at: datetime | None = None
    reminded: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()

    @property
    def number(self) -> str:
        """P1"""
        return f"P{self.id}"

    @property
    def open(self) -> bool:
        return self.closed_at is None

    def terms(self) -> tuple[str, ...]:
        return ("open", f"giver:{self.giver}") if self.open else ("closed",)
