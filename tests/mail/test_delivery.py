"""Mails through the outbox to a real server: nothing is lost, doubled or said to an address that does not want it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.partners.records import Page
from bot.people import Person
from bot.requests import Direct, Request
from tests.dialogs.peer import Core
from tests.dialogs.talk import Talk
from tests.dialogs.world import World
from tests.mail.conftest import Office


@pytest.fixture
async def talk(office: Office) -> Talk:
    """Rosa is a partner by mail, at the server of these tests."""
    await office.start()
    world = World()
    await world.seed()
    world.refuses = True
    talk = Talk(Core(world))
    await talk.says("olivia", "/team partner rosa@example.org Rosa")
    await talk.presses("olivia", "Make a link")
    world.mail = office.mail()
    return talk


async def asks(talk: Talk, words: str = "How are the two offers?") -> None:
    """Rosa promises something of which Olivia asks, so that a question is mailed."""
    world = talk.peer.world
    rosa = next(one for one in await world.store.all(Person, "studio") if one.name == "Rosa")
    made = Request(
        id=world.new_id(),
        team="studio",
        action="checkins.promise",
        account=f"mail:{rosa.id}",
        arguments={"text": f"Write two offers {world.new_id()} by Thursday"},
        place=Direct(rosa.id),
        at=world.now,
    )
    await world.dispatcher.dispatch(made)
    await world.deliver()
    await talk.presses("olivia", "Ask", on="offers")
    await talk.fills("olivia", question=words)


async def later(talk: Talk, **by: float) -> None:
    world = talk.peer.world
    world.pass_to(world.now + timedelta(**by))
    await world.deliver()


async def page(talk: Talk) -> Page:
    [found] = await talk.peer.world.store.all(Page, "")
    return found


async def test_while_the_server_is_down_a_mail_waits_and_then_comes_once(office: Office, talk: Talk) -> None:
    await office.stop()
    await asks(talk)
    assert not office.post.letters
    await office.start()
    await later(talk, minutes=1)
    [got] = office.post.letters
    assert "How are the two offers?" in got.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    await later(talk, minutes=10)
    assert len(office.post.letters) == 1


async def test_mails_keep_their_order_over_an_outage_and_the_owner_hears_of_it(office: Office, talk: Talk) -> None:
    await office.stop()
    await asks(talk, "First?")
    await asks(talk, "Second?")
    await later(talk, minutes=11)
    await office.start()
    await later(talk, minutes=6)
    said = [one.get_body(("plain",)).get_content() for one in office.post.letters]  # type: ignore[union-attr]
    assert ["First?" in said[0], "Second?" in said[1], len(said)] == [True, True, 2]
    await talk.hears("olivia", "Mail could not be reached from")


async def test_a_lost_reply_gives_the_same_message_id_again(office: Office, talk: Talk) -> None:
    office.post.data.append("hang up")
    await asks(talk)
    await later(talk, minutes=1)
    first, again = office.post.letters
    assert first["Message-ID"] == again["Message-ID"]
    await later(talk, minutes=10)
    assert len(office.post.letters) == 2


async def test_a_link_whose_reply_was_lost_goes_out_the_same_again(office: Office, talk: Talk) -> None:
    office.post.data.append("hang up")
    await talk.says("olivia", "/team page @rosa")
    await talk.presses("olivia", "Send a link by e-mail")
    await later(talk, minutes=1)
    first, again = (one.get_body(("plain",)).get_content() for one in office.post.letters)  # type: ignore[union-attr]
    assert "/open/" in first
    assert first == again


async def test_an_address_that_refuses_is_told_to_the_owner_once_and_written_to_no_more(
    office: Office, talk: Talk
) -> None:
    office.post.to += ["550 5.1.1 no such user"] * 2
    await asks(talk, "First?")
    await talk.hears(
        "olivia", "Rosa’s address takes no mail: rosa@example.org", "550 5.1.1 no such user", buttons=["Change"]
    )
    await talk.attends("olivia")
    await asks(talk, "Second?")
    await later(talk, hours=1)
    assert "takes no mail" not in str([one.text for one in await talk.news("olivia")])
    assert not office.post.letters
    assert len(office.post.to) == 1, "the second was not even tried"


async def test_another_address_takes_mail_again_and_what_the_old_one_got_opens_nothing(
    office: Office, talk: Talk
) -> None:
    office.post.to.append("550 5.1.1 no such user")
    await talk.says("olivia", "/team page @rosa")
    await talk.presses("olivia", "Send a link by e-mail")
    await talk.presses("olivia", "Change", on="takes no mail")
    await talk.fills("olivia", address="rosa@example.net")
    assert (await page(talk)).link == ""
    await asks(talk)
    [got] = office.post.letters
    assert got["To"] == "Rosa <rosa@example.net>"


@pytest.mark.parametrize("answer", ["421 too busy", "451 greylisted"])
async def test_a_temporary_refusal_is_no_news_to_anybody(office: Office, talk: Talk, answer: str) -> None:
    office.post.to.append(answer)
    await asks(talk)
    assert not office.post.letters
    await later(talk, minutes=1)
    assert len(office.post.letters) == 1
    assert "takes no mail" not in await talk.screen("olivia")


async def test_an_edited_card_is_no_mail(office: Office, talk: Talk) -> None:
    await talk.says("olivia", "/promise @rosa Publish the landing page by Thursday")
    await talk.presses("olivia", "Moved", on="landing page")
    await talk.fills("olivia", when="fri 5pm")
    await talk.presses("olivia", "Kept", on="landing page")
    assert not office.post.letters


async def test_a_link_that_the_owner_took_back_before_it_went_out_is_not_sent(office: Office, talk: Talk) -> None:
    await office.stop()
    await talk.says("olivia", "/team page @rosa")
    await talk.presses("olivia", "Send a link by e-mail")
    await talk.says("olivia", "/team page @rosa")
    await talk.presses("olivia", "Close the page")
    await office.start()
    await later(talk, minutes=5)
    assert not office.post.letters
    assert (await page(talk)).link == ""


async def test_what_waited_for_days_stands_on_the_page_alone(office: Office, talk: Talk) -> None:
    await office.stop()
    await asks(talk)
    await office.start()
    await later(talk, days=5)
    assert not office.post.letters


async def test_c4_the_last_word_to_whoever_is_replaced_waits_out_an_outage_and_comes_once(
    office: Office, talk: Talk
) -> None:
    await office.stop()
    await talk.says("olivia", "/checkin partner @gil instead of @rosa")
    await talk.hears("olivia", "Gil is your partner now, in Rosa’s place.")
    assert not office.post.letters
    await office.start()
    await later(talk, minutes=5)
    await later(talk, hours=1)
    [letter] = office.post.letters
    assert letter["To"] == "Rosa <rosa@example.org>"
    assert letter["Subject"].startswith("Olivia checks in with somebody else from now on.")
    assert letter["List-Unsubscribe"] is None
    assert b"/partner/" not in office.post.raw[0]
