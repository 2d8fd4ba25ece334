"""What may happen in a standup, and how a day stands: pure functions over frozen records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Literal

import msgspec

from bot.errors import NotAllowed, Refused
from bot.people import WORKERS, Person, Role
from bot.standups.records import Answer, Line, Run, Seat, Sitting, Standup
from bot.standups.windows import is_off
from bot.ui import When

LATE_FOR = timedelta(days=7)
TOLD_LATE = timedelta(minutes=10)
SUMMARY_STALE = timedelta(hours=24)

Standing = Literal["answered", "late", "skipped", "away", "missing", "not_asked", "open", "left"]


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


def prompted(seat: Seat, person: Person | None, answer: Answer | None, now: datetime) -> Seat:
    """The seat once its prompt is due: asked, away, or not asked because Baton comes too late for it."""
    if seat.state != "waiting" or answer is not None:
        return seat
    if now >= seat.closes_at:
        return msgspec.structs.replace(seat, state="not_asked")
    if person is None or not person.active or is_off(seat, person):
        return msgspec.structs.replace(seat, state="away")
    return msgspec.structs.replace(seat, state="asked")


def settled(seat: Seat, person: Person | None, answer: Answer | None, now: datetime) -> Seat:
    """The seat at the end of its run; a day off that was told after the prompt counts as away, not as missing."""
    seat = prompted(seat, person, answer, now)
    if seat.state == "asked" and answer is None and (person is None or not person.active or is_off(seat, person)):
        return msgspec.structs.replace(seat, state="away")
    return seat


def should_remind(seat: Seat, person: Person | None, answer: Answer | None, now: datetime) -> bool:
    """Only somebody who was asked, is at work today and has said nothing, and only before the window closes."""
    if seat.state != "asked" or answer is not None or now >= seat.closes_at:
        return False
    return person is not None and person.active and not is_off(seat, person)


def came_late(due_at: datetime, now: datetime) -> bool:
    """Whether a message is told to be late, because Baton was down when it was due."""
    return now - due_at > TOLD_LATE


def is_stale(due_at: datetime, now: datetime) -> bool:
    """Whether a summary comes so late that it would only be noise."""
    return now - due_at > SUMMARY_STALE


def standing(seat: Seat, person: Person | None, answer: Answer | None, now: datetime) -> Standing:
    """How one person's day stands at `now`."""
    if answer is not None:
        return "skipped" if answer.skipped else "late" if answer.late else "answered"
    if person is None or not person.active:
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


def standings(
    run: Run, people: Mapping[str, Person], answers: Iterable[Answer], now: datetime
) -> dict[Standing, tuple[str, ...]]:
    """The ids of those in each standing, in the order of the run; standings of nobody are left out."""
    by_person = {answer.person: answer for answer in answers}
    found: dict[Standing, tuple[str, ...]] = {}
    for seat in run.seats:
        state = standing(seat, people.get(seat.person), by_person.get(seat.person), now)
        found[state] = (*found.get(state, ()), seat.person)
    return found


def expected(found: Mapping[Standing, tuple[str, ...]]) -> int:
    """How many answers the day could have: all but those away, skipping, gone or never asked."""
    return sum(len(found.get(state, ())) for state in ("answered", "late", "missing", "open"))


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """One person's share in a stretch of days; `late` are among the `answered`."""

    person: str
    answered: int
    expected: int
    late: int = 0


def participation(
    runs: Sequence[Run], answers: Sequence[Answer], days: tuple[date, date], now: datetime
) -> tuple[Count, ...]:
    """Per person, in order of appearance, the run days from the first to the last of `days`, both included.

    A day is expected when it was answered, or asked and its window is over; skipped, away and unasked days are not.
    """
    by_id = {answer.id: answer for answer in answers}
    counts: dict[str, Count] = {}
    for run in sorted(runs, key=lambda run: (run.day, run.standup)):
        if not days[0] <= run.day <= days[1]:
            continue
        for seat in run.seats:
            before = counts.get(seat.person, Count(person=seat.person, answered=0, expected=0))
            counts[seat.person] = _counted(before, seat, by_id.get(f"{run.id}:{seat.person}"), now)
    return tuple(counts.values())


def _counted(count: Count, seat: Seat, answer: Answer | None, now: datetime) -> Count:
    if answer is not None and not answer.skipped:
        return msgspec.structs.replace(
            count, answered=count.answered + 1, expected=count.expected + 1, late=count.late + answer.late
        )
    if answer is None and seat.state == "asked" and now >= seat.closes_at:
        return msgspec.structs.replace(count, expected=count.expected + 1)
    return count
