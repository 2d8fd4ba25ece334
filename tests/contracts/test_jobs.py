"""The contract of every store: jobs are set, replaced, taken back, and come up when they are due."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from bot.ports import Commit, Job, Store
from bot.requests import Outcome, Wake
from tests.contracts.samples import NOW, chore, minutes, save, wake


async def keys(store: Store, now: datetime, limit: int = 100) -> list[str]:
    return [job.key for job in await store.due_jobs(now, limit)]


async def test_an_empty_store_has_no_job(store: Store) -> None:
    assert await store.due_jobs(minutes(9), 9) == []
    assert await store.next_job_at() is None


async def test_a_job_carries_what_it_was_set_with(store: Store) -> None:
    await save(store, Outcome(wakes=(Wake(key="w", at=NOW, action="a.b", arguments={"task": "1"}),)))
    [job] = await store.due_jobs(NOW, 9)
    assert job == Job(team="t", key="w", at=NOW, action="a.b", arguments={"task": "1"}, set_by=job.set_by)


async def test_a_job_says_which_request_set_it_last(store: Store) -> None:
    for request_id in ("r1", "r2"):
        outcome = Outcome(wakes=(Wake(key="w", at=NOW, action="a.b"),))
        await (await store.commit(Commit(request_id=request_id, team="t", at=NOW, outcome=outcome)))
    assert [job.set_by for job in await store.due_jobs(NOW, 9)] == ["r2"]


async def test_a_job_is_due_at_its_instant_and_not_before(store: Store) -> None:
    await save(store, Outcome(wakes=(wake("w", 5),)))
    assert await keys(store, minutes(5) - timedelta(microseconds=1)) == []
    assert await keys(store, minutes(5)) == ["w"]
    assert await keys(store, minutes(500)) == ["w"]


async def test_jobs_come_up_earliest_first_and_no_more_than_asked_for(store: Store) -> None:
    await save(store, Outcome(wakes=(wake("c", 3), wake("a", 1), wake("d", 9), wake("b", 2))))
    assert await keys(store, minutes(5)) == ["a", "b", "c"]
    assert await keys(store, minutes(5), 2) == ["a", "b"]
    assert await keys(store, minutes(5), 0) == []
    assert await store.next_job_at() == minutes(1)


async def test_a_job_stays_due_until_it_is_taken_off(store: Store) -> None:
    await save(store, Outcome(wakes=(wake("w"),)))
    assert await keys(store, NOW) == ["w"]
    assert await keys(store, NOW) == ["w"]
    await save(store, Outcome(), job="w")
    assert await keys(store, NOW) == []
    assert await store.next_job_at() is None


async def test_a_known_key_is_set_anew(store: Store) -> None:
    await save(store, Outcome(wakes=(wake("w", 1, "first"),)))
    await save(store, Outcome(wakes=(wake("w", 7, "second"),)))
    assert await keys(store, minutes(5)) == []
    assert [job.action for job in await store.due_jobs(minutes(9), 9)] == ["second"]
    assert await store.next_job_at() == minutes(7)


async def test_a_job_is_taken_back(store: Store) -> None:
    await save(store, Outcome(wakes=(wake("w", 1), wake("v", 2))))
    await save(store, Outcome(wakes=(wake("w", None), wake("never set", None))))
    assert await keys(store, minutes(9)) == ["v"]


async def test_a_job_that_fired_is_taken_off_with_what_it_changed(store: Store) -> None:
    await save(store, Outcome(wakes=(wake("w", 1), wake("v", 2))))
    await save(store, Outcome(records=(chore("1"),)), job="w")
    assert await keys(store, minutes(9)) == ["v"]


async def test_a_job_that_sets_itself_anew_stays(store: Store) -> None:
    await save(store, Outcome(wakes=(wake("w", 1),)))
    await save(store, Outcome(wakes=(wake("w", 8),)), job="w")
    assert [job.at for job in await store.due_jobs(minutes(9), 9)] == [minutes(8)]


async def test_of_two_wakes_with_one_key_the_last_counts(store: Store) -> None:
    await save(store, Outcome(wakes=(wake("w", 1), wake("w", 4), wake("v", 1), wake("v", None))))
    assert [(job.key, job.at) for job in await store.due_jobs(minutes(9), 9)] == [("w", minutes(4))]


async def test_one_key_in_two_teams_is_two_jobs(store: Store) -> None:
    await save(store, Outcome(wakes=(wake("w"),)), team="t")
    await save(store, Outcome(wakes=(wake("w"),)), team="u")
    await save(store, Outcome(), team="t", job="w")
    assert [job.team for job in await store.due_jobs(NOW, 9)] == ["u"]


async def test_instants_of_any_zone_are_kept_in_utc(store: Store) -> None:
    manila = timezone(timedelta(hours=8))
    await save(store, Outcome(wakes=(Wake(key="w", at=NOW.astimezone(manila)),)))
    assert [str(job.at) for job in await store.due_jobs(NOW, 9)] == ["2026-11-23 09:00:00+00:00"]


async def test_an_instant_without_a_zone_is_a_defect(store: Store) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        await save(store, Outcome(wakes=(Wake(key="w", at=NOW.replace(tzinfo=None)),)))


async def test_changing_a_job_that_was_handed_out_changes_nothing_in_the_store(store: Store) -> None:
    await save(store, Outcome(wakes=(Wake(key="w", at=NOW, arguments={"a": "1"}),)))
    (await store.due_jobs(NOW, 1))[0].arguments["a"] = "2"
    assert (await store.due_jobs(NOW, 1))[0].arguments == {"a": "1"}


async def test_thousands_of_jobs_come_up_in_order_however_they_were_set(store: Store) -> None:
    shuffled = [(number * 7_919) % 3_000 for number in range(3_000)]
    await save(store, Outcome(wakes=tuple(wake(f"w{number:04}", number) for number in shuffled)))
    await save(store, Outcome(wakes=tuple(wake(f"w{number:04}", None) for number in range(0, 3_000, 3))))
    assert await keys(store, minutes(9_999), 9_999) == [f"w{number:04}" for number in range(3_000) if number % 3]


@pytest.mark.parametrize(("set_by", "left"), [("r1", ["w"]), ("r2", []), ("", [])])
async def test_a_job_set_anew_while_it_fired_stays(store: Store, set_by: str, left: list[str]) -> None:
    for request_id in ("r1", "r2"):
        outcome = Outcome(wakes=(Wake(key="w", at=NOW, action="a.b"),))
        await (await store.commit(Commit(request_id=request_id, team="t", at=NOW, outcome=outcome)))
    fired = Commit(request_id="job", team="t", at=NOW, outcome=Outcome(), job="w", job_set_by=set_by)
    await (await store.commit(fired))
    assert [job.key for job in await store.due_jobs(NOW, 9)] == left
