"""Who is let in: our own page on our own host, in a session of its own, with bodies of a size it would send."""

from __future__ import annotations

import pytest

from adapters.web_chat import security
from tests.web_chat.conftest import Opens, Serve
from tests.web_chat.fakes import Client, House

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


async def test_every_page_forbids_foreign_code_and_foreign_frames(serve: Serve, opens: Opens) -> None:
    client = await serve(House())
    for path in ("/as/ana/baton", "/as/nobody/baton", "/as/ana/baton/suggest"):
        async with client.get(path) as response:
            assert response.headers["Content-Security-Policy"] == POLICY
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            assert response.headers["Cache-Control"] == "no-store"


async def test_the_session_is_kept_from_scripts_and_from_other_sites(serve: Serve) -> None:
    client = await serve(House())
    async with client.get("/as/ana/baton") as response:
        cookie = response.cookies[security.COOKIE]
        assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", "/")
        page = await response.text()
    assert cookie.value not in page
    async with client.get("/as/ana/baton") as again:
        assert security.COOKIE not in again.cookies


@pytest.mark.parametrize("token", ["", "0" * 64, "ümläut"])
async def test_a_form_without_the_token_of_the_session_does_nothing(serve: Serve, opens: Opens, token: str) -> None:
    house = House()
    ana = await opens(await serve(house))
    ana.token = token
    refused = await ana.send("say", words="/tasks", _id="n1")
    assert refused.status == 403
    assert "Reload it" in await refused.text()
    assert house.asked == []


async def test_the_token_of_another_session_does_nothing(serve: Serve, opens: Opens) -> None:
    house = House()
    client = await serve(house)
    ana = await opens(client)
    client.session.cookie_jar.clear()
    assert (await ana.send("press", press="handoff.tasks", _id="c1")).status == 403
    assert house.asked == []


@pytest.mark.parametrize("origin", ["", "null", "https://evil.example", "http://127.0.0.1:1", "http://[::1", "é"])
async def test_a_form_from_another_page_does_nothing(serve: Serve, opens: Opens, origin: str) -> None:
    house = House()
    ana = await opens(await serve(house))
    ana.headers["Origin"] = origin
    assert (await ana.send("say", words="/tasks", _id="n1")).status == 403
    assert house.asked == []


async def host_status(client: Client, host: str) -> int:
    async with client.get("/as/ana/baton", headers={"Host": host}) as response:
        return response.status


async def test_only_loopback_and_the_configured_names_are_answered(serve: Serve) -> None:
    client = await serve(House(hosts=frozenset({"baton.example"})))
    for host in ("127.0.0.1:8642", "localhost", "[::1]:8642", "baton.example", "baton.example:443", "BATON.example"):
        assert await host_status(client, host) == 200, host
    for host in ("evil.example", "evil.example:8642", "127.0.0.1.evil.example", "localhost.evil.example", "[::1"):
        assert await host_status(client, host) == 403, host


async def test_more_than_a_mebibyte_is_not_read(serve: Serve, opens: Opens) -> None:
    house = House()
    ana = await opens(await serve(house))
    refused = await ana.send("say", words="x" * (1 << 20), _id="n1")
    assert refused.status == 413
    assert "1 MiB" in await refused.text()
    assert (await ana.send("say", words="x" * 40_001, _id="n1")).status == 400


async def test_other_kinds_of_bodies_are_not_read(serve: Serve, opens: Opens) -> None:
    client = await serve(House())
    ana = await opens(client)
    async with client.post("/as/ana/baton/say", json={"words": "/tasks"}, headers=ana.headers) as response:
        assert response.status == 400


@pytest.mark.parametrize(
    "path",
    [
        "/as/nobody/baton",
        "/as/sam/baton",
        "/as/ana/other",
        "/as/ana/x/live",
        "/as/pat/general",
        "/as/gil/general/live",
    ],
)
async def test_nobody_is_found_who_has_no_account_here_and_no_room_that_is_not_theirs(serve: Serve, path: str) -> None:
    client = await serve(House())
    async with client.get(path) as response:
        assert response.status == 404
        assert "nothing at this address" in await response.text()


async def test_a_person_who_is_not_there_can_do_nothing(serve: Serve, opens: Opens) -> None:
    house = House()
    ana = await opens(await serve(house))
    for here in ("/as/nobody/baton", "/as/sam/baton", "/as/pat/general", "/as/gil/general"):
        ana.here = here
        assert (await ana.send("say", words="/tasks", _id="n1")).status == 404
    assert house.asked == []


async def test_the_first_page_opens_as_the_owner_or_as_whoever_was_last(serve: Serve, opens: Opens) -> None:
    client = await serve(House())
    async with client.get("/", allow_redirects=False) as response:
        assert response.headers["Location"] == "/as/olivia/baton"
    await opens(client, "ana")
    async with client.get("/", allow_redirects=False) as response:
        assert response.headers["Location"] == "/as/ana/baton"
    async with client.get("/as/pat", allow_redirects=False) as response:
        assert response.headers["Location"] == "/as/pat/baton"


async def test_without_the_sample_nobody_can_act_as_anybody(serve: Serve) -> None:
    client = await serve(House(sample=False))
    async with client.get("/") as response:
        assert response.status == 200
        assert "sample team" in await response.text()
    for path in ("/as/ana", "/as/ana/baton", "/as/ana/baton/live", "/as/ana/baton/suggest"):
        async with client.get(path) as response:
            assert response.status == 404
    for path in ("say", "press", "form", "jump"):
        async with client.post(f"/as/ana/baton/{path}") as response:
            assert response.status == 404
