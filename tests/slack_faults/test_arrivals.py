"""Who joins on Slack, and by what: an act of one's own, or the offer of somebody who may give work."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.people import Person
from tests.slack_fake.faults import Fault
from tests.slack_fake.nouns import User
from tests.slack_faults.house import House

ZOE = User("U0ZOE", "zoe", "Zoe Blum")
BRIEF = "Write the article by Fri 5pm ~2h done when: 3 sources"


@pytest.fixture
async def house() -> AsyncIterator[House]:
    house = House("http")
    await house.open()
    house.studio.add(ZOE)
    house.studio.im(ZOE.id)
    house.studio.conversations["C0GENERAL"].members.add(ZOE.id)
    yield house
    await house.close()


async def names(house: House) -> list[str]:
    return [person.name for person in await house.store.all(Person, "studio")][5:]


async def types(house: House, user: str, line: str) -> str:
    done = await house.people.type_slash(user, "C0GENERAL", line)
    await house.settled()
    return str(done.body if done else None)


async def test_words_that_look_like_mentions_bring_nobody_and_ask_slack_nothing(house: House) -> None:
    before = house.called("users.info")
    await types(house, "U0GIL", "/tasks " + " ".join(f"@slack:UX{number}" for number in range(800)))
    await types(house, "U0OLIVIA", f"/delegate @slack:U0ZOE {BRIEF}")
    assert (await names(house), house.called("users.info")) == ([], before)


@pytest.mark.parametrize("fault", [Fault("crash"), Fault("busy", 5), Fault("error", word="missing_scope")])
async def test_while_slack_does_not_answer_nobody_joins(house: House, fault: Fault) -> None:
    house.fake.faults.plan("users.info", fault)
    assert "try again in a minute" in await types(house, ZOE.id, "/tasks")
    assert await names(house) == []
    await types(house, ZOE.id, "/tasks")
    assert await names(house) == ["Zoe Blum"]


async def test_who_was_removed_does_not_come_back_while_slack_does_not_answer(house: House) -> None:
    await house.people.changes("U0ANA", deleted=True)
    await house.settled()
    house.fake.faults.plan("users.info", Fault("crash"))
    await types(house, "U0ANA", "/team")
    ana = await house.store.get(Person, "studio", "ana")
    assert ana is not None
    assert not ana.active


async def test_a_look_at_the_home_joins_nobody_and_its_button_does(house: House) -> None:
    await house.people.opens_home(ZOE.id)
    await house.settled()
    await house.deliver_all()
    view: Any = house.studio.homes[ZOE.id]
    assert "You are not on the team here" in str(view)
    assert (await names(house), house.messages(house.studio.im(ZOE.id).id)) == ([], [])
    await house.people.press_home(ZOE.id, "Join and see my tasks")
    await house.settled()
    await house.deliver_all()
    assert await names(house) == ["Zoe Blum"]
    assert any("Welcome" in one.text for one in house.messages(house.studio.im(ZOE.id).id))
