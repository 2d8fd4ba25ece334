"""`/slack/install`: other workspaces let Baton in, docs.slack.dev/authentication/installing-with-oauth."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

import structlog
from aiohttp import web

from adapters.setting_up.slack_manifest import SCOPES
from adapters.slack_chat.setup import SlackSetup
from bot.ports import ChatBusy, ChatRefused, ChatUncertain

STATE_SECONDS = 600
STATES_MOST = 10_000
COOKIE = "baton-install"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}

log = structlog.get_logger()
Exchange = Callable[[str], Awaitable[Any]]


class Installing:
    """`exchange` turns the code that Slack sends back into an installation."""

    def __init__(self, setup: SlackSetup, exchange: Exchange) -> None:
        self._setup = setup
        self._exchange = exchange
        self._states: dict[str, float] = {}

    def add_to(self, app: web.Application) -> None:
        app.router.add_get("/slack/install", self._install)
        app.router.add_get("/slack/oauth_redirect", self._returned)

    async def _install(self, _: web.Request) -> web.Response:
        """To Slack's consent page, with a state that is good once, for ten minutes, in this browser."""
        state, now = secrets.token_urlsafe(24), self._setup.monotonic()
        self._states = {one: at for one, at in self._states.items() if now - at < STATE_SECONDS}
        if len(self._states) >= STATES_MOST:
            return _page(503, "Too many people are installing Baton at the moment. Try again in ten minutes.")
        self._states[state] = now
        query = urlencode({"client_id": self._setup.client_id, "scope": ",".join(sorted(SCOPES)), "state": state})
        response = web.Response(status=302, headers={**HEADERS, "Location": f"{self._consent_page()}?{query}"})
        response.set_cookie(
            COOKIE, state, max_age=STATE_SECONDS, httponly=True, secure=True, samesite="Lax", path="/slack"
        )
        return response

    async def _returned(self, request: web.Request) -> web.Response:
        state, code = request.query.get("state", ""), request.query.get("code", "")
        began = self._states.pop(state, None)
        mine = hmac.compare_digest(request.cookies.get(COOKIE, "").encode(), state.encode())
        if began is None or not mine or self._setup.monotonic() - began >= STATE_SECONDS:
            return _page(400, "This page was opened too late or twice. Start again at /slack/install.")
        if not code:
            return _page(400, "Slack was not allowed to let Baton in. Start again at /slack/install.")
        try:
            await self._exchange(code)
        except ChatRefused as refused:
            log.warning("an installation was refused", why=str(refused))
            return _page(400, "Slack does not take this code. Start again at /slack/install.")
        except (ChatBusy, ChatUncertain) as waiting:
            log.warning("an installation failed", why=repr(waiting))
            return _page(502, "Slack does not answer. Start again at /slack/install in a minute.")
        return _page(200, "Baton is installed. In the channel of your team type /invite @Baton, then /tasks.")

    def _consent_page(self) -> str:
        """On the host of the Web API: slack.com, or whatever stands for it."""
        parts = urlsplit(self._setup.api_url)
        return f"{parts.scheme}://{parts.netloc}/oauth/v2/authorize"


def _page(status: int, words: str) -> web.Response:
    body = f"<!doctype html><html lang=en><meta charset=utf-8><title>Baton</title><p>{words}</p></html>"
    return web.Response(status=status, text=body, content_type="text/html", headers=HEADERS)
