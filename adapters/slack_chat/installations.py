"""Where Baton was installed by its install page: the tokens of each workspace, encrypted, refreshed before they end."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any

import msgspec
import structlog
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from msgspec.structs import replace

from adapters.keeping import Keeping
from adapters.outside import Outside
from adapters.slack_chat.records import SlackInstallation
from bot.errors import Conflict
from bot.ports import ChatRefused
from bot.requests import Outcome

# Tokens that rotate last 12 h; so long the old one serves when renewing it goes wrong.
REFRESH_BEFORE = timedelta(hours=2)
LONGEST_SECONDS = 10 * 366 * 86_400.0
TRIES = 3

log = structlog.get_logger()


class OrgWide(ChatRefused):
    """Installed for a whole organisation, where Baton knows workspaces only."""


class Granted(msgspec.Struct, frozen=True, kw_only=True):
    """What Slack gave for a code or a refresh token; `seconds` is 0 for a token that does not end."""

    workspace: str
    token: str
    refresh: str
    seconds: float
    baton: str
    installer: str
    name: str


def read_granted(answer: Mapping[str, Any]) -> Granted:
    """docs.slack.dev/reference/methods/oauth.v2.access. Raises OrgWide, ChatRefused."""
    workspace = _text(answer.get("team"), "id")
    if not workspace and (answer.get("is_enterprise_install") or answer.get("enterprise")):
        raise OrgWide("installed for a whole organisation")
    if not workspace or not _text(answer, "access_token"):
        raise ChatRefused("oauth.v2.access: an answer without a workspace or a token")
    seconds = answer.get("expires_in")
    ends = isinstance(seconds, int | float) and not isinstance(seconds, bool) and 0 < seconds < LONGEST_SECONDS
    return Granted(
        workspace=workspace,
        token=_text(answer, "access_token"),
        refresh=_text(answer, "refresh_token"),
        seconds=float(seconds) if ends and seconds else 0.0,
        baton=_text(answer, "bot_user_id"),
        installer=_text(answer.get("authed_user"), "id"),
        name=_text(answer.get("team"), "name"),
    )


def _text(body: object, name: str) -> str:
    found = body.get(name) if isinstance(body, Mapping) else None
    return found if isinstance(found, str) else ""


class Installations:
    """`key` are Fernet keys with commas between; the first encrypts, all decrypt, so that keys can be changed."""

    def __init__(self, outside: Outside, key: str) -> None:
        self._store = outside.store
        self._now = outside.now
        self._keeping = Keeping(outside, "installation")
        self._box = MultiFernet([Fernet(one.strip()) for one in key.split(",")]) if key else None

    async def get(self, workspace: str) -> SlackInstallation | None:
        return await self._store.get(SlackInstallation, "", workspace) if workspace else None

    def opened(self, secret: str) -> str:
        """The token itself; nothing when BATON_KEY no longer holds the key it was written with."""
        if not secret or self._box is None:
            return ""
        try:
            return self._box.decrypt(secret.encode()).decode()
        except InvalidToken:
            log.error(
                "a token of a workspace cannot be read: put the key it was written with behind the first in BATON_KEY"
            )
            return ""

    async def keep(self, answer: dict[str, Any], *, renewed: bool = False) -> SlackInstallation:
        """What oauth.v2.access answered, durable before anything is sent with it. Raises ChatRefused, OrgWide.

        With `renewed` it belongs to an installation that there is.
        """
        granted = read_granted(answer)
        for _ in range(TRIES - 1):
            with suppress(Conflict):
                return await self._kept(granted, renewed=renewed)
        return await self._kept(granted, renewed=renewed)

    async def _kept(self, granted: Granted, *, renewed: bool) -> SlackInstallation:
        before, now = await self.get(granted.workspace), self._now()
        made = SlackInstallation(
            team="",
            id=granted.workspace,
            revision=before.revision if before else 0,
            token=self._closed(granted.token),
            refresh=self._closed(granted.refresh),
            expires_at=now + timedelta(seconds=granted.seconds) if granted.seconds else None,
            baton=granted.baton or (before.baton if before else ""),
            installer=granted.installer or (before.installer if before else ""),
            name=granted.name or (before.name if before else ""),
            installed_at=before.installed_at if before and renewed else now,
        )
        await self._keeping.keep(Outcome(records=(made,)))
        return made

    async def left(self, workspace: str) -> None:
        """Uninstalled: the tokens are worth nothing, and nothing more is sent."""
        found = await self.get(workspace)
        if found is not None and not found.gone:
            gone = replace(found, gone=True, token="", refresh="")
            await self._keeping.keep(Outcome(records=(gone,)))

    def is_due(self, found: SlackInstallation) -> bool:
        """Whether its token ends soon and can be refreshed."""
        soon = found.expires_at is not None and found.expires_at - self._now() <= REFRESH_BEFORE
        return soon and bool(found.refresh)

    def _closed(self, token: str) -> str:
        return self._box.encrypt(token.encode()).decode() if token and self._box else ""
