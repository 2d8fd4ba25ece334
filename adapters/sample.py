"""The sample team: who is on it, and how each is welcomed."""

from __future__ import annotations

import asyncio
from datetime import datetime

from bot.people import Person, Role, Team
from bot.ports import Commit, Store
from bot.requests import Channel, Direct, Outcome, Post, Wake
from bot.texts import Words
from bot.times import is_workday
from bot.ui import Block, Button, Card, Code, Paragraph, Text

TEAM = "studio"
GENERAL = Channel("web:general")
BEGIN = "team.begin"


async def seed(store: Store, now: datetime) -> None:
    """Make the sample team with its welcome, unless it is there already; its first job is `team.begin`."""
    if await store.get(Team, "", TEAM) is not None:
        return
    team, people = _team(now), _people()
    outcome = Outcome(
        records=(team, *people),
        posts=_welcome(people),
        wakes=(Wake(key=BEGIN, at=now, action=BEGIN),),
    )
    await (await store.commit(Commit(request_id=f"seed:{TEAM}", team=TEAM, at=now, outcome=outcome)))


async def warm_up(store: Store, now: datetime) -> None:
    """Load the holidays that handlers will ask for, in a thread, so that the first of them need not wait."""
    people = await store.all(Person, TEAM)
    await asyncio.to_thread(lambda: [is_workday(now.date(), person.hours()) for person in people])


def _team(now: datetime) -> Team:
    return Team(
        team="",
        id=TEAM,
        name="Olivia’s Studio",
        zone="America/New_York",
        channel=GENERAL,
        owner="olivia",
        created_at=now,
        workspaces=("web:sample",),
        worth_cents=50_000,
    )


def _people() -> tuple[Person, ...]:
    return (
        _person("Olivia", Role.OWNER, zone="America/New_York", country="US"),
        _person("Ana", Role.ASSISTANT, zone="Asia/Manila", country="PH"),
        _person("Ben", Role.ASSISTANT, zone="Europe/Bucharest", country="RO"),
        _person("Pat", Role.PARTNER, zone="Europe/London", country="GB"),
    )


def _person(name: str, role: Role, *, zone: str, country: str) -> Person:
    handle = name.lower()
    return Person(
        team=TEAM,
        id=handle,
        name=name,
        handle=handle,
        role=role,
        accounts=(f"web:{handle}",),
        zone=zone,
        country=country,
        rate_cents=1_200 if role is Role.ASSISTANT else 0,
        kind="accountability" if role is Role.PARTNER else "",
    )


def _welcome(people: tuple[Person, ...]) -> tuple[Post, ...]:
    owner = people[0]
    cards = [Post(key=f"welcome:{one.id}", to=Direct(one.id), card=_welcome_card(one, owner)) for one in people]
    channel = Card(title=owner.words()("sample.welcome_channel"))
    return (*cards, Post(key="welcome:general", to=GENERAL, card=channel))


def _welcome_card(person: Person, owner: Person) -> Card:
    words = person.words()
    if person.role is Role.OWNER:
        typed: Text = (Code(words.plain("sample.owner_line")),)
        blocks = (
            *_said(words, owner, "owner_who", "owner_first"),
            Paragraph(typed),
            *_said(words, owner, "owner_then"),
        )
        button = Button(label=words.plain("sample.delegate"), action="handoff.delegate", style="primary")
        return Card(title=words("sample.welcome_owner"), blocks=blocks, buttons=(button,))
    title = words(f"sample.welcome_{person.role.value}", name=person.name, owner=owner.name)
    if person.role is Role.PARTNER:
        typed = (Code(words.plain("sample.partner_line")),)
        return Card(title=title, blocks=(*_said(words, owner, "partner_sees", "partner_first"), Paragraph(typed)))
    button = Button(label=words.plain("sample.tasks"), action="handoff.tasks", style="primary")
    blocks = _said(words, owner, "assistant_sees", "assistant_clock", "assistant_first")
    return Card(title=title, blocks=blocks, buttons=(button,))


def _said(words: Words, owner: Person, *keys: str) -> tuple[Block, ...]:
    return tuple(Paragraph(words(f"sample.{key}", owner=owner.name)) for key in keys)
