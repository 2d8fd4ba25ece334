"""What can go wrong in words a person may read, and the two ways a store says no."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from bot.requests import Outcome
from bot.ui import Text


class Refused(Exception):
    """A request that may not or cannot be done; `text` is told privately to the person who made it.

    `fields` maps the name of a form field to what is wrong with it; an adapter shows each at its field.
    """

    def __init__(self, text: Text, fields: Mapping[str, Text] | None = None) -> None:
        super().__init__(text)
        self.text = text
        self.fields: dict[str, Text] = dict(fields or {})

    @classmethod
    def at(cls, field: str, text: Text) -> Self:
        """Refused because of one field of a form, where the text is shown."""
        return cls(text, {field: text})


class Overtaken(Refused):
    """Not done: what it was about has changed since, or may be one of several; `outcome` shows that instead."""

    def __init__(self, text: Text, outcome: Outcome) -> None:
        super().__init__(text)
        self.outcome = outcome


class NotAllowed(Refused):
    """Refused because of who asks, not because of what was asked."""


class Unknown(NotAllowed):
    """Accounts (`platform:id`) that are on no team; ask again with their profiles, or tell the person `text`."""

    def __init__(self, text: Text, accounts: tuple[str, ...]) -> None:
        super().__init__(text)
        self.accounts = accounts


class Outsider(NotAllowed):
    """Who asks is on no team, and nobody joins by merely looking at that."""


class Conflict(Exception):
    """A record was changed by somebody else between load and commit; load again and decide again."""


class StoreClosed(Exception):
    """The store takes no writes (disk full, write error, closed); `str(error)` says why and what to do."""
