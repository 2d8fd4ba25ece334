"""Cards to messages: the words, an embed, and one row of buttons; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, assert_never

import msgspec

from adapters.discord_chat.spans import markdown, mentioned
from adapters.readers import Reader, gauge, in_words
from bot.attached import Attached
from bot.presses import press
from bot.sheets import Sheet
from bot.ui import (
    Block,
    Button,
    ButtonStyle,
    Card,
    Facts,
    Files,
    Items,
    Paragraph,
    Picture,
    Progress,
    Quote,
    Text,
    texts,
)

# docs.discord.com/developers/resources/message: create message, embed limits; …/components/reference: custom_id.
CONTENT = 2_000
DESCRIPTION = 4_096
CUSTOM_ID = 100
MENTIONED = 100

ACTION_ROW, BUTTON = 1, 2
STYLES: dict[ButtonStyle, int] = {"plain": 2, "primary": 1, "danger": 4}
CARD = "#"  # between what a button means, the key of the post it is on, and in private the team; never in press()
REST = "-# The rest is too long for a message here; it is in the attached file."

Payload = dict[str, Any]


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """`users` alone may be notified. `rest` is what did not fit, to be attached as a file of plain words.

    `pictures` and `sheets` are shown as files, as are `files`.
    """

    content: str = ""
    description: str = ""
    buttons: tuple[Payload, ...] = ()
    users: tuple[str, ...] = ()
    rest: str = ""
    pictures: tuple[Picture, ...] = ()
    files: tuple[Attached, ...] = ()
    sheets: tuple[Sheet, ...] = ()

    def embeds(self) -> list[Payload]:
        return [{"description": self.description}] if self.description else []

    def components(self) -> list[Payload]:
        return [{"type": ACTION_ROW, "components": list(self.buttons)}] if self.buttons else []

    def allowed_mentions(self) -> Payload:
        return {"parse": [], "users": list(self.users[:MENTIONED])}


def message(card: Card, reader: Reader, key: str = "", *, team: str = "", draws: bool = False) -> Message:
    """The card as a message. `key` is the post's own: its buttons say which post they stand on.

    In private they say of which `team` too, as nothing else there does and one person may be on several. With `draws`
    pictures are left to be drawn, and the card only names them.
    """
    title = markdown(card.title, reader)
    content = title if len(title) <= CONTENT else ""
    parts, rest = ([] if content or not title else [title]), list[str]()
    footer = "\n".join(f"-# {line}" for line in markdown(card.footer, reader).splitlines())
    room = DESCRIPTION - len(footer) - len(REST) - 4 - sum(map(len, parts))
    heading = ""
    for block in _pieces(card.blocks):
        words, heads = _block(block, reader, draws=draws), isinstance(block, Paragraph)
        room -= len(words) + 1
        if room < 0 or rest:
            if heading and not rest and not heads:  # what it heads is all in the file
                rest.append(heading)
                parts.pop()
            rest.append(in_words(block, reader))
        else:
            parts.append(words)
        heading = in_words(block, reader) if heads else ""
    parts += [REST] if rest else []
    parts += [footer] if footer else []
    return Message(
        content=content,
        description="\n".join(part for part in parts if part),
        buttons=tuple(_button(button, key, team) for button in card.buttons),
        users=_users(card, reader),
        rest="\n\n".join(rest),
        pictures=tuple(block for block in card.blocks if isinstance(block, Picture)) if draws else (),
        files=tuple(file for block in card.blocks if isinstance(block, Files) for file in block.files),
        sheets=tuple(block for block in card.blocks if isinstance(block, Sheet)),
    )


def _pieces(blocks: Iterable[Block]) -> Iterator[Block]:
    """Lists line by line, so that as much of one is shown as fits."""
    for block in blocks:
        match block:
            case Items(items=items, ordered=False):
                yield from (Items((item,)) for item in items)
            case Facts(rows=rows):
                yield from (Facts((row,)) for row in rows)
            case _:
                yield block


def note(text: Text, reader: Reader) -> Message:
    """A few words, such as a refusal."""
    return message(Card(title=text), reader)


def custom_id(button: Button, key: str, team: str = "") -> str:
    """What the button means, and as far as there is room its team and the post it stands on."""
    meant = press(button.action, button.arguments)
    of_team = f"{CARD}{team}" if team else ""
    longest = (f"{meant}{CARD}{key}{of_team}", f"{meant}{CARD}{of_team}", meant)
    return next(one for one in longest if len(one) <= CUSTOM_ID).rstrip(CARD)


def _block(block: Block, reader: Reader, *, draws: bool) -> str:
    match block:
        case Paragraph(text=text):
            return markdown(text, reader)
        case Quote(text=text):
            return "\n".join(f"> {line}" for line in markdown(text, reader).splitlines())
        case Facts(rows=rows):
            return "\n".join(f"**{_label(row.label, reader)}**  {markdown(row.value, reader)}" for row in rows)
        case Items(items=items, ordered=ordered):
            signs = (f"{number}. " if ordered else "- " for number in range(1, len(items) + 1))
            lines = (markdown(item, reader).replace("\n", "\n  ") for item in items)
            return "\n".join(f"{sign}{line}" for sign, line in zip(signs, lines, strict=True))
        case Progress(done=done, total=total, label=label):
            words = f"{gauge(done, total)} {label}"
        case Picture(title=title, alt=alt):
            shown = f"**{_label(title, reader)}**"
            return shown if draws else f"{shown}\n{_label(alt, reader)}"
        case Files() | Sheet():
            words = in_words(block, reader)
        case _:
            assert_never(block)
    return _label(words, reader)


def _label(words: str, reader: Reader) -> str:
    return markdown((words,), reader)


def _users(card: Card, reader: Reader) -> tuple[str, ...]:
    return tuple(dict.fromkeys(user for text in texts(card) for user in mentioned(text, reader)))


def _button(button: Button, key: str, team: str) -> Payload:
    return {
        "type": BUTTON,
        "style": STYLES[button.style],
        "label": button.label,
        "custom_id": custom_id(button, key, team),
    }
