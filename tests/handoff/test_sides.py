"""Who is what to a task beside the big table: stand-ins, a change taken back, a first yes for a system, links."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.errors import NotAllowed, Refused
from bot.handoff import reminder_rules, rules
from bot.handoff.records import Event, State
from bot.people import Role, Roster
from bot.texts import Words
from bot.ui import as_text
from tests.dialogs.world import MONDAY, PEOPLE, person
from tests.handoff.test_rules import GIVER, task

OWNER, ANA, BEN = PEOPLE[:3]
SAM = replace(person("sam", Role.ASSISTANT, "UTC"), stands_in_for=("gia",))
COVERED = Roster((*PEOPLE, GIVER, SAM))
EN = Words("en")


def test_who_stands_in_for_the_giver_is_named_beside_them_unless_it_is_their_own_work() -> None:
    assert rules.stand_in_of(task(), COVERED) == SAM
    assert rules.stand_in_of(task(), Roster((*PEOPLE, GIVER))) is None
    assert rules.stand_in_of(task(holder="sam"), COVERED) is None
    with pytest.raises(NotAllowed, match="On #1 only Gia or Sam can do that"):
        rules.check(task(State.HANDED_IN), "approve", ANA, COVERED)
    with pytest.raises(NotAllowed, match="On #1 only Gia can do that"):
        rules.check(task(State.HANDED_IN), "cancel", ANA, COVERED)
    with pytest.raises(NotAllowed, match="On #1 only Gia can do that"):
        rules.check(task(State.HANDED_IN, holder="sam"), "approve", SAM, COVERED)


def test_a_change_is_taken_back_only_where_one_waits_and_its_holder_still_works_here() -> None:
    waits = task(State.OFFERED)
    rules.check(waits, "withdraw", GIVER, COVERED)
    with pytest.raises(Refused) as none:
        rules.check(replace(waits, was=None), "withdraw", GIVER, COVERED)
    assert as_text(none.value.text) == "#1 has no change that still waits to be accepted."
    with pytest.raises(Refused) as gone:
        rules.check(waits, "withdraw", GIVER, Roster((GIVER, replace(ANA, active=False))))
    assert as_text(gone.value.text).startswith("Ana takes on no tasks here any more.")
    rules.check(replace(waits, was=None), "undo", GIVER, COVERED)


def test_what_was_given_by_name_is_for_its_giver_to_take_back() -> None:
    with pytest.raises(Refused) as refused:
        rules.check(task(open_to=()), "hand_back", ANA, COVERED)
    assert as_text(refused.value.text) == "#1 was given to you by name. Hand it to somebody, or ask Gia."


@pytest.mark.parametrize("state", State)
def test_only_its_giver_offers_to_somebody_else_what_nobody_has_accepted(state: State) -> None:
    waits = state.value in ["offered", "countered", "declined"]
    assert rules.may_pass_on(task(state), GIVER) is waits
    assert not rules.may_pass_on(task(state), ANA)


def test_the_first_yes_to_a_system_is_asked_for_until_it_was_given_once() -> None:
    first = task(State.OFFERED, system="1")
    assert rules.asks_for_system(first)
    assert not rules.asks_for_system(replace(first, system=""))
    assert not rules.asks_for_system(replace(first, holder=""))
    assert not rules.asks_for_system(replace(first, state=State.DECLINED))
    for kind in ("accept", "agree", "claim", "system", "take_over", "withdraw"):
        again = replace(first, events=(*first.events, Event(kind=kind, at=MONDAY, by="ana")))
        assert not rules.asks_for_system(again)


@pytest.mark.parametrize(
    ("typed", "nobody"),
    [("xerxes", True), ("@xerxes", True), ("ana", False), ("anna", False), ("", False), ("@slack:U123", False)],
)
def test_an_invitation_is_for_a_name_that_is_nobodys_and_no_slip(typed: str, *, nobody: bool) -> None:
    assert rules.is_nobody(typed, Roster(PEOPLE)) is nobody


def test_several_links_are_each_whole_and_said_once() -> None:
    assert rules.whole_links("", EN) == ()
    assert rules.whole_links("a.example  https://b.example a.example", EN) == (
        "https://a.example", "https://b.example",
    )  # fmt: skip
    five = " ".join(f"https://x.example/{number}" for number in range(5))
    assert len(rules.whole_links(five, EN)) == 5
    longest = "https://x.example/" + "a" * (rules.LINKS_LONGEST - 18)
    assert rules.whole_links(longest, EN) == (longest,)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("https://a.example attached", "“attached” is no web address. Each begins with https://."),
        ("z" * 99, f"“{'z' * 60}” is no web address. Each begins with https://."),
        (" ".join(f"x.example/{n}" for n in range(6)), "At most 5 links, of 1500 characters together."),
        ("https://x.example/" + "a" * 1_483, "At most 5 links, of 1500 characters together."),
    ],
)
def test_what_is_wrong_with_links_is_said_with_the_word_or_the_limit(typed: str, told: str) -> None:
    with pytest.raises(Refused) as refused:
        rules.whole_links(typed, EN)
    assert as_text(refused.value.text) == told


@pytest.mark.parametrize(
    ("kinds", "acknowledged"),
    [
        ("", False),
        ("offer accept", False),
        ("offer accept got_it", True),
        ("accept got_it note snooze", True),
        ("accept got_it hand_in send_back", False),
        ("accept got_it take_over", False),
        ("accept got_it change accept", False),
        ("accept got_it ask answer", True),
    ],
)
def test_an_acknowledgement_holds_until_there_are_new_terms(kinds: str, *, acknowledged: bool) -> None:
    events = tuple(Event(kind=kind, at=MONDAY, by="ana") for kind in kinds.split())
    assert reminder_rules.acknowledged(task(events=events)) is acknowledged


@pytest.mark.parametrize(
    ("story", "snoozed"),
    [
        ("", False),
        ("accept:ana", False),
        ("accept:ana snooze:ana", True),
        ("accept:ana snooze:ben", False),
        ("accept:ana snooze:ana note:gia snooze:ben got_it:ana keep_due:gia", True),
        ("accept:ana snooze:ana hand_in:ana", False),
        ("note:ana", False),
    ],
)
def test_a_snooze_holds_until_something_happens_that_changes_whose_turn_it_is(story: str, *, snoozed: bool) -> None:
    parts = (one.split(":") for one in story.split())
    events = tuple(Event(kind=kind, at=MONDAY, by=by) for kind, by in parts)
    assert reminder_rules.still_snoozed(task(events=events), "ana") is snoozed


@pytest.mark.parametrize(
    "changed", [{"repeat_hours": 2}, {"priority": "high"}, {"links": ("https://x.example",)}, {"open_to": ()}]
)
def test_a_line_typed_again_with_what_it_lacked_is_another_brief(changed: dict[str, object]) -> None:
    again = replace(task(), created_at=MONDAY + timedelta(seconds=9), **changed)
    assert not rules.same_brief(task(), again)
