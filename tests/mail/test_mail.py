"""adapters/mail.py against a real server: what each of its answers means, and that a letter is what it should be."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable
from email import message_from_bytes, policy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.checking import reach
from adapters.config import read_config
from adapters.mail import written
from adapters.mail_server import Letter, read_server
from bot.ports import ChatBarred, ChatBusy, ChatRefused, ChatUncertain
from tests.mail.conftest import NOON, Office

Made = Callable[..., Letter]


async def test_a_letter_arrives_in_words_and_html(office: Office, letter: Made) -> None:
    await office.start()
    await office.mail().send(letter(text="2 kept – früher, Ελλάδα, 日本\n", html="<p>2 kept 日本</p>"))
    [got] = office.post.letters
    assert (got["To"], got["Subject"]) == ("Pat <pat@example.org>", "Olivia’s week")
    assert got["From"] == "Baton <baton@example.com>"
    plain, rich = got.get_body(("plain",)), got.get_body(("html",))
    assert plain is not None
    assert rich is not None
    assert plain.get_content().splitlines() == ["2 kept – früher, Ελλάδα, 日本"]
    assert "日本" in rich.get_content()
    assert got["Auto-Submitted"] == "auto-generated"
    assert got["List-Unsubscribe"] == "<https://baton.example/partner/p/mails/s>"
    assert got["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert office.post.raw[0].isascii()


@pytest.mark.parametrize(
    "words", ["Olivia\r\nBcc: eve@example.org", "Olivia\nX: y", "a\r\n\r\n<b>body</b>", "\x00\x0b"]
)
async def test_no_header_ends_within_somebodys_words(office: Office, letter: Made, words: str) -> None:
    await office.start()
    await office.mail().send(letter(subject=words, name=words, sender_name=words))
    [got] = office.post.letters
    assert not {"Bcc", "X"} & set(got.keys())
    assert got["To"].addresses[0].addr_spec == "pat@example.org"
    assert "body" not in got.get_body(("plain",)).get_content()  # type: ignore[union-attr]


def test_sent_again_it_is_the_same_letter_and_another_is_not(letter: Made) -> None:
    first, again = (written(letter(), "baton@example.com")["Message-ID"] for _ in range(2))
    other = written(letter(key="studio/digest:pat:2026-12-04"), "baton@example.com")["Message-ID"]
    assert first == again
    assert first != other
    assert first.endswith("@example.com>")


async def test_a_server_that_is_down_is_waited_for(office: Office, letter: Made) -> None:
    await office.start()
    await office.stop()
    with pytest.raises(ChatBusy):
        await office.mail().send(letter())
    await office.start()
    await office.mail().send(letter())
    assert len(office.post.letters) == 1


@pytest.mark.parametrize("answer", ["421 closing", "450 mailbox busy", "451 try later", "452 full"])
@pytest.mark.parametrize("at", ["sender", "to", "data"])
async def test_a_temporary_answer_is_waited_for(office: Office, letter: Made, answer: str, at: str) -> None:
    await office.start()
    getattr(office.post, at).append(answer)
    with pytest.raises(ChatBusy) as busy:
        await office.mail().send(letter())
    assert not isinstance(busy.value, ChatBarred)
    assert not office.post.letters


@pytest.mark.parametrize("at", ["to", "data"])
async def test_an_address_that_takes_no_mail_is_refused_for_good(office: Office, letter: Made, at: str) -> None:
    await office.start()
    getattr(office.post, at).append("550 5.1.1 no such user")
    with pytest.raises(ChatRefused, match="no such user"):
        await office.mail().send(letter())
    assert not office.post.letters


async def test_a_sender_that_is_not_let_in_is_no_fault_of_the_address(office: Office, letter: Made) -> None:
    await office.start()
    office.post.sender.append("553 sender not allowed")
    with pytest.raises(ChatBarred, match="553"):
        await office.mail().send(letter())


async def test_a_reply_lost_after_the_words_went_out_leaves_it_open_and_the_same_letter_goes_again(
    office: Office, letter: Made
) -> None:
    await office.start()
    office.post.data.append("hang up")
    with pytest.raises(ChatUncertain):
        await office.mail().send(letter())
    await office.mail().send(letter())
    first, again = office.post.letters
    assert first["Message-ID"] == again["Message-ID"]


async def test_starttls_is_used_before_anybody_logs_in(office: Office, letter: Made) -> None:
    await office.start(tls="starttls", login="secret")
    await office.mail(user="baton", password="secret").send(letter())
    assert office.post.logins == [("baton", True)]
    assert office.post.safe == [True]


async def test_smtps_is_safe_from_the_start(office: Office, letter: Made) -> None:
    await office.start(tls="smtps", login="secret")
    await office.mail(user="baton", password="secret", implicit_tls=True, plain=False).send(letter())
    assert len(office.post.letters) == 1


async def test_where_no_starttls_is_offered_nothing_is_said_to_another_machine(office: Office, letter: Made) -> None:
    await office.start(login="secret")
    with pytest.raises(ChatBarred, match="no safe connection"):
        await office.mail(plain=False, user="baton", password="secret").send(letter())
    assert office.post.logins == []


async def test_a_certificate_that_nobody_vouches_for_is_not_believed(office: Office, letter: Made) -> None:
    await office.start(tls="starttls", login="secret")
    office.trust = ssl.create_default_context()
    with pytest.raises(ChatBarred, match="no safe connection"):
        await office.mail(user="baton", password="secret").send(letter())
    assert office.post.logins == []


async def test_a_wrong_password_waits_for_somebody_to_mend_it_and_is_not_said(office: Office, letter: Made) -> None:
    await office.start(tls="starttls", login="secret")
    with pytest.raises(ChatBarred, match="refuses the user or password") as barred:
        await office.mail(user="baton", password="wrong-canary").send(letter())
    assert "canary" not in str(barred.value)
    assert "canary" not in repr(office.mail(user="baton", password="wrong-canary").__dict__)


async def test_a_server_that_says_nothing_is_not_waited_for_long(office: Office, letter: Made) -> None:
    held: list[asyncio.StreamWriter] = []

    async def silent(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        held.append(writer)

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    office.port = server.sockets[0].getsockname()[1]
    with pytest.raises(ChatBusy):
        await office.mail(seconds=0.2).send(letter())
    for writer in held:
        writer.close()
    server.close()


@pytest.mark.parametrize(
    ("url", "host", "port", "user"),
    [
        ("smtp://baton:p%40ss@mail.example:2525?from=b@example.com", "mail.example", 2525, "baton"),
        ("smtp://mail.example?from=b@example.com", "mail.example", 587, ""),
        ("smtps://b%40example.com:x@mail.example", "mail.example", 465, "b@example.com"),
    ],
)
def test_the_setting_is_read(url: str, host: str, port: int, user: str) -> None:
    server = read_server(url)
    assert (server.host, server.port, server.user, server.sender) == (host, port, user, "b@example.com")
    assert not server.plain


@pytest.mark.parametrize(
    "url",
    [
        "mail.example:25",
        "http://mail.example?from=b@example.com",
        "smtp://mail.example",
        "smtp://u:canary/x@mail.example?from=b@example.com",
        "smtp://u:canary@mail.example:port?from=b@example.com",
        "smtp://mail.example?from=b@example.com%0d%0aBcc:x@y.example",
        "smtp://mail.example?from=Baton <b@example.com>",
        "smtp://[canary?from=b@example.com",
    ],
)
def test_a_setting_that_is_wrong_is_said_without_its_password(url: str) -> None:
    with pytest.raises(ValueError, match=r"it is smtp|from=") as wrong:
        read_server(url)
    assert "canary" not in str(wrong.value)


async def test_the_doctor_says_what_is_wrong_and_where_to_look(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    await office.start()
    monkeypatch.setenv("BATON_SMTP", f"smtp://127.0.0.1:{office.port}?from=baton@example.com")
    [mail] = await asyncio.to_thread(lambda: list(reach.examine(read_config())))
    assert (mail.about, mail.wrong) == ("mail", "")
    assert "takes mail from baton@example.com" in mail.seen
    assert not office.post.letters
    await office.stop()
    monkeypatch.setenv("DISCORD_TOKEN", "d")
    pages, mail = await asyncio.to_thread(lambda: list(reach.examine(read_config())))
    assert "BATON_URL is not set" in pages.seen
    assert "does not answer" in mail.wrong
    monkeypatch.setenv("BATON_URL", "https://baton.example.com")
    pages, _ = await asyncio.to_thread(lambda: list(reach.examine(read_config())))
    assert "links begin with https://baton.example.com/partner/" in pages.seen


@settings(deadline=None)
@given(st.text(max_size=120), st.text(max_size=120))
def test_whatever_people_are_called_there_is_one_sender_one_reader_and_no_other_header(name: str, words: str) -> None:
    letter = Letter(
        key="k",
        to="pat@example.org",
        name=name,
        subject=words,
        text=words,
        html="<p></p>",
        at=NOON,
        sender_name=words,
        stop="https://baton.example/partner/p/mails/s",
    )
    got = message_from_bytes(written(letter, "baton@example.com").as_bytes(), policy=policy.default)
    assert [one.addr_spec for one in got["To"].addresses] == ["pat@example.org"]
    assert [one.addr_spec for one in got["From"].addresses] == ["baton@example.com"]
    assert sorted(got.keys()) == sorted(
        [
            *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "List-Unsubscribe"),
            *("List-Unsubscribe-Post", "MIME-Version", "Content-Type"),
        ]
    )
