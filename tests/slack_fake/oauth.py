"""oauth.v2.access: codes and refresh tokens against bot tokens; https://docs.slack.dev/authentication/installing-with-oauth."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass

from tests.slack_fake.nouns import Json, Wrong
from tests.slack_fake.workspace import Workspace

ROTATES_SECONDS = 43_200  # authentication/using-token-rotation: an access token lives 12 hours


@dataclass
class Code:
    """What stands for one consent; good once."""

    team: str
    user: str
    redirect_uri: str
    used: bool = False


class OAuth:
    """One app's id and secret; `rotates` makes tokens end after twelve hours, and refresh tokens are good once."""

    def __init__(self, workspaces: dict[str, Workspace], monotonic: Callable[[], float]) -> None:
        self.client_id, self.client_secret = "111.222", "fake-client-secret"
        self.rotates = False
        self.codes: dict[str, Code] = {}
        self._refresh: dict[str, str] = {}
        self._ends: dict[str, float] = {}
        self._workspaces = workspaces
        self._monotonic = monotonic
        self._count = 0

    def consent(self, team: str, user: str, redirect_uri: str = "") -> str:
        """The code that the browser brings back after somebody allowed the app in."""
        code = f"code.{len(self.codes) + 1}"
        self.codes[code] = Code(team, user, redirect_uri)
        return code

    def expired(self, token: str) -> bool:
        return self._monotonic() > self._ends.get(token, float("inf"))

    def access(self, arguments: Json, authorization: str) -> Json:
        """Client id and secret come as HTTP Basic, or as arguments."""
        self._check_client(arguments, authorization)
        if arguments.get("grant_type") == "refresh_token":
            team = self._refresh.pop(arguments.get("refresh_token", ""), "")
            if not team:
                raise Wrong("invalid_refresh_token")
            return self._tokens(self._workspaces[team], "")
        code = self.codes.get(arguments.get("code", ""))
        if code is None:
            raise Wrong("invalid_code", complain=False)
        if code.used:
            raise Wrong("code_already_used", complain=False)
        if code.redirect_uri != (arguments.get("redirect_uri") or ""):
            raise Wrong("bad_redirect_uri")
        code.used = True
        return self._tokens(self._workspaces[code.team], code.user)

    def _check_client(self, arguments: Json, authorization: str) -> None:
        given = f"{arguments.get('client_id', '')}:{arguments.get('client_secret', '')}"
        if authorization.startswith("Basic "):
            given = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        if not given.startswith(f"{self.client_id}:"):
            raise Wrong("invalid_client_id")
        if given != f"{self.client_id}:{self.client_secret}":
            raise Wrong("bad_client_secret")

    def _tokens(self, workspace: Workspace, user: str) -> Json:
        bot = workspace.bot
        self._count += 1
        said: Json = {
            "access_token": bot.token,
            "token_type": "bot",
            "scope": ",".join(sorted(workspace.scopes or ())),
            "bot_user_id": bot.user,
            "app_id": bot.app,
            "team": {"id": bot.team, "name": workspace.name},
            "enterprise": None,
            "is_enterprise_install": False,
        }
        if user:
            said["authed_user"] = {"id": user}
        if self.rotates:
            token, refresh = f"xoxe.xoxb-1-{bot.team}-{self._count}", f"xoxe-1-{bot.team}-{self._count}"
            self._refresh[refresh] = bot.team
            self._ends[token] = self._monotonic() + ROTATES_SECONDS
            said |= {"access_token": token, "refresh_token": refresh, "expires_in": ROTATES_SECONDS}
        return said

    def team_of(self, token: str) -> str:
        """The workspace of a token that this gave out; "" when it is none of those."""
        return token.split("-")[2] if token in self._ends else ""
