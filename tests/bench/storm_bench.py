"""Half past nine: 200 people are asked, on simulated time, against the limits of a fake Slack and a fake Discord."""

from __future__ import annotations

import asyncio

from bot.people import Person, Role
from bot.requests import Direct, Outcome, Post
from bot.ui import Button, Card
from tests.bench.row import Row
from tests.bench.storm_on_discord import STORMS, Result
from tests.discord_fake.simulated import simulated
from tests.slack_fake.limits import WORKSPACE
from tests.slack_fake.nouns import User
from tests.slack_faults.house import House

PEOPLE = 200


async def rows() -> list[Row]:
    """The limits and their sources are in the limits.py of tests/slack_fake and tests/discord_fake."""
    on_discord = [await asyncio.to_thread(simulated, storm()) for storm in STORMS]
    return [*await on_slack(), *(row for result in on_discord for row in shown(result))]


def shown(result: Result) -> list[Row]:
    figure = f"{result.seconds:.1f} s = {result.ratio:.3f} × {result.alone:.1f} s"
    wrong = (result.lost, result.twice, result.refused)
    return [
        Row(result.name, figure, "≤ 1.05 ×", result.ratio <= 1.05),
        Row("  lost, twice, avoidable 429s", ", ".join(map(str, wrong)), "0, 0, 0", wrong == (0, 0, 0)),
    ]


async def on_slack() -> list[Row]:
    """Prompts to all of them privately; no real time passes."""
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
