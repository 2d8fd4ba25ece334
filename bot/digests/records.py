"""How far each person's digests have come, so that none leaves a gap or says a thing twice; and those sent."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from bot.requests import Record
from bot.ui import Card

_STAMP = "%Y%m%d%H%M%S%f"


class Delivered(Record, frozen=True, kw_only=True):
    """`id` is the person's; everything up to `through` has been in a digest.

    `regular` is how far the last that came by itself went, where one was sent by hand after it; see `last_regular`.
    With `daily:` before the id, `through` is the morning whose message was sent or dropped last.
    """

    through: datetime
    regular: datetime | None = None

    @property
    def last_regular(self) -> datetime:
        return self.regular or self.through


class Sent(Record, frozen=True, kw_only=True):
    """One digest as it was sent to a person who then had that role; its id is `<person>:<stamp of the end>`.

    `tasks` are the numbers behind each figure, by the figure's name; a partner's has none.
    """

    to: str
    role: str
    start: datetime
    end: datetime
    at: datetime
    card: Card
    tasks: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)

    def terms(self) -> tuple[str, ...]:
        return (sent_term(self.to),)


def sent_term(person: str) -> str:
    return f"to:{person}"


def sent_id(person: str, end: datetime) -> str:
    return f"{person}:{stamp(end)}"


def stamp(at: datetime) -> str:
    """An instant for a button, to the microsecond."""
    return at.astimezone(UTC).strftime(_STAMP)


def read_stamp(text: str) -> datetime | None:
    """The instant of a stamp; None for anything else."""
    try:
        return datetime.strptime(text, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
