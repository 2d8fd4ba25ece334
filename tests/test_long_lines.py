"""Whatever is typed, however long: twice as much takes about twice as long, never four times.

Were a run of spaces tried from each of them, one line could hold up everybody for minutes.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from time import perf_counter

import pytest

from bot.actions import read_command, reference
from bot.errors import Refused
from bot.requests import Direct, Request
from bot.standups.questions import read_reply
from bot.standups.records import Question
from tests.dialogs.world import World

LENGTH = 20_000  # twice as much is the most that any platform takes
LITTLE_SECONDS = 0.04  # too little to be compared, and for anybody to notice
RATIO, TRIES = 3.2, 5

SIGNS = (
    *(" ", "\n", "\t", "1", ",", ";", "(", "[", "@", "#", "-", "~", "!", ".", ":", '"', "`", "\\"),
    *("@ana ", "@ana or ", "#1 ", "- ", "1. ", "by ", "fri ", "due: ", "every ", "done when ", "done: ", "blocked on "),
    *("after 1 ", "until ", "instead of ", "because ", "with proof ", "stand-in ", "~2h ", "please ", "http://a. "),
)
BEFORE = ("", "@ana Write it ", "1 ")
FIELDS = (
    *(("handoff.delegate", "due"), ("handoff.delegate", "effort"), ("handoff.delegate", "repeats")),
    *(("handoff.delegate_message", "words"), ("projects.save", "steps"), ("checkins.promise", "due")),
    *(("standups.save", "questions"), ("standups.save", "days"), ("standups.save", "people")),
    *(("team.calendar", "quiet"), ("team.away", "until"), ("partners.save", "address"), ("team.help", "words")),
)
COMMANDS = [f"/{command.name} {verb.name}".strip() for command, verb in reference()]


async def seconds(done: Callable[[str], Awaitable[None]], text: str) -> float:
    began = perf_counter()
    with suppress(Refused):
        await done(text)
    return perf_counter() - began


async def is_read_at_once(done: Callable[[str], Awaitable[None]], before: str, sign: str) -> None:
    once, twice = (f"{before}{sign * (n * LENGTH // len(sign))}x" for n in (1, 2))
    ratio = 0.0
    for _ in range(TRIES):
        long = await seconds(done, twice)
        ratio = long / await seconds(done, once) if long > LITTLE_SECONDS else 0.0
        if ratio < RATIO:
            return
    raise AssertionError(f"{before + sign!r} again and again: twice as much takes {ratio:.1f} times as long")


@pytest.fixture
async def world() -> World:
    world = World()
    await world.seed()
    return world


async def said(world: World, action: str, arguments: dict[str, str]) -> None:
    request = Request(
        id=world.new_id(),
        team="studio",
        action=action,
        account="web:olivia",
        arguments=arguments,
        place=Direct("olivia"),
        at=world.now,
    )
    await world.dispatcher.dispatch(request)


@pytest.mark.parametrize("command", COMMANDS)
async def test_every_command_reads_a_very_long_line_at_once(world: World, command: str) -> None:
    for before in BEFORE:
        for sign in SIGNS:
            await is_read_at_once(lambda text: said(world, *read_command(f"{command} {text}")), before, sign)


@pytest.mark.parametrize(("action", "field"), FIELDS)
async def test_every_field_that_is_read_takes_a_very_long_text_at_once(world: World, action: str, field: str) -> None:
    whole = {"name": "A", "outcome": "Write it", "text": "Write it", "person": "ana", "then": "offer"}
    for before in BEFORE:
        for sign in SIGNS:
            await is_read_at_once(lambda text: said(world, action, whole | {field: text}), before, sign)


@pytest.mark.parametrize("sign", SIGNS)
async def test_an_answer_in_plain_words_is_read_at_once(sign: str) -> None:
    questions = (Question(text="Done?", about="done"), Question(text="Next?"), Question(text="Way?", about="blocker"))

    async def read(text: str) -> None:
        read_reply(questions, text)

    await is_read_at_once(read, "Wrote it", sign)
