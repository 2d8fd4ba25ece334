"""adapters/asking.py: whatever goes wrong becomes words for the person, and an unforeseen error a line in the log."""

from __future__ import annotations

import pytest

from adapters.asking import surely
from bot.errors import NotAllowed, Refused, StoreClosed
from bot.ui import as_text
from tests.logged import Line, in_full, troubles


async def raised(error: Exception) -> str:
    async def work() -> str:
        raise error

    answer = await surely(work(), "slack:7")
    assert isinstance(answer, Refused)
    return as_text(answer.text)


async def test_what_goes_well_is_what_comes_of_it() -> None:
    async def work() -> str:
        return "done"

    assert await surely(work(), "slack:7") == "done"


@pytest.mark.parametrize(
    ("error", "words"),
    [(NotAllowed(("not you",)), "not you"), (StoreClosed("the disk is full."), "Nothing was saved: the disk is full.")],
)
async def test_what_was_foreseen_is_told_and_not_logged(error: Exception, words: str, logged: list[Line]) -> None:
    assert words in await raised(error)
    assert logged == []


async def test_a_defect_is_one_line_and_one_apology_with_the_same_id(logged: list[Line]) -> None:
    said = await raised(ZeroDivisionError("secret"))
    assert "this number: slack:7." in said
    assert "secret" not in said
    assert troubles(logged) == ["a request failed"]
    assert logged[0]["request"] == "slack:7"
    assert "Traceback" in in_full(logged)
