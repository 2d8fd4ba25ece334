"""The workspaces Baton is in: their tokens, what it is called there, and whether they still want it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import structlog
from aiohttp import web

from adapters.slack_chat.api import Api
from adapters.slack_chat.installations import Installations
from adapters.slack_chat.installing import Installing
from adapters.slack_chat.records import SlackInstallation
from adapters.slack_chat.refreshing import Refreshing
from adapters.slack_chat.setup import SlackSetup
from adapters.turns import Turns
from bot.ports import ChatBarred, ChatBusy, ChatRefused, ChatUncertain

FIRST_RETRY_SECONDS, LONGEST_RETRY_SECONDS = 1.0, 300.0
ASKS_AGAIN_SECONDS = 60.0

log = structlog.get_logger()


class Workspaces:
    """One workspace by its bot token, others by the install page. `met` once Slack has said whose the token is.

    `api` speaks to each with its own token.
    """

    def __init__(self, setup: SlackSetup, turns: Turns) -> None:
        self._setup = setup
        self.api = Api(setup.api_url, self.token_of, turns, unlisted=bool(setup.client_id))
        self._installations = Installations(setup, setup.key)
        self._refreshing = Refreshing(setup, self._installations, self._refresh)
        self._baton: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._gone: set[str] = set()
        self._begun_at = setup.now()
        self._shut_out_at: float | None = None
        self.api.took = self.took
        self.met = not setup.bot_token

    def add_to(self, app: web.Application) -> None:
        if self._setup.client_id:
            Installing(self._setup, self._install).add_to(app)

    async def token_of(self, workspace: str) -> str:
        """Empty for a workspace that has taken Baton out, or never let it in."""
        found = await self._installations.get(workspace) if self._setup.client_id else None
        if found is not None:
            return await self._refreshing.token(found)
        return "" if workspace in self._gone else self._setup.bot_token

    async def installer_of(self, workspace: str) -> str:
        """The user who let Baton in, who may set it up."""
        found = await self._installations.get(workspace) if self._setup.client_id else None
        return found.installer if found else ""

    def took(self, workspace: str, fine: bool) -> None:
        """Whether Slack took the token of that workspace; only the one of the settings says something of Baton."""
        if not workspace or workspace in self._baton:
            self._shut_out_at = None if fine else self._setup.monotonic()

    async def welcome(self) -> bool:
        """Whether Slack takes the token of the settings. Since it did not, it is asked again once a minute at most."""
        since = self._shut_out_at
        if self.met and since is not None and self._setup.monotonic() - since >= ASKS_AGAIN_SECONDS:
            with suppress(ChatBusy, ChatRefused, ChatUncertain):
                await self.api.call("", "auth.test")
        return self.met and self._shut_out_at is None

    async def meet(self) -> None:
        """auth.test until Slack answers: it says which workspace the token is for, and Baton's own user there."""
        wait, said = FIRST_RETRY_SECONDS, ""
        while not self.met:
            try:
                self._keep(await self.api.call("", "auth.test"))
            except (ChatBarred, ChatRefused) as refused:
                if said != str(refused):
                    said = str(refused)
                    log.error("Slack does not take SLACK_BOT_TOKEN; baton doctor says how to mend it", why=said)
                await self._setup.sleep(LONGEST_RETRY_SECONDS)
            except (ChatBusy, ChatUncertain) as waiting:
                log.warning("Slack does not answer", why=repr(waiting), again_in=wait)
                await self._setup.sleep(wait)
                wait = min(wait * 2, LONGEST_RETRY_SECONDS)

    async def baton_in(self, workspace: str) -> str:
        """Baton's own user id there, empty while it is not known."""
        found = await self._installations.get(workspace) if self._setup.client_id else None
        return found.baton if found else self._baton.get(workspace, "")

    async def name_of(self, workspace: str) -> str:
        """What people call it, empty while it is not known."""
        found = await self._installations.get(workspace) if self._setup.client_id else None
        return found.name if found else self._names.get(workspace, "")

    async def left(self, workspace: str, at: float | None = None) -> None:
        """Uninstalled, or its tokens revoked: nothing is sent there any more. `at` is when, in Unix seconds.

        News from before it was installed, or before this process met Slack with its token, are of an older token.
        """
        found = await self._installations.get(workspace) if self._setup.client_id else None
        since = found.installed_at if found else self._begun_at
        if at is not None and since is not None and at < int(since.timestamp()):
            log.info("older news of a workspace that takes Baton out", workspace=workspace)
            return
        self._gone.add(workspace)
        await self._installations.left(workspace)
        log.info("a workspace has taken Baton out", workspace=workspace)

    async def socket_address(self) -> str:
        """A new one for each connection; docs.slack.dev/reference/methods/apps.connections.open."""
        answer = await self.api.client(self._setup.app_token).apps_connections_open(app_token=self._setup.app_token)
        return str(answer.get("url", ""))

    async def _install(self, code: str) -> None:
        installed = await self._installations.keep(await self._exchanged({"code": code}))
        self._gone.discard(installed.id)
        log.info("Baton was installed", workspace=installed.id)

    async def _refresh(self, token: str) -> SlackInstallation:
        given = {"grant_type": "refresh_token", "refresh_token": token}
        return await self._installations.keep(await self._exchanged(given), renewed=True)

    async def _exchanged(self, given: dict[str, str]) -> dict[str, Any]:
        secrets = {"client_id": self._setup.client_id, "client_secret": self._setup.client_secret}
        return await self.api.exchange(secrets | given)

    def _keep(self, said: Mapping[str, Any]) -> None:
        workspace = str(said.get("team_id", ""))
        self._baton[workspace], self._names[workspace] = str(said.get("user_id", "")), str(said.get("team", ""))
        self.met = True
