"""What jobs are planned by: when the rules of the zones in use, or Baton's own, are others, all is planned anew."""

from __future__ import annotations

import hashlib
import zoneinfo
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from importlib.resources import files
from pathlib import Path

from bot.errors import Conflict, StoreClosed
from bot.people import Person, Team
from bot.ports import Commit, Store
from bot.requests import Outcome, Wake

REPLAN = "team.replan"
# Raised when people get a job that those of teams already running do not have: 1, the assistants' own weeks.
JOBS = 1


def fingerprint(zones: Iterable[str]) -> str:
    """The same for as long as those zones have the same rules and the jobs are the same; what is no zone has none."""
    seen = hashlib.sha256(f"{JOBS}\0".encode())
    for zone in sorted(set(zones)):
        seen.update(zone.encode() + b"\0" + _rules(zone) + b"\0")
    return seen.hexdigest()[:32]


async def plan_anew(store: Store, now: datetime) -> None:
    """A job for each team whose zones have other rules than at the last start: it comes after what is due already.

    Jobs are kept as instants. One that is too early by the new rules is put right when it fires; one that is too late
    would be late.
    """
    for team in await store.all(Team, ""):
        zones = {team.zone, *(person.zone for person in await store.all(Person, team.id))}
        rules = fingerprint(zones)
        if rules == team.zone_rules:
            continue
        wake = Wake(key=REPLAN, at=now, action=REPLAN, arguments={"rules": rules})
        request = f"{REPLAN}:{team.zone_rules}:{rules}:{now.isoformat()}"
        planned = Commit(request_id=request, team=team.id, at=now, outcome=Outcome(wakes=(wake,)))
        with suppress(Conflict, StoreClosed):  # asked for already, or at the next start
            await (await store.commit(planned))


def _rules(zone: str) -> bytes:
    """The file that zoneinfo reads: the system's, else that of the tzdata package."""
    parts = zone.split("/")
    if not all(part and part.strip(".") for part in parts):
        return b""
    for folder in zoneinfo.TZPATH:
        with suppress(OSError):
            return Path(folder, *parts).read_bytes()
    with suppress(OSError):
        return files("tzdata").joinpath("zoneinfo", *parts).read_bytes()
    return b""
