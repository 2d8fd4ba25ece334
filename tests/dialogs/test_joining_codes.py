"""Dialogs of one-time codes that somebody else has got hold of: nobody is taken over by one."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bot.joining.records import Code
from bot.requests import Direct, Profile, Request
from tests.dialogs.test_joining import GUEST, GUILD_ADMIN, PROFILES, House, code, labels, second_platform, words

MALLORY = Profile(account="game:EVIL", name="Ana Reyes", handle="mallory", where="Evil Guild", admin=True)


@pytest.fixture(autouse=True)
def everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Mallory is there too, and platforms say how people and places are called."""
    monkeypatch.setitem(PROFILES, MALLORY.account, MALLORY)
    monkeypatch.setitem(PROFILES, GUEST.account, replace(GUEST, handle="ben_4471", where="Studio Server"))
    monkeypatch.setitem(PROFILES, GUILD_ADMIN.account, replace(GUILD_ADMIN, handle="ben_admin", where="Studio Server"))


@pytest.fixture
async def house() -> House:
    """A team set up by Olivia, with Ana on it."""
    house = House()
    await house.asks("chat:A1", "joining.found", name="Olivia’s Studio", zone="New York")
    await house.asks("chat:M1", "handoff.tasks")
    return house


async def one_code(house: House) -> Code:
    [row] = await house.store.all(Code, "")
    return row


async def test_the_question_says_whose_account_it_is(house: House) -> None:
    typed = await code(house, "chat:M1")
    await house.asks("game:EVIL", "joining.claim", Direct(""), code=typed)
    asked = words(await house.post(f"link:{(await one_code(house)).id}"))
    assert "@mallory on Game says to be you" in asked
    assert "It calls itself Ana Reyes, in Evil Guild." in asked


async def test_the_first_claim_closes_the_code_and_a_second_one_ends_it(house: House) -> None:
    typed = await code(house, "chat:M1")
    await house.asks("game:G1", "joining.claim", Direct(""), code=typed)
    [yes, _] = (await house.post(f"link:{(await one_code(house)).id}")).buttons
    assert "cannot be used" in words(await house.asks("game:EVIL", "joining.claim", Direct(""), code=typed))
    card = await house.post(f"link:{(await one_code(house)).id}")
    assert ("brought a second time" in words(card), labels(card)) == (True, [])
    assert "code is over" in words(await house.asks("chat:M1", yes.action, None, **yes.arguments))
    assert (await house.people()).matching("@ana")[0].accounts == ("chat:M1",)


async def test_who_claims_twice_asks_once(house: House) -> None:
    typed = await code(house, "chat:M1")
    for _ in range(2):
        said = await house.asks("game:G1", "joining.claim", Direct(""), code=typed)
        assert "Asked on the other platform" in words(said)
    [yes, _] = (await house.post(f"link:{(await one_code(house)).id}")).buttons
    await house.asks("chat:M1", yes.action, None, **yes.arguments)
    assert (await house.people()).matching("@ana")[0].accounts == ("chat:M1", "game:G1")


async def test_a_button_counts_for_the_claim_it_was_shown_for_alone(house: House) -> None:
    typed = await code(house, "chat:M1")
    await house.asks("game:G1", "joining.claim", Direct(""), code=typed)
    row = await one_code(house)
    for forged in ({"code": row.id}, {"code": row.id, "by": "0" * 12}):
        assert "code is over" in words(await house.asks("chat:M1", "joining.confirm", None, **forged))
    assert (await house.people()).matching("@ana")[0].accounts == ("chat:M1",)


async def test_a_code_of_the_owner_lets_in_the_place_it_was_shown_for(house: House) -> None:
    invited = await house.asks("chat:A1", "joining.invite")
    typed = next(word for word in words(invited).split() if word.count("-") == 2)
    await house.asks("game:A9", "joining.found", code=typed)
    key = f"let_in:{(await one_code(house)).id}"
    asked = await house.post(key)
    assert "@ben_admin on Game brings your code" in words(asked)
    assert "in Studio Server" in words(asked)
    elsewhere = Request(
        id="evil",
        workspace="game:EVILGUILD",
        action="joining.found",
        account="game:EVIL",
        profiles=(MALLORY,),
        arguments={"code": typed},
        at=house.at,
    )
    await house.door.dispatch(elsewhere)
    assert "brought a second time" in words(await house.post(key))
    assert "code is over" in words(await house.asks("chat:A1", "joining.let_in", None, **asked.buttons[0].arguments))
    assert (await house.team()).workspaces == ("chat:W1",)


async def test_a_code_that_others_could_read_is_worth_nothing(house: House) -> None:
    await second_platform(house)
    typed = await code(house, "chat:M1")
    public = Request(
        id="loud",
        workspace="game:W1",
        action="joining.link",
        account="game:G1",
        profiles=(PROFILES["game:G1"],),
        arguments={"code": typed},
        public=True,
        at=house.at,
    )
    reply = await house.door.dispatch(public)
    assert "Others could read that code" in str(reply)
    assert "cannot be used" in words(await house.asks("game:G1", "joining.link", code=typed))
