"""The picture of the table of steps, in the documents: it is the table's, and nobody can forget to draw it anew."""

from __future__ import annotations

from bot.handoff.records import State
from bot.handoff.rules import STEPS
from bot.handoff.state_map import dot
from tests.draw import TASK_STATES, task_states


async def test_the_picture_in_the_documents_is_that_of_the_table() -> None:
    assert await task_states() == TASK_STATES.read_bytes(), "python -m tests.draw draws it anew"


def test_every_state_is_a_box_and_every_step_is_told() -> None:
    source = dot()
    for state in State:
        assert f"\n  {state.value} [label=" in source
    for name in STEPS:
        assert f"{name} (" in source
