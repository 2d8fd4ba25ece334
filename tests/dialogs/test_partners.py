"""Dialogs of partners outside the workspace: brought by the owner, led to a private page, told there and by mail."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from bot.checkins.rhythms import first_wakes
from bot.errors import Refused
from bot.partners.records import Page
from bot.partners.rules import digest
from bot.people import Person, Roster
from bot.ports import Commit
from bot.requests import Direct, Outcome, Request
from tests.dialogs.peer import Core
from tests.dialogs.talk import Talk
from tests.dialogs.world import MONDAY, PEOPLE, TEAM, World

NEW_YORK = "America/New_York"
LINK = re.compile(r"https://baton\.example/partner/(\w+)/open/([\w-]+)")


@pytest.fixture
def begins() -> Outcome:
    """The sample team on Monday morning, with the jobs that the check-ins begin with."""
    return Outcome(wakes=first_wakes(TEAM, Roster(PEOPLE), (), MONDAY))


async def rosa(talk: Talk) -> Person:
    """Rosa is brought by the owner."""
    await talk.says("olivia", "/team partner rosa@example.com Rosa Marin mentor")
    return next(one for one in await talk.peer.world.store.all(Person, "studio") if one.name == "Rosa Marin")


async def page(talk: Talk) -> Page:
    [found] = await talk.peer.world.store.all(Page, "")
    return found


async def test_c3_somebody_without_an_account_is_brought_in_one_line(talk: Talk) -> None:
    await rosa(talk)
    await talk.hears(
        "olivia",
        "Rosa Marin is your partner now.",
        "rosa@example.com",
        "mentor",
        "closed; nobody has a link",
        buttons=["Make a link", "Send a link by e-mail", "Change"],
    )
    assert not talk.peer.world.letters, "nothing is sent before the owner says so"
    await talk.says("olivia", "/team")
    await talk.hears("olivia", "Rosa Marin", "partner (mentor)")
    assert "rosa@example.com" not in (await talk.peer.screen("olivia"))[-1].text


async def test_c3_what_is_missing_is_asked_in_a_form_and_what_is_wrong_is_said_at_its_field(talk: Talk) -> None:
    await talk.says("olivia", "/team partner rosa@example Rosa")
    form = await talk.form("olivia", "A partner")
    assert form.values == {"address": "rosa@example", "name": "Rosa", "kind": "accountability"}
    assert "is no e-mail address" in form.errors["address"]
    await talk.fills("olivia", address="rosa@example.com", name="Rosa", kind="marketing")
    await talk.hears("olivia", "Rosa is your partner now.", "marketing")
    await talk.says("olivia", "/team partner ROSA@example.com Somebody")
    form = await talk.form("olivia")
    assert "has this address already" in form.errors["address"]


async def test_c3_the_link_is_shown_to_the_owner_alone_and_kept_nowhere(talk: Talk) -> None:
    await rosa(talk)
    await talk.attends("ana", "ben", "pat", "gil")
    await talk.presses("olivia", "Make a link")
    seen = await talk.hears("olivia", "The link to Rosa Marin’s page.", "It works once", buttons=["Close the page"])
    found = LINK.search(seen.text)
    assert found
    for other in ("ana", "ben", "pat", "gil"):
        await talk.hears_nothing(other)
    kept = await page(talk)
    assert found[1] == kept.id
    assert found[2] not in str(kept)


async def test_c3_a_link_sent_by_mail_is_made_on_the_way_and_closed_again(talk: Talk) -> None:
    await rosa(talk)
    await talk.presses("olivia", "Send a link by e-mail")
    await talk.hears("olivia", "A link is on its way to Rosa Marin at rosa@example.com.")
    [letter] = talk.peer.world.letters
    assert (letter.to, letter.subject) == ("rosa@example.com", "Olivia asks you to be a partner")
    found, kept = LINK.search(letter.text), await page(talk)
    assert found
    assert digest(found[2]) == kept.link
    await talk.says("olivia", "/team page @rosa")
    await talk.hears("olivia", "Rosa Marin’s page", "a link waits to be used, until")
    await talk.presses("olivia", "Close the page")
    await talk.hears("olivia", "closed; nobody has a link")
    assert (await page(talk)).link == ""


async def test_c3_only_the_owner_brings_partners_and_sees_their_addresses(talk: Talk) -> None:
    await rosa(talk)
    for other in ("ana", "pat", "gil"):
        for line in ("/team partner eve@example.com Eve", "/team page @rosa", "/team partner @rosa mentor"):
            await talk.says(other, line)
            assert await talk.peer.form(other) is None
        assert "example.com" not in await talk.screen(other)


async def test_c3_a_partner_in_a_chat_has_a_kind_and_no_page(talk: Talk) -> None:
    await talk.says("olivia", "/team partner @pat business")
    await talk.hears("olivia", "Pat is your partner for business.")
    await talk.says("olivia", "/team page @pat")
    await talk.hears("olivia", "Pat is in your chats and is told everything there")
    await talk.says("olivia", "/team partner @ana mentor")
    await talk.hears("olivia", "Ana is no partner.")


async def test_c3_who_has_a_page_alone_has_no_other_role(talk: Talk) -> None:
    await rosa(talk)
    await talk.says("olivia", "/team role @rosa assistant")
    await talk.hears("olivia", "partner is the only role there is")
    await talk.says("olivia", "/delegate @rosa Write it by Fri 5pm ~1h done when: written")
    assert "Rosa" not in await talk.screen("ana")
    assert not talk.peer.world.letters


async def test_c3_a_question_is_mailed_and_a_promise_made_to_her_stands_on_the_page_alone(talk: Talk) -> None:
    person = await rosa(talk)
    await talk.presses("olivia", "Make a link")
    world = talk.peer.world
    await talk.says("olivia", "/promise @rosa Publish the landing page by Thursday")
    await talk.hears("olivia", "You promised Rosa Marin: Publish the landing page")
    assert not world.letters
    ask = Request(
        id="q1",
        team="studio",
        action="checkins.ask",
        account=f"mail:{person.id}",
        arguments={"promise": "1", "question": "How far is it?", "form": "1"},
        at=world.now,
    )
    await world.dispatcher.dispatch(ask)
    await world.deliver()
    await talk.hears("olivia", "Rosa Marin asks", "How far is it?", buttons=["Answer"])
    await talk.presses("olivia", "Answer")
    await talk.fills("olivia", answer="Half done")
    [letter] = world.letters
    assert "Half done" in letter.text
    assert letter.stop.startswith("https://baton.example/partner/")


async def test_c3_the_digest_is_mailed_once_in_her_week_and_not_when_switched_off(talk: Talk) -> None:
    person = await rosa(talk)
    await talk.presses("olivia", "Make a link")
    world = talk.peer.world
    await talk.says("olivia", "/promise @rosa Publish the landing page by Thursday")
    await talk.presses("olivia", "Kept", on="landing page")
    await talk.time_is("2026-11-27 17:30", NEW_YORK)
    digests = [one for one in world.letters if "week" in one.subject]
    assert len(digests) == 1
    assert "Publish the landing page" in digests[0].text
    await world.dispatcher.dispatch(
        Request(
            id="off",
            team="studio",
            action="partners.mails",
            account=f"mail:{person.id}",
            arguments={"on": "0"},
            at=world.now,
        )
    )
    world.letters.clear()
    await talk.time_is("2026-12-04 17:30", NEW_YORK)
    assert not world.letters
    await talk.says("olivia", "/team page @rosa")
    await talk.hears("olivia", "switched off by Rosa Marin")


async def test_c3_closing_the_page_ends_the_mails_too_until_there_is_another_link(talk: Talk) -> None:
    await rosa(talk)
    world = talk.peer.world
    await talk.presses("olivia", "Send a link by e-mail")
    await talk.says("olivia", "/promise @rosa Publish the landing page by Thursday")
    await talk.presses("olivia", "Kept", on="landing page")
    await talk.says("olivia", "/team page @rosa")
    await talk.presses("olivia", "Close the page")
    buttons = ["Make a link", "Send a link by e-mail", "Change"]
    await talk.hears("olivia", "none until you make a link, or send one by e-mail", buttons=buttons)
    world.letters.clear()
    await talk.time_is("2026-11-27 17:30", NEW_YORK)
    assert not world.letters
    await talk.presses("olivia", "Make a link")
    await talk.says("olivia", "/team page @rosa")
    await talk.hears("olivia", "gets the weekly digest, questions, answers and check-ins")
    await talk.time_is("2026-12-04 17:30", NEW_YORK)
    assert [one.subject for one in world.letters if "week" in one.subject]


async def test_c4_whoever_is_replaced_gets_a_last_letter_that_leads_nowhere_and_hears_of_it_being_undone(
    talk: Talk,
) -> None:
    await rosa(talk)
    world = talk.peer.world
    await talk.presses("olivia", "Make a link")
    await talk.says("olivia", "/promise @rosa Publish the landing page by Thursday")
    await talk.presses("olivia", "Kept", on="landing page")
    world.letters.clear()
    await talk.says("olivia", "/checkin partner @gil instead of @rosa")
    await talk.hears("olivia", "Gil is your partner now, in Rosa Marin’s place.")
    [last] = world.letters
    assert last.to == "rosa@example.com"
    assert last.subject == "Olivia checks in with somebody else from now on. Thank you for the time you gave."
    assert "Olivia kept one promise to you." in last.text
    assert "This was the last mail" in last.text
    assert "This was the last mail" in last.html
    for hidden in ("http", "Gil", "landing page"):
        assert hidden not in last.text + last.html.replace("<!doctype html>", ""), hidden
    assert not last.stop
    world.letters.clear()
    await talk.time_is("2026-12-04 17:30", NEW_YORK)
    assert not world.letters


async def test_c4_undone_the_one_who_was_told_goodbye_is_told_and_has_the_page_again(talk: Talk) -> None:
    await rosa(talk)
    world = talk.peer.world
    await talk.presses("olivia", "Make a link")
    await talk.says("olivia", "/checkin partner @gil instead of @rosa")
    world.letters.clear()
    await talk.presses("olivia", "Undo", on="in Rosa Marin’s place")
    [letter] = [one for one in world.letters if one.to == "rosa@example.com"]
    assert letter.subject == "Olivia checks in with you again, as before."
    assert "https://baton.example/partner/" in letter.text


async def test_c3_several_of_hers_that_silence_made_missed_are_one_mail(talk: Talk) -> None:
    person = await rosa(talk)
    await talk.presses("olivia", "Make a link")
    world = talk.peer.world
    for number in range(1, 5):
        made = Request(
            id=f"made{number}",
            team="studio",
            action="checkins.promise",
            account=f"mail:{person.id}",
            arguments={"text": f"Write offer {number} by Wed 10:00"},
            place=Direct(person.id),
            at=world.now,
        )
        await world.dispatcher.dispatch(made)
    await talk.time_is("2026-11-25 10:00", NEW_YORK)
    world.letters.clear()
    await talk.attends("olivia")
    await talk.time_is("2026-11-26 10:00", NEW_YORK)
    [letter] = world.letters
    assert letter.subject == "4 promises to Olivia count as missed."
    assert "Answer on your page" in letter.text
    await talk.hears("olivia", "4 promises of Rosa Marin count as missed.", buttons=["Ask Rosa Marin"])


@pytest.mark.parametrize("ends", ["Close the page", "nothing was ever mailed"])
async def test_c4_who_has_no_open_page_gets_no_last_letter(talk: Talk, ends: str) -> None:
    await rosa(talk)
    if ends == "Close the page":
        await talk.presses("olivia", "Make a link")
        await talk.says("olivia", "/team page @rosa")
        await talk.presses("olivia", ends)
    talk.peer.world.letters.clear()
    await talk.says("olivia", "/checkin partner @gil instead of @rosa")
    assert not talk.peer.world.letters


async def test_c3_nothing_is_mailed_to_an_address_before_the_owner_makes_a_link(talk: Talk) -> None:
    await rosa(talk)
    await talk.says("olivia", "/promise @rosa Publish the landing page by Thursday")
    await talk.presses("olivia", "Kept", on="landing page")
    await talk.time_is("2026-11-27 17:30", NEW_YORK)
    assert not talk.peer.world.letters


async def test_c3_who_left_is_told_nothing_more(talk: Talk) -> None:
    person = await rosa(talk)
    await talk.says("olivia", "/promise @rosa Publish the landing page by Thursday")
    world = talk.peer.world
    now = await world.store.get(Person, "studio", person.id)
    assert now
    gone = Commit(
        request_id="gone", team="studio", at=world.now, outcome=Outcome(records=(replace(now, active=False),))
    )
    await (await world.store.commit(gone))
    await talk.presses("olivia", "Kept", on="landing page")
    await talk.time_is("2026-11-27 17:30", NEW_YORK)
    assert not world.letters


async def test_c3_without_a_public_address_the_owner_reads_which_setting_is_missing() -> None:
    world = World(url="")
    await world.seed()
    talk = Talk(Core(world))
    await talk.says("olivia", "/team partner rosa@example.com Rosa")
    await talk.hears("olivia", "Links cannot be made yet: the setting BATON_URL", buttons=["Change"])
    asked = Request(
        id="l", team="studio", action="partners.link", account="web:olivia", arguments={"who": "@rosa"}, at=world.now
    )
    with pytest.raises(Refused, match="BATON_URL"):
        await world.dispatcher.dispatch(asked)
