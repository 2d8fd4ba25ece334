"""Posts to Slack: a message for each key, edited where it stands, found again when nobody knows whether it arrived."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
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
HISTORY = ("conversations.history", "conversations.replies")
LEFT_MOST = 5

log = structlog.get_logger()
Shown = Callable[[str, str], None]


class Standing(NamedTuple):
    """A message on Slack, `C1:1700000000.000100`."""

    channel: str
    ts: str

    @classmethod
    def read(cls, message: str) -> Standing | None:
        """The first, which is the one that is meant, of what the outbox keeps."""
        return next(iter(cls.all_in(message)), None)

    @classmethod
    def all_in(cls, message: str) -> list[Standing]:
        """Behind it those before it that could not be taken away yet."""
        found = (one.partition(":") for one in message.split())
        return [cls(channel, ts) for channel, _, ts in found if ts]

    def __str__(self) -> str:
        return f"{self.channel}:{self.ts}"


class Arrived(NamedTuple):
    """A message of ours that nobody had told us of, and which card of its key it shows."""

    wanted: int
    standing: Standing


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
        before = Standing.all_in(row.message)
        if before and not row.fresh and await self._edited(workspace, before[0], said, row):
            standing, older = before[0], before[1:]
        else:
            arrived = [one for one in await self._arrived(workspace, to, row) if one.standing not in before]
            standing = await self._brought(workspace, to, said, row, arrived)
            older = [one for one in (*before, *(one.standing for one in arrived)) if one != standing]
        left = [one for one in older if not await self._taken_away(workspace, one)]
        if to.account:
            self._shown(workspace, to.account.removeprefix(PLATFORM))
        return " ".join(map(str, (standing, *left[-LEFT_MOST:])))

    async def _brought(
        self, workspace: str, to: Address, said: Message, row: Outgoing, arrived: list[Arrived]
    ) -> Standing:
        """At the end of its place: it has arrived already, an older card that has is edited, or it is posted."""
        same = next((one.standing for one in arrived if one.wanted == row.wanted), None)
        target = same or (arrived[-1].standing if arrived else None)
        if target is None or (same is None and (row.fresh or not await self._edited(workspace, target, said, row))):
            return await self._posted(workspace, to, said, row)
        under = _under(workspace, target, Standing.read(to.thread))
        await self._attaching.attach(under, row.card, said, found=True)
        return target

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

    async def _arrived(self, workspace: str, to: Address, row: Outgoing) -> list[Arrived]:
        """What attempts since the outcome is uncertain have posted of this key after all, the newest last.

        Of an older card too: a newer one may have been asked for since.
        """
        if row.uncertain_since is None:
            return []
        user, head = to.account.removeprefix(PLATFORM), Standing.read(to.thread)
        try:
            room = await self._opened(workspace, user) if user else to.channel.removeprefix(PLATFORM)
        except Failed as failed:
            raise _refused(failed, in_private=bool(user)) from failed
        about: dict[str, Any] = {"channel": room, "oldest": f"{row.uncertain_since.timestamp() - 1:.6f}", "limit": PAGE}
        about |= {"include_all_metadata": True} | ({"ts": head.ts} if head else {})
        found: list[Arrived] = []
        for _ in range(LOOKS):
            try:
                answer = await self._api.call(workspace, HISTORY[bool(head)], **about)
            except Failed as failed:
                log.warning("the history cannot be read, so a message may appear twice", key=row.key, why=str(failed))
                break
            for one in answer.get("messages") or ():
                if (wanted := _version(one, row.key)) is not None:
                    found.append(Arrived(wanted, Standing(room, str(one["ts"]))))
            about["cursor"] = (answer.get("response_metadata") or {}).get("next_cursor")
            if not about["cursor"]:
                break
        return sorted(found, key=lambda one: one.standing.ts)

    async def _taken_away(self, workspace: str, where: Standing) -> bool:
        """False when it has to stay for now, which is no reason to post again: the next edit tries anew."""
        try:
            await self._api.call(workspace, "chat.delete", **where._asdict())
        except Failed as failed:
            if failed.error not in GONE:
                log.warning("an old message stays", why=str(failed))
        except FAILED as error:
            log.info("an old message stays for now", why=repr(error))
            return False
        return True


def _under(workspace: str, standing: Standing, head: Standing | None) -> Under:
    return Under(workspace, standing.channel, standing.ts, head.ts if head else standing.ts)


def _content(said: Message, row: Outgoing) -> dict[str, Any]:
    return {"text": said.text, "blocks": said.blocks, "metadata": metadata(row.key, row.wanted)}


def _version(one: Any, key: str) -> int | None:
    """Which card of this key it is, if it is ours and of this key."""
    meta = one.get("metadata") if isinstance(one, Mapping) else None
    if not isinstance(meta, Mapping) or meta.get("event_type") != EVENT:
        return None
    payload = meta.get("event_payload")
    wanted = payload.get("wanted") if isinstance(payload, Mapping) and payload.get("key") == key else None
    return wanted if isinstance(wanted, int) else None


def _refused(failed: Failed, *, in_private: bool) -> Exception:
    if failed.error == "missing_scope":
        return ChatBarred(MENDED_BY[failed.error])
    if in_private and failed.error in (CLOSED | {"channel_not_found"}):
        return ChatClosed(f"Slack says {failed.error}")
    return ChatRefused(MENDED_BY.get(failed.error, str(failed)))
