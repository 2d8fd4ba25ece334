"""What the chat page is given by whoever wires it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

import msgspec

from adapters.web_chat.sample import Sample
from bot.ports import Store
from bot.requests import Ask, Reply, Request
from bot.ui import Picture


class WebSetup(msgspec.Struct, frozen=True, kw_only=True):
    """`hosts` are names the page answers to besides loopback. Without a `sample` it only says where to talk to Baton.

    `draw` turns a picture into a PNG; without it the page draws the bars itself. `channels` are names as in `general`.
    """

    dispatch: Callable[[Request], Awaitable[Reply | Ask | None]]
    store: Store
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    team: str
    sample: Sample | None = None
    hosts: frozenset[str] = frozenset()
    log: Callable[..., None] = lambda *_, **__: None
    draw: Callable[[Picture], Awaitable[bytes]] | None = None
    channels: tuple[str, ...] = ("general",)
