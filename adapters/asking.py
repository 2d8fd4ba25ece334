"""Asks the door, and once more with the profiles of those whom Baton meets for the first time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from msgspec.structs import replace

from bot.errors import Unknown
from bot.requests import Ask, Profile, Reply, Request

Dispatch = Callable[[Request], Awaitable[Reply | Ask | None]]
ProfileOf = Callable[[str], Awaitable[Profile | None]]


async def ask(dispatch: Dispatch, request: Request, profile_of: ProfileOf) -> Reply | Ask | None:
    """What dispatch gives; `profile_of` (an account's profile, None when the platform knows nobody) may be slow."""
    try:
        return await dispatch(request)
    except Unknown as unknown:
        accounts = unknown.accounts
    profiles = await asyncio.gather(*(profile_of(account) for account in accounts))
    return await dispatch(replace(request, profiles=tuple(profile for profile in profiles if profile)))
