"""Bolt, with one listener for each kind of payload: which action is meant is looked up, not searched for."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

ANY = re.compile("")
EVENTS = (
    "app_mention",
    "message",
    "app_home_opened",
    "user_change",
    "team_join",
    "app_uninstalled",
    "tokens_revoked",
)

Listener = Callable[[Mapping[str, Any], AsyncAck], Awaitable[None]]


class Listening:
    """`listeners` by kind: command, press, form, shortcut, event. `act` is Bolt's whole path for one payload."""

    def __init__(self, client: AsyncWebClient, listeners: Mapping[str, Listener]) -> None:
        quiet = logging.getLogger("baton.slack.bolt")
        quiet.setLevel(logging.ERROR)
        self._app = AsyncApp(
            client=client,
            logger=quiet,
            authorize=_authorized,
            # The listener's own answer is the acknowledgement; without this Bolt looks for it every 10 ms.
            process_before_response=True,
            request_verification_enabled=False,  # done before anything is parsed
            ssl_check_enabled=False,
            url_verification_enabled=False,
            attaching_function_token_enabled=False,
        )
        self._listen(listeners)

    async def act(self, payload: Mapping[str, Any]) -> Any:
        """What to acknowledge with: None, words, or an object."""
        answer = await self._app.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=dict(payload)))
        if not answer.body:
            return None
        return json.loads(answer.body) if answer.body.startswith("{") else {"text": answer.body}

    def _listen(self, listeners: Mapping[str, Listener]) -> None:
        command, press, form = listeners["command"], listeners["press"], listeners["form"]
        shortcut, event = listeners["shortcut"], listeners["event"]

        async def on_command(body: dict[str, Any], ack: AsyncAck) -> None:
            await command(body, ack)

        async def on_press(body: dict[str, Any], ack: AsyncAck) -> None:
            await press(body, ack)

        async def on_form(body: dict[str, Any], ack: AsyncAck) -> None:
            await form(body, ack)

        async def on_shortcut(body: dict[str, Any], ack: AsyncAck) -> None:
            await shortcut(body, ack)

        async def on_event(body: dict[str, Any], ack: AsyncAck) -> None:
            await event(body, ack)

        self._app.command(ANY)(on_command)
        self._app.action(ANY)(on_press)
        self._app.view(ANY)(on_form)
        self._app.shortcut(ANY)(on_shortcut)
        for name in EVENTS:
            self._app.event(name)(on_event)


async def _authorized(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
    """Whose token it is is found when something is sent; asking Slack first would cost the three seconds."""
    return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token="-")  # noqa: S106 - stands for none
