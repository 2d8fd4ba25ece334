"""Up to twelve weeks side by side: what was done, said of promises, answered and logged in each; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from bot.checkins.records import Promise, Said, Verdict
from bot.digests.ledger import Ball, Work
from bot.digests.promise_rules import said_in
from bot.digests.rules import Week
from bot.focus.records import Entry
from bot.focus.rules import focused
from bot.people import Roster
from bot.times import Hours, local, to_utc, working_minutes

WEEKS = 12
COMPARED = 4


class Share(NamedTuple):
    """So many of a week, and how many of them are drawn apart: late, not answered, otherwise than kept."""

    all: int
    part: int


class Pace(NamedTuple):
    """What a week came to on average over the last `weeks` whole ones; `before` over the four before, None if fewer."""

    now: float
    weeks: int
    before: float | None


class Spans(NamedTuple):
    """The last whole weeks, four at most, and the four before them; None where there are none, or fewer than four."""

    now: Week | None
    weeks: int
    before: Week | None


def weeks_until(end: datetime, zone: str, count: int = WEEKS) -> tuple[Week, ...]:
    """The weeks of that zone from Monday to Monday, oldest first; the last is the one under way and ends at `end`."""
    today = local(end - timedelta(microseconds=1), zone).date()
    monday = today - timedelta(days=today.weekday())
    starts = [to_utc(datetime.combine(monday - timedelta(weeks=back), time()), zone) for back in range(count)]
    return tuple(Week(start, after) for start, after in pairwise((*reversed(starts), end)))


def first_shown(weeks: Sequence[Week], since: datetime, *series: Sequence[int]) -> int:
    """From which of the weeks on there is something to show: the team's first, or an earlier one with a figure."""
    counted = zip(weeks, *series, strict=True)
    found = (at for at, (week, *values) in enumerate(counted) if any(values) or week.end > since)
    return next(found, len(weeks) - 1)


def spans(weeks: Sequence[Week]) -> Spans:
    """Which of the whole weeks are compared with which."""
    whole = weeks[:-1]
    now, before = whole[-COMPARED:], whole[:-COMPARED][-COMPARED:]
    return Spans(
        Week(now[0].start, now[-1].end) if now else None,
        len(now),
        Week(before[0].start, before[-1].end) if len(before) == COMPARED else None,
    )


def pace(values: Sequence[int]) -> Pace | None:
    """The last of the values is that of the week under way, which says nothing yet."""
    whole = values[:-1]
    now, before = whole[-COMPARED:], whole[:-COMPARED][-COMPARED:]
    if not now:
        return None
    return Pace(sum(now) / len(now), len(now), sum(before) / COMPARED if len(before) == COMPARED else None)


def done_in(works: Iterable[Work], week: Week, holder: str = "") -> tuple[Work, ...]:
    """What was approved in it, as the weekly digest counts it; of one holder, or of all."""
    others = (work for work in works if work.giver != work.holder and holder in ("", work.holder))
    return tuple(work for work in others if work.done_at in week)


def late_of(done: Iterable[Work]) -> tuple[Work, ...]:
    """Those that had not been handed in when they fell due; whose clock it was is `ball_at_due`."""
    return tuple(work for work in done if work.ball_at_due not in (None, Ball.DELIVERED))


def done_per_week(works: Iterable[Work], weeks: Sequence[Week], holder: str = "") -> tuple[Share, ...]:
    """Done, and of it late."""
    works = list(works)
    each = [done_in(works, week, holder) for week in weeks]
    return tuple(Share(len(done), len(late_of(done))) for done in each)


def median_minutes(done: Iterable[Work], roster: Roster) -> int | None:
    """Half of it was handed in within so much of its holder's working time after it was handed over."""
    taken = [minutes for work in done if (minutes := _taken(work, roster)) is not None]
    return round(median(taken)) if taken else None


def _taken(work: Work, roster: Roster) -> int | None:
    """Until it was handed in for good; None for what was approved without a hand-in."""
    handed_in = next((act.at for act in reversed(work.acts) if act.kind == "hand_in"), None)
    if handed_in is None:
        return None
    holder = roster.get(work.holder)
    return working_minutes(work.created_at, handed_in, holder.hours() if holder else Hours(zone="UTC"))


def said_per_week(promises: Iterable[Promise], weeks: Sequence[Week]) -> tuple[tuple[Said, ...], ...]:
    """The last that was said of each promise in each week."""
    promises = list(promises)
    return tuple(tuple(said for one in promises if (said := said_in(one, week))) for week in weeks)


def kept_share(said: Sequence[Said]) -> Share:
    """How many were answered for, and of them otherwise than as kept."""
    return Share(len(said), sum(one.verdict is not Verdict.KEPT for one in said))


def focus_per_week(entries: Iterable[Entry], weeks: Sequence[Week]) -> tuple[int, ...]:
    """Minutes on the productive kinds."""
    entries = list(entries)
    return tuple(focused(entry for entry in entries if entry.at in week) for week in weeks)
