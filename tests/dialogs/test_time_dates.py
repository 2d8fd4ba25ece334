"""Dialogs about dates in plain words: whose clock they are on, days off, clock changes, days there are not (T1)."""

from __future__ import annotations

import pytest

from tests.dialogs.talk import Talk

REST = "done when: 3 sources"
NEW_YORK = "America/New_York"


@pytest.mark.parametrize("due", ["Fri 5pm her time", "Fri 5pm (her time)", "Fri 5pm Manila time", "Fri 5pm Manila"])
async def test_t1_a_due_time_may_be_said_on_the_holders_clock(talk: Talk, due: str) -> None:
    await talk.says("olivia", f"/delegate @ana Write the article by {due} {REST}")
    await talk.hears("olivia", "Offered to Ana: #1", "Fri 27 Nov 04:00 your time, which is 17:00 in Manila")
    await talk.hears("ana", "Due Fri 27 Nov 17:00 your time")


async def test_t1_her_time_needs_somebody_whose_time_it_is(talk: Talk) -> None:
    await talk.says("olivia", f"/delegate anyone Write the article by Fri 5pm their time {REST}")
    assert "Whose time?" in (await talk.form("olivia")).errors["due"]
    await talk.fills("olivia", person="ana")
    await talk.hears("olivia", "Offered to Ana: #1", "Fri 27 Nov 04:00 your time, which is 17:00 in Manila")


async def test_t1_business_days_are_those_of_whoever_says_it(talk: Talk) -> None:
    await talk.says("olivia", "/baton holidays US")
    await talk.says("olivia", f"/delegate @ben Write the article in 3 business days {REST}")
    await talk.hears("olivia", "Offered to Ben: #1", "Due Fri 27 Nov 17:00 your time")  # Thursday is Thanksgiving


async def test_t1_an_hour_that_the_clocks_leave_out_is_moved_on(talk: Talk) -> None:
    await talk.time_is("2027-03-12 09:00", NEW_YORK)
    await talk.says("olivia", f"/delegate @gil Watch the clocks by Mar 14 2:30am {REST}")
    await talk.hears("olivia", "#1 Watch the clocks", "Due Sun 14 Mar 03:30")


async def test_t1_of_an_hour_that_comes_twice_it_is_the_first(talk: Talk) -> None:
    await talk.time_is("2027-11-05 09:00", NEW_YORK)
    await talk.says("olivia", f"/delegate @ben Watch the clocks by Nov 7 1:30am {REST}")
    await talk.hears("olivia", "Due Sun 7 Nov 01:30 your time, which is 07:30 in Bucharest")


@pytest.mark.parametrize("due", ["30 Feb", "Feb 29", "31 April", "25:00", "yesterday 5pm", "Fri 13pm"])
async def test_t1_a_day_there_is_not_opens_the_form_and_says_so(talk: Talk, due: str) -> None:
    await talk.says("olivia", f"/delegate @ana Write the article by {due} {REST}")
    form = await talk.form("olivia", "Hand over a task")
    assert form.errors["due"]
    assert (form.values["person"], form.values["done_when"]) == ("ana", "3 sources")
    await talk.hears_nothing("ana")
    await talk.fills("olivia", outcome="Write the article", due="Fri 5pm")
    await talk.hears("ana", "Olivia offers you #1 Write the article")


async def test_t1_february_has_a_29th_when_it_has(talk: Talk) -> None:
    await talk.time_is("2028-02-21 09:00", NEW_YORK)
    await talk.says("olivia", f"/delegate @ana Write the article by Feb 29 {REST}")
    await talk.hears("olivia", "Offered to Ana: #1 Write the article", "Due Tue 29 Feb 17:00 your time")


async def test_t1_next_friday_may_be_two_days_and_both_are_named(talk: Talk) -> None:
    await talk.says("olivia", f"/delegate @ana Write the article by next Fri {REST}")
    form = await talk.form("olivia")
    assert form.errors["due"] == "“next Fri” may be Fri 27 Nov or Fri 4 Dec. Say which, for example: Fri 4 Dec."
    await talk.fills("olivia", outcome="Write the article", due="Fri 4 Dec")
    await talk.hears("ana", "Olivia offers you #1 Write the article")


async def test_t1_which_friday_is_asked_on_the_holders_clock_too(talk: Talk) -> None:
    await talk.says("olivia", f"/delegate @ana Write the article by next Fri 5pm her time {REST}")
    form = await talk.form("olivia")
    assert (form.values["due"], "may be Fri 27 Nov or Fri 4 Dec" in form.errors["due"]) == (
        "next Fri 5pm her time",
        True,
    )


async def test_t1_the_weekday_that_it_is_may_be_today_or_in_a_week(talk: Talk) -> None:
    await talk.says("olivia", f"/delegate @ana Write the article by Monday {REST}")
    form = await talk.form("olivia")
    assert form.errors["due"] == "“Monday” may be Mon 23 Nov or Mon 30 Nov. Say which, for example: Mon 30 Nov."
    await talk.fills("olivia", due="Mon 30 Nov")
    await talk.hears("ana", "Olivia offers you #1 Write the article", "Tue 1 Dec 06:00 your time")
