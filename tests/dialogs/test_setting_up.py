"""Dialogs of set-up: the owner's zone is asked where the platform does not say it, and confirmed by the time there."""

from __future__ import annotations

import pytest

from bot.people import Role
from tests.dialogs.test_joining import House, labels, words


async def test_without_a_zone_no_team_is_set_up_and_the_field_says_so() -> None:
    house = House()
    said = words(await house.asks("game:A9", "joining.found", name="Studio", zone=""))
    assert "Say the city whose time you live by" in said
    said = words(await house.asks("game:A9", "joining.found", name="Studio", zone="Manila"))
    assert "Studio is set up." in said
    assert "for you now (Asia/Manila)" in said
    assert (await house.team()).zone == "Asia/Manila"


async def test_where_the_platform_says_the_zone_it_is_confirmed_too() -> None:
    said = words(await House().asks("chat:A1", "joining.found", name="Studio", zone=""))
    assert "for you now (America/New_York)" in said


async def test_an_owner_named_beforehand_is_asked_and_the_team_follows() -> None:
    house = House(owners=frozenset({"game:A9"}))
    await house.asks("game:A9", "handoff.tasks")
    [owner] = (await house.people()).with_role(Role.OWNER)
    card = await house.post(f"zone:{owner.id}")
    assert ("take it to be UTC" in words(card), labels(card)) == (True, ["Set my time zone"])
    await house.asks("game:A9", "joining.zone", zone="Asia/Manila")
    [owner] = (await house.people()).with_role(Role.OWNER)
    assert (owner.zone, owner.zone_guessed, (await house.team()).zone) == ("Asia/Manila", False, "Asia/Manila")
    await house.asks("game:A9", "joining.zone", zone="Europe/Berlin")
    assert (await house.team()).zone == "Asia/Manila"


@pytest.mark.parametrize("zone", ["", "Lagos"])
async def test_whose_zone_is_the_teams_is_asked_in_the_welcome(zone: str) -> None:
    house = House()
    await house.asks("game:A9", "joining.found", name="Studio", zone="Manila")
    await house.asks("game:G1", "handoff.tasks")
    ben = (await house.people()).matching("@ben2")[0]
    assert labels(await house.post(f"welcome:{ben.id}")) == ["Set my time zone", "My hours and zone"]
    if zone:
        await house.asks("game:G1", "joining.zone", zone=zone)
    assert (await house.people()).must(ben.id).zone_guessed == (not zone)
