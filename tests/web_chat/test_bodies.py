"""Bodies of forms that break off, are too much together, or name files in odd ways."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from adapters.web_chat import bodies, inbound
from tests.logged import Line
from tests.web_chat.conftest import Browser, Opens, Serve
from tests.web_chat.fakes import House

PARTS = {"Content-Type": "multipart/form-data; boundary=b"}
FILE = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\n'
END = b"--b--\r\n"


def field(name: str, value: str) -> bytes:
    return f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()


def ours(browser: Browser) -> bytes:
    fields = {"_token": browser.token, "_key": "k1", "_action": "handoff.hand_in", "_fields": "files"}
    return b"".join(field(name, value) for name, value in fields.items())


async def sent(browser: Browser, *pieces: bytes) -> tuple[int, str]:
    """As the pieces come, without a length."""

    async def body() -> AsyncIterator[bytes]:
        for piece in pieces:
            yield piece

    async with browser.client.post(f"{browser.here}/form", data=body(), headers=browser.headers | PARTS) as response:
        return response.status, await response.text()


async def test_hundreds_of_files_are_too_many_and_only_counted(serve: Serve, opens: Opens) -> None:
    house = House()
    ana = await opens(await serve(house))
    status, said = await sent(ana, ours(ana), (FILE + b"x" * 1_000 + b"\r\n") * 500, END)
    assert (status, house.asked) == (422, [])
    assert "more than 5 files" in said


@pytest.mark.parametrize(
    ("given", "known"),
    [
        ("filename*=UTF-8''a%0D%0ASet-Cookie%3A%20b%3Dc", "a Set-Cookie: b=c"),
        ("filename*=UTF-8''..%2F..%2Fkeys%00.txt", "keys .txt"),
        ('filename="..%2f..%2fkeys.txt"', "%2f..%2fkeys.txt"),
        ('filename=""', "file"),
    ],
)
async def test_a_name_that_was_written_in_code_is_only_a_name_either(
    serve: Serve, opens: Opens, given: str, known: str
) -> None:
    house = House()
    ana = await opens(await serve(house))
    named = f'--b\r\nContent-Disposition: form-data; name="files"; {given}\r\n\r\nx\r\n'.encode()
    assert (await sent(ana, ours(ana), named, END))[0] == 200
    assert [file.name for file in house.asked[-1].files] == [known]


@pytest.mark.parametrize(("over", "status"), [(0, 200), (1, 413)])
async def test_all_that_is_typed_together_has_the_same_limit_with_files_as_without(
    serve: Serve, opens: Opens, over: int, status: int
) -> None:
    house = House()
    ana = await opens(await serve(house))
    known = len(ana.token + "k1" + "handoff.hand_in" + "files")
    halves = 1_000, inbound.BODY_LIMIT - known - 1_000
    typed = field("a", "x" * halves[0]) + field("b", "x" * (halves[1] + over))
    assert (await sent(ana, ours(ana), typed, END))[0] == status


def head(browser: Browser, kind: str, length: str) -> bytes:
    lines = {"Host": browser.headers["Origin"].removeprefix("http://"), **browser.headers, "Content-Type": kind}
    jar = browser.client.session.cookie_jar.filter_cookies(browser.client.make_url("/"))
    lines["Cookie"] = "; ".join(f"{name}={one.value}" for name, one in jar.items())
    return "\r\n".join(
        [f"POST {browser.here}/form HTTP/1.1", *(f"{name}: {value}" for name, value in lines.items()), length, "", ""]
    ).encode()


CHUNKED = "Transfer-Encoding: chunked"
KINDS = [
    (PARTS["Content-Type"], "Content-Length: 99999999"),
    (PARTS["Content-Type"], CHUNKED),
    (bodies.TYPED, "Content-Length: 9999"),
    (bodies.TYPED, CHUNKED),
]


async def begun(browser: Browser, kind: str, length: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection on which the first part of a form has come, and no more."""
    from_page, to_page = await asyncio.open_connection(browser.client.host, browser.client.port)
    first = ours(browser) + FILE + b"x" * 5_000
    to_page.write(head(browser, kind, length) + (b"%x\r\n%b\r\n" % (len(first), first) if length == CHUNKED else first))
    await to_page.drain()
    return from_page, to_page


@pytest.mark.parametrize(("kind", "length"), KINDS)
async def test_whoever_goes_away_while_sending_is_no_defect(
    serve: Serve, opens: Opens, logged: list[Line], kind: str, length: str
) -> None:
    house = House()
    ana = await opens(await serve(house))
    _, out = await begun(ana, kind, length)
    out.close()
    await out.wait_closed()
    await ana.open()  # after which the page has seen the other go
    assert (house.asked, logged) == ([], [])


@pytest.mark.parametrize("kind", [PARTS["Content-Type"], bodies.TYPED])
async def test_nor_is_what_comes_in_pieces_that_are_none(
    serve: Serve, opens: Opens, logged: list[Line], kind: str
) -> None:
    house = House()
    ana = await opens(await serve(house))
    answer, out = await begun(ana, kind, CHUNKED)
    out.write(b"no length\r\n")
    assert b" 400 " in await answer.readline()
    out.close()
    await ana.open()
    assert house.asked == []
    assert "a request failed" not in [line["event"] for line in logged]  # aiohttp has a line of its own on it
