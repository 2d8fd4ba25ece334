"""adapters/web_chat/suggest.py: what is offered at each point of a line."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from adapters.web_chat.suggest import Composer, Suggestion
from bot.commands import Command, Option, Verb
from bot.handoff.records import State, Task
from bot.people import Person, Role
from bot.ui import Choice

WHO = Option(name="who", kind="person", summary="Who", required=True)
WHAT = Option(name="what", kind="text", summary="What")
TASK = Option(name="task", kind="task", summary="Which", choices=(Choice("mine", "Mine"),))
SIZE = Option(
    name="size", kind="choice", summary="Size", required=True, choices=(Choice("big", "Big"), Choice("tiny", "Tiny"))
)
COMMANDS = {
    command.name: command
    for command in (
        Command(
            name="give",
            summary="Give something",
            verbs=(
                Verb(name="", action="x.give", summary="Give", options=(WHO, WHAT), example="/give @ana tea"),
                Verb(name="back", action="x.back", summary="Give back", options=(SIZE, WHAT)),
                Verb(name="list", action="x.list", summary="List"),
            ),
        ),
        Command(name="glow", summary="Glow", verbs=(Verb(name="on", action="x.on", summary="Switch on"),)),
        Command(
            name="baton",
            summary="Everything",
            verbs=(Verb(name="", action="x.help", summary="Help", options=(WHAT,)),),
        ),
    )
}


def person(handle: str, name: str) -> Person:
    return Person(team="t", id=handle, name=name, handle=handle, role=Role.ASSISTANT)


PEOPLE = (person("ana", "Ana"), person("ben", "Ben"), person("annika", "Zoe"))


def labels(line: str, *, private: bool = False) -> list[str]:
    return [s.label for s in Composer(COMMANDS, PEOPLE, private).offer(line).suggestions]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", []),
        ("good mor", []),
        ("g", []),
        ("/", ["/give", "/glow", "/baton"]),
        ("/g", ["/give", "/glow"]),
        ("/GIV", ["/give"]),
        ("/nothing", []),
        ("/nothing ", []),
        ("/give ", ["back", "list", "@ana", "@ben", "@annika"]),
        ("/give b", ["back", "@ben"]),
        ("/give @a", ["@ana", "@annika"]),
        ("/give @ana ", []),
        ("/give @ana tea for @b", ["@ben"]),
        ("/give back ", ["big", "tiny"]),
        ("/give back t", ["tiny"]),
        ("/give back tiny x", []),
        ("/give list ", []),
        ("/glow ", ["on"]),
        ("/baton give @be", ["@ben"]),
        ("/baton gi", []),
        ("@", ["@Baton", "@ana", "@ben", "@annika"]),
        ("@b", ["@Baton", "@ben"]),
        ("hello @z", ["@annika"]),
        ("mail ana@b", []),
        ("@Baton ", ["give", "glow", "baton"]),
        ("@baton gi", ["give"]),
    ],
)
def test_in_a_channel_is_offered(line: str, expected: list[str]) -> None:
    assert labels(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [("", []), ("g", ["give", "glow"]), ("give @a", ["@ana", "@annika"]), ("@b", ["@ben"]), ("good morning", [])],
)
def test_in_the_chat_with_baton_no_slash_is_needed(line: str, expected: list[str]) -> None:
    assert labels(line, private=True) == expected


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        ("/gi", Suggestion("/give ", "/give", "Give something")),
        ("/give @an", Suggestion("/give @ana ", "@ana", "Ana, assistant")),
        ("/give ba", Suggestion("/give back ", "back", "Give back")),
        ("@Baton give back t", Suggestion("@Baton give back tiny ", "tiny", "Tiny")),
        ("/baton give @be", Suggestion("/baton give @ben ", "@ben", "Ben, assistant")),
        ("ask @be", Suggestion("ask @ben ", "@ben", "Ben, assistant")),
        ("@ba", Suggestion("@Baton ", "@Baton", "ask for any command")),
    ],
)
def test_taking_one_gives_the_whole_line(line: str, whole: Suggestion) -> None:
    assert Composer(COMMANDS, PEOPLE, private=False).offer(line).suggestions[0] == whole


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("/give ", "Who · for example /give @ana tea"),
        ("/give @ana t", "What (optional) · for example /give @ana tea"),
        ("/give back ", "Size"),
        ("/give list ", "List"),
        ("/glow ", "Glow"),
        ("/gi", ""),
        ("hello", ""),
    ],
)
def test_the_hint_says_what_comes_next(line: str, hint: str) -> None:
    assert Composer(COMMANDS, PEOPLE, private=False).offer(line).hint == hint


def test_tasks_are_offered_by_number_and_by_words() -> None:
    at = datetime(2026, 11, 23, tzinfo=UTC)
    outcomes = {"4": "Product photos", "42": "Write it", "7": "Call Rosa"}
    tasks = [
        Task(team="t", id=number, giver="a", outcome=outcome, state=State.OFFERED, created_at=at)
        for number, outcome in outcomes.items()
    ]
    take = Command(
        name="take", summary="Take", verbs=(Verb(name="", action="x.take", summary="Take", options=(TASK,)),)
    )
    composer = Composer({"take": take}, PEOPLE, private=False, tasks=tasks)

    def offered(line: str) -> list[str]:
        return [suggestion.label for suggestion in composer.offer(line).suggestions]

    assert offered("/take ") == ["mine", "#4", "#42", "#7"]
    assert offered("/take #4") == ["#4", "#42"]
    assert offered("/take ros") == ["#7"]
    assert composer.offer("/take 42").suggestions[0] == Suggestion("/take 42 ", "#42", "Write it")


def test_an_option_that_is_apart_is_no_part_of_a_line() -> None:
    apart = Option(name="due", kind="date", summary="By when", apart=True)
    verb = Verb(name="", action="x.give", summary="Give", options=(apart, WHAT))
    composer = Composer({"give": Command(name="give", summary="", verbs=(verb,))}, PEOPLE, private=False)
    assert composer.offer("/give ").hint == "What (optional)"


def test_a_long_roster_offers_eight() -> None:
    crowd = [person(f"p{n}", f"P {n}") for n in range(20)]
    assert len(Composer(COMMANDS, crowd, private=False).offer("hi @p").suggestions) == 8
