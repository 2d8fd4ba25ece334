"""adapters/logs.py: one line per event with its request, in two styles, and no secret in either."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Literal

import pytest
import structlog

from adapters import logs

STYLES: tuple[Literal["console", "json"], ...] = ("console", "json")


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    before, handlers = structlog.get_config(), logging.getLogger().handlers[:]
    yield
    structlog.configure(**before)
    logging.getLogger().handlers[:] = handlers


def fail(words: str) -> None:
    raise ValueError(words)


@pytest.mark.parametrize("style", STYLES)
def test_a_secret_never_shows_wherever_it_turns_up(
    style: Literal["console", "json"], capsys: pytest.CaptureFixture[str]
) -> None:
    logs.set_up(style, ["xoxb-canary"])
    log = structlog.get_logger()
    log.error("said xoxb-canary", token="xoxb-canary", nested={"deep": ["xoxb-canary"]})
    try:
        fail("xoxb-canary")
    except ValueError as error:
        log.error("failed", exc_info=error)
    logging.getLogger("library").warning("sent %s", "xoxb-canary")
    said = capsys.readouterr().err
    assert "canary" not in said
    assert said.count(logs.HIDDEN) >= 5
    assert "ValueError" in said


@pytest.mark.parametrize(
    "token",
    [
        "xoxb-123-456-canaryCanary",
        "xoxe.xoxb-1-canaryCanary",
        "xoxe-1-canaryCanary",
        "xapp-1-A0-99-canaryCanary",
        "https://hooks.slack.com/commands/T1/2/canaryCanary",
        "http://127.0.0.1:9/commands/T1/2/canaryCanary",
        "https://slack.example/actions/T1/2/canaryCanary",
        "wss://wss-primary.slack.com/link/?ticket=canary-canary&app_id=1",
        "https://discord.com/api/v10/webhooks/123456/aW50ZXJhY3Rpb246canary/messages/@original",
        "https://discord.com/api/v10/interactions/123456/aW50ZXJhY3Rpb246canary/callback",
        "MTIzNDU2Nzg5MDEyMzQ1Njc4.GcanaX.canarycanarycanarycanarycanarycanary",
    ],
)
def test_what_looks_like_a_token_never_shows_though_nobody_configured_it(
    token: str, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.set_up("json")
    structlog.get_logger().error("failed at the address", address=token, why=f"({token})")
    said = capsys.readouterr().err
    assert "canary" not in said
    assert "failed at the address" in said


def test_each_line_in_json_is_one_object_with_the_request_it_belongs_to(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("json")
    with structlog.contextvars.bound_contextvars(request="r1"):
        structlog.get_logger().warning("job\nfailed", why="two\nlines")
    [line] = capsys.readouterr().err.splitlines()
    said = json.loads(line)
    assert (said["event"], said["request"], said["level"], said["why"]) == (
        "job\nfailed",
        "r1",
        "warning",
        "two\nlines",
    )
    assert said["timestamp"].endswith("Z")


def test_libraries_are_heard_from_warnings_up(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("json")
    logging.getLogger("apscheduler").info("Added job")
    logging.getLogger("aiohttp").warning("slow")
    [line] = capsys.readouterr().err.splitlines()
    assert json.loads(line)["source"] == "aiohttp"


def test_each_key_of_a_list_is_hidden_alone_too(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("console", ["canary-one, canary-two"])
    structlog.get_logger().error("said canary-two and canary-one")
    assert "canary" not in capsys.readouterr().err
