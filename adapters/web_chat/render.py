"""Cards and their blocks to HTML; pure."""

from __future__ import annotations

from typing import assert_never

import msgspec
from markupsafe import Markup

from adapters.readers import in_brief
from adapters.web_chat.attachments import is_shown
from adapters.web_chat.spans import Reader, html
from bot.attached import Attached
from bot.presses import press
from bot.sheets import Sheet
from bot.texts import Words
from bot.ui import Bar, Block, Button, Card, Facts, Files, Items, Paragraph, Picture, Progress, Quote


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """What surrounds a card: its message's id and key, whether only the reader sees it, for whom it is rendered.

    `pictures` is the address under which its drawn pictures are served, by number; empty where nothing draws. Under
    `sheets` its tables are, likewise; empty where they cannot be taken along.
    """

    id: str
    key: str
    reader: Reader
    notice: bool = False
    pictures: str = ""
    sheets: str = ""


def card(shown: Card, frame: Frame) -> Markup:
    """`article.card[data-key]` with an `h3`, the blocks, the buttons and the footer."""
    return Markup(
        '<article class="{kind}" id="m-{id}" data-key="{key}" aria-labelledby="t-{id}">'
        '<h3 id="t-{id}" dir="auto">{title}</h3>{blocks}{buttons}{footer}</article>'
    ).format(
        kind="card notice" if frame.notice else "card",
        id=frame.id,
        key=frame.key,
        title=html(shown.title, frame.reader),
        blocks=Markup("").join(_block(block, number, frame) for number, block in enumerate(shown.blocks)),
        buttons=_buttons(shown.buttons, "" if frame.notice else f"#{frame.key}"),
        footer=Markup('<footer dir="auto">{}</footer>').format(html(shown.footer, frame.reader))
        if shown.footer
        else "",
    )


def _buttons(buttons: tuple[Button, ...], key: str) -> Markup:
    """A button says which post it stands on; a private reply is no post and cannot be edited."""
    if not buttons:
        return Markup("")
    row = Markup("").join(
        Markup(
            '<button type="submit" form="press" name="press" value="{}" data-action="{}" class="{}">{}</button>'
        ).format(press(button.action, button.arguments) + key, button.action, button.style, button.label)
        for button in buttons
    )
    return Markup('<div class="buttons">{}</div>').format(row)


def _block(block: Block, number: int, frame: Frame) -> Markup:
    reader = frame.reader
    match block:
        case Paragraph(text=text):
            return Markup('<p dir="auto">{}</p>').format(html(text, reader))
        case Quote(text=text):
            return Markup('<blockquote dir="auto">{}</blockquote>').format(html(text, reader))
        case Facts():
            return _facts(block, reader)
        case Items(items=items, ordered=ordered):
            rows = Markup("").join(Markup('<li dir="auto">{}</li>').format(html(item, reader)) for item in items)
            listed = Markup("<ol>{}</ol>") if ordered else Markup("<ul>{}</ul>")
        case Progress(done=done, total=total, label=label):
            return Markup(
                '<p class="progress"><progress value="{}" max="{}" aria-hidden="true"></progress> {}</p>'
            ).format(min(done, max(total, 1)), max(total, 1), label)
        case Picture():
            return _picture(block, number, frame)
        case Sheet():
            rows, listed = _sheet(block, number, frame), Markup('<ul class="files">{}</ul>')
        case Files(files=files):
            rows = Markup("").join(_file(file, frame) for file in files)
            listed = Markup('<ul class="files">{}</ul>')
        case _:
            assert_never(block)
    return listed.format(rows)


def _file(file: Attached, frame: Frame) -> Markup:
    """A link; under it the picture, if it is called like one."""
    address = f"{frame.reader.here}/files/{file.id}"
    link = Markup('<a href="{}" target="_blank" rel="noopener">{}</a>').format(address, in_brief(file))
    if not is_shown(file):
        return Markup('<li dir="auto">{}</li>').format(link)
    return Markup('<li dir="auto">{}<img src="{}" alt="{}" loading="lazy"></li>').format(link, address, file.name)


def _sheet(sheet: Sheet, number: int, frame: Frame) -> Markup:
    if not frame.sheets:
        return Markup("<li>{}, {}</li>").format(sheet.name, sheet.alt)
    label = Words(frame.reader.locale).plain("common.download", name=sheet.name)
    link = Markup('<a href="{}/{}.csv" download="{}">{}</a>').format(frame.sheets, number, sheet.name, label)
    return Markup("<li>{}, {}</li>").format(link, sheet.alt)


def _facts(facts: Facts, reader: Reader) -> Markup:
    rows = Markup("").join(
        Markup('<div><dt>{}</dt><dd dir="auto">{}</dd></div>').format(row.label, html(row.value, reader))
        for row in facts.rows
    )
    return Markup('<dl class="facts">{}</dl>').format(rows)


def _picture(picture: Picture, number: int, frame: Frame) -> Markup:
    if frame.pictures:
        # Both, of which the page shows the one for its shade; neither is loaded before it is shown.
        one = Markup('<img class="{}" src="{}/{}.png" alt="{}" loading="lazy">')
        shades = (("for-light", f"{number}"), ("for-dark", f"{number}-dark"))
        inner = Markup("").join(one.format(name, frame.pictures, file, picture.alt) for name, file in shades)
        caption = Markup("")  # stands in the drawing
    else:
        most = max((bar.value for bar in picture.bars), default=0)
        rows = Markup("").join(_bar(bar, picture.unit, most) for bar in picture.bars)
        inner = Markup('<ul class="bars" aria-hidden="true">{}</ul>').format(rows)
        inner += Markup('<p class="alt unseen">{}</p>').format(picture.alt)
        caption = Markup("<figcaption>{}</figcaption>").format(picture.title)
    return Markup('<figure class="picture">{}{}</figure>').format(caption, inner)


def _bar(bar: Bar, unit: str, most: float) -> Markup:
    """The length is an attribute of the drawing, since the page allows no inline style."""
    share = round(100 * max(bar.value, 0) / most) if most > 0 else 0
    return Markup(
        '<li><span>{}</span><svg aria-hidden="true"><rect width="{}%" height="100%"></rect></svg><b>{:g} {}</b></li>'
    ).format(bar.label, share, bar.value, unit)
