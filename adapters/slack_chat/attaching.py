"""Files under the message that names them: each once and in order, also where a reply was lost or the power cut."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import aiohttp
import structlog

from adapters.outside import Outside
from adapters.slack_chat import pictures
from adapters.slack_chat.api import Api, Failed
from adapters.slack_chat.pictures import File
from adapters.slack_chat.render import Message
from adapters.slack_chat.spans import escaped
from bot.ports import ChatBusy, ChatRefused, ChatUncertain
from bot.texts import Words
from bot.ui import Card

PAGE = 100
PATIENCE = timedelta(minutes=2)  # after the message stands; whatever else its place has to say waits so long
AGAIN = (ChatBusy, ChatUncertain, aiohttp.ClientError, OSError)

log = structlog.get_logger()


class Under(NamedTuple):
    """A message: its workspace, channel and time, and the thread that its files go into."""

    workspace: str
    channel: str
    ts: str
    thread: str

    def place_of(self, file: File) -> str:
        """The thread; none for a picture in private, which is seen at once below the words that it shows."""
        return "" if file.alt and self.channel.startswith("D") else self.thread

    def stood_for(self, now: datetime) -> timedelta:
        return now - datetime.fromtimestamp(float(self.ts), UTC)


class Attaching:
    """Remembers nothing: what is there already is seen in the thread."""

    def __init__(self, api: Api, outside: Outside) -> None:
        self._api = api
        self._outside = outside

    async def attach(self, under: Under, card: Card, said: Message, *, found: bool) -> None:
        """Pictures, files and what did not fit. `found`: by an attempt before this one, which may have attached some.

        Raises ChatUncertain where one that matters may go better later: the message is found again then. What never
        goes is said under the message.
        """
        files = await pictures.files_of(card, said, self._outside, drawn=not found)
        there = await self._there(under) if found and files else Counter[str]()
        lost: list[File] = []
        for file in files:
            if there[file.name]:
                there[file.name] -= 1
            elif not await self._attached(under, file):
                lost.append(file)
        for words in (Words("en").plain(file.lost, name=file.title) for file in lost if file.lost):
            with suppress(*AGAIN, ChatRefused):
                await self._said(under, words)

    async def _attached(self, under: Under, file: File) -> bool:
        if not file.content:
            return False
        try:
            await pictures.upload(self._api, under.workspace, under.channel, under.place_of(file), file)
        except ChatRefused as refused:
            log.error("a file was not attached", name=file.name, why=str(refused))
        except AGAIN as error:
            log.warning("a file was not attached", name=file.name, why=repr(error))
            if file.lost and under.stood_for(self._outside.now()) < PATIENCE:
                raise ChatUncertain(f"{file.name} is not attached yet") from error
        else:
            return True
        return False

    async def _there(self, under: Under) -> Counter[str]:
        """The names of the files that stand under it, each as often as it does."""
        about = {"channel": under.channel, "ts": under.thread, "oldest": under.ts, "limit": PAGE}
        try:
            answer = await self._api.call(under.workspace, "conversations.replies", **about)
        except Failed as failed:
            log.warning("a thread cannot be read, so a file may stand there twice", why=str(failed))
            return Counter()
        messages = answer.get("messages")
        found = [one.get("files") for one in messages if _is_bots(one)] if isinstance(messages, list) else []
        files = [file for some in found if isinstance(some, list) for file in some if isinstance(file, Mapping)]
        return Counter(str(file.get("name", "")) for file in files)

    async def _said(self, under: Under, words: str) -> None:
        where = {"channel": under.channel, "thread_ts": under.thread}
        await self._api.call(under.workspace, "chat.postMessage", **where, text=escaped(words), unfurl_links=False)


def _is_bots(one: object) -> bool:
    return isinstance(one, Mapping) and bool(one.get("bot_id"))
