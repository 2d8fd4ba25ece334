"""Dialogs of the standup: set up by form, answered, drafted, paused, looked at; and who may not."""

from __future__ import annotations

import pytest

from tests.dialogs.standup import answers, set_up
from tests.dialogs.talk import Talk

NEW_YORK, MANILA, BUCHAREST = "America/New_York", "Asia/Manila", "Europe/Bucharest"


async def test_s1_the_form_comes_with_a_template_and_one_save_sets_the_standup_up(talk: Talk) -> None:
    await talk.says("olivia", "/standup setup")
    form = await talk.form("olivia", "Set up a standup")
    assert form.values == {
        "name": "Daily",
        "questions": "What did you finish?\nWhat is next?\n!What blocks you?",
        "people": "all assistants",
        "days": "Mon–Fri",
        "time": "09:30",
        "zone": "personal",
        "close": "3 h",
        "reminder": "30 min",
    }
    await talk.fills("olivia")
    await talk.hears(
        "olivia",
        "Set up: the standup Daily",
        "all assistants: Ana, Ben",
        "Mon–Fri",
        "09:30, each person's own time",
        "reminded 30 min before",
        "Tue 24 Nov, first asked at Mon 23 Nov 20:30",
        buttons=["Preview", "Change", "Pause", "Duplicate"],
    )


async def test_s1_wrong_settings_come_back_at_their_fields_and_keep_what_was_typed(talk: Talk) -> None:
    await talk.says("olivia", "/standup setup")
    long = "x" * 20_000
    await talk.fills("olivia", name="", questions=long, people="@pat", days="someday", time="25:00", close="3 years")
    form = await talk.refused_at("olivia", name="", questions="20000 characters")
    assert form.values["questions"] == long
    await talk.fills("olivia", name="Daily", questions="How?")
    form = await talk.refused_at("olivia", people="Pat is a partner")
    assert set(form.errors) == {"people", "days", "time", "close"}
    await talk.fills("olivia", name="Daily", questions="How?", people="ana, ben", days="tue", time="2pm", close="1h")
    await talk.hears("olivia", "Set up: the standup Daily", "Ana, Ben", "Tue", "14:00", "after 1 h")


async def test_s2_each_is_asked_at_his_own_half_past_nine_and_answers_in_one_form(talk: Talk) -> None:
    await set_up(talk)
    await talk.time_is("2026-11-24 09:29", MANILA)
    await talk.hears_nothing("ana")
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.hears(
        "ana", "Standup Daily, Tue 24 Nov. Your turn until Tue 24 Nov 12:30.", buttons=["Answer", "Skip today"]
    )
    await talk.hears_nothing("ben")
    await answers(talk, "ana")
    await talk.hears("ana", "Your answer is posted.", "You can change it until Tue 24 Nov 12:30", buttons=["Change"])
    await talk.hears("olivia", "Standup Daily, Tue 24 Nov", "1 of 2 answered: Ana")
    await talk.hears("olivia", "Ana", "What did you finish?", "Refund batch", "Product photos", "nothing")
    await talk.time_is("2026-11-24 09:31", BUCHAREST)
    await talk.hears("ben", "Your turn until Tue 24 Nov 12:30.")


async def test_s2_answering_early_and_in_plain_words_opens_the_day_and_asks_nobody_twice(talk: Talk) -> None:
    await set_up(talk)
    await talk.time_is("2026-11-24 08:00", MANILA)
    await talk.says("ana", "/standup answer done: refunds next: photos blocked: shop access")
    form = await talk.form("ana", "Your standup")
    assert form.values == {"q1": "refunds", "q2": "photos", "q3": "shop access"}
    await talk.fills("ana")
    await talk.hears("olivia", "1 of 2 answered: Ana")
    await talk.attends("ana")
    await talk.time_is("2026-11-24 12:31", MANILA)
    await talk.hears_nothing("ana")
    await talk.time_is("2026-11-24 09:31", BUCHAREST)
    await talk.hears("ben", "Your turn")


async def test_s3_the_last_plan_is_drafted_as_what_was_done(talk: Talk) -> None:
    await set_up(talk, questions="What did you finish?\n!What blocks you?\nWhat is next?")
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.presses("ana", "Answer")
    await talk.fills("ana", q1="Refunds", q3="Product photos")
    await talk.time_is("2026-11-25 09:31", MANILA)
    await talk.presses("ana", "Answer")
    assert (await talk.form("ana")).values == {"q1": "Product photos", "q2": "", "q3": ""}


async def test_s3_a_whole_draft_is_posted_with_one_tap(talk: Talk) -> None:
    await set_up(talk, questions="What did you finish?\n!What blocks you?", people="ana")
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.presses("ana", "Answer")
    await talk.fills("ana", q1="Refunds")
    await talk.says("olivia", "/standup setup Daily")
    await talk.fills("olivia", questions="What is next?")
    await talk.time_is("2026-11-25 09:31", MANILA)
    await talk.presses("ana", "Answer")
    await talk.fills("ana", q1="Photos")
    await talk.says("olivia", "/standup setup Daily")
    await talk.fills("olivia", questions="What did you finish?\n!What blocks you?")
    await talk.time_is("2026-11-26 09:31", MANILA)
    buttons = ["Post as drafted", "Change", "Skip today"]
    await talk.hears("ana", "Drafted from your tasks and your last answer", "Photos", buttons=buttons)
    await talk.attends("olivia")
    await talk.presses("ana", "Post as drafted")
    await talk.hears("olivia", "Ana", "What did you finish?", "Photos")


async def test_s3_the_draft_is_made_from_the_tasks_and_posted_as_it_was_shown(talk: Talk) -> None:
    await set_up(talk, people="ana")
    for outcome in ("Refund batch", "Product photos"):
        await talk.says("olivia", f"/delegate @ana {outcome} by Fri 5pm ~1h done when: sent")
        await talk.presses("ana", "Accept", on=outcome)
    await talk.presses("ana", "Hand in", on="Refund batch")
    await talk.fills("ana", work="All sent")
    await talk.attends("ana")
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.hears("ana", "What did you finish? #1 Refund batch", "What is next? #2 Product photos", "nothing")
    await talk.says("olivia", "/delegate @ana Newsletter by Wed 5pm ~1h done when: sent")
    await talk.presses("ana", "Accept", on="Newsletter")
    await talk.presses("ana", "Post as drafted")
    seen = await talk.hears("olivia", "#1 Refund batch", "#2 Product photos")
    assert "Newsletter" not in seen.text
    await talk.presses("ana", "Change", on="Your answer is posted")
    assert (await talk.form("ana")).values["q2"] == "#2 Product photos"


async def test_s3_the_first_one_is_one_tap_too_for_who_handed_in_nothing_yet(talk: Talk) -> None:
    await set_up(talk, people="ana")
    await talk.says("olivia", "/delegate @ana Product photos by Fri 5pm ~1h done when: sent")
    await talk.presses("ana", "Accept", on="Product photos")
    await talk.time_is("2026-11-24 09:31", MANILA)
    said = ("What did you finish? Nothing handed in since Mon 23 Nov", "What is next? #1 Product photos")
    await talk.hears("ana", "Your turn", *said, buttons=["Post as drafted", "Change", "Skip today", "#1"])
    await talk.presses("ana", "Post as drafted")
    await talk.hears("olivia", "Ana", *said)


async def test_s9_paused_no_day_opens_and_resumed_the_next_one_does(talk: Talk) -> None:
    await set_up(talk)
    await talk.says("olivia", "/standup pause")
    await talk.hears("olivia", "Paused: the standup Daily", buttons=["Preview", "Change", "Resume", "Duplicate"])
    await talk.time_is("2026-11-24 18:00", MANILA)
    await talk.hears_nothing("ana")
    await talk.presses("olivia", "Resume")
    await talk.hears("olivia", "Running again: the standup Daily", "Wed 25 Nov")
    await talk.time_is("2026-11-25 09:31", MANILA)
    await talk.hears("ana", "Your turn until Wed 25 Nov 12:30")


async def test_s9_a_change_during_the_day_counts_from_the_next(talk: Talk) -> None:
    await set_up(talk)
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.says("olivia", "/standup setup Daily")
    await talk.fills("olivia", people="@ben, @gil", questions="Mood? [good / tired]", time="11:00", zone="team")
    await talk.hears("olivia", "Changed: the standup Daily", "Ben, Gil", "11:00 in New York", "Wed 25 Nov")
    await talk.time_is("2026-11-24 09:31", BUCHAREST)
    await talk.hears("ben", "Standup Daily, Tue 24 Nov", "What did you finish?")
    await talk.time_is("2026-11-25 11:01", NEW_YORK)
    await talk.hears("gil", "Standup Daily, Wed 25 Nov", "Mood?")
    assert "Wed 25 Nov" not in await talk.screen("ana")


async def test_roles_partner_guest_and_assistant_hear_why_not(talk: Talk) -> None:
    await set_up(talk)
    await talk.time_is("2026-11-24 09:31", MANILA)
    for line in ("/standup", "/standup answer", "/standup status", "/standup skip"):
        await talk.says("pat", line)
        await talk.hears("pat", "Standups belong to the people who do the work")
        await talk.says("gil", line)
        await talk.hears("gil", "You are in no standup")
    for verb in ("setup", "preview", "pause", "resume"):
        for who in ("ana", "pat", "gil"):
            await talk.says(who, f"/standup {verb}")
            await talk.hears(who, "is the owner's part")


async def test_s8_an_assistant_sees_only_his_own_part_and_the_owner_everybodys(talk: Talk) -> None:
    await set_up(talk)
    await talk.time_is("2026-11-24 12:31", BUCHAREST)
    await talk.says("ana", "/standup status")
    own = await talk.hears("ana", "how it stands for you", "not answered; you still can", "This week 0 of 1 answered")
    assert "Ben" not in own.text
    await talk.says("olivia", "/standup status")
    await talk.hears("olivia", "Standup Daily", "No answer Ana, Ben", "Ana 0 of 1 answered", "Ben 0 of 1 answered")


async def test_standup_without_a_verb_opens_the_form_that_waits_else_shows_how_it_stands(talk: Talk) -> None:
    await set_up(talk)
    await talk.time_is("2026-11-24 10:00", MANILA)
    await talk.says("ana", "/standup")
    await talk.form("ana", "Your standup")
    await talk.fills("ana", q1="Refunds", q2="Photos")
    await talk.says("ana", "/standup")
    await talk.hears(
        "ana", "how it stands for you", "Daily Tue 24 Nov, answered", buttons=["Change", "Answer the next one"]
    )


async def test_a_form_submitted_twice_and_a_second_skip_are_answered_kindly(talk: Talk) -> None:
    await set_up(talk)
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.says("ana", "/standup skip")
    await talk.says("ana", "/standup skip")
    await talk.hears("ana", "You skip Daily today already")
    await answers(talk, "ana")
    await talk.says("ana", "/standup skip")
    await talk.hears("ana", "You have answered Daily already")


async def test_hostile_words_are_shown_as_they_are_and_too_many_come_back_at_their_field(talk: Talk) -> None:
    await set_up(talk)
    await talk.time_is("2026-11-24 09:31", MANILA)
    hostile = "@everyone <!channel> <b>bold</b> \u202egnp.exe **strong** 🙂"
    await answers(talk, "ana", q1="x" * 1_001, q2="", q3=hostile)
    form = await talk.refused_at("ana", q1="1001 characters", q2="needs an answer")
    assert form.values["q3"] == hostile
    await talk.fills("ana", q1="x" * 1_000, q2="next")
    await talk.hears("olivia", "@everyone <!channel> <b>bold</b>", "gnp.exe **strong** 🙂", "x" * 1_000)


async def test_several_standups_are_told_apart_by_name(talk: Talk) -> None:
    await set_up(talk)
    await talk.says("olivia", "/standup setup Weekly")
    assert (await talk.form("olivia", "Set up a standup")).values["name"] == "Weekly"
    await talk.fills("olivia", name="daily")
    assert "already a standup called daily" in (await talk.form("olivia")).errors["name"]
    await talk.fills("olivia", name="Weekly", days="Mon", time="15:00", people="ana, olivia")
    await talk.says("olivia", "/standup pause")
    await talk.hears("olivia", "Which standup do you mean?")
    await talk.says("olivia", "/standup pause weekly")
    await talk.hears("olivia", "Paused: the standup Weekly")
    await talk.says("olivia", "/standup pause monthly")
    await talk.hears(
        "olivia", "There is no standup called “monthly”. Which one do you mean?", buttons=["Daily", "Weekly"]
    )


async def test_without_a_standup_everybody_hears_what_to_do(talk: Talk) -> None:
    await talk.says("ana", "/standup")
    await talk.hears("ana", "There is no standup yet. The owner sets one up")
    await talk.says("olivia", "/standup")
    await talk.form("olivia", "Set up a standup")


@pytest.mark.parametrize(
    ("typed", "opens", "asks"),
    [
        ("weekly", ("Weekly", "Fri", "14:00"), "How full was the week? [too little / right / too much]"),
        ("End of Day", ("End of day", "Mon–Fri", "16:00"), "What comes first tomorrow?"),
        ("launch week", ("Launch week", "Mon–Fri", "09:30"), "Will your part be ready in time? [yes / no]"),
        ("Shop", ("Shop", "Mon–Fri", "09:30"), "What did you finish?"),
    ],
)
async def test_s1_a_standup_begins_with_the_template_of_its_name(
    talk: Talk, typed: str, opens: tuple[str, str, str], asks: str
) -> None:
    await talk.says("olivia", f"/standup setup {typed}")
    form = await talk.form("olivia", "Set up a standup")
    assert (form.values["name"], form.values["days"], form.values["time"]) == opens
    assert asks in form.values["questions"]
    await talk.fills("olivia")
    await talk.hears("olivia", f"Set up: the standup {opens[0]}")


async def test_s1_questions_may_be_words_a_choice_a_scale_or_yes_and_no(talk: Talk) -> None:
    await talk.says("olivia", "/standup setup launch week")
    await talk.fills("olivia", people="ana")
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.presses("ana", "Answer")
    await talk.fills("ana", q1="The texts", q2="Photos", q3="yes", q4="4", q5="none")
    await talk.hears("olivia", "Ana", "Will your part be ready in time? yes", "How sure are you? 4")


async def test_s9_a_standup_is_duplicated_under_a_name_of_its_own(talk: Talk) -> None:
    await set_up(talk, people="ana", questions="What did you sell?\n!What blocks you?")
    await talk.says("olivia", "/standup status")
    await talk.presses("olivia", "Duplicate")
    form = await talk.form("olivia", "Set up a standup")
    assert (form.values["name"], form.values["people"]) == ("Daily 2", "@ana")
    assert form.values["questions"].startswith("What did you sell?")
    await talk.fills("olivia", people="ben")
    await talk.says("olivia", "/standup duplicate Daily")
    assert (await talk.form("olivia")).values["name"] == "Daily 3"
    await talk.says("ana", "/standup duplicate Daily")
    await talk.hears("ana", "is the owner's part")


async def test_s8_weeks_in_a_row_are_private_and_a_week_of_leave_does_not_end_them(talk: Talk) -> None:
    await set_up(talk, people="ana, ben", days="Tue")
    for day in ("2026-11-24", "2026-12-01"):
        await talk.time_is(f"{day} 09:31", MANILA)
        await answers(talk, "ana")
    await talk.says("ana", "/baton away 8 Dec")
    await talk.time_is("2026-12-15 09:31", MANILA)
    await answers(talk, "ana")
    await talk.time_is("2026-12-16 09:31", MANILA)
    await talk.says("ana", "/standup status")
    await talk.hears("ana", "This week 1 of 1 answered", "In a row 2 weeks in a row")
    await talk.says("ben", "/standup status")
    assert "in a row" not in (await talk.hears("ben", "how it stands for you")).text
    await talk.says("olivia", "/standup status")
    await talk.hears("olivia", "Ana 1 of 1 answered · 2 weeks in a row")


async def test_s6_the_preview_shows_what_will_be_asked_before_anybody_is(talk: Talk) -> None:
    await set_up(talk, questions="What did you finish?\nHow sure are you? [1-3]")
    await talk.says("olivia", "/standup preview")
    await talk.hears(
        "olivia",
        "Preview of Daily, first asked at Mon 23 Nov 20:30",
        "Each is asked: What did you finish? How sure are you? [1–3]",
    )
