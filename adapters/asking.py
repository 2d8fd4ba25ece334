"""What adapters share of asking the door: profiles of those it meets for the first time, words it cannot read."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from msgspec.structs import replace

from bot.actions import commands_like
from bot.errors import Unknown
from bot.requests import Ask, Profile, Reply, Request
from bot.texts import Words
from bot.ui import Text

Dispatch = Callable[[Request], Awaitable[Reply | Ask | None]]
TYPED_SHOWN = 60
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


def not_understood(typed: str, words: Words) -> Text:
    """What to say to words that were meant for Baton and are no command."""
    like = commands_like(typed)
    typed = typed[:TYPED_SHOWN]
    if like:
        return words("common.unknown_command", typed=typed, like=" or ".join(f"/{name}" for name in like))
    return words("common.unknown_words", typed=typed)
