"""bot/projects through the door: bad lines, forged ids, two at once, and steps that change under a project."""

from __future__ import annotations

import asyncio

import pytest
from msgspec.structs import replace

from bot.errors import Refused
from bot.handoff.records import State, Task
from bot.projects.records import Project
from bot.requests import Reply
from bot.ui import Items, as_text
from tests.dialogs.peer import Core
from tests.dialogs.world import World
from tests.projects.test_rules import project
from tests.systems.test_handlers import ask, at, done, put, request, says

ABOUT = {"name": "Shop", "outcome": "It is open", "due": "Mon 30 Nov 5pm"}
TWO = "@ana Write the texts done when: two pages\n@ben Draw the logo done when: it is there, after 1"


@pytest.fixture
async def world() -> World:
    world = World()
    Core(world)
    await world.seed()
    return world


async def begun(world: World, steps: str = TWO) -> None:
    await ask(world, "olivia", "projects.save", **ABOUT, steps=steps)


async def states(world: World) -> dict[str, str]:
    return {task.id: task.state.value for task in await world.store.all(Task, "studio")}


async def test_a_step_without_a_date_has_that_of_its_project(world: World) -> None:
    await begun(world)
    assert {task.due_at for task in await world.store.all(Task, "studio")} == {at("2026-11-30 17:00")}


async def test_what_its_approval_sets_free_is_offered_in_the_same_commit(world: World) -> None:
    await begun(world)
    await ask(world, "ana", "handoff.accept", task="1")
    await ask(world, "ana", "handoff.hand_in", task="1", work="Done", link="")
    await world.dispatcher.dispatch(request(world, "olivia", "handoff.approve", task="1"))
    assert await states(world) == {"1": "approved", "2": "offered"}


async def test_two_steps_that_one_waits_for_approved_at_once_offer_it_once(world: World) -> None:
    lines = "@ana Act done when: a\n@ben B done when: b\n@ana C done when: c, after 1, 2"
    await begun(world, lines)
    for who, number in (("ana", "1"), ("ben", "2")):
        await ask(world, who, "handoff.accept", task=number)
        await ask(world, who, "handoff.hand_in", task=number, work="Done", link="")
    pressed = [request(world, "olivia", "handoff.approve", task=number) for number in ("1", "2")]
    await asyncio.gather(*map(world.dispatcher.dispatch, pressed))
    found = await world.store.get(Task, "studio", "3")
    assert found is not None
    assert [event.kind for event in found.events] == ["draft", "offer"]


async def test_a_step_reopened_takes_back_nothing_that_was_offered(world: World) -> None:
    await begun(world)
    await ask(world, "ana", "handoff.accept", task="1")
    await done(world, "1")
    await ask(world, "olivia", "handoff.reopen", task="1")
    assert await states(world) == {"1": "offered", "2": "offered"}


async def test_a_closed_project_offers_nothing_more_and_a_note_changes_no_card(world: World) -> None:
    await begun(world)
    row = await world.store.outgoing("studio", "project:1@olivia")
    await ask(world, "olivia", "handoff.note", task="1", note="Short")
    assert await world.store.outgoing("studio", "project:1@olivia") == row
    await ask(world, "olivia", "handoff.undo", task="1")
    await ask(world, "olivia", "handoff.undo", task="2")
    await ask(world, "olivia", "projects.close", project="1")
    await ask(world, "olivia", "handoff.reopen", task="2")
    assert (await states(world))["1"] == "cancelled"


async def test_closing_takes_back_what_nobody_was_offered(world: World) -> None:
    await begun(world, "Tidy up\nOpen the doors after 1")
    assert await states(world) == {"1": "draft", "2": "draft"}
    await ask(world, "olivia", "projects.close", project="1")
    assert await states(world) == {"1": "cancelled", "2": "cancelled"}


@pytest.mark.parametrize("number", ["2", "", "P", "-1", "²", "1;drop", "9" * 30])
async def test_a_number_that_is_no_project_of_this_team_is_no_project(world: World, number: str) -> None:
    await begun(world)
    await put(world, project(team="other", id="2", giver="olivia"))
    for action in ("show", "add", "arrange", "change", "close", "reopen"):
        with pytest.raises(Refused, match="There is no project"):
            await ask(world, "olivia", f"projects.{action}", project=number)


async def test_a_step_that_is_late_with_its_project_leaves_on_the_card_that_the_project_is_due(world: World) -> None:
    await ask(world, "olivia", "projects.save", **ABOUT | {"due": "Mon 30 Nov 3pm"}, steps=TWO)
    with pytest.raises(Refused, match="older card"):
        await ask(world, "olivia", "projects.turn_late", project="1")
    for clock, late in (("15:00", False), ("15:01", True)):
        await world.clock_to(at(f"2026-11-30 {clock}"))
        row = await world.store.outgoing("studio", "project:1@olivia")
        assert row is not None
        assert as_text(row.card.title).startswith("Due now.")
        (items,) = [block for block in row.card.blocks if isinstance(block, Items)]
        assert as_text(items.items[0]).endswith("late") is late


async def test_nobody_but_baton_reminds_and_after_downtime_once_marked_late(world: World) -> None:
    await begun(world)
    with pytest.raises(Refused, match="older card"):
        await ask(world, "olivia", "projects.remind", project="1")
    await world.wake_up_at(at("2026-12-03 12:00"))
    row = await world.store.outgoing("studio", "project:1@olivia")
    assert row is not None
    assert as_text(row.card.title).startswith("Due now.")
    found = await world.store.get(Project, "studio", "1")
    assert found is not None
    assert found.reminded == ("soon", "due")


async def test_a_new_due_time_reminds_anew_and_none_reminds_no_more(world: World) -> None:
    await begun(world)
    await world.clock_to(at("2026-11-30 12:00"))
    await ask(world, "olivia", "projects.change", project="1", **ABOUT | {"due": "Fri 4 Dec 5pm"})
    found = await world.store.get(Project, "studio", "1")
    assert found is not None
    assert (found.reminded, found.due_at) == ((), at("2026-12-04 17:00"))
    await ask(world, "olivia", "projects.change", project="1", **ABOUT | {"due": ""})
    assert not [job for job in await world.store.due_jobs(at("2030-01-01 00:00"), 99) if job.key == "project:1"]


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ("@ana A after 1", "Line 1: After 1? There is 1 step, and none"),
        ("@ana A after 0", "Line 1: After 0?"),
        ("@ana A after #99", "Line 1: After #99?"),
        ("@ana A after 2\n@ana B after 3\n@ana C after 1", "could begin: 1, 2, 3."),
        ("@ana and @ben A", "Line 1: One task has one holder."),
        ("@pat A", "Line 1: Pat is a partner"),
        ("@ana A by 31 February", "Line 1: "),
        ("~2h", "Line 1: Say what should be there"),
        ("x" * 400, "Line 1: That is 400 characters"),
        ("\n".join(f"Step {n}" for n in range(51)), "That is 51 steps; the most in one project is 50."),
    ],
)
async def test_a_line_that_cannot_be_meant_is_named_with_the_reason(world: World, steps: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        await begun(world, steps)
    assert said in as_text(refused.value.fields["steps"])
    assert await world.store.all(Project, "studio") == []


async def test_fifty_steps_are_one_project_whose_card_holds_them(world: World) -> None:
    line = "@ana " + "Write a long text about everything " * 6
    await begun(
        world, "\n".join(f"{line}{number} after {number - 1}" if number > 1 else line for number in range(1, 51))
    )
    assert len(await states(world)) == 50
    reply = await world.dispatcher.dispatch(replace(request(world, "olivia", "projects.show", project="1"), place=None))
    assert isinstance(reply, Reply)
    form = await world.dispatcher.dispatch(request(world, "olivia", "projects.arrange", project="1"))
    assert form is not None
    with pytest.raises(Refused) as refused:
        await ask(world, "olivia", "projects.add", project="1", steps="One more")
    assert "51 steps" in as_text(refused.value.fields["steps"])


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ("", "Left out: #1, #2."),
        ("#1\n#1\n#2", "I cannot place “#1”"),
        ("#1\n#2\n#3 Other", "I cannot place “#3 Other”"),
        ("#1 after: #1\n#2", "I cannot place “#1”"),
        ("#1 after: #9\n#2", "I cannot place “#1”"),
        ("#1 after: #2\n#2 after: #1", "could begin: #1, #2."),
    ],
)
async def test_an_order_that_cannot_be_is_refused_and_changes_nothing(world: World, order: str, said: str) -> None:
    await begun(world)
    with pytest.raises(Refused) as refused:
        await ask(world, "olivia", "projects.arrange", project="1", order=order)
    assert said in as_text(refused.value.fields["order"])
    found = await world.store.get(Project, "studio", "1")
    assert found is not None
    assert found.steps == ("1", "2")


async def test_a_draft_that_is_arranged_to_come_later_waits_and_what_was_offered_stays(world: World) -> None:
    await begun(world, "@ana Act done when: a\nB\n@ben C done when: c")
    await ask(world, "olivia", "projects.arrange", project="1", order="#3 after: #1\n#1\n#2 after: #3")
    found = {task.id: task for task in await world.store.all(Task, "studio")}
    assert [(found[n].state, found[n].waits) for n in ("1", "2", "3")] == [
        (State.OFFERED, False),
        (State.DRAFT, True),
        (State.OFFERED, False),
    ]


async def test_a_step_does_not_repeat_not_even_when_its_brief_is_finished(world: World) -> None:
    await begun(world, "@ana Write")
    with pytest.raises(Refused) as refused:
        await ask(
            world, "olivia", "handoff.compose", task="1", person="ana", outcome="Write", done_when="w",
            due="", repeats="every Monday", effort="", then="offer",
        )  # fmt: skip
    assert "A step happens once" in as_text(refused.value.fields["repeats"])


async def test_words_that_only_look_like_a_project_are_looked_for(world: World) -> None:
    for typed in ("p", "projector", "P1 shop", "plan"):
        assert "found" in await says(world, "olivia", f"/tasks {typed}")
