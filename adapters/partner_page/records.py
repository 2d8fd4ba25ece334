"""What the private page keeps of each message it was sent."""

from __future__ import annotations

from datetime import datetime

from bot.requests import Record
from bot.ui import Card


class Shown(Record, frozen=True, kw_only=True):
    """A message on somebody's page; `id` is its key. `at` is when it came or was brought up again."""

    person: str
    card: Card
    at: datetime
    wanted: int = 1

    def terms(self) -> tuple[str, ...]:
        return (f"page:{self.person}",)
