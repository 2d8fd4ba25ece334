"""Dialogs of systems: work that comes back by a rule, each time as one ordinary task (H11)."""

from __future__ import annotations

from tests.dialogs.peer import Opened
from tests.dialogs.talk import Talk

NEWSLETTER = "/delegate @ana Send the newsletter every other Tuesday 9am ~1h done when: everybody has it"
DAILY = "/delegate @ana Check the inbox every weekday 9am done when: nothing is unread"
BUTTONS = ["Skip the next", "Move the next", "Change", "Pause", "Stop"]


def marked(form: Opened, field: str, fragment: str) -> bool:
    """Whether the form says it at the field; where forms have pages, a later page says it once it is open."""
    return fragment in form.errors.get(field, fragment)


async def running(talk: Talk, line: str = NEWSLETTER) -> None:
    """Olivia has begun S1, Ana has accepted it with #1, and both have seen it."""
    await talk.says("olivia", line)
    await talk.presses("ana", "Accept")
    await talk.attends("olivia", "ana", "ben")


async def approved(talk: Talk, number: str) -> None:
    """Ana hands a task in, and Olivia approves it."""
    await talk.presses("ana", "Hand in", on=f"#{number} ")
    await talk.fills("ana", work="It is done")
    await talk.presses("olivia", "Approve", on=f"#{number} ")
    await talk.attends("olivia", "ana", "ben")


async def test_h11_a_line_that_says_how_often_begins_a_system_and_echoes_it_in_words(talk: Talk) -> None:
    await talk.says("olivia", NEWSLETTER)
    await talk.hears(
        "olivia",
        "S1, offered to Ana: Send the newsletter",
        "every other Tuesday, 09:00 your time, which is 22:00 in Manila; first on Tue 24 Nov",
        "Next Tue 8 Dec; with Ana from Mon 7 Dec",
        "Open now #1",
        buttons=["Undo", "Change", "Pause"],
    )
    await talk.hears(
        "ana",
        "Olivia offers you #1 Send the newsletter",
        "Tue 24 Nov 22:00 your time",
        "every other Tuesday (S1)",
        "If you accept, you accept S1",
        buttons=["Accept", "Ask", "Suggest another date", "Decline"],
    )
    await talk.hears_nothing("ben")


async def test_h11_begun_in_a_channel_the_answer_is_private_and_short(talk: Talk) -> None:
    await talk.says("olivia", NEWSLETTER, where="general")
    await talk.hears("olivia", "Begun: S1 Send the newsletter. The card is in your private chat.")
    await talk.hears("ana", "Olivia offers you #1 Send the newsletter")
    await talk.hears_nothing("ben")


async def test_h11_accepting_the_first_task_accepts_the_system_and_later_ones_come_accepted(talk: Talk) -> None:
    await talk.says("olivia", NEWSLETTER)
    await talk.presses("ana", "Accept")
    await talk.hears("olivia", "S1, with Ana: Send the newsletter", "Accepted by Ana", buttons=BUTTONS)
    await approved(talk, "1")
    await talk.time_is("2026-12-07 08:55", "Asia/Manila")
    await talk.hears_nothing("ana")
    await talk.time_is("2026-12-07 09:05", "Asia/Manila")
    await talk.hears(
        "ana",
        "It is time again. Yours: #2 Send the newsletter",
        "Tue 8 Dec 22:00 your time",
        "Came by itself",
        buttons=["Hand in", "Ask", "Blocked", "Hand to somebody", "Note"],
    )
    await talk.says("olivia", "/tasks S1")
    await talk.hears("olivia", "S1, with Ana", "Next Tue 22 Dec", "Open now #2")


async def test_h11_what_comes_by_itself_is_silent_for_the_giver_and_reviewed_as_any_task(talk: Talk) -> None:
    await running(talk)
    await approved(talk, "1")
    await talk.time_is("2026-12-07 09:05", "Asia/Manila")
    assert not [seen for seen in await talk.peer.screen("olivia") if "With Ana: #2" in seen.text]
    await talk.presses("ana", "Hand in", on="#2 ")
    await talk.fills("ana", work="Sent to 212")
    await talk.hears("olivia", "Ana handed in #2", "Sent to 212", buttons=["Approve", "Return", "Note"])


async def test_h11_declining_the_first_task_declines_the_system_and_another_holder_is_offered_that_turn(
    talk: Talk,
) -> None:
    await talk.says("olivia", NEWSLETTER)
    await talk.presses("ana", "Decline")
    await talk.fills("ana", why="Every other week is too much")
    await talk.hears(
        "olivia",
        "Ana declined S1: Send the newsletter",
        "Every other week is too much",
        buttons=["Change", "Resume", "Stop"],
    )
    await talk.presses("olivia", "Change", on="declined S1")
    await talk.fills("olivia", person="ben")
    await talk.hears("olivia", "S1, offered to Ben", "Next Tue 24 Nov")
    await talk.time_is("2026-11-23 16:30", "Europe/Bucharest")
    await talk.hears("ben", "Olivia offers you #2 Send the newsletter", "If you accept, you accept S1")


async def test_h11_undo_takes_a_new_system_back_with_its_first_task_until_it_is_accepted(talk: Talk) -> None:
    await talk.says("olivia", NEWSLETTER)
    await talk.attends("olivia", "ana")
    await talk.presses("olivia", "Undo", on="S1, offered")
    await talk.hears("olivia", "S1, stopped: Send the newsletter", buttons=["Resume"])
    await talk.hears("ana", "Taken back by Olivia: #1", buttons=[])
    await talk.says("olivia", "/tasks systems")
    await talk.hears("olivia", "Systems (0)", "/delegate @somebody")


async def test_h11_a_stopped_system_makes_no_more_its_open_task_stays_and_it_can_be_resumed(talk: Talk) -> None:
    await running(talk)
    await talk.presses("olivia", "Stop")
    await talk.hears("olivia", "S1, stopped", "Open now #1", buttons=["Resume"])
    await talk.hears("ana", "Olivia stopped it. S1, stopped")
    await talk.time_is("2026-12-15 12:00", "Asia/Manila")
    assert "#2" not in await talk.screen("ana")
    await talk.presses("olivia", "Resume")
    await talk.hears("olivia", "S1, with Ana", "Next Tue 22 Dec", buttons=BUTTONS)


async def test_h11_a_system_begun_twice_within_two_minutes_is_shown_and_not_begun_again(talk: Talk) -> None:
    await talk.says("olivia", NEWSLETTER)
    await talk.attends("ana")
    await talk.says("olivia", NEWSLETTER)
    await talk.hears("olivia", "This is S1 Send the newsletter", "not begun twice")
    await talk.hears_nothing("ana")


async def test_h11_an_unclear_rhythm_opens_the_form_with_what_was_understood(talk: Talk) -> None:
    await talk.says("olivia", "/delegate @ana Check the ads twice a week done when: costs are noted")
    form = await talk.form("olivia", "Hand over a task")
    assert marked(form, "repeats", "Shall it come back?")
    assert form.values["person"] == "ana"
    await talk.fills("olivia", outcome="Check the ads", repeats="now and then")
    form = await talk.form("olivia")
    assert "“now and then”" in form.errors["repeats"]
    await talk.fills("olivia", repeats="every Monday and Thursday 10am")
    await talk.hears("olivia", "S1, offered to Ana: Check the ads", "every Monday and Thursday, 10:00 your time")


async def test_h11_the_form_of_a_brief_has_a_field_for_how_often_and_a_draft_keeps_it(talk: Talk) -> None:
    await talk.says("olivia", "/delegate @ana Send the invoices on the 31st of every month")
    form = await talk.form("olivia", "Hand over a task")
    assert form.values["repeats"] == "the 31st of every month"
    assert set(form.errors) == {"done_when"}
    await talk.fills("olivia", then="draft")
    await talk.hears("olivia", "Your draft #1 Send the invoices")
    await talk.hears_nothing("ana")
    await talk.presses("olivia", "Finish")
    assert (await talk.form("olivia")).values["repeats"] == "the 31st of every month 17:00 starting 30 Nov 2026"
    await talk.fills("olivia", done_when="all are sent")
    await talk.hears("olivia", "S1, offered to Ana", "the 31st of every month", "first on Mon 30 Nov", "Open now #1")
    await talk.hears("ana", "Olivia offers you #1 Send the invoices")


async def test_h11_a_rule_that_never_comes_and_a_due_day_that_is_none_of_its_days_are_told_at_their_field(
    talk: Talk,
) -> None:
    await talk.says("olivia", "/delegate @ana Report every Friday until Wednesday done when: sent")
    assert marked(await talk.form("olivia"), "repeats", "That never comes: every Friday")
    await talk.fills("olivia", repeats="every Friday", due="Wed 5pm")
    assert "Wed 25 Nov is none of its days: every Friday" in (await talk.form("olivia")).errors["due"]
    await talk.fills("olivia", due="Fri 5pm")
    await talk.hears("olivia", "S1, offered to Ana", "every Friday, 17:00 your time", "first on Fri 27 Nov")


async def test_h11_pause_and_resume_and_what_was_due_meanwhile_is_not_made(talk: Talk) -> None:
    await running(talk)
    await approved(talk, "1")
    await talk.presses("olivia", "Pause")
    await talk.hears("olivia", "S1, paused", "none while it rests", buttons=["Resume", "Change", "Stop"])
    await talk.hears("ana", "Olivia paused it. S1, paused")
    await talk.attends("ana")
    await talk.time_is("2026-12-10 12:00", "Asia/Manila")
    await talk.hears_nothing("ana")
    await talk.presses("olivia", "Resume")
    await talk.hears("olivia", "S1, with Ana", "Next Tue 22 Dec")
    await talk.hears("ana", "Olivia resumed it. S1, yours")
    await talk.time_is("2026-12-21 09:05", "Asia/Manila")
    await talk.hears("ana", "Yours: #2 Send the newsletter", "Tue 22 Dec 22:00")


async def test_h11_skip_leaves_one_turn_out_twice_pressed_it_is_one_and_it_can_be_taken_back(talk: Talk) -> None:
    await running(talk)
    await talk.presses("olivia", "Skip the next")
    await talk.hears("olivia", "Skipped: Tue 8 Dec.", "Next Tue 22 Dec", buttons=["Do not skip", *BUTTONS[1:]])
    await talk.hears("ana", "Olivia skipped a day. S1, yours", "Skipped: Tue 8 Dec.")
    await talk.presses("olivia", "Do not skip")
    await talk.hears("olivia", "Next Tue 8 Dec", buttons=BUTTONS)
    await talk.says("olivia", "/tasks S1 skip")
    await talk.hears("olivia", "Skipped. /tasks S1 shows what comes next.")


async def test_h11_the_next_turn_moves_to_another_day_before_the_one_after_it(talk: Talk) -> None:
    await running(talk)
    await talk.presses("olivia", "Move the next")
    form = await talk.form("olivia", "Move the next one")
    assert form.values == {"to": ""}
    await talk.fills("olivia", to="22 Dec")
    await talk.refused_at("olivia", to="The one after it is on Tue 22 Dec")
    await talk.fills("olivia", to="yesterday")
    await talk.refused_at("olivia", to="already passed")
    await talk.fills("olivia", to="Thu 10 Dec 14:00")
    await talk.refused_at("olivia", to="Say the day only")
    await talk.fills("olivia", to="Thu 10 Dec")
    await talk.hears("olivia", "Moved: Tue 8 Dec to Thu 10 Dec.", "Next Thu 10 Dec; with Ana from Wed 9 Dec")
    await talk.hears("ana", "Olivia moved a day. S1, yours")
    await talk.time_is("2026-12-09 09:05", "Asia/Manila")
    await talk.hears("ana", "Yours: #2", "Thu 10 Dec 22:00")


async def test_h11_a_changed_brief_is_offered_again_with_the_next_task(talk: Talk) -> None:
    await running(talk)
    await approved(talk, "1")
    await talk.presses("olivia", "Change", on="S1, with Ana")
    form = await talk.form("olivia", "Change S1")
    assert form.values["repeats"] == "every other Tuesday 09:00"
    await talk.fills("olivia", done_when="Everybody has it, with a picture")
    await talk.hears("olivia", "S1, offered to Ana", "asked to accept it anew with the next one", "Next Tue 8 Dec")
    await talk.hears("ana", "Olivia changed it. S1, offered to you", "with a picture")
    await talk.time_is("2026-12-07 09:05", "Asia/Manila")
    await talk.hears("ana", "Olivia offers you #2", "with a picture", "If you accept, you accept S1")
    await talk.presses("ana", "Accept", on="#2 ")
    await talk.hears("olivia", "S1, with Ana")


async def test_h11_what_only_appears_earlier_need_not_be_accepted_again(talk: Talk) -> None:
    await running(talk)
    await talk.presses("olivia", "Change", on="S1, with Ana")
    await talk.fills("olivia", ahead="3")
    await talk.hears("olivia", "S1, with Ana", "Next Tue 8 Dec; with Ana from Thu 3 Dec")
    await talk.hears_nothing("ana")
    await talk.presses("olivia", "Change", on="S1, with Ana")
    await talk.fills("olivia")
    await talk.hears("olivia", "Nothing was changed in S1")


async def test_h11_a_change_before_anybody_accepted_changes_the_task_that_is_offered(talk: Talk) -> None:
    await talk.says("olivia", NEWSLETTER)
    await talk.attends("olivia", "ana", "ben")
    await talk.presses("olivia", "Change", on="S1, offered")
    await talk.fills("olivia", person="ben", repeats="every Wednesday 10am")
    await talk.hears("olivia", "S1, offered to Ben", "every Wednesday, 10:00 your time", "first on Wed 25 Nov")
    await talk.hears("ben", "Olivia offers you #1 Send the newsletter", "Wed 25 Nov 17:00 your time")
    await talk.presses("ben", "Accept")
    await talk.hears("olivia", "S1, with Ben", "Next Wed 2 Dec")


async def test_h11_a_turn_on_the_holders_leave_moves_behind_it_and_meets_the_one_that_is_there(talk: Talk) -> None:
    await running(talk, DAILY)
    await talk.says("ana", "/baton away Nov 25 until Dec 1")
    await talk.attends("ana")
    await talk.time_is("2026-12-01 18:00", "Asia/Manila")
    assert "#2" not in await talk.screen("ana")
    await talk.time_is("2026-12-02 09:05", "Asia/Manila")
    await talk.hears("ana", "Yours: #2 Check the inbox")
    assert "#3" not in await talk.screen("ana")


async def test_h11_a_former_task_that_is_still_open_does_not_stop_the_next_and_both_hear_it(talk: Talk) -> None:
    await running(talk)
    await talk.time_is("2026-12-07 09:05", "Asia/Manila")
    await talk.hears("ana", "It is time again", "#2 Send the newsletter", "The one before it, #1, is still open.")
    await talk.hears("olivia", "#2 Send the newsletter", "The one before it, #1, is still open.")
    await talk.says("olivia", "/tasks S1")
    await talk.hears("olivia", "Open now #1 due Tue 24 Nov, #2 due Tue 8 Dec", "2 of them are open at the same time")


async def test_h11_counted_from_done_the_next_appears_so_many_days_after_the_last_was_approved(talk: Talk) -> None:
    await running(talk, "/delegate @ana Empty the bin 2 days after done done when: it is empty")
    await talk.says("olivia", "/tasks S1")
    await talk.hears(
        "olivia",
        "2 days after it is approved",
        "counted from when #1 is approved",
        buttons=["Skip #1", "Change", "Pause", "Stop"],
    )
    await talk.time_is("2026-12-01 12:00", "America/New_York")
    assert "#2" not in await talk.screen("ana")
    await approved(talk, "1")
    await talk.time_is("2026-12-02 09:05", "Asia/Manila")
    assert "#2" not in await talk.screen("ana")
    await talk.time_is("2026-12-03 09:05", "Asia/Manila")
    await talk.hears("ana", "Yours: #2 Empty the bin")


async def test_h11_counted_from_done_what_is_out_can_be_skipped_and_the_next_is_counted_from_then(talk: Talk) -> None:
    await running(talk, "/delegate @ana Empty the bin 2 days after done done when: it is empty")
    await talk.time_is("2026-12-01 12:00", "America/New_York")
    await talk.attends("ana", "olivia")
    await talk.says("olivia", "/tasks S1 move to 9 Dec")
    await talk.hears("olivia", "S1 counts from when #1 is approved", "press Change on its card: /tasks 1")
    await talk.says("olivia", "/tasks S1")
    await talk.presses("olivia", "Skip #1")
    await talk.hears("olivia", "S1, with Ana", "Next Fri 4 Dec; with Ana from Thu 3 Dec", "#1 let go by Olivia")
    await talk.hears(
        "ana", "Not this time. Taken back by Olivia: #1 Empty the bin", "The next one of S1 comes on Thu 3 Dec."
    )
    await talk.time_is("2026-12-03 09:05", "Asia/Manila")
    await talk.hears("ana", "Yours: #2 Empty the bin")


async def test_h11_counted_from_done_the_next_can_be_skipped_or_moved_once_it_has_a_day(talk: Talk) -> None:
    await running(talk, "/delegate @ana Empty the bin 2 days after done done when: it is empty")
    await talk.time_is("2026-12-01 12:00", "America/New_York")
    await approved(talk, "1")
    await talk.says("olivia", "/tasks S1")
    usual = ["Skip the next", "Move the next", "Change", "Pause", "Stop"]
    await talk.hears("olivia", "S1", "Next Fri 4 Dec; with Ana from Thu 3 Dec", buttons=usual)
    await talk.presses("olivia", "Skip the next")
    await talk.hears("olivia", "Next Tue 8 Dec; with Ana from Mon 7 Dec", "Skipped: Thu 3 Dec. The next is counted")
    await talk.hears("ana", "with you from Mon 7 Dec")
    await talk.presses("olivia", "Do not skip")
    await talk.hears("olivia", "Next Fri 4 Dec")
    await talk.presses("olivia", "Move the next")
    await talk.fills("olivia", to="9 Dec")
    await talk.hears("olivia", "Next Wed 9 Dec; with Ana from Wed 9 Dec", "Moved to Wed 9 Dec. The one after it")
    await talk.time_is("2026-12-09 09:05", "Asia/Manila")
    await talk.hears("ana", "Yours: #2 Empty the bin")
    await approved(talk, "2")
    await talk.says("olivia", "/tasks S1")
    await talk.hears("olivia", "with Ana from Thu 10 Dec")


async def test_h11_after_downtime_the_latest_turn_alone_is_made_and_marked_late(talk: Talk) -> None:
    await running(talk, DAILY)
    await approved(talk, "1")
    await talk.down_until("2026-12-03 11:00", "Asia/Manila")
    await talk.hears("ana", "#2 Check the inbox", "Sent late: this was meant for Thu 3 Dec 09:00")
    assert "#3" not in await talk.screen("ana")
    assert any("not sent" in line for line in talk.peer.world.log)


async def test_h11_whoever_claims_it_has_one_turn_of_a_system_for_anyone(talk: Talk) -> None:
    await talk.says("olivia", "/delegate anyone Water the plants every Wednesday 5pm done when: the soil is wet")
    await talk.hears("olivia", "S1, for whoever claims it: Water the plants", "first on Wed 25 Nov")
    await talk.presses("ben", "Take it")
    assert "accepts S1" not in (await talk.hears("olivia", "Ben has taken it.")).text
    usual = ["Skip the next", "Move the next", "Change", "Pause", "Stop"]
    await talk.hears("olivia", "S1, for whoever claims it", buttons=usual)
    assert "you accept S1" not in (await talk.hears("ben", "Yours: #1")).text
    await talk.hears("olivia", "Ben has taken it.", "With Ben: #1")
    await talk.time_is("2026-12-02 09:05", "America/New_York")
    await talk.hears("ana", "Free to take: #2 Water the plants", buttons=["Take it"])


async def test_h11_the_list_says_rule_next_holder_and_what_rests_to_those_it_concerns(talk: Talk) -> None:
    await running(talk)
    await talk.says("olivia", "/delegate @ben Sort the receipts every Friday 4pm done when: each has a category")
    await talk.says("olivia", "/tasks S2 pause")
    await talk.says("olivia", "/tasks systems")
    await talk.hears(
        "olivia",
        "Systems (2)",
        "S1 Send the newsletter · every other Tuesday · Ana · next Tue 8 Dec",
        "S2 Sort the receipts · every Friday · Ben · paused",
        buttons=["S1", "S2"],
    )
    await talk.says("ana", "/tasks systems")
    seen = await talk.hears("ana", "Systems (1)", "S1 Send the newsletter", "/tasks S1 opens one")
    assert "S2" not in seen.text
    await talk.presses("ana", "S1")
    await talk.hears("ana", "S1, yours", "09:00 in New York, which is 22:00 your time", buttons=[])


async def test_h11_who_may_not_hears_why_and_of_another_teams_or_no_system_nothing(talk: Talk) -> None:
    await running(talk)
    await talk.says("ana", "/tasks S1 pause")
    await talk.hears("ana", "On S1 only Olivia can do that.")
    await talk.says("ben", "/tasks S1")
    await talk.hears("ben", "S1 is not one of your systems.")
    await talk.says("pat", "/tasks S1")
    assert "newsletter" not in await talk.screen("pat")
    await talk.says("gil", "/tasks S1 stop")
    await talk.hears("gil", "S1 is not one of your systems.")
    await talk.says("olivia", "/tasks S99")
    await talk.hears("olivia", "There is no system 99")


async def test_h11_a_holder_who_becomes_a_partner_leaves_it_resting_and_the_giver_chooses_another(talk: Talk) -> None:
    await running(talk)
    await approved(talk, "1")
    await talk.says("olivia", "/team role @ana partner")
    await talk.hears(
        "olivia",
        "S1 rests, nobody does it: Send the newsletter",
        "Ana does not do such work here any more.",
        buttons=["Change", "Stop"],
    )
    await talk.presses("olivia", "Change", on="S1 rests")
    await talk.fills("olivia", person="ben")
    await talk.hears("olivia", "S1, offered to Ben", "Next Tue 8 Dec")


async def test_h11_a_rule_that_has_ended_makes_no_more_and_says_so(talk: Talk) -> None:
    await running(talk, "/delegate @ana Post the offer every Tuesday 9am until 1 Dec done when: it is online")
    await approved(talk, "1")
    await talk.time_is("2026-11-30 09:05", "Asia/Manila")
    await approved(talk, "2")
    await talk.says("olivia", "/tasks S1")
    await talk.hears("olivia", "S1, over: Post the offer", "until 1 Dec 2026", buttons=[])
    await talk.says("olivia", "/tasks S1 resume")
    await talk.hears("olivia", "S1 is over: its last day has been.")
