"""Where Baton was installed by its install page: the tokens of each workspace, encrypted, refreshed before they end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import structlog
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from msgspec.structs import replace

from adapters.keeping import Keeping
from adapters.outside import Outside
from adapters.slack_chat.records import SlackInstallation
from bot.requests import Outcome

REFRESH_BEFORE = timedelta(
    minutes=30
)  # tokens that rotate last 12 h, docs.slack.dev/authentication/using-token-rotation

log = structlog.get_logger()


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

    async def keep(self, answer: dict[str, Any]) -> SlackInstallation:
        """What oauth.v2.access answered, durable before anything is sent with it."""
        team = answer.get("team") or {}
        user = answer.get("authed_user") or {}
        workspace = str(team.get("id", ""))
        before = await self.get(workspace)
        seconds = answer.get("expires_in")
        made = SlackInstallation(
            team="",
            id=workspace,
            revision=before.revision if before else 0,
            token=self._closed(str(answer.get("access_token", ""))),
            refresh=self._closed(str(answer.get("refresh_token", ""))),
            expires_at=self._now() + timedelta(seconds=float(seconds)) if seconds else None,
            baton=str(answer.get("bot_user_id", "")) or (before.baton if before else ""),
            installer=str(user.get("id", "")) or (before.installer if before else ""),
            name=str(team.get("name", "")) or (before.name if before else ""),
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
