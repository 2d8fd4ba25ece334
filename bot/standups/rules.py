"""What may happen in a standup, and how a day stands: pure functions over frozen records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Literal, TypeGuard

import msgspec

from bot.errors import NotAllowed, Refused
from bot.people import WORKERS, Person, Role, Roster
from bot.standups.records import Answer, Line, Run, Seat, Sitting, Standup
from bot.standups.windows import is_off
from bot.times import day_of_work, is_workday
from bot.ui import When

LATE_FOR = timedelta(days=7)
SUMMARY_STALE = timedelta(hours=24)
REMINDED_MOST = 20  # bots were locked out after 25 to 40 private messages at once: discord-php/DiscordPHP#467

Standing = Literal["answered", "late", "skipped", "away", "missing", "not_asked", "open", "left"]


def _works_here(person: Person | None) -> TypeGuard[Person]:
    """Whether somebody with a seat still takes part: who left, or became a partner meanwhile, is as if away."""
    return person is not None and person.active and person.role in WORKERS


def may_lead(person: Person) -> None:
    """Setting up, pausing and looking at everybody's participation is the owner's."""
    if person.role is not Role.OWNER:
        raise NotAllowed(person.words()("standups.owner_only"))


def may_take_part(person: Person) -> None:
    """Partners never see the work; NotAllowed tells them where their own page is."""
    if person.role not in WORKERS:
        raise NotAllowed(person.words()("standups.partner"))


def seat_of(run: Run, person: Person) -> Seat:
    """The person's seat; NotAllowed for partners and for those this run does not ask."""
    may_take_part(person)
    seat = run.seat(person.id)
    if seat is None:
        raise NotAllowed(person.words()("standups.not_asked", name=run.name))
    return seat


def may_hand_in(sitting: Sitting, person: Person, now: datetime) -> None:
    """Until the close as often as one likes; after it once, marked late, for a week."""
    run, closes_at, words = sitting.run, sitting.seat.closes_at, person.words()
    seat_of(run, person)
    if now >= closes_at + LATE_FOR:
        raise Refused(words("standups.too_old", name=run.name, at=When(closes_at)))
    if now >= closes_at and sitting.answer is not None and not sitting.answer.skipped:
        raise Refused(words("standups.closed_for_edits", name=run.name, at=When(closes_at)))


def answered(sitting: Sitting, person: Person, sheet: tuple[Line, ...], now: datetime) -> Answer:
    """The answer sheet handed in now: new, edited while the window is open, or late once it closed."""
    may_hand_in(sitting, person, now)
    before = sitting.answer
    return msgspec.structs.replace(
        before or _blank(sitting, now),
        lines=sheet,
        at=now,
        late=now >= sitting.seat.closes_at,
        skipped=False,
        edited=before is not None and not before.skipped,
    )


def skipped(sitting: Sitting, person: Person, now: datetime) -> Answer:
    """Today left out on purpose; only while the window is open and nothing was answered."""
    run, closes_at, words = sitting.run, sitting.seat.closes_at, person.words()
    seat_of(run, person)
    if sitting.answer is not None:
        key = "skipped_already" if sitting.answer.skipped else "answered_already"
        raise Refused(words(f"standups.{key}", name=run.name))
    if now >= closes_at:
        raise Refused(words("standups.closed_for_skip", name=run.name, at=When(closes_at)))
    return msgspec.structs.replace(_blank(sitting, now), skipped=True)


def _blank(sitting: Sitting, now: datetime) -> Answer:
    run, person = sitting.run, sitting.seat.person
    return Answer(
        team=run.team, id=f"{run.id}:{person}", standup=run.standup, day=run.day, person=person, lines=(), at=now
    )


def paused(standup: Standup, person: Person) -> Standup:
    """No new day opens; one that is open ends as usual."""
    may_lead(person)
    if standup.paused:
        raise Refused(person.words()("standups.paused_already", name=standup.name))
    return msgspec.structs.replace(standup, paused=True)


def resumed(standup: Standup, person: Person) -> Standup:
    may_lead(person)
    if not standup.paused:
        raise Refused(person.words()("standups.running_already", name=standup.name))
    return msgspec.structs.replace(standup, paused=False)


def in_own_time(standup: Standup, person: Person) -> Standup:
    may_lead(person)
    if standup.zone_mode == "personal":
        raise Refused(person.words()("standups.own_already", name=standup.name))
    return msgspec.structs.replace(standup, zone_mode="personal")


def prompted(seat: Seat, person: Person | None, answer: Answer | None, now: datetime) -> Seat:
    """The seat once its prompt is due: asked, away, or not asked because Baton comes too late for it."""
    if seat.state != "waiting" or answer is not None:
        return seat
    if now >= seat.closes_at:
        return msgspec.structs.replace(seat, state="not_asked")
    return msgspec.structs.replace(seat, state="away" if _is_out(seat, person) else "asked")


def settled(seat: Seat, person: Person | None, answer: Answer | None, now: datetime) -> Seat:
    """The seat at the end of its run; a day off that was told after the prompt counts as away, not as missing."""
    seat = prompted(seat, person, answer, now)
    if seat.state == "asked" and answer is None and _is_out(seat, person):
        return msgspec.structs.replace(seat, state="away")
    return seat


def _is_out(seat: Seat, person: Person | None) -> bool:
    """No longer in standups, or off that day."""
    return not _works_here(person) or is_off(seat, person)


def has_card(run: Run, person: Person) -> bool:
    """Whether a private card tells this person of the run."""
    seat = run.seat(person.id)
    return seat is not None and seat.has_card and _works_here(person)


def should_remind(seat: Seat, person: Person | None, answer: Answer | None, now: datetime) -> bool:
    """Only somebody who was asked, is at work today and has said nothing, and only before the window closes."""
    if seat.state != "asked" or answer is not None or now >= seat.closes_at:
        return False
    if not _works_here(person) or is_off(seat, person):
        return False
    hours = person.hours()
    return is_workday(day_of_work(now, hours), hours)  # a window may reach into a day off


def too_many(run: Run, seat: Seat, answers: Iterable[Answer]) -> bool:
    """Whether so many of those asked together for all to see are silent that none of them is written to privately."""
    heard = {answer.person for answer in answers}
    silent = [one for one in run.seats if one.asked_by and one.closes_at == seat.closes_at and one.person not in heard]
    return bool(seat.asked_by) and len(silent) > REMINDED_MOST


def standing(seat: Seat, person: Person | None, answer: Answer | None, now: datetime) -> Standing:
    """How one person's day stands at `now`."""
    if answer is not None:
        return "skipped" if answer.skipped else "late" if answer.late else "answered"
    if not _works_here(person):
        return "left"
    return _silent(seat, person, now)


def _silent(seat: Seat, person: Person, now: datetime) -> Standing:
    if seat.state == "not_asked":
        return "not_asked"
    if seat.state == "away" or is_off(seat, person):
        return "away"
    if now < seat.closes_at:
        return "open"
    return "missing" if seat.state == "asked" else "not_asked"


def standings(run: Run, roster: Roster, answers: Iterable[Answer], now: datetime) -> dict[Standing, tuple[str, ...]]:
    """The ids of those in each standing, in the order of the run; standings of nobody are left out."""
    by_person = {answer.person: answer for answer in answers}
    found: dict[Standing, tuple[str, ...]] = {}
    for seat in run.seats:
        state = standing(seat, roster.get(seat.person), by_person.get(seat.person), now)
        found[state] = (*found.get(state, ()), seat.person)
    return found


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """How some seats stand: `late` are among the `answered`; `open` ones can still be answered in time.

    Skipped, away, unasked and left ones are in none of them.
    """

    answered: int = 0
    late: int = 0
    missing: int = 0
    open: int = 0

    @property
    def over(self) -> int:
        """How many answers there could have been."""
        return self.answered + self.missing

    @property
    def expected(self) -> int:
        """How many answers there can be."""
        return self.over + self.open


def count(standings: Iterable[Standing]) -> Count:
    """The one count of answers, for a day, for a person's week and for a digest."""
    found = Counter(standings)
    return Count(
        answered=found["answered"] + found["late"], late=found["late"], missing=found["missing"], open=found["open"]
    )


def participation(runs: Iterable[Run], roster: Roster, answers: Iterable[Answer], now: datetime) -> dict[str, Count]:
    """How each person's seats in these runs stand together, in order of appearance from the first day on."""
    by_id = {answer.id: answer for answer in answers}
    found: dict[str, list[Standing]] = {}
    for run in sorted(runs, key=lambda run: (run.day, run.standup)):
        for seat in run.seats:
            state = standing(seat, roster.get(seat.person), by_id.get(f"{run.id}:{seat.person}"), now)
            found.setdefault(seat.person, []).append(state)
    return {person: count(states) for person, states in found.items()}


def streak(weeks: Sequence[Count]) -> int:
    """Whole weeks in a row, the newest first, in which every answer was given, early, on time or late.

    A week in which nothing was asked (leave, holidays, a pause) neither counts nor ends it. The first week is still
    under way: it does not count yet, but a miss in it ends the streak.
    """
    present, *past = weeks or (Count(),)
    if present.missing:
        return 0
    found = 0
    for week in past:
        if week.missing:
            break
        found += bool(week.answered)
    return found
