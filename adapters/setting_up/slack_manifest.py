"""The Slack app as a manifest: commands, shortcuts, scopes, events; made from what Baton listens to and calls.

docs.slack.dev/reference/app-manifest; "From a manifest" at api.slack.com/apps takes it as it is.
"""

from __future__ import annotations

from typing import Any

from bot.actions import COMMANDS
from bot.commands import Command

COMMAND_DESCRIPTION, USAGE_HINT = 2_000, 1_000

# Why each is asked for; `baton doctor` names those that are missing.
SCOPES = {
    "app_mentions:read": "hear “@Baton delegate …” in channels and threads",
    "channels:history": "find a message again when Slack did not say whether it arrived; read only then",
    "channels:read": "see who is in a channel that a standup follows, and what it is called",
    "chat:write": "post and edit cards",
    "commands": "the slash commands and shortcuts",
    "files:read": "fetch the files that somebody chooses in a form of Baton’s; no others",
    "files:write": "attach files and charts, and texts that are too long for a message",
    "groups:history": "as channels:history, in private channels that Baton was invited to",
    "groups:read": "as channels:read, in private channels that Baton was invited to",
    "im:history": "hear what is typed in the chat with Baton, and as channels:history there",
    "im:write": "write to people in private",
    "users:read": "names, time zones and languages, and who may set Baton up",
}
EVENTS = (
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "channel_archive",
    "channel_deleted",
    "channel_left",
    "group_archive",
    "group_deleted",
    "group_left",
    "member_joined_channel",
    "member_left_channel",
    "message.im",
    "team_join",
    "tokens_revoked",
    "user_change",
)


def manifest(public_url: str = "") -> dict[str, Any]:
    """For Socket Mode, or with `public_url` (https://baton.example) for signed HTTP there and installing by OAuth."""
    events = f"{public_url.rstrip('/')}/slack/events" if public_url else ""
    address = {"url": events} if events else {}
    bot = {"display_name": "Baton", "always_online": True}
    scopes: dict[str, Any] = {"scopes": {"bot": sorted(SCOPES)}}
    if public_url:
        scopes["redirect_urls"] = [f"{public_url.rstrip('/')}/slack/oauth_redirect"]
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": "Baton",
            "description": "Carries work from one hand to the next without dropping it",
            "background_color": "#1f3a37",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": bot,
            "shortcuts": _shortcuts(),
            "slash_commands": [_command(command) | address for command in COMMANDS.values()],
        },
        "oauth_config": scopes,
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS)} | ({"request_url": events} if events else {}),
            "interactivity": {"is_enabled": True} | ({"request_url": events} if events else {}),
            "org_deploy_enabled": False,
            "socket_mode_enabled": not events,
            "token_rotation_enabled": False,
        },
    }


def _command(command: Command) -> dict[str, Any]:
    """`should_escape` makes Slack write who is mentioned instead of what was typed."""
    return {
        "command": f"/{command.name}",
        "description": command.summary[:COMMAND_DESCRIPTION],
        "usage_hint": _hint(command)[:USAGE_HINT],
        "should_escape": True,
    }


def _hint(command: Command) -> str:
    """Its verbs, if there are several; else the first example that says more than the command itself."""
    verbs = [verb.name for verb in command.verbs if verb.name]
    if len(verbs) > 1:
        return f"[{' | '.join(verbs)}]"
    typed = (verb.example.removeprefix(f"/{command.name}").strip() for verb in command.verbs)
    return next((words for words in typed if words), "help")


def _shortcuts() -> list[dict[str, str]]:
    return [
        {
            "name": "Delegate this",
            "type": "message",
            "callback_id": "delegate_message",
            "description": "Make a task of this message",
        },
        {
            "name": "Delegate a task",
            "type": "global",
            "callback_id": "delegate",
            "description": "Hand a task to somebody",
        },
    ]
