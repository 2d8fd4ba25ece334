"""Posts to Slack: a message for each key, edited where it stands, found again when nobody knows whether it arrived."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

import aiohttp
import structlog

from adapters.outside import Outside
from adapters.slack_chat.api import Api, Failed
from adapters.slack_chat.attaching import Attaching, Under
from adapters.slack_chat.people import PLATFORM, People
from adapters.slack_chat.render import EVENT, Message, message, metadata
from bot.ports import Address, ChatBarred, ChatBusy, ChatClosed, ChatRefused, ChatUncertain, Outgoing

# This person takes no messages from Baton; docs.slack.dev/reference/methods/conversations.open and chat.postMessage.
CLOSED = frozenset(
    {
        "cannot_dm_bot",
        "messages_tab_disabled",
        "user_disabled",
        "user_not_found",
        "user_not_visible",
        "restricted_action",
        "not_allowed_token_type",
        "is_bot",
        "cannot_find_channel",
    }
)
GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed", "channel_not_found"})
MENDED_BY = {
    "not_in_channel": "Baton is not in that channel: type /invite @Baton there",
    "channel_not_found": "Baton cannot see that channel: type /invite @Baton there",
    "is_archived": "that channel is archived: unarchive it, or choose another with /team channel",
    "missing_scope": "Baton lacks a permission: install the app again from its manifest (baton doctor names it)",
    "restricted_action": "the workspace does not let apps post in that channel",
}
FAILED = (ChatBusy, ChatRefused, ChatUncertain, aiohttp.ClientError, TimeoutError)
PAGE = 100
LOOKS = 20  # pages of history at most

log = structlog.get_logger()
Shown = Callable[[str, str], None]


class Standing(NamedTuple):
    """A message on Slack; as the outbox keeps it, `C1:1700000000.000100`."""

    channel: str
    ts: str

    @classmethod
    def read(cls, message: str) -> Standing | None:
        channel, _, ts = message.partition(":")
        return cls(channel, ts) if ts else None

    def __str__(self) -> str:
        return f"{self.channel}:{self.ts}"


class SlackPosts:
    """Implements `bot.ports.Chat`. `shown` is told of what went to somebody in private: workspace and user."""

    def __init__(
        self, api: Api, people: People, outside: Outside, shown: Shown, connected: Callable[[], Awaitable[bool]]
    ) -> None:
        self._api = api
        self._people = people
        self._attaching = Attaching(api, outside)
        self._shown = shown
        self._connected = connected

    async def ready(self) -> bool:
        return await self._connected()

    async def show(self, to: Address, row: Outgoing) -> str:
        workspace = to.workspace.removeprefix(PLATFORM)
        said = message(row.card, await self._people.reader(row.team, to.account), row.key, attaches=True)
        before = Standing.read(row.message)
        standing = before
        if before is None or row.fresh or not await self._edited(workspace, before, said, row):
            standing = await self._posted(workspace, to, said, row)
            if before is not None and before != standing:
                await self._taken_away(workspace, before)
        if to.account:
            self._shown(workspace, to.account.removeprefix(PLATFORM))
        return str(standing)

    async def _edited(self, workspace: str, where: Standing, said: Message, row: Outgoing) -> bool:
        """False when the message is gone, so that it is posted anew."""
        try:
            await self._api.call(workspace, "chat.update", **where._asdict(), **_content(said, row))
        except Failed as failed:
            if failed.error in GONE:
                return False
            raise _refused(failed, in_private=where.channel.startswith("D")) from failed
        return True

    async def _posted(self, workspace: str, to: Address, said: Message, row: Outgoing) -> Standing:
        private = bool(to.account)
        head = Standing.read(to.thread)
        channel = to.account.removeprefix(PLATFORM) if private else to.channel.removeprefix(PLATFORM)
        try:
            if row.uncertain_since is not None:
                room = await self._opened(workspace, channel) if private else channel
                found = await self._found(workspace, room, head, row, row.uncertain_since)
                if found is not None:
                    await self._attaching.attach(_under(workspace, found, head), row.card, said, found=True)
                    return found
            thread = {"thread_ts": head.ts} if head else {}
            answer = await self._api.call(
                workspace, "chat.postMessage", channel=channel, **thread, **_content(said, row), unfurl_links=False
            )
        except Failed as failed:
            raise _refused(failed, in_private=private) from failed
        standing = Standing(str(answer.get("channel") or channel), str(answer.get("ts", "")))
        await self._attaching.attach(_under(workspace, standing, head), row.card, said, found=False)
        return standing

    async def _opened(self, workspace: str, user: str) -> str:
        """The id of the private channel with somebody, which history is asked for by."""
        answer = await self._api.call(workspace, "conversations.open", users=user)
        channel = answer.get("channel")
        return str(channel.get("id", "")) if isinstance(channel, Mapping) else ""

    async def _found(
        self, workspace: str, channel: str, head: Standing | None, row: Outgoing, since: datetime
    ) -> Standing | None:
        """The message of this very card, if an attempt since then arrived after all."""
        method = "conversations.replies" if head else "conversations.history"
        about: dict[str, Any] = {"channel": channel, "oldest": f"{since.timestamp() - 1:.6f}", "limit": PAGE}
        about |= {"include_all_metadata": True} | ({"ts": head.ts} if head else {})
        for _ in range(LOOKS):
            try:
                answer = await self._api.call(workspace, method, **about)
            except Failed as failed:
                log.warning("the history cannot be read, so a message may appear twice", key=row.key, why=str(failed))
                return None
            for one in answer.get("messages") or ():
                if _is(one, row):
                    return Standing(channel, str(one["ts"]))
            cursor = (answer.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return None
            about["cursor"] = cursor
        return None

    async def _taken_away(self, workspace: str, where: Standing) -> None:
        """The card stands at the end now; that the old one stays behind is no reason to post again."""
        try:
            await self._api.call(workspace, "chat.delete", **where._asdict())
        except FAILED as error:
            log.warning("an old message stays", why=repr(error))


def _under(workspace: str, standing: Standing, head: Standing | None) -> Under:
    return Under(workspace, standing.channel, standing.ts, head.ts if head else standing.ts)


def _content(said: Message, row: Outgoing) -> dict[str, Any]:
    return {"text": said.text, "blocks": said.blocks, "metadata": metadata(row.key, row.wanted)}


def _is(one: Any, row: Outgoing) -> bool:
    """Whether that message is ours, with this key and this card of it."""
    meta = one.get("metadata") if isinstance(one, Mapping) else None
    if not isinstance(meta, Mapping) or meta.get("event_type") != EVENT:
        return False
    payload = meta.get("event_payload")
    return isinstance(payload, Mapping) and payload == {"key": row.key, "wanted": row.wanted}


def _refused(failed: Failed, *, in_private: bool) -> Exception:
    if failed.error == "missing_scope":
        return ChatBarred(MENDED_BY[failed.error])
    if in_private and failed.error in (CLOSED | {"channel_not_found"}):
        return ChatClosed(f"Slack says {failed.error}")
    return ChatRefused(MENDED_BY.get(failed.error, str(failed)))
