"""A standup, its people and its days, ready made for the tests of the room."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from bot.people import Person, Role, Roster, Team
from bot.requests import Channel
from bot.standups.records import Answer, Line, Question, Run, Seat, SeatState, Sitting, Standup

TUESDAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
CHANNEL = Channel("web:general")
TEAM = Team(team="", id="t1", name="Studio", zone="America/New_York", channel=CHANNEL, owner="olivia", created_at=NOON)
QUESTIONS = (
    Question(text="What did you finish?", about="done"),
    Question(text="What is next?", about="next"),
    Question(text="What blocks you?", about="blocker"),
)


def person(id: str, role: Role = Role.ASSISTANT, zone: str = "UTC") -> Person:
    return Person(team="t1", id=id, name=id.title(), handle=id, role=role, zone=zone)


OLIVIA = person("olivia", Role.OWNER)
ANA = person("ana")
BEN = person("ben")
PAT = person("pat", Role.PARTNER)
GIL = person("gil", Role.GUEST)
ROSTER = Roster((OLIVIA, ANA, BEN, PAT, GIL))
PEOPLE = {one.id: one for one in ROSTER.people}


STANDUP = Standup(team="t1", id="1", name="Daily", questions=QUESTIONS, channel=CHANNEL)


def seat(who: str = "ana", *, minutes: int = 0, state: SeatState = "asked") -> Seat:
    """Asked at noon plus `minutes`, open for three hours."""
    at = NOON + timedelta(minutes=minutes)
    return Seat(person=who, prompt_at=at, closes_at=at + timedelta(hours=3), state=state)


def run(*seats: Seat, day: date = TUESDAY) -> Run:
    return Run(
        team="t1",
        id=f"1:{day}",
        standup="1",
        name="Daily",
        day=day,
        questions=QUESTIONS,
        seats=seats or (seat(),),
        channel=CHANNEL,
        reminder_minutes=30,
        opened_at=NOON,
    )


def answer(who: str = "ana", *, day: date = TUESDAY, late: bool = False, skipped: bool = False) -> Answer:
    return Answer(
        team="t1",
        id=f"1:{day}:{who}",
        standup="1",
        day=day,
        person=who,
        lines=() if skipped else lines(),
        at=NOON,
        late=late,
        skipped=skipped,
    )


def lines(done: str = "Refunds", coming: str = "Photos", blocker: str = "") -> tuple[Line, ...]:
    texts = (done, coming, blocker)
    return tuple(Line(question=q.text, text=t, about=q.about) for q, t in zip(QUESTIONS, texts, strict=True))


def sitting(given: Answer | None = None, *, who: str = "ana") -> Sitting:
    return Sitting(run=run(seat(who)), seat=seat(who), answer=given)
