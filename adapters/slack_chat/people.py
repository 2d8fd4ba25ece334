"""Whom Slack knows: profiles for the door, and for whom a message is rendered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from msgspec.structs import replace

from adapters.asking import unsaid
from adapters.readers import Reader, reader_of
from adapters.slack_chat.api import Api, Failed
from adapters.words import clean
from bot.people import Team
from bot.ports import ChatBusy, ChatUncertain, Store
from bot.requests import Profile

PLATFORM = "slack:"
NOBODY = frozenset({"user_not_found", "user_not_visible"})  # docs.slack.dev/reference/methods/users.info (errors)
SLACKBOT = "USLACKBOT"  # the one bot that users.info gives as a person

log = structlog.get_logger()


class People:
    """`now` is for rendering."""

    def __init__(self, api: Api, store: Store, now: Callable[[], datetime]) -> None:
        self._api = api
        self._store = store
        self._now = now

    async def profile_of(self, workspace: str, account: str) -> Profile | None:
        """From users.info. Refused where that cannot be had: it may be a bot, a stranger, or somebody who left."""
        user = account.removeprefix(PLATFORM)
        try:
            answer = await self._api.call(workspace, "users.info", user=user, include_locale=True)
        except Failed as failed:
            log.warning("no profile", why=str(failed))
            if failed.error in NOBODY:
                return None
            raise unsaid("Slack") from failed
        except (ChatBusy, ChatUncertain) as waiting:
            log.warning("no profile", why=repr(waiting))
            raise unsaid("Slack") from waiting
        found = answer.get("user")
        if not isinstance(found, Mapping):
            raise unsaid("Slack")
        if found.get("is_bot") or found.get("deleted") or user == SLACKBOT:
            return None  # nobody who could take something on
        said = profile(found)
        guest = said.guest or _from_elsewhere(found, workspace)
        return replace(said, guest=guest, admin=said.admin and not guest)

    async def reader_in(self, workspace: str, user: str) -> Reader:
        """Somebody of whom only the workspace is known."""
        teams = await self._store.find(Team, "", f"workspace:{PLATFORM}{workspace}")
        return await self.reader(teams[0].id if teams else "", f"{PLATFORM}{user}")

    async def reader(self, team: str, account: str = "") -> Reader:
        """Somebody of the team in private, or without an account whoever reads a channel."""
        return await reader_of(self._store, self._now(), team, account, PLATFORM)


def profile(user: Mapping[str, Any]) -> Profile:
    """A user object, docs.slack.dev/reference/objects/user-object."""
    found = user.get("profile")
    about: Mapping[str, Any] = found if isinstance(found, Mapping) else {}
    names = (about.get("display_name"), about.get("real_name"), user.get("real_name"), user.get("name"))
    return Profile(
        account=f"{PLATFORM}{user.get('id', '')}",
        name=next((seen for name in names if (seen := clean(str(name or "")).strip())), str(user.get("id", ""))),
        handle=clean(str(user.get("name") or "")),
        zone=_zone(str(user.get("tz") or "")),
        locale=str(user.get("locale") or "en").replace("-", "_"),
        admin=bool(user.get("is_admin") or user.get("is_owner")),
        guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
    )


def _from_elsewhere(user: Mapping[str, Any], workspace: str) -> bool:
    """Somebody of another organisation, who is there through Slack Connect; docs.slack.dev/apis/slack-connect."""
    home = user.get("team_id")
    return bool(user.get("is_stranger")) or (isinstance(home, str) and bool(home) and home != workspace)


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key if name else ""
    except (KeyError, ValueError, OSError):
        return ""
