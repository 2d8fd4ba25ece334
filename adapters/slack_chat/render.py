"""Cards to messages: blocks, the words for notifications, and the metadata that says which post it is; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, assert_never

import msgspec

from adapters.readers import Reader, gauge, in_words, plain
from adapters.slack_chat.spans import Element, elements, escaped, mrkdwn
from bot.presses import press
from bot.sheets import Sheet
from bot.ui import (
    Block,
    Button,
    Card,
    Fact,
    Facts,
    Files,
    Items,
    Paragraph,
    Picture,
    Progress,
    Quote,
)

BLOCKS = 50  # a message, docs.slack.dev/reference/block-kit/blocks
AROUND = 3  # of them for what was left out, the buttons and the footer
CHARACTERS = 11_000  # of about 13,200 that a message takes before msg_blocks_too_long; undocumented, see SECURITY.md
FALLBACK = 3_000  # of `text`; docs.slack.dev/reference/methods/chat.update takes 4,000 at most
BLOCK_ID = 255  # docs.slack.dev/reference/block-kit/blocks/actions-block
CARD = "card:"  # an actions block's id begins so, then the key of the post
EVENT = "baton_message"
_CUT_MARK = re.compile(r"&[a-z]*\Z")  # of one of the three signs that are escaped

Payload = dict[str, Any]


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """`text` is for notifications and for screen readers, which read it and none of the blocks (chat.postMessage,
    accessibility); so all words are in it. `rest` is what did not fit, in plain words.
    """

    blocks: list[Payload]
    text: str
    rest: str = ""


def message(card: Card, reader: Reader, key: str = "", *, attaches: bool = False) -> Message:
    """The card as a message. `key` is the post's own: its buttons say which post they stand on.

    With `attaches` what does not fit comes with it as a file; where Slack takes none, it is said to be left out.
    """
    title, foot = plain(card.title, reader), plain(card.footer, reader)
    spoken = [in_words(block, reader) for block in card.blocks]
    blocks = [_section(elements(card.title, reader))]
    rest: list[str] = []
    room = CHARACTERS - len(title) - len(foot)
    heads = False
    for number, (block, words) in enumerate(zip(card.blocks, spoken, strict=True)):
        room -= len(words)
        if room < 0 or len(blocks) == BLOCKS - AROUND or rest:
            if heads and not rest and not isinstance(block, Paragraph):  # what it heads is all in the file
                rest.append(spoken[number - 1])
                blocks.pop()
            rest.append(words)
        else:
            blocks += _block(block, reader)
        heads = isinstance(block, Paragraph)
    if rest:
        more = ATTACHED if attaches else LEFT_OUT
        blocks.append(_section([{"type": "text", "text": more, "style": {"italic": True}}]))
    if card.buttons:
        blocks.append(_actions(card.buttons, key))
    if card.footer:
        footer = {"type": "mrkdwn", "text": mrkdwn(card.footer, reader)}
        blocks.append({"type": "context", "elements": [footer]})
    return Message(blocks=blocks, text=_aloud([title, *spoken, foot]), rest="\n\n".join(rest))


ATTACHED = "The rest is too long for a message here; it is in the attached file."
LEFT_OUT = "The rest is too long for this place and is left out. Ask for less at once: one task, one person, one page."


def _aloud(spoken: Iterable[str]) -> str:
    """All of its words, as one is told them who sees no blocks."""
    words = escaped("\n".join(filter(None, spoken)))
    return words if len(words) <= FALLBACK else f"{_CUT_MARK.sub('', words[: FALLBACK - 1])}…"


def metadata(key: str, wanted: int) -> Payload:
    """Which post it is and which card of it: docs.slack.dev/messaging/message-metadata."""
    return {"event_type": EVENT, "event_payload": {"key": key, "wanted": wanted}}


def _block(block: Block, reader: Reader) -> list[Payload]:
    match block:
        case Paragraph(text=text):
            return [_section(elements(text, reader))]
        case Quote(text=text):
            return [_rich({"type": "rich_text_quote", "elements": _some(elements(text, reader))})]
        case Facts(rows=rows):
            return [_section(list(_facts(rows, reader)))]
        case Items(items=items, ordered=ordered):
            style = "ordered" if ordered else "bullet"
            listed = [{"type": "rich_text_section", "elements": _some(elements(i, reader))} for i in items]
            return [_rich({"type": "rich_text_list", "style": style, "elements": listed})] if listed else []
        case Progress(done=done, total=total, label=label):
            words = f"{gauge(done, total)} {label}"
        case Picture(title=title, alt=alt):
            return [
                _section(
                    [{"type": "text", "text": title, "style": {"bold": True}}, {"type": "text", "text": f"\n{alt}"}]
                )
            ]
        case Files() | Sheet():
            words = in_words(block, reader)
        case _:
            assert_never(block)
    return [_section([{"type": "text", "text": words}])]


def _facts(rows: tuple[Fact, ...], reader: Reader) -> Iterator[Element]:
    """`Due  Fri 17:00`, one fact a line."""
    for number, row in enumerate(rows):
        yield {"type": "text", "text": f"\n{row.label}" if number else row.label, "style": {"bold": True}}
        yield {"type": "text", "text": "  "}
        yield from elements(row.value, reader)


def _actions(buttons: tuple[Button, ...], key: str) -> Payload:
    """One row. The value is what the press means; action ids only have to differ."""
    block: Payload = {"type": "actions", "elements": [_button(button, n) for n, button in enumerate(buttons)]}
    block_id = f"{CARD}{key}"
    return block | {"block_id": block_id} if key and len(block_id) <= BLOCK_ID else block


def _button(button: Button, number: int) -> Payload:
    made: Payload = {
        "type": "button",
        "action_id": f"press-{number}",
        "text": {"type": "plain_text", "text": button.label, "emoji": False},
        "value": press(button.action, button.arguments),
    }
    return made if button.style == "plain" else made | {"style": button.style}


def _section(made: list[Element]) -> Payload:
    return _rich({"type": "rich_text_section", "elements": _some(made)})


def _rich(element: Element) -> Payload:
    return {"type": "rich_text", "elements": [element]}


def _some(made: list[Element]) -> list[Element]:
    """Slack takes no section without elements, and no text without words."""
    return made or [{"type": "text", "text": " "}]
