"""Files that were chosen in a modal: fetched from where Slack keeps them, with the bot's token, and kept."""

from __future__ import annotations

from collections import OrderedDict

import aiohttp

from adapters import uploads
from adapters.outside import Outside
from adapters.slack_chat.api import Api
from adapters.slack_chat.chosen_files import Upload, read_upload
from adapters.slack_chat.inbound import Heard
from bot.attached import FILE_BYTES, Attached
from bot.ports import ChatBusy, ChatRefused, ChatUncertain
from bot.texts import Words

FETCH_SECONDS = 60
KEPT_MOST = 1_000
HTML = "text/html"

Key = tuple[str, str, str]


class Uploads:
    """Remembers, in memory, what was fetched for a form, which may be sent more than once."""

    def __init__(self, outside: Outside, api: Api) -> None:
        self._outside = outside
        self._api = api
        self._kept: OrderedDict[Key, dict[str, Attached]] = OrderedDict()

    async def kept(self, heard: Heard, words: Words) -> tuple[Attached, ...]:
        """Each file once. A form that had to be opened again has those it was sent with before, if none is chosen.

        Raises Refused at the field, where one does not fit or is not to be had.
        """
        field = heard.upload_field
        key = (heard.origin.workspace, heard.origin.user, heard.form)
        known = self._kept.get(key, {})
        if not heard.uploads:
            return tuple(known.values())
        chosen = [await self._described(heard, one) for one in heard.uploads]
        uploads.check([(one.name, one.size) for one in chosen], field, words)
        found = {one.id: known[one.id] for one in chosen if one.id in known}
        try:
            fetched = [(one, await self._fetched(heard, one)) for one in chosen if one.id not in found]
        except uploads.NotFetched as missing:
            raise uploads.lost(missing, field, words) from missing
        new = await uploads.kept(self._outside, [(one.name, content) for one, content in fetched], field, words)
        found |= {one.id: attached for (one, _), attached in zip(fetched, new, strict=True)}
        self._kept[key] = {one.id: found[one.id] for one in chosen}
        if len(self._kept) > KEPT_MOST:
            self._kept.popitem(last=False)
        return tuple(self._kept[key].values())

    async def _described(self, heard: Heard, one: Upload) -> Upload:
        """Of files shared from elsewhere the form only says the id: docs.slack.dev/reference/objects/file-object."""
        if one.url:
            return one
        try:
            answer = await self._api.call(heard.origin.workspace, "files.info", file=one.id)
        except (ChatBusy, ChatRefused, ChatUncertain):
            return one
        return read_upload(answer.get("file")) or one

    async def _fetched(self, heard: Heard, one: Upload) -> bytes:
        """From Slack's own hosts alone, as the token goes along, and never more than we take. Raises NotFetched."""
        try:
            if not self._api.is_slacks(one.url):
                raise uploads.NotFetched(one.name)
            headers = {"Authorization": f"Bearer {await self._api.token_of(heard.origin.workspace)}"}
            timeout = aiohttp.ClientTimeout(total=FETCH_SECONDS)
            asked = self._api.session.get(one.url, headers=headers, allow_redirects=False, timeout=timeout)
            async with asked as response:
                # Without the scope files:read Slack answers with its page for signing in.
                page = response.content_type == HTML and not one.kind.startswith(HTML)
                if response.status != 200 or page:
                    raise uploads.NotFetched(one.name)
                content = bytearray()
                while len(content) <= FILE_BYTES and (chunk := await response.content.read(1 << 16)):
                    content += chunk
                return bytes(content)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as failed:
            raise uploads.NotFetched(one.name) from failed
