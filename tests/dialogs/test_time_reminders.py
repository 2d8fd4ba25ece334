"""Dialogs of reminders: one message for what comes together, why it came, snooze, and the team's own rules (T2)."""

from __future__ import annotations

from tests.dialogs.talk import Talk
from tests.dialogs.tasks import SHORT, accepted

MANILA, NEW_YORK = "Asia/Manila", "America/New_York"
THREE = (
    "/delegate @ana Write the article by Thu 9:00 Manila ~2h done when: 3 sources",
    "/delegate @ana Sort the invoices by Thu 9:00 Manila ~1h done when: all filed",
    "/delegate @ana Product photos by Thu 9:10 Manila ~1h done when: ten photos",
)


async def three(talk: Talk) -> None:
    """Three tasks of Ana's, due at about the same time."""
    for line in THREE:
        await talk.says("olivia", line)
        await talk.presses("ana", "Accept")
    await talk.attends("olivia", "ana", "ben")


async def test_t2_three_things_due_at_one_moment_come_as_one_message(talk: Talk) -> None:
    await three(talk)
    await talk.time_is("2026-11-25 09:30", MANILA)
    news = await talk.news("ana")
    assert len(news) == 1, [seen.text for seen in news]
    seen = await talk.hears(
        "ana",
        "3 things are waiting for you.",
        "#1 Write the article · due soon, Thu 26 Nov 09:00",
        "#2 Sort the invoices · due soon",
        "#3 Product photos · due soon, Thu 26 Nov 09:10",
        buttons=["#1", "#2", "#3", "Snooze all", "Why this?"],
    )
    assert seen.text.index("#1") < seen.text.index("#2") < seen.text.index("#3")
    await talk.hears_nothing("olivia")


async def test_t2_each_of_a_list_is_opened_and_snoozed_alone(talk: Talk) -> None:
    await three(talk)
    await talk.time_is("2026-11-25 09:30", MANILA)
    await talk.presses("ana", "#2", on="3 things")
    seen = await talk.hears("ana", "Due soon, Thu 26 Nov 09:00. Yours: #2 Sort the invoices")
    assert seen.buttons[-2:] == ("Snooze", "Why this?")
    await talk.presses("ana", "Snooze", on="#2 Sort")
    await talk.fills("ana", length="1h")
    await talk.attends("ana")
    await talk.time_is("2026-11-25 10:35", MANILA)
    await talk.hears("ana", "As you asked. Yours: #2 Sort the invoices")
    assert len(await talk.news("ana")) == 1


async def test_t2_a_list_is_snoozed_whole_and_comes_again_as_one(talk: Talk) -> None:
    await three(talk)
    await talk.time_is("2026-11-25 09:30", MANILA)
    await talk.presses("ana", "Snooze all")
    await talk.fills("ana", length="1h")
    await talk.hears("ana", "Snoozed until Wed 25 Nov 10:30: 3 things.")
    await talk.attends("ana")
    await talk.time_is("2026-11-25 10:25", MANILA)
    await talk.hears_nothing("ana")
    await talk.time_is("2026-11-25 10:35", MANILA)
    await talk.hears("ana", "3 things are waiting for you.", "#1 Write the article · as you asked")
    assert len(await talk.news("ana")) == 1


async def test_t2_a_list_snoozed_beyond_what_is_due_says_so(talk: Talk) -> None:
    await three(talk)
    await talk.time_is("2026-11-25 09:30", MANILA)
    await talk.presses("ana", "Snooze all")
    await talk.fills("ana", length="pick", until="")
    await talk.refused_at("ana", until="Say when")
    await talk.fills("ana", length="pick", until="Thu 14:00")
    await talk.hears("ana", "Snoozed until Thu 26 Nov 14:00: 3 things.", "silent until then: #1, #2, #3.")


async def test_t2_a_snooze_of_15_minutes_reminds_in_15_minutes(talk: Talk) -> None:
    await accepted(talk, SHORT)
    await talk.time_is("2026-11-25 09:05", MANILA)
    await talk.presses("ana", "Snooze")
    await talk.fills("ana", length="15m")
    await talk.attends("ana")
    await talk.time_is("2026-11-25 09:19", MANILA)
    await talk.hears_nothing("ana")
    await talk.time_is("2026-11-25 09:21", MANILA)
    await talk.hears("ana", "As you asked. Yours: #1")


async def test_t2_a_snooze_beyond_the_due_time_says_so_and_is_over_once_it_moves_on(talk: Talk) -> None:
    await accepted(talk, SHORT)
    await talk.time_is("2026-11-25 09:05", MANILA)
    await talk.presses("ana", "Snooze")
    await talk.fills("ana", length="pick", until="Fri 12:00")
    await talk.hears("ana", "Snoozed until Fri 27 Nov 12:00. #1 is due before that, Thu 26 Nov 09:00")
    await talk.presses("ana", "Hand in")
    await talk.fills("ana", work="Here it is")
    await talk.attends("ana")
    await talk.time_is("2026-11-27 12:30", MANILA)
    await talk.hears_nothing("ana")


async def test_t2_why_did_i_get_this_is_answered_in_a_sentence_to_the_one_who_asks(talk: Talk) -> None:
    await accepted(talk, SHORT)
    await talk.time_is("2026-11-25 09:05", MANILA)
    await talk.attends("olivia")
    await talk.presses("ana", "Why this?")
    await talk.hears(
        "ana",
        "Because #1 is due Thu 26 Nov 09:00 and your team reminds 24 h before; nothing was handed in.",
        "or not at all when you hand it in before.",
        "Snooze puts it off. The rules: /team reminders.",
    )
    await talk.hears_nothing("olivia")


async def test_t2_why_is_answered_for_a_list_too(talk: Talk) -> None:
    await three(talk)
    await talk.time_is("2026-11-25 09:30", MANILA)
    await talk.presses("ana", "Why this?")
    await talk.hears("ana", "came due for you at the same time", "Because #3 is due Thu 26 Nov 09:10")


async def test_t2_one_task_speaks_to_one_person_at_most_once_a_day(talk: Talk) -> None:
    await accepted(talk, "/delegate @ana Write the article by Thu 15:00 Manila ~2h done when: 3 sources")
    await talk.time_is("2026-11-26 15:01", MANILA)
    await talk.hears("ana", "Due now. Yours: #1")
    await talk.attends("ana")
    await talk.time_is("2026-11-27 08:59", MANILA)
    await talk.hears_nothing("ana")
    await talk.time_is("2026-11-27 09:01", MANILA)
    await talk.hears("ana", "Overdue. Yours: #1", "It was due Thu 26 Nov 15:00")


async def test_t2_the_rules_are_said_and_only_the_owner_changes_them(talk: Talk) -> None:
    await talk.says("ana", "/team reminders")
    seen = await talk.hears(
        "ana",
        "What this team reminds of",
        "the holder after 4 working hours, the giver after as many again",
        "Before it is due: 24 h",
        "The owner can change this.",
        buttons=[],
    )
    assert "1 working days" not in seen.text
    await talk.says("olivia", "/team reminders")
    await talk.hears("olivia", "Before it is due: 24 h", buttons=["Change"])


async def test_t2_a_changed_rule_holds_for_open_tasks_too(talk: Talk) -> None:
    await accepted(talk, SHORT)
    await talk.says("olivia", "/team reminders")
    await talk.presses("olivia", "Change")
    await talk.fills("olivia", due_soon_hours="3", remind_due="no", escalate_days="2")
    await talk.hears("olivia", "Saved.", "Before it is due: 3 h", "up to the giver: after 2 working days, then daily")
    await talk.time_is("2026-11-25 16:00", MANILA)
    await talk.hears_nothing("ana")  # due on Thu 9:00, so three hours before are no working time
    await talk.time_is("2026-11-26 10:05", MANILA)
    await talk.hears("ana", "Overdue. Yours: #1")
    await talk.attends("olivia")
    await talk.time_is("2026-11-27 16:30", NEW_YORK)
    await talk.hears_nothing("olivia")
    await talk.time_is("2026-11-30 09:05", NEW_YORK)
    await talk.hears("olivia", "Overdue. With Ana: #1")


async def test_t2_no_reminder_before_is_one_of_the_choices(talk: Talk) -> None:
    await talk.says("olivia", "/team reminders")
    await talk.presses("olivia", "Change")
    await talk.fills("olivia", due_soon_hours="0")
    await talk.hears("olivia", "Before it is due: nothing")
    await accepted(talk, SHORT)
    await talk.time_is("2026-11-26 08:55", MANILA)
    await talk.hears_nothing("ana")


async def test_t2_a_rule_that_cannot_be_is_told_at_its_field(talk: Talk) -> None:
    await talk.says("olivia", "/team reminders")
    await talk.presses("olivia", "Change")
    await talk.fills("olivia", accept_hours="0", review_days="21")
    await talk.refused_at("olivia", accept_hours="from 1 to 80", review_days="from 1 to 20")
    await talk.says("olivia", "/team reminders")
    await talk.hears("olivia", "the holder after 4 working hours")


async def test_t2_what_comes_back_after_its_due_time_is_not_overdue_at_once(talk: Talk) -> None:
    await accepted(talk, SHORT)
    await talk.time_is("2026-11-24 10:00", MANILA)
    await talk.presses("ana", "Ask")
    await talk.fills("ana", question="Which buyouts?")
    await talk.time_is("2026-11-27 10:00", MANILA)
    await talk.presses("olivia", "Answer")
    await talk.fills("olivia", answer="Those of the eighties")
    await talk.attends("ana", "olivia")
    await talk.time_is("2026-11-27 10:50", MANILA)
    await talk.hears_nothing("ana")
    await talk.time_is("2026-11-27 11:05", MANILA)
    await talk.hears("ana", "Overdue. Yours: #1")
    await talk.hears_nothing("olivia")


async def test_t2_whoever_takes_over_late_work_has_an_hour_before_it_is_overdue(talk: Talk) -> None:
    await accepted(talk, SHORT)
    await talk.time_is("2026-11-26 10:30", MANILA)
    await talk.says("ana", "/handoff 1 @ben Outline is done")
    await talk.time_is("2026-11-27 10:00", "Europe/Bucharest")
    await talk.presses("ben", "Take it on")
    await talk.attends("ben")
    await talk.time_is("2026-11-27 10:50", "Europe/Bucharest")
    await talk.hears_nothing("ben")
    await talk.time_is("2026-11-27 11:05", "Europe/Bucharest")
    await talk.hears("ben", "Overdue. Yours: #1")
