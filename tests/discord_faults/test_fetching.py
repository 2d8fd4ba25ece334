"""What a host of files may do to whoever fetches from it: another way, no end, too little, nothing at all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.discord_chat.fetching import CHUNK, fetched, is_from
from bot.attached import FILE_BYTES

PHOTO = b"\x89PNG\r\n\x1a\npixels"


class Host:
    """Keeps what was asked of it, and how much of the endless file it could send."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.sent = 0
        app = web.Application()
        app.router.add_get("/{way}", self._answer)
        self.server = TestServer(app, host="127.0.0.1")

    def at(self, way: str) -> str:
        return str(self.server.make_url(f"/{way}"))

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        way = request.match_info["way"]
        self.asked.append(way)
        match way:
            case "photo" | "zipped":
                answer = web.Response(body=PHOTO)
                if way == "zipped":
                    answer.enable_compression(web.ContentCoding.gzip, strategy=0)
                return answer
            case "elsewhere":
                raise web.HTTPFound("/photo")
            case "nothing":
                return web.Response()
            case "endless":
                return await self._endless(request)
            case "short":
                return await self._short(request)
            case "slow":
                await asyncio.Event().wait()
        return web.Response(status=int(way))

    async def _endless(self, request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        for _ in range(64 * FILE_BYTES // CHUNK):
            await answer.write(b"x" * CHUNK)
            self.sent += CHUNK
        return answer

    async def _short(self, request: web.Request) -> web.StreamResponse:
        """Less than it says."""
        answer = web.StreamResponse(headers={"Content-Length": "1000"})
        await answer.prepare(request)
        await answer.write(PHOTO)
        assert request.transport is not None
        request.transport.close()
        return answer


@pytest.fixture
async def host() -> AsyncIterator[Host]:
    host = Host()
    await host.server.start_server()
    yield host
    await host.server.close()


@pytest.mark.parametrize("way", ["photo", "zipped"])
async def test_a_file_comes_whole(host: Host, way: str) -> None:
    assert await fetched(host.at(way)) == PHOTO


async def test_no_other_way_is_followed(host: Host) -> None:
    with pytest.raises(aiohttp.ClientError, match="302"):
        await fetched(host.at("elsewhere"))
    assert host.asked == ["elsewhere"]


async def test_of_a_file_without_end_little_more_is_read_than_is_taken(host: Host) -> None:
    content = await fetched(host.at("endless"))
    assert FILE_BYTES < len(content) <= FILE_BYTES + CHUNK
    assert host.sent < 4 * FILE_BYTES


@pytest.mark.parametrize("way", ["short", "403", "404", "429", "500"])
async def test_what_does_not_come_whole_does_not_come(host: Host, way: str) -> None:
    with pytest.raises(aiohttp.ClientError):
        await fetched(host.at(way))


async def test_nobody_waits_for_ever(host: Host) -> None:
    with pytest.raises(TimeoutError):
        await fetched(host.at("slow"), seconds=0.05)


async def test_a_file_may_be_empty_which_others_mind(host: Host) -> None:
    assert await fetched(host.at("nothing")) == b""


async def test_where_nobody_answers_nothing_comes(host: Host) -> None:
    url = host.at("photo")
    await host.server.close()
    with pytest.raises(aiohttp.ClientError):
        await fetched(url)


def test_an_origin_is_scheme_host_and_port(host: Host) -> None:
    origins = frozenset({str(host.server.make_url("/").origin())})
    assert is_from(origins, host.at("photo"))
    assert not is_from(origins, host.at("photo").replace("http:", "https:"))
    assert not is_from(origins, "http://127.0.0.1:1/photo")
