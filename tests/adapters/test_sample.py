"""adapters/sample.py and sample_clock.py: the sample team is made once, and its clock runs what it jumps over."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.clock import Clock
from adapters.deliver import Delivery
from adapters.sample import BEGIN, TEAM, seed
from adapters.sample_clock import ClockUnreadable, SampleClock, SampleTime
from adapters.storage.memory_store import MemoryStore
from adapters.web_chat.sample import Jump
from bot.actions import ACTIONS
from bot.dispatch import Dispatcher
from bot.errors import StoreClosed
from bot.jobs import request_of
from bot.people import Person, Role, Team
from bot.ports import Commit, Deps
from bot.requests import Direct, Outcome, Request, Wake
from tests.adapters.fakes import NOON, FakeAlarm, FakeChat, Hands, Written, person, post, timing

PEOPLE = ("olivia", "ana", "ben", "pat")


class House:
    """The sample's clock over a store in which each job posts a message and, once, sets another job."""

    def __init__(self, folder: Path) -> None:
        self.store = MemoryStore()
        self.write = Written(self.store)
        self.hands = Hands()
        self.file = folder / "clock"
        self.time = SampleTime(self.file, self.hands.now)
        self.chat = FakeChat()
        self.shown_at: dict[str, datetime] = {}
        self.chat.hook = lambda row: self.shown_at.setdefault(row.key, self.time.now())
        self.clock = Clock(self.store, self.dispatch, self.time.now, FakeAlarm())
        self.delivery = Delivery(self.store, {"web": self.chat}, replace(timing(self.hands), now=self.time.now))
        self.sample = SampleClock(self.time, self.clock, self.delivery)
        self.asked: list[tuple[str, datetime]] = []
        self.follows: dict[str, Wake] = {}
        self.failures = 0

    async def dispatch(self, request: Request) -> None:
        self.asked.append((request.job, request.at))
        if self.failures:
            self.failures -= 1
            raise ZeroDivisionError
        follows = (self.follows[request.job],) if request.job in self.follows else ()
        posts = () if request.job.startswith("silent") else (post(f"said:{request.job}", Direct("ana")),)
        outcome = Outcome(posts=posts, wakes=follows)
        commit = Commit(request_id=request.id, team=request.team, at=request.at, outcome=outcome, job=request.job)
        await (await self.store.commit(commit))


@pytest.fixture
async def house(tmp_path: Path) -> House:
    house = House(tmp_path)
    await house.write(person("ana"))
    return house


def wake(key: str, **after: float) -> Wake:
    return Wake(key=key, at=NOON + timedelta(**after), action="x.do")


async def test_the_sample_team_is_made_once_with_its_people_and_a_welcome_for_each() -> None:
    store = MemoryStore()
    await seed(store, NOON)
    await seed(store, NOON + timedelta(days=1))
    team = await store.get(Team, "", TEAM)
    assert team is not None
    assert (team.name, team.owner, team.worth_cents, team.created_at) == ("Olivia’s Studio", "olivia", 50_000, NOON)
    people = {one.id: one for one in await store.all(Person, TEAM)}
    assert tuple(people) == PEOPLE
    assert [(one.role, one.zone, one.rate_cents) for one in people.values()] == [
        (Role.OWNER, "America/New_York", 0),
        (Role.ASSISTANT, "Asia/Manila", 1200),
        (Role.ASSISTANT, "Europe/Bucharest", 1200),
        (Role.PARTNER, "Europe/London", 0),
    ]
    assert all(one.accounts == (f"web:{one.id}",) for one in people.values())
    for key in (*PEOPLE, "general"):
        row = await store.outgoing(TEAM, f"welcome:{key}")
        assert row is not None
        assert all(button.action in ACTIONS for button in row.card.buttons)


async def test_the_sample_team_begins_with_the_jobs_its_rooms_want() -> None:
    store = MemoryStore()
    await seed(store, NOON)
    [first] = await store.due_jobs(NOON, 100)
    assert first.key == BEGIN
    door = Dispatcher(Deps(store=store, now=lambda: NOON, new_id=lambda: "id"))
    await door.dispatch(request_of(first, NOON))
    jobs = await store.due_jobs(NOON + timedelta(days=8), 100)
    assert jobs
    assert BEGIN not in [job.key for job in jobs]
    assert all(job.at > NOON and ACTIONS[job.action].jobs_only for job in jobs)


async def test_the_next_jump_goes_to_the_next_job_and_no_further(house: House) -> None:
    await house.write(wake("a", hours=3), wake("b", hours=3), wake("c", hours=4))
    assert await house.sample.jump("next", "UTC") == NOON + timedelta(hours=3)
    assert [job for job, _ in house.asked] == ["a", "b"]
    assert house.sample.now() == NOON + timedelta(hours=3)
    house.hands.move(minutes=1)
    assert house.sample.now() == NOON + timedelta(hours=3, minutes=1)


async def test_the_next_jump_goes_on_over_jobs_that_say_nothing(house: House) -> None:
    await house.write(wake("silent", hours=3), wake("silent2", hours=4), wake("a", hours=50), wake("b", hours=51))
    assert await house.sample.jump("next", "UTC") == NOON + timedelta(hours=50)
    assert list(house.shown_at) == ["said:a"]


async def test_the_next_jump_ends_where_nothing_is_said_for_a_week(house: House) -> None:
    await house.write(wake("silent", hours=3), wake("silent2", days=6), wake("silent3", days=7), wake("a", days=8))
    assert await house.sample.jump("next", "UTC") == NOON + timedelta(days=6)


@pytest.mark.parametrize(
    ("to", "zone", "target"),
    [
        ("tomorrow", "UTC", datetime(2026, 11, 24, 9, tzinfo=UTC)),
        ("tomorrow", "Asia/Manila", datetime(2026, 11, 24, 1, tzinfo=UTC)),
        ("tomorrow", "Pacific/Auckland", datetime(2026, 11, 24, 20, tzinfo=UTC)),
        ("friday", "America/New_York", datetime(2026, 11, 27, 22, tzinfo=UTC)),
        ("friday", "Europe/Bucharest", datetime(2026, 11, 27, 15, tzinfo=UTC)),
        ("next", "UTC", NOON),
    ],
)
async def test_jumps_end_at_the_acting_persons_own_hour(house: House, to: Jump, zone: str, target: datetime) -> None:
    assert await house.sample.jump(to, zone) == target


async def test_friday_jumped_to_on_a_friday_evening_is_the_next_one(house: House) -> None:
    first = await house.sample.jump("friday", "UTC")
    assert await house.sample.jump("friday", "UTC") == first + timedelta(days=7)


async def test_each_job_on_the_way_runs_at_its_own_time_and_its_posts_are_shown_then(house: House) -> None:
    house.follows["a"] = wake("later", hours=10)
    await house.write(wake("b", hours=5), wake("a", hours=2), wake("beyond", days=9))
    await house.sample.jump("tomorrow", "UTC")
    at = {key: NOON + timedelta(hours=hours) for key, hours in (("a", 2), ("b", 5), ("later", 10))}
    assert house.asked == list(at.items())
    assert house.shown_at == {f"said:{key}": instant for key, instant in at.items()}


async def test_a_job_that_crashes_on_the_way_is_tried_again_on_the_way(house: House) -> None:
    house.failures = 2
    await house.write(wake("bad", hours=1), wake("good", hours=6))
    await house.sample.jump("tomorrow", "UTC")
    minutes = [(at - NOON).total_seconds() / 60 for job, at in house.asked if job == "bad"]
    assert minutes == [60, 61, 63]
    assert house.asked[-1] == ("good", NOON + timedelta(hours=6))


async def test_the_clock_goes_on_from_where_it_was_after_a_restart(house: House) -> None:
    target = await house.sample.jump("friday", "UTC")
    house.hands.move(hours=1)
    assert SampleTime(house.file, house.hands.now).now() == target + timedelta(hours=1)


async def test_a_clock_that_cannot_be_written_says_why_and_stays_as_it_was(house: House, tmp_path: Path) -> None:
    file = tmp_path / "away" / "clock"
    house.time = SampleTime(file, house.hands.now)
    house.sample = SampleClock(house.time, house.clock, house.delivery)
    with pytest.raises(StoreClosed, match=r"clock: No such file.* try again"):
        await house.sample.jump("tomorrow", "UTC")
    assert house.time.now() == house.hands.now()
    file.parent.mkdir()
    target = await house.sample.jump("tomorrow", "UTC")
    file.unlink()
    file.parent.rmdir()
    with pytest.raises(StoreClosed):
        await house.sample.jump("tomorrow", "UTC")
    assert house.time.now() == target


async def test_a_clock_that_is_stopped_ends_the_jump_where_it_is(house: House) -> None:
    await house.write(wake("a", hours=1))
    house.clock.stop()
    assert await house.sample.jump("tomorrow", "UTC") == NOON
    assert house.asked == []


def test_a_folder_in_the_place_of_the_clock_file_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "clock").mkdir()
    with pytest.raises(ClockUnreadable, match="remove it"):
        SampleTime(tmp_path / "clock", Hands().now)


@pytest.mark.parametrize("words", ["tomorrow", "nan", "inf", "1e12", ""])
def test_an_unreadable_clock_file_says_what_to_do(tmp_path: Path, words: str) -> None:
    file = tmp_path / "clock"
    file.write_text(words)
    with pytest.raises(ClockUnreadable, match="remove it"):
        SampleTime(file, Hands().now)
