"""What each step changes besides the state."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.handoff import changes
from bot.handoff.records import Event, Snooze, State
from bot.handoff.rules import was_accepted
from tests.dialogs.world import MONDAY, PEOPLE
from tests.handoff.test_rules import GIVER, task

ANA, BEN = PEOPLE[1], PEOPLE[2]
NOW = MONDAY + timedelta(hours=2)


def test_acceptance_starts_the_clock_and_forgets_reminders_of_the_offer() -> None:
    accepted = changes.accept(task(State.OFFERED, reminded=("nudge:ana",), proposed_at=NOW), ANA, NOW)
    assert (accepted.state, accepted.accepted_at, accepted.reminded, accepted.proposed_at) == (
        State.ACCEPTED, NOW, (), None,
    )  # fmt: skip


def test_a_suggested_date_counts_once_the_giver_takes_it() -> None:
    later = MONDAY + timedelta(days=9)
    countered = changes.counter(task(State.OFFERED), ANA, NOW, later)
    assert (countered.state, countered.proposed_at, countered.due_at) == (State.COUNTERED, later, task().due_at)
    agreed = changes.agree(countered, GIVER, NOW)
    assert (agreed.state, agreed.due_at, agreed.proposed_at, agreed.accepted_at) == (
        State.ACCEPTED, later, None, NOW,
    )  # fmt: skip
    insisted = changes.insist(countered, GIVER, NOW)
    assert (insisted.state, insisted.due_at, insisted.proposed_at, insisted.offered_at) == (
        State.OFFERED, task().due_at, None, NOW,
    )  # fmt: skip


def test_a_question_counts_and_the_answer_returns_to_where_it_was() -> None:
    asked = changes.ask(task(State.ACCEPTED, accepted_at=MONDAY, answer="old"), ANA, NOW, "Which?")
    assert (asked.state, asked.question, asked.answer, asked.asked_at, asked.questions) == (
        State.ASKED, "Which?", "", NOW, 1,
    )  # fmt: skip
    answered = changes.answer(asked, GIVER, NOW, "This")
    assert (answered.state, answered.answer, answered.question, answered.asked_at) == (
        State.ACCEPTED, "This", "Which?", None,
    )  # fmt: skip
    before = changes.answer(changes.ask(task(State.OFFERED), ANA, NOW, "Which?"), GIVER, NOW, "This")
    assert (before.state, before.offered_at) == (State.OFFERED, NOW)


def test_a_blocker_is_named_and_cleared() -> None:
    blocked = changes.block(task(), ANA, NOW, "No access", "ben")
    assert (blocked.state, blocked.blocker, blocked.unblocker, blocked.blocked_at) == (
        State.BLOCKED, "No access", "ben", NOW,
    )  # fmt: skip
    freed = changes.unblock(blocked, ANA, NOW)
    assert (freed.state, freed.blocker, freed.unblocker, freed.blocked_at) == (State.ACCEPTED, "", "", None)


def test_a_hand_in_clears_what_was_open_and_a_return_counts() -> None:
    blocked = changes.block(task(), ANA, NOW, "No access", "ben")
    given = changes.hand_in(blocked, ANA, NOW, "Here", "https://x")
    assert (given.state, given.note, given.link, given.handed_in_at, given.accepted_at) == (
        State.HANDED_IN, "Here", "https://x", NOW, NOW,
    )  # fmt: skip
    assert (given.blocker, given.unblocker, given.blocked_at, given.newcomer, given.context) == ("", "", None, "", "")
    back = changes.send_back(given, GIVER, NOW, "Source 3")
    assert (back.state, back.missing, back.returns) == (State.ACCEPTED, "Source 3", 1)
    again = changes.hand_in(back, ANA, NOW, "Here", "")
    assert again.missing == ""
    approved = changes.approve(again, GIVER, NOW)
    assert (approved.state, approved.closed_at, approved.returns) == (State.APPROVED, NOW, 1)


def test_the_holder_stays_until_the_newcomer_takes_over() -> None:
    offered = changes.hand_off(task(newcomer=""), ANA, NOW, BEN, "Half done")
    assert (offered.holder, offered.newcomer, offered.context) == ("ana", "ben", "Half done")
    taken = changes.take_over(replace(offered, snoozes=(Snooze("ana", NOW),)), BEN, NOW)
    assert (taken.holder, taken.newcomer, taken.context, taken.snoozes) == ("ben", "", "Half done", ())
    for name, by in (("pass_up", BEN), ("keep_it", ANA)):
        ended = changes.end_handoff(offered, name, by, NOW, "No time")
        assert (ended.holder, ended.newcomer, ended.context, ended.events[-1].text) == ("ana", "", "", "No time")


def test_a_change_after_acceptance_has_to_be_accepted_again_and_a_drafts_does_not() -> None:
    asked = changes.ask(task(State.ACCEPTED, accepted_at=MONDAY), ANA, NOW, "Which?")
    changed = changes.change(asked, GIVER, NOW, replace(asked, outcome="More"))
    assert (changed.state, changed.outcome, changed.accepted_at, changed.question, changed.newcomer) == (
        State.OFFERED, "More", None, "", "",
    )  # fmt: skip
    draft = task(State.DRAFT, open_to=())
    assert changes.change(draft, GIVER, NOW, draft).state is State.DRAFT


def test_closing_and_reopening_keep_the_history() -> None:
    cancelled = changes.close(task(), "cancel", GIVER, NOW, "Client left")
    assert (cancelled.state, cancelled.closed_at, cancelled.newcomer) == (State.CANCELLED, NOW, "")
    declined = changes.decline(task(State.OFFERED), ANA, NOW, "Full")
    assert (declined.state, declined.closed_at) == (State.DECLINED, NOW)
    again = changes.reopen(cancelled, GIVER, NOW, as_draft=False)
    assert (again.state, again.offered_at, again.closed_at, again.accepted_at) == (State.OFFERED, NOW, None, None)
    assert [event.kind for event in again.events] == ["offer", "cancel", "reopen"]


def test_due_time_kept_moved_noted_and_snoozed() -> None:
    offered = task(State.OFFERED)
    assert changes.keep_due(offered, GIVER, NOW).due_kept
    moved = changes.move_due(offered, GIVER, NOW, NOW)
    assert (moved.due_at, moved.due_kept, moved.state) == (NOW, True, State.OFFERED)
    assert changes.add_note(offered, ANA, NOW, "Half").events[-1].text == "Half"
    first = changes.snooze(offered, ANA, NOW, NOW)
    second = changes.snooze(first, ANA, NOW, NOW + timedelta(hours=1))
    assert second.snoozes == (Snooze("ana", NOW + timedelta(hours=1)),)
    assert changes.offer(task(State.DRAFT), GIVER, NOW).offered_at == NOW


def test_reopening_leaves_nothing_open_and_may_lead_to_a_draft() -> None:
    asked = changes.ask(task(), ANA, NOW, "Which?")
    blocked = replace(asked, blocker="No access", unblocker="ben", blocked_at=NOW, link="https://x", missing="Source")
    again = changes.reopen(changes.close(blocked, "cancel", GIVER, NOW), GIVER, NOW, as_draft=False)
    assert (again.question, again.asked_at, again.blocker, again.unblocker, again.blocked_at) == (
        "",
        None,
        "",
        "",
        None,
    )
    assert (again.link, again.missing, again.newcomer) == ("", "", "")
    draft = changes.reopen(replace(blocked, offered_at=None), GIVER, NOW, as_draft=True)
    assert (draft.state, draft.offered_at) == (State.DRAFT, None)


def test_handing_in_ends_an_open_question_and_keeps_an_answered_one() -> None:
    asked = changes.ask(task(State.ACCEPTED, accepted_at=MONDAY), ANA, NOW, "Which?")
    assert changes.hand_in(asked, ANA, NOW, "Here", "").question == ""
    answered = changes.answer(asked, GIVER, NOW, "This")
    given = changes.hand_in(answered, ANA, NOW, "Here", "")
    assert (given.question, given.answer) == ("Which?", "This")


def test_a_new_handoff_is_nudged_anew() -> None:
    again = changes.hand_off(task(reminded=("take:ben", "untaken:ana", "due:ana")), ANA, NOW, BEN, "Half")
    assert again.reminded == ("due:ana",)


@pytest.mark.parametrize(
    ("steps", "once"),
    [
        ("", False),
        ("offer counter insist change", False),
        *((f"offer {step} change", True) for step in ("accept", "agree", "claim", "take_over", "withdraw", "system")),
    ],
)
def test_what_was_promised_once_stays_so_while_a_change_waits(steps: str, once: bool) -> None:
    events = tuple(Event(kind=step, at=NOW, by="ana") for step in steps.split())
    assert was_accepted(task(State.OFFERED, events=events)) is once


def test_an_offer_is_put_up_where_several_may_claim_it_and_accepted_where_its_giver_holds_it() -> None:
    draft = task(State.DRAFT, open_to=())
    assert changes.offer(draft, GIVER, NOW).state is State.OFFERED
    assert changes.offer(replace(draft, holder="", open_to=("ana", "ben")), GIVER, NOW).state is State.UNCLAIMED
    own = changes.offer(replace(draft, holder=GIVER.id), GIVER, NOW)
    assert (own.state, own.accepted_at, own.offered_at) == (State.ACCEPTED, NOW, NOW)


def test_work_handed_in_as_it_was_changed_is_what_holds_from_then_on() -> None:
    first, later = task(was=None), MONDAY + timedelta(days=9)
    asked = changes.ask(changes.moved(first, GIVER, NOW, later), ANA, NOW, "Why later?")
    back = changes.send_back(changes.hand_in(asked, ANA, NOW, "Done", ""), GIVER, NOW, "Third source")
    withdrawn = changes.withdraw(changes.moved(back, GIVER, NOW, MONDAY), GIVER, NOW)
    assert withdrawn.due_at == later


def test_whoever_takes_over_what_was_asked_before_acceptance_has_accepted_it() -> None:
    asked = changes.ask(task(State.OFFERED, newcomer=""), ANA, NOW, "Which?")
    taken = changes.take_over(changes.hand_off(asked, ANA, NOW, BEN, "Yours"), BEN, NOW)
    assert (taken.holder, taken.state, taken.accepted_at, taken.was) == ("ben", State.ASKED, NOW, None)
    assert changes.answer(taken, GIVER, NOW, "This").state is State.ACCEPTED
