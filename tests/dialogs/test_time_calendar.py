"""Dialogs of one's own calendar: working days, public holidays by country and region, quiet hours (T3)."""

from __future__ import annotations

import pytest

from tests.dialogs.talk import Talk
from tests.dialogs.tasks import accepted, offered

MANILA = "Asia/Manila"
LATE = "/delegate @ana Write the article by Thu 17:00 Manila ~2h done when: 3 sources"


@pytest.mark.parametrize("who", ["olivia", "ana", "pat", "gil"])
async def test_t3_days_holidays_and_quiet_hours_are_set_in_one_form(talk: Talk, who: str) -> None:
    await talk.says(who, "/baton settings")
    await talk.hears(who, "Working days Mon–Fri", "Public holidays of no country yet")
    await talk.presses(who, "Days, holidays, quiet")
    form = await talk.form(who, "Days and quiet hours")
    assert form.values == {"days": "Mon–Fri", "country": "", "quiet": ""}
    await talk.fills(who, days="Sun-Thu", country="California, United States", quiet="22-7")
    await talk.hears(
        who,
        "Working days Mon–Thu, Sun",
        "Public holidays United States, California",
        "Quiet hours 22:00–07:00",
    )
    await talk.says(who, "/baton days")
    assert (await talk.form(who)).values == {"days": "Mon–Thu, Sun", "country": "US-CA", "quiet": "22:00-7:00"}
    await talk.fills(who, country="", quiet="")
    seen = await talk.hears(who, "Public holidays of no country yet")
    assert "Quiet" not in seen.text


async def test_t3_each_of_them_is_typed_alone_too(talk: Talk) -> None:
    await talk.says("ana", "/baton days Sun-Thu")
    await talk.hears("ana", "Working days Mon–Thu, Sun")
    await talk.says("ana", "/baton holidays DE-BY")
    await talk.hears("ana", "Working days Mon–Thu, Sun", "Public holidays Germany, Bayern")
    await talk.says("ana", "/baton quiet 22:00 to 6:30")
    await talk.hears("ana", "Public holidays Germany, Bayern", "Quiet hours 22:00–06:30")
    await talk.says("ana", "/baton quiet none")
    assert "Quiet" not in (await talk.hears("ana", "Your hours")).text.replace("quiet", "")


async def test_t3_what_cannot_be_read_is_told_with_examples_at_its_field_and_changes_nothing(talk: Talk) -> None:
    await talk.says("ana", "/baton holidays Atlantis")
    await talk.hears("ana", "I know no public holidays of “Atlantis”. Try a country such as PH", "US-CA or DE-BY")
    await talk.says("ana", "/baton quiet")
    await talk.fills("ana", days="someday", country="US-XX", quiet="at night")
    await talk.refused_at("ana", days="someday", country="Try a country such as PH", quiet="Try 22-7")
    await talk.fills("ana", days="Mon-Fri", country="", quiet="8-18")
    await talk.refused_at("ana", quiet="nothing would ever reach you")
    await talk.says("ana", "/baton settings")
    await talk.hears("ana", "Working days Mon–Fri", "Public holidays of no country yet")


async def test_t3_hours_may_not_come_to_lie_wholly_in_quiet_hours(talk: Talk) -> None:
    await talk.says("ana", "/baton quiet 18-8")
    await talk.says("ana", "/baton hours 19-23")
    await talk.hears("ana", "nothing would ever reach you")
    await talk.says("ana", "/baton settings")
    await talk.hears("ana", "Working hours 09:00–17:00", "Quiet hours 18:00–08:00")


async def test_t3_nothing_unasked_comes_in_quiet_hours_not_even_what_is_due(talk: Talk) -> None:
    await accepted(talk, LATE)
    await talk.says("ana", "/baton quiet 13-10")
    await talk.attends("ana")
    await talk.time_is("2026-11-25 10:05", MANILA)
    await talk.hears_nothing("ana")  # 24 hours before is 17:00, which is quiet
    await talk.time_is("2026-11-26 10:05", MANILA)
    await talk.hears("ana", "Due soon, Thu 26 Nov 17:00")
    await talk.attends("ana")
    await talk.time_is("2026-11-27 09:55", MANILA)
    await talk.hears_nothing("ana")
    await talk.time_is("2026-11-27 10:05", MANILA)
    await talk.hears("ana", "Overdue. Yours: #1")


async def test_t3_a_public_holiday_of_the_region_is_no_working_day(talk: Talk) -> None:
    await accepted(talk, "/delegate @ana Write the article by Thu 16:00 Manila ~2h done when: 3 sources")
    await talk.says("ana", "/baton days Mon, Tue, Thu-Sun")
    await talk.attends("ana")
    await talk.time_is("2026-11-25 23:00", MANILA)
    await talk.hears_nothing("ana")
    await talk.time_is("2026-11-26 09:05", MANILA)
    await talk.hears("ana", "Due soon")
    await talk.presses("ana", "Hand in")
    await talk.fills("ana", work="Done")
    await talk.says("olivia", "/baton holidays US-CA")  # Thanksgiving on Thursday, the day after on Friday
    await talk.attends("olivia")
    await talk.time_is("2026-11-28 18:00", "America/New_York")
    await talk.hears_nothing("olivia")
    await talk.time_is("2026-12-01 09:05", "America/New_York")
    await talk.hears("olivia", "Waiting for your review.")


async def test_t3_a_snooze_into_quiet_hours_ends_when_they_do(talk: Talk) -> None:
    await accepted(talk, "/delegate @ana Write the article by Thu 9:00 Manila ~2h done when: 3 sources")
    await talk.says("ana", "/baton quiet 22-7")
    await talk.time_is("2026-11-25 09:05", MANILA)
    await talk.presses("ana", "Snooze")
    await talk.fills("ana", length="pick", until="today 23:00")
    await talk.hears("ana", "Your quiet hours are then, so you hear when they end: Thu 26 Nov 07:00.")
    await talk.attends("ana")
    await talk.time_is("2026-11-26 06:55", MANILA)
    await talk.hears_nothing("ana")
    await talk.time_is("2026-11-26 07:05", MANILA)
    await talk.hears("ana", "As you asked. Yours: #1")


async def test_t3_who_works_at_night_is_reminded_at_night(talk: Talk) -> None:
    await talk.says("ana", "/baton hours 21-5")
    await talk.hears("ana", "Your hours", "Working hours 21:00–05:00")
    await talk.presses("ana", "Change hours")
    assert (await talk.form("ana")).values == {"hours": "21:00-05:00"}
    await talk.fills("ana", hours="21:00-05:00")
    await offered(talk, "/delegate @ana Answer the chat by Fri 11am ~2h done when: nobody waits")  # Mon 22:00 in Manila
    await talk.time_is("2026-11-24 01:55", "Asia/Manila")
    await talk.hears_nothing("ana")
    await talk.time_is("2026-11-24 02:05", "Asia/Manila")
    await talk.hears("ana", "waiting to hear whether you take this on")
    await talk.presses("ana", "Accept")
    await talk.time_is("2026-11-24 03:00", "Asia/Manila")
    await talk.presses("ana", "Hand in")
    await talk.fills("ana", work="Nobody waits")
    await talk.hears("olivia", "Ana handed in #1", "Ana’s clock 55 min of working time")


async def test_t3_a_night_may_not_be_wholly_quiet_and_sixteen_hours_are_a_slip(talk: Talk) -> None:
    await talk.says("ana", "/baton quiet 20-8")
    await talk.says("ana", "/baton hours 21-5")
    await talk.hears("ana", "Your working hours would all be quiet")
    await talk.says("ana", "/baton hours 17-9")
    await talk.hears("ana", "I cannot read “17-9” as hours.")
