"""What is asked back where several standups may be meant: a button for each, and the whole line to type instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.lists import first
from bot.standups.records import Standup
from bot.standups.templates import TEMPLATES
from bot.texts import Words
from bot.ui import BUTTONS_PER_CARD, Button, Card, Code, Items, Paragraph, Text

LINES_SHOWN = 10
NAMES = tuple(template["name"] for template in TEMPLATES.values())


class Meant(NamedTuple):
    """One of those that may be meant: by its name, and by what a button carries."""

    name: str
    arguments: dict[str, str]


def which_card(title: Text, action: str, several: Sequence[Meant], words: Words) -> Card:
    """`action` is what was asked for, `standups.pause`; a press on one of them does it."""
    verb = action.partition(".")[2]
    lines: list[Text] = [(Code(f"/standup {verb} {one.name}"),) for one in several]
    buttons = (Button(label=one.name, action=action, arguments=one.arguments) for one in several[:BUTTONS_PER_CARD])
    return Card(
        title=title,
        blocks=(Paragraph(words("standups.which_typed")), Items(first(lines, LINES_SHOWN, words))),
        buttons=tuple(buttons),
    )


def setup_card(standups: Sequence[Standup], words: Words) -> Card:
    """Where there is a standup already: change one, or begin another; of a single one all is one press away."""
    another = (Button(label=words.plain("standups.button_another"), action="standups.begin"),)
    labels = {name: words.plain("standups.button_begin", name=name) for name in NAMES}
    begin = _begin_buttons(labels) if len(standups) == 1 else another
    shown = standups[: BUTTONS_PER_CARD - len(begin)]
    changes = tuple(
        Button(
            label=words.plain("standups.button_change_one", name=standup.name),
            action="standups.setup",
            arguments={"standup": standup.id},
        )
        for standup in shown
    )
    lines: list[Text] = [(Code(f"/standup setup {standup.name}"),) for standup in standups]
    return Card(
        title=words("standups.setup_which"),
        blocks=(Paragraph(words("standups.which_typed")), Items(first(lines, LINES_SHOWN, words))),
        buttons=(*changes, *begin),
        footer=words("standups.setup_which_footer"),
    )


def begin_card(words: Words) -> Card:
    """What another standup can begin with."""
    return Card(title=words("standups.begin_title"), buttons=_begin_buttons({name: name for name in NAMES}))


def _begin_buttons(labels: Mapping[str, str]) -> tuple[Button, ...]:
    return tuple(
        Button(label=label, action="standups.begin", arguments={"template": name}) for name, label in labels.items()
    )
