"""The workspaces Baton is installed in: their tokens, what it is called there, and whether they still want it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import structlog
from aiohttp import web

from adapters.slack_chat.setup import SlackSetup
from bot.ports import ChatBusy, ChatRefused, ChatUncertain

if TYPE_CHECKING:
    from adapters.slack_chat.api import Api

FIRST_RETRY_SECONDS, LONGEST_RETRY_SECONDS = 1.0, 300.0

log = structlog.get_logger()


class Workspaces:
    """One workspace by its bot token. `met` once Slack has said whose it is."""

    api: Api

    def __init__(self, setup: SlackSetup) -> None:
        self._setup = setup
        self._baton: dict[str, str] = {}
        self._gone: set[str] = set()
        self.met = False

    def add_to(self, app: web.Application) -> None:
        """Nothing to install from yet."""

    async def token_of(self, workspace: str) -> str:
        """Empty for a workspace that has taken Baton out."""
        return "" if workspace in self._gone else self._setup.bot_token

    async def meet(self) -> None:
        """auth.test until Slack answers: it says which workspace the token is for, and Baton's own user there."""
        wait = FIRST_RETRY_SECONDS
        while not self.met:
            try:
                self._keep(await self.api.call("", "auth.test"))
            except ChatRefused as refused:
                log.error("Slack does not take SLACK_BOT_TOKEN; baton doctor says how to mend it", why=str(refused))
                await self._setup.sleep(LONGEST_RETRY_SECONDS)
            except (ChatBusy, ChatUncertain) as waiting:
                log.warning("Slack does not answer", why=repr(waiting), again_in=wait)
                await self._setup.sleep(wait)
                wait = min(wait * 2, LONGEST_RETRY_SECONDS)

    async def baton_in(self, workspace: str) -> str:
        """Baton's own user id there, empty while it is not known."""
        return self._baton.get(workspace, "")

    def left(self, workspace: str) -> None:
        """Uninstalled, or its tokens revoked: nothing is sent there any more."""
        self._gone.add(workspace)
        log.error("a workspace has taken Baton out", workspace=workspace)

    async def socket_address(self) -> str:
        """A new one for each connection; docs.slack.dev/reference/methods/apps.connections.open."""
        answer = await self.api.client(self._setup.app_token).apps_connections_open(app_token=self._setup.app_token)
        return str(answer.get("url", ""))

    def _keep(self, said: Mapping[str, object]) -> None:
        self._baton[str(said.get("team_id", ""))] = str(said.get("user_id", ""))
        self.met = True
