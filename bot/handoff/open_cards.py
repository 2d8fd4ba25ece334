"""The card of an open task in the team's channel: everybody sees what is free to take, and who took it."""

from __future__ import annotations

from bot.handoff import cards
from bot.handoff.records import ANYONE, State, Task
from bot.people import Roster
from bot.requests import Channel, Post
from bot.texts import Words
from bot.times import say_duration
from bot.ui import Card, Fact, Facts, When

SHOWN_AGAIN = frozenset({"put_up", "hand_back"})


def open_posts(task: Task, roster: Roster, channel: Channel, words: Words) -> tuple[Post, ...]:
    """For a task that anyone may claim; one for which people are named stands in their private chats alone."""
    if ANYONE not in task.open_to or task.offered_at is None:
        return ()
    fresh = bool(task.events) and task.events[-1].kind in SHOWN_AGAIN
    return (Post(key=f"task:{task.id}@open", to=channel, card=open_card(task, roster, words), fresh=fresh),)


def open_card(task: Task, roster: Roster, words: Words) -> Card:
    """Everybody in the channel reads it, so it says no more than the brief and who has the ball."""
    if task.state is not State.UNCLAIMED:
        name = "open_taken" if task.holder else "open_gone"
        return Card(title=words(f"handoff.{name}", id=task.id, outcome=task.outcome, who=roster.name(task.holder)))
    rows = [Fact(words.plain("handoff.fact_due"), (When(task.due_at),))] if task.due_at else []
    if task.effort_minutes:
        effort = f"≈ {say_duration(task.effort_minutes, words.locale)}"
        rows.append(Fact(words.plain("handoff.fact_effort"), (effort,)))
    if task.done_when:
        rows.append(Fact(words.plain("handoff.fact_done_when"), (task.done_when,)))
    return Card(
        title=words("handoff.open_free", id=task.id, outcome=task.outcome),
        blocks=(Facts(tuple(rows)),) if rows else (),
        buttons=(cards.button("claim", task, words),),
        footer=words("handoff.open_from", who=roster.name(task.giver)),
    )
