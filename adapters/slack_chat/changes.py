"""What Slack tells of people and of the app itself: a new zone or name, somebody left, Baton was taken out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.slack_chat.people import profile
from adapters.slack_chat.setup import SlackSetup
from adapters.slack_chat.workspaces import Workspaces
from bot.errors import Refused
from bot.requests import Request


class Changes:
    """Each is a request like any other; of people who are on no team nothing is kept."""

    def __init__(self, setup: SlackSetup, workspaces: Workspaces) -> None:
        self._setup = setup
        self._workspaces = workspaces

    async def take(self, event: Mapping[str, Any], body: Mapping[str, Any]) -> None:
        """docs.slack.dev/reference/events: user_change, team_join, app_uninstalled, tokens_revoked."""
        workspace = str(body.get("team_id", ""))
        match event.get("type"):
            case "app_uninstalled":
                await self._workspaces.left(workspace)
            case "tokens_revoked":
                tokens = event.get("tokens")
                if isinstance(tokens, Mapping) and tokens.get("bot"):  # those under `oauth` are people's own
                    await self._workspaces.left(workspace)
            case "user_change" | "team_join":
                user = event.get("user")
                if isinstance(user, Mapping) and user.get("id"):
                    await self._changed(workspace, user, str(body.get("event_id", "")))

    async def _changed(self, workspace: str, user: Mapping[str, Any], event: str) -> None:
        changed = profile(user)
        request = Request(
            id=f"slack:{event or self._setup.new_id()}",
            workspace=f"slack:{workspace}",
            action="joining.profile",
            account=changed.account,
            profiles=(changed,),
            arguments={"left": "1"} if user.get("deleted") else {},
            at=self._setup.now(),
        )
        try:
            await self._setup.dispatch(request)
        except Refused:
            return  # somebody who is not on the team
