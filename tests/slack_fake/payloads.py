"""What Slack says when people do something; https://docs.slack.dev/reference/interaction-payloads and …/events."""

from __future__ import annotations

from typing import Any

from tests.slack_fake.nouns import Conversation, Json, Message, User, View
from tests.slack_fake.workspace import Workspace

TOKEN = "fake-verification-token"


def slash(workspace: Workspace, user: User, conversation: Conversation, line: str) -> Json:
    """The form of a command, https://docs.slack.dev/interactivity/implementing-slash-commands."""
    command, _, text = line.partition(" ")
    bot = workspace.bot
    return {
        "token": TOKEN,
        "team_id": bot.team,
        "team_domain": bot.domain,
        "channel_id": conversation.id,
        "channel_name": "directmessage" if conversation.is_im else conversation.name,
        "user_id": user.id,
        "user_name": user.name,
        "command": command,
        "text": text.strip(),
        "api_app_id": bot.app,
        "is_enterprise_install": "false",
    }


def _interaction(kind: str, workspace: Workspace, user: User) -> Json:
    bot = workspace.bot
    return {
        "type": kind,
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": bot.team},
        "api_app_id": bot.app,
        "token": TOKEN,
        "team": {"id": bot.team, "domain": bot.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def pressed_message(workspace: Workspace, user: User, place: Conversation, message: Message, action: Json) -> Json:
    """block_actions from a message. Of an ephemeral one only its container is said."""
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": place.id,
        "is_ephemeral": bool(message.only),
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    said = _interaction("block_actions", workspace, user) | {
        "container": container,
        "channel": {"id": place.id, "name": "directmessage" if place.is_im else place.name},
        "state": {"values": {}},
        "actions": [action],
    }
    if not message.only:
        said["message"] = message.payload(workspace.bot, with_metadata=True)
    return said


def pressed_view(workspace: Workspace, user: User, view: View, action: Json, state: Json) -> Json:
    """block_actions from a modal or a home: no channel and no response_url."""
    return _interaction("block_actions", workspace, user) | {
        "container": {"type": "view", "view_id": view.id},
        "view": workspace.view_payload(view, state),
        "actions": [action],
    }


def action(block: Json, element: Json, ts: str, value: Json | None = None) -> Json:
    """One entry of `actions`; what a select has chosen is in `value`."""
    said: Json = {
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "type": element["type"],
        "action_ts": ts,
    }
    if element["type"] == "button":
        said |= {"text": {"type": "plain_text", "text": element["text"]["text"], "emoji": True}}
        said |= {name: element[name] for name in ("value", "style") if name in element}
    return said | (value or {})


def submitted(workspace: Workspace, user: User, view: View, state: Json) -> Json:
    said = _interaction("view_submission", workspace, user)
    return said | {"view": workspace.view_payload(view, state), "response_urls": []}


def closed(workspace: Workspace, user: User, view: View, *, cleared: bool = False) -> Json:
    said = _interaction("view_closed", workspace, user)
    return said | {"view": workspace.view_payload(view), "is_cleared": cleared}


def shortcut(workspace: Workspace, user: User, callback: str, ts: str) -> Json:
    """A global one: no channel, no response_url."""
    return _interaction("shortcut", workspace, user) | {"callback_id": callback, "action_ts": ts}


def message_action(workspace: Workspace, user: User, place: Conversation, message: Message, callback: str) -> Json:
    """A shortcut on a message."""
    return _interaction("message_action", workspace, user) | {
        "callback_id": callback,
        "action_ts": message.ts,
        "message_ts": message.ts,
        "message": message.payload(workspace.bot, with_metadata=True),
        "channel": {"id": place.id, "name": "directmessage" if place.is_im else place.name},
    }


def event(workspace: Workspace, id: str, at: int, inner: Json) -> Json:
    """The outer shape of every event, https://docs.slack.dev/apis/events-api#callback-field."""
    bot = workspace.bot
    return {
        "token": TOKEN,
        "team_id": bot.team,
        "context_team_id": bot.team,
        "api_app_id": bot.app,
        "event": inner,
        "type": "event_callback",
        "event_id": id,
        "event_time": at,
        "authorizations": [
            {"enterprise_id": None, "team_id": bot.team, "user_id": bot.user, "is_bot": True}
            | {"is_enterprise_install": False}
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{id}",
    }


def said(workspace: Workspace, place: Conversation, message: Message, kind: str = "message") -> Json:
    """`message` or `app_mention`; events/message.im and events/app_mention."""
    inner: Json = {
        "type": kind,
        "user": message.user,
        "text": message.text,
        "ts": message.ts,
        "channel": place.id,
        "event_ts": message.ts,
        "team": workspace.bot.team,
        "blocks": _rich(message.text),
    }
    if kind == "message":
        inner["channel_type"] = "im" if place.is_im else "channel"
    if message.thread_ts:
        inner["thread_ts"] = message.thread_ts
    if message.user == workspace.bot.user:
        inner |= {"bot_id": workspace.bot.id, "app_id": workspace.bot.app}
    return inner


def _rich(text: str) -> list[Json]:
    words: Any = [{"type": "text", "text": text}]
    return [{"type": "rich_text", "block_id": "rich", "elements": [{"type": "rich_text_section", "elements": words}]}]
