"""The nouns of standups: a Standup, one day's Run with its Seats, and each person's Answer."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec

from bot.requests import Channel, Record
from bot.weeks import iso_week

QuestionKind = Literal["text", "choice", "scale"]
About = Literal["", "done", "next", "blocker"]
ZoneMode = Literal["personal", "team"]
SeatState = Literal["waiting", "asked", "away", "not_asked"]


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """`choices` are what may be picked (a scale's are its numbers); `about` is what the answer tells the day."""

    text: str
    kind: QuestionKind = "text"
    choices: tuple[str, ...] = ()
    about: About = ""

    @property
    def required(self) -> bool:
        """Having no blocker is an answer too."""
        return self.about != "blocker"


class Followed(msgspec.Struct, frozen=True, kw_only=True):
    """A channel whose people are asked, `platform:id`, and who was in it when Baton last looked.

    `name` is what the platform calls it, empty before it was seen. `told` are the accounts on no roster that the owner
    was told of; `lost` says that it can no longer be seen, so that `accounts` stay as they were.
    """

    channel: str
    name: str = ""
    accounts: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    lost: bool = False


class Standup(Record, frozen=True, kw_only=True):
    """What recurs. `minutes` are after local midnight, `days` count from Monday as 0.

    `everyone` means all assistants there are on the day; `followed` those in a channel; else `people` are the ids
    asked. `next_day` is the run that is planned, None while paused; `opened_on` the last one that was opened, so that
    no day opens twice.
    """

    name: str
    questions: tuple[Question, ...]
    everyone: bool = True
    people: tuple[str, ...] = ()
    followed: Followed | None = None
    days: tuple[int, ...] = (0, 1, 2, 3, 4)
    minutes: int = 9 * 60 + 30
    zone_mode: ZoneMode = "personal"
    channel: Channel
    close_minutes: int = 180
    reminder_minutes: int = 30
    paused: bool = False
    next_day: date | None = None
    opened_on: date | None = None


class Seat(msgspec.Struct, frozen=True, kw_only=True):
    """One person's window in a run: asked at `prompt_at`, on time until `closes_at`.

    `draft` is the whole answer that was shown with the prompt, by field name; one tap posts exactly that; `unchanged`
    as in Draft. `said` is what the person wrote in private since, which `draft` was read from. `asked_by`
    is the key of the post that asked this person among others where all can read it, empty for one asked privately;
    `reminded` says that such a person has a private card after all.
    """

    person: str
    prompt_at: datetime
    closes_at: datetime
    state: SeatState = "waiting"
    draft: dict[str, str] = msgspec.field(default_factory=dict)
    unchanged: bool = False
    said: str = ""
    asked_by: str = ""
    reminded: bool = False

    @property
    def has_card(self) -> bool:
        """Whether a private card tells this person of the day, and has to be kept true."""
        return self.state == "asked" and (self.reminded or not self.asked_by)


class Run(Record, frozen=True, kw_only=True):
    """One calendar day of a standup, frozen when it opens; its id is `<standup>:<day>`.

    With personal zones the same day is a different instant for each seat; the run ends with the last window.
    `summed_up` says that a summary was posted, which later answers keep true.
    """

    standup: str
    name: str
    day: date
    questions: tuple[Question, ...]
    seats: tuple[Seat, ...]
    channel: Channel
    reminder_minutes: int
    opened_at: datetime
    closed_at: datetime | None = None
    summed_up: bool = False

    def terms(self) -> tuple[str, ...]:
        return (f"standup:{self.standup}", week_term(self.day))

    @property
    def closes_at(self) -> datetime:
        return max(seat.closes_at for seat in self.seats)

    def seat(self, person: str) -> Seat | None:
        return next((seat for seat in self.seats if seat.person == person), None)

    def with_seat(self, changed: Seat) -> Run:
        """The run with that person's seat changed."""
        seats = tuple(changed if seat.person == changed.person else seat for seat in self.seats)
        return msgspec.structs.replace(self, seats=seats)


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A question as it was put, and what was answered."""

    question: str
    text: str
    about: About = ""


class Answer(Record, frozen=True, kw_only=True):
    """One person's answer sheet for one day; its id is `<standup>:<day>:<person>`. A skipped one has no lines."""

    standup: str
    day: date
    person: str
    lines: tuple[Line, ...]
    at: datetime
    late: bool = False
    skipped: bool = False
    edited: bool = False

    def terms(self) -> tuple[str, ...]:
        return (f"run:{self.standup}:{self.day}", f"by:{self.standup}:{self.person}", week_term(self.day))


class Sitting(msgspec.Struct, frozen=True, kw_only=True):
    """One person's place in one run, with what that person has said so far."""

    run: Run
    seat: Seat
    answer: Answer | None = None


def run_id(standup: str, day: date) -> str:
    return f"{standup}:{day.isoformat()}"


def run_key(run: str) -> str:
    """The key of a run's wake and of the post that heads its thread."""
    return f"standup:{run}"


def seat_key(run: str, person: str) -> str:
    """The key of the job that prompts one person, and the beginning of what belongs to that person's day."""
    return f"standup:{run}:{person}"


def card_key(standup: str, person: str) -> str:
    """The key of a person's one private card of a standup: it moves on to the newest day, so that none pile up."""
    return f"standup:{standup}:{person}:card"


def own_key(standup: str, seat: Seat) -> str:
    """The key of the private card of a seat: the question, or the reminder of what was asked for all to see."""
    return reminder_key(standup, seat.person) if seat.asked_by else card_key(standup, seat.person)


def reminder_key(standup: str, person: str) -> str:
    """The key of the private reminder to somebody who was asked for all to see; it too moves on."""
    return f"standup:{standup}:{person}:reminder"


def is_reminder(key: str) -> bool:
    return key.startswith("standup:") and key.endswith(":reminder")


def prompt_key(run: str, seat: Seat, on: str, number: int) -> str:
    """The key of the post that asks those whose windows open together, on one platform, so many at a time."""
    return f"standup:{run}:ask:{on}:{seat.prompt_at:%d%H%M}:{number}"


def week_term(day: date) -> str:
    """The ISO week that runs and answers are filed under, `week:2026-W48`."""
    return f"week:{iso_week(day)}"
