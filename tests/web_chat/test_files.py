"""Files on the page: what a form may bring, what is refused with which words, and how they are given out."""

from __future__ import annotations

import asyncio
import gzip
import random
from io import BytesIO

import pytest
from aiohttp import FormData, StreamReader
from aiohttp.base_protocol import BaseProtocol
from aiohttp.test_utils import make_mocked_request
from msgspec.structs import replace

from adapters.storage.attachments import NoRoom
from adapters.web_chat.bodies import PARTS_MOST, TYPED, WITH_FILES, read
from adapters.web_chat.inbound import BadInput
from bot.attached import FILE_BYTES, Attached
from bot.errors import NotAllowed
from bot.requests import Ask, Reply, Request
from bot.ui import Card, Files, FilesField, Form, TextField
from tests.web_chat.conftest import Browser, Opens, Serve
from tests.web_chat.fakes import Client, House

PNG = b"\x89PNG\r\n\x1a\n" + b"pixels"
FORM = Form(
    key="k1",
    title="Hand in",
    action="handoff.hand_in",
    fields=(TextField(name="work", label="What"), FilesField(name="files", label="Files")),
    submit="Hand in",
)
Sent = tuple[str, bytes]


async def send(browser: Browser, *files: Sent, token: str | None = None, token_last: bool = False) -> tuple[int, str]:
    """The form with these files, as a browser would send it; status and words of the answer."""
    fields = {"_token": browser.token if token is None else token, "_key": "k1", "_action": "handoff.hand_in"}
    fields |= {"_fields": "work files", "work": "Photos"}
    body = FormData(quote_fields=False)
    if not token_last:
        for name, value in fields.items():
            body.add_field(name, value)
    for name, content in files:
        body.add_field("files", BytesIO(content), filename=name, content_type="text/html")
    if token_last:
        for name, value in fields.items():
            body.add_field(name, value)
    async with browser.client.post(f"{browser.here}/form", data=body, headers=browser.headers) as response:
        return response.status, await response.text()


async def opened(house: House, serve: Serve, opens: Opens) -> Browser:
    return await opens(await serve(house))


def names(house: House) -> list[tuple[str, int]]:
    return [(file.name, file.size) for request in house.asked for file in request.files]


async def test_the_form_is_sent_in_parts_only_where_it_has_a_field_for_files(serve: Serve, opens: Opens) -> None:
    house = House()
    ana = await opened(house, serve, opens)
    for fields, parts in ((FORM.fields, True), (FORM.fields[:1], False)):
        house.answer = lambda _, fields=fields: Ask(form=replace(FORM, fields=fields))  # type: ignore[misc]
        shown = await (await ana.send("press", press="handoff.hand_in?task=1", _id=f"c{parts}")).text()
        assert ('enctype="multipart/form-data"' in shown) is parts
        assert ('type="file"' in shown) is parts


async def test_files_come_to_the_door_as_they_were_kept_in_the_order_they_were_chosen(
    serve: Serve, opens: Opens
) -> None:
    house = House()
    status, _ = await send(await opened(house, serve, opens), ("b.png", PNG), ("a.csv", b"1,2"))
    assert status == 200
    assert names(house) == [("b.png", len(PNG)), ("a.csv", 3)]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([("big.bin", b"x" * (FILE_BYTES + 1))], "big.bin is larger than 8 MB"),
        ([("no.txt", b"")], "no.txt is empty"),
        ([(f"{n}.txt", b"x") for n in range(6)], "more than 5 files"),
    ],
)
async def test_what_does_not_fit_is_said_at_the_field_and_nothing_is_done(
    serve: Serve, opens: Opens, files: list[Sent], said: str
) -> None:
    house = House()
    status, words = await send(await opened(house, serve, opens), *files)
    assert (status, house.asked) == (422, [])
    assert said in words
    assert 'data-field="files"' in words


async def test_five_of_the_largest_fit(serve: Serve, opens: Opens) -> None:
    house = House()
    status, _ = await send(await opened(house, serve, opens), *[(f"{n}.bin", b"x" * FILE_BYTES) for n in range(5)])
    assert (status, len(names(house))) == (200, 5)


async def test_more_than_that_together_is_not_read_to_its_end(serve: Serve, opens: Opens) -> None:
    house = House()
    status, words = await send(await opened(house, serve, opens), *[(f"{n}.bin", b"x" * FILE_BYTES) for n in range(6)])
    assert (status, house.asked) == (400, [])
    assert "more than 41 MiB" in words


async def test_any_number_of_empty_files_ends(serve: Serve, opens: Opens) -> None:
    house = House()
    ana = await opened(house, serve, opens)
    head = b'--b\r\nContent-Disposition: form-data; name="%b"%b\r\n\r\n%b\r\n'
    empty = head % (b"files", b'; filename="a"', b"")
    body = head % (b"_token", b"", ana.token.encode()) + empty * PARTS_MOST
    headers = ana.headers | {"Content-Type": "multipart/form-data; boundary=b"}
    async with ana.client.post(f"{ana.here}/form", data=BytesIO(body + b"--b--"), headers=headers) as response:
        assert response.status == 400
        assert "more than 1,000 files" in await response.text()
    assert house.asked == []


async def test_a_packed_body_is_not_unpacked(serve: Serve, opens: Opens) -> None:
    house = House()
    ana = await opened(house, serve, opens)
    headers = ana.headers | {"Content-Type": "multipart/form-data; boundary=b", "Content-Encoding": "gzip"}
    packed = gzip.compress(b"\r\n" * (1 << 20))
    async with ana.client.post(f"{ana.here}/form", data=BytesIO(packed), headers=headers) as response:
        assert response.status == 400


def silent() -> StreamReader:
    """A body of which nothing has come yet."""
    protocol = BaseProtocol(asyncio.get_running_loop())
    protocol.transport = asyncio.Transport()
    return StreamReader(protocol, 1 << 16)


@pytest.mark.parametrize("kind", [TYPED, f"{WITH_FILES}; boundary=b"])
async def test_a_body_that_does_not_come_is_not_waited_for(kind: str) -> None:
    request = make_mocked_request("POST", "/form", {"Content-Type": kind}, payload=silent())
    with pytest.raises(BadInput, match="too long"):
        await read(request, lambda _: None, seconds=0)


@pytest.mark.parametrize("kind", [TYPED, f"{WITH_FILES}; boundary=b"])
async def test_whoever_leaves_in_the_middle_of_a_body_has_not_met_a_defect(kind: str) -> None:
    body = silent()
    request = make_mocked_request("POST", "/form", {"Content-Type": kind}, payload=body)
    body.set_exception(ConnectionResetError("Connection lost"))
    with pytest.raises(BadInput, match="whole"):
        await read(request, lambda _: None)


async def test_a_full_disk_leaves_the_form_as_it_is_and_says_so(serve: Serve, opens: Opens) -> None:
    house = House()
    ana = await opened(house, serve, opens)

    async def full(id: str, content: bytes) -> None:
        raise NoRoom("the disk is nearly full")

    house.files.keep = full  # type: ignore[method-assign]
    status, words = await send(ana, ("a.png", PNG))
    assert (status, house.asked) == (422, [])
    assert 'data-field="files"' in words


@pytest.mark.parametrize(("token", "last"), [("0" * 64, False), ("", False), (None, True)])
async def test_no_file_is_kept_before_the_form_has_shown_to_be_ours(
    serve: Serve, opens: Opens, token: str | None, last: bool
) -> None:
    house = House()
    status, _ = await send(await opened(house, serve, opens), ("a.png", PNG), token=token, token_last=last)
    assert (status, house.asked) == (403, [])


HOSTILE = {
    "../../etc/passwd": "passwd",
    "evil\u202egnp.exe": "evil gnp.exe",
    "C:\\Windows\\a.txt": "a.txt",
    "..": "file",
    "x" * 300 + ".csv": "x" * 96 + ".csv",
    "<img src=x onerror=alert(1)>.png": "<img src=x onerror=alert(1)>.png",
}


@pytest.mark.parametrize(("given", "known"), HOSTILE.items())
async def test_a_hostile_name_is_only_a_name(serve: Serve, opens: Opens, given: str, known: str) -> None:
    house = House()
    await send(await opened(house, serve, opens), (given, b"x"))
    assert [name for name, _ in names(house)] == [known]


@pytest.mark.parametrize("known", HOSTILE.values())
async def test_nor_is_it_more_where_it_is_given_out(serve: Serve, known: str) -> None:
    house = House()
    await house.files.keep("f1", b"x")
    gives(house, known)
    status, headers, _ = await fetched(await serve(house))
    assert (status, headers["Content-Disposition"].count('"')) == (200, 2)


async def test_a_typed_field_called_files_is_no_file(serve: Serve, opens: Opens) -> None:
    house = House()
    ana = await opened(house, serve, opens)
    await ana.send("form", _key="k1", _action="handoff.hand_in", _fields="work files", work="x", files="id1")
    assert house.asked[-1].files == ()


@pytest.mark.filterwarnings("ignore::aiohttp.BadContentDispositionHeader", "ignore::aiohttp.BadContentDispositionParam")
async def test_two_thousand_broken_bodies_are_refused_and_none_crashes_the_page(serve: Serve, opens: Opens) -> None:
    house, chance = House(), random.Random(4)
    ana = await opened(house, serve, opens)
    whole = (
        b'--b\r\nContent-Disposition: form-data; name="_token"\r\n\r\n'
        + ana.token.encode()
        + b'\r\n--b\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\nxyz\r\n--b--\r\n'
    )
    headers = ana.headers | {"Content-Type": "multipart/form-data; boundary=b"}
    for _ in range(2_000):
        broken = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(broken))
            broken[at : at + chance.randint(0, 9)] = bytes(chance.choices(range(256), k=chance.randint(0, 9)))
        async with ana.client.post(f"{ana.here}/form", data=BytesIO(broken), headers=headers) as response:
            assert response.status in (200, 400, 403, 413, 422), (response.status, bytes(broken))


async def fetched(client: Client, id: str = "f1") -> tuple[int, dict[str, str], bytes]:
    async with client.get(f"/as/ana/files/{id}") as response:
        return response.status, dict(response.headers), await response.read()


def gives(house: House, name: str) -> None:
    def answer(request: Request) -> Reply | Ask | None:
        assert (request.action, request.arguments) == ("handoff.file", {"file": "f1"})
        return Reply(card=Card(title=("x",), blocks=(Files((Attached("f1", name, 9),)),)))

    house.answer = answer


@pytest.mark.parametrize(
    ("name", "content", "kind", "how"),
    [
        ("photo.png", PNG, "image/png", "inline"),
        ("photo.png", b"<html><script>", "application/octet-stream", "attachment"),
        ("page.html", b"<html><script>", "application/octet-stream", "attachment"),
        ("drawing.svg", b"<svg onload=x>", "application/octet-stream", "attachment"),
        ("photo.webp", b"RIFF\0\0\0\0WEBPVP8 ", "image/webp", "inline"),
    ],
)
async def test_only_pictures_are_shown_and_nothing_runs(
    serve: Serve, name: str, content: bytes, kind: str, how: str
) -> None:
    house = House()
    await house.files.keep("f1", content)
    gives(house, name)
    status, headers, body = await fetched(await serve(house))
    assert (status, body) == (200, content)
    assert headers["Content-Type"].startswith(kind)
    assert headers["Content-Disposition"].startswith(how)
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"


async def test_a_name_never_breaks_the_header(serve: Serve) -> None:
    house = House()
    await house.files.keep("f1", b"x")
    gives(house, 'é"; x="日.txt')
    _, headers, _ = await fetched(await serve(house))
    assert headers["Content-Disposition"].startswith(
        "attachment; filename=\"___ x___.txt\"; filename*=UTF-8''%C3%A9%22"
    )


async def test_whoever_may_not_see_it_and_whoever_guesses_find_nothing(serve: Serve) -> None:
    house = House()
    await house.files.keep("f1", b"secret")

    def refuses(_: Request) -> Reply | Ask | None:
        raise NotAllowed(("no",))

    house.answer = refuses
    client = await serve(house)
    assert (await fetched(client))[0] == 404
    house.answer = lambda _: None
    for guessed in ("f2", "..%2F..%2Fetc%2Fpasswd", "%00", "f1%0d%0aSet-Cookie:%20a=b", "f" * 5_000):
        assert (await fetched(client, guessed))[0] == 404
