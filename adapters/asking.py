"""What adapters share of asking the door: profiles of newcomers, and whatever goes wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog
from msgspec.structs import replace

from bot.errors import Refused, StoreClosed, Unknown
from bot.requests import Ask, Profile, Reply, Request
from bot.texts import Words

log = structlog.get_logger()
T = TypeVar("T")
Dispatch = Callable[[Request], Awaitable[Reply | Ask | None]]
ROUNDS = 2  # of questions: who speaks, then who is named

ProfileOf = Callable[[str], Awaitable[Profile | None]]


async def ask(dispatch: Dispatch, request: Request, profile_of: ProfileOf) -> Reply | Ask | None:
    """What dispatch gives; `profile_of` (an account's profile, None when the platform knows nobody) may be slow."""
    for _ in range(ROUNDS):
        try:
            return await dispatch(request)
        except Unknown as unknown:
            accounts = unknown.accounts
        found = await asyncio.gather(*(profile_of(account) for account in accounts))
        profiles = {profile.account: profile for profile in found if profile}
        request = replace(
            request,
            profiles=(*request.profiles, *profiles.values()),
            nobody=(*request.nobody, *(account for account in accounts if account not in profiles)),
        )
    return await dispatch(request)


async def surely(work: Awaitable[T], id: str) -> T | Refused:
    """What comes of it, or in the place of whatever went wrong what the person is told. Never raises."""
    try:
        return await work
    except Exception as error:
        return explained(error, id)


def explained(error: Exception, id: str) -> Refused:
    """What the person reads; an error that nobody foresaw is logged under the id that is in the apology."""
    words = Words("en")
    match error:
        case Refused():
            return error
        case StoreClosed():
            return Refused(words("common.not_saved", why=str(error)))
        case _:
            log.error("a request failed", request=id, exc_info=error)
            return Refused(words("common.apology", id=id))


def unsaid(platform: str) -> Refused:
    """Instead of a profile that the platform does not give now: it might be anybody, so nobody joins unseen."""
    return Refused(Words("en")("joining.unsaid", platform=platform))
