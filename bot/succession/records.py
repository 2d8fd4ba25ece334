"""Who took whose place as a partner, and what became of each promise, so that it can be undone."""

from __future__ import annotations

from datetime import datetime

import msgspec

from bot.people import Role
from bot.requests import Record


class Succession(Record, frozen=True, kw_only=True):
    """`new` is partner in the place of `old`; `role_before` and `role_of_old` are what they were.

    `back` are the promises that were taken back, whoever made them, `along` the old and the new id of those that the
    owner handed along.
    """

    owner: str
    old: str
    new: str
    role_before: Role
    role_of_old: Role
    at: datetime
    back: tuple[str, ...] = ()
    along: dict[str, str] = msgspec.field(default_factory=dict)
    undone: bool = False
