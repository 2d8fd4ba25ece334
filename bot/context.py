"""What a handler is handed: who asks, for which team, when, and the store to read."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, datetime

import msgspec

from bot.errors import NotAllowed, Refused
from bot.people import Person, Role, Roster, Team, handles, without_accounts
from bot.ports import R, Reach, Store
from bot.requests import Outcome, Request
from bot.texts import Words
from bot.times import EitherDay, InThePast, NotADate, read_date, say_day
from bot.ui import Text


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """`person` is the one who asks; None only for a job, which Baton's own clock asks.

    `sparing` are the platforms on which many are not written to privately unless they chose it, `listing` those that
    say who is in a channel.
    """

    request: Request
    team: Team
    roster: Roster
    person: Person | None
    store: Store
    new_id: Callable[[], str]
    sparing: frozenset[str] = frozenset()
    listing: frozenset[str] = frozenset()
    reach: Reach = Reach()

    @property
    def now(self) -> datetime:
        return self.request.at

    @property
    def words(self) -> Words:
        """The catalogue of the person who asks, the team's for a job."""
        return self.person.words() if self.person else Words(self.team.locale)

    def speaker(self) -> Person:
        """The person who asks; refuses where only a job could have come."""
        if self.person is None:
            raise Refused(self.words("common.not_a_person"))
        return self.person

    def argument(self, name: str) -> str:
        """What was typed or pressed, stripped; empty when absent."""
        return self.request.arguments.get(name, "").strip()

    def words_in(self, field: str, most: int, missing: str = "") -> str:
        """A person's words in a field; Refused there when over `most` characters, or empty and `missing` (a key)."""
        text = self.argument(field)
        if missing and not text:
            raise Refused.at(field, self.words(missing))
        if len(text) > most:
            raise Refused.at(field, self.words("common.too_long", n=len(text), most=most))
        return text

    def date_in(self, field: str, typed: str, whose: Person | None = None) -> datetime:
        """The instant typed for a field, on the clock of the speaker or `whose`; Refused when past or unclear."""
        hours = (whose or self.speaker()).hours()
        try:
            return read_date(typed.strip(), self.now, hours, self.speaker().locale)
        except InThePast:
            raise Refused.at(field, self.words("common.date_past", typed=typed[:60])) from None
        except EitherDay as either:
            raise Refused.at(field, self.either_day(typed, either.first, either.second)) from None
        except NotADate:
            raise Refused.at(field, self.words("common.date_unclear", typed=typed[:60])) from None

    def either_day(self, typed: str, first: date, second: date) -> Text:
        """What was typed may be one day or the other: asks which."""
        days = [say_day(day, self.speaker().locale) for day in (first, second)]
        return self.words("common.date_either", typed=typed[:60], first=days[0], second=days[1])

    def allow(self, *roles: Role) -> Person:
        """The speaker, when his or her role is one of these; else NotAllowed."""
        person = self.speaker()
        if person.role not in roles:
            raise NotAllowed(self.words("common.not_allowed_role", role=person.role.value))
        return person

    async def must_get(self, kind: type[R], id: str, missing: str) -> R:
        """The team's record, or Refused with the catalogue's `missing` message (which may name `{id}`)."""
        record = await self.store.get(kind, self.team.id, id)
        if record is None:
            raise Refused(self.words(missing, id=id[:40]))
        return record

    def find_person(self, typed: str) -> Person:
        """The one person meant; Refused, naming those who match or look alike, when it is nobody or several."""
        found = self.roster.matching(typed)
        if len(found) == 1:
            return found[0]
        typed = without_accounts(typed.strip()[:60])
        if found:
            raise Refused(self.words("common.people_match", typed=typed, people=handles(found)))
        alike = self.roster.like(typed)
        if alike:
            raise Refused(self.words("common.person_like", typed=typed, people=handles(alike)))
        raise Refused(self.words("common.person_unknown", typed=typed))


Handler = Callable[[Context], Awaitable[Outcome]]
