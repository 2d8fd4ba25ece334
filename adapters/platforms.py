"""The platforms that are configured, each with its hands, its routes, and a beginning and an end."""

from __future__ import annotations

from typing import Protocol

from aiohttp import web
from msgspec.structs import asdict
from pydantic import SecretStr

from adapters.config import Config
from adapters.mail_server import Sends, read_server
from adapters.outside import Outside
from bot.ports import Chat, Rooms

# Discord locks out bots that write privately to 25 to 40 people at once: discord-php/DiscordPHP#467, tmerc-cogs#111.
SPARING = frozenset({"discord"})

# These say who is in a channel. Discord does only with the privileged members intent, which Baton does without:
# discord.com/developers/docs/events/gateway#privileged-intents.
LISTING = frozenset({"slack", "web"})


class Platform(Protocol):
    """A connection to one platform. `start` does not wait for it; after `quiet` it takes nothing more, yet still sends.

    `stop` ends it, within two seconds.
    """

    @property
    def chat(self) -> Chat: ...

    @property
    def rooms(self) -> Rooms | None:
        """None where the platform does not say who is in a channel."""
        ...

    def add_to(self, app: web.Application) -> None: ...

    async def start(self) -> None: ...

    async def quiet(self) -> None: ...

    async def stop(self) -> None: ...


def platforms(config: Config, outside: Outside) -> dict[str, Platform]:
    """By name, those that are configured. Each library is loaded only when it is needed."""
    found: dict[str, Platform] = {}
    if "slack" in config.on:
        found["slack"] = _slack(config, outside)
    if "discord" in config.on:
        found["discord"] = _discord(config, outside)
    return found


def mail_of(url: str) -> Sends | None:
    """The hands for e-mail, None where no server is set."""
    if not url:
        return None
    from adapters.mail import Mail  # noqa: PLC0415 - loaded only where it is configured

    return Mail(read_server(url))


def _slack(config: Config, outside: Outside) -> Platform:
    from adapters.slack_chat.app import SlackChat, SlackSetup  # noqa: PLC0415 - loaded only where it is configured

    return SlackChat(
        SlackSetup(
            **asdict(outside),
            bot_token=_plain(config.slack_bot_token),
            app_token=_plain(config.slack_app_token),
            signing_secret=_plain(config.slack_signing_secret),
            api_url=config.slack_api_url,
            key=_plain(config.key),
            client_id=config.slack_client_id,
            client_secret=_plain(config.slack_client_secret),
        )
    )


def _discord(config: Config, outside: Outside) -> Platform:
    from adapters.discord_chat.app import DiscordChat, DiscordSetup  # noqa: PLC0415 - only where configured

    return DiscordChat(DiscordSetup(**asdict(outside), token=_plain(config.discord_token)))


def _plain(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret else ""
