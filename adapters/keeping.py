"""Keeping: what an adapter itself has to remember, beside what is said through the door."""

from __future__ import annotations

from adapters.outside import Outside
from bot.ports import Commit
from bot.requests import Outcome


class Keeping:
    """Records filed under team "". `about` begins the ids of the commits."""

    def __init__(self, outside: Outside, about: str) -> None:
        self._outside = outside
        self._about = about

    async def keep(self, outcome: Outcome) -> None:
        """Durable when it returns. Raises Conflict for a stale record, StoreClosed when nothing is taken."""
        outside = self._outside
        commit = Commit(request_id=f"{self._about}:{outside.new_id()}", team="", at=outside.now(), outcome=outcome)
        await (await outside.store.commit(commit))
