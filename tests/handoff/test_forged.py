"""Requests that no honest card makes, or made long ago: nothing is promised unseen, given to nobody, or runs on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.errors import Refused
from bot.handoff.bulk_records import Bulk
from bot.handoff.records import Event, State, Task, Together
from bot.people import Person, Role
from bot.projects.records import Project
from bot.requests import Direct, Profile, Record, Reply, Request
from bot.times import Away
from bot.ui import as_text
from tests.dialogs.world import MONDAY, PEOPLE, World

HELD = Task(
    team="studio", id="91", giver="olivia", holder="ana", outcome="Write", done_when="x", effort_minutes=60,
    due_at=MONDAY + timedelta(days=3), state=State.ACCEPTED, offered_at=MONDAY, accepted_at=MONDAY, created_at=MONDAY,
)  # fmt: skip
OFFER = replace(HELD, id="92", state=State.OFFERED, accepted_at=None)
DRAFT = replace(
    HELD, id="93", state=State.DRAFT, offered_at=None, accepted_at=None,
    events=(Event(kind="draft", at=MONDAY, by="olivia"),),
)  # fmt: skip
BRIEF = {"outcome": "Write ten books", "done_when": "x", "due": "fri 5pm", "effort": "80h"}
STEPS = "@ana Write done when: x ~1h\n@ben Draw done when: y ~1h after 1"


class Door:
    """A team whose members send what they like."""

    def __init__(self, *records: Record, people: Sequence[Person] = PEOPLE) -> None:
        self.world, self._records, self._sent = World(people=people), records, 0

    async def opens(self) -> Door:
        await self.world.seed(*self._records)
        return self

    async def gets(self, who: str, action: str, /, **arguments: str) -> str:
        """What the person hears: a title, or why not."""
        self._sent += 1
        request = Request(
            id=f"r{self._sent}", team="studio", action=action, account=f"web:{who}", arguments=arguments,
            place=Direct(who), at=self.world.now,
        )  # fmt: skip
        try:
            answer = await self.world.dispatcher.dispatch(request)
        except Refused as refused:
            return " ".join(map(as_text, (refused.text, *refused.fields.values())))
        return as_text(answer.card.title) if isinstance(answer, Reply) else ""

    async def loses(self, who: str) -> None:
        """The platform says that somebody has left."""
        profile = Profile(account=f"web:{who}", name=who.title())
        left = Request(
            id=f"left:{who}", team="studio", action="joining.profile", account=profile.account, profiles=(profile,),
            arguments={"left": "1"}, at=self.world.now,
        )  # fmt: skip
        await self.world.dispatcher.dispatch(left)

    async def task(self, number: str) -> Task:
        found = await self.world.store.get(Task, "studio", number)
        assert found is not None
        return found

    async def shown(self, who: str, number: str) -> str:
        """The first line of their live card."""
        row = await self.world.store.outgoing("studio", f"task:{number}@{who}")
        return as_text(row.card.title) if row else ""

    async def person(self, who: str) -> Person:
        found = await self.world.store.get(Person, "studio", who)
        assert found is not None
        return found


async def door(*records: Record, people: Sequence[Person] = PEOPLE) -> Door:
    return await Door(*records, people=people).opens()


@pytest.mark.parametrize("how", ["left", "partner"])
async def test_a_preview_is_not_done_when_its_newcomer_takes_on_nothing_any_more(how: str) -> None:
    opened = await door(HELD, OFFER)
    await opened.gets("olivia", "handoff.hand_over", person="@ana", newcomer="@ben")
    if how == "left":
        await opened.loses("ben")
    else:
        await opened.gets("olivia", "team.role", person="@ben", role="partner")
    said = await opened.gets("olivia", "handoff.do_bulk", bulk="1")
    assert said.startswith("Ben takes on no tasks here any more.")
    assert [(await opened.task(one.id)).events for one in (HELD, OFFER)] == [(), ()]


async def test_accepting_everything_leaves_out_what_has_changed_since_it_was_asked() -> None:
    opened = await door(HELD, OFFER)
    await opened.gets("olivia", "handoff.hand_over", person="@ana", newcomer="@ben")
    await opened.gets("olivia", "handoff.do_bulk", bulk="1")
    await opened.gets("olivia", "handoff.change", task="92", **BRIEF)
    await opened.gets("ben", "handoff.take_all", bulk="1")
    assert (await opened.task("91")).holder == "ben"
    assert (await opened.task("92")).state is State.OFFERED
    assert (await opened.gets("ben", "handoff.take_all", bulk="1")).startswith("#92 has changed since you were asked")


@pytest.mark.parametrize(
    ("first", "who", "step"),
    [
        (OFFER, "ana", "accept"),
        (replace(OFFER, state=State.UNCLAIMED, holder="", open_to=("anyone",)), "ana", "claim"),
    ],
)
async def test_a_button_for_a_brief_that_has_changed_promises_nothing(first: Task, who: str, step: str) -> None:
    opened = await door(first)
    await opened.gets("olivia", "handoff.change", task="92", **BRIEF)
    for seen in ({}, {"seen": "7"}):
        await opened.gets(who, f"handoff.{step}", task="92", **seen)
        assert (await opened.shown(who, "92")).startswith("Changed since that card.")
        assert (await opened.task("92")).accepted_at is None
    await opened.gets(who, f"handoff.{step}", task="92", seen="1")
    assert (await opened.task("92")).state is State.ACCEPTED


async def test_who_agrees_to_a_date_agrees_to_the_one_that_was_on_the_card() -> None:
    opened = await door(OFFER)
    await opened.gets("ana", "handoff.counter", task="92", due="fri 5pm")
    await opened.gets("ana", "handoff.counter", task="92", due="in 300 days")
    await opened.gets("olivia", "handoff.agree", task="92", seen="1")
    assert (await opened.shown("olivia", "92")).startswith("Changed since that card.")
    await opened.gets("olivia", "handoff.agree", task="92", seen="2")
    assert (await opened.task("92")).state is State.ACCEPTED


@pytest.mark.parametrize("action", ["offer_anyway", "give"])
async def test_a_step_that_waits_is_kept_for_its_turn_whatever_is_pressed(action: str) -> None:
    opened = await door()
    await opened.gets("olivia", "projects.save", name="Shop", outcome="Open", due="in 9 days", steps=STEPS)
    await opened.gets("olivia", f"handoff.{action}", task="2", person="ben")
    step = await opened.task("2")
    assert (step.state, step.waits, step.holder) == (State.DRAFT, True, "ben")
    await opened.gets("olivia", "handoff.cancel", task="1", why="x")
    assert (await opened.task("2")).state is State.OFFERED


async def test_a_step_of_somebody_who_has_left_is_a_draft_to_be_finished_when_it_is_its_turn() -> None:
    opened = await door()
    await opened.gets("olivia", "projects.save", name="Shop", outcome="Open", due="in 9 days", steps=STEPS)
    await opened.loses("ben")
    await opened.gets("olivia", "handoff.cancel", task="1", why="x")
    step = await opened.task("2")
    assert (step.state, step.waits) == (State.DRAFT, False)


async def test_a_step_called_off_and_reopened_after_what_it_waited_for_is_offered_with_its_project() -> None:
    opened = await door()
    await opened.gets("olivia", "projects.save", name="Shop", outcome="Open", due="in 9 days", steps=STEPS)
    for number in ("2", "1"):
        await opened.gets("olivia", "handoff.cancel", task=number, why="x")
    await opened.gets("olivia", "projects.close", project="1")
    await opened.gets("olivia", "handoff.reopen", task="2")
    assert (await opened.task("2")).state is State.DRAFT
    await opened.gets("olivia", "projects.reopen", project="1")
    assert (await opened.task("2")).state is State.OFFERED
    project = await opened.world.store.get(Project, "studio", "1")
    assert project is not None
    assert project.open


async def test_a_step_reopened_while_nothing_holds_it_up_is_offered_at_once() -> None:
    opened = await door()
    await opened.gets("olivia", "projects.save", name="Shop", outcome="Open", due="in 9 days", steps=STEPS)
    for number in ("2", "1"):
        await opened.gets("olivia", "handoff.cancel", task=number, why="x")
    await opened.gets("olivia", "handoff.reopen", task="2")
    assert (await opened.task("2")).state is State.OFFERED


async def test_undoing_a_move_after_a_step_was_freed_is_one_commit_and_keeps_it_free() -> None:
    opened = await door()
    steps = "@ana Write done when: x ~1h\nDraw after 1"
    await opened.gets("olivia", "projects.save", name="Shop", outcome="Open", due="in 9 days", steps=steps)
    await opened.gets("olivia", "handoff.move_several", tasks="1 2", by="week")
    await opened.gets("olivia", "handoff.do_bulk", bulk="1")
    await opened.gets("olivia", "handoff.cancel", task="1", why="x")
    await opened.gets("olivia", "handoff.undo_bulk", bulk="1")
    bulk = await opened.world.store.get(Bulk, "studio", "1")
    assert bulk is not None
    assert bulk.stage == "undone"
    assert not (await opened.task("2")).waits


@pytest.mark.parametrize("to", ["99991231T2359Z", "20461231T1700Z", "00010101T0000Z", "20201201T1700Z"])
async def test_what_gives_way_moves_no_farther_than_anybody_looks_ahead(to: str) -> None:
    opened = await door(HELD, DRAFT)
    said = await opened.gets("olivia", "handoff.give_way", task="93", other="91", to=to)
    assert said.startswith("Moving #91 to then makes no room")
    assert await opened.task("91") == replace(HELD, revision=1)


async def test_a_draft_does_not_give_way_to_itself_and_is_offered_to_nobody_who_has_left() -> None:
    opened = await door(DRAFT)
    said = await opened.gets("olivia", "handoff.give_way", task="93", other="93", to="20261201T1700Z")
    assert said.startswith("Moving #93 to then makes no room")
    await opened.loses("ana")
    assert await opened.gets("olivia", "handoff.offer_anyway", task="93") == "#93 is still a draft. Finish it first."
    assert (await opened.task("93")).state is State.DRAFT


async def test_who_stood_in_for_somebody_that_has_left_may_approve_nothing_more() -> None:
    away = [replace(one, away=(Away(MONDAY.date(), MONDAY.date() + timedelta(days=9), "gil"),)) for one in PEOPLE[2:3]]
    gil = replace(PEOPLE[4], stands_in_for=("ben",))
    work = replace(HELD, giver="ben", state=State.HANDED_IN, handed_in_at=MONDAY)
    opened = await door(work, people=(*PEOPLE[:2], *away, PEOPLE[3], gil))
    await opened.loses("ben")
    assert (await opened.person("gil")).stands_in_for == ()
    assert "not one of your tasks" in await opened.gets("gil", "handoff.approve", task="91")
    await opened.gets("olivia", "handoff.approve", task="91")
    assert (await opened.task("91")).state is State.APPROVED


async def test_a_list_of_reminders_says_nothing_to_somebody_who_may_not_see_the_tasks_any_more() -> None:
    listed = [Together(team="studio", id=who, items=(("91", "due"),), at=MONDAY) for who in ("ben", "pat")]
    opened = await door(HELD, *listed, people=[replace(p, role=Role.PARTNER) if p.id == "ben" else p for p in PEOPLE])
    for who in ("ben", "pat"):
        assert await opened.gets(who, "handoff.why") == "Nothing of that list is waiting any more."


@pytest.mark.parametrize("ahead", ["9" * 5_000, "²", "٣", "-1", "4", ""])
async def test_a_number_of_days_ahead_that_no_form_offers_is_passed_over(ahead: str) -> None:
    opened = await door()
    await opened.gets("olivia", "handoff.delegate", line="@ana Sort every weekday 9am ~1h done when: sorted")
    brief = {"outcome": "Sort all", "done_when": "sorted", "person": "ana", "repeats": "every day 9am"}
    assert (await opened.gets("olivia", "systems.change", system="1", ahead=ahead, **brief)).startswith("Changed: S1")


async def test_a_draft_that_was_thrown_away_and_taken_up_again_is_shown_to_nobody_it_was_meant_for() -> None:
    opened = await door()
    await opened.gets("olivia", "handoff.compose", person="ana", then="draft", **BRIEF)
    await opened.gets("olivia", "handoff.undo", task="1")
    await opened.gets("olivia", "handoff.reopen", task="1")
    assert (await opened.task("1")).state is State.DRAFT
    assert await opened.world.store.outgoing("studio", "task:1@olivia") is not None
    assert await opened.world.store.outgoing("studio", "task:1@ana") is None


@pytest.mark.parametrize("how", ["left", "partner"])
async def test_a_change_taken_back_gives_no_work_to_somebody_who_takes_on_none_any_more(how: str) -> None:
    opened = await door(HELD)
    await opened.gets("olivia", "handoff.change", task="91", **BRIEF)
    await opened.gets("ana", "handoff.decline", task="91", why="too much")
    if how == "left":
        await opened.loses("ana")
    else:
        await opened.gets("olivia", "team.role", person="@ana", role="partner")
    assert (await opened.gets("olivia", "handoff.withdraw", task="91", seen="1")).startswith(
        "Ana takes on no tasks here"
    )
    assert (await opened.task("91")).state is State.DECLINED


async def test_nobody_becomes_a_partner_while_work_is_on_its_way_to_them() -> None:
    opened = await door(HELD)
    await opened.gets("olivia", "handoff.hand_off", task="91", newcomer="ben", context="x")
    await opened.gets("olivia", "team.role", person="@ben", role="partner")
    assert (await opened.person("ben")).role is Role.ASSISTANT
