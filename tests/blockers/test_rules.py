"""What an answer says is in the way, who may do what about it, and when it is brought up again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from bot.blockers import rules
from bot.blockers.records import Blocker, cleared_term
from bot.errors import NotAllowed, Refused
from bot.handoff.records import Event, State, Task
from bot.people import Person, Roster
from bot.standups.records import Answer, Line
from bot.times import Away, Hours
from tests.standups.made import ANA, BEN, GIL, NOON, OLIVIA, PAT, ROSTER, TEAM, answer

BLOCKER = Blocker(team="t1", id="1", person="ana", text="Shop access", answer="a1", owner="ben", said_at=NOON)
LATER = NOON + timedelta(hours=1)


def said(text: str, **changed: str) -> Answer:
    return replace(answer("ana"), lines=(Line(question="What blocks you?", text=text, about="blocker"),), **changed)


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("Shop access", ("Shop access",)),
        ("Shop access\n\n  No paper ", ("Shop access", "No paper")),
        ("Shop access\nshop ACCESS", ("Shop access",)),
        ("none", ()),
        ("Nothing.\n-", ()),
        ("", ()),
        ("#41 Photos: no access (2 days)\nNo paper", ("No paper",)),
        ("#shop is closed", ("#shop is closed",)),
        ("1a\n2b\n3c\n4d\n5e\n6f\n7g\n8h", ("1a", "2b", "3c", "4d", "5e", "6f", "7g", "8h")),
        ("1a\n2b\n3c\n4d\n5e\n6f\n7g\n8h\n9i\n10", ("1a", "2b", "3c", "4d", "5e", "6f", "7g", "8h; 9i; 10")),
    ],
)
def test_each_line_is_one_but_for_nothing_and_for_tasks(text: str, texts: tuple[str, ...]) -> None:
    assert rules.texts_of(said(text), {"41"}) == texts


def test_a_line_about_a_task_that_is_not_stuck_is_one_like_any_other() -> None:
    sheet = said("#41 Photos: no access\n#4 Flyer\n#41 again")
    assert rules.tasks_named(sheet) == ("41", "4")
    assert rules.texts_of(sheet, {"4"}) == ("#41 Photos: no access", "#41 again")
    assert rules.texts_of(sheet) == ("#41 Photos: no access", "#4 Flyer", "#41 again")


@pytest.mark.parametrize(
    ("changed", "stuck"),
    [
        ({"state": State.BLOCKED}, True),
        ({"state": State.ASKED}, True),
        ({"state": State.ACCEPTED}, False),
        ({"state": State.HANDED_IN}, False),
        ({"state": State.BLOCKED, "holder": "ben"}, False),
        ({"events": (Event(kind="unblock", at=NOON - timedelta(hours=23), by="olivia"),)}, True),
        ({"events": (Event(kind="answer", at=NOON - timedelta(hours=23), by="olivia"),)}, True),
        ({"events": (Event(kind="unblock", at=NOON - timedelta(hours=24), by="olivia"),)}, False),
        ({"events": (Event(kind="block", at=NOON, by="ana"),)}, False),
    ],
)
def test_which_tasks_are_waited_for_themselves(changed: dict[str, Any], stuck: bool) -> None:
    task = Task(team="t1", id="41", giver="olivia", holder="ana", outcome="x", state=State.ACCEPTED, created_at=NOON)
    assert rules.is_stuck(replace(task, **changed), "ana", NOON) is stuck


def test_what_is_no_answer_about_blockers_is_none() -> None:
    sheet = replace(answer("ana"), lines=(Line(question="What is next?", text="Shop access", about="next"),))
    assert rules.texts_of(sheet) == ()


def test_what_is_said_again_is_the_same_and_what_an_edit_leaves_out_is_taken_back() -> None:
    older, same = replace(BLOCKER, id="2", text="No paper", answer="a0"), replace(BLOCKER, answer="a1")
    sheet = said("Slow line", id="a1")
    assert rules.said_by(sheet, [older, same]) == rules.Said(("Slow line",), (same,))
    assert rules.said_by(said("SHOP ACCESS\nno paper", id="a1"), [older, same]) == rules.Said((), ())


@pytest.mark.parametrize(
    ("who", "sees", "clears"),
    [(OLIVIA, True, True), (BEN, True, True), (ANA, True, False), (GIL, False, False), (PAT, False, False)],
)
def test_it_is_seen_and_cleared_by_those_it_concerns(who: Person, sees: bool, clears: bool) -> None:
    assert rules.may_see(BLOCKER, who) is sees
    if clears:
        taken = rules.acknowledged(BLOCKER, who, LATER)
        assert (taken.acknowledged_at, taken.owner) == (LATER, who.id)
        assert rules.handed_on(BLOCKER, who, GIL).owner == "gil"
    else:
        with pytest.raises(NotAllowed, match="Somebody else clears this" if sees else "/standup blockers shows yours"):
            rules.acknowledged(BLOCKER, who, LATER)
        with pytest.raises(NotAllowed):
            rules.handed_on(BLOCKER, who, OLIVIA)
    if sees:
        after = rules.resolved(BLOCKER, who, LATER)
        assert (after.open, after.resolved_at, after.resolved_by) == (False, LATER, who.id)
    else:
        with pytest.raises(NotAllowed):
            rules.resolved(BLOCKER, who, LATER)


def test_what_is_done_twice_is_answered_kindly() -> None:
    seen, cleared = replace(BLOCKER, acknowledged_at=NOON), replace(BLOCKER, resolved_at=NOON)
    with pytest.raises(Refused, match="seen to already"):
        rules.acknowledged(seen, BEN, LATER)
    with pytest.raises(Refused, match="clears it already"):
        rules.handed_on(BLOCKER, OLIVIA, BEN)
    with pytest.raises(Refused, match="Ana is the one held up") as refused:
        rules.handed_on(BLOCKER, OLIVIA, ANA)
    assert set(refused.value.fields) == {"who"}
    for step in (rules.acknowledged, rules.resolved):
        with pytest.raises(Refused, match="cleared already"):
            step(cleared, OLIVIA, LATER)


def test_handed_on_it_is_seen_by_nobody_yet() -> None:
    assert rules.handed_on(replace(BLOCKER, acknowledged_at=NOON), OLIVIA, GIL).acknowledged_at is None


def test_whoever_is_held_up_and_sees_to_it_all_the_same_is_not_made_the_one_who_clears_it() -> None:
    taken = rules.acknowledged(replace(BLOCKER, person="olivia"), OLIVIA, LATER)
    assert (taken.owner, taken.acknowledged_at) == ("ben", LATER)


def test_who_has_its_card_is_kept_once_each() -> None:
    assert rules.shown(rules.shown(BLOCKER, ["ben"]), {"olivia", "ben", "ana"}).shown_to == ("ben", "ana", "olivia")


def test_it_is_found_while_it_is_open_and_by_its_answer_for_good() -> None:
    assert BLOCKER.terms() == ("said_in:a1", "blockers", "blocker_of:ana")
    assert replace(BLOCKER, resolved_at=NOON).terms() == ("said_in:a1", cleared_term(NOON))
    assert cleared_term(datetime(2027, 1, 3, tzinfo=UTC)) == "cleared:2026-W53"


@pytest.mark.parametrize(
    ("zone", "days", "at"),
    [
        ("UTC", 2, "2026-11-26 09:00:00+00:00"),
        ("America/New_York", 1, "2026-11-25 14:00:00+00:00"),
        ("UTC", 4, "2026-11-30 09:00:00+00:00"),
    ],
)
def test_it_is_brought_up_as_a_working_day_begins(zone: str, days: int, at: str) -> None:
    assert str(rules.escalates_at(NOON, days, Hours(zone=zone), "UTC")) == at


def test_what_is_said_in_the_evening_by_a_clock_further_east_counts_from_the_day_there() -> None:
    evening = NOON + timedelta(hours=12)  # Wednesday in UTC, Tuesday 19:00 in New York
    hours = Hours(zone="America/New_York")
    assert str(rules.escalates_at(evening, 1, hours, "UTC")) == "2026-11-26 14:00:00+00:00"
    assert str(rules.escalates_at(evening, 1, hours, "America/New_York")) == "2026-11-25 14:00:00+00:00"


def test_its_age_is_in_days_of_the_readers_calendar() -> None:
    late = replace(BLOCKER, said_at=NOON + timedelta(hours=11))  # 23:00 there, 18:00 in New York
    tomorrow = (NOON + timedelta(days=1)).date()
    assert (rules.age_days(late, tomorrow, "UTC", "UTC"), rules.age_days(late, NOON.date(), "UTC", "UTC")) == (1, 0)


def test_it_is_never_older_than_on_the_clock_of_whoever_said_it() -> None:
    late, tomorrow = replace(BLOCKER, said_at=NOON + timedelta(hours=11)), (NOON + timedelta(days=1)).date()
    assert rules.age_days(late, tomorrow, "UTC", "Asia/Manila") == 0
    assert rules.age_days(late, tomorrow, "Asia/Manila", "UTC") == 0
    assert rules.age_days(late, tomorrow, "America/New_York", "UTC") == 1


@pytest.mark.parametrize(
    ("named", "person", "heard"),
    [
        ("", "ana", "olivia"),
        ("ben", "ana", "ben"),
        ("gil", "ana", "gil"),
        ("pat", "ana", "olivia"),
        ("ana", "ana", "olivia"),
        ("nobody", "ana", "olivia"),
    ],
)
def test_an_old_one_goes_to_the_person_named_who_works_here_and_is_not_held_up(
    named: str, person: str, heard: str
) -> None:
    reader = rules.hears(replace(BLOCKER, person=person), replace(TEAM, blocker_to=named), ROSTER, NOON)
    assert reader is not None
    assert reader.id == heard


def test_whoever_is_on_leave_is_not_told_but_the_owner_or_who_stands_in_for_her() -> None:
    day = NOON.date()
    ben = replace(BEN, away=(Away(day, day),))
    team, roster = replace(TEAM, blocker_to="ben"), Roster((OLIVIA, ANA, ben, GIL, PAT))
    assert rules.hears(BLOCKER, team, roster, NOON) == OLIVIA
    standing_in = replace(GIL, stands_in_for=("olivia",))
    assert rules.hears(BLOCKER, team, Roster((OLIVIA, ANA, ben, standing_in)), NOON) == standing_in
    assert rules.hears(BLOCKER, team, Roster((OLIVIA, ANA, ben, standing_in)), NOON + timedelta(days=1)) == ben


@pytest.mark.parametrize(("who", "may"), [(GIL, True), (BEN, True), (ANA, False)])
def test_whom_it_was_brought_to_may_clear_it_too(who: Person, may: bool) -> None:
    raised = replace(BLOCKER, raised_to="gil")
    assert rules.may_see(raised, who)
    if may:
        assert rules.acknowledged(raised, who, LATER).acknowledged_at == LATER
    else:
        with pytest.raises(NotAllowed):
            rules.acknowledged(raised, who, LATER)


@pytest.mark.parametrize(
    ("said_in", "day", "text", "cleared"),
    [
        ("1:2026-11-23:ana", "2026-11-24", "none", True),
        ("1:2026-11-23:ana", "2026-11-24", "Nothing.", True),
        ("1:2026-11-23:ana", "2026-11-24", "", False),  # not a word about it
        ("1:2026-11-23:ana", "2026-11-24", "none\nNo paper", False),
        ("1:2026-11-23:ana", "2026-11-24", "No paper", False),
        ("1:2026-11-25:ana", "2026-11-24", "none", False),  # a late answer about the day before
        ("11:2026-11-23:ana", "2026-11-24", "none", False),  # of another standup
    ],
)
def test_that_nothing_is_in_the_way_takes_back_what_was_said_on_earlier_days(
    said_in: str, day: str, text: str, *, cleared: bool
) -> None:
    sheet = said(text, id=f"1:{day}:ana", standup="1")
    known = replace(BLOCKER, answer=said_in)
    assert (known in rules.said_by(sheet, [known]).taken_back) is cleared
