"""What an answer says is in the way, who may do what about it, and when it is brought up again; pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from bot.blockers.records import Blocker
from bot.errors import NotAllowed, Refused
from bot.handoff.records import State, Task
from bot.hours import nth_workday
from bot.people import Person, Role, Roster, Team
from bot.standups.questions import is_nothing, task_of
from bot.standups.records import Answer
from bot.times import Hours, at_minutes, is_away, local

MOST = 8
_LATELY = timedelta(days=1)  # a draft may say of a task what was cleared since


class Said(NamedTuple):
    """What an answer sheet changes: words that are tracked from now on, and blockers it takes back."""

    new: tuple[str, ...]
    taken_back: tuple[Blocker, ...]


def texts_of(answer: Answer, stuck: Collection[str] = ()) -> tuple[str, ...]:
    """One for each line; of many the last lines together, as each is brought to somebody. A line that begins with the
    number of one of the `stuck` tasks is tracked as that task.
    """
    kept = [line for line in _lines(answer) if not is_nothing(line) and _number_of(line) not in stuck]
    texts = tuple({line.casefold(): line for line in reversed(kept)}.values())[::-1]
    return texts if len(texts) <= MOST else (*texts[: MOST - 1], "; ".join(texts[MOST - 1 :]))


def _lines(answer: Answer) -> list[str]:
    lines = [line.strip() for said in answer.lines if said.about == "blocker" for line in said.text.splitlines()]
    return list(filter(None, lines))


def _number_of(line: str) -> str:
    """`41` of a line that begins with #41."""
    return task_of(line).removeprefix("#")


def tasks_named(answer: Answer) -> tuple[str, ...]:
    """The numbers that lines about what is in the way begin with, as those of a draft do."""
    return tuple(dict.fromkeys(filter(None, map(_number_of, _lines(answer)))))


def is_stuck(task: Task, person: str, now: datetime) -> bool:
    """Whether this task of theirs is itself waited for, so that whoever can clear it has it, or was until a day ago."""
    over = (event.at for event in task.events if event.kind in ("unblock", "answer"))
    waits = task.state in (State.BLOCKED, State.ASKED) or any(now - at < _LATELY for at in over)
    return task.holder == person and waits


def said_by(answer: Answer, known: Sequence[Blocker], stuck: Collection[str] = ()) -> Said:
    """`known` are the person's open ones: what is said again is the same; what an edit leaves out was not meant, and
    what the same standup heard on earlier days is over once nothing is said to be in the way.
    """
    texts = texts_of(answer, stuck)
    spoken = {text.casefold() for text in texts}
    tracked = {blocker.text.casefold() for blocker in known}
    left_out = [one for one in known if one.answer == answer.id and one.text.casefold() not in spoken]
    over = [one for one in known if _says_nothing(answer) and is_of_earlier_day(one, answer)]
    return Said(tuple(text for text in texts if text.casefold() not in tracked), (*left_out, *over))


def _says_nothing(answer: Answer) -> bool:
    """Whether it says in so many words that nothing is in the way; no word about it says nothing."""
    lines = _lines(answer)
    return bool(lines) and all(map(is_nothing, lines))


def is_of_earlier_day(blocker: Blocker, answer: Answer) -> bool:
    """Whether it was said in an answer of the same person to an earlier day of the same standup."""
    return blocker.answer.startswith(f"{answer.standup}:") and blocker.answer < answer.id


def may_see(blocker: Blocker, person: Person) -> bool:
    return person.role is Role.OWNER or person.id in (blocker.person, blocker.owner, blocker.raised_to)


def must_see(blocker: Blocker, person: Person) -> None:
    if not may_see(blocker, person):
        raise NotAllowed(person.words()("blockers.not_yours"))


def may_clear(blocker: Blocker, person: Person) -> None:
    """Acknowledging it and handing it on: whoever clears it, the owner, and to whom it was brought as it grew old."""
    must_be_open(blocker, person)
    if not clears(blocker, person):
        raise NotAllowed(person.words()("blockers.not_yours_to_clear"))


def clears(blocker: Blocker, person: Person) -> bool:
    return person.role is Role.OWNER or person.id in (blocker.owner, blocker.raised_to)


def must_be_open(blocker: Blocker, person: Person) -> None:
    """Raises NotAllowed for strangers, Refused for what is cleared already."""
    must_see(blocker, person)
    if not blocker.open:
        raise Refused(person.words()("blockers.cleared_already", name=blocker.name))


def acknowledged(blocker: Blocker, by: Person, now: datetime) -> Blocker:
    """Whoever says so clears it from now on."""
    may_clear(blocker, by)
    if blocker.acknowledged_at is not None:
        raise Refused(by.words()("blockers.acknowledged_already", name=blocker.name))
    return replace(blocker, owner=blocker.owner if by.id == blocker.person else by.id, acknowledged_at=now)


def handed_on(blocker: Blocker, by: Person, to: Person) -> Blocker:
    """To somebody who works here and is not the one held up; acknowledged by nobody yet."""
    may_clear(blocker, by)
    if to.id in (blocker.owner, blocker.person):
        key = "has_it_already" if to.id == blocker.owner else "is_held_up"
        raise Refused.at("who", by.words()(f"blockers.{key}", who=to.name))
    return replace(blocker, owner=to.id, acknowledged_at=None)


def resolved(blocker: Blocker, by: Person, now: datetime) -> Blocker:
    """By whoever clears it, the owner, or the one who was held up."""
    must_be_open(blocker, by)
    return replace(blocker, resolved_at=now, resolved_by=by.id)


def shown(blocker: Blocker, people: Iterable[str]) -> Blocker:
    """These have its card, too, from now on."""
    return replace(blocker, shown_to=tuple(dict.fromkeys((*blocker.shown_to, *sorted(people)))))


def hears(blocker: Blocker, team: Team, roster: Roster, now: datetime) -> Person | None:
    """To whom it is brought when it is old: whoever the team named, else the owner, or who stands in for her.

    Not to the one who is held up by it, nor to somebody who has left or is on leave that day.
    """
    for found in (roster.worker(team.blocker_to), roster.stand_in(team.owner)):
        if found and found.id != blocker.person and not is_away(local(now, found.zone).date(), found.hours()):
            return found
    return roster.worker(team.owner)


def age_days(blocker: Blocker, today: date, zone: str, there: str) -> int:
    """Days since it was said, on the reader's clocks; `there` is the zone of whoever is held up."""
    return (today - _day_of(blocker.said_at, zone, there)).days


def _day_of(at: datetime, zone: str, there: str) -> date:
    """What is said on Tuesday morning is of Tuesday, also for readers whose Monday has not ended yet."""
    return max(local(at, zone).date(), local(at, there).date())


def escalates_at(since: datetime, days: int, hours: Hours, there: str) -> datetime | None:
    """As the day begins so many working days later, on the clocks of whoever hears of it; `there` as for its age."""
    day = nth_workday(_day_of(since, hours.zone, there), days, hours)
    return at_minutes(day, hours.day_start, hours.zone) if day else None
