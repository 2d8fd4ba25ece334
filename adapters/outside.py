"""Outside: what every platform is handed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol

import msgspec

from adapters.storage.attachments import Attachments
from bot.ports import Store
from bot.requests import Ask, Reply, Request
from bot.ui import Picture


class Draw(Protocol):
    def __call__(self, picture: Picture, *, dark: bool = False) -> Awaitable[bytes]:
        """The picture as PNG, `dark` for a dark page."""
        ...


async def _nobody_follows(workspace: str, channel: str) -> None: ...


class Outside(msgspec.Struct, frozen=True, kw_only=True):
    """`files` keeps what people attach. `draw` turns a picture into a PNG; without it pictures are shown in words.

    `channel_changed` hears of a workspace and a channel in it, both `platform:id`, that somebody came or went.
    """

    dispatch: Callable[[Request], Awaitable[Reply | Ask | None]]
    store: Store
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    files: Attachments
    draw: Draw | None = None
    channel_changed: Callable[[str, str], Awaitable[None]] = _nobody_follows

    def __repr__(self) -> str:
        """Without what is in it: a platform adds its tokens."""
        return f"{type(self).__name__}(…)"
