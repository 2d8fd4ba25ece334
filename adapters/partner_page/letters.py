"""A card as a letter: in words and in HTML that any mail program shows; pure."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple, assert_never

from markupsafe import Markup

from adapters.mail_server import Letter, line
from adapters.readers import in_brief
from adapters.web_chat.spans import Reader, html
from adapters.words import straight
from bot import times
from bot.partners.records import Page
from bot.partners.rules import address_of, stop_address
from bot.people import Person
from bot.sheets import Sheet
from bot.ui import (
    Block,
    Card,
    Code,
    Facts,
    Files,
    Items,
    Link,
    Mention,
    Paragraph,
    Picture,
    Progress,
    Quote,
    Span,
    Strong,
    Text,
    When,
)

ANSWERED_BY = frozenset(f"checkins.{name}" for name in ("answer", "check_in", "kept", "prove"))
# No style sheet reaches a mail, and many programs drop one in it: the few styles there are stand where they are meant.
WHOLE = Markup(
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    '<meta name="color-scheme" content="light dark"><title>{title}</title></head>'
    '<body style="margin:0;padding:24px 16px;font:16px/1.5 system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,'
    'sans-serif"><div style="max-width:36rem;margin:0 auto">{body}</div></body></html>'
)
BUTTON = Markup(
    '<p style="margin:24px 0"><a href="{address}" style="display:inline-block;padding:10px 18px;border-radius:8px;'
    'background:#0f6b5c;color:#ffffff;font-weight:600;text-decoration:none">{label}</a></p>'
)
SMALL = Markup('<p style="margin:24px 0 0;font-size:14px;opacity:.75">{said}</p>')


class Sent(NamedTuple):
    """Whose page it is of, from whom, and under which address the pages are reached; `last`: it leads there no more."""

    page: Page
    person: Person
    owner: Person
    base: str
    last: bool = False


def letter(key: str, card: Card, sent: Sent, now: datetime, token: str = "") -> Letter:
    """With `token` it brings the one-time link, else it leads to the page."""
    person, words = sent.person, sent.person.words()
    reader = Reader(person.zone, person.locale, now)
    title = _plain(card.title, reader)
    lines = [title, *(said for block in card.blocks for said in _lines(block, reader)), _plain(card.footer, reader)]
    ends, ends_html = _goodbye(sent) if sent.last else _ends(card, sent, token)
    body = Markup('<h1 style="margin:0 0 16px;font-size:20px;line-height:1.35">{}</h1>').format(
        html(card.title, reader)
    )
    body += Markup("").join(_block(block, reader) for block in card.blocks)
    button, small = ends_html
    body += button
    body += SMALL.format(said=html(card.footer, reader)) if card.footer else ""
    body += SMALL.format(said=small)
    return Letter(
        key=key,
        to=sent.page.address,
        name=person.name,
        subject=title,
        text="\n\n".join(one for one in (*lines, *ends) if one) + "\n",
        html=str(WHOLE.format(title=title, body=body)),
        at=now,
        stop="" if sent.last else stop_address(sent.page, sent.base),
        sender_name=words.plain("partners.letter_from", owner=line(sent.owner.name)),
    )


def _ends(card: Card, sent: Sent, token: str) -> tuple[tuple[str, ...], tuple[Markup, Markup]]:
    """Where it leads, why it comes and how it stops: in words, and as HTML."""
    words, address = sent.person.words(), address_of(sent.page, sent.base, token)
    asks = any(button.action in ANSWERED_BY for button in card.buttons)
    label = words.plain(f"partners.letter_{'open' if token else 'answer' if asks else 'page'}")
    footer = words.plain("partners.letter_footer", owner=line(sent.owner.name))
    stop, stops = stop_address(sent.page, sent.base), words.plain("partners.letter_stop")
    small = Markup('{} <a href="{}" style="color:inherit">{}</a>').format(footer, stop, stops)
    text = f"{label}: {address}", f"-- \n{footer}\n{stops}: {stop}"
    return text, (BUTTON.format(address=address, label=label), small)


def _goodbye(sent: Sent) -> tuple[tuple[str, ...], tuple[Markup, Markup]]:
    """There is no page any more, and nothing that could be stopped."""
    footer = sent.person.words().plain("partners.letter_last", owner=line(sent.owner.name))
    return (f"-- \n{footer}",), (Markup(""), Markup("{}").format(footer))


def _block(block: Block, reader: Reader) -> Markup:
    match block:
        case Paragraph(text=text):
            return Markup('<p style="margin:12px 0">{}</p>').format(html(text, reader))
        case Quote(text=text):
            style = "margin:12px 0;padding:2px 14px;border-left:3px solid #9fa9a4"
            return Markup('<blockquote style="{}">{}</blockquote>').format(style, html(text, reader))
        case Items(items=items):
            rows = Markup("").join(
                Markup('<li style="margin:4px 0">{}</li>').format(html(one, reader)) for one in items
            )
            return Markup('<ul style="margin:12px 0;padding-left:20px">{}</ul>').format(rows)
        case Facts(rows=rows):
            shown = (Markup("{}: {}").format(row.label, html(row.value, reader)) for row in rows)
            return Markup('<p style="margin:12px 0">{}</p>').format(Markup("<br>").join(shown))
        case Progress() | Picture() | Files() | Sheet():
            return Markup("").join(
                Markup('<p style="margin:12px 0">{}</p>').format(said) for said in _lines(block, reader)
            )
        case _:
            assert_never(block)


def _lines(block: Block, reader: Reader) -> list[str]:
    match block:
        case Paragraph(text=text):
            return [_plain(text, reader)]
        case Quote(text=text):
            return ["\n".join(f"> {said}" for said in _plain(text, reader).split("\n"))]
        case Items(items=items):
            return ["\n".join(f"- {_plain(item, reader)}" for item in items)]
        case Facts(rows=rows):
            return ["\n".join(f"{row.label}: {_plain(row.value, reader)}" for row in rows)]
        case Progress(label=said) | Picture(alt=said) | Sheet(alt=said):
            return [said]
        case Files(files=files):
            return [in_brief(file) for file in files]
        case _:
            assert_never(block)


def _plain(text: Text, reader: Reader) -> str:
    return straight("".join(_word(span, reader) for span in text))


def _word(span: Span, reader: Reader) -> str:
    match span:
        case str():
            return span
        case Strong(text=text) | Code(text=text):
            return text
        case Mention(name=name):
            return name
        case Link(label=label, url=url):
            return url if label == url else f"{label} ({url})"
        case When(at=at, style=style, zone=zone):
            return times.say(at, zone or reader.zone, reader.locale, style=style, now=reader.now)
        case _:
            assert_never(span)
