"""adapters/setting_up/guided.py: what is asked, what is tried, what is kept; and it never says a token."""

from __future__ import annotations

import stat
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

from adapters.checking.finding import Finding
from adapters.setting_up import settings_file
from adapters.setting_up.guided import Guide, checks
from adapters.setting_up.settings_file import NotWritten, put
from tests.checking.test_platforms import platform


class Typist:
    """Answers in order, by a part of the question; then stops as with Ctrl+C."""

    def __init__(self, *answers: tuple[str, str]) -> None:
        self._answers = list(answers)
        self.said: list[str] = []
        self.hidden: list[str] = []

    def say(self, words: str) -> None:
        self.said.append(words)

    def ask(self, question: str, *, hidden: bool = False) -> str:
        self.said.append(question)
        if hidden:
            self.hidden.append(question)
        if not self._answers:
            raise KeyboardInterrupt
        part, answer = self._answers.pop(0)
        assert part in question
        return answer


def check(_: str, value: str) -> Iterable[Finding]:
    return [Finding("token", "", "Copy it again.") if "wrong" in value else Finding("token", "baton in Studio")]


def settings(path: Path) -> dict[str, object]:
    return tomllib.loads(path.read_text("utf-8"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "baton.toml"


def test_a_token_is_tried_until_it_works_and_kept_for_its_owner_alone(path: Path) -> None:
    typist = Typist(
        ("Where", "mars"),
        ("Where", "slack"),
        ("xoxb", "xoxb-wrong-canary"),
        ("xoxb", "xoxb-canary"),
        ("xapp", "xapp-canary"),
        ("Whose", "U1"),
        ("Whose", "slack:U1"),
    )
    Guide(typist, path, check).run()
    assert settings(path) == {
        "SLACK_BOT_TOKEN": "xoxb-canary",
        "SLACK_APP_TOKEN": "xapp-canary",
        "BATON_OWNERS": "slack:U1",
    }
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "canary" not in str(typist.said)
    assert len(typist.hidden) == 3
    assert "Copy it again." in typist.said
    assert "baton run" in typist.said[-1]


def test_it_goes_on_where_it_was_stopped(path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        Guide(Typist(("Where", "both"), ("xoxb", "xoxb-1")), path, check).run()
    assert settings(path) == {"SLACK_BOT_TOKEN": "xoxb-1"}
    typist = Typist(("Where", "both"), ("xapp", "xapp-1"), ("Bot > Token", ""), ("Whose", ""))
    Guide(typist, path, check).run()
    assert settings(path) == {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
    assert "SLACK_BOT_TOKEN is set already, and works." in typist.said
    assert "Still missing: DISCORD_TOKEN." in typist.said[-1]


def test_a_token_that_no_longer_works_is_asked_for_anew(path: Path) -> None:
    put(path, "SLACK_BOT_TOKEN", "xoxb-wrong-canary")
    put(path, "SLACK_APP_TOKEN", "xapp-1")
    typist = Typist(("Where", ""), ("xoxb", ""), ("Whose", ""))
    Guide(typist, path, check).run()
    assert "Copy it again." in typist.said
    assert "Still refused: SLACK_BOT_TOKEN." in typist.said[-1]
    typist = Typist(("Where", ""), ("xoxb", "xoxb-wrong-too"), ("xoxb", "xoxb-new"), ("Whose", ""))
    Guide(typist, path, check).run()
    assert settings(path) == {"SLACK_BOT_TOKEN": "xoxb-new", "SLACK_APP_TOKEN": "xapp-1"}
    assert "baton run" in typist.said[-1]
    assert "canary" not in str(typist.said)


def test_what_is_there_stays_with_its_comments(path: Path) -> None:
    path.write_text(
        '# mine\nBATON_LOG = "json" # for the collector\nSLACK_BOT_TOKEN = "old"\n\n[later]\nx = 1', "utf-8"
    )
    put(path, "SLACK_BOT_TOKEN", 'new "quoted" \\ é')
    put(path, "DISCORD_TOKEN", "d")
    text = path.read_text("utf-8")
    assert '# mine\nBATON_LOG = "json" # for the collector' in text
    found = settings(path)
    assert (found["SLACK_BOT_TOKEN"], found["DISCORD_TOKEN"], found["later"]) == ('new "quoted" \\ é', "d", {"x": 1})


def test_a_file_that_is_no_toml_is_left_alone_and_said(path: Path) -> None:
    path.write_text("= = =", "utf-8")
    with pytest.raises(NotWritten, match="Mend or move it"):
        Guide(Typist(("Where", "slack")), path, check).run()
    assert path.read_text("utf-8") == "= = ="


@pytest.mark.parametrize(
    ("name", "asked"),
    [("SLACK_BOT_TOKEN", ["/auth.test"]), ("SLACK_APP_TOKEN", ["/apps.connections.open"])],
)
def test_a_token_is_tried_at_its_own_platform_alone(
    name: str, asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever else is configured, rightly or wrongly."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "baton.toml").write_text('MINE = 1\nDISCORD_TOKEN = "MTIz.canary.x"')
    seen: list[str] = []
    with platform({}, seen) as address:
        found = list(checks(address)(name, "canary"))
    assert seen == asked
    assert len(found) == 1
    assert "Slack says HTTP 404" in found[0].wrong


def test_a_folder_that_cannot_be_written_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match="cannot be written") as caught:
        settings_file.put(tmp_path / "none" / "baton.toml", "DISCORD_TOKEN", "canary")
    assert "canary" not in str(caught.value)


def test_a_file_that_others_could_read_is_closed_to_them(path: Path) -> None:
    path.write_text('SLACK_BOT_TOKEN = "xoxb-canary"\n')
    path.chmod(0o644)
    typist = Typist(("Where", ""), ("xapp", ""), ("Whose", ""))
    Guide(typist, path, check).run()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert any("by you alone" in said for said in typist.said)
