"""Dialogs of silence: how long it may last, what does not count as such, and who notices that somebody is quiet."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from bot.checkins.records import Promise
from bot.checkins.rhythms import first_wakes
from bot.people import Person, Role, Roster
from bot.requests import Outcome
from bot.times import Away
from tests.dialogs.peer import Core
from tests.dialogs.talk import Talk
from tests.dialogs.world import MONDAY, PEOPLE, TEAM, World, person

NEW_YORK, LONDON = "America/New_York", "Europe/London"


@pytest.fixture
def begins() -> Outcome:
    """The sample team on Monday morning, with the jobs that the check-ins begin with."""
    return Outcome(wakes=first_wakes(TEAM, Roster(PEOPLE), (), MONDAY))


async def team_of(*people: Person) -> Talk:
    world = World(people=people)
    await world.seed(outcome=Outcome(wakes=first_wakes(TEAM, Roster(people), (), MONDAY)))
    return Talk(Core(world))


async def test_c2_the_grace_does_not_end_on_a_weekend(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish it by Friday 17:00")
    await talk.time_is("2026-11-27 15:00", NEW_YORK)
    await talk.hears("olivia", "Check-in with Pat", "What is not answered by Mon 30 Nov 17:00 counts as missed.")
    await talk.attends("olivia", "pat")
    await talk.time_is("2026-11-30 16:59", NEW_YORK)
    await talk.hears_nothing("olivia")
    await talk.time_is("2026-11-30 17:00", NEW_YORK)
    await talk.hears("olivia", "Nothing was said by Mon 30 Nov 17:00")


async def test_c2_what_is_due_on_a_holiday_is_asked_on_the_next_working_day_with_the_full_grace() -> None:
    talk = await team_of(replace(PEOPLE[0], country="US"), *PEOPLE[1:])
    await talk.says("olivia", "/promise Publish it by Thu 26 Nov 12:00")  # Thanksgiving
    await talk.attends("olivia", "pat")
    await talk.time_is("2026-11-27 08:59", NEW_YORK)
    await talk.hears_nothing("olivia")
    await talk.time_is("2026-11-27 09:00", NEW_YORK)
    await talk.hears("olivia", "Without an answer by Mon 30 Nov 09:00 it counts as missed.")


async def test_c2_whoever_was_promised_hears_of_silence_in_hours_of_their_own(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish it by Wednesday")
    await talk.says("olivia", "/promise Call the bank by Wednesday 16:00")
    await talk.time_is("2026-11-26 17:00", NEW_YORK)  # 22:00 in London
    await talk.hears("pat", "Olivia said nothing by Thu 26 Nov 22:00", "missed, nothing was said in time")
    row = await talk.peer.world.store.outgoing("studio", "promise:1:pat")
    assert row is not None
    assert not row.fresh
    await talk.presses("olivia", "Kept", on="Call the bank")
    await talk.attends("pat")
    await talk.time_is("2026-11-27 09:00", LONDON)
    row = await talk.peer.world.store.outgoing("studio", "promise:1:pat")
    assert row is not None
    assert row.fresh
    assert "Call the bank" not in "".join(seen.text for seen in await talk.news("pat"))


async def test_c2_silence_while_baton_was_down_is_nobodys_fault(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish it by Tuesday")
    await talk.time_is("2026-11-24 17:00", NEW_YORK)
    await talk.hears("olivia", "Without an answer by Wed 25 Nov 17:00")
    await talk.attends("olivia", "pat")
    await talk.down_until("2026-11-26 10:00", NEW_YORK)
    await talk.hears("olivia", "I was not running when the time was up. Without an answer by Fri 27 Nov 10:00")
    await talk.hears_nothing("pat")
    await talk.time_is("2026-11-27 10:00", NEW_YORK)
    await talk.hears("olivia", "Nothing was said by Fri 27 Nov 10:00")
    await talk.hears("pat", "Olivia said nothing by Fri 27 Nov", buttons=["Ask", "Cheer"])


async def test_c2_back_at_night_it_asks_again_in_the_morning(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish it by Tuesday")
    await talk.time_is("2026-11-24 17:00", NEW_YORK)
    await talk.attends("olivia", "pat")
    await talk.down_until("2026-11-25 23:00", NEW_YORK)
    await talk.hears_nothing("olivia")
    await talk.time_is("2026-11-26 09:00", NEW_YORK)
    await talk.hears("olivia", "I was not running when the time was up. Without an answer by Fri 27 Nov 09:00")
    await talk.hears_nothing("pat")


async def test_c2_what_is_due_at_the_same_time_is_one_question(talk: Talk) -> None:
    for text in ("Publish it", "Write to Rosa", "Call the bank"):
        await talk.says("olivia", f"/promise {text} by Wednesday 17:00")
    await talk.attends("olivia", "pat")
    await talk.time_is("2026-11-25 17:00", NEW_YORK)
    await talk.hears("olivia", "Check-in with Pat", "3 promises are due.", "not answered by Thu 26 Nov 17:00")
    assert len(await talk.news("olivia")) == 1
    await talk.presses("olivia", "Check in")
    await talk.fills("olivia", said_1="kept", said_2="kept")
    await talk.attends("olivia", "pat")
    await talk.time_is("2026-11-26 17:00", NEW_YORK)
    await talk.hears("olivia", "Nothing was said by Thu 26 Nov 17:00", "Call the bank")
    assert len(await talk.news("pat")) == 1


async def test_c2_several_that_silence_made_missed_are_one_list_for_each_and_one_form_mends_them(talk: Talk) -> None:
    for number in range(1, 8):
        await talk.says("olivia", f"/promise Write page {number} by Wednesday 10:00")
    await talk.time_is("2026-11-26 09:59", NEW_YORK)
    await talk.attends("olivia", "pat")
    await talk.time_is("2026-11-26 10:00", NEW_YORK)
    at = "Nothing was said by Thu 26 Nov 10:00. You can still say how they went:"
    await talk.hears("olivia", "7 promises to Pat count as missed.", at, "Write page 7", buttons=["Check in"])
    at = "Nothing was said by Thu 26 Nov 15:00:"
    await talk.hears("pat", "7 promises of Olivia count as missed.", at, "Write page 1", buttons=["Ask Olivia"])
    for who in ("olivia", "pat"):
        rows = [await talk.peer.world.store.outgoing("studio", f"promise:{n}:{who}") for n in range(1, 8)]
        assert [row.fresh for row in rows if row] == [False] * 7  # made true where they stand, brought up by the list
        assert "missed, nothing was said in time" in (await talk.hears(who, "Write page 3", "Promised")).text
    await talk.presses("olivia", "Check in", on="7 promises are due")  # which none of them is any more
    assert "stays missed" in (await talk.form("olivia")).intro
    await talk.presses("olivia", "Check in", on="7 promises to Pat count as missed")
    form = await talk.form("olivia")
    assert [name for name in form.values if name.startswith("said_")] == [f"said_{n}" for n in range(1, 6)]
    await talk.fills("olivia", said_1="kept", said_2="moved", note_2="next Mon", said_3="kept", said_4="kept")
    await talk.hears("olivia", "Checked in: 3 kept · 1 moved.", "3 more count as missed.", buttons=["Check in"])
    await talk.presses("olivia", "Check in", on="3 more count as missed")
    await talk.fills("olivia", said_5="partly", said_6="kept", said_7="kept")
    await talk.hears("olivia", "Checked in: 2 kept · 1 partly kept.")
    await talk.presses("olivia", "Check in", on="7 promises to Pat")
    await talk.hears("olivia", "Of each of them something was said by now")


async def test_c2_of_several_in_the_night_one_list_in_the_morning_has_what_was_not_said_since(talk: Talk) -> None:
    for text in ("Publish it", "Call the bank", "Write to Rosa"):
        await talk.says("olivia", f"/promise {text} by Wednesday 17:00")
    await talk.time_is("2026-11-26 17:00", NEW_YORK)  # 22:00 in London
    await talk.presses("olivia", "Kept", on="You promised Pat: Publish it")
    await talk.attends("pat")
    await talk.time_is("2026-11-27 09:00", LONDON)
    seen = await talk.hears("pat", "2 promises of Olivia count as missed.", "Call the bank", "Write to Rosa")
    assert "Publish it" not in seen.text
    assert len([one for one in await talk.news("pat") if "count as missed" in one.text]) == 1


async def test_c2_after_downtime_over_several_check_ins_there_is_one_ask(talk: Talk) -> None:
    for text, day in (("Publish it", "Tue"), ("Write to Rosa", "Wed"), ("Call the bank", "Thu")):
        await talk.says("olivia", f"/promise {text} by {day} 17:00")
    await talk.attends("olivia", "pat")
    await talk.down_until("2026-12-07 10:00", NEW_YORK)
    await talk.hears("olivia", "Check-in with Pat", "3 promises are due.", "by Tue 8 Dec 10:00", "Sent late")
    assert len(await talk.news("olivia")) == 1
    promises = await talk.peer.world.store.all(Promise, "studio")
    assert [promise.open for promise in promises] == [True, True, True]


async def test_c4_the_owner_notices_once_that_a_partner_has_gone_quiet_in_her_own_hours(talk: Talk) -> None:
    for friday in ("2026-11-27", "2026-12-04"):
        await talk.time_is(f"{friday} 15:01", LONDON)
        await talk.hears("pat", "Check-in with Olivia")
    await talk.says("olivia", "/promise Write to Rosa by 1 Mar")
    await talk.attends("olivia", "pat")
    await talk.time_is("2026-12-11 15:01", LONDON)
    await talk.hears("pat", "Two check-ins with Olivia went by without a word.", "only you see this")
    quiet = ["Ask Pat", "Every 2 weeks"]
    await talk.hears("olivia", "Two check-ins of Pat went by without a word.", "/checkin partner @name", buttons=quiet)
    await talk.attends("olivia", "pat")
    await talk.time_is("2026-12-30 15:01", LONDON)
    await talk.hears_nothing("olivia")
    await talk.hears_nothing("pat")
    await talk.time_is("2027-01-08 15:01", LONDON)  # every fourth week from then on
    await talk.hears("pat", "Check-in with Olivia")


async def test_c4_the_rarer_rhythm_is_offered_also_where_the_two_agreed_on_one_before(talk: Talk) -> None:
    await talk.says("olivia", "/checkin every 2 weeks")
    await talk.says("olivia", "/checkin every week")
    for friday in ("2026-11-27", "2026-12-04", "2026-12-11"):
        await talk.time_is(f"{friday} 15:01", LONDON)
    await talk.hears("olivia", "Two check-ins of Pat went by without a word.")
    await talk.presses("olivia", "Every 2 weeks")
    await talk.hears("olivia", "You and Pat check in every 2 weeks.")
    await talk.presses("olivia", "Every 2 weeks", on="went by without a word")
    await talk.hears("olivia", "You and Pat have agreed on every 2 weeks since that was offered.")


async def test_c4_that_is_said_neither_at_night_nor_on_a_holiday_of_the_owner() -> None:
    owner = replace(PEOPLE[0], zone="Asia/Tokyo", away=(Away(date(2026, 12, 14), date(2026, 12, 15)),))
    talk = await team_of(owner, *PEOPLE[1:])
    await talk.time_is("2026-12-16 08:59", "Asia/Tokyo")
    assert "Two check-ins of Pat" not in await talk.screen("olivia")
    await talk.time_is("2026-12-16 09:00", "Asia/Tokyo")
    assert "Two check-ins of Pat" in await talk.screen("olivia")


@pytest.mark.parametrize("does", ["cheers", "asks", "answers"])
async def test_c4_whoever_cheers_asks_or_answers_is_not_quiet(talk: Talk, does: str) -> None:
    await talk.says("olivia", "/promise Publish it by 1 Mar")
    if does == "answers":
        await talk.says("pat", "/promise Read it by 1 Mar")
        await talk.presses("olivia", "Ask")
        await talk.fills("olivia", question="How far?")
    for friday in ("2026-11-27", "2026-12-04", "2026-12-11", "2026-12-18"):
        await talk.time_is(f"{friday} 12:00", LONDON)
        await _word(talk, does)
        await talk.time_is(f"{friday} 15:01", LONDON)
    assert "went by without a word" not in await talk.screen("pat")
    assert "went by without a word" not in await talk.screen("olivia")


async def _word(talk: Talk, does: str) -> None:
    match does:
        case "cheers":
            await talk.presses("pat", "Cheer", on="Publish it")
        case "asks":
            await talk.presses("pat", "Ask", on="Publish it")
            await talk.fills("pat", question="How far is it?")
        case _ if "Answer" in [label for seen in await talk.peer.screen("pat") for label in seen.buttons]:
            await talk.presses("pat", "Answer")
            await talk.fills("pat", answer="Half of it")
        case _:
            await talk.presses("olivia", "Ask", on="Read it")
            await talk.fills("olivia", question="And now?")
            await talk.presses("pat", "Answer")
            await talk.fills("pat", answer="Two thirds")


async def test_c2_two_partners_are_asked_and_told_apart() -> None:
    mia = person("mia", Role.PARTNER, LONDON, kind="mentor")
    talk = await team_of(*PEOPLE, mia)
    await talk.says("olivia", "/promise @pat Publish it by Friday 17:00")
    await talk.says("olivia", "/promise @mia Read the contract by Friday 17:00")
    await talk.time_is("2026-11-27 15:00", NEW_YORK)
    for other, own, others in (("Pat", "Publish it", "contract"), ("Mia", "contract", "Publish it")):
        seen = await talk.hears("olivia", f"Check-in with {other}", "One promise is due.", own)
        assert others not in seen.text
    await talk.presses("olivia", "Check in", on="Check-in with Mia")
    form = await talk.form("olivia")
    assert [name for name in form.values if name.startswith("said_")] == ["said_2"]
    await talk.fills("olivia", said_2="missed", note_2="too long")
    await talk.presses("olivia", "Check in", on="Check-in with Pat")
    await talk.fills("olivia", said_1="kept")
    await talk.says("olivia", "/promise @mia Sign the contract by Monday 10:00")
    await talk.says("olivia", "/promise @mia Scan the contract by Monday 10:00")
    await talk.says("olivia", "/promise @pat Publish it again by Monday 10:00")
    await talk.time_is("2026-12-01 10:00", NEW_YORK)
    await talk.hears("mia", "2 promises of Olivia count as missed.", "Sign the contract", "Scan the contract")
    await talk.hears("pat", "Olivia said nothing by Tue 1 Dec 15:00", "Publish it again")
    for who, sees, hidden in (("pat", "Publish it", "contract"), ("mia", "contract", "Publish it")):
        await talk.says(who, "/digest")
        heard = await talk.hears(who, "Olivia’s week", sees)
        assert hidden not in heard.text
        assert hidden not in await talk.screen(who)
