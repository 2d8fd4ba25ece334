"""Slack's other doors: shortcuts, mentions in threads, words in private, the Home tab, pictures, long texts."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.people import Team
from bot.requests import Direct, Outcome, Post
from bot.ui import Bar, Card, Paragraph, Picture
from tests.dialogs.slack_peer import CHANNEL, user_id
from tests.slack_fake import views
from tests.slack_fake.nouns import Message
from tests.slack_fake.words import Reader, words
from tests.slack_faults.house import House

OLIVIA, ANA = user_id("olivia"), user_id("ana")
LINE = "delegate @ana Write it by tomorrow 5pm done when: it is there"


@pytest.fixture(params=["socket", "http"])
async def house(request: pytest.FixtureRequest) -> AsyncIterator[House]:
    house = House(request.param)
    await house.open()
    yield house
    assert not house.fake.complaints
    await house.close()


def said(house: House, message: Message) -> str:
    names = {user.id: user.real_name for user in house.studio.users.values()}
    return words(message.blocks, message.text, Reader(names, lambda at, _: str(at), {CHANNEL: "general"}))


def values(house: House, user: str) -> dict[str, str]:
    return {block: typed for (block, _), typed in views.shown(house.studio.modals[user][-1]).items()}


async def test_h9_delegate_this_opens_the_brief_with_the_message_and_leads_back_to_it(house: House) -> None:
    await house.people.say(ANA, CHANNEL, "The shop shows &lt;wrong&gt; prices")
    message = house.studio.conversations[CHANNEL].messages[-1]
    await house.people.message_action(OLIVIA, CHANNEL, message.ts, "delegate_message")
    await house.settled()
    assert "The shop shows" in values(house, OLIVIA)["outcome"]
    for name, typed in (("person", "ana"), ("done_when", "prices are right"), ("due", "tomorrow 5pm")):
        house.people.fill(OLIVIA, name, typed)
    await house.people.submit(OLIVIA)
    await house.settled()
    await house.deliver_all(hours=0.1)
    [offer] = house.messages(house.studio.im(ANA).id)
    assert "this message" in said(house, offer)
    assert "/archives/" in str(offer.blocks)


async def test_the_shortcut_opens_an_empty_brief_anywhere(house: House) -> None:
    await house.people.shortcut(OLIVIA, "delegate")
    await house.settled()
    assert values(house, OLIVIA)["outcome"] == ""


async def test_a_mention_in_a_thread_is_answered_there_to_that_person_alone(house: House) -> None:
    await house.people.say(OLIVIA, CHANNEL, "What next?")
    head = house.studio.conversations[CHANNEL].messages[-1]
    await house.people.say(OLIVIA, CHANNEL, f"@baton {LINE}", thread_ts=head.ts)
    await house.settled()
    [answer] = [one for one in house.messages(CHANNEL) if one.only == OLIVIA]
    assert answer.thread_ts == head.ts
    assert "Offered" in said(house, answer)


async def test_nobody_reads_an_accounts_number_nor_joins_by_a_typing_error(house: House) -> None:
    place = house.studio.im(OLIVIA).id
    await house.people.say(OLIVIA, place, "delgate @ana Call Rosa")
    await house.people.say(OLIVIA, place, "delgate @baton Call Rosa")
    await house.people.say(OLIVIA, CHANNEL, "@baton")
    await house.settled()
    known, unknown = (said(house, one) for one in house.messages(place))
    assert "“delgate @ana Call Rosa”" in known
    assert "“delgate @… Call Rosa”" in unknown
    [bare] = [said(house, one) for one in house.messages(CHANNEL) if one.only == OLIVIA]
    assert "What Baton can do" in bare


async def test_a_form_that_words_ask_for_is_ready_behind_a_button_and_nothing_was_late(house: House) -> None:
    await house.people.say(OLIVIA, CHANNEL, "@baton delegate @ana Call Rosa")
    await house.people.say(OLIVIA, CHANNEL, f"@baton delegate @ana Call Rosa {'and again ' * 200}")
    await house.settled()
    door, too_long = [one for one in house.messages(CHANNEL) if one.only == OLIVIA]
    assert "is ready to be filled in" in said(house, door)
    assert "in fewer words" in said(house, too_long)
    assert "in time" not in said(house, door) + said(house, too_long)


async def test_words_in_private_need_no_slash_and_others_are_hinted_at(house: House) -> None:
    place = house.studio.im(OLIVIA).id
    await house.people.say(OLIVIA, place, "tsaks")
    await house.people.say(OLIVIA, place, "tasks")
    await house.settled()
    hint, desk = (said(house, one) for one in house.messages(place))
    assert "Did you mean /tasks" in hint
    assert "desk" in desk.casefold()


async def test_the_home_is_the_desk_and_follows_what_happens(house: House) -> None:
    await house.people.opens_home(ANA)
    await house.settled()
    before = str(house.studio.homes[ANA].given["blocks"])
    await house.people.say(OLIVIA, house.studio.im(OLIVIA).id, LINE)
    await house.settled()
    await house.deliver_all(hours=0.1)
    await house.settled()
    after = str(house.studio.homes[ANA].given["blocks"])
    assert ("Write it" in before, "Write it" in after) == (False, True)


async def test_a_picture_is_uploaded_with_its_words_and_a_long_text_as_a_file() -> None:
    drawn: list[str] = []

    async def draw(picture: Picture) -> bytes:
        drawn.append(picture.title)
        return b"PNG"

    again = House("http")
    await again.open(draw=draw)
    picture = Picture(title="Hours", bars=(Bar("Mon", 2.0),), unit="h", alt="Monday 2 h")
    long = tuple(Paragraph(("word " * 500 + str(number),)) for number in range(8))
    cards = (Card(title=("Chart",), blocks=(picture,)), Card(title=("Long",), blocks=long))
    posts = tuple(Post(key=f"p{number}", to=Direct("ana"), card=card) for number, card in enumerate(cards))
    await again.write(Outcome(posts=posts))
    await again.deliver_all(hours=0.1)
    assert drawn == ["Hours"]
    shown = again.messages(again.studio.im(ANA).id)
    assert any("Monday 2 h" in said(again, one) for one in shown)
    assert any("it is in the attached file" in said(again, one) for one in shown)
    assert again.called("files.completeUploadExternal") == 2
    threads = {file["name"]: one.thread_ts for one in shown for file in one.files}
    assert threads["chart-1.png"] == "", "in a private chat a picture is seen without opening a thread"
    assert threads["rest.txt"]
    assert not again.fake.complaints
    await again.close()


async def test_hello_where_baton_is_not_set_up_offers_the_set_up_to_an_admin(house: House) -> None:
    team = await house.store.get(Team, "", "studio")
    assert team is not None
    await house.write(Outcome(removed=(team,)))
    house.studio.users[OLIVIA].is_admin = True
    for user in (OLIVIA, ANA):
        await house.people.say(user, house.studio.im(user).id, "hello")
        await house.settled()
    [offer], [none] = (house.messages(house.studio.im(user).id) for user in (OLIVIA, ANA))
    assert "Set up this team" in str(offer.blocks)
    assert ("not set up here yet" in said(house, none), "button" in str(none.blocks)) == (True, False)
