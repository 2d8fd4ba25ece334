"""adapters/setting_up/slack_manifest.py: what Slack's "from a manifest" takes, and all that Baton needs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.setting_up.slack_manifest import EVENTS, SCOPES, manifest
from adapters.slack_chat import limits, listening
from bot.actions import COMMANDS

ADAPTER = Path(listening.__file__).parent
# The scope each method asks for, as its page at docs.slack.dev/reference/methods says.
NEEDED = {
    "chat.delete": {"chat:write"},
    "chat.getPermalink": set(),
    "chat.postEphemeral": {"chat:write"},
    "chat.postMessage": {"chat:write"},
    "chat.update": {"chat:write"},
    "conversations.history": {"channels:history", "groups:history", "im:history"},
    "conversations.info": {"channels:read", "groups:read"},
    "conversations.members": {"channels:read", "groups:read"},
    "conversations.open": {"im:write"},
    "conversations.replies": {"channels:history", "groups:history", "im:history"},
    "files.completeUploadExternal": {"files:write"},
    "files.info": {"files:read"},
    "files.getUploadURLExternal": {"files:write"},
    "users.info": {"users:read"},
    "views.open": set(),
    "views.publish": set(),
    "auth.test": set(),
    "oauth.v2.access": set(),
}
FOR_EVENTS = {"app_mentions:read", "im:history", "users:read", "commands"}


@pytest.mark.parametrize("address", ["", "https://baton.example/"])
def test_it_keeps_slacks_limits(address: str) -> None:
    made = manifest(address)
    assert len(made["display_information"]["name"]) <= 35
    assert len(made["display_information"]["description"]) <= 140
    commands = made["features"]["slash_commands"]
    assert len(commands) <= 50
    for command in commands:
        assert re.fullmatch(r"/[a-z0-9_-]{1,31}", command["command"])
        assert 0 < len(command["description"]) <= 2_000
        assert 0 < len(command["usage_hint"]) <= 1_000
        assert not command["usage_hint"].startswith("/")
        assert command["should_escape"] is True
        assert command.get("url", "") == ("https://baton.example/slack/events" if address else "")
    for shortcut in made["features"]["shortcuts"]:
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150
    json.dumps(made)


def test_every_command_is_in_it_and_the_messages_tab_can_be_written_in() -> None:
    features = manifest()["features"]
    assert {command["command"] for command in features["slash_commands"]} == {f"/{name}" for name in COMMANDS}
    assert features["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }


def test_socket_mode_unless_there_is_a_public_address() -> None:
    assert manifest()["settings"]["socket_mode_enabled"] is True
    settings = manifest("https://baton.example")["settings"]
    assert settings["socket_mode_enabled"] is False
    for part in ("event_subscriptions", "interactivity"):
        assert settings[part]["request_url"] == "https://baton.example/slack/events"
    assert manifest("https://baton.example")["oauth_config"]["redirect_urls"] == [
        "https://baton.example/slack/oauth_redirect"
    ]


def test_the_scopes_are_those_of_what_is_called_and_heard() -> None:
    source = "".join(file.read_text() for file in ADAPTER.glob("*.py"))
    named = re.findall(r'"([a-z]+(?:\.\w+)+)"', source)
    called = {method for method in named if hasattr(AsyncWebClient, method.replace(".", "_"))}
    assert called == set(NEEDED)
    assert set(limits.METHODS) <= called
    assert set(SCOPES) == set().union(*NEEDED.values()) | FOR_EVENTS


def test_the_events_are_those_that_are_listened_to() -> None:
    assert {event.partition(".")[0] for event in EVENTS} == set(listening.EVENTS)
