"""Many tasks at once: each state and role has its change or its reason, and undoing is exact."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.handoff import bulk_rules, changes
from bot.handoff.bulk_records import Bulk, Shift
from bot.handoff.records import Event, State, Task
from bot.people import Person, Role, Roster
from tests.dialogs.world import MONDAY, PEOPLE

OLIVIA, ANA, BEN, PAT, GIL = PEOPLE
ROSTER = Roster(PEOPLE)
LATER = MONDAY + timedelta(hours=1)
HAND = Bulk(team="t", id="1", kind="hand_over", by="olivia", at=LATER, former="ana", newcomer="ben", context="moving")
WEEK = Bulk(team="t", id="1", kind="move", by="olivia", at=LATER, shift=Shift(days=7))


def task(state: State = State.ACCEPTED, id: str = "1", **values: Any) -> Task:
    made = Task(
        team="t", id=id, giver="olivia", holder="ana", outcome="Write", state=state, created_at=MONDAY,
        offered_at=MONDAY, accepted_at=MONDAY, due_at=MONDAY + timedelta(days=2),
        events=(Event(kind="offer", at=MONDAY, by="olivia"),),
    )  # fmt: skip
    return replace(made, **values)


@pytest.mark.parametrize(
    ("by", "state", "becomes"),
    [
        *((OLIVIA, state, "hand_off") for state in (State.ACCEPTED, State.ASKED, State.BLOCKED)),
        *((OLIVIA, state, "pass_on") for state in (State.OFFERED, State.COUNTERED)),
        (OLIVIA, State.HANDED_IN, "review"),
        (OLIVIA, State.APPROVED, "not_yours"),
        *((ANA, state, "hand_off") for state in (State.ACCEPTED, State.ASKED, State.BLOCKED)),
        *((ANA, state, "decline") for state in (State.OFFERED, State.COUNTERED)),
        (ANA, State.HANDED_IN, "review"),
        *((BEN, state, "not_yours") for state in (State.ACCEPTED, State.OFFERED, State.BLOCKED)),
        *((GIL, state, "not_yours") for state in (State.ACCEPTED, State.OFFERED, State.BLOCKED)),
    ],
)
def test_handing_over_does_what_each_may_do_in_each_state(by: Person, state: State, becomes: str) -> None:
    plan = bulk_rules.hand_over([task(state)], HAND, by, BEN)
    if plan.left:
        assert [why for _, why in plan.left] == [becomes]
        return
    [(before, after)] = plan.changed
    assert (before, after.events[-1]) == (task(state), Event(kind=becomes, at=LATER, by=by.id, text="moving"))
    assert {"hand_off": after.newcomer, "pass_on": after.holder, "decline": "ben"}[becomes] == "ben"
    assert bulk_rules.awaits(after, BEN) is (becomes != "decline")
    assert not bulk_rules.awaits(after, GIL)


def test_what_is_on_its_way_to_the_one_who_leaves_goes_on_to_the_newcomer_unless_it_is_theirs() -> None:
    coming = task(holder="gil", newcomer="ana")
    assert bulk_rules.hand_over([coming], HAND, OLIVIA, BEN).changed[0][1].newcomer == "ben"
    assert bulk_rules.hand_over([replace(coming, holder="ben")], HAND, OLIVIA, BEN).changed == ()
    offered = task(State.OFFERED, holder="gil", newcomer="ana")
    assert bulk_rules.hand_over([offered], HAND, OLIVIA, BEN).changed == ()


@pytest.mark.parametrize(
    ("by", "changed", "why"),
    [
        (OLIVIA, {}, ""),
        (OLIVIA, {"state": State.OFFERED}, ""),
        (OLIVIA, {"state": State.UNCLAIMED, "holder": ""}, ""),
        (OLIVIA, {"state": State.HANDED_IN}, "review"),
        (OLIVIA, {"state": State.APPROVED}, "not_yours"),
        (OLIVIA, {"due_at": None}, "no_due"),
        (OLIVIA, {"due_at": MONDAY - timedelta(days=8)}, "past"),
        (ANA, {}, "not_yours"),
        (BEN, {}, "not_yours"),
        (GIL, {}, "not_yours"),
    ],
)
def test_the_giver_moves_what_is_open_and_has_a_date(by: Person, changed: dict[str, Any], why: str) -> None:
    plan = bulk_rules.move([task(**changed)], WEEK, by, LATER)
    assert [reason for _, reason in plan.left] == ([why] if why else [])
    assert [after.due_at for _, after in plan.changed] == ([] if why else [MONDAY + timedelta(days=9)])


def test_moving_to_where_it_is_already_changes_nothing() -> None:
    there = replace(WEEK, shift=Shift(to=MONDAY + timedelta(days=2)))
    assert [why for _, why in bulk_rules.move([task()], there, OLIVIA, LATER).left] == ["same"]


def test_a_day_later_is_the_same_time_on_the_clock_also_where_the_clocks_change() -> None:
    saturday = datetime(2026, 10, 31, 21, tzinfo=UTC)  # 17:00 in New York, a day before winter time
    assert bulk_rules.shifted(saturday, Shift(days=1), "America/New_York") == saturday + timedelta(hours=25)
    assert bulk_rules.shifted(saturday, Shift(days=7), "UTC") == saturday + timedelta(days=7)
    assert bulk_rules.shifted(saturday, Shift(to=MONDAY), "UTC") == MONDAY


@given(st.lists(st.sampled_from([*State]), max_size=9), st.booleans())
def test_undoing_at_once_restores_everything_exactly(states: list[State], moving: bool) -> None:
    tasks = [task(state, str(number), revision=number) for number, state in enumerate(states)]
    plan = bulk_rules.move(tasks, WEEK, OLIVIA, LATER) if moving else bulk_rules.hand_over(tasks, HAND, OLIVIA, BEN)
    assert len(plan.changed) + len(plan.left) == len(tasks)
    done = replace(WEEK if moving else HAND, before=tuple(before for before, _ in plan.changed))
    stored = [replace(after, revision=after.revision + 1) for _, after in plan.changed]
    back, kept = bulk_rules.restored(done, stored, ROSTER)
    assert kept == []
    assert [replace(one, revision=one.revision - 1) for one in back] == list(done.before)


def test_a_reminder_since_is_nothing_that_happened_but_a_step_is() -> None:
    [(before, after)] = bulk_rules.hand_over([task()], HAND, OLIVIA, BEN).changed
    done = replace(HAND, before=(before,))
    reminded = replace(after, reminded=("take:ben",), revision=5)
    assert bulk_rules.restored(done, [reminded], ROSTER) == ([replace(before, revision=5)], [])
    taken = changes.take_over(after, BEN, LATER)
    assert bulk_rules.restored(done, [taken], ROSTER) == ([], [taken])


@pytest.mark.parametrize("gone", [replace(ANA, active=False), replace(ANA, role=Role.PARTNER)])
def test_undoing_gives_nothing_back_to_somebody_who_holds_nothing_here_any_more(gone: Person) -> None:
    roster = Roster((OLIVIA, gone, BEN, PAT, GIL))
    tasks = [task(State.OFFERED), task(State.ACCEPTED, "2")]
    plan = bulk_rules.hand_over(tasks, HAND, OLIVIA, BEN)
    done = replace(HAND, before=tuple(before for before, _ in plan.changed))
    back, kept = bulk_rules.restored(done, [after for _, after in plan.changed], roster)
    assert [one.id for one in kept] == ["1"]
    assert back == [tasks[1]]  # she holds it either way


def test_undoing_leaves_what_a_step_waits_for_as_its_project_says_now() -> None:
    step = task(State.DRAFT, project="1", after=("9",), waits=True)
    [(before, after)] = bulk_rules.move([step], WEEK, OLIVIA, LATER).changed
    freed = replace(after, waits=False, after=())
    assert bulk_rules.restored(replace(WEEK, before=(before,)), [freed], ROSTER) == (
        [replace(before, waits=False, after=())],
        [],
    )


def test_what_has_changed_since_everything_was_asked_is_not_as_it_was_asked() -> None:
    [(before, after)] = bulk_rules.hand_over([task(State.OFFERED)], HAND, OLIVIA, BEN).changed
    done = replace(HAND, before=(before,))
    noted, more = changes.add_note(after, OLIVIA, LATER, "x"), changes.moved(after, OLIVIA, LATER, LATER)
    assert bulk_rules.as_asked(done, [after]) == [after]
    assert bulk_rules.as_asked(done, [noted]) == [noted]
    assert bulk_rules.as_asked(done, [more]) == []
