"""The entry of a focus log: how long, on which kind of work, in which area, and with whom a deal is."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from bot.requests import Record
from bot.weeks import iso_week

Kind = Literal["making", "marketing", "process", "projects", "deals", "leverage", "work"]
Area = Literal["", "A", "B", "C", "D"]
DealWith = Literal["", "community", "partner", "newsletter"]


class Entry(Record, frozen=True, kw_only=True):
    """Six kinds are productive, everything else is `work`. Area A is what one does not like, B what anybody could do,
    C what one is brilliant at, D strategy; empty where it was not said. `deal_with` is for deals alone.
    """

    by: str
    minutes: int
    kind: Kind
    area: Area = ""
    deal_with: DealWith = ""
    text: str = ""
    at: datetime

    def terms(self) -> tuple[str, ...]:
        """By person and the ISO week (UTC) it was logged in; deals by person, too."""
        deals = (f"deals:{self.by}",) if self.kind == "deals" else ()
        return (week_term(self.by, self.at), *deals)


def week_term(by: str, day: date) -> str:
    """`focus:olivia:2026-W48`"""
    return f"focus:{by}:{iso_week(day)}"
