"""200 teams of ten, each in a Slack workspace of its own, whose standup opens at nine in New York."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

from cryptography.fernet import Fernet
from msgspec.structs import replace

from adapters.slack_chat.records import SlackInstallation
from adapters.slack_chat.render import EVENT
from adapters.storage.tinydb_store import TinyDBStore
from bot.handoff.records import Event, State, Task
from bot.people import Person, Role, Roster, Team
from bot.ports import Commit
from bot.requests import Channel, Direct, Outcome, Post, Record
from bot.standups.records import Answer, Line, Question, Run, Seat, Standup, card_key, run_id
from bot.standups.windows import crew, planned
from bot.ui import Card
from tests.dialogs.world import MONDAY
from tests.slack_fake.nouns import Message, User
from tests.slack_fake.server import SlackFake
from tests.slack_fake.workspace import Workspace

TEAMS, EACH = 200, 10
PEOPLE = tuple((team, number) for team in range(TEAMS) for number in range(1, EACH + 1))
NINE = MONDAY  # in New York, where all of them are
BEFORE = NINE - timedelta(days=3)
CLOSES_AFTER = timedelta(hours=1)
ZONE = "America/New_York"
QUESTIONS = (
    Question(text="What did you finish?", about="done"),
    Question(text="What is next?", about="next"),
    Question(text="What blocks you?", about="blocker"),
)


def workspace(team: int) -> str:
    return f"T{team:04}"


def channel(team: int) -> str:
    return f"C{team:04}"


def user(team: int, number: int) -> str:
    """Of an assistant; the owner is number 0."""
    return f"U{team:04}N{number}"


def is_drafted(number: int) -> bool:
    """Every other assistant has a task and an answer from Friday, so that Baton can draft the day."""
    return number % 2 == 0


def inhabit(fake: SlackFake) -> None:
    """The workspaces with their people and one channel each, as Slack knows them."""
    for team in range(TEAMS):
        place = fake.workspace(workspace(team), f"Studio {team}")
        for number in range(EACH + 1):
            place.add(User(user(team, number), f"p{number}", f"P {number}", tz=ZONE))
        place.channel(channel(team), "general")


async def settle(store: TinyDBStore, fake: SlackFake, key: str) -> None:
    """The same as Baton knows them, tokens kept under `key`, each standup waiting for nine, Friday's cards shown."""
    for team in range(TEAMS):
        token = Fernet(key.encode()).encrypt(fake.workspaces[workspace(team)].bot.token.encode()).decode()
        let_in = SlackInstallation(team="", id=workspace(team), token=token, baton="UBOT", installed_at=BEFORE)
        await (await store.commit(_commit(f"in{team}", "", Outcome(records=(let_in,)))))
        await (await store.commit(_commit(f"seed{team}", f"team{team}", _team(team))))
        await asyncio.gather(
            *(_shown(store, fake.workspaces[workspace(team)], team, one) for one in range(1, EACH + 1))
        )


async def _shown(store: TinyDBStore, place: Workspace, team: int, number: int) -> None:
    row = await store.outgoing(f"team{team}", card_key("1", f"p{number}"))
    assert row is not None
    metadata = {"event_type": EVENT, "event_payload": {"key": row.key, "wanted": row.wanted}}
    room = place.im(user(team, number))
    message = place.post(room, Message(place.new_ts(), place.bot.user, "Friday", metadata=metadata))
    await (await store.settle(replace(row, sent=row.wanted, message=f"{room.id}:{message.ts}")))


def _team(number: int) -> Outcome:
    team = Team(
        team="",
        id=f"team{number}",
        name=f"Studio {number}",
        zone=ZONE,
        channel=Channel(f"slack:{channel(number)}"),
        owner="p0",
        workspaces=(f"slack:{workspace(number)}",),
        created_at=BEFORE,
    )
    people = tuple(_person(number, one) for one in range(EACH + 1))
    standup = Standup(
        team=team.id, id="1", name="Daily", questions=QUESTIONS, channel=team.channel, minutes=9 * 60,
        close_minutes=int(CLOSES_AFTER.total_seconds() // 60), opened_on=BEFORE.date(),
    )  # fmt: skip
    standup, wakes = planned(standup, crew(standup, team, Roster(people)), NINE.date())
    before = [record for one in range(1, EACH + 1) if is_drafted(one) for record in _before(team.id, f"p{one}")]
    cards = tuple(
        Post(key=card_key("1", one.id), to=Direct(one.id), card=Card(title=("Friday",))) for one in people[1:]
    )
    return Outcome(records=(team, *people, standup, _friday(standup), *before), posts=cards, wakes=wakes)


def _friday(standup: Standup) -> Run:
    """The day before, closed; without it Friday's answers would be of a day that never opened, and Monday's."""
    seats = tuple(
        Seat(person=f"p{one}", prompt_at=BEFORE, closes_at=BEFORE + CLOSES_AFTER, state="asked")
        for one in range(1, EACH + 1)
    )
    day = BEFORE.date()
    return Run(
        team=standup.team, id=run_id("1", day), standup="1", name="Daily", day=day, questions=QUESTIONS, seats=seats,
        channel=standup.channel, reminder_minutes=30, opened_at=BEFORE, closed_at=BEFORE + CLOSES_AFTER,
    )  # fmt: skip


def _person(team: int, number: int) -> Person:
    name, role = f"p{number}", Role.ASSISTANT if number else Role.OWNER
    account = f"slack:{user(team, number)}"
    return Person(team=f"team{team}", id=name, name=name, handle=name, role=role, zone=ZONE, accounts=(account,))


def _before(team: str, who: str) -> tuple[Record, ...]:
    events = tuple(Event(kind=kind, at=BEFORE, by=by) for kind, by in (("offer", "p0"), ("accept", who)))
    task = Task(
        team=team, id=who.removeprefix("p"), giver="p0", holder=who, outcome="Write the article", done_when="3 sources",
        due_at=NINE + timedelta(days=1), effort_minutes=60, state=State.ACCEPTED, created_at=BEFORE, offered_at=BEFORE,
        accepted_at=BEFORE, events=events,
    )  # fmt: skip
    return (task, _answer(team, who, BEFORE.date()))


def _answer(team: str, who: str, day: date) -> Answer:
    lines = (
        Line(question=QUESTIONS[0].text, text="Refund batch", about="done"),
        Line(question=QUESTIONS[1].text, text="Product photos", about="next"),
    )
    return Answer(team=team, id=f"{run_id('1', day)}:{who}", standup="1", day=day, person=who, lines=lines, at=BEFORE)


def _commit(id: str, team: str, outcome: Outcome) -> Commit:
    return Commit(request_id=id, team=team, at=BEFORE, outcome=outcome)
