"""adapters/web_chat/render.py: each block and the whole card as HTML."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from adapters.web_chat.render import Frame, card
from adapters.web_chat.spans import Reader
from bot.ui import (
    BUTTON_LABEL,
    CARD_TEXT,
    Bar,
    Block,
    Button,
    Card,
    Fact,
    Facts,
    Items,
    Paragraph,
    Picture,
    Progress,
    Quote,
    Strong,
    When,
)

NOON = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
READER = Reader("UTC", "en", NOON)
FRAME = Frame(id="000000000007", key="handoff:42@ana", reader=READER)
PICTURE = Picture(title="Done", bars=(Bar("Ana", 4), Bar("Ben <b>", 1.5)), unit="h", alt="Ana 4 h, Ben 1.5 h")


def block(shown: Block, frame: Frame = FRAME) -> str:
    """The HTML of one block, cut out of a card that holds nothing else."""
    html = card(Card(title=("t",), blocks=(shown,)), frame)
    return html.removeprefix(START).removesuffix("</article>")


START = (
    '<article class="card" id="m-000000000007" data-key="handoff:42@ana" aria-labelledby="t-000000000007">'
    '<h3 id="t-000000000007" dir="auto">t</h3>'
)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (Paragraph(("a <b>", Strong("c"))), '<p dir="auto">a &lt;b&gt;<strong>c</strong></p>'),
        (Quote(("said & done",)), '<blockquote dir="auto">said &amp; done</blockquote>'),
        (
            Facts((Fact("Due", (When(NOON, "date"),)), Fact("<i>", ("2 h",)))),
            '<dl class="facts"><div><dt>Due</dt><dd dir="auto">'
            '<time datetime="2026-11-27T12:00+00:00">Fri 27 Nov</time></dd></div>'
            '<div><dt>&lt;i&gt;</dt><dd dir="auto">2 h</dd></div></dl>',
        ),
        (Items((("one",), ("two",))), '<ul><li dir="auto">one</li><li dir="auto">two</li></ul>'),
        (Items((("one",),), ordered=True), '<ol><li dir="auto">one</li></ol>'),
        (
            Progress(2, 5, "2 of 5 answered"),
            '<p class="progress"><progress value="2" max="5" aria-hidden="true"></progress> 2 of 5 answered</p>',
        ),
        (
            Progress(0, 0, "nobody"),
            '<p class="progress"><progress value="0" max="1" aria-hidden="true"></progress> nobody</p>',
        ),
        (
            PICTURE,
            '<figure class="picture"><figcaption>Done</figcaption><ul class="bars" aria-hidden="true">'
            '<li><span>Ana</span><svg aria-hidden="true"><rect width="100%" height="100%"></rect></svg>'
            "<b>4 h</b></li>"
            '<li><span>Ben &lt;b&gt;</span><svg aria-hidden="true"><rect width="38%" height="100%"></rect></svg>'
            '<b>1.5 h</b></li></ul><p class="alt unseen">Ana 4 h, Ben 1.5 h</p></figure>',
        ),
        (
            Picture(title="None", bars=(Bar("Ana", 0),), unit="", alt="nothing"),
            '<figure class="picture"><figcaption>None</figcaption><ul class="bars" aria-hidden="true">'
            '<li><span>Ana</span><svg aria-hidden="true"><rect width="0%" height="100%"></rect></svg>'
            '<b>0 </b></li></ul><p class="alt unseen">nothing</p></figure>',
        ),
    ],
)
def test_each_block_becomes(shown: Block, expected: str) -> None:
    assert block(shown) == expected


def test_a_drawn_picture_is_an_image_with_its_alternative() -> None:
    drawn = Frame(id=FRAME.id, key=FRAME.key, reader=READER, pictures="/as/ana/picture/7.1")
    assert block(PICTURE, drawn) == (
        '<figure class="picture">'
        '<img class="for-light" src="/as/ana/picture/7.1/0.png" alt="Ana 4 h, Ben 1.5 h" loading="lazy">'
        '<img class="for-dark" src="/as/ana/picture/7.1/0-dark.png" alt="Ana 4 h, Ben 1.5 h" loading="lazy"></figure>'
    )


def test_a_card_has_its_title_its_buttons_with_the_key_of_the_card_and_its_footer() -> None:
    shown = Card(
        title=("Ana has ", Strong("#42")),
        buttons=(
            Button(label="Accept", action="handoff.accept", arguments={"task": "42"}, style="primary"),
            Button(label='No "thanks"', action="handoff.decline", style="danger"),
        ),
        footer=("since noon",),
    )
    assert card(shown, FRAME) == (
        '<article class="card" id="m-000000000007" data-key="handoff:42@ana" aria-labelledby="t-000000000007">'
        '<h3 id="t-000000000007" dir="auto">Ana has <strong>#42</strong></h3>'
        '<div class="buttons">'
        '<button type="submit" form="press" name="press" value="handoff.accept?task=42#handoff:42@ana"'
        ' data-action="handoff.accept" class="primary">Accept</button>'
        '<button type="submit" form="press" name="press" value="handoff.decline#handoff:42@ana"'
        ' data-action="handoff.decline" class="danger">No &#34;thanks&#34;</button>'
        '</div><footer dir="auto">since noon</footer></article>'
    )


def test_a_private_reply_is_a_notice_whose_buttons_name_no_card() -> None:
    notice = Frame(id="1", key="reply:x", reader=READER, notice=True)
    shown = card(Card(title=("t",), buttons=(Button(label="Undo", action="handoff.undo"),)), notice)
    assert shown.startswith('<article class="card notice" id="m-1" data-key="reply:x"')
    assert 'value="handoff.undo"' in shown


def test_texts_and_labels_at_their_limits_are_shown_whole() -> None:
    label, long = "x" * BUTTON_LABEL, "y" * CARD_TEXT
    buttons = tuple(Button(label=label, action="a.b") for _ in range(5))
    shown = card(Card(title=(long,), blocks=(Paragraph((long,)),), buttons=buttons, footer=(long,)), FRAME)
    assert shown.count(label) == 5
    assert shown.count(long) == 3
