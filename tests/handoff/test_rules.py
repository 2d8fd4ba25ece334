"""The whole table: every state, step and role has its outcome or its refusal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from msgspec.structs import replace

from bot.errors import NotAllowed, Refused
from bot.handoff import rules
from bot.handoff.records import Brief, Event, State, Task, week_term
from bot.people import Person, Role, Roster
from bot.texts import Words
from bot.ui import as_text
from tests.dialogs.world import MONDAY, PEOPLE, person

# Written by hand, once more than the code: who may do what, and when.
# "g" giver, "h" holder, "n" newcomer, "u" unblocker, "c" whoever may claim it, "s" who stands in for the giver.
ALLOWED = {
    "accept": ("h", "offered countered"),
    "counter": ("h", "offered countered"),
    "agree": ("gs", "countered"),
    "insist": ("gs", "countered"),
    "decline": ("h", "offered countered"),
    "claim": ("c", "unclaimed"),
    "hand_back": ("h", "accepted asked blocked"),
    "undo": ("g", "draft unclaimed offered countered"),
    "keep_due": ("g", "offered countered"),
    "move_due": ("g", "offered countered"),
    "ask": ("h", "offered countered accepted"),
    "answer": ("gs", "asked"),
    "block": ("h", "accepted"),
    "unblock": ("ghus", "blocked"),
    "name_unblocker": ("ghs", "blocked"),
    "hand_in": ("h", "accepted asked blocked"),
    "approve": ("gs", "handed_in"),
    "send_back": ("gs", "handed_in"),
    "hand_off": ("gh", "accepted asked blocked"),
    "pass_on": ("g", "offered countered declined"),
    "keep_it": ("h", "offered countered accepted asked blocked"),
    "take_over": ("n", "offered countered accepted asked blocked"),
    "pass_up": ("n", "offered countered accepted asked blocked"),
    "change": ("g", "draft unclaimed offered countered accepted asked blocked"),
    "withdraw": ("g", "offered countered declined"),
    "cancel": ("g", "draft unclaimed offered countered accepted asked blocked handed_in"),
    "reopen": ("g", "approved declined cancelled"),
    "remove_file": (
        "ghnucs",
        "draft unclaimed offered countered accepted asked blocked handed_in approved declined cancelled",
    ),
    "note": ("ghs", "unclaimed offered countered accepted asked blocked handed_in approved declined cancelled"),
    "snooze": ("ghs", "unclaimed offered countered accepted asked blocked handed_in"),
    "got_it": ("h", "accepted"),
    "offer": ("g", "draft"),
    "put_up": ("g", "draft"),
}
# The state each step leads to; all others leave it as it is.
LEADS_TO = {
    "claim": "accepted", "hand_back": "unclaimed", "put_up": "unclaimed",
    "accept": "accepted", "counter": "countered", "agree": "accepted", "insist": "offered",
    "pass_on": "offered", "decline": "declined",
    "undo": "cancelled", "move_due": "offered", "ask": "asked", "block": "blocked", "unblock": "accepted",
    "hand_in": "handed_in", "approve": "approved", "send_back": "accepted", "cancel": "cancelled",
    "reopen": "offered", "withdraw": "accepted", "offer": "offered",
}  # fmt: skip
GIVER = person("gia", Role.ASSISTANT, "America/New_York")
ACTORS: dict[str, tuple[Person, str]] = {
    "giver": (GIVER, "g"),
    "owner": (PEOPLE[0], "g"),
    "holder": (PEOPLE[1], "h"),
    "newcomer": (PEOPLE[2], "n"),
    "partner": (PEOPLE[3], ""),
    "guest": (PEOPLE[4], ""),
    "unblocker": (person("una", Role.ASSISTANT, "UTC"), "u"),
    "candidate": (person("cara", Role.GUEST, "UTC"), "c"),
    "stand_in": (replace(person("sam", Role.ASSISTANT, "UTC"), stands_in_for=("gia",)), "s"),
}
ROSTER = Roster((*PEOPLE, GIVER, ACTORS["unblocker"][0], ACTORS["candidate"][0]))
EN = Words("en")


def task(state: State = State.ACCEPTED, **values: Any) -> Task:
    made = Task(
        team="studio",
        id="1",
        giver="gia",
        holder="ana",
        newcomer="ben",
        unblocker="una",
        open_to=("cara",),
        was=Brief(outcome="Write less"),
        outcome="Write",
        done_when="Sources",
        due_at=MONDAY + timedelta(days=4),
        state=state,
        created_at=MONDAY,
        offered_at=MONDAY,
        events=(Event(kind="offer", at=MONDAY, by="gia"),),
    )
    return replace(made, **values)


def test_every_step_is_in_the_table_once_more() -> None:
    assert set(ALLOWED) == set(rules.STEPS)


@pytest.mark.parametrize("actor", ACTORS)
@pytest.mark.parametrize("step", ALLOWED)
def test_every_state_step_and_role_has_its_outcome_or_refusal(step: str, actor: str) -> None:
    who, side = ACTORS[actor]
    sides, states = ALLOWED[step]
    for state in State:
        if state is State.DRAFT and actor != "giver":
            continue  # a draft is its giver's alone, see below
        if (step, actor) == ("remove_file", "candidate") and state is not State.UNCLAIMED:
            continue  # what somebody else has claimed they see no more
        allowed = bool(side) and side in sides and state.value in states.split()
        if allowed:
            rules.check(task(state), step, who, ROSTER)
            continue
        with pytest.raises(Refused) as refused:
            rules.check(task(state), step, who, ROSTER)
        mine = bool(side) and side in sides
        assert isinstance(refused.value, NotAllowed) is not mine
        assert "#1" in as_text(refused.value.text)


@pytest.mark.parametrize(("state", "step"), list(product(State, ALLOWED)))
def test_a_step_leads_to_the_state_its_row_names_and_writes_one_event(state: State, step: str) -> None:
    now = MONDAY + timedelta(hours=1)
    assert rules.taken(task(state), step, PEOPLE[1], now).events[-1].text == ""
    taken = rules.taken(task(state), step, PEOPLE[1], now, "words")
    assert taken.state == LEADS_TO.get(step, state)
    assert taken.events[1:] == (Event(kind=step, at=now, by="ana", text="words"),)


def test_a_stranger_to_the_task_hears_nothing_of_it() -> None:
    with pytest.raises(NotAllowed) as refused:
        rules.check(task(newcomer=""), "accept", PEOPLE[2], ROSTER)
    assert as_text(refused.value.text) == "#1 is not one of your tasks. /tasks shows yours."


def test_one_who_has_a_part_but_not_this_one_is_told_whose_it_is() -> None:
    with pytest.raises(NotAllowed) as refused:
        rules.check(task(State.HANDED_IN), "approve", PEOPLE[1], ROSTER)
    assert as_text(refused.value.text) == "On #1 only Gia can do that."
    with pytest.raises(NotAllowed, match="On #1 only Gia, Ana, or Una can do that"):
        rules.check(task(State.BLOCKED), "unblock", PEOPLE[2], ROSTER)
    with pytest.raises(NotAllowed, match="On #1 only the person it is offered to can do that"):
        rules.check(task(newcomer=""), "take_over", PEOPLE[1], ROSTER)


@pytest.mark.parametrize(
    ("state", "roster", "told"),
    [
        (State.OFFERED, ROSTER, "#1 is offered to Ana and not accepted yet."),
        (State.HANDED_IN, ROSTER, "#1 is handed in and waits for Gia to review it."),
        (State.OFFERED, Roster(()), "#1 is offered to ? and not accepted yet."),
        (State.HANDED_IN, Roster(()), "#1 is handed in and waits for ? to review it."),
    ],
)
def test_one_who_comes_at_the_wrong_time_is_told_whose_turn_it_is(state: State, roster: Roster, told: str) -> None:
    with pytest.raises(Refused) as refused:
        rules.check(task(state), "hand_in", PEOPLE[1], roster)
    assert as_text(refused.value.text) == told


def test_keeping_a_task_that_nobody_was_offered_is_refused() -> None:
    with pytest.raises(Refused, match="stays where it is"):
        rules.check(task(newcomer=""), "keep_it", PEOPLE[1], ROSTER)


def test_only_those_with_a_part_past_or_present_and_the_owner_see_a_task() -> None:
    seen = {name: rules.may_see(task(newcomer=""), who) for name, (who, _) in ACTORS.items()}
    assert seen.pop("stand_in")
    assert seen == {
        "giver": True, "owner": True, "holder": True, "newcomer": False, "partner": False, "guest": False,
        "unblocker": True, "candidate": False,
    }  # fmt: skip
    past = task(newcomer="", events=(Event(kind="take_over", at=MONDAY, by="ben"),))
    assert rules.may_see(past, PEOPLE[2])


def test_a_partner_never_sees_a_task_even_with_a_part_in_it() -> None:
    assert not rules.may_see(task(holder="pat"), PEOPLE[3])
    assert rules.sides(task(holder="pat"), PEOPLE[3]) == {rules.Side.NOBODY}


def test_a_draft_thrown_away_before_it_was_offered_stays_its_givers_alone() -> None:
    thrown = task(State.CANCELLED, offered_at=None)
    assert thrown.private
    assert not task(State.CANCELLED).private
    assert not any(rules.may_see(thrown, who) for who in (*PEOPLE, ACTORS["unblocker"][0]))
    assert rules.may_see(thrown, GIVER)


@pytest.mark.parametrize("step", ALLOWED)
def test_a_draft_is_its_givers_alone(step: str) -> None:
    for who in (PEOPLE[0], PEOPLE[1], PEOPLE[2], ACTORS["unblocker"][0]):
        with pytest.raises(NotAllowed, match="not one of your tasks"):
            rules.check(task(State.DRAFT), step, who, ROSTER)
    own = task(State.DRAFT, holder="gia", newcomer="")
    assert rules.sides(own, GIVER) == {rules.Side.GIVER}


def test_giver_and_holder_may_be_one_person() -> None:
    assert rules.sides(task(holder="gia", newcomer=""), GIVER) == {rules.Side.GIVER, rules.Side.HOLDER}


@pytest.mark.parametrize("actor", ["owner", "holder"])
def test_the_owner_and_assistants_give_work(actor: str) -> None:
    rules.may_give(ACTORS[actor][0])


@pytest.mark.parametrize("actor", ["guest", "partner"])
def test_guests_and_partners_give_no_work(actor: str) -> None:
    with pytest.raises(NotAllowed, match="for the owner and assistants"):
        rules.may_give(ACTORS[actor][0])


@pytest.mark.parametrize("actor", ["owner", "holder", "guest"])
def test_work_is_given_to_those_who_work(actor: str) -> None:
    rules.must_work(ACTORS[actor][0], "person", EN)


def test_a_partner_is_neither_given_work_nor_asked_to_clear_a_blocker_and_the_field_says_so() -> None:
    with pytest.raises(Refused, match="Pat is a partner and sees promises only") as refused:
        rules.must_work(PEOPLE[3], "unblocker", EN)
    assert refused.value.fields == {"unblocker": refused.value.text}


def test_a_task_is_handed_to_neither_a_partner_nor_its_holder() -> None:
    rules.may_take(task(), PEOPLE[2], EN)
    for who, words in ((PEOPLE[3], "sees promises only"), (PEOPLE[1], "holds it already")):
        with pytest.raises(Refused, match=words) as refused:
            rules.may_take(task(), who, EN)
        assert set(refused.value.fields) == {"newcomer"}


@pytest.mark.parametrize(
    ("seconds", "changed", "same"),
    [
        (0, {}, True),
        (120, {}, True),
        (121, {}, False),
        (5, {"holder": "ben"}, False),
        (5, {"outcome": "WRITE"}, True),
        (5, {"done_when": "Other"}, False),
        (5, {"due_at": MONDAY}, False),
        (5, {"effort_minutes": 9}, False),
    ],
)
def test_a_brief_made_twice_within_two_minutes_is_the_same(
    seconds: int, changed: dict[str, Any], *, same: bool
) -> None:
    other = task(created_at=MONDAY + timedelta(seconds=seconds), **changed)
    assert rules.same_brief(task(), other) is same
    assert rules.same_brief(other, task()) is same


def test_what_a_brief_lacks_is_named_in_the_order_of_the_form() -> None:
    assert rules.missing_parts(task()) == ()
    assert rules.missing_parts(task(outcome="", done_when="", due_at=None, holder="", open_to=())) == (
        "person", "outcome", "done_when", "due",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("state", "after_due", "late"),
    [
        (State.ACCEPTED, 1, True),
        (State.ACCEPTED, 0, False),
        (State.ACCEPTED, -1, False),
        (State.HANDED_IN, 60, False),
        (State.APPROVED, 60, False),
        (State.ASKED, 60, True),
    ],
)
def test_overdue_is_past_due_and_not_handed_in(state: State, after_due: int, *, late: bool) -> None:
    assert rules.overdue(task(state), MONDAY + timedelta(days=4, seconds=after_due)) is late


def test_a_task_without_a_date_is_never_overdue() -> None:
    assert not rules.overdue(task(due_at=None), MONDAY)


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("", ""),
        ("https://docs.example/a?b=c#d", "https://docs.example/a?b=c#d"),
        ("http://x", "http://x"),
        ("docs.example", "https://docs.example"),
        ("docs.google.example/d/1?x=y", "https://docs.google.example/d/1?x=y"),
        ("docs.example:8080/a", "https://docs.example:8080/a"),
        ("https:///path", None),
        ("javascript:alert(1)", None),
        ("javascript://x.y/%0aalert(1)", None),
        ("mail@docs.example", None),
        ("attached", None),
        ("article.docx", None),
        ("1.5", None),
        ("https://a b", None),
        ("docs.example is it", None),
        ("https://x/" + "a" * 1_990, "https://x/" + "a" * 1_990),
        ("https://x/" + "a" * 1_991, None),
        ("x.example/" + "a" * 1_983, None),
    ],
)
def test_a_link_is_a_web_address_and_may_lack_its_beginning(typed: str, link: str | None) -> None:
    assert rules.whole_link(typed) == link


def test_a_due_time_moves_to_the_same_wall_time_elsewhere() -> None:
    friday_5pm_new_york = datetime(2026, 11, 27, 22, 0, tzinfo=UTC)
    moved = rules.moved_due(friday_5pm_new_york, "America/New_York", "Asia/Manila")
    assert moved == datetime(2026, 11, 27, 9, 0, tzinfo=UTC)


def test_open_tasks_are_filed_by_person_and_closed_ones_by_week() -> None:
    assert task().terms() == ("open", "giver:gia", "holder:ana", "newcomer:ben")
    assert task(newcomer="").terms() == ("open", "giver:gia", "holder:ana")
    assert task(State.BLOCKED, newcomer="").terms() == ("open", "giver:gia", "holder:ana", "unblocker:una")
    assert task(State.DRAFT).terms() == ("draft:gia",)
    assert task(State.APPROVED, closed_at=MONDAY).terms() == ("week:2026-W48",)
    assert week_term(datetime(2027, 1, 3, tzinfo=UTC)) == "week:2026-W53"


def test_what_anyone_may_claim_is_open_to_all_who_work_here_but_to_guests_only_when_they_are_named() -> None:
    free = task(State.UNCLAIMED, holder="", newcomer="", open_to=("anyone",))
    assert {who.id for who in ROSTER.people if rules.may_claim(free, who)} == {"olivia", "ana", "ben", "gia", "una"}
    assert rules.may_claim(replace(free, open_to=("gil",)), PEOPLE[4])
    assert not rules.may_claim(free, replace(PEOPLE[1], active=False))
    assert not rules.may_claim(replace(free, state=State.ACCEPTED), PEOPLE[1])


def test_who_claims_second_hears_who_has_it_and_others_that_it_is_not_theirs() -> None:
    gone = task(State.ACCEPTED, holder="ana", open_to=("anyone",))
    with pytest.raises(Refused, match="accepted and with Ana"):
        rules.check(gone, "claim", PEOPLE[2], ROSTER)
    with pytest.raises(NotAllowed, match="not one of your tasks"):
        rules.check(gone, "claim", ACTORS["candidate"][0], ROSTER)


def test_what_was_given_by_name_cannot_be_handed_back_to_nobody() -> None:
    with pytest.raises(Refused, match="given to you by name"):
        rules.check(task(open_to=()), "hand_back", PEOPLE[1], ROSTER)
