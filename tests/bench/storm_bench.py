"""Half past nine: a prompt to each of 200 people, on simulated time, against the limits of a fake Slack."""

from __future__ import annotations

from bot.people import Person, Role
from bot.requests import Direct, Outcome, Post
from bot.ui import Button, Card
from tests.bench.row import Row
from tests.slack_fake.limits import WORKSPACE
from tests.slack_fake.nouns import User
from tests.slack_faults.house import House

PEOPLE = 200


async def rows() -> list[Row]:
    """The limits and their sources are those of tests/slack_fake/limits.py; no real time passes."""
    house = House("http")
    await house.open()
    try:
        await house.write(_prompts(house))
        began = house.watch.at
        await house.deliver_all()
        seconds = (house.watch.at - began).total_seconds()
    finally:
        await house.close()
    shown = [len(house.messages(f"D1P{number}")) for number in range(PEOPLE)]
    alone = (PEOPLE - WORKSPACE.burst) * 60 / WORKSPACE.per_minute
    ratio, lost, twice = seconds / alone, shown.count(0), sum(count > 1 for count in shown)
    refused = len(house.fake.api.throttled)
    return [
        Row(f"{PEOPLE} prompts on Slack", f"{seconds:.1f} s = {ratio:.3f} × {alone:.1f} s", "≤ 1.05 ×", ratio <= 1.05),
        Row(
            "  lost, twice, avoidable 429s",
            f"{lost}, {twice}, {refused}",
            "0, 0, 0",
            (lost, twice, refused) == (0, 0, 0),
        ),
    ]


def _prompts(house: House) -> Outcome:
    for number in range(PEOPLE):
        house.studio.add(User(f"U1P{number}", f"p{number}", f"P {number}"))
    people = [_person(number) for number in range(PEOPLE)]
    button = Button(label="Answer", action="standups.answer", arguments={"run": "r1"})
    posts = [
        Post(key=f"prompt:r1:{one.id}", to=Direct(one.id), card=Card(title=("Standup",), buttons=(button,)), fresh=True)
        for one in people
    ]
    return Outcome(records=tuple(people), posts=tuple(posts))


def _person(number: int) -> Person:
    name = f"p{number}"
    return Person(team="studio", id=name, name=name, handle=name, role=Role.ASSISTANT, accounts=(f"slack:U1P{number}",))
