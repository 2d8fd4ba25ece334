"""C3: whatever command a partner types a guessed name into, it is not said who else there is."""

from __future__ import annotations

import pytest

from bot.actions import COMMANDS
from tests.dialogs.peer import Core
from tests.dialogs.talk import Talk
from tests.dialogs.world import PEOPLE, World

LINES = sorted(
    f"/{name} {verb.name}".strip() for name, command in COMMANDS.items() for verb in command.verbs if verb.options
)


@pytest.mark.parametrize("typed", ["@anna", "@ana"])
@pytest.mark.parametrize("line", LINES)
async def test_c3_no_command_tells_a_partner_who_is_called_so_or_alike(line: str, typed: str) -> None:
    world = World(people=PEOPLE)
    await world.seed()
    talk = Talk(Core(world))
    await talk.says("pat", f"{line} {typed}")
    said = " ".join(seen.text for seen in await talk.news("pat"))
    assert "Ana" not in said
    assert "Did you mean" not in said
