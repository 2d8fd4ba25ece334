"""What somebody hears whose workspace has no team yet, or who is on several teams and has not said which is meant."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from bot.errors import NotAllowed
from bot.people import Team
from bot.ports import Store
from bot.requests import Outcome, Request
from bot.texts import Words


class Stranger(msgspec.Struct, frozen=True, kw_only=True):
    """A request without a team. `teams` are those it might be for; `owners` the accounts that own theirs unasked."""

    request: Request
    teams: tuple[Team, ...]
    store: Store
    new_id: Callable[[], str]
    owners: frozenset[str] = frozenset()


async def meet(stranger: Stranger) -> tuple[str, Outcome]:
    """The team that has come to be (its id, else empty) and what is stored and said."""
    raise NotAllowed(Words(stranger.teams[0].locale if stranger.teams else "en")("common.not_on_team"))
