"""Dialogs of the check-ins: promises, what came of them, and what passes between owner and partner."""

from __future__ import annotations

import pytest

from bot.checkins.rhythms import first_wakes
from bot.errors import Refused
from bot.people import Role, Roster
from bot.requests import Outcome, Request
from bot.ui import as_text
from tests.dialogs.peer import Core
from tests.dialogs.talk import Talk
from tests.dialogs.world import MONDAY, PEOPLE, TEAM, World, person

NEW_YORK, LONDON, MANILA = "America/New_York", "Europe/London", "Asia/Manila"


@pytest.fixture
def begins() -> Outcome:
    """The sample team on Monday morning, with the jobs that the check-ins begin with."""
    return Outcome(wakes=first_wakes(TEAM, Roster(PEOPLE), (), MONDAY))


async def test_c1_a_promise_in_one_line_reaches_both_with_its_date(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish the landing page by Thursday")
    await talk.hears(
        "olivia",
        "You promised Pat: Publish the landing page",
        "Thu 26 Nov 17:00",
        buttons=["Kept", "Partly", "Missed", "Moved", "Undo"],
    )
    assert len([seen for seen in await talk.peer.screen("olivia") if "landing page" in seen.text]) == 1
    await talk.hears("pat", "Olivia promised you: Publish the landing page", buttons=["Cheer", "Ask", "Ask for proof"])


async def test_c1_the_same_promise_within_two_minutes_is_shown_and_not_made_again(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish the landing page by Thursday")
    await talk.attends("olivia", "pat")
    await talk.says("olivia", "/promise publish the landing page by thu 5pm")
    await talk.hears("olivia", "You promised Pat that a moment ago: Publish the landing page. It was not made twice.")
    await talk.hears_nothing("pat")


async def test_c1_in_a_channel_a_promise_is_answered_there_to_the_promiser_alone(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish the landing page by Thursday", where="general")
    await talk.hears("olivia", "Promised to Pat: Publish the landing page.", buttons=["Undo"])
    await talk.hears("olivia", "You promised Pat: Publish the landing page")


async def test_c1_a_partner_promises_the_owner_too(talk: Talk) -> None:
    await talk.says("pat", "/promise Call three clients by Wednesday")
    await talk.hears("olivia", "Pat promised you: Call three clients")


async def test_c1_without_a_date_the_form_opens_with_what_was_understood(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish the landing page")
    form = await talk.form("olivia", "Promise")
    assert form.values == {"text": "Publish the landing page", "due": "", "proof": ""}
    await talk.fills("olivia", due="gibberish")
    form = await talk.form("olivia")
    assert "gibberish" in form.errors["due"]
    assert form.values["text"] == "Publish the landing page"
    await talk.fills("olivia", due="thu 5pm")
    await talk.hears("olivia", "You promised Pat: Publish the landing page", "Thu 26 Nov 17:00")


async def test_c1_a_past_date_opens_the_form_with_the_error_at_its_field(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish it by 20 Nov 2026")
    form = await talk.form("olivia")
    assert "lies in the past" in form.errors["due"]
    assert form.values == {"text": "Publish it", "due": "20 Nov 2026", "proof": ""}


async def test_c1_next_friday_may_be_two_days_and_is_asked_for(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish it by next Friday")
    form = await talk.form("olivia")
    assert form.values == {"text": "Publish it", "due": "next Friday", "proof": ""}
    assert "may be Fri 27 Nov or Fri 4 Dec. Say which, for example: Fri 4 Dec." in form.errors["due"]
    await talk.fills("olivia", due="next Fri")
    await talk.refused_at("olivia", due="“next Fri” may be Fri 27 Nov or Fri 4 Dec")
    await talk.fills("olivia", due="Fri 4 Dec")
    await talk.hears("olivia", "You promised Pat: Publish it", "Fri 4 Dec")
    await talk.presses("olivia", "Moved", on="Publish it")
    await talk.fills("olivia", when="next Tuesday")
    await talk.refused_at("olivia", when="“next Tuesday” may be Tue 24 Nov or Tue 1 Dec")


async def test_c1_a_promise_may_begin_with_the_word_list(talk: Talk) -> None:
    await talk.says("olivia", "/promise list the products by Friday")
    await talk.hears("olivia", "You promised Pat: List the products")


async def test_c1_the_word_by_in_the_middle_stays_in_the_text(talk: Talk) -> None:
    await talk.says("olivia", "/promise Have the text by Rosa read by Friday")
    await talk.hears("olivia", "You promised Pat: Have the text by Rosa read")


async def test_c1_undo_takes_a_fresh_promise_back(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish it by Thursday")
    await talk.presses("olivia", "Undo")
    await talk.hears("olivia", "Taken back: Publish it.")
    await talk.hears("pat", "Publish it", "taken back", buttons=[])
    await talk.says("olivia", "/promise list")
    await talk.hears("olivia", "Nothing is promised at the moment")


async def test_c2_kept_by_one_button_and_a_second_press_is_answered_kindly(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish it by Thursday")
    await talk.presses("olivia", "Kept")
    await talk.hears("olivia", "Noted: Publish it — kept.", "Pat’s next digest")
    await talk.hears("pat", "Publish it", "State kept")
    world = talk.peer.world
    again = Request(
        id="again",
        team="studio",
        account=world.people[0].accounts[0],
        action="checkins.kept",
        arguments={"promise": "1"},
        at=world.now,
    )
    with pytest.raises(Refused) as refused:
        await world.dispatcher.dispatch(again)
    assert as_text(refused.value.text) == "It already says: kept. Nothing was changed."


async def test_c2_missed_asks_why_and_moved_asks_to_when(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish it by Thursday")
    await talk.presses("olivia", "Moved")
    await talk.fills("olivia", when="next mon 5pm", why="waiting for the designer")
    await talk.hears("olivia", "Noted: Publish it is now due Mon 30 Nov 17:00.")
    await talk.hears("pat", "Moved from Thu 26 Nov 22:00 to Mon 30 Nov 22:00: waiting for the designer")
    await talk.presses("olivia", "Missed")
    await talk.fills("olivia", why="")
    assert "why" in (await talk.form("olivia")).errors
    await talk.fills("olivia", why="the designer was ill")
    await talk.hears("olivia", "Noted: Publish it — missed.")
    await talk.hears("pat", "the designer was ill")


async def test_c2_partly_needs_no_words(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish it by Thursday")
    await talk.presses("olivia", "Partly")
    await talk.fills("olivia")
    await talk.hears("olivia", "Noted: Publish it — partly kept.")


async def test_c2_silence_is_asked_at_the_due_time_and_missed_after_the_grace(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish it by Wednesday")
    await talk.attends("olivia", "pat")
    await talk.time_is("2026-11-25 17:00", NEW_YORK)
    await talk.hears("olivia", "This is due now. Without an answer by Thu 26 Nov 17:00 it counts as missed.")
    await talk.hears_nothing("pat")
    await talk.time_is("2026-11-26 17:00", NEW_YORK)
    await talk.hears("olivia", "Nothing was said by Thu 26 Nov 17:00", buttons=["Kept", "Partly", "Moved"])
    await talk.hears("pat", "Olivia said nothing by Thu 26 Nov 22:00", "missed, nothing was said in time")
    await talk.presses("olivia", "Kept")
    await talk.hears("olivia", "Noted: Publish it — kept.")


async def test_c2_an_answered_promise_is_not_asked_again(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish it by Wednesday")
    await talk.presses("olivia", "Kept")
    await talk.attends("olivia", "pat")
    await talk.time_is("2026-11-27 09:00", NEW_YORK)
    await talk.hears_nothing("olivia")
    await talk.hears_nothing("pat")


async def test_c2_after_downtime_it_asks_once_late_and_gives_the_full_grace(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish it by Tuesday")
    await talk.attends("olivia", "pat")
    await talk.down_until("2026-11-26 09:00", NEW_YORK)
    await talk.hears(
        "olivia", "Without an answer by Fri 27 Nov 09:00", "Sent late: this was meant for Tue 24 Nov 17:00"
    )
    await talk.hears_nothing("pat")


async def test_c3_a_cheer_reaches_the_owner_once(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish it by Thursday")
    await talk.presses("pat", "Cheer")
    await talk.hears("pat", "Olivia will see it.")
    await talk.hears("olivia", "Pat cheers: Publish it — open.")
    before = len(await talk.peer.screen("olivia"))
    await talk.presses("pat", "Cheer")
    assert len(await talk.peer.screen("olivia")) == before


async def test_c3_a_question_and_its_answer_go_back_and_forth_privately(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish it by Thursday")
    await talk.presses("pat", "Ask")
    await talk.fills("pat", question="Who reads it first?")
    await talk.hears("pat", "Sent to Olivia.")
    await talk.hears("olivia", "Pat asks about Publish it", "Who reads it first?", buttons=["Answer"])
    await talk.presses("olivia", "Answer")
    await talk.fills("olivia", answer="Rosa does.")
    await talk.hears("olivia", "Sent to Pat.")
    await talk.hears("pat", "Olivia answers about Publish it", "Rosa does.", "Who reads it first?")
    await talk.hears("olivia", "Pat asks about Publish it Who reads it first? You answered: Rosa does.", buttons=[])


async def test_c1_proof_is_asked_for_given_and_shown(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish it by Thursday")
    await talk.presses("pat", "Ask for proof")
    await talk.hears("olivia", "Pat asks for proof of: Publish it", buttons=["Give proof"])
    await talk.hears("pat", "you asked for it", buttons=["Cheer", "Ask"])
    await talk.presses("olivia", "Kept")
    await talk.fills("olivia")
    await talk.hears("olivia", "Noted: Publish it — kept.", buttons=["Give proof"])
    await talk.presses("olivia", "Give proof")
    await talk.fills("olivia", proof="https://example.com/landing")
    await talk.hears("pat", "Olivia shows proof of: Publish it", "Open the proof")


@pytest.mark.parametrize("who", ["ana", "gil"])
@pytest.mark.parametrize(
    "line", ["/promise Publish it by Thursday", "/promise list", "/checkin", "/checkin day fri 15:00"]
)
async def test_c3_promises_are_not_for_assistants_or_guests(talk: Talk, who: str, line: str) -> None:
    await talk.says(who, line)
    await talk.hears(who, "Promises and check-ins are between the owner and a partner.")
    await talk.no_form(who)


async def test_c1_a_promise_goes_to_a_partner_only(talk: Talk) -> None:
    await talk.says("olivia", "/promise @ana Publish it by Thursday")
    await talk.hears("olivia", "Ana is not a partner.")
    await talk.says("pat", "/promise @ben Publish it by Thursday")
    await talk.hears("pat", "A partner promises things to the owner alone.")
    await talk.says("olivia", "/promise @pta Publish it by Thursday")
    await talk.hears("olivia", "Did you mean @pat?")


async def test_c1_with_several_partners_the_form_asks_which() -> None:
    world = World(people=(*PEOPLE, person("max", Role.PARTNER, LONDON)))
    await world.seed()
    talk = Talk(Core(world))
    await talk.says("olivia", "/promise Publish it by Thursday")
    form = await talk.form("olivia")
    assert form.values == {"to": "", "text": "Publish it", "due": "Thursday", "proof": ""}
    await talk.fills("olivia", to="max")
    await talk.hears("olivia", "You promised Max: Publish it")
    await talk.hears_nothing("pat")
    await talk.says("olivia", "/promise @pat Write to Rosa by Friday")
    await talk.hears("pat", "Olivia promised you: Write to Rosa")
    await talk.says("olivia", "/promise @nobody Write to Rosa by Friday")
    assert "nobody" in (await talk.form("olivia")).errors["to"]


async def test_c1_without_a_partner_it_says_how_to_get_one() -> None:
    world = World(people=PEOPLE[:3])
    await world.seed()
    talk = Talk(Core(world))
    await talk.says("olivia", "/promise Publish it by Thursday")
    await talk.hears("olivia", "There is no partner on this team yet.", "/team role @name partner")


@pytest.mark.parametrize("typed", ["@anna", "@ana"])
@pytest.mark.parametrize("line", ["/promise history", "/digest trends", "/digest send"])
async def test_c3_a_partner_who_guesses_a_name_learns_of_nobody(talk: Talk, line: str, typed: str) -> None:
    await talk.says("pat", f"{line} {typed}")
    said = " ".join(seen.text for seen in await talk.news("pat"))
    assert said
    assert "Ana" not in said
    assert "Did you mean" not in said
