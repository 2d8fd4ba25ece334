"""The rules of time zones: told apart by what they are, and planned by anew when they have changed."""

from __future__ import annotations

import zoneinfo
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from adapters import zone_data
from adapters.zone_data import fingerprint, plan_anew
from bot.people import Team
from bot.ports import Commit
from bot.requests import Outcome
from tests.dialogs.world import World


@pytest.fixture
async def world() -> World:
    world = World()
    await world.seed()
    return world


async def rules_of(world: World) -> str:
    team = await world.store.get(Team, "", "studio")
    assert team is not None
    return team.zone_rules


async def keys(world: World) -> list[str]:
    return [job.key for job in await world.store.due_jobs(world.now, 100)]


async def test_the_first_start_remembers_the_rules_and_moves_nothing(world: World) -> None:
    await plan_anew(world.store, world.now)
    assert await keys(world) == ["team.replan"]
    await world.clock_to(world.now)
    zones = {person.zone for person in world.people}
    assert await rules_of(world) == fingerprint(zones)
    assert await world.store.next_job_at() is None


async def test_a_start_by_the_same_rules_plans_nothing(world: World) -> None:
    await plan_anew(world.store, world.now)
    await world.clock_to(world.now)
    await plan_anew(world.store, world.now)
    assert await keys(world) == []


async def test_other_rules_plan_everybody_anew_and_are_remembered(world: World) -> None:
    await plan_anew(world.store, world.now)
    await world.clock_to(world.now)
    team = await world.store.get(Team, "", "studio")
    assert team is not None
    known, old = team.zone_rules, Outcome(records=(replace(team, zone_rules="last year"),))
    await (await world.store.commit(Commit(request_id="old", team="studio", at=world.now, outcome=old)))
    await plan_anew(world.store, world.now)
    await world.clock_to(world.now)
    assert await rules_of(world) == known
    assert await world.store.next_job_at() is not None, "the owner's digest, for one"


async def test_d3_a_team_from_before_people_had_a_job_gets_it_at_the_first_start_after(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr(zone_data, "JOBS", 0)
        await plan_anew(world.store, world.now)
        await world.clock_to(world.now)
    assert await world.store.next_job_at() is None
    for _ in range(2):
        await plan_anew(world.store, world.now)
        await world.clock_to(world.now)
    jobs = [job.key for job in await world.store.due_jobs(world.now + timedelta(days=6), 100)]
    assert [key for key in jobs if key.startswith("digest:ana:")] == ["digest:ana:2026-11-27"]


def test_the_fingerprint_is_of_the_rules_whatever_the_order(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    known = fingerprint(["Asia/Manila", "UTC"])
    assert known == fingerprint(["UTC", "Asia/Manila", "UTC"]) != fingerprint(["UTC"])
    (tmp_path / "Asia").mkdir()
    (tmp_path / "Asia" / "Manila").write_bytes(b"other rules")
    monkeypatch.setattr(zoneinfo, "TZPATH", (str(tmp_path),))
    assert fingerprint(["Asia/Manila", "UTC"]) != known
    assert fingerprint(["UTC"]) == fingerprint(["UTC"])


@pytest.mark.parametrize("zone", ["", "..", "../../etc/passwd", "Asia", "Nowhere/Else", "/etc/passwd"])
def test_what_is_no_zone_has_no_rules_and_reads_no_other_file(zone: str) -> None:
    assert fingerprint([zone]) == fingerprint([zone])
