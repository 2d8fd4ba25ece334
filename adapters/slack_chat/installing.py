"""`/slack/install`: other workspaces let Baton in, docs.slack.dev/authentication/installing-with-oauth."""

from __future__ import annotations

import hmac
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode, urlsplit

import structlog
from aiohttp import web

from adapters.setting_up.slack_manifest import SCOPES
from adapters.slack_chat.installations import OrgWide
from adapters.slack_chat.setup import SlackSetup
from bot.errors import StoreClosed
from bot.ports import ChatBusy, ChatRefused, ChatUncertain

STATE_SECONDS = 600
USED_MOST = 10_000  # who uses more could use one twice, and Slack still takes a code once
COOKIE = "baton-install"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}

ONE_WORKSPACE = (
    "Baton works in one workspace at a time. Start again at /slack/install, and at the top of Slack's page choose a "
    "workspace instead of the whole organisation."
)

log = structlog.get_logger()
Exchange = Callable[[str], Awaitable[Any]]


class Installing:
    """`exchange` turns the code that Slack sends back into an installation.

    A state is signed rather than remembered, so that nobody can fill a memory by asking for many.
    """

    def __init__(self, setup: SlackSetup, exchange: Exchange) -> None:
        self._setup = setup
        self._exchange = exchange
        self._used: OrderedDict[str, None] = OrderedDict()

    def add_to(self, app: web.Application) -> None:
        app.router.add_get("/slack/install", self._install)
        app.router.add_get("/slack/oauth_redirect", self._returned)

    async def _install(self, _: web.Request) -> web.Response:
        """To Slack's consent page, with a state that is good once, for ten minutes, in this browser."""
        said = f"{int(self._setup.now().timestamp())}.{secrets.token_urlsafe(18)}"
        state = f"{said}.{self._signature(said)}"
        query = urlencode({"client_id": self._setup.client_id, "scope": ",".join(sorted(SCOPES)), "state": state})
        response = web.Response(status=302, headers={**HEADERS, "Location": f"{self._consent_page()}?{query}"})
        response.set_cookie(
            COOKIE, state, max_age=STATE_SECONDS, httponly=True, secure=True, samesite="Lax", path="/slack"
        )
        return response

    async def _returned(self, request: web.Request) -> web.Response:
        state, code = request.query.get("state", ""), request.query.get("code", "")
        if not self._is_good(state, request.cookies.get(COOKIE, "")):
            return _page(400, "This page was opened too late or twice. Start again at /slack/install.")
        self._used[state] = None
        if len(self._used) > USED_MOST:
            self._used.popitem(last=False)
        if not code:
            return _page(400, "Slack was not allowed to let Baton in. Start again at /slack/install.")
        return await self._installed(code)

    async def _installed(self, code: str) -> web.Response:
        try:
            await self._exchange(code)
        except OrgWide:
            return _page(400, ONE_WORKSPACE)
        except ChatRefused as refused:
            log.warning("an installation was refused", why=str(refused))
            return _page(400, "Slack does not take this code. Start again at /slack/install.")
        except (ChatBusy, ChatUncertain) as waiting:
            log.warning("an installation failed", why=repr(waiting))
            return _page(502, "Slack does not answer. Start again at /slack/install in a minute.")
        except StoreClosed as closed:
            log.error("an installation was not saved", why=str(closed))
            return _page(503, "Baton cannot save at the moment. Start again at /slack/install in a minute.")
        return _page(200, "Baton is installed. In the channel of your team type /invite @Baton, then /tasks.")

    def _is_good(self, state: str, cookie: str) -> bool:
        """Ours, not older than ten minutes, of this browser, and not used before."""
        said, _, signature = state.rpartition(".")
        if not _same(signature, self._signature(said)) or not _same(cookie, state) or state in self._used:
            return False
        return 0 <= self._setup.now().timestamp() - int(said.partition(".")[0]) < STATE_SECONDS

    def _signature(self, said: str) -> str:
        signed = f"baton-install:{said}".encode(errors="replace")
        return hmac.new(self._setup.client_secret.encode(), signed, sha256).hexdigest()

    def _consent_page(self) -> str:
        """On the host of the Web API: slack.com, or whatever stands for it."""
        parts = urlsplit(self._setup.api_url)
        return f"{parts.scheme}://{parts.netloc}/oauth/v2/authorize"


def _same(given: str, wanted: str) -> bool:
    """In constant time, whatever bytes somebody sends."""
    return hmac.compare_digest(given.encode(errors="replace"), wanted.encode(errors="replace"))


def _page(status: int, words: str) -> web.Response:
    body = f"<!doctype html><html lang=en><meta charset=utf-8><title>Baton</title><p>{words}</p></html>"
    return web.Response(status=status, text=body, content_type="text/html", headers=HEADERS)
