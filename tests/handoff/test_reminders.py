"""Who is reminded when: tables over states, hours, snoozes and what was missed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from bot.handoff import changes, reminders
from bot.handoff.records import Event, State, Task
from bot.handoff.reminders import People
from bot.people import Role
from bot.times import Away, to_utc
from tests.dialogs.world import TEAM, person
from tests.handoff.test_rules import task

GIVER = person("gia", Role.OWNER, "America/New_York")
HOLDER = person("ana", Role.ASSISTANT, "Asia/Manila")
PEOPLE = People(GIVER, HOLDER)
KNOWS = ("overdue:ana:2026-11-26",)


def manila(text: str) -> datetime:
    return to_utc(datetime.fromisoformat(text), "Asia/Manila")


def new_york(text: str) -> datetime:
    return to_utc(datetime.fromisoformat(text), "America/New_York")


def planned(some: Task) -> list[tuple[str, str, datetime]]:
    return [(r.kind, r.to, r.at) for r in reminders.plan(some, TEAM, PEOPLE)]


def accepted(**values: Any) -> Task:
    return task(
        State.ACCEPTED, accepted_at=manila("2026-11-23 10:00"), due_at=manila("2026-11-26 15:00"), **values
    )  # fmt: skip


def test_an_offer_nudges_after_four_working_hours_and_then_tells_the_giver_in_the_givers_hours() -> None:
    offered = task(State.OFFERED, offered_at=manila("2026-11-23 15:00"))
    assert planned(offered) == [
        ("nudge", "ana", manila("2026-11-24 11:00")),
        ("unanswered", "gia", new_york("2026-11-24 09:00")),
        ("unaccepted", "gia", new_york("2026-11-27 10:00")),
    ]
    assert planned(replace(offered, reminded=("nudge:ana",)))[0][0] == "unanswered"
    assert [
        kind for kind, _, _ in planned(replace(offered, due_at=None, reminded=("nudge:ana", "unanswered:gia")))
    ] == []


def test_the_giver_hears_of_an_unanswered_offer_even_when_the_holder_is_on_leave() -> None:
    gone = People(GIVER, replace(HOLDER, away=(Away(date(2026, 11, 1), date(2027, 11, 1)),)))
    offered = task(State.OFFERED, offered_at=new_york("2026-11-23 12:00"), due_at=None)
    told = [(r.kind, r.at) for r in reminders.plan(offered, TEAM, gone) if r.to == "gia"]
    assert told == [("unanswered", new_york("2026-11-26 12:00"))]


def test_an_offer_never_answered_is_said_once_a_day_after_its_due_time() -> None:
    told = ("nudge:ana", "unanswered:gia", "unaccepted:gia:2026-11-27")
    offered = task(State.OFFERED, offered_at=manila("2026-11-23 15:00"), reminded=told)
    assert planned(offered) == [("unaccepted", "gia", new_york("2026-11-30 09:00"))]


def test_a_handoff_nobody_takes_is_nudged_once_and_then_told_to_the_holder() -> None:
    ben = person("ben", Role.ASSISTANT, "Asia/Manila")
    handed = changes.hand_off(accepted(newcomer=""), HOLDER, manila("2026-11-23 12:00"), ben, "Half done")
    plan = reminders.plan(handed, TEAM, People(GIVER, HOLDER, ben))
    assert [(r.kind, r.to, r.at) for r in plan][:2] == [
        ("take", "ben", manila("2026-11-23 16:00")),
        ("untaken", "ana", manila("2026-11-24 12:00")),
    ]


def test_accepted_work_is_reminded_before_at_and_after_its_due_time_then_up() -> None:
    assert planned(accepted()) == [
        ("due_soon", "ana", manila("2026-11-25 15:00")),
        ("due", "ana", manila("2026-11-26 15:00")),
        ("overdue", "ana", manila("2026-11-26 16:00")),
        ("overdue_up", "gia", new_york("2026-11-27 09:00")),
    ]


def test_the_giver_hears_that_it_is_late_once_the_holder_does_and_a_day_later_in_any_case() -> None:
    knows = replace(accepted(), reminded=("overdue:ana:2026-11-26",))
    assert ("overdue_up", "gia", new_york("2026-11-26 09:00")) in planned(knows)
    after_due = replace(accepted(), accepted_at=manila("2026-11-27 16:30"))
    assert planned(after_due) == [
        ("overdue", "ana", manila("2026-11-30 09:00")),
        ("overdue_up", "gia", new_york("2026-11-30 09:00")),
    ]


@pytest.mark.parametrize("came_back", ["answer", "unblock", "send_back", "take_over", "withdraw"])
def test_what_waited_for_somebody_else_beyond_its_due_time_is_late_from_when_it_came_back(came_back: str) -> None:
    waited = (Event(kind="ask", at=manila("2026-11-24 10:00"), by="ana"),)
    back = (*waited, Event(kind=came_back, at=manila("2026-11-27 10:00"), by="gia"))
    assert planned(accepted(events=back, reminded=("due_soon:ana",), repeat_hours=2)) == [
        ("overdue", "ana", manila("2026-11-27 11:00")),
        ("repeat", "ana", manila("2026-11-27 12:00")),
        ("overdue_up", "gia", new_york("2026-11-30 09:00")),
    ]


def test_due_at_the_end_of_the_day_is_still_said_at_that_minute() -> None:
    due = manila("2026-11-26 17:00")
    kinds = {kind: at for kind, _, at in planned(replace(accepted(), due_at=due))}
    assert kinds["due"] == due
    assert kinds["overdue"] == manila("2026-11-27 09:00")


def test_due_at_night_is_said_in_the_next_working_time_only() -> None:
    kinds = {kind: at for kind, _, at in planned(replace(accepted(), due_at=manila("2026-11-26 23:00")))}
    assert "due" not in kinds
    assert kinds["overdue"] == manila("2026-11-27 09:00")


def test_accepted_on_the_last_day_gets_no_due_soon_at_once() -> None:
    late = replace(accepted(), accepted_at=manila("2026-11-26 10:00"))
    assert "due_soon" not in {kind for kind, _, _ in planned(late)}


def test_overdue_comes_once_a_working_day() -> None:
    monday = manila("2026-11-30 09:00")
    friday_sent = replace(accepted(), reminded=("due_soon:ana", "due:ana", "overdue:ana:2026-11-27"))
    assert ("overdue", "ana", monday) in planned(friday_sent)


def test_nobody_chases_the_holder_while_the_ball_is_elsewhere() -> None:
    for state in (State.COUNTERED, State.ASKED, State.BLOCKED, State.HANDED_IN):
        waiting = replace(
            accepted(), state=state, asked_at=manila("2026-11-24 10:00"), blocked_at=manila("2026-11-24 10:00"),
            handed_in_at=manila("2026-11-24 10:00"),
        )  # fmt: skip
        assert {to for _, to, _ in planned(waiting)} == {"gia"}


def test_drafts_and_closed_tasks_remind_nobody() -> None:
    for state in (State.DRAFT, State.APPROVED, State.DECLINED, State.CANCELLED):
        assert planned(replace(accepted(), state=state)) == []
    assert planned(replace(accepted(), due_at=None)) == []


def test_a_task_of_ones_own_is_not_reported_up() -> None:
    own = People(HOLDER, HOLDER)
    kinds = {r.kind for r in reminders.plan(replace(accepted(), giver="ana"), TEAM, own)}
    assert kinds == {"due_soon", "due", "overdue"}


def test_a_snooze_moves_only_that_persons_reminders() -> None:
    until = manila("2026-11-27 14:00")
    snoozed = planned(changes.snooze(replace(accepted(), reminded=KNOWS), HOLDER, manila("2026-11-26 16:30"), until))
    assert {at for _, to, at in snoozed if to == "ana"} == {until}
    assert ("overdue_up", "gia", new_york("2026-11-26 09:00")) in snoozed


def due_kinds(some: Task, now: datetime) -> list[tuple[str, str]]:
    return [(r.kind, r.to) for r in reminders.due_now(reminders.plan(some, TEAM, PEOPLE), PEOPLE, now).values()]


def sent(some: Task, now: datetime) -> Task:
    """As the job does it: everybody who is to hear something is told."""
    planned = reminders.plan(some, TEAM, PEOPLE)
    for reminder in reminders.due_now(planned, PEOPLE, now).values():
        some = reminders.sent(some, planned, PEOPLE.reader(reminder), now)
    return some


def test_of_several_missed_only_the_weightiest_is_sent_to_each() -> None:
    assert due_kinds(accepted(), manila("2026-11-30 10:00")) == [("overdue", "ana")]
    assert due_kinds(replace(accepted(), reminded=KNOWS), new_york("2026-11-30 10:00")) == [("overdue_up", "gia")]


def test_what_was_missed_waits_for_working_hours_when_it_is_night() -> None:
    night = manila("2026-11-28 03:00")
    knows = replace(accepted(), reminded=KNOWS)
    assert due_kinds(knows, night) == [("overdue_up", "gia")]
    told = sent(knows, night)
    assert told.reminded == (*KNOWS, "overdue_up:gia:2026-11-27")
    assert reminders.next_at(told, TEAM, PEOPLE, night) == manila("2026-11-30 09:00")


def test_a_reminder_at_its_own_minute_is_sent_even_at_the_edge_of_the_day() -> None:
    edge = replace(accepted(), due_at=manila("2026-11-26 17:00"), reminded=("due_soon:ana",))
    assert due_kinds(edge, manila("2026-11-26 17:00")) == [("due", "ana")]
    assert due_kinds(edge, manila("2026-11-26 17:10")) == [("due", "ana")]
    assert due_kinds(edge, manila("2026-11-26 17:11")) == []


def test_sending_marks_all_that_were_outweighed_and_keeps_one_day_per_daily_kind() -> None:
    now = manila("2026-11-27 09:00")
    told = sent(replace(accepted(), reminded=("overdue:ana:2026-11-26",)), now)
    assert set(told.reminded) == {f"{kind}:ana:2026-11-27" for kind in ("due_soon", "due", "overdue")}


def test_the_next_wake_is_the_earliest_reminder_or_the_next_working_time_for_a_missed_one() -> None:
    assert reminders.next_at(accepted(), TEAM, PEOPLE, manila("2026-11-23 11:00")) == manila("2026-11-25 15:00")
    assert reminders.next_at(task(State.APPROVED), TEAM, PEOPLE, manila("2026-11-23 11:00")) is None


def test_a_week_of_an_overdue_task_says_one_thing_a_day_to_each() -> None:
    some, now, said = accepted(), manila("2026-11-23 11:00"), list[tuple[str, str]]()
    while (at := reminders.next_at(some, TEAM, PEOPLE, now)) and at < manila("2026-12-03 00:00"):
        assert at >= now
        now = at
        said.extend(due_kinds(some, now))
        some = sent(some, now)
    assert said.count(("due_soon", "ana")) == 1
    assert said.count(("due", "ana")) == 1
    assert said.count(("overdue", "ana")) == 4  # Fri, Mon, Tue, Wed; on Thursday it was said to be due
    assert said.count(("overdue_up", "gia")) == 5


def test_a_question_waits_one_working_day_before_the_giver_is_reminded() -> None:
    asked = changes.ask(accepted(), HOLDER, new_york("2026-11-23 12:00"), "Which?")
    assert planned(asked) == [("asked", "gia", new_york("2026-11-24 12:00"))]


def test_blocked_work_comes_up_after_two_working_days() -> None:
    blocked = changes.block(accepted(), HOLDER, new_york("2026-11-26 12:00"), "No access", "")
    assert planned(blocked) == [("blocked", "gia", new_york("2026-11-30 12:00"))]
