"""The blocker: whose way it is in, in whose words, and who clears it."""

from __future__ import annotations

from datetime import date, datetime

from bot.requests import Record
from bot.weeks import iso_week

OPEN = "blockers"  # the term those are filed under that are not cleared


class Blocker(Record, frozen=True, kw_only=True):
    """`person` is held up by `text`, in that person's own words; `owner` is who clears it, at first the team's owner.

    `answer` is the sheet it was said in. `raised_to` is who it was brought to when it had grown old, besides them.
    `shown_to` are those who have its card, which is kept true. `id` is its number, shown as B3.
    """

    person: str
    text: str
    answer: str
    owner: str
    said_at: datetime
    raised_to: str = ""
    shown_to: tuple[str, ...] = ()
    acknowledged_at: datetime | None = None
    resolved_at: datetime | None = None
    resolved_by: str = ""

    @property
    def name(self) -> str:
        """B3"""
        return f"B{self.id}"

    @property
    def open(self) -> bool:
        return self.resolved_at is None

    def terms(self) -> tuple[str, ...]:
        """By the sheet; open ones together and by whom they hold up, others by the ISO week (UTC) of their end."""
        said = (f"said_in:{self.answer}",)
        if self.resolved_at:
            return (*said, cleared_term(self.resolved_at))
        return (*said, OPEN, f"blocker_of:{self.person}")


def cleared_term(day: date) -> str:
    """`cleared:2026-W48`"""
    return f"cleared:{iso_week(day)}"
