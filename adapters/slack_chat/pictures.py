"""Files to Slack: a drawn chart, or the rest of a text, by the three steps of an external upload."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import aiohttp
import msgspec
import structlog

from adapters.outside import Draw, Outside
from adapters.sheets import written
from adapters.slack_chat.api import Api
from adapters.slack_chat.render import Message
from bot.attached import Attached
from bot.ports import ChatBusy, ChatRefused, ChatUncertain
from bot.sheets import Sheet
from bot.ui import Card, Files, Picture

UPLOAD_SECONDS = 120  # of the largest over a slow line, of which the Web API's ten are too few
ALT = 1_000  # docs.slack.dev/reference/methods/files.getUploadURLExternal (alt_txt)


log = structlog.get_logger()


class File(msgspec.Struct, frozen=True, kw_only=True):
    """`lost` is the text for when it cannot be attached; none where the message says in words what is in it."""

    name: str
    title: str
    content: bytes
    alt: str = ""
    lost: str = ""


async def files_of(card: Card, said: Message, outside: Outside, *, drawn: bool) -> list[File]:
    """Pictures, `drawn` where there is something to draw with; tables; files it shows; then what did not fit in."""
    files = await made_of(card, outside.draw if drawn else None)
    files += [await _kept(one, outside) for block in card.blocks if isinstance(block, Files) for one in block.files]
    if said.rest:
        rest = said.rest.encode()
        files.append(File(name="rest.txt", title="The rest", content=rest, lost="common.rest_not_attached"))
    return files


async def made_of(card: Card, draw: Draw | None) -> list[File]:
    """Each picture that it has, drawn if there is something to draw with, and each table, written."""
    shown = [block for block in card.blocks if isinstance(block, Picture)] if draw else []
    sheets = [block for block in card.blocks if isinstance(block, Sheet)]
    files = [
        File(name=f"chart-{number}.png", title=one.title, alt=one.alt, content=await draw(one))
        for number, one in enumerate(shown, 1)
        if draw
    ]
    return files + [
        File(name=one.name, title=one.name, content=await written(one), lost="common.sheet_not_sent") for one in sheets
    ]


async def _kept(one: Attached, outside: Outside) -> File:
    """An empty one, which Slack does not take, where its bytes are not to be had."""
    try:
        content = await outside.files.read(one.id)
    except OSError as error:
        log.error("a file cannot be read", file=one.id, why=repr(error))
        content = None
    return File(name=one.name, title=one.name, content=content or b"", lost="common.file_not_attached")


async def upload(api: Api, workspace: str, channel: str, thread: str, file: File) -> None:
    """docs.slack.dev/messaging/working-with-files#upload; into the channel itself where no thread is named.

    Raises what a call of the Web API raises.
    """
    about: dict[str, Any] = {"filename": file.name, "length": len(file.content)}
    if file.alt:
        about["alt_txt"] = file.alt[:ALT]
    given = await api.call(workspace, "files.getUploadURLExternal", **about)
    where, timeout = str(given.get("upload_url", "")), aiohttp.ClientTimeout(total=UPLOAD_SECONDS)
    async with api.session.post(where, data=file.content, allow_redirects=False, timeout=timeout) as response:
        if response.status != 200:
            raise ChatUncertain(f"the upload of {file.name} was answered with {response.status}")
    under = {"thread_ts": thread} if thread else {}
    await api.call(
        workspace,
        "files.completeUploadExternal",
        files=[{"id": given.get("file_id", ""), "title": file.title}],
        channel_id=channel,
        **under,
    )


async def sent_privately(api: Api, workspace: str, user: str, file: File) -> bool:
    """Whether it stands in the private chat with that user now; what an answer carries is best effort."""
    try:
        opened = await api.call(workspace, "conversations.open", users=user)
        channel = opened.get("channel")
        room = str(channel.get("id", "")) if isinstance(channel, Mapping) else ""
        await upload(api, workspace, room, "", file)
    except (ChatBusy, ChatRefused, ChatUncertain, aiohttp.ClientError, OSError) as error:
        log.warning("a file did not reach the person", name=file.name, why=repr(error))
        return False
    return True
