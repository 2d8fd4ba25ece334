"""Who should get it? Up to three people, each with the reasons: record, room, hours, cost; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

import msgspec

from bot.handoff.capacity import free_minutes
from bot.handoff.records import State, Task
from bot.people import Person, Role
from bot.searching import words_of
from bot.times import away_until, local, next_working

MOST = 3
LETTERS_LEAST = 4  # shorter words say little of what kind of work it is
ALIKE_LEAST = 0.5
TRUSTED, POOR = 0.8, 0.5
GIVEN_WORK = frozenset({Role.ASSISTANT, Role.GUEST})


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """One person. `clean` of `alike` pieces of similar work were approved first time, such as `example`.

    `free_minutes` are as in capacity; `starts_in` is in minutes, 0 for somebody at work; `cents` is what it would
    cost, per hour without an effort; None for what is not known, or not for the giver to know.
    `away` is the last day of leave.
    """

    person: Person
    alike: int = 0
    clean: int = 0
    example: Task | None = None
    free_minutes: int | None = None
    effort_minutes: int = 0
    starts_in: int = 0
    cents: int | None = None
    away: date | None = None

    def rank(self) -> tuple[object, ...]:
        """Who is here before who is away, who has the time, the trusted before the cheap, then who starts first."""
        no_room = self.free_minutes is not None and self.free_minutes < self.effort_minutes
        known = self.cents if self.cents is not None else 1 << 40
        record = (self._tier(), -self.clean if self._tier() == 0 else 0)
        return self.away is not None, no_room, *record, known, self.starts_in, self.person.name

    def _tier(self) -> int:
        share = self.clean / self.alike if self.alike else None
        if share is None:
            return 1
        return 0 if share >= TRUSTED else 1 if share >= POOR else 2


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What suggestions are made from: approved work, and everybody's promised work by person."""

    past: Sequence[Task]
    held: Mapping[str, Sequence[Task]]
    now: datetime


def suggest(brief: Task, giver: Person, people: Iterable[Person], known: Known) -> tuple[Suggestion, ...]:
    """The likeliest first; never the giver, a partner or somebody who has left."""
    able = [one for one in people if one.active and one.role in GIVEN_WORK and one.id != giver.id]
    made = (_suggestion(brief, person, known, costs=giver.role is Role.OWNER) for person in able)
    return tuple(sorted(made, key=Suggestion.rank)[:MOST])


def kind_of_work(outcome: str) -> frozenset[str]:
    """The words that tell what kind of work it is."""
    return frozenset(word for word in words_of(outcome) if len(word) >= LETTERS_LEAST and not word.isdecimal())


def is_alike(outcome: str, other: str) -> bool:
    """Whether half the telling words of the shorter one are in the longer one."""
    ours, theirs = kind_of_work(outcome), kind_of_work(other)
    return bool(ours and theirs) and len(ours & theirs) >= ALIKE_LEAST * min(len(ours), len(theirs))


def _suggestion(brief: Task, person: Person, known: Known, *, costs: bool) -> Suggestion:
    alike = [
        task
        for task in known.past
        if task.holder == person.id and task.state is State.APPROVED and is_alike(brief.outcome, task.outcome)
    ]
    clean = [task for task in alike if not task.returns]
    hours = person.hours()
    minutes = brief.effort_minutes or 60
    return Suggestion(
        person=person,
        alike=len(alike),
        clean=len(clean),
        example=next(iter(clean or alike), None),
        free_minutes=free_minutes(brief, known.held.get(person.id, ()), hours, known.now),
        effort_minutes=brief.effort_minutes,
        starts_in=int((next_working(known.now, hours) - known.now).total_seconds()) // 60,
        cents=round(person.rate_cents * minutes / 60) if costs and person.rate_cents else None,
        away=away_until(local(known.now, person.zone).date(), hours),
    )
