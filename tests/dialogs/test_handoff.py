"""Dialogs of the handoff room, named after the lines of the product they show."""

from __future__ import annotations

from tests.dialogs.talk import Talk

ARTICLE = (
    "/delegate @ana Write a 600-word article on leveraged buyouts by Fri 5pm ~2h done when: 3 sources, passes Copyscape"
)
SHORT = "/delegate @ana Write the article by Thu 9:00 Manila ~2h done when: 3 sources"


async def offered(talk: Talk, line: str = ARTICLE) -> None:
    """Olivia has offered #1 to Ana, and both have seen it."""
    await talk.says("olivia", line)
    await talk.attends("olivia", "ana", "ben")


async def accepted(talk: Talk, line: str = ARTICLE) -> None:
    await offered(talk, line)
    await talk.presses("ana", "Accept")
    await talk.attends("olivia", "ana", "ben")


async def handed_in(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("ana", "Hand in")
    await talk.fills("ana", work="Article attached", link="https://docs.example/article")
    await talk.attends("olivia", "ana", "ben")


async def test_h1_delegate_in_one_line_echoes_both_zones_and_offers_undo(talk: Talk) -> None:
    await talk.says("olivia", ARTICLE)
    await talk.hears(
        "olivia",
        "Offered to Ana: #1 Write a 600-word article on leveraged buyouts",
        "Fri 27 Nov 17:00 your time, which is Sat 28 Nov 06:00 in Manila, outside Ana’s hours",
        "≈ 2 h",
        "3 sources, passes Copyscape",
        buttons=["Move to Fri 27 Nov 17:00 Manila", "Keep", "Undo", "Change"],
    )
    await talk.hears(
        "ana",
        "Olivia offers you #1 Write a 600-word article on leveraged buyouts",
        "Sat 28 Nov 06:00 your time, which is Fri 27 Nov 17:00 in New York",
        buttons=["Accept", "Ask", "Suggest another date", "Decline"],
    )
    await talk.hears_nothing("ben")
    await talk.hears_nothing("pat")


async def test_h1_the_due_time_moves_to_the_holders_zone_in_one_press(talk: Talk) -> None:
    await offered(talk)
    await talk.presses("olivia", "Move to Fri 27 Nov 17:00 Manila")
    await talk.hears("olivia", "Fri 27 Nov 04:00 your time, which is 17:00 in Manila", buttons=["Undo", "Change"])
    await talk.hears("ana", "Fri 27 Nov 17:00 your time")


async def test_h1_undo_takes_an_offer_back_until_it_is_accepted(talk: Talk) -> None:
    await offered(talk)
    await talk.presses("olivia", "Undo")
    await talk.hears("olivia", "Cancelled: #1")
    await talk.hears("ana", "Taken back by Olivia: #1", buttons=[])


async def test_h1_in_a_channel_the_answer_is_private_and_short(talk: Talk) -> None:
    await talk.says("olivia", ARTICLE, where="general")
    await talk.hears("olivia", "Offered: #1 Write a 600-word article")
    await talk.hears_nothing("ben")


async def test_h2_a_title_alone_opens_the_form_filled_and_may_be_kept_as_a_draft(talk: Talk) -> None:
    await talk.says("olivia", "/delegate @ana Write the article by Fri 5pm")
    form = await talk.form("olivia", "Hand over a task")
    assert form.values["outcome"] == "Write the article"
    assert form.values["due"] == "Fri 5pm"
    assert form.values["person"] == "ana"
    assert "how both of you will know" in form.errors["done_when"]
    await talk.hears_nothing("ana")
    await talk.fills("olivia", then="draft")
    await talk.hears("olivia", "Your draft #1 Write the article", buttons=["Finish", "Undo"])
    await talk.hears_nothing("ana")
    await talk.presses("olivia", "Finish")
    await talk.fills("olivia", done_when="3 sources")
    await talk.hears("ana", "Olivia offers you #1 Write the article", "3 sources")


async def test_h2_the_form_keeps_what_was_typed_when_a_field_is_wrong(talk: Talk) -> None:
    await talk.says("olivia", "/delegate")
    await talk.fills("olivia", person="ana", outcome="Sort invoices", due="fri 5pmish", effort="a while")
    form = await talk.form("olivia")
    assert form.values["outcome"] == "Sort invoices"
    assert "fri 5pmish" in form.errors["due"]
    assert "2h" in form.errors["effort"]
    assert "done_when" in form.errors


async def test_h2_a_draft_thrown_away_is_never_seen_by_others_and_comes_back_as_a_draft(talk: Talk) -> None:
    await talk.says("olivia", "/delegate @ana Write the article by Fri 5pm")
    await talk.fills("olivia", then="draft")
    await talk.presses("olivia", "Undo")
    await talk.hears("olivia", "Cancelled: #1")
    await talk.hears_nothing("ana")
    await talk.says("ana", "/tasks 1")
    await talk.hears("ana", "#1 is not one of your tasks")
    await talk.presses("olivia", "Reopen")
    await talk.hears("olivia", "Your draft #1", buttons=["Finish", "Undo"])


async def test_h3_accept_starts_the_work_and_the_givers_card_says_so_quietly(talk: Talk) -> None:
    await offered(talk)
    await talk.presses("ana", "Accept")
    await talk.hears("ana", "Yours: #1", buttons=["Hand in", "Ask", "Blocked", "Hand to somebody", "Note"])
    await talk.hears("olivia", "With Ana: #1", "Accepted by Ana")


async def test_h3_another_date_is_suggested_and_taken(talk: Talk) -> None:
    await offered(talk)
    await talk.presses("ana", "Suggest another date")
    await talk.fills("ana", due="Mon 30 Nov 12:00")
    await talk.hears("olivia", "Ana suggests another date for #1", "Sun 29 Nov 23:00")
    await talk.presses("olivia", "Take that date")
    await talk.hears("ana", "Yours: #1", "Mon 30 Nov 12:00")


async def test_h3_another_date_is_suggested_and_the_first_kept(talk: Talk) -> None:
    await offered(talk)
    await talk.presses("ana", "Suggest another date")
    await talk.fills("ana", due="Mon 30 Nov 12:00")
    await talk.presses("olivia", "Keep the first date")
    await talk.hears("ana", "Olivia offers you #1", buttons=["Accept", "Ask", "Suggest another date", "Decline"])


async def test_h3_decline_says_why(talk: Talk) -> None:
    await offered(talk)
    await talk.presses("ana", "Decline")
    await talk.fills("ana", why="")
    assert "Say why" in (await talk.form("ana")).errors["why"]
    await talk.fills("ana", why="I am full this week")
    await talk.hears("olivia", "Ana declined #1", "I am full this week", buttons=["Reopen"])


async def test_h3_no_answer_nudges_once_and_then_tells_the_giver(talk: Talk) -> None:
    await offered(talk)  # Monday 22:00 in Manila: four working hours end Tuesday 13:00 there
    await talk.time_is("2026-11-24 12:55", "Asia/Manila")
    await talk.hears_nothing("ana")
    await talk.time_is("2026-11-24 13:05", "Asia/Manila")
    await talk.hears("ana", "Olivia offers you #1", "waiting to hear whether you take this on")
    await talk.attends("ana")
    await talk.hears_nothing("olivia")
    await talk.time_is("2026-11-24 09:30", "America/New_York")
    await talk.hears("olivia", "Ana has not answered yet")
    await talk.attends("ana", "olivia")
    await talk.time_is("2026-11-25 18:00", "America/New_York")
    await talk.hears_nothing("ana")
    await talk.hears_nothing("olivia")


async def test_h4_a_question_pauses_and_the_answer_resumes(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("ana", "Ask")
    await talk.fills("ana", question="Which angle? @everyone")
    await talk.hears("olivia", "Ana asks about #1", "Which angle? @everyone", buttons=["Answer", "Change", "Cancel"])
    await talk.hears("ana", "Waiting for Olivia to answer: #1", "the clock stands still")
    await talk.presses("olivia", "Answer")
    await talk.fills("olivia", answer="For beginners")
    await talk.hears("ana", "Yours: #1", "For beginners", "the clock runs")


async def test_h4_a_question_before_acceptance_returns_to_the_offer(talk: Talk) -> None:
    await offered(talk)
    await talk.presses("ana", "Ask")
    await talk.fills("ana", question="Which angle?")
    await talk.presses("olivia", "Answer")
    await talk.fills("olivia", answer="For beginners")
    await talk.hears("ana", "Olivia offers you #1", "For beginners")


async def test_h5_blocked_work_is_not_chased_and_reaches_the_giver(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("ana", "Blocked")
    await talk.fills("ana", reason="No access to the shop", unblocker="ben")
    await talk.hears("olivia", "Blocked, with Ana: #1", "No access to the shop", "@Ben can clear it")
    await talk.hears("ben", "No access to the shop", buttons=["Not blocked any more"])
    await talk.attends("ana", "olivia", "ben")
    await talk.time_is("2026-11-30 09:30", "America/New_York")
    await talk.hears_nothing("ana")
    await talk.hears("olivia", "Blocked since Mon 23 Nov 09:00. It may need you.")
    await talk.presses("ana", "Not blocked any more")
    await talk.hears("ana", "Yours: #1")
    await talk.hears("olivia", "With Ana: #1")


async def test_h5_whoever_can_clear_a_blocker_says_so_in_one_press(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("ana", "Blocked")
    await talk.fills("ana", reason="No access to the shop", unblocker="ben")
    await talk.attends("ana", "olivia")
    await talk.presses("ben", "Not blocked any more")
    await talk.hears("ana", "Yours: #1", "Unblocked by Ben")
    await talk.hears("ben", "With Ana: #1", buttons=[])


async def test_h6_hand_in_return_hand_in_again_and_approve(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("ana", "Hand in")
    await talk.fills("ana", work="Article attached", link="not a link")
    assert "https://" in (await talk.form("ana")).errors["link"]
    await talk.fills("ana", link="https://docs.example/article", work="Article attached")
    await talk.hears("olivia", "Ana handed in #1", "Article attached", buttons=["Approve", "Return", "Note"])
    await talk.presses("olivia", "Return")
    await talk.fills("olivia", missing="The third source")
    await talk.hears("ana", "Yours: #1", "The third source")
    await talk.presses("ana", "Hand in")
    await talk.fills("ana", work="Added it", link="")
    await talk.presses("olivia", "Approve")
    await talk.hears("ana", "Approved: #1", buttons=[])
    await talk.hears("olivia", "Done by Ana: #1", buttons=["Reopen"])


async def test_h6_a_hand_in_not_reviewed_reminds_the_giver_and_never_the_holder(talk: Talk) -> None:
    await handed_in(talk)
    await talk.time_is("2026-11-24 16:00", "America/New_York")
    await talk.hears("olivia", "waiting for your review")
    await talk.attends("olivia")
    await talk.time_is("2026-11-25 16:00", "America/New_York")
    await talk.hears("olivia", "waiting for your review")
    await talk.hears_nothing("ana")


async def test_h7_handoff_keeps_the_holder_until_the_newcomer_accepts(talk: Talk) -> None:
    await accepted(talk)
    await talk.says("ana", "/handoff 1 @ben Draft is in the folder, pictures are missing")
    await talk.hears(
        "ben", "Ana would like to hand you #1", "pictures are missing", buttons=["Take it on", "Not for me"]
    )
    await talk.hears("ana", "Yours: #1", "Offered to Ben")
    await talk.presses("ben", "Take it on")
    await talk.hears("ben", "Yours: #1", "pictures are missing")
    await talk.hears("olivia", "With Ben: #1", "Taken on by Ben")
    await talk.hears("ana", "With Ben: #1", buttons=[])


async def test_h7_the_giver_may_hand_it_on_too_and_former_holders_cards_stay_true(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("olivia", "Hand to somebody")
    await talk.fills("olivia", newcomer="ben", context="Ana is on leave")
    await talk.presses("ben", "Take it on")
    await talk.presses("ben", "Hand in")
    await talk.fills("ben", work="Done")
    await talk.presses("olivia", "Approve")
    await talk.hears("ana", "Done by Ben: #1", buttons=[])


async def test_h7_a_handoff_nobody_answers_is_nudged_and_told_to_the_holder(talk: Talk) -> None:
    await accepted(talk)
    await talk.says("ana", "/handoff 1 @ben Draft is in the folder")
    await talk.attends("ana", "ben")
    await talk.time_is("2026-11-24 12:30", "Europe/Bucharest")
    await talk.hears("ben", "Ana is waiting to hear whether you take this on")
    await talk.time_is("2026-11-25 09:30", "Asia/Manila")
    await talk.hears("ana", "Ben has not answered yet")


async def test_h7_a_newcomer_may_pass_and_it_stays_where_it_was(talk: Talk) -> None:
    await accepted(talk)
    await talk.says("ana", "/handoff 1 @ben Draft is in the folder")
    await talk.presses("ben", "Not for me")
    await talk.fills("ben", why="On leave from tomorrow")
    await talk.hears("ana", "Yours: #1", "Passed by Ben")


async def test_h7_a_handoff_without_a_note_opens_its_form_filled(talk: Talk) -> None:
    await accepted(talk)
    await talk.says("ana", "/handoff #1 @ben")
    form = await talk.form("ana", "Hand to somebody else")
    assert form.values["newcomer"] == "ben"


async def test_h10_my_desk_says_what_i_owe_and_what_i_wait_for(talk: Talk) -> None:
    await handed_in(talk)
    await talk.says("olivia", "/delegate @ben Sort the invoices by Wed 5pm done when: all filed")
    await talk.says("olivia", "/tasks")
    await talk.hears(
        "olivia", "My desk", "You owe 1 thing:", "#1 Write a 600-word", "You wait for 1 thing:", "#2 Sort the invoices"
    )
    await talk.says("ben", "/tasks")
    await talk.hears("ben", "You owe 1 thing:", "You wait for nothing.")
    await talk.says("ben", "/tasks mine")
    await talk.hears("ben", "Your tasks (1)", "#2 Sort the invoices · offered to Ben · due Thu 26 Nov 00:00")
    await talk.says("ana", "/tasks team")
    await talk.hears("ana", "not open to your role")
    await talk.says("olivia", "/tasks review")
    await talk.hears("olivia", "To review (1)")
    await talk.says("olivia", "/tasks invoices")
    await talk.hears("olivia", "“invoices” (1 found)")
    await talk.says("ben", "/tasks 1")
    await talk.hears("ben", "#1 is not one of your tasks")


async def test_h14_there_is_one_live_card_per_person_and_an_old_button_answers_kindly(talk: Talk) -> None:
    await offered(talk)
    await talk.presses("ana", "Accept")
    cards = [seen for seen in await talk.peer.screen("ana") if "#1" in seen.text]
    assert len(cards) == 1
    await talk.says("olivia", "/tasks 1")
    assert len([seen for seen in await talk.peer.screen("olivia") if "#1" in seen.text]) == 1


async def test_h16_another_brief_of_the_same_name_is_made(talk: Talk) -> None:
    await offered(talk)
    await talk.says("olivia", ARTICLE.replace("3 sources", "5 sources"))
    await talk.hears("ana", "Olivia offers you #2")


async def test_h16_the_same_task_within_two_minutes_is_shown_and_not_made_again(talk: Talk) -> None:
    await offered(talk)
    await talk.says("olivia", ARTICLE)
    await talk.hears("olivia", "This is #1", "not made twice")
    await talk.hears_nothing("ana")


async def test_h16_change_after_acceptance_needs_acceptance_again(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("olivia", "Change")
    await talk.fills("olivia", outcome="Write an 800-word article")
    await talk.hears("ana", "Olivia offers you #1 Write an 800-word article", "Brief changed by Olivia")


async def test_h16_cancel_and_reopen(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("olivia", "Cancel")
    await talk.fills("olivia", why="The client left")
    await talk.hears("ana", "Taken back by Olivia: #1", "The client left")
    await talk.presses("olivia", "Reopen")
    await talk.hears("ana", "Olivia offers you #1")


async def test_h16_too_many_words_are_told_at_their_field_and_kept(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("olivia", "Cancel")
    await talk.fills("olivia", why="x" * 20_000)
    form = await talk.form("olivia")
    assert "the most here is 2000" in form.errors["why"]
    assert len(form.values["why"]) == 20_000


async def test_h16_a_note_reaches_the_other_without_touching_the_state(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("ana", "Note")
    await talk.fills("ana", note="First half is written")
    await talk.hears("olivia", "With Ana: #1", "First half is written")


async def test_t2_due_soon_due_overdue_and_then_up_to_the_giver(talk: Talk) -> None:
    await accepted(talk, SHORT)
    await talk.time_is("2026-11-25 09:05", "Asia/Manila")
    await talk.hears("ana", "Due soon", buttons=["Hand in", "Ask", "Blocked", "Snooze", "Hand to somebody"])
    await talk.attends("ana", "olivia")
    await talk.time_is("2026-11-26 10:05", "Asia/Manila")
    await talk.hears("ana", "It was due Thu 26 Nov 09:00")
    await talk.hears_nothing("olivia")
    await talk.attends("ana")
    await talk.time_is("2026-11-27 09:05", "America/New_York")
    await talk.hears("olivia", "It was due", "and is not handed in yet")


async def test_t2_an_offer_that_nobody_answers_is_never_silently_late(talk: Talk) -> None:
    await offered(talk, SHORT)
    await talk.time_is("2026-11-26 08:00", "America/New_York")
    await talk.attends("olivia")
    await talk.time_is("2026-11-26 09:30", "America/New_York")
    await talk.hears("olivia", "It was due", "Ana has not taken it on")
    await talk.attends("olivia")
    await talk.time_is("2026-11-27 09:30", "America/New_York")
    await talk.hears("olivia", "Ana has not taken it on")


async def test_t2_snooze_moves_the_reminder(talk: Talk) -> None:
    await accepted(talk, SHORT)
    await talk.time_is("2026-11-25 09:05", "Asia/Manila")
    await talk.presses("ana", "Snooze")
    await talk.fills("ana", length="pick", until="Thu 14:00")
    await talk.attends("ana")
    await talk.time_is("2026-11-26 13:55", "Asia/Manila")
    await talk.hears_nothing("ana")
    await talk.time_is("2026-11-26 14:05", "Asia/Manila")
    await talk.hears("ana", "It was due Thu 26 Nov 09:00")


async def test_t4_what_was_missed_while_down_is_sent_once_and_marked_late(talk: Talk) -> None:
    await accepted(talk, SHORT)
    await talk.down_until("2026-11-30 11:00", "Asia/Manila")
    seen = await talk.hears("ana", "It was due Thu 26 Nov 09:00", "Sent late")
    assert seen.text.count("Sent late") == 1
    assert len([s for s in await talk.peer.screen("ana") if "It was due" in s.text]) == 1


async def test_roles_are_rules_a_partner_and_a_guest_hear_why_not(talk: Talk) -> None:
    await talk.says("pat", ARTICLE)
    await talk.hears("pat", "Handing out tasks is for the owner and assistants.")
    await talk.says("gil", ARTICLE)
    await talk.hears("gil", "Handing out tasks is for the owner and assistants.")
    await talk.says("olivia", "/delegate @pat Read my plan by Fri 5pm done when: read")
    assert "sees promises only" in (await talk.form("olivia")).errors["person"]


async def test_a_guest_who_is_handed_a_first_task_becomes_an_assistant(talk: Talk) -> None:
    await talk.says("olivia", "/delegate @gil Draw the logo by Fri 5pm done when: two variants")
    await talk.hears("gil", "Olivia offers you #1 Draw the logo")
    await talk.presses("gil", "Accept")
    await talk.says("gil", "/delegate @ana Check the logo by Fri 5pm done when: seen")
    await talk.hears("ana", "Gil offers you #2")


async def test_an_unknown_person_or_date_opens_the_form_with_the_reason(talk: Talk) -> None:
    await talk.says("olivia", "/delegate @anna Sort invoices by yesterday done when: filed")
    form = await talk.form("olivia")
    assert "@ana" in form.errors["person"]
    assert "already passed" in form.errors["due"]
    assert form.values["outcome"] == "Sort invoices"
