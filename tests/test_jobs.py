"""bot/jobs.py: the request of a due job, and the waiting of a failing one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from bot.jobs import missed_by_far, planned_at, postponed, request_of, wait_after
from bot.ports import Job

PLANNED = datetime(2026, 11, 23, 9, tzinfo=UTC)
NOW = PLANNED + timedelta(minutes=11)


def job(key: str = "standup:s1:2026-11-23:ana", at: datetime = PLANNED) -> Job:
    return Job(team="t1", key=key, at=at, action="standups.prompt", arguments={"standup": "s1"})


def test_a_due_job_becomes_a_request_that_knows_when_it_was_meant() -> None:
    request = request_of(job(), NOW)
    assert request.id == "job:t1/standup:s1:2026-11-23:ana@2026-11-23T09:00:00+00:00~e3b0c44298fc"
    assert (request.team, request.action, request.arguments) == ("t1", "standups.prompt", {"standup": "s1"})
    assert (request.job, request.at, request.due_at) == ("standup:s1:2026-11-23:ana", NOW, PLANNED)
    assert (request.account, request.place) == ("", None)


def test_the_same_job_asked_twice_has_the_same_id_however_late() -> None:
    assert request_of(job(), NOW).id == request_of(job(), NOW + timedelta(days=3)).id


def test_the_next_wake_of_the_same_key_has_another_id() -> None:
    assert request_of(job(), NOW).id != request_of(job(at=PLANNED + timedelta(days=1)), NOW).id


def test_a_job_set_anew_for_the_same_instant_is_another_job() -> None:
    assert request_of(replace(job(), set_by="r1"), NOW).id != request_of(replace(job(), set_by="r2"), NOW).id
    assert len(request_of(replace(job(), set_by="r" * 9_999), NOW).id) < 100


@pytest.mark.parametrize(
    ("failures", "minutes"), [(1, 1), (2, 2), (3, 4), (4, 8), (5, 16), (6, 32), (7, 60), (8, 60), (10_000, 60)]
)
def test_a_failing_job_waits_longer_each_time_and_never_more_than_an_hour(failures: int, minutes: int) -> None:
    assert wait_after(failures) == timedelta(minutes=minutes)


def test_a_postponed_job_knows_what_it_was_meant_for_and_is_not_stale_for_waiting() -> None:
    request, later = request_of(job(), NOW), PLANNED + timedelta(days=4)
    wake = postponed(request, later)
    assert (wake.key, wake.at, wake.action) == (request.job, later, request.action)
    again = request_of(replace(job(at=later), arguments=wake.arguments), later)
    assert planned_at(again) == PLANNED
    assert planned_at(request) == PLANNED
    assert not missed_by_far(again, timedelta(days=3))
    assert missed_by_far(request_of(job(), later), timedelta(days=3))
