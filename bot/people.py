"""Team and Person: accounts, roles, working hours, away; and how a person is found by what somebody typed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Literal

import msgspec

from bot.requests import Channel, Record
from bot.texts import Words, words_in
from bot.times import Away, Hours
from bot.ui import Choice, Mention


class Role(StrEnum):
    __hash__ = str.__hash__  # Enum's own is written in Python, and slow

    OWNER = "owner"
    ASSISTANT = "assistant"
    PARTNER = "partner"
    GUEST = "guest"


AskedIn = Literal["", "private", "thread"]
FIRST_WEEKS = timedelta(days=14)
NAMED = re.compile(r"@([a-z]+:[A-Za-z0-9]+)")  # an account as adapters write it where somebody was mentioned
WORKERS = frozenset({Role.OWNER, Role.ASSISTANT, Role.GUEST})


class Team(Record, frozen=True, kw_only=True):
    """One business. Filed under team "" by its own id.

    `workspaces` are `platform:id`, at most one per platform. `channel` takes team posts, its id empty until the owner
    has chosen one. `rooms` are channels on the other platforms, where people who are only there can be mentioned.
    `blocker_to` is who hears of a blocker that is old, empty for the owner.
    `due_soon_hours` 0 is no reminder before the due time; `escalate_days` are those that something stays overdue
    before its giver hears, 0 for as soon as the holder has. `zone_rules` tells by which rules of the time zones in use
    its jobs were planned last.
    """

    name: str
    zone: str
    channel: Channel
    owner: str
    created_at: datetime
    workspaces: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    locale: str = "en"
    currency: str = "USD"
    accept_hours: int = 4
    due_soon_hours: int = 24
    remind_due: bool = True
    review_days: int = 1
    blocker_days: int = 2
    blocker_to: str = ""
    escalate_days: int = 0
    grace_hours: int = 24
    worth_cents: int = 0
    zone_rules: str = ""

    def terms(self) -> tuple[str, ...]:
        return tuple(f"workspace:{workspace}" for workspace in self.workspaces)

    def is_new(self, now: datetime) -> bool:
        """In its first weeks, when it has a list of first steps."""
        return now - self.created_at < FIRST_WEEKS


class Person(Record, frozen=True, kw_only=True, dict=True):
    """Somebody on the team. `handle` is what one types after @; minutes are after local midnight; Monday is day 0.

    `prefers` is the platform private messages go to, empty for that of the first account. `asked_in` says where
    standups ask, empty for what is usual on that platform. `zone_guessed`: nobody has said the zone, so it is the
    team's. `greeted`: a welcome went out, which comes before anything else that is said. `country` and `quiet` are as
    in Hours. `stands_in_for` are the ids of those on leave whose stand-in this is right now.
    `focus_minutes` of a week, and `focus_share` in percent of the time that is logged, are what somebody wants to spend
    on what only he or she can do.
    `daily_digest` and `weekly_digest` say which of their own digests are sent to them, and `digest_weekday` and
    `digest_minutes` when they want the weekly one; None for Friday or, when that is none of theirs, the day before.
    """

    name: str
    handle: str
    role: Role
    accounts: tuple[str, ...] = ()
    prefers: str = ""
    asked_in: AskedIn = ""
    zone: str = "UTC"
    locale: str = "en"
    country: str = ""
    day_start: int = 9 * 60
    day_end: int = 17 * 60
    workdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    quiet: tuple[int, ...] = ()
    away: tuple[Away, ...] = ()
    stands_in_for: tuple[str, ...] = ()
    focus_minutes: int = 10 * 60
    focus_share: int = 50
    rate_cents: int = 0
    kind: str = ""
    active: bool = True
    zone_guessed: bool = False
    greeted: bool = True
    daily_digest: bool = False
    weekly_digest: bool = True
    digest_weekday: int | None = None
    digest_minutes: int = 17 * 60

    def terms(self) -> tuple[str, ...]:
        return tuple(f"account:{account}" for account in self.accounts)

    @property
    def platform(self) -> str:
        """Where private messages go: the platform preferred, else that of the first account; empty without any."""
        platforms = [account.partition(":")[0] for account in self.accounts]
        return self.prefers if self.prefers in platforms else next(iter(platforms), "")

    def mention(self) -> Mention:
        return Mention(self.id, self.name)

    def words(self) -> Words:
        return words_in(self.locale)

    def hours(self) -> Hours:
        return self._hours

    def covered_leave(self, day: date) -> Away | None:
        """The leave with a stand-in that they are on that day of their calendar, the one that lasts longest."""
        found = [leave for leave in self.away if leave.stand_in and leave.covers(day)]
        return max(found, key=lambda leave: leave.last, default=None)

    @cached_property
    def _hours(self) -> Hours:
        return Hours(
            zone=self.zone,
            day_start=self.day_start,
            day_end=self.day_end,
            workdays=self.workdays,
            country=self.country,
            away=self.away,
            quiet=self.quiet,
        )


class Account(Record, frozen=True, kw_only=True):
    """The teams of one account, filed under team "" by `platform:id`; `chosen` is the one meant in private chats."""

    teams: tuple[str, ...]
    chosen: str = ""


class Roster(msgspec.Struct, frozen=True, dict=True):
    """The people of one team, in the order they joined."""

    people: tuple[Person, ...]

    @cached_property
    def _by_id(self) -> dict[str, Person]:
        return {person.id: person for person in self.people}

    @cached_property
    def by_account(self) -> dict[str, Person]:
        """Those who are active, by each of their accounts."""
        return {account: person for person in self.people if person.active for account in person.accounts}

    @cached_property
    def _stand_ins(self) -> dict[str, Person]:
        return {away: person for person in self.people if person.active for away in person.stands_in_for}

    def stand_in(self, person: str) -> Person | None:
        """Who stands in for that person right now."""
        return self._stand_ins.get(person)

    def get(self, person: str) -> Person | None:
        return self._by_id.get(person)

    def worker(self, person: str) -> Person | None:
        """Who may hold a task: on the team still, and no partner."""
        found = self.get(person)
        return found if found and found.active and found.role in WORKERS else None

    def must(self, person: str) -> Person:
        """The person with this id; KeyError for an id that no record of ours should hold."""
        found = self.get(person)
        if found is None:
            raise KeyError(person)
        return found

    def name(self, person: str) -> str:
        """What the person with this id is called; `?` for nobody, or where the record is gone."""
        found = self.get(person)
        return found.name if found else "?"

    def zone(self, person: str, otherwise: str) -> str:
        """The zone of the person with this id; `otherwise` where the record is gone."""
        found = self.get(person)
        return found.zone if found else otherwise

    def with_role(self, *roles: Role) -> tuple[Person, ...]:
        return tuple(p for p in self.people if p.role in roles and p.active)

    def owner(self) -> Person:
        return self.with_role(Role.OWNER)[0]

    def matching(self, typed: str) -> tuple[Person, ...]:
        """Those meant by `@ana`, `ana`, `Ana Reyes`, an id, or `@platform:account`; an exact handle wins alone."""
        word = typed.strip().removeprefix("@").casefold()
        if not word:
            return ()
        active = [p for p in self.people if p.active]
        ways: tuple[Callable[[Person], bool], ...] = (
            lambda p: word in (p.handle.casefold(), p.id.casefold()),
            lambda p: word in [a.casefold() for a in p.accounts],
            lambda p: word == p.name.casefold(),
            lambda p: p.name.casefold().startswith(word) or p.handle.casefold().startswith(word),
        )
        return next((found for way in ways if (found := tuple(filter(way, active)))), ())

    def who_left(self, typed: str) -> tuple[Person, ...]:
        """Those who were on the team, by handle, id or account: their work is still spoken of."""
        word = typed.strip().removeprefix("@").casefold()
        gone = [person for person in self.people if not person.active]
        return tuple(p for p in gone if word in (p.handle.casefold(), p.id.casefold(), *map(str.casefold, p.accounts)))

    def like(self, typed: str, most: int = 3) -> tuple[Person, ...]:
        """Those whose name or handle looks like what was typed, for `did you mean`."""
        word = typed.strip().removeprefix("@").casefold()
        names = {p.handle.casefold(): p for p in self.people if p.active}
        names |= {p.name.casefold(): p for p in self.people if p.active}
        found = difflib.get_close_matches(word, names, n=most * 2, cutoff=0.5)
        return tuple({names[name].id: names[name] for name in found}.values())[:most]


def choices(people: Iterable[Person]) -> tuple[Choice, ...]:
    """For a PersonField."""
    return tuple(Choice(person.id, person.name) for person in people)


def names(people: Iterable[Person]) -> str:
    """`Ana, Ben` for a sentence."""
    return ", ".join(person.name for person in people)


def without_accounts(text: str) -> str:
    """The text for people's eyes: an account that is on no roster has a number only, which says nothing to anybody."""
    return NAMED.sub("@…", text)


def handles(people: Iterable[Person]) -> str:
    """`@ana, @ben`, to be typed."""
    return ", ".join(f"@{person.handle}" for person in people)
