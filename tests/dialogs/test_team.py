"""Dialogs of the team: the roster, roles, one's own zone, hours and leave, and who may not."""

from __future__ import annotations

import pytest

from tests.dialogs.talk import Talk

OWN = ["Change zone", "Change hours", "Days, holidays, quiet", "Time away"]
NEW_YORK, MANILA = "America/New_York", "Asia/Manila"
NOT_FOR_PARTNER = "The roster is for the owner and assistants."


@pytest.mark.parametrize("who", ["olivia", "ana"])
async def test_the_roster_says_who_is_on_the_team_and_whether_they_work_now(talk: Talk, who: str) -> None:
    await talk.says(who, "/team")
    await talk.hears(
        who,
        "Olivia’s Studio",
        "Olivia @olivia · owner · 09:00 in America/New_York · working now",
        "Ana @ana · assistant · 22:00 in Asia/Manila · not working now",
        "Pat @pat · partner (accountability) · 14:00 in Europe/London · working now",
        "Gil @gil · guest",
    )


@pytest.mark.parametrize("line", ["/team", "/team role @ana guest", "/team role @pat assistant"])
async def test_a_partner_is_refused_kindly(talk: Talk, line: str) -> None:
    await talk.attends("ana", "olivia")
    await talk.says("pat", line)
    role = "That is not open to your role (partner). Nothing was changed"
    seen = await talk.hears("pat", NOT_FOR_PARTNER if line == "/team" else role)
    assert "Ben" not in seen.text
    await talk.hears_nothing("ana")
    await talk.hears_nothing("olivia")


@pytest.mark.parametrize("who", ["ana", "gil"])
async def test_roles_are_the_owners_to_set(talk: Talk, who: str) -> None:
    await talk.says(who, f"/team role @{who} partner")
    await talk.hears(who, "That is not open to your role", "the owner can do it")


async def test_the_owner_sets_a_role_and_what_it_opens_is_open_at_once(talk: Talk) -> None:
    await talk.says("gil", "/promise Send the plan by Friday")
    await talk.hears("gil", "Promises and check-ins are between the owner and a partner.")
    await talk.says("olivia", "/team role @gil partner")
    await talk.hears("olivia", "Gil")
    await talk.says("gil", "/promise Send the plan by Friday")
    await talk.hears("gil", "You promised Olivia: Send the plan")


async def test_what_is_no_role_or_nobody_is_said_and_the_owner_stays(talk: Talk) -> None:
    await talk.says("olivia", "/team role @olivia guest")
    await talk.hears("olivia", "Olivia owns the team and stays its owner.")
    await talk.says("olivia", "/team role @aan guest")
    await talk.hears("olivia", "Nobody here is called “@aan”. Did you mean @ana")


@pytest.mark.parametrize("who", ["olivia", "ana", "pat", "gil"])
async def test_everybody_sets_the_own_zone_and_hours(talk: Talk, who: str) -> None:
    await talk.says(who, "/baton timezone buenos aires")
    await talk.hears(who, "Your hours", "Zone America/Argentina/Buenos_Aires", "There it is now 11:00")
    await talk.says(who, "/baton hours 8-16:30")
    await talk.hears(who, "Your hours", "Working hours 08:00–16:30")
    await talk.says(who, "/baton settings")
    await talk.hears(who, "Your hours", "Zone America/Argentina/Buenos_Aires", "Working hours 08:00–16:30")


async def test_the_card_of_ones_hours_opens_a_form_for_each(talk: Talk) -> None:
    await talk.says("ana", "/baton settings")
    await talk.hears("ana", "Your hours", buttons=OWN)
    await talk.presses("ana", "Change hours")
    form = await talk.form("ana", "Your working hours")
    assert form.values == {"hours": "09:00-17:00"}
    await talk.fills("ana", hours="nine to five")
    assert "Try: /baton hours 9-17" in (await talk.form("ana")).errors["hours"]
    await talk.fills("ana", hours="8-16:30")
    await talk.hears("ana", "Working hours 08:00–16:30")
    await talk.says("ana", "/baton away")
    await talk.fills("ana", when="Nov 1")
    assert (await talk.form("ana")).errors["when"]
    await talk.fills("ana", when="Dec 5")
    await talk.hears("ana", "Sat 5 Dec", buttons=[*OWN, "I am back"])
    await talk.presses("ana", "I am back")
    await talk.hears("ana", "Your hours", buttons=OWN)


async def test_a_zone_or_hours_that_cannot_be_read_change_nothing(talk: Talk) -> None:
    await talk.says("ana", "/baton timezone Atlantis")
    await talk.hears("ana", "I do not know the zone “Atlantis”. Try a city")
    await talk.says("ana", "/baton hours nine to five")
    await talk.hears("ana", "I cannot read “nine to five” as hours. Try: /baton hours 9-17")
    await talk.says("ana", "/baton settings")
    await talk.hears("ana", "Zone Asia/Manila", "Working hours 09:00–17:00")


@pytest.mark.parametrize(
    ("typed", "leave"),
    [
        ("until Dec 5", "Mon 23 Nov – Sat 5 Dec"),
        ("Dec 1 until Dec 5", "Tue 1 Dec – Sat 5 Dec"),
        ("Dec 1 Until Dec 5", "Tue 1 Dec – Sat 5 Dec"),
        ("until today", "Mon 23 Nov"),
        ("today", "Mon 23 Nov"),
        ("until Nov 23", "Mon 23 Nov"),
        ("until fri", "Mon 23 Nov – Fri 27 Nov"),
    ],
)
@pytest.mark.parametrize("at", ["2026-11-23 09:00", "2026-11-23 23:30"])
async def test_leave_is_in_days_and_today_is_one_until_midnight(talk: Talk, typed: str, leave: str, at: str) -> None:
    await talk.time_is(at, NEW_YORK)
    await talk.says("olivia", f"/baton away {typed}")
    await talk.hears("olivia", "Your hours", f"Away {leave}")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("until yesterday", "I cannot read “yesterday” as a day from today on."),
        ("until the cows come home", "I cannot read “the cows come home” as a day from today on."),
        ("until", "as a day from today on."),
        ("Dec 5 until Dec 1", "The last day comes before the first."),
        ("until Dec 5 2030", "That is more than a year."),
    ],
)
async def test_leave_that_cannot_be_is_refused_with_what_to_type(talk: Talk, typed: str, said: str) -> None:
    await talk.says("ana", f"/baton away {typed}")
    await talk.hears("ana", said)
    await talk.says("ana", "/baton settings")
    assert "Away" not in (await talk.hears("ana", "Your hours")).text


async def test_whoever_is_back_is_away_no_more(talk: Talk) -> None:
    await talk.says("ana", "/baton away until Dec 5")
    await talk.time_is("2026-11-25 10:00", MANILA)
    await talk.says("ana", "/baton back")
    await talk.hears("ana", "Your hours", "Was away Mon 23 Nov – Tue 24 Nov")
    await talk.says("olivia", "/team")
    await talk.time_is("2026-11-25 10:05", MANILA)
    await talk.says("olivia", "/team")
    await talk.hears("olivia", "Ana @ana · assistant · 10:05 in Asia/Manila · working now")


async def test_the_owner_sets_anybodys_leave_and_nobody_else_does(talk: Talk) -> None:
    await talk.says("olivia", "/baton away @ana until Dec 5")
    await talk.hears("olivia", "Ana", "– Sat 5 Dec")
    for who in ("ben", "pat", "gil"):
        await talk.says(who, "/baton away @ana until Dec 5")
        await talk.hears(who, "You can set your own hours and leave; those of others")


async def test_a_second_leave_leaves_an_earlier_planned_one_alone(talk: Talk) -> None:
    await talk.says("ben", "/baton away dec 7 until dec 11")
    await talk.says("ben", "/baton away dec 21 until dec 24")
    await talk.hears("ben", "Mon 7 Dec – Fri 11 Dec", "Mon 21 Dec – Thu 24 Dec")


async def test_somebody_who_holds_tasks_does_not_become_a_partner(talk: Talk) -> None:
    await talk.says("olivia", "/delegate @ana Sort the invoices by Fri 5pm done when: filed")
    await talk.says("olivia", "/team role @ana partner")
    await talk.hears("olivia", "Ana still holds 1 open task", "Hand it on first")


async def test_a_guest_does_not_see_the_roster(talk: Talk) -> None:
    await talk.says("gil", "/team")
    await talk.hears("gil", "The roster is for the owner and assistants.")


async def test_a_new_zone_moves_the_reminders_of_open_tasks(talk: Talk) -> None:
    await talk.says("olivia", "/delegate @ana Sort the invoices by Fri 27 Nov 14:00 done when: filed")
    await talk.presses("ana", "Accept")  # in Manila it would be said six hours later
    await talk.says("ana", "/baton timezone Los Angeles")
    await talk.attends("ana")
    await talk.time_is("2026-11-26 11:05", "America/Los_Angeles")
    await talk.hears("ana", "Due soon")


async def test_help_is_asked_for_in_words_for_one_command_too(talk: Talk) -> None:
    await talk.says("ana", "help")
    overview = await talk.hears("ana", "What Baton can do", "/delegate", "/handoff", "/standup", "/baton", "away")
    assert "attached file" not in overview.text  # short enough for every platform
    await talk.says("ana", "help handoff")
    help_ = await talk.hears("ana", "What Baton can do", "/handoff 42 @ben")
    assert "/delegate" not in help_.text


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("handoff", ("“handoff” lacks one thing: the task's number.", "/handoff 42 @ben Draft is in the folder")),
        ("team role @pat", ("“team role @pat” lacks one thing: the new role (assistant", "/team role @pat partner")),
        ("standup answerr done: it", ("“standup answerr done: it”. Did you mean /standup answer?", "/standup skip")),
        ("team frobnicate", ("I could not read “team frobnicate”", "/team role")),
        ("delgate @ana Call Rosa", ("“delgate @ana Call Rosa”. Did you mean /delegate?",)),
        ("team prefer", ("Your platforms: ",)),
    ],
)
async def test_what_is_not_understood_is_kept_and_met_with_what_works(
    talk: Talk, line: str, said: tuple[str, ...]
) -> None:
    await talk.says("olivia", line)
    await talk.hears("olivia", *said)


async def test_a_new_partner_hears_of_it_and_the_owner_what_has_changed(talk: Talk) -> None:
    await talk.attends("gil")
    await talk.says("olivia", "/team role @gil partner")
    await talk.hears("olivia", "Gil is a partner now: promises and how they went, never tasks, clients or money.")
    await talk.hears("gil", "You are a partner on Olivia’s Studio now.", "You see promises, yours and Olivia’s")
    await talk.attends("gil")
    await talk.says("olivia", "/team role @gil partner")
    await talk.hears("olivia", "Gil has that role already.")
    await talk.hears_nothing("gil")


async def test_a_partners_tasks_are_promises(talk: Talk) -> None:
    await talk.says("pat", "/promise Send the plan by Friday")
    await talk.says("pat", "/tasks")
    await talk.hears("pat", "Send the plan", "Fri 27 Nov")
