"""Dialogs of check-ins at their edges: dates, clocks, hostile words, and two people at the same promise at once."""

from __future__ import annotations

import asyncio

import pytest

from bot.checkins.records import Promise
from bot.checkins.rhythms import first_wakes
from bot.errors import Refused
from bot.people import Role, Roster
from bot.requests import Direct, Outcome, Request
from bot.ui import as_text
from tests.dialogs.peer import Core
from tests.dialogs.talk import Talk
from tests.dialogs.world import MONDAY, PEOPLE, TEAM, World, person

NEW_YORK, LONDON = "America/New_York", "Europe/London"


@pytest.fixture
def begins() -> Outcome:
    """The sample team on Monday morning, with the jobs that the check-ins begin with."""
    return Outcome(wakes=first_wakes(TEAM, Roster(PEOPLE), (), MONDAY))


async def test_c1_the_29th_of_february_needs_a_year_that_has_one(talk: Talk) -> None:
    await talk.says("olivia", "/promise Close the books by 29 Feb 2028")
    await talk.hears("pat", "Olivia promised you: Close the books", "29 Feb 2028")
    for line in ("Open the books by 29 Feb", "Open the books by 29 Feb 2027"):
        await talk.says("olivia", f"/promise {line}")
        form = await talk.form("olivia", "Promise")
        assert form.values["text"] == line
        await talk.fills("olivia", due="29 Feb 2027")
        await talk.refused_at("olivia", due="cannot read “29 Feb 2027” as a date")
    await talk.fills("olivia", text="Open the books", due="1 Mar")
    await talk.hears("pat", "Olivia promised you: Open the books", "Mon 1 Mar")


@pytest.mark.parametrize(
    "words", ["Tell @everyone <!channel> now", "[free](https://evil.example) **bold** `x`", "ادفع الآن"]
)
async def test_c1_hostile_words_are_shown_as_they_were_typed(talk: Talk, words: str) -> None:
    await talk.says("olivia", f"/promise {words} by Thursday")
    await talk.hears("pat", f"Olivia promised you: {words}")
    await talk.presses("olivia", "Moved")
    await talk.fills("olivia", when="next mon", why=words)
    await talk.hears("pat", f"Moved from Thu 26 Nov 22:00 to Mon 30 Nov 22:00: {words}")
    await talk.presses("pat", "Ask")
    await talk.fills("pat", question=words)
    await talk.hears("olivia", "Pat asks about", words)


async def test_c2_the_partner_says_how_his_went_with_why_and_to_when_just_the_same(talk: Talk) -> None:
    await talk.says("pat", "/promise Call three clients by Wednesday")
    await talk.hears("olivia", "Pat promised you: Call three clients", buttons=["Cheer", "Ask", "Ask for proof"])
    await talk.presses("pat", "Moved")
    await talk.fills("pat", when="fri 12:00", why="two are on leave")
    await talk.hears("olivia", "Moved from Wed 25 Nov 12:00 to Fri 27 Nov 07:00: two are on leave")
    await talk.presses("pat", "Partly")
    await talk.fills("pat", how_far="one of three")
    await talk.hears("olivia", "State partly kept", "one of three")
    await talk.presses("olivia", "Cheer")
    await talk.hears("pat", "Olivia cheers: Call three clients — partly kept.")


async def test_c2_the_due_time_keeps_its_wall_clock_over_the_change_of_the_clocks(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish it by 15 Mar 2027 10:00")  # the clocks change on the 14th
    await talk.time_is("2027-03-15 09:59", NEW_YORK)
    await talk.attends("olivia")
    await talk.time_is("2027-03-15 10:00", NEW_YORK)
    await talk.hears("olivia", "This is due now. Without an answer by Tue 16 Mar 10:00")


async def test_c2_a_missed_one_may_be_moved_after_all_and_is_asked_about_again(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish it by Tuesday")
    await talk.time_is("2026-11-25 17:00", NEW_YORK)
    await talk.hears("olivia", "Nothing was said by Wed 25 Nov 17:00")
    await talk.presses("olivia", "Moved")
    await talk.fills("olivia", when="fri 12:00", why="I forgot to say")
    await talk.hears("pat", "State open", "Moved from Tue 24 Nov 22:00 to Fri 27 Nov 17:00: I forgot to say")
    await talk.time_is("2026-11-27 12:00", NEW_YORK)
    await talk.hears("olivia", "This is due now.")


async def test_c2_more_than_fit_in_one_form_are_asked_in_the_next(talk: Talk) -> None:
    for number in range(1, 8):
        await talk.says("olivia", f"/promise Thing number {number} by Tuesday 1{number}:00")
    await talk.time_is("2026-11-24 09:00", NEW_YORK)
    await talk.says("olivia", "/checkin")
    await talk.fills("olivia", **{f"said_{number}": "kept" for number in range(1, 6)})
    await talk.hears("olivia", "Checked in: 5 kept.", "2 more promises are due.", buttons=["Check in"])
    await talk.presses("olivia", "Check in")
    await talk.fills("olivia", said_6="kept", said_7="missed", note_7="no time")
    await talk.hears("olivia", "Checked in: 1 kept · 1 missed.", buttons=[])


async def test_c2_a_form_that_was_open_while_the_promise_was_settled_elsewhere_says_so(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish it by Thursday")
    await talk.presses("olivia", "Missed")
    await talk.form("olivia", "Missed")
    world = talk.peer.world
    await world.dispatcher.dispatch(_kept(world, "elsewhere"))
    await talk.fills("olivia", why="no time")
    await talk.hears("pat", "State missed", "no time")
    [promise] = await world.store.all(Promise, "studio")
    assert [said.verdict for said in promise.history] == ["kept", "missed"]


async def test_c2_the_same_press_on_two_devices_at_once_counts_once() -> None:
    world = World()
    await world.seed(outcome=Outcome(wakes=first_wakes(TEAM, Roster(PEOPLE), (), MONDAY)))
    talk = Talk(Core(world))
    await talk.says("olivia", "/promise Publish it by Thursday")
    proof = Request(
        id="proof", team="studio", account="web:pat", action="checkins.ask_proof", arguments={"promise": "1"},
        place=Direct("pat"), at=world.now,
    )  # fmt: skip
    both = (world.dispatcher.dispatch(_kept(world, device)) for device in ("phone", "desk"))
    first, second, asked = await asyncio.gather(*both, world.dispatcher.dispatch(proof), return_exceptions=True)
    [refused] = [one for one in (first, second) if isinstance(one, Refused)]
    assert as_text(refused.text) == "It already says: kept. Nothing was changed."
    assert not isinstance(asked, Exception)
    [promise] = await world.store.all(Promise, "studio")
    assert (promise.state, len(promise.history), promise.proof_wanted_at) == ("kept", 1, world.now)


def _kept(world: World, id: str) -> Request:
    return Request(
        id=id, team="studio", account=world.people[0].accounts[0], action="checkins.kept",
        arguments={"promise": "1", "form": "1"}, place=Direct("olivia"), at=world.now,
    )  # fmt: skip


async def test_c2_with_several_partners_the_form_says_to_whom_each_was_promised() -> None:
    people = (*PEOPLE, person("mia", Role.PARTNER, LONDON, kind="mentor"))
    world = World(people=people)
    await world.seed()
    talk = Talk(Core(world))
    await talk.says("olivia", "/promise @pat Publish it by Friday")
    await talk.says("olivia", "/promise @mia Read the contract by Friday")
    await talk.says("olivia", "/checkin")
    form = await talk.form("olivia", "Check-in")
    assert {"said_1", "said_2"} <= set(form.values)
    await talk.says("pat", "/promise list")
    assert "contract" not in (await talk.hears("pat", "Promised to you", "Publish it")).text


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("making", "making products"),
        ("marketing", "marketing"),
        ("process", "improving the process"),
        ("projects", "running projects"),
        ("deals", "deals"),
        ("leverage", "making leverage"),
    ],
)
async def test_c5_each_of_the_six_kinds_counts_towards_the_target(talk: Talk, typed: str, kind: str) -> None:
    await talk.says("olivia", f"/checkin did 90m {typed} D The plan")
    await talk.hears("olivia", f"Logged: 1 h 30 min of {kind}. The plan", "1 h 30 min of 10 h")
    await talk.says("olivia", "/checkin focus")
    await talk.hears("olivia", f"{kind} 1 h 30 min", "D: strategy 1 h 30 min")


async def test_c5_the_week_of_the_log_begins_on_monday_on_ones_own_clock(talk: Talk) -> None:
    await talk.time_is("2026-11-29 23:30", NEW_YORK)  # Monday in UTC
    await talk.says("olivia", "/checkin did 2h making The course")
    await talk.hears("olivia", "2 h of 10 h")
    await talk.time_is("2026-11-30 00:30", NEW_YORK)
    await talk.says("olivia", "/checkin did 1h making The course")
    await talk.hears("olivia", "1 h of 10 h")


async def test_c5_deals_with_communities_partners_and_newsletters_are_told_apart(talk: Talk) -> None:
    for line in ("30m deal community post at Founders", "45m deal partner call with Rosa", "1h deal newsletter swap"):
        await talk.says("olivia", f"/checkin did {line}")
    await talk.says("olivia", "/checkin deals")
    await talk.hears(
        "olivia", "3 deal entries, 2 h 15 min", "a community · 30 min", "a partner · 45 min", "a newsletter · 1 h"
    )
    await talk.says("pat", "/digest")
    heard = await talk.hears("pat", "Focus: 2 h 15 min of 10 h.")
    for hidden in ("Founders", "Rosa", "swap", "deal"):
        assert hidden not in heard.text


async def test_c5_neither_the_log_nor_the_deals_of_one_are_seen_by_the_other(talk: Talk) -> None:
    await talk.says("olivia", "/checkin did 90m deal partner Secret talks")
    for line in ("/checkin focus", "/checkin deals", "/promise history", "/digest", "/checkin"):
        await talk.says("pat", line)
    assert "Secret" not in await talk.screen("pat")
    await talk.says("pat", "/checkin did 60m making His own book")
    for line in ("/checkin focus", "/checkin deals", "/digest", "/digest partner"):
        await talk.says("olivia", line)
    assert "His own book" not in await talk.screen("olivia")


async def test_c2_of_many_long_promises_due_together_the_hour_of_silence_is_said_first(talk: Talk) -> None:
    for number in range(14):
        await talk.says("olivia", f"/promise Page {number} {'of the book ' * 23}by Wed 25 Nov 12:00")
    await talk.time_is("2026-11-25 12:00", NEW_YORK)
    said = "14 promises are due. What is not answered by Thu 26 Nov 12:00 counts as missed."
    await talk.hears("olivia", "Check-in with Pat", said, "Page 0", buttons=["Check in"])
