"""The Web API over HTTP: who calls, how often, what goes wrong, and what the method says."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

from aiohttp import web

from tests.slack_fake import chat_methods, people_methods
from tests.slack_fake.faults import Fault, Faults
from tests.slack_fake.limits import UNLISTED_OBJECTS, Meter
from tests.slack_fake.methods import JSON_ARGUMENTS, Call, check_scope
from tests.slack_fake.nouns import Json, Wrong
from tests.slack_fake.oauth import OAuth
from tests.slack_fake.workspace import Workspace

Method = Callable[[Call], Json]


class WebApi:
    """`calls` are all that came in, `throttled` those that were too many, `complaints` what no app should do."""

    def __init__(self, workspaces: dict[str, Workspace], meter: Meter, faults: Faults, oauth: OAuth) -> None:
        self.calls: list[tuple[str, Json]] = []
        self.throttled: list[tuple[str, str]] = []
        self.complaints: list[str] = []
        self.app_token = "xapp-1-fake"
        self.open_socket: Callable[[], str] = lambda: ""
        self.methods: dict[str, Method] = {**chat_methods.METHODS, **people_methods.METHODS}
        self._workspaces = workspaces
        self._meter = meter
        self._faults = faults
        self._oauth = oauth

    def add_to(self, app: web.Application) -> None:
        app.router.add_route("*", "/api/{method}", self._called)

    async def _called(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if self._faults.down:
            return broken(request)
        fault = self._faults.take(method)
        arguments = await self._arguments(request, method)
        if fault is None or fault.kind == "lost":
            response = self._answer(method, arguments, request)
            return broken(request) if fault else response
        return await failing(request, fault)

    def _answer(self, method: str, arguments: Json, request: web.Request) -> web.Response:
        self.calls.append((method, arguments))
        headers: dict[str, str] = {}
        try:
            said = self._done(method, arguments, request, headers)
        except Wrong as wrong:
            if wrong.error == "ratelimited":
                return _busy(int(wrong.details[0]))
            if wrong.complain:
                self.complaints.append(f"{method}: {wrong.error} {'; '.join(wrong.details)}".strip())
            return web.json_response(_error(wrong), headers=headers)
        return web.json_response({"ok": True} | said, headers=headers)

    def _done(self, method: str, arguments: Json, request: web.Request, headers: dict[str, str]) -> Json:
        authorization = request.headers.get("Authorization", "")
        token = authorization.removeprefix("Bearer ") if authorization.startswith("Bearer ") else ""
        token = token or str(arguments.pop("token", "") or "")
        if method == "oauth.v2.access":
            return self._oauth.access(arguments, authorization)
        if method == "apps.connections.open":
            return self._connect(token)
        if method not in self.methods:
            raise Wrong("unknown_method", method)
        call = Call(method, arguments, self._workspace(token), headers)
        if self._meter.unlisted and method in ("conversations.history", "conversations.replies"):
            arguments["limit"] = min(call.number("limit", UNLISTED_OBJECTS), UNLISTED_OBJECTS)
        self._count(call)
        check_scope(call)
        return self.methods[method](call)

    def _connect(self, token: str) -> Json:
        """An app-level token is needed, https://docs.slack.dev/reference/methods/apps.connections.open."""
        if token != self.app_token:
            raise Wrong("not_authed" if not token else "invalid_auth", complain=False)
        wait = self._meter.wait_for("apps.connections.open", "", "")
        if wait:
            self.throttled.append(("apps.connections.open", ""))
            raise Wrong("ratelimited", str(wait))
        return {"url": self.open_socket()}

    def _workspace(self, token: str) -> Workspace:
        """Whose token it is; the errors are those every method's page lists."""
        if not token:
            raise Wrong("not_authed")
        for workspace in self._workspaces.values():
            if token == workspace.bot.token or self._oauth.team_of(token) == workspace.bot.team:
                if workspace.dead:
                    raise Wrong(workspace.dead, complain=False)
                if self._oauth.expired(token):
                    raise Wrong("token_expired", complain=False)
                return workspace
        raise Wrong("invalid_auth", complain=False)

    def _count(self, call: Call) -> None:
        channel = call.text("channel")
        if channel[:1] in ("U", "W"):  # a user's id and the private chat with that user are one place
            channel = f"D{channel[1:]}"
        wait = self._meter.wait_for(call.method, call.workspace.bot.team, channel)
        if wait:
            self.throttled.append((call.method, channel))
            raise Wrong("ratelimited", str(wait))

    async def _arguments(self, request: web.Request, method: str) -> Json:
        """From the query, a form or JSON; a JSON body must be an object."""
        if request.content_type == "application/json":
            read = await request.json()
            if not isinstance(read, dict):
                self.complaints.append(f"{method}: json_not_object")
                return {}
            return dict(request.query) | read
        form = await request.post()
        arguments: Json = {**request.query, **{name: value for name, value in form.items() if isinstance(value, str)}}
        for name in JSON_ARGUMENTS:
            if isinstance(arguments.get(name), str):
                arguments[name] = _parsed(arguments[name])
        return arguments


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _error(wrong: Wrong) -> Json:
    if wrong.error == "missing_scope":
        return {"ok": False, "error": wrong.error, "needed": wrong.details[0], "provided": wrong.details[1]}
    said: Json = {"ok": False, "error": wrong.error}
    return said | ({"response_metadata": {"messages": list(wrong.details)}} if wrong.details else {})


def _busy(seconds: int | str | None) -> web.Response:
    """https://docs.slack.dev/apis/web-api/rate-limits#responding."""
    headers = {} if seconds is None else {"Retry-After": str(seconds)}
    return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)


def broken(request: web.Request) -> web.Response:
    """The connection is reset before anything is answered."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def failing(request: web.Request, fault: Fault) -> web.StreamResponse:
    """What the caller gets instead of an answer; nothing was done."""
    match fault.kind:
        case "busy":
            return _busy(fault.seconds)
        case "error":
            return web.json_response({"ok": False, "error": fault.word})
        case "page":
            return web.Response(text="<html>Bad gateway</html>", content_type="text/html", status=fault.status)
        case "hang":
            await asyncio.Event().wait()
        case "crash":
            return web.json_response({"ok": False, "error": "internal_error"}, status=fault.status)
    return broken(request)
