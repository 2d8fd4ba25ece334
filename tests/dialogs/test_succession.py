"""Dialogs of replacing a partner: what becomes of promises, what stays readable to whom, and taking it back."""

from __future__ import annotations

from tests.dialogs.talk import Talk

NEW_YORK, LONDON = "America/New_York", "Europe/London"


async def two_promises(talk: Talk) -> None:
    """Two of Olivia's to Pat, of which Pat asked about one, and one of Pat's to Olivia; one more was kept."""
    await talk.says("olivia", "/promise Write to Rosa by Tuesday")
    await talk.presses("olivia", "Kept", on="Write to Rosa")
    await talk.says("olivia", "/promise Publish the landing page by Thursday")
    await talk.says("olivia", "/promise Call the bank by Friday")
    await talk.says("pat", "/promise Read three chapters by Friday")
    await talk.presses("pat", "Ask", on="landing page")
    await talk.fills("pat", question="Are you afraid of it?")
    await talk.attends("olivia", "pat", "gil")


async def replaced(talk: Talk) -> None:
    await two_promises(talk)
    await talk.says("olivia", "/checkin partner @gil")
    await talk.form("olivia", "Another partner")
    await talk.fills("olivia", said_2="along", said_3="back")


async def test_c4_each_open_promise_is_asked_about_and_the_new_one_sees_only_what_is_handed_along(talk: Talk) -> None:
    await replaced(talk)
    await talk.hears(
        "olivia", "Gil is your partner now, in Pat’s place.", "1 promise was handed along to Gil", "1 taken back"
    )
    await talk.hears("gil", "You are a partner on Olivia’s Studio now.")
    buttons = ["Cheer", "Ask", "Ask for proof"]
    await talk.hears("gil", "Olivia promised you: Publish the landing page", "Thu 26 Nov 17:00", buttons=buttons)
    await talk.says("gil", "/promise list")
    await talk.says("gil", "/promise history")
    await talk.says("gil", "/digest")
    screen = await talk.screen("gil")
    for hidden in ("Rosa", "bank", "chapters", "afraid", "Pat"):
        assert hidden not in screen, hidden


async def test_c4_the_one_who_goes_gets_a_kind_word_and_cards_without_buttons(talk: Talk) -> None:
    await replaced(talk)
    heard = await talk.hears(
        "pat",
        "Olivia checks in with somebody else from now on. Thank you for the time you gave.",
        "Olivia kept one promise to you.",
        "What you promised Olivia is not asked for any more.",
        buttons=[],
    )
    assert "Gil" not in heard.text
    for seen in await talk.peer.screen("pat"):
        if "promised" in seen.text:
            assert not seen.buttons, seen
    await talk.attends("pat")
    await talk.time_is("2026-12-05 12:00", LONDON)
    await talk.hears_nothing("pat")
    await talk.says("pat", "/promise list")
    await talk.hears("pat", "Promises and check-ins are between the owner and a partner.")


async def test_c4_the_one_who_went_hears_no_more_of_promises_whatever_the_owner_presses(talk: Talk) -> None:
    await replaced(talk)
    await talk.attends("pat")
    await talk.presses("olivia", "Answer", on="afraid")
    await talk.hears("olivia", "Pat checks in here no more, so nothing was sent. /promise history shows")
    await talk.presses("olivia", "Give proof", on="Write to Rosa")
    await talk.hears("olivia", "Pat checks in here no more")
    await talk.hears_nothing("pat")


async def test_c4_what_was_between_the_two_stays_readable_to_the_owner(talk: Talk) -> None:
    await replaced(talk)
    await talk.says("olivia", "/promise history @pat")
    await talk.hears(
        "olivia",
        "Between you and Pat",
        "Write to Rosa — kept",
        "Publish the landing page — handed along to Gil",
        "Call the bank — taken back",
        "Pat: Read three chapters — taken back",
    )


async def test_c4_it_is_undone_with_one_press(talk: Talk) -> None:
    await replaced(talk)
    await talk.attends("pat")
    await talk.presses("olivia", "Undo", on="Gil is your partner now")
    await talk.hears("olivia", "Pat is your partner again, and everything is as it was.")
    await talk.hears("pat", "Olivia checks in with you again, as before.")
    await talk.hears("pat", "Call the bank", buttons=["Cheer", "Ask", "Ask for proof"])
    await talk.hears("gil", "You are a guest on Olivia’s Studio now.")
    await talk.hears("gil", "Publish the landing page", "taken back", buttons=[])
    await talk.says("olivia", "/promise list")
    await talk.hears(
        "olivia", "Publish the landing page — to Pat", "Call the bank — to Pat", "Read three chapters — Pat"
    )
    await talk.attends("pat", "gil")
    await talk.time_is("2026-11-26 17:00", NEW_YORK)
    await talk.hears("olivia", "This is due now.")
    await talk.hears_nothing("gil")


async def test_c4_undone_what_was_promised_meanwhile_is_settled_too(talk: Talk) -> None:
    await replaced(talk)
    await talk.says("gil", "/promise Look at the page by Friday")
    await talk.says("olivia", "/promise @gil Thank Gil by Friday")
    await talk.presses("olivia", "Undo", on="Gil is your partner now")
    settle = await talk.hears("olivia", "Gil is your partner no more.", "Thank Gil", buttons=["Settle it"])
    assert "landing page" not in settle.text
    await talk.hears("olivia", "Gil promised you: Look at the page", "taken back", buttons=[])


async def test_c4_what_the_new_one_was_already_told_stays_with_the_new_one(talk: Talk) -> None:
    await replaced(talk)
    await talk.presses("olivia", "Kept", on="You promised Gil: Publish the landing page")
    await talk.presses("olivia", "Undo", on="Gil is your partner now")
    await talk.says("olivia", "/promise list")
    listed = await talk.hears("olivia", "Call the bank — to Pat", "Read three chapters — Pat")
    assert "landing page" not in listed.text
    await talk.presses("olivia", "Undo", on="Gil is your partner now")
    await talk.hears("olivia", "That was undone already. Nothing was changed.")


async def test_c4_the_rhythm_carries_over_as_a_proposal(talk: Talk) -> None:
    await talk.says("olivia", "/checkin day wed 10:00")
    await talk.says("olivia", "/checkin every 2 weeks")
    await talk.says("olivia", "/checkin partner @gil")
    await talk.hears(
        "olivia",
        "Gil is your partner now",
        "With Pat it was every 2 weeks, Wednesday 10:00",
        buttons=["As with Pat", "Undo"],
    )
    await talk.presses("olivia", "As with Pat")
    await talk.hears("olivia", "You and Gil check in every 2 weeks. The next is Wed")
    await talk.hears("gil", "Olivia would like to check in every 2 weeks. The next is Wed", "/checkin every changes it")


async def test_c4_without_open_promises_nothing_is_asked(talk: Talk) -> None:
    await talk.says("olivia", "/checkin partner @gil instead of @pat")
    await talk.hears("olivia", "Gil is your partner now, in Pat’s place.", buttons=["Undo"])
    await talk.no_form("olivia")
    await talk.says("olivia", "/promise Write to Rosa by Friday")
    await talk.hears("gil", "Olivia promised you: Write to Rosa")


async def test_c4_what_is_left_open_in_the_form_waits_and_is_settled_later(talk: Talk) -> None:
    await two_promises(talk)
    await talk.says("olivia", "/checkin partner @gil")
    await talk.fills("olivia", said_2="along")
    await talk.hears("olivia", "1 promise was handed along", "1 is still open", buttons=["Settle it", "Undo"])
    await talk.attends("pat")
    await talk.time_is("2026-11-28 12:00", NEW_YORK)
    await talk.hears_nothing("pat")
    await talk.presses("olivia", "Settle it")
    await talk.fills("olivia", said_3="along")
    await talk.hears("gil", "Olivia promised you: Call the bank")


async def test_c4_when_a_partner_leaves_the_owner_is_asked_what_becomes_of_the_promises(talk: Talk) -> None:
    await two_promises(talk)
    await talk.says("olivia", "/team role @pat guest")
    await talk.hears(
        "olivia", "Pat is your partner no more.", "Publish the landing page", "Call the bank", buttons=["Settle them"]
    )
    await talk.presses("olivia", "Settle them")
    await talk.fills("olivia", said_2="back", said_3="back")
    await talk.hears("olivia", "2 promises were taken back")
    await talk.attends("olivia", "pat")
    await talk.time_is("2026-11-28 17:00", NEW_YORK)
    assert "due now" not in "".join(seen.text for seen in await talk.news("olivia"))


async def test_c4_it_is_the_owners_to_do_and_what_is_wrong_says_what_to_type(talk: Talk) -> None:
    for who in ("pat", "ana", "gil"):
        await talk.says(who, "/checkin partner @gil")
        assert "is your partner now" not in await talk.screen(who)
    await talk.says("olivia", "/checkin partner @pat")
    await talk.hears("olivia", "Pat is your partner already.")
    await talk.says("olivia", "/checkin partner @nobody")
    await talk.hears("olivia", "nobody")
    await talk.says("olivia", "/delegate @ana Write it by Fri 5pm ~1h done when: there")
    await talk.presses("ana", "Accept")
    await talk.says("olivia", "/checkin partner @ana")
    await talk.hears("olivia", "Ana still holds 1 open task, and a partner has none.")
