"""What Slack tells of people, channels and the app itself: a new zone, who came or left, Baton was taken out."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from adapters.slack_chat.listening import CHANNEL_EVENTS
from adapters.slack_chat.people import PLATFORM, profile
from adapters.slack_chat.setup import SlackSetup
from adapters.slack_chat.workspaces import Workspaces
from bot.errors import Refused
from bot.requests import Request

TAKEN_MOST = 10_000


class Changes:
    """Each is a request like any other; of people who are on no team nothing is kept."""

    def __init__(self, setup: SlackSetup, workspaces: Workspaces) -> None:
        self._setup = setup
        self._workspaces = workspaces
        self._taken: OrderedDict[str, None] = OrderedDict()

    async def take(self, event: Mapping[str, Any], body: Mapping[str, Any]) -> None:
        """docs.slack.dev/reference/events: user_change, team_join, app_uninstalled, tokens_revoked, channels."""
        workspace = str(body.get("team_id", ""))
        match event.get("type"):
            case "app_uninstalled":
                await self._left(workspace, body)
            case "tokens_revoked" if await self._is_ours(workspace, event):
                await self._left(workspace, body)
            case kind if kind in CHANNEL_EVENTS:
                channel = event.get("channel")
                if isinstance(channel, str) and channel:
                    await self._setup.channel_changed(f"{PLATFORM}{workspace}", f"{PLATFORM}{channel}")
            case "user_change" | "team_join":
                user = event.get("user")
                if isinstance(user, Mapping) and user.get("id"):
                    await self._changed(workspace, user, str(body.get("event_id", "")))

    async def _is_ours(self, workspace: str, event: Mapping[str, Any]) -> bool:
        """Whether Baton's own token is among them; tokens of people end without Baton being taken out."""
        tokens = event.get("tokens")
        bots = tokens.get("bot") if isinstance(tokens, Mapping) else None
        baton = await self._workspaces.baton_in(workspace)
        return isinstance(bots, list) and (baton in bots if baton else bool(bots))

    async def _left(self, workspace: str, body: Mapping[str, Any]) -> None:
        """Once for each event, as Slack tells some of them again minutes later, when Baton may be back."""
        event, at = str(body.get("event_id", "")), body.get("event_time")
        if event and event in self._taken:
            return
        self._taken[event] = None
        if len(self._taken) > TAKEN_MOST:
            self._taken.popitem(last=False)
        await self._workspaces.left(workspace, float(at) if isinstance(at, int | float) else None)

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
