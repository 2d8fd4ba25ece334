"""Files that were chosen in a modal: fetched from where Slack keeps them, with the bot's token, and kept."""

from __future__ import annotations

import asyncio
from collections import OrderedDict

import aiohttp
import structlog

from adapters import uploads
from adapters.outside import Outside
from adapters.slack_chat.api import Api
from adapters.slack_chat.chosen_files import Upload, read_upload
from adapters.slack_chat.inbound import Heard
from bot.attached import FILE_BYTES, FILES_MOST, Attached, named
from bot.errors import Refused
from bot.ports import ChatBusy, ChatRefused, ChatUncertain
from bot.texts import Words

FETCH_SECONDS = 60.0
KEPT_MOST = 1_000
HTML = "text/html"

log = structlog.get_logger()

Key = tuple[str, str, str]


class Barred(uploads.NotFetched):
    """Baton may not read files here at all."""


class Uploads:
    """Remembers, in memory, what was fetched for a form, which may be sent more than once.

    `seconds` is what a file may take.
    """

    def __init__(self, outside: Outside, api: Api) -> None:
        self._outside = outside
        self._api = api
        self._kept: OrderedDict[Key, dict[str, Attached]] = OrderedDict()
        self.seconds = FETCH_SECONDS

    async def kept(self, heard: Heard, words: Words) -> tuple[Attached, ...]:
        """Each file once, and none that was taken out again, but those that a form says it still has.

        Raises Refused at the field, where one does not fit or is not to be had.
        """
        known = self._remembered(heard)
        had = dict(known) if heard.has == "some" or (heard.has and not heard.uploads) else {}
        if len(had) + len(heard.uploads) > FILES_MOST:
            raise Refused.at(heard.upload_field, words("common.files_too_many", most=FILES_MOST))
        try:
            chosen = await asyncio.gather(*(self._described(heard, one) for one in heard.uploads))
            uploads.check([(one.name, one.size) for one in chosen], heard.upload_field, words)
            new = {one.id: one for one in chosen}.values()
            tried = await asyncio.gather(*(self._one(heard, one, known, words) for one in new), return_exceptions=True)
            for wrong in (one for one in tried if isinstance(one, BaseException)):
                raise wrong
        except uploads.NotFetched as missing:
            raise _lost(missing, heard.upload_field, words) from missing
        found = had | {one.id: file for one, file in zip(new, tried, strict=True) if isinstance(file, Attached)}
        known.clear()
        known.update(found)
        return tuple(found.values())

    def names(self, heard: Heard) -> tuple[str, ...]:
        """What those that were fetched for this form are called."""
        return tuple(one.name for one in self._kept.get(_key(heard), {}).values())

    def _remembered(self, heard: Heard) -> dict[str, Attached]:
        """Those of this form, of which it forgets those that it has not."""
        known = self._kept.setdefault(_key(heard), {})
        self._kept.move_to_end(_key(heard))
        if len(self._kept) > KEPT_MOST:
            self._kept.popitem(last=False)
        chosen = {one.id for one in heard.uploads}
        if not heard.has:
            for gone in known.keys() - chosen:
                del known[gone]
        return known

    async def _one(self, heard: Heard, one: Upload, known: dict[str, Attached], words: Words) -> Attached:
        """Kept as soon as it is there, whatever becomes of the others."""
        if one.id in known:
            return known[one.id]
        content = await self._fetched(heard, one)
        (kept,) = await uploads.kept(self._outside, [(one.name, content)], heard.upload_field, words)
        known[one.id] = kept
        return kept

    async def _described(self, heard: Heard, one: Upload) -> Upload:
        """Of some files the form only says the id: docs.slack.dev/reference/objects/file-object. Raises NotFetched."""
        if one.url:
            return one
        try:
            answer = await self._api.call(heard.origin.workspace, "files.info", file=one.id)
        except (ChatBusy, ChatRefused, ChatUncertain) as failed:
            log.warning("a file is not described", why=str(failed))
            raise uploads.NotFetched(one.name) from failed
        described = read_upload(answer.get("file"))
        if described is None or not described.url:
            raise uploads.NotFetched(one.name)
        return described

    async def _fetched(self, heard: Heard, one: Upload) -> bytes:
        """From Slack's own hosts alone, as the token goes along, and never more than we take. Raises NotFetched."""
        try:
            if not self._api.is_slacks(one.url):
                raise uploads.NotFetched(one.name)
            headers = {"Authorization": f"Bearer {await self._api.token_of(heard.origin.workspace)}"}
            timeout = aiohttp.ClientTimeout(total=self.seconds)
            asked = self._api.session.get(one.url, headers=headers, allow_redirects=False, timeout=timeout)
            async with asked as response:
                if response.status == 200 and response.content_type == HTML and not one.kind.startswith(HTML):
                    log.error("Slack gives its page for signing in and no file: the scope files:read is missing")
                    raise Barred(one.name)
                if response.status != 200:
                    log.warning("a file is not given out", status=response.status)
                    raise uploads.NotFetched(one.name)
                content = bytearray()
                while len(content) <= FILE_BYTES and (chunk := await response.content.read(1 << 16)):
                    content += chunk
                return bytes(content)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as failed:
            log.warning("a file did not come", why=repr(failed)[:200])
            raise uploads.NotFetched(one.name) from failed


def _lost(missing: uploads.NotFetched, field: str, words: Words) -> Refused:
    if isinstance(missing, Barred):
        return Refused.at(field, words("common.file_barred", name=named(missing.name)))
    return uploads.lost(missing, field, words)


def _key(heard: Heard) -> Key:
    return heard.origin.workspace, heard.origin.user, heard.form
