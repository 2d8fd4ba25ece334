"""What Slack's side of Baton is handed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

from adapters.outside import Outside


class SlackSetup(Outside, frozen=True, kw_only=True):
    """Tokens and secrets are empty where they are not set.

    With `app_token` Baton listens over Socket Mode, with `signing_secret` at `/slack/events`. `client_id` and
    `client_secret` let other workspaces install it; their tokens are kept under `key`.
    """

    bot_token: str = ""
    app_token: str = ""
    signing_secret: str = ""
    api_url: str = "https://slack.com/api/"
    key: str = ""
    client_id: str = ""
    client_secret: str = ""
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    monotonic: Callable[[], float] = time.monotonic
