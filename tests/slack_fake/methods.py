"""A call of the Web API as a method sees it, and what each method asks for: scopes and who may call it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.slack_fake.nouns import Json, Wrong
from tests.slack_fake.workspace import Workspace

# The scope each method's page names, https://docs.slack.dev/reference/methods. None: any token will do.
SCOPES: dict[str, str | None] = {
    "auth.test": None,
    "users.info": "users:read",
    "users.list": "users:read",
    "team.info": "team:read",
    "conversations.open": "im:write",
    "conversations.info": "channels:read",
    "conversations.list": "channels:read",
    "conversations.members": "channels:read",
    "conversations.history": "channels:history",
    "conversations.replies": "channels:history",
    "conversations.join": "channels:join",
    "users.conversations": "channels:read",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "chat.delete": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.getPermalink": None,
    "views.open": None,
    "views.push": None,
    "views.update": None,
    "views.publish": None,
    "files.info": "files:read",
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
}
JSON_ARGUMENTS = ("blocks", "view", "metadata", "files", "attachments")


@dataclass
class Call:
    """One call: `arguments` with what a form carries as JSON already read."""

    method: str
    arguments: Json
    workspace: Workspace
    headers: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The argument as a string, "" when it is missing."""
        value = self.arguments.get(name)
        return "" if value is None else str(value)

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in ("1", "true")

    def number(self, name: str, default: int) -> int:
        try:
            return int(self.arguments.get(name, default))
        except (TypeError, ValueError):
            raise Wrong("invalid_arguments", f"{name} is no number") from None

    def page(self, items: list[Any], default: int = 100) -> tuple[list[Any], str]:
        """`limit` of the items from `cursor` on, and the next cursor; https://docs.slack.dev/apis/web-api/pagination."""
        limit, cursor = self.number("limit", default), self.text("cursor")
        if not 0 < limit <= 1_000:
            raise Wrong("invalid_limit")
        if cursor and not cursor.startswith("from:"):
            raise Wrong("invalid_cursor")
        start = int(cursor.removeprefix("from:") or 0)
        end = start + limit
        return items[start:end], f"from:{end}" if end < len(items) else ""


def check_scope(call: Call) -> None:
    """`missing_scope` with what is needed, when the workspace gave the app fewer."""
    needed, given = SCOPES.get(call.method), call.workspace.scopes
    if needed is None or given is None:
        return
    if call.method.removeprefix("conversations.") in ("history", "replies", "info", "members"):
        needed = needed.replace("channels", _kind(call))
    if needed not in given:
        raise Wrong("missing_scope", needed, ",".join(sorted(given)), complain=False)


def _kind(call: Call) -> str:
    conversation = call.workspace.conversations.get(call.text("channel"))
    if conversation is None:
        return "channels"
    return "im" if conversation.is_im else "groups" if conversation.is_private else "channels"
