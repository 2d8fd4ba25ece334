"""adapters/web_chat/spans.py: what each span becomes, and what hostile words become."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from adapters.web_chat.spans import Reader, html, words
from bot.ui import Code, Link, Mention, Span, Strong, When

NOON = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
MANILA = Reader("Asia/Manila", "en", NOON)
SAFE = 'target="_blank" rel="noopener noreferrer nofollow"'


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ("plain words", "plain words"),
        (Strong("firm & fast"), "<strong>firm &amp; fast</strong>"),
        (Code("/tasks <42>"), "<code>/tasks &lt;42&gt;</code>"),
        (Mention("ana", "Ana <i>"), '<span class="mention" data-person="ana">@Ana &lt;i&gt;</span>'),
        (When(NOON), '<time datetime="2026-11-27T12:00+00:00">Fri 27 Nov 20:00</time>'),
        (When(NOON, "date"), '<time datetime="2026-11-27T12:00+00:00">Fri 27 Nov</time>'),
        (When(NOON, "time"), '<time datetime="2026-11-27T12:00+00:00">20:00</time>'),
        (When(NOON, "time", "America/New_York"), '<time datetime="2026-11-27T12:00+00:00">07:00</time>'),
        (
            Link("the draft", "https://example.org/a?b=1&c=2"),
            f'<a href="https://example.org/a?b=1&amp;c=2" {SAFE}>the draft</a> <span class="host">(example.org)</span>',
        ),
        (Link("example.org", "http://example.org/"), f'<a href="http://example.org/" {SAFE}>example.org</a>'),
        (
            Link("Write to Ana", "mailto:ana@example.org"),
            f'<a href="mailto:ana@example.org" {SAFE}>Write to Ana</a> <span class="host">(ana@example.org)</span>',
        ),
        (
            Link("https://bank.example", "https://evil.example/"),
            f'<a href="https://evil.example/" {SAFE}>https://bank.example</a> <span class="host">(evil.example)</span>',
        ),
    ],
)
def test_each_span_becomes(span: Span, expected: str) -> None:
    assert html((span,), MANILA) == expected


def test_a_message_of_this_page_is_found_on_the_readers_own_page() -> None:
    ana = Reader("Asia/Manila", "en", NOON, "/as/ana")
    assert html((Link("this message", "/message/12"),), ana) == '<a href="/as/ana/message/12">this message</a>'


@pytest.mark.parametrize(
    "url",
    [
        "/as/olivia/baton",
        "/message/12/../../",
        "/message/12345678901234",
        "/message/x",
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org/x",
        "https://",
        "http://[::1",
        "https://b\u0430nk.example/",
        "mailto:",
        "",
    ],
)
def test_an_address_that_must_not_be_linked_stays_plain_text(url: str) -> None:
    shown = html((Link("press me", url),), MANILA)
    assert "<a" not in shown
    assert shown.startswith("press me (")


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ 7 * 7 }}{% include 'x' %}",
        "@everyone <!channel> <@U123>",
        "<a href='javascript:x'>free</a>",
    ],
)
def test_hostile_words_are_mere_text(hostile: str) -> None:
    for span in (hostile, Strong(hostile), Code(hostile), Mention("x", hostile), Link(hostile, "https://example.org")):
        shown = html((span,), MANILA)
        assert "<script" not in shown
        assert "<img" not in shown
        assert "<!channel" not in shown
        assert "<a href='j" not in shown


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (
            "see https://example.org/x?a=1&b=2. Then",
            f'see <a href="https://example.org/x?a=1&amp;b=2" {SAFE}>https://example.org/x?a=1&amp;b=2</a>. Then',
        ),
        (
            '<https://example.org/x">',
            f'&lt;<a href="https://example.org/x" {SAFE}>https://example.org/x</a>&#34;&gt;',
        ),
        ("javascript://example.org", "javascript://example.org"),
        ("one\ntwo\tthree", "one\ntwo\tthree"),
        ("\u202etxt.exe\u202d", "txt.exe"),
        ("مرحبا 👋🏽", "مرحبا 👋🏽"),
    ],
)
def test_a_bare_address_in_words_is_linked_to_exactly_what_it_says(typed: str, expected: str) -> None:
    assert words(typed) == expected
