"""What Slack's side of Baton is handed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime

import msgspec

from bot.ports import Store
from bot.requests import Ask, Reply, Request
from bot.ui import Picture


class SlackSetup(msgspec.Struct, frozen=True, kw_only=True):
    """Tokens and secrets are empty where they are not set.

    With `app_token` Baton listens over Socket Mode, with `signing_secret` at `/slack/events`. `client_id` and
    `client_secret` let other workspaces install it; their tokens are kept under `key`.
    """

    dispatch: Callable[[Request], Awaitable[Reply | Ask | None]]
    store: Store
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    log: Callable[..., None] = lambda *_, **__: None
    draw: Callable[[Picture], Awaitable[bytes]] | None = None
    bot_token: str = ""
    app_token: str = ""
    signing_secret: str = ""
    api_url: str = "https://slack.com/api/"
    key: str = ""
    owners: frozenset[str] = frozenset()
    client_id: str = ""
    client_secret: str = ""
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    monotonic: Callable[[], float] = time.monotonic
