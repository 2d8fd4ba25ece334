"""Who may do what with a project, in which state, and what becomes of its steps."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from bot.errors import NotAllowed, Refused
from bot.handoff.records import State
from bot.people import Person, Role, Roster
from bot.projects import rules
from bot.projects.records import Project
from bot.times import Away, to_utc
from bot.ui import as_text
from tests.dialogs.world import MONDAY, PEOPLE, TEAM, person
from tests.projects.test_graph import step, steps

GIA = person("gia", Role.ASSISTANT, "America/New_York")
ROSTER = Roster((*PEOPLE, GIA))
# Written by hand, once more than the code: what the project's owner and the team's may do, and when; nobody else may.
OPEN = ("add", "arrange", "change", "close")
CLOSED = ("reopen",)
MANAGES = {"owner of the project": GIA, "owner of the team": PEOPLE[0]}
OTHERS: dict[str, tuple[Person, str]] = {
    "holder of a step": (PEOPLE[1], "On P1 only Gia or Olivia can do that."),
    "assistant": (PEOPLE[2], "P1 is not one of your projects."),
    "partner": (PEOPLE[3], "P1 is not one of your projects."),
    "guest": (PEOPLE[4], "P1 is not one of your projects."),
    "owner of the project who is a guest now": (replace(GIA, role=Role.GUEST), "P1 is not one of your projects."),
}
HELD = (step("1", offered_at=MONDAY),)


def project(**values: Any) -> Project:
    made = Project(team="studio", id="1", giver="gia", name="Shop", outcome="It is open", created_at=MONDAY)
    return replace(made, **values)


def at(text: str) -> datetime:
    return to_utc(datetime.fromisoformat(text), "America/New_York")


def test_every_step_is_in_the_table_once_more() -> None:
    assert set(rules.STEPS) == {*OPEN, *CLOSED}


@pytest.mark.parametrize("closed_at", [None, MONDAY])
@pytest.mark.parametrize("who", MANAGES)
@pytest.mark.parametrize("taken", [*OPEN, *CLOSED])
def test_its_owner_and_the_teams_may_take_a_step_in_its_state(taken: str, who: str, closed_at: datetime | None) -> None:
    some = project(closed_at=closed_at)
    if (taken in OPEN) is (closed_at is None):
        rules.check(some, taken, MANAGES[who], HELD, ROSTER)
        return
    with pytest.raises(Refused, match="P1 is closed" if closed_at else "P1 is open") as refused:
        rules.check(some, taken, MANAGES[who], HELD, ROSTER)
    assert not isinstance(refused.value, NotAllowed)


@pytest.mark.parametrize("closed_at", [None, MONDAY])
@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("taken", [*OPEN, *CLOSED])
def test_nobody_else_may_take_any_step(taken: str, who: str, closed_at: datetime | None) -> None:
    with pytest.raises(NotAllowed) as refused:
        rules.check(project(closed_at=closed_at), taken, OTHERS[who][0], HELD, ROSTER)
    assert as_text(refused.value.text).startswith(OTHERS[who][1])


def test_whoever_has_a_step_that_was_offered_sees_the_project_a_guest_the_step_alone() -> None:
    def sees(**values: Any) -> set[str]:
        return {who.id for who in ROSTER.people if rules.may_see(project(), who, (step("1", **values),))}

    assert sees(offered_at=MONDAY) == {"gia", "olivia", "ana"}
    assert sees(state=State.DRAFT) == {"gia", "olivia"}
    assert sees(offered_at=MONDAY, holder="gil") == {"gia", "olivia"}
    assert sees(offered_at=MONDAY, holder="pat") == {"gia", "olivia"}


def test_a_step_that_comes_after_others_waits_and_one_that_lacks_something_stays_a_draft() -> None:
    whole = step("1", days=1, done_when="Seen", state=State.OFFERED, giver="olivia")
    first = rules.step_of(project(), whole, (), MONDAY)
    assert (first.state, first.waits, first.project, first.giver) == (State.DRAFT, False, "1", "gia")
    assert [(event.kind, event.by) for event in first.events] == [("draft", "gia")]
    assert rules.begins(first, ROSTER)
    assert not rules.begins(rules.step_of(project(), whole, ("9",), MONDAY), ROSTER)
    for lacking in ({"done_when": ""}, {"state": State.OFFERED}, {"holder": "nobody"}, {"holder": "pat"}):
        assert not rules.begins(replace(first, **lacking), ROSTER)


@pytest.mark.parametrize(
    ("changed", "state"),
    [
        ({}, State.OFFERED),
        ({"holder": "", "open_to": ("anyone",)}, State.UNCLAIMED),
        ({"holder": "gia"}, State.ACCEPTED),
        ({"done_when": ""}, State.DRAFT),
    ],
)
def test_what_waited_is_offered_as_it_is_meant_when_nothing_is_left_to_wait_for(
    changed: dict[str, Any], state: State
) -> None:
    waiting = step("2", "1", State.DRAFT, days=1, waits=True, **{"done_when": "Seen", **changed})
    after = rules.settled(steps(step("1", state=State.APPROVED), waiting), GIA, ROSTER, MONDAY)
    assert {number: (task.state, task.waits) for number, task in after.items()} == {"2": (state, False)}
    assert rules.settled(steps(step("1"), waiting), GIA, ROSTER, MONDAY) == {}


def test_progress_counts_approved_steps_of_those_that_were_not_cancelled() -> None:
    some = [step("1", state=state) for state in State]
    assert rules.progress(some) == (1, len(State) - 1)
    assert rules.progress([]) == (0, 0)


def test_in_hand_is_what_somebody_was_offered_and_is_not_done() -> None:
    found = {task.state for task in rules.in_hand(step("1", state=state) for state in State)}
    assert found == set(State) - {State.DRAFT, State.APPROVED, State.CANCELLED, State.DECLINED}


@pytest.mark.parametrize(
    ("changed", "kinds"),
    [
        ({"due_at": None}, []),
        ({"closed_at": MONDAY}, []),
        ({}, [("soon", at("2026-11-26 15:00")), ("due", at("2026-11-27 15:00"))]),
        ({"due_at": at("2026-11-29 12:00")}, [("due", at("2026-11-30 09:00"))]),
        ({"due_at": at("2026-11-30 12:00")}, [("soon", at("2026-11-30 09:00")), ("due", at("2026-11-30 12:00"))]),
        ({"created_at": at("2026-11-27 09:00")}, [("due", at("2026-11-27 15:00"))]),
    ],
)
def test_the_owner_is_reminded_a_day_before_and_when_it_is_due_in_working_hours(
    changed: dict[str, Any], kinds: list[tuple[str, datetime]]
) -> None:
    some = project(**{"due_at": at("2026-11-27 15:00"), **changed})
    assert list(rules.reminders(some, GIA, TEAM)) == kinds


def test_one_job_waits_for_the_next_reminder_that_was_not_sent() -> None:
    some = project(due_at=at("2026-11-27 15:00"))
    wake = rules.wake(some, GIA, TEAM, MONDAY)
    assert (wake.key, wake.at, wake.action) == ("project:1", at("2026-11-26 15:00"), "projects.remind")
    assert rules.wake(replace(some, reminded=("soon",)), GIA, TEAM, MONDAY).at == at("2026-11-27 15:00")
    assert rules.wake(replace(some, reminded=("soon", "due")), GIA, TEAM, MONDAY).at is None
    later = at("2026-12-01 09:00")
    assert rules.wake(replace(some, reminded=("soon",)), GIA, TEAM, later).at == later
    on_leave = replace(GIA, away=(Away(date(2026, 11, 26), date(2026, 11, 29)),))
    assert rules.wake(some, on_leave, TEAM, MONDAY).at == at("2026-11-30 09:00")


@pytest.mark.parametrize(
    ("changed", "late_at"),
    [
        ({}, "2026-11-25 17:00"),
        ({"state": State.DRAFT}, "2026-11-25 17:00"),
        ({"state": State.BLOCKED}, "2026-11-25 17:00"),
        ({"state": State.HANDED_IN}, "2026-11-27 17:00"),
        ({"state": State.APPROVED}, "2026-11-27 17:00"),
        ({"due_at": None}, "2026-11-27 17:00"),
        ({"due_at": MONDAY}, "2026-11-23 09:00"),
        ({"due_at": MONDAY - timedelta(seconds=1)}, "2026-11-27 17:00"),
    ],
)
def test_one_job_waits_for_the_next_open_step_that_becomes_late(changed: dict[str, Any], late_at: str) -> None:
    one = replace(step("1", due_at=at("2026-11-25 17:00")), **changed)
    two = step("2", due_at=at("2026-11-27 17:00"))
    wake = rules.late_wake(project(), (one, two), MONDAY)
    assert (wake.key, wake.action, wake.arguments) == ("project:1:late", "projects.turn_late", {"project": "1"})
    assert wake.at == at(late_at) + timedelta(seconds=1)
    assert rules.late_wake(project(closed_at=MONDAY), (one, two), MONDAY).at is None
    assert rules.late_wake(project(), (), MONDAY).at is None


def test_projects_are_filed_by_owner_while_they_are_open_and_keep_their_newest_events() -> None:
    assert project().terms() == ("open", "giver:gia")
    assert project(closed_at=MONDAY).terms() == ("closed",)
    some = project()
    for number in range(60):
        some = rules.happened(some, "change", "gia", MONDAY + timedelta(minutes=number))
    assert len(some.events) == 50
    assert some.events[-1].at == MONDAY + timedelta(minutes=59)
