"""Where a date is read: the reader's clock, hours and language; and what is said when it cannot be."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property

import msgspec

from bot.hours import Hours
from bot.zones import local


class NotADate(ValueError):
    """What was typed is no date that can be read with certainty."""


class InThePast(NotADate):
    """What was typed is a date, but not one to come."""


class EitherDay(NotADate):
    """What was typed is one of two days: some say next Friday of the coming one, some of the one a week later."""

    def __init__(self, typed: str, first: date, second: date) -> None:
        super().__init__(typed)
        self.first, self.second = first, second


class Here(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Whose words they are, and when and how they were said.

    `in_sentence`: other words may follow, so that a zone counts only after a time. `bare_hours`: a 9 after a day may
    be a time. `foreign`: the day may be in a language without a vocabulary.
    """

    now: datetime
    hours: Hours
    locale: str
    in_sentence: bool = False
    bare_hours: bool = True
    foreign: bool = False

    @cached_property
    def today(self) -> date:
        return local(self.now, self.hours.zone).date()

    @cached_property
    def language(self) -> str:
        return self.locale.replace("-", "_").partition("_")[0].lower()

    def at(self, zone: str) -> Here:
        """The same, for words about another place."""
        return msgspec.structs.replace(self, hours=msgspec.structs.replace(self.hours, zone=zone))
