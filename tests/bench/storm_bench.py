"""Half past nine: 200 people are asked, on simulated time, against the limits of a fake Slack and a fake Discord."""

from __future__ import annotations

import asyncio

from msgspec.structs import replace

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
    """Prompts to all of them privately, on two mornings, and two edits of each; no real time passes."""
    house = House("http")
    await house.open()
    try:
        await house.write(_prompts(house))
        first = await _seconds(house)
        shown = [len(house.messages(f"D1P{number}")) for number in range(PEOPLE)]
        house.watch.move(days=1)
        await house.write(_posts(fresh=True))
        second = await _seconds(house)
        for words in ("Answered", "Closed"):
            house.watch.move(hours=1)
            await house.write(_posts(fresh=False, words=words))
            await _seconds(house)
        stay = sum(len(house.messages(f"D1P{number}")) - 1 for number in range(PEOPLE))
    finally:
        await house.close()
    alone = (PEOPLE - WORKSPACE.burst) * 60 / WORKSPACE.per_minute
    wrong = (shown.count(0), sum(count > 1 for count in shown), len(house.fake.api.throttled))
    return [
        _ratio(f"{PEOPLE} prompts on Slack", first, alone),
        Row("  lost, twice, avoidable 429s", ", ".join(map(str, wrong)), "0, 0, 0", wrong == (0, 0, 0)),
        _ratio("  the next morning, each card moved to the end", second, alone),
        Row("  old cards that stay once each is answered and closed", str(stay), "0", stay == 0),
    ]


async def _seconds(house: House) -> float:
    """Until everything is delivered, on the simulated clock."""
    began = house.watch.at
    await house.deliver_all()
    return (house.watch.at - began).total_seconds()


def _ratio(name: str, seconds: float, alone: float) -> Row:
    ratio = seconds / alone
    return Row(name, f"{seconds:.1f} s = {ratio:.3f} × {alone:.1f} s", "≤ 1.05 ×", ratio <= 1.05)


def _prompts(house: House) -> Outcome:
    for number in range(PEOPLE):
        house.studio.add(User(f"U1P{number}", f"p{number}", f"P {number}"))
    return replace(_posts(fresh=True), records=tuple(map(_person, range(PEOPLE))))


def _posts(*, fresh: bool, words: str = "Standup") -> Outcome:
    button = Button(label="Answer", action="standups.answer", arguments={"run": "r1"})
    card = Card(title=(words,), buttons=(button,))
    return Outcome(
        posts=tuple(Post(key=f"prompt:p{n}", to=Direct(f"p{n}"), card=card, fresh=fresh) for n in range(PEOPLE))
    )


def _person(number: int) -> Person:
    name = f"p{number}"
    return Person(team="studio", id=name, name=name, handle=name, role=Role.ASSISTANT, accounts=(f"slack:U1P{number}",))
