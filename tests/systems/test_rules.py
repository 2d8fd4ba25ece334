"""The whole table: every state, step and role has its outcome or its refusal."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from bot.attached import Attached
from bot.errors import NotAllowed, Refused
from bot.handoff.records import State
from bot.people import Person, Role, Roster
from bot.recurrence import Moved
from bot.systems import rules
from bot.systems.records import System, SystemState
from bot.ui import as_text
from tests.dialogs.world import MONDAY, PEOPLE, person
from tests.systems.made import system

# Written by hand, once more than the code: in which states the giver and the owner may do what; nobody else may.
ALLOWED = {
    "undo": "running",
    "pause": "running",
    "resume": "paused declined adrift stopped",
    "skip": "running",
    "let_go": "running",
    "unskip": "running",
    "move": "running",
    "change": "running paused adrift declined",
    "stop": "running paused adrift declined",
}
LEADS_TO = {"undo": "stopped", "pause": "paused", "resume": "running", "stop": "stopped"}
HAPPENS = {"begin": "running", "turn": None, "accept": None, "decline": "declined", "adrift": "adrift"}
GIA = person("gia", Role.ASSISTANT, "America/New_York")
MANAGES = {"giver": GIA, "owner": PEOPLE[0]}
OTHERS: dict[str, tuple[Person, str]] = {
    "holder": (PEOPLE[1], "On S1 only Gia or Olivia can do that."),
    "assistant": (PEOPLE[2], "S1 is not one of your systems."),
    "partner": (PEOPLE[3], "S1 is not one of your systems."),
    "guest": (PEOPLE[4], "S1 is not one of your systems."),
    "giver who is a guest now": (replace(GIA, role=Role.GUEST), "S1 is not one of your systems."),
    "giver who is a partner now": (replace(GIA, role=Role.PARTNER), "S1 is not one of your systems."),
}
ROSTER = Roster((*PEOPLE, GIA))


def test_every_step_and_every_event_is_in_the_table_once_more() -> None:
    assert set(ALLOWED) == set(rules.STEPS)
    assert set(HAPPENS) == set(rules.EVENTS)


@pytest.mark.parametrize("who", MANAGES)
@pytest.mark.parametrize("step", ALLOWED)
@pytest.mark.parametrize("state", SystemState)
def test_giver_and_owner_may_take_a_step_in_its_states_and_hear_why_not_in_others(
    state: SystemState, step: str, who: str
) -> None:
    some = system(state=state)
    if state.value in ALLOWED[step].split():
        rules.check(some, step, MANAGES[who], ROSTER)
        return
    with pytest.raises(Refused, match="S1") as refused:
        rules.check(some, step, MANAGES[who], ROSTER)
    assert not isinstance(refused.value, NotAllowed)


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("step", ALLOWED)
@pytest.mark.parametrize("state", SystemState)
def test_nobody_else_may_take_any_step_in_any_state(state: SystemState, step: str, who: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        rules.check(system(state=state), step, OTHERS[who][0], ROSTER)
    assert as_text(refused.value.text).startswith(OTHERS[who][1])


@pytest.mark.parametrize("step", [*ALLOWED, *HAPPENS])
@pytest.mark.parametrize("state", SystemState)
def test_a_step_leads_to_the_state_its_row_names_and_writes_one_event(state: SystemState, step: str) -> None:
    now = MONDAY + timedelta(hours=1)
    taken = rules.taken(system(state=state), step, "gia", now, "words")
    assert taken.state == ({**LEADS_TO, **HAPPENS}.get(step) or state)
    assert [(e.kind, e.at, e.by, e.text) for e in taken.events] == [(step, now, "gia", "words")]


def test_the_newest_events_are_kept() -> None:
    some = system()
    for number in range(60):
        some = rules.taken(some, "turn", "", MONDAY, str(number))
    assert [event.text for event in some.events] == [str(number) for number in range(10, 60)]


def test_those_who_hold_it_or_may_claim_it_see_it_a_partner_and_a_guest_who_was_not_named_never() -> None:
    def sees(some: System) -> set[str]:
        return {who.id for who in ROSTER.people if rules.may_see(some, who)}

    assert sees(system()) == {"olivia", "gia", "ana"}
    assert sees(system(holder="", open_to=("anyone",))) == {"olivia", "gia", "ana", "ben"}
    assert sees(system(holder="", open_to=("ben", "gil"))) == {"olivia", "gia", "ben", "gil"}
    assert sees(system(holder="pat")) == {"olivia", "gia"}


@pytest.mark.parametrize(
    ("changed", "can"),
    [
        ({}, True),
        ({"holder": "pat"}, False),
        ({"holder": "gone"}, False),
        ({"holder": "nobody"}, False),
        ({"holder": "", "open_to": ("anyone",)}, True),
        ({"holder": "", "open_to": ("gone", "ben")}, True),
        ({"holder": "", "open_to": ("gone", "pat")}, False),
    ],
)
def test_a_system_needs_somebody_who_works_here(changed: dict[str, Any], *, can: bool) -> None:
    gone = replace(person("gone", Role.ASSISTANT, "UTC"), active=False)
    assert rules.can_hold(system(**changed), Roster((*ROSTER.people, gone))) is can


@pytest.mark.parametrize(
    ("seconds", "changed", "same"),
    [
        (0, {}, True),
        (120, {}, True),
        (121, {}, False),
        (5, {"outcome": "SEND THE NEWSLETTER"}, True),
        (5, {"holder": "ben"}, False),
        (5, {"open_to": ("ben",)}, False),
        (5, {"minutes": 600}, False),
        (5, {"outcome": "Other"}, False),
        (5, {"recurrence": system("FREQ=DAILY").recurrence}, False),
    ],
)
def test_a_system_begun_twice_within_two_minutes_is_the_same(
    seconds: int, changed: dict[str, Any], *, same: bool
) -> None:
    other = system(created_at=MONDAY + timedelta(seconds=seconds), **changed)
    assert rules.same(system(), other) is same
    assert rules.same(other, system()) is same


def test_a_turns_task_has_the_brief_and_knows_where_it_comes_from() -> None:
    file = Attached(id="k", name="brief.pdf", size=9)
    some = system(
        effort_minutes=60, priority="high", source="https://x.example/1", open_to=("ben",), repeat_hours=2,
        links=("https://x.example/2",), files=(file,), quoted="As said",
    )  # fmt: skip
    made = rules.task_of(some, "7", MONDAY, MONDAY + timedelta(days=1), date(2026, 11, 24))
    assert (made.id, made.system, made.turn, made.giver, made.holder) == ("7", "1", date(2026, 11, 24), "gia", "ana")
    assert (made.outcome, made.done_when, made.effort_minutes, made.priority, made.source, made.open_to) == (
        "Send the newsletter", "Everybody has it", 60, "high", "https://x.example/1", ("ben",),
    )  # fmt: skip
    assert (made.state, made.links, made.files, made.repeat_hours, made.quoted) == (
        State.OFFERED, some.links, some.files, 2, some.quoted,
    )  # fmt: skip
    assert (made.due_at, made.due_kept, made.created_at) == (MONDAY + timedelta(days=1), True, MONDAY)
    assert made.timetable is not None
    assert (made.timetable.recurrence, made.timetable.minutes, made.timetable.zone) == (
        some.recurrence, 540, "America/New_York",
    )  # fmt: skip
    assert "system:1" in made.terms()
    assert "system:1" in replace(made, state=State.UNCLAIMED).terms()
    assert "system:1" not in replace(made, state=State.APPROVED, closed_at=MONDAY).terms()


def test_what_comes_accepted_is_nobodys_step_and_yet_accepted() -> None:
    made = rules.task_of(system(), "7", MONDAY, MONDAY, date(2026, 11, 24))
    came = rules.come_accepted(made, MONDAY)
    assert (came.state, came.accepted_at, came.offered_at) == (State.ACCEPTED, MONDAY, MONDAY)
    assert [(event.kind, event.by, event.text) for event in came.events] == [("system", "", "ana")]


def test_exceptions_of_turns_that_are_over_are_forgotten() -> None:
    old = system(made=date(2026, 12, 1))
    old = replace(old, recurrence=replace(
        old.recurrence, skipped=(date(2026, 11, 24),), moved=(Moved(date(2026, 12, 1), date(2026, 12, 2)),),
    ))  # fmt: skip
    assert rules.skipped(old, (date(2026, 12, 8),)).recurrence.skipped == (date(2026, 12, 8),)
    assert rules.moved(old, date(2026, 12, 8), date(2026, 12, 9)).recurrence.moved == (
        Moved(date(2026, 12, 8), date(2026, 12, 9)),
    )
    assert not rules.to_come(old, date(2026, 12, 1))
    assert rules.to_come(old, date(2026, 12, 2))


def test_a_turn_that_is_taken_back_is_to_come_once_more() -> None:
    made = system(made=date(2026, 11, 24))
    task = rules.task_of(made, "7", MONDAY, MONDAY, date(2026, 11, 24))
    assert rules.before(task, made) == date(2026, 11, 23)
    assert rules.before(replace(task, turn=None), made) == date(2026, 11, 24)


def test_counted_from_what_was_done_a_turn_comes_after_that() -> None:
    some = system("DONE+2D")
    assert not rules.to_come(some, date(2026, 11, 24))
    done = replace(some, done=date(2026, 11, 24))
    assert [rules.to_come(done, date(2026, 11, day)) for day in (23, 24, 25)] == [False, False, True]


def test_systems_are_filed_by_person_and_those_that_run_together() -> None:
    assert system().terms() == ("systems", "giver:gia", "holder:ana", "running")
    assert system(state=SystemState.PAUSED).terms() == ("systems", "giver:gia", "holder:ana")
    assert system(state=SystemState.STOPPED).terms() == ()
    assert system(state=SystemState.OVER).terms() == ()
