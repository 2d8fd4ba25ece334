"""Slack's Web API, one call at a time: paced, never repeated by itself, and with every outcome told apart."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack_chat.limits import CHANNEL, HISTORY_OF_UNLISTED, METHODS, UNHURRIED, WORKSPACE
from adapters.turns import LONGEST_WAIT_SECONDS, ComeBack, Limit, Turns
from bot.ports import ChatBarred, ChatBusy, ChatRefused, ChatUncertain

TIMEOUT_SECONDS = 10
CONNECT_SECONDS = 5
BUSY_SECONDS = 30.0  # when Slack says no without saying for how long
LONGEST_BUSY_SECONDS = 3_600.0
# Something of it may have happened, docs.slack.dev/reference/methods/chat.postMessage (errors).
UNCERTAIN = frozenset({"internal_error", "fatal_error", "request_timeout", "service_unavailable", "team_added_to_org"})
BUSY = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
# Of the token or the workspace and never of the message, docs.slack.dev/reference/methods/auth.test (errors).
BARRED = frozenset(
    {
        "access_denied",
        "account_inactive",
        "ekm_access_denied",
        "enterprise_is_restricted",
        "invalid_auth",
        "not_authed",
        "org_login_required",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
        "two_factor_setup_required",
    }
)

SLACK = "slack.com"

Answer = Mapping[str, Any]


class Failed(ChatRefused):
    """`ok: false`; `error` is Slack's word for why."""

    def __init__(self, method: str, error: str) -> None:
        super().__init__(f"{method}: {error}")
        self.error = error


TokenOf = Callable[[str], Awaitable[str]]


class Api:
    """`token_of` gives the bot token of a workspace (`T1`), or nothing.

    `unlisted` is for an app that is installed in many workspaces without being in Slack's marketplace. `took` hears
    of each call to a workspace whether the token was taken there.
    """

    def __init__(self, address: str, token_of: TokenOf, turns: Turns, *, unlisted: bool = False) -> None:
        self._address = address
        self._token_of = token_of
        self._turns = turns
        self._unlisted = unlisted
        self._session: aiohttp.ClientSession | None = None
        self._closed = False
        self.took: Callable[[str, bool], None] = lambda *_: None

    async def token_of(self, workspace: str) -> str:
        """The bot token of a workspace, or nothing."""
        return await self._token_of(workspace)

    def is_slacks(self, address: str) -> bool:
        """Whether it is a host that may be shown the token: Slack's own, or where the Web API is said to be."""
        try:
            there, api = urlsplit(address), urlsplit(self._address)
            host = there.hostname or ""
        except ValueError:
            return False
        if (there.scheme, there.netloc) == (api.scheme, api.netloc):
            return True
        return there.scheme == "https" and there.port in (None, 443) and (host == SLACK or host.endswith(f".{SLACK}"))

    @property
    def session(self) -> aiohttp.ClientSession:
        """One for all calls; made within the running loop."""
        if self._session is None or self._session.closed:
            # Here, as the SDK's own time-out does not hold for a session that it is given.
            timeout = aiohttp.ClientTimeout(total=TIMEOUT_SECONDS, connect=CONNECT_SECONDS)
            # As many connections as are needed: a form may not wait for messages, and those are so many at most.
            self._session = aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(limit=0))
        return self._session

    def client(self, token: str = "") -> AsyncWebClient:
        """Without any retry of its own: the outbox decides, and knows what it sent."""
        return AsyncWebClient(
            token=token or None,
            base_url=self._address,
            timeout=TIMEOUT_SECONDS,
            session=self.session,
            retry_handlers=[],
        )

    async def close(self) -> None:
        self._closed = True
        if self._session is not None:
            await self._session.close()

    async def call(self, workspace: str, method: str, **arguments: Any) -> Answer:
        """The answer.

        Raises ChatBusy (nothing was done), ChatBarred (nor will it be), ChatUncertain (who knows), Failed (why not).
        """
        if self._closed:
            raise ChatBusy(None)
        wanted = self._limits(workspace, method, str(arguments.get("channel", "")))
        try:
            await self._turns.take(wanted, UNHURRIED.get(method, LONGEST_WAIT_SECONDS))
        except ComeBack as later:
            raise ChatBusy(later.seconds) from later
        token = await self._token_of(workspace)
        if not token:
            raise ChatBarred("Baton is not installed in this workspace, or its token cannot be read")
        try:
            answer = await getattr(self.client(token), method.replace(".", "_"))(**arguments)
        except SlackApiError as error:
            told = self._told(method, error, wanted)
            if isinstance(told, ChatBarred):
                self.took(workspace, False)
            raise told from error
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise ChatBusy(None) from error  # no connection was made, so nothing was done
        except (aiohttp.ClientError, TimeoutError, SlackClientError, ValueError) as error:
            raise ChatUncertain(f"{method}: {type(error).__name__}") from error
        self.took(workspace, True)
        return answer.data if isinstance(answer.data, Mapping) else {}

    async def exchange(self, form: Mapping[str, str]) -> dict[str, Any]:
        """oauth.v2.access. Raises as `call` does; not through the SDK, which warns of its own use of HTTP Basic."""
        try:
            address = f"{self._address}oauth.v2.access"
            async with self.session.post(address, data=dict(form), allow_redirects=False) as response:
                answer = await response.json(content_type=None)
                status, headers = response.status, response.headers
        except aiohttp.ClientConnectorError as error:
            raise ChatBusy(None) from error
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise ChatUncertain(f"oauth.v2.access: {type(error).__name__}") from error
        if not isinstance(answer, dict) or answer.get("ok") is not True:
            word = str(answer.get("error", "")) if isinstance(answer, dict) else ""
            raise outcome("oauth.v2.access", status, word, headers)
        return answer

    async def answer(self, address: str, payload: Mapping[str, Any]) -> None:
        """Post to a response_url, docs.slack.dev/interactivity/handling-user-interaction; best effort."""
        async with self.session.post(address, json=payload, allow_redirects=False) as response:
            if response.status >= 300:
                raise ChatRefused(f"response_url: {response.status}")

    def _limits(self, workspace: str, method: str, channel: str) -> dict[tuple[str, ...], Limit]:
        if method == "chat.postMessage":
            return {("post", workspace): WORKSPACE, ("post", workspace, channel): CHANNEL}
        if self._unlisted and method in ("conversations.history", "conversations.replies"):
            return {(method, workspace): HISTORY_OF_UNLISTED}
        limit = METHODS.get(method)
        return {(method, workspace): limit} if limit else {}

    def _told(self, method: str, failed: SlackApiError, wanted: Mapping[tuple[str, ...], Limit]) -> Exception:
        response = failed.response
        status = getattr(response, "status_code", 0) or getattr(response, "status", 0)
        data = getattr(response, "data", None)
        word = str(data.get("error", "")) if isinstance(data, Mapping) else ""
        told = outcome(method, status, word, getattr(response, "headers", {}) or {})
        if isinstance(told, ChatBusy) and told.seconds is not None:
            self._turns.refused(wanted, told.seconds)
        return told


def outcome(method: str, status: int, word: str, headers: Mapping[str, str]) -> Exception:
    """What became of a call that Slack did not answer with `ok`; `word` is its word for why."""
    if status == 429 or word in BUSY:
        return ChatBusy(_retry_after(headers))
    if not word or word in UNCERTAIN or status >= 500:
        return ChatUncertain(f"{method}: {status} {word}")
    return ChatBarred(f"Slack says {word}") if word in BARRED else Failed(method, word)


def _retry_after(headers: Mapping[str, str]) -> float:
    """docs.slack.dev/apis/web-api/rate-limits: whole seconds."""
    said = next((value for name, value in headers.items() if name.lower() == "retry-after"), "").strip()
    if not (said.isascii() and said.isdecimal()):
        return BUSY_SECONDS
    return min(max(float(said), 1.0), LONGEST_BUSY_SECONDS)
