"""Jobs: the request that a due one becomes, and how long a failing one waits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256

from bot.ports import Job
from bot.requests import Request, Wake
from bot.texts import Words
from bot.ui import Text, When

LONGEST_WAIT_MINUTES = 60
LATE = timedelta(minutes=10)


def request_of(job: Job, now: datetime) -> Request:
    """What Baton's own clock asks at `now`.

    The id names the job, its planned instant and who set it, so each setting fires at most once, and one that is set
    anew for the same instant is another job.
    """
    setting = sha256(job.set_by.encode()).hexdigest()[:12]
    return Request(
        id=f"job:{job.team}/{job.key}@{job.at.isoformat()}~{setting}",
        team=job.team,
        action=job.action,
        arguments=job.arguments,
        at=now,
        job=job.key,
        job_set_by=job.set_by,
        due_at=job.at,
    )


def planned_at(request: Request) -> datetime:
    """The instant a job was first meant for, also after it was postponed."""
    first = request.arguments.get("planned")
    return datetime.fromisoformat(first) if first and request.job else request.due_at or request.at


def postponed(request: Request, at: datetime) -> Wake:
    """The same job later, when its reader may be told; it still knows what it was meant for."""
    arguments = request.arguments | {"planned": planned_at(request).isoformat()}
    return Wake(key=request.job, at=at, action=request.action, arguments=arguments)


def missed_by_far(request: Request, after: timedelta) -> bool:
    """Whether Baton was down so long that the job would only be noise; being postponed does not count."""
    return is_stale(request.due_at or request.at, request.at, after)


def still_fits(planned: datetime, following: Callable[[datetime], datetime]) -> bool:
    """Whether a recurring job stands where its rule puts it, or was set before zone, hours, leave or rule changed.

    `following` is the rule: the first instant strictly after another.
    """
    return following(planned - timedelta(seconds=1)) == planned


def came_late(due_at: datetime, now: datetime) -> bool:
    """Whether a message is told to be late, as Baton was down when it was due."""
    return now - due_at > LATE


def is_stale(due_at: datetime, now: datetime, after: timedelta) -> bool:
    """Whether a message comes so late that it would only be noise."""
    return now - due_at > after


def late_note(due_at: datetime, now: datetime, words: Words) -> Text:
    """What a message says when it comes late; nothing when it is in time."""
    return words("common.sent_late", at=When(due_at)) if came_late(due_at, now) else ()


def wait_after(failures: int) -> timedelta:
    """1, 2, 4 … 60 minutes after the first, second, third … failure in a row."""
    return timedelta(minutes=min(2 ** min(failures - 1, 6), LONGEST_WAIT_MINUTES))
