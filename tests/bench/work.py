"""What the storage benchmarks write: tasks as large as real ones, with a card, a reminder and a reply each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from adapters.storage.memory_store import MemoryStore
from bot.ports import Commit
from bot.requests import Channel, Outcome, Post, Record, Reply, Wake
from bot.ui import Button, Card, Fact, Facts, Paragraph, Strong, When

START = datetime(2026, 11, 23, 9, tzinfo=UTC)


class Piece(Record, frozen=True, kw_only=True):
    """A task such as the handoff room keeps, of about 700 bytes."""

    title: str
    giver: str
    holder: str
    state: str = "offered"
    due_at: datetime
    effort_minutes: int = 120
    done_when: tuple[str, ...] = ("passes Copyscape", "three sources, each linked", "no passive voice")
    brief: str = "The outcome in a few sentences, as somebody would write it. " * 5
    links: tuple[str, ...] = ("https://example.com/brief/articles",)
    history: tuple[tuple[datetime, str], ...] = ()

    def terms(self) -> tuple[str, ...]:
        return (f"holder:{self.holder}", f"giver:{self.giver}", f"state:{self.state}")


def piece(number: int) -> Piece:
    return Piece(
        team=f"team{number % 7}",
        id=str(number),
        title=f"Write a 600-word article on leveraged buyouts, part {number}",
        giver="olivia",
        holder=f"person{number % 50}",
        due_at=START + timedelta(minutes=number),
        history=((START, "offered"), (START + timedelta(minutes=5), "seen")),
    )


def card(task: Piece) -> Card:
    facts = Facts((Fact("Due", (When(task.due_at),)), Fact("Effort", ("about 2 h",))))
    buttons = tuple(
        Button(label=label, action=f"handoff.{label.lower()}", arguments={"task": task.id})
        for label in ("Accept", "Ask", "Decline")
    )
    return Card(
        title=(Strong(f"#{task.id}"), task.title), blocks=(Paragraph((task.brief[:120],)), facts), buttons=buttons
    )


def commit(number: int) -> Commit:
    """What one `/delegate` writes: a task, its card, a reminder, the reply."""
    task = piece(number)
    shown = card(task)
    return Commit(
        request_id=f"request-{number}",
        team=task.team,
        at=START,
        outcome=Outcome(
            reply=Reply(card=Card(title=("Offered",))),
            records=(task,),
            posts=(Post(key=f"task:{number}", to=Channel(f"web:{number % 40}"), card=shown),),
            wakes=(Wake(key=f"nudge:{number}", at=task.due_at, action="handoff.nudge", arguments={"task": task.id}),),
        ),
    )


async def fill(store: MemoryStore, numbers: Iterable[int]) -> None:
    """Commit them all, waiting once at the end."""
    durable = None
    for number in numbers:
        durable = await store.commit(commit(number))
    if durable is not None:
        await durable
