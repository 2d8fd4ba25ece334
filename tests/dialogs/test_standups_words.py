"""Dialogs of the ways to answer: in plain words, ahead of its time, and from a draft that is right (S2, S3)."""

from __future__ import annotations

from tests.dialogs.standup import answers, set_up
from tests.dialogs.talk import Talk

MANILA, BUCHAREST = "Asia/Manila", "Europe/Bucharest"
PLAIN = "done: refund batch\nnext: product photos\nblocked: no access to the shop"


async def test_s2_plain_words_in_private_are_shown_as_the_answer_and_posted_with_one_tap(talk: Talk) -> None:
    await set_up(talk, people="ana")
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.attends("olivia")
    await talk.says("ana", PLAIN)
    await talk.hears(
        "ana",
        "Standup Daily, Tue 24 Nov. I read this as your answer; it is not posted yet.",
        "What did you finish? refund batch What is next? product photos What blocks you? no access to the shop",
        buttons=["Post it", "Change"],
    )
    await talk.hears_nothing("olivia")
    await talk.presses("ana", "Post it")
    await talk.hears("ana", "Your answer is posted.")
    await talk.hears("olivia", "Ana What did you finish? refund batch", "no access to the shop")
    await talk.hears("olivia", "Ana is held up (B1)")


async def test_s2_a_line_for_each_question_is_an_answer_and_may_be_changed_before_it_is_posted(talk: Talk) -> None:
    await set_up(talk, people="ana")
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.says("ana", "Refunds\nPhotos\nnone")
    await talk.hears("ana", "What did you finish? Refunds What is next? Photos What blocks you? none")
    await talk.presses("ana", "Change")
    assert (await talk.form("ana")).values == {"q1": "Refunds", "q2": "Photos", "q3": "none"}
    await talk.fills("ana", q2="Mails")
    await talk.hears("olivia", "Ana What did you finish? Refunds What is next? Mails")


async def test_s2_what_plain_words_leave_open_is_asked_for_in_the_form(talk: Talk) -> None:
    await set_up(talk, people="ana", questions="What did you finish?\nHow sure are you? [1-5]")
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.says("ana", "Sent the refund batch")
    await talk.hears("ana", "something is still open", "Sent the refund batch", buttons=["Finish it"])
    await talk.presses("ana", "Finish it")
    await talk.fills("ana", q2="4")
    await talk.hears("olivia", "Ana What did you finish? Sent the refund batch How sure are you? 4")


async def test_s4_who_wrote_half_an_answer_is_reminded_of_what_is_open(talk: Talk) -> None:
    questions = "What did you finish?\nHow sure are you? [1-5]\n!What blocks you?"
    await set_up(talk, people="ana", questions=questions)
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.says("ana", "Sent the refund batch")
    await talk.hears(
        "ana", "What did you finish? Sent the refund batch How sure are you? [1–5] – still open What blocks you?"
    )
    await talk.time_is("2026-11-24 12:00", MANILA)
    await talk.hears(
        "ana",
        "Standup Daily closes at",
        "You wrote this; it is not posted yet: What did you finish? Sent the refund batch",
        "How sure are you? [1–5] – still open",
        buttons=["Finish it", "Skip today"],
    )
    await talk.presses("ana", "Finish it", on="closes at")
    assert (await talk.form("ana")).values["q1"] == "Sent the refund batch"


async def test_s4_who_wrote_a_whole_answer_is_reminded_to_post_it(talk: Talk) -> None:
    await set_up(talk, people="ana")
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.says("ana", PLAIN)
    await talk.time_is("2026-11-24 12:00", MANILA)
    buttons = ["Post it", "Change", "Skip today"]
    await talk.hears("ana", "Standup Daily closes at", "You wrote this; it is not posted yet:", buttons=buttons)
    await talk.presses("ana", "Post it", on="closes at")
    await talk.hears("ana", "Your answer is posted.")


async def test_s2_where_several_standups_wait_it_is_asked_which_one_was_meant(talk: Talk) -> None:
    await set_up(talk, people="ana", questions="What did you finish?")
    await talk.says("olivia", "/standup setup Sales")
    await talk.fills("olivia", people="ana", questions="What did you sell?", time="9:30", close="4h")
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.says("ana", "Two shops")
    await talk.hears(
        "ana",
        "Standup Daily, Tue 24 Nov. I read this",
        "What did you finish? Two shops",
        buttons=["Post it", "Change", "For Sales instead"],
    )
    await talk.presses("ana", "For Sales instead")
    await talk.hears(
        "ana",
        "Standup Sales, Tue 24 Nov. I read this",
        "What did you sell? Two shops",
        buttons=["Post it", "Change", "For Daily instead"],
    )
    await talk.attends("olivia")
    await talk.presses("ana", "Post it", on="What did you sell?")
    await talk.hears("olivia", "Ana What did you sell? Two shops")
    await talk.presses("ana", "Answer", on="Standup Daily, Tue 24 Nov. Your turn")
    assert (await talk.form("ana")).values == {"q1": ""}


async def test_s2_of_several_that_wait_the_one_that_the_words_answer_wholly_is_meant(talk: Talk) -> None:
    await set_up(talk, people="ana")
    await talk.says("olivia", "/standup setup Mood")
    await talk.fills("olivia", people="ana", questions="How was it?\nHow sure are you? [1-5]", close="2h")
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.hears("ana", "Standup Mood", "How was it? How sure are you? [1–5]")
    await talk.says("ana", "done: refunds. next: photos. blocked on access to the shop")
    await talk.hears(
        "ana",
        "Standup Daily",
        "What blocks you? access to the shop",
        buttons=["Post it", "Change", "For Mood instead"],
    )
    await talk.presses("ana", "For Mood instead")
    await talk.hears("ana", "something is still open", "How sure are you? [1–5] – still open")


async def test_s2_plain_words_after_the_close_are_a_late_answer(talk: Talk) -> None:
    await set_up(talk, people="ana")
    await talk.time_is("2026-11-24 13:00", MANILA)
    await talk.says("ana", PLAIN)
    await talk.presses("ana", "Post it")
    await talk.hears("ana", "posted and marked late")


async def test_s2_thanks_questions_and_typing_errors_are_no_answers(talk: Talk) -> None:
    await set_up(talk, people="ana")
    await talk.time_is("2026-11-24 09:31", MANILA)
    for words in ("Thanks!", "where do I find the brand guide?", "/standupp done: it"):
        await talk.says("ana", words)
        assert "I read this" not in (await talk.news("ana"))[-1].text
    await answers(talk, "ana")
    await talk.says("ana", "And one more thing")
    assert "I read this" not in (await talk.news("ana"))[-1].text
    await talk.says("pat", "All is well")
    assert "I read this" not in (await talk.news("pat"))[-1].text


async def test_s2_tomorrow_is_answered_today_and_posted_when_the_day_begins(talk: Talk) -> None:
    await set_up(talk)
    await talk.time_is("2026-11-24 16:00", MANILA)
    await talk.says("ana", "/standup ahead done: refunds next: photos")
    form = await talk.form("ana", "Your standup")
    assert form.values == {"q1": "refunds", "q2": "photos", "q3": ""}
    await talk.attends("olivia", "ben")
    await talk.fills("ana")
    await talk.hears("ana", "Standup Daily, Wed 25 Nov. Your answer is kept and posted when the day begins")
    await talk.hears_nothing("olivia")
    await talk.presses("ana", "Change", on="Your answer is kept")
    await talk.fills("ana", q2="photos and mails")
    await talk.attends("ana")
    await talk.time_is("2026-11-25 09:31", MANILA)
    await talk.hears("olivia", "Ana What did you finish? refunds What is next? photos and mails")
    await talk.hears("olivia", "Standup Daily, Wed 25 Nov", "1 of 2 answered: Ana")
    assert "Wed 25 Nov. Your turn" not in await talk.screen("ana")
    await talk.time_is("2026-11-25 09:31", BUCHAREST)
    await talk.hears("ben", "Standup Daily, Wed 25 Nov. Your turn")


async def ana_answers_ahead_of_a_pause(talk: Talk) -> None:
    """The day that she answers never opens; the standup goes on with the next one."""
    await set_up(talk)
    await talk.time_is("2026-11-24 16:00", MANILA)
    await talk.says("ana", "/standup ahead done: refunds next: photos blocked: Shop key")
    await talk.fills("ana")
    await talk.says("olivia", "/standup pause")
    await talk.time_is("2026-11-25 20:00", MANILA)
    await talk.says("olivia", "/standup resume")


async def test_s2_an_answer_ahead_of_a_day_that_never_opens_is_posted_with_the_next_one(talk: Talk) -> None:
    await ana_answers_ahead_of_a_pause(talk)
    await talk.attends("ana", "olivia")
    await talk.time_is("2026-11-26 09:31", MANILA)
    await talk.hears("olivia", "Ana What did you finish? refunds What is next? photos")
    await talk.hears("olivia", "Standup Daily, Thu 26 Nov", "1 of 2 answered: Ana")
    assert "Thu 26 Nov. Your turn" not in await talk.screen("ana")
    await talk.says("olivia", "/standup blockers")
    await talk.hears("olivia", "1 thing is in somebody’s way")


async def test_s2_it_counts_also_in_a_day_that_somebody_opens_by_answering_early(talk: Talk) -> None:
    await ana_answers_ahead_of_a_pause(talk)
    await talk.attends("ana", "ben", "olivia")
    await talk.time_is("2026-11-26 08:00", MANILA)
    await talk.says("ben", "/standup answer done: ads next: mails blocked: none")
    await talk.fills("ben")
    await talk.hears("olivia", "Standup Daily, Thu 26 Nov", "2 of 2 answered: Ana, Ben")
    await talk.hears("olivia", "Ana What did you finish? refunds")
    await talk.hears("olivia", "Ben What did you finish? ads")


async def test_s2_an_answer_ahead_of_a_pause_of_weeks_is_not_posted_as_todays(talk: Talk) -> None:
    await set_up(talk)
    await talk.time_is("2026-11-24 16:00", MANILA)
    await talk.says("ana", "/standup ahead done: refunds next: photos")
    await talk.fills("ana", q3="none")
    await talk.says("olivia", "/standup pause")
    await talk.time_is("2026-12-03 20:00", MANILA)
    await talk.says("olivia", "/standup resume")
    await talk.time_is("2026-12-04 09:31", MANILA)
    await talk.hears("ana", "Standup Daily, Fri 4 Dec. Your turn")


async def test_s2_an_answer_ahead_is_posted_also_when_somebody_else_opens_the_day(talk: Talk) -> None:
    await set_up(talk)
    await talk.says("ben", "/standup ahead done: ads next: mails")
    await talk.fills("ben")
    await talk.time_is("2026-11-24 08:00", MANILA)
    await talk.says("ana", "/standup answer done: refunds next: photos")
    await talk.fills("ana")
    await talk.hears("olivia", "Ben What did you finish? ads")
    await talk.hears("olivia", "2 of 2 answered: Ana, Ben")


async def test_s2_an_answer_ahead_is_changed_in_the_morning_before_the_day_begins(talk: Talk) -> None:
    await set_up(talk)
    await talk.says("ana", "/standup ahead done: refunds next: photos blocked: Shop key")
    await talk.fills("ana")
    await talk.time_is("2026-11-24 08:00", MANILA)
    await talk.says("ana", "/standup skip")
    await talk.hears("ana", "You have answered Daily already")
    await talk.says("ana", "/standup answer")
    assert (await talk.form("ana", "Your standup")).values == {"q1": "refunds", "q2": "photos", "q3": "Shop key"}
    await talk.fills("ana", q2="mails", q3="none")
    seen = await talk.hears("olivia", "Ana What did you finish? refunds What is next? mails")
    assert "edited" not in seen.text
    await talk.hears("olivia", "1 of 2 answered: Ana")
    await talk.says("olivia", "/standup blockers")
    await talk.hears("olivia", "Nothing is in anybody’s way")


async def test_s2_whoever_no_standup_asks_cannot_answer_ahead(talk: Talk) -> None:
    await set_up(talk)
    await talk.says("gil", "/standup ahead")
    await talk.hears("gil", "No standup that asks you is planned.")
    await talk.says("pat", "/standup ahead")
    await talk.hears("pat", "Standups belong to the people who do the work")


async def test_s3_what_was_planned_and_is_not_handed_in_is_not_drafted_as_done(talk: Talk) -> None:
    await set_up(talk, people="ana")
    await talk.says("olivia", "/delegate @ana Product photos by Fri 5pm ~1h done when: sent")
    await talk.presses("ana", "Accept", on="Product photos")
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.presses("ana", "Change", on="Your turn")
    drafted = {"q1": "Nothing handed in since Mon 23 Nov", "q2": "#1 Product photos", "q3": ""}
    assert (await talk.form("ana")).values == drafted
    await talk.fills("ana", q1="Read the brand guide")
    await talk.time_is("2026-11-25 09:31", MANILA)
    await talk.hears(
        "ana",
        "Nothing has changed since your last answer.",
        "What did you finish? Nothing handed in since Tue 24 Nov What is next? #1 Product photos",
        buttons=["Post as drafted", "Change", "Skip today", "#1"],
    )
    await talk.presses("ana", "Post as drafted")
    await talk.hears("olivia", "Ana What did you finish? Nothing handed in since Tue 24 Nov")


async def test_s3_what_was_approved_in_a_pause_of_weeks_is_drafted_as_done(talk: Talk) -> None:
    await set_up(talk, people="ana")
    await talk.time_is("2026-11-24 09:31", MANILA)
    await answers(talk, "ana")
    await talk.says("olivia", "/standup pause")
    await talk.says("olivia", "/delegate @ana Refund batch by 4 Dec 5pm ~1h done when: sent")
    await talk.presses("ana", "Accept", on="Refund batch")
    await talk.time_is("2026-12-02 10:00", MANILA)
    await talk.presses("ana", "Hand in", on="Refund batch")
    await talk.fills("ana", work="All sent")
    await talk.presses("olivia", "Approve", on="Refund batch")
    await talk.time_is("2026-12-14 10:00", MANILA)
    await talk.says("olivia", "/standup resume")
    await talk.attends("ana")
    await talk.time_is("2026-12-15 09:31", MANILA)
    await talk.hears("ana", "What did you finish? #1 Refund batch")


async def test_s3_the_draft_says_what_is_done_accepted_asked_blocked_and_due(talk: Talk) -> None:
    await set_up(talk, people="ana")
    for outcome in ("Refund batch", "Product photos", "Shop front", "Flyer"):
        await talk.says("olivia", f"/delegate @ana {outcome} by Tue 4pm her time ~1h done when: sent")
        await talk.presses("ana", "Accept", on=outcome)
    await talk.presses("ana", "Hand in", on="Refund batch")
    await talk.fills("ana", work="All sent")
    await talk.presses("olivia", "Approve", on="Refund batch")
    await talk.presses("ana", "Blocked", on="Shop front")
    await talk.fills("ana", reason="No access", unblocker="ben")
    await talk.presses("ana", "Ask", on="Flyer")
    await talk.fills("ana", question="Which size?")
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.hears(
        "ana",
        "What did you finish? #1 Refund batch",
        "What is next? #2 Product photos (due today 16:00)",
        "#3 Shop front: No access (1 day; Ben can clear it)",
        "#4 Flyer: Which size? (asked Olivia",
        buttons=["Post as drafted", "Change", "Skip today", "#1", "#2"],
    )
    await talk.presses("ana", "#2", on="Standup Daily")
    await talk.hears("ana", "#2 Product photos", "Done when sent")
    await talk.presses("ana", "Post as drafted")
    await talk.hears("olivia", "Ana What did you finish? #1 Refund batch", buttons=["#1", "#2", "#3"])
    await talk.presses("olivia", "#2", on="What did you finish?")
    await talk.hears("olivia", "#2 Product photos", "Done when sent")
