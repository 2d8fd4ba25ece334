"""Sweeping: files that came with a form which was never taken are let go, a day later."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import structlog

from adapters.discord_chat.open_forms import OpenForm
from adapters.storage.attachments import Attachments
from bot.attached import with_file
from bot.checkins.records import Promise
from bot.errors import StoreClosed
from bot.handoff.records import Task
from bot.people import Team
from bot.ports import Store
from bot.systems.records import System

KEPT_FOR = timedelta(days=1)

log = structlog.get_logger()


async def sweep(store: Store, files: Attachments) -> None:
    """Never raises: what is not swept today is swept after the next start."""
    try:
        # By the clock that the file system stamps files with, whatever time it is for the sample team.
        swept = await swept_before(store, files, datetime.now(UTC) - KEPT_FOR)
    except (OSError, StoreClosed) as error:
        log.warning("files that nobody needs stay", why=str(error))
        return
    if swept:
        log.info("files of forms that were never taken are let go", files=swept)


async def swept_before(store: Store, files: Attachments, before: datetime) -> int:
    """How many of those that no task or promise of any team has, nor what comes back, nor a form that is still open."""
    teams = [team.id for team in await store.all(Team, "")]
    kept = {file.id for form in await store.all(OpenForm, "") for file in form.files}
    kept |= {file.id for team in teams for system in await store.all(System, team) for file in system.files}

    async def wanted(id: str) -> bool:
        if id in kept:
            return True
        for team in teams:
            for kind in (Task, Promise):
                if await store.find(kind, team, with_file(id), newest=1):
                    return True
        return False

    return await files.sweep(wanted, before)
