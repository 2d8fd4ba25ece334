"""Files to Slack: a drawn chart, or the rest of a text, by the three steps of an external upload."""

from __future__ import annotations

from typing import Any

import msgspec

from adapters.outside import Outside
from adapters.slack_chat.api import Api
from adapters.slack_chat.render import Message
from bot.attached import Attached
from bot.ports import ChatRefused
from bot.ui import Card, Files, Picture

ALT = 1_000  # docs.slack.dev/reference/methods/files.getUploadURLExternal (alt_txt)


class File(msgspec.Struct, frozen=True, kw_only=True):
    """`matters`: the message says nothing of what is in it."""

    name: str
    title: str
    alt: str
    content: bytes
    matters: bool = False


async def files_of(card: Card, said: Message, outside: Outside) -> list[File]:
    """Each picture drawn, where there is something to draw with; files it shows; then what did not fit in."""
    draw = outside.draw
    shown = [block for block in card.blocks if isinstance(block, Picture)] if draw else []
    files = [
        File(name=f"chart-{number}.png", title=one.title, alt=one.alt, content=await draw(one))
        for number, one in enumerate(shown, 1)
        if draw
    ]
    files += [await _kept(one, outside) for block in card.blocks if isinstance(block, Files) for one in block.files]
    if said.rest:
        files.append(File(name="rest.txt", title="The rest", alt="", content=said.rest.encode()))
    return files


async def _kept(one: Attached, outside: Outside) -> File:
    """An empty one, which Slack does not take, where its bytes are not there any more."""
    content = await outside.files.read(one.id)
    return File(name=one.name, title=one.name, alt="", content=content or b"", matters=True)


async def upload(api: Api, workspace: str, channel: str, thread: str, file: File) -> None:
    """docs.slack.dev/messaging/working-with-files#upload. Raises what a call of the Web API raises."""
    about: dict[str, Any] = {"filename": file.name, "length": len(file.content)}
    if file.alt:
        about["alt_txt"] = file.alt[:ALT]
    given = await api.call(workspace, "files.getUploadURLExternal", **about)
    async with api.session.post(str(given.get("upload_url", "")), data=file.content) as response:
        if response.status != 200:
            raise ChatRefused(f"the upload of {file.name} was answered with {response.status}")
    await api.call(
        workspace,
        "files.completeUploadExternal",
        files=[{"id": given.get("file_id", ""), "title": file.title}],
        channel_id=channel,
        thread_ts=thread,
    )
