"""Presses on *For … instead* that come too late, or that no honest card offers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.standups.records import Answer, Run
from tests.dialogs.world import MONDAY
from tests.handoff.test_forged import door

ASKED = {
    "questions": "Done?\nNext?", "people": "ana", "days": "Mon-Fri", "time": "9:30", "close": "3h", "reminder": "none",
}  # fmt: skip


@pytest.mark.parametrize(
    ("of", "said"),
    [("1:2026-11-24", "That day's standup is not there."), ("2:2026-11-24", "You have answered Daily already.")],
)
async def test_words_for_another_standup_are_not_for_the_same_nor_for_one_that_is_answered(of: str, said: str) -> None:
    opened = await door()
    for name in ("Daily", "Sales"):
        await opened.gets("olivia", "standups.save", name=name, **ASKED)
    opened.world.pass_to(MONDAY + timedelta(hours=12))
    for number in "12":
        await opened.gets("ana", "standups.answer", run=f"{number}:2026-11-24")
    if said.startswith("You have"):
        await opened.gets("ana", "standups.submit", run="1:2026-11-24", q1="a", q2="b")
    before = (await opened.world.store.all(Run, "studio"), await opened.world.store.all(Answer, "studio"))
    assert (await opened.gets("ana", "standups.instead", run="1:2026-11-24", of=of)).startswith(said)
    assert (await opened.world.store.all(Run, "studio"), await opened.world.store.all(Answer, "studio")) == before


async def test_words_are_for_no_day_that_has_not_asked_and_that_day_still_opens_for_everybody() -> None:
    opened = await door()
    await opened.gets("olivia", "standups.save", name="Daily", **ASKED)
    await opened.gets("olivia", "standups.save", name="Sales", **ASKED | {"time": "15:00"})
    opened.world.pass_to(MONDAY + timedelta(hours=12))
    await opened.gets("ana", "standups.submit", run="1:2026-11-24", q1="a", q2="b")
    said = await opened.gets("ana", "standups.instead", run="2:2026-11-24", of="1:2026-11-24")
    assert said.startswith("That day's standup is not there.")
    assert await opened.world.store.get(Run, "studio", "2:2026-11-24") is None
