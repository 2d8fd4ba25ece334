"""adapters/web_chat/inbound.py: bodies to fields, fields to lines and Requests; nothing from outside breaks it."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import quote_plus, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.web_chat.inbound import (
    WORDS_LIMIT,
    BadInput,
    Speaker,
    answers,
    read_button,
    read_fields,
    read_form,
    read_line,
)
from bot.presses import read_press
from bot.requests import Channel, Direct, Place, Request

NOON = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
GENERAL = Channel("web:general")
ALONE = Direct("ana")


def speaker(place: Place = ALONE, person: str = "ana") -> Speaker:
    return Speaker(team="studio", person=person, place=place, at=NOON, fresh="fresh")


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (b"", {}),
        (b"a=1&b=2&a=3", {"a": "1", "b": "2"}),
        (b"words=a%0D%0Ab%0Dc", {"words": "a\nb\nc"}),
        (b"words=a%00b%1B%5B31m%7F%09c", {"words": "ab[31m\tc"}),
        (b"words=%FF%FE", {"words": "\ufffd\ufffd"}),
        (b"words=%ED%A0%80", {"words": "\ufffd\ufffd\ufffd"}),
        (b"\xff\x00=\xfe", {"\ufffd": "\ufffd"}),
        (b"words", {"words": ""}),
        (b"=x", {"": "x"}),
        ("words=مرحبا".encode(), {"words": "مرحبا"}),
    ],
)
def test_a_body_becomes_fields(body: bytes, fields: dict[str, str]) -> None:
    assert read_fields(body) == fields


def test_too_many_fields_are_no_form_of_ours() -> None:
    with pytest.raises(BadInput):
        read_fields("&".join(f"a{n}=1" for n in range(61)).encode())


@pytest.mark.parametrize(
    ("words", "place", "action", "private"),
    [
        ("/tasks overdue", GENERAL, "handoff.tasks", True),
        ("/tasks", ALONE, "handoff.tasks", True),
        ("tasks", ALONE, "handoff.tasks", False),
        ("@Baton tasks", GENERAL, "handoff.tasks", False),
        ("@baton, tasks", GENERAL, "handoff.tasks", False),
        ("@baton /tasks", GENERAL, "handoff.tasks", False),
        ("  /TASKS  ", GENERAL, "handoff.tasks", True),
    ],
)
def test_a_line_meant_for_baton_becomes_a_request(words: str, place: Place, action: str, private: bool) -> None:
    line = read_line({"words": words, "_id": "n1"}, speaker(place))
    assert line.private == private
    assert line.words == words.strip()
    assert line.request is not None
    assert (line.request.action, line.request.id) == (action, line.id)


def test_a_request_says_who_where_and_when() -> None:
    line = read_line({"words": "/tasks overdue", "_id": "n1"}, speaker(GENERAL))
    assert line.request is not None
    assert line.request == Request(
        id=line.id,
        team="studio",
        action="handoff.tasks",
        account="web:ana",
        arguments=line.request.arguments,
        place=GENERAL,
        at=NOON,
    )


@pytest.mark.parametrize(
    ("words", "place", "asked"),
    [
        ("good morning", GENERAL, False),
        ("tasks", GENERAL, False),
        ("@batonic tasks", GENERAL, False),
        ("@everyone <!channel>", GENERAL, False),
        ("good morning", ALONE, True),
        ("/delegat @ana x", GENERAL, True),
        ("//", GENERAL, True),
        ("@Baton", GENERAL, True),
        ("@Baton good morning", GENERAL, True),
        ("", ALONE, False),
        (" \n ", ALONE, False),
    ],
)
def test_other_words_are_plain_talk_or_answered_with_help(words: str, place: Place, asked: bool) -> None:
    line = read_line({"words": words}, speaker(place))
    assert (line.request.action if line.request else "") == ("team.help" if asked else "")


def test_a_line_at_the_limit_is_taken_and_one_over_it_is_refused_with_figures() -> None:
    assert len(read_line({"words": "x" * WORDS_LIMIT}, speaker(GENERAL)).words) == WORDS_LIMIT
    with pytest.raises(BadInput, match=r"40,001 characters; the most here is 40,000"):
        read_line({"words": "x" * (WORDS_LIMIT + 1)}, speaker(GENERAL))


def test_the_same_line_of_one_page_is_one_request_and_nothing_else_is() -> None:
    def id_of(words: str = "/tasks", nonce: str = "n1", person: str = "ana") -> str:
        return read_line({"words": words, "_id": nonce}, speaker(person=person)).id

    assert id_of() == id_of()
    others = {
        id_of("/tasks overdue"),
        id_of(nonce="n2"),
        id_of(person="ben"),
        id_of(nonce="no spaces"),
        id_of(nonce=""),
    }
    assert id_of() not in others
    assert id_of(nonce="n" * 65).startswith("web:ana:fresh:")


def test_a_button_names_its_action_its_arguments_and_its_card() -> None:
    request = read_button({"press": "handoff.accept?task=42#handoff:42@ana", "_id": "c1"}, speaker(GENERAL))
    assert (request.action, request.arguments, request.card) == ("handoff.accept", {"task": "42"}, "handoff:42@ana")
    assert (request.place, request.account) == (GENERAL, "web:ana")
    again = read_button({"press": "handoff.accept?task=42#handoff:42@ana", "_id": "c2"}, speaker(GENERAL))
    assert again.id != request.id


def test_a_form_is_the_request_with_its_own_key() -> None:
    fields = {
        "_token": "t",
        "_key": "k1",
        "_action": "handoff.ask",
        "_fields": "question",
        "task": "42",
        "question": "",
    }
    request = read_form(fields, speaker())
    assert (request.id, request.action) == ("form:k1", "handoff.ask")
    assert request.arguments == {"task": "42", "question": ""}
    assert answers(fields) == request.arguments


@pytest.mark.parametrize("fields", [{}, {"_key": "k"}, {"_action": "a"}, {"_key": "", "_action": "a"}])
def test_a_form_without_its_key_or_action_is_refused(fields: dict[str, str]) -> None:
    with pytest.raises(BadInput):
        read_form(fields, speaker())


@given(st.binary(max_size=400))
def test_no_body_breaks_it(body: bytes) -> None:
    fields = read_fields(body)
    read_line(fields, speaker())
    read_button(fields, speaker())


@given(st.text(max_size=300), st.text(max_size=30))
def test_no_words_break_it(words: str, nonce: str) -> None:
    body = urlencode({"words": words, "_id": nonce, "press": words}, errors="replace").encode()
    fields = read_fields(body)
    line = read_line(fields, speaker(GENERAL))
    assert not set(line.words) & set("\x00\x1b\x7f\r")
    assert read_button(fields, speaker()).arguments == read_press(fields["press"].partition("#")[0])[1]


def test_a_percent_sign_stays_what_it_is() -> None:
    assert read_fields(f"words={quote_plus('100 % sure + more')}".encode()) == {"words": "100 % sure + more"}
