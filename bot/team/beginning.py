"""The first job of a new team: what its rooms wake for from then on."""

from __future__ import annotations

from bot.context import Context
from bot.requests import Outcome
from bot.team import rules


async def begin(context: Context) -> Outcome:
    """A job, not part of making the team: it asks for the holidays of every country, which take long to load."""
    return Outcome(wakes=rules.first_wakes(context.team, context.roster, context.now))
