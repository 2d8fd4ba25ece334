"""What Discord sends, as requests; what is no payload of Discord's is read as nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.discord_chat import inbound
from adapters.discord_chat.commands import DELEGATE_THIS, fingerprint, tree, verbs
from adapters.discord_chat.inbound import FormStep, Origin
from bot.actions import ACTIONS, COMMANDS
from bot.handoff.delegating import PARTS
from bot.requests import Channel, Direct, Request

AT = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
HERE = Origin(id="9", user="42", guild="7", channel="8")
PRIVATE = Origin(id="9", user="42", channel="88")


def slash(name: str, *options: dict[str, Any], verb: str = "") -> dict[str, Any]:
    inner = [{"type": 1, "name": verb, "options": list(options)}] if verb else list(options)
    return {"type": 1, "name": name, "options": inner}


def option(name: str, value: object, **more: object) -> dict[str, Any]:
    return {"type": 3, "name": name, "value": value, **more}


def test_a_command_with_typed_options_is_a_request() -> None:
    request = inbound.command(slash("team", option("person", "<@5>"), option("role", "partner"), verb="role"), HERE, AT)
    assert request == Request(
        id="discord:9",
        workspace="discord:7",
        action="team.role",
        account="discord:42",
        arguments={"person": "@discord:5", "role": "partner"},
        mentions=("discord:5",),
        place=Channel("discord:8"),
        at=AT,
    )


def test_in_private_there_is_no_workspace() -> None:
    request = inbound.command(slash("tasks", option("view", "review")), PRIVATE, AT)
    assert (request.workspace, request.place, request.arguments) == ("", Direct(""), {"view": "review"})


def test_h9_delegate_this_leads_back_to_the_message() -> None:
    data = {
        "type": 3,
        "name": DELEGATE_THIS,
        "target_id": "77",
        "resolved": {"messages": {"77": {"content": "ask <@5>", "channel_id": "8"}}},
    }
    request = inbound.command(data, HERE, AT)
    assert request.action == "handoff.delegate_message"
    assert request.arguments == {
        "words": "ask @discord:5",
        "link": "https://discord.com/channels/7/8/77",
        "written": "",
    }


def test_a_press_says_what_it_means_and_on_which_post() -> None:
    request = inbound.press({"custom_id": "handoff.accept?task=42#task:42"}, HERE, AT)
    assert isinstance(request, Request)
    assert (request.action, request.arguments, request.card) == ("handoff.accept", {"task": "42"}, "task:42")


@pytest.mark.parametrize(
    ("custom_id", "origin", "card", "team"),
    [
        ("handoff.accept?task=42#task:42#t1", PRIVATE, "task:42", "t1"),
        ("handoff.accept?task=42##t1", PRIVATE, "", "t1"),
        ("handoff.accept?task=42", PRIVATE, "", ""),
        ("handoff.accept?task=42#task:42#t1", HERE, "task:42", ""),
    ],
)
def test_a_press_in_private_says_for_which_team_and_on_a_server_that_is_the_servers(
    custom_id: str, origin: Origin, card: str, team: str
) -> None:
    request = inbound.press({"custom_id": custom_id}, origin, AT)
    assert isinstance(request, Request)
    assert (request.arguments, request.card, request.team) == ({"task": "42"}, card, team)


def test_pages_of_forms_are_steps() -> None:
    components = [
        {"type": 18, "component": {"type": 4, "custom_id": "why", "value": "be\u0000cause"}},
        {"type": 18, "component": {"type": 3, "custom_id": "who", "values": ["ana"]}},
        {"type": 1, "components": [{"type": 4, "custom_id": "old", "value": "row"}]},
    ]
    sent = inbound.submitted({"custom_id": "form:k1:1:again", "components": components})
    assert sent == FormStep(key="k1", page=1, values={"why": "because", "who": "ana", "old": "row"}, again=True)
    assert inbound.press({"custom_id": "open:k1:2"}, HERE, AT) == FormStep(key="k1", page=2, again=True)


def test_plain_words_are_a_command_in_private_and_after_a_mention() -> None:
    assert inbound.words("tasks review", PRIVATE, "1", AT).action == "handoff.tasks"
    said = inbound.words("hey <@1>, delegate <@5> Write it", HERE, "1", AT)
    assert said.arguments["line"] == "@discord:5 Write it"
    assert inbound.words("good morning", PRIVATE, "1", AT).arguments == {
        "typed": "good morning",
        "words": "good morning",
    }
    assert inbound.words("<@1>", HERE, "1", AT).action == "team.help"


def test_the_option_being_typed_is_completed_by_its_kind() -> None:
    data = slash("handoff", option("task", "4"), option("newcomer", "an", focused=True), verb="task")
    found = inbound.completing(data)
    assert found is not None
    assert (found.kind, found.typed) == ("person", "an")


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"custom_id": 7, "name": None},
        {"custom_id": "form:", "options": 3},
        {"custom_id": "open:k:99999", "name": []},
    ],
)
def test_what_is_no_payload_of_discords_is_nothing_or_an_unknown_name(data: dict[str, Any]) -> None:
    assert inbound.command(data, HERE, AT).action == "team.help"
    assert inbound.submitted(data) is None
    assert inbound.completing(data) is None
    found = inbound.press(data, HERE, AT)
    assert found is None or (isinstance(found, Request) and found.action not in ACTIONS)


def test_every_verb_is_an_application_command_within_the_limits() -> None:
    made = {one["name"]: one for one in tree()}
    assert set(made) == {*COMMANDS, DELEGATE_THIS}
    for name, command in COMMANDS.items():
        assert 0 < len(made[name]["description"]) <= 100
        assert {verb.action for verb in verbs(command).values()} == {verb.action for verb in command.verbs}
    assert [option["name"] for option in made["team"]["options"]][:2] == ["people", "role"]
    assert made["tasks"]["options"][0]["name"] == "view"
    assert made["tasks"]["options"][0]["autocomplete"]
    brief = {option["name"]: option for option in made["delegate"]["options"]}
    assert [*brief] == [*PARTS, "line"]
    assert brief["person"]["autocomplete"]
    assert [choice["value"] for choice in brief["priority"]["choices"]] == ["high", "low"]
    assert not any(option["required"] for option in brief.values())
    assert fingerprint(tree()) == fingerprint(tree())
