"""adapters/config.py: environment and baton.toml become one Config, or one line that names the wrong setting."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from adapters.config import Config, WrongConfig, must_be_supported, read_config
from adapters.discord_chat.setup import DiscordSetup
from adapters.slack_chat.setup import SlackSetup

KEY = "Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2E="
TOKENS = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_CLIENT_SECRET", "DISCORD_TOKEN")


@pytest.fixture(autouse=True)
def _nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder and none of our variables."""
    monkeypatch.chdir(tmp_path)
    for field in Config.model_fields.values():
        monkeypatch.delenv(str(field.alias), raising=False)


def test_with_nothing_configured_the_sample_is_served_on_loopback() -> None:
    config = read_config()
    assert (config.host, config.port, config.folder) == ("127.0.0.1", 8642, Path("data/sample"))
    assert (config.store, config.log, config.slack_api_url) == ("tinydb", "console", "https://slack.com/api/")
    must_be_supported(config)


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "baton.toml").write_text('BATON_LOG = "json"\nBATON_DATA = "here"\nBATON_OWNERS = ["web:olivia"]\n')
    monkeypatch.setenv("BATON_DATA", "there")
    config = read_config()
    assert (config.log, config.data, config.owners) == ("json", Path("there"), ("web:olivia",))


def test_a_data_folder_in_ones_home_is_found_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("BATON_DATA", "~/team")
    assert read_config().folder == tmp_path / "team" / "sample"


def test_owners_are_a_list_with_commas_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BATON_OWNERS", "slack:U01OWNER, discord:1234")
    assert read_config().owners == ("slack:U01OWNER", "discord:1234")


def test_an_empty_setting_counts_as_unset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "")
    (tmp_path / "baton.toml").write_text('SLACK_BOT_TOKEN = ""\nBATON_KEY = ""\nBATON_LOG = ""')
    assert read_config().tokens == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BATON_DATA", "~nobody-of-this-name/baton"),
        ("BATON_HTTP", "8642"),
        ("BATON_HTTP", "127.0.0.1:"),
        ("BATON_HTTP", ":8642"),
        ("BATON_HTTP", "127.0.0.1:70000"),
        ("BATON_HTTP", "127.0.0.1:８０"),
        ("BATON_LOG", "loud"),
        ("BATON_STORE", "mysql://here"),
        ("BATON_OWNERS", "U01OWNER"),
        ("BATON_OWNERS", "slack:"),
        ("SLACK_API_URL", "slack.com"),
        ("BATON_KEY", "short"),
        ("BATON_KEY", f"{KEY},é"),
    ],
)
def test_a_wrong_value_is_named_in_one_line(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongConfig) as caught:
        read_config()
    assert str(caught.value).startswith(f"{name} is wrong: ")
    assert "\n" not in str(caught.value)
    assert KEY not in str(caught.value)


def test_several_keys_stand_with_commas_between(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BATON_KEY", f"{KEY}, {KEY}")
    assert read_config().key is not None


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("BATON_HTPP = 'x'", "BATON_HTPP"),
        ("BATON_LOG = [", "baton.toml"),
        ("BATON_OWNERS = 3", "BATON_OWNERS"),
        ("BATON_DATA = 3", "BATON_DATA"),
        ("\xff", "baton.toml"),
    ],
)
def test_a_wrong_file_is_named_in_one_line(tmp_path: Path, words: str, named: str) -> None:
    (tmp_path / "baton.toml").write_bytes(words.encode("latin-1"))
    with pytest.raises(WrongConfig, match=named) as caught:
        read_config()
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", TOKENS)
def test_a_token_ends_the_sample_and_is_never_shown(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "xoxb-canary")
    config = read_config()
    assert config.folder == Path("data")
    assert config.tokens == (name,)
    assert config.secrets == {name: "xoxb-canary"}
    assert "canary" not in repr(config)


def test_the_key_is_a_secret_and_no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BATON_KEY", KEY)
    config = read_config()
    assert (config.secrets, config.tokens) == ({"BATON_KEY": KEY}, ())


@pytest.mark.parametrize(
    ("given", "on"),
    [
        ({}, ()),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, ("slack",)),
        ({"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "s"}, ("slack",)),
        ({"SLACK_CLIENT_ID": "1.2"}, ()),
        ({"SLACK_BOT_TOKEN": "xoxb-1", "DISCORD_TOKEN": "d"}, ("slack", "discord")),
    ],
)
def test_which_platforms_are_connected_is_said_in_one_place(
    given: dict[str, str], on: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert read_config().on == on


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-canary"}, r"^SLACK_BOT_TOKEN: .*SLACK_APP_TOKEN"),
        ({"SLACK_APP_TOKEN": "xapp-canary"}, r"^SLACK_APP_TOKEN: set SLACK_BOT_TOKEN"),
        ({"SLACK_SIGNING_SECRET": "canary"}, r"^SLACK_SIGNING_SECRET: set SLACK_BOT_TOKEN"),
        (
            {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "canary", "SLACK_SIGNING_SECRET": "canary"},
            r"^SLACK_CLIENT_ID: .*BATON_KEY",
        ),
        ({"SLACK_CLIENT_ID": "1.2"}, r"^SLACK_CLIENT_ID: set SLACK_CLIENT_SECRET"),
        ({"SLACK_CLIENT_SECRET": "canary"}, r"^SLACK_CLIENT_SECRET: set SLACK_CLIENT_ID"),
    ],
)
def test_tokens_that_are_of_use_only_together_are_asked_for_in_one_line(
    given: dict[str, str], named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(WrongConfig, match=named) as caught:
        must_be_supported(read_config())
    assert "canary" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "given",
    [
        {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"},
        {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s"},
        {"DISCORD_TOKEN": "d"},
        {"SLACK_CLIENT_ID": "1", "SLACK_CLIENT_SECRET": "s", "SLACK_SIGNING_SECRET": "s", "BATON_KEY": KEY},
        {"DISCORD_TOKEN": "d", "BATON_HTTP": "0.0.0.0:8642"},
    ],
)
def test_what_fits_together_is_served(given: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    must_be_supported(read_config())


def test_postgres_is_refused_by_name_without_showing_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BATON_STORE", "postgresql://baton:canary@db/baton")
    config = read_config()
    with pytest.raises(WrongConfig, match=r"^BATON_STORE: ") as caught:
        must_be_supported(config)
    assert "canary" not in str(caught.value) + repr(config)


@pytest.mark.parametrize("http", ["0.0.0.0:8642", "192.168.1.5:8642", "example.com:80", "[::]:8642"])
def test_the_sample_is_not_served_beyond_loopback(http: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BATON_HTTP", http)
    with pytest.raises(WrongConfig, match=r"^BATON_HTTP: .*no sign-in"):
        must_be_supported(read_config())


@pytest.mark.parametrize("http", ["127.0.0.1:1", "localhost:8642", "[::1]:8642", "127.1.2.3:8642"])
def test_every_loopback_address_is_fine(http: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BATON_HTTP", http)
    must_be_supported(read_config())


@pytest.mark.parametrize("name", ["xoxb-1-canary", "xapp-1-canary", '"MTIz.GcanaX.canary"', "BATON_KEYcanary1"])
def test_a_token_in_the_place_of_a_name_is_not_said_again(tmp_path: Path, name: str) -> None:
    (tmp_path / "baton.toml").write_text(f"{name} = 1\n")
    with pytest.raises(WrongConfig, match=r"^baton\.toml") as caught:
        read_config()
    assert "cana" not in str(caught.value)


@pytest.mark.parametrize("setup", [SlackSetup, DiscordSetup])
def test_what_a_platform_is_handed_shows_no_token(setup: Any) -> None:
    names = [name for name in setup.__struct_fields__ if name not in ("sleep", "monotonic", "connect")]
    assert "canary" not in repr(setup(**dict.fromkeys(names, "canary")))


SMTP = "smtp://baton:ca%40nary@mail.example:587?from=baton@example.com"


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("https://baton.example.com", "https://baton.example.com"),
        ("https://baton.example.com/", "https://baton.example.com"),
        ("https://baton.example.com:8443", "https://baton.example.com:8443"),
        ("http://127.0.0.1:8642", "http://127.0.0.1:8642"),
        ("http://localhost:8642/", "http://localhost:8642"),
    ],
)
def test_the_public_address_is_kept_without_its_last_slash(
    typed: str, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BATON_URL", typed)
    assert read_config().url == url


@pytest.mark.parametrize(
    "typed",
    [
        "baton.example.com",
        "http://baton.example.com",
        "https://",
        "https://baton.example.com/path",
        "https://baton.example.com?x=1",
        "https://user:canary@baton.example.com",
        "javascript:alert(1)",
        "https://[canary",
    ],
)
def test_an_address_that_links_cannot_begin_with_is_wrong(typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BATON_URL", typed)
    with pytest.raises(WrongConfig, match=r"^BATON_URL is wrong: ") as wrong:
        read_config()
    assert "canary" not in str(wrong.value)


def test_the_mail_server_is_a_secret_and_no_token_and_its_password_is_hidden_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BATON_SMTP", SMTP)
    config = read_config()
    assert config.tokens == ()
    assert "ca@nary" in config.hidden
    assert SMTP in config.hidden
    assert "nary" not in repr(config)


def test_a_wrong_mail_server_is_said_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BATON_SMTP", "smtp://baton:ca/nary@mail.example")
    with pytest.raises(WrongConfig, match=r"^BATON_SMTP is wrong: it is smtp://") as wrong:
        read_config()
    assert "nary" not in str(wrong.value)


def test_mails_of_a_real_team_need_an_address_to_lead_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BATON_SMTP", SMTP)
    monkeypatch.setenv("DISCORD_TOKEN", "d")
    with pytest.raises(WrongConfig, match=r"^BATON_SMTP: set BATON_URL too"):
        must_be_supported(read_config())
    monkeypatch.setenv("BATON_URL", "https://baton.example.com")
    must_be_supported(read_config())
