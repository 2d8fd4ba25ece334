"""Bolt, with one listener for each kind of payload: which action is meant is looked up, not searched for."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.payload_utils import is_action, is_event, is_shortcut, is_slash_command, is_view
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

# Somebody came or went, or the channel closed, or Baton is no longer in it; docs.slack.dev/reference/events.
CHANNEL_EVENTS = (
    "channel_archive",
    "channel_deleted",
    "channel_left",
    "group_archive",
    "group_deleted",
    "group_left",
    "member_joined_channel",
    "member_left_channel",
)
EVENTS = (
    "app_mention",
    "message",
    "app_home_opened",
    "user_change",
    "team_join",
    "app_uninstalled",
    "tokens_revoked",
    *CHANNEL_EVENTS,
)

Listener = Callable[[Mapping[str, Any], AsyncAck], Awaitable[None]]


class Listening:
    """`listeners` by kind: command, press, form, shortcut, event. `act` is Bolt's whole path for one payload."""

    def __init__(self, client: AsyncWebClient, listeners: Mapping[str, Listener]) -> None:
        quiet = logging.getLogger("baton.slack.bolt")
        quiet.setLevel(logging.ERROR)
        self._app = _Bolt(
            client=client,
            logger=quiet,
            before_authorize=_Kinds(listeners),
            authorize=_authorized,
            # The listener's own answer is the acknowledgement; without this Bolt looks for it every 10 ms.
            process_before_response=True,
            request_verification_enabled=False,  # done before anything is parsed
            ssl_check_enabled=False,
            url_verification_enabled=False,
            attaching_function_token_enabled=False,
        )
        self._app.error(_raised)

    async def act(self, payload: Mapping[str, Any]) -> str:
        """What to acknowledge with: a JSON object, or nothing, as where Bolt itself says that nobody answered.

        Raises whatever Bolt raises over a payload.
        """
        answer = await self._app.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=dict(payload)))
        return answer.body if answer.status == 200 else ""


class _Bolt(AsyncApp):
    """Bolt makes a client for each request, which costs as much as all else it does; here none is ever used."""

    def _init_context(self, req: AsyncBoltRequest) -> None:
        req.context["logger"] = self.logger
        req.context["client"] = self.client


class _Kinds(AsyncMiddleware):
    """Hands a payload to the listener of its kind. Bolt's own listeners are each tried in turn, at 10 µs and more."""

    def __init__(self, listeners: Mapping[str, Listener]) -> None:
        self._listeners = listeners

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002 - the signature is Bolt's
        next: Callable[[], Awaitable[BoltResponse]],
    ) -> BoltResponse | None:
        kind = _kind(req.body)
        if not kind:
            return await next()
        ack = req.context.ack
        await self._listeners[kind](req.body, ack)
        return ack.response


def _kind(body: dict[str, Any]) -> str:
    """Empty for what Baton does not listen to."""
    if is_slash_command(body):
        return "command"
    if is_event(body):
        return "event" if body["event"]["type"] in EVENTS else ""
    kinds = {"press": is_action, "form": is_view, "shortcut": is_shortcut}
    return next((kind for kind, belongs in kinds.items() if belongs(body)), "")


async def _raised(error: Exception) -> None:
    """Instead of Bolt's own handlers, which log the traceback of every payload that Slack would never send."""
    raise error


async def _authorized(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
    """Whose token it is is found when something is sent; asking Slack first would cost the three seconds."""
    return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token="-")  # noqa: S106 - stands for none
