"""adapters/checking: what the platforms say of tokens becomes findings with the page and button that mends each."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from adapters.checking import direct, discord, slack
from adapters.checking.asking import ask
from adapters.checking.finding import Finding
from adapters.config import Config
from adapters.setting_up.discord_invite import PERMISSIONS
from adapters.setting_up.slack_manifest import SCOPES
from tests.adapters.running import free_port

ALL = str(sum(bit for bit, _ in PERMISSIONS.values()))
Answers = dict[str, tuple[int, Any, dict[str, str]]]


@contextmanager
def platform(answers: Answers, asked: list[str] | None = None) -> Iterator[str]:
    """Answers each path, and notes in `asked` which came; the address it is at."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if asked is not None:
                asked.append(self.path)
            status, body, headers = answers.get(self.path, (404, {}, {}))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(json.dumps(body).encode() if not isinstance(body, bytes) else body)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, format: str, *args: object) -> None:
            return

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def on_slack(answers: Answers, now: datetime | None = None) -> dict[str, Finding]:
    with platform(answers) as address:
        given = {"SLACK_BOT_TOKEN": "xoxb-canary", "SLACK_APP_TOKEN": "xapp-canary", "SLACK_API_URL": address}
        found = list(slack.examine(Config.model_validate(given), now or datetime.now(UTC)))
    assert "canary" not in str(found)
    return {finding.about: finding for finding in found}


def on_discord(answers: Answers) -> list[Finding]:
    with platform(answers) as address:
        found = list(discord.examine(Config.model_validate({"DISCORD_TOKEN": "MTIz.canary.x"}), address))
    assert "canary" not in str(found)
    return found


FINE: Answers = {
    "/auth.test": (200, {"ok": True, "user": "baton", "team": "Studio"}, {"x-oauth-scopes": ",".join(SCOPES)}),
    "/apps.connections.open": (200, {"ok": True, "url": "wss://x"}, {}),
}


def test_tokens_that_work_are_named_by_bot_and_workspace() -> None:
    found = on_slack(FINE)
    assert found["slack token"].seen == "baton in Studio"
    assert not any(finding.wrong for finding in found.values())


@pytest.mark.parametrize(
    ("path", "answer", "about", "words"),
    [
        ("/auth.test", {"ok": False, "error": "invalid_auth"}, "slack token", "OAuth & Permissions"),
        ("/auth.test", {"ok": False, "error": "token_revoked"}, "slack token", "Reinstall to Workspace"),
        ("/auth.test", b"<html>", "slack token", "HTTP 200"),
        (
            "/apps.connections.open",
            {"ok": False, "error": "not_allowed_token_type"},
            "slack socket",
            "App-Level Tokens",
        ),
    ],
)
def test_each_refusal_names_the_page_that_mends_it(path: str, answer: Any, about: str, words: str) -> None:
    assert words in on_slack(FINE | {path: (200, answer, {})})[about].wrong


def test_tokens_in_each_others_place_are_recognised_without_asking() -> None:
    asked: list[str] = []
    with platform(FINE, asked) as address:
        found = [*slack.bot("xapp-canary", address, datetime.now(UTC)), slack.app("xoxb-canary", address)]
    assert [finding.about for finding in found] == ["slack token", "slack socket"]
    assert "so it is SLACK_APP_TOKEN; SLACK_BOT_TOKEN is the one that begins with xoxb-" in found[0].wrong
    assert "so it is SLACK_BOT_TOKEN; SLACK_APP_TOKEN is the one that begins with xapp-" in found[1].wrong
    assert asked == []


def test_missing_scopes_are_named_with_their_reason() -> None:
    few = FINE | {"/auth.test": (200, {"ok": True}, {"x-oauth-scopes": "chat:write,commands"})}
    wrong = on_slack(few)["slack scopes"].wrong
    assert "files:write (attach files" in wrong
    assert "chat:write (" not in wrong


def test_a_clock_that_is_off_is_a_finding() -> None:
    assert "s off" in on_slack(FINE, datetime(2020, 1, 1, tzinfo=UTC))["slack clock"].wrong


def test_a_platform_that_cannot_be_reached_is_a_finding_and_no_traceback() -> None:
    nowhere = f"http://127.0.0.1:{free_port()}/"
    given = {"SLACK_BOT_TOKEN": "xoxb-canary", "SLACK_APP_TOKEN": "xapp-canary", "SLACK_API_URL": nowhere}
    found = list(slack.examine(Config.model_validate(given), datetime.now(UTC)))
    found += discord.examine(Config.model_validate({"DISCORD_TOKEN": "canary"}), nowhere)
    assert [finding.about for finding in found] == ["slack token", "slack socket", "discord token"]
    assert all("does not answer" in finding.wrong for finding in found)


def test_a_discord_server_that_lacks_a_permission_is_named_with_it() -> None:
    servers = [{"name": "Studio", "permissions": ALL}, {"name": "Other", "permissions": str(1 << 10)}]
    found = on_discord({"/users/@me": (200, {"username": "baton"}, {}), "/users/@me/guilds": (200, servers, {})})
    assert [bool(finding.wrong) for finding in found] == [False, False, True]
    assert "Other lacks Send Messages (post cards)" in found[2].wrong
    assert "client_id=123" in found[2].wrong


@pytest.mark.parametrize(
    ("me", "words"), [((401, {}, {}), "Reset Token"), ((200, {"username": "baton"}, {}), "on no server yet")]
)
def test_a_wrong_token_and_no_server_say_what_to_press(me: tuple[int, Any, dict[str, str]], words: str) -> None:
    found = on_discord({"/users/@me": me, "/users/@me/guilds": (200, [], {})})
    assert words in found[-1].wrong


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"ok": True}, ""),
        ({"ok": False, "error": "messages_tab_disabled"}, "Messages Tab"),
        ({"ok": False, "error": "user_not_found"}, "knows nobody called U1 in this workspace"),
        ({"ok": False, "error": "invalid_auth"}, "Bot User OAuth Token"),
        (b"", "HTTP 200"),
    ],
)
def test_a_private_message_on_slack_is_tried(answer: Any, words: str) -> None:
    with platform({"/chat.postMessage": (200, answer, {})}) as address:
        config = Config.model_validate({"SLACK_BOT_TOKEN": "xoxb-canary", "SLACK_API_URL": address})
        found = direct.examine(config, "slack:U1")
    assert words in found.wrong
    assert bool(found.wrong) is bool(words)


@pytest.mark.parametrize(
    ("opened", "sent", "words"),
    [
        ((200, {"id": "9"}, {}), (200, {"id": "1"}, {}), ""),
        ((200, {"id": "9"}, {}), (403, {"code": 50007}, {}), "Privacy Settings"),
        ((400, {}, {}), (200, {}, {}), "nobody with this id"),
    ],
)
def test_a_private_message_on_discord_is_tried(opened: Any, sent: Any, words: str) -> None:
    with platform({"/users/@me/channels": opened, "/channels/9/messages": sent}) as address:
        found = direct.examine(Config.model_validate({"DISCORD_TOKEN": "canary"}), "discord:5", address)
    assert words in found.wrong
    assert bool(found.wrong) is bool(words)


@pytest.mark.parametrize("account", ["", "slack:U1", "mars:1", "discord:"])
def test_an_account_that_cannot_be_tried_is_said(account: str) -> None:
    assert "Say slack:U" in direct.examine(Config.model_validate({"DISCORD_TOKEN": "canary"}), account).wrong


def test_a_redirect_takes_the_token_nowhere() -> None:
    asked: list[str] = []
    with platform({"/there": (200, {"ok": True}, {})}, asked) as there:
        for status in (301, 302, 307, 308):
            with platform({"/auth.test": (status, {}, {"Location": f"{there}there"})}) as api:
                assert ask(f"{api}auth.test", "Bearer xoxb-canary", {} if status == 302 else None).status == status
    assert not asked
