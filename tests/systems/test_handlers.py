"""bot/systems through the door: double clicks, forged and stale buttons, downtime, people who leave, many systems."""

from __future__ import annotations

import asyncio
from datetime import date, datetime

import pytest
from msgspec.structs import replace

from bot.actions import read_command
from bot.errors import Refused
from bot.handoff.records import State, Task
from bot.people import Person
from bot.ports import Commit, Job
from bot.requests import Ask, Direct, Outcome, Record, Reply, Request
from bot.systems.records import System, SystemState
from bot.times import to_utc
from bot.ui import Items, as_text
from tests.dialogs.peer import Core
from tests.dialogs.world import World
from tests.systems.made import system

WEEKLY = "/delegate @ana Send the newsletter every Tuesday 9am ~1h done when: everybody has it"
CHANGED = {
    "system": "1",
    "person": "ana",
    "outcome": "Send the newsletter",
    "done_when": "everybody has it",
    "repeats": "every Tuesday 09:00",
    "effort": "1 h",
    "ahead": "1",
}


@pytest.fixture
async def world() -> World:
    world = World()
    Core(world)
    await world.seed()
    return world


def request(world: World, who: str, action: str, **arguments: str) -> Request:
    return Request(
        id=world.new_id(),
        team="studio",
        account=f"web:{who}",
        action=action,
        arguments=arguments,
        place=Direct(who),
        at=world.now,
    )


async def ask(world: World, who: str, action: str, **arguments: str) -> str:
    """What the person reads, `form` or nothing; and everything that follows is delivered."""
    reply = await world.dispatcher.dispatch(request(world, who, action, **arguments))
    await world.deliver()
    match reply:
        case Reply(card=card):
            return as_text(card.title)
        case Ask():
            return "form"
    return ""


async def says(world: World, who: str, line: str) -> str:
    action, arguments = read_command(line)
    return await ask(world, who, action, **arguments)


async def begun(world: World, line: str = WEEKLY) -> None:
    """S1, accepted by Ana with #1."""
    await says(world, "olivia", line)
    await ask(world, "ana", "handoff.accept", task="1")


async def done(world: World, number: str) -> None:
    await ask(world, "ana", "handoff.hand_in", task=number, work="Done", link="")
    await ask(world, "olivia", "handoff.approve", task=number)


async def stored(world: World, number: str = "1") -> System:
    found = await world.store.get(System, "studio", number)
    assert found is not None
    return found


async def tasks(world: World) -> list[Task]:
    return await world.store.all(Task, "studio")


async def put(world: World, *records: Record) -> None:
    await (
        await world.store.commit(
            Commit(request_id=world.new_id(), team="studio", at=world.now, outcome=Outcome(records=records))
        )
    )


async def jobs(world: World, until: str = "2030-01-01 00:00") -> list[Job]:
    found = await world.store.due_jobs(at(until), 1_000)
    return [job for job in found if job.key.startswith("system:")]


def at(text: str, zone: str = "America/New_York") -> datetime:
    return to_utc(datetime.fromisoformat(text), zone)


async def test_one_job_waits_and_fired_twice_or_long_after_it_makes_one_task(world: World) -> None:
    await begun(world)
    (job,) = await jobs(world)
    assert (job.key, job.at) == ("system:1:2026-12-01", at("2026-11-30 09:00", "Asia/Manila"))
    fired = Request(id="a", team="studio", action=job.action, arguments=job.arguments, at=job.at, job=job.key)
    await world.dispatcher.dispatch(replace(fired, due_at=job.at))
    await world.dispatcher.dispatch(replace(fired, due_at=job.at))
    await world.dispatcher.dispatch(replace(fired, id="b", due_at=job.at))
    assert [task.id for task in await tasks(world)] == ["1", "2"]
    assert (await stored(world)).times == 2


async def test_a_job_that_came_too_early_as_hours_changed_waits_again(world: World) -> None:
    await begun(world)
    (job,) = await jobs(world)
    early = Request(id="a", team="studio", action=job.action, arguments=job.arguments, at=world.now, job=job.key)
    await world.dispatcher.dispatch(replace(early, due_at=world.now))
    assert len(await tasks(world)) == 1
    assert [(one.key, one.at) for one in await jobs(world)] == [(job.key, job.at)]


async def test_two_presses_on_skip_at_once_skip_one_turn_and_the_second_hears_it(world: World) -> None:
    await begun(world)
    pressed = [request(world, who, "systems.skip", system="1", turn="2026-12-01") for who in ("olivia", "olivia")]
    replies = await asyncio.gather(*map(world.dispatcher.dispatch, pressed), return_exceptions=True)
    refused = [reply for reply in replies if isinstance(reply, Refused)]
    assert [as_text(one.text) for one in refused] == [
        "That day of S1 is done with: it was made, skipped or moved. The next is Tue 8 Dec."
    ]
    assert (await stored(world)).recurrence.skipped == (date(2026, 12, 1),)


@pytest.mark.parametrize("action", ["skip", "move"])
async def test_a_button_for_a_turn_that_was_made_changes_nothing(world: World, action: str) -> None:
    await begun(world)
    await world.clock_to(at("2026-11-30 09:05", "Asia/Manila"))
    before = await stored(world)
    with pytest.raises(Refused, match="The next is Tue 8 Dec"):
        await ask(world, "olivia", f"systems.{action}", system="1", turn="2026-12-01", to="thu")
    assert await stored(world) == before


@pytest.mark.parametrize("turn", ["", "2026-12-08", "yesterday", "9999-99-99", "2026-12-01' or 1=1"])
async def test_a_forged_turn_skips_the_next_or_nothing(world: World, turn: str) -> None:
    await begun(world)
    if turn == "":
        await ask(world, "olivia", "systems.skip", system="1", turn=turn)
        assert (await stored(world)).recurrence.skipped == (date(2026, 12, 1),)
        return
    with pytest.raises(Refused, match="The next is Tue 1 Dec"):
        await ask(world, "olivia", "systems.skip", system="1", turn=turn)


@pytest.mark.parametrize("number", ["2", "", "S", "-1", "１", "1;drop", "S1S1", "9" * 30])
async def test_a_number_that_is_no_system_of_this_team_is_no_system(world: World, number: str) -> None:
    await begun(world)
    await put(world, system(team="other", id="2", giver="olivia"))
    for action in ("show", "pause", "skip", "stop", "change", "undo"):
        with pytest.raises(Refused, match="There is no system"):
            await ask(world, "olivia", f"systems.{action}", system=number)


async def test_nobody_but_baton_makes_a_turn(world: World) -> None:
    await begun(world)
    with pytest.raises(Refused, match="older card"):
        await ask(world, "olivia", "systems.make", system="1", turn="2026-12-01")


async def test_after_downtime_the_latest_turn_is_made_and_the_others_are_dropped_with_a_note(world: World) -> None:
    await begun(world)
    await world.wake_up_at(at("2026-12-21 12:00"))
    made = (await tasks(world))[1:]
    assert [(task.id, task.turn) for task in made] == [("2", date(2026, 12, 22))]
    assert world.log == ["not sent, as its time has passed"]
    assert (await stored(world)).coming == date(2026, 12, 29)


async def test_a_holder_who_has_left_by_the_time_leaves_it_resting_and_the_giver_is_told_once(world: World) -> None:
    await begun(world)
    await done(world, "1")
    await put(world, replace(await person(world, "ana"), active=False))
    await world.clock_to(at("2026-12-15 12:00"))
    assert (await stored(world)).state is SystemState.ADRIFT
    assert len(await tasks(world)) == 1
    assert await jobs(world) == []
    row = await world.store.outgoing("studio", "system:1@olivia")
    assert row is not None
    assert (row.fresh, [button.label for button in row.card.buttons]) == (True, ["Change", "Stop"])
    with pytest.raises(Refused, match="Choose somebody with Change"):
        await ask(world, "olivia", "systems.resume", system="1")


async def person(world: World, who: str) -> Person:
    found = await world.store.get(Person, "studio", who)
    assert found is not None
    return found


async def test_leave_moves_the_job_and_coming_back_moves_it_again(world: World) -> None:
    await begun(world)
    await says(world, "ana", "/baton away Nov 30 until Dec 2")
    (job,) = await jobs(world)
    assert (job.key, job.at) == ("system:1:2026-12-01", at("2026-12-03 09:00", "Asia/Manila"))
    await world.clock_to(at("2026-11-30 12:00", "Asia/Manila"))
    await says(world, "ana", "/baton back")
    (job,) = await jobs(world)
    assert job.at == at("2026-11-30 09:00", "Asia/Manila")
    await world.clock_to(at("2026-11-30 12:05", "Asia/Manila"))
    assert len(await tasks(world)) == 2


async def test_a_holder_who_moves_has_it_as_the_day_begins_there(world: World) -> None:
    await begun(world)
    await says(world, "ana", "/baton timezone Europe/Lisbon")
    (job,) = await jobs(world)
    assert job.at == at("2026-11-30 09:00", "Europe/Lisbon")
    assert (await stored(world)).zone == "America/New_York"


async def test_the_givers_zone_of_then_counts_also_when_the_giver_has_moved(world: World) -> None:
    await begun(world)
    await says(world, "olivia", "/baton timezone Europe/Lisbon")
    await world.clock_to(at("2026-11-30 09:05", "Asia/Manila"))
    assert (await tasks(world))[1].due_at == at("2026-12-01 09:00")


@pytest.mark.parametrize("step", ["cancel", "approve"])
async def test_counted_from_done_a_task_that_ends_starts_the_count_and_one_reopened_stops_it(
    world: World, step: str
) -> None:
    await begun(world, "/delegate @ana Empty the bin 2 days after done ~1h done when: empty")
    if step == "approve":
        await done(world, "1")
    else:
        await ask(world, "olivia", "handoff.cancel", task="1", why="")
    (job,) = await jobs(world)
    assert (job.key, job.at) == ("system:1:2026-11-25", at("2026-11-25 09:00", "Asia/Manila"))
    await ask(world, "olivia", "handoff.reopen", task="1")
    assert await jobs(world) == []
    assert (await stored(world)).done is None
    with pytest.raises(Refused, match="#1 is approved, so the next has no day yet"):
        await ask(world, "olivia", "systems.move", system="1")


AFTER_DONE = "/delegate @ana Empty the bin 2 days after done ~1h done when: empty"


async def test_counted_from_done_skip_lets_go_of_what_is_out_once_and_of_nothing_else(world: World) -> None:
    await begun(world, AFTER_DONE)
    with pytest.raises(Refused, match="#1 has come of it meanwhile"):
        await ask(world, "olivia", "systems.skip", system="1", turn="2026-11-24")
    await ask(world, "olivia", "systems.skip", system="1", turn="#1")
    assert [task.state for task in await tasks(world)] == [State.CANCELLED]
    assert [job.key for job in await jobs(world)] == ["system:1:2026-11-25"]
    with pytest.raises(Refused, match="#1 is not out any more"):
        await ask(world, "olivia", "systems.skip", system="1", turn="#1")
    assert (await stored(world)).recurrence.skipped == ()


async def test_counted_from_done_what_is_handed_in_is_reviewed_and_not_let_go(world: World) -> None:
    await begun(world, AFTER_DONE)
    await ask(world, "ana", "handoff.hand_in", task="1", work="Done", link="")
    with pytest.raises(Refused, match="#1 is handed in"):
        await ask(world, "olivia", "systems.skip", system="1")
    assert [task.state for task in await tasks(world)] == [State.HANDED_IN]


async def test_counted_from_done_an_offer_let_go_is_asked_with_the_next(world: World) -> None:
    await says(world, "olivia", AFTER_DONE)
    await says(world, "olivia", "/tasks S1 skip")
    assert ((await stored(world)).asked, (await stored(world)).accepted_at) == ("", None)
    await world.clock_to(at("2026-11-25 09:05", "Asia/Manila"))
    assert [(task.id, task.state) for task in await tasks(world)] == [("1", State.CANCELLED), ("2", State.OFFERED)]


async def test_counted_from_done_an_exception_is_for_one_turn_also_when_all_happens_on_one_day(world: World) -> None:
    await begun(world, AFTER_DONE)
    await done(world, "1")
    await ask(world, "olivia", "systems.move", system="1", to="today")
    await world.clock_to(world.now)
    await done(world, "2")
    await world.clock_to(world.now)
    assert [task.id for task in await tasks(world)] == ["1", "2"]
    assert [(job.key, job.at) for job in await jobs(world)] == [
        ("system:1:2026-11-25", at("2026-11-25 09:00", "Asia/Manila"))
    ]


async def test_counted_from_done_one_that_was_undone_and_resumed_counts_from_then(world: World) -> None:
    await says(world, "olivia", "/delegate @ana Empty the bin 2 days after done ~1h done when: empty")
    await ask(world, "olivia", "systems.undo", system="1")
    assert await jobs(world) == []
    await ask(world, "olivia", "systems.resume", system="1")
    assert [job.key for job in await jobs(world)] == ["system:1:2026-11-25"]


async def test_a_rule_changed_to_count_from_done_counts_from_the_task_that_is_done(world: World) -> None:
    await begun(world)
    await done(world, "1")
    await ask(world, "olivia", "systems.change", **CHANGED | {"repeats": "3 days after done"})
    assert [job.key for job in await jobs(world)] == ["system:1:2026-11-26"]
    await ask(world, "olivia", "systems.change", **CHANGED)
    assert [job.key for job in await jobs(world)] == ["system:1:2026-12-01"]


async def test_a_rule_changed_while_a_task_is_open_makes_no_second_one_for_the_same_day(world: World) -> None:
    await begun(world)
    await ask(world, "olivia", "systems.change", **CHANGED | {"repeats": "every day 09:00"})
    assert [job.key for job in await jobs(world)] == ["system:1:2026-11-25"]


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"repeats": ""}, "repeats", "I cannot read"),
        ({"repeats": "whenever"}, "repeats", "I cannot read"),
        ({"repeats": "every Monday until Wednesday"}, "repeats", "never comes"),
        ({"outcome": " "}, "outcome", "Say what should be there"),
        ({"done_when": ""}, "done_when", "how both of you will know"),
        ({"person": "pat"}, "person", "sees promises only"),
        ({"person": ""}, "person", "Choose who gets it"),
        ({"person": "nobody"}, "person", "Nobody here is called"),
        ({"effort": "a while"}, "effort", "2h"),
        ({"done_when": "x" * 3_000}, "done_when", "the most here is 2000"),
    ],
)
async def test_a_form_sent_badly_names_the_field_and_changes_nothing(
    world: World, changed: dict[str, str], field: str, said: str
) -> None:
    await begun(world)
    before = await stored(world)
    with pytest.raises(Refused) as refused:
        await ask(world, "olivia", "systems.change", **CHANGED | changed)
    assert list(refused.value.fields) == [field]
    assert said in as_text(refused.value.fields[field])
    assert await stored(world) == before


async def test_a_number_of_days_that_was_not_offered_is_not_taken(world: World) -> None:
    await begun(world)
    for ahead in ("99", "-1", "²", "x"):
        await ask(world, "olivia", "systems.change", **CHANGED | {"ahead": ahead})
    assert (await stored(world)).ahead == 1


async def test_what_is_declined_after_a_change_rests_and_resume_offers_that_turn_again(world: World) -> None:
    await begun(world)
    await done(world, "1")
    await ask(world, "olivia", "systems.change", **CHANGED | {"outcome": "Send two newsletters"})
    await world.clock_to(at("2026-11-30 09:05", "Asia/Manila"))
    await ask(world, "ana", "handoff.decline", task="2", why="Too much")
    assert (await stored(world)).state is SystemState.DECLINED
    assert await jobs(world) == []
    await ask(world, "olivia", "systems.resume", system="1")
    await world.clock_to(at("2026-11-30 10:00", "Asia/Manila"))
    made = (await tasks(world))[-1]
    assert (made.id, made.state, made.turn) == ("3", State.OFFERED, date(2026, 12, 1))


@pytest.mark.parametrize(
    ("step", "arguments"), [("hand_off", {"newcomer": "ben", "context": "Please"}), ("reopen", {})]
)
async def test_a_declined_task_that_was_offered_once_more_is_its_turn_and_resume_makes_no_second(
    world: World, step: str, arguments: dict[str, str]
) -> None:
    await says(world, "olivia", WEEKLY)
    await ask(world, "ana", "handoff.decline", task="1", why="Too much")
    await ask(world, "olivia", f"handoff.{step}", task="1", **arguments)
    await ask(world, "olivia", "systems.resume", system="1")
    await world.clock_to(at("2026-12-01 10:00", "Asia/Manila"))
    assert [task.turn for task in await tasks(world)] == [date(2026, 11, 24), date(2026, 12, 1)]


async def test_an_old_offer_accepted_after_the_system_was_changed_does_not_accept_the_change(world: World) -> None:
    await says(world, "olivia", WEEKLY)
    await ask(world, "ana", "handoff.ask", task="1", question="To whom?")
    await ask(world, "olivia", "systems.change", **CHANGED | {"outcome": "Send two newsletters"})
    await ask(world, "olivia", "handoff.answer", task="1", answer="To all")
    await ask(world, "ana", "handoff.accept", task="1")
    assert (await stored(world)).accepted_at is None


async def test_a_date_that_was_suggested_and_agreed_accepts_the_system_too(world: World) -> None:
    await says(world, "olivia", WEEKLY)
    await ask(world, "ana", "handoff.counter", task="1", due="Thu 9am")
    await ask(world, "olivia", "handoff.agree", task="1", seen="1")
    assert (await stored(world)).accepted_at == world.now


async def test_a_task_that_was_handed_on_leaves_the_system_with_its_holder(world: World) -> None:
    await begun(world)
    await ask(world, "ana", "handoff.hand_off", task="1", newcomer="ben", context="Half is done")
    await ask(world, "ben", "handoff.take_over", task="1")
    await world.clock_to(at("2026-11-30 09:05", "Asia/Manila"))
    assert [task.holder for task in await tasks(world)] == ["ben", "ana"]


async def test_ones_own_system_needs_no_acceptance(world: World) -> None:
    await says(world, "olivia", "/delegate @olivia Pay the rent on the 1st of every month done when: paid")
    assert [task.state for task in await tasks(world)] == [State.ACCEPTED]
    await world.clock_to(at("2026-12-31 12:00"))
    assert [task.state for task in await tasks(world)] == [State.ACCEPTED, State.ACCEPTED]


async def test_the_first_task_taken_back_alone_leaves_the_system_to_ask_with_the_next(world: World) -> None:
    await says(world, "olivia", WEEKLY)
    await ask(world, "olivia", "handoff.undo", task="1")
    assert ((await stored(world)).asked, (await stored(world)).state) == ("", SystemState.RUNNING)
    await world.clock_to(at("2026-11-30 09:05", "Asia/Manila"))
    assert [(task.id, task.state) for task in await tasks(world)] == [("1", State.CANCELLED), ("2", State.OFFERED)]
    assert (await stored(world)).asked == "2"


async def test_undo_comes_too_late_once_it_was_accepted(world: World) -> None:
    await begun(world)
    with pytest.raises(Refused, match="under way and cannot be undone"):
        await ask(world, "olivia", "systems.undo", system="1")


async def test_a_hundred_systems_are_listed_by_pages_and_each_has_its_job(world: World) -> None:
    some = system(giver="olivia", coming=date(2026, 12, 1))
    await put(world, *(replace(some, id=str(number), outcome=f"Task {number}") for number in range(1, 101)))
    reply = await world.dispatcher.dispatch(request(world, "olivia", "handoff.tasks", view="systems"))
    assert isinstance(reply, Reply)
    assert as_text(reply.card.title) == "Systems (100)"
    assert [button.label for button in reply.card.buttons] == ["S1", "S2", "S3", "S4", "More"]
    more = reply.card.buttons[-1]
    last = await world.dispatcher.dispatch(request(world, "olivia", more.action, **more.arguments | {"start": "96"}))
    assert isinstance(last, Reply)
    (items,) = [block for block in last.card.blocks if isinstance(block, Items)]
    assert len(items.items) == 4
    for start in ("-1", "x", "9999999", "100"):
        await ask(world, "olivia", "handoff.tasks", view="systems", start=start)
    await says(world, "ana", "/baton hours 8-16")
    assert len(await jobs(world)) == 100


async def test_words_that_only_look_like_a_system_are_looked_for(world: World) -> None:
    await begun(world)
    for typed in ("s", "S1 newsletter", "systems are good", "snow"):
        assert "found" in await says(world, "olivia", f"/tasks {typed}")
