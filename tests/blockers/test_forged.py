"""Presses that no honest card offers, or that come in a team where there is nobody to choose."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bot.blockers.records import Blocker
from tests.dialogs.world import MONDAY, PEOPLE
from tests.handoff.test_forged import door

BLOCKER = Blocker(team="studio", id="1", person="ana", text="Shop access", answer="", owner="olivia", said_at=MONDAY)


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("ana", "Ana is the one held up."),
        ("pat", "Pat is a partner and sees promises only."),
        ("olivia", "Olivia clears it already."),
        ("lee", "Nobody here is called “lee”."),
        ("web:yan", "Nobody here is called “web:yan”."),
    ],
)
async def test_it_is_given_to_nobody_who_cannot_clear_it(to: str, said: str) -> None:
    lee = replace(PEOPLE[1], id="lee", handle="lee", name="Lee", accounts=("web:lee",), active=False)
    opened = await door(BLOCKER, people=(*PEOPLE, lee))
    assert (await opened.gets("olivia", "blockers.hand_on", blocker="1", who=to)).startswith(said)
    found = await opened.world.store.get(Blocker, "studio", "1")
    assert found == replace(BLOCKER, revision=1)


async def test_where_nobody_else_works_no_empty_form_opens() -> None:
    opened = await door(BLOCKER, people=PEOPLE[:2])
    assert (await opened.gets("olivia", "blockers.hand_on", blocker="1")).startswith("Nobody else works here")
