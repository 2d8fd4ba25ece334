"""What is typed becomes an action with arguments."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.actions import ACTIONS, COMMANDS, commands_like, read_command, reference


@pytest.mark.parametrize(
    ("line", "action", "arguments"),
    [
        ("/delegate @ana Write it", "handoff.delegate", {"line": "@ana Write it"}),
        ("delegate @ana Write it", "handoff.delegate", {"line": "@ana Write it"}),
        ("  /DELEGATE  ", "handoff.delegate", {}),
        ("/baton delegate @ana Write", "handoff.delegate", {"line": "@ana Write"}),
        ("/baton", "team.help", {}),
        ("/baton help", "team.help", {}),
        ("/baton help delegate", "team.help", {"about": "delegate"}),
        ("help", "team.help", {"about": ""}),
        ("help delegate", "team.help", {"about": "delegate"}),
        ("", "team.help", {"about": ""}),
        ("/", "team.help", {"about": ""}),
        ("/baton away until Dec 5", "team.away", {"when": "until Dec 5"}),
        ("/team", "team.people", {}),
        ("/team role @pat partner", "team.role", {"person": "@pat", "role": "partner"}),
        (
            "/handoff 42 @ben  Half   done",
            "handoff.hand_off",
            {"task": "42", "newcomer": "@ben", "context": "Half   done"},
        ),
        ("/handoff 42", "handoff.hand_off", {"task": "42"}),
        ("/handoff task 42 @ben Half", "handoff.hand_off", {"task": "42", "newcomer": "@ben", "context": "Half"}),
        ("/handoff Task #42", "handoff.hand_off", {"task": "#42"}),
        ("/baton handoff task 42", "handoff.hand_off", {"task": "42"}),
        ("/team people", "team.people", {}),
        ("/standup now", "standups.now", {}),
        ("/digest mine", "digests.digest", {}),
        ("/promise make a list by Friday", "checkins.promise", {"text": "make a list by Friday"}),
        ("/tasks review", "handoff.tasks", {"view": "review"}),
    ],
)
def test_a_line_is_read(line: str, action: str, arguments: dict[str, str]) -> None:
    assert read_command(line) == (action, arguments)


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("/nonsense", {}),
        ("hello there", {"words": "hello there"}),
        ("/delegat @ana", {}),
        ("/baton nonsense here", {"about": "baton"}),
        ("/team frobnicate", {"about": "team"}),
        ("/standup answerr done: it", {"about": "standup"}),
        ("/team channel #general", {"about": "team"}),
        ("/handoff", {"about": "handoff", "verb": "", "lacks": "the task's number"}),
        ("/handoff task", {"about": "handoff", "verb": "", "lacks": "the task's number"}),
        ("/handoff @ben 42", {"about": "handoff", "verb": "", "lacks": "the task's number"}),
        ("/team role", {"about": "team", "verb": "role", "lacks": "who"}),
        (
            "/team role @pat",
            {"about": "team", "verb": "role", "lacks": "the new role (assistant, partner, guest)"},
        ),
    ],
)
def test_what_is_no_command_asks_what_was_meant_and_keeps_what_was_typed(line: str, asked: dict[str, str]) -> None:
    assert read_command(line) == ("team.help", {"typed": line, **asked})


def test_a_typing_error_is_met_with_the_command_meant() -> None:
    assert commands_like("/delegat @ana") == ("delegate",)
    assert commands_like("/standup answerr done: it") == ("standup answer",)
    assert commands_like("/baton delagate @ana") == ("baton delegate",)
    assert commands_like("/team frobnicate") == ()


@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    for line in (text, f"/delegate {text}", f"/baton {text}", f"/handoff {text}", f"/team {text}"):
        assert read_command(line)[0] in ACTIONS


def test_every_verb_names_an_action_that_exists_and_people_may_ask_for() -> None:
    for command, verb in reference():
        assert not ACTIONS[verb.action].jobs_only
        assert len(command.summary) <= 100
        assert len(verb.summary) <= 100


ROOMS = {
    *("handoff", "systems", "projects", "standups", "blockers", "checkins", "focus", "digests", "team", "joining"),
    "succession",
    "partners",
}


def test_an_action_is_named_after_its_room_and_the_handlers_function() -> None:
    for name, action in ACTIONS.items():
        assert name == action.name
        room, _, verb = name.partition(".")
        assert room in ROOMS
        module, function = action.handler.__module__, action.handler.__name__
        assert verb in function, "open is open_day and help is show_help, as Python has these names already"
        assert module.startswith(f"bot.{room}.") or module == "bot.actions"


def test_every_command_can_be_named_once() -> None:
    assert len(COMMANDS) == len({name.casefold() for name in COMMANDS})
