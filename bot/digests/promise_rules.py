"""What the digests say of promises: what was said of them in a week, what is next, weeks without a miss; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bot.checkins.records import Promise, Said, Verdict
from bot.digests.rules import Week

SOON = timedelta(days=14)


def said_in(promise: Promise, week: Week) -> Said | None:
    """The last that was said of the promise in the week; what came before it in the same week is mended by it."""
    return next((said for said in reversed(promise.history) if said.at in week), None)


def moves_until(promise: Promise, said: Said) -> tuple[Said, ...]:
    """Each time it was moved before that was said, and that, if it moved it."""
    told = promise.history[: promise.history.index(said) + 1]
    return tuple(one for one in told if one.verdict is Verdict.MOVED)


def next_due(promises: Iterable[Promise], end: datetime) -> tuple[Promise, ...]:
    """Open ones due in the fortnight, soonest first."""
    soon = [promise for promise in promises if promise.open and promise.due_at <= end + SOON]
    return tuple(sorted(soon, key=lambda promise: promise.due_at))


def streak(weeks: Sequence[Sequence[Said]]) -> int:
    """Weeks in a row, the newest first, in which something was said and nothing was missed.

    A week in which nothing was due neither counts nor ends it.
    """
    count = 0
    for week in weeks:
        if is_broken(week):
            break
        count += bool(week)
    return count


def is_broken(week: Iterable[Said]) -> bool:
    return any(said.verdict is Verdict.MISSED for said in week)
