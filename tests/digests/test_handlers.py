"""bot/digests/handlers.py: what is loaded, committed and sent; that it does not grow with the years."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from adapters.storage.memory_store import MemoryStore
from bot.checkins.records import Promise, Said, State, Verdict
from bot.digests.actions import ACTIONS
from bot.digests.records import Delivered
from bot.errors import NotAllowed, Refused
from bot.handoff.records import State as TaskState
from bot.handoff.records import Task
from bot.people import Person, Role
from bot.ports import R
from bot.requests import Direct, Record, Reply, Request
from bot.ui import Card, Items, as_text
from tests.dialogs.world import MONDAY, PEOPLE, World, person

DAY = timedelta(days=1)
FRIDAY = datetime(2026, 11, 27, 22, tzinfo=UTC)  # 17:00 in New York


class Counting(MemoryStore):
    """Counts the records of the ledger that were handed out."""

    loaded = 0

    async def find(self, kind: type[R], team: str, term: str, *, newest: int | None = None) -> list[R]:
        found = await super().find(kind, team, term, newest=newest)
        if kind.__name__ != "Person":
            self.loaded += len(found)
        return found

    async def all(self, kind: type[R], team: str) -> list[R]:
        assert kind.__name__ == "Person", f"a digest reads all of {kind.__name__}"
        return await super().all(kind, team)


def history(years: int) -> list[Record]:
    """A task and a promise a day, finished, up to the week before the chart begins."""
    days = [MONDAY - DAY * (70 + back) for back in range(365 * years)]
    tasks = [
        Task(
            team="studio", id=f"t{at:%Y%m%d}", giver="olivia", holder="ana", outcome="Old", state=TaskState.APPROVED,
            created_at=at, closed_at=at, effort_minutes=60,
        )
        for at in days
    ]  # fmt: skip
    said = [Said(verdict=Verdict.KEPT, at=at, by="olivia", due_at=at) for at in days]
    promises = [
        Promise(
            team="studio", id=f"p{one.at:%Y%m%d}", by="olivia", to="pat", text="Old", due_at=one.at, made_at=one.at,
            state=State.KEPT, history=(one,),
        )
        for one in said
    ]  # fmt: skip
    return [*tasks, *promises]


async def card_for(world: World, reader: str, action: str = "digests.digest", **arguments: str) -> Card:
    request = Request(
        id=world.new_id(), team="studio", account=f"web:{reader}", action=action, arguments=arguments, at=world.now
    )
    reply = await world.dispatcher.dispatch(request)
    assert isinstance(reply, Reply)
    return reply.card


def job(who: str, planned: datetime, now: datetime) -> Request:
    day = planned.date().isoformat()
    return Request(
        id=f"job:{who}@{planned}",
        team="studio",
        action="digests.weekly",
        arguments={"person": who},
        at=now,
        job=f"digest:{who}:{day}",
        due_at=planned,
    )


def morning(who: str, planned: datetime) -> Request:
    key = f"daily:{who}:{planned.date().isoformat()}"
    return replace(job(who, planned, planned), action="digests.morning", job=key)


@pytest.mark.parametrize("action", ["digests.digest", "digests.trends"])
@pytest.mark.parametrize("who", ["olivia", "pat", "ana"])
async def test_a_digest_loads_as_much_after_four_years_as_after_one(who: str, action: str) -> None:
    loaded = []
    for years in (1, 2, 4):
        store = Counting()
        world = World(store)
        await world.seed(*history(years))
        await card_for(world, who, action)
        loaded.append(store.loaded)
    assert loaded[0] == loaded[1] == loaded[2] < 1_000


@pytest.mark.parametrize("action", ["digests.digest", "digests.partner", "digests.choose_weekly", "digests.trends"])
async def test_no_weekly_digest_is_open_to_a_guest(action: str) -> None:
    world = World()
    await world.seed()
    with pytest.raises(NotAllowed, match="goes to the owner, the partners and the assistants"):
        await card_for(world, "gil", action)


@pytest.mark.parametrize("action", [action.name for action in ACTIONS if not action.jobs_only])
async def test_a_card_that_an_assistant_can_get_is_about_her_alone(action: str) -> None:
    task = Task(
        team="studio", id="1", giver="olivia", holder="ben", outcome="Secret", state=TaskState.HANDED_IN,
        created_at=MONDAY - DAY, handed_in_at=MONDAY, due_at=MONDAY,
    )  # fmt: skip
    world = World()
    await world.seed(task)
    try:
        seen = str(await card_for(world, "ana", action, state="on", who="@pat"))
    except (NotAllowed, Refused) as refused:
        seen = str(refused)
    assert "Secret" not in seen


async def test_the_daily_digest_is_on_or_off() -> None:
    world = World()
    await world.seed()
    with pytest.raises(Refused, match="Type on or off; “perhaps” is neither"):
        await card_for(world, "ana", "digests.daily", state="Perhaps")


@pytest.mark.parametrize("typed", ["Perhaps", "fri 25:00", "fri soon", "f 16:00", "16:00", "fr 16", "fridays 16:00"])
async def test_the_weekly_digest_is_on_off_or_at_a_time_of_the_week(typed: str) -> None:
    world = World()
    await world.seed()
    with pytest.raises(Refused, match="Type on, off, or a day and a time"):
        await card_for(world, "ana", "digests.choose_weekly", state=typed)


@pytest.mark.parametrize(
    ("typed", "weekday", "minutes"),
    [("Thu", 3, 1020), ("sunday 6pm", 6, 1080), ("tues at 9:30", 1, 570), ("mon  8", 0, 480)],
)
async def test_d1_the_day_of_the_digest_is_typed_as_people_say_it(typed: str, weekday: int, minutes: int) -> None:
    world = World()
    await world.seed()
    await card_for(world, "ana", "digests.choose_weekly", state=typed)
    ana = await world.store.get(Person, "studio", "ana")
    assert ana is not None
    assert (ana.digest_weekday, ana.digest_minutes, ana.weekly_digest) == (weekday, minutes, True)


@pytest.mark.parametrize("planned", [FRIDAY.replace(hour=9), FRIDAY.replace(hour=1)])
async def test_the_morning_of_somebody_who_turned_it_off_ends(planned: datetime) -> None:
    world = World()
    await world.seed()
    await world.dispatcher.dispatch(morning("ana", planned))
    assert await world.store.due_jobs(FRIDAY + 99 * DAY, 9) == []
    assert await world.store.next_outbox(FRIDAY, 9) == []


async def test_a_morning_is_told_once_and_sets_the_next() -> None:
    planned = FRIDAY.replace(hour=1)  # 9:00 in Manila
    task = Task(
        team="studio", id="1", giver="olivia", holder="ana", outcome="Late", state=TaskState.ACCEPTED,
        created_at=MONDAY - DAY, accepted_at=MONDAY - DAY, due_at=MONDAY,
    )  # fmt: skip
    world = World(people=[replace(one, daily_digest=one.id == "ana") for one in PEOPLE])
    await world.seed(task)
    for number in range(2):
        await world.dispatcher.dispatch(replace(morning("ana", planned), id=f"job:{number}"))
    rows = await world.store.next_outbox(planned, 9)
    assert [(row.key, row.to, row.wanted) for row in rows] == [("daily:ana", Direct("ana"), 1)]
    jobs = await world.store.due_jobs(FRIDAY + 99 * DAY, 9)
    assert [(one.key, one.at) for one in jobs] == [("daily:ana:2026-11-30", planned + 3 * DAY)]


async def test_the_job_cannot_be_pressed() -> None:
    world = World()
    await world.seed()
    with pytest.raises(Refused, match="older card"):
        await card_for(world, "pat", "digests.weekly", person="olivia")


async def test_a_partner_who_asks_for_another_partners_digest_gets_his_own() -> None:
    world = World(people=(*PEOPLE, person("max", Role.PARTNER, "Europe/London")))
    said = Said(verdict=Verdict.KEPT, at=MONDAY - DAY, by="olivia", due_at=MONDAY)
    promise = Promise(
        team="studio", id="1", by="olivia", to="pat", text="Publish it", due_at=MONDAY, made_at=MONDAY,
        state=State.KEPT, history=(said,),
    )  # fmt: skip
    await world.seed(promise)
    assert "Publish it" in str(await card_for(world, "pat"))
    card = await card_for(world, "max", "digests.partner", who="@pat")
    assert "Publish it" not in str(card)
    with pytest.raises(Refused, match="Type /digest partner @name"):
        await card_for(world, "olivia", "digests.partner")
    assert "Publish it" in str(await card_for(world, "olivia", "digests.partner", who="@pat"))


async def test_without_a_partner_the_owner_is_told_how_to_get_one() -> None:
    world = World(people=PEOPLE[:3])
    await world.seed()
    with pytest.raises(Refused, match="no partner on this team yet"):
        await card_for(world, "olivia", "digests.partner")


@pytest.mark.parametrize("who", ["gil", "nobody"])
async def test_the_job_of_somebody_who_gets_no_digest_any_more_ends(who: str) -> None:
    world = World()
    await world.seed()
    await world.dispatcher.dispatch(job(who, FRIDAY, FRIDAY))
    assert await world.store.due_jobs(FRIDAY + 99 * DAY, 9) == []
    assert await world.store.next_outbox(FRIDAY, 9) == []


async def test_a_digest_is_posted_once_and_the_next_one_is_set() -> None:
    world = World()
    await world.seed()
    for _ in range(2):
        await world.dispatcher.dispatch(job("olivia", FRIDAY, FRIDAY))
    rows = await world.store.next_outbox(FRIDAY, 9)
    assert [(row.key, row.to, row.wanted) for row in rows] == [("digest:olivia:2026-11-27", Direct("olivia"), 1)]
    jobs = await world.store.due_jobs(FRIDAY + 99 * DAY, 9)
    assert [(one.key, one.at) for one in jobs] == [("digest:olivia:2026-12-04", FRIDAY + 7 * DAY)]
    delivered = await world.store.get(Delivered, "studio", "olivia")
    assert delivered is not None
    assert delivered.through == FRIDAY


async def test_a_job_from_before_a_move_to_another_zone_only_sets_the_next() -> None:
    world = World()
    await world.seed()
    await world.dispatcher.dispatch(job("pat", FRIDAY, FRIDAY))
    assert await world.store.next_outbox(FRIDAY, 9) == []
    (following,) = await world.store.due_jobs(FRIDAY + 99 * DAY, 9)
    assert following.at == datetime(2026, 12, 4, 17, tzinfo=UTC)


async def test_long_lists_are_counted_not_cut_silently() -> None:
    tasks = [
        Task(
            team="studio", id=str(number), giver="olivia", holder="ana", outcome="@everyone " + "x" * 290,
            state=TaskState.HANDED_IN, created_at=MONDAY - DAY, handed_in_at=MONDAY, due_at=MONDAY + DAY,
        )
        for number in range(40)
    ]  # fmt: skip
    world = World()
    await world.seed(*tasks)
    (items,) = [block for block in (await card_for(world, "olivia")).blocks if isinstance(block, Items)]
    assert len(items.items) == 9
    assert as_text(items.items[-1]) == "and 32 more"
