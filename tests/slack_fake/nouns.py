"""What a workspace is made of: people, conversations, messages and views."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


class Wrong(Exception):
    """Slack's answer `ok: false` with this error; `details` are its `response_metadata.messages`."""

    def __init__(self, error: str, *details: str, complain: bool = True) -> None:
        super().__init__(error)
        self.error = error
        self.details = details
        self.complain = complain


@dataclass
class User:
    """Somebody of the workspace. `closed` is what Slack answers to whoever opens a private chat: "" means open."""

    id: str
    name: str
    real_name: str
    tz: str = "America/New_York"
    locale: str = "en-US"
    is_admin: bool = False
    is_owner: bool = False
    is_restricted: bool = False
    deleted: bool = False
    is_bot: bool = False
    closed: str = ""

    def payload(self, team: str, *, with_locale: bool) -> Json:
        """The user object, https://docs.slack.dev/reference/objects/user-object."""
        said: Json = {
            "id": self.id,
            "team_id": team,
            "name": self.name,
            "deleted": self.deleted,
            "real_name": self.real_name,
            "profile": {
                "real_name": self.real_name,
                "display_name": self.real_name,
                "real_name_normalized": self.real_name,
                "display_name_normalized": self.real_name,
                "team": team,
            },
            "is_bot": self.is_bot,
            "is_app_user": False,
            "updated": 1_795_000_000,
        }
        if not self.deleted:  # the page of users.info: a deleted user has only the profile
            said |= {
                "tz": self.tz,
                "tz_label": self.tz,
                "tz_offset": 0,
                "is_admin": self.is_admin,
                "is_owner": self.is_owner,
                "is_primary_owner": self.is_owner,
                "is_restricted": self.is_restricted,
                "is_ultra_restricted": False,
            }
        return said | ({"locale": self.locale} if with_locale else {})


@dataclass
class Message:
    """`subtype` is Slack's; an ephemeral one is seen by `only` alone and is in no history."""

    ts: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    thread_ts: str = ""
    edited: str = ""
    only: str = ""
    files: list[Json] = field(default_factory=list)
    order: int = 0  # grows when it is posted or changed

    def payload(self, bot: Bot, *, with_metadata: bool) -> Json:
        said: Json = {"type": "message", "user": self.user, "text": self.text, "ts": self.ts}
        if self.user == bot.user:
            said |= {"bot_id": bot.id, "app_id": bot.app, "team": bot.team}
        if self.blocks:
            said["blocks"] = self.blocks
        if self.thread_ts:
            said["thread_ts"] = self.thread_ts
        if self.edited:
            said["edited"] = {"user": self.user, "ts": self.edited}
        if self.files:
            said["files"] = self.files
        if self.metadata and with_metadata:
            said["metadata"] = self.metadata
        return said


@dataclass
class Conversation:
    """A channel or a private chat; `members` hold user ids, `user` is the other one of a private chat."""

    id: str
    name: str = ""
    is_im: bool = False
    is_private: bool = False
    is_archived: bool = False
    user: str = ""
    members: set[str] = field(default_factory=set)
    messages: list[Message] = field(default_factory=list)

    def payload(self, bot: str) -> Json:
        """The conversation object, https://docs.slack.dev/reference/objects/conversation-object."""
        said: Json = {"id": self.id, "created": 1_795_000_000, "is_im": self.is_im, "is_org_shared": False}
        if self.is_im:
            return said | {"user": self.user, "is_user_deleted": False, "priority": 0}
        return said | {
            "name": self.name,
            "name_normalized": self.name,
            "is_channel": not self.is_private,
            "is_group": self.is_private,
            "is_private": self.is_private,
            "is_archived": self.is_archived,
            "is_general": self.name == "general",
            "is_member": bot in self.members,
            "num_members": len(self.members),
        }

    def find(self, ts: str) -> Message | None:
        return next((message for message in self.messages if message.ts == ts and not message.only), None)


@dataclass
class View:
    """A modal or a home as Slack keeps it. `typed` is what its person put in, by block id and action id."""

    id: str
    given: Json
    user: str
    hash: str
    root: str = ""
    previous: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    typed: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Bot:
    """The app in one workspace."""

    team: str
    domain: str
    token: str
    user: str
    id: str = "B0BATON"
    app: str = "A0BATON"
