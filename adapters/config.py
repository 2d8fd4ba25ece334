"""Configuration: environment and baton.toml become one frozen Config, or one line that names what is wrong."""

from __future__ import annotations

import re
import tomllib
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from adapters.mail_server import read_server

FILE = Path("baton.toml")
MAKE_KEY = 'python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"'
PUBLIC = "it is the address Baton is reached at from outside, as in https://baton.example.com"
NAME = re.compile(r"[A-Za-z_]{1,40}")  # of a setting; tokens have digits or signs
ACCOUNT = re.compile(r"(slack|discord|web):\S+")


class WrongConfig(Exception):
    """`str(error)` is one line: which setting, what is wrong with it, what it should look like. Exit code 2."""


class Config(BaseSettings):
    """Each setting under its one name, in the environment or in baton.toml; the environment wins."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", toml_file=FILE, env_ignore_empty=True)

    data: Path = Field(default=Path("data"), alias="BATON_DATA")
    store: str = Field(default="tinydb", alias="BATON_STORE", repr=False)
    http: str = Field(default="127.0.0.1:8642", alias="BATON_HTTP")
    log: Literal["console", "json"] = Field(default="console", alias="BATON_LOG")
    slack_bot_token: SecretStr | None = Field(default=None, alias="SLACK_BOT_TOKEN")
    slack_app_token: SecretStr | None = Field(default=None, alias="SLACK_APP_TOKEN")
    slack_signing_secret: SecretStr | None = Field(default=None, alias="SLACK_SIGNING_SECRET")
    slack_api_url: str = Field(default="https://slack.com/api/", alias="SLACK_API_URL")
    slack_client_id: str = Field(default="", alias="SLACK_CLIENT_ID")
    slack_client_secret: SecretStr | None = Field(default=None, alias="SLACK_CLIENT_SECRET")
    discord_token: SecretStr | None = Field(default=None, alias="DISCORD_TOKEN")
    owners: Annotated[tuple[str, ...], NoDecode] = Field(default=(), alias="BATON_OWNERS")
    key: SecretStr | None = Field(default=None, alias="BATON_KEY")
    url: str = Field(default="", alias="BATON_URL")
    smtp: SecretStr | None = Field(default=None, alias="BATON_SMTP")

    @model_validator(mode="before")
    @classmethod
    def _empty_is_unset(cls, given: Any) -> Any:
        """In the file as in the environment."""
        return {name: value for name, value in given.items() if value != ""} if isinstance(given, dict) else given

    @field_validator("data")
    @classmethod
    def _from_home(cls, value: Path) -> Path:
        """No shell has done it for baton.toml, a service or a container."""
        try:
            return value.expanduser()
        except RuntimeError:
            raise ValueError("its ~ stands for no home folder; write the path out") from None

    @field_validator("store")
    @classmethod
    def _known_store(cls, value: str) -> str:
        if value != "tinydb" and not value.startswith(("postgresql://", "postgres://")):
            raise ValueError("it is tinydb or a postgresql:// address")
        return value

    @field_validator("http")
    @classmethod
    def _host_and_port(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if not host or not (port.isascii() and port.isdecimal()) or int(port) > 65_535:
            raise ValueError("it is host:port, as in 127.0.0.1:8642")
        return value

    @field_validator("slack_api_url")
    @classmethod
    def _address(cls, value: str) -> str:
        if not value.startswith(("https://", "http://")):
            raise ValueError("it is an address that begins with https://")
        return value if value.endswith("/") else f"{value}/"

    @field_validator("url")
    @classmethod
    def _public_address(cls, value: str) -> str:
        if not value:
            return value
        try:
            parts = urlsplit(value)
        except ValueError:
            raise ValueError(PUBLIC) from None
        safe = parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(parts.hostname or ""))
        if not safe or not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment or "@" in value:
            raise ValueError(PUBLIC)
        return f"{parts.scheme}://{parts.netloc}"

    @field_validator("smtp")
    @classmethod
    def _mail_server(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            read_server(value.get_secret_value())
        return value

    @field_validator("owners", mode="before")
    @classmethod
    def _accounts(cls, value: Any) -> Any:
        accounts = [word.strip() for word in value.split(",")] if isinstance(value, str) else value
        if not isinstance(accounts, list | tuple) or not all(ACCOUNT.fullmatch(str(account)) for account in accounts):
            raise ValueError("it is a list of accounts, as in slack:U01OWNER,discord:1234")
        return accounts

    @field_validator("key")
    @classmethod
    def _fernet(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None:
            return None
        from cryptography.fernet import Fernet  # noqa: PLC0415 - seldom needed, and slow to load

        try:
            for key in value.get_secret_value().split(","):
                Fernet(key.strip())
        except ValueError:
            raise ValueError(f"it is a Fernet key, or several with commas between; make one: {MAKE_KEY}") from None
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        *_: PydanticBaseSettingsSource,
        **__: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def host(self) -> str:
        return self.http.rpartition(":")[0].strip("[]")

    @property
    def port(self) -> int:
        return int(self.http.rpartition(":")[2])

    @property
    def secrets(self) -> dict[str, str]:
        """Those that are set, by the name of the setting."""
        given = {str(field.alias): getattr(self, name) for name, field in type(self).model_fields.items()}
        return {name: value.get_secret_value() for name, value in given.items() if isinstance(value, SecretStr)}

    @property
    def tokens(self) -> tuple[str, ...]:
        """The names of the platform secrets that are set; with any of them there is no sample team."""
        return tuple(name for name in self.secrets if name not in ("BATON_KEY", "BATON_SMTP"))

    @property
    def hidden(self) -> tuple[str, ...]:
        """All that no log may say: the secrets, and a password within one of them."""
        password = read_server(self.smtp.get_secret_value()).password if self.smtp else ""
        return (*self.secrets.values(), password)

    @property
    def installs(self) -> bool:
        """Whether other workspaces of Slack may let Baton in."""
        return bool(self.slack_client_id and self.slack_client_secret)

    @property
    def on(self) -> tuple[str, ...]:
        """The platforms that Baton is connected to."""
        slack, discord = self.slack_bot_token or self.installs, self.discord_token
        return tuple(name for name, configured in (("slack", slack), ("discord", discord)) if configured)

    @property
    def folder(self) -> Path:
        """Where the store lives: the sample team has its own folder."""
        return self.data if self.tokens else self.data / "sample"


def read_config() -> Config:
    """Raises WrongConfig."""
    try:
        return Config()
    except ValidationError as error:
        raise WrongConfig(_first(error)) from None
    except tomllib.TOMLDecodeError as error:
        raise WrongConfig(f"{FILE} cannot be read: {error}. Mend that line or remove the file.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise WrongConfig(f"{FILE} cannot be read: {error}.") from None


def must_be_supported(config: Config, *, sample: bool = True) -> None:
    """Raises WrongConfig for what is configured rightly but cannot be served by this version.

    Not `sample`: nor for a service whose tokens were forgotten, which would quietly serve the sample team.
    """
    if config.store != "tinydb":
        raise WrongConfig("BATON_STORE: this version keeps its data in a folder only; remove it or set it to tinydb.")
    _must_fit(config)
    if config.smtp and find_spec("aiosmtplib") is None:
        raise WrongConfig("BATON_SMTP: what sends mail is not installed; install Baton with it: pip install '.[mail]'")
    if config.smtp and config.tokens and not config.url:
        raise WrongConfig("BATON_SMTP: set BATON_URL too, the address that mails lead to: https://baton.example.com")
    if config.tokens:
        return
    mend = "Set SLACK_BOT_TOKEN and SLACK_APP_TOKEN, or DISCORD_TOKEN"
    if not sample:
        raise WrongConfig(f"no token is set, so there is no team to serve. {mend}.")
    if not _is_loopback(config.host):
        raise WrongConfig(
            "BATON_HTTP: no token is set, so there is only the sample team, which has no sign-in and is not served on "
            f"{config.host}. {mend}; to try the sample team use 127.0.0.1."
        )


# What the other tokens of an app begin with: they stand on pages beside each other, and are easily confused.
CONFUSED = {"SLACK_BOT_TOKEN": "xapp-", "SLACK_APP_TOKEN": "xoxb-"}


def confused(name: str, token: str) -> str:
    """What to say of a token that is the other one; empty when it is not."""
    begins = CONFUSED.get(name, "")
    if not begins or not token.startswith(begins):
        return ""
    other, own = ("SLACK_APP_TOKEN", "xoxb-") if begins == "xapp-" else ("SLACK_BOT_TOKEN", "xapp-")
    return f"this one begins with {begins}, so it is {other}; {name} is the one that begins with {own}."


def _must_fit(config: Config) -> None:
    """Tokens that are of use only together."""
    given = {"SLACK_BOT_TOKEN": config.slack_bot_token, "SLACK_APP_TOKEN": config.slack_app_token}
    for name, token in given.items():
        wrong = confused(name, token.get_secret_value()) if token else ""
        if wrong:
            raise WrongConfig(f"{name}: {wrong}")
    if bool(config.slack_client_id) != bool(config.slack_client_secret):
        there, lacks = ("ID", "SECRET") if config.slack_client_id else ("SECRET", "ID")
        raise WrongConfig(
            f"SLACK_CLIENT_{there}: set SLACK_CLIENT_{lacks} too; both are under Basic Information, App Credentials."
        )
    if config.slack_bot_token and not (config.slack_app_token or config.slack_signing_secret):
        raise WrongConfig(
            "SLACK_BOT_TOKEN: Baton also needs a way to hear Slack: set SLACK_APP_TOKEN (Socket Mode, no public "
            "address) or SLACK_SIGNING_SECRET (HTTP at /slack/events)."
        )
    if (config.slack_app_token or config.slack_signing_secret) and "slack" not in config.on:
        name = "SLACK_APP_TOKEN" if config.slack_app_token else "SLACK_SIGNING_SECRET"
        raise WrongConfig(f"{name}: set SLACK_BOT_TOKEN too; it is the one that begins with xoxb-.")
    if config.installs and not (config.slack_signing_secret and config.key):
        raise WrongConfig("SLACK_CLIENT_ID: installing from other workspaces needs SLACK_SIGNING_SECRET and BATON_KEY.")


def _first(error: ValidationError) -> str:
    """`BATON_HTTP is wrong: it is host:port, as in 127.0.0.1:8642.` The value is left out: it may be a secret."""
    problem = error.errors(include_url=False, include_input=False)[0]
    name = str(problem["loc"][0]) if problem["loc"] else "The configuration"
    if problem["type"] == "extra_forbidden" and not NAME.fullmatch(name):
        return (
            f"{FILE}: there is a line that sets what is no setting; what it names is left out, as it may be a secret."
        )
    if problem["type"] == "extra_forbidden":
        return f"{FILE}: there is no setting called {name}. The settings are listed in the README."
    return f"{name} is wrong: {problem['msg'].removeprefix('Value error, ').rstrip('.')}."


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
